/* plumbline benchmark: reads many reviews and counts them by a file of metrics. */
#include <glib/gstdio.h>

#include "cli/console.h"
#include "cli/counting.h"
#include "cli/data.h"
#include "cli/formats.h"
#include "job/write.h"

static void progress(void *user, uint32_t ended, uint32_t count)
{
	(void)user;
	console_progress(ended, count);
	if (ended == count)
		console_progress_end();
}

static void append_path(GString *setup, const char *path)
{
	char *canonical = path == NULL ? NULL : g_canonicalize_filename(path, NULL);

	g_string_append_printf(setup, "%s\n", canonical == NULL ? "-" : canonical);
	g_free(canonical);
}

/* Rows of another build, or read with other frameworks at hand, are not taken. */
static const char *setup_text(struct call *call, const struct reviews_wanted *wanted)
{
	const struct option_values *frameworks = &call->values[OPTION_FRAMEWORK];
	GString *setup = g_string_new(PLUMBLINE_VERSION "\n");
	GStatBuf program;

	if (g_stat("/proc/self/exe", &program) == 0)
		g_string_append_printf(setup, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld\n", (gint64)program.st_size,
				       (gint64)program.st_mtim.tv_sec, program.st_mtim.tv_nsec);
	g_string_append_printf(setup, "%s\n%s\n", str_c(wanted->framework), wanted->client == NULL ? "" : wanted->client);
	append_path(setup, data_official(call));
	for (uint32_t i = 0; i < frameworks->count; i++)
		append_path(setup, frameworks->items[i]);
	return str_take(call->arena, setup).text;
}

static const char *cache_folder(struct call *call)
{
	char *folder = g_build_filename(g_get_user_cache_dir(), "plumbline", "reviews", NULL);
	const char *kept = str_from(call->arena, folder).text;

	g_free(folder);
	return call_has(call, OPTION_NO_CACHE) ? NULL : kept;
}

bool reviews_read(struct call *call, struct corpus_load *load, const struct reviews_wanted *wanted)
{
	struct corpus_wishes wishes = {
		.paths = wanted->paths,
		.path_count = wanted->path_count,
		.framework = wanted->framework,
		.workers = wanted->workers,
		.cache_folder = cache_folder(call),
		.setup = setup_text(call, wanted),
		.colour = call->colour,
		.now = console_now(),
		.progress = console_is_watched() && !call_has(call, OPTION_QUIET) ? progress : NULL,
	};

	corpus_load_files(load, &wishes, call->diags);
	console_say(load->words->str);
	return load->found > 0 || diag(call->diags, SOURCES_NONE, NO_SPAN, wanted->paths[0]);
}

static bool read_reviews(struct counting *counting, uint32_t workers)
{
	struct call *call = counting->call;
	struct corpus_load *load = counting->load;
	struct reviews_wanted wanted = {call->operands, call->operand_count, counting->metrics->framework, call_value(call, OPTION_CLIENT, NULL),
					workers};
	const char *found;

	if (!reviews_read(call, load, &wanted))
		return false;
	if (load->left_out->len == 0 || !call_has(call, OPTION_BENCHMARK_STRICT))
		return diags_errors(call->diags) == 0;
	found = str_format(call->arena, "%u", load->found).text;
	return diag(call->diags, CLI_LEFT_OUT, NO_SPAN, str_format(call->arena, "%u", load->left_out->len).text, found);
}

static enum exit_status write_partial(struct counting *counting, const char *path)
{
	struct call *call = counting->call;
	GString *bytes = g_string_new(NULL);
	enum exit_status status = EXIT_MISUSE;

	corpus_load_left_out(counting->load);
	if (target_spares_input(call, path))
		status = corpus_partial_write(counting->load, bytes, call->diags) ? target_write(call, path, bytes) : EXIT_FAULTS;
	g_string_free(bytes, TRUE);
	return status;
}

enum exit_status command_benchmark(struct call *call)
{
	const char *partial = call_value(call, OPTION_PARTIAL, NULL);
	struct counting counting;
	enum exit_status status;
	uint32_t workers;

	if (!call_workers(call, &workers))
		return EXIT_MISUSE;
	if (!counting_open(&counting, call, &status))
		return status;
	if (!read_reviews(&counting, workers))
		return EXIT_FAULTS;
	if (partial != NULL) {
		status = write_partial(&counting, partial);
		if (status != EXIT_CLEAN || !(call_has(call, OPTION_BENCHMARK_TO) || call_has(call, OPTION_OUTPUT) || call_has(call, OPTION_EXPECT)))
			return status;
	}
	return counting_finish(&counting);
}
