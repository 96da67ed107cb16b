/* A portfolio as JSON: workloads, the matrices of each edition, what is missing where, who stands apart. */
#include "emit/backend.h"
#include "tree_writer.h"
#include "work_items.h"

static const char *const measures[] = {[PORTFOLIO_PRACTICES] = "practices", [PORTFOLIO_HIGH_RISK] = "high_risk"};

static void put_number(struct tree_writer *writer, const char *key, uint64_t number)
{
	char text[24];

	g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, (guint64)number);
	tree_number(writer, key, str_of(text));
}

static void put_word(struct tree_writer *writer, const char *key, const char *word)
{
	tree_text(writer, key, str_of(word));
}

static void put_date(struct tree_writer *writer, const char *key, struct date date)
{
	char text[40];

	if (date.year == 0)
		return;
	g_snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
	put_word(writer, key, text);
}

/* Workloads are named by their number, from 1. */
static void put_columns(struct tree_writer *writer, const char *key, const struct portfolio_column *const *columns, uint32_t count)
{
	tree_list(writer, key);
	for (uint32_t i = 0; i < count; i++)
		put_number(writer, NULL, columns[i]->workload + 1);
	tree_close(writer);
}

static void put_counts(struct tree_writer *writer, const struct risk_counts *counts, struct share practices)
{
	tree_map(writer, "counts");
	for (int risk = 0; risk < RISK_COUNT; risk++)
		put_number(writer, risk_name((enum risk)risk), counts->of[risk]);
	tree_close(writer);
	put_number(writer, "practices_in_place", practices.hits);
	put_number(writer, "practices", practices.of);
}

static void put_workload(struct tree_writer *writer, const struct portfolio *portfolio, uint32_t index)
{
	const struct portfolio_workload *workload = &portfolio->workloads[index];
	const struct review *review = workload->review;

	tree_map(writer, NULL);
	put_number(writer, "number", index + 1);
	tree_text(writer, "name", review->workload);
	tree_some(writer, "id", review->workload_id);
	tree_some(writer, "client", review->client);
	tree_some(writer, "team", review->team);
	tree_some(writer, "unit", review->unit);
	tree_some(writer, "environment", review->environment);
	tree_some(writer, "owner", review->owner);
	tree_some(writer, "group", portfolio->groups[workload->group].name);
	put_date(writer, "date", review->held);
	put_number(writer, "set_aside", workload->aside_count);
	tree_close(writer);
}

/* The risks of the questions of one column, in the order of the framework. */
static void put_column(struct tree_writer *writer, const struct portfolio_edition *edition, const struct portfolio_column *column)
{
	tree_map(writer, NULL);
	put_number(writer, "workload", column->workload + 1);
	tree_flag(writer, "mapped", column->mapped);
	put_counts(writer, &column->answers->counts, column->answers->practices);
	put_number(writer, "lacks", column->lacks);
	put_number(writer, "teaches", column->teaches);
	tree_list(writer, "high_by_pillar");
	for (uint32_t i = 0; i < edition->framework->pillar_count; i++)
		put_number(writer, NULL, column->answers->pillar_counts[i].of[RISK_HIGH]);
	tree_close(writer);
	tree_list(writer, "risks");
	for (uint32_t i = 0; i < edition->framework->question_count; i++)
		put_word(writer, NULL, risk_name(column->answers->findings[i].risk));
	tree_close(writer);
	tree_close(writer);
}

static void put_names(struct tree_writer *writer, const struct framework *framework)
{
	tree_list(writer, "pillars");
	for (uint32_t i = 0; i < framework->pillar_count; i++)
		tree_text(writer, NULL, framework->pillars[i].id);
	tree_close(writer);
	tree_list(writer, "questions");
	for (uint32_t i = 0; i < framework->question_count; i++)
		tree_text(writer, NULL, framework->questions[i].id);
	tree_close(writer);
}

static void put_groups(struct tree_writer *writer, const struct portfolio *portfolio, const struct portfolio_edition *edition)
{
	tree_list(writer, "groups");
	for (uint32_t i = 0; i < portfolio->group_count; i++) {
		tree_map(writer, NULL);
		tree_text(writer, "name", portfolio->groups[i].name);
		put_number(writer, "workloads", edition->groups[i].columns);
		put_counts(writer, &edition->groups[i].counts, edition->groups[i].practices);
		tree_close(writer);
	}
	tree_close(writer);
}

static void put_edition(struct tree_writer *writer, const struct portfolio *portfolio, const struct portfolio_edition *edition)
{
	tree_map(writer, NULL);
	tree_text(writer, "framework", edition->framework->id);
	tree_text(writer, "version", edition->framework->version);
	put_number(writer, "copy", edition->copy);
	put_counts(writer, &edition->all.counts, edition->all.practices);
	put_names(writer, edition->framework);
	tree_list(writer, "workloads");
	for (uint32_t i = 0; i < edition->column_count; i++)
		put_column(writer, edition, edition->columns[i]);
	tree_close(writer);
	put_groups(writer, portfolio, edition);
	tree_close(writer);
}

static void put_gap(struct tree_writer *writer, const struct portfolio *portfolio, const struct portfolio_gap *gap)
{
	const struct framework *framework = portfolio->editions[gap->edition].framework;

	tree_map(writer, NULL);
	put_number(writer, "edition", gap->edition + 1);
	tree_text(writer, "question", framework->questions[gap->question].id);
	tree_text(writer, "practice", framework->choices[gap->choice].id);
	put_word(writer, "wave", horizon_name(gap->when));
	put_number(writer, "weight", gap->weight);
	put_number(writer, "high", gap->high);
	put_columns(writer, "missing_at", gap->lacking, gap->lacking_count);
	put_columns(writer, "teachers", gap->teachers, gap->teacher_count);
	put_number(writer, "harmless", gap->harmless);
	put_number(writer, "silent", gap->silent);
	tree_close(writer);
}

static void put_apart(struct tree_writer *writer, const struct portfolio *portfolio)
{
	tree_list(writer, "outliers");
	for (uint32_t i = 0; i < portfolio->outlier_count; i++) {
		const struct portfolio_outlier *outlier = &portfolio->outliers[i];

		tree_map(writer, NULL);
		put_number(writer, "edition", outlier->column->edition + 1);
		put_number(writer, "workload", outlier->column->workload + 1);
		put_word(writer, "measure", measures[outlier->measure]);
		tree_flag(writer, "better", outlier->better);
		put_number(writer, "share", outlier->share);
		tree_close(writer);
	}
	tree_close(writer);
	tree_list(writer, "alone");
	for (uint32_t i = 0; i < portfolio->alone_count; i++) {
		const struct portfolio_alone *alone = &portfolio->alone[i];

		tree_map(writer, NULL);
		put_number(writer, "edition", alone->column->edition + 1);
		put_number(writer, "workload", alone->column->workload + 1);
		tree_text(writer, "question", portfolio->editions[alone->column->edition].framework->questions[alone->question].id);
		tree_close(writer);
	}
	tree_close(writer);
}

static bool write_json(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	const struct portfolio *portfolio = input->portfolio;
	struct tree_writer writer;

	(void)arena;
	(void)diags;
	tree_begin(&writer, NATIVE_JSON, out);
	put_word(&writer, "plumbline", "portfolio/1");
	put_word(&writer, "grouped_by", portfolio_key_name(portfolio->key));
	tree_list(&writer, "workloads");
	for (uint32_t i = 0; i < portfolio->workload_count; i++)
		put_workload(&writer, portfolio, i);
	tree_close(&writer);
	tree_list(&writer, "editions");
	for (uint32_t i = 0; i < portfolio->edition_count; i++)
		put_edition(&writer, portfolio, &portfolio->editions[i]);
	tree_close(&writer);
	tree_list(&writer, "gaps");
	for (uint32_t i = 0; i < portfolio->gap_count; i++)
		put_gap(&writer, portfolio, &portfolio->gaps[i]);
	tree_close(&writer);
	put_apart(&writer, portfolio);
	tree_end(&writer);
	return true;
}

const struct backend backend_portfolio_json = {"json", ".json", FEED_PORTFOLIO, write_json};
