/* Reading one file, or the files of some groups, into records: in a worker, or in the parent. */
#include "corpus_loading.h"
#include "read/json.h"

/* Of what was written this short a time ago it cannot be told later whether it was changed since; clocks of file systems may be as coarse as that. */
#define YOUNG 2

#define MOST_PATTERNS 4u

struct met_framework {
	const struct ruleset *ruleset;
	struct digest digest;
};

/* A framework that was made from answers, for answers of the same lens, and the arena of those. */
struct pattern {
	const struct ruleset *ruleset;
	struct digest digest;  /* of its edition */
	struct rows *editions; /* knows that one; no rows */
	struct arena *arena;
};

static const struct lens_assessment *lens_of(const struct assessment *assessment, struct str framework)
{
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		if (str_is_empty(framework) || str_equal(framework, assessment->lenses[i].lens->framework->id))
			return &assessment->lenses[i];
	return NULL;
}

static void describe(GString *out, struct str text)
{
	g_string_append_printf(out, "%u:%.*s", text.length, STR_ARGS(text));
}

/* Of a review that was put together from pieces, however many files they were in: who, when, and all answers. */
static struct digest digest_of_pieces(const struct review *review)
{
	GString *all = g_string_new(NULL);
	struct digest digest;

	describe(all, review->client);
	describe(all, review->workload_id);
	describe(all, review->workload);
	describe(all, review->milestone);
	g_string_append_printf(all, "%d-%d-%d", review->held.year, review->held.month, review->held.day);
	for (uint32_t i = 0; i < review->lens_count; i++) {
		const struct lens *lens = &review->lenses[i];
		gssize size = (gssize)(bits_words(lens->framework->choice_count) * sizeof(uint64_t));

		describe(all, lens->framework->id);
		describe(all, lens->framework->version);
		g_string_append_len(all, (const char *)lens->chosen, size);
		g_string_append_len(all, (const char *)lens->not_applicable, size);
	}
	digest = digest_of(all->str, all->len);
	g_string_free(all, TRUE);
	return digest;
}

/* ---- Frameworks met ---- */

static void free_pattern(void *what)
{
	arena_free(((struct pattern *)what)->arena);
}

static void open_reader(struct corpus_reader *reader)
{
	if (reader->arena != NULL)
		return;
	reader->arena = arena_new();
	reader->editions = rows_new(reader->arena, reader->framework);
	reader->met = g_array_new(FALSE, TRUE, sizeof(struct met_framework));
	reader->patterns = g_ptr_array_new_with_free_func(free_pattern);
}

void corpus_reader_close(struct corpus_reader *reader)
{
	g_clear_pointer(&reader->met, g_array_unref);
	g_clear_pointer(&reader->patterns, g_ptr_array_unref);
	arena_free(reader->arena);
	reader->arena = NULL;
}

static const struct met_framework *find_met(const struct corpus_reader *reader, const struct ruleset *ruleset)
{
	for (guint i = 0; i < reader->met->len; i++) {
		const struct met_framework *met = &g_array_index(reader->met, struct met_framework, i);

		if (met->ruleset == ruleset)
			return met;
	}
	return NULL;
}

static bool all_met(const struct corpus_reader *reader, const struct assessment *assessment)
{
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		if (!assessment->lenses[i].lens->framework->is_derived && find_met(reader, assessment->lenses[i].ruleset) == NULL)
			return false;
	return true;
}

static void meet(struct corpus_reader *reader, const struct assessment *assessment)
{
	for (uint32_t i = 0; i < assessment->lens_count; i++) {
		const struct ruleset *ruleset = assessment->lenses[i].ruleset;
		const struct source *source = ruleset->framework->source;
		struct met_framework met = {ruleset, {{0, 0}}};

		if (ruleset->framework->is_derived || find_met(reader, ruleset) != NULL)
			continue;
		met.digest = digest_of(str_c(source->bytes), source->bytes.length);
		g_array_append_val(reader->met, met);
		rows_edition(reader->editions, ruleset);
	}
}

/* ---- One review ---- */

struct reading {
	struct corpus_reader *reader;
	struct arena *arena;
	const struct source *bytes; /* of the file, where there is only one; may be NULL */
	const struct review_source *source;
	struct review_source whole;    /* what source points to, where it is a file */
	const struct pattern *pattern; /* of the quick way; may be NULL */
	const struct assessment *assessment;
	struct diags *diags; /* of the review alone */
	struct record record;
	GString *said, *framework_said, *rows;
};

static uint32_t said_by(const struct diags *diags)
{
	return diags_errors(diags) + diags_warnings(diags);
}

/* source NULL: the quick way, from the file's bytes. */
static const struct assessment *assess_once(struct reading *reading, struct diags *diags)
{
	struct corpus_reader *reader = reading->reader;

	if (reading->source == NULL)
		return stock_assess_quick(reader->stock, reading->arena, reading->bytes, reader->frameworks, reader->framework_count,
					  reading->pattern == NULL ? NULL : reading->pattern->ruleset, diags);
	return stock_assess(reader->stock, reading->arena, reading->source, diags);
}

/* What is wrong with a framework is said by whoever reads it first; read again, a review says only what is wrong with itself. */
static void assess_alone(struct reading *reading)
{
	struct corpus_reader *reader = reading->reader;
	struct diags *first = diags_new(reading->arena);

	reading->diags = first;
	reading->assessment = assess_once(reading, first);
	if (reading->assessment != NULL && all_met(reader, reading->assessment))
		return;
	if (said_by(first) > 0) {
		reading->diags = diags_new(reading->arena);
		reading->assessment = assess_once(reading, reading->diags);
		if (said_by(first) > said_by(reading->diags))
			diags_write_text(first, reading->framework_said, reader->colour);
	}
	if (reading->assessment != NULL)
		meet(reader, reading->assessment);
}

/* "12: there is no ...": of the first error. */
static struct str first_error(struct arena *arena, const struct diags *diags)
{
	struct diags *unsaid = diags_new(arena);
	GString *json = g_string_new(NULL);
	const struct source *source;
	const struct node *root, *item;

	diags_write_json(diags, json);
	source = source_from_bytes(arena, "", json->str, json->len, unsaid);
	g_string_free(json, TRUE);
	root = source == NULL ? NULL : json_read(arena, source, unsaid);
	for (item = root == NULL ? NULL : root->first; item != NULL; item = item->next) {
		const struct node *severity = node_find(item, "severity"), *message = node_find(item, "message"), *line = node_find(item, "line");

		if (severity == NULL || message == NULL || !str_is(severity->text, "error"))
			continue;
		return line == NULL || line->kind != NODE_SCALAR ? message->text
								 : str_format(arena, "line %s: %s", str_c(line->text), str_c(message->text));
	}
	return STR("it cannot be read");
}

static void leave_out(struct reading *reading, const struct diags *diags)
{
	diags_write_text(diags, reading->said, reading->reader->colour);
	reading->record.state = RECORD_LEFT_OUT;
	reading->record.texts[RECORD_REASON] = first_error(reading->arena, diags);
}

/* A framework that the review itself brings is known to nobody else: the parent makes it once for all that are alike. */
static void take_own(struct reading *reading, const struct lens_assessment *lens, struct rows *rows)
{
	const struct pattern *pattern = reading->source == NULL ? reading->pattern : NULL;

	if (pattern == NULL)
		rows_edition(rows, lens->ruleset);
	else
		rows_append(rows, pattern->editions);
	reading->record.state = RECORD_OWN;
	reading->record.framework = pattern == NULL ? rows_edition_digest(lens->ruleset) : pattern->digest;
}

static void take(struct reading *reading)
{
	struct corpus_reader *reader = reading->reader;
	const struct lens_assessment *lens = lens_of(reading->assessment, reader->framework);
	const struct met_framework *met = lens == NULL ? NULL : find_met(reader, lens->ruleset);
	struct rows *rows = rows_new(reading->arena, reader->framework);
	bool in_pieces = reading->source == NULL || reading->source->part_count > 0;

	reading->record.state = RECORD_TAKEN;
	if (lens != NULL && met == NULL)
		take_own(reading, lens, rows);
	else
		rows_append(rows, reader->editions);
	rows_add(rows, reading->assessment, in_pieces ? digest_of_pieces(reading->assessment->review) : reading->record.content);
	rows_write(rows, reading->rows);
	if (met == NULL)
		return;
	reading->record.framework = met->digest;
	reading->record.texts[RECORD_BOUND] = lens->ruleset->framework->source->path;
}

static struct str borrowed(const GString *from)
{
	return (struct str){from->str, (uint32_t)from->len};
}

static void begin(struct reading *reading)
{
	open_reader(reading->reader);
	reading->said = g_string_new(NULL);
	reading->framework_said = g_string_new(NULL);
	reading->rows = g_string_new(NULL);
}

static void finish(struct reading *reading, GString *out)
{
	reading->record.texts[RECORD_SAID] = borrowed(reading->said);
	reading->record.texts[RECORD_FRAMEWORK_SAID] = borrowed(reading->framework_said);
	reading->record.texts[RECORD_ROWS] = borrowed(reading->rows);
	record_write(out, &reading->record);
	g_string_free(reading->said, TRUE);
	g_string_free(reading->framework_said, TRUE);
	g_string_free(reading->rows, TRUE);
}

static void take_or_leave(struct reading *reading)
{
	if (reading->assessment == NULL || diags_errors(reading->diags) > 0)
		leave_out(reading, reading->diags);
	else
		take(reading);
}

/* ---- Files ---- */

/* Answers of AWS's are read without a closer look where that can be. */
static bool try_quickly(struct reading *reading, const struct pattern *pattern)
{
	reading->pattern = pattern;
	assess_alone(reading);
	if (reading->assessment == NULL || diags_errors(reading->diags) > 0)
		return false;
	reading->record.texts[RECORD_HELD] = str_format(reading->arena, "%c%s\n", PIECE_ANSWERS, str_c(reading->assessment->review->workload_id));
	take(reading);
	return true;
}

static bool read_quickly(struct reading *reading)
{
	const GPtrArray *patterns = reading->reader->patterns;
	bool done = false;

	if (reading->bytes == NULL)
		return false;
	/* where there is a pattern, no framework was at hand for the files before */
	for (guint i = 0; i < patterns->len && !done; i++)
		done = try_quickly(reading, g_ptr_array_index(patterns, i));
	return done || try_quickly(reading, NULL);
}

/* A framework that was made from a review serves those that come after; where each makes another one, it does not help. */
static bool is_pattern(const struct reading *reading)
{
	const struct assessment *assessment = reading->assessment;

	return reading->record.state == RECORD_OWN && reading->source != NULL && reading->source->part_count > 0 && assessment->lens_count == 1 &&
	       reading->reader->patterns->len < MOST_PATTERNS;
}

static void keep_pattern(const struct reading *reading)
{
	struct pattern *pattern = arena_one(reading->arena, struct pattern);

	pattern->ruleset = reading->assessment->lenses[0].ruleset;
	pattern->digest = reading->record.framework;
	pattern->editions = rows_new(reading->arena, STR(""));
	pattern->arena = reading->arena;
	rows_edition(pattern->editions, pattern->ruleset);
	g_ptr_array_add(reading->reader->patterns, pattern);
}

static void read_closely(struct reading *reading, const struct corpus_file *file)
{
	static const enum record_state states[] = {[USE_PIECES] = RECORD_PIECES, [USE_FRAMEWORK] = RECORD_FRAMEWORK, [USE_NOTHING] = RECORD_NOTHING};
	struct corpus_reader *reader = reading->reader;
	struct diags *diags = diags_new(reading->arena);
	struct file_look look = review_look(reading->arena, file->path, file->in_folder, reader->frameworks, reader->framework_count, diags);

	reading->record.texts[RECORD_HELD] = look.pieces;
	reading->whole = look.review;
	reading->source = &reading->whole;
	if (look.use == USE_REVIEW) {
		assess_alone(reading);
		take_or_leave(reading);
	} else if (diags_errors(diags) > 0)
		leave_out(reading, diags);
	else {
		reading->record.state = states[look.use];
		if (look.use == USE_NOTHING)
			diags_write_text(diags, reading->said, reader->colour);
	}
}

/* A file that was only touched, or copied, has the bytes that are known. */
static bool is_known(struct reading *reading, const struct record *cached)
{
	struct record *now = &reading->record;
	bool known = cached != NULL && reading->bytes != NULL && digest_equal(cached->content, now->content) &&
		     (str_is_empty(cached->texts[RECORD_HELD]) || digest_equal(cached->context, reading->reader->context));
	struct record kept = *now;

	if (!known)
		return false;
	*now = *cached;
	now->item = kept.item;
	now->stamp = kept.stamp;
	now->is_young = kept.is_young;
	return true;
}

static bool is_young(const struct corpus_reader *reader, const struct stamp *stamp)
{
	return MAX(stamp->seconds, stamp->changed_seconds) >= reader->now - YOUNG;
}

void corpus_read(struct corpus_reader *reader, uint32_t item, const struct corpus_file *file, const struct record *cached, GString *out)
{
	struct reading reading = {.reader = reader, .arena = arena_new(), .record = {.item = item, .context = reader->context}};

	if (stamp_of(file->path, &reading.record.stamp))
		reading.bytes = source_open(reading.arena, file->path, NO_SPAN, diags_new(reading.arena));
	reading.record.is_young = is_young(reader, &reading.record.stamp);
	if (reading.bytes != NULL)
		reading.record.content = digest_of(str_c(reading.bytes->bytes), reading.bytes->bytes.length);
	if (is_known(&reading, cached))
		record_write(out, &reading.record);
	else {
		begin(&reading);
		if (!read_quickly(&reading))
			read_closely(&reading, file);
		finish(&reading, out);
	}
	if (is_pattern(&reading))
		keep_pattern(&reading);
	else
		arena_free(reading.arena);
}

/* ---- Groups ---- */

static void read_one(struct corpus_reader *reader, struct arena *arena, const struct review_source *source, const struct record *record, GString *out)
{
	struct review_source bound = *source;
	struct reading reading = {.reader = reader, .arena = arena, .source = &bound, .record = *record};

	bound.frameworks = reader->frameworks;
	bound.framework_count = reader->framework_count;
	reading.record.texts[RECORD_PATH] = str_of(source->path);
	begin(&reading);
	assess_alone(&reading);
	take_or_leave(&reading);
	finish(&reading, out);
}

static void read_group(struct corpus_reader *reader, struct arena *arena, const struct review_set *set, struct str workload, uint32_t item,
		       GString *out)
{
	struct record record = {.item = item, .context = reader->context};

	for (uint32_t i = 0; i < set->count; i++)
		record.parts += str_equal(review_source_workload(&set->sources[i]), workload);
	for (uint32_t i = 0; i < set->count; i++)
		if (str_equal(review_source_workload(&set->sources[i]), workload)) {
			read_one(reader, arena, &set->sources[i], &record, out);
			record.nth++;
		}
}

void corpus_read_groups(struct corpus_reader *reader, const struct corpus_together *together, GString *out)
{
	struct arena *arena = arena_new();
	const struct review_set *set = review_sources_together(arena, together->paths, together->path_count, together->name_all, diags_new(arena));

	for (uint32_t i = 0; i < together->count; i++)
		read_group(reader, arena, set, together->groups[together->items[i]].workload, together->items[i], out);
	arena_free(arena);
}
