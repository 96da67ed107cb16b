/* Figures that a text asks for: "{share:dr-none}" finds its metric, group or place in a ranking, and the words that may be printed of it. */
#ifndef PLUMBLINE_SRC_COMPOSE_FIGURES_H
#define PLUMBLINE_SRC_COMPOSE_FIGURES_H

#include "compose/figure_words.h"

/* What is asked of a figure: FIGURE(id, word, form of figure_words.h or FIGURE_FORMS for none). */
enum asked {
#define ASKED(id, word, form) ASKED_##id,
#include "asked.def"
#undef ASKED
	ASKED_COUNT_OF,
	ASKED_NOTHING = ASKED_COUNT_OF
};

/* Where figures come from. */
struct figures {
	struct arena *arena;
	const struct wording *wording;
	const struct metrics *metrics;
	const struct protected_view *view; /* NULL: nothing was counted; only names can be checked */
	struct diags *diags;
};

/*
 * A metric, a group of it ("dr-none@ctx.size=small"), or a place in a ranking ("top/rel-9"). Only the metric or the ranking is set where nothing was
 * counted.
 */
struct figure {
	const struct metric *metric;     /* NULL: of a ranking */
	const struct ranking *ranking;   /* NULL: of a metric */
	const struct shown *shown;       /* NULL: nothing was counted */
	const struct estimate *estimate; /* behind it; NULL: nothing was counted, or of merged groups */
	bool is_group;
	struct str target, title;
	uint32_t rank, places; /* of a ranking: 0 where it is not told; all places */
	struct rank_interval interval;
};

/* ASKED_NOTHING if there is no such word. */
enum asked asked_named(struct str word);
const char *asked_word(enum asked asked);

/* False, with a diagnostic at the span, if there is none. */
bool figure_find(const struct figures *figures, struct str target, struct span span, struct figure *figure);

/* Whether this can be asked of the figure at all: a share of a share, a rank of a ranking. A diagnostic if not. */
bool figure_may(const struct figures *figures, const struct figure *figure, enum asked asked, struct span span);

/* The words; empty, with a diagnostic, where the figure may not be shown or bears none. Only where something was counted. */
struct str figure_print(const struct figures *figures, const struct figure *figure, enum asked asked, struct span span);

/* The same without diagnostics: what is not shown is empty. */
struct str figure_quiet(const struct figures *figures, const struct figure *figure, enum asked asked);

#endif
