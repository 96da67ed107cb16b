/* Runs a fuzz target over the files of a folder and over truncations and changes of them; prints TAP. */
#include <glib.h>
#include <stdio.h>

#include "fuzz.h"

static void run_bytes(const char *bytes, size_t length)
{
	/* A block of its own, so that the sanitizer sees a read past its end. */
	uint8_t *copy = g_memdup2(bytes, length);

	LLVMFuzzerTestOneInput(copy == NULL ? (const uint8_t *)"" : copy, length);
	g_free(copy);
}

static void run_changed(const char *bytes, size_t length)
{
	static const unsigned char odd[] = {0, '"', '\'', '{', '[', '&', '!', 0x80, 0xFF, '\\', '<', '\n'};
	GRand *random = g_rand_new_with_seed(1);
	char *copy = g_memdup2(bytes, length);

	for (int round = 0; length > 0 && round < 60; round++) {
		guint32 at = (guint32)g_rand_int_range(random, 0, (gint32)length);
		char old = copy[at];

		copy[at] = (char)odd[(size_t)round % sizeof odd];
		run_bytes(copy, length);
		copy[at] = old;
		run_bytes(copy, at);
	}
	g_free(copy);
	g_rand_free(random);
}

int main(int argc, char **argv)
{
	int count = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (int i = 1; i < argc; i++) {
		GDir *folder = g_dir_open(argv[i], 0, NULL);
		const char *name;

		while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
			char *path = g_build_filename(argv[i], name, NULL), *bytes;
			gsize length;

			if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents(path, &bytes, &length, NULL)) {
				g_free(path);
				continue;
			}
			run_bytes(bytes, length);
			if (length < 20000)
				run_changed(bytes, length);
			printf("ok %d %s\n", ++count, name);
			g_free(bytes);
			g_free(path);
		}
		if (folder != NULL)
			g_dir_close(folder);
	}
	printf("1..%d\n", count);
	return count == 0;
}
