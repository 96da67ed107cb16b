/* From rows to statistics, and to the files that were asked for. */
#include "cli/counting.h"

#include <string.h>

#include "cli/console.h"
#include "cli/formats.h"
#include "job/write.h"

/* ---- Opening ---- */

static const struct metrics *read_metrics(struct call *call, const char *path)
{
	const struct source *source = source_open(call->arena, path, NO_SPAN, call->diags);
	const struct node *root = source == NULL ? NULL : read_any(call->arena, source, call->diags);
	const struct metrics *metrics = root == NULL ? NULL : metrics_decode(call->arena, source, root, call->diags);

	if (metrics == NULL && diags_errors(call->diags) == 0)
		diag(call->diags, CLI_NOT_METRICS, NO_SPAN, path);
	return metrics;
}

bool counting_open(struct counting *counting, struct call *call, enum exit_status *status)
{
	const char *path = call_value(call, OPTION_METRICS, NULL);

	*counting = (struct counting){.call = call};
	*status = EXIT_MISUSE;
	if (path == NULL)
		return diag(call->diags, CLI_NO_METRICS, NO_SPAN, commands[call->command].name);
	*status = EXIT_FAULTS;
	counting->metrics = read_metrics(call, path);
	if (counting->metrics == NULL || diags_errors(call->diags) > 0)
		return false;
	counting->load = corpus_load_new(call->arena, call_stock(call), counting->metrics->framework);
	return true;
}

/* ---- Counting ---- */

/* A text of the command line as a source, so that carets can point into it. */
static struct formula formula_from(struct call *call, enum option_id option, const char *text)
{
	const char *name = str_format(call->arena, "--%s", options[option].name).text;
	const struct source *source = source_from_bytes(call->arena, name, text, strlen(text), call->diags);
	struct formula formula = {str_of(text), NO_SPAN};

	if (source != NULL)
		formula.span = (struct span){source, 0, formula.text.length};
	return formula;
}

static void take_keys(struct call *call, struct statistics_request *request)
{
	const struct option_values *keys = &call->values[OPTION_BY];
	struct formula *by = arena_array(call->arena, struct formula, keys->count);

	for (uint32_t i = 0; i < keys->count; i++)
		by[i] = formula_from(call, OPTION_BY, keys->items[i]);
	request->by = by;
	request->by_count = keys->count;
}

static bool count_all(struct counting *counting)
{
	struct call *call = counting->call;
	struct statistics_request request = {.audience = call_has(call, OPTION_PUBLISH) ? AUDIENCE_PUBLISH : AUDIENCE_INTERNAL};
	const char *where = call_value(call, OPTION_WHERE, NULL);
	const struct metric_programs *programs;

	counting->corpus = corpus_new(call->arena, counting->load->rows, call->diags);
	if (counting->corpus == NULL)
		return false;
	programs = metric_compile(call->arena, counting->metrics, counting->corpus, call->diags);
	take_keys(call, &request);
	if (where != NULL) {
		struct formula formula = formula_from(call, OPTION_WHERE, where);

		request.where = metric_condition(call->arena, programs, formula.text, formula.span, counting->corpus, call->diags);
	}
	if (diags_errors(call->diags) > 0)
		return false;
	counting->statistics = statistics_new(call->arena, programs, counting->corpus, &request, call->diags);
	return diags_errors(call->diags) == 0;
}

static bool protect_all(struct counting *counting)
{
	struct call *call = counting->call;
	struct protect_request *request = &counting->request;
	struct date date;

	if (!call_date(call, &date) || !release_open(counting))
		return false;
	request->is_protected = call_has(call, OPTION_PUBLISH);
	request->date = date.year == 0 ? counting->statistics->counts.last_date : (uint32_t)(date.year * 10000 + date.month * 100 + date.day);
	request->release = str_of(call_value(call, OPTION_RELEASE, ""));
	if (str_is_empty(request->release) && request->date != 0)
		request->release = str_format(call->arena, "%04u-%02u", request->date / 10000, request->date / 100 % 100);
	release_protect(counting);
	return true;
}

/* ---- Writing ---- */

#define MOST_FORMATS 8u

struct writing {
	struct counting *counting;
	struct statistics_output output;
	const struct statistics_format *formats[MOST_FORMATS];
	uint32_t format_count;
};

static const char *format_names(struct arena *arena)
{
	GString *names = g_string_new(NULL);

	for (const struct statistics_format *const *at = statistics_formats; *at != NULL; at++)
		g_string_append_printf(names, "%s%s", names->len == 0 ? "" : " ", (*at)->name);
	return str_take(arena, names).text;
}

static const char *name_by_suffix(const char *path)
{
	for (const struct statistics_format *const *at = statistics_formats; path != NULL && *at != NULL; at++)
		if (g_str_has_suffix(path, (*at)->suffix))
			return (*at)->name;
	return statistics_formats[0]->name;
}

static void add_format(struct writing *writing, const struct statistics_format *format)
{
	for (uint32_t i = 0; i < writing->format_count; i++)
		if (writing->formats[i] == format)
			return;
	writing->formats[writing->format_count++] = format;
}

static bool choose_formats(struct writing *writing)
{
	struct call *call = writing->counting->call;
	const char *to = call_value(call, OPTION_BENCHMARK_TO, name_by_suffix(call_value(call, OPTION_OUTPUT, NULL)));
	char **wanted = g_strsplit(to, ",", -1);
	bool good = true;

	for (char **name = wanted; *name != NULL && good; name++) {
		int index = call_choose(call, OPTION_BENCHMARK_TO, *name, format_names(call->arena));

		good = index >= 0;
		if (good)
			add_format(writing, statistics_formats[index]);
	}
	g_strfreev(wanted);
	return good;
}

static enum exit_status write_file(struct writing *writing, const char *path, void (*write)(const struct statistics_output *output, GString *out))
{
	struct call *call = writing->counting->call;
	GString *bytes = g_string_new(NULL);
	enum exit_status status;

	write(&writing->output, bytes);
	status = target_write(call, path, bytes);
	if (status == EXIT_CLEAN && path != NULL && strcmp(path, "-") != 0 && console_is_watched() && !call_has(call, OPTION_QUIET)) {
		console_say(path);
		console_say("\n");
	}
	g_string_free(bytes, TRUE);
	return status;
}

static enum exit_status write_folder(struct writing *writing, const char *folder)
{
	struct call *call = writing->counting->call;
	const char *slash = g_str_has_suffix(folder, "/") ? "" : "/";
	enum exit_status status = output_folder(folder, call->diags) ? EXIT_CLEAN : EXIT_SYSTEM;

	for (uint32_t i = 0; i < writing->format_count && status == EXIT_CLEAN; i++) {
		const struct statistics_format *format = writing->formats[i];

		status = write_file(writing, str_format(call->arena, "%s%s%s", folder, slash, format->file).text, format->write);
		if (status == EXIT_CLEAN && strcmp(format->name, "csv") == 0)
			status = write_file(writing, str_format(call->arena, "%s%sdatapackage.json", folder, slash).text, statistics_package);
	}
	return status;
}

static enum exit_status write_all(struct writing *writing)
{
	struct call *call = writing->counting->call;
	const char *path = call_value(call, OPTION_OUTPUT, NULL);
	bool is_stdout = path == NULL || strcmp(path, "-") == 0;

	if (!is_stdout && (g_str_has_suffix(path, "/") || g_file_test(path, G_FILE_TEST_IS_DIR) || writing->format_count > 1))
		return write_folder(writing, path);
	if (writing->format_count > 1)
		return path == NULL ? write_folder(writing, ".") : (enum exit_status)EXIT_MISUSE;
	if (!is_stdout && !target_spares_input(call, path))
		return EXIT_MISUSE;
	return write_file(writing, path, writing->formats[0]->write);
}

static enum exit_status publish(struct counting *counting)
{
	struct writing writing = {
		.counting = counting,
		.output = {.view = counting->view,
			   .left_out = corpus_load_left_out(counting->load),
			   .left_out_count = counting->load->left_out->len,
			   .found = counting->load->found,
			   .version = PLUMBLINE_VERSION},
	};
	struct call *call = counting->call;
	const char *expected = call_value(call, OPTION_EXPECT, NULL);
	enum exit_status status;

	if (!choose_formats(&writing))
		return EXIT_MISUSE;
	status = call_has(call, OPTION_PUBLISH) ? release_seal(counting) : EXIT_CLEAN;
	if (status != EXIT_CLEAN)
		return status;
	if (expected == NULL || call_has(call, OPTION_OUTPUT))
		status = write_all(&writing);
	return status == EXIT_CLEAN && expected != NULL ? expect_compare(call, counting->view, expected) : status;
}

enum exit_status counting_finish(struct counting *counting)
{
	if (rows_count(counting->load->rows) == 0) {
		diag(counting->call->diags, CLI_NO_REVIEWS, counting->metrics->framework_span, str_c(counting->metrics->framework));
		return EXIT_FAULTS;
	}
	if (!count_all(counting) || !protect_all(counting))
		return EXIT_FAULTS;
	return publish(counting);
}
