/* Tests of the crew (order, crashes, replacements) and of writing files. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "job/crew.h"
#include "job/write.h"

struct log {
	GString *told;
	uint32_t progressed, next;
	pid_t parent;
};

/* Jobs take longer the earlier they stand, so that they end out of order. */
static enum job_status plain_job(void *user, uint32_t job, GString *words)
{
	const struct log *log = user;

	if (getpid() != log->parent)
		g_usleep((20 - job) * 500);
	g_string_append_printf(words, "job %u;", job);
	return job % 7 == 3 ? JOB_FAULTS : JOB_CLEAN;
}

static enum job_status deadly_job(void *user, uint32_t job, GString *words)
{
	if (job % 5 == 2)
		raise(SIGKILL);
	return plain_job(user, job, words);
}

static void note(void *user, uint32_t job, enum job_status status, const char *words)
{
	struct log *log = user;

	g_assert_cmpuint(job, ==, log->next++);
	g_string_append_printf(log->told, "%u:%d:%s ", job, (int)status, words);
}

static void count_progress(void *user, uint32_t ended, uint32_t count)
{
	struct log *log = user;

	g_assert_cmpuint(ended, ==, ++log->progressed);
	g_assert_cmpuint(ended, <=, count);
}

static char *told_by(enum job_status (*run)(void *, uint32_t, GString *), uint32_t count, uint32_t workers, enum job_status *worst)
{
	struct log log = {.told = g_string_new(NULL), .parent = getpid()};
	struct crew crew = {.count = count, .workers = workers, .run = run, .done = note, .progress = count_progress, .user = &log};

	*worst = crew_run(&crew);
	g_assert_cmpuint(log.next, ==, count);
	g_assert_cmpuint(log.progressed, ==, count);
	return g_string_free(log.told, FALSE);
}

static void test_order(void)
{
	enum job_status here, there;
	char *alone = told_by(plain_job, 20, 1, &here), *together = told_by(plain_job, 20, 4, &there);

	g_assert_cmpstr(alone, ==, together);
	g_assert_true(g_str_has_prefix(alone, "0:0:job 0; 1:0:job 1; 2:0:job 2; 3:1:job 3; "));
	g_assert_cmpint(here, ==, JOB_FAULTS);
	g_assert_cmpint(there, ==, JOB_FAULTS);
	g_free(alone);
	g_free(together);
}

static void test_crash(void)
{
	enum job_status worst;
	char *told = told_by(deadly_job, 20, 3, &worst);

	g_assert_cmpint(worst, ==, JOB_CRASHED);
	g_assert_nonnull(strstr(told, "1:0:job 1; 2:3: 3:1:job 3; "));
	g_assert_nonnull(strstr(told, "17:3: 18:0:job 18; 19:0:job 19; "));
	g_free(told);
}

static void test_few(void)
{
	enum job_status worst;

	g_free(told_by(plain_job, 0, 4, &worst));
	g_assert_cmpint(worst, ==, JOB_CLEAN);
	g_free(told_by(plain_job, 1, 4, &worst));
	g_free(told_by(plain_job, 2, 64, &worst));
	g_free(told_by(plain_job, 3, 1000, &worst));
	g_assert_cmpint(worst, ==, JOB_CLEAN);
}

static enum job_status wordy_job(void *user, uint32_t job, GString *words)
{
	(void)user;
	for (uint32_t i = 0; i < 300000; i++)
		g_string_append_c(words, (char)('a' + job));
	return JOB_CLEAN;
}

/* More words than a socket holds. */
static void test_many_words(void)
{
	enum job_status worst;
	char *told = told_by(wordy_job, 6, 2, &worst);

	g_assert_cmpuint(strlen(told), ==, 6 * (300000 + strlen("0:0: ")));
	g_free(told);
}

static void test_write(void)
{
	char *folder = g_dir_make_tmp("plumbline-XXXXXX", NULL), *path = g_build_filename(folder, "a.txt", NULL), *deep, *bytes;
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	int reader;
	char old[8] = "";

	g_assert_true(output_write(path, "old", 3, diags));
	reader = g_open(path, O_RDONLY, 0);
	g_assert_true(output_write(path, "new", 3, diags));
	/* Whoever has the old file open still reads the old one: it was replaced, not overwritten. */
	g_assert_cmpint((int)read(reader, old, sizeof old - 1), ==, 3);
	g_assert_cmpstr(old, ==, "old");
	close(reader);
	g_file_get_contents(path, &bytes, NULL, NULL);
	g_assert_cmpstr(bytes, ==, "new");
	g_free(bytes);
	g_assert_true(output_write("/dev/null", "x", 1, diags));
	g_assert_false(g_file_test("/dev/null", G_FILE_TEST_IS_REGULAR));
	g_assert_cmpuint(diags_errors(diags), ==, 0);
	deep = g_build_filename(folder, "none", "b.txt", NULL);
	g_assert_false(output_write(deep, "x", 1, diags));
	g_assert_false(output_write(folder, "x", 1, diags));
	g_assert_false(output_folder(path, diags));
	g_assert_cmpuint(diags_count(diags, DIAG_JOB_CANNOT_WRITE), ==, 2);
	g_assert_cmpuint(diags_count(diags, DIAG_JOB_NOT_A_FOLDER), ==, 1);
	g_unlink(path);
	g_rmdir(folder);
	g_free(deep);
	g_free(path);
	g_free(folder);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/job/order", test_order);
	g_test_add_func("/job/crash", test_crash);
	g_test_add_func("/job/few", test_few);
	g_test_add_func("/job/many-words", test_many_words);
	g_test_add_func("/job/write", test_write);
	return g_test_run();
}
