/* One portfolio: composed once, then laid out and written by a worker for each format. */
#include "job/portfolio.h"
#include "job/write.h"

struct run {
	const struct portfolio_batch *batch;
	const struct doc *document; /* NULL if no format wants one */
	struct report_desk desk;    /* each worker has its own: it is filled after the fork */
};

static struct date date_of(const struct portfolio_subject *subject)
{
	return subject->date.year == 0 ? subject->portfolio->last : subject->date;
}

static bool is_data(const struct backend *format)
{
	return format->feed == FEED_PORTFOLIO;
}

/* NULL with diagnostics if there was an error, and without where only data is asked for. */
static const struct doc *document_of(struct arena *arena, const struct report_setup *setup, const struct portfolio_subject *subject,
				     struct diags *diags)
{
	uint32_t errors = diags_errors(diags);
	const struct doc *document = NULL;
	bool wanted = false;

	for (uint32_t i = 0; i < setup->format_count; i++)
		wanted = wanted || !is_data(setup->formats[i]);
	if (wanted)
		document = compose_portfolio(arena, setup->template, subject, diags);
	return diags_errors(diags) == errors ? document : NULL;
}

/* Bytes of one format. */
static bool make_format(struct arena *arena, const struct report_setup *setup, uint32_t format, const struct portfolio_subject *subject,
			const struct doc *document, struct report_desk *desk, GString *bytes, struct diags *diags)
{
	struct report_setup one = *setup;
	struct typesetter *typesetter;
	GString *outputs[REPORT_MOST_FORMATS] = {bytes};

	if (is_data(setup->formats[format])) {
		struct emit_input input = {.portfolio = subject->portfolio, .date = date_of(subject)};

		return setup->formats[format]->write(arena, &input, bytes, diags);
	}
	one.formats[0] = setup->formats[format];
	one.format_count = 1;
	typesetter = report_typesetter(desk, setup, diags);
	return typesetter != NULL && document_make(arena, &one, typesetter, document, date_of(subject), outputs, diags);
}

static enum job_status run_job(void *user, uint32_t number, GString *words)
{
	struct run *run = user;
	const struct portfolio_batch *batch = run->batch;
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	GString *bytes = g_string_new(NULL);
	enum job_status status = JOB_CLEAN;

	if (!make_format(arena, batch->setup, number, batch->subject, run->document, &run->desk, bytes, diags) || diags_errors(diags) > 0)
		status = JOB_FAULTS;
	if (bytes->len > 0 && (status == JOB_CLEAN || batch->keep_going) && !output_write(batch->outputs[number], bytes->str, bytes->len, diags))
		status = JOB_FAILED;
	diags_write_text(diags, words, batch->colour);
	g_string_free(bytes, TRUE);
	arena_free(arena);
	return status;
}

static void tell_done(void *user, uint32_t job, enum job_status status, const char *words)
{
	const struct portfolio_batch *batch = ((struct run *)user)->batch;

	batch->done(batch->user, job, status, words);
}

enum job_status portfolio_run(struct arena *arena, const struct portfolio_batch *batch, struct diags *diags)
{
	uint32_t errors = diags_errors(diags);
	struct run run = {.batch = batch, .document = document_of(arena, batch->setup, batch->subject, diags)};
	struct crew crew = {.count = batch->setup->format_count, .workers = batch->workers, .run = run_job, .done = tell_done, .user = &run};
	enum job_status status;

	if (diags_errors(diags) > errors)
		return JOB_FAULTS;
	status = crew_run(&crew);
	report_desk_close(&run.desk);
	return status;
}

bool portfolio_make(struct arena *arena, const struct report_setup *setup, const struct portfolio_subject *subject, GString *bytes,
		    struct diags *diags)
{
	uint32_t errors = diags_errors(diags);
	const struct doc *document = document_of(arena, setup, subject, diags);
	struct report_desk desk = {0};
	bool good = diags_errors(diags) == errors && make_format(arena, setup, 0, subject, document, &desk, bytes, diags);

	report_desk_close(&desk);
	return good;
}
