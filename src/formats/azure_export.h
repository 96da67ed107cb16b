/* The sections of a Microsoft assessment's CSV export. */
#ifndef PLUMBLINE_FORMATS_AZURE_EXPORT_H
#define PLUMBLINE_FORMATS_AZURE_EXPORT_H

#include "model/review.h"

/* All texts are flat: one line, single blanks. */
struct azure_score {
	struct str name, level, score; /* score: "38/100" without its apostrophes; empty if not assessed */
};

struct azure_step {
	struct str title, url;
	struct span span;
};

struct azure_recommendation {
	struct str category, text, url, priority, area, subarea, weight, context, source, done, note;
	enum level level; /* by priority, else by weight; LEVEL_UNSET if neither says */
	struct span span;
};

struct azure_answer {
	struct str category, question, answer, selected, note;
	struct span category_span, question_span, answer_span, selected_span;
};

struct azure_export {
	struct str title, overall, overall_level; /* overall: "0/120" */
	struct str assessment, name;              /* of the title: what was assessed with, and what somebody called it */
	struct date date;
	struct span title_span;
	GArray *scores, *steps, *recommendations, *answers;
	uint32_t strange_rows; /* rows of no section */
	struct span strange_span;
	GString *unused; /* names of columns that are not known */
	struct span unused_span;
};

/* Reads the sections; azure_export_end frees the arrays. */
void azure_export_begin(struct azure_export *export, struct arena *arena, const struct source *source, const struct node *root);
void azure_export_end(struct azure_export *export);

/* What a row can be by itself. */
bool azure_is_recommendations_header(const struct node *row);
bool azure_is_answers_header(const struct node *row);

#endif
