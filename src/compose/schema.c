/* The schema of templates: look-ups and the hints of its messages. */
#include "schema.h"

#include <string.h>

#include "base/near.h"

const struct element_rule element_rules[ELEMENT_COUNT] = {
#define ELEMENT(id, name, stands, holds) {name, stands, holds},
#define TAKES(element, id, name, type, words, required)
#include "schema.def"
#undef ELEMENT
#undef TAKES
};

static const struct attribute_rule attribute_rules[] = {
#define ELEMENT(id, name, stands, holds)
#define TAKES(element, id, name, type, words, required) {ELEMENT_##element, ATTRIBUTE_##id, name, TAKES_##type, words, required},
#include "schema.def"
#undef ELEMENT
#undef TAKES
};

enum element_id element_named(struct str name)
{
	int id = 0;

	while (id < ELEMENT_COUNT && !str_is(name, element_rules[id].name))
		id++;
	return (enum element_id)id;
}

const struct attribute_rule *attribute_next(enum element_id element, const struct attribute_rule *after)
{
	const struct attribute_rule *end = attribute_rules + G_N_ELEMENTS(attribute_rules);

	for (const struct attribute_rule *rule = after == NULL ? attribute_rules : after + 1; rule < end; rule++)
		if (rule->element == element)
			return rule;
	return NULL;
}

const struct attribute_rule *attribute_named(enum element_id element, struct str name)
{
	const struct attribute_rule *rule = attribute_next(element, NULL);

	while (rule != NULL && !str_is(name, rule->name))
		rule = attribute_next(element, rule);
	return rule;
}

/* "did you mean "x"?" if one is near, else the start and the choices. */
static const char *hint(struct arena *arena, const struct near *near, const char *start, GString *choices)
{
	struct str all = str_take(arena, choices);

	if (!str_is_empty(near->best))
		return str_format(arena, "did you mean \"%.*s\"?", STR_ARGS(near->best)).text;
	return str_is_empty(all) ? "" : str_format(arena, "%s %s", start, all.text).text;
}

static void offer(struct near *near, GString *choices, const char *name)
{
	if (!str_is_empty(near->word))
		near_offer(near, str_of(name));
	g_string_append_printf(choices, "%s%s", choices->len == 0 ? "" : ", ", name);
}

const char *hint_elements(struct arena *arena, struct str wrong, int context)
{
	struct near near = near_to(wrong);
	GString *choices = g_string_new(NULL);

	for (int id = 0; id < ELEMENT_COUNT; id++)
		if ((element_rules[id].stands & context) != 0)
			offer(&near, choices, element_rules[id].name);
	return hint(arena, &near, "here may stand:", choices);
}

const char *hint_attributes(struct arena *arena, struct str wrong, enum element_id element)
{
	struct near near = near_to(wrong);
	GString *choices = g_string_new(NULL);

	for (const struct attribute_rule *rule = attribute_next(element, NULL); rule != NULL; rule = attribute_next(element, rule))
		offer(&near, choices, rule->name);
	return hint(arena, &near, "it takes:", choices);
}

const char *hint_words(struct arena *arena, struct str wrong, const char *words)
{
	struct near near = near_to(wrong);
	GString *choices = g_string_new(NULL);
	gchar **each = g_strsplit(words, " ", -1);
	const char *result;

	for (gchar **word = each; *word != NULL; word++)
		offer(&near, choices, str_from(arena, *word).text);
	result = hint(arena, &near, "it may be:", choices);
	g_strfreev(each);
	return result;
}
