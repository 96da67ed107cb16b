/* Conditions of risk rules: truth tables, an oracle that drops what does not apply, a JavaScript engine as a second oracle, messages. */
#include "expr/condition.h"

#include <glib/gstdio.h>
#include <string.h>

#define IDS 12u

/* Two questions: the first has ids c0 to c11, the second "other" and some that look like operators or numbers. */
static struct choice choices[IDS + 5];
static struct question questions[2];
static struct framework framework;

static const char *const odd_ids[] = {"other", "and", "2024", "multi-az-db", "not.now"};

static void make_framework(void)
{
	static char names[IDS][4];

	for (uint32_t i = 0; i < IDS; i++) {
		g_snprintf(names[i], sizeof names[i], "c%u", i);
		choices[i].id = str_of(names[i]);
	}
	for (uint32_t i = 0; i < G_N_ELEMENTS(odd_ids); i++)
		choices[IDS + i] = (struct choice){.id = str_of(odd_ids[i]), .question = 1};
	questions[0] = (struct question){.id = STR("first"), .choice_count = IDS};
	questions[1] = (struct question){.id = STR("second"), .first_choice = IDS, .choice_count = G_N_ELEMENTS(odd_ids)};
	framework = (struct framework){.questions = questions, .question_count = 2, .choices = choices, .choice_count = G_N_ELEMENTS(choices)};
}

static const struct condition *compiled(struct arena *arena, const char *text, uint32_t question)
{
	struct diags *diags = diags_new(arena);
	const struct condition *condition = condition_compile(arena, str_of(text), NO_SPAN, &framework, question, diags);

	if (condition == NULL)
		g_error("does not compile: %s", text);
	return condition;
}

/* --- by hand --- */

static const struct {
	const char *text;
	uint64_t chosen, not_applicable; /* bits of c0, c1 ... */
	bool holds;
} cases[] = {
	{"c0", 1, 0, true},
	{"c0", 0, 0, false},
	{"!c0", 0, 0, true},
	{"c0 && c1", 3, 0, true},
	{"c0 && c1", 1, 0, false},
	{"c0 || c1", 2, 0, true},
	{"c1 && !c0 || c2", 4, 0, true}, /* ! > && > || */
	{"c1 && !c0 || c2", 5, 0, true},
	{"c1 && (!c0 || c2)", 5, 0, false},
	{"c0 || c1 && c2", 1, 0, true},
	{"(c0 || c1) && c2", 1, 0, false},
	{"!!c0", 1, 0, true},
	{"!(c0 && c1)", 1, 0, true},
	{"c0 and not c1 or c2", 1, 0, true},
	{" ( c0&&c1 )  ", 3, 0, true},
	{"c0 && c1 && c2 && c3", 0, 15, true}, /* all do not apply: the && is empty */
	{"c0 && c1 && c2 && c3", 0, 1, false},
	{"c0 && c1", 2, 1, true},
	{"c0 || c1", 0, 1, false},
	{"c0 || c1", 0, 3, false}, /* an empty || */
	{"c0", 0, 1, true},        /* alone: as ticked */
	{"!c0", 0, 1, false},
	{"!c0 && c1", 2, 1, true},
	{"!c0 || c1", 0, 1, false},
	{"!c0 && !c1", 0, 3, true},
	{"(c0 && c1) || c2", 0, 3, true},  /* the group is empty and true */
	{"(c0 || c1) && c2", 4, 3, false}, /* the group is empty and false */
	{"!(c0 && c1)", 0, 3, false},
	{"!(c0 || c1)", 0, 3, true},
	{"(c0)", 0, 1, true},
	{"(c0) || c1", 0, 1, false},
	{"c0 && c1", 3, 1, true}, /* ticked as well: dropped all the same */
	{"c0 || c1", 1, 1, false},
};

static void test_cases(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct condition *condition = compiled(arena, cases[i].text, 0);

		if (condition_holds(condition, &cases[i].chosen, &cases[i].not_applicable) != cases[i].holds)
			g_error("%s with %x, n/a %x", cases[i].text, (unsigned)cases[i].chosen, (unsigned)cases[i].not_applicable);
		if (cases[i].not_applicable == 0)
			g_assert_cmpint(condition_holds(condition, &cases[i].chosen, NULL), ==, cases[i].holds);
	}
	arena_free(arena);
}

static void test_odd_ids(void)
{
	struct arena *arena = arena_new();
	uint64_t none = 0, and = 1u << 13, number = 1u << 14, both = and | number, hyphens = 1u << 15, dot = 1u << 16;

	g_assert_true(condition_holds(compiled(arena, "and", 1), &and, NULL));
	g_assert_true(condition_holds(compiled(arena, "and && 2024", 1), &both, NULL));
	g_assert_false(condition_holds(compiled(arena, "and && 2024", 1), &number, NULL));
	g_assert_true(condition_holds(compiled(arena, "!multi-az-db or other", 1), &none, NULL));
	g_assert_true(condition_holds(compiled(arena, "multi-az-db&&!other", 1), &hyphens, NULL));
	g_assert_true(condition_holds(compiled(arena, "not not.now or not.now", 1), &dot, NULL));
	g_assert_true(condition_names(compiled(arena, "other || !(2024 && and)", 1), 14));
	g_assert_false(condition_names(compiled(arena, "other || !(2024 && and)", 1), 15));
	arena_free(arena);
}

/* --- random conditions --- */

/* A condition as a tree of our own, printed for the compiler and evaluated here. */
struct tree {
	char kind; /* 'c', '!', '&', '|' */
	uint32_t choice, count;
	struct tree *parts[4];
};

static struct tree *grow(struct arena *arena, GRand *random, uint32_t depth)
{
	struct tree *tree = arena_one(arena, struct tree);
	int dice = g_rand_int_range(random, 0, 10);

	if (depth == 0 || dice < 3) {
		tree->kind = 'c';
		tree->choice = (uint32_t)g_rand_int_range(random, 0, IDS);
		return tree;
	}
	tree->kind = dice < 5 ? '!' : dice < 8 ? '&' : '|';
	tree->count = tree->kind == '!' ? 1 : (uint32_t)g_rand_int_range(random, 2, 5);
	for (uint32_t i = 0; i < tree->count; i++)
		tree->parts[i] = grow(arena, random, depth - 1);
	return tree;
}

static void blank(GString *out, GRand *random)
{
	static const char *const blanks[] = {"", " ", "  ", "\t"};

	g_string_append(out, blanks[g_rand_int_range(random, 0, 4)]);
}

/* Parentheses only where precedence wants them, or a chain stands in a chain of its kind (which is a group of its own), or by chance. */
static void print(const struct tree *tree, char parent, GString *out, GRand *random)
{
	bool wants = tree->kind != 'c' && tree->kind != '!' && (parent == '!' || tree->kind == parent || (tree->kind == '|' && parent == '&'));
	bool parens = wants || g_rand_int_range(random, 0, 6) == 0;

	blank(out, random);
	if (parens)
		g_string_append_c(out, '(');
	if (tree->kind == 'c')
		g_string_append_printf(out, "c%u", tree->choice);
	if (tree->kind == '!')
		g_string_append_c(out, '!');
	for (uint32_t i = 0; i < tree->count; i++) {
		if (i > 0)
			g_string_append(out, tree->kind == '&' ? "&&" : "||");
		print(tree->parts[i], tree->kind, out, random);
	}
	if (parens)
		g_string_append_c(out, ')');
	blank(out, random);
}

/* A choice under any number of negations, that does not apply: what an && or || drops. */
static bool is_dropped(const struct tree *tree, uint64_t not_applicable)
{
	while (tree->kind == '!')
		tree = tree->parts[0];
	return tree->kind == 'c' && bits_has(&not_applicable, tree->choice);
}

static bool oracle(const struct tree *tree, uint64_t chosen, uint64_t not_applicable)
{
	if (tree->kind == 'c')
		return bits_has(&chosen, tree->choice) || bits_has(&not_applicable, tree->choice);
	if (tree->kind == '!')
		return !oracle(tree->parts[0], chosen, not_applicable);
	for (uint32_t i = 0; i < tree->count; i++)
		if (!is_dropped(tree->parts[i], not_applicable) && oracle(tree->parts[i], chosen, not_applicable) == (tree->kind == '|'))
			return tree->kind == '|';
	return tree->kind == '&';
}

static uint64_t random_word(GRand *random)
{
	return (uint64_t)g_rand_int(random) << 32 | g_rand_int(random);
}

/* The bits of one review out of columns. */
static uint64_t review_of(const uint64_t *columns, uint32_t review)
{
	uint64_t bits = 0;

	for (uint32_t i = 0; i < IDS; i++)
		bits |= (columns[i] >> review & 1) << i;
	return bits;
}

static void check_one(struct arena *arena, GRand *random)
{
	const struct tree *tree = grow(arena, random, 4);
	GString *text = g_string_new(NULL);
	uint64_t columns[IDS], not_applicable[IDS], word;
	const struct condition *condition;

	print(tree, '\0', text, random);
	condition = compiled(arena, text->str, 0);
	for (uint32_t i = 0; i < IDS; i++) {
		columns[i] = random_word(random);
		not_applicable[i] = random_word(random) & random_word(random);
	}
	word = condition_holds_word(condition, columns, not_applicable);
	for (uint32_t i = 0; i < 64; i++) {
		uint64_t chosen = review_of(columns, i), out = review_of(not_applicable, i);
		bool holds = condition_holds(condition, &chosen, &out);

		if (holds != oracle(tree, chosen, out) || holds != (word >> i & 1))
			g_error("%s with %x, n/a %x", text->str, (unsigned)chosen, (unsigned)out);
	}
	g_string_free(text, TRUE);
}

static void test_property(void)
{
	GRand *random = g_rand_new_with_seed(11378);

	for (int i = 0; i < 3000; i++) {
		struct arena *arena = arena_new();

		check_one(arena, random);
		arena_free(arena);
	}
	g_rand_free(random);
}

/* --- JavaScript --- */

#define SCRIPT                                                                                                                                       \
	"const names = [...Array(12).keys()].map(i => 'c' + i), out = [];\n"                                                                         \
	"for (const line of require('fs').readFileSync(process.argv[2], 'utf8').split('\\n')) {\n"                                                   \
	"  if (line === '') continue;\n"                                                                                                             \
	"  const [text, ...sets] = line.split(';'), run = new Function(...names, 'return ' + text);\n"                                               \
	"  out.push(sets.map(s => run(...names.map((_, i) => (Number(s) >> i & 1) === 1)) ? '1' : '0').join(''));\n"                                 \
	"}\n"                                                                                                                                        \
	"process.stdout.write(out.join('\\n'));\n"

#define SCRIPTED 2000
#define SETS     40

/* Writes lines "condition;selection;selection..." and what we say of them. */
static void write_cases(GString *lines, GString *ours)
{
	GRand *random = g_rand_new_with_seed(2021);

	for (int n = 0; n < SCRIPTED; n++) {
		struct arena *arena = arena_new();
		GString *text = g_string_new(NULL);
		const struct condition *condition;

		print(grow(arena, random, 4), '\0', text, random);
		condition = compiled(arena, text->str, 0);
		g_string_append(lines, text->str);
		if (n > 0)
			g_string_append_c(ours, '\n');
		for (int i = 0; i < SETS; i++) {
			uint64_t chosen = g_rand_int(random) & ((1u << IDS) - 1);

			g_string_append_printf(lines, ";%u", (unsigned)chosen);
			g_string_append_c(ours, condition_holds(condition, &chosen, NULL) ? '1' : '0');
		}
		g_string_append_c(lines, '\n');
		g_string_free(text, TRUE);
		arena_free(arena);
	}
	g_rand_free(random);
}

static void run_script(const char *folder, const char *lines, const char *ours)
{
	char *cases_path = g_build_filename(folder, "cases", NULL), *script_path = g_build_filename(folder, "script.cjs", NULL), *theirs = NULL;
	char *command[] = {(char[]){"node"}, script_path, cases_path, NULL};
	GError *error = NULL;
	int status = 1;

	g_assert_true(g_file_set_contents(cases_path, lines, -1, NULL));
	g_assert_true(g_file_set_contents(script_path, SCRIPT, -1, NULL));
	g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &theirs, NULL, &status, &error);
	g_assert_no_error(error);
	g_assert_cmpint(status, ==, 0);
	g_assert_cmpstr(theirs, ==, ours);
	g_unlink(cases_path);
	g_unlink(script_path);
	g_free(cases_path);
	g_free(script_path);
	g_free(theirs);
}

static void test_javascript(void)
{
	char *node = g_find_program_in_path("node"), *folder;
	GString *lines = g_string_new(NULL), *ours = g_string_new(NULL);

	if (node == NULL)
		g_test_skip("node is not installed: conditions are not compared with a JavaScript engine");
	else {
		folder = g_dir_make_tmp("plumbline-condition-XXXXXX", NULL);
		g_assert_nonnull(folder);
		write_cases(lines, ours);
		run_script(folder, lines->str, ours->str);
		g_rmdir(folder);
		g_free(folder);
	}
	g_string_free(lines, TRUE);
	g_string_free(ours, TRUE);
	g_free(node);
}

/* --- messages --- */

static const struct {
	const char *text, *code;
	uint32_t column, question;
	const char *says;
} faults[] = {
	{"c0 && c1x", "RULE_UNKNOWN_CHOICE", 7, 0, "did you mean \"c1\"?"},
	{"c0 && nothing-like-it", "RULE_UNKNOWN_CHOICE", 7, 0, "in question \"first\""},
	{"c0 && other", "RULE_CHOICE_ELSEWHERE", 7, 0, "\"second\""},
	{"multi-az-bd", "RULE_UNKNOWN_CHOICE", 1, 1, "did you mean \"multi-az-db\"?"},
	{"c0 & c1", "EXPR_MISSPELT", 4, 0, "write &&"},
	{"c0 | c1", "EXPR_MISSPELT", 4, 0, "write ||"},
	{"c0 c1", "EXPR_UNEXPECTED", 4, 0, "\"&&\" or \"||\""},
	{"c0 &&", "EXPR_ENDS_EARLY", 6, 0, "a choice"},
	{"(c0 && (c1 || c2)", "EXPR_NOT_CLOSED", 1, 0, NULL},
	{"c0 && c1)", "EXPR_STRAY_CLOSE", 9, 0, NULL},
	{"c0 && ()", "EXPR_UNEXPECTED", 8, 0, NULL},
	{"c0 == c1", "RULE_NOT_CHOICES", 1, 0, NULL},
	{"c0 && \"c1\"", "RULE_NOT_CHOICES", 7, 0, "without quotes"},
	{"", "EXPR_EMPTY", 1, 0, NULL},
	{"c0 && !", "EXPR_ENDS_EARLY", 8, 0, NULL},
	{"c0(c1)", "EXPR_UNEXPECTED", 3, 0, NULL},
	{"c0 not c1", "EXPR_UNEXPECTED", 4, 0, NULL},
};

static void test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		struct arena *arena = arena_new();
		struct diags *diags = diags_new(arena);
		const struct source *source = source_from_bytes(arena, "file", faults[i].text, strlen(faults[i].text), diags);
		GString *said = g_string_new(NULL);
		char *head = g_strdup_printf("file:1:%u: error: ", faults[i].column), *tail = g_strdup_printf("[%s]", faults[i].code);

		g_assert_null(condition_compile(arena, str_of(faults[i].text), (struct span){source, 0, source->bytes.length}, &framework,
						faults[i].question, diags));
		diags_write_text(diags, said, false);
		if (diags_errors(diags) != 1 || strstr(said->str, head) == NULL || strstr(said->str, tail) == NULL ||
		    (faults[i].says != NULL && strstr(said->str, faults[i].says) == NULL))
			g_error("%s: wanted %s at column %u, got:\n%s", faults[i].text, faults[i].code, faults[i].column, said->str);
		g_free(head);
		g_free(tail);
		g_string_free(said, TRUE);
		arena_free(arena);
	}
}

static void test_all_unknown(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);

	g_assert_null(condition_compile(arena, STR("x1 && (x2 || !x3) && c0"), NO_SPAN, &framework, 0, diags));
	g_assert_cmpuint(diags_count(diags, DIAG_RULE_UNKNOWN_CHOICE), ==, 3);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	make_framework();
	g_test_add_func("/condition/cases", test_cases);
	g_test_add_func("/condition/odd-ids", test_odd_ids);
	g_test_add_func("/condition/property", test_property);
	g_test_add_func("/condition/javascript", test_javascript);
	g_test_add_func("/condition/faults", test_faults);
	g_test_add_func("/condition/all-unknown", test_all_unknown);
	return g_test_run();
}
