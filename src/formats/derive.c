/* Making a framework from a file that has none. */
#include "derive.h"

#include <string.h>

#include "base/hash.h"
#include "lens_names.h"

#define CHECKSUM_DIGITS 8u

void derive_begin(struct derived *derived, struct arena *arena)
{
	*derived = (struct derived){
		.arena = arena,
		.pillars = g_array_new(FALSE, FALSE, sizeof(struct pillar)),
		.questions = g_array_new(FALSE, FALSE, sizeof(struct question)),
		.choices = g_array_new(FALSE, FALSE, sizeof(struct choice)),
		.rules = g_array_new(FALSE, FALSE, sizeof(struct rule)),
		.groups = g_hash_table_new(text_hash, g_str_equal),
		.ids = g_hash_table_new(text_hash, g_str_equal),
		.codes = g_hash_table_new(text_hash, g_str_equal),
	};
}

static void *keep(struct arena *arena, GArray *array, size_t size, uint32_t *count)
{
	void *kept = arena_alloc_array(arena, array->len, size);

	if (array->len > 0)
		memcpy(kept, array->data, array->len * size);
	*count = array->len;
	g_array_free(array, TRUE);
	return kept;
}

void derive_finish(struct derived *derived, struct framework *framework)
{
	framework->pillars = keep(derived->arena, derived->pillars, sizeof(struct pillar), &framework->pillar_count);
	framework->questions = keep(derived->arena, derived->questions, sizeof(struct question), &framework->question_count);
	framework->choices = keep(derived->arena, derived->choices, sizeof(struct choice), &framework->choice_count);
	framework->rules = keep(derived->arena, derived->rules, sizeof(struct rule), &framework->rule_count);
	framework_index(derived->arena, framework);
	g_hash_table_unref(derived->groups);
	g_hash_table_unref(derived->ids);
	g_hash_table_unref(derived->codes);
}

const struct link *derive_links(struct arena *arena, GArray *links, uint32_t *count)
{
	return keep(arena, links, sizeof(struct link), count);
}

struct group *derive_group(struct derived *derived, struct group *parent, struct str title, struct span span)
{
	struct str key = str_format(derived->arena, "%s\x1F%s", str_c(parent->key), str_c(title));
	struct group *group = g_hash_table_lookup(derived->groups, str_c(key));

	if (group != NULL)
		return group;
	group = arena_one(derived->arena, struct group);
	*group = (struct group){.key = key, .title = title, .span = span};
	g_hash_table_insert(derived->groups, (void *)(uintptr_t)str_c(key), group);
	if (parent->last_group == NULL)
		parent->groups = group;
	else
		parent->last_group->next = group;
	parent->last_group = group;
	parent->group_count++;
	return group;
}

void derive_group_row(struct derived *derived, struct group *group, uint32_t row)
{
	struct group_row *made = arena_one(derived->arena, struct group_row);

	made->row = row;
	if (group->last_row == NULL)
		group->rows = made;
	else
		group->last_row->next = made;
	group->last_row = made;
	group->row_count++;
}

struct str derive_flat(struct arena *arena, struct str text)
{
	GString *flat = g_string_sized_new(text.length);
	const char *at = str_c(text), *end = at + text.length;
	bool gap = false;

	for (; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_isspace(c) || c == 0xFEFF || c == 0x200B) {
			gap = flat->len > 0;
			continue;
		}
		if (gap)
			g_string_append_c(flat, ' ');
		gap = false;
		g_string_append_unichar(flat, c);
	}
	return str_take(arena, flat);
}

/* Whether two texts could have the same slug because letters are lost. */
static bool loses_letters(struct str text)
{
	for (const char *at = str_c(text); *at != '\0'; at = g_utf8_next_char(at))
		if ((unsigned char)*at >= 0x80 && g_unichar_isalnum(g_utf8_get_char(at)))
			return true;
	return false;
}

struct str derive_id(struct arena *arena, struct str text, uint32_t most)
{
	struct str flat = derive_flat(arena, text), slug = lens_slug(arena, flat);
	bool lossy = loses_letters(flat) || str_is_empty(flat);
	char *sum;

	if (!lossy && slug.length <= most && flat.length <= 120)
		return slug;
	sum = g_compute_checksum_for_string(G_CHECKSUM_SHA1, str_c(flat), (gssize)flat.length);
	if (lossy && str_is(slug, "lens"))
		slug = str_format(arena, "x%.*s", CHECKSUM_DIGITS, sum);
	else {
		uint32_t kept = MIN(slug.length, most - CHECKSUM_DIGITS - 1);

		while (kept > 1 && slug.text[kept - 1] == '-')
			kept--;
		slug = str_format(arena, "%.*s-%.*s", (int)kept, str_c(slug), CHECKSUM_DIGITS, sum);
	}
	g_free(sum);
	return slug;
}

struct str derive_unique(struct arena *arena, GHashTable *ids, struct str id, const char *joint)
{
	struct str made = id;
	uint32_t last = GPOINTER_TO_UINT(g_hash_table_lookup(ids, str_c(id)));

	while (g_hash_table_contains(ids, str_c(made)))
		made = str_format(arena, "%s%s%u", str_c(id), joint, last = MAX(last, 1u) + 1);
	g_hash_table_insert(ids, (void *)(uintptr_t)str_c(id), GUINT_TO_POINTER(last));
	if (made.text != id.text)
		g_hash_table_insert(ids, (void *)(uintptr_t)str_c(made), GUINT_TO_POINTER(0));
	return made;
}

void derive_rule(struct derived *derived, struct str condition, enum level risk, struct span span)
{
	struct rule rule = {.condition = condition, .is_default = str_is_empty(condition), .risk = risk, .span = span};

	g_array_append_val(derived->rules, rule);
}

struct str derive_condition(struct derived *derived, uint32_t first, uint32_t last, const char *joint, bool (*take)(const struct choice *choice))
{
	GString *out = g_string_new(NULL);

	for (uint32_t i = first; i < last; i++) {
		const struct choice *choice = &g_array_index(derived->choices, struct choice, i);

		if (choice->none_of_these || !take(choice))
			continue;
		if (out->len > 0)
			g_string_append(out, joint);
		g_string_append(out, str_c(choice->id));
	}
	return str_take(derived->arena, out);
}
