/* YAML by libyaml's events. All scalars are text: typing is the model's work, so `no` and `2021-11-01` stay what was written. */
#include "read/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/hash.h"

/* A list or map that is being read. */
struct level {
	struct node *node;
	struct node *last;
	GHashTable *keys; /* of a map: text -> node of the value, for duplicates */
	struct str key;   /* of a map: the key whose value comes next */
	struct span key_span;
	bool has_key;
};

struct reading {
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
	yaml_parser_t parser;
	struct level levels[READ_DEEPEST];
	uint32_t depth, nodes;
	struct node *root;
	size_t at_character; /* a place in the source, counted in both ways: marks count characters, spans bytes */
	uint32_t at_byte;
};

/*
 * Bytes before a character. Marks come nearly in order, so the place moves a little each time; lines and columns would not do, since
 * libyaml also ends lines at characters that no editor does.
 */
static uint32_t byte_of(struct reading *reading, size_t character)
{
	const char *text = reading->source->bytes.text;

	while (reading->at_character < character && reading->at_byte < reading->source->bytes.length) {
		reading->at_byte += (uint32_t)(g_utf8_next_char(text + reading->at_byte) - (text + reading->at_byte));
		reading->at_character++;
	}
	while (reading->at_character > character) {
		reading->at_byte = (uint32_t)(g_utf8_prev_char(text + reading->at_byte) - text);
		reading->at_character--;
	}
	return reading->at_byte;
}

static struct span span_of(struct reading *reading, yaml_mark_t start, yaml_mark_t end)
{
	uint32_t from = byte_of(reading, start.index);
	uint32_t to = byte_of(reading, end.index);

	return (struct span){reading->source, from, to > from ? to - from : 0};
}

/* A block scalar's end is the start of what follows: without the white space after it, carets stay where they belong. */
static struct span trimmed(struct span span)
{
	const char *text = span.source->bytes.text + span.start;

	while (span.length > 1 && g_ascii_isspace(text[span.length - 1]))
		span.length--;
	return span;
}

static struct node *node_new(struct reading *reading, enum node_kind kind, const yaml_event_t *event)
{
	struct node *node = arena_one(reading->arena, struct node);

	node->kind = kind;
	node->span = trimmed(span_of(reading, event->start_mark, event->end_mark));
	return node;
}

static bool refuse(struct reading *reading, enum diag_code code, const yaml_event_t *event)
{
	return diag_add(reading->diags, code, span_of(reading, event->start_mark, event->end_mark), (const char *const[]){NULL});
}

static bool duplicate(struct reading *reading, struct level *level, const struct node *node)
{
	const struct node *other = g_hash_table_lookup(level->keys, node->key.text);
	char line[16];

	if (other == NULL) {
		g_hash_table_insert(level->keys, (void *)(uintptr_t)node->key.text, (void *)(uintptr_t)node);
		return false;
	}
	g_snprintf(line, sizeof line, "%u", source_place(reading->source, other->key_span.start).line);
	diag(reading->diags, YAML_DUPLICATE_KEY, node->key_span, node->key.text, line);
	return true;
}

/* Puts a finished or begun node where it belongs. A second value of one key is reported and left out. */
static void place(struct reading *reading, struct node *node)
{
	struct level *level = reading->depth == 0 ? NULL : &reading->levels[reading->depth - 1];

	if (level == NULL) {
		reading->root = node;
		return;
	}
	if (level->node->kind == NODE_MAP) {
		node->key = level->key;
		node->key_span = level->key_span;
		level->has_key = false;
		if (duplicate(reading, level, node))
			return;
	}
	if (level->last == NULL)
		level->node->first = node;
	else
		level->last->next = node;
	level->last = node;
	level->node->count++;
}

static bool is_null(const yaml_event_t *event)
{
	const char *value = (const char *)event->data.scalar.value;

	return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && event->data.scalar.tag == NULL &&
	       (*value == '\0' || strcmp(value, "~") == 0 || strcmp(value, "null") == 0);
}

static bool take_key(struct reading *reading, struct level *level, const yaml_event_t *event)
{
	if (event->type != YAML_SCALAR_EVENT)
		return refuse(reading, DIAG_YAML_KEY_NOT_TEXT, event);
	level->key = str_copy(reading->arena, (const char *)event->data.scalar.value, event->data.scalar.length);
	level->key_span = span_of(reading, event->start_mark, event->end_mark);
	level->has_key = true;
	return true;
}

static bool take_scalar(struct reading *reading, const yaml_event_t *event)
{
	struct node *node = node_new(reading, is_null(event) ? NODE_NULL : NODE_SCALAR, event);
	const char *tag = (const char *)event->data.scalar.tag;

	if (event->data.scalar.anchor != NULL)
		return refuse(reading, DIAG_YAML_ANCHOR, event);
	if (memchr(event->data.scalar.value, '\0', event->data.scalar.length) != NULL)
		return refuse(reading, DIAG_YAML_NUL, event);
	node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	node->text = str_copy(reading->arena, (const char *)event->data.scalar.value, event->data.scalar.length);
	if (tag != NULL) {
		node->tagged = true;
		node->tag = str_from(reading->arena, tag);
	}
	place(reading, node);
	return true;
}

static bool begin(struct reading *reading, enum node_kind kind, const yaml_event_t *event)
{
	yaml_char_t *anchor = kind == NODE_MAP ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
	struct level *level;
	struct node *node;

	if (anchor != NULL)
		return refuse(reading, DIAG_YAML_ANCHOR, event);
	if (reading->depth == READ_DEEPEST)
		return refuse(reading, DIAG_READ_TOO_DEEP, event);
	node = node_new(reading, kind, event);
	place(reading, node);
	level = &reading->levels[reading->depth++];
	*level = (struct level){.node = node};
	if (kind == NODE_MAP)
		level->keys = g_hash_table_new(text_hash, g_str_equal);
	return true;
}

static void end(struct reading *reading, const yaml_event_t *event)
{
	struct level *level = &reading->levels[--reading->depth];

	level->node->span = trimmed(span_join(level->node->span, span_of(reading, event->start_mark, event->end_mark)));
	g_clear_pointer(&level->keys, g_hash_table_unref);
}

static bool expects_key(const struct reading *reading)
{
	const struct level *level = reading->depth == 0 ? NULL : &reading->levels[reading->depth - 1];

	return level != NULL && level->node->kind == NODE_MAP && !level->has_key;
}

/* False ends the reading. */
static bool take(struct reading *reading, const yaml_event_t *event)
{
	bool is_value = event->type == YAML_SCALAR_EVENT || event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT;

	if (event->type == YAML_ALIAS_EVENT)
		return refuse(reading, DIAG_YAML_ANCHOR, event);
	if (is_value && ++reading->nodes > READ_MOST_NODES)
		return refuse(reading, DIAG_READ_TOO_MANY, event);
	if (is_value && expects_key(reading))
		return take_key(reading, &reading->levels[reading->depth - 1], event);
	if (event->type == YAML_DOCUMENT_START_EVENT && reading->root != NULL)
		return refuse(reading, DIAG_YAML_SECOND_DOCUMENT, event);
	if (event->type == YAML_SCALAR_EVENT)
		return take_scalar(reading, event);
	if (event->type == YAML_SEQUENCE_START_EVENT)
		return begin(reading, NODE_LIST, event);
	if (event->type == YAML_MAPPING_START_EVENT)
		return begin(reading, NODE_MAP, event);
	if (event->type == YAML_SEQUENCE_END_EVENT || event->type == YAML_MAPPING_END_EVENT)
		end(reading, event);
	return true;
}

static bool report_syntax(struct reading *reading)
{
	const yaml_parser_t *parser = &reading->parser;
	yaml_mark_t mark = parser->problem_mark;
	struct span span = span_of(reading, mark, mark);
	const char *problem = parser->problem == NULL ? "cannot be read" : parser->problem;
	const char *hint = "";

	if (parser->error == YAML_READER_ERROR) {
		span.start = MIN((uint32_t)parser->problem_offset, reading->source->bytes.length);
		return diag(reading->diags, YAML_CONTROL, ((struct span){reading->source, span.start, 1}));
	}
	if (strstr(problem, "mapping values are not allowed") != NULL)
		hint = "put text that holds \": \" in quotes";
	else if (strstr(problem, "',' or '") != NULL)
		hint = "put text that holds a comma, a colon or brackets in quotes";
	else if (strstr(problem, "found character that cannot start any token") != NULL)
		hint = "indent with blanks, not tabs, and put text that begins with @ or ` in quotes";
	else if (strstr(problem, "did not find expected key") != NULL || strstr(problem, "<block end>") != NULL)
		hint = "look at the indentation of this line and the one above";
	else if (strstr(problem, "tag") != NULL || strstr(problem, "expected comment or line break") != NULL)
		hint = "put a condition that begins with ! in quotes: '!a && b'";
	return diag(reading->diags, YAML_SYNTAX, span, problem, hint);
}

static bool read_events(struct reading *reading)
{
	bool more = true, good = true;

	while (more) {
		yaml_event_t event;

		if (!yaml_parser_parse(&reading->parser, &event))
			return report_syntax(reading);
		good = take(reading, &event);
		more = good && event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	return good;
}

const struct node *yaml_read(struct arena *arena, const struct source *source, struct diags *diags)
{
	struct reading *reading = g_new0(struct reading, 1);
	struct node *root = NULL;

	reading->arena = arena;
	reading->source = source;
	reading->diags = diags;
	if (!yaml_parser_initialize(&reading->parser))
		g_error("out of memory");
	yaml_parser_set_encoding(&reading->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reading->parser, (const unsigned char *)source->bytes.text, source->bytes.length);
	if (read_events(reading))
		root = reading->root;
	if (root == NULL && reading->root == NULL && diags_errors(diags) == 0)
		diag(diags, READ_EMPTY, ((struct span){source, 0, 0}));
	while (reading->depth > 0)
		g_clear_pointer(&reading->levels[--reading->depth].keys, g_hash_table_unref);
	yaml_parser_delete(&reading->parser);
	g_free(reading);
	return root;
}
