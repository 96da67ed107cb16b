/* Taking AWS's output apart. */
#include "aws_api_parts.h"

#include <string.h>

#include "lens_shape.h"

/* Where the parts of a document go, and what the document says they are parts of. */
struct taking {
	struct arena *arena;
	GArray *parts;
	struct str workload, lens, pillar;
	uint32_t milestone;
};

bool api_part_is_answer(enum api_part_kind kind)
{
	return kind == PART_ANSWER || kind == PART_SUMMARY || kind == PART_RISK;
}

struct str api_lens_key(struct arena *arena, const struct node *alias, const struct node *arn)
{
	struct str name = alias == NULL ? STR("") : str_trim(arena, alias->text);
	const char *slash;

	if (str_is_empty(name) && arn != NULL)
		name = str_trim(arena, arn->text);
	slash = strstr(str_c(name), ":lens/");
	if (slash != NULL && strstr(str_c(name), "::aws:lens/") != NULL)
		return str_of(slash + strlen(":lens/"));
	return slash != NULL && strcmp(slash, ":lens/wellarchitected") == 0 ? STR("wellarchitected") : name;
}

static struct str lens_of(const struct taking *taking, const struct node *map)
{
	struct str lens = api_lens_key(taking->arena, lens_text_node(map, "LensAlias"), lens_text_node(map, "LensArn"));

	return str_is_empty(lens) ? taking->lens : lens;
}

static struct str workload_of(const struct taking *taking, const struct node *map)
{
	struct str workload = lens_text(taking->arena, map, "WorkloadId");

	return str_is_empty(workload) ? taking->workload : workload;
}

static uint32_t milestone_of(const struct taking *taking, const struct node *map)
{
	const struct node *node = lens_text_node(map, "MilestoneNumber");
	guint64 number = 0;

	if (node == NULL || !g_ascii_string_to_unsigned(str_c(node->text), 10, 0, API_MOST_MILESTONES, &number, NULL))
		return taking->milestone;
	return (uint32_t)number;
}

static void add(const struct taking *taking, enum api_part_kind kind, const struct node *node)
{
	struct api_part part = {
		.kind = kind,
		.workload = taking->workload,
		.lens = taking->lens,
		.pillar = taking->pillar,
		.milestone = taking->milestone,
		.node = node,
	};

	if (node == NULL || node->kind != NODE_MAP)
		return;
	if (kind == PART_WORKLOAD)
		part.workload = workload_of(taking, node);
	if (kind == PART_LENS)
		part.lens = lens_of(taking, node);
	g_array_append_val(taking->parts, part);
}

static void add_all(const struct taking *taking, enum api_part_kind kind, const struct node *list)
{
	for (const struct node *item = list != NULL && list->kind == NODE_LIST ? list->first : NULL; item != NULL; item = item->next)
		add(taking, kind, item);
}

static void take_answers(struct taking *taking, const struct node *document)
{
	add(taking, PART_PAGE, document);
	add_all(taking, PART_SUMMARY, node_find(document, "AnswerSummaries"));
}

static void take_answer(struct taking *taking, const struct node *document)
{
	add(taking, PART_ANSWER, node_find(document, "Answer"));
}

static void take_workload(struct taking *taking, const struct node *document)
{
	add(taking, PART_WORKLOAD, node_find(document, "Workload"));
}

static void take_workloads(struct taking *taking, const struct node *document)
{
	add_all(taking, PART_WORKLOAD, node_find(document, "WorkloadSummaries"));
}

static void take_lens_review(struct taking *taking, const struct node *document)
{
	add(taking, PART_LENS, node_find(document, "LensReview"));
}

static void take_lens_reviews(struct taking *taking, const struct node *document)
{
	add_all(taking, PART_LENS, node_find(document, "LensReviewSummaries"));
}

static void take_improvements(struct taking *taking, const struct node *document)
{
	add_all(taking, PART_RISK, node_find(document, "ImprovementSummaries"));
}

/* item: a summary of a milestone, or a milestone with its whole workload. */
static void take_one_milestone(const struct taking *document, const struct node *item)
{
	struct taking taking = *document;
	const struct node *workload = lens_map(item, "Workload") == NULL ? lens_map(item, "WorkloadSummary") : lens_map(item, "Workload");

	taking.milestone = milestone_of(document, item);
	taking.workload = workload == NULL ? document->workload : workload_of(document, workload);
	add(&taking, PART_MILESTONE, item);
	add(&taking, PART_WORKLOAD, workload);
}

static void take_milestone(struct taking *taking, const struct node *document)
{
	take_one_milestone(taking, node_find(document, "Milestone"));
}

static void take_milestones(struct taking *taking, const struct node *document)
{
	for (const struct node *item = node_find(document, "MilestoneSummaries")->first; item != NULL; item = item->next)
		take_one_milestone(taking, item);
}

static void take_metric_lens(const struct taking *metric, const struct node *lens)
{
	struct taking taking = *metric;
	const struct node *pillars = lens_list(lens, "Pillars");

	taking.lens = lens_of(metric, lens);
	add(&taking, PART_LENS, lens);
	for (const struct node *pillar = pillars == NULL ? NULL : pillars->first; pillar != NULL; pillar = pillar->next) {
		taking.pillar = lens_text(taking.arena, pillar, "PillarId");
		add_all(&taking, PART_RISK, node_find(pillar, "Questions"));
	}
}

static void take_consolidated(struct taking *document, const struct node *root)
{
	for (const struct node *metric = node_find(root, "Metrics")->first; metric != NULL; metric = metric->next) {
		struct taking taking = *document;
		const struct node *lenses = lens_list(metric, "Lenses");

		taking.workload = workload_of(document, metric);
		add(&taking, PART_WORKLOAD, metric);
		for (const struct node *lens = lenses == NULL ? NULL : lenses->first; lens != NULL; lens = lens->next)
			take_metric_lens(&taking, lens);
	}
}

/* [{alias: something}, ...] or {alias: something}: something, with its lens. */
static void take_by_alias(struct taking *taking, const struct node *by_alias, enum api_part_kind kind)
{
	const struct node *map = api_first_document(by_alias);

	for (; map != NULL; map = api_next_document(by_alias, map))
		for (const struct node *child = map->kind == NODE_MAP ? map->first : NULL; child != NULL; child = child->next) {
			struct node alias = {.kind = NODE_SCALAR, .text = child->key};

			taking->lens = api_lens_key(taking->arena, &alias, NULL);
			if (child->kind == NODE_LIST)
				add_all(taking, kind, child);
			else
				add(taking, kind, child);
		}
}

static void take_combined(struct taking *taking, const struct node *document)
{
	const struct node *workloads = node_find(document, "workload"), *workload = api_first_document(workloads);

	if (workload != NULL)
		taking->workload = workload_of(taking, workload);
	for (; workload != NULL; workload = api_next_document(workloads, workload))
		add(taking, PART_WORKLOAD, workload);
	take_by_alias(taking, node_find(document, "lens_review"), PART_LENS);
	take_by_alias(taking, node_find(document, "lenses"), PART_ANSWER);
}

/* Those that are not here hold nothing that a review is made of. */
static void (*const takers[API_NONE])(struct taking *taking, const struct node *document) = {
	[API_ANSWERS] = take_answers,           [API_ANSWER] = take_answer,           [API_WORKLOAD] = take_workload,
	[API_WORKLOADS] = take_workloads,       [API_LENS_REVIEW] = take_lens_review, [API_LENS_REVIEWS] = take_lens_reviews,
	[API_IMPROVEMENTS] = take_improvements, [API_MILESTONES] = take_milestones,   [API_MILESTONE] = take_milestone,
	[API_CONSOLIDATED] = take_consolidated, [API_COMBINED] = take_combined,
};

bool api_has_parts(const struct node *root)
{
	for (const struct node *document = api_first_document(root); document != NULL; document = api_next_document(root, document))
		if (api_kind_of(document) != API_NONE && takers[api_kind_of(document)] != NULL)
			return true;
	return false;
}

void api_parts(struct arena *arena, const struct node *root, GArray *parts)
{
	for (const struct node *document = api_first_document(root); document != NULL; document = api_next_document(root, document)) {
		struct taking taking = {.arena = arena, .parts = parts};
		enum api_kind kind = api_kind_of(document);

		if (kind == API_NONE || takers[kind] == NULL)
			continue;
		taking.workload = workload_of(&taking, document);
		if (str_is_empty(taking.workload))
			taking.workload = workload_of(&taking, lens_map(document, "Workload"));
		taking.lens = lens_of(&taking, document);
		taking.milestone = milestone_of(&taking, document);
		takers[kind](&taking, document);
		/* answers and their workload may stand side by side */
		if (kind != API_WORKLOAD)
			take_workload(&taking, document);
	}
}
