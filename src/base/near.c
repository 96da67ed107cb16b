/* Optimal string alignment distance (Damerau-Levenshtein without repeated edits), bounded. */
#include "base/near.h"

#define LONGEST 96u

static uint32_t least3(uint32_t a, uint32_t b, uint32_t c)
{
	return MIN(MIN(a, b), c);
}

static bool same(struct str a, uint32_t i, struct str b, uint32_t j)
{
	return g_ascii_tolower(a.text[i]) == g_ascii_tolower(b.text[j]);
}

static uint32_t cell(struct str a, struct str b, uint32_t i, uint32_t j, uint32_t rows[3][LONGEST + 1])
{
	uint32_t replace = rows[1][j - 1] + (same(a, i - 1, b, j - 1) ? 0 : 1);
	uint32_t best = least3(rows[1][j] + 1, rows[2][j - 1] + 1, replace);

	if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) && same(a, i - 2, b, j - 1))
		best = MIN(best, rows[0][j - 2] + 1);
	return best;
}

uint32_t near_distance(struct str a, struct str b, uint32_t most)
{
	uint32_t rows[3][LONGEST + 1] = {{0}}, least = 0, before;

	if (a.length > LONGEST || b.length > LONGEST)
		return str_equal(a, b) ? 0 : most + 1;
	if (MAX(a.length, b.length) - MIN(a.length, b.length) > most)
		return most + 1;
	for (uint32_t j = 0; j <= b.length; j++)
		rows[2][j] = j;
	for (uint32_t i = 1; i <= a.length; i++) {
		for (uint32_t j = 0; j <= b.length; j++) {
			rows[0][j] = rows[1][j];
			rows[1][j] = rows[2][j];
		}
		before = least;
		least = rows[2][0] = i;
		for (uint32_t j = 1; j <= b.length; j++) {
			rows[2][j] = cell(a, b, i, j, rows);
			least = MIN(least, rows[2][j]);
		}
		if (least > most && before > most)
			return most + 1;
	}
	return MIN(rows[2][b.length], most + 1);
}

struct near near_to(struct str word)
{
	/* One edit in three letters, at least one, at most eight: long ids are often shortened. */
	return (struct near){.word = word, .distance = MIN(MAX(word.length / 3, 1u), 8u) + 1};
}

void near_offer(struct near *near, struct str candidate)
{
	uint32_t distance = near_distance(near->word, candidate, near->distance);

	if (distance < near->distance) {
		near->distance = distance;
		near->best = candidate;
	}
}
