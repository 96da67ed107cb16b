/* The table that says what became of a question. */
#include "assess/progress.h"

/*
 * The first row that fits counts. Risks as sets; ABSENT is "not asked". Movement compares the risk now with the carried one, which is what the client's
 * answers of then come to under today's rules: what the client did. The carried risk against the earlier one is what the framework did.
 */
#define SET(risk)  (1u << RISK_##risk)
#define ABSENT     (1u << RISK_COUNT)
#define RATED      (SET(HIGH) | SET(MEDIUM) | SET(NONE))
#define ANSWERED   (RATED | SET(UNMATCHED))
#define APPLICABLE (ANSWERED | SET(UNANSWERED))
#define ANY        (APPLICABLE | SET(NOT_APPLICABLE) | ABSENT)

enum movement { MOVES_ANYHOW, MOVES_UP, MOVES_DOWN, MOVES_NOT };
enum truth { NO = 1, YES = 2, EITHER = 3 };

struct row {
	uint8_t was, is, recast, reworded; /* enum truth: which values fit */
	uint8_t earlier, now;              /* sets of risks */
	enum movement client;              /* from carried to now */
	uint8_t framework;                 /* enum truth: whether earlier and carried differ */
	enum turn change;
};

static const struct row table[] = {
	/* Asked only once. */
	{EITHER, NO, YES, EITHER, ANY, ANY, MOVES_ANYHOW, EITHER, CHANGE_RECAST},
	{EITHER, NO, NO, EITHER, ANY, ANY, MOVES_ANYHOW, EITHER, CHANGE_RETIRED},
	{NO, YES, YES, EITHER, ANY, ANY, MOVES_ANYHOW, EITHER, CHANGE_RECAST},
	{NO, YES, NO, EITHER, ANY, ANY, MOVES_ANYHOW, EITHER, CHANGE_ASKED},
	/* Without a risk at one end. */
	{YES, YES, EITHER, EITHER, SET(NOT_APPLICABLE), SET(NOT_APPLICABLE), MOVES_ANYHOW, EITHER, CHANGE_ASIDE},
	{YES, YES, EITHER, EITHER, SET(NOT_APPLICABLE), ANY, MOVES_ANYHOW, EITHER, CHANGE_APPLICABILITY},
	{YES, YES, EITHER, EITHER, ANY, SET(NOT_APPLICABLE), MOVES_ANYHOW, EITHER, CHANGE_APPLICABILITY},
	{YES, YES, EITHER, EITHER, SET(UNANSWERED), SET(UNANSWERED), MOVES_ANYHOW, EITHER, CHANGE_SILENT},
	{YES, YES, EITHER, EITHER, SET(UNANSWERED), ANY, MOVES_ANYHOW, EITHER, CHANGE_ANSWERED},
	{YES, YES, EITHER, EITHER, ANY, SET(UNANSWERED), MOVES_ANYHOW, EITHER, CHANGE_UNANSWERED},
	/* Rated at both ends; what is not rated does not move. */
	{YES, YES, EITHER, EITHER, RATED, RATED, MOVES_UP, EITHER, CHANGE_REGRESSED},
	{YES, YES, EITHER, EITHER, RATED, SET(NONE), MOVES_DOWN, EITHER, CHANGE_FIXED},
	{YES, YES, EITHER, EITHER, RATED, RATED, MOVES_DOWN, EITHER, CHANGE_IMPROVED},
	{YES, YES, EITHER, EITHER, RATED, RATED, MOVES_NOT, YES, CHANGE_RERATED},
	{YES, YES, EITHER, YES, RATED, RATED, MOVES_NOT, NO, CHANGE_REWORDED},
	{YES, YES, EITHER, NO, RATED, SET(NONE), MOVES_NOT, NO, CHANGE_STILL_GOOD},
	{YES, YES, EITHER, NO, RATED, RATED, MOVES_NOT, NO, CHANGE_STILL_OPEN},
	{EITHER, EITHER, EITHER, EITHER, ANY, ANY, MOVES_ANYHOW, EITHER, CHANGE_UNRATED},
};

static const char *const names[CHANGE_COUNT] = {
#define CHANGE(id, name) name,
#include "assess/change.def"
#undef CHANGE
};

/* Higher is worse; -1: not comparable. */
static const int ranks[RISK_COUNT + 1] = {
#define RISK(id, name, rank, answered) rank,
#include "assess/risk.def"
#undef RISK
	-1,
};

const char *turn_name(enum turn change)
{
	return names[change];
}

static bool fits_truth(uint8_t wanted, bool truth)
{
	return (wanted & (truth ? YES : NO)) != 0;
}

static bool fits_set(uint8_t wanted, enum risk risk)
{
	return (wanted & 1u << risk) != 0;
}

static bool fits_movement(enum movement wanted, enum risk carried, enum risk now)
{
	int before = ranks[carried], after = ranks[now];

	if (wanted == MOVES_ANYHOW)
		return true;
	if (before < 0 || after < 0)
		return false;
	return wanted == MOVES_UP ? after > before : wanted == MOVES_DOWN ? after < before : after == before;
}

enum turn turn_of(const struct change_state *state)
{
	size_t i = 0;

	while (i < G_N_ELEMENTS(table) - 1 &&
	       !(fits_truth(table[i].was, state->was) && fits_truth(table[i].is, state->is) && fits_truth(table[i].recast, state->recast) &&
		 fits_truth(table[i].reworded, state->reworded) && fits_set(table[i].earlier, state->earlier) && fits_set(table[i].now, state->now) &&
		 fits_movement(table[i].client, state->carried, state->now) && fits_truth(table[i].framework, state->earlier != state->carried)))
		i++;
	return table[i].change;
}
