/* XML by libxml2's SAX2 events; positions are taken from the source's own bytes, walked in step with the events. */
#include "read/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "read/node.h"

/* An element that is not closed yet. */
struct open {
	struct element *element;
	const struct element **tail; /* where its next child goes */
};

struct reading {
	struct arena *arena;
	const struct source *source;
	struct diags *diags;
	xmlParserCtxt *parser;
	const char *bytes;
	struct open open[READ_DEEPEST];
	uint32_t depth, nodes;
	const struct element *root;
	uint32_t behind;   /* byte behind the last tag, comment, instruction or CDATA section */
	uint32_t text_end; /* byte behind the text that begins at behind; 0 until it is looked for, which must happen once */
	GString *text;     /* a stretch of text that is being gathered */
	struct span text_span;
	bool failed; /* one diagnostic was given; nothing counts any more */
};

static struct span span_at(const struct reading *reading, uint32_t from, uint32_t to)
{
	return (struct span){reading->source, from, to > from ? to - from : 0};
}

/* Where libxml2 reads. */
static uint32_t consumed(const struct reading *reading)
{
	long at = xmlByteConsumed(reading->parser);

	return at < 0 ? 0 : (uint32_t)MIN((unsigned long)at, (unsigned long)reading->source->bytes.length);
}

static const char *line_at(struct reading *reading, uint32_t offset)
{
	return str_c(str_format(reading->arena, "%u", source_place(reading->source, offset).line));
}

/* The last "<" before an offset: that of the tag which ends there, for neither a name nor an attribute's value may hold one. */
static uint32_t tag_start(const struct reading *reading, uint32_t end)
{
	while (end > 0 && reading->bytes[--end] != '<')
		continue;
	return end;
}

#define fail(reading, ...) fail_with((reading), diag((reading)->diags, __VA_ARGS__))

static bool fail_with(struct reading *reading, bool failed)
{
	reading->failed = true;
	xmlStopParser(reading->parser);
	return failed;
}

/* ---- Text ---- */

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static bool count_one(struct reading *reading, uint32_t at)
{
	return ++reading->nodes <= READ_MOST_NODES || fail(reading, READ_TOO_MANY, span_at(reading, at, at));
}

static void add_child(struct reading *reading, struct element *child)
{
	struct open *parent = &reading->open[reading->depth - 1];

	*parent->tail = child;
	parent->tail = &child->next;
}

/* What was gathered becomes a child, unless it is blank. */
static void flush_text(struct reading *reading)
{
	struct element *made;

	if (reading->text->len != 0 && !is_blank(reading->text->str) && count_one(reading, reading->text_span.start)) {
		made = arena_one(reading->arena, struct element);
		made->text = str_copy(reading->arena, reading->text->str, reading->text->len);
		made->span = reading->text_span;
		add_child(reading, made);
	}
	g_string_truncate(reading->text, 0);
	reading->text_span = (struct span){0};
}

/* Text over comments, instructions and CDATA sections is one stretch. */
static void gather(struct reading *reading, const xmlChar *text, int length, uint32_t from, uint32_t to)
{
	struct span span = span_at(reading, from, to);

	g_string_append_len(reading->text, (const char *)text, length);
	reading->text_span = reading->text_span.source == NULL ? span : span_join(reading->text_span, span);
}

static void on_text(void *user, const xmlChar *text, int length)
{
	struct reading *reading = user;

	if (reading->failed || reading->depth == 0)
		return;
	if (reading->text_end <= reading->behind)
		reading->text_end = reading->behind + (uint32_t)strcspn(reading->bytes + reading->behind, "<");
	gather(reading, text, length, reading->behind, reading->text_end);
}

static void on_cdata(void *user, const xmlChar *text, int length)
{
	struct reading *reading = user;
	uint32_t to = consumed(reading), from = reading->behind + (uint32_t)strcspn(reading->bytes + reading->behind, "<");

	if (!reading->failed)
		gather(reading, text, length, from + (uint32_t)strlen("<![CDATA["), to - (uint32_t)strlen("]]>"));
	reading->behind = to;
}

static void on_comment(void *user, const xmlChar *text)
{
	struct reading *reading = user;

	reading->behind = consumed(reading);
}

static void on_instruction(void *user, const xmlChar *target, const xmlChar *data)
{
	on_comment(user, data);
}

/* ---- Tags ---- */

static uint32_t skip_space(const char *bytes, uint32_t at, uint32_t end)
{
	while (at < end && strchr(" \t\r\n", bytes[at]) != NULL)
		at++;
	return at;
}

static uint32_t skip_name(const char *bytes, uint32_t at, uint32_t end)
{
	while (at < end && strchr(" \t\r\n=/>", bytes[at]) == NULL)
		at++;
	return at;
}

/* One attribute as it stands in the source. */
struct seen {
	struct str name;
	uint32_t value, value_end;
};

/* libxml2 has accepted the tag: a name, "=", and a value in quotes follow each other. */
static bool next_attribute(const struct reading *reading, uint32_t *at, uint32_t end, struct seen *seen)
{
	const char *bytes = reading->bytes;
	uint32_t from = skip_space(bytes, *at, end), to = skip_name(bytes, from, end), quote = skip_space(bytes, to, end);
	const char *closing;

	if (from == to || quote >= end || bytes[quote] != '=')
		return false;
	quote = skip_space(bytes, quote + 1, end);
	closing = quote < end ? memchr(bytes + quote + 1, bytes[quote], end - quote - 1) : NULL;
	if (closing == NULL)
		return false;
	*seen = (struct seen){str_copy(reading->arena, bytes + from, to - from), quote + 1, (uint32_t)(closing - bytes)};
	*at = seen->value_end + 1;
	return true;
}

static bool is_namespace(struct str name)
{
	return str_is(name, "xmlns") || g_str_has_prefix(name.text, "xmlns:");
}

/* SAX2 gives five pointers for each attribute: local name, prefix, namespace, start and end of the value; those of namespaces come apart. */
static void take_attributes(struct reading *reading, struct element *element, uint32_t at, uint32_t end, const xmlChar **given)
{
	struct attribute *made = (struct attribute *)(uintptr_t)element->attributes;
	struct seen seen;

	for (uint32_t i = 0; i < element->attribute_count && next_attribute(reading, &at, end, &seen); i++) {
		uint32_t length = seen.value_end - seen.value;
		bool exact = memchr(reading->bytes + seen.value, '&', length) == NULL;

		made[i].name = seen.name;
		made[i].span = exact ? span_at(reading, seen.value, seen.value_end) : element->span;
		if (is_namespace(seen.name)) {
			made[i].value = str_copy(reading->arena, reading->bytes + seen.value, length);
			continue;
		}
		made[i].value = str_copy(reading->arena, (const char *)given[3], (size_t)(given[4] - given[3]));
		given += 5;
	}
}

static void open_element(struct reading *reading, struct element *element)
{
	if (reading->depth > 0)
		add_child(reading, element);
	else
		reading->root = element;
	reading->open[reading->depth++] = (struct open){element, &element->first};
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
		     int attribute_count, int defaulted, const xmlChar **attributes)
{
	struct reading *reading = user;
	uint32_t end = consumed(reading), start = tag_start(reading, end), name_end = skip_name(reading->bytes, start + 1, end);
	struct element *element;

	if (reading->failed)
		return;
	reading->behind = end + (uint32_t)strcspn(reading->bytes + end, ">") + 1;
	if (reading->depth > 0)
		flush_text(reading);
	if (reading->depth == READ_DEEPEST) {
		fail(reading, READ_TOO_DEEP, span_at(reading, start, reading->behind));
		return;
	}
	if (!count_one(reading, start))
		return;
	element = arena_one(reading->arena, struct element);
	element->name = str_copy(reading->arena, reading->bytes + start + 1, name_end - start - 1);
	element->span = span_at(reading, start, reading->behind);
	element->attribute_count = (uint32_t)(attribute_count + namespace_count);
	element->attributes = arena_array(reading->arena, struct attribute, element->attribute_count);
	take_attributes(reading, element, name_end, end, attributes);
	open_element(reading, element);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading *reading = user;

	if (reading->failed || reading->depth == 0)
		return;
	flush_text(reading);
	reading->behind = consumed(reading);
	reading->depth--;
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	struct reading *reading = user;
	uint32_t from = reading->behind + (uint32_t)strcspn(reading->bytes + reading->behind, "<");

	if (!reading->failed)
		fail(reading, XML_DOCTYPE, span_at(reading, from, from + (uint32_t)strlen("<!DOCTYPE")));
}

/* ---- Faults ---- */

static void fault_mismatch(struct reading *reading, const xmlError *error)
{
	const struct element *open = reading->open[reading->depth - 1].element;
	uint32_t end = consumed(reading), start = tag_start(reading, end),
		 name_end = skip_name(reading->bytes, start + 2, reading->source->bytes.length);

	fail(reading, XML_MISMATCH, span_at(reading, start, name_end),
	     str_c(str_copy(reading->arena, reading->bytes + start + 2, name_end - start - 2)), open->name.text, line_at(reading, open->span.start));
}

static void fault_unclosed(struct reading *reading, const xmlError *error)
{
	const struct element *open = reading->open[reading->depth - 1].element;

	fail(reading, XML_UNCLOSED, open->span, open->name.text, line_at(reading, open->span.start));
}

static void fault_entity(struct reading *reading, const xmlError *error)
{
	uint32_t end = consumed(reading), start = end;

	while (start > 0 && reading->bytes[start] != '&')
		start--;
	fail(reading, XML_ENTITY, span_at(reading, start, end), error->str1 == NULL ? "" : error->str1);
}

static void fault_empty(struct reading *reading, const xmlError *error)
{
	fail(reading, READ_EMPTY, span_at(reading, 0, 0));
}

static const struct {
	int code;
	bool inside; /* only where an element is open */
	void (*report)(struct reading *reading, const xmlError *error);
	const char *hint;
} faults[] = {
	{XML_ERR_TAG_NAME_MISMATCH, true, fault_mismatch, ""},
	{XML_ERR_TAG_NOT_FINISHED, true, fault_unclosed, ""},
	{XML_ERR_UNDECLARED_ENTITY, false, fault_entity, ""},
	{XML_WAR_UNDECLARED_ENTITY, false, fault_entity, ""},
	{XML_ERR_NAME_REQUIRED, false, NULL, "write &amp; for & and &lt; for < in text"},
	{XML_ERR_ENTITYREF_SEMICOL_MISSING, false, NULL, "write &amp; for & in text and in attributes"},
	{XML_ERR_LT_IN_ATTRIBUTE, false, NULL, "write &lt; for < in attributes, or look for missing closing quotes"},
	{XML_ERR_ATTRIBUTE_REDEFINED, false, NULL, "delete one of them"},
	{XML_ERR_ATTRIBUTE_NOT_STARTED, false, NULL, "put the value of the attribute in quotes"},
	{XML_ERR_ATTRIBUTE_WITHOUT_VALUE, false, NULL, "write name=\"value\""},
	{XML_ERR_DOCUMENT_END, false, NULL, "a template has one outermost element"},
	{XML_NS_ERR_UNDEFINED_NAMESPACE, false, NULL, "templates use no namespaces: delete the prefix"},
};

/* libxml2's own words, without its line end. */
static void fault_other(struct reading *reading, const xmlError *error, const char *hint)
{
	struct str message = str_trim(reading->arena, str_of(error->message == NULL ? "not well formed" : error->message));
	uint32_t at = consumed(reading);

	fail(reading, XML_SYNTAX, span_at(reading, at, at), message.text, hint);
}

static void on_error(void *user, xmlErrorPtr error)
{
	struct reading *reading = user;

	if (reading->failed)
		return;
	if (consumed(reading) == reading->source->bytes.length && is_blank(reading->bytes)) {
		fault_empty(reading, error);
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		if (faults[i].code != error->code || (faults[i].inside && reading->depth == 0))
			continue;
		if (faults[i].report != NULL)
			faults[i].report(reading, error);
		else
			fault_other(reading, error, faults[i].hint);
		return;
	}
	fault_other(reading, error, "");
}

/* The bytes are known to be UTF-8; a declaration that says otherwise would make libxml2 convert them, and all positions wrong. */
static bool check_encoding(struct reading *reading)
{
	const char *end = g_str_has_prefix(reading->bytes, "<?xml") ? strstr(reading->bytes, "?>") : NULL;
	const char *word = end == NULL ? NULL : g_strstr_len(reading->bytes, end - reading->bytes, "encoding");
	const char *value, *closing;

	if (word == NULL)
		return true;
	value = word + strlen("encoding");
	value += strspn(value, " \t\r\n=");
	closing = memchr(value + 1, *value, (size_t)(end - value));
	if (closing == NULL || closing > end)
		return true;
	value++;
	if (closing - value == 5 && g_ascii_strncasecmp(value, "UTF-8", 5) == 0)
		return true;
	return diag(reading->diags, XML_ENCODING, span_at(reading, (uint32_t)(value - reading->bytes), (uint32_t)(closing - reading->bytes)),
		    str_c(str_copy(reading->arena, value, (size_t)(closing - value))));
}

static bool parse(struct reading *reading)
{
	xmlSAXHandler events = {
		.initialized = XML_SAX2_MAGIC,
		.internalSubset = on_doctype,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_cdata,
		.comment = on_comment,
		.processingInstruction = on_instruction,
		.serror = on_error,
	};
	xmlParserCtxt *parser = xmlCreateMemoryParserCtxt(reading->bytes, (int)reading->source->bytes.length);
	bool good;

	if (parser == NULL)
		return diag(reading->diags, READ_EMPTY, span_at(reading, 0, 0));
	reading->parser = parser;
	xmlCtxtUseOptions(parser, XML_PARSE_NONET);
	*parser->sax = events;
	parser->userData = reading;
	xmlParseDocument(parser);
	good = !reading->failed && parser->wellFormed != 0;
	if (!good && !reading->failed)
		diag(reading->diags, XML_SYNTAX, span_at(reading, 0, 0), "not well formed", "");
	xmlFreeDoc(parser->myDoc);
	xmlFreeParserCtxt(parser);
	return good;
}

const struct element *xml_read(struct arena *arena, const struct source *source, struct diags *diags)
{
	struct reading *reading = g_new0(struct reading, 1);
	const struct element *root = NULL;

	*reading = (struct reading){.arena = arena, .source = source, .diags = diags, .bytes = str_c(source->bytes)};
	reading->text = g_string_new(NULL);
	if (check_encoding(reading) && parse(reading))
		root = reading->root;
	g_string_free(reading->text, TRUE);
	g_free(reading);
	return root;
}

const struct attribute *element_attribute(const struct element *element, const char *name)
{
	for (uint32_t i = 0; i < element->attribute_count; i++)
		if (str_is(element->attributes[i].name, name))
			return &element->attributes[i];
	return NULL;
}
