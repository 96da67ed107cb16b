/* Portfolios: which reviews stand, in which order the workloads come, and which editions they answer to. */
#include <stdlib.h>
#include <string.h>

#include "portfolio_parts.h"

struct making {
	struct arena *arena;
	struct diags *diags;
	enum portfolio_key key;
	const struct assessment **all; /* by workload, latest first */
	uint32_t count;
	struct portfolio_edition *editions; /* the portfolio's own, while they are filled */
	struct portfolio_column *columns;
};

/* The assessments of one workload, latest first. */
struct history {
	const struct assessment *const *items;
	uint32_t count;
};

static const char *const key_names[] = {"team", "unit", "environment", "owner"};

const char *portfolio_key_name(enum portfolio_key key)
{
	return key < PORTFOLIO_KEY_COUNT ? key_names[key] : "";
}

static struct str group_name(const struct review *review, enum portfolio_key key)
{
	const struct str names[PORTFOLIO_KEY_COUNT] = {review->team, review->unit, review->environment, review->owner};

	return key < PORTFOLIO_KEY_COUNT ? names[key] : STR("");
}

/* ---- Which reviews are of one workload ---- */

static struct str id_of(const struct review *review)
{
	return str_is_empty(review->workload_id) ? review->workload : review->workload_id;
}

static int compare_texts(const struct str *a, const struct str *b, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int order = str_compare(a[i], b[i]);

		if (order != 0)
			return order;
	}
	return 0;
}

static int compare_identity(const struct review *a, const struct review *b)
{
	const struct str one[] = {a->client, a->unit, a->team, a->environment, id_of(a)};
	const struct str two[] = {b->client, b->unit, b->team, b->environment, id_of(b)};

	return compare_texts(one, two, G_N_ELEMENTS(one));
}

static int day_of(struct date date)
{
	return date.year * 10000 + date.month * 100 + date.day;
}

static struct str path_of(const struct review *review)
{
	return review->source == NULL ? STR("") : review->source->path;
}

/* Later days first; on one day, the later name of a milestone, then of a file. */
static int compare_time(const struct review *a, const struct review *b)
{
	const struct str one[] = {a->milestone, path_of(a)}, two[] = {b->milestone, path_of(b)};
	int order = day_of(b->held) - day_of(a->held);

	return order != 0 ? order : -compare_texts(one, two, G_N_ELEMENTS(one));
}

static int compare_assessments(const void *left, const void *right)
{
	const struct review *a = (*(const struct assessment *const *)left)->review, *b = (*(const struct assessment *const *)right)->review;
	int order = compare_identity(a, b);

	return order != 0 ? order : compare_time(a, b);
}

/* A file that was named twice counts once. */
static void drop_repeated(struct making *making)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < making->count; i++)
		if (kept == 0 || compare_assessments(&making->all[kept - 1], &making->all[i]) != 0)
			making->all[kept++] = making->all[i];
	making->count = kept;
}

static void sort_reviews(struct making *making, const struct assessment *const *assessments, uint32_t count)
{
	making->all = arena_array(making->arena, const struct assessment *, count);
	making->count = count;
	if (count > 0)
		memcpy(making->all, assessments, count * sizeof *assessments);
	qsort(making->all, count, sizeof *making->all, compare_assessments);
	drop_repeated(making);
}

static enum portfolio_key first_key(const struct making *making)
{
	for (enum portfolio_key key = PORTFOLIO_BY_TEAM; key < PORTFOLIO_KEY_COUNT; key++)
		for (uint32_t i = 0; i < making->count; i++)
			if (!str_is_empty(group_name(making->all[i]->review, key)))
				return key;
	return PORTFOLIO_KEY_COUNT;
}

/* ---- Workloads in order ---- */

struct seat {
	struct history history;
	struct str group;
};

static int compare_seats(const void *left, const void *right)
{
	const struct seat *a = left, *b = right;
	const struct review *one = a->history.items[0]->review, *two = b->history.items[0]->review;
	const struct str first[] = {a->group, one->client, one->workload, one->workload_id, one->environment, one->unit, one->team};
	const struct str second[] = {b->group, two->client, two->workload, two->workload_id, two->environment, two->unit, two->team};

	if (str_is_empty(a->group) != str_is_empty(b->group))
		return str_is_empty(a->group) ? 1 : -1;
	return compare_texts(first, second, G_N_ELEMENTS(first));
}

static void warn_of_one_day(struct making *making, const struct history *history)
{
	for (uint32_t i = 1; i < history->count; i++) {
		const struct review *stands = history->items[i - 1]->review, *other = history->items[i]->review;

		if (day_of(stands->held) == day_of(other->held) && str_equal(stands->milestone, other->milestone))
			diag(making->diags, PORTFOLIO_SAME_DAY, NO_SPAN, str_c(path_of(stands)), str_c(path_of(other)));
	}
}

static struct seat *seats_of(struct making *making, uint32_t *count)
{
	struct seat *places = arena_array(making->arena, struct seat, making->count);
	uint32_t from = 0;

	*count = 0;
	for (uint32_t i = 1; i <= making->count; i++) {
		struct history history = {making->all + from, i - from};

		if (i < making->count && compare_identity(making->all[from]->review, making->all[i]->review) == 0)
			continue;
		warn_of_one_day(making, &history);
		places[(*count)++] = (struct seat){history, group_name(history.items[0]->review, making->key)};
		from = i;
	}
	if (*count > 0)
		qsort(places, *count, sizeof *places, compare_seats);
	return places;
}

static void make_groups(struct making *making, struct portfolio *portfolio, const struct seat *places, struct portfolio_workload *workloads)
{
	struct portfolio_group *groups = arena_array(making->arena, struct portfolio_group, portfolio->workload_count);

	for (uint32_t i = 0; i < portfolio->workload_count; i++) {
		if (i == 0 || !str_equal(places[i].group, places[i - 1].group))
			groups[portfolio->group_count++] = (struct portfolio_group){places[i].group, i, 0};
		groups[portfolio->group_count - 1].count++;
		workloads[i].group = portfolio->group_count - 1;
	}
	portfolio->groups = groups;
}

/* ---- Editions ---- */

static bool same_choice(const struct choice *a, const struct choice *b)
{
	return str_equal(a->id, b->id) && a->risk == b->risk && a->effort == b->effort && a->none_of_these == b->none_of_these &&
	       a->question == b->question;
}

static bool same_question(const struct question *a, const struct question *b)
{
	return str_equal(a->id, b->id) && a->pillar == b->pillar && a->first_choice == b->first_choice && a->choice_count == b->choice_count &&
	       a->first_rule == b->first_rule && a->rule_count == b->rule_count;
}

static bool same_rule(const struct rule *a, const struct rule *b)
{
	return str_equal(a->condition, b->condition) && a->is_default == b->is_default && a->risk == b->risk;
}

/* Whether answers to both mean the same: their words apart. */
static bool same_edition(const struct framework *a, const struct framework *b)
{
	bool same = str_equal(a->id, b->id) && str_equal(a->version, b->version) && a->pillar_count == b->pillar_count &&
		    a->question_count == b->question_count && a->choice_count == b->choice_count && a->rule_count == b->rule_count;

	if (a == b)
		return true;
	for (uint32_t i = 0; same && i < a->pillar_count; i++)
		same = str_equal(a->pillars[i].id, b->pillars[i].id) && a->pillars[i].question_count == b->pillars[i].question_count;
	for (uint32_t i = 0; same && i < a->question_count; i++)
		same = same_question(&a->questions[i], &b->questions[i]);
	for (uint32_t i = 0; same && i < a->choice_count; i++)
		same = same_choice(&a->choices[i], &b->choices[i]);
	for (uint32_t i = 0; same && i < a->rule_count; i++)
		same = same_rule(&a->rules[i], &b->rules[i]);
	return same;
}

static uint32_t edition_of(GArray *editions, const struct framework *framework)
{
	struct portfolio_edition made = {.framework = framework};

	for (guint i = 0; i < editions->len; i++)
		if (same_edition(g_array_index(editions, struct portfolio_edition, i).framework, framework))
			return i;
	g_array_append_val(editions, made);
	return editions->len - 1;
}

/* Whether a later review of the workload answers to the framework, in any edition. */
static bool is_superseded(const struct history *history, uint32_t at, struct str framework)
{
	for (uint32_t i = 0; i < at; i++)
		for (uint32_t lens = 0; lens < history->items[i]->lens_count; lens++)
			if (str_equal(history->items[i]->lenses[lens].lens->framework->id, framework))
				return true;
	return false;
}

static bool is_mapped(const struct review *review, const struct framework *framework)
{
	return !str_is_empty(review->edition) && !str_equal(review->edition, framework->version);
}

/* Columns of one workload; the reviews of which none stands are set aside. */
static void add_columns(struct making *making, const struct history *history, uint32_t index, struct portfolio_workload *workload, GArray *columns,
			GArray *editions)
{
	const struct review **aside = arena_array(making->arena, const struct review *, history->count);

	workload->review = history->items[0]->review;
	for (uint32_t i = 0; i < history->count; i++) {
		const struct assessment *assessment = history->items[i];
		guint before = columns->len;

		for (uint32_t lens = 0; lens < assessment->lens_count; lens++) {
			const struct framework *framework = assessment->lenses[lens].lens->framework;
			struct portfolio_column column = {
				.workload = index,
				.assessment = assessment,
				.answers = &assessment->lenses[lens],
				.lens = lens,
				.mapped = is_mapped(assessment->review, framework),
			};

			if (is_superseded(history, i, framework->id))
				continue;
			column.edition = edition_of(editions, framework);
			g_array_append_val(columns, column);
		}
		if (columns->len == before)
			aside[workload->aside_count++] = assessment->review;
	}
	workload->aside = aside;
}

/* Which file of this id and version it is, counted among those before it. */
static uint32_t copy_of(const struct portfolio_edition *editions, uint32_t index)
{
	const struct framework *own = editions[index].framework;
	uint32_t copy = 1;

	for (uint32_t i = 0; i < index; i++)
		copy += str_equal(editions[i].framework->id, own->id) && str_equal(editions[i].framework->version, own->version);
	return copy;
}

struct edition_order {
	const struct portfolio_edition *edition;
	uint32_t columns, index;
};

static int compare_editions(const void *left, const void *right)
{
	const struct edition_order *a = left, *b = right;
	const struct str one[] = {a->edition->framework->id, a->edition->framework->version};
	const struct str two[] = {b->edition->framework->id, b->edition->framework->version};
	int order = compare_texts(one, two, G_N_ELEMENTS(one));

	if (a->columns != b->columns)
		return a->columns > b->columns ? -1 : 1;
	return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

/* The new index of each edition. */
static uint32_t *order_editions(struct making *making, struct portfolio *portfolio, const GArray *editions, const GArray *columns)
{
	struct edition_order *order = arena_array(making->arena, struct edition_order, editions->len);
	struct portfolio_edition *sorted = arena_array(making->arena, struct portfolio_edition, editions->len);
	uint32_t *places = arena_array(making->arena, uint32_t, editions->len);

	for (guint i = 0; i < editions->len; i++)
		order[i] = (struct edition_order){&g_array_index(editions, struct portfolio_edition, i), 0, i};
	for (guint i = 0; i < columns->len; i++)
		order[g_array_index(columns, struct portfolio_column, i).edition].columns++;
	if (editions->len > 0)
		qsort(order, editions->len, sizeof *order, compare_editions);
	for (guint i = 0; i < editions->len; i++) {
		sorted[i] = *order[i].edition;
		sorted[i].column_count = order[i].columns;
		sorted[i].copy = copy_of(sorted, i);
		places[order[i].index] = i;
	}
	portfolio->editions = making->editions = sorted;
	portfolio->edition_count = editions->len;
	return places;
}

static int compare_columns(const void *left, const void *right)
{
	const struct portfolio_column *a = left, *b = right;

	if (a->workload != b->workload)
		return a->workload < b->workload ? -1 : 1;
	return (a->edition > b->edition) - (a->edition < b->edition);
}

static void take_columns(struct making *making, struct portfolio *portfolio, const GArray *columns, const uint32_t *places)
{
	struct portfolio_column *made = arena_array(making->arena, struct portfolio_column, columns->len);

	portfolio->column_count = columns->len;
	portfolio->columns = making->columns = made;
	if (columns->len > 0)
		memcpy(made, columns->data, columns->len * sizeof *made);
	for (guint i = 0; i < columns->len; i++)
		made[i].edition = places[made[i].edition];
	if (columns->len > 0)
		qsort(made, columns->len, sizeof *made, compare_columns);
}

/* ---- Rows and columns point at each other ---- */

static void link_workloads(struct making *making, struct portfolio *portfolio, struct portfolio_workload *workloads)
{
	const struct portfolio_column **pointers = arena_array(making->arena, const struct portfolio_column *, portfolio->column_count);

	for (uint32_t i = 0; i < portfolio->column_count; i++) {
		struct portfolio_workload *workload = &workloads[portfolio->columns[i].workload];

		pointers[i] = &portfolio->columns[i];
		if (workload->column_count == 0)
			workload->columns = &pointers[i];
		workload->column_count++;
	}
}

static void add_up(struct portfolio_sum *sum, const struct portfolio_column *column)
{
	sum->columns++;
	for (int risk = 0; risk < RISK_COUNT; risk++)
		sum->counts.of[risk] += column->answers->counts.of[risk];
	sum->practices.hits += column->answers->practices.hits;
	sum->practices.of += column->answers->practices.of;
}

static void link_edition(struct making *making, struct portfolio *portfolio, uint32_t index)
{
	struct portfolio_edition *edition = &making->editions[index];
	const struct portfolio_column **columns = arena_array(making->arena, const struct portfolio_column *, edition->column_count);
	struct portfolio_sum *groups = arena_array(making->arena, struct portfolio_sum, portfolio->group_count);
	uint32_t place = 0;

	for (uint32_t i = 0; i < portfolio->column_count; i++) {
		struct portfolio_column *column = &making->columns[i];

		if (column->edition != index)
			continue;
		column->place = place;
		columns[place++] = column;
		add_up(&edition->all, column);
		add_up(&groups[portfolio->workloads[column->workload].group], column);
	}
	edition->columns = columns;
	edition->groups = groups;
}

static int compare_names(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

static void take_clients(struct making *making, struct portfolio *portfolio)
{
	struct str *clients = arena_array(making->arena, struct str, portfolio->workload_count);
	uint32_t kept = 0;

	for (uint32_t i = 0; i < portfolio->workload_count; i++)
		clients[i] = portfolio->workloads[i].review->client;
	if (portfolio->workload_count > 0)
		qsort(clients, portfolio->workload_count, sizeof *clients, compare_names);
	for (uint32_t i = 0; i < portfolio->workload_count; i++)
		if (kept == 0 || !str_equal(clients[kept - 1], clients[i]))
			clients[kept++] = clients[i];
	portfolio->clients = clients;
	portfolio->client_count = kept;
}

static void take_dates(struct portfolio *portfolio)
{
	for (uint32_t i = 0; i < portfolio->column_count; i++) {
		struct date held = portfolio->columns[i].assessment->review->held;

		if (held.year == 0)
			continue;
		if (portfolio->first.year == 0 || day_of(held) < day_of(portfolio->first))
			portfolio->first = held;
		if (day_of(held) > day_of(portfolio->last))
			portfolio->last = held;
	}
}

static void make_columns(struct making *making, struct portfolio *portfolio, const struct seat *places, struct portfolio_workload *workloads)
{
	GArray *columns = g_array_new(FALSE, FALSE, sizeof(struct portfolio_column));
	GArray *editions = g_array_new(FALSE, FALSE, sizeof(struct portfolio_edition));
	const uint32_t *order;

	for (uint32_t i = 0; i < portfolio->workload_count; i++)
		add_columns(making, &places[i].history, i, &workloads[i], columns, editions);
	order = order_editions(making, portfolio, editions, columns);
	take_columns(making, portfolio, columns, order);
	g_array_free(columns, TRUE);
	g_array_free(editions, TRUE);
}

const struct portfolio *portfolio_derive(struct arena *arena, const struct assessment *const *assessments, uint32_t count, enum portfolio_key key,
					 struct diags *diags)
{
	struct portfolio *portfolio = arena_one(arena, struct portfolio);
	struct making making = {.arena = arena, .diags = diags, .key = key};
	struct portfolio_workload *workloads;
	const struct seat *places;

	sort_reviews(&making, assessments, count);
	if (key == PORTFOLIO_KEY_COUNT)
		making.key = first_key(&making);
	portfolio->key = making.key;
	places = seats_of(&making, &portfolio->workload_count);
	portfolio->workloads = workloads = arena_array(arena, struct portfolio_workload, portfolio->workload_count);
	make_groups(&making, portfolio, places, workloads);
	make_columns(&making, portfolio, places, workloads);
	link_workloads(&making, portfolio, workloads);
	for (uint32_t i = 0; i < portfolio->edition_count; i++)
		link_edition(&making, portfolio, i);
	take_clients(&making, portfolio);
	take_dates(portfolio);
	portfolio_fill_gaps(arena, portfolio, making.columns);
	portfolio_fill_outliers(arena, portfolio, making.editions);
	return portfolio;
}
