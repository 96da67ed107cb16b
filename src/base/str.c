/* Text helpers. */
#include "base/str.h"

#include <string.h>

bool str_equal(struct str a, struct str b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

bool str_is(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

int str_compare(struct str a, struct str b)
{
	uint32_t shared = MIN(a.length, b.length);
	int order = shared == 0 ? 0 : memcmp(a.text, b.text, shared);

	if (order != 0)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

struct str str_copy(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	g_assert(length < UINT32_MAX);
	if (length != 0)
		memcpy(copy, text, length);
	return (struct str){copy, (uint32_t)length};
}

struct str str_from(struct arena *arena, const char *text)
{
	return str_copy(arena, text, strlen(text));
}

struct str str_format(struct arena *arena, const char *format, ...)
{
	va_list args;
	struct str result;
	char *made;

	va_start(args, format);
	made = g_strdup_vprintf(format, args);
	va_end(args);
	result = str_from(arena, made);
	g_free(made);
	return result;
}

struct str str_take(struct arena *arena, GString *from)
{
	struct str result = str_copy(arena, from->str, from->len);

	g_string_free(from, TRUE);
	return result;
}

struct str str_trim(struct arena *arena, struct str s)
{
	const char *start = str_c(s), *end = start + s.length;

	while (start < end && g_ascii_isspace(*start))
		start++;
	while (end > start && g_ascii_isspace(end[-1]))
		end--;
	if ((size_t)(end - start) == s.length)
		return s;
	return str_copy(arena, start, (size_t)(end - start));
}

struct str str_of(const char *text)
{
	return (struct str){text, (uint32_t)strlen(text)};
}
