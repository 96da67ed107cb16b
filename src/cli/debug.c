/* plumbline debug: what a stage of the program made of a file, as text. */
#include <string.h>

#include "cli/console.h"
#include "cli/data.h"

/* What the stages may need; filled as far as the stage asks. */
struct probe {
	struct call *call;
	struct stock *stock;
	const char *path;
	const struct framework *framework;   /* if the file is one */
	const struct assessment *assessment; /* if the file is a review */
	GString *out;
};

struct stage {
	const char *name;
	bool takes_framework;
	enum exit_status (*show)(struct probe *probe);
};

static void append_fact(GString *out, enum fact_key key, const struct fact *fact)
{
	g_string_append_printf(out, "ctx.%s = ", fact_kinds[key].key);
	if (!fact->known)
		g_string_append(out, "unknown");
	else if (fact_kinds[key].type == FACT_WORDS || fact_kinds[key].type == FACT_TEXTS)
		for (uint32_t i = 0; i < fact->item_count; i++)
			g_string_append_printf(out, "%s%s", i == 0 ? "" : " | ", str_c(fact->items[i]));
	else
		g_string_append(out, str_c(fact->text));
	g_string_append_c(out, '\n');
}

static enum exit_status show_facts(struct probe *probe)
{
	for (int key = 0; key < FACT_COUNT; key++)
		append_fact(probe->out, (enum fact_key)key, &probe->assessment->review->context.facts[key]);
	return EXIT_CLEAN;
}

static void append_question(GString *out, const struct framework *framework, const struct question *question)
{
	g_string_append_printf(out, "  question %s (%s)\n", str_c(question->id), str_c(question->number));
	for (uint32_t i = 0; i < question->choice_count; i++) {
		const struct choice *choice = &framework->choices[question->first_choice + i];

		g_string_append_printf(out, "    choice %s risk=%s effort=%s variants=%u%s\n", str_c(choice->id), level_name(choice->risk),
				       level_name(choice->effort), choice->variant_count, choice->none_of_these ? " none-of-these" : "");
	}
	for (uint32_t i = 0; i < question->rule_count; i++) {
		const struct rule *rule = &framework->rules[question->first_rule + i];

		g_string_append_printf(out, "    rule %s: %s\n", level_name(rule->risk), rule->is_default ? "default" : str_c(rule->condition));
	}
}

static void append_framework(GString *out, const struct framework *framework)
{
	g_string_append_printf(out, "framework %s version %s\n", str_c(framework->id), str_c(framework->version));
	for (uint32_t p = 0; p < framework->pillar_count; p++) {
		const struct pillar *pillar = &framework->pillars[p];

		g_string_append_printf(out, " pillar %s: %s\n", str_c(pillar->id), str_c(pillar->title));
		for (uint32_t i = 0; i < pillar->question_count; i++)
			append_question(out, framework, &framework->questions[pillar->first_question + i]);
	}
}

static void append_answer(GString *out, const struct lens *lens, const struct question *question, const struct answer *answer)
{
	g_string_append_printf(out, " answer %s:%s%s%s", str_c(question->id), answer->given ? "" : " not-given",
			       answer->not_applicable ? " not-applicable" : "", answer->none_of_these ? " none-of-these" : "");
	for (uint32_t i = 0; i < question->choice_count; i++) {
		uint32_t choice = question->first_choice + i;

		if (bits_has(lens->chosen, choice))
			g_string_append_printf(out, " +%s", str_c(lens->framework->choices[choice].id));
		if (bits_has(lens->not_applicable, choice))
			g_string_append_printf(out, " ~%s", str_c(lens->framework->choices[choice].id));
	}
	g_string_append_c(out, '\n');
}

static void append_review(GString *out, const struct review *review)
{
	g_string_append_printf(out, "review client=%s workload=%s held=%04d-%02d-%02d\n", str_c(review->client), str_c(review->workload),
			       review->held.year, review->held.month, review->held.day);
	for (uint32_t i = 0; i < review->lens_count; i++) {
		const struct lens *lens = &review->lenses[i];

		g_string_append_printf(out, "lens %s\n", str_c(lens->framework->id));
		for (uint32_t q = 0; q < lens->framework->question_count; q++)
			append_answer(out, lens, &lens->framework->questions[q], &lens->answers[q]);
	}
}

static enum exit_status show_model(struct probe *probe)
{
	if (probe->framework != NULL)
		append_framework(probe->out, probe->framework);
	else
		append_review(probe->out, probe->assessment->review);
	return EXIT_CLEAN;
}

static enum exit_status show_risks(struct probe *probe)
{
	struct emit_input input = {.assessments = &probe->assessment, .assessment_count = 1};

	return backend_text.write(probe->call->arena, &input, probe->out, probe->call->diags) ? EXIT_CLEAN : EXIT_FAULTS;
}

static void append_tally(GString *out, const char *name, const struct risk_counts *counts, struct share practices)
{
	g_string_append(out, name);
	for (int risk = 0; risk < RISK_COUNT; risk++)
		g_string_append_printf(out, " %s=%u", risk_name((enum risk)risk), counts->of[risk]);
	g_string_append_printf(out, " answered=%u applicable=%u all=%u practices=%u/%u\n", counts_answered(counts), counts_applicable(counts),
			       counts_all(counts), practices.hits, practices.of);
}

static enum exit_status show_tally(struct probe *probe)
{
	for (uint32_t i = 0; i < probe->assessment->lens_count; i++) {
		const struct lens_assessment *lens = &probe->assessment->lenses[i];
		const struct framework *framework = lens->ruleset->framework;

		append_tally(probe->out, str_c(framework->id), &lens->counts, lens->practices);
		for (uint32_t p = 0; p < framework->pillar_count; p++)
			append_tally(probe->out, str_c(framework->pillars[p].id), &lens->pillar_counts[p], lens->pillar_practices[p]);
	}
	return EXIT_CLEAN;
}

static const struct doc *document_of(struct probe *probe, struct report_setup *setup, enum exit_status *status)
{
	const struct doc *document;

	if (!setup_open(probe->call, SUBJECT_REVIEW, setup, status))
		return NULL;
	document = report_document(probe->call->arena, setup, probe->assessment, probe->call->diags);
	*status = document == NULL ? EXIT_FAULTS : EXIT_CLEAN;
	return document;
}

static enum exit_status show_doc(struct probe *probe)
{
	struct report_setup setup = {0};
	enum exit_status status;
	const struct doc *document = document_of(probe, &setup, &status);

	if (document != NULL)
		doc_dump(document, probe->out);
	return status;
}

static enum exit_status show_pages(struct probe *probe)
{
	struct arena *arena = probe->call->arena;
	struct report_setup setup = {0};
	struct report_desk desk = {0};
	enum exit_status status;
	const struct doc *document = document_of(probe, &setup, &status);
	struct typesetter *typesetter = document == NULL ? NULL : report_typesetter(&desk, &setup, probe->call->diags);
	const struct pages *pages = NULL;

	if (typesetter != NULL)
		pages = layout_document(arena, typesetter, setup.theme, setup.paper, document, probe->call->diags);
	if (pages != NULL)
		pages_dump(pages, probe->out);
	else if (status == EXIT_CLEAN)
		status = typesetter == NULL ? EXIT_SYSTEM : EXIT_FAULTS;
	report_desk_close(&desk);
	return status;
}

static const struct stage stages[] = {
	{"facts", false, show_facts}, {"model", true, show_model}, {"risks", false, show_risks},
	{"tally", false, show_tally}, {"doc", false, show_doc},    {"pages", false, show_pages},
};

static const struct stage *stage_named(struct call *call, const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(stages); i++)
		if (strcmp(stages[i].name, name) == 0)
			return &stages[i];
	diag(call->diags, CLI_MISSING_OPERAND, NO_SPAN, commands[COMMAND_DEBUG].name, commands[COMMAND_DEBUG].needs);
	return NULL;
}

static const struct assessment *assessment_of(struct probe *probe)
{
	const struct review_source *source = stock_source(probe->call->arena, probe->path, probe->call->diags);

	return source == NULL ? NULL : stock_assess(probe->stock, probe->call->arena, source, probe->call->diags);
}

static bool open_file(struct probe *probe)
{
	struct call *call = probe->call;
	struct diags *unsaid = diags_new(call->arena);
	const struct source *source = source_open(call->arena, probe->path, NO_SPAN, unsaid);
	const struct node *root = source == NULL ? NULL : read_any(call->arena, source, unsaid);
	enum file_kind kind = root == NULL ? FILE_REVIEW : file_recognise(root);

	if (kind == FILE_FRAMEWORK || kind == FILE_AWS_LENS)
		probe->framework = library_framework(stock_library(probe->stock), probe->path, NO_SPAN, call->diags);
	else
		probe->assessment = assessment_of(probe);
	return probe->framework != NULL || probe->assessment != NULL;
}

enum exit_status command_debug(struct call *call)
{
	const struct stage *stage = stage_named(call, call->operands[0]);
	struct probe probe = {.call = call, .path = call->operands[1]};
	enum exit_status status;

	if (stage == NULL)
		return EXIT_MISUSE;
	probe.stock = call_stock(call);
	if (!open_file(&probe))
		return EXIT_FAULTS;
	if (probe.assessment == NULL && !stage->takes_framework) {
		diag(call->diags, CLI_NOT_A_REVIEW, NO_SPAN, stage->name, probe.path);
		return EXIT_MISUSE;
	}
	probe.out = g_string_new(NULL);
	status = stage->show(&probe);
	if (!console_put(probe.out->str, probe.out->len))
		status = EXIT_SYSTEM;
	g_string_free(probe.out, TRUE);
	return status == EXIT_CLEAN && diags_errors(call->diags) > 0 ? EXIT_FAULTS : status;
}
