/* Publishes all corpora of a kind, and looks what those have in common that agree with each publication. */
#include "invert.h"

#include <string.h>

#include "stats/peers.h"

#define MOST_KINDS   16u
#define MOST_CLIENTS 80u
#define FACTS        16u /* of one client in one release */

/* How many clients of an atom have each kind of answers. A kind: a digit per question; of clients that change, those before and those after. */
struct deal {
	uint8_t of[MOST_KINDS];
};

struct invert_run {
	const struct inversion *inversion;
	uint32_t kinds; /* of one release */
	uint32_t atom_kinds[INVERT_ATOMS];
	GArray *deals[INVERT_ATOMS];
	uint32_t at[INVERT_ATOMS]; /* index of the deal */
	GHashTable *publications;  /* by text */
	struct invert_outcome outcome;
};

/* Per atom and fact: whether some corpus has a client of which it is so (bit 0), one of which it is not so (bit 1). */
struct seen {
	uint8_t facts[INVERT_ATOMS][2][FACTS];
	bool is_anybody[INVERT_ATOMS];
	bool is_real; /* a corpus that prints so has such a reader */
};

/* What a printed figure counts. */
enum counted { COUNTED_HIGH, COUNTED_AT_RISK, COUNTED_STEP, COUNTED_ANSWERS };
struct printed {
	enum counted counted;
	uint32_t release, number; /* of the question, or step */
	uint32_t groups;          /* bits; 1 << run.groups: clients in none */
	struct shown shown;
	bool has_parts;
	uint32_t parts[3];
};

/* Readers: one from outside, and one per atom and kind. */
#define READERS (1 + INVERT_ATOMS * MOST_KINDS)
struct publication {
	GArray *cells;
	struct seen outside_inverse;
	struct seen readers[READERS];
};

static void deal_out(struct invert_run *run, uint32_t atom)
{
	uint32_t kinds = run->atom_kinds[atom], at = 0;
	struct deal deal = {{0}};

	run->deals[atom] = g_array_new(FALSE, FALSE, sizeof deal);
	deal.of[0] = (uint8_t)run->inversion->atoms[atom].count;
	while (at < kinds) {
		uint8_t first;

		g_array_append_val(run->deals[atom], deal);
		for (at = 0; at < kinds && deal.of[at] == 0; at++)
			continue;
		if (at + 1 >= kinds)
			break;
		first = deal.of[at];
		deal.of[at] = 0;
		deal.of[0] = (uint8_t)(first - 1);
		deal.of[at + 1]++;
	}
}

static const struct deal *deal_of(const struct invert_run *run, uint32_t atom)
{
	return &g_array_index(run->deals[atom], struct deal, run->at[atom]);
}

static uint32_t kind_in(const struct invert_run *run, uint32_t atom, uint32_t kind, uint32_t release)
{
	if (!run->inversion->atoms[atom].changes)
		return kind;
	return release == 0 ? kind % run->kinds : kind / run->kinds;
}

static enum risk risk_of(const struct inversion *inversion, uint32_t kind, uint32_t question)
{
	static const enum risk two[] = {RISK_NONE, RISK_HIGH}, three[] = {RISK_NONE, RISK_HIGH, RISK_MEDIUM};

	for (uint32_t i = 0; i < question; i++)
		kind /= inversion->levels;
	kind %= inversion->levels;
	return inversion->levels == 2 ? two[kind] : three[kind];
}

/* ---- What can be said of a client: that a question's risk is such; that so many are high, or fewer ---- */

static uint32_t fact_count(const struct inversion *inversion)
{
	return inversion->questions * (inversion->levels == 2 ? 1 : 3) + (inversion->questions > 1 ? 2 * inversion->questions + 1 : 0);
}

static bool is_so(const struct inversion *inversion, uint32_t kind, uint32_t fact)
{
	static const enum risk risks[] = {RISK_HIGH, RISK_MEDIUM, RISK_NONE};
	uint32_t levels = inversion->levels == 2 ? 1 : 3, high = 0;

	if (fact < inversion->questions * levels)
		return risk_of(inversion, kind, fact / levels) == risks[fact % levels];
	for (uint32_t q = 0; q < inversion->questions; q++)
		high += risk_of(inversion, kind, q) == RISK_HIGH;
	fact -= inversion->questions * levels;
	return fact <= inversion->questions ? high == fact : high < fact - inversion->questions;
}

/* ---- Publishing ---- */

static uint32_t fill_clients(const struct invert_run *run, uint32_t release, struct made_client *clients)
{
	const struct inversion *inversion = run->inversion;
	uint32_t count = 0;

	for (uint32_t a = 0; a < inversion->atom_count; a++)
		for (uint32_t kind = 0; kind < run->atom_kinds[a]; kind++)
			for (uint32_t i = 0; i < deal_of(run, a)->of[kind]; i++, count++) {
				const struct invert_atom *atom = &inversion->atoms[a];
				struct made_client *client = &clients[count];
				uint32_t own = kind_in(run, a, kind, release);

				g_assert_cmpuint(count, <, MOST_CLIENTS);
				*client = (struct made_client){.name = count, .version = atom->changes ? release : 0, .group = atom->group[release]};
				client->consent = atom->group[release] == ABSENT ? CONSENT_NO : CONSENT_PUBLISH;
				for (uint32_t q = 0; q < inversion->questions; q++)
					client->risks[q] = (uint8_t)risk_of(inversion, own, q);
				client->answers[0] = risk_of(inversion, own, 0) == RISK_HIGH ? HIT : MISS;
			}
	return count;
}

static const struct protected_view *publish(const struct invert_run *run, struct arena *arena, uint32_t release, const struct protected_view *before)
{
	static const char *const sectors[] = {"finance", "media", "retail"};
	static const struct str names[] = {{"2020", 4}, {"2021", 4}};
	const struct inversion *inversion = run->inversion;
	const struct ledger_release **releases = arena_one(arena, const struct ledger_release *);
	struct ledger *ledger = arena_one(arena, struct ledger);
	struct made_client clients[MOST_CLIENTS];
	struct made made = {.clients = clients,
			    .groups = sectors,
			    .group_count = inversion->groups,
			    .metric_count = inversion->has_metric,
			    .question_count = inversion->questions,
			    .min_side = inversion->min_side,
			    .min_clients = inversion->min_clients,
			    .has_profile = inversion->has_profile};
	struct protect_request request = {
		.is_protected = !inversion->is_open, .release = names[release], .date = 20200131 + release * 10000, .secrets = made_secrets()};

	made.count = fill_clients(run, release, clients);
	if (before != NULL && !inversion->forgetful && !inversion->is_open) {
		releases[0] = before->record;
		*ledger = (struct ledger){releases, 1};
	}
	request.ledger = inversion->is_open ? NULL : ledger;
	return protect(arena, made_statistics(arena, &made), &request);
}

/* ---- All that is printed: as a text, and as cells ---- */

struct printing {
	const struct inversion *inversion;
	uint32_t release;
	GString *text;
	GArray *cells;
};

static void write_shown(const struct shown *shown, GString *text)
{
	g_string_append_printf(text, "%d.%u.%x.%u.%u.%d", (int)shown->as, privacy_rule_number(shown->rule), shown->codes, shown->base, shown->clients,
			       shown->base_is_rounded);
	g_string_append_printf(text, ".%d.%u.%u.%d", (int)shown->percent.sense, shown->percent.steps, shown->percent.decimals, shown->in_findings);
	if (shown->has_counts)
		g_string_append_printf(text, ".%u/%u", shown->share.hits, shown->share.of);
	if (shown->has_interval)
		g_string_append_printf(text, ".%u-%u", shown->interval.low, shown->interval.high);
	g_string_append_printf(text, ".%d.%d.%s;", (int)shown->quantifier, (int)shown->fraction.sense, str_is_empty(shown->as_of) ? "" : "old");
}

/* What is reprinted is among the cells of its own release. */
static void print_cell(struct printing *printing, const struct printed *cell)
{
	struct printed printed = *cell;
	bool is_figure = cell->shown.as == SHOWN_VALUE || cell->shown.as == SHOWN_UNDER || cell->shown.as == SHOWN_OVER;

	write_shown(&cell->shown, printing->text);
	if (cell->has_parts)
		g_string_append_printf(printing->text, "(%u,%u,%u)", cell->parts[0], cell->parts[1], cell->parts[2]);
	printed.release = printing->release;
	if (is_figure && str_is_empty(cell->shown.as_of))
		g_array_append_val(printing->cells, printed);
}

static uint32_t everybody(const struct printing *printing)
{
	return (2u << printing->inversion->groups) - 1;
}

static void print_steps(struct printing *printing, const struct shown_steps *steps, uint32_t groups)
{
	g_string_append_printf(printing->text, "\n%x:", steps->told);
	for (uint32_t step = 0; step < PEER_STEPS; step++)
		if ((steps->told & 1u << step) != 0)
			print_cell(printing, &(struct printed){COUNTED_STEP, .number = step, .groups = groups, .shown = steps->steps[step]});
}

static void print_peers(struct printing *printing, const struct shown_peers *peers)
{
	uint32_t all = everybody(printing);

	for (uint32_t q = 0; q < printing->inversion->questions; q++) {
		print_cell(printing, &(struct printed){COUNTED_HIGH, .number = q, .groups = all, .shown = peers->high[q]});
		print_cell(printing, &(struct printed){COUNTED_AT_RISK, .number = q, .groups = all, .shown = peers->at_risk[q]});
	}
	print_steps(printing, &peers->pillars[0].all, all);
	for (uint32_t g = 0; g < printing->inversion->groups; g++)
		print_steps(printing, &peers->pillars[0].groups[0][g], 1u << g);
}

static void print_metric(struct printing *printing, const struct shown_statistic *shown)
{
	const struct shown_segment *segment = &shown->segments[0];

	print_cell(printing, &(struct printed){COUNTED_HIGH, .groups = everybody(printing), .shown = shown->all});
	for (uint32_t g = 0; g < printing->inversion->groups; g++)
		print_cell(printing, &(struct printed){COUNTED_HIGH, .groups = 1u << g, .shown = segment->cells[g]});
	for (uint32_t m = 0; m < segment->merge_count; m++) {
		struct printed cell = {COUNTED_HIGH, .shown = segment->merges[m].shown};

		for (uint32_t i = 0; i < segment->merges[m].group_count; i++)
			cell.groups |= 1u << segment->merges[m].groups[i];
		g_string_append_printf(printing->text, "\n%x:", cell.groups);
		print_cell(printing, &cell);
	}
}

static void print_profile(struct printing *printing, const struct shown_profile *profile, uint32_t groups)
{
	struct printed cell = {COUNTED_ANSWERS, .groups = groups, .shown = profile->high, .has_parts = profile->has_parts};

	memcpy(cell.parts, profile->percents, sizeof cell.parts);
	print_cell(printing, &cell);
}

static void print_view(struct printing *printing, const struct protected_view *view)
{
	if (!printing->inversion->without_peers)
		print_peers(printing, view->peers);
	if (printing->inversion->has_metric)
		print_metric(printing, &view->statistics_shown[0]);
	if (!printing->inversion->has_profile)
		return;
	print_profile(printing, &view->pillars[0].all, everybody(printing));
	for (uint32_t g = 0; g < printing->inversion->groups; g++)
		print_profile(printing, &view->pillars[0].groups[0][g], 1u << g);
	g_string_append(printing->text, "\n--\n");
}

static void count_shown(struct invert_run *run, const struct protected_view *view)
{
	bool any = false;

	for (uint32_t g = 0; g < run->inversion->groups; g++)
		any = any || view->peers->pillars[0].groups[0][g].told != 0;
	run->outcome.shown += view->peers->high[0].as == SHOWN_VALUE;
	run->outcome.shown_steps += view->peers->pillars[0].all.told != 0;
	run->outcome.shown_groups += any;
}

/* ---- Which corpora agree with a publication ---- */

static bool is_in(const struct inversion *inversion, uint32_t atom, const struct printed *cell)
{
	uint8_t group = inversion->atoms[atom].group[cell->release];

	return group != ABSENT && (cell->groups & 1u << (group == MADE_NOWHERE ? inversion->groups : group)) != 0;
}

static uint32_t hits_of(const struct inversion *inversion, uint32_t kind, const struct printed *cell)
{
	enum risk risk = risk_of(inversion, kind, cell->counted == COUNTED_STEP || cell->counted == COUNTED_ANSWERS ? 0 : cell->number);
	uint32_t high = 0;

	if (cell->counted == COUNTED_HIGH || cell->counted == COUNTED_AT_RISK)
		return risk == RISK_HIGH || (cell->counted == COUNTED_AT_RISK && risk == RISK_MEDIUM);
	for (uint32_t q = 0; q < inversion->questions; q++)
		high += risk_of(inversion, kind, q) == RISK_HIGH;
	return cell->counted == COUNTED_ANSWERS ? high : 10 * high <= cell->number * inversion->questions;
}

static uint32_t medium_of(const struct inversion *inversion, uint32_t kind)
{
	uint32_t medium = 0;

	for (uint32_t q = 0; q < inversion->questions; q++)
		medium += risk_of(inversion, kind, q) == RISK_MEDIUM;
	return medium;
}

static bool share_agrees(const struct inversion *inversion, const struct shown *shown, uint32_t k, uint32_t n)
{
	uint32_t least = inversion->is_open ? 0 : inversion->min_side == 0 ? 3 : inversion->min_side;
	struct percent percent = percent_of((struct share){k, n}, shown->percent.decimals);
	struct percent_range range;

	if (shown->as != SHOWN_VALUE)
		return shown->as == SHOWN_UNDER ? k < least : n - k < least;
	if (k < least || n - k < least || percent.sense != shown->percent.sense || percent.steps != shown->percent.steps)
		return false;
	if (shown->has_counts && (k != shown->share.hits || n != shown->share.of))
		return false;
	range = interval_outward(wilson(k, n, 0.95), shown->percent.decimals);
	return !shown->has_interval || (range.low == shown->interval.low && range.high == shown->interval.high);
}

static bool cell_agrees(const struct invert_run *run, const struct printed *cell)
{
	const struct inversion *inversion = run->inversion;
	uint32_t k = 0, n = 0, medium = 0, percents[3];

	for (uint32_t a = 0; a < inversion->atom_count; a++)
		for (uint32_t kind = 0; is_in(inversion, a, cell) && kind < run->atom_kinds[a]; kind++) {
			uint32_t count = deal_of(run, a)->of[kind], own = kind_in(run, a, kind, cell->release);

			k += count * hits_of(inversion, own, cell);
			medium += cell->has_parts ? count * medium_of(inversion, own) : 0;
			n += cell->counted == COUNTED_ANSWERS ? count * inversion->questions : count;
		}
	if (!share_agrees(inversion, &cell->shown, k, n))
		return false;
	if (!cell->has_parts)
		return true;
	largest_remainder((const uint32_t[]){k, medium, n - k - medium}, percents, 3, 0);
	return memcmp(percents, cell->parts, sizeof percents) == 0;
}

static bool agrees(const struct invert_run *run, const struct publication *publication)
{
	for (uint32_t i = 0; i < publication->cells->len; i++)
		if (!cell_agrees(run, &g_array_index(publication->cells, struct printed, i)))
			return false;
	return true;
}

/* ---- What they have in common ---- */

static void see_kind(const struct invert_run *run, uint32_t atom, uint32_t kind, struct seen *seen)
{
	for (uint32_t release = 0; release < run->inversion->releases; release++)
		for (uint32_t fact = 0; fact < fact_count(run->inversion); fact++)
			seen->facts[atom][release][fact] |= is_so(run->inversion, kind_in(run, atom, kind, release), fact) ? 1 : 2;
	seen->is_anybody[atom] = true;
}

/* The reader asks about everybody but itself. */
static void see(const struct invert_run *run, uint32_t own_atom, uint32_t own_kind, struct seen *seen)
{
	for (uint32_t a = 0; a < run->inversion->atom_count; a++)
		for (uint32_t kind = 0; kind < run->atom_kinds[a]; kind++)
			if (deal_of(run, a)->of[kind] > (a == own_atom && kind == own_kind))
				see_kind(run, a, kind, seen);
}

static struct seen *reader(struct publication *publication, uint32_t atom, uint32_t kind)
{
	return &publication->readers[1 + atom * MOST_KINDS + kind];
}

static void see_all(const struct invert_run *run, struct publication *publication)
{
	see(run, UINT32_MAX, 0, &publication->readers[0]);
	for (uint32_t a = 0; a < run->inversion->atom_count; a++)
		for (uint32_t kind = 0; kind < run->atom_kinds[a]; kind++)
			if (deal_of(run, a)->of[kind] > 0)
				see(run, a, kind, reader(publication, a, kind));
}

static bool is_certain(const struct invert_run *run, const struct seen *seen)
{
	for (uint32_t a = 0; a < run->inversion->atom_count; a++)
		for (uint32_t release = 0; release < run->inversion->releases; release++)
			for (uint32_t fact = 0; fact < fact_count(run->inversion); fact++)
				if (seen->is_anybody[a] && seen->facts[a][release][fact] != 3)
					return true;
	return false;
}

static bool next_state(struct invert_run *run)
{
	for (uint32_t a = 0; a < run->inversion->atom_count; a++) {
		if (++run->at[a] < run->deals[a]->len)
			return true;
		run->at[a] = 0;
	}
	return false;
}

/* ---- First all are published, then each is held against each publication ---- */

static void file_publication(struct invert_run *run, struct printing *printing)
{
	struct publication *publication = g_hash_table_lookup(run->publications, printing->text->str);

	if (publication == NULL) {
		publication = g_new0(struct publication, 1);
		publication->cells = g_array_ref(printing->cells);
		g_hash_table_insert(run->publications, g_strdup(printing->text->str), publication);
	}
	g_assert_true(agrees(run, publication)); /* what was printed is true */
	see(run, UINT32_MAX, 0, &publication->outside_inverse);
	for (uint32_t a = 0; a < run->inversion->atom_count; a++)
		for (uint32_t kind = 0; kind < run->atom_kinds[a]; kind++)
			reader(publication, a, kind)->is_real |= deal_of(run, a)->of[kind] > 0;
}

static void publish_state(struct invert_run *run)
{
	struct arena *arena = arena_new();
	struct printing printing = {run->inversion, 0, g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(struct printed))};
	const struct protected_view *view = NULL;

	for (; printing.release < run->inversion->releases; printing.release++) {
		view = publish(run, arena, printing.release, view);
		print_view(&printing, view);
	}
	count_shown(run, view);
	file_publication(run, &printing);
	run->outcome.states++;
	g_string_free(printing.text, TRUE);
	g_array_unref(printing.cells);
	arena_free(arena);
}

static void compare_state(struct invert_run *run)
{
	GHashTableIter iter;
	gpointer publication;

	g_hash_table_iter_init(&iter, run->publications);
	while (g_hash_table_iter_next(&iter, NULL, &publication))
		if (agrees(run, publication))
			see_all(run, publication);
}

static void judge(struct invert_run *run)
{
	GHashTableIter iter;
	gpointer text, key;

	g_hash_table_iter_init(&iter, run->publications);
	while (g_hash_table_iter_next(&iter, &text, &key)) {
		struct publication *publication = key;
		bool certain = is_certain(run, &publication->readers[0]), inside = false;

		for (uint32_t i = 1; i < READERS; i++)
			inside = inside || (publication->readers[i].is_real && is_certain(run, &publication->readers[i]));
		run->outcome.certain += certain;
		run->outcome.inside += inside;
		run->outcome.inverse += is_certain(run, &publication->outside_inverse);
		if ((certain && run->outcome.certain == 1) || (inside && run->outcome.inside == 1))
			g_test_message("something is certain from:\n%s", (const char *)text);
	}
	run->outcome.publications = g_hash_table_size(run->publications);
}

static void publication_free(gpointer publication)
{
	g_array_unref(((struct publication *)publication)->cells);
	g_free(publication);
}

static void for_all(struct invert_run *run, void (*each)(struct invert_run *run))
{
	do
		each(run);
	while (next_state(run));
}

struct invert_outcome invert(const struct inversion *inversion)
{
	struct invert_run run = {.inversion = inversion, .kinds = 1};

	run.publications = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, publication_free);
	for (uint32_t q = 0; q < inversion->questions; q++)
		run.kinds *= inversion->levels;
	g_assert_cmpuint(fact_count(inversion), <=, FACTS);
	for (uint32_t a = 0; a < inversion->atom_count; a++) {
		run.atom_kinds[a] = inversion->atoms[a].changes ? run.kinds * run.kinds : run.kinds;
		g_assert_cmpuint(run.atom_kinds[a], <=, MOST_KINDS);
		deal_out(&run, a);
	}
	for_all(&run, publish_state);
	for_all(&run, compare_state);
	judge(&run);
	for (uint32_t a = 0; a < inversion->atom_count; a++)
		g_array_unref(run.deals[a]);
	g_hash_table_unref(run.publications);
	return run.outcome;
}
