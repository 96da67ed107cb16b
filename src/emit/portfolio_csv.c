/* A portfolio as CSV (RFC 4180): the shared roadmap, a row for each practice that some workload lacks. */
#include "csv_cells.h"
#include "emit/backend.h"
#include "work_items.h"

static const char *const headings[] = {"number",         "wave",       "framework", "edition",   "pillar",   "question", "question_title", "practice",
				       "practice_title", "level",      "effort",    "workloads", "missing",  "high",     "medium",         "harmless",
				       "silent",         "missing_at", "high_at",   "in_place",  "teachers", "weight"};

static void put_number(GString *out, uint64_t number)
{
	char text[24];

	g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, (guint64)number);
	csv_put(out, text);
}

/* "Shop; Ledger". */
static void put_names(GString *out, const struct portfolio *portfolio, const struct portfolio_column *const *columns, uint32_t count)
{
	GString *names = g_string_new(NULL);

	for (uint32_t i = 0; i < count; i++)
		g_string_append_printf(names, "%s%s", i == 0 ? "" : "; ", str_c(portfolio->workloads[columns[i]->workload].review->workload));
	csv_put(out, names->str);
	g_string_free(names, TRUE);
}

static void put_practice(GString *out, const struct portfolio_edition *edition, const struct portfolio_gap *gap)
{
	const struct framework *framework = edition->framework;
	const struct question *question = &framework->questions[gap->question];
	const struct choice *choice = &framework->choices[gap->choice];

	csv_put(out, str_c(framework->id));
	csv_put(out, str_c(framework->version));
	csv_put(out, str_c(framework->pillars[question->pillar].id));
	csv_put(out, str_c(question->id));
	csv_put(out, str_c(question->title));
	csv_put(out, str_c(choice->id));
	csv_put(out, str_c(choice->title));
	csv_put(out, level_name(choice->risk));
	csv_put(out, level_name(choice->effort));
}

static void put_gap(GString *out, const struct portfolio *portfolio, const struct portfolio_gap *gap, uint32_t number)
{
	const struct portfolio_edition *edition = &portfolio->editions[gap->edition];

	put_number(out, number);
	csv_put(out, horizon_name(gap->when));
	put_practice(out, edition, gap);
	put_number(out, edition->column_count);
	put_number(out, gap->lacking_count);
	put_number(out, gap->high);
	put_number(out, gap->lacking_count - gap->high);
	put_number(out, gap->harmless);
	put_number(out, gap->silent);
	put_names(out, portfolio, gap->lacking, gap->lacking_count);
	put_names(out, portfolio, gap->lacking, gap->high);
	put_number(out, gap->teacher_count);
	put_names(out, portfolio, gap->teachers, gap->teacher_count);
	put_number(out, gap->weight);
	csv_end_row(out);
}

static bool write_csv(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	(void)arena;
	(void)diags;
	csv_put_row(out, headings, G_N_ELEMENTS(headings));
	for (uint32_t i = 0; i < input->portfolio->gap_count; i++)
		put_gap(out, input->portfolio, input->portfolio->roadmap[i], i + 1);
	return true;
}

const struct backend backend_portfolio_csv = {"csv", ".csv", FEED_PORTFOLIO, write_csv};
