/*
 * Runs a fuzz target over changed copies of files, or over a file cut at every byte; prints TAP. A crash names the case; a case that takes too long or too much
 * memory is a failure. See tests/fuzz/README.
 */
#include <dirent.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"
#include "mutate.h"

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#ifndef UNDER_SANITIZER
#define UNDER_SANITIZER 0
#endif

#define MOST_SEED_BYTES (1u << 20)

void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static int count = 300, only = -1, seconds = 1, megabytes = 256;
static gint64 seed = 1;
static char **cut, **rest, *keep;
static const GOptionEntry options[] = {
	{"count", 'n', 0, G_OPTION_ARG_INT, &count, "cases (300)", "N"},
	{"seed", 's', 0, G_OPTION_ARG_INT64, &seed, "which cases (1)", "N"},
	{"only", 'o', 0, G_OPTION_ARG_INT, &only, "this case alone", "N"},
	{"seconds", 't', 0, G_OPTION_ARG_INT, &seconds, "most CPU time of a case (1)", "N"},
	{"megabytes", 'm', 0, G_OPTION_ARG_INT, &megabytes, "most memory of the process during a case (256); not under sanitizers", "N"},
	{"cut", 'c', 0, G_OPTION_ARG_FILENAME_ARRAY, &cut, "cut this file at every byte", "FILE"},
	{"keep", 'k', 0, G_OPTION_ARG_FILENAME, &keep, "write the case that fails here", "FILE"},
	{G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, "", "FOLDER OR FILE..."},
	{NULL, 0, 0, 0, NULL, NULL, NULL},
};

/* The case that runs, for the handlers of signals. */
static struct {
	const guint8 *bytes;
	size_t length;
	char told[200];
} running;

static void tell(void)
{
	int file = keep == NULL ? -1 : open(keep, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (file >= 0 && write(file, running.bytes, running.length) >= 0)
		close(file);
	if (write(STDERR_FILENO, running.told, strlen(running.told)) < 0)
		return;
}

static void on_signal(int number)
{
	tell();
	signal(number, SIG_DFL);
	raise(number);
}

static void on_time(int number)
{
	tell();
	_exit(3);
}

static double cpu_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The most memory since it was last asked, in MB: 0 where the system does not tell. */
static long peak(void)
{
	char *status = NULL;
	const char *at = g_file_get_contents("/proc/self/status", &status, NULL, NULL) ? strstr(status, "VmHWM:") : NULL;
	long megabyte = at == NULL ? 0 : strtol(at + strlen("VmHWM:"), NULL, 10) / 1024;
	int file = open("/proc/self/clear_refs", O_WRONLY);

	g_free(status);
	if (file < 0)
		return megabyte;
	if (write(file, "5", 1) < 0)
		megabyte = 0;
	close(file);
	return megabyte;
}

struct worst {
	double time;
	long memory;
	int timed, fattest; /* numbers of cases */
};

/* False if it took too much. */
static bool run(int number, const guint8 *bytes, size_t length, struct worst *worst)
{
	/* A block of its own, so that the sanitizer sees a read past its end. */
	guint8 *copy = g_memdup2(bytes, length);
	struct itimerval limit = {.it_value = {.tv_sec = (UNDER_SANITIZER ? 20 : 4) * seconds}}, none = {0};
	double before = cpu_now(), took;
	long memory;

	running.bytes = copy;
	running.length = length;
	g_snprintf(running.told, sizeof running.told, "\nthis is case %d of seed %" G_GINT64_FORMAT ", of %zu bytes\n", number, seed, length);
	setitimer(ITIMER_PROF, &limit, NULL);
	LLVMFuzzerTestOneInput(copy == NULL ? (const uint8_t *)"" : copy, length);
	setitimer(ITIMER_PROF, &none, NULL);
	took = cpu_now() - before;
	memory = UNDER_SANITIZER || length + (size_t)(took * 1e7) < 10000 ? 0 : peak();
	if (took > worst->time)
		worst->timed = number;
	if (memory > worst->memory)
		worst->fattest = number;
	worst->time = MAX(worst->time, took);
	worst->memory = MAX(worst->memory, memory);
	if (!UNDER_SANITIZER && (took > seconds || memory > megabytes)) {
		printf("not ok - case %d takes %.2f s and %ld MB\n", number, took, memory);
		tell();
		g_free(copy);
		return false;
	}
	g_free(copy);
	return true;
}

/* ---- Seeds ---- */

static int by_name(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void add_path(struct seeds *seeds, const char *path, int depth)
{
	GDir *folder = g_dir_open(path, 0, NULL);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *name;
	char *bytes;
	gsize length;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL)
		g_ptr_array_add(names, g_build_filename(path, name, NULL));
	g_ptr_array_sort(names, by_name);
	for (guint i = 0; i < names->len && depth < 8; i++)
		add_path(seeds, names->pdata[i], depth + 1);
	if (folder == NULL && g_file_get_contents(path, &bytes, &length, NULL)) {
		if (length <= MOST_SEED_BYTES)
			g_ptr_array_add(seeds->bytes, g_bytes_new(bytes, length));
		g_free(bytes);
	}
	g_ptr_array_unref(names);
	if (folder != NULL)
		g_dir_close(folder);
}

static void drop_bytes(void *bytes)
{
	g_bytes_unref(bytes);
}

/* ---- Runs ---- */

static bool run_changed(const struct seeds *seeds, struct worst *worst)
{
	GByteArray *made = g_byte_array_new();
	bool good = true;

	for (int number = only < 0 ? 0 : only; number < (only < 0 ? count : only + 1); number++) {
		struct chance chance = chance_of((uint64_t)seed, (uint64_t)number);

		mutate(&chance, seeds, made);
		good = run(number, made->data, made->len, worst) && good;
		if (number % 1000 == 999)
			malloc_trim(0);
	}
	g_byte_array_unref(made);
	return good;
}

static bool run_cut(const char *path, struct worst *worst)
{
	char *bytes;
	gsize length;
	bool good = true;

	if (!g_file_get_contents(path, &bytes, &length, NULL))
		return false;
	for (gsize end = 0; end <= length; end++)
		good = run((int)end, (const guint8 *)bytes, end, worst) && good;
	g_free(bytes);
	return good;
}

static void report(int number, bool good, const char *what, const struct worst *worst)
{
	printf("%s %d %s\n# at most %.3f s (case %d), %ld MB (case %d)\n", good ? "ok" : "not ok", number, what, worst->time, worst->timed,
	       worst->memory, worst->fattest);
}

int main(int argc, char **argv)
{
	GOptionContext *context = g_option_context_new("- changed copies of files, for one reader");
	struct seeds seeds = {NULL, g_ptr_array_new_with_free_func(drop_bytes)};
	int tests = 0;
	bool all = true;

	setvbuf(stdout, NULL, _IOLBF, 0);
	g_option_context_add_main_entries(context, options, NULL);
	if (!g_option_context_parse(context, &argc, &argv, NULL))
		return 2;
	g_option_context_free(context);
	signal(SIGABRT, on_signal);
	signal(SIGPROF, on_time);
	if (!UNDER_SANITIZER)
		signal(SIGSEGV, on_signal);
	if (__sanitizer_set_death_callback != NULL)
		__sanitizer_set_death_callback(tell);
	for (char **path = rest; path != NULL && *path != NULL; path++)
		add_path(&seeds, *path, 0);
	for (char **path = cut; path != NULL && *path != NULL; path++) {
		struct worst worst = {0};
		bool good = run_cut(*path, &worst);

		report(++tests, good, *path, &worst);
		all = all && good;
	}
	if (seeds.bytes->len > 0) {
		struct worst worst = {0};
		bool good = run_changed(&seeds, &worst);

		report(++tests, good, "changed copies", &worst);
		all = all && good;
	}
	printf("1..%d\n", tests);
	g_ptr_array_unref(seeds.bytes);
	g_strfreev(rest);
	g_strfreev(cut);
	g_free(keep);
	return all && tests > 0 ? 0 : 1;
}
