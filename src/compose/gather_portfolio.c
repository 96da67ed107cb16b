/* Gathers the records of a portfolio: workloads and groups, the matrices of each edition, gaps, and who stands apart. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "fill.h"
#include "records_portfolio.h"

#define FIRST_MOST 3u
#define GOOD_MOST  4u

struct assembling {
	struct arena *arena;
	const struct portfolio *portfolio;
	struct portfolio_group_record *groups;
	struct portfolio_workload_record *workloads;
	struct portfolio_edition_record *editions;
	struct portfolio_column_record *columns;
	struct portfolio_gap_record *gaps; /* as portfolio->gaps */
};

/* ---- Workloads and groups ---- */

typedef struct str (*trait_of)(const struct assembling *assembling, const struct portfolio_workload *workload);

static struct str trait_group(const struct assembling *assembling, const struct portfolio_workload *workload)
{
	return assembling->portfolio->groups[workload->group].name;
}

static struct str trait_team(const struct assembling *assembling, const struct portfolio_workload *workload)
{
	return workload->review->team;
}

static struct str trait_unit(const struct assembling *assembling, const struct portfolio_workload *workload)
{
	return workload->review->unit;
}

static struct str trait_environment(const struct assembling *assembling, const struct portfolio_workload *workload)
{
	return workload->review->environment;
}

static struct str trait_client(const struct assembling *assembling, const struct portfolio_workload *workload)
{
	return workload->review->client;
}

static struct str trait_id(const struct assembling *assembling, const struct portfolio_workload *workload)
{
	return workload->review->workload_id;
}

static bool is_told_apart(const struct assembling *assembling, uint32_t index, trait_of trait)
{
	const struct portfolio_workload *all = assembling->portfolio->workloads;
	struct str own = trait(assembling, &all[index]);
	bool apart = !str_is_empty(own);

	for (uint32_t i = 0; apart && i < assembling->portfolio->workload_count; i++)
		apart = i == index || !str_equal(all[i].review->workload, all[index].review->workload) || !str_equal(trait(assembling, &all[i]), own);
	return apart;
}

/* The name of a workload, with the first thing that tells it from others of that name. */
static struct str name_of(const struct assembling *assembling, GHashTable *names, uint32_t index)
{
	static const trait_of traits[] = {trait_group, trait_team, trait_unit, trait_environment, trait_client, trait_id};
	const struct portfolio_workload *workload = &assembling->portfolio->workloads[index];
	struct str name = workload->review->workload;

	if (GPOINTER_TO_UINT(g_hash_table_lookup(names, str_c(name))) < 2)
		return name;
	for (size_t i = 0; i < G_N_ELEMENTS(traits); i++)
		if (is_told_apart(assembling, index, traits[i]))
			return str_format(assembling->arena, "%s (%s)", str_c(name), str_c(traits[i](assembling, workload)));
	return str_format(assembling->arena, "%s (%u)", str_c(name), index + 1);
}

static GHashTable *count_names(const struct portfolio *portfolio)
{
	GHashTable *names = g_hash_table_new(text_hash, g_str_equal);

	for (uint32_t i = 0; i < portfolio->workload_count; i++) {
		gpointer name = (gpointer)(uintptr_t)str_c(portfolio->workloads[i].review->workload);

		g_hash_table_insert(names, name, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(names, name)) + 1));
	}
	return names;
}

static struct list gather_aside(struct assembling *assembling, uint32_t index)
{
	const struct portfolio_workload *workload = &assembling->portfolio->workloads[index];
	struct filling aside = fill_start(assembling->arena, workload->aside_count);

	for (uint32_t i = 0; i < workload->aside_count; i++) {
		struct portfolio_aside_record *record = arena_one(assembling->arena, struct portfolio_aside_record);

		*record = (struct portfolio_aside_record){&assembling->workloads[index], workload->aside[i]};
		fill_add(&aside, value_record(record));
	}
	return filled(&aside);
}

static void gather_workload(struct assembling *assembling, GHashTable *names, uint32_t index)
{
	const struct portfolio_workload *workload = &assembling->portfolio->workloads[index];
	struct portfolio_workload_record *record = &assembling->workloads[index];
	struct filling columns = fill_start(assembling->arena, workload->column_count),
		       editions = fill_start(assembling->arena, workload->column_count);

	record->workload = workload;
	record->group = &assembling->groups[workload->group];
	record->name = name_of(assembling, names, index);
	record->number = index + 1;
	record->anchor = str_format(assembling->arena, "workload-%u", index + 1);
	for (uint32_t i = 0; i < workload->column_count; i++) {
		fill_add(&columns, value_record(&assembling->columns[workload->columns[i] - assembling->portfolio->columns]));
		fill_add(&editions, value_record(&assembling->editions[workload->columns[i]->edition]));
	}
	record->columns = filled(&columns);
	record->editions = filled(&editions);
	record->aside = gather_aside(assembling, index);
}

static void gather_group(struct assembling *assembling, uint32_t index)
{
	const struct portfolio_group *group = &assembling->portfolio->groups[index];
	struct filling workloads = fill_start(assembling->arena, group->count);

	for (uint32_t i = 0; i < group->count; i++)
		fill_add(&workloads, value_record(&assembling->workloads[group->first + i]));
	assembling->groups[index] =
		(struct portfolio_group_record){group, str_format(assembling->arena, "group-%u", index + 1), index + 1, filled(&workloads)};
}

/* ---- Columns ---- */

/* Gathered once for each assessment: columns of one stand beside each other, or are of one workload. */
static const struct review_record *review_of(struct assembling *assembling, uint32_t index)
{
	const struct portfolio_column *columns = assembling->portfolio->columns;
	struct review_subject subject = {.assessment = columns[index].assessment};

	for (uint32_t i = index; i > 0 && columns[i - 1].workload == columns[index].workload; i--)
		if (columns[i - 1].assessment == columns[index].assessment)
			return assembling->columns[i - 1].review;
	return gather(assembling->arena, &subject);
}

static bool names_column(const struct portfolio_column *const *columns, uint32_t count, const struct portfolio_column *column)
{
	for (uint32_t i = 0; i < count; i++)
		if (columns[i] == column)
			return true;
	return false;
}

/* Titles of the questions without risk that have the most practices in place; the sort is stable. */
static struct list good_of(struct arena *arena, const struct lens_record *lens)
{
	struct filling good = fill_start(arena, GOOD_MOST);
	uint32_t most = 0;

	for (uint32_t i = 0; i < lens->findings.count; i++)
		most = MAX(most, ((const struct finding_record *)lens->findings.items[i].as.record)->in_place.count);
	for (uint32_t wanted = most + 1; wanted-- > 0 && good.count < GOOD_MOST;)
		for (uint32_t i = 0; i < lens->findings.count && good.count < GOOD_MOST; i++) {
			const struct finding_record *finding = lens->findings.items[i].as.record;
			struct str title = str_is_empty(finding->question->short_title) ? finding->question->title : finding->question->short_title;

			if (finding->finding->risk == RISK_NONE && finding->in_place.count == wanted)
				fill_add(&good, value_text(str_format(arena, "%s (%s)", str_c(title), str_c(finding->question->number))));
		}
	return filled(&good);
}

static void gather_column(struct assembling *assembling, uint32_t index)
{
	const struct portfolio_column *column = &assembling->portfolio->columns[index];
	struct portfolio_column_record *record = &assembling->columns[index];

	record->column = column;
	record->workload = &assembling->workloads[column->workload];
	record->edition = &assembling->editions[column->edition];
	record->review = review_of(assembling, index);
	record->lens = record->review->lenses.items[column->lens].as.record;
	record->good = good_of(assembling->arena, record->lens);
}

static void share_out_gaps(struct assembling *assembling, uint32_t index)
{
	const struct portfolio *portfolio = assembling->portfolio;
	const struct portfolio_column *column = &portfolio->columns[index];
	struct filling learns = fill_start(assembling->arena, column->lacks), teaches = fill_start(assembling->arena, column->teaches);

	for (uint32_t i = 0; i < portfolio->gap_count; i++) {
		const struct portfolio_gap *gap = &portfolio->gaps[i];

		if (gap->edition != column->edition || gap->lacking_count < PORTFOLIO_COMMON)
			continue;
		if (names_column(gap->lacking, gap->lacking_count, column))
			fill_add(&learns, value_record(&assembling->gaps[i]));
		else if (names_column(gap->teachers, gap->teacher_count, column))
			fill_add(&teaches, value_record(&assembling->gaps[i]));
	}
	assembling->columns[index].learns = filled(&learns);
	assembling->columns[index].teaches = filled(&teaches);
}

/* ---- Editions ---- */

static struct str title_of(struct arena *arena, const struct portfolio_edition *edition)
{
	const struct framework *framework = edition->framework;
	struct str title = framework->title;

	if (!str_is_empty(framework->version))
		title = str_format(arena, "%s, edition %s", str_c(title), str_c(framework->version));
	return edition->copy == 1 ? title : str_format(arena, "%s (file %u)", str_c(title), edition->copy);
}

static struct list gather_sums(struct assembling *assembling, const struct portfolio_edition *edition)
{
	struct filling sums = fill_start(assembling->arena, assembling->portfolio->group_count);

	for (uint32_t i = 0; i < assembling->portfolio->group_count; i++) {
		struct portfolio_sum_record *record;

		if (edition->groups[i].columns == 0)
			continue;
		record = arena_one(assembling->arena, struct portfolio_sum_record);
		*record = (struct portfolio_sum_record){&assembling->groups[i], &edition->groups[i]};
		fill_add(&sums, value_record(record));
	}
	return filled(&sums);
}

static int compare_strength(const void *left, const void *right)
{
	const struct portfolio_column *a = ((const struct portfolio_column_record *)((const struct value *)left)->as.record)->column;
	const struct portfolio_column *b = ((const struct portfolio_column_record *)((const struct value *)right)->as.record)->column;
	uint32_t one = 0, two = 0;

	portfolio_share(a, PORTFOLIO_PRACTICES, &one);
	portfolio_share(b, PORTFOLIO_PRACTICES, &two);
	if (one != two)
		return one < two ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}

/* Only columns of which enough is known. */
static struct list by_strength(struct assembling *assembling, const struct list *columns, bool strongest)
{
	struct filling known = fill_start(assembling->arena, columns->count);
	uint32_t share;

	for (uint32_t i = 0; i < columns->count; i++)
		if (portfolio_share(((const struct portfolio_column_record *)columns->items[i].as.record)->column, PORTFOLIO_PRACTICES, &share))
			fill_add(&known, columns->items[i]);
	if (known.count > 0)
		qsort(known.items, known.count, sizeof *known.items, compare_strength);
	for (uint32_t i = 0; strongest && i < known.count / 2; i++) {
		struct value kept = known.items[i];

		known.items[i] = known.items[known.count - 1 - i];
		known.items[known.count - 1 - i] = kept;
	}
	return filled(&known);
}

static void gather_edition(struct assembling *assembling, uint32_t index)
{
	struct portfolio_edition_record *record = &assembling->editions[index];
	const struct portfolio_edition *edition = &assembling->portfolio->editions[index];
	struct filling columns = fill_start(assembling->arena, edition->column_count);

	record->edition = edition;
	record->portfolio = assembling->portfolio;
	record->title = title_of(assembling->arena, edition);
	record->anchor = str_format(assembling->arena, "edition-%u", index + 1);
	record->number = index + 1;
	for (uint32_t i = 0; i < edition->column_count; i++) {
		fill_add(&columns, value_record(&assembling->columns[edition->columns[i] - assembling->portfolio->columns]));
		record->mapped += edition->columns[i]->mapped;
	}
	record->columns = filled(&columns);
	record->blocks = gather_blocks(assembling->arena, record);
	record->sums = gather_sums(assembling, edition);
	record->weakest = by_strength(assembling, &record->columns, false);
	record->strongest = by_strength(assembling, &record->columns, true);
}

/* ---- Gaps ---- */

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

static void add_run(GString *out, uint32_t first, uint32_t last)
{
	g_string_append(out, out->len == 0 ? "" : ", ");
	g_string_append_printf(out, "%u", first);
	if (last == first + 1)
		g_string_append_printf(out, ", %u", last);
	else if (last > first)
		g_string_append_printf(out, "\xE2\x80\x93%u", last);
}

/* "1-4, 7": what the heat maps call these columns. */
static struct str numbers_of(struct assembling *assembling, const struct portfolio_column *const *columns, uint32_t count)
{
	uint32_t *numbers = arena_array(assembling->arena, uint32_t, count), from = 0;
	GString *out = g_string_new(NULL);

	for (uint32_t i = 0; i < count; i++)
		numbers[i] = columns[i]->workload + 1;
	if (count > 0)
		qsort(numbers, count, sizeof *numbers, compare_numbers);
	for (uint32_t i = 1; i <= count; i++)
		if (i == count || numbers[i] != numbers[i - 1] + 1) {
			add_run(out, numbers[from], numbers[i - 1]);
			from = i;
		}
	return str_take(assembling->arena, out);
}

static struct list columns_of(struct assembling *assembling, const struct portfolio_column *const *columns, uint32_t count)
{
	struct filling records = fill_start(assembling->arena, count);

	for (uint32_t i = 0; i < count; i++)
		fill_add(&records, value_record(&assembling->columns[columns[i] - assembling->portfolio->columns]));
	return filled(&records);
}

/* Groups that hold somebody who lacks it. */
static struct list parts_of(struct assembling *assembling, const struct portfolio_gap *gap)
{
	const struct portfolio *portfolio = assembling->portfolio;
	struct portfolio_part_record *parts = arena_array(assembling->arena, struct portfolio_part_record, portfolio->group_count);
	struct filling found = fill_start(assembling->arena, portfolio->group_count);

	for (uint32_t i = 0; i < gap->lacking_count; i++)
		parts[portfolio->workloads[gap->lacking[i]->workload].group].lacking++;
	for (uint32_t i = 0; i < portfolio->group_count; i++) {
		parts[i].group = &assembling->groups[i];
		parts[i].columns = portfolio->editions[gap->edition].groups[i].columns;
		if (parts[i].lacking > 0)
			fill_add(&found, value_record(&parts[i]));
	}
	return filled(&found);
}

static void gather_gap(struct assembling *assembling, uint32_t index)
{
	struct portfolio_gap_record *record = &assembling->gaps[index];
	const struct portfolio_gap *gap = &assembling->portfolio->gaps[index];
	const struct framework *framework = assembling->portfolio->editions[gap->edition].framework;

	record->gap = gap;
	record->edition = &assembling->editions[gap->edition];
	record->question = &framework->questions[gap->question];
	record->choice = &framework->choices[gap->choice];
	record->lacking = columns_of(assembling, gap->lacking, gap->lacking_count);
	record->teachers = columns_of(assembling, gap->teachers, gap->teacher_count);
	record->lacking_numbers = numbers_of(assembling, gap->lacking, gap->lacking_count);
	record->teacher_numbers = numbers_of(assembling, gap->teachers, gap->teacher_count);
	record->parts = parts_of(assembling, gap);
}

static bool is_common(const struct portfolio_gap *gap)
{
	return gap->lacking_count >= PORTFOLIO_COMMON;
}

/* edition: UINT32_MAX for all. */
static struct list common_gaps(struct assembling *assembling, uint32_t edition)
{
	struct filling common = fill_start(assembling->arena, assembling->portfolio->gap_count);

	for (uint32_t i = 0; i < assembling->portfolio->gap_count; i++) {
		const struct portfolio_gap *gap = &assembling->portfolio->gaps[i];

		if (is_common(gap) && (edition == UINT32_MAX || gap->edition == edition))
			fill_add(&common, value_record(&assembling->gaps[i]));
	}
	return filled(&common);
}

/* The weightiest gaps, no two of one question; those of one workload only where nothing is common. */
static struct list first_gaps(struct assembling *assembling, bool any_common)
{
	const struct portfolio *portfolio = assembling->portfolio;
	struct filling first = fill_start(assembling->arena, FIRST_MOST);

	for (uint32_t i = 0; i < portfolio->gap_count && first.count < FIRST_MOST; i++) {
		const struct portfolio_gap *gap = &portfolio->gaps[i];
		bool taken = any_common && !is_common(gap);

		for (uint32_t k = 0; k < first.count && !taken; k++) {
			const struct portfolio_gap *other = ((const struct portfolio_gap_record *)first.items[k].as.record)->gap;

			taken = other->edition == gap->edition && other->question == gap->question;
		}
		if (!taken)
			fill_add(&first, value_record(&assembling->gaps[i]));
	}
	return filled(&first);
}

static struct list roadmap_gaps(struct assembling *assembling, bool any_common)
{
	const struct portfolio *portfolio = assembling->portfolio;
	struct filling roadmap = fill_start(assembling->arena, portfolio->gap_count);

	for (uint32_t i = 0; i < portfolio->gap_count; i++) {
		struct portfolio_gap_record *record = &assembling->gaps[portfolio->roadmap[i] - portfolio->gaps];

		if (any_common && !is_common(record->gap))
			continue;
		record->number = roadmap.count + 1;
		fill_add(&roadmap, value_record(record));
	}
	return filled(&roadmap);
}

static struct list horizons_of(struct arena *arena, const struct list *roadmap)
{
	struct filling horizons = fill_start(arena, HORIZON_LATER + 1);

	for (uint32_t when = HORIZON_NOW; when <= HORIZON_LATER; when++)
		for (uint32_t i = 0; i < roadmap->count; i++)
			if (((const struct portfolio_gap_record *)roadmap->items[i].as.record)->gap->when == when) {
				fill_add(&horizons, value_word(when));
				break;
			}
	return filled(&horizons);
}

/* ---- Who stands apart ---- */

static struct list gather_outliers(struct assembling *assembling, uint32_t edition)
{
	const struct portfolio *portfolio = assembling->portfolio;
	struct filling outliers = fill_start(assembling->arena, portfolio->outlier_count);

	for (uint32_t i = 0; i < portfolio->outlier_count; i++) {
		const struct portfolio_outlier *outlier = &portfolio->outliers[i];
		struct portfolio_outlier_record *record = arena_one(assembling->arena, struct portfolio_outlier_record);

		if (edition != UINT32_MAX && outlier->column->edition != edition)
			continue;
		*record = (struct portfolio_outlier_record){outlier, &portfolio->editions[outlier->column->edition].spreads[outlier->measure],
							    &assembling->columns[outlier->column - portfolio->columns]};
		fill_add(&outliers, value_record(record));
	}
	return filled(&outliers);
}

static struct list gather_alone(struct assembling *assembling, uint32_t edition)
{
	const struct portfolio *portfolio = assembling->portfolio;
	struct filling found = fill_start(assembling->arena, portfolio->alone_count);

	for (uint32_t i = 0; i < portfolio->alone_count; i++) {
		const struct portfolio_alone *alone = &portfolio->alone[i];
		struct portfolio_alone_record *record = arena_one(assembling->arena, struct portfolio_alone_record);

		if (edition != UINT32_MAX && alone->column->edition != edition)
			continue;
		*record = (struct portfolio_alone_record){alone, &assembling->columns[alone->column - portfolio->columns],
							  &portfolio->editions[alone->column->edition].framework->questions[alone->question]};
		fill_add(&found, value_record(record));
	}
	return filled(&found);
}

/* ---- The whole ---- */

static void assemble(struct assembling *assembling)
{
	const struct portfolio *portfolio = assembling->portfolio;
	GHashTable *names = count_names(portfolio);

	for (uint32_t i = 0; i < portfolio->group_count; i++)
		gather_group(assembling, i);
	for (uint32_t i = 0; i < portfolio->workload_count; i++)
		gather_workload(assembling, names, i);
	g_hash_table_destroy(names);
	for (uint32_t i = 0; i < portfolio->column_count; i++)
		gather_column(assembling, i);
	for (uint32_t i = 0; i < portfolio->edition_count; i++)
		gather_edition(assembling, i);
	for (uint32_t i = 0; i < portfolio->gap_count; i++)
		gather_gap(assembling, i);
	for (uint32_t i = 0; i < portfolio->column_count; i++)
		share_out_gaps(assembling, i);
	for (uint32_t i = 0; i < portfolio->edition_count; i++) {
		assembling->editions[i].common = common_gaps(assembling, i);
		assembling->editions[i].outliers = gather_outliers(assembling, i);
		assembling->editions[i].alone = gather_alone(assembling, i);
	}
}

static struct list all_aside(struct assembling *assembling)
{
	uint32_t most = 0;
	struct filling aside;

	for (uint32_t i = 0; i < assembling->portfolio->workload_count; i++)
		most += assembling->workloads[i].aside.count;
	aside = fill_start(assembling->arena, most);
	for (uint32_t i = 0; i < assembling->portfolio->workload_count; i++)
		for (uint32_t k = 0; k < assembling->workloads[i].aside.count; k++)
			fill_add(&aside, assembling->workloads[i].aside.items[k]);
	return filled(&aside);
}

#define LIST_OF(arena, records, count) list_of((arena), (records), sizeof *(records), (count))
static struct list list_of(struct arena *arena, const void *records, size_t size, uint32_t count)
{
	struct filling list = fill_start(arena, count);

	for (uint32_t i = 0; i < count; i++)
		fill_add(&list, value_record((const char *)records + i * size));
	return filled(&list);
}

static struct list texts_of(struct arena *arena, const struct str *from, uint32_t count)
{
	struct filling texts = fill_start(arena, count);

	for (uint32_t i = 0; i < count; i++)
		fill_add(&texts, value_text(from[i]));
	return filled(&texts);
}

const struct portfolio_record *gather_portfolio(struct arena *arena, const struct portfolio_subject *subject)
{
	const struct portfolio *portfolio = subject->portfolio;
	struct portfolio_record *record = arena_one(arena, struct portfolio_record);
	struct assembling assembling = {
		.arena = arena,
		.portfolio = portfolio,
		.groups = arena_array(arena, struct portfolio_group_record, portfolio->group_count),
		.workloads = arena_array(arena, struct portfolio_workload_record, portfolio->workload_count),
		.editions = arena_array(arena, struct portfolio_edition_record, portfolio->edition_count),
		.columns = arena_array(arena, struct portfolio_column_record, portfolio->column_count),
		.gaps = arena_array(arena, struct portfolio_gap_record, portfolio->gap_count),
	};

	assemble(&assembling);
	record->subject = subject;
	record->clients = texts_of(arena, portfolio->clients, portfolio->client_count);
	record->workloads = LIST_OF(arena, assembling.workloads, portfolio->workload_count);
	record->groups = LIST_OF(arena, assembling.groups, portfolio->group_count);
	record->editions = LIST_OF(arena, assembling.editions, portfolio->edition_count);
	record->aside = all_aside(&assembling);
	record->common = common_gaps(&assembling, UINT32_MAX);
	record->first = first_gaps(&assembling, record->common.count > 0);
	record->roadmap = roadmap_gaps(&assembling, record->common.count > 0);
	record->horizons = horizons_of(arena, &record->roadmap);
	record->single = portfolio->gap_count - record->common.count;
	record->outliers = gather_outliers(&assembling, UINT32_MAX);
	record->alone = gather_alone(&assembling, UINT32_MAX);
	return record;
}
