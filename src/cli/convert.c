/* plumbline convert: frameworks and reviews of any format in Plumbline's own, as YAML or JSON. */
#include <string.h>

#include "cli/console.h"
#include "cli/formats.h"
#include "cli/names.h"
#include "emit/native.h"
#include "job/write.h"

/* One file that is asked for. Either a framework or a review is there. */
struct item {
	const char *input;
	const struct review_source *source; /* of a review; NULL: it is a framework */
	const struct framework *framework;
	const struct review *review;
	const char *output; /* NULL: standard output */
};

/* A file that is ready to be written. */
struct ready {
	const char *path; /* NULL: standard output */
	GString *bytes;
};

struct conversion {
	struct call *call;
	struct stock *stock;
	enum native_form form;
	const char *suffix;
	GArray *ready;
	struct item *items;
	uint32_t count;
	const struct review_set *set; /* of all files that hold reviews */
};

static bool is_folder(const char *path)
{
	return g_str_has_suffix(path, "/") || g_file_test(path, G_FILE_TEST_IS_DIR);
}

/* ---- Reading ---- */

/* What a file is; a folder holds the parts of a review. What is wrong with it is said by the reading that follows. */
static enum file_kind kind_of(const char *path)
{
	struct arena *arena = arena_new();
	struct diags *unsaid = diags_new(arena);
	const struct source *source = g_file_test(path, G_FILE_TEST_IS_DIR) ? NULL : source_open(arena, path, NO_SPAN, unsaid);
	const struct node *root = source == NULL ? NULL : read_any(arena, source, unsaid);
	enum file_kind kind = root == NULL ? FILE_REVIEW : file_recognise(root);

	arena_free(arena);
	return kind;
}

/* Sorts what is asked for into frameworks and reviews. Several files may be one review, to which a lens among them then belongs. */
static bool sort_operands(struct conversion *conversion)
{
	struct call *call = conversion->call;
	const char **reviews = arena_array(call->arena, const char *, call->operand_count);
	enum file_kind *kinds = arena_array(call->arena, enum file_kind, call->operand_count);
	uint32_t review_count = 0;
	bool has_output = false, good = true;

	for (uint32_t i = 0; i < call->operand_count; i++) {
		kinds[i] = kind_of(call->operands[i]);
		has_output = has_output || kinds[i] == FILE_AWS_API;
	}
	conversion->items = arena_array(call->arena, struct item, call->operand_count);
	for (uint32_t i = 0; i < call->operand_count; i++) {
		if (kinds[i] == FILE_LINEAGE || kinds[i] == FILE_METRICS)
			good = diag(call->diags, CLI_NOT_CONVERTED, NO_SPAN, call->operands[i], file_kind_name(kinds[i]));
		else if (file_is_framework(kinds[i]) && !file_is_review(kinds[i]) && !(has_output && kinds[i] == FILE_AWS_LENS))
			conversion->items[conversion->count++].input = call->operands[i];
		else
			reviews[review_count++] = call->operands[i];
	}
	conversion->set = review_sources(call->arena, reviews, review_count, call->diags);
	return good;
}

/* Adds a review of each source to the frameworks. */
static void add_reviews(struct conversion *conversion)
{
	const struct review_set *set = conversion->set;
	struct item *items = arena_array(conversion->call->arena, struct item, conversion->count + set->count);

	if (conversion->count > 0)
		memcpy(items, conversion->items, conversion->count * sizeof *items);
	for (uint32_t i = 0; i < set->count; i++)
		items[conversion->count++] = (struct item){.input = set->sources[i].path, .source = &set->sources[i]};
	conversion->items = items;
}

static bool read_item(struct conversion *conversion, struct item *item)
{
	struct call *call = conversion->call;

	if (item->source == NULL)
		item->framework = library_framework(stock_library(conversion->stock), item->input, NO_SPAN, call->diags);
	else
		item->review = stock_review(conversion->stock, call->arena, item->source, call->diags);
	return item->framework != NULL || item->review != NULL;
}

/* ---- Names of outputs ---- */

/* The name of a file without its folder and the suffix of a format that is read. */
static struct str stem_of(struct arena *arena, const char *path)
{
	static const char *const suffixes[] = {".yaml", ".yml", ".json", ".csv"};
	char *name = g_path_get_basename(g_str_has_suffix(path, "/") ? str_copy(arena, path, strlen(path) - 1).text : path);
	struct str stem = str_from(arena, name);

	g_free(name);
	for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++)
		if (g_str_has_suffix(stem.text, suffixes[i]) && stem.length > strlen(suffixes[i]))
			return str_copy(arena, stem.text, stem.length - strlen(suffixes[i]));
	return stem;
}

static bool choose_outputs(struct conversion *conversion, struct item *items, uint32_t count)
{
	struct call *call = conversion->call;
	const char *output = call_value(call, OPTION_OUTPUT, "-");
	struct names *names = names_new(call->arena);
	bool into_folder = strcmp(output, "-") != 0 && (count > 1 || is_folder(output));

	if (count > 1 && strcmp(output, "-") == 0)
		return diag(call->diags, CLI_SEVERAL_CONVERTED, NO_SPAN, str_c(str_format(call->arena, "%u", count)));
	if (into_folder && g_file_test(output, G_FILE_TEST_EXISTS) && !is_folder(output))
		return diag(call->diags, JOB_NOT_A_FOLDER, NO_SPAN, output);
	if (into_folder && !is_folder(output) && (g_str_has_suffix(output, ".yaml") || g_str_has_suffix(output, ".json")))
		return diag(call->diags, CLI_FOLDER_LIKE_FILE, NO_SPAN, output);
	for (uint32_t i = 0; i < count; i++) {
		struct str stem = into_folder ? names_take(names, stem_of(call->arena, items[i].input)) : STR("");

		if (into_folder)
			items[i].output =
				str_format(call->arena, "%s%s%s%s", output, g_str_has_suffix(output, "/") ? "" : "/", stem.text, conversion->suffix)
					.text;
		else if (strcmp(output, "-") != 0)
			items[i].output = output;
	}
	return true;
}

/* ---- Writing ---- */

static GString *begin(struct conversion *conversion, const char *path)
{
	struct ready ready = {path, g_string_new(NULL)};

	g_array_append_val(conversion->ready, ready);
	return ready.bytes;
}

/* Whether a framework has a file that can be named in a review: else it came out of the review's own files. */
static bool has_file(struct conversion *conversion, const struct framework *framework)
{
	struct diags *unsaid = diags_new(conversion->call->arena);
	const char *path = str_c(framework->source->path);

	return g_file_test(path, G_FILE_TEST_IS_REGULAR) && library_framework(stock_library(conversion->stock), path, NO_SPAN, unsaid) == framework;
}

/* "out.framework.yaml" beside "out.yaml"; a second one is "out.framework-2.yaml". */
static const char *name_beside(struct conversion *conversion, const char *output, uint32_t number)
{
	struct str stem = stem_of(conversion->call->arena, output);
	char *folder = g_path_get_dirname(output);
	struct str name = number == 1 ? STR("") : str_format(conversion->call->arena, "-%u", number);
	struct str path = str_format(conversion->call->arena, "%s/%s.framework%s%s", folder, stem.text, name.text, conversion->suffix);

	g_free(folder);
	return g_str_has_prefix(path.text, "./") && !g_str_has_prefix(output, "./") ? path.text + 2 : path.text;
}

/* The path of a framework, as the review in its place shall name it; NULL with a diagnostic. */
static const char *path_for(struct conversion *conversion, const struct item *item, const struct framework *framework, uint32_t *own)
{
	struct call *call = conversion->call;
	char *folder = item->output == NULL ? g_strdup(".") : g_path_get_dirname(item->output);
	const char *path = NULL;

	if (has_file(conversion, framework) && !str_equal(framework->source->path, item->review->source->path))
		path = path_from(call->arena, folder, str_c(framework->source->path)).text;
	else if (item->output == NULL)
		diag(call->diags, CLI_CONVERT_NO_PLACE, NO_SPAN, item->input);
	else {
		const char *beside = name_beside(conversion, item->output, ++*own);

		native_write_framework(framework, conversion->form, begin(conversion, beside));
		path = path_from(call->arena, folder, beside).text;
	}
	g_free(folder);
	return path;
}

static bool write_review(struct conversion *conversion, const struct item *item)
{
	const char **paths = arena_array(conversion->call->arena, const char *, item->review->lens_count);
	uint32_t own = 0;

	for (uint32_t i = 0; i < item->review->lens_count; i++) {
		paths[i] = path_for(conversion, item, item->review->lenses[i].framework, &own);
		if (paths[i] == NULL)
			return false;
	}
	native_write_review(item->review, paths, conversion->form, begin(conversion, item->output));
	return true;
}

/* Nothing that was read may be written over, nor one output over another. */
static bool spares_inputs(struct conversion *conversion, const struct item *items, uint32_t count)
{
	struct call *call = conversion->call;
	bool good = true;

	for (guint r = 0; r < conversion->ready->len; r++) {
		const char *path = g_array_index(conversion->ready, struct ready, r).path;

		if (path == NULL)
			continue;
		good = target_spares_input(call, path) && good;
		for (uint32_t i = 0; good && i < conversion->set->file_count; i++)
			if (same_file(path, conversion->set->files[i].path))
				good = diag(call->diags, CLI_OVER_INPUT, NO_SPAN, path);
		for (uint32_t i = 0; i < count; i++)
			for (uint32_t l = 0; items[i].review != NULL && l < items[i].review->lens_count; l++)
				if (same_file(path, str_c(items[i].review->lenses[l].framework->source->path)))
					good = diag(call->diags, CLI_OVER_INPUT, NO_SPAN, path);
	}
	return good;
}

static enum exit_status write_all(struct conversion *conversion, bool into_folder)
{
	struct call *call = conversion->call;
	enum exit_status status = EXIT_CLEAN;

	if (into_folder && !output_folder(call_value(call, OPTION_OUTPUT, "."), call->diags))
		return EXIT_SYSTEM;
	for (guint i = 0; i < conversion->ready->len && status == EXIT_CLEAN; i++) {
		const struct ready *ready = &g_array_index(conversion->ready, struct ready, i);

		status = target_write(call, ready->path, ready->bytes);
	}
	return status;
}

static enum exit_status convert_all(struct conversion *conversion)
{
	const char *output = call_value(conversion->call, OPTION_OUTPUT, "-");
	struct item *items = conversion->items;
	uint32_t count = conversion->count;
	bool good = true;

	if (count == 0)
		diag(conversion->call->diags, SOURCES_NONE, NO_SPAN, conversion->call->operands[0]);
	for (uint32_t i = 0; i < count; i++)
		good = read_item(conversion, &items[i]) && good;
	if (!good || diags_errors(conversion->call->diags) > 0)
		return EXIT_FAULTS;
	for (uint32_t i = 0; i < count; i++) {
		if (items[i].framework != NULL)
			native_write_framework(items[i].framework, conversion->form, begin(conversion, items[i].output));
		else if (!write_review(conversion, &items[i]))
			return EXIT_MISUSE;
	}
	if (!spares_inputs(conversion, items, count))
		return EXIT_MISUSE;
	return write_all(conversion, strcmp(output, "-") != 0 && (count > 1 || is_folder(output)));
}

static void drop_ready(struct conversion *conversion)
{
	for (guint i = 0; i < conversion->ready->len; i++)
		g_string_free(g_array_index(conversion->ready, struct ready, i).bytes, TRUE);
	g_array_free(conversion->ready, TRUE);
}

enum exit_status command_convert(struct call *call)
{
	struct conversion conversion = {.call = call, .stock = call_stock(call)};
	bool is_json = g_str_has_suffix(call_value(call, OPTION_OUTPUT, ""), ".json");
	int form = call_choose(call, OPTION_CONVERT_TO, call_value(call, OPTION_CONVERT_TO, is_json ? "json" : "yaml"), "yaml json");
	enum exit_status status;

	if (form < 0)
		return EXIT_MISUSE;
	conversion.form = form == 0 ? NATIVE_YAML : NATIVE_JSON;
	conversion.suffix = form == 0 ? ".yaml" : ".json";
	if (!sort_operands(&conversion))
		return EXIT_FAULTS;
	add_reviews(&conversion);
	if (!choose_outputs(&conversion, conversion.items, conversion.count))
		return EXIT_MISUSE;
	conversion.ready = g_array_new(FALSE, FALSE, sizeof(struct ready));
	status = convert_all(&conversion);
	drop_ready(&conversion);
	return status;
}
