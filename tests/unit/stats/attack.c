/* The search: bounds of sums are spread until they settle, then the widest variable is halved. */
#include "attack.h"

#include <string.h>

#define MOST_NODES 2000000u
#define CATEGORIES 3u /* none, the first part, the second part; or no, yes */

/* Clients of a group that were counted in the same releases with the same reviews. */
struct atom {
	uint8_t group;
	bool in[ATTACK_RELEASES];
	uint32_t count;
};

/* allowed: per sum whether what was printed agrees with it. */
struct constraint {
	bool *variables, *allowed;
	uint32_t most;
};

struct known_client {
	uint32_t name, version;
	uint8_t group;
	bool in[ATTACK_RELEASES];
};

struct attack {
	struct made made;
	GArray *persons, *atoms;
	GPtrArray *constraints;
	uint32_t releases, categories, given_up, nodes;
	bool settled;
};

static struct atom *atom_at(const struct attack *attack, uint32_t index)
{
	return &g_array_index(attack->atoms, struct atom, index);
}

struct attack *attack_new(const struct made *made)
{
	struct attack *attack = g_new0(struct attack, 1);

	attack->made = *made;
	attack->categories = made->has_parts ? CATEGORIES : 2;
	attack->persons = g_array_new(FALSE, TRUE, sizeof(struct known_client));
	attack->atoms = g_array_new(FALSE, TRUE, sizeof(struct atom));
	attack->constraints = g_ptr_array_new();
	return attack;
}

static struct known_client *person_of(struct attack *attack, const struct made_client *client)
{
	struct known_client person = {client->name, client->version, client->group, {false}};

	for (uint32_t i = 0; i < attack->persons->len; i++) {
		struct known_client *known = &g_array_index(attack->persons, struct known_client, i);

		if (known->name == client->name && known->version == client->version && known->group == client->group)
			return known;
	}
	g_array_append_val(attack->persons, person);
	return &g_array_index(attack->persons, struct known_client, attack->persons->len - 1);
}

void attack_release(struct attack *attack, const struct made *made)
{
	for (uint32_t i = 0; i < made->count; i++)
		if (made->clients[i].consent == CONSENT_PUBLISH)
			person_of(attack, &made->clients[i])->in[attack->releases] = true;
	attack->releases++;
}

static void add_to_atom(struct attack *attack, const struct known_client *person)
{
	struct atom atom = {.group = person->group, .count = 1};

	memcpy(atom.in, person->in, sizeof atom.in);
	for (uint32_t i = 0; i < attack->atoms->len; i++) {
		struct atom *known = atom_at(attack, i);

		if (known->group == atom.group && memcmp(known->in, atom.in, sizeof atom.in) == 0) {
			known->count++;
			return;
		}
	}
	g_array_append_val(attack->atoms, atom);
}

static uint32_t variables_of(const struct attack *attack)
{
	return attack->atoms->len * attack->categories;
}

static struct constraint *constraint_new(const struct attack *attack)
{
	struct constraint *constraint = g_new0(struct constraint, 1);

	constraint->variables = g_new0(bool, MAX(variables_of(attack), 1u));
	return constraint;
}

static void constraint_free(struct constraint *constraint)
{
	g_free(constraint->variables);
	g_free(constraint->allowed);
	g_free(constraint);
}

static void settle(struct attack *attack)
{
	if (attack->settled)
		return;
	attack->settled = true;
	for (uint32_t i = 0; i < attack->persons->len; i++)
		add_to_atom(attack, &g_array_index(attack->persons, struct known_client, i));
	for (uint32_t i = 0; i < attack->atoms->len; i++) {
		struct constraint *constraint = constraint_new(attack);

		for (uint32_t c = 0; c < attack->categories; c++)
			constraint->variables[i * attack->categories + c] = true;
		constraint->most = atom_at(attack, i)->count;
		constraint->allowed = g_new0(bool, constraint->most + 1);
		constraint->allowed[constraint->most] = true;
		g_ptr_array_add(attack->constraints, constraint);
	}
}

/* Whether clients of the category are hits of the metric. */
static bool is_hit(const struct attack *attack, uint32_t category, uint32_t metric)
{
	if (!attack->made.has_parts)
		return category == 1;
	return metric == 0 ? category > 0 : category == metric;
}

/* The hits of the metric among the clients of a release in the groups (group_count of them; the last one: in none). */
static struct constraint *hits_of(const struct attack *attack, uint32_t release, const bool *groups, uint32_t metric)
{
	struct constraint *constraint = constraint_new(attack);

	for (uint32_t i = 0; i < attack->atoms->len; i++) {
		const struct atom *atom = atom_at(attack, i);
		uint32_t group = atom->group == MADE_NOWHERE ? attack->made.group_count : atom->group;

		if (!atom->in[release] || !groups[group])
			continue;
		constraint->most += atom->count;
		for (uint32_t c = 0; c < attack->categories; c++)
			constraint->variables[i * attack->categories + c] = is_hit(attack, c, metric);
	}
	constraint->allowed = g_new0(bool, constraint->most + 1);
	return constraint;
}

static bool same_percent(struct percent a, struct percent b)
{
	return a.sense == b.sense && a.steps == b.steps && a.decimals == b.decimals;
}

/* Whether k of n would have been printed so. */
static bool agrees(const struct shown *shown, uint32_t k, uint32_t n, bool is_protected)
{
	bool sides = k >= 3 && n - k >= 3;
	struct percent_range range;

	if (shown->as == SHOWN_UNDER || shown->as == SHOWN_OVER)
		return shown->as == SHOWN_UNDER ? k < 3 : n - k < 3;
	if (shown->as == SHOWN_NOT)
		return true;
	if (is_protected && !sides)
		return false;
	if (shown->has_counts && (shown->share.hits != k || shown->share.of != n))
		return false;
	range = interval_outward(wilson(k, n, 0.95), shown->percent.decimals);
	return same_percent(shown->percent, percent_of((struct share){k, n}, shown->percent.decimals)) &&
	       (!shown->has_interval || (range.low == shown->interval.low && range.high == shown->interval.high));
}

static uint32_t release_named(const struct attack *attack, struct str name, uint32_t release, const struct str *names)
{
	for (uint32_t i = 0; !str_is_empty(name) && i < attack->releases; i++)
		if (str_equal(names[i], name))
			return i;
	return release;
}

static void add_shown(struct attack *attack, const struct shown *shown, uint32_t release, const bool *groups, uint32_t metric, bool is_protected)
{
	struct constraint *constraint = hits_of(attack, release, groups, metric);

	for (uint32_t k = 0; k <= constraint->most; k++)
		constraint->allowed[k] = agrees(shown, k, constraint->most, is_protected);
	g_ptr_array_add(attack->constraints, constraint);
}

static void add_segment(struct attack *attack, const struct protected_view *view, uint32_t metric, uint32_t release, const struct str *names)
{
	const struct shown_segment *segment = view->statistics_shown[metric].segments;
	bool groups[64] = {false};

	for (uint32_t g = 0; g < attack->made.group_count; g++) {
		groups[g] = true;
		if (segment->cells[g].as != SHOWN_MERGED && segment->cells[g].rule != PRIVACY_RULE_NO_FIGURE)
			add_shown(attack, &segment->cells[g], release_named(attack, segment->cells[g].as_of, release, names), groups, metric,
				  view->is_protected);
		groups[g] = false;
	}
	for (uint32_t m = 0; m < segment->merge_count; m++) {
		const struct shown_merge *merge = &segment->merges[m];

		memset(groups, 0, sizeof groups);
		for (uint32_t i = 0; i < merge->group_count; i++)
			groups[merge->groups[i]] = true;
		add_shown(attack, &merge->shown, release_named(attack, merge->shown.as_of, release, names), groups, metric, view->is_protected);
	}
}

static void add_series(struct attack *attack, const struct protected_view *view, uint32_t metric, uint32_t release, const struct str *names)
{
	const struct shown_series *series = view->statistics_shown[metric].series;
	bool groups[64] = {false};

	for (uint32_t g = 0; g < attack->made.group_count; g++) {
		groups[g] = true;
		add_shown(attack, &series->periods[g], release_named(attack, series->periods[g].as_of, release, names), groups, metric,
			  view->is_protected);
		groups[g] = false;
	}
}

void attack_printed(struct attack *attack, const struct protected_view *view, uint32_t release, const struct str *names)
{
	bool groups[64];

	settle(attack);
	for (uint32_t m = 0; m < view->statistics->statistic_count; m++) {
		const struct shown_statistic *shown = &view->statistics_shown[m];

		memset(groups, 1, sizeof groups);
		add_shown(attack, &shown->all, release_named(attack, shown->all.as_of, release, names), groups, m, view->is_protected);
		if (view->statistics->statistics[m].segment_count > 0)
			add_segment(attack, view, m, release, names);
		if (view->statistics->statistics[m].series_count > 0)
			add_series(attack, view, m, release, names);
	}
}

struct domain {
	uint32_t low, high;
};

/* Cuts the domains to what one sum allows; false: nothing is left. */
static bool cut(const struct constraint *constraint, struct domain *domains, uint32_t count, bool *changed)
{
	uint32_t low = 0, high = 0, least, most;

	for (uint32_t v = 0; v < count; v++)
		if (constraint->variables[v]) {
			low += domains[v].low;
			high += domains[v].high;
		}
	for (least = low; least <= MIN(high, constraint->most) && !constraint->allowed[least]; least++)
		continue;
	if (least > MIN(high, constraint->most))
		return false;
	for (most = MIN(high, constraint->most); !constraint->allowed[most]; most--)
		continue;
	for (uint32_t v = 0; v < count; v++) {
		struct domain old = domains[v];

		if (!constraint->variables[v])
			continue;
		if (most < low - old.low + old.high)
			domains[v].high = most - (low - old.low);
		if (least > high - old.high + old.low)
			domains[v].low = least - (high - old.high);
		if (domains[v].low > domains[v].high)
			return false;
		*changed = *changed || domains[v].low != old.low || domains[v].high != old.high;
	}
	return true;
}

static bool spread(const struct attack *attack, const struct constraint *more, struct domain *domains)
{
	uint32_t count = variables_of(attack);
	bool changed = true;

	while (changed) {
		changed = false;
		for (uint32_t i = 0; i < attack->constraints->len; i++)
			if (!cut(g_ptr_array_index(attack->constraints, i), domains, count, &changed))
				return false;
		if (!cut(more, domains, count, &changed))
			return false;
	}
	return true;
}

/* Whether an assignment exists; true as well where the search is given up. Depth: the logarithms of all domains. */
static bool search(struct attack *attack, const struct constraint *more, const struct domain *from)
{
	uint32_t count = variables_of(attack), widest = 0;
	struct domain *domains = g_memdup2(from, count * sizeof *from);
	bool found = spread(attack, more, domains);

	if (attack->nodes++ > MOST_NODES) {
		g_free(domains);
		return true;
	}
	for (uint32_t v = 1; found && v < count; v++)
		if (domains[v].high - domains[v].low > domains[widest].high - domains[widest].low)
			widest = v;
	if (found && domains[widest].high > domains[widest].low) {
		struct domain whole = domains[widest];
		uint32_t middle = whole.low + (whole.high - whole.low) / 2;

		domains[widest] = (struct domain){whole.low, middle};
		found = search(attack, more, domains);
		domains[widest] = (struct domain){middle + 1, whole.high};
		found = found || search(attack, more, domains);
	}
	g_free(domains);
	return found;
}

static bool is_possible(struct attack *attack, const struct constraint *more)
{
	uint32_t count = variables_of(attack);
	struct domain *domains = g_new(struct domain, MAX(count, 1u));
	bool possible;

	for (uint32_t v = 0; v < count; v++)
		domains[v] = (struct domain){0, atom_at(attack, v / attack->categories)->count};
	attack->nodes = 0;
	possible = search(attack, more, domains);
	attack->given_up += attack->nodes > MOST_NODES;
	g_free(domains);
	return possible;
}

/* Whether some, and whether not all, of the atom may be hits. */
static bool is_certain(struct attack *attack, uint32_t atom, uint32_t metric)
{
	struct constraint *constraint = constraint_new(attack);
	uint32_t count = atom_at(attack, atom)->count;
	bool some, not_all;

	for (uint32_t c = 0; c < attack->categories; c++)
		constraint->variables[atom * attack->categories + c] = is_hit(attack, c, metric);
	constraint->most = count;
	constraint->allowed = g_new(bool, count + 1);
	memset(constraint->allowed, 1, count + 1);
	constraint->allowed[0] = false;
	some = is_possible(attack, constraint);
	constraint->allowed[0] = true;
	constraint->allowed[count] = false;
	not_all = is_possible(attack, constraint);
	constraint_free(constraint);
	g_assert_true(some || not_all); /* what was printed is true of something */
	return !some || !not_all;
}

uint32_t attack_certain(struct attack *attack)
{
	uint32_t certain = 0;

	settle(attack);
	for (uint32_t i = 0; i < attack->atoms->len; i++)
		for (uint32_t m = 0; m < attack->made.metric_count; m++)
			if (is_certain(attack, i, m))
				certain += atom_at(attack, i)->count;
	return certain;
}

void attack_range(struct attack *attack, uint32_t release, uint32_t group, uint32_t metric, uint32_t *least, uint32_t *most)
{
	bool groups[64] = {false}, first = true;
	struct constraint *constraint;

	settle(attack);
	groups[group] = true;
	constraint = hits_of(attack, release, groups, metric);
	*least = *most = 0;
	for (uint32_t k = 0; k <= constraint->most; k++) {
		memset(constraint->allowed, 0, constraint->most + 1);
		constraint->allowed[k] = true;
		if (!is_possible(attack, constraint))
			continue;
		*least = first ? k : *least;
		*most = k;
		first = false;
	}
	constraint_free(constraint);
}

uint32_t attack_given_up(const struct attack *attack)
{
	return attack->given_up;
}

void attack_free(struct attack *attack)
{
	for (uint32_t i = 0; i < attack->constraints->len; i++)
		constraint_free(g_ptr_array_index(attack->constraints, i));
	g_ptr_array_unref(attack->constraints);
	g_array_unref(attack->persons);
	g_array_unref(attack->atoms);
	g_free(attack);
}
