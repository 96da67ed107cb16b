/* The one door: which kind of file this is, and which decoder reads it. */
#include "formats/load.h"

#include <string.h>
#include <sys/stat.h>

#include "base/near.h"
#include "formats/aws_lens.h"
#include "read/json.h"
#include "read/yaml.h"

typedef const struct framework *framework_decoder(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

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

static bool is_unknown(const struct node *root)
{
	return true;
}

/* The formats, in the order in which they are tried. A new one is a row here and a file beside this one. decode: for frameworks. */
static const struct format {
	enum file_kind kind;
	const char *name;  /* for people */
	const char *marks; /* what "plumbline:" says, NULL where it says nothing */
	bool (*recognise)(const struct node *root);
	framework_decoder *decode;
} formats[] = {
	{FILE_FRAMEWORK, "a framework", "framework/1", is_framework, framework_decode},
	{FILE_REVIEW, "a review", "review/1", is_review, NULL},
	{FILE_AWS_LENS, "an AWS custom lens", NULL, aws_lens_recognise, aws_lens_decode},
	{FILE_UNKNOWN, "an unknown file", NULL, is_unknown, NULL},
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

const char *file_kind_name(enum file_kind kind)
{
	const struct format *format = formats;

	while (format->kind != kind && format->kind != FILE_UNKNOWN)
		format++;
	return format->name;
}

static bool is_json(const struct source *source)
{
	const char *first = str_c(source->bytes);

	if (g_str_has_suffix(str_c(source->path), ".json"))
		return true;
	first += strspn(first, " \t\r\n");
	return *first == '{' || *first == '[';
}

const struct node *read_any(struct arena *arena, const struct source *source, struct diags *diags)
{
	return is_json(source) ? json_read(arena, source, diags) : yaml_read(arena, source, diags);
}

/* ---- Files of no kind ---- */

static bool report_kind(struct arena *arena, const struct node *says_kind, struct diags *diags)
{
	struct near near = near_to(says_kind->text);
	const char *hint = "one of: framework/1 review/1";

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
	library->frameworks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	arena_defer(arena, library_undo, library->frameworks);
	return library;
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
		return format->decode(library->arena, source, root, diags);
	if (format->kind == FILE_UNKNOWN)
		file_refuse(library->arena, source, root, diags);
	else
		diag(diags, LOAD_NOT_FRAMEWORK, span, path, format->name);
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

/* A path written in a file is relative to the folder of the file. */
static struct str beside(struct arena *arena, struct str file, struct str path)
{
	const char *slash = strrchr(str_c(file), '/');

	if (slash == NULL || str_c(path)[0] == '/')
		return path;
	return str_format(arena, "%.*s/%s", (int)(slash - file.text), file.text, str_c(path));
}

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

/* The root of a review file, or NULL with a diagnostic. */
static const struct node *review_root(struct arena *arena, const struct source *source, struct diags *diags)
{
	const struct node *root = read_any(arena, source, diags);
	const struct format *format = root == NULL ? NULL : format_of(root);

	if (root == NULL || format->kind == FILE_REVIEW)
		return root;
	if (format->kind == FILE_UNKNOWN)
		file_refuse(arena, source, root, diags);
	else
		diag(diags, LOAD_NOT_REVIEW, ((struct span){source, root->span.start, 0}), str_c(source->path), format->name);
	return NULL;
}

const struct review *library_review(struct library *library, struct arena *arena, const char *path, const char *const *overrides,
				    uint32_t override_count, struct diags *diags)
{
	const struct source *source = source_open(arena, path, NO_SPAN, diags);
	const struct node *root = source == NULL ? NULL : review_root(arena, source, diags);
	const struct framework_reference *references;
	const struct framework *const *frameworks;
	uint32_t count = override_count;

	if (root == NULL)
		return NULL;
	if (override_count > 0)
		references = given(arena, overrides, override_count);
	else
		count = references_of(arena, source, root, &references, diags);
	if (count == 0)
		diag(diags, REVIEW_NO_FRAMEWORK, ((struct span){source, root->span.start, 0}));
	frameworks = frameworks_of(library, arena, references, count, diags);
	return count == 0 || frameworks == NULL ? NULL : review_decode(arena, source, root, frameworks, count, diags);
}
