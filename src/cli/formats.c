/* --to and -o. */
#include "cli/formats.h"

#include <string.h>

#include "cli/console.h"
#include "cli/names.h"
#include "job/write.h"

/* "pdf html" or "text json csv xml". */
static const char *format_names(struct arena *arena, enum backend_use use)
{
	GString *names = g_string_new(NULL);

	for (const struct backend *const *at = backends; *at != NULL; at++)
		if (backend_use_of(*at) == use)
			g_string_append_printf(names, "%s%s", names->len == 0 ? "" : " ", (*at)->name);
	return str_take(arena, names).text;
}

/* The format whose suffix the output file bears, or NULL. */
static const struct backend *format_by_suffix(const char *path, enum backend_use use)
{
	for (const struct backend *const *at = backends; path != NULL && *at != NULL; at++)
		if (backend_use_of(*at) == use && g_str_has_suffix(path, (*at)->suffix))
			return *at;
	return NULL;
}

static void add_format(struct report_setup *setup, const struct backend *format)
{
	for (uint32_t i = 0; i < setup->format_count; i++)
		if (setup->formats[i] == format)
			return;
	if (setup->format_count < REPORT_MOST_FORMATS)
		setup->formats[setup->format_count++] = format;
}

bool formats_choose(struct call *call, struct report_setup *setup)
{
	const struct backend *by_suffix = format_by_suffix(call_value(call, OPTION_OUTPUT, NULL), USE_REPORT);
	const char *to = call_value(call, OPTION_REPORT_TO, by_suffix == NULL ? "pdf" : by_suffix->name);
	const char *names = format_names(call->arena, USE_REPORT);
	char **wanted = g_strsplit(to, ",", -1);
	bool good = true;

	for (char **name = wanted; *name != NULL && good; name++) {
		good = call_choose(call, OPTION_REPORT_TO, *name, names) >= 0;
		if (good)
			add_format(setup, backend_named(USE_REPORT, *name));
	}
	g_strfreev(wanted);
	return good;
}

const struct backend *format_choose_one(struct call *call, enum option_id option, enum backend_use use, const char *fallback)
{
	const struct backend *by_suffix = format_by_suffix(call_value(call, OPTION_OUTPUT, NULL), use);
	const char *to = call_value(call, option, by_suffix == NULL ? fallback : by_suffix->name);

	if (call_choose(call, option, to, format_names(call->arena, use)) < 0)
		return NULL;
	return backend_named(use, to);
}

static bool is_folder(const char *path)
{
	return g_str_has_suffix(path, "/") || g_file_test(path, G_FILE_TEST_IS_DIR);
}

bool target_choose(struct call *call, size_t outputs, struct target *target)
{
	const char *path = call_value(call, OPTION_OUTPUT, NULL);

	*target = (struct target){0};
	if (path == NULL)
		target->folder = ".";
	else if (strcmp(path, "-") == 0)
		target->is_stdout = true;
	else if (is_folder(path))
		target->folder = path;
	else if (outputs == 1)
		target->file = path;
	else if (format_by_suffix(path, USE_REPORT) != NULL)
		return diag(call->diags, CLI_FOLDER_LIKE_FILE, NO_SPAN, path);
	else if (g_file_test(path, G_FILE_TEST_EXISTS))
		return diag(call->diags, JOB_NOT_A_FOLDER, NO_SPAN, path);
	else
		target->folder = path;
	if (target->is_stdout && outputs > 1)
		return diag(call->diags, CLI_SEVERAL_REVIEWS, NO_SPAN, str_c(str_format(call->arena, "%zu", outputs)));
	return target->file == NULL || target_spares_input(call, target->file);
}

bool target_spares_input(struct call *call, const char *path)
{
	const struct option_values *frameworks = &call->values[OPTION_FRAMEWORK];

	for (uint32_t i = 0; i < call->operand_count; i++)
		if (same_file(path, call->operands[i]))
			return diag(call->diags, CLI_OVER_INPUT, NO_SPAN, path);
	for (uint32_t i = 0; i < frameworks->count; i++)
		if (same_file(path, frameworks->items[i]))
			return diag(call->diags, CLI_OVER_INPUT, NO_SPAN, path);
	for (uint32_t i = 0; i < call->values[OPTION_SINCE].count; i++)
		if (same_file(path, call->values[OPTION_SINCE].items[i]))
			return diag(call->diags, CLI_OVER_INPUT, NO_SPAN, path);
	if (call_has(call, OPTION_METRICS) && same_file(path, call_value(call, OPTION_METRICS, "")))
		return diag(call->diags, CLI_OVER_INPUT, NO_SPAN, path);
	return true;
}

enum exit_status target_write(struct call *call, const char *path, const GString *bytes)
{
	if (path == NULL || strcmp(path, "-") == 0)
		return console_put(bytes->str, bytes->len) ? EXIT_CLEAN : EXIT_SYSTEM;
	return output_write(path, bytes->str, bytes->len, call->diags) ? EXIT_CLEAN : EXIT_SYSTEM;
}
