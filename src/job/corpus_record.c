/* Records as bytes. */
#include "corpus_record.h"

#include <string.h>
#include <sys/stat.h>

/* Changes with the layout. */
#define MARK UINT64_C(0x326472636c626c70)

struct head {
	uint64_t mark;
	uint32_t size, state, item, nth, parts, is_young;
	struct stamp stamp;
	struct digest content, framework, context;
	uint32_t lengths[RECORD_TEXTS];
};

bool digest_equal(struct digest a, struct digest b)
{
	return a.words[0] == b.words[0] && a.words[1] == b.words[1];
}

bool stamp_of(const char *path, struct stamp *stamp)
{
	struct stat found;

	*stamp = (struct stamp){0};
	if (stat(path, &found) != 0 || !S_ISREG(found.st_mode))
		return false;
	*stamp = (struct stamp){(uint64_t)found.st_size, (uint64_t)found.st_ino, found.st_mtim.tv_sec,
				found.st_mtim.tv_nsec,   found.st_ctim.tv_sec,   found.st_ctim.tv_nsec};
	return true;
}

bool stamp_equal(const struct stamp *a, const struct stamp *b)
{
	return a->size == b->size && a->inode == b->inode && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds &&
	       a->changed_seconds == b->changed_seconds && a->changed_nanoseconds == b->changed_nanoseconds;
}

void record_write(GString *out, const struct record *record)
{
	struct head head = {
		.mark = MARK,
		.state = record->state,
		.item = record->item,
		.nth = record->nth,
		.parts = record->parts,
		.is_young = record->is_young,
		.stamp = record->stamp,
		.content = record->content,
		.framework = record->framework,
		.context = record->context,
	};
	size_t start = out->len;
	struct digest digest;

	g_string_append_len(out, (const char *)&head, sizeof head);
	for (enum record_text text = 0; text < RECORD_TEXTS; text++) {
		head.lengths[text] = record->texts[text].length;
		g_string_append_len(out, str_c(record->texts[text]), record->texts[text].length);
		g_string_append_c(out, '\0');
	}
	while ((out->len - start) % 8 != 0)
		g_string_append_c(out, '\0');
	head.size = (uint32_t)(out->len - start + sizeof digest);
	memcpy(out->str + start, &head, sizeof head);
	digest = digest_of(out->str + start, out->len - start);
	g_string_append_len(out, (const char *)&digest, sizeof digest);
}

static bool is_sound(const char *at, const struct head *head)
{
	struct digest found;
	size_t length = sizeof *head;

	if (head->state >= RECORD_STATES)
		return false;
	for (enum record_text text = 0; text < RECORD_TEXTS; text++) {
		length += (size_t)head->lengths[text] + 1;
		if (length + sizeof found > head->size || at[length - 1] != '\0')
			return false;
	}
	memcpy(&found, at + head->size - sizeof found, sizeof found);
	return digest_equal(digest_of(at, head->size - sizeof found), found);
}

bool record_read(const char **at, const char *end, struct record *record)
{
	size_t left = (size_t)(end - *at);
	struct head head;
	const char *text;

	if (left < sizeof head)
		return false;
	memcpy(&head, *at, sizeof head);
	if (head.mark != MARK || head.size > left || head.size < sizeof head + sizeof(struct digest) || !is_sound(*at, &head))
		return false;
	*record = (struct record){
		.state = (enum record_state)head.state,
		.item = head.item,
		.nth = head.nth,
		.parts = head.parts,
		.is_young = head.is_young != 0,
		.stamp = head.stamp,
		.content = head.content,
		.framework = head.framework,
		.context = head.context,
	};
	text = *at + sizeof head;
	for (enum record_text i = 0; i < RECORD_TEXTS; i++) {
		record->texts[i] = (struct str){text, head.lengths[i]};
		text += head.lengths[i] + 1;
	}
	*at += head.size;
	return true;
}

void record_seek(const char **at, const char *end)
{
	const uint64_t mark = MARK;

	for (; (size_t)(end - *at) >= sizeof mark; ++*at)
		if (memcmp(*at, &mark, sizeof mark) == 0)
			return;
	*at = end;
}

struct record *record_copy(struct arena *arena, const struct record *record)
{
	struct record *copy = arena_one(arena, struct record);

	*copy = *record;
	for (enum record_text i = 0; i < RECORD_TEXTS; i++)
		if (!str_is_empty(record->texts[i]))
			copy->texts[i] = str_copy(arena, record->texts[i].text, record->texts[i].length);
	return copy;
}
