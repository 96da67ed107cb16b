/*
 * Answers as AWS prints them, all of a review in one file, read without a tree of nodes: a fifth of the time, where there are thousands. It takes what
 * counts (who, when, and what is chosen) and passes over prose. Where anything is out of the ordinary (an id that the framework has not, a word that is
 * not known, a key that comes twice) it gives up, and the long way, which alone words messages, reads the file anew. A test holds the two side by side.
 */
#include <string.h>

#include "aws_api_review.h"
#include "lens_names.h"
#include "lens_shape.h"
#include "read/json.h"
#include "read/json_walk.h"

/* Larger files take the long way, which has its bounds. */
#define LARGEST ((uint32_t)1 << 20)

/* What has been seen of a map: a key that comes twice is out of the ordinary. */
enum seen {
	SEEN_QUESTION = 1,
	SEEN_SELECTED = 2,
	SEEN_CHOICES = 4,
	SEEN_APPLICABLE = 8,
	SEEN_RISK = 16,
	SEEN_STATUS = 32,
	SEEN_PILLAR = 64,
	SEEN_DESCRIBED = 128
};

struct quick {
	struct json_walk walk;
	struct arena *arena;
	const struct source *source;
	const struct framework *framework;
	struct answer *answers;
	uint64_t *chosen, *not_applicable;
	uint32_t last; /* question answered last: answers come in the order of the framework more often than not */
	uint32_t count;
	struct str first; /* id of the first question */
	/* of the document */
	struct str workload, lens, arn;
	uint32_t milestone;
	struct json_text workload_map;
	bool has_answers, has_milestone;
	bool is_pattern; /* the answers must be such that the framework made from them would be of the same edition */
};

/* The answer at hand. */
struct quick_answer {
	uint32_t seen, question, last; /* last: choice, as above */
	const char *choices;           /* their list, where it stands before what is selected */
	const char *selected, *described, *id;
	struct json_text pillar;
	struct str risk;
	bool not_applicable;
};

static bool give_up(struct quick *quick)
{
	quick->walk.failed = true;
	return false;
}

/* A text of AWS's own: an id or a word, never prose. */
static bool take_plain(struct quick *quick, struct json_text *text)
{
	return json_walk_text(&quick->walk, text) &&
	       ((text->length > 0 && !text->escaped && text->at[0] != ' ' && text->at[text->length - 1] != ' ') || give_up(quick));
}

static struct str as_str(struct json_text text)
{
	return (struct str){text.at, text.length};
}

static bool mark(struct quick *quick, uint32_t *seen, enum seen what)
{
	bool again = (*seen & what) != 0;

	*seen |= what;
	return !again || give_up(quick);
}

/* ---- Choices ---- */

static bool find_choice(struct quick *quick, struct quick_answer *answer, struct json_text id, uint32_t *choice)
{
	const struct question *question = &quick->framework->questions[answer->question];
	uint32_t next = answer->last + 1;

	if (next >= question->first_choice + question->choice_count || !json_text_is(id, quick->framework->choices[next].id))
		next = framework_choice(quick->framework, answer->question, as_str(id));
	if (next == UINT32_MAX)
		return give_up(quick);
	*choice = answer->last = next;
	return true;
}

static bool select_choice(struct quick *quick, uint32_t choice, struct answer *answer)
{
	if (quick->framework->choices[choice].none_of_these)
		answer->none_of_these = true;
	else
		bits_add(quick->chosen, choice);
	return true;
}

static bool take_selected(struct quick *quick, struct quick_answer *answer)
{
	struct json_text id;
	bool first = true;
	uint32_t choice;

	answer->last = quick->framework->questions[answer->question].first_choice - 1;
	if (!json_walk_open(&quick->walk, '['))
		return false;
	while (json_walk_item(&quick->walk, &first))
		if (!take_plain(quick, &id) || !find_choice(quick, answer, id, &choice) ||
		    !select_choice(quick, choice, &quick->answers[answer->question]))
			return false;
	return !quick->walk.failed;
}

static bool mark_choice(struct quick *quick, struct quick_answer *answer, struct json_text id, struct json_text status)
{
	uint32_t choice;

	if (!find_choice(quick, answer, id, &choice))
		return false;
	if (json_text_is(status, STR("SELECTED")))
		return select_choice(quick, choice, &quick->answers[answer->question]);
	if (json_text_is(status, STR("NOT_APPLICABLE"))) {
		if (!quick->framework->choices[choice].none_of_these && !bits_has(quick->chosen, choice))
			bits_add(quick->not_applicable, choice);
		return true;
	}
	return json_text_is(status, STR("UNSELECTED")) || give_up(quick);
}

static bool take_choice(struct quick *quick, struct quick_answer *answer)
{
	struct json_text key, id = {0}, status = {0};
	uint32_t seen = 0;
	bool first = true, good = json_walk_open(&quick->walk, '{');

	while (good && json_walk_key(&quick->walk, &first, &key)) {
		if (json_text_is(key, STR("ChoiceId")))
			good = mark(quick, &seen, SEEN_QUESTION) && take_plain(quick, &id);
		else if (json_text_is(key, STR("Status")))
			good = mark(quick, &seen, SEEN_STATUS) && take_plain(quick, &status);
		else
			good = json_walk_skip(&quick->walk);
	}
	return !quick->walk.failed && id.length > 0 && status.length > 0 ? mark_choice(quick, answer, id, status) : give_up(quick);
}

/* Where each choice of the question, and no other, was next in its turn. */
static bool took_all(struct quick *quick, const struct quick_answer *answer, uint32_t count)
{
	const struct question *question = &quick->framework->questions[answer->question];

	return !quick->walk.failed &&
	       (!quick->is_pattern || (count == question->choice_count && answer->last + 1 == question->first_choice + count) || give_up(quick));
}

static bool take_choices(struct quick *quick, struct quick_answer *answer)
{
	bool first = true;
	uint32_t count = 0;

	answer->last = quick->framework->questions[answer->question].first_choice - 1;
	if (!json_walk_open(&quick->walk, '['))
		return false;
	for (; json_walk_item(&quick->walk, &first); count++) {
		uint32_t next = answer->last + 1;

		if (!take_choice(quick, answer))
			return false;
		if (quick->is_pattern && answer->last != next)
			return give_up(quick);
	}
	return took_all(quick, answer, count);
}

/* ---- Where the framework is a pattern ---- */

/* A choice as list-answers describes it: its id and title decide what becomes of it. */
static bool check_described(struct quick *quick, const struct choice *choice)
{
	struct json_text key, id = {0}, title = {0};
	uint32_t seen = 0;
	bool first = true, good = json_walk_open(&quick->walk, '{');

	while (good && json_walk_key(&quick->walk, &first, &key)) {
		if (json_text_is(key, STR("ChoiceId")))
			good = mark(quick, &seen, SEEN_QUESTION) && take_plain(quick, &id);
		else if (json_text_is(key, STR("Title")))
			good = mark(quick, &seen, SEEN_STATUS) && take_plain(quick, &title);
		else
			good = json_walk_skip(&quick->walk);
	}
	return (!quick->walk.failed && json_text_is(id, choice->id) && json_text_is(title, choice->title)) || give_up(quick);
}

static bool take_described(struct quick *quick, struct quick_answer *answer)
{
	const struct question *question = &quick->framework->questions[answer->question];
	bool first = true;
	uint32_t count = 0;

	if (!json_walk_open(&quick->walk, '['))
		return false;
	for (; json_walk_item(&quick->walk, &first); count++)
		if (count == question->choice_count || !check_described(quick, &quick->framework->choices[question->first_choice + count]))
			return give_up(quick);
	return !quick->walk.failed && (count == question->choice_count || give_up(quick));
}

/* What is not described is called by its id. */
static bool has_only_ids(const struct quick *quick, const struct question *question)
{
	for (uint32_t i = question->first_choice; i < question->first_choice + question->choice_count; i++)
		if (!str_equal(quick->framework->choices[i].id, quick->framework->choices[i].title))
			return false;
	return true;
}

/* Whether questions come in the pattern's order, each of its pillar and with its choices. */
static bool fits_pattern(struct quick *quick, const struct quick_answer *answer)
{
	const struct question *question = &quick->framework->questions[answer->question];
	const uint32_t needed = SEEN_PILLAR | SEEN_CHOICES;

	if (!quick->is_pattern)
		return true;
	if ((answer->seen & needed) != needed || answer->question + 1 != quick->count ||
	    !json_text_is(answer->pillar, quick->framework->pillars[question->pillar].id))
		return give_up(quick);
	return (answer->seen & SEEN_DESCRIBED) != 0 || has_only_ids(quick, question) || give_up(quick);
}

/* A list of the answer, passed over until all before it is known. */
static bool keep_place(struct quick *quick, const char **place)
{
	if (json_walk_peek(&quick->walk) != '[')
		return give_up(quick);
	*place = quick->walk.at;
	return json_walk_skip(&quick->walk);
}

static bool go_back(struct quick *quick, struct quick_answer *answer, const char *place,
		    bool (*take)(struct quick *quick, struct quick_answer *answer))
{
	const char *here = quick->walk.at;
	bool good;

	if (place == NULL)
		return true;
	quick->walk.at = place;
	good = take(quick, answer);
	quick->walk.at = here;
	return good;
}

/* ---- Answers ---- */

static bool find_question(struct quick *quick, struct quick_answer *answer)
{
	struct json_text id;
	uint32_t next = quick->last + 1;

	if (!take_plain(quick, &id))
		return false;
	if (next >= quick->framework->question_count || !json_text_is(id, quick->framework->questions[next].id))
		next = framework_question(quick->framework, as_str(id));
	if (next == UINT32_MAX || quick->answers[next].given)
		return give_up(quick);
	if (quick->count++ == 0)
		quick->first = as_str(id);
	answer->question = quick->last = next;
	answer->id = id.at - 1;
	quick->answers[next].given = true;
	return true;
}

static bool take_risk(struct quick *quick, struct quick_answer *answer)
{
	static const char *const risks[][2] = {
		{"HIGH", "high"}, {"MEDIUM", "medium"}, {"NONE", "none"}, {"UNANSWERED", "unanswered"}, {"NOT_APPLICABLE", "not_applicable"},
	};
	struct json_text word;

	if (!take_plain(quick, &word))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(risks); i++)
		if (json_text_is(word, str_of(risks[i][0]))) {
			answer->risk = str_of(risks[i][1]);
			return true;
		}
	return give_up(quick);
}

static bool take_applicable(struct quick *quick, struct quick_answer *answer)
{
	char c = json_walk_peek(&quick->walk);

	answer->not_applicable = c == 'f';
	return c == 't' || c == 'f' ? json_walk_skip(&quick->walk) : give_up(quick);
}

static bool take_lists(struct quick *quick, struct quick_answer *answer, struct json_text key)
{
	if (json_text_is(key, STR("SelectedChoices")))
		return mark(quick, &answer->seen, SEEN_SELECTED) &&
		       ((answer->seen & SEEN_QUESTION) != 0 ? take_selected(quick, answer) : keep_place(quick, &answer->selected));
	if (!mark(quick, &answer->seen, SEEN_CHOICES))
		return false;
	return (answer->seen & SEEN_QUESTION) != 0 && (answer->seen & SEEN_SELECTED) != 0 && answer->selected == NULL
		       ? take_choices(quick, answer)
		       : keep_place(quick, &answer->choices);
}

/* What only the making of a framework heeds. */
static bool take_pattern_field(struct quick *quick, struct quick_answer *answer, struct json_text key)
{
	if (json_text_is(key, STR("PillarId")))
		return mark(quick, &answer->seen, SEEN_PILLAR) && take_plain(quick, &answer->pillar);
	if (json_text_is(key, STR("Choices")))
		return mark(quick, &answer->seen, SEEN_DESCRIBED) && keep_place(quick, &answer->described);
	if (json_text_is(key, STR("BestPractices")) || json_text_is(key, STR("ImprovementPlans")))
		return give_up(quick);
	return json_walk_skip(&quick->walk);
}

static bool take_field(struct quick *quick, struct quick_answer *answer, struct json_text key)
{
	if (json_text_is(key, STR("QuestionId")))
		return mark(quick, &answer->seen, SEEN_QUESTION) && find_question(quick, answer);
	if (json_text_is(key, STR("SelectedChoices")) || json_text_is(key, STR("ChoiceAnswers")) || json_text_is(key, STR("ChoiceAnswerSummaries")))
		return take_lists(quick, answer, key);
	if (json_text_is(key, STR("IsApplicable")))
		return mark(quick, &answer->seen, SEEN_APPLICABLE) && take_applicable(quick, answer);
	if (json_text_is(key, STR("Risk")))
		return mark(quick, &answer->seen, SEEN_RISK) && take_risk(quick, answer);
	return quick->is_pattern ? take_pattern_field(quick, answer, key) : json_walk_skip(&quick->walk);
}

static bool take_answer(struct quick *quick)
{
	struct quick_answer at_hand = {0};
	struct json_text key;
	struct answer *answer;
	bool first = true, good = json_walk_open(&quick->walk, '{');

	while (good && json_walk_key(&quick->walk, &first, &key))
		good = take_field(quick, &at_hand, key);
	if (quick->walk.failed || (at_hand.seen & SEEN_QUESTION) == 0)
		return give_up(quick);
	if (!go_back(quick, &at_hand, at_hand.selected, take_selected) || !go_back(quick, &at_hand, at_hand.choices, take_choices) ||
	    !go_back(quick, &at_hand, at_hand.described, take_described) || !fits_pattern(quick, &at_hand))
		return false;
	answer = &quick->answers[at_hand.question];
	answer->span = (struct span){quick->source, (uint32_t)(at_hand.id - quick->source->bytes.text),
				     quick->framework->questions[at_hand.question].id.length + 2};
	answer->not_applicable = at_hand.not_applicable || str_is(at_hand.risk, "not_applicable");
	answer->stated_risk = answer->not_applicable ? STR("") : at_hand.risk;
	return true;
}

/* ---- The document ---- */

static bool take_answers(struct quick *quick)
{
	bool first = true;

	if (quick->has_answers || !json_walk_open(&quick->walk, '['))
		return give_up(quick);
	quick->has_answers = true;
	while (json_walk_item(&quick->walk, &first))
		if (!take_answer(quick))
			return false;
	return !quick->walk.failed && quick->count > 0;
}

static bool take_id(struct quick *quick, struct str *id)
{
	struct json_text text;

	if (!str_is_empty(*id) || !take_plain(quick, &text))
		return give_up(quick);
	*id = str_copy(quick->arena, text.at, text.length);
	return true;
}

static bool take_milestone(struct quick *quick)
{
	bool good = !quick->has_milestone && g_ascii_isdigit(json_walk_peek(&quick->walk));
	uint32_t number = 0;

	for (const char *at = quick->walk.at; good && *at != '\0' && strchr(",} \t\r\n", *at) == NULL; at++) {
		if (!g_ascii_isdigit(*at) || number > API_MOST_MILESTONES)
			return give_up(quick);
		number = number * 10 + (uint32_t)(*at - '0');
	}
	quick->milestone = number;
	quick->has_milestone = true;
	return (good && number <= API_MOST_MILESTONES && json_walk_skip(&quick->walk)) || give_up(quick);
}

static bool take_workload_map(struct quick *quick)
{
	if (quick->workload_map.at != NULL || json_walk_peek(&quick->walk) != '{')
		return give_up(quick);
	quick->workload_map.at = quick->walk.at;
	if (!json_walk_skip(&quick->walk))
		return false;
	quick->workload_map.length = (uint32_t)(quick->walk.at - quick->workload_map.at);
	return true;
}

/* Keys that would make another kind of the document, or are none of AWS's, are for the long way. */
static bool take_root_field(struct quick *quick, struct json_text key)
{
	if (json_text_is(key, STR("AnswerSummaries")))
		return take_answers(quick);
	if (json_text_is(key, STR("Workload")))
		return take_workload_map(quick);
	if (json_text_is(key, STR("WorkloadId")))
		return take_id(quick, &quick->workload);
	if (json_text_is(key, STR("LensAlias")))
		return take_id(quick, &quick->lens);
	if (json_text_is(key, STR("LensArn")))
		return take_id(quick, &quick->arn);
	if (json_text_is(key, STR("MilestoneNumber")))
		return take_milestone(quick);
	return json_text_is(key, STR("ResponseMetadata")) ? json_walk_skip(&quick->walk) : give_up(quick);
}

static bool take_document(struct quick *quick)
{
	struct json_text key;
	bool first = true, good = json_walk_open(&quick->walk, '{');

	while (good && json_walk_key(&quick->walk, &first, &key))
		good = take_root_field(quick, key);
	return json_walk_ended(&quick->walk) && quick->has_answers;
}

/* ---- The framework ---- */

/* The first id of a question in the text: a guess, which is checked when the answers are known. */
static struct str guess_question(const struct source *source)
{
	static const char key[] = "\"QuestionId\"";
	const char *at = strstr(str_c(source->bytes), key), *end;

	at = at == NULL ? NULL : at + strlen(key);
	at = at == NULL ? NULL : at + strspn(at, " \t\r\n:");
	end = at == NULL || *at != '"' ? NULL : strchr(at + 1, '"');
	return end == NULL ? STR("") : (struct str){at + 1, (uint32_t)(end - at - 1)};
}

static const struct framework *first_with(const struct api_help *help, struct str question)
{
	for (uint32_t i = 0; i < help->candidate_count; i++)
		if (framework_question(help->candidates[i], question) != UINT32_MAX)
			return help->candidates[i];
	return NULL;
}

/* AWS's own framework serves where there is no other; and where there is none at all, one that was made from answers like these. */
static void guess_framework(struct quick *quick, const struct api_help *help, struct diags *diags)
{
	quick->is_pattern = help->pattern != NULL;
	if (help->pattern != NULL)
		quick->framework = help->pattern;
	else if (help->candidate_count > 0)
		quick->framework = first_with(help, guess_question(quick->source));
	else if (help->official != NULL)
		quick->framework = help->official(help->user, diags);
}

static struct str key_of(const struct quick *quick)
{
	const struct node lens = {.kind = NODE_SCALAR, .text = quick->lens}, arn = {.kind = NODE_SCALAR, .text = quick->arn};

	return api_lens_key(quick->arena, str_is_empty(quick->lens) ? NULL : &lens, str_is_empty(quick->arn) ? NULL : &arn);
}

/* How a framework is named that is made from answers: see api_frame. */
static bool bears_name(const struct quick *quick, struct str key)
{
	const struct framework *framework = quick->framework;
	const char *slash = strrchr(str_c(key), '/');
	struct str name = slash == NULL ? key : str_of(slash + 1);

	return !str_is_empty(key) && quick->count == framework->question_count && str_is_empty(framework->version) &&
	       str_equal(framework->id, lens_slug(quick->arena, name)) && (slash == NULL || str_equal(framework->title, name));
}

/* Whether the long way would take it too: of those that have all questions, the first; and none at all, where it would make one. */
static bool is_bound(const struct quick *quick, const struct api_help *help)
{
	struct str key = key_of(quick);
	bool could_be_official = str_is_empty(key) || str_is(key, "wellarchitected");

	if (quick->is_pattern)
		return help->candidate_count == 0 && !(could_be_official && help->official != NULL) && bears_name(quick, key);
	if (help->candidate_count > 0)
		return first_with(help, quick->first) == quick->framework;
	return could_be_official;
}

/* ---- All ---- */

/* The map of the workload is short, and read as ever. */
static const struct node *workload_node(const struct quick *quick, struct diags *diags)
{
	const struct source *source =
		source_from_bytes(quick->arena, str_c(quick->source->path), quick->workload_map.at, quick->workload_map.length, diags);

	return source == NULL ? NULL : json_read(quick->arena, source, diags);
}

/* The parts that tell who and when; false if they are not all there. */
static bool head_parts(struct quick *quick, struct api_part parts[2], uint32_t *count, struct diags *diags)
{
	struct node *page = arena_one(quick->arena, struct node);
	const struct node *workload = quick->workload_map.at == NULL ? NULL : workload_node(quick, diags);

	page->kind = NODE_MAP;
	page->span = (struct span){quick->source, 0, 0};
	if (str_is_empty(quick->workload))
		quick->workload = lens_text(quick->arena, workload, "WorkloadId");
	if (str_is_empty(quick->workload) || (quick->workload_map.at != NULL && workload == NULL))
		return false;
	parts[0] = (struct api_part){.kind = PART_PAGE, .workload = quick->workload, .milestone = quick->milestone, .node = page};
	parts[1] = parts[0];
	parts[1].kind = PART_WORKLOAD;
	parts[1].node = workload;
	if (workload != NULL && !str_is_empty(lens_text(quick->arena, workload, "WorkloadId")))
		parts[1].workload = lens_text(quick->arena, workload, "WorkloadId");
	*count = workload == NULL ? 1 : 2;
	return str_equal(parts[1].workload, quick->workload);
}

static void make_room(struct quick *quick)
{
	quick->answers = arena_array(quick->arena, struct answer, quick->framework->question_count);
	quick->chosen = arena_array(quick->arena, uint64_t, bits_words(quick->framework->choice_count));
	quick->not_applicable = arena_array(quick->arena, uint64_t, bits_words(quick->framework->choice_count));
	quick->last = UINT32_MAX;
}

const struct review *api_quick_review(struct arena *arena, const struct source *source, const struct api_help *help, struct diags *diags)
{
	struct quick quick = {.arena = arena, .source = source, .walk = json_walk_begin(source->bytes)};
	struct api_group group = {.arena = arena, .diags = diags};
	struct api_part parts[2];
	struct review *review;
	struct lens *lens;

	if (source->bytes.length > LARGEST || json_walk_peek(&quick.walk) != '{')
		return NULL;
	guess_framework(&quick, help, diags);
	if (quick.framework == NULL)
		return NULL;
	make_room(&quick);
	if (!take_document(&quick) || !is_bound(&quick, help) || !head_parts(&quick, parts, &group.part_count, diags))
		return NULL;
	group.parts = parts;
	review = arena_one(arena, struct review);
	lens = arena_one(arena, struct lens);
	*lens = (struct lens){quick.framework, quick.answers, quick.chosen, quick.not_applicable};
	review->source = source;
	review->lenses = lens;
	review->lens_count = 1;
	api_take_head(&group, help, review);
	return diags_errors(diags) > 0 ? NULL : review;
}
