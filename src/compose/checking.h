/* What is checked of a passage at a time; private to the checks of claims. */
#ifndef PLUMBLINE_SRC_COMPOSE_CHECKING_H
#define PLUMBLINE_SRC_COMPOSE_CHECKING_H

#include "base/near.h"
#include "claims.h"

struct base_given {
	uint32_t section;
	struct str base, target; /* base: the metric's condition */
	uint32_t n;
};

struct share_told {
	uint32_t section;
	struct figure figure;
	struct span span;
};

struct checking {
	const struct figures *figures;
	const struct language *language;
	const struct passage *passage; /* at hand */
	GArray *given, *told;
};

/* Whom a saying is about. */
struct tie {
	const struct mention *owner; /* NULL: nobody knows */
	bool is_only;                /* the sentence names no other figure */
	bool is_link;                /* the author said so; with no owner: it is no figure of these reviews */
};
struct tie tie_of(const struct checking *checking, const struct saying *saying);

/* Whether a saying is true of a figure that was counted. */
typedef bool (*saying_test)(const struct saying *saying, const struct figure *figure);
const struct mention *other_owner(const struct checking *checking, const struct saying *saying, const struct tie *tie, saying_test is_true);

struct span saying_span(const struct checking *checking, const struct saying *saying);
const char *saying_text(const struct checking *checking, const struct saying *saying);
void note_base(struct checking *checking, const struct figure *figure);
void note_share(struct checking *checking, const struct figure *figure, struct span span);

/* checking_numbers.c: what a saying says. */
void check_saying(struct checking *checking, const struct saying *saying);
/* checking_words.c: links that assert nothing; nouns after shares; places in rankings. */
void check_links(struct checking *checking);
void check_nouns(struct checking *checking);
void check_quantifier(struct checking *checking, const struct saying *saying);
void check_fraction(struct checking *checking, const struct saying *saying);
void check_first(struct checking *checking, const struct saying *saying);
void check_cause(struct checking *checking, const struct saying *saying);
void check_average(struct checking *checking, const struct saying *saying);

#endif
