/* pdfcheck FILE...: prints each rule that a PDF breaks; exits with 1 if there is any, 2 if a file cannot be read. */
#include <stdio.h>

#include "pdfcheck.h"

static int check_path(const char *path)
{
	struct pdfcheck result;
	GString *report = g_string_new(NULL);
	gchar *bytes;
	gsize length;
	bool good;

	if (!g_file_get_contents(path, &bytes, &length, NULL)) {
		fprintf(stderr, "pdfcheck: cannot read %s\n", path);
		g_string_free(report, TRUE);
		return 2;
	}
	good = pdfcheck(bytes, length, &result, report);
	printf("%s%s: %s: %u pages, %u structure elements, %u pieces of marked content, %d rules\n", report->str, path,
	       good ? "conforms" : "does not conform", result.pages, result.elements, result.marks, (int)RULE_COUNT);
	g_string_free(report, TRUE);
	g_free(bytes);
	return good ? 0 : 1;
}

int main(int count, char **arguments)
{
	int status = 0;

	if (count < 2) {
		fputs("usage: pdfcheck FILE...\n", stderr);
		return 2;
	}
	for (int i = 1; i < count; i++)
		status = MAX(status, check_path(arguments[i]));
	return status;
}
