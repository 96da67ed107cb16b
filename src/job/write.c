/* Writing output files. */
#include "job/write.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define MODE 0666

static bool write_through(const char *path, const char *bytes, size_t length)
{
	int file = g_open(path, O_WRONLY, MODE);

	if (file < 0)
		return false;
	while (length > 0) {
		ssize_t count = write(file, bytes, length);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			break;
		bytes += count;
		length -= (size_t)count;
	}
	return close(file) == 0 && length == 0;
}

bool output_write(const char *path, const char *bytes, size_t length, struct diags *diags)
{
	GError *error = NULL;

	if (g_file_test(path, G_FILE_TEST_IS_DIR))
		return diag(diags, JOB_CANNOT_WRITE, NO_SPAN, path, "it is a folder");
	if (g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		errno = 0;
		return write_through(path, bytes, length) || diag(diags, JOB_CANNOT_WRITE, NO_SPAN, path, g_strerror(errno));
	}
	if (g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, MODE, &error))
		return true;
	diag(diags, JOB_CANNOT_WRITE, NO_SPAN, path, error->code == G_FILE_ERROR_NOENT ? "its folder does not exist" : g_strerror(errno));
	g_error_free(error);
	return false;
}

bool output_folder(const char *path, struct diags *diags)
{
	if (g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_DIR))
		return diag(diags, JOB_NOT_A_FOLDER, NO_SPAN, path);
	if (g_mkdir_with_parents(path, 0777) == 0)
		return true;
	return diag(diags, JOB_CANNOT_WRITE, NO_SPAN, path, g_strerror(errno));
}
