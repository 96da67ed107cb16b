/* Fuzz target: bytes as an article, checked against metrics and composed. */
#include <stdlib.h>
#include <string.h>

#include "compose/article.h"
#include "fuzz.h"
#include "read/yaml.h"

static const char metrics_text[] = "plumbline: metrics/1\n"
				   "noun: {one: team, many: teams}\n"
				   "metrics:\n"
				   "  - {id: small, title: Small or medium, count: ctx.size == \"small\", segments: ctx.size}\n"
				   "  - {id: people, title: People, mean: ctx.headcount, unit: people}\n"
				   "rankings: [{id: top, over: metrics}]\n";

/* Made once, and kept for all inputs. */
struct ground {
	struct arena *arena;
	const struct template *template;
	const struct metrics *metrics;
	const struct protected_view *view;
};

static const struct protected_view *empty_view(struct arena *arena, const struct metrics *metrics, struct diags *diags)
{
	const struct corpus *corpus = corpus_new(arena, rows_new(arena, STR("")), diags);
	const struct metric_programs *programs = metric_compile(arena, metrics, corpus, diags);
	struct statistics_request request = {.audience = AUDIENCE_INTERNAL};
	struct protect_request protection = {.is_protected = false};

	return protect(arena, statistics_new(arena, programs, corpus, &request, diags), &protection);
}

static struct ground ground_new(void)
{
	struct ground ground = {.arena = arena_new()};
	struct diags *diags = diags_new(ground.arena);
	const struct source *source = source_from_bytes(ground.arena, "metrics", metrics_text, strlen(metrics_text), diags);
	const char *data = getenv("PLUMBLINE_DATA");
	const char *theme = str_format(ground.arena, "%s/themes/plain", data == NULL ? "." : data).text;

	ground.metrics = metrics_decode(ground.arena, source, yaml_read(ground.arena, source, diags), diags);
	ground.template = template_open(ground.arena, SUBJECT_ARTICLE, theme, "article.xml", "en", diags);
	if (ground.template == NULL || ground.metrics == NULL)
		abort();
	ground.view = empty_view(ground.arena, ground.metrics, diags);
	return ground;
}

static void try_article(const struct ground *ground, struct arena *arena, const struct article *article, struct diags *diags)
{
	struct claim_ground claims = {template_wording(ground->template), ground->metrics, NULL};
	struct benchmark_subject subject = {.view = ground->view, .version = "0"};
	GString *text = g_string_new(NULL);

	article_counts(article);
	article_check(arena, article, &claims, diags);
	claims.view = ground->view;
	article_check(arena, article, &claims, diags);
	doc_dump(compose_article(arena, ground->template, article, &subject, diags), text);
	diags_write_text(diags, text, false);
	g_string_free(text, TRUE);
	/* The tree is sound, whatever the article says. */
	if (diags_count(diags, DIAG_DOC_MISPLACED) + diags_count(diags, DIAG_DOC_ROW_WIDTH) + diags_count(diags, DIAG_DOC_TARGET) > 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct ground ground;
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "fuzz.md", (const char *)bytes, length, diags);
	const struct article *article = source == NULL ? NULL : article_read(arena, source, diags);

	if (ground.arena == NULL)
		ground = ground_new();
	if (article != NULL)
		try_article(&ground, arena, article, diags);
	arena_free(arena);
	return 0;
}
