/* What the gathering files share: growing lists, the state of one gathering, and its stages. */
#ifndef PLUMBLINE_SRC_COMPOSE_GATHER_H
#define PLUMBLINE_SRC_COMPOSE_GATHER_H

#include "assess/exposure.h"
#include "assess/priority.h"
#include "assess/schedule.h"

#include "records_peers.h"
#include "records_progress.h"

struct gathering {
	struct arena *arena;
	const struct assessment *assessment;
	const struct capacity *capacity;  /* NULL: the review's */
	GHashTable *anchors;              /* taken */
	struct finding_record **findings; /* per lens: one for each question */
	struct lens_record **lenses;
	struct pillar_record ***pillars;       /* per lens: one for each pillar */
	const struct choice_remark ***remarks; /* per lens: what was said of each choice, or NULL */
	const struct priorities *priorities;
	const struct question_paths *const *paths;
	const struct exposure *exposure;
};

struct growing {
	GArray *items;
};
struct growing grow(void);
void grow_by(struct growing *growing, struct value value);
/* Ends the growing one. */
struct list grown(struct arena *arena, struct growing *growing);

/* Facts that a condition names: a bit per enum fact_key. */
uint32_t facts_of_condition(const struct expr *condition);

/* The practice of a finding, among those in place and those missing; NULL if it is neither. */
const struct practice_record *practice_of(const struct gathering *gathering, uint32_t lens, uint32_t choice);

/* Advice that depends on the context: what holds, of variants and their compiled conditions. facts: of all of them, added. */
struct list gather_variants(const struct gathering *gathering, const struct lens_assessment *lens, const struct variant *variants, uint32_t count,
			    const struct expr *const *conditions);
/* Priority, its reasons, the gist and the paths of a finding whose practices are there. */
void gather_advice(const struct gathering *gathering, uint32_t lens, struct finding_record *record);
void gather_paths(const struct gathering *gathering, uint32_t lens, struct finding_record *record);
/* Facts worth asking the client for; which they are rests on *facts. */
struct list gather_wanted(const struct gathering *gathering, uint32_t *facts);

const struct roadmap_record *gather_roadmap(const struct gathering *gathering);
const struct exposure_record *gather_exposure(const struct gathering *gathering);

/* Hands them to the review, its pillars and its findings. */
void gather_peers(const struct gathering *gathering, struct review_record *review, const struct peers *peers);
/* Adds the progress to the review. */
void gather_progress(struct arena *arena, struct review_record *review, const struct progress *progress);

/* At two leading digits, as whole units of the currency. */
const struct range_record *range_of_money(struct arena *arena, struct money money);
/* Percent of the protected revenue of a year; NULL if that is not known. */
const struct range_record *range_of_share(const struct gathering *gathering, struct money cost);
/* The same of any other quantity, in so many parts of a unit. */
const struct range_record *range_of(struct arena *arena, struct money quantity, double parts);

#endif
