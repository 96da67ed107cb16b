/* plumbline portfolio: one document over the workloads of one organisation. */
#include <string.h>

#include "cli/console.h"
#include "cli/data.h"
#include "cli/formats.h"
#include "cli/names.h"
#include "job/portfolio.h"
#include "job/write.h"

#define FORMATS "pdf html docx csv json"
#define KEYS    "team unit environment owner"

struct portraying {
	struct call *call;
	struct report_setup setup;
	struct target target;
	struct portfolio_subject subject;
	const struct assessment **assessments;
	uint32_t count;
	bool faults;
};

static const struct backend *format_named(const char *name)
{
	const struct backend *report = backend_named(USE_REPORT, name);

	return report != NULL ? report : backend_named(USE_PORTFOLIO, name);
}

static const char *name_by_suffix(const char *path)
{
	for (const struct backend *const *at = backends; path != NULL && *at != NULL; at++)
		if ((backend_use_of(*at) == USE_REPORT || backend_use_of(*at) == USE_PORTFOLIO) && g_str_has_suffix(path, (*at)->suffix))
			return (*at)->name;
	return "pdf";
}

static bool choose_formats(struct call *call, struct report_setup *setup)
{
	const char *to = call_value(call, OPTION_PORTFOLIO_TO, name_by_suffix(call_value(call, OPTION_OUTPUT, NULL)));
	char **wanted = g_strsplit(to, ",", -1);
	bool good = true, seen;

	for (char **name = wanted; *name != NULL && good; name++) {
		const struct backend *format = format_named(*name);

		good = call_choose(call, OPTION_PORTFOLIO_TO, *name, FORMATS) >= 0;
		seen = false;
		for (uint32_t i = 0; i < setup->format_count; i++)
			seen = seen || setup->formats[i] == format;
		if (good && !seen && setup->format_count < REPORT_MOST_FORMATS)
			setup->formats[setup->format_count++] = format;
	}
	g_strfreev(wanted);
	return good;
}

static bool choose_key(struct call *call, enum portfolio_key *key)
{
	int chosen = PORTFOLIO_KEY_COUNT;

	if (call_has(call, OPTION_GROUP_BY))
		chosen = call_choose(call, OPTION_GROUP_BY, call_value(call, OPTION_GROUP_BY, ""), KEYS);
	*key = chosen < 0 ? PORTFOLIO_KEY_COUNT : (enum portfolio_key)chosen;
	return chosen >= 0;
}

static void read_reviews(struct portraying *portraying, const struct review_set *set)
{
	struct call *call = portraying->call;
	struct stock *stock = call_stock(call);

	portraying->faults = diags_errors(call->diags) > 0;
	portraying->assessments = arena_array(call->arena, const struct assessment *, set->count);
	for (uint32_t i = 0; i < set->count; i++) {
		struct diags *diags = diags_new(call->arena);
		const struct assessment *assessment = stock_assess(stock, call->arena, &set->sources[i], diags);

		console_diags(diags, call->colour);
		portraying->faults = portraying->faults || assessment == NULL || diags_errors(diags) > 0;
		if (assessment != NULL)
			portraying->assessments[portraying->count++] = assessment;
	}
}

/* Workloads of several clients stand in one document only if somebody says that they may. */
static bool name_organisation(struct portraying *portraying)
{
	struct call *call = portraying->call;
	const struct portfolio *portfolio = portraying->subject.portfolio;
	GString *names = g_string_new(NULL);
	const char *named = call_value(call, OPTION_ORGANISATION, NULL);

	for (uint32_t i = 0; i < portfolio->client_count; i++)
		g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", str_c(portfolio->clients[i]));
	portraying->subject.title = str_from(call->arena, call_value(call, OPTION_TITLE, ""));
	portraying->subject.organisation = str_take(call->arena, names);
	if (named != NULL)
		portraying->subject.organisation = str_from(call->arena, named);
	else if (portfolio->client_count > 1)
		return diag(call->diags, CLI_SEVERAL_CLIENTS, NO_SPAN, str_c(portraying->subject.organisation));
	return true;
}

static const char *output_path(const struct portraying *portraying, uint32_t format)
{
	struct arena *arena = portraying->call->arena;
	const char *folder = portraying->target.folder, *slash = "/";
	struct str name = slug_from(arena, portraying->subject.organisation);

	if (portraying->target.file != NULL)
		return portraying->target.file;
	if (folder == NULL || strcmp(folder, ".") == 0)
		folder = slash = "";
	else if (g_str_has_suffix(folder, "/"))
		slash = "";
	return str_c(str_format(arena, "%s%s%s%sportfolio%s", folder, slash, str_c(name), str_is_empty(name) ? "" : "-",
				portraying->setup.formats[format]->suffix));
}

static void done(void *user, uint32_t format, enum job_status status, const char *words)
{
	const struct portraying *portraying = user;

	console_say(words);
	if (status == JOB_CRASHED)
		diag(portraying->call->diags, JOB_CRASHED, NO_SPAN, portraying->setup.formats[format]->name);
	if (status != JOB_CLEAN || !console_is_watched() || call_has(portraying->call, OPTION_QUIET))
		return;
	console_say(output_path(portraying, format));
	console_say("\n");
}

static enum exit_status print_portfolio(struct portraying *portraying)
{
	struct call *call = portraying->call;
	GString *bytes = g_string_new(NULL);
	bool good = portfolio_make(call->arena, &portraying->setup, &portraying->subject, bytes, call->diags);
	enum exit_status status = good && !portraying->faults ? EXIT_CLEAN : EXIT_FAULTS;

	if (good && !console_put(bytes->str, bytes->len))
		status = EXIT_SYSTEM;
	g_string_free(bytes, TRUE);
	return status;
}

static enum exit_status make_portfolio(struct portraying *portraying, uint32_t workers)
{
	struct call *call = portraying->call;
	struct portfolio_batch batch = {
		.setup = &portraying->setup,
		.subject = &portraying->subject,
		.workers = workers,
		.keep_going = call_has(call, OPTION_KEEP_GOING),
		.colour = call->colour,
		.done = done,
		.user = portraying,
	};
	enum job_status status;

	if (portraying->target.is_stdout)
		return print_portfolio(portraying);
	if (portraying->target.folder != NULL && !output_folder(portraying->target.folder, call->diags))
		return EXIT_SYSTEM;
	for (uint32_t i = 0; i < portraying->setup.format_count; i++)
		batch.outputs[i] = output_path(portraying, i);
	status = portfolio_run(call->arena, &batch, call->diags);
	if (status >= JOB_FAILED)
		return EXIT_SYSTEM;
	return status == JOB_FAULTS || portraying->faults ? EXIT_FAULTS : EXIT_CLEAN;
}

enum exit_status command_portfolio(struct call *call)
{
	struct portraying portraying = {.call = call};
	const struct review_set *set;
	enum portfolio_key key;
	enum exit_status status;
	uint32_t workers = 1;

	if (!choose_formats(call, &portraying.setup) || !choose_key(call, &key) || !call_workers(call, &workers) ||
	    !target_choose(call, portraying.setup.format_count, &portraying.target))
		return EXIT_MISUSE;
	set = call_reviews(call);
	if (set->count == 0)
		return EXIT_FAULTS;
	if (!setup_open(call, SUBJECT_PORTFOLIO, &portraying.setup, &status))
		return status;
	read_reviews(&portraying, set);
	if (portraying.count == 0 || (portraying.faults && !call_has(call, OPTION_KEEP_GOING)))
		return EXIT_FAULTS;
	portraying.subject.portfolio = portfolio_derive(call->arena, portraying.assessments, portraying.count, key, call->diags);
	portraying.subject.date = portraying.setup.date;
	portraying.subject.version = portraying.setup.version;
	return name_organisation(&portraying) ? make_portfolio(&portraying, workers) : EXIT_MISUSE;
}
