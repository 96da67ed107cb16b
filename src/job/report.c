/* One report, from assessment to bytes. */
#include "job/report.h"

struct typesetter *report_typesetter(struct report_desk *desk, const struct report_setup *setup, struct diags *diags)
{
	if (desk->reports == REPORT_DESK_LIFE || (desk->arena != NULL && desk->typesetter == NULL))
		report_desk_close(desk);
	if (desk->typesetter == NULL) {
		desk->arena = arena_new();
		desk->typesetter = typesetter_new(desk->arena, setup->fonts_conf, setup->cache_folder, setup->theme, diags);
	}
	desk->reports++;
	return desk->typesetter;
}

void report_desk_close(struct report_desk *desk)
{
	arena_free(desk->arena);
	*desk = (struct report_desk){0};
}

static struct date date_of(const struct report_setup *setup, const struct assessment *assessment)
{
	return setup->date.year != 0 ? setup->date : assessment->review->held;
}

const struct doc *report_document(struct arena *arena, const struct report_setup *setup, const struct assessment *assessment, struct diags *diags)
{
	uint32_t errors = diags_errors(diags);
	struct review_subject subject = {assessment, date_of(setup, assessment), setup->version};
	const struct doc *document = compose_review(arena, setup->template, &subject, diags);

	/* What is laid out must be a sound tree: compose has checked it. */
	return diags_errors(diags) == errors ? document : NULL;
}

static bool feeds_on(const struct report_setup *setup, enum backend_feed feed)
{
	for (uint32_t i = 0; i < setup->format_count; i++)
		if (setup->formats[i]->feed == feed)
			return true;
	return false;
}

bool report_make(struct arena *arena, const struct report_setup *setup, struct typesetter *typesetter, const struct assessment *assessment,
		 GString *const *bytes, struct diags *diags)
{
	struct emit_input input = {
		.assessments = &assessment,
		.assessment_count = 1,
		.theme = setup->theme,
		.typesetter = typesetter,
		.paper = setup->paper,
		.date = date_of(setup, assessment),
	};
	bool good = true;

	input.document = report_document(arena, setup, assessment, diags);
	if (input.document == NULL)
		return false;
	if (feeds_on(setup, FEED_PAGES)) {
		input.pages = layout_document(arena, typesetter, setup->theme, setup->paper, input.document, diags);
		if (input.pages == NULL)
			return false;
	}
	for (uint32_t i = 0; i < setup->format_count; i++)
		good = setup->formats[i]->write(arena, &input, bytes[i], diags) && good;
	return good;
}
