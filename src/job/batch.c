/* Several reports, spread over workers. */
#include "job/report.h"
#include "job/write.h"

struct run {
	const struct report_batch *batch;
	struct report_desk desk; /* each worker has its own: it is filled after the fork */
};

/* What reading says was said before the jobs began, so it is not said again. */
static const struct assessment *assessment_of(struct run *run, const struct report_job *job, struct arena *arena)
{
	if (job->assessment != NULL)
		return job->assessment;
	return stock_assess(run->batch->stock, arena, job->source, diags_new(arena));
}

static enum job_status write_all(const struct report_setup *setup, const struct report_job *job, GString *const *bytes, struct diags *diags)
{
	for (uint32_t i = 0; i < setup->format_count; i++)
		if (bytes[i]->len > 0 && !output_write(job->outputs[i], bytes[i]->str, bytes[i]->len, diags))
			return JOB_FAILED;
	return JOB_CLEAN;
}

static enum job_status make(struct run *run, const struct report_job *job, struct arena *arena, GString *const *bytes, struct diags *diags)
{
	const struct report_batch *batch = run->batch;
	const struct assessment *assessment = assessment_of(run, job, arena);
	struct typesetter *typesetter;
	enum job_status status;
	bool good;

	if (assessment == NULL)
		return JOB_FAULTS;
	typesetter = report_typesetter(&run->desk, batch->setup, diags);
	if (typesetter == NULL)
		return JOB_FAILED;
	good = report_make(arena, batch->setup, typesetter, assessment, bytes, diags) && diags_errors(diags) == 0;
	if (!good && !batch->keep_going)
		return JOB_FAULTS;
	status = write_all(batch->setup, job, bytes, diags);
	return status == JOB_CLEAN && !good ? JOB_FAULTS : status;
}

static enum job_status run_job(void *user, uint32_t number, GString *words)
{
	struct run *run = user;
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	GString *bytes[REPORT_MOST_FORMATS];
	enum job_status status;

	for (uint32_t i = 0; i < REPORT_MOST_FORMATS; i++)
		bytes[i] = g_string_new(NULL);
	status = make(run, &run->batch->jobs[number], arena, bytes, diags);
	diags_write_text(diags, words, run->batch->colour);
	for (uint32_t i = 0; i < REPORT_MOST_FORMATS; i++)
		g_string_free(bytes[i], TRUE);
	arena_free(arena);
	return status;
}

static void tell_done(void *user, uint32_t job, enum job_status status, const char *words)
{
	const struct report_batch *batch = ((struct run *)user)->batch;

	batch->done(batch->user, job, status, words);
}

static void tell_progress(void *user, uint32_t ended, uint32_t count)
{
	const struct report_batch *batch = ((struct run *)user)->batch;

	if (batch->progress != NULL)
		batch->progress(batch->user, ended, count);
}

enum job_status report_run(const struct report_batch *batch)
{
	struct run run = {.batch = batch};
	struct crew crew = {
		.count = batch->count,
		.workers = batch->workers,
		.run = run_job,
		.done = tell_done,
		.progress = tell_progress,
		.user = &run,
	};
	enum job_status status = crew_run(&crew);

	report_desk_close(&run.desk);
	return status;
}
