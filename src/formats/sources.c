/* From files and folders to reviews. */
#include "formats/sources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aws_api_review.h"
#include "base/hash.h"
#include "formats/aws_api.h"

#define SNIFFED 4096u

/* A file that was found. */
struct found {
	struct review_file file;
	const char *path;
	const char *folder; /* the operand that it lay in; NULL: it was named itself */
	uint32_t order;     /* of the operand */
};

/* A group of parts while it grows: one workload at one milestone. */
struct group {
	struct str workload;
	uint32_t milestone, order;
	const char *folder; /* NULL: its files do not all lie in one */
	const char *first;  /* of its files */
};

/* An operand's part, with the file that it is from. */
struct placed {
	struct api_part part;
	const struct found *file;
};

struct finding_sources {
	struct arena *arena;
	struct diags *diags;
	GPtrArray *files;      /* struct found */
	GArray *sources;       /* struct review_source of files, */
	GArray *orders;        /* and the order of each */
	GArray *placed;        /* struct placed */
	GPtrArray *frameworks; /* paths */
	GPtrArray *unused;     /* struct found: output of AWS that holds no answers, and was named */
	GArray *groups;
	bool alone; /* one of many files that are looked at one by one: what it cannot say of itself is left to who knows the others */
};

/* ---- Files ---- */

static gint compare_texts(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gint compare_files(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct found *const *)a)->path, (*(const struct found *const *)b)->path);
}

static void add_file(struct finding_sources *finding, const char *path, const char *folder, uint32_t order)
{
	struct found *found = arena_one(finding->arena, struct found);

	*found = (struct found){.file = {.path = path}, .path = path, .folder = folder, .order = order};
	g_ptr_array_add(finding->files, found);
}

static void add_folder_file(struct finding_sources *finding, const char *folder, const char *name, uint32_t order)
{
	const char *slash = g_str_has_suffix(folder, "/") ? "" : "/";
	const char *path = str_format(finding->arena, "%s%s%s", folder, slash, name).text;

	if (!g_utf8_validate(path, -1, NULL))
		diag(finding->diags, SOURCES_NAME, NO_SPAN, folder);
	else if (g_file_test(path, G_FILE_TEST_IS_DIR))
		diag(finding->diags, SOURCES_NOT_USED, NO_SPAN, path, "a folder in a folder");
	else
		add_file(finding, path, folder, order);
}

static void add_folder(struct finding_sources *finding, const char *path, uint32_t order)
{
	GError *error = NULL;
	GDir *folder = g_dir_open(path, 0, &error);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	if (folder == NULL)
		diag(finding->diags, SOURCE_UNREADABLE, NO_SPAN, path, error->message);
	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
		if (name[0] != '.')
			g_ptr_array_add(names, g_strdup(name));
	g_ptr_array_sort(names, compare_texts);
	for (guint i = 0; i < names->len; i++)
		add_folder_file(finding, path, names->pdata[i], order);
	g_ptr_array_unref(names);
	g_clear_pointer(&folder, g_dir_close);
	g_clear_error(&error);
}

/* "plumbline": "review/1", as JSON has it. */
static bool says_in_json(const char *start)
{
	const char *at = strstr(start, "\"plumbline\"");

	if (start[strspn(start, " \t\r\n")] != '{' || at == NULL)
		return false;
	at += strlen("\"plumbline\"");
	at += strspn(at, " \t\r\n");
	if (*at != ':')
		return false;
	at += 1 + strspn(at + 1, " \t\r\n");
	return g_str_has_prefix(at, "\"review/1\"");
}

/* A file of ours says so at its beginning, and need not be read twice: there may be thousands. */
static bool looks_native(const char *path)
{
	char *start = g_malloc0(SNIFFED + 1);
	FILE *file = fopen(path, "rb");
	bool native = false;

	if (file != NULL) {
		size_t length = fread(start, 1, SNIFFED, file);

		start[length] = '\0';
		fclose(file);
		native = g_str_has_prefix(start, "plumbline: review/1") || strstr(start, "\nplumbline: review/1") != NULL || says_in_json(start);
	}
	g_free(start);
	return native;
}

static void add_source(struct finding_sources *finding, const struct found *file)
{
	struct review_source source = {.path = file->path};

	g_array_append_val(finding->sources, source);
	g_array_append_val(finding->orders, file->order);
}

static void take_api(struct finding_sources *finding, const struct found *file, const struct node *root)
{
	GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct api_part));

	api_check_fields(finding->arena, root, finding->diags);
	api_parts(finding->arena, root, parts);
	for (guint i = 0; i < parts->len; i++) {
		struct placed placed = {g_array_index(parts, struct api_part, i), file};

		g_array_append_val(finding->placed, placed);
	}
	if (!api_has_parts(root) && file->folder != NULL)
		diag(finding->diags, SOURCES_NOT_USED, NO_SPAN, file->path, aws_api_name(root));
	else if (!aws_api_has_answers(root) && file->folder == NULL)
		g_ptr_array_add(finding->unused, (void *)(uintptr_t)file);
	g_array_free(parts, TRUE);
}

/* Whether somebody who puts a file of this name into a folder of reviews means it as data. */
static bool is_data(const char *path)
{
	return g_str_has_suffix(path, ".json") || g_str_has_suffix(path, ".yaml") || g_str_has_suffix(path, ".yml");
}

static void refuse(struct finding_sources *finding, struct found *file, const struct node *root, const struct diags *said)
{
	file->file.said = file->folder != NULL;
	if (file->folder == NULL)
		add_source(finding, file);
	else if (root == NULL && is_data(file->path))
		diags_append(finding->diags, said);
	else
		diag(finding->diags, SOURCES_NOT_USED, NO_SPAN, file->path, root == NULL ? "no data" : file_kind_name(file_recognise(root)));
}

static void drop_arena(void *arena)
{
	arena_free(arena);
}

static void sort_file(struct finding_sources *finding, struct found *file)
{
	struct arena *arena;
	struct diags *said;
	const struct source *source;
	const struct node *root;
	enum file_kind kind;

	file->file.kind = FILE_REVIEW;
	if (looks_native(file->path)) {
		add_source(finding, file);
		return;
	}
	arena = arena_new();
	said = diags_new(arena);
	source = source_open(arena, file->path, NO_SPAN, said);
	root = source == NULL ? NULL : read_any(arena, source, said);
	kind = root == NULL ? FILE_UNKNOWN : file_recognise(root);
	file->file.kind = kind;
	if (kind == FILE_AWS_API) {
		file->file.said = true;
		diags_append(finding->diags, said);
		take_api(finding, file, root);
	} else if (file_is_review(kind))
		add_source(finding, file);
	else if (file_is_framework(kind) && (file->folder != NULL || finding->files->len > 1 || finding->alone))
		g_ptr_array_add(finding->frameworks, (void *)(uintptr_t)file);
	else
		refuse(finding, file, root, said);
	/* Parts and messages point into it; any other file is read again by who uses it. */
	if (kind == FILE_AWS_API || root == NULL)
		arena_defer(finding->arena, drop_arena, arena);
	else
		arena_free(arena);
}

static void take_file(struct finding_sources *finding, struct found *file)
{
	uint32_t errors = diags_errors(finding->diags), warnings = diags_warnings(finding->diags);

	sort_file(finding, file);
	file->file.errors = diags_errors(finding->diags) - errors;
	file->file.warnings = diags_warnings(finding->diags) - warnings;
}

/* ---- Groups ---- */

static gint compare_groups(gconstpointer a, gconstpointer b)
{
	const struct group *left = a, *right = b;
	int by_id = str_compare(left->workload, right->workload);

	if (by_id != 0)
		return by_id;
	return (left->milestone > right->milestone) - (left->milestone < right->milestone);
}

static void join_group(struct group *group, const struct found *file)
{
	group->order = MIN(group->order, file->order);
	if (g_strcmp0(group->folder, file->folder) != 0)
		group->folder = NULL;
}

static void add_to_group(struct finding_sources *finding, GHashTable *known, const struct placed *placed)
{
	const struct found *file = placed->file;
	struct group group = {placed->part.workload, placed->part.milestone, file->order, file->folder, file->path};
	char *key = g_strdup_printf("%u %s", group.milestone, str_c(group.workload));
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));

	if (place > 0) {
		join_group(&g_array_index(finding->groups, struct group, place - 1), file);
		g_free(key);
		return;
	}
	g_array_append_val(finding->groups, group);
	g_hash_table_insert(known, key, GUINT_TO_POINTER(finding->groups->len));
}

/* One for each workload and milestone that has answers. */
static void find_groups(struct finding_sources *finding)
{
	GHashTable *known = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL); /* -> place + 1 */

	for (guint i = 0; i < finding->placed->len; i++) {
		const struct placed *placed = &g_array_index(finding->placed, struct placed, i);

		if (api_part_is_answer(placed->part.kind) || placed->part.kind == PART_PAGE)
			add_to_group(finding, known, placed);
	}
	g_hash_table_unref(known);
}

/* The only workload that is named at all; empty if there are several or none. answers: only those that have some. */
static struct str only_workload(const struct finding_sources *finding, bool answers)
{
	struct str only = STR("");

	for (guint i = 0; i < finding->placed->len; i++) {
		const struct api_part *part = &g_array_index(finding->placed, struct placed, i).part;

		if (str_is_empty(part->workload) || str_equal(part->workload, only) || (answers && !api_part_is_answer(part->kind)))
			continue;
		if (!str_is_empty(only))
			return STR("");
		only = part->workload;
	}
	return only;
}

/* What does not say of which workload it is belongs to the only one there is. */
static void name_unnamed(struct finding_sources *finding)
{
	struct str only = only_workload(finding, true);

	if (str_is_empty(only))
		only = only_workload(finding, false);
	for (guint i = 0; i < finding->placed->len && !str_is_empty(only); i++) {
		struct api_part *part = &g_array_index(finding->placed, struct placed, i).part;

		if (str_is_empty(part->workload))
			part->workload = only;
	}
}

/* At a milestone, what is known of the workload now still names it; its lenses were others then. */
static bool belongs(const struct api_part *part, const struct group *group)
{
	if (!str_equal(part->workload, group->workload))
		return false;
	return part->milestone == group->milestone || (part->milestone == 0 && part->kind == PART_WORKLOAD);
}

static void gather_parts(GArray *parts, const struct placed *placed, guint count, const struct group *group, bool own)
{
	for (guint i = 0; i < count; i++)
		if (belongs(&placed[i].part, group) && (placed[i].part.milestone == group->milestone) == own)
			g_array_append_val(parts, placed[i].part);
}

static gint compare_placed(gconstpointer a, gconstpointer b)
{
	const struct placed *const *left = a, *const *right = b;
	int by_workload = str_compare((*left)->part.workload, (*right)->part.workload);

	return by_workload != 0 ? by_workload : (*left > *right) - (*left < *right);
}

/* The parts sorted by workload, each workload's in the order of files. */
static struct placed *sorted_parts(const struct finding_sources *finding)
{
	guint count = finding->placed->len;
	struct placed *sorted = arena_array(finding->arena, struct placed, count);
	const struct placed **order = g_new(const struct placed *, MAX(count, 1));

	for (guint i = 0; i < count; i++)
		order[i] = &g_array_index(finding->placed, struct placed, i);
	qsort(order, count, sizeof *order, compare_placed);
	for (guint i = 0; i < count; i++)
		sorted[i] = *order[i];
	g_free(order);
	return sorted;
}

static void add_group(struct finding_sources *finding, const struct group *group, const struct placed *placed, guint count)
{
	GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct api_part));
	struct api_part *kept;
	struct review_source source = {.path = group->folder == NULL ? group->first : group->folder};

	gather_parts(parts, placed, count, group, true);
	if (group->milestone != 0)
		gather_parts(parts, placed, count, group, false);
	kept = arena_array(finding->arena, struct api_part, parts->len);
	memcpy(kept, parts->data, parts->len * sizeof *kept);
	source.parts = kept;
	source.part_count = parts->len;
	source.workload = group->workload;
	source.milestone = group->milestone;
	g_array_free(parts, TRUE);
	g_array_append_val(finding->sources, source);
	g_array_append_val(finding->orders, group->order);
}

static void add_groups(struct finding_sources *finding)
{
	const struct placed *placed;
	guint at = 0, end;

	if (!finding->alone)
		name_unnamed(finding);
	find_groups(finding);
	g_array_sort(finding->groups, compare_groups);
	placed = sorted_parts(finding);
	for (guint i = 0; i < finding->groups->len; i++) {
		const struct group *group = &g_array_index(finding->groups, struct group, i);

		while (at < finding->placed->len && str_compare(placed[at].part.workload, group->workload) < 0)
			at++;
		for (end = at; end < finding->placed->len && str_equal(placed[end].part.workload, group->workload);)
			end++;
		add_group(finding, group, placed + at, end - at);
	}
}

/* ---- All ---- */

struct ordered {
	struct review_source source;
	uint32_t order, place;
};

static gint compare_sources(gconstpointer a, gconstpointer b)
{
	const struct ordered *left = a, *right = b;

	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return (left->place > right->place) - (left->place < right->place);
}

/* Frameworks that lay about serve all groups; without a group they were meant as reviews, or merely lay about. */
static void place_frameworks(struct finding_sources *finding, struct ordered *sources, guint count)
{
	const char **paths = arena_array(finding->arena, const char *, finding->frameworks->len);

	for (guint i = 0; i < finding->frameworks->len; i++)
		paths[i] = ((const struct found *)finding->frameworks->pdata[i])->path;
	for (guint i = 0; i < count; i++)
		if (sources[i].source.part_count > 0) {
			sources[i].source.frameworks = paths;
			sources[i].source.framework_count = finding->frameworks->len;
		}
}

/* What was named, and turned out to help no review, is a review that cannot be read. */
static void complain(struct finding_sources *finding)
{
	GPtrArray *const lists[] = {finding->frameworks, finding->unused};

	if (finding->groups->len > 0)
		return;
	for (size_t l = 0; l < G_N_ELEMENTS(lists); l++)
		for (guint i = 0; i < lists[l]->len; i++) {
			const struct found *file = lists[l]->pdata[i];

			if (file->folder == NULL)
				add_source(finding, file);
			else
				diag(finding->diags, SOURCES_NOT_USED, NO_SPAN, file->path, "a framework");
		}
}

static void free_finding(struct finding_sources *finding)
{
	g_ptr_array_unref(finding->files);
	g_array_free(finding->sources, TRUE);
	g_array_free(finding->orders, TRUE);
	g_array_free(finding->placed, TRUE);
	g_ptr_array_unref(finding->frameworks);
	g_ptr_array_unref(finding->unused);
	g_array_free(finding->groups, TRUE);
}

static const struct review_set *finish(struct finding_sources *finding)
{
	struct review_set *set = arena_one(finding->arena, struct review_set);
	guint count = finding->sources->len;
	struct ordered *ordered = arena_array(finding->arena, struct ordered, count);
	struct review_source *sources = arena_array(finding->arena, struct review_source, count);
	struct review_file *files = arena_array(finding->arena, struct review_file, finding->files->len);

	for (guint i = 0; i < count; i++)
		ordered[i] =
			(struct ordered){g_array_index(finding->sources, struct review_source, i), g_array_index(finding->orders, uint32_t, i), i};
	place_frameworks(finding, ordered, count);
	qsort(ordered, count, sizeof *ordered, compare_sources);
	for (guint i = 0; i < count; i++)
		sources[i] = ordered[i].source;
	for (guint i = 0; i < finding->files->len; i++)
		files[i] = ((const struct found *)finding->files->pdata[i])->file;
	*set = (struct review_set){sources, count, files, finding->files->len};
	free_finding(finding);
	return set;
}

/* Native files keep the order in which they are named; pieces are put together in the order of their paths, whatever order they are named in. */
static void take_files(struct finding_sources *finding)
{
	GPtrArray *by_path = g_ptr_array_copy(finding->files, NULL, NULL);

	g_ptr_array_sort(by_path, compare_files);
	for (guint i = 0; i < by_path->len; i++)
		if (i == 0 || strcmp(((const struct found *)by_path->pdata[i])->path, ((const struct found *)by_path->pdata[i - 1])->path) != 0 ||
		    looks_native(((const struct found *)by_path->pdata[i])->path))
			take_file(finding, by_path->pdata[i]);
	g_ptr_array_unref(by_path);
}

static struct finding_sources begin(struct arena *arena, struct diags *diags)
{
	return (struct finding_sources){
		.arena = arena,
		.diags = diags,
		.files = g_ptr_array_new(),
		.sources = g_array_new(FALSE, FALSE, sizeof(struct review_source)),
		.orders = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
		.placed = g_array_new(FALSE, FALSE, sizeof(struct placed)),
		.frameworks = g_ptr_array_new(),
		.unused = g_ptr_array_new(),
		.groups = g_array_new(FALSE, FALSE, sizeof(struct group)),
	};
}

const struct review_set *review_sources(struct arena *arena, const char *const *paths, uint32_t count, struct diags *diags)
{
	struct finding_sources finding = begin(arena, diags);

	for (uint32_t i = 0; i < count; i++)
		if (g_file_test(paths[i], G_FILE_TEST_IS_DIR))
			add_folder(&finding, paths[i], i);
		else
			add_file(&finding, paths[i], NULL, i);
	take_files(&finding);
	add_groups(&finding);
	complain(&finding);
	return finish(&finding);
}

/* ---- One by one ---- */

const struct review_set *review_sources_together(struct arena *arena, const char *const *paths, uint32_t count, bool name_all, struct diags *diags)
{
	struct finding_sources finding = begin(arena, diags);

	finding.alone = !name_all;
	for (uint32_t i = 0; i < count; i++)
		add_file(&finding, paths[i], paths[i], 0);
	take_files(&finding);
	add_groups(&finding);
	return finish(&finding);
}

static char letter_of(const struct api_part *part)
{
	if (part->kind == PART_PAGE)
		return PIECE_PAGE;
	return api_part_is_answer(part->kind) ? PIECE_ANSWERS : PIECE_OTHER;
}

/* A line for each piece's workload, where the piece before is not of the same and says as much. */
static struct str pieces_of(const struct finding_sources *finding)
{
	GString *pieces = g_string_new(NULL);

	for (guint i = 0; i < finding->placed->len; i++) {
		const struct api_part *part = &g_array_index(finding->placed, struct placed, i).part;
		const struct api_part *before = i == 0 ? NULL : &g_array_index(finding->placed, struct placed, i - 1).part;

		if (before == NULL || !str_equal(before->workload, part->workload) || letter_of(before) != letter_of(part))
			g_string_append_printf(pieces, "%c%s\n", letter_of(part), str_c(part->workload));
	}
	return str_take(finding->arena, pieces);
}

/* Whether all that the file holds is of the one review that it makes. */
static bool is_whole(const struct finding_sources *finding)
{
	for (guint i = 0; i < finding->placed->len; i++) {
		const struct api_part *part = &g_array_index(finding->placed, struct placed, i).part;

		if (str_is_empty(part->workload) || !str_equal(part->workload, g_array_index(finding->placed, struct placed, 0).part.workload))
			return false;
	}
	return finding->groups->len <= 1;
}

struct file_look review_look(struct arena *arena, const char *path, bool in_folder, const char *const *frameworks, uint32_t framework_count,
			     struct diags *diags)
{
	struct finding_sources finding = begin(arena, diags);
	struct file_look look = {.use = USE_NOTHING};

	finding.alone = true;
	add_file(&finding, path, in_folder ? path : NULL, 0);
	take_files(&finding);
	add_groups(&finding);
	look.pieces = pieces_of(&finding);
	if (finding.frameworks->len > 0)
		look.use = USE_FRAMEWORK;
	else if (finding.sources->len == 1 && is_whole(&finding)) {
		look.use = USE_REVIEW;
		look.review = g_array_index(finding.sources, struct review_source, 0);
		look.review.frameworks = frameworks;
		look.review.framework_count = framework_count;
	} else if (finding.placed->len > 0 || finding.unused->len > 0)
		look.use = USE_PIECES;
	free_finding(&finding);
	return look;
}
