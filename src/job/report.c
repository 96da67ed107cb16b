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
	struct review_subject subject = {
		.readers = setup->readers,
		.assessment = assessment,
		.date = date_of(setup, assessment),
		.version = setup->version,
		.capacity = setup->capacity,
		.progress = setup->progress,
		.radar = setup->radar,
	};
	const struct doc *document;

	if (setup->peers != NULL)
		subject.peers = peers_find(arena, setup->peers, assessment);
	document = compose_review(arena, setup->template, &subject, diags);
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

/* The input has its document; pages are laid out where a format wants them. */
static bool write_formats(struct arena *arena, const struct report_setup *setup, struct emit_input *input, GString *const *bytes, struct diags *diags)
{
	bool good = true;

	input->theme = setup->theme;
	input->paper = setup->paper;
	if (feeds_on(setup, FEED_PAGES)) {
		input->pages = layout_document(arena, input->typesetter, setup->theme, setup->paper, input->document, diags);
		if (input->pages == NULL)
			return false;
	}
	for (uint32_t i = 0; i < setup->format_count; i++)
		good = setup->formats[i]->write(arena, input, bytes[i], diags) && good;
	return good;
}

bool report_make(struct arena *arena, const struct report_setup *setup, struct typesetter *typesetter, const struct assessment *assessment,
		 GString *const *bytes, struct diags *diags)
{
	struct emit_input input = {.assessments = &assessment, .assessment_count = 1, .typesetter = typesetter, .date = date_of(setup, assessment)};

	input.document = report_document(arena, setup, assessment, diags);
	return input.document != NULL && write_formats(arena, setup, &input, bytes, diags);
}

bool document_make(struct arena *arena, const struct report_setup *setup, struct typesetter *typesetter, const struct doc *document, struct date date,
		   GString *const *bytes, struct diags *diags)
{
	struct emit_input input = {.document = document, .typesetter = typesetter, .date = date};

	return write_formats(arena, setup, &input, bytes, diags);
}
