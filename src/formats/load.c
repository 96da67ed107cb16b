/* The one door: which kind of file this is, and which decoder reads it. */
#include "formats/load.h"

#include <string.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/near.h"
#include "formats/aws_api.h"
#include "formats/aws_lens.h"
#include "formats/azure_checklist.h"
#include "formats/azure_csv.h"
#include "model/lineage.h"
#include "read/csv.h"
#include "read/json.h"
#include "read/yaml.h"

typedef const struct framework *framework_decoder(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);
typedef const struct review *review_decoder(struct arena *arena, const struct source *source, const struct node *root,
					    const struct framework *const *frameworks, uint32_t framework_count, struct diags *diags);

static bool says(const struct node *root, const char *kind)
{
	const struct node *node = node_find(root, "plumbline");

	return node != NULL && node->kind == NODE_SCALAR && str_is(node->text, kind);
}

static bool is_framework(const struct node *root)
{
	return says(root, "framework/1");
}

static bool is_review(const struct node *root)
{
	return says(root, "review/1");
}

static bool is_lineage(const struct node *root)
{
	return says(root, "lineage/1");
}

/* With the draft's head too. */
static bool is_metrics(const struct node *root)
{
	const struct node *schema = node_find(root, "schema");

	return says(root, "metrics/1") || (schema != NULL && schema->kind == NODE_SCALAR && str_is(schema->text, "benchmark-metrics/1"));
}

static bool is_unknown(const struct node *root)
{
	return true;
}

/* The formats, in the order in which they are tried. A new one is a row here and a file beside this one. A format with both
   decoders holds a review and its own framework in one file. */
static const struct format {
	enum file_kind kind;
	const char *name;  /* for people */
	const char *marks; /* what "plumbline:" says, NULL where it says nothing */
	bool (*recognise)(const struct node *root);
	framework_decoder *decode;
	review_decoder *decode_review;
} formats[] = {
	{FILE_FRAMEWORK, "a framework", "framework/1", is_framework, framework_decode, NULL},
	{FILE_REVIEW, "a review", "review/1", is_review, NULL, review_decode},
	{FILE_LINEAGE, "a lineage of a framework", "lineage/1", is_lineage, NULL, NULL},
	{FILE_METRICS, "metrics", "metrics/1", is_metrics, NULL, NULL},
	{FILE_AWS_LENS, "an AWS custom lens", NULL, aws_lens_recognise, aws_lens_decode, NULL},
	{FILE_AWS_API, "output of the AWS tool", NULL, aws_api_recognise, NULL, NULL},
	{FILE_AZURE_EXPORT, "an export of a Microsoft assessment", NULL, azure_csv_recognise, azure_csv_framework, azure_csv_review},
	{FILE_AZURE_CHECKED, "an Azure review checklist with its results", NULL, azure_checklist_has_results, azure_checklist_framework,
	 azure_checklist_review},
	{FILE_AZURE_CHECKLIST, "an Azure review checklist", NULL, azure_checklist_recognise, azure_checklist_framework, NULL},
	{FILE_UNKNOWN, "an unknown file", NULL, is_unknown, NULL, NULL},
};

static const struct format *format_of(const struct node *root)
{
	const struct format *format = formats;

	while (!format->recognise(root))
		format++;
	return format;
}

enum file_kind file_recognise(const struct node *root)
{
	return format_of(root)->kind;
}

static const struct format *format_for(enum file_kind kind)
{
	const struct format *format = formats;

	while (format->kind != kind && format->kind != FILE_UNKNOWN)
		format++;
	return format;
}

const char *file_kind_name(enum file_kind kind)
{
	return format_for(kind)->name;
}

bool file_is_framework(enum file_kind kind)
{
	return format_for(kind)->decode != NULL;
}

bool file_is_review(enum file_kind kind)
{
	return format_for(kind)->decode_review != NULL;
}

/* As file_kind_name, and more exact where the kind has several forms. */
static const char *name_of(const struct node *root)
{
	return format_of(root)->kind == FILE_AWS_API ? aws_api_name(root) : format_of(root)->name;
}

static bool is_json(const struct source *source)
{
	const char *first = str_c(source->bytes);

	if (g_str_has_suffix(str_c(source->path), ".json"))
		return true;
	first += strspn(first, " \t\r\n");
	return *first == '{' || *first == '[';
}

static bool is_csv(const struct source *source)
{
	const char *path = str_c(source->path);
	size_t length = strlen(path);

	return (length > 4 && g_ascii_strcasecmp(path + length - 4, ".csv") == 0) || azure_csv_suspect(source);
}

/* What Java prints of an object: "GetWorkloadResponse(Workload=..." or "{WorkloadId: 1a2b,...", where JSON has quotes. */
static bool looks_printed(const struct source *source)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	const char *at = str_c(source->bytes) + strspn(str_c(source->bytes), " \t\r\n"), *word;

	if (g_ascii_isupper(*at)) {
		at += strspn(at, letters);
		word = at + 1;
		return *at == '(' && word[strcspn(word, "=:\n ")] == '=';
	}
	if (*at != '{')
		return false;
	word = at + 1 + strspn(at + 1, " \t\r\n");
	at = word + strspn(word, letters);
	return at > word && g_ascii_isupper(*word) && (*at == '=' || *at == ':') && is_json(source);
}

/* The value, or the values where AWS's answers follow one another. */
static const struct node *read_json(struct arena *arena, const struct source *source, struct diags *diags)
{
	struct diags *said = diags_new(arena), *again = diags_new(arena);
	const struct node *root = json_read(arena, source, said), *sequence = NULL;

	if (root == NULL && diags_count(said, DIAG_JSON_AFTER_END) > 0)
		sequence = json_read_sequence(arena, source, again);
	if (sequence == NULL || !aws_api_recognise(sequence)) {
		diags_append(diags, said);
		return root;
	}
	diags_append(diags, again);
	return sequence;
}

const struct node *read_any(struct arena *arena, const struct source *source, struct diags *diags)
{
	if (looks_printed(source)) {
		diag(diags, LOAD_PRINTED, ((struct span){source, 0, 0}));
		return NULL;
	}
	if (is_json(source))
		return read_json(arena, source, diags);
	return is_csv(source) ? csv_read(arena, source, diags) : yaml_read(arena, source, diags);
}

/* ---- Files of no kind ---- */

static bool report_kind(struct arena *arena, const struct node *says_kind, struct diags *diags)
{
	struct near near = near_to(says_kind->text);
	const char *hint = "one of: framework/1 review/1 lineage/1 metrics/1";

	for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
		if (formats[i].marks != NULL)
			near_offer(&near, str_of(formats[i].marks));
	if (!str_is_empty(near.best))
		hint = str_format(arena, "did you mean \"%s\"?", near.best.text).text;
	return diag(diags, LOAD_BAD_KIND, says_kind->span, str_c(says_kind->text), hint);
}

/* A first key that is nearly "plumbline" is a slip of the pen. */
static const struct node *misspelt_key(const struct node *root)
{
	for (const struct node *child = root->kind == NODE_MAP ? root->first : NULL; child != NULL; child = child->next)
		if (near_distance(child->key, STR("plumbline"), 2) <= 2)
			return child;
	return NULL;
}

void file_refuse(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	const struct node *kind = node_find(root, "plumbline"), *key = misspelt_key(root);

	if (kind != NULL)
		report_kind(arena, kind, diags);
	else if (key != NULL)
		diag(diags, LOAD_BAD_KEY, key->key_span, str_c(key->key), "plumbline");
	else
		diag(diags, LOAD_UNKNOWN, ((struct span){source, root->span.start, 0}));
}

/* ---- Frameworks ---- */

struct library {
	struct arena *arena;
	GHashTable *frameworks; /* identity of the file -> framework, or the library itself for one that could not be read */
};

static void library_undo(void *what)
{
	g_hash_table_unref(what);
}

struct library *library_new(struct arena *arena)
{
	struct library *library = arena_one(arena, struct library);

	library->arena = arena;
	library->frameworks = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL);
	arena_defer(arena, library_undo, library->frameworks);
	return library;
}

/* A path written in a file is relative to the folder of the file. */
static struct str beside(struct arena *arena, struct str file, struct str path)
{
	const char *slash = strrchr(str_c(file), '/');

	if (slash == NULL || str_c(path)[0] == '/')
		return path;
	return str_format(arena, "%.*s/%s", (int)(slash - file.text), file.text, str_c(path));
}

/* The framework with the entries of the lineage file that it names, if it does. */
static const struct framework *with_lineage(struct arena *arena, const struct framework *framework, struct diags *diags)
{
	const struct source *source;
	const struct node *root;
	struct str path;

	if (framework == NULL || str_is_empty(framework->lineage_path))
		return framework;
	path = beside(arena, framework->source->path, framework->lineage_path);
	/* It only serves answers to other editions: a framework that was copied without it is still whole. */
	if (!g_file_test(str_c(path), G_FILE_TEST_EXISTS)) {
		diag(diags, LOAD_NO_LINEAGE, framework->lineage_span, str_c(path));
		return framework;
	}
	source = source_open(arena, str_c(path), framework->lineage_span, diags);
	root = source == NULL ? NULL : read_any(arena, source, diags);
	if (root != NULL && is_lineage(root))
		return lineage_attach(arena, framework, root, diags);
	if (root != NULL)
		diag(diags, LOAD_NOT_LINEAGE, framework->lineage_span, str_c(path), format_of(root)->name);
	return framework;
}

static const struct framework *load_framework(struct library *library, const char *path, struct span asked_by, struct diags *diags)
{
	const struct source *source = source_open(library->arena, path, asked_by, diags);
	const struct node *root = source == NULL ? NULL : read_any(library->arena, source, diags);
	const struct format *format;
	struct span span;

	if (root == NULL)
		return NULL;
	format = format_of(root);
	span = asked_by.source != NULL ? asked_by : (struct span){source, root->span.start, 0};
	if (format->decode != NULL)
		return with_lineage(library->arena, format->decode(library->arena, source, root, diags), diags);
	if (format->kind == FILE_UNKNOWN)
		file_refuse(library->arena, source, root, diags);
	else
		diag(diags, LOAD_NOT_FRAMEWORK, span, path, name_of(root));
	return NULL;
}

/* What makes two paths the same file. A path that leads nowhere stands for itself: opening it will say why. */
static char *identity(const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return g_strdup(path);
	return g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT, (guint64)status.st_dev, (guint64)status.st_ino);
}

const struct framework *library_framework(struct library *library, const char *path, struct span asked_by, struct diags *diags)
{
	char *key = identity(path);
	void *known = g_hash_table_lookup(library->frameworks, key);
	const struct framework *framework;

	if (known != NULL) {
		g_free(key);
		if (known != library)
			return known;
		diag(diags, LOAD_BROKEN_FRAMEWORK, asked_by, path);
		return NULL;
	}
	framework = load_framework(library, path, asked_by, diags);
	g_hash_table_insert(library->frameworks, key, framework == NULL ? (void *)library : (void *)(uintptr_t)framework);
	return framework;
}

/* ---- Reviews ---- */

/* The frameworks of a review, in its order; NULL if one cannot be read. All are tried, so that all faults are reported. */
static const struct framework *const *frameworks_of(struct library *library, struct arena *arena, const struct framework_reference *references,
						    uint32_t count, struct diags *diags)
{
	const struct framework **frameworks = arena_array(arena, const struct framework *, count);
	bool whole = true;

	for (uint32_t i = 0; i < count; i++) {
		frameworks[i] = library_framework(library, str_c(references[i].path), references[i].span, diags);
		whole = whole && frameworks[i] != NULL;
	}
	return whole ? frameworks : NULL;
}

static uint32_t references_of(struct arena *arena, const struct source *source, const struct node *root,
			      const struct framework_reference **references, struct diags *diags)
{
	uint32_t count = review_framework_references(arena, root, references, diags);
	struct framework_reference *made = arena_array(arena, struct framework_reference, count);

	for (uint32_t i = 0; i < count; i++)
		made[i] = (struct framework_reference){beside(arena, source->path, (*references)[i].path), (*references)[i].span};
	*references = made;
	return count;
}

static const struct framework_reference *given(struct arena *arena, const char *const *paths, uint32_t count)
{
	struct framework_reference *made = arena_array(arena, struct framework_reference, count);

	for (uint32_t i = 0; i < count; i++)
		made[i].path = str_of(paths[i]);
	return made;
}

/* The root of a review file and its format, or NULL with a diagnostic. What reading a file with its own framework says is left to library_framework. */
static const struct node *review_root(struct arena *arena, const struct source *source, const struct format **format, struct diags *diags)
{
	struct diags *said = diags_new(arena);
	const struct node *root = read_any(arena, source, said);

	*format = root == NULL ? NULL : format_of(root);
	if (root == NULL || (*format)->decode_review == NULL || (*format)->decode == NULL)
		diags_append(diags, said);
	if (root == NULL || (*format)->decode_review != NULL)
		return root;
	if ((*format)->kind == FILE_UNKNOWN)
		file_refuse(arena, source, root, diags);
	else
		diag(diags, LOAD_NOT_REVIEW, ((struct span){source, root->span.start, 0}), str_c(source->path), name_of(root));
	return NULL;
}

/* Where the frameworks of a review are: those given, else its own file, else those it names. */
static uint32_t find_references(struct arena *arena, const struct source *source, const struct node *root, const struct format *format,
				const struct framework_reference **references, struct diags *diags)
{
	const char *own = str_c(source->path);

	if (format->decode == NULL)
		return references_of(arena, source, root, references, diags);
	*references = given(arena, &own, 1);
	return 1;
}

const struct review *library_review(struct library *library, struct arena *arena, const char *path, const char *const *overrides,
				    uint32_t override_count, struct diags *diags)
{
	const struct source *source = source_open(arena, path, NO_SPAN, diags);
	const struct format *format = NULL;
	const struct node *root = source == NULL ? NULL : review_root(arena, source, &format, diags);
	const struct framework_reference *references = given(arena, overrides, override_count);
	const struct framework *const *frameworks;
	uint32_t count = override_count;

	if (root == NULL)
		return NULL;
	if (override_count == 0)
		count = find_references(arena, source, root, format, &references, diags);
	if (count == 0)
		diag(diags, REVIEW_NO_FRAMEWORK, ((struct span){source, root->span.start, 0}));
	frameworks = frameworks_of(library, arena, references, count, diags);
	return count == 0 || frameworks == NULL ? NULL : format->decode_review(arena, source, root, frameworks, count, diags);
}
