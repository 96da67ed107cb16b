/* The estimators against a table of values computed to 50 digits, where that table is at hand. */
#include "rows.h"

#include <string.h>

#define TABLE ROOT "/../shared/reference/stats-reference.csv"

static const char *const functions[] = {
	"normal_quantile", "beta_cdf",           "t_quantile",          "wilson",
	"clopper_pearson", "jeffreys",           "jeffreys_unmodified", "wilson_fpc",
	"newcombe",        "fisher_two_sided",   "newcombe_paired",     "mcnemar_exact",
	"bh_adjust",       "holm_adjust",        "cochran_armitage",    "chi2_k_proportions",
	"association_2x2", "percentile_midrank", "cluster_proportion",  "kish_n_eff",
	"percent_display", "largest_remainder",  "counts_for_percent",  "missing_bounds",
	"rank_interval",   "wcag_contrast",      "direct_standardised",
};

/* NULL, and the case is marked as skipped, when the table is not there. */
static struct rows *open_table(void)
{
	char *text = NULL;
	struct rows *rows;

	if (!g_file_get_contents(TABLE, &text, NULL, NULL)) {
		g_test_skip("there is no " TABLE);
		return NULL;
	}
	rows = rows_parse(text);
	g_free(text);
	return rows;
}

static void test_function(const void *function)
{
	struct rows *rows = open_table();

	if (rows != NULL)
		rows_check(rows, function);
	rows_free(rows);
}

static void test_names(void)
{
	struct rows *rows = open_table();

	if (rows != NULL)
		g_assert_cmpuint(rows_check_names(rows), >=, 1398);
	rows_free(rows);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
		char *path = g_strconcat("/stats/reference/", functions[i], NULL);

		g_test_add_data_func(path, functions[i], test_function);
		g_free(path);
	}
	g_test_add_func("/stats/reference/names", test_names);
	return g_test_run();
}
