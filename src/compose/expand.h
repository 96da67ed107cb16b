/* Running a compiled template over one assessment. */
#ifndef PLUMBLINE_SRC_COMPOSE_EXPAND_H
#define PLUMBLINE_SRC_COMPOSE_EXPAND_H

#include "doc/doc.h"

#include "program.h"

/* No document runs more operations than this: about fifty times a large report. */
#define MOST_OPERATIONS 2000000u

struct run {
	struct arena *arena;
	struct diags *diags;
	const struct wording *wording;
	const struct doc *body; /* of an article: its blocks are taken over by <article>; NULL: none */
	struct value slots[TEMPLATE_SLOTS];
	struct doc *open_paragraph;     /* made for words that stand among blocks; more words go there while it is the last */
	GArray *numbers;                /* struct doc_number; of the NUMBERS that is being filled */
	GArray *lines, *values;         /* struct chart_row, struct chart_value */
	GArray *ticks;                  /* struct str */
	const struct chart_spec *chart; /* that is being filled */
	GString *alt;                   /* what the chart says so far, in words */
	bool comma;                     /* in alt: a value came before in this line */
	uint32_t operations;
	bool stopped;
	struct expr_watch watch;
	uint32_t read;     /* facts read by the operation that runs, and by all below it */
	uint32_t rests_on; /* facts that decided on the way to it: of the <if> and <for> around */
};

/* Tells run->read of each fact that is read from now on. */
void watch_facts(struct run *run);

/* The document of a template over the values of its subject's names, in the order of subject_scopes. */
const struct doc *compose_run(struct arena *arena, const struct template *template, const struct value *slots, uint32_t slot_count, struct date date,
			      struct diags *diags);

/* The same around the blocks of an article, which the document takes over. */
const struct doc *compose_around(struct arena *arena, const struct template *template, const struct doc *body, const struct value *slots,
				 uint32_t slot_count, struct date date, struct diags *diags);

/* Runs an operation, or all from first on, below parent. */
void expand(struct run *run, const struct op *op, struct doc *parent);
void expand_all(struct run *run, const struct op *first, struct doc *parent);

/* The words of an attribute; empty if it was not given or is not known. White space is as written. */
struct str expand_text(struct run *run, const struct op *op, enum attribute_id id);
/* The risk of an attribute; RISK_COUNT if it was not given or is not known. */
enum risk expand_risk(struct run *run, const struct op *op, enum attribute_id id);
/* True if the condition is known to hold; otherwise if it was not given. */
bool expand_truth(struct run *run, const struct op *op, enum attribute_id id, bool otherwise);
/* The index of the word, the whole number, or otherwise. */
uint32_t expand_number(const struct op *op, enum attribute_id id, uint32_t otherwise);
struct value expand_value(struct run *run, const struct op *op, enum attribute_id id);

/* A block below parent with the role and place of the operation. */
struct doc *expand_block(struct run *run, const struct op *op, struct doc *parent, enum doc_kind kind);

/* Tidies a document that was just made: white space, what is left empty, links to what is not there, typographic quotes. */
void polish(struct arena *arena, struct doc *document);
/* The same for words that stand alone: titles, labels. */
struct str polish_words(struct arena *arena, struct str text);

/* What a section's number says if it wants to be counted. */
#define SECTION_NUMBER_AUTO "auto"

typedef void (*expand_element)(struct run *run, const struct op *op, struct doc *parent);
void expand_cover(struct run *run, const struct op *op, struct doc *parent);
void expand_contents(struct run *run, const struct op *op, struct doc *parent);
void expand_article(struct run *run, const struct op *op, struct doc *parent);
void expand_section(struct run *run, const struct op *op, struct doc *parent);
void expand_paragraph(struct run *run, const struct op *op, struct doc *parent);
void expand_markdown(struct run *run, const struct op *op, struct doc *parent);
void expand_list(struct run *run, const struct op *op, struct doc *parent);
void expand_item(struct run *run, const struct op *op, struct doc *parent);
void expand_quote(struct run *run, const struct op *op, struct doc *parent);
void expand_box(struct run *run, const struct op *op, struct doc *parent);
void expand_rule(struct run *run, const struct op *op, struct doc *parent);
void expand_table(struct run *run, const struct op *op, struct doc *parent);
void expand_column(struct run *run, const struct op *op, struct doc *parent);
void expand_row(struct run *run, const struct op *op, struct doc *parent);
void expand_cell(struct run *run, const struct op *op, struct doc *parent);
void expand_numbers(struct run *run, const struct op *op, struct doc *parent);
void expand_one_number(struct run *run, const struct op *op, struct doc *parent);
void expand_chart(struct run *run, const struct op *op, struct doc *parent);
void expand_tick(struct run *run, const struct op *op, struct doc *parent);
void expand_line(struct run *run, const struct op *op, struct doc *parent);
void expand_chart_value(struct run *run, const struct op *op, struct doc *parent);
void expand_words(struct run *run, const struct op *op, struct doc *parent);
void expand_strong(struct run *run, const struct op *op, struct doc *parent);
void expand_emphasis(struct run *run, const struct op *op, struct doc *parent);
void expand_code(struct run *run, const struct op *op, struct doc *parent);
void expand_link(struct run *run, const struct op *op, struct doc *parent);
void expand_badge(struct run *run, const struct op *op, struct doc *parent);
void expand_break(struct run *run, const struct op *op, struct doc *parent);
void expand_for(struct run *run, const struct op *op, struct doc *parent);
void expand_if(struct run *run, const struct op *op, struct doc *parent);
void expand_let(struct run *run, const struct op *op, struct doc *parent);

#endif
