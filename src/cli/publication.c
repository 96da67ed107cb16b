/* The files of a publication: which are asked for, and where they go. Documents are made before anything is written or sealed. */
#include <string.h>

#include "cli/console.h"
#include "cli/counting.h"
#include "cli/data.h"
#include "cli/formats.h"
#include "job/write.h"

#define MOST_FORMATS 12u
#define PAGES_NAME   "benchmark"

/* A format is of data or of a document. */
struct wanted {
	const struct statistics_format *data;
	const struct backend *document;
	GString *bytes; /* of a document; NULL until it is made */
};

struct writing {
	struct counting *counting;
	struct statistics_output output;
	struct wanted wanted[MOST_FORMATS];
	uint32_t count;
};

static const char *format_names(struct arena *arena)
{
	GString *names = g_string_new(NULL);

	for (const struct statistics_format *const *at = statistics_formats; *at != NULL; at++)
		g_string_append_printf(names, "%s%s", names->len == 0 ? "" : " ", (*at)->name);
	for (const struct backend *const *at = backends; *at != NULL; at++)
		if (backend_use_of(*at) == USE_REPORT)
			g_string_append_printf(names, " %s", (*at)->name);
	return str_take(arena, names).text;
}

static const char *name_by_suffix(const char *path)
{
	for (const struct statistics_format *const *at = statistics_formats; path != NULL && *at != NULL; at++)
		if (g_str_has_suffix(path, (*at)->suffix))
			return (*at)->name;
	for (const struct backend *const *at = backends; path != NULL && *at != NULL; at++)
		if (backend_use_of(*at) == USE_REPORT && g_str_has_suffix(path, (*at)->suffix))
			return (*at)->name;
	return statistics_formats[0]->name;
}

static struct wanted format_named(const char *name)
{
	for (const struct statistics_format *const *at = statistics_formats; *at != NULL; at++)
		if (strcmp((*at)->name, name) == 0)
			return (struct wanted){.data = *at};
	return (struct wanted){.document = backend_named(USE_REPORT, name)};
}

static void add_format(struct writing *writing, struct wanted wanted)
{
	for (uint32_t i = 0; i < writing->count; i++)
		if (writing->wanted[i].data == wanted.data && writing->wanted[i].document == wanted.document)
			return;
	if (writing->count < MOST_FORMATS)
		writing->wanted[writing->count++] = wanted;
}

static bool choose_formats(struct writing *writing)
{
	struct call *call = writing->counting->call;
	const char *to = call_value(call, OPTION_BENCHMARK_TO, name_by_suffix(call_value(call, OPTION_OUTPUT, NULL)));
	char **names = g_strsplit(to, ",", -1);
	bool good = true;

	for (char **name = names; *name != NULL && good; name++) {
		good = call_choose(call, OPTION_BENCHMARK_TO, *name, format_names(call->arena)) >= 0;
		if (good)
			add_format(writing, format_named(*name));
	}
	g_strfreev(names);
	return good;
}

/* ---- Documents ---- */

/* Their formats; those of data leave gaps. */
static uint32_t document_formats(const struct writing *writing, struct report_setup *setup, uint32_t *places)
{
	setup->format_count = 0;
	for (uint32_t i = 0; i < writing->count && setup->format_count < REPORT_MOST_FORMATS; i++)
		if (writing->wanted[i].document != NULL) {
			places[setup->format_count] = i;
			setup->formats[setup->format_count++] = writing->wanted[i].document;
		}
	return setup->format_count;
}

/* The data files of this run, for the reader of the document to find. */
static void name_files(const struct writing *writing, struct benchmark_subject *subject)
{
	const char **files = arena_array(writing->counting->call->arena, const char *, MOST_FORMATS + 1);

	for (uint32_t i = 0; i < writing->count; i++)
		if (writing->wanted[i].data != NULL && strcmp(writing->wanted[i].data->name, "text") != 0) {
			files[subject->file_count++] = writing->wanted[i].data->file;
			if (strcmp(writing->wanted[i].data->name, "csv") == 0)
				files[subject->file_count++] = "datapackage.json";
		}
	subject->files = files;
}

static const struct doc *compose(const struct writing *writing, const struct report_setup *setup)
{
	const struct statistics_output *output = &writing->output;
	struct call *call = writing->counting->call;
	struct omission *omitted = arena_array(call->arena, struct omission, output->left_out_count);
	struct benchmark_subject subject = {.view = output->view,
					    .date = setup->date,
					    .version = output->version,
					    .found = output->found,
					    .omitted = omitted,
					    .omission_count = output->left_out_count,
					    .radar = call_has(call, OPTION_RADAR)};

	for (uint32_t i = 0; i < output->left_out_count; i++)
		omitted[i] = (struct omission){output->left_out[i].path, output->left_out[i].reason};
	name_files(writing, &subject);
	return compose_benchmark(call->arena, setup->template, &subject, call->diags);
}

static bool make_documents(struct writing *writing, struct report_setup *setup)
{
	struct call *call = writing->counting->call;
	struct report_desk desk = {0};
	struct typesetter *typesetter = report_typesetter(&desk, setup, call->diags);
	const struct doc *document = typesetter == NULL ? NULL : compose(writing, setup);
	GString *bytes[REPORT_MOST_FORMATS];
	uint32_t places[REPORT_MOST_FORMATS], count = document_formats(writing, setup, places);
	bool good = false;

	for (uint32_t i = 0; i < count; i++)
		bytes[i] = writing->wanted[places[i]].bytes = g_string_new(NULL);
	if (document != NULL && diags_errors(call->diags) == 0)
		good = document_make(call->arena, setup, typesetter, document, document->as.document.date, bytes, call->diags);
	report_desk_close(&desk);
	return good;
}

static enum exit_status prepare_documents(struct writing *writing)
{
	struct report_setup setup = {0};
	uint32_t places[REPORT_MOST_FORMATS];
	enum exit_status status;

	if (document_formats(writing, &setup, places) == 0)
		return EXIT_CLEAN;
	if (!setup_open(writing->counting->call, SUBJECT_BENCHMARK, &setup, &status))
		return status;
	return make_documents(writing, &setup) ? EXIT_CLEAN : EXIT_FAULTS;
}

/* ---- Writing ---- */

static enum exit_status write_bytes(struct writing *writing, const char *path, const GString *bytes)
{
	struct call *call = writing->counting->call;
	enum exit_status status = target_write(call, path, bytes);

	if (status == EXIT_CLEAN && path != NULL && strcmp(path, "-") != 0 && console_is_watched() && !call_has(call, OPTION_QUIET)) {
		console_say(path);
		console_say("\n");
	}
	return status;
}

static enum exit_status write_data(struct writing *writing, const char *path, void (*write)(const struct statistics_output *output, GString *out))
{
	GString *bytes = g_string_new(NULL);
	enum exit_status status;

	write(&writing->output, bytes);
	status = write_bytes(writing, path, bytes);
	g_string_free(bytes, TRUE);
	return status;
}

static enum exit_status write_wanted(struct writing *writing, const char *path, const struct wanted *wanted)
{
	return wanted->document != NULL ? write_bytes(writing, path, wanted->bytes) : write_data(writing, path, wanted->data->write);
}

static enum exit_status write_folder(struct writing *writing, const char *folder)
{
	struct call *call = writing->counting->call;
	const char *slash = g_str_has_suffix(folder, "/") ? "" : "/";
	enum exit_status status = output_folder(folder, call->diags) ? EXIT_CLEAN : EXIT_SYSTEM;

	for (uint32_t i = 0; i < writing->count && status == EXIT_CLEAN; i++) {
		const struct wanted *wanted = &writing->wanted[i];
		const char *file =
			wanted->data != NULL ? wanted->data->file : str_format(call->arena, "%s%s", PAGES_NAME, wanted->document->suffix).text;

		status = write_wanted(writing, str_format(call->arena, "%s%s%s", folder, slash, file).text, wanted);
		if (status == EXIT_CLEAN && wanted->data != NULL && strcmp(wanted->data->name, "csv") == 0)
			status = write_data(writing, str_format(call->arena, "%s%sdatapackage.json", folder, slash).text, statistics_package);
	}
	return status;
}

static enum exit_status write_all(struct writing *writing)
{
	struct call *call = writing->counting->call;
	const char *path = call_value(call, OPTION_OUTPUT, NULL);
	bool is_stdout = path == NULL || strcmp(path, "-") == 0;

	if (!is_stdout && (g_str_has_suffix(path, "/") || g_file_test(path, G_FILE_TEST_IS_DIR) || writing->count > 1))
		return write_folder(writing, path);
	if (writing->count > 1)
		return path == NULL ? write_folder(writing, ".") : (enum exit_status)EXIT_MISUSE;
	if (!is_stdout && !target_spares_input(call, path))
		return EXIT_MISUSE;
	return write_wanted(writing, path, &writing->wanted[0]);
}

static enum exit_status publish(struct writing *writing)
{
	struct counting *counting = writing->counting;
	struct call *call = counting->call;
	const char *expected = call_value(call, OPTION_EXPECT, NULL);
	bool is_wanted = expected == NULL || call_has(call, OPTION_OUTPUT);
	enum exit_status status = is_wanted ? prepare_documents(writing) : EXIT_CLEAN;

	if (status == EXIT_CLEAN && call_has(call, OPTION_PUBLISH))
		status = release_seal(counting);
	if (status == EXIT_CLEAN && is_wanted)
		status = write_all(writing);
	return status == EXIT_CLEAN && expected != NULL ? expect_compare(call, counting->view, expected) : status;
}

enum exit_status publication_write(struct counting *counting)
{
	struct writing writing = {
		.counting = counting,
		.output = {.view = counting->view,
			   .left_out = corpus_load_left_out(counting->load),
			   .left_out_count = counting->load->left_out->len,
			   .found = counting->load->found,
			   .version = PLUMBLINE_VERSION},
	};
	enum exit_status status = choose_formats(&writing) ? publish(&writing) : (enum exit_status)EXIT_MISUSE;

	for (uint32_t i = 0; i < writing.count; i++)
		if (writing.wanted[i].bytes != NULL)
			g_string_free(writing.wanted[i].bytes, TRUE);
	return status;
}
