/* Figures in the words of a language, for publications and articles alike: percents, counts, limits, fractions, quantifiers. */
#ifndef PLUMBLINE_COMPOSE_FIGURE_WORDS_H
#define PLUMBLINE_COMPOSE_FIGURE_WORDS_H

#include "stats/protect.h"

/* The sentences and words of a language: themes/<name>/wording.<language>.yaml. Const once made. */
struct wording;

enum figure_form {
	FIGURE_FORM_VALUE,      /* what is shown: "79%", "<1%", "under 15%", "3.4" */
	FIGURE_FORM_BRIEF,      /* for cells: "79%", "<15%"; where nothing is shown the letters that say why */
	FIGURE_FORM_COUNT,      /* "118"; only of figures with exact counts */
	FIGURE_FORM_BASE,       /* "150", "about 65" */
	FIGURE_FORM_COUNTS,     /* "118 of 150"; where there are no exact counts: "of about 65" */
	FIGURE_FORM_INTERVAL,   /* "71% to 85%", "2.9 to 4.1" */
	FIGURE_FORM_FRACTION,   /* "nearly four in five" */
	FIGURE_FORM_QUANTIFIER, /* "almost nobody" */
	FIGURE_FORM_WORDS,      /* as the metric wants to be said: the quantifier, the fraction or the number, else the next best */
	FIGURE_FORMS
};

/* NULL with diagnostics if the file cannot be used or lacks words that figures need. */
const struct wording *figure_wording_open(struct arena *arena, const char *theme_folder, const char *language, struct diags *diags);

/* Whether the wording has all the words that figures need; a diagnostic, at its beginning, for each that it lacks. */
bool figure_wording_check(const struct wording *wording, struct arena *arena, struct diags *diags);

/*
 * A figure in a form, as a text in the arena. Empty where the figure bears none: it is not shown, has no interval, no fraction fits. metric: whose figure it
 * is, for its kind and for what it wants to be said by; NULL: a plain share.
 */
struct str figure_said(const struct wording *wording, struct arena *arena, const struct metric *metric, const struct shown *shown,
		       enum figure_form form);

/* Number of clients in the base: "150", "about 65"; empty where nothing is shown. */
struct str figure_clients(const struct wording *wording, struct arena *arena, const struct shown *shown);

/*
 * A sentence of a metrics file with the figure for {share}: at its beginning in words, with the number in brackets ("Nearly four in five (79%) of ..."),
 * since no sentence begins with a digit. Empty where nothing is shown, or there is no sentence.
 */
struct str figure_sentence(const struct wording *wording, struct arena *arena, const struct metric *metric, const struct shown *shown,
			   struct str sentence);

/* A difference as the language writes it, without its sign: "12 percentage points". */
struct str figure_points(const struct wording *wording, struct arena *arena, const struct points *points);

#endif
