/* Corpora written as YAML in the tests. */
#include "corpus_sample.h"

#include "read/yaml.h"

struct sample sample_new(void)
{
	struct arena *arena = arena_new();

	return (struct sample){.arena = arena, .diags = diags_new(arena), .rows = rows_new(arena, STR(""))};
}

void sample_free(struct sample *sample)
{
	arena_free(sample->arena);
}

const char *sample_diags(const struct sample *sample)
{
	GString *text = g_string_new(NULL);

	diags_write_text(sample->diags, text, false);
	return str_take(sample->arena, text).text;
}

static void must_be_clean(const struct sample *sample)
{
	if (diags_errors(sample->diags) > 0)
		g_error("%s", sample_diags(sample));
}

static const struct node *read_yaml(struct sample *sample, const char *name, const char *yaml, const struct source **source)
{
	*source = source_from_bytes(sample->arena, name, yaml, strlen(yaml), sample->diags);
	g_assert_nonnull(*source);
	return yaml_read(sample->arena, *source, sample->diags);
}

const struct ruleset *sample_ruleset(struct sample *sample, const char *yaml)
{
	const struct source *source;
	const struct node *root = read_yaml(sample, "framework.yaml", yaml, &source);
	const struct framework *framework = root == NULL ? NULL : framework_decode(sample->arena, source, root, sample->diags);
	const struct ruleset *ruleset = framework == NULL ? NULL : ruleset_new(sample->arena, framework, sample->diags);

	must_be_clean(sample);
	return ruleset;
}

void sample_add(struct sample *sample, const struct ruleset *ruleset, const char *client, const char *workload, const char *date, const char *rest)
{
	char *yaml = g_strdup_printf("plumbline: review/1\nclient: {name: \"%s\"}\nworkload: {name: \"%s\"}\ndate: %s\n%s\n", client, workload, date,
				     rest);
	const struct source *source;
	const struct node *root = read_yaml(sample, "review.yaml", yaml, &source);
	const struct review *review = root == NULL ? NULL : review_decode(sample->arena, source, root, &ruleset->framework, 1, sample->diags);

	must_be_clean(sample);
	g_assert_true(rows_add(sample->rows, assess(sample->arena, review, &ruleset, sample->diags), digest_of(yaml, strlen(yaml))));
	g_free(yaml);
}

void sample_columns(struct sample *sample)
{
	sample->corpus = corpus_new(sample->arena, sample->rows, sample->diags);
	g_assert_nonnull(sample->corpus);
}

bool sample_metrics(struct sample *sample, const char *yaml)
{
	const struct source *source;
	const struct node *root = read_yaml(sample, "metrics.yaml", yaml, &source);

	if (sample->corpus == NULL)
		sample_columns(sample);
	sample->metrics = root == NULL ? NULL : metrics_decode(sample->arena, source, root, sample->diags);
	if (sample->metrics == NULL)
		return false;
	sample->programs = metric_compile(sample->arena, sample->metrics, sample->corpus, sample->diags);
	return diags_errors(sample->diags) == 0;
}

bool sample_statistics(struct sample *sample, const char *yaml, const struct statistics_request *request)
{
	static const struct statistics_request plain;

	if (!sample_metrics(sample, yaml))
		return false;
	sample->statistics = statistics_new(sample->arena, sample->programs, sample->corpus, request == NULL ? &plain : request, sample->diags);
	return diags_errors(sample->diags) == 0;
}

const struct statistic *sample_statistic(const struct sample *sample, const char *id)
{
	uint32_t at = metrics_find(sample->metrics, str_of(id));

	g_assert_cmpuint(at, !=, UINT32_MAX);
	return &sample->statistics->statistics[at];
}
