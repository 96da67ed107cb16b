/* plumbline report: reviews are all read and checked first; only then are reports made and written. */
#include <string.h>

#include "cli/console.h"
#include "cli/data.h"
#include "cli/formats.h"
#include "cli/names.h"
#include "cli/peers.h"
#include "cli/since.h"
#include "job/write.h"

struct reporting {
	struct call *call;
	struct report_setup setup;
	struct target target;
	struct stock *stock;
	struct names *names;
	struct report_job *jobs; /* only reviews that can be used */
	uint32_t job_count, review_count;
	struct str framework; /* id of the first one of the first review */
	bool faults, progress;
	struct arena *kept; /* of the one review, where there is only one */
};

/* A file for strangers does not bear the client's name. */
static struct str name_for(struct arena *arena, enum readers readers, const struct review *review)
{
	if (readers == READERS_PUBLIC)
		return STR("public-report");
	return readers == READERS_BOARD ? str_format(arena, "%s-board", name_of_review(arena, review).text) : name_of_review(arena, review);
}

static void name_outputs(const struct reporting *reporting, struct report_job *job, const struct review *review)
{
	struct arena *arena = reporting->call->arena;
	struct str name = names_take(reporting->names, name_for(arena, reporting->setup.readers, review));
	const char *folder = reporting->target.folder, *slash = "/";

	if (folder == NULL || strcmp(folder, ".") == 0)
		folder = slash = "";
	else if (g_str_has_suffix(folder, "/"))
		slash = "";
	for (uint32_t i = 0; i < reporting->setup.format_count; i++) {
		job->outputs[i] = reporting->target.file;
		if (job->outputs[i] == NULL)
			job->outputs[i] = str_format(arena, "%s%s%s%s", folder, slash, name.text, reporting->setup.formats[i]->suffix).text;
	}
}

/* A second reading in the worker costs little; holding hundreds of reviews in memory would not. */
static void read_review(struct reporting *reporting, const struct review_source *source)
{
	struct call *call = reporting->call;
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct assessment *assessment = stock_assess(reporting->stock, arena, source, diags);
	struct report_job *job = &reporting->jobs[reporting->job_count];

	console_diags(diags, call->colour);
	reporting->faults = reporting->faults || assessment == NULL || diags_errors(diags) > 0;
	if (assessment != NULL) {
		job->source = source;
		name_outputs(reporting, job, assessment->review);
		if (str_is_empty(reporting->framework) && assessment->lens_count > 0)
			reporting->framework = str_from(call->arena, str_c(assessment->lenses[0].lens->framework->id));
		reporting->job_count++;
	}
	if (reporting->review_count > 1) {
		arena_free(arena);
		return;
	}
	job->assessment = assessment;
	reporting->kept = arena;
}

/* The one report of a call with earlier reviews: all are read together. */
static bool read_since(struct reporting *reporting, const struct review_set *set, enum exit_status *status)
{
	struct since since;
	const struct assessment *assessment;

	if (!since_read(reporting->call, reporting->stock, set, &since, status))
		return false;
	assessment = since.progress->reviews[since.progress->review_count - 1];
	reporting->faults = diags_errors(reporting->call->diags) > 0;
	reporting->setup.progress = since.progress;
	reporting->jobs[0] = (struct report_job){.source = since.source, .assessment = assessment};
	name_outputs(reporting, &reporting->jobs[0], assessment->review);
	if (assessment->lens_count > 0)
		reporting->framework = assessment->lenses[0].lens->framework->id;
	reporting->job_count = 1;
	reporting->kept = arena_new();
	return true;
}

static bool read_all(struct reporting *reporting, const struct review_set *set, enum exit_status *status)
{
	if (since_is_asked(reporting->call))
		return read_since(reporting, set, status);
	for (uint32_t i = 0; i < set->count; i++)
		read_review(reporting, &set->sources[i]);
	return true;
}

static void done(void *user, uint32_t number, enum job_status status, const char *words)
{
	struct reporting *reporting = user;
	const struct report_job *job = &reporting->jobs[number];

	if (reporting->progress)
		console_progress_end();
	console_say(words);
	if (status == JOB_CRASHED)
		diag(reporting->call->diags, JOB_CRASHED, NO_SPAN, job->source->path);
	if (status != JOB_CLEAN || !console_is_watched() || call_has(reporting->call, OPTION_QUIET))
		return;
	for (uint32_t i = 0; i < reporting->setup.format_count; i++) {
		console_say(job->outputs[i]);
		console_say("\n");
	}
}

static void progress(void *user, uint32_t ended, uint32_t count)
{
	const struct reporting *reporting = user;

	if (!reporting->progress)
		return;
	console_progress(ended, count);
	if (ended == count)
		console_progress_end();
}

static enum exit_status status_of(const struct reporting *reporting, enum job_status worst)
{
	if (worst >= JOB_FAILED)
		return EXIT_SYSTEM;
	return worst == JOB_FAULTS || reporting->faults ? EXIT_FAULTS : EXIT_CLEAN;
}

/* The one report, to standard output. */
static enum exit_status print_report(struct reporting *reporting)
{
	struct call *call = reporting->call;
	struct report_desk desk = {0};
	struct typesetter *typesetter = report_typesetter(&desk, &reporting->setup, call->diags);
	GString *bytes = g_string_new(NULL);
	enum exit_status status = EXIT_SYSTEM;

	if (typesetter != NULL) {
		bool good = report_make(reporting->kept, &reporting->setup, typesetter, reporting->jobs[0].assessment, &bytes, call->diags);

		status = status_of(reporting, good ? JOB_CLEAN : JOB_FAULTS);
		if ((good || call_has(call, OPTION_KEEP_GOING)) && !console_put(bytes->str, bytes->len))
			status = EXIT_SYSTEM;
	}
	g_string_free(bytes, TRUE);
	report_desk_close(&desk);
	return status;
}

static enum exit_status make_reports(struct reporting *reporting, uint32_t workers)
{
	struct call *call = reporting->call;
	struct report_batch batch = {
		.setup = &reporting->setup,
		.stock = reporting->stock,
		.jobs = reporting->jobs,
		.count = reporting->job_count,
		.workers = workers,
		.keep_going = call_has(call, OPTION_KEEP_GOING),
		.colour = call->colour,
		.done = done,
		.progress = progress,
		.user = reporting,
	};

	if (reporting->job_count == 0)
		return EXIT_FAULTS;
	if (reporting->target.is_stdout)
		return print_report(reporting);
	if (reporting->target.folder != NULL && !output_folder(reporting->target.folder, call->diags))
		return EXIT_SYSTEM;
	reporting->progress = reporting->job_count > 1 && console_is_watched() && !call_has(call, OPTION_QUIET);
	return status_of(reporting, report_run(&batch));
}

/* What would bring in other reviews, which the search of a public report does not know. */
static bool public_is_alone(struct call *call)
{
	static const enum option_id others[] = {OPTION_SINCE, OPTION_MILESTONES, OPTION_BENCHMARK};

	if (strcmp(call_value(call, OPTION_FOR, "engineers"), "public") != 0)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		if (call_has(call, others[i]))
			return diag(call->diags, CLI_PUBLIC_WITH, NO_SPAN, options[others[i]].name);
	return true;
}

enum exit_status command_report(struct call *call)
{
	struct reporting reporting = {.call = call};
	const struct review_set *set;
	enum exit_status status;
	uint32_t workers = 1;

	set = call_reviews(call);
	if (set->count == 0)
		return EXIT_FAULTS;
	if (!public_is_alone(call) || !formats_choose(call, &reporting.setup) || !call_workers(call, &workers) ||
	    !target_choose(call, (since_is_asked(call) ? 1 : (size_t)set->count) * reporting.setup.format_count, &reporting.target))
		return EXIT_MISUSE;
	if (!setup_open(call, SUBJECT_REVIEW, &reporting.setup, &status))
		return status;
	reporting.setup.radar = call_has(call, OPTION_RADAR);
	reporting.stock = call_stock(call);
	reporting.names = names_new(call->arena);
	reporting.faults = diags_errors(call->diags) > 0;
	reporting.review_count = set->count;
	reporting.jobs = arena_array(call->arena, struct report_job, set->count);
	if (!read_all(&reporting, set, &status))
		return status;
	status = EXIT_FAULTS;
	if (peers_open(call, reporting.framework, &reporting.setup.peers) && (!reporting.faults || call_has(call, OPTION_KEEP_GOING)))
		status = make_reports(&reporting, workers);
	arena_free(reporting.kept);
	return status;
}
