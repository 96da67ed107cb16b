/* The estimators against R's own functions, where R is installed: other arguments than any table has. */
#include "rows.h"

#include <string.h>

static const char *const functions[] = {
	"normal_cdf",         "normal_quantile",  "beta_cdf",        "beta_quantile",       "t_quantile",       "chi_squared_upper",
	"binomial",           "wilson",           "clopper_pearson", "jeffreys_unmodified", "fisher_two_sided", "mcnemar_exact",
	"chi2_k_proportions", "cochran_armitage", "bh_adjust",       "holm_adjust",         "kish_n_eff",
};

/* R starts once for all cases; NULL when it is not installed. */
static struct rows *run_r(void)
{
	char *program = g_find_program_in_path("Rscript"), *out = NULL, *complaint = NULL;
	char *argv[] = {program, (char *)"--vanilla", (char *)TESTS "/unit/stats/rows.R", NULL};
	struct rows *rows = NULL;
	int status = 0;
	GError *error = NULL;

	if (program == NULL)
		return NULL;
	if (!g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &complaint, &status, &error))
		g_error("Rscript: %s", error->message);
	if (status != 0)
		g_error("Rscript: %s", complaint);
	rows = rows_parse(out);
	g_free(program);
	g_free(out);
	g_free(complaint);
	return rows;
}

struct one_case {
	const struct rows *rows;
	const char *function;
};

static void test_function(const void *data)
{
	const struct one_case *one = data;

	if (one->rows == NULL)
		g_test_skip("there is no Rscript");
	else
		rows_check(one->rows, one->function);
}

static void test_names(const void *data)
{
	const struct one_case *one = data;

	if (one->rows == NULL)
		g_test_skip("there is no Rscript");
	else
		g_assert_cmpuint(rows_check_names(one->rows), >, 500);
}

int main(int argc, char **argv)
{
	struct one_case cases[G_N_ELEMENTS(functions)];
	struct rows *rows;
	int status;

	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	rows = run_r();
	for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
		char *path = g_strconcat("/stats/r/", functions[i], NULL);

		cases[i] = (struct one_case){rows, functions[i]};
		g_test_add_data_func(path, &cases[i], test_function);
		g_free(path);
	}
	g_test_add_data_func("/stats/r/names", &cases[0], test_names);
	status = g_test_run();
	rows_free(rows);
	return status;
}
