/* The one door: recognising files, reading each framework once, finding those of a review. */
#include "formats/load.h"

#include <glib/gstdio.h>
#include <string.h>

static const char framework[] =
	"plumbline: framework/1\nid: small\nversion: '1'\ntitle: Small\npillars:\n- id: p\n  title: P\n  questions:\n  - id: q\n    title: Q\n"
	"    choices: [{id: a, title: A}]\n    rules: [{when: a, risk: none}, {when: default, risk: high}]\n";
static const char review[] = "plumbline: review/1\nframework: ../frameworks/small.yaml\nclient: {name: C}\nworkload: {name: W}\ndate: "
			     "2026-01-31\nanswers:\n  q: {selected: [a]}\n";
static const char lens[] =
	"{\"schemaVersion\": \"2021-11-01\", \"name\": \"Lens\", \"pillars\": [{\"id\": \"ppp\", \"name\": \"P\", \"questions\": [{\"id\": \"qqq\", "
	"\"title\": \"Q\", "
	"\"choices\": [{\"id\": \"aaa\", \"title\": \"A\"}], \"riskRules\": [{\"condition\": \"default\", \"risk\": \"HIGH_RISK\"}]}]}]}";

struct fixture {
	struct arena *arena;
	struct diags *diags;
	struct library *library;
	char *folder;
};

static void put(const struct fixture *f, const char *name, const char *text)
{
	char *path = g_build_filename(f->folder, name, NULL), *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	g_free(folder);
	g_free(path);
}

static struct fixture begin(void)
{
	struct fixture f = {.arena = arena_new()};

	f.diags = diags_new(f.arena);
	f.library = library_new(f.arena);
	f.folder = g_dir_make_tmp("plumbline-load-XXXXXX", NULL);
	put(&f, "frameworks/small.yaml", framework);
	put(&f, "frameworks/lens.json", lens);
	put(&f, "reviews/one.yaml", review);
	return f;
}

static void remove_all(const char *path)
{
	GDir *dir = g_dir_open(path, 0, NULL);

	for (const char *name = dir == NULL ? NULL : g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
		char *inner = g_build_filename(path, name, NULL);

		remove_all(inner);
		g_free(inner);
	}
	if (dir != NULL)
		g_dir_close(dir);
	g_remove(path);
}

static void end(struct fixture *f)
{
	remove_all(f->folder);
	g_free(f->folder);
	arena_free(f->arena);
}

static void assert_says(const struct fixture *f, const char *expected)
{
	GString *out = g_string_new(NULL);

	diags_write_text(f->diags, out, false);
	g_test_message("%s", out->str);
	g_assert_nonnull(strstr(out->str, expected));
	g_string_free(out, TRUE);
}

static const struct framework *ask(struct fixture *f, const char *name)
{
	char *path = g_build_filename(f->folder, name, NULL);
	const struct framework *found = library_framework(f->library, path, NO_SPAN, f->diags);

	g_free(path);
	return found;
}

static const struct review *ask_review(struct fixture *f, const char *name, const char *override)
{
	char *path = g_build_filename(f->folder, name, NULL), *given = override == NULL ? NULL : g_build_filename(f->folder, override, NULL);
	const struct review *found = library_review(f->library, f->arena, path, (const char *const[]){given}, override == NULL ? 0 : 1, f->diags);

	g_free(path);
	g_free(given);
	return found;
}

static const struct {
	const char *path, *text;
	enum file_kind kind;
} kinds[] = {
	{"t.yaml", "plumbline: framework/1\n", FILE_FRAMEWORK},
	{"t", "{\"plumbline\": \"review/1\"}", FILE_REVIEW},
	{"t.yaml", "\n\t {\"plumbline\": \"review/1\", \"x\": \"\\ud83d\\ude00\"}", FILE_REVIEW},
	{"t.json", "{\"LensJSON\": \"{}\"}", FILE_AWS_LENS},
	{"t", "schemaVersion: 2021-11-01\npillars: []\n", FILE_AWS_LENS},
	{"t", "plumbline: review/2\n", FILE_UNKNOWN},
	{"t", "- a\n", FILE_UNKNOWN},
	{"t", "pillars: []\n", FILE_UNKNOWN},
	{"t.json", "1", FILE_UNKNOWN},
};

static void test_kinds(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		const struct source *source = source_from_bytes(arena, kinds[i].path, kinds[i].text, strlen(kinds[i].text), diags);
		const struct node *root = read_any(arena, source, diags);

		g_assert_nonnull(root);
		g_assert_cmpint(file_recognise(root), ==, kinds[i].kind);
	}
	g_assert_cmpstr(file_kind_name(FILE_AWS_LENS), ==, "an AWS custom lens");
	g_assert_cmpstr(file_kind_name(FILE_UNKNOWN), ==, "an unknown file");
	arena_free(arena);
}

static void test_shared(void)
{
	struct fixture f = begin();
	const struct framework *small = ask(&f, "frameworks/small.yaml"), *foreign = ask(&f, "frameworks/lens.json");

	g_assert_nonnull(small);
	g_assert_nonnull(foreign);
	g_assert_cmpstr(foreign->id.text, ==, "lens");
	g_assert_true(ask(&f, "reviews/../frameworks/small.yaml") == small);
	g_assert_true(ask(&f, "frameworks/./lens.json") == foreign);
	g_assert_cmpuint(diags_errors(f.diags), ==, 0);
	end(&f);
}

static void test_broken(void)
{
	struct fixture f = begin();

	put(&f, "broken.json", "{\"a\": NaN}");
	g_assert_null(ask(&f, "broken.json"));
	g_assert_cmpuint(diags_errors(f.diags), ==, 1);
	g_assert_null(ask(&f, "broken.json"));
	g_assert_cmpuint(diags_errors(f.diags), ==, 2);
	g_assert_cmpuint(diags_count(f.diags, DIAG_LOAD_BROKEN_FRAMEWORK), ==, 1);
	g_assert_null(ask(&f, "absent.json"));
	g_assert_cmpuint(diags_count(f.diags, DIAG_SOURCE_UNREADABLE), ==, 1);
	end(&f);
}

static void test_review(void)
{
	struct fixture f = begin();
	const struct review *found = ask_review(&f, "reviews/one.yaml", NULL);

	assert_says(&f, "");
	g_assert_cmpuint(diags_errors(f.diags), ==, 0);
	g_assert_nonnull(found);
	g_assert_cmpuint(found->lens_count, ==, 1);
	g_assert_true(found->lenses[0].framework == ask(&f, "frameworks/small.yaml"));
	found = ask_review(&f, "reviews/one.yaml", "frameworks/small.yaml");
	g_assert_nonnull(found);
	end(&f);
}

static void test_wrong_review(void)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"plumbline: reveiw/1\n", "one.yaml:1:12: error: \"reveiw/1\" is not a kind of file that this version reads [LOAD_BAD_KIND]"},
		{"plumbline: reveiw/1\n", "did you mean \"review/1\"?"},
		{"plumblin: review/1\n", "did you mean \"plumbline\"?"},
		{"title: x\n", "this is neither a framework nor a review [LOAD_UNKNOWN]"},
		{"- x\n", "this is neither a framework nor a review [LOAD_UNKNOWN]"},
		{framework, "is a framework, not a review [LOAD_NOT_REVIEW]"},
		{lens, "is an AWS custom lens, not a review [LOAD_NOT_REVIEW]"},
		{"plumbline: review/1\nframework: one.yaml\n", "one.yaml:2:12: error: "},
		{"plumbline: review/1\nframework: one.yaml\n", "is a review, not a framework [LOAD_NOT_FRAMEWORK]"},
		{"plumbline: review/1\nframework: gone.yaml\n", "one.yaml:2:12: error: cannot read "},
		{"plumbline: review/1\n", "the review names no framework [REVIEW_NO_FRAMEWORK]"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct fixture f = begin();

		put(&f, "reviews/one.yaml", cases[i].text);
		g_assert_null(ask_review(&f, "reviews/one.yaml", NULL));
		g_assert_cmpuint(diags_errors(f.diags), ==, 1);
		assert_says(&f, cases[i].says);
		end(&f);
	}
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/load/kinds", test_kinds);
	g_test_add_func("/load/shared", test_shared);
	g_test_add_func("/load/broken", test_broken);
	g_test_add_func("/load/review", test_review);
	g_test_add_func("/load/wrong-review", test_wrong_review);
	return g_test_run();
}
