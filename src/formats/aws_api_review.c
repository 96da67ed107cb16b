/* A review from AWS's output: head, context, notes, and for each lens the framework that fits best. */
#include "aws_api_review.h"

#include <string.h>

#include "formats/plain.h"
#include "lens_shape.h"

#define MOST_NAMED 12u

/* For what is wrong with a review as a whole. */
static struct span beginning(const struct api_group *group)
{
	struct span span = group->parts[0].node->span;

	span.length = 0;
	return span;
}

/* ---- The head ---- */

static uint32_t take_texts(const struct api_group *group, const char *name, struct str *texts)
{
	const struct node *list = api_group_field(group, PART_WORKLOAD, NULL, name, NODE_LIST);
	uint32_t count = 0;

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		if (item->kind == NODE_SCALAR)
			texts[count++] = str_trim(group->arena, item->text);
	return count;
}

static uint32_t length_of(const struct api_group *group, const char *name)
{
	const struct node *list = api_group_field(group, PART_WORKLOAD, NULL, name, NODE_LIST);

	return list == NULL ? 0 : list->count;
}

static void take_regions(const struct api_group *group, struct review *review)
{
	struct str *regions = arena_array(group->arena, struct str, (size_t)length_of(group, "AwsRegions") + length_of(group, "NonAwsRegions"));
	struct str *accounts = arena_array(group->arena, struct str, length_of(group, "AccountIds"));
	struct fact *fact = &review->context.facts[FACT_KEY_regions];

	review->region_count = take_texts(group, "AwsRegions", regions);
	review->region_count += take_texts(group, "NonAwsRegions", regions + review->region_count);
	review->regions = regions;
	review->account_count = take_texts(group, "AccountIds", accounts);
	review->accounts = accounts;
	*fact = (struct fact){.known = review->region_count > 0, .items = regions, .item_count = review->region_count};
}

static void take_sector(const struct api_group *group, struct review *review)
{
	const struct node *industry = api_group_field(group, PART_WORKLOAD, NULL, "IndustryType", NODE_SCALAR);
	struct str sector;

	if (industry == NULL)
		return;
	sector = api_sector(str_trim(group->arena, industry->text));
	if (str_is_empty(sector))
		diag(group->diags, API_BAD_WORD, industry->span, str_c(industry->text), "an industry");
	else
		review->context.facts[FACT_KEY_sector] = (struct fact){.known = true, .text = sector, .span = industry->span};
}

/* A tag of the workload, else what the user says. */
static void take_client(const struct api_group *group, const struct api_help *help, struct review *review)
{
	const struct node *tags = api_group_field(group, PART_WORKLOAD, NULL, "Tags", NODE_MAP);

	review->client = help->client;
	for (const struct node *tag = tags == NULL ? NULL : tags->first; tag != NULL && str_is_empty(review->client); tag = tag->next)
		if (tag->kind == NODE_SCALAR &&
		    (g_ascii_strcasecmp(str_c(tag->key), "client") == 0 || g_ascii_strcasecmp(str_c(tag->key), "customer") == 0))
			review->client = str_trim(group->arena, tag->text);
	if (!str_is_empty(review->client))
		return;
	review->client = STR(CLIENT_NOT_NAMED);
	diag(group->diags, API_NO_CLIENT, beginning(group));
}

/* When the milestone was recorded, else when the answers were last changed: the latest of the lenses. */
static const struct node *date_node(const struct api_group *group)
{
	const struct node *node = api_group_field(group, PART_MILESTONE, NULL, "RecordedAt", NODE_SCALAR);
	struct date latest = {0}, date;

	if (node != NULL)
		return node;
	for (uint32_t i = 0; i < group->part_count; i++) {
		const struct node *updated = lens_text_node(group->parts[i].node, "UpdatedAt");

		if (group->parts[i].kind != PART_LENS || updated == NULL || !api_date(str_trim(group->arena, updated->text), &date))
			continue;
		if (date.year * 10000 + date.month * 100 + date.day > latest.year * 10000 + latest.month * 100 + latest.day) {
			latest = date;
			node = updated;
		}
	}
	return node != NULL ? node : api_group_field(group, PART_WORKLOAD, NULL, "UpdatedAt", NODE_SCALAR);
}

static void take_date(const struct api_group *group, struct review *review)
{
	const struct node *node = date_node(group);

	if (node == NULL)
		diag(group->diags, API_NO_DATE, beginning(group));
	else if (!api_date(str_trim(group->arena, node->text), &review->held))
		diag(group->diags, API_BAD_DATE, node->span, str_c(node->text));
}

void api_take_head(const struct api_group *group, const struct api_help *help, struct review *review)
{
	review->workload_id = group->parts[0].workload;
	for (uint32_t i = 0; i < group->part_count && str_is_empty(review->workload_id); i++)
		review->workload_id = group->parts[i].workload;
	review->workload = api_group_text(group, PART_WORKLOAD, NULL, "WorkloadName");
	if (str_is_empty(review->workload))
		review->workload = str_is_empty(review->workload_id) ? STR("(workload not named)") : review->workload_id;
	review->description = api_group_text(group, PART_WORKLOAD, NULL, "Description");
	review->owner = api_group_text(group, PART_WORKLOAD, NULL, "ReviewOwner");
	if (str_is_empty(review->owner))
		review->owner = api_group_text(group, PART_WORKLOAD, NULL, "Owner");
	review->environment = api_environment(api_group_field(group, PART_WORKLOAD, NULL, "Environment", NODE_SCALAR), group->diags);
	review->milestone = api_group_text(group, PART_MILESTONE, NULL, "MilestoneName");
	take_client(group, help, review);
	take_regions(group, review);
	take_sector(group, review);
	take_date(group, review);
}

/* ---- Notes ---- */

/* What AWS counts, as far as it says so. */
static struct str counts_in_words(const struct api_group *group, const struct api_lens *lens)
{
	static const struct {
		const char *risk, *words;
	} counts[] = {
		{"HIGH", "at high risk"},     {"MEDIUM", "at medium risk"},         {"NONE", "at no risk"},
		{"UNANSWERED", "unanswered"}, {"NOT_APPLICABLE", "not applicable"},
	};
	GString *words = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		uint32_t count = api_lens_count(group, lens, counts[i].risk);

		if (count > 0)
			g_string_append_printf(words, "%s%u %s", words->len == 0 ? "" : ", ", count, counts[i].words);
	}
	return str_take(group->arena, words);
}

/* heading: plain text; text: what a reviewer wrote. */
static void add_note(const struct api_group *group, GString *out, const char *heading, struct str text)
{
	struct str of = plain_to_markdown(group->arena, str_of(heading)), note = plain_to_markdown(group->arena, text);

	if (str_is_empty(note))
		return;
	g_string_append_printf(out, "%s%s:\n\n%s", out->len > 0 ? "\n\n" : "", str_c(of), str_c(note));
}

static void add_pillar_notes(const struct api_group *group, GString *out, const struct api_part *part, const struct framework *framework)
{
	const struct node *list = lens_list(part->node, "PillarReviewSummaries");

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
		struct str name = lens_text(group->arena, item, "PillarName");

		if (str_is_empty(name))
			name = lens_text(group->arena, item, "PillarId");
		add_note(group, out, str_format(group->arena, "On %s, %s", str_c(framework->title), str_c(name)).text,
			 lens_text(group->arena, item, "Notes"));
	}
}

static void add_lens_notes(const struct api_group *group, GString *out, const struct api_lens *lens, const struct framework *framework)
{
	for (uint32_t i = 0; i < group->part_count; i++) {
		const struct api_part *part = &group->parts[i];

		if (part->kind != PART_LENS || !str_equal(part->lens, lens->key))
			continue;
		add_note(group, out, str_format(group->arena, "On %s", str_c(framework->title)).text, lens_text(group->arena, part->node, "Notes"));
		add_pillar_notes(group, out, part, framework);
	}
}

/* The reader of the report must know it too, not only who makes it. */
static void add_limits(const struct api_group *group, GString *out, const struct api_lens *lens, const struct framework *framework)
{
	struct str counts = counts_in_words(group, lens);

	g_string_append_printf(out,
			       "%sOf %s only questions at risk are shown here, with the practices that they lack; what is in place is not known.",
			       out->len > 0 ? "\n\n" : "", str_c(plain_to_markdown(group->arena, framework->title)));
	if (!str_is_empty(counts))
		g_string_append_printf(out, " AWS counts %s.", counts.text);
}

static void take_notes(const struct api_group *group, struct review *review)
{
	GString *out = g_string_new(NULL);

	g_string_append(out, str_c(plain_to_markdown(group->arena, api_group_text(group, PART_WORKLOAD, NULL, "Notes"))));
	add_note(group, out, "Architecture", api_group_text(group, PART_WORKLOAD, NULL, "ArchitecturalDesign"));
	for (uint32_t i = 0; i < review->lens_count; i++) {
		if (group->lenses[i].partial)
			add_limits(group, out, &group->lenses[i], review->lenses[i].framework);
		add_lens_notes(group, out, &group->lenses[i], review->lenses[i].framework);
	}
	review->summary = str_take(group->arena, out);
}

/* ---- Frameworks ---- */

static uint32_t matches(struct arena *arena, const struct api_lens *lens, const struct framework *framework)
{
	const struct api_index *index = api_index_new(arena, framework);
	uint32_t count = 0;

	for (uint32_t i = 0; i < lens->question_count; i++)
		count += api_index_question(index, lens->questions[i]->id) != UINT32_MAX;
	return count;
}

/* Short ids such as q1 recur by chance, so a third must be there; where it is known to be AWS's own framework, one is enough. */
static bool fits(const struct api_lens *lens, uint32_t hits)
{
	return hits > 0 && (str_is(lens->key, "wellarchitected") || hits * 3 >= lens->question_count);
}

/* The framework that fits best, the first of equals; NULL if none does. */
static const struct framework *bind(const struct api_group *group, const struct api_lens *lens, const struct api_help *help)
{
	const struct framework *best = NULL;
	uint32_t most = 0, hits;

	for (uint32_t i = 0; i < help->candidate_count; i++) {
		hits = matches(group->arena, lens, help->candidates[i]);
		if (hits > most && fits(lens, hits)) {
			best = help->candidates[i];
			most = hits;
		}
	}
	if (best != NULL || help->official == NULL || !(str_is_empty(lens->key) || str_is(lens->key, "wellarchitected")))
		return best;
	best = help->official(help->user, group->diags);
	return best != NULL && fits(lens, matches(group->arena, lens, best)) ? best : NULL;
}

/* "a, b, c and 4 more": questions of the framework that the answers lack; empty if there are none. */
static const char *missing_questions(const struct api_group *group, const struct lens *lens)
{
	GString *names = g_string_new(NULL);
	uint32_t count = 0;

	for (uint32_t i = 0; i < lens->framework->question_count; i++) {
		if (lens->answers[i].given)
			continue;
		if (count++ < MOST_NAMED)
			g_string_append_printf(names, "%s%s", count == 1 ? "" : ", ", str_c(lens->framework->questions[i].id));
	}
	if (count > MOST_NAMED)
		g_string_append_printf(names, " and %u more", count - MOST_NAMED);
	return str_take(group->arena, names).text;
}

/* Pages of the lens; of those, how many have another one behind them. */
static void count_pages(const struct api_group *group, const struct api_lens *lens, uint32_t *pages, const struct node **token)
{
	uint32_t tokens = 0;

	*pages = 0;
	for (uint32_t i = 0; i < group->part_count; i++) {
		const struct node *found = lens_text_node(group->parts[i].node, "NextToken");

		if (group->parts[i].kind != PART_PAGE || !(str_is_empty(group->parts[i].lens) || str_equal(group->parts[i].lens, lens->key)))
			continue;
		++*pages;
		if (found != NULL && found->text.length > 0 && ++tokens == *pages)
			*token = found;
	}
	if (tokens < *pages)
		*token = NULL;
}

static void check_whole(const struct api_group *group, const struct api_lens *lens, const struct lens *made)
{
	const struct node *token = NULL;
	uint32_t counted = api_lens_count_all(group, lens), all = made->framework->is_derived ? counted : made->framework->question_count, given = 0,
		 pages;
	const char *names = made->framework->is_derived ? "" : missing_questions(group, made);
	struct span span = lens->questions[0]->items->node->span;

	span.length = 0;
	for (uint32_t i = 0; i < made->framework->question_count; i++)
		given += made->answers[i].given;
	count_pages(group, lens, &pages, &token);
	if (given < all)
		diag(group->diags, API_MISSING_QUESTIONS, token == NULL ? span : token->span, str_format(group->arena, "%u", given).text,
		     str_format(group->arena, "%u", all).text, str_c(made->framework->title), names);
	else if (counted > 0 && lens->question_count < counted)
		diag(group->diags, API_MISSING_QUESTIONS, span, str_format(group->arena, "%u", lens->question_count).text,
		     str_format(group->arena, "%u", counted).text, str_c(made->framework->title), "");
	if (token != NULL && (given < all || all == 0))
		diag(group->diags, API_NEXT_PAGE, token->span);
}

static void report_partial(const struct api_group *group, const struct api_lens *lens, const struct framework *framework)
{
	struct str words = counts_in_words(group, lens);
	struct span span = lens->questions[0]->items->node->span;

	span.length = 0;
	diag(group->diags, API_PARTIAL, span, str_c(framework->title), str_is_empty(words) ? "AWS's own counts are not in it" : words.text);
}

static struct lens make_lens(const struct api_group *group, const struct api_lens *lens, const struct api_help *help)
{
	const struct framework *framework = bind(group, lens, help);
	struct span span = lens->questions[0]->items->node->span;
	struct lens made;

	span.length = 0;
	if (framework == NULL)
		diag(group->diags, API_DERIVED, span, str_is_empty(lens->key) ? "these answers" : str_c(lens->key));
	if (framework == NULL || lens->partial)
		framework = api_frame(group, lens, framework);
	made = api_fill(group, lens, framework);
	if (lens->partial)
		report_partial(group, lens, framework);
	else
		check_whole(group, lens, &made);
	return made;
}

const struct review *api_review(struct arena *arena, const struct api_part *parts, uint32_t count, const struct api_help *help, struct diags *diags)
{
	const struct api_group *group = api_group_new(arena, parts, count, diags);
	struct review *review = arena_one(arena, struct review);
	struct lens *lenses = arena_array(arena, struct lens, group->lens_count);

	review->source = source_from_bytes(arena, help->path, "", 0, diags);
	if (group->lens_count == 0) {
		diag(diags, API_NO_ANSWERS, beginning(group));
		return NULL;
	}
	api_take_head(group, help, review);
	for (uint32_t i = 0; i < group->lens_count; i++)
		lenses[i] = make_lens(group, &group->lenses[i], help);
	review->lenses = lenses;
	review->lens_count = group->lens_count;
	take_notes(group, review);
	return review;
}
