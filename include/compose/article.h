/* Articles: Markdown about metrics. Figures are filled in from a protected view, and what is typed by hand is held against it. See plumbline-article(5). */
#ifndef PLUMBLINE_COMPOSE_ARTICLE_H
#define PLUMBLINE_COMPOSE_ARTICLE_H

#include "compose/compose.h"
#include "compose/figure_words.h"

/* Lives in its arena and points into its source; const once read. */
struct article;

/* Whether the name is that of an article: *.md or *.markdown. */
bool article_named(const char *path);

/* NULL with diagnostics where nothing usable is there. */
const struct article *article_read(struct arena *arena, const struct source *source, struct diags *diags);

/* What it holds, for people. */
struct article_counts {
	struct str title;
	uint32_t sections, figures, metrics; /* figures: placeholders and links; metrics: different targets of them */
};
struct article_counts article_counts(const struct article *article);

/* What texts are held against. */
struct claim_ground {
	const struct wording *wording;
	const struct metrics *metrics;
	const struct protected_view *view; /* NULL: nothing was counted: only names, and what can be said without figures, are checked */
};

/* All that is wrong or doubtful in the article. */
void article_check(struct arena *arena, const struct article *article, const struct claim_ground *ground, struct diags *diags);

/* The same of the sentences of the metrics file, `claim` and `say`. */
void metrics_check_claims(struct arena *arena, const struct claim_ground *ground, struct diags *diags);

/* The document. The template is one about an article. To be checked before: what is withheld is a diagnostic here too, but not each claim. */
const struct doc *compose_article(struct arena *arena, const struct template *template, const struct article *article,
				  const struct benchmark_subject *subject, struct diags *diags);

/* The wording that a template speaks in. */
const struct wording *template_wording(const struct template *template);

#endif
