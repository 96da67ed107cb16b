/* Collecting diagnostics and keeping them in file order. */
#include "source/diag.h"

#include <string.h>

#include "diag_list.h"

#define MOST_ARGS 8
#define MOST_KEPT 200u

static const struct {
	const char *name;
	enum severity severity;
	const char *message, *hint;
} table[DIAG_COUNT] = {
#define DIAG(code, severity, message, hint) {#code, SEVERITY_##severity, message, hint},
#include "source/diag.def"
#undef DIAG
};

struct diags *diags_new(struct arena *arena)
{
	struct diags *diags = arena_one(arena, struct diags);

	diags->arena = arena;
	diags->last = &diags->first;
	return diags;
}

static const char *arg_at(const char *const *args, const char *digit)
{
	int wanted = *digit - '0';

	for (int i = 0; i <= wanted; i++)
		if (args[i] == NULL)
			return NULL;
	return *args[wanted] == '\0' ? NULL : args[wanted];
}

/* Fills {0}.. in; false when an argument is missing (its place is left empty). */
static bool fill(GString *out, const char *format, const char *const *args)
{
	bool whole = true;

	for (const char *c = format; *c != '\0'; c++) {
		const char *arg;

		if (c[0] != '{' || !g_ascii_isdigit(c[1]) || c[2] != '}') {
			g_string_append_c(out, *c);
			continue;
		}
		arg = arg_at(args, c + 1);
		whole = whole && arg != NULL;
		g_string_append(out, arg == NULL ? "" : arg);
		c += 2;
	}
	return whole;
}

static struct str worded(struct arena *arena, const char *format, const char *const *args, bool wants_all)
{
	GString *text = g_string_new(NULL);

	if (!fill(text, format, args) && wants_all)
		g_string_truncate(text, 0);
	return str_take(arena, text);
}

static struct diag_group *group_of(struct diags *diags, const struct source *source)
{
	struct diag_group *group = diags->first;

	while (group != NULL && group->source != source)
		group = group->next;
	if (group == NULL) {
		group = arena_one(diags->arena, struct diag_group);
		group->source = source;
		*diags->last = group;
		diags->last = &group->next;
	}
	return group;
}

/* Keeps a group in order of place; equal places stay in order of arrival. */
static void keep(struct diag_group *group, struct diag_item *item)
{
	struct diag_item **at = &group->first;

	group->kept++;
	group->kept_errors += item->severity == SEVERITY_ERROR;
	while (*at != NULL && (*at)->span.start <= item->span.start)
		at = &(*at)->next;
	item->next = *at;
	*at = item;
}

/* Counts one more. Whether it is kept, too: for an error the last of what is none makes room. */
static bool has_room(struct diag_group *group, enum severity severity)
{
	struct diag_item **last = NULL;

	group->count++;
	if (group->kept < MOST_KEPT)
		return true;
	if (severity != SEVERITY_ERROR || group->kept_errors == group->kept)
		return false;
	for (struct diag_item **at = &group->first; *at != NULL; at = &(*at)->next)
		if ((*at)->severity != SEVERITY_ERROR)
			last = at;
	*last = (*last)->next;
	group->kept--;
	return true;
}

bool diag_add(struct diags *diags, enum diag_code code, struct span span, const char *const *args)
{
	return diag_add_as(diags, table[code].severity, code, span, args);
}

bool diag_add_as(struct diags *diags, enum severity severity, enum diag_code code, struct span span, const char *const *args)
{
	struct diag_group *group = group_of(diags, span.source);
	struct diag_item *item;

	diags->counts[severity]++;
	diags->by_code[code]++;
	if (!has_room(group, severity))
		return false;
	item = arena_one(diags->arena, struct diag_item);
	item->code = code;
	item->severity = severity;
	item->span = span;
	item->message = worded(diags->arena, table[code].message, args, false);
	item->hint = worded(diags->arena, table[code].hint, args, true);
	keep(group, item);
	return false;
}

static void append_group(struct diags *diags, const struct diag_group *group)
{
	struct diag_group *into = group_of(diags, group->source);

	into->count += group->count - group->kept;
	for (const struct diag_item *item = group->first; item != NULL; item = item->next) {
		struct diag_item *copy;

		if (!has_room(into, item->severity))
			continue;
		copy = arena_one(diags->arena, struct diag_item);
		*copy = *item;
		copy->message = str_copy(diags->arena, item->message.text, item->message.length);
		copy->hint = str_copy(diags->arena, item->hint.text, item->hint.length);
		keep(into, copy);
	}
}

void diags_append(struct diags *diags, const struct diags *from)
{
	for (const struct diag_group *group = from->first; group != NULL; group = group->next)
		append_group(diags, group);
	for (size_t i = 0; i < SEVERITY_COUNT; i++)
		diags->counts[i] += from->counts[i];
	for (size_t i = 0; i < DIAG_COUNT; i++)
		diags->by_code[i] += from->by_code[i];
}

uint32_t diags_errors(const struct diags *diags)
{
	return diags->counts[SEVERITY_ERROR];
}

uint32_t diags_warnings(const struct diags *diags)
{
	return diags->counts[SEVERITY_WARNING];
}

uint32_t diags_count(const struct diags *diags, enum diag_code code)
{
	return diags->by_code[code];
}

const char *diag_code_name(enum diag_code code)
{
	return table[code].name;
}
