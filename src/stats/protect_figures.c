/* Figures before they are judged: who is in them, and how many clients stand on either side. */
#include <string.h>

#include "guard.h"

/* Adds one client's rows to the sides. */
static void add_client(struct sides *sides, uint32_t rows, uint32_t hits)
{
	if (rows == 0)
		return;
	sides->clients++;
	sides->reviews += rows;
	sides->hit += hits > 0;
	sides->missed += hits < rows;
	if (rows > sides->largest) {
		sides->second = sides->largest;
		sides->largest = rows;
	} else
		sides->second = MAX(sides->second, rows);
}

struct sides count_sides(const struct guard *guard, const uint64_t *base, const uint64_t *hits, const uint64_t *within)
{
	const struct corpus *corpus = guard->corpus;
	struct sides sides = {0};
	uint32_t client = UINT32_MAX, rows = 0, hit = 0;

	for (size_t w = 0; w < corpus->words; w++)
		for (uint64_t rest = base[w] & within[w]; rest != 0; rest &= rest - 1) {
			uint32_t row = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(rest);

			if (corpus->client[row] != client) {
				add_client(&sides, rows, hit);
				client = corpus->client[row];
				rows = hit = 0;
			}
			rows++;
			hit += hits != NULL && bits_has(hits, row);
		}
	add_client(&sides, rows, hit);
	sides.of = sides.clients;
	return sides;
}

uint64_t *members_of(const struct guard *guard, const uint64_t *base, const uint64_t *within)
{
	const struct corpus *corpus = guard->corpus;
	uint64_t *members = arena_array(guard->arena, uint64_t, guard->client_words);

	for (size_t w = 0; w < corpus->words; w++)
		for (uint64_t rest = base[w] & within[w]; rest != 0; rest &= rest - 1)
			bits_add(members, corpus->client[w * 64 + (uint32_t)__builtin_ctzll(rest)]);
	return members;
}

uint32_t add_figure(struct guard *guard, const struct figure *figure)
{
	struct figure *copy = arena_one(guard->arena, struct figure);

	*copy = *figure;
	judge_figure(guard, copy);
	g_ptr_array_add(guard->figures, copy);
	return guard->figures->len - 1;
}

/* The size of a group of the population; the empty scope is all of it. */
uint32_t scope_of(struct guard *guard, struct str text, const uint64_t *rows)
{
	gpointer known = g_hash_table_lookup(guard->scopes, str_c(text));
	struct figure figure = {
		.family = STR("population"), .is_size = true, .may_reprint = true, .scope = NO_FIGURE, .is_whole = str_is_empty(text)};
	uint32_t index;

	if (known != NULL)
		return GPOINTER_TO_UINT(known) - 1;
	figure.key = str_is_empty(text) ? STR("population") : str_format(guard->arena, "population|%s", str_c(text));
	figure.definition = definition_of(guard->arena, "population", &text, 1);
	figure.sides = count_sides(guard, rows, NULL, rows);
	figure.members = members_of(guard, rows, rows);
	index = add_figure(guard, &figure);
	g_hash_table_insert(guard->scopes, (gpointer)(uintptr_t)str_c(text), GUINT_TO_POINTER(index + 1));
	return index;
}

void add_equation(struct guard *guard, const struct equation *equation)
{
	g_array_append_val(guard->equations, *equation);
}

struct estimate estimate_within(const struct guard *guard, const struct statistic *statistic, const uint64_t *rows)
{
	const struct metrics *metrics = guard->statistics->metrics;
	struct estimation how = {.unit = metrics->population.unit,
				 .population_size = 0,
				 .confidence = statistic->metric->confidence,
				 .missing = statistic->metric->missing};
	uint64_t *base = g_new0(uint64_t, MAX(guard->corpus->words, 1u));
	struct estimate estimate;

	for (size_t w = 0; w < guard->corpus->words; w++)
		base[w] = statistic->base[w] & rows[w];
	if (statistic->metric->kind == METRIC_SHARE)
		estimate = estimate_share(guard->corpus, base, statistic->hits, &how);
	else if (statistic->metric->kind == METRIC_MEAN)
		estimate = estimate_mean(guard->corpus, base, statistic->values, &how);
	else
		estimate = estimate_median(guard->corpus, base, statistic->values, &how);
	g_free(base);
	return estimate;
}

struct str key_value(struct arena *arena, struct str value)
{
	GString *text = g_string_new(NULL);

	for (uint32_t i = 0; i < value.length; i++)
		if (strchr("%+=|", value.text[i]) != NULL)
			g_string_append_printf(text, "%%%02X", (unsigned)(unsigned char)value.text[i]);
		else
			g_string_append_c(text, value.text[i]);
	return str_take(arena, text);
}

/* Spaces do not make another definition. */
struct str definition_of(struct arena *arena, const char *kind, const struct str *texts, uint32_t count)
{
	GString *text = g_string_new(kind);
	char *digest;
	struct str definition;

	for (uint32_t i = 0; i < count; i++) {
		g_string_append_c(text, '\n');
		for (uint32_t j = 0; j < texts[i].length; j++)
			if (!g_ascii_isspace(texts[i].text[j]))
				g_string_append_c(text, texts[i].text[j]);
	}
	digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text->str, text->len);
	definition = str_copy(arena, digest, 32);
	g_free(digest);
	g_string_free(text, TRUE);
	return definition;
}
