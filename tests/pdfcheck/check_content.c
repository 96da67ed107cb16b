/* Content streams: what is painted, inside which mark, with which glyphs and colours. */
#include "check.h"

#include <stdlib.h>

enum { PLAIN, TAGGED, ARTIFACT };

#define DEEPEST 64

/* A walk over the operators of one page. */
struct walk {
	struct check *check;
	qpdf_oh page, owners; /* owners: the page's array in the parent tree */
	const char *at, *end, *operands;
	int marks[DEEPEST], depth, states;
	bool composite; /* the font takes two bytes for a glyph */
};

static bool is_delimiter(char c)
{
	return strchr("()<>[]{}/%", c) != NULL;
}

static bool is_space(char c)
{
	return c == '\0' || strchr(" \t\r\n\f", c) != NULL;
}

static void pass_string(struct walk *walk)
{
	int depth = 0;

	do {
		if (*walk->at == '\\')
			walk->at++;
		else if (*walk->at == '(')
			depth++;
		else if (*walk->at == ')')
			depth--;
		walk->at++;
	} while (walk->at < walk->end && depth > 0);
}

/* "<<" or a string of hexadecimal digits. */
static void pass_angle(struct walk *walk)
{
	const char *close = memchr(walk->at, '>', (size_t)(walk->end - walk->at));

	if (walk->at + 1 < walk->end && walk->at[1] == '<')
		walk->at += 2;
	else
		walk->at = close == NULL ? walk->end : close + 1;
}

static void pass_word(struct walk *walk)
{
	do
		walk->at++;
	while (walk->at < walk->end && !is_space(*walk->at) && !is_delimiter(*walk->at));
}

/* The next operator, kept; NULL at the end. walk->operands stands where its operands began. */
static const char *next_operator(struct walk *walk)
{
	while (walk->at < walk->end) {
		const char *start = walk->at;

		if (*start == '(')
			pass_string(walk);
		else if (*start == '<')
			pass_angle(walk);
		else if (*start == '/')
			pass_word(walk);
		else if (is_space(*start) || is_delimiter(*start))
			walk->at++;
		else {
			pass_word(walk);
			if (strchr("+-.0123456789", *start) == NULL)
				return g_string_chunk_insert_len(walk->check->texts, start, walk->at - start);
		}
	}
	return NULL;
}

static long long mark_number(const struct walk *walk)
{
	const char *found = g_strstr_len(walk->operands, walk->at - walk->operands, "/MCID");

	return found == NULL ? -1 : strtoll(found + 5, NULL, 10);
}

/* The parent tree and the tree must name the same element. */
static void check_owner(struct walk *walk, long long mark)
{
	struct check *check = walk->check;
	int page = id_of(check, walk->page), owner = 0;
	const char *key = mark_key(check, page, mark);
	guint index = GPOINTER_TO_UINT(g_hash_table_lookup(check->marks, key));

	check->result->marks++;
	if (!g_hash_table_add(check->seen_marks, (gpointer)key))
		fail(check, RULE_MARK_OWNED, page, "content %lld stands twice on the page", mark);
	if (mark < length_of(check, walk->owners))
		owner = id_of(check, item(check, walk->owners, (int)mark));
	if (index == 0)
		fail(check, RULE_MARK_OWNED, page, "content %lld belongs to no element", mark);
	else if (owner != g_array_index(check->elements, struct element, index - 1).id)
		fail(check, RULE_MARK_OWNED, page, "content %lld belongs to object %d by the parent tree, to another by the tree", mark, owner);
}

static bool is_inside(const struct walk *walk, int kind)
{
	for (int i = 0; i < MIN(walk->depth, DEEPEST); i++)
		if (walk->marks[i] == kind)
			return true;
	return false;
}

static void begin_mark(struct walk *walk)
{
	const char *name = walk->operands + strspn(walk->operands, " \t\r\n\f");
	long long mark = mark_number(walk);
	int kind = g_str_has_prefix(name, "/Artifact") ? ARTIFACT : mark >= 0 ? TAGGED : PLAIN;

	if ((kind == ARTIFACT && is_inside(walk, TAGGED)) || (kind == TAGGED && is_inside(walk, ARTIFACT)))
		fail(walk->check, RULE_MARKS_NEST, id_of(walk->check, walk->page), "an artifact and tagged content stand in each other");
	if (kind == TAGGED)
		check_owner(walk, mark);
	if (walk->depth < DEEPEST)
		walk->marks[walk->depth] = kind;
	walk->depth++;
}

static void end_mark(struct walk *walk)
{
	if (--walk->depth < 0) {
		fail(walk->check, RULE_MARKS_NEST, id_of(walk->check, walk->page), "EMC without a mark");
		walk->depth = 0;
	}
}

static void save_state(struct walk *walk)
{
	walk->states++;
}

static void restore_state(struct walk *walk)
{
	if (--walk->states < 0) {
		fail(walk->check, RULE_MARKS_NEST, id_of(walk->check, walk->page), "Q without q");
		walk->states = 0;
	}
}

static void paint(struct walk *walk)
{
	if (!is_inside(walk, TAGGED) && !is_inside(walk, ARTIFACT))
		fail(walk->check, RULE_TAGGED, id_of(walk->check, walk->page), "\"%.*s\" is outside", (int)MIN(walk->at - walk->operands, 40),
		     walk->operands);
}

static void choose_font(struct walk *walk)
{
	const char *name = walk->operands + strspn(walk->operands, " \t\r\n\f");
	char *key = g_strndup(name, strcspn(name, " \t\r\n\f"));
	qpdf_oh fonts = at(walk->check, at(walk->check, walk->page, "/Resources"), "/Font");

	walk->composite = g_strcmp0(name_at(walk->check, at(walk->check, fonts, key), "/Subtype"), "Type0") == 0;
	g_free(key);
}

/* In strings of hexadecimal digits, as the writer makes them for composite fonts, glyph 0 is the missing one. */
static void show_text(struct walk *walk)
{
	paint(walk);
	for (const char *c = walk->operands; walk->composite && c < walk->at; c++) {
		if (*c != '<')
			continue;
		for (c++; c + 3 < walk->at && *c != '>'; c += 4)
			if (memcmp(c, "0000", 4) == 0)
				fail(walk->check, RULE_NOTDEF, id_of(walk->check, walk->page), "\"%.*s\"", (int)MIN(walk->at - walk->operands, 60),
				     walk->operands);
	}
}

static void choose_cmyk(struct walk *walk)
{
	fail(walk->check, RULE_COLOURS, id_of(walk->check, walk->page), "a colour is in CMYK");
}

static const struct {
	const char *name;
	void (*act)(struct walk *walk);
} operators[] = {
	{"BDC", begin_mark}, {"BMC", begin_mark}, {"EMC", end_mark}, {"q", save_state}, {"Q", restore_state}, {"Tf", choose_font},
	{"Tj", show_text},   {"TJ", show_text},   {"'", show_text},  {"\"", show_text}, {"S", paint},         {"s", paint},
	{"f", paint},        {"F", paint},        {"f*", paint},     {"B", paint},      {"B*", paint},        {"b", paint},
	{"b*", paint},       {"sh", paint},       {"Do", paint},     {"EI", paint},     {"k", choose_cmyk},   {"K", choose_cmyk},
};

static void walk_content(struct walk *walk)
{
	const char *name;

	while ((name = next_operator(walk)) != NULL) {
		for (size_t i = 0; i < G_N_ELEMENTS(operators); i++)
			if (strcmp(operators[i].name, name) == 0)
				operators[i].act(walk);
		walk->operands = walk->at;
	}
	if (walk->depth != 0 || walk->states != 0)
		fail(walk->check, RULE_MARKS_NEST, id_of(walk->check, walk->page), "%d marks and %d states stay open", walk->depth, walk->states);
}

void check_content(struct check *check, qpdf_oh page)
{
	unsigned char *bytes = NULL;
	size_t length = 0;
	struct walk walk = {.check = check, .page = page};
	long long key = integer_at(check, page, "/StructParents", -1);

	walk.owners = (qpdf_oh)GPOINTER_TO_UINT(g_hash_table_lookup(check->parents, GINT_TO_POINTER((int)key)));
	if (key < 0 || walk.owners == 0) {
		fail(check, RULE_MARK_OWNED, id_of(check, page), "the page is not in the parent tree");
		walk.owners = qpdf_oh_new_array(check->qpdf);
	}
	qpdf_oh_get_page_content_data(check->qpdf, page, &bytes, &length);
	if (bytes == NULL)
		return;
	walk.at = walk.operands = (const char *)bytes;
	walk.end = walk.at + length;
	walk_content(&walk);
	free(bytes);
}
