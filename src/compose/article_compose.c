/* The document of an article: its own sections, filled in, and the template around them. */
#include "article_parts.h"
#include "expand.h"
#include "records_benchmark.h"

const struct wording *template_wording(const struct template *template)
{
	return template->wording;
}

static struct list records_at(struct arena *arena, const GArray *indexes, struct list all, const struct metrics *metrics)
{
	GArray *found = list_new();

	for (guint i = 0; i < indexes->len; i++) {
		uint32_t index = g_array_index(indexes, uint32_t, i);

		for (uint32_t at = 0; at < all.count; at++) {
			const struct metric_record *record = all.items[at].as.record;

			if (metrics == NULL ? at == index : record->metric == &metrics->metrics[index])
				list_add(found, all.items[at]);
		}
	}
	return list_take(arena, found);
}

static struct article_filling filling_new(struct arena *arena, const struct template *template, const struct benchmark_record *benchmark,
					  struct diags *diags)
{
	struct article_filling filling = {
		.figures = {arena, template->wording, benchmark->metrics, benchmark->view, diags},
		.benchmark = benchmark,
		.metrics = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
		.rankings = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
	};

	return filling;
}

const struct doc *compose_article(struct arena *arena, const struct template *template, const struct article *article,
				  const struct benchmark_subject *subject, struct diags *diags)
{
	const struct benchmark_record *benchmark = gather_benchmark(arena, subject, template->wording);
	struct article_filling filling = filling_new(arena, template, benchmark, diags);
	uint32_t day = subject->view->release_date;
	struct date released = {(int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100)};
	struct report_record report = {subject->date.year == 0 ? released : subject->date, str_from(arena, subject->version), READERS_ENGINEERS,
				       false};
	struct article_record record = {.subtitle = article->subtitle, .author = article->author};
	struct value slots[] = {value_record(&record), value_record(benchmark), value_record(&report)};
	struct str title;
	struct span title_span;
	struct doc *body = article_tree(arena, article, &title, &title_span);

	article_fill(&filling, body);
	record.title = article_title(&filling, article->title);
	record.metrics = records_at(arena, filling.metrics, benchmark->all, benchmark->metrics);
	record.rankings = records_at(arena, filling.rankings, benchmark->standings, NULL);
	g_array_unref(filling.metrics);
	g_array_unref(filling.rankings);
	return compose_around(arena, template, body, slots, G_N_ELEMENTS(slots), report.date, diags);
}
