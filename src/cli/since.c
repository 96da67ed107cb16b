/* --since and --milestones: from names to reviews in the order of their dates. */
#include "cli/since.h"

#include <string.h>

#include "cli/names.h"

/* A review that may be compared; read when it is asked for. */
struct candidate {
	const struct review_source *source;
	const struct assessment *assessment;
	struct diags *diags;
	bool read, chosen;
	uint32_t order;
};

struct choosing {
	struct call *call;
	struct stock *stock;
	struct candidate *milestones; /* of the operands, without the review itself */
	uint32_t milestone_count;
	GPtrArray *chosen; /* struct candidate: earlier ones as they were named, then the review */
	struct candidate *subject;
};

bool since_is_asked(const struct call *call)
{
	return call_has(call, OPTION_SINCE) || call_has(call, OPTION_MILESTONES);
}

static const struct assessment *read_candidate(struct choosing *choosing, struct candidate *candidate)
{
	if (!candidate->read) {
		candidate->diags = diags_new(choosing->call->arena);
		candidate->assessment = stock_assess(choosing->stock, choosing->call->arena, candidate->source, candidate->diags);
	}
	candidate->read = true;
	return candidate->assessment;
}

/* ---- Which ---- */

static bool is_one_workload(const struct review_set *set)
{
	for (uint32_t i = 0; i < set->count; i++)
		if (set->sources[i].part_count == 0 || !str_equal(set->sources[i].workload, set->sources[0].workload))
			return false;
	return set->count > 0;
}

/* The current state stands after all milestones. */
static uint32_t place_of(const struct review_source *source)
{
	return source->milestone == 0 ? UINT32_MAX : source->milestone;
}

static bool take_subject(struct choosing *choosing, const struct review_set *set)
{
	struct arena *arena = choosing->call->arena;
	uint32_t latest = 0;

	if (set->count != 1 && !is_one_workload(set))
		return diag(choosing->call->diags, CLI_SINCE_ONE, NO_SPAN, str_c(str_format(arena, "%u", set->count)));
	for (uint32_t i = 1; i < set->count; i++)
		latest = place_of(&set->sources[i]) > place_of(&set->sources[latest]) ? i : latest;
	choosing->subject = arena_one(arena, struct candidate);
	choosing->subject->source = &set->sources[latest];
	choosing->milestones = arena_array(arena, struct candidate, set->count);
	for (uint32_t i = 0; i < set->count; i++)
		if (i != latest)
			choosing->milestones[choosing->milestone_count++].source = &set->sources[i];
	return true;
}

static bool is_same(const struct review_source *a, const struct review_source *b)
{
	if (a->part_count > 0 && b->part_count > 0)
		return a->milestone == b->milestone && str_equal(a->workload, b->workload) &&
		       (!str_is_empty(a->workload) || strcmp(a->path, b->path) == 0);
	return a->part_count == b->part_count && same_file(a->path, b->path);
}

static const char *name_of(struct arena *arena, const struct candidate *candidate)
{
	if (candidate->assessment == NULL || str_is_empty(candidate->assessment->review->milestone))
		return candidate->source->path;
	return str_format(arena, "%s: %s", candidate->source->path, str_c(candidate->assessment->review->milestone)).text;
}

static bool choose(struct choosing *choosing, struct candidate *candidate, const char *named)
{
	bool twice = is_same(candidate->source, choosing->subject->source);

	for (guint i = 0; i < choosing->chosen->len; i++)
		twice = twice || is_same(candidate->source, ((struct candidate *)choosing->chosen->pdata[i])->source);
	if (twice)
		return diag(choosing->call->diags, CLI_SINCE_TWICE, NO_SPAN, named);
	candidate->order = choosing->chosen->len;
	g_ptr_array_add(choosing->chosen, candidate);
	return true;
}

/* A file or a folder: all reviews in it. */
static bool choose_path(struct choosing *choosing, const char *path)
{
	const struct review_set *set = review_sources(choosing->call->arena, &path, 1, choosing->call->diags);
	bool good = true;

	if (set->count == 0)
		return diag(choosing->call->diags, SOURCES_NONE, NO_SPAN, path);
	for (uint32_t i = 0; i < set->count && good; i++) {
		struct candidate *candidate = arena_one(choosing->call->arena, struct candidate);

		candidate->source = &set->sources[i];
		good = choose(choosing, candidate, path);
	}
	return good;
}

static bool is_named(struct choosing *choosing, struct candidate *candidate, const char *name)
{
	const struct assessment *assessment;
	guint64 number;

	if (g_ascii_string_to_unsigned(name, 10, 1, UINT32_MAX, &number, NULL) && candidate->source->milestone == number)
		return true;
	assessment = read_candidate(choosing, candidate);
	return assessment != NULL && !str_is_empty(assessment->review->milestone) &&
	       g_ascii_strcasecmp(str_c(assessment->review->milestone), name) == 0;
}

static const char *milestones_there(struct choosing *choosing)
{
	GString *hint = g_string_new(NULL);

	for (uint32_t i = 0; i < choosing->milestone_count; i++) {
		struct candidate *candidate = &choosing->milestones[i];
		const struct assessment *assessment = read_candidate(choosing, candidate);

		g_string_append_printf(hint, "%s%u", i == 0 ? "the milestones are: " : ", ", candidate->source->milestone);
		if (assessment != NULL && !str_is_empty(assessment->review->milestone))
			g_string_append_printf(hint, " (%s)", str_c(assessment->review->milestone));
	}
	return str_take(choosing->call->arena, hint).text;
}

static bool choose_milestone(struct choosing *choosing, const char *name)
{
	for (uint32_t i = 0; i < choosing->milestone_count; i++)
		if (is_named(choosing, &choosing->milestones[i], name))
			return choose(choosing, &choosing->milestones[i], name);
	return diag(choosing->call->diags, CLI_SINCE_UNKNOWN, NO_SPAN, name, milestones_there(choosing));
}

static bool choose_all(struct choosing *choosing)
{
	const struct option_values *named = &choosing->call->values[OPTION_SINCE];
	bool good = true;

	if (call_has(choosing->call, OPTION_MILESTONES) && choosing->milestone_count == 0)
		return diag(choosing->call->diags, CLI_NO_MILESTONES, NO_SPAN, choosing->subject->source->path);
	for (uint32_t i = 0; i < choosing->milestone_count && call_has(choosing->call, OPTION_MILESTONES); i++)
		good = choose(choosing, &choosing->milestones[i], choosing->milestones[i].source->path) && good;
	for (uint32_t i = 0; i < named->count; i++)
		good = (g_file_test(named->items[i], G_FILE_TEST_EXISTS) ? choose_path(choosing, named->items[i])
									 : choose_milestone(choosing, named->items[i])) &&
		       good;
	choosing->subject->order = choosing->chosen->len;
	g_ptr_array_add(choosing->chosen, choosing->subject);
	return good;
}

/* ---- Reading ---- */

static bool is_one_client(const struct review *a, const struct review *b)
{
	return g_ascii_strcasecmp(str_c(a->client), str_c(b->client)) == 0;
}

static bool is_one_thing(const struct review *a, const struct review *b)
{
	if (!str_is_empty(a->workload_id) && !str_is_empty(b->workload_id))
		return str_equal(a->workload_id, b->workload_id);
	return g_ascii_strcasecmp(str_c(a->workload), str_c(b->workload)) == 0;
}

static const char *subject_of(struct arena *arena, const struct review *review)
{
	return str_format(arena, "%s, %s%s%s%s", str_c(review->client), str_c(review->workload), str_is_empty(review->workload_id) ? "" : " (",
			  str_c(review->workload_id), str_is_empty(review->workload_id) ? "" : ")")
		.text;
}

static bool read_all(struct choosing *choosing)
{
	struct call *call = choosing->call;
	const struct review *subject;
	bool good = true;

	for (guint i = 0; i < choosing->chosen->len; i++) {
		struct candidate *candidate = choosing->chosen->pdata[i];

		good = read_candidate(choosing, candidate) != NULL && good;
		diags_append(call->diags, candidate->diags);
	}
	if (!good)
		return false;
	subject = choosing->subject->assessment->review;
	for (guint i = 0; i + 1 < choosing->chosen->len; i++) {
		const struct candidate *candidate = choosing->chosen->pdata[i];
		const struct review *review = candidate->assessment->review;

		if (!is_one_client(review, subject) || !is_one_thing(review, subject))
			diag(call->diags, CLI_SINCE_OTHER, NO_SPAN, candidate->source->path, subject_of(call->arena, review),
			     choosing->subject->source->path, subject_of(call->arena, subject));
	}
	return diags_errors(call->diags) == 0 || call_has(call, OPTION_KEEP_GOING);
}

/* ---- Order ---- */

static uint32_t day_of(const struct candidate *candidate)
{
	struct date held = candidate->assessment->review->held;

	return held.year == 0 ? 0 : (uint32_t)(held.year * 10000 + held.month * 100 + held.day);
}

static const char *date_text(struct arena *arena, const struct candidate *candidate)
{
	struct date held = candidate->assessment->review->held;

	return str_format(arena, "%04d-%02d-%02d", held.year, held.month, held.day).text;
}

static gint compare_candidates(gconstpointer a, gconstpointer b)
{
	const struct candidate *one = *(const struct candidate *const *)a, *two = *(const struct candidate *const *)b;

	if (day_of(one) != day_of(two))
		return day_of(one) < day_of(two) ? -1 : 1;
	return one->order < two->order ? -1 : 1;
}

static void sort_all(struct choosing *choosing)
{
	struct call *call = choosing->call;
	const struct candidate *latest;

	for (guint i = 0; i < choosing->chosen->len; i++) {
		const struct candidate *candidate = choosing->chosen->pdata[i];

		if (day_of(candidate) != 0)
			continue;
		diag(call->diags, CLI_SINCE_NO_DATE, NO_SPAN, name_of(call->arena, candidate));
		return;
	}
	g_ptr_array_sort(choosing->chosen, compare_candidates);
	latest = choosing->chosen->pdata[choosing->chosen->len - 1];
	if (latest != choosing->subject)
		diag(call->diags, CLI_SINCE_LATER, NO_SPAN, name_of(call->arena, latest), date_text(call->arena, latest),
		     name_of(call->arena, choosing->subject), date_text(call->arena, choosing->subject));
}

static void conclude(const struct choosing *choosing, struct since *since)
{
	uint32_t count = choosing->chosen->len;
	const struct assessment **reviews = arena_array(choosing->call->arena, const struct assessment *, count);

	for (uint32_t i = 0; i < count; i++)
		reviews[i] = ((const struct candidate *)choosing->chosen->pdata[i])->assessment;
	since->progress = progress_derive(choosing->call->arena, reviews, count);
	since->source = ((const struct candidate *)choosing->chosen->pdata[count - 1])->source;
}

bool since_read(struct call *call, struct stock *stock, const struct review_set *set, struct since *since, enum exit_status *status)
{
	struct choosing choosing = {.call = call, .stock = stock, .chosen = g_ptr_array_new()};
	bool good;

	*status = EXIT_MISUSE;
	good = take_subject(&choosing, set) && choose_all(&choosing);
	if (good) {
		*status = EXIT_FAULTS;
		good = read_all(&choosing);
	}
	if (good) {
		sort_all(&choosing);
		conclude(&choosing, since);
	}
	g_ptr_array_unref(choosing.chosen);
	return good;
}
