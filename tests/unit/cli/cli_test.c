/* Tests of slugs, output names, the parser of arguments, and the manual against the table of options. */
#include <string.h>

#include "cli/call.h"
#include "cli/names.h"

static void expect_slug(const char *text, const char *slug)
{
	struct arena *arena = arena_new();

	g_assert_cmpstr(slug_from(arena, str_of(text)).text, ==, slug);
	arena_free(arena);
}

static void test_slug(void)
{
	expect_slug("Harbour Bank", "harbour-bank");
	expect_slug("  Checkout (EU) / v2 ", "checkout-eu-v2");
	expect_slug("O'Neill & Söhne", "oneill-sohne");
	expect_slug("Crédit Agricôle", "credit-agricole");
	expect_slug("../../etc/passwd", "etc-passwd");
	expect_slug("..", "");
	expect_slug("/", "");
	expect_slug("-o", "o");
	expect_slug("\xE6\x97\xA5\xE6\x9C\xAC", "");
	expect_slug("", "");
}

static void test_slug_is_short(void)
{
	struct arena *arena = arena_new();
	char text[500];

	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	g_assert_cmpuint(slug_from(arena, str_of(text)).length, ==, 60);
	arena_free(arena);
}

static void expect_name(const char *client, const char *workload, const char *id, const char *name)
{
	struct arena *arena = arena_new();
	struct review review = {.client = str_of(client), .workload = str_of(workload), .workload_id = str_of(id)};

	g_assert_cmpstr(str_c(name_of_review(arena, &review)), ==, name);
	arena_free(arena);
}

static void test_name(void)
{
	expect_name("Harbour Bank", "Checkout", "co", "harbour-bank-checkout");
	expect_name("Harbour Bank", "\xE6\x97\xA5", "checkout", "harbour-bank-checkout");
	expect_name("", "Checkout", "", "checkout");
	expect_name("Harbour Bank", "", "", "harbour-bank");
	expect_name("..", "/", "", "report");
}

static void test_names_are_given_once(void)
{
	static const char *const asked[] = {"a", "a", "a-2", "a", "b", "a-2", "a-3"};
	static const char *const given[] = {"a", "a-2", "a-2-2", "a-3", "b", "a-2-3", "a-3-2"};
	struct arena *arena = arena_new();
	struct names *names = names_new(arena);
	GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
		struct str name = names_take(names, str_of(asked[i]));

		g_assert_true(g_hash_table_add(seen, (void *)name.text));
		g_assert_cmpstr(name.text, ==, given[i]);
	}
	g_hash_table_unref(seen);
	arena_free(arena);
}

static void test_relative_path(void)
{
	struct arena *arena = arena_new();

	g_assert_cmpstr(path_from(arena, "/a/b", "/a/c/d.yaml").text, ==, "../c/d.yaml");
	g_assert_cmpstr(path_from(arena, "/a/b", "/a/b/d.yaml").text, ==, "d.yaml");
	g_assert_cmpstr(path_from(arena, "/", "/a/d.yaml").text, ==, "a/d.yaml");
	g_assert_cmpstr(path_from(arena, ".", "x/d.yaml").text, ==, "x/d.yaml");
	g_assert_cmpstr(path_from(arena, "out", "x/d.yaml").text, ==, "../x/d.yaml");
	arena_free(arena);
}

/* What a line of arguments becomes; the code of the first diagnostic, or "" */
static struct call parsed(struct arena *arena, const char *line, bool *good)
{
	struct call call = {.arena = arena, .diags = diags_new(arena)};
	char **args = g_strsplit(line, " ", -1);
	char **kept = arena_array(arena, char *, g_strv_length(args) + 1);
	uint32_t count = g_strv_length(args);

	for (uint32_t i = 0; i < count; i++)
		kept[i] = (char *)str_from(arena, args[i]).text;
	g_strfreev(args);
	*good = call_parse(&call, *line == '\0' ? 0 : count, kept);
	return call;
}

static void test_parse(void)
{
	struct arena *arena = arena_new();
	bool good;
	struct call call = parsed(arena, "report -kq --to=html -j4 a.yaml -o out --framework x --framework=y -- -b.yaml", &good);

	g_assert_true(good);
	g_assert_cmpint(call.command, ==, COMMAND_REPORT);
	g_assert_true(call_has(&call, OPTION_KEEP_GOING) && call_has(&call, OPTION_QUIET));
	g_assert_cmpstr(call_value(&call, OPTION_REPORT_TO, "pdf"), ==, "html");
	g_assert_cmpstr(call_value(&call, OPTION_JOBS, ""), ==, "4");
	g_assert_cmpstr(call_value(&call, OPTION_OUTPUT, ""), ==, "out");
	g_assert_cmpuint(call.values[OPTION_FRAMEWORK].count, ==, 2);
	g_assert_cmpstr(call.values[OPTION_FRAMEWORK].items[1], ==, "y");
	g_assert_cmpuint(call.operand_count, ==, 2);
	g_assert_cmpstr(call.operands[1], ==, "-b.yaml");
	arena_free(arena);
}

static void expect_misuse(const char *line, enum diag_code code)
{
	struct arena *arena = arena_new();
	bool good;
	struct call call = parsed(arena, line, &good);

	g_assert_false(good);
	g_assert_cmpuint(diags_count(call.diags, code), ==, 1);
	arena_free(arena);
}

static void test_misuse(void)
{
	expect_misuse("", DIAG_CLI_NO_COMMAND);
	expect_misuse("reprot a.yaml", DIAG_CLI_UNKNOWN_COMMAND);
	expect_misuse("report --papre a4 a.yaml", DIAG_CLI_UNKNOWN_OPTION);
	expect_misuse("report -x a.yaml", DIAG_CLI_UNKNOWN_OPTION);
	expect_misuse("check --paper a4 a.yaml", DIAG_CLI_UNKNOWN_OPTION);
	expect_misuse("report a.yaml -o", DIAG_CLI_NEEDS_VALUE);
	expect_misuse("report --quiet=yes a.yaml", DIAG_CLI_TAKES_NO_VALUE);
	expect_misuse("report", DIAG_CLI_MISSING_OPERAND);
	expect_misuse("explain", DIAG_CLI_MISSING_OPERAND);
	expect_misuse("explain a.yaml b c", DIAG_CLI_EXTRA_OPERAND);
	expect_misuse("new a.yaml", DIAG_CLI_EXTRA_OPERAND);
	expect_misuse("report \xFF.yaml", DIAG_CLI_NOT_UTF8);
}

static char *manual(void)
{
	GError *error = NULL;
	char *text;

	g_file_get_contents(ROOT "/man/plumbline.1", &text, NULL, &error);
	g_assert_no_error(error);
	return text;
}

/* Each option is an item of the manual: ".It Fl -to", with its letter where it has one. */
static void test_manual_names_options(void)
{
	char *text = manual();

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		char *item = options[i].letter == '\0' ? g_strdup_printf("\n.It Fl -%s", options[i].name)
						       : g_strdup_printf("\n.It Fl %c , Fl -%s", options[i].letter, options[i].name);

		if (strstr(text, item) == NULL)
			g_error("the manual lacks \"%s\"", item + 1);
		g_free(item);
	}
	g_free(text);
}

static void test_manual_names_commands(void)
{
	char *text = manual();

	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		char *item = g_strdup_printf("\n.It Cm %s", commands[i].name);

		if (strstr(text, item) == NULL)
			g_error("the manual lacks \"%s\"", item + 1);
		g_free(item);
	}
	g_free(text);
}

/* The other way round: the manual has no option that the program lacks. */
static void test_manual_invents_nothing(void)
{
	char *text = manual(), **lines = g_strsplit(text, "\n", -1);
	uint32_t items = 0, names = 0;

	for (char **line = lines; *line != NULL; line++)
		items += g_str_has_prefix(*line, ".It Fl ") ? 1 : 0;
	for (uint32_t i = 0; i < OPTION_COUNT; i++) {
		uint32_t first = 0;

		while (strcmp(options[first].name, options[i].name) != 0)
			first++;
		names += first == i;
	}
	g_assert_cmpuint(items, ==, names);
	g_strfreev(lines);
	g_free(text);
}

static void test_help_names_options(void)
{
	for (int command = 0; command < COMMAND_COUNT; command++) {
		GString *help = g_string_new(NULL);

		help_write(help, (enum command_id)command);
		for (size_t i = 0; i < OPTION_COUNT; i++) {
			char *name = g_strdup_printf("--%s", options[i].name);

			if ((options[i].commands >> command & 1u) != 0)
				g_assert_nonnull(strstr(help->str, name));
			g_free(name);
		}
		g_string_free(help, TRUE);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/cli/slug", test_slug);
	g_test_add_func("/cli/slug-is-short", test_slug_is_short);
	g_test_add_func("/cli/name", test_name);
	g_test_add_func("/cli/names-are-given-once", test_names_are_given_once);
	g_test_add_func("/cli/relative-path", test_relative_path);
	g_test_add_func("/cli/parse", test_parse);
	g_test_add_func("/cli/misuse", test_misuse);
	g_test_add_func("/cli/manual-names-options", test_manual_names_options);
	g_test_add_func("/cli/manual-names-commands", test_manual_names_commands);
	g_test_add_func("/cli/manual-invents-nothing", test_manual_invents_nothing);
	g_test_add_func("/cli/help-names-options", test_help_names_options);
	return g_test_run();
}
