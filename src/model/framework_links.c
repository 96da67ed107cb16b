/* What in a framework refers to other parts of it: priorities of questions, and which practice comes after which. */
#include "framework_links.h"

#include <string.h>

#include "base/hash.h"

static const struct key priority_keys[] = {
	{"when", HOLDS_TEXT, true},
	{"raise", HOLDS_TEXT, false},
	{"lower", HOLDS_TEXT, false},
	{"questions", HOLDS_LIST_OR_TEXT, true},
};
static const struct shape priority_shape = SHAPE("a priority rule", priority_keys);

static const char *const stops_names[STOPS_COUNT] = {
	[STOPS_NOTHING] = "",
	[STOPS_RECOVERY] = "recovery",
	[STOPS_RESILIENCE] = "resilience",
	[STOPS_DEPLOYMENT] = "deployment",
	[STOPS_INCIDENT_RESPONSE] = "incident-response",
};

const char *stops_name(enum stops stops)
{
	return stops_names[stops];
}

enum stops stops_decode(const struct decoder *decoder, const struct node *question)
{
	struct str word = decode_word(decoder, question, "stops_revenue", "recovery resilience deployment incident-response");

	for (enum stops stops = STOPS_RECOVERY; stops < STOPS_COUNT; stops++)
		if (str_is(word, stops_names[stops]))
			return stops;
	return STOPS_NOTHING;
}

static void take_asked(const struct decoder *decoder, const struct framework *framework, const struct node *node, struct priority_rule *rule)
{
	uint32_t question = node->kind == NODE_SCALAR ? framework_question(framework, node->text) : UINT32_MAX;
	uint32_t *questions = (uint32_t *)(uintptr_t)rule->questions;
	struct near near = near_to(node->text);

	if (question != UINT32_MAX) {
		questions[rule->question_count++] = question;
		return;
	}
	for (uint32_t i = 0; i < framework->question_count && diags_count(decoder->diags, DIAG_FRAMEWORK_UNKNOWN_QUESTION) < MOST_HINTS; i++)
		near_offer(&near, framework->questions[i].id);
	diag(decoder->diags, FRAMEWORK_UNKNOWN_QUESTION, node->span, str_c(node->text), str_c(near.best));
}

static bool take_priority(const struct decoder *decoder, const struct framework *framework, const struct node *node, struct priority_rule *rule)
{
	const struct node *questions, *raise = node_find(node, "raise"), *lower = node_find(node, "lower");

	if (!decode_shape(decoder, node, &priority_shape, "priorities"))
		return false;
	if ((raise == NULL) == (lower == NULL))
		return diag(decoder->diags, FRAMEWORK_RAISE_OR_LOWER, node->span);
	rule->when = decode_text(node, "when");
	rule->when_span = decode_text_span(node, "when");
	rule->raises = raise != NULL;
	rule->reason = str_trim(decoder->arena, decode_text(node, rule->raises ? "raise" : "lower"));
	questions = decode_child(node, "questions", HOLDS_LIST_OR_TEXT);
	rule->questions = arena_array(decoder->arena, uint32_t, questions == NULL ? 0 : questions->count + 1);
	if (questions != NULL && questions->kind == NODE_SCALAR)
		take_asked(decoder, framework, questions, rule);
	for (const struct node *item = questions == NULL ? NULL : questions->first; item != NULL; item = item->next)
		take_asked(decoder, framework, item, rule);
	return true;
}

void priorities_decode(const struct decoder *decoder, const struct node *root, struct framework *framework)
{
	const struct node *list = decode_child(root, "priorities", HOLDS_LIST);
	struct priority_rule *rules = arena_array(decoder->arena, struct priority_rule, list == NULL ? 0 : list->count);

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		if (take_priority(decoder, framework, item, &rules[framework->priority_count]))
			framework->priority_count++;
	framework->priorities = rules;
}

/* Where ids of choices stand: id -> index + 1, or the number of choices + 1 where several questions have one. */
static GHashTable *index_choices(const struct framework *framework)
{
	GHashTable *index = g_hash_table_new(text_hash, g_str_equal);

	for (uint32_t i = 0; i < framework->choice_count; i++) {
		void *id = (void *)(uintptr_t)str_c(framework->choices[i].id);

		g_hash_table_insert(index, id, GUINT_TO_POINTER(g_hash_table_contains(index, id) ? framework->choice_count + 1 : i + 1));
	}
	return index;
}

struct linking {
	const struct decoder *decoder;
	const struct framework *framework;
	GHashTable *index;
	const struct node ***nodes; /* per choice: where its links stand */
};

/* "choice" of this question or of the only one that has it, or "question/choice"; UINT32_MAX and reported if there is none. */
static uint32_t find_after(const struct linking *linking, uint32_t question, const struct node *node)
{
	const char *slash = strchr(str_c(node->text), '/');
	uint32_t choice = UINT32_MAX, asked;

	if (node->kind == NODE_SCALAR && slash != NULL) {
		asked = framework_question(linking->framework, str_copy(linking->decoder->arena, node->text.text, (size_t)(slash - node->text.text)));
		choice = asked == UINT32_MAX ? asked : framework_choice(linking->framework, asked, str_of(slash + 1));
	} else if (node->kind == NODE_SCALAR) {
		choice = framework_choice(linking->framework, question, node->text);
		if (choice == UINT32_MAX)
			choice = GPOINTER_TO_UINT(g_hash_table_lookup(linking->index, str_c(node->text))) - 1;
	}
	if (choice != UINT32_MAX && choice < linking->framework->choice_count && !linking->framework->choices[choice].none_of_these)
		return choice;
	diag(linking->decoder->diags, FRAMEWORK_UNKNOWN_AFTER, node->span, str_c(node->text));
	return UINT32_MAX;
}

static void take_after(const struct linking *linking, struct choice *choices, const struct awaiting *awaiting)
{
	struct choice *choice = &choices[awaiting->choice];
	uint32_t *after = arena_array(linking->decoder->arena, uint32_t, awaiting->list->count + 1);
	const struct node **nodes = arena_array(linking->decoder->arena, const struct node *, awaiting->list->count + 1);
	const struct node *item = awaiting->list->kind == NODE_LIST ? awaiting->list->first : awaiting->list;

	for (; item != NULL; item = awaiting->list->kind == NODE_LIST ? item->next : NULL) {
		uint32_t before = find_after(linking, choice->question, item);

		if (before == UINT32_MAX)
			continue;
		nodes[choice->after_count] = item;
		after[choice->after_count++] = before;
	}
	choice->after = after;
	linking->nodes[awaiting->choice] = nodes;
}

static void drop_after(const struct linking *linking, struct choice *choice, uint32_t choice_index, uint32_t edge)
{
	uint32_t *after = (uint32_t *)(uintptr_t)choice->after, left = choice->after_count - edge - 1;
	const struct node **nodes = linking->nodes[choice_index];

	diag(linking->decoder->diags, FRAMEWORK_AFTER_CIRCLE, nodes[edge]->span, str_c(choice->id), str_c(nodes[edge]->text));
	memmove(&after[edge], &after[edge + 1], left * sizeof *after);
	memmove(&nodes[edge], &nodes[edge + 1], left * sizeof *nodes);
	choice->after_count--;
}

/* A choice on the way of the search, and the next of its links to follow. */
struct way {
	uint32_t choice, edge;
};

enum colour { UNSEEN, ON_THE_WAY, DONE };

/* Depth first from one choice, with a stack of its own because chains may be long; a link back to the way closes a circle and is left out. */
static void cut_circles(const struct linking *linking, struct choice *choices, uint8_t *colours, uint32_t from, GArray *stack)
{
	struct way way = {from, 0};

	g_array_append_val(stack, way);
	colours[from] = ON_THE_WAY;
	while (stack->len > 0) {
		struct way *top = &g_array_index(stack, struct way, stack->len - 1);
		struct choice *choice = &choices[top->choice];

		if (top->edge == choice->after_count) {
			colours[top->choice] = DONE;
			g_array_set_size(stack, stack->len - 1);
			continue;
		}
		way.choice = choice->after[top->edge];
		if (colours[way.choice] == ON_THE_WAY) {
			drop_after(linking, choice, top->choice, top->edge);
			continue;
		}
		top->edge++;
		if (colours[way.choice] == DONE)
			continue;
		colours[way.choice] = ON_THE_WAY;
		g_array_append_val(stack, way);
	}
}

void after_decode(const struct decoder *decoder, const struct framework *framework, struct choice *choices, const struct awaiting *awaiting,
		  uint32_t count)
{
	struct linking linking = {.decoder = decoder, .framework = framework};
	uint8_t *colours = arena_array(decoder->arena, uint8_t, framework->choice_count);
	GArray *stack;

	if (count == 0)
		return;
	linking.index = index_choices(framework);
	linking.nodes = arena_array(decoder->arena, const struct node **, framework->choice_count);
	stack = g_array_new(FALSE, FALSE, sizeof(struct way));
	for (uint32_t i = 0; i < count; i++)
		take_after(&linking, choices, &awaiting[i]);
	for (uint32_t i = 0; i < count; i++)
		if (colours[awaiting[i].choice] == UNSEEN)
			cut_circles(&linking, choices, colours, awaiting[i].choice, stack);
	g_array_unref(stack);
	g_hash_table_unref(linking.index);
}
