/* Opens templates and composes documents from them. */
#include "compose/compose.h"

#include <string.h>

#include "compose/deny.h"
#include "model/public.h"

#include "expand.h"
#include "records_benchmark.h"
#include "records_portfolio.h"

static bool is_plain_name(const char *name)
{
	return name[0] != '\0' && name[0] != '.' && strpbrk(name, "/\\") == NULL;
}

static const struct element *read_template(struct arena *arena, const char *folder, const char *file, struct diags *diags)
{
	const struct source *source = source_open(arena, str_format(arena, "%s/%s", folder, file).text, NO_SPAN, diags);

	return source == NULL ? NULL : xml_read(arena, source, diags);
}

const struct template *template_open(struct arena *arena, enum subject subject, const char *theme_folder, const char *template_file,
				     const char *language, struct diags *diags)
{
	struct template *template = arena_one(arena, struct template);
	struct compiler compiler = {.arena = arena, .diags = diags};
	uint32_t before = diags_errors(diags);
	struct str wording_file = str_format(arena, "wording.%s.yaml", language);
	const struct element *root;

	if (!is_plain_name(template_file) || !is_plain_name(language)) {
		diag(diags, TEMPLATE_PATH, NO_SPAN, is_plain_name(template_file) ? language : template_file);
		return NULL;
	}
	template->wording = wording_open(arena, str_format(arena, "%s/%s", theme_folder, wording_file.text).text, diags);
	root = read_template(arena, theme_folder, template_file, diags);
	if (template->wording == NULL || root == NULL)
		return NULL;
	wording_has_words(template->wording, arena, &risk_words, (struct span){template->wording->source, 0, 0}, diags);
	if (subject == SUBJECT_BENCHMARK || subject == SUBJECT_ARTICLE)
		figure_wording_check(template->wording, arena, diags);
	compiler.wording = template->wording;
	template->report = program_compile(&compiler, &subject_scopes[subject], root);
	return diags_errors(diags) == before ? template : NULL;
}

static void fill_metadata(struct run *run, const struct op *report, struct doc *document, struct date date)
{
	document->as.document.title = expand_text(run, report, ATTRIBUTE_TITLE);
	document->as.document.subtitle = expand_text(run, report, ATTRIBUTE_SUBTITLE);
	document->as.document.author = expand_text(run, report, ATTRIBUTE_AUTHOR);
	document->as.document.subject = expand_text(run, report, ATTRIBUTE_SUBJECT);
	document->as.document.running_head = expand_text(run, report, ATTRIBUTE_RUNNING_HEAD);
	document->as.document.notice = expand_text(run, report, ATTRIBUTE_NOTICE);
	document->as.document.stamp = expand_text(run, report, ATTRIBUTE_STAMP);
	document->as.document.page_number = expand_text(run, report, ATTRIBUTE_PAGE_NUMBER);
	document->as.document.language = run->wording->language;
	document->as.document.date = date;
}

const struct doc *compose_run(struct arena *arena, const struct template *template, const struct value *slots, uint32_t slot_count, struct date date,
			      struct diags *diags)
{
	return compose_around(arena, template, NULL, slots, slot_count, date, diags);
}

const struct doc *compose_around(struct arena *arena, const struct template *template, const struct doc *body, const struct value *slots,
				 uint32_t slot_count, struct date date, struct diags *diags)
{
	struct run *run = arena_one(arena, struct run);
	struct doc *document = doc_new(arena, DOC_DOCUMENT);

	run->arena = arena;
	run->diags = diags;
	run->wording = template->wording;
	run->body = body;
	watch_facts(run);
	memcpy(run->slots, slots, slot_count * sizeof(struct value));
	document->origin = template->report->span;
	fill_metadata(run, template->report, document, date);
	expand_all(run, template->report->first, document);
	polish(arena, document);
	doc_check(document, diags);
	return document;
}

static const struct doc *compose_whole(struct arena *arena, const struct template *template, const struct review_subject *subject,
				       struct diags *diags)
{
	const struct review *review = subject->assessment->review;
	struct report_record report = {subject->date.year == 0 ? review->held : subject->date, str_from(arena, subject->version), subject->readers,
				       subject->radar};
	struct value slots[] = {value_record(&review->context), value_record(gather(arena, subject)), value_record(&report)};

	return compose_run(arena, template, slots, G_N_ELEMENTS(slots), report.date, diags);
}

/* The assessment as if the review held nothing private. What its rules warn of was said when the whole one was assessed. */
static const struct assessment *assess_public(struct arena *arena, const struct assessment *whole)
{
	const struct review *review = review_public(arena, whole->review, review_own_words(arena, whole->review));
	const struct ruleset **rulesets = arena_array(arena, const struct ruleset *, whole->lens_count);

	for (uint32_t i = 0; i < whole->lens_count; i++)
		rulesets[i] = whole->lenses[i].ruleset;
	return assess(arena, review, rulesets, diags_new(arena));
}

static const struct doc *compose_public(struct arena *arena, const struct template *template, const struct review_subject *subject,
					struct diags *diags)
{
	struct review_subject kept = {
		.readers = READERS_PUBLIC,
		.assessment = assess_public(arena, subject->assessment),
		.date = subject->date,
		.version = subject->version,
		.radar = subject->radar,
	};
	const struct doc *document = compose_whole(arena, template, &kept, diags);

	deny_check(deny_list_new(arena, subject->assessment->review, template), document, diags);
	return document;
}

const struct doc *compose_review(struct arena *arena, const struct template *template, const struct review_subject *subject, struct diags *diags)
{
	return subject->readers == READERS_PUBLIC ? compose_public(arena, template, subject, diags) : compose_whole(arena, template, subject, diags);
}

const struct doc *compose_benchmark(struct arena *arena, const struct template *template, const struct benchmark_subject *subject,
				    struct diags *diags)
{
	uint32_t day = subject->view->release_date;
	struct date released = {(int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100)};
	struct report_record report = {subject->date.year == 0 ? released : subject->date, str_from(arena, subject->version), READERS_ENGINEERS,
				       subject->radar};
	struct value slots[] = {value_record(gather_benchmark(arena, subject, template->wording)), value_record(&report)};

	return compose_run(arena, template, slots, G_N_ELEMENTS(slots), report.date, diags);
}

const struct doc *compose_portfolio(struct arena *arena, const struct template *template, const struct portfolio_subject *subject,
				    struct diags *diags)
{
	struct report_record report = {subject->date.year == 0 ? subject->portfolio->last : subject->date, str_from(arena, subject->version),
				       READERS_ENGINEERS, false};
	struct value slots[] = {value_record(gather_portfolio(arena, subject)), value_record(&report)};

	return compose_run(arena, template, slots, G_N_ELEMENTS(slots), report.date, diags);
}
