/* Lint by trying every selection of the choices that the rules of a question name, 64 at a time. */
#include "assess/lint.h"

#include "selections.h"

#define PLANES 3u /* of levels: none, medium, high */

static const enum level levels[PLANES] = {LEVEL_NONE, LEVEL_MEDIUM, LEVEL_HIGH};

/* The question being looked at. Planes hold a bit per selection: those that give a level. A selection in none of them matches no rule. */
struct linter {
	struct arena *arena;
	const struct ruleset *ruleset;
	struct diags *diags;
	const struct question *question;
	struct selections selections;
	uint64_t *planes[PLANES];
	uint64_t *valid;  /* selections that run the rules */
	uint64_t *hashes; /* per rule: of all selections for which its condition holds */
	bool given[PLANES], unmatched;
};

static const struct rule *rule_of(const struct linter *linter, uint32_t rule)
{
	return &linter->ruleset->framework->rules[linter->question->first_rule + rule];
}

static const char *id_of(const struct linter *linter)
{
	return str_c(linter->question->id);
}

static uint32_t plane_of(enum level level)
{
	return level == LEVEL_HIGH ? 2 : level == LEVEL_MEDIUM ? 1 : 0;
}

/* ---- Trying all selections ---- */

static void try_word(struct linter *linter, uint32_t word)
{
	uint64_t left = selections_fill(&linter->selections, word);

	linter->valid[word] = left;
	for (uint32_t p = 0; p < PLANES; p++)
		linter->planes[p][word] = 0;
	for (uint32_t i = 0; i < linter->question->rule_count; i++) {
		const struct rule *rule = rule_of(linter, i);
		const struct condition *condition = linter->ruleset->conditions[linter->question->first_rule + i];
		uint64_t holds = rule->is_default ? ~(uint64_t)0 : 0;

		if (condition != NULL)
			holds = condition_holds_word(condition, linter->selections.columns, NULL);
		linter->planes[plane_of(rule->risk)][word] |= holds & left;
		linter->hashes[i] = (linter->hashes[i] ^ (holds & linter->valid[word])) * 0x9E3779B97F4A7C15u;
		linter->hashes[i] ^= linter->hashes[i] >> 29;
		left &= ~holds;
	}
}

/* A rule that did not compile is a fault of its own, and says nothing of the others. */
static bool all_compiled(const struct linter *linter)
{
	for (uint32_t i = 0; i < linter->question->rule_count; i++)
		if (!rule_of(linter, i)->is_default && linter->ruleset->conditions[linter->question->first_rule + i] == NULL)
			return false;
	return true;
}

/* False if there are too many. */
static bool try_all(struct linter *linter)
{
	for (uint32_t p = 0; p < PLANES; p++)
		linter->given[p] = linter->unmatched = false;
	linter->selections = (struct selections){.columns = linter->selections.columns};
	if (!all_compiled(linter) || !selections_of(linter->ruleset, linter->question, &linter->selections))
		return false;
	for (uint32_t i = 0; i < linter->question->rule_count; i++)
		linter->hashes[i] = 1;
	for (uint32_t word = 0; word < selections_words(&linter->selections); word++) {
		try_word(linter, word);
		for (uint32_t p = 0; p < PLANES; p++)
			linter->given[p] = linter->given[p] || linter->planes[p][word] != 0;
		linter->unmatched = linter->unmatched ||
				    (linter->valid[word] & ~(linter->planes[0][word] | linter->planes[1][word] | linter->planes[2][word])) != 0;
	}
	return true;
}

/* Selections of a word in which a choice can be ticked: the choice's bit is clear, and both it and its partner run the rules. */
struct pairs {
	uint64_t from;          /* bits of the word */
	uint32_t word, partner; /* words; the partner's bits stand `shift` higher */
	uint32_t shift;
};

static struct pairs pairs_of(const struct linter *linter, uint32_t named, uint32_t word)
{
	struct pairs pairs = {.word = word, .partner = word, .shift = 0};
	uint64_t clear = ~(uint64_t)0;

	selections_fill(&linter->selections, word);
	if (named < 6) {
		pairs.shift = 1u << named;
		clear = ~linter->selections.columns[linter->selections.named[named]];
	} else if ((word >> (named - 6) & 1) != 0)
		clear = 0;
	else
		pairs.partner = word | 1u << (named - 6);
	pairs.from = clear & linter->valid[word] & (linter->valid[pairs.partner] >> pairs.shift);
	return pairs;
}

/* The bits of a plane at the partners, moved to where the pairs begin. */
static uint64_t ticked(const struct linter *linter, const struct pairs *pairs, uint32_t plane)
{
	return linter->planes[plane][pairs->partner] >> pairs->shift;
}

static uint64_t worse(const struct linter *linter, const struct pairs *pairs)
{
	uint64_t none = linter->planes[0][pairs->word], medium = linter->planes[1][pairs->word];

	return pairs->from & ((ticked(linter, pairs, 2) & (none | medium)) | (ticked(linter, pairs, 1) & none));
}

static uint64_t changed(const struct linter *linter, const struct pairs *pairs)
{
	uint64_t differ = 0;

	for (uint32_t p = 0; p < PLANES; p++)
		differ |= linter->planes[p][pairs->word] ^ ticked(linter, pairs, p);
	return pairs->from & differ;
}

/* ---- Reports ---- */

/* Level of a selection; "" if no rule matches. */
static const char *level_at(const struct linter *linter, uint32_t word, uint32_t bit)
{
	for (uint32_t p = 0; p < PLANES; p++)
		if ((linter->planes[p][word] >> bit & 1) != 0)
			return p == 0 ? "no" : level_name(levels[p]);
	return "";
}

static void report_worse(const struct linter *linter, uint32_t named, const struct pairs *pairs, uint64_t bits)
{
	const struct choice *choice = &linter->ruleset->framework->choices[linter->selections.named[named]];
	uint32_t bit = (uint32_t)__builtin_ctzll(bits);
	const char *from = level_at(linter, pairs->word, bit), *to = level_at(linter, pairs->partner, bit + pairs->shift);
	GString *beside = g_string_new(NULL);

	for (uint32_t i = 0; i < linter->selections.count; i++)
		if (((pairs->word * 64 + bit) >> i & 1) != 0)
			g_string_append_printf(beside, "%s%s", beside->len == 0 ? "" : ", ",
					       str_c(linter->ruleset->framework->choices[linter->selections.named[i]].id));
	diag(linter->diags, LINT_WORSE, choice->span, str_c(choice->id), id_of(linter), from, to, beside->len == 0 ? "nothing else" : beside->str);
	g_string_free(beside, TRUE);
}

/* Where nothing ticked is unanswered, a choice alone is weighed against "none of these" alone. */
static bool differs_from_none(const struct linter *linter, uint32_t named)
{
	const uint32_t *all = linter->selections.named;
	uint32_t own = 1u << named;

	for (uint32_t i = 0; linter->selections.never_empty && i < linter->selections.count; i++) {
		uint32_t none = 1u << i;

		if (i != named && linter->ruleset->framework->choices[all[i]].none_of_these &&
		    g_strcmp0(level_at(linter, own / 64, own % 64), level_at(linter, none / 64, none % 64)) != 0)
			return true;
	}
	return false;
}

static void lint_named(const struct linter *linter, uint32_t named, bool is_constant)
{
	const struct choice *choice = &linter->ruleset->framework->choices[linter->selections.named[named]];
	bool has_effect = differs_from_none(linter, named), is_worse = choice->none_of_these;

	for (uint32_t word = 0; word < selections_words(&linter->selections); word++) {
		struct pairs pairs = pairs_of(linter, named, word);
		uint64_t bits = worse(linter, &pairs);

		has_effect = has_effect || changed(linter, &pairs) != 0;
		if (bits == 0 || is_worse)
			continue;
		report_worse(linter, named, &pairs, bits);
		is_worse = true;
	}
	if (!has_effect && !is_constant)
		diag(linter->diags, LINT_NO_EFFECT, choice->span, str_c(choice->id), id_of(linter));
}

static bool is_named(const struct linter *linter, uint32_t choice)
{
	for (uint32_t i = 0; i < linter->selections.count; i++)
		if (linter->selections.named[i] == choice)
			return true;
	return false;
}

/* A practice of low level is good to have, and rules may well leave it out. */
static void lint_unnamed(const struct linter *linter, bool is_constant)
{
	for (uint32_t i = linter->question->first_choice; i < linter->question->first_choice + linter->question->choice_count; i++) {
		const struct choice *choice = &linter->ruleset->framework->choices[i];

		if (!is_constant && !choice->none_of_these && choice->risk != LEVEL_LOW && !is_named(linter, i))
			diag(linter->diags, LINT_NO_EFFECT, choice->span, str_c(choice->id), id_of(linter));
	}
}

static void lint_levels(const struct linter *linter)
{
	bool said[PLANES] = {false};

	for (uint32_t i = 0; i < linter->question->rule_count; i++) {
		const struct rule *rule = rule_of(linter, i);
		uint32_t plane = plane_of(rule->risk);

		if (!linter->given[plane] && !said[plane])
			diag(linter->diags, LINT_UNREACHABLE, rule->span, id_of(linter), plane == 0 ? "no" : level_name(rule->risk));
		said[plane] = true;
	}
}

static void lint_contradictions(const struct linter *linter)
{
	GHashTable *seen = g_hash_table_new(g_int64_hash, g_int64_equal);

	for (uint32_t i = 0; i < linter->question->rule_count; i++) {
		const struct rule *rule = rule_of(linter, i), *first;
		char line[16];

		if (linter->ruleset->conditions[linter->question->first_rule + i] == NULL)
			continue;
		first = g_hash_table_lookup(seen, &linter->hashes[i]);
		if (first == NULL)
			g_hash_table_insert(seen, &linter->hashes[i], (void *)(uintptr_t)rule);
		else if (first->risk != rule->risk) {
			g_snprintf(line, sizeof(line), "%u", source_place(first->span.source, first->span.start).line);
			diag(linter->diags, LINT_CONTRADICTION, rule->span, id_of(linter), line);
		}
	}
	g_hash_table_unref(seen);
}

static void lint_all_ticked(const struct linter *linter)
{
	uint32_t selection = 0;
	const char *level;

	for (uint32_t i = 0; i < linter->selections.count; i++)
		if (!linter->ruleset->framework->choices[linter->selections.named[i]].none_of_these)
			selection |= 1u << i;
	level = level_at(linter, selection / 64, selection % 64);
	if ((linter->valid[selection / 64] >> (selection % 64) & 1) != 0 && g_strcmp0(level, "no") != 0)
		diag(linter->diags, LINT_ALL_TICKED, linter->question->span, id_of(linter), *level == '\0' ? "unknown" : level);
}

static void lint_defaults(const struct linter *linter)
{
	uint32_t defaults = 0;
	char count[16];

	for (uint32_t i = 0; i < linter->question->rule_count; i++)
		defaults += rule_of(linter, i)->is_default;
	g_snprintf(count, sizeof(count), "%u", defaults);
	if (defaults > 1)
		diag(linter->diags, LINT_DEFAULTS, linter->question->span, id_of(linter), count);
}

static void lint_tried(const struct linter *linter)
{
	bool is_constant = linter->given[0] + linter->given[1] + linter->given[2] == 1 && !linter->unmatched;

	/* A question whose only rule is a default asks for a profile and not for a risk. */
	if (linter->selections.count == 0)
		return;
	lint_levels(linter);
	lint_contradictions(linter);
	if (is_constant)
		diag(linter->diags, LINT_CONSTANT, linter->question->span, id_of(linter),
		     linter->given[0] ? "no" : level_name(levels[linter->given[1] ? 1 : 2]));
	else
		lint_all_ticked(linter);
	for (uint32_t i = 0; i < linter->selections.count; i++)
		lint_named(linter, i, is_constant);
	lint_unnamed(linter, is_constant);
}

void ruleset_lint(struct arena *arena, const struct ruleset *ruleset, struct diags *diags)
{
	const struct framework *framework = ruleset->framework;
	struct linter linter = {.arena = arena, .ruleset = ruleset, .diags = diags, .valid = arena_array(arena, uint64_t, MOST_WORDS)};

	linter.selections.columns = arena_array(arena, uint64_t, framework->choice_count);
	linter.hashes = arena_array(arena, uint64_t, framework->rule_count);
	for (uint32_t p = 0; p < PLANES; p++)
		linter.planes[p] = arena_array(arena, uint64_t, MOST_WORDS);
	for (uint32_t i = 0; i < framework->question_count; i++) {
		linter.question = &framework->questions[i];
		lint_defaults(&linter);
		if (try_all(&linter))
			lint_tried(&linter);
	}
}
