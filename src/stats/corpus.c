/* Rows to a corpus: in one order, without duplicates, grouped by client and workload. */
#include "stats/corpus.h"

#include <stdlib.h>
#include <string.h>

#include "build.h"

#define MOST_EDITIONS 255u

int version_order(struct str a, struct str b)
{
	uint32_t i = 0, j = 0;

	while (i < a.length && j < b.length) {
		if (g_ascii_isdigit(a.text[i]) && g_ascii_isdigit(b.text[j])) {
			uint64_t x = 0, y = 0;

			for (; i < a.length && g_ascii_isdigit(a.text[i]); i++)
				x = MIN(x, UINT64_MAX / 100) * 10 + (uint64_t)(a.text[i] - '0');
			for (; j < b.length && g_ascii_isdigit(b.text[j]); j++)
				y = MIN(y, UINT64_MAX / 100) * 10 + (uint64_t)(b.text[j] - '0');
			if (x != y)
				return x < y ? -1 : 1;
		} else if (a.text[i] != b.text[j])
			return (unsigned char)a.text[i] < (unsigned char)b.text[j] ? -1 : 1;
		else {
			i++;
			j++;
		}
	}
	return (int)(i < a.length) - (int)(j < b.length);
}

const struct framework *row_framework(const struct build *build, uint32_t row)
{
	return build->corpus->editions[build->corpus->edition[row]].ruleset->framework;
}

/* A row with what it is sorted by. */
struct sorted {
	const struct row *row;
	struct str client, workload;
};

static int compare_digests(struct digest a, struct digest b)
{
	for (unsigned i = 0; i < 2; i++)
		if (a.words[i] != b.words[i])
			return a.words[i] < b.words[i] ? -1 : 1;
	return 0;
}

static int by_place(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	int order = str_compare(a->client, b->client);

	if (order == 0)
		order = str_compare(a->workload, b->workload);
	if (order == 0)
		order = (a->row->date > b->row->date) - (a->row->date < b->row->date);
	return order == 0 ? compare_digests(a->row->digest, b->row->digest) : order;
}

static int by_version(const void *left, const void *right)
{
	const struct edition *a = left, *b = right;
	int order = version_order(a->ruleset->framework->version, b->ruleset->framework->version);

	return order == 0 ? compare_digests(a->digest, b->digest) : order;
}

/* Editions in order; gives for each of the rows' own numbers the corpus's. */
static uint32_t *sort_editions(struct build *build, const struct rows *rows)
{
	uint32_t count = rows->editions->len;
	struct edition *editions = arena_array(build->arena, struct edition, count);
	uint32_t *places = arena_array(build->arena, uint32_t, count);

	for (uint32_t i = 0; i < count; i++) {
		const struct rows_edition *edition = &g_array_index(rows->editions, struct rows_edition, i);

		editions[i] = (struct edition){edition->ruleset, edition->digest, 0, NULL};
	}
	qsort(editions, count, sizeof *editions, by_version);
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t j = 0; j < count; j++)
			if (compare_digests(editions[j].digest, g_array_index(rows->editions, struct rows_edition, i).digest) == 0)
				places[i] = j;
	build->corpus->editions = build->editions = editions;
	build->corpus->edition_count = count;
	return places;
}

static const struct framework *framework_at(const struct rows *rows, const struct row *row)
{
	return g_array_index(rows->editions, struct rows_edition, row->edition).ruleset->framework;
}

static struct sorted *sort_rows(const struct rows *rows)
{
	uint32_t count = rows->list->len;
	struct sorted *sorted = g_new0(struct sorted, MAX(count, 1u));

	for (uint32_t i = 0; i < count; i++) {
		const struct row *row = g_ptr_array_index(rows->list, i);
		const struct framework *framework = framework_at(rows, row);

		sorted[i] = (struct sorted){row, row_text(row, framework, ROW_CLIENT_KEY), row_text(row, framework, ROW_WORKLOAD_KEY)};
	}
	qsort(sorted, count, sizeof *sorted, by_place);
	return sorted;
}

/* Rows one after another: who is whose, and where a workload began. */
struct grouping {
	struct str *names, *environment;
	uint32_t *client, *workload, *first_row, *date;
	uint8_t *edition;
	struct digest *digest;
};

static struct grouping grouping_new(struct arena *arena, uint32_t count)
{
	return (struct grouping){
		.names = arena_array(arena, struct str, count),
		.environment = arena_array(arena, struct str, count),
		.client = arena_array(arena, uint32_t, count),
		.workload = arena_array(arena, uint32_t, count),
		.first_row = arena_array(arena, uint32_t, count),
		.date = arena_array(arena, uint32_t, count),
		.edition = arena_array(arena, uint8_t, count),
		.digest = arena_array(arena, struct digest, count),
	};
}

static struct str keep_text(struct build *build, const struct row *row, const struct framework *framework, enum row_text which)
{
	struct str text = row_text(row, framework, which);

	return text.length == 0 ? STR("") : str_copy(build->arena, text.text, text.length);
}

/* Adds the row as the next one of the corpus. */
static void place_row(struct build *build, struct grouping *to, const struct sorted *sorted, const struct sorted *before, const uint32_t *places)
{
	struct corpus *corpus = build->corpus;
	const struct row *row = sorted->row;
	uint32_t at = corpus->row_count++, edition = places[row->edition];
	const struct framework *framework = corpus->editions[edition].ruleset->framework;
	bool same_client = before != NULL && str_equal(before->client, sorted->client);
	bool same_workload = same_client && str_equal(before->workload, sorted->workload);

	if (!same_client)
		to->names[corpus->client_count++] = keep_text(build, row, framework, ROW_CLIENT);
	corpus->workload_count += !same_workload;
	build->rows[at] = row;
	to->client[at] = corpus->client_count - 1;
	to->workload[at] = corpus->workload_count - 1;
	to->first_row[at] = same_workload ? to->first_row[at - 1] : at;
	to->date[at] = row->date;
	to->edition[at] = (uint8_t)edition;
	to->digest[at] = row->digest;
	to->environment[at] = keep_text(build, row, framework, ROW_ENVIRONMENT);
	build->editions[edition].row_count++;
}

static bool is_duplicate(const struct sorted *a, const struct sorted *b)
{
	return compare_digests(a->row->digest, b->row->digest) == 0 && str_equal(a->client, b->client) && str_equal(a->workload, b->workload);
}

static void place_rows(struct build *build, const struct rows *rows, const uint32_t *places)
{
	uint32_t count = rows->list->len, last = UINT32_MAX;
	struct sorted *sorted = sort_rows(rows);
	struct grouping grouping = grouping_new(build->arena, count);
	struct corpus *corpus = build->corpus;

	build->rows = arena_array(build->arena, const struct row *, count);
	for (uint32_t i = 0; i < count; i++) {
		if (last != UINT32_MAX && is_duplicate(&sorted[last], &sorted[i])) {
			corpus->duplicates++;
			continue;
		}
		place_row(build, &grouping, &sorted[i], last == UINT32_MAX ? NULL : &sorted[last], places);
		last = i;
	}
	/* Without rows too each plane has an address of its own, by which metrics are told apart. */
	corpus->words = MAX(bits_words(corpus->row_count), 1);
	corpus->client_names = grouping.names;
	corpus->client = grouping.client;
	corpus->workload = grouping.workload;
	corpus->first_row = grouping.first_row;
	corpus->date = grouping.date;
	corpus->edition = grouping.edition;
	corpus->environment = grouping.environment;
	corpus->digest = grouping.digest;
	g_free(sorted);
}

static enum consent consent_named(struct str word)
{
	if (str_is(word, "publish"))
		return CONSENT_PUBLISH;
	return str_is(word, "no") ? CONSENT_NO : CONSENT_INTERNAL;
}

/* The word of the latest date that has one; of several on that day the strictest. */
static void settle_consent(struct build *build)
{
	struct corpus *corpus = build->corpus;
	const struct fact_column *fact = &corpus->facts[FACT_KEY_benchmark];
	enum consent *consent = arena_array(build->arena, enum consent, corpus->client_count);
	uint32_t *dates = g_new0(uint32_t, MAX(corpus->client_count, 1u));
	bool *said = g_new0(bool, MAX(corpus->client_count, 1u));

	for (uint32_t i = 0; i < corpus->client_count; i++)
		consent[i] = CONSENT_INTERNAL;
	for (uint32_t i = 0; i < corpus->row_count; i++) {
		uint32_t client = corpus->client[i];
		enum consent word;

		if (!bits_has(fact->known, i) || (said[client] && corpus->date[i] < dates[client]))
			continue;
		word = consent_named(fact->texts[fact->codes[i]]);
		consent[client] = said[client] && corpus->date[i] == dates[client] ? MAX(word, consent[client]) : word;
		dates[client] = corpus->date[i];
		said[client] = true;
	}
	corpus->consent = consent;
	g_free(dates);
	g_free(said);
}

const struct corpus *corpus_new(struct arena *arena, const struct rows *rows, struct diags *diags)
{
	struct build build = {.arena = arena, .corpus = arena_one(arena, struct corpus)};
	const uint32_t *places;

	if (rows->editions->len > MOST_EDITIONS) {
		diag(diags, CORPUS_EDITIONS, NO_SPAN, str_format(arena, "%u", rows->editions->len).text);
		return NULL;
	}
	places = sort_editions(&build, rows);
	place_rows(&build, rows, places);
	build.corpus->without_framework = rows->without_framework;
	layout_columns(&build);
	fill_planes(&build);
	fill_facts(&build);
	settle_consent(&build);
	return build.corpus;
}
