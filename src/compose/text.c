/* Compiles words with {expressions} and {@sentences}, and evaluates them. */
#include "text.h"

#include <string.h>

#include "base/near.h"
#include "read/node.h"

#define SAYING_DEEPEST 8u

enum piece_kind { PIECE_WORDS, PIECE_VALUE, PIECE_SENTENCE };

struct piece {
	enum piece_kind kind;
	struct str words;
	const struct expr *expr;
	struct type type;
	uint32_t forms;
	const struct saying *saying;
};

struct text {
	const struct piece *pieces;
	uint32_t count;
	bool is_sentence; /* then a sentence inside is part of it: unknown inside is unknown */
};

/* Of a plural: exact is the number, or one of the two below. */
#define CASE_ONE   UINT32_MAX
#define CASE_OTHER (UINT32_MAX - 1)

struct option {
	const struct expr *when; /* NULL: always */
	uint32_t exact;          /* of a plural */
	const struct saying *say;
};

/* A sentence: words; a plural, chosen by a number; or alternatives, of which the first that holds and whose values are known is said. */
struct saying {
	const struct text *text;
	const struct expr *by;
	const struct option *options;
	uint32_t option_count;
};

static const char *const names_of_forms[] = {
	[FORM_WORDS] = "words", [FORM_CAPITAL] = "capital", [FORM_QUOTED] = "quoted", [FORM_MONTH] = "month",
	[FORM_OR] = "or",       [FORM_SHORT] = "short",     [FORM_BARE] = "bare",     [FORM_COUNT] = NULL,
};

const char *const *form_names(void)
{
	return names_of_forms;
}

static const struct saying *compile_node(struct compiler *compiler, const struct node *node, const struct scope *scope, bool may_choose);

/* How often a snippet begins in the text before a place. */
static uint32_t count_before(const char *text, const char *place, const char *snippet)
{
	uint32_t count = 0;

	for (const char *at = strstr(text, snippet); at != NULL && at < place; at = strstr(at + 1, snippet))
		count++;
	return count;
}

/* Where a snippet of the text stands in the source: exact if the source holds it unescaped, and as often before it as the text does. */
static struct span place_of(struct str text, struct span span, uint32_t start, uint32_t length)
{
	const char *at, *end;
	char *snippet;

	if (span.source == NULL || length == 0)
		return span;
	snippet = g_strndup(str_c(text) + start, length);
	at = span.source->bytes.text + span.start;
	end = at + span.length;
	for (uint32_t before = count_before(str_c(text), str_c(text) + start, snippet); before > 0 && at != NULL; before--) {
		at = g_strstr_len(at, end - at, snippet);
		at = at == NULL ? NULL : at + 1;
	}
	at = at == NULL ? NULL : g_strstr_len(at, end - at, snippet);
	g_free(snippet);
	return at == NULL ? span : (struct span){span.source, (uint32_t)(at - span.source->bytes.text), length};
}

/* ---- Values ---- */

static bool add_form(struct compiler *compiler, const char *name, size_t length, struct span span, struct piece *piece)
{
	struct str form = str_trim(compiler->arena, str_copy(compiler->arena, name, length));
	struct near near = near_to(form);

	for (int i = 0; i < FORM_COUNT; i++) {
		near_offer(&near, str_of(names_of_forms[i]));
		if (str_is(form, names_of_forms[i])) {
			piece->forms |= 1u << i;
			return true;
		}
	}
	return diag(compiler->diags, TEMPLATE_UNKNOWN_FORM, span, str_c(form), str_c(near.best));
}

/* The last bar that is not one of two and does not stand in quotes; NULL if there is none. */
static const char *last_bar(const char *start, const char *end)
{
	const char *bar = NULL;
	char quote = '\0';

	for (const char *c = start; c < end; c++) {
		if (quote != '\0')
			quote = *c == quote ? '\0' : quote;
		else if (*c == '"' || *c == '\'')
			quote = *c;
		else if (*c == '|' && c + 1 < end && c[1] == '|')
			c++;
		else if (*c == '|')
			bar = c;
	}
	return bar;
}

static struct str without_forms(struct compiler *compiler, struct str inside, struct span span, struct piece *piece)
{
	const char *start = str_c(inside), *end = start + inside.length;

	for (const char *bar = last_bar(start, end); bar != NULL; bar = last_bar(start, end)) {
		add_form(compiler, bar + 1, (size_t)(end - bar - 1), span, piece);
		end = bar;
	}
	return str_trim(compiler->arena, str_copy(compiler->arena, start, (size_t)(end - start)));
}

static const struct words *words_of(const struct type *type)
{
	while (type->kind == KIND_LIST)
		type = type->item;
	return type->kind == KIND_WORD ? type->words : NULL;
}

static bool compile_value(struct compiler *compiler, struct str inside, struct span span, const struct scope *scope, struct piece *piece)
{
	struct str text = without_forms(compiler, inside, span, piece);

	piece->kind = PIECE_VALUE;
	piece->expr = expr_compile(compiler->arena, text, span, scope, NULL, compiler->diags);
	if (piece->expr == NULL)
		return false;
	piece->type = expr_type(piece->expr);
	if (!type_is_printable(&piece->type))
		return diag(compiler->diags, TEMPLATE_NOT_PRINTABLE, span, str_c(text));
	if (words_of(&piece->type) != NULL)
		return wording_has_words(compiler->wording, compiler->arena, words_of(&piece->type), span, compiler->diags);
	return true;
}

/* ---- Sentences ---- */

/* The faults of a sentence are reported where it is used first. */
static const struct saying *compile_sentence(struct compiler *compiler, struct str key, struct span span, const struct scope *scope)
{
	struct sentence *sentence = wording_sentence(compiler->wording, compiler->arena, key, span, compiler->diags);
	const struct saying *saying;

	if (sentence == NULL || sentence->faulty)
		return NULL;
	if (compiler->saying == SAYING_DEEPEST) {
		sentence->faulty = true;
		diag(compiler->diags, WORDING_CIRCLE, sentence->node->key_span, str_c(key));
		return NULL;
	}
	compiler->saying++;
	saying = compile_node(compiler, sentence->node, scope, true);
	compiler->saying--;
	sentence->faulty = sentence->faulty || saying == NULL;
	return saying;
}

static const struct saying *saying_of_text(struct compiler *compiler, const struct node *node, const struct scope *scope)
{
	struct saying *saying = arena_one(compiler->arena, struct saying);
	uint32_t before = diags_errors(compiler->diags);

	saying->text = text_compile(compiler, node->text, node->span, scope);
	((struct text *)(uintptr_t)saying->text)->is_sentence = true;
	return diags_errors(compiler->diags) == before ? saying : NULL;
}

static bool parse_case(struct str key, uint32_t *exact)
{
	char *end;

	if (str_is(key, "one"))
		*exact = CASE_ONE;
	else if (str_is(key, "other"))
		*exact = CASE_OTHER;
	else {
		*exact = (uint32_t)g_ascii_strtoull(str_c(key), &end, 10);
		return key.length > 0 && key.length < 6 && *end == '\0';
	}
	return true;
}

static const struct saying *saying_of_plural(struct compiler *compiler, const struct node *node, const struct scope *scope)
{
	static const struct type number = {.kind = KIND_NUMBER};
	struct saying *saying = arena_one(compiler->arena, struct saying);
	struct option *options = arena_array(compiler->arena, struct option, node->count);
	const struct node *by = node_find(node, "by");

	if (by->kind != NODE_SCALAR || node_find(node, "other") == NULL) {
		diag(compiler->diags, WORDING_PLURAL, node->span);
		return NULL;
	}
	saying->by = expr_compile(compiler->arena, by->text, by->span, scope, &number, compiler->diags);
	saying->options = options;
	for (const struct node *item = node->first; item != NULL && saying->by != NULL; item = item->next) {
		struct option *option = &options[saying->option_count];

		if (item == by)
			continue;
		if (!parse_case(item->key, &option->exact)) {
			diag(compiler->diags, WORDING_CASE, item->key_span, str_c(item->key));
			return NULL;
		}
		option->say = compile_node(compiler, item, scope, false);
		if (option->say == NULL)
			return NULL;
		saying->option_count++;
	}
	return saying->by == NULL ? NULL : saying;
}

/* An alternative: words or a plural, or {when: CONDITION, say: ...}. */
static bool compile_alternative(struct compiler *compiler, const struct node *node, const struct scope *scope, struct option *option)
{
	static const struct type truth = {.kind = KIND_BOOL};
	const struct node *when = node_find(node, "when"), *say = node_find(node, "say");

	if (say == NULL) {
		option->say = compile_node(compiler, node, scope, false);
		return option->say != NULL;
	}
	for (const struct node *item = node->first; item != NULL; item = item->next)
		if (item != when && item != say)
			return diag(compiler->diags, WORDING_UNKNOWN_KEY, item->key_span, str_c(item->key), "");
	if (when != NULL)
		option->when = expr_compile(compiler->arena, when->text, when->span, scope, &truth, compiler->diags);
	option->say = compile_node(compiler, say, scope, false);
	return option->say != NULL && (when == NULL || option->when != NULL);
}

static const struct saying *saying_of_alternatives(struct compiler *compiler, const struct node *node, const struct scope *scope)
{
	struct saying *saying = arena_one(compiler->arena, struct saying);
	struct option *options = arena_array(compiler->arena, struct option, node->count);

	saying->options = options;
	for (const struct node *item = node->first; item != NULL; item = item->next)
		if (!compile_alternative(compiler, item, scope, &options[saying->option_count++]))
			return NULL;
	return saying;
}

static const struct saying *saying_of_one(struct compiler *compiler, const struct node *node, const struct scope *scope)
{
	struct saying *saying = arena_one(compiler->arena, struct saying);
	struct option *option = arena_one(compiler->arena, struct option);

	saying->options = option;
	saying->option_count = 1;
	return compile_alternative(compiler, node, scope, option) ? saying : NULL;
}

static const struct saying *compile_node(struct compiler *compiler, const struct node *node, const struct scope *scope, bool may_choose)
{
	if (node->kind == NODE_SCALAR)
		return saying_of_text(compiler, node, scope);
	if (node->kind == NODE_MAP && node_find(node, "by") != NULL)
		return saying_of_plural(compiler, node, scope);
	if (may_choose && node->kind == NODE_LIST && node->count > 0)
		return saying_of_alternatives(compiler, node, scope);
	if (may_choose && node->kind == NODE_MAP)
		return saying_of_one(compiler, node, scope);
	diag(compiler->diags, WORDING_NOT_A_SENTENCE, node->kind == NODE_NULL ? node->key_span : node->span);
	return NULL;
}

/* ---- Texts ---- */

struct cutting {
	struct compiler *compiler;
	struct str text;
	struct span span;
	const struct scope *scope;
	GArray *pieces;
	GString *words; /* gathered, not yet a piece */
};

static void flush_words(struct cutting *cutting)
{
	struct piece piece = {.kind = PIECE_WORDS};

	if (cutting->words->len == 0)
		return;
	piece.words = str_copy(cutting->compiler->arena, cutting->words->str, cutting->words->len);
	g_array_append_val(cutting->pieces, piece);
	g_string_truncate(cutting->words, 0);
}

static void add_braced(struct cutting *cutting, const char *open, const char *close)
{
	struct compiler *compiler = cutting->compiler;
	struct str inside = str_trim(compiler->arena, str_copy(compiler->arena, open + 1, (size_t)(close - open - 1)));
	struct span span = place_of(cutting->text, cutting->span, (uint32_t)(open + 1 - str_c(cutting->text)), (uint32_t)(close - open - 1));
	struct piece piece = {0};

	flush_words(cutting);
	if (inside.length > 0 && inside.text[0] == '@') {
		piece.kind = PIECE_SENTENCE;
		piece.saying = compile_sentence(compiler, str_copy(compiler->arena, inside.text + 1, inside.length - 1), span, cutting->scope);
		if (piece.saying != NULL)
			g_array_append_val(cutting->pieces, piece);
	} else if (compile_value(compiler, inside, span, cutting->scope, &piece))
		g_array_append_val(cutting->pieces, piece);
}

/* The brace that ends an expression; one in quotes does not. NULL if there is none. */
static const char *closing_brace(const char *c, const char *end)
{
	char quote = '\0';

	for (; c < end; c++)
		if (quote != '\0')
			quote = *c == quote ? '\0' : quote;
		else if (*c == '"' || *c == '\'')
			quote = *c;
		else if (*c == '}')
			return c;
	return NULL;
}

static void cut(struct cutting *cutting)
{
	const char *start = str_c(cutting->text), *end = start + cutting->text.length;

	for (const char *c = start; c < end; c++) {
		const char *close;

		if ((*c == '{' || *c == '}') && c + 1 < end && c[1] == *c) {
			g_string_append_c(cutting->words, *c++);
			continue;
		}
		if (*c != '{' && *c != '}') {
			g_string_append_c(cutting->words, *c);
			continue;
		}
		close = *c == '{' ? closing_brace(c, end) : NULL;
		if (close == NULL) {
			diag(cutting->compiler->diags, TEMPLATE_BRACE, place_of(cutting->text, cutting->span, (uint32_t)(c - start), 1));
			break;
		}
		add_braced(cutting, c, close);
		c = close;
	}
	flush_words(cutting);
}

const struct text *text_compile(struct compiler *compiler, struct str text, struct span span, const struct scope *scope)
{
	struct text *compiled = arena_one(compiler->arena, struct text);
	struct cutting cutting = {compiler, text, span, scope, g_array_new(FALSE, FALSE, sizeof(struct piece)), g_string_new(NULL)};
	struct piece *pieces;

	cut(&cutting);
	compiled->count = cutting.pieces->len;
	pieces = arena_array(compiler->arena, struct piece, compiled->count);
	if (compiled->count > 0)
		memcpy(pieces, cutting.pieces->data, compiled->count * sizeof(struct piece));
	compiled->pieces = pieces;
	g_array_free(cutting.pieces, TRUE);
	g_string_free(cutting.words, TRUE);
	return compiled;
}

/* ---- Evaluation ---- */

struct evaluating {
	const struct wording *wording;
	const struct value *slots;
	const struct expr_watch *watch;
	struct arena *arena;
};

static bool evaluate_text(const struct evaluating *evaluating, const struct text *text, GString *out);

static bool holds(const struct evaluating *evaluating, const struct expr *when)
{
	struct value value;

	if (when == NULL)
		return true;
	value = expr_evaluate_watched(when, evaluating->slots, evaluating->watch, evaluating->arena);
	return value.state == STATE_KNOWN && value.as.truth;
}

/* An exact number wins over "one", and that over "other", whatever their order. */
static const struct saying *case_for(const struct saying *saying, double number)
{
	const struct saying *other = NULL, *one = NULL;

	for (uint32_t i = 0; i < saying->option_count; i++) {
		const struct option *option = &saying->options[i];

		if (option->exact == CASE_OTHER)
			other = option->say;
		else if (option->exact == CASE_ONE)
			one = option->say;
		else if ((double)option->exact == number)
			return option->say;
	}
	return number == 1 && one != NULL ? one : other;
}

/* Bounded: sentences nest at most SAYING_DEEPEST deep when compiled. */
static bool evaluate_saying(const struct evaluating *evaluating, const struct saying *saying, GString *out)
{
	if (saying->text != NULL)
		return evaluate_text(evaluating, saying->text, out);
	if (saying->by != NULL) {
		struct value number = expr_evaluate_watched(saying->by, evaluating->slots, evaluating->watch, evaluating->arena);

		return number.state == STATE_KNOWN && evaluate_saying(evaluating, case_for(saying, number.as.number), out);
	}
	for (uint32_t i = 0; i < saying->option_count; i++)
		if (holds(evaluating, saying->options[i].when) && evaluate_saying(evaluating, saying->options[i].say, out))
			return true;
	return false;
}

static bool evaluate_piece(const struct evaluating *evaluating, const struct piece *piece, GString *out)
{
	struct value value;

	if (piece->kind == PIECE_WORDS) {
		g_string_append_len(out, str_c(piece->words), piece->words.length);
		return true;
	}
	if (piece->kind == PIECE_SENTENCE)
		return evaluate_saying(evaluating, piece->saying, out);
	value = expr_evaluate_watched(piece->expr, evaluating->slots, evaluating->watch, evaluating->arena);
	return value_write(&value, &piece->type, piece->forms, evaluating->wording, evaluating->arena, out);
}

static bool evaluate_text(const struct evaluating *evaluating, const struct text *text, GString *out)
{
	gsize start = out->len;

	for (uint32_t i = 0; i < text->count; i++) {
		bool needed = text->is_sentence || text->pieces[i].kind != PIECE_SENTENCE;

		if (!evaluate_piece(evaluating, &text->pieces[i], out) && needed) {
			g_string_truncate(out, start);
			return false;
		}
	}
	return true;
}

bool text_evaluate(const struct text *text, const struct wording *wording, const struct value *slots, const struct expr_watch *watch,
		   struct arena *arena, GString *out)
{
	struct evaluating evaluating = {wording, slots, watch, arena};

	return evaluate_text(&evaluating, text, out);
}
