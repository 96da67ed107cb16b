/* The expression language: values, Kleene's laws by brute force, messages, facts of a context, bounds. */
#include "expr/expr.h"

#include <string.h>

#define UNKNOWN        2
#define NOT_APPLICABLE 3

static const struct type truth = {.kind = KIND_BOOL};

/* A small world: records, words, lists. */
struct item {
	const char *name;
	uint32_t risk;
	double size;
	int marked; /* 0, 1, UNKNOWN, NOT_APPLICABLE */
};

static const char *const risk_names[] = {"none", "medium", "high"};
static const struct words risk_words = {.name = "risk", .names = risk_names, .count = 3, .ordered = true};

static struct value logical(int value)
{
	if (value == NOT_APPLICABLE)
		return (struct value){.state = STATE_NOT_APPLICABLE};
	return value == UNKNOWN ? value_unknown() : value_bool(value == 1);
}

static struct value item_name(struct arena *arena, const void *record)
{
	return value_text(str_of(((const struct item *)record)->name));
}

static struct value item_risk(struct arena *arena, const void *record)
{
	return value_word(((const struct item *)record)->risk);
}

static struct value item_size(struct arena *arena, const void *record)
{
	return value_number(((const struct item *)record)->size);
}

static struct value item_marked(struct arena *arena, const void *record)
{
	return logical(((const struct item *)record)->marked);
}

static const struct field item_fields[] = {
	{"name", {.kind = KIND_TEXT}, item_name},
	{"risk", {.kind = KIND_WORD, .words = &risk_words}, item_risk},
	{"size", {.kind = KIND_NUMBER}, item_size},
	{"marked", {.kind = KIND_BOOL}, item_marked},
};
static const struct record_kind item_kind = {"item", item_fields, G_N_ELEMENTS(item_fields)};
static const struct type item_type = {.kind = KIND_RECORD, .record = &item_kind};

enum { SLOT_ITEMS, SLOT_EMPTY, SLOT_HELD, SLOT_LOST, SLOT_BEST, SLOTS };
static const struct variable world_variables[SLOTS] = {
	[SLOT_ITEMS] = {"items", {.kind = KIND_LIST, .item = &item_type}},
	[SLOT_EMPTY] = {"nothing", {.kind = KIND_LIST, .item = &item_type}},
	[SLOT_HELD] = {"held", {.kind = KIND_DATE}},
	[SLOT_LOST] = {"lost", {.kind = KIND_NUMBER}},
	[SLOT_BEST] = {"best", {.kind = KIND_RECORD, .record = &item_kind}},
};
static const struct scope world = {.variables = world_variables, .count = SLOTS};

static const struct item items[] = {{"alpha", 2, 3, 1}, {"beta", 0, 10, 0}, {"gamma", 2, 5, UNKNOWN}, {"Delta", 1, 5, NOT_APPLICABLE}};

static struct value evaluate(struct arena *arena, const char *text, struct type *type)
{
	struct diags *diags = diags_new(arena);
	struct value list[4], slots[SLOTS];
	const struct expr *expr = expr_compile(arena, str_of(text), NO_SPAN, &world, NULL, diags);

	if (expr == NULL) {
		GString *said = g_string_new(NULL);

		diags_write_text(diags, said, false);
		g_error("%s: %s", text, said->str);
	}
	for (uint32_t i = 0; i < 4; i++)
		list[i] = value_record(&items[i]);
	slots[SLOT_ITEMS] = value_list(list, 4);
	slots[SLOT_EMPTY] = value_list(NULL, 0);
	slots[SLOT_HELD] = value_date((struct date){2026, 1, 31});
	slots[SLOT_LOST] = value_unknown();
	slots[SLOT_BEST] = value_record(&items[1]);
	*type = expr_type(expr);
	return expr_evaluate(expr, slots, arena);
}

/* What a value is, as text: "true", "12.5", "unknown" ... */
static char *shown(const struct value *value, const struct type *type)
{
	if (value->state != STATE_KNOWN)
		return g_strdup(value->state == STATE_UNKNOWN ? "unknown" : "n/a");
	if (type->kind == KIND_BOOL)
		return g_strdup(value->as.truth ? "true" : "false");
	if (type->kind == KIND_TEXT)
		return g_strndup(str_c(value->as.text), value->as.text.length);
	if (type->kind == KIND_RECORD)
		return g_strdup(((const struct item *)value->as.record)->name);
	if (type->kind == KIND_WORD)
		return g_strdup_printf("word %u", value->as.word);
	return g_strdup_printf("%g", value->as.number);
}

static const struct {
	const char *text, *value;
} values[] = {
	{"1 == 1", "true"},
	{"true and not false", "true"},
	{"true or false and false", "true"},
	{"(true or false) and false", "false"},
	{"not 1 == 2", "true"},
	{"!true || true && false", "false"},
	{"15m < 4h and 2d == 48h", "true"},
	{"99.95 >= 99.9", "true"},
	{"2026-01-31 == held and held > 2025-12-31 and held <= 2026-02-01", "true"},
	{"best.risk == none", "true"},
	{"best.risk < medium", "true"},
	{"\"high\" > best.risk", "true"},
	{"best.risk in [medium, high]", "false"},
	{"'beta' == best.name", "true"},
	{"best.name in [\"alpha\", \"beta\"]", "true"},
	{"5 in []", "false"},
	{"lost > 3", "unknown"},
	{"lost in [1, 2]", "unknown"},
	{"3 in [1, lost]", "unknown"},
	{"1 in [1, lost]", "true"},
	{"known(lost) or known(held)", "true"},
	{"known(lost)", "false"},
	{"count(items)", "4"},
	{"count(nothing)", "0"},
	{"count(x in items where x.risk == high)", "2"},
	{"count(x in items where x.marked)", "1"},
	{"any(x in items where x.size > 9)", "true"},
	{"any(x in items where x.size > 10)", "false"},
	{"any(x in items where x.marked)", "true"},
	{"any(x in items where x.marked and x.size == 5 and x.risk == high)", "unknown"},
	{"any(x in items where x.marked and x.size > 4)", "true"},
	{"all(x in items where x.size >= 3)", "true"},
	{"all(x in items where x.marked)", "false"},
	{"all(x in nothing where x.marked)", "true"},
	{"any(x in nothing where x.marked)", "false"},
	{"count(x in items where any(y in items where y.size == x.size and y.name != x.name))", "2"},
	{"count(x in items where x.risk == best.risk)", "1"},
	{"first(items)", "alpha"},
	{"first(items).risk", "word 2"},
	{"first(nothing)", "unknown"},
	{"first(nothing).size > 2", "unknown"},
	{"join([\"a\", \"b\"], \", \")", "a, b"},
	{"join([best.risk, high], \"/\")", "none/high"},
	{"lower(\"\xC3\x84pfel ILIAS\")", "\xC3\xA4pfel ilias"},
	{"lower(best.risk)", "none"},
	{"percent(1, 3)", "33"},
	{"percent(1, 200)", "1"},
	{"percent(99, 200)", "50"},
	{"percent(5, 0)", "n/a"},
	{"percent(5, lost)", "unknown"},
	{"percent(0, 0) > 50 or true", "true"},
	{"percent(0, 0) > 50 and true", "true"},
	{"percent(0, 0) > 50", "n/a"},
	{"not percent(0, 0) > 50", "n/a"},
	{"min(3, 1, 2)", "1"},
	{"max(4h, 15m)", "240"},
	{"max(best.risk, medium)", "word 1"},
	{"best.risk == high or lost == 1", "unknown"},
	{"  true  ", "true"},
};

static void test_values(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
		struct type type;
		struct value value = evaluate(arena, values[i].text, &type);
		char *is = shown(&value, &type);

		if (strcmp(is, values[i].value) != 0)
			g_error("%s: %s, not %s", values[i].text, is, values[i].value);
		g_free(is);
	}
	arena_free(arena);
}

/* --- Kleene --- */

static const struct variable logic_variables[] = {{"a", {.kind = KIND_BOOL}}, {"b", {.kind = KIND_BOOL}}, {"c", {.kind = KIND_BOOL}}};
static const struct scope logic = {.variables = logic_variables, .count = 3};

static int run_logic(const struct expr *expr, int a, int b, int c, struct arena *arena)
{
	struct value slots[] = {logical(a), logical(b), logical(c)};
	struct value value = expr_evaluate(expr, slots, arena);

	if (value.state == STATE_KNOWN)
		return value.as.truth;
	return value.state == STATE_UNKNOWN ? UNKNOWN : NOT_APPLICABLE;
}

static const struct expr *compile_logic(struct arena *arena, const char *text)
{
	struct diags *diags = diags_new(arena);
	const struct expr *expr = expr_compile(arena, str_of(text), NO_SPAN, &logic, &truth, diags);

	g_assert_nonnull(expr);
	g_assert_cmpuint(diags_errors(diags), ==, 0);
	return expr;
}

static const struct {
	const char *left, *right;
} laws[] = {
	{"a and b", "b and a"},
	{"a or b", "b or a"},
	{"a and (b and c)", "(a and b) and c"},
	{"a or (b or c)", "(a or b) or c"},
	{"a and b and c", "(a and b) and c"},
	{"a or b or c", "a or (b or c)"},
	{"not (a and b)", "not a or not b"},
	{"not (a or b)", "not a and not b"},
	{"not (a or b or c)", "not a and not b and not c"},
	{"not not a", "a"},
	{"a and a", "a"},
	{"a or a", "a"},
	{"a && b || !c", "(a and b) or (not c)"},
	{"a or b and c", "a or (b and c)"},
};

static void test_laws(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(laws); i++) {
		const struct expr *left = compile_logic(arena, laws[i].left), *right = compile_logic(arena, laws[i].right);

		for (int n = 0; n < 64; n++)
			g_assert_cmpint(run_logic(left, n % 4, n / 4 % 4, n / 16, arena), ==, run_logic(right, n % 4, n / 4 % 4, n / 16, arena));
	}
	arena_free(arena);
}

/* The tables of two operands by the bit-plane formulas: N = Na & Nb, T = (Ta | Na) & (Tb | Nb) & ~N, F = Fa | Fb; `or` swaps T and F. */
static int by_planes(int a, int b, bool is_or)
{
	int yes = is_or ? 0 : 1, no = 1 - yes;
	bool n = a == NOT_APPLICABLE && b == NOT_APPLICABLE;
	bool t = (a == yes || a == NOT_APPLICABLE) && (b == yes || b == NOT_APPLICABLE) && !n;
	bool f = a == no || b == no;

	return n ? NOT_APPLICABLE : f ? no : t ? yes : UNKNOWN;
}

static void test_tables(void)
{
	struct arena *arena = arena_new();
	const struct expr *and = compile_logic(arena, "a and b"), * or = compile_logic(arena, "a or b");

	for (int n = 0; n < 16; n++) {
		g_assert_cmpint(run_logic(and, n % 4, n / 4, 0, arena), ==, by_planes(n % 4, n / 4, false));
		g_assert_cmpint(run_logic(or, n % 4, n / 4, 0, arena), ==, by_planes(n % 4, n / 4, true));
	}
	arena_free(arena);
}

/* --- messages --- */

static const struct {
	const char *text, *code;
	uint32_t column;  /* of the fault in the text, from 1 */
	const char *says; /* what the message or its hint holds; may be NULL */
} faults[] = {
	{"", "EXPR_EMPTY", 1, NULL},
	{"  ", "EXPR_EMPTY", 1, NULL},
	{"ctx.engineers = 3", "EXPR_MISSPELT", 15, "write =="},
	{"true & false", "EXPR_MISSPELT", 6, "write &&"},
	{"true | false", "EXPR_MISSPELT", 6, "write ||"},
	{"ctx.engineers \xE2\x89\xA4 3", "EXPR_MISSPELT", 15, "write <="},
	{"ctx.engineers + 3", "EXPR_STRAY", 15, "no arithmetic"},
	{"ctx.sector == \"retail", "EXPR_OPEN_TEXT", 15, NULL},
	{"ctx.rto <= 4w", "EXPR_BAD_NUMBER", 12, "4h"},
	{"ctx.rto <= 4hours", "EXPR_BAD_NUMBER", 12, NULL},
	{"ctx.availability > 99.9%", "EXPR_BAD_NUMBER", 20, "percentages"},
	{"2026-02-30 == 2026-02-28", "EXPR_BAD_NUMBER", 1, NULL},
	{"ctx.engineers > 0x10", "EXPR_BAD_NUMBER", 17, NULL},
	{"ctx.engineers >", "EXPR_ENDS_EARLY", 16, "should follow"},
	{"true and", "EXPR_ENDS_EARLY", 9, NULL},
	{"true and and false", "EXPR_UNEXPECTED", 10, "\"and\""},
	{"ctx.", "EXPR_ENDS_EARLY", 5, "field"},
	{"ctx.size ctx.stage", "EXPR_UNEXPECTED", 10, "\"ctx\""},
	{"1 == 1 == 1", "EXPR_UNEXPECTED", 8, NULL},
	{"(true and (false)", "EXPR_NOT_CLOSED", 1, NULL},
	{"1 in [1, 2", "EXPR_NOT_CLOSED", 6, NULL},
	{"count(ctx.goals", "EXPR_NOT_CLOSED", 6, NULL},
	{"true) and false", "EXPR_STRAY_CLOSE", 5, NULL},
	{"(1 2)", "EXPR_UNEXPECTED", 4, NULL},
	{"ctz.size == small", "EXPR_UNKNOWN_NAME", 1, "did you mean \"ctx\"?"},
	{"ctx.currency == GBP", "EXPR_UNQUOTED_TEXT", 17, "\"GBP\""},
	{"ctx.secto == \"retail\"", "EXPR_UNKNOWN_FIELD", 5, "did you mean \"sector\"?"},
	{"ctx.sector.name == \"x\"", "EXPR_NO_FIELDS", 12, NULL},
	{"ctx.sector == \"retial\"", "EXPR_UNKNOWN_WORD", 15, "did you mean \"retail\"?"},
	{"ctx.size == huge", "EXPR_UNKNOWN_WORD", 13, "micro, small, medium, large"},
	{"\"patient-records\" in ctx.data", "EXPR_UNKNOWN_WORD", 1, "payment-cards"},
	{"ctx.sector in [\"retail\", \"vans\"]", "EXPR_UNKNOWN_WORD", 26, NULL},
	{"ctx.engineers == \"12\"", "EXPR_UNLIKE", 1, "a number with text"},
	{"ctx.rto <= 4", "EXPR_UNLIKE", 1, "a duration with a number"},
	{"ctx.regulations < 3", "EXPR_UNLIKE", 1, "a list"},
	{"ctx.regulations == ctx.goals", "EXPR_NOT_COMPARABLE", 1, NULL},
	{"ctx.sector > retail", "EXPR_NO_ORDER", 1, NULL},
	{"\"a\" < \"b\"", "EXPR_NO_ORDER", 1, NULL},
	{"\"GDPR\" in ctx.sector", "EXPR_NOT_LIST", 11, NULL},
	{"ctx.regulations and true", "EXPR_WRONG_TYPE", 1, "known(...)"},
	{"ctx.engineers", "EXPR_WRONG_TYPE", 1, "a number"},
	{"true or \"x\"", "EXPR_WRONG_TYPE", 9, "text"},
	{"1 in [1, \"x\"]", "EXPR_WRONG_TYPE", 10, NULL},
	{"not ctx.rto", "EXPR_WRONG_TYPE", 5, "a duration"},
	{"conut(ctx.goals) > 1", "EXPR_UNKNOWN_FUNCTION", 1, "did you mean \"count\"?"},
	{"count() > 1", "EXPR_ARGUMENT_COUNT", 1, "1 argument"},
	{"min(1) > 1", "EXPR_ARGUMENT_COUNT", 1, "at least 2"},
	{"count(ctx.rto) > 1", "EXPR_WRONG_TYPE", 7, "a list"},
	{"join(ctx.goals, 3) == \"\"", "EXPR_WRONG_TYPE", 17, "text"},
	{"any(ctx.goals)", "EXPR_WALK_ONLY", 1, "any(x in LIST where CONDITION)"},
	{"first(x in ctx.goals where true) == \"a\"", "EXPR_NO_WALK", 1, NULL},
	{"any(x in ctx.goals where x == 3)", "EXPR_UNLIKE", 26, NULL},
	{"any(x in ctx.size where true)", "EXPR_NOT_LIST", 10, NULL},
	{"any(x where true)", "EXPR_UNEXPECTED", 7, NULL},
	{"any(gaol in ctx.goals where goal == \"x\")", "EXPR_UNKNOWN_NAME", 29, "did you mean \"gaol\"?"},
};

/* Wraps the text as a value in a file, so that places are those of a real one. */
static void expect(const char *code, const char *says, const char *written, const char *text, uint32_t column)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "file", written, strlen(written), diags);
	struct span span = {source, 6, (uint32_t)strlen(written) - 6};
	GString *said = g_string_new(NULL);
	char *head = g_strdup_printf("file:1:%u: error: ", column), *tail = g_strdup_printf("[%s]", code);

	g_assert_null(expr_compile(arena, str_of(text), span, &context_scope, &truth, diags));
	diags_write_text(diags, said, false);
	if (diags_errors(diags) != 1 || strstr(said->str, head) == NULL || strstr(said->str, tail) == NULL ||
	    (says != NULL && strstr(said->str, says) == NULL))
		g_error("%s: wanted %s at column %u (%s), got:\n%s", text, code, column, says == NULL ? "" : says, said->str);
	g_free(head);
	g_free(tail);
	g_string_free(said, TRUE);
	arena_free(arena);
}

static void test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		char *written = g_strdup_printf("when: %s", faults[i].text);

		expect(faults[i].code, faults[i].says, written, faults[i].text, faults[i].column + 6);
		g_free(written);
	}
	/* In quotes the places shift by one; where the text was escaped, the whole value is shown. */
	expect("EXPR_MISSPELT", NULL, "when: 'true & false'", "true & false", 13);
	expect("EXPR_UNKNOWN_NAME", NULL, "when: \"x == \\\"a\\\"\"", "x == \"a\"", 7);
}

static void test_several_faults(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);

	g_assert_null(expr_compile(arena, STR("ctx.sise == 3 and ctx.rto < 4 and ctx.stage == \"grwth\""), NO_SPAN, &context_scope, &truth, diags));
	g_assert_cmpuint(diags_count(diags, DIAG_EXPR_UNKNOWN_FIELD), ==, 1);
	g_assert_cmpuint(diags_count(diags, DIAG_EXPR_UNLIKE), ==, 1);
	g_assert_cmpuint(diags_count(diags, DIAG_EXPR_UNKNOWN_WORD), ==, 1);
	arena_free(arena);
}

/* --- context --- */

static void visit_fact(enum fact_key key, void *user)
{
	bool *seen = user;

	seen[key] = true;
}

static bool holds(struct arena *arena, const struct context *context, const char *text)
{
	struct diags *diags = diags_new(arena);
	const struct expr *expr = expr_compile(arena, str_of(text), NO_SPAN, &context_scope, &truth, diags);

	g_assert_nonnull(expr);
	return expr_holds(expr, context, arena);
}

static void test_context(void)
{
	static const struct str regulations[] = {{"GDPR", 4}, {"PCI DSS", 7}}, customers[] = {{"consumers", 9}, {"internal", 8}};
	struct arena *arena = arena_new();
	struct context context = {0};
	bool seen[FACT_COUNT] = {false};
	const struct expr *expr;

	context.facts[FACT_KEY_sector] = (struct fact){.known = true, .text = STR("financial-services")};
	context.facts[FACT_KEY_size] = (struct fact){.known = true, .text = STR("medium")};
	context.facts[FACT_KEY_rto] = (struct fact){.known = true, .number = 240, .text = STR("4h")};
	context.facts[FACT_KEY_availability] = (struct fact){.known = true, .number = 99.95};
	context.facts[FACT_KEY_regulations] = (struct fact){.known = true, .items = regulations, .item_count = 2};
	context.facts[FACT_KEY_customers] = (struct fact){.known = true, .items = customers, .item_count = 2};
	g_assert_true(holds(arena, &context, "ctx.sector in [\"financial-services\", \"insurance\"]"));
	g_assert_true(holds(arena, &context, "ctx.sector == financial-services and ctx.size >= small"));
	g_assert_true(holds(arena, &context, "ctx.rto <= 4h and not ctx.rto < 4h"));
	g_assert_true(holds(arena, &context, "'PCI DSS' in ctx.regulations or ctx.engineers < 15"));
	g_assert_true(holds(arena, &context, "\"internal\" in ctx.customers and not \"businesses\" in ctx.customers"));
	g_assert_true(holds(arena, &context, "ctx.availability >= 99.95"));
	g_assert_true(holds(arena, &context, "join(ctx.customers, \"+\") == \"consumers+internal\""));
	g_assert_false(holds(arena, &context, "ctx.engineers < 15"));
	g_assert_false(holds(arena, &context, "not ctx.engineers < 15"));
	g_assert_false(holds(arena, &context, "\"personal\" in ctx.data"));
	g_assert_true(holds(arena, &context, "not known(ctx.engineers)"));
	g_assert_false(expr_holds(NULL, &context, arena));
	expr = expr_compile(arena, STR("ctx.rto < 4h or not any(x in ctx.goals where x == ctx.currency)"), NO_SPAN, &context_scope, &truth,
			    diags_new(arena));
	expr_facts(expr, visit_fact, seen);
	for (int key = 0; key < FACT_COUNT; key++)
		g_assert_cmpint(seen[key], ==, key == FACT_KEY_rto || key == FACT_KEY_goals || key == FACT_KEY_currency);
	arena_free(arena);
}

static void test_words(void)
{
	static const struct words listed = {.name = "listed", .list = "one two  three"};

	g_assert_cmpuint(words_count(&listed), ==, 3);
	g_assert_true(str_is(words_name(&listed, 2), "three"));
	g_assert_true(str_is_empty(words_name(&listed, 3)));
	g_assert_true(str_is_empty(words_name(&risk_words, 3)));
	g_assert_cmpuint(words_find(&listed, STR("two")), ==, 1);
	g_assert_cmpuint(words_find(&listed, STR("tw")), ==, UINT32_MAX);
	g_assert_cmpuint(words_find(&risk_words, STR("high")), ==, 2);
}

static void test_scopes(void)
{
	static const struct variable inner_variables[] = {{"b", {.kind = KIND_NUMBER}}, {"d", {.kind = KIND_BOOL}}};
	static const struct scope inner = {.outer = &logic, .variables = inner_variables, .count = 2};
	struct arena *arena = arena_new();
	struct value slots[] = {value_bool(true), value_bool(false), value_bool(false), value_number(7), value_bool(true)};
	struct str text = STR("a and b == 7 and d and any(b in [1, 2] where b == 2)");
	const struct expr *expr = expr_compile(arena, text, NO_SPAN, &inner, &truth, diags_new(arena));

	g_assert_cmpuint(scope_size(&inner), ==, 5);
	g_assert_true(expr_evaluate(expr, slots, arena).as.truth);
	arena_free(arena);
}

/* --- bounds --- */

static enum diag_code only_code(struct arena *arena, struct str text)
{
	static const enum diag_code codes[] = {DIAG_EXPR_TOO_DEEP, DIAG_EXPR_TOO_LONG};
	struct diags *diags = diags_new(arena);

	if (expr_compile(arena, text, NO_SPAN, &logic, NULL, diags) != NULL)
		return DIAG_COUNT;
	g_assert_cmpuint(diags_errors(diags), ==, 1);
	for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
		if (diags_count(diags, codes[i]) == 1)
			return codes[i];
	return DIAG_COUNT;
}

static struct str wrapped(struct arena *arena, const char *before, const char *core, const char *after, uint32_t times)
{
	GString *text = g_string_new(core);

	for (uint32_t i = 0; i < times; i++) {
		g_string_prepend(text, before);
		g_string_append(text, after);
	}
	return str_take(arena, text);
}

static void test_bounds(void)
{
	struct arena *arena = arena_new();

	g_assert_cmpint(only_code(arena, wrapped(arena, "(", "a", ")", 64)), ==, DIAG_COUNT);
	g_assert_cmpint(only_code(arena, wrapped(arena, "(", "a", ")", 65)), ==, DIAG_EXPR_TOO_DEEP);
	g_assert_cmpint(only_code(arena, wrapped(arena, "!", "a", "", 8000)), ==, DIAG_EXPR_TOO_DEEP);
	g_assert_cmpint(only_code(arena, wrapped(arena, "not ", "a", "", 64)), ==, DIAG_COUNT);
	g_assert_cmpint(only_code(arena, wrapped(arena, "", "a", ".a", 8000)), ==, DIAG_EXPR_TOO_DEEP);
	g_assert_cmpint(only_code(arena, wrapped(arena, "[", "a", "]", 8000)), ==, DIAG_EXPR_TOO_DEEP);
	g_assert_cmpint(only_code(arena, wrapped(arena, "lower(", "a", ")", 2000)), ==, DIAG_EXPR_TOO_DEEP);
	g_assert_cmpint(only_code(arena, wrapped(arena, "", "a", " or b", 3276)), ==, DIAG_COUNT);
	g_assert_cmpint(only_code(arena, wrapped(arena, "", "a", " or b", 3277)), ==, DIAG_EXPR_TOO_LONG);
	arena_free(arena);
}

/* Any stretch of tokens either compiles or gives at least one diagnostic; nothing crashes. */
static void test_noise(void)
{
	static const char *const parts[] = {
		"a",  "b",  "ctx", ".",     "and",  "or",       "not",  "(",     ")",      "[",     "]",      ",",
		"==", "<",  "in",  "where", "any(", "count(",   "x",    "1",     "4h",     "\"t\"", "'",      "2026-01-01",
		"!",  "&&", "||",  " ",     "&",    "\xC3\xA9", "true", "join(", "first(", "size",  "sector", "-",
	};
	GRand *random = g_rand_new_with_seed(20260131);

	for (int n = 0; n < 20000; n++) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);
		GString *text = g_string_new(NULL);
		int count = g_rand_int_range(random, 0, 14);
		struct str made;
		const struct expr *expr;

		for (int i = 0; i < count; i++)
			g_string_append_printf(text, "%s%s", parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))], n % 2 == 0 ? " " : "");
		made = str_take(arena, text);
		expr = expr_compile(arena, made, NO_SPAN, n % 3 == 0 ? &logic : &context_scope, NULL, diags);
		g_assert_true((expr == NULL) == (diags_errors(diags) > 0));
		arena_free(arena);
	}
	g_rand_free(random);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/expr/values", test_values);
	g_test_add_func("/expr/laws", test_laws);
	g_test_add_func("/expr/tables", test_tables);
	g_test_add_func("/expr/faults", test_faults);
	g_test_add_func("/expr/several-faults", test_several_faults);
	g_test_add_func("/expr/context", test_context);
	g_test_add_func("/expr/words", test_words);
	g_test_add_func("/expr/scopes", test_scopes);
	g_test_add_func("/expr/bounds", test_bounds);
	g_test_add_func("/expr/noise", test_noise);
	return g_test_run();
}
