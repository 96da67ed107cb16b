/* Reading one review into a record: in a worker, or in the parent. */
#include "corpus_record.h"

#include "read/json.h"

struct met_framework {
	const struct ruleset *ruleset;
	struct digest digest;
};

const struct lens_assessment *corpus_lens(const struct assessment *assessment, struct str framework)
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

/* Of a review that was put together from pieces: who, when, and all answers. */
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

struct digest corpus_digest(const struct review_source *source, const struct assessment *assessment)
{
	const struct review *review = assessment->review;

	if (source->part_count > 0)
		return digest_of_pieces(review);
	return digest_of(str_c(review->source->bytes), review->source->bytes.length);
}

/* ---- Frameworks met ---- */

static void open_reader(struct corpus_reader *reader)
{
	if (reader->arena != NULL)
		return;
	reader->arena = arena_new();
	reader->editions = rows_new(reader->arena, reader->framework);
	reader->met = g_array_new(FALSE, TRUE, sizeof(struct met_framework));
}

void corpus_reader_close(struct corpus_reader *reader)
{
	g_clear_pointer(&reader->met, g_array_unref);
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
		if (find_met(reader, assessment->lenses[i].ruleset) == NULL)
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
	const struct review_source *source;
	const struct assessment *assessment;
	struct diags *diags; /* of the review alone */
	struct record record;
	GString *said, *framework_said, *rows;
};

static uint32_t said_by(const struct diags *diags)
{
	return diags_errors(diags) + diags_warnings(diags);
}

/* What is wrong with a framework is said by whoever reads it first; read again, a review says only what is wrong with itself. */
static void assess_alone(struct reading *reading)
{
	struct corpus_reader *reader = reading->reader;
	struct diags *first = diags_new(reading->arena);

	reading->diags = first;
	reading->assessment = stock_assess(reader->stock, reading->arena, reading->source, first);
	if (reading->assessment != NULL && all_met(reader, reading->assessment))
		return;
	if (said_by(first) > 0) {
		reading->diags = diags_new(reading->arena);
		reading->assessment = stock_assess(reader->stock, reading->arena, reading->source, reading->diags);
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

static void leave_out(struct reading *reading)
{
	diags_write_text(reading->diags, reading->said, reading->reader->colour);
	reading->record.state = RECORD_LEFT_OUT;
	reading->record.texts[RECORD_REASON] = first_error(reading->arena, reading->diags);
}

static void take(struct reading *reading)
{
	struct corpus_reader *reader = reading->reader;
	const struct lens_assessment *lens = corpus_lens(reading->assessment, reader->framework);
	const struct met_framework *met = lens == NULL ? NULL : find_met(reader, lens->ruleset);
	struct rows *rows = rows_new(reading->arena, reader->framework);

	reading->record.state = lens != NULL && met == NULL ? RECORD_OWN : RECORD_TAKEN;
	reading->record.content = corpus_digest(reading->source, reading->assessment);
	reading->record.warned = diags_warnings(reading->diags) > 0;
	if (reading->record.state == RECORD_OWN)
		return;
	rows_append(rows, reader->editions);
	rows_add(rows, reading->assessment, reading->record.content);
	rows_write(rows, reading->rows);
	if (met == NULL)
		return;
	reading->record.framework = met->digest;
	reading->record.texts[RECORD_FRAMEWORK] = lens->ruleset->framework->source->path;
}

static struct str borrowed(const GString *from)
{
	return (struct str){from->str, (uint32_t)from->len};
}

static void read_now(struct reading *reading, uint32_t source, GString *out)
{
	reading->said = g_string_new(NULL);
	reading->framework_said = g_string_new(NULL);
	reading->rows = g_string_new(NULL);
	if (reading->source->part_count == 0)
		stamp_of(reading->source->path, &reading->record.stamp);
	assess_alone(reading);
	if (reading->assessment == NULL || diags_errors(reading->diags) > 0)
		leave_out(reading);
	else
		take(reading);
	reading->record.source = source;
	reading->record.texts[RECORD_SAID] = borrowed(reading->said);
	reading->record.texts[RECORD_FRAMEWORK_SAID] = borrowed(reading->framework_said);
	reading->record.texts[RECORD_ROWS] = borrowed(reading->rows);
	record_write(out, &reading->record);
	g_string_free(reading->said, TRUE);
	g_string_free(reading->framework_said, TRUE);
	g_string_free(reading->rows, TRUE);
}

/* A file that was only touched, or copied, has the bytes that the cache knows. */
static bool is_known(struct reading *reading, uint32_t source, GString *out)
{
	struct record *record = &reading->record;
	struct stamp now;
	const struct source *bytes;

	if (reading->reader->cache == NULL || reading->source->part_count > 0 ||
	    !corpus_cache_find(reading->reader->cache, reading->source->path, record) || !stamp_of(reading->source->path, &now) ||
	    now.size != record->stamp.size)
		return false;
	bytes = source_open(reading->arena, reading->source->path, NO_SPAN, diags_new(reading->arena));
	if (bytes == NULL || !digest_equal(record->content, digest_of(str_c(bytes->bytes), bytes->bytes.length)))
		return false;
	record->stamp = now;
	record->source = source;
	record_write(out, record);
	return true;
}

void corpus_read(struct corpus_reader *reader, uint32_t source, GString *out)
{
	struct reading reading = {.reader = reader, .arena = arena_new(), .source = &reader->sources[source]};

	open_reader(reader);
	if (!is_known(&reading, source, out)) {
		reading.record = (struct record){0};
		read_now(&reading, source, out);
	}
	arena_free(reading.arena);
}
