/* Lineage: entries are read, checked against the framework, and looked up. */
#include "model/lineage.h"

#include <string.h>

#include "lineage_decode.h"

static const struct key lineage_keys[] = {
	{"version", HOLDS_TEXT, true},  {"from", HOLDS_TEXT, true},  {"to", HOLDS_TEXT, false},
	{"relation", HOLDS_TEXT, true}, {"note", HOLDS_TEXT, false},
};
static const struct key file_keys[] = {
	{"plumbline", HOLDS_TEXT, true},
	{"framework", HOLDS_TEXT, true},
	{"summary", HOLDS_TEXT, false},
	{"entries", HOLDS_LIST, true},
};
static const struct shape lineage_shape = SHAPE("a lineage entry", lineage_keys);
static const struct shape file_shape = SHAPE("a lineage file", file_keys);

static bool is_applied(struct str relation)
{
	return str_is(relation, "same") || str_is(relation, "close");
}

/* "question", or "question/choice". */
static bool is_there(struct arena *arena, const struct framework *framework, struct str id)
{
	const char *slash = strchr(str_c(id), '/');
	uint32_t question;

	if (slash == NULL)
		return framework_question(framework, id) != UINT32_MAX;
	question = framework_question(framework, str_copy(arena, id.text, (size_t)(slash - id.text)));
	return question != UINT32_MAX && framework_choice(framework, question, str_of(slash + 1)) != UINT32_MAX;
}

static bool check_entry(const struct decoder *decoder, const struct framework *framework, const struct node *node, const struct lineage *lineage)
{
	const char *slash = strchr(str_c(lineage->to), '/');
	struct near near = near_to(lineage->to);

	if (str_is_empty(lineage->relation) || str_is_empty(lineage->from))
		return false;
	if (str_is(lineage->relation, "retired"))
		return str_is_empty(lineage->to) || diag(decoder->diags, LINEAGE_RETIRED_TO, decode_text_span(node, "to"), str_c(lineage->to));
	if (str_is_empty(lineage->to))
		return diag(decoder->diags, LINEAGE_NO_TO, node->span, str_c(lineage->from));
	if (is_applied(lineage->relation) && (slash == NULL) != (strchr(str_c(lineage->from), '/') == NULL))
		return diag(decoder->diags, LINEAGE_UNLIKE, node->span, str_c(lineage->from), str_c(lineage->to));
	if (is_there(decoder->arena, framework, lineage->to))
		return true;
	for (uint32_t i = 0; i < framework->question_count && slash == NULL && diags_count(decoder->diags, DIAG_LINEAGE_TO_NOTHING) < MOST_HINTS; i++)
		near_offer(&near, framework->questions[i].id);
	return diag(decoder->diags, LINEAGE_TO_NOTHING, decode_text_span(node, "to"), str_c(lineage->to), str_c(framework->id), str_c(near.best));
}

uint32_t lineages_decode(const struct decoder *decoder, const struct framework *framework, const struct node *list, const struct lineage **lineages)
{
	struct lineage *made = arena_array(decoder->arena, struct lineage, list == NULL ? 0 : list->count);
	uint32_t count = 0;

	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next) {
		if (!decode_shape(decoder, item, &lineage_shape, "lineage"))
			continue;
		made[count] = (struct lineage){
			.version = decode_text(item, "version"),
			.from = decode_text(item, "from"),
			.to = decode_text(item, "to"),
			.relation = decode_word(decoder, item, "relation", "same close broader narrower retired"),
			.note = decode_text(item, "note"),
			.span = item->span,
		};
		count += check_entry(decoder, framework, item, &made[count]);
	}
	*lineages = made;
	return count;
}

static int compare_lineages(const void *left, const void *right, void *lineages)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	int order = str_compare(((const struct lineage *)lineages)[a].from, ((const struct lineage *)lineages)[b].from);

	return order != 0 ? order : (a > b) - (a < b);
}

void lineage_index(struct arena *arena, struct framework *framework)
{
	uint32_t *order = arena_array(arena, uint32_t, framework->lineage_count);

	for (uint32_t i = 0; i < framework->lineage_count; i++)
		order[i] = i;
	g_qsort_with_data(order, (gint)framework->lineage_count, sizeof *order, compare_lineages, (void *)(uintptr_t)framework->lineages);
	framework->lineage_order = order;
}

const struct framework *lineage_attach(struct arena *arena, const struct framework *framework, const struct node *root, struct diags *diags)
{
	struct decoder decoder = {.arena = arena, .diags = diags};
	struct framework *made = arena_one(arena, struct framework);
	const struct node *id = node_find(root, "framework");
	const struct lineage *read;
	struct lineage *all;
	uint32_t count;

	if (!decode_shape(&decoder, root, &file_shape, "the file"))
		return framework;
	if (id != NULL && id->kind == NODE_SCALAR && !str_equal(id->text, framework->id)) {
		diag(diags, LINEAGE_OF_ANOTHER, id->span, str_c(id->text), str_c(framework->id));
		return framework;
	}
	count = lineages_decode(&decoder, framework, decode_child(root, "entries", HOLDS_LIST), &read);
	all = arena_array(arena, struct lineage, count + framework->lineage_count);
	if (count > 0)
		memcpy(all, read, count * sizeof *all);
	if (framework->lineage_count > 0)
		memcpy(all + count, framework->lineages, framework->lineage_count * sizeof *all);
	*made = *framework;
	made->lineages = all;
	made->lineage_count += count;
	lineage_index(arena, made);
	return made;
}

/* ---- Looking up ---- */

/* The place in their order of the first that leads from an id, or of what would come after it. */
static uint32_t first_from(const struct framework *framework, struct str id)
{
	uint32_t from = 0, to = framework->lineage_count;

	while (from < to) {
		uint32_t middle = from + (to - from) / 2;

		if (str_compare(framework->lineages[framework->lineage_order[middle]].from, id) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* "it became \"a\", which is broader, and \"b\", which is narrower, here" */
static void append_reason(GString *why, const struct lineage *lineage)
{
	const char *and = why->len == 0 ? "" : "; ";

	if (str_is(lineage->relation, "retired"))
		g_string_append_printf(why, "%sit was retired after edition %s", and, str_c(lineage->version));
	else if (is_applied(lineage->relation))
		g_string_append_printf(why, "%sin edition %s it was what is now \"%s\"", and, str_c(lineage->version), str_c(lineage->to));
	else
		g_string_append_printf(why, "%ssince edition %s it became a part of \"%s\", which is %s", and, str_c(lineage->version),
				       str_c(lineage->to), str_c(lineage->relation));
}

struct lineage_finding lineage_find(struct arena *arena, const struct framework *framework, struct str from, struct str edition)
{
	const struct lineage *first = NULL;
	GString *why = g_string_new(NULL);
	bool agreed = true;

	for (uint32_t i = first_from(framework, from); i < framework->lineage_count; i++) {
		const struct lineage *lineage = &framework->lineages[framework->lineage_order[i]];

		if (!str_equal(lineage->from, from))
			break;
		if (!str_is_empty(edition) && !str_equal(lineage->version, edition))
			continue;
		append_reason(why, lineage);
		if (first == NULL)
			first = lineage;
		agreed = agreed && is_applied(lineage->relation) && str_equal(lineage->to, first->to);
	}
	if (first == NULL || agreed)
		g_string_truncate(why, 0);
	return (struct lineage_finding){
		.fate = first == NULL                     ? LINEAGE_UNKNOWN
			: !agreed                         ? LINEAGE_LOST
			: str_is(first->relation, "same") ? LINEAGE_SAME
							  : LINEAGE_CLOSE,
		.to = first != NULL && agreed ? first->to : STR(""),
		.why = str_take(arena, why).text,
	};
}
