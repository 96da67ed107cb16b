/* One review's worth of AWS's output: the parts sorted into lenses and questions. */
#ifndef PLUMBLINE_FORMATS_AWS_API_GROUP_H
#define PLUMBLINE_FORMATS_AWS_API_GROUP_H

#include "aws_api_parts.h"
#include "model/review.h"

struct api_item {
	const struct node *node;
	const struct api_item *next;
};

/* All that is said of one question, what says most first. */
struct api_question {
	struct str id, pillar;
	const struct api_item *items; /* answers, then summaries, then risks */
	bool partial;                 /* only risks */
};

struct api_lens {
	struct str key;
	const struct api_question *const *questions; /* in the order in which they were met */
	uint32_t question_count;
	bool partial; /* no question has more than a risk */
};

struct api_group {
	struct arena *arena;
	struct diags *diags;
	const struct api_part *parts; /* of one workload and milestone; of the milestone first */
	uint32_t part_count;
	const struct api_lens *lenses; /* the framework of AWS first, others by name */
	uint32_t lens_count;
};

/* parts: as api_parts made them, of one workload and milestone. */
struct api_group *api_group_new(struct arena *arena, const struct api_part *parts, uint32_t count, struct diags *diags);

/* A field of what is said of a question, from the first item that has it; NULL if none does. */
const struct node *api_question_field(const struct api_question *question, const char *name, enum node_kind kind);
struct str api_question_text(struct arena *arena, const struct api_question *question, const char *name);

/* A text of the parts of a kind, from the first that has it; lens: only of that lens, NULL: of any. */
const struct node *api_group_field(const struct api_group *group, enum api_part_kind kind, const struct str *lens, const char *name,
				   enum node_kind holds);
struct str api_group_text(const struct api_group *group, enum api_part_kind kind, const struct str *lens, const char *name);

/* What the risk counts of a lens say; 0 where they are absent. */
uint32_t api_lens_count(const struct api_group *group, const struct api_lens *lens, const char *risk);
uint32_t api_lens_count_all(const struct api_group *group, const struct api_lens *lens);

/* Words of AWS in ours. Reasons: empty where none is given; others are reported. */
struct str api_reason(const struct node *node, struct diags *diags);
/* Empty where nothing is said or the word is unknown, which is reported; "not_applicable" is one of the words here. */
struct str api_risk(const struct node *node, struct diags *diags);
struct str api_environment(const struct node *node, struct diags *diags);
/* A word of the fact `sector`; empty if none fits. */
struct str api_sector(struct str industry);
/* ISO 8601, seconds (or milliseconds) since 1970, or Python's str(); an offset is not applied: the day is that of who made the file. */
bool api_date(struct str text, struct date *date);

/* A framework made from what is said itself. bound: where only risks are known, the framework that knows the texts, or NULL. */
const struct framework *api_frame(const struct api_group *group, const struct api_lens *lens, const struct framework *bound);

/* The answers of a lens in a framework. */
struct lens api_fill(const struct api_group *group, const struct api_lens *lens, const struct framework *framework);

/* The question of the framework that an id names, by way of its lineage where need be; UINT32_MAX if there is none. ids: see api_index. */
struct api_index;
struct api_index *api_index_new(struct arena *arena, const struct framework *framework);
uint32_t api_index_question(const struct api_index *index, struct str id);

#endif
