/* Finding themes and fonts, and opening what a report needs. */
#include "cli/data.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cli/console.h"
#include "compose/figure_words.h"

#define DEEPEST 32

static bool holds_themes(const char *folder)
{
	char *themes = g_build_filename(folder, "themes", NULL);
	bool holds = g_file_test(themes, G_FILE_TEST_IS_DIR);

	g_free(themes);
	return holds;
}

static const char *keep(struct arena *arena, char *path)
{
	const char *kept = str_from(arena, path).text;

	g_free(path);
	return kept;
}

static const char *program_folder(struct arena *arena)
{
	char *program = g_file_read_link("/proc/self/exe", NULL);
	const char *folder;

	if (program == NULL)
		program = g_find_program_in_path("plumbline");
	if (program == NULL)
		return ".";
	folder = keep(arena, g_path_get_dirname(program));
	g_free(program);
	return folder;
}

/* The source tree around a program that was built in it. */
static const char *folder_above(struct arena *arena, const char *start)
{
	const char *folder = start;

	for (int depth = 0; depth < DEEPEST; depth++) {
		if (holds_themes(folder))
			return folder;
		if (strcmp(folder, "/") == 0 || strcmp(folder, ".") == 0)
			return NULL;
		folder = keep(arena, g_path_get_dirname(folder));
	}
	return NULL;
}

static const char *first_of_known(struct arena *arena)
{
	const char *program = program_folder(arena), *above;
	const char *beside = keep(arena, g_build_filename(program, "..", "share", "plumbline", NULL));

	if (holds_themes(beside))
		return beside;
	above = folder_above(arena, program);
	if (above != NULL)
		return above;
	return holds_themes(PLUMBLINE_DATADIR) ? PLUMBLINE_DATADIR : NULL;
}

static const char *find_folder(struct call *call)
{
	const char *named = console_variable("PLUMBLINE_DATA");

	if (named == NULL)
		return first_of_known(call->arena);
	return holds_themes(named) ? named : NULL;
}

const char *data_official(struct call *call)
{
	const char *folder = find_folder(call), *path;

	if (folder == NULL)
		return NULL;
	path = keep(call->arena, g_build_filename(folder, "samples", "frameworks", "aws-well-architected.yaml", NULL));
	return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? path : NULL;
}

const char *data_folder(struct call *call)
{
	const char *folder = find_folder(call);

	if (folder == NULL)
		diag(call->diags, CLI_NO_DATA, NO_SPAN, "");
	return folder;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *theme_names(struct arena *arena, const char *data)
{
	char *themes = g_build_filename(data, "themes", NULL);
	GDir *folder = g_dir_open(themes, 0, NULL);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *name;
	char *joined;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
		g_ptr_array_add(names, g_strdup(name));
	g_clear_pointer(&folder, g_dir_close);
	g_ptr_array_sort(names, compare_names);
	g_ptr_array_add(names, NULL);
	joined = g_strjoinv(", ", (char **)names->pdata);
	g_ptr_array_unref(names);
	g_free(themes);
	return keep(arena, joined);
}

/* A name is looked up among the themes; anything with a slash is a path. */
static const char *theme_folder(struct call *call, const char *data)
{
	const char *name = call_value(call, OPTION_THEME, "plain");
	const char *folder = strchr(name, '/') != NULL ? name : keep(call->arena, g_build_filename(data, "themes", name, NULL));

	if (g_file_test(folder, G_FILE_TEST_IS_DIR))
		return folder;
	diag(call->diags, CLI_NO_THEME, NO_SPAN, name, theme_names(call->arena, data));
	return NULL;
}

/* The language becomes part of a file name, so it is held to letters, digits and hyphens. */
static const char *language_of(struct call *call)
{
	const char *language = call_value(call, OPTION_LANGUAGE, "en");

	for (const char *c = language; *c != '\0'; c++)
		if (!g_ascii_isalnum(*c) && *c != '-') {
			diag(call->diags, CLI_BAD_VALUE, NO_SPAN, options[OPTION_LANGUAGE].name, language, "a language tag, for example en or de-CH");
			return NULL;
		}
	return language;
}

static const char *template_for(enum subject subject, enum readers readers)
{
	static const char *const templates[SUBJECT_COUNT] = {[SUBJECT_REVIEW] = "report.xml",
							     [SUBJECT_BENCHMARK] = "benchmark.xml",
							     [SUBJECT_ARTICLE] = "article.xml",
							     [SUBJECT_PORTFOLIO] = "portfolio.xml"};

	return subject == SUBJECT_REVIEW && readers == READERS_BOARD ? "board.xml" : templates[subject];
}

static bool choose_readers(struct call *call, struct report_setup *setup)
{
	int readers = call_choose(call, OPTION_FOR, call_value(call, OPTION_FOR, "engineers"), "engineers board public");

	setup->readers = (enum readers)MAX(readers, 0);
	return readers >= 0;
}

static bool choose_settings(struct call *call, struct report_setup *setup)
{
	int paper = call_choose(call, OPTION_PAPER, call_value(call, OPTION_PAPER, "a4"), "a4 letter");
	bool good = choose_readers(call, setup) && call_date(call, &setup->date) && call_capacity(call, &setup->capacity);

	setup->paper = paper == 1 ? PAPER_LETTER : PAPER_A4;
	return good && paper >= 0;
}

/* The font cache saves time, but nothing depends on it: a folder that cannot be made is done without. */
static const char *cache_folder(struct arena *arena)
{
	const char *folder = keep(arena, g_build_filename(g_get_user_cache_dir(), "plumbline", "fonts", NULL));

	return g_mkdir_with_parents(folder, 0755) == 0 ? folder : NULL;
}

const struct wording *wording_of(struct call *call)
{
	const char *data = data_folder(call), *language = language_of(call);
	const char *folder = data == NULL || language == NULL ? NULL : theme_folder(call, data);

	return folder == NULL ? NULL : figure_wording_open(call->arena, folder, language, call->diags);
}

bool setup_open(struct call *call, enum subject subject, struct report_setup *setup, enum exit_status *status)
{
	const char *data = data_folder(call), *language = language_of(call), *folder;

	*status = data == NULL ? EXIT_SYSTEM : EXIT_MISUSE;
	if (data == NULL || language == NULL || !choose_settings(call, setup))
		return false;
	folder = theme_folder(call, data);
	if (folder == NULL)
		return false;
	*status = EXIT_FAULTS;
	setup->version = PLUMBLINE_VERSION;
	setup->fonts_conf = keep(call->arena, g_build_filename(data, "fonts", "fonts.conf", NULL));
	setup->cache_folder = cache_folder(call->arena);
	setup->theme = theme_open(call->arena, folder, call->diags);
	setup->template = template_open(call->arena, subject, folder, template_for(subject, setup->readers), language, call->diags);
	return setup->theme != NULL && setup->template != NULL;
}
