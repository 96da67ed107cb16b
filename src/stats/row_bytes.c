/* Rows as bytes, for caches, pipes and partial results. */
#include <string.h>

#include "row.h"

/* Changes whenever the layout of a row, or what is put in it, does; the byte order of the machine is part of it. */
#define MARK UINT64_C(0x0001575f656e6c70)

struct head {
	uint64_t mark;
	uint32_t edition_count, row_count, without_framework, fact_count;
};

void rows_write(const struct rows *rows, GString *out)
{
	struct head head = {MARK, rows->editions->len, rows->list->len, rows->without_framework, FACT_COUNT};
	size_t start = out->len;
	struct digest digest;

	g_string_append_len(out, (const char *)&head, sizeof head);
	for (uint32_t i = 0; i < rows->editions->len; i++) {
		const struct rows_edition *edition = &g_array_index(rows->editions, struct rows_edition, i);

		g_string_append_len(out, (const char *)&edition->digest, sizeof edition->digest);
	}
	for (uint32_t i = 0; i < rows->list->len; i++) {
		const struct row *row = g_ptr_array_index(rows->list, i);

		g_string_append_len(out, (const char *)row, row->size);
	}
	digest = digest_of(out->str + start, out->len - start);
	g_string_append_len(out, (const char *)&digest, sizeof digest);
}

struct reading {
	struct rows *rows;
	const char *at, *end;
	struct head head;
	uint32_t *editions; /* the file's numbers to ours */
	GPtrArray *read;    /* rows, to be added when all are sound */
};

static bool take(struct reading *reading, void *into, size_t size)
{
	if ((size_t)(reading->end - reading->at) < size)
		return false;
	memcpy(into, reading->at, size);
	reading->at += size;
	return true;
}

static bool is_whole(const char *bytes, size_t length)
{
	struct digest digest, found;

	if (length < sizeof(struct head) + sizeof digest)
		return false;
	memcpy(&found, bytes + length - sizeof found, sizeof found);
	digest = digest_of(bytes, length - sizeof digest);
	return memcmp(&digest, &found, sizeof digest) == 0;
}

static bool take_editions(struct reading *reading)
{
	if (reading->head.edition_count > (size_t)(reading->end - reading->at) / sizeof(struct digest))
		return false;
	reading->editions = g_new0(uint32_t, reading->head.edition_count + 1);
	for (uint32_t i = 0; i < reading->head.edition_count; i++) {
		struct digest digest;

		if (!take(reading, &digest, sizeof digest))
			return false;
		while (reading->editions[i] < reading->rows->editions->len &&
		       memcmp(&g_array_index(reading->rows->editions, struct rows_edition, reading->editions[i]).digest, &digest, sizeof digest) != 0)
			reading->editions[i]++;
	}
	return true;
}

/* An edition that is not known is a fault only if a row is of it. */
static bool take_row(struct reading *reading)
{
	size_t left = (size_t)(reading->end - reading->at);
	struct row head, *row;
	const struct framework *framework;

	if (left < sizeof head)
		return false;
	memcpy(&head, reading->at, sizeof head);
	if (head.edition >= reading->head.edition_count || head.size < sizeof head || head.size > left ||
	    reading->editions[head.edition] == reading->rows->editions->len)
		return false;
	row = arena_alloc(reading->rows->arena, head.size);
	take(reading, row, head.size);
	row->edition = reading->editions[head.edition];
	framework = g_array_index(reading->rows->editions, struct rows_edition, row->edition).ruleset->framework;
	if (!row_is_sound(row, framework, head.size))
		return false;
	g_ptr_array_add(reading->read, row);
	return true;
}

static bool take_all(struct reading *reading)
{
	if (!take(reading, &reading->head, sizeof reading->head) || reading->head.mark != MARK || reading->head.fact_count != FACT_COUNT)
		return false;
	if (!take_editions(reading))
		return false;
	for (uint32_t i = 0; i < reading->head.row_count; i++)
		if (!take_row(reading))
			return false;
	return reading->at == reading->end;
}

bool rows_read(struct rows *rows, const char *bytes, size_t length)
{
	struct reading reading = {.rows = rows, .at = bytes};
	bool good;

	if (!is_whole(bytes, length))
		return false;
	reading.end = bytes + length - sizeof(struct digest);
	reading.read = g_ptr_array_new();
	good = take_all(&reading);
	for (uint32_t i = 0; good && i < reading.read->len; i++)
		g_ptr_array_add(rows->list, g_ptr_array_index(reading.read, i));
	if (good)
		rows->without_framework += reading.head.without_framework;
	g_ptr_array_unref(reading.read);
	g_free(reading.editions);
	return good;
}
