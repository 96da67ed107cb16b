/* What `plumbline check` says of a file; shared by its parts. */
#ifndef PLUMBLINE_CLI_CHECK_H
#define PLUMBLINE_CLI_CHECK_H

#include "cli/call.h"

/* A fact about a file, for text and JSON. */
struct detail {
	const char *name, *text; /* text NULL: it is the number */
	uint32_t number;
};
#define MOST_DETAILS 20

struct checked {
	const char *path;
	enum file_kind kind;
	const char *name, *word; /* NULL: those of the kind; for people, for programs */
	bool usable;
	struct str summary; /* of what the file holds, for people */
	struct detail details[MOST_DETAILS];
	uint32_t detail_count;
	uint32_t errors, warnings;
};

void checked_text(struct checked *checked, const char *name, struct str text);
void checked_number(struct checked *checked, const char *name, uint32_t number);
/* "1 rule", "2 rules" */
const char *counted(struct arena *arena, uint32_t count, const char *what);

/* The operands of a check: where there are metrics, reviews are counted by them and not looked at one by one. */
struct claim_check {
	const char **articles, **metrics, **reviews, **others;
	uint32_t article_count, metric_count, review_count, other_count;
};

struct claim_check claims_sort(struct call *call);
/* Checks metrics and articles; gives how many were added to checked, which has room for all of them. */
uint32_t claims_check(struct call *call, struct stock *stock, const struct claim_check *claims, struct checked *checked);

#endif
