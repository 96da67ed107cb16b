/* The answers of a review: questions and choices are looked up in the frameworks, and what does not fit is said. */
#include "answers.h"

#include <string.h>

#include "base/hash.h"
#include "model/lineage.h"

#define REASONS "out-of-scope business-priorities architecture-constraints other none"

static const struct key answer_keys[] = {
	{"selected", HOLDS_LIST_OR_TEXT, false},
	{"none", HOLDS_FLAG, false},
	{"not_applicable", HOLDS_LIST_OR_TEXT, false},
	{"notes", HOLDS_TEXT, false},
	{"applicable", HOLDS_FLAG, false},
	{"reason", HOLDS_TEXT, false},
	{"choice_notes", HOLDS_MAP, false},
	{"stated_risk", HOLDS_TEXT, false},
	{"partial", HOLDS_FLAG, false},
	{"answered_as", HOLDS_TEXT, false},
};
static const struct key remark_keys[] = {{"choice", HOLDS_TEXT, true}, {"reason", HOLDS_TEXT, false}, {"notes", HOLDS_TEXT, false}};
static const struct key note_keys[] = {{"reason", HOLDS_TEXT, false}, {"notes", HOLDS_TEXT, false}};
static const struct shape answer_shape = SHAPE("an answer", answer_keys);
static const struct shape remark_shape = SHAPE("a choice that is not applicable", remark_keys);
static const struct shape note_shape = SHAPE("a note on a choice", note_keys);

/* A lens while its answers are read. */
struct filling {
	const struct framework *framework;
	struct answer *answers;
	uint64_t *chosen, *not_applicable;
	uint32_t *remark_of;   /* per choice: the place of its remark among those of its question + 1 */
	GHashTable *questions; /* id -> index + 1 */
	GHashTable *old;       /* ids of other editions that the framework has a lineage of */
};

/* The answer being read. */
struct target {
	const struct decoder *decoder;
	struct filling *lens;
	uint32_t question;
	struct str asked; /* its id in the file, which may be that of another edition */
	struct answer *answer;
};

static void offer_questions(struct near *near, const struct filling *lenses, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t q = 0; q < lenses[i].framework->question_count; q++)
			near_offer(near, lenses[i].framework->questions[q].id);
}

static void report_unknown_question(const struct decoder *decoder, const struct node *node, const struct filling *lenses, uint32_t count)
{
	struct near near = near_to(node->key);
	const char *where = count == 1 ? str_c(lenses[0].framework->id) : "any framework of this review";

	if (diags_count(decoder->diags, DIAG_REVIEW_UNKNOWN_QUESTION) < MOST_HINTS)
		offer_questions(&near, lenses, count);
	diag(decoder->diags, REVIEW_UNKNOWN_QUESTION, node->key_span, node->key.text, where, str_c(near.best));
}

static uint32_t question_in(const struct filling *lens, const char *id)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(lens->questions, id)) - 1; /* UINT32_MAX: not there */
}

/* What an id of another edition is here; LINEAGE_UNKNOWN where the framework knows of none, or the answers were given to this edition. */
static struct lineage_finding find_old(const struct decoder *decoder, const struct filling *lens, struct str id)
{
	bool is_this = !str_is_empty(decoder->edition) && str_equal(decoder->edition, lens->framework->version);

	if (is_this || !g_hash_table_contains(lens->old, str_c(id)))
		return (struct lineage_finding){.fate = LINEAGE_UNKNOWN};
	return lineage_find(decoder->arena, lens->framework, id, decoder->edition);
}

/* Says what became of an id of another edition; its id here, or an empty one where it has none. */
static struct str told(const struct decoder *decoder, struct span span, struct str id, const struct lineage_finding *finding)
{
	if (finding->fate == LINEAGE_LOST)
		diag(decoder->diags, REVIEW_LINEAGE_LOST, span, str_c(id), finding->why);
	else if (finding->fate == LINEAGE_CLOSE)
		diag(decoder->diags, REVIEW_LINEAGE_CLOSE, span, str_c(id), str_c(finding->to));
	return finding->to;
}

/* Only what asks nearly the same is worth telling; the reader of the report is told, too. */
static void note_old(struct answer *answer, const struct lineage_finding *finding, struct str id)
{
	if (finding->fate == LINEAGE_CLOSE && str_is_empty(answer->answered_as))
		answer->answered_as = id;
}

/* An id that only another edition has, or has with another meaning; false if there is none. */
static bool find_old_question(const struct decoder *decoder, const struct node *node, const char *id, struct filling *lens, struct target *target)
{
	bool is_dated = !str_is_empty(decoder->edition);
	struct lineage_finding finding = {.fate = LINEAGE_UNKNOWN};
	struct str to;

	if (is_dated || question_in(lens, id) == UINT32_MAX)
		finding = find_old(decoder, lens, str_of(id));
	if (finding.fate == LINEAGE_UNKNOWN)
		return false;
	to = told(decoder, node->key_span, str_of(id), &finding);
	target->lens = lens;
	target->question = str_is_empty(to) ? UINT32_MAX : question_in(lens, str_c(to));
	if (target->question != UINT32_MAX && !lens->answers[target->question].given)
		note_old(&lens->answers[target->question], &finding, str_of(id));
	return true;
}

/* "question" or "framework/question" to a lens and an index; false and reported if there is none. */
static bool find_question(const struct decoder *decoder, const struct node *node, struct filling *lenses, uint32_t count, struct target *target)
{
	const char *slash = strchr(node->key.text, '/');
	const char *id = slash == NULL ? node->key.text : slash + 1;
	size_t prefix = slash == NULL ? 0 : (size_t)(slash - node->key.text);
	uint32_t found = 0;

	for (uint32_t i = 0; i < count; i++) {
		struct str name = lenses[i].framework->id;
		uint32_t question = question_in(&lenses[i], id);

		if (slash != NULL && (name.length != prefix || memcmp(name.text, node->key.text, prefix) != 0))
			continue;
		if (find_old_question(decoder, node, id, &lenses[i], target))
			return target->question != UINT32_MAX;
		if (question == UINT32_MAX)
			continue;
		if (found++ > 0)
			return diag(decoder->diags, REVIEW_AMBIGUOUS_QUESTION, node->key_span, id, str_c(target->lens->framework->id));
		target->lens = &lenses[i];
		target->question = question;
	}
	if (found == 0)
		report_unknown_question(decoder, node, lenses, count);
	return found == 1;
}

static void report_unknown_choice(const struct target *target, struct str id, struct span span)
{
	const struct framework *framework = target->lens->framework;
	const struct question *question = &framework->questions[target->question];
	struct near near = near_to(id);
	bool searches = diags_count(target->decoder->diags, DIAG_REVIEW_UNKNOWN_CHOICE) < MOST_HINTS;
	const char *hint;

	for (uint32_t i = 0; i < question->choice_count && searches; i++)
		near_offer(&near, framework->choices[question->first_choice + i].id);
	hint = decode_hint(target->decoder, near, "");
	for (uint32_t i = 0; i < framework->choice_count && searches && *hint == '\0'; i++)
		if (str_equal(framework->choices[i].id, id))
			hint = str_format(target->decoder->arena, "it is a choice of question \"%s\"",
					  framework->questions[framework->choices[i].question].id.text)
				       .text;
	if (*hint == '\0')
		hint = "`plumbline new` lists the choices of every question";
	diag(target->decoder->diags, REVIEW_UNKNOWN_CHOICE, span, id.text, question->id.text, hint);
}

/* A choice of another edition, "question/choice" in its lineage. False if there is none; UINT32_MAX where it is none of this question here. */
static bool find_old_choice(const struct target *target, struct str id, struct span span, uint32_t *choice)
{
	const struct framework *framework = target->lens->framework;
	struct str old = str_format(target->decoder->arena, "%s/%s", str_c(target->asked), str_c(id)), to;
	struct lineage_finding finding = find_old(target->decoder, target->lens, old);
	size_t length = framework->questions[target->question].id.length;

	*choice = UINT32_MAX;
	if (finding.fate == LINEAGE_UNKNOWN)
		return false;
	if (!str_is_empty(finding.to) &&
	    (!g_str_has_prefix(finding.to.text, str_c(framework->questions[target->question].id)) || finding.to.text[length] != '/')) {
		finding.why = str_format(target->decoder->arena, "it is now \"%s\", of another question", finding.to.text).text;
		finding.fate = LINEAGE_LOST;
		finding.to = STR("");
	}
	/* That the question was nearly the same is said already. */
	if (finding.fate == LINEAGE_CLOSE && !str_equal(target->asked, framework->questions[target->question].id))
		finding.fate = LINEAGE_SAME;
	to = told(target->decoder, span, old, &finding);
	note_old(target->answer, &finding, old);
	if (!str_is_empty(to))
		*choice = framework_choice(framework, target->question, str_of(to.text + length + 1));
	return true;
}

/* The index of a choice of the question, or UINT32_MAX and reported. */
static uint32_t find_choice(const struct target *target, struct str id, struct span span)
{
	uint32_t choice = framework_choice(target->lens->framework, target->question, id), old;

	if ((choice == UINT32_MAX || !str_is_empty(target->decoder->edition)) && find_old_choice(target, id, span, &old))
		return old;
	if (choice == UINT32_MAX)
		report_unknown_choice(target, id, span);
	return choice;
}

static void select_choice(const struct target *target, const struct node *node)
{
	uint32_t choice;

	if (node->kind != NODE_SCALAR) {
		diag(target->decoder->diags, MODEL_WRONG_TYPE, node->span, "selected", "a list of choice ids", "something else", "");
		return;
	}
	choice = find_choice(target, node->text, node->span);
	if (choice == UINT32_MAX)
		return;
	if (target->lens->framework->choices[choice].none_of_these) {
		target->answer->none_of_these = true;
		return;
	}
	if (bits_has(target->lens->chosen, choice))
		diag(target->decoder->diags, REVIEW_CHOICE_TWICE, node->span, node->text.text);
	bits_add(target->lens->chosen, choice);
}

/* Calls take for a single text or for each item of a list. */
static void each_item(const struct target *target, const struct node *map, const char *key,
		      void (*take)(const struct target *target, const struct node *item))
{
	const struct node *node = decode_child(map, key, HOLDS_LIST_OR_TEXT);

	if (node == NULL)
		return;
	if (node->kind == NODE_SCALAR)
		take(target, node);
	else
		for (const struct node *item = node->first; item != NULL; item = item->next)
			take(target, item);
}

/* Room for one more remark; the array was made large enough. */
static struct choice_remark *remark_for(const struct target *target, uint32_t choice, struct span span)
{
	struct choice_remark *remarks = (struct choice_remark *)(uintptr_t)target->answer->remarks;
	uint32_t *place = &target->lens->remark_of[choice];

	if (*place == 0) {
		remarks[target->answer->remark_count++] = (struct choice_remark){.choice = choice, .span = span};
		*place = target->answer->remark_count;
	}
	return &remarks[*place - 1];
}

static void mark_not_applicable(const struct target *target, const struct node *item)
{
	struct choice_remark *remark;
	const struct node *id = item;
	uint32_t choice;

	if (item->kind == NODE_MAP) {
		if (!decode_shape(target->decoder, item, &remark_shape, "not_applicable"))
			return;
		id = decode_child(item, "choice", HOLDS_TEXT);
	}
	if (id == NULL || id->kind != NODE_SCALAR)
		return;
	choice = find_choice(target, id->text, id->span);
	if (choice == UINT32_MAX)
		return;
	if (bits_has(target->lens->chosen, choice)) {
		diag(target->decoder->diags, REVIEW_CHOICE_BOTH, id->span, id->text.text);
		return;
	}
	bits_add(target->lens->not_applicable, choice);
	remark = remark_for(target, choice, id->span);
	remark->not_applicable = true;
	remark->reason = decode_word(target->decoder, item, "reason", REASONS);
	remark->notes = decode_text(item, "notes");
}

/* A text, or a map where there is a reason as well. */
static void take_choice_note(const struct target *target, const struct node *item)
{
	uint32_t choice = find_choice(target, item->key, item->key_span);
	struct choice_remark *remark;

	if (choice == UINT32_MAX)
		return;
	if (item->kind != NODE_SCALAR && item->kind != NODE_MAP) {
		diag(target->decoder->diags, MODEL_WRONG_TYPE, item->span, item->key.text, "a text", "something else", "");
		return;
	}
	if (item->kind == NODE_MAP && !decode_shape(target->decoder, item, &note_shape, str_c(item->key)))
		return;
	remark = remark_for(target, choice, item->key_span);
	remark->notes = item->kind == NODE_SCALAR ? item->text : decode_text(item, "notes");
	if (item->kind == NODE_MAP)
		remark->reason = decode_word(target->decoder, item, "reason", REASONS);
}

static void take_choice_notes(const struct target *target, const struct node *map)
{
	const struct node *notes = decode_child(map, "choice_notes", HOLDS_MAP);

	for (const struct node *item = notes == NULL ? NULL : notes->first; item != NULL; item = item->next)
		take_choice_note(target, item);
}

static uint32_t most_remarks(const struct node *map)
{
	const struct node *list = node_find(map, "not_applicable"), *notes = node_find(map, "choice_notes");

	return (list == NULL ? 0 : list->count + 1) + (notes == NULL ? 0 : notes->count);
}

static void take_answer(const struct target *target, const struct node *map)
{
	struct answer *answer = target->answer;

	answer->remarks = arena_array(target->decoder->arena, struct choice_remark, most_remarks(map));
	answer->none_of_these = decode_flag(map, "none", false);
	answer->not_applicable = !decode_flag(map, "applicable", true);
	answer->reason = decode_word(target->decoder, map, "reason", REASONS);
	answer->notes = decode_text(map, "notes");
	answer->stated_risk = decode_word(target->decoder, map, "stated_risk", "high medium none unanswered");
	answer->partial = decode_flag(map, "partial", false);
	if (str_is_empty(answer->answered_as))
		answer->answered_as = decode_text(map, "answered_as");
	each_item(target, map, "selected", select_choice);
	each_item(target, map, "not_applicable", mark_not_applicable);
	take_choice_notes(target, map);
	if (!answer->not_applicable && !str_is_empty(answer->reason))
		diag(target->decoder->diags, REVIEW_REASON_ALONE, decode_text_span(map, "reason"));
}

static void take_entry(const struct decoder *decoder, const struct node *node, struct filling *lenses, uint32_t count)
{
	struct target target = {.decoder = decoder};

	if (!find_question(decoder, node, lenses, count, &target))
		return;
	target.asked = str_of(strchr(node->key.text, '/') == NULL ? node->key.text : strchr(node->key.text, '/') + 1);
	target.answer = &target.lens->answers[target.question];
	if (target.answer->given) {
		struct str line = str_format(decoder->arena, "%u", source_place(node->span.source, target.answer->span.start).line);

		diag(decoder->diags, REVIEW_QUESTION_TWICE, node->key_span, node->key.text, line.text);
		return;
	}
	target.answer->given = true;
	target.answer->span = node->key_span;
	if (node->kind != NODE_NULL && decode_shape(decoder, node, &answer_shape, node->key.text))
		take_answer(&target, node);
}

static struct filling begin(struct arena *arena, const struct framework *framework)
{
	struct filling lens = {
		.framework = framework,
		.answers = arena_array(arena, struct answer, framework->question_count),
		.chosen = arena_array(arena, uint64_t, bits_words(framework->choice_count)),
		.not_applicable = arena_array(arena, uint64_t, bits_words(framework->choice_count)),
		.remark_of = arena_array(arena, uint32_t, framework->choice_count),
		.questions = g_hash_table_new(text_hash, g_str_equal),
		.old = g_hash_table_new(text_hash, g_str_equal),
	};

	for (uint32_t q = framework->question_count; q-- > 0;)
		g_hash_table_insert(lens.questions, (void *)(uintptr_t)str_c(framework->questions[q].id), GUINT_TO_POINTER(q + 1));
	for (uint32_t i = 0; i < framework->lineage_count; i++)
		g_hash_table_add(lens.old, (void *)(uintptr_t)str_c(framework->lineages[i].from));
	return lens;
}

const struct lens *answers_decode(const struct decoder *decoder, const struct node *map, const struct framework *const *frameworks, uint32_t count)
{
	struct lens *lenses = arena_array(decoder->arena, struct lens, count);
	struct filling *filling = arena_array(decoder->arena, struct filling, count);

	for (uint32_t i = 0; i < count; i++)
		filling[i] = begin(decoder->arena, frameworks[i]);
	for (const struct node *node = map == NULL || count == 0 ? NULL : map->first; node != NULL; node = node->next)
		take_entry(decoder, node, filling, count);
	for (uint32_t i = 0; i < count; i++) {
		lenses[i] = (struct lens){frameworks[i], filling[i].answers, filling[i].chosen, filling[i].not_applicable};
		g_hash_table_unref(filling[i].questions);
		g_hash_table_unref(filling[i].old);
	}
	return lenses;
}
