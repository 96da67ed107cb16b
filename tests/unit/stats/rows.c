/* Checks rows of expected values: parsing them, calling the function that each names, comparing. */
#include "rows.h"

#include <math.h>
#include <string.h>

#include "stats/association.h"
#include "stats/compare.h"
#include "stats/display.h"
#include "stats/interval.h"
#include "stats/rank.h"
#include "stats/special.h"
#include "theme/theme.h"

#define FIELDS 5

#define FAIL(...) (g_test_message(__VA_ARGS__), g_test_fail())

struct rows {
	GPtrArray *fields; /* of char ** */
};

/* One call, as its row asks for it. */
struct call {
	GHashTable *args;
	char *output;
	guint index;
};

static const char *text(const struct call *call, const char *key)
{
	const char *value = g_hash_table_lookup(call->args, key);

	if (value == NULL)
		g_error("the row has no argument %s", key);
	return value;
}

static double real(const struct call *call, const char *key)
{
	return g_ascii_strtod(text(call, key), NULL);
}

static guint32 count(const struct call *call, const char *key)
{
	return (guint32)g_ascii_strtoull(text(call, key), NULL, 10);
}

static GArray *reals(const struct call *call, const char *key)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(double));
	char **parts = g_strsplit(text(call, key), "|", -1);

	for (char **part = parts; *part != NULL; part++) {
		double value = g_ascii_strtod(*part, NULL);

		g_array_append_val(list, value);
	}
	g_strfreev(parts);
	return list;
}

static const double *as_reals(const GArray *list)
{
	return (const double *)(const void *)list->data;
}

static const struct share *as_shares(const GArray *list)
{
	return (const struct share *)(const void *)list->data;
}

static GArray *shares(const struct call *call)
{
	GArray *hits = reals(call, "k"), *of = reals(call, "n"), *list = g_array_new(FALSE, FALSE, sizeof(struct share));

	g_assert_cmpuint(hits->len, ==, of->len);
	for (guint i = 0; i < hits->len; i++) {
		struct share share = {(guint32)g_array_index(hits, double, i), (guint32)g_array_index(of, double, i)};

		g_array_append_val(list, share);
	}
	g_array_unref(hits);
	g_array_unref(of);
	return list;
}

static struct table_2x2 table(const struct call *call)
{
	return (struct table_2x2){count(call, "a"), count(call, "b"), count(call, "c"), count(call, "d")};
}

/* One of several named results; NaN, which never agrees, for a name that is not among them. */
struct named {
	const char *name;
	double value;
};

static double pick(const struct call *call, const struct named *named, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (strcmp(named[i].name, call->output) == 0)
			return named[i].value;
	return NAN;
}

#define PICK(call, ...) pick(call, (const struct named[]){__VA_ARGS__}, G_N_ELEMENTS(((const struct named[]){__VA_ARGS__})))

static double limit(const struct call *call, struct interval interval)
{
	return PICK(call, {"lo", interval.low}, {"hi", interval.high});
}

static double side(const struct call *call, struct difference difference)
{
	return PICK(call, {"diff", difference.value}, {"lo", difference.low}, {"hi", difference.high});
}

static double run_normal_cdf(const struct call *call)
{
	return normal_cdf(real(call, "z"));
}

static double run_normal_quantile(const struct call *call)
{
	return normal_quantile(real(call, "p"));
}

static double run_beta_cdf(const struct call *call)
{
	return beta_cdf(real(call, "a"), real(call, "b"), real(call, "x"));
}

static double run_beta_quantile(const struct call *call)
{
	return beta_quantile(real(call, "a"), real(call, "b"), real(call, "p"));
}

static double run_t_quantile(const struct call *call)
{
	return t_quantile(real(call, "p"), real(call, "df"));
}

static double run_chi_squared_upper(const struct call *call)
{
	return chi_squared_upper(real(call, "x"), count(call, "df"));
}

static double run_binomial(const struct call *call)
{
	guint32 k = count(call, "k"), n = count(call, "n");
	double p = real(call, "p");

	return PICK(call, {"pmf", binomial_pmf(k, n, p)}, {"lower", binomial_lower(k, n, p)}, {"upper", binomial_upper(k, n, p)});
}

static double run_wilson(const struct call *call)
{
	return limit(call, wilson(real(call, "k"), real(call, "n"), real(call, "conf")));
}

static double run_clopper_pearson(const struct call *call)
{
	return limit(call, clopper_pearson(real(call, "k"), real(call, "n"), real(call, "conf")));
}

static double run_jeffreys(const struct call *call)
{
	return limit(call, jeffreys(real(call, "k"), real(call, "n"), real(call, "conf")));
}

static double run_jeffreys_unmodified(const struct call *call)
{
	return limit(call, jeffreys_unmodified(real(call, "k"), real(call, "n"), real(call, "conf")));
}

static double run_wilson_fpc(const struct call *call)
{
	if (strcmp(call->output, "n_eff") == 0)
		return finite_base(real(call, "n"), real(call, "N"));
	return limit(call, wilson_finite(real(call, "k"), real(call, "n"), real(call, "N"), real(call, "conf")));
}

static double run_newcombe(const struct call *call)
{
	return side(call, newcombe(real(call, "k1"), real(call, "n1"), real(call, "k2"), real(call, "n2"), real(call, "conf")));
}

static double run_newcombe_paired(const struct call *call)
{
	return side(call, newcombe_paired(table(call), real(call, "conf")));
}

static double run_fisher(const struct call *call)
{
	return fisher_two_sided(table(call));
}

static double run_mcnemar(const struct call *call)
{
	return mcnemar_exact(count(call, "b"), count(call, "c"));
}

static double adjusted(const struct call *call, void (*adjust)(const double *p, double *q, size_t size))
{
	GArray *p = reals(call, "p");
	double q = NAN;

	adjust(as_reals(p), (double *)(void *)p->data, p->len);
	if (call->index < p->len)
		q = g_array_index(p, double, call->index);
	g_array_unref(p);
	return q;
}

static double run_bh(const struct call *call)
{
	return adjusted(call, adjust_benjamini_hochberg);
}

static double run_holm(const struct call *call)
{
	return adjusted(call, adjust_holm);
}

static double run_cochran_armitage(const struct call *call)
{
	GArray *groups = shares(call), *scores = reals(call, "x");
	struct trend trend = cochran_armitage(as_shares(groups), as_reals(scores), groups->len);

	g_array_unref(groups);
	g_array_unref(scores);
	return PICK(call, {"z", trend.z}, {"chi2", trend.chi_squared}, {"p", trend.p});
}

static double run_homogeneity(const struct call *call)
{
	GArray *groups = shares(call);
	struct chi_squared_test test = homogeneity(as_shares(groups), groups->len);

	g_array_unref(groups);
	return PICK(call, {"chi2", test.chi_squared}, {"df", test.df}, {"p", test.p});
}

static double run_association(const struct call *call)
{
	struct association found = associate(table(call), 0.95);

	return PICK(call, {"phi", found.phi}, {"phi_max", found.phi_max}, {"lift", found.lift}, {"jaccard", found.jaccard},
		    {"or_haldane", found.odds_ratio}, {"or_lo95", found.odds_limits.low}, {"or_hi95", found.odds_limits.high});
}

static double run_percentile(const struct call *call)
{
	GArray *values = reals(call, "values");
	struct placing placing = placing_among(as_reals(values), values->len, real(call, "x"), DIRECTION_GOOD);

	g_array_unref(values);
	return placing_percentile(placing);
}

/* Clients in order of their numbers, which need not start at 0 or be without gaps. */
static GArray *clients_of(const struct call *call)
{
	GArray *hits = reals(call, "y"), *owners = reals(call, "cluster"), *clients = g_array_new(FALSE, TRUE, sizeof(struct share));

	g_assert_cmpuint(hits->len, ==, owners->len);
	for (guint i = 0; i < hits->len; i++) {
		guint owner = (guint)g_array_index(owners, double, i);
		struct share *share;

		if (owner >= clients->len)
			g_array_set_size(clients, owner + 1);
		share = &g_array_index(clients, struct share, owner);
		share->hits += (guint32)g_array_index(hits, double, i);
		share->of++;
	}
	g_array_unref(hits);
	g_array_unref(owners);
	return clients;
}

static double run_cluster(const struct call *call)
{
	GArray *clients = clients_of(call);
	enum weighting weighting = strcmp(text(call, "w"), "1") == 0 ? WEIGHTING_EACH : WEIGHTING_ONE_VOTE;
	double confidence = real(call, "conf");
	struct cluster_share found = cluster_share(as_shares(clients), clients->len, weighting, confidence);
	struct interval audit = korn_graubard(&found, confidence);

	g_array_unref(clients);
	return PICK(call, {"p", found.share}, {"se", found.error}, {"deff", found.deff}, {"n_eff", found.base}, {"n_eff_df", found.star},
		    {"wilson_lo", found.wilson.low}, {"wilson_hi", found.wilson.high}, {"kg_lo", audit.low}, {"kg_hi", audit.high});
}

static double run_kish(const struct call *call)
{
	GArray *weights = reals(call, "w");
	double base = kish_base(as_reals(weights), weights->len);

	g_array_unref(weights);
	return base;
}

static double run_largest_remainder(const struct call *call)
{
	GArray *given = reals(call, "counts");
	guint32 *counts = g_new0(guint32, given->len), *percents = g_new0(guint32, given->len);
	double percent;

	for (guint i = 0; i < given->len; i++)
		counts[i] = (guint32)g_array_index(given, double, i);
	largest_remainder(counts, percents, given->len, 0);
	g_assert_cmpuint(call->index, <, given->len);
	percent = percents[call->index];
	g_array_unref(given);
	g_free(counts);
	g_free(percents);
	return percent;
}

static double run_missing(const struct call *call)
{
	struct missing_bounds bounds = missing_bounds(count(call, "k"), count(call, "n"), count(call, "missing"));

	return PICK(call, {"lo", bounds.low}, {"est", bounds.estimate}, {"hi", bounds.high});
}

static double run_rank(const struct call *call)
{
	GArray *groups = shares(call);
	struct rank_interval *ranks = g_new0(struct rank_interval, groups->len), rank;

	rank_intervals(as_shares(groups), groups->len, real(call, "conf"), ranks);
	g_assert_cmpuint(call->index, <, groups->len);
	rank = ranks[call->index];
	g_array_unref(groups);
	g_free(ranks);
	return PICK(call, {"lo", rank.first}, {"hi", rank.last});
}

static double run_standardised(const struct call *call)
{
	GArray *groups = shares(call), *weights = reals(call, "w");
	struct standardised found = standardise(as_shares(groups), as_reals(weights), groups->len, 0.95);

	g_array_unref(groups);
	g_array_unref(weights);
	return PICK(call, {"p", found.share}, {"se", found.error}, {"n_eff", found.base}, {"lo", found.wilson.low}, {"hi", found.wilson.high});
}

static struct rgb colour(const struct call *call, const char *key)
{
	guint64 value = g_ascii_strtoull(text(call, key) + 1, NULL, 16);

	return (struct rgb){(guint8)(value >> 16), (guint8)(value >> 8), (guint8)value};
}

static double run_contrast(const struct call *call)
{
	return contrast(colour(call, "a"), colour(call, "b"));
}

static char *write_percent(const struct call *call)
{
	char out[PERCENT_TEXT_SIZE];

	return g_strdup(percent_text(percent_of((struct share){count(call, "k"), count(call, "n")}, count(call, "decimals")), out));
}

static char *write_counts(const struct call *call)
{
	struct count_range range = counts_for_percent(count(call, "percent"), 0, count(call, "n"));
	GString *out = g_string_new(range.any ? "" : "none");

	for (guint32 k = range.first; range.any && k <= range.last; k++)
		g_string_append_printf(out, k == range.first ? "%u" : "|%u", k);
	return g_string_free(out, FALSE);
}

static const struct runner {
	const char *function;
	double (*run)(const struct call *call);
	char *(*write)(const struct call *call); /* instead of run, for texts */
} runners[] = {
	{"normal_cdf", run_normal_cdf, NULL},
	{"normal_quantile", run_normal_quantile, NULL},
	{"beta_cdf", run_beta_cdf, NULL},
	{"beta_quantile", run_beta_quantile, NULL},
	{"t_quantile", run_t_quantile, NULL},
	{"chi_squared_upper", run_chi_squared_upper, NULL},
	{"binomial", run_binomial, NULL},
	{"wilson", run_wilson, NULL},
	{"clopper_pearson", run_clopper_pearson, NULL},
	{"jeffreys", run_jeffreys, NULL},
	{"jeffreys_unmodified", run_jeffreys_unmodified, NULL},
	{"wilson_fpc", run_wilson_fpc, NULL},
	{"newcombe", run_newcombe, NULL},
	{"newcombe_paired", run_newcombe_paired, NULL},
	{"fisher_two_sided", run_fisher, NULL},
	{"mcnemar_exact", run_mcnemar, NULL},
	{"bh_adjust", run_bh, NULL},
	{"holm_adjust", run_holm, NULL},
	{"cochran_armitage", run_cochran_armitage, NULL},
	{"chi2_k_proportions", run_homogeneity, NULL},
	{"association_2x2", run_association, NULL},
	{"percentile_midrank", run_percentile, NULL},
	{"cluster_proportion", run_cluster, NULL},
	{"kish_n_eff", run_kish, NULL},
	{"percent_display", NULL, write_percent},
	{"largest_remainder", run_largest_remainder, NULL},
	{"counts_for_percent", NULL, write_counts},
	{"missing_bounds", run_missing, NULL},
	{"rank_interval", run_rank, NULL},
	{"wcag_contrast", run_contrast, NULL},
	{"direct_standardised", run_standardised, NULL},
};

static const struct runner *find_runner(const char *function)
{
	for (size_t i = 0; i < G_N_ELEMENTS(runners); i++)
		if (strcmp(runners[i].function, function) == 0)
			return &runners[i];
	return NULL;
}

struct rows *rows_parse(const char *csv)
{
	struct rows *rows = g_new0(struct rows, 1);
	char **lines = g_strsplit(csv, "\n", -1);

	rows->fields = g_ptr_array_new_with_free_func((GDestroyNotify)(void (*)(void))g_strfreev);
	g_assert_nonnull(lines[0]);
	g_assert_true(g_str_has_prefix(lines[0], "id,function,args,output,expected"));
	for (char **line = lines + 1; *line != NULL; line++) {
		char **fields;

		g_strchomp(*line);
		if (**line == '\0')
			continue;
		fields = g_strsplit(*line, ",", FIELDS + 1); /* only the rest, a note, may be quoted */
		g_assert_cmpuint(g_strv_length(fields), >=, FIELDS);
		for (guint i = 0; i < FIELDS; i++)
			g_assert_null(strchr(fields[i], '"'));
		g_ptr_array_add(rows->fields, fields);
	}
	g_strfreev(lines);
	return rows;
}

void rows_free(struct rows *rows)
{
	if (rows == NULL)
		return;
	g_ptr_array_unref(rows->fields);
	g_free(rows);
}

static void open_call(struct call *call, char **fields)
{
	char **args = g_strsplit(fields[2], ";", -1), *bracket;

	call->args = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (char **arg = args; *arg != NULL; arg++) {
		char **sides = g_strsplit(*arg, "=", 2);

		g_assert_nonnull(sides[1]);
		g_hash_table_insert(call->args, g_strdup(sides[0]), g_strdup(sides[1]));
		g_strfreev(sides);
	}
	g_strfreev(args);
	call->output = g_strdup(fields[3]);
	bracket = strchr(call->output, '[');
	call->index = bracket == NULL ? 0 : (guint)g_ascii_strtoull(bracket + 1, NULL, 10);
	if (bracket != NULL)
		*bracket = '\0';
}

static void close_call(struct call *call)
{
	g_hash_table_unref(call->args);
	g_free(call->output);
}

static void check_text(char **fields, char *found)
{
	if (strcmp(found, fields[4]) != 0)
		FAIL("%s %s %s: %s, not %s", fields[0], fields[2], fields[3], found, fields[4]);
	g_free(found);
}

static void check_number(char **fields, double found)
{
	double expected = g_ascii_strtod(fields[4], NULL);

	if (!(fabs(found - expected) <= 1e-11 + 1e-9 * fabs(expected)))
		FAIL("%s %s %s: %.17g, not %.17g", fields[0], fields[2], fields[3], found, expected);
}

static void check_row(const struct runner *runner, char **fields)
{
	struct call call = {0};

	open_call(&call, fields);
	if (runner->write != NULL)
		check_text(fields, runner->write(&call));
	else
		check_number(fields, runner->run(&call));
	close_call(&call);
}

void rows_check(const struct rows *rows, const char *function)
{
	const struct runner *runner = find_runner(function);
	guint checked = 0;

	g_assert_nonnull(runner);
	for (guint i = 0; i < rows->fields->len; i++) {
		char **fields = g_ptr_array_index(rows->fields, i);

		if (strcmp(fields[1], function) != 0)
			continue;
		check_row(runner, fields);
		checked++;
	}
	g_assert_cmpuint(checked, >, 0);
}

guint rows_check_names(const struct rows *rows)
{
	for (guint i = 0; i < rows->fields->len; i++) {
		char **fields = g_ptr_array_index(rows->fields, i);

		if (find_runner(fields[1]) == NULL)
			FAIL("%s: nobody checks the function %s", fields[0], fields[1]);
	}
	return rows->fields->len;
}
