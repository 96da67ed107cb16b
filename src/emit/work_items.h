/* The roadmap as work items, for the trackers of those who do the work. */
#ifndef PLUMBLINE_SRC_EMIT_WORK_ITEMS_H
#define PLUMBLINE_SRC_EMIT_WORK_ITEMS_H

#include "assess/plan.h"
#include "emit/backend.h"

/*
 * A practice to put in place: missing from a question at risk, or in place before such a one can be; or one to give up, because the rules count it against its
 * question. Texts are one line, without control characters.
 */
struct work_item {
	struct str
		id; /* "pl-" and 16 hexadecimal digits: made from the names of client and workload and the ids of framework, question and practice, so that
	                * each export of that practice has the same one, whatever the edition of the framework; giving it up has another */
	const struct assessment *assessment;
	const struct framework *framework;
	const struct pillar *pillar;
	const struct question *question;
	const struct choice *choice;
	const struct finding *finding;
	struct step step;
	bool stops;                    /* the practice must go away */
	uint32_t serves;               /* the question at risk that it is for, in the same lens; mostly its own */
	struct str before;             /* where its own question is not at risk: the title of the first item that it comes before */
	struct str title;              /* of the practice, at most WORK_TITLE characters */
	struct str code;               /* of the practice; its id where it has no code */
	struct str asks;               /* number and title of the question */
	uint32_t urgency;              /* 1 (now, and raised by what is known of the business) to 4 (later) */
	const struct doc *body;        /* its children: the question, the advice for this client, reasons, links */
	const struct planned *planned; /* owner, due date and status; NULL: nothing was agreed */
	const struct str *labels;      /* [a-z0-9-]+ */
	uint32_t label_count;
	const struct str *after; /* ids of work items that come before this one */
	uint32_t after_count;
};

#define WORK_TITLE 200u
/* Every item bears this label, so that a tracker can list them all. */
#define WORK_LABEL "plumbline"

struct work_list {
	const struct work_item *items; /* review by review, each in the order of its roadmap */
	uint32_t count;
};

/* What is to be done for one review, in the order of its roadmap; what that does without comes last, in the order of the plan. */
struct work_step {
	struct step step;
	bool stops;
};
struct work_steps {
	const struct work_step *items;
	uint32_t count;
};
/* wish: see schedule.h. */
struct capacity;
struct work_steps work_steps_derive(struct arena *arena, const struct assessment *assessment, const struct capacity *wish);

/* NULL with a diagnostic where two reviews are of the same workload, whose items would have the same ids. */
const struct work_list *work_list_derive(struct arena *arena, const struct emit_input *input, struct diags *diags);

/* What an item says of itself, in this order; shared by all formats that have fields. */
enum work_field {
#define WORK_FIELD(id, name, title, in_body, width) WORK_##id,
#include "work_field.def"
#undef WORK_FIELD
	WORK_FIELD_COUNT
};
struct work_field_kind {
	const char *name, *title; /* for programs; for people */
	bool in_body;             /* listed below the advice */
	uint32_t width;           /* of a column, in characters */
};
extern const struct work_field_kind work_fields[WORK_FIELD_COUNT];
struct str work_field(struct arena *arena, const struct work_item *item, enum work_field field);

/* "now", "next", "later". */
const char *horizon_name(enum horizon horizon);
/* White space and control characters become single blanks, none at the ends. */
struct str work_line(struct arena *arena, struct str text);
/* The first characters, with an ellipsis where some were left out. */
struct str work_cut(struct arena *arena, struct str text, uint32_t most);
/* "2026-01-31", or empty. */
struct str work_date(struct arena *arena, struct date date);

#endif
