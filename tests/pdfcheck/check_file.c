/* The file as such: header, trailer, catalogue. */
#include "check.h"

static void check_header(struct check *check)
{
	const char *line = check->length > 16 && memcmp(check->bytes, "%PDF-1.7\n%", 10) == 0 ? check->bytes + 10 : NULL;

	for (int i = 0; line != NULL && i < 4; i++)
		if ((unsigned char)line[i] <= 127)
			line = NULL;
	if (line == NULL)
		fail(check, RULE_HEADER, 0, "the file begins otherwise");
}

static void report_warnings(struct check *check)
{
	if (qpdf_has_error(check->qpdf))
		fail(check, RULE_PARSES, 0, "%s", qpdf_get_error_full_text(check->qpdf, qpdf_get_error(check->qpdf)));
	while (qpdf_more_warnings(check->qpdf))
		fail(check, RULE_PARSES, 0, "%s", qpdf_get_error_full_text(check->qpdf, qpdf_next_warning(check->qpdf)));
}

static bool language_is_good(const char *language)
{
	return language != NULL && g_regex_match_simple("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", language, 0, 0);
}

static void check_catalogue(struct check *check)
{
	qpdf_oh marks = at(check, check->root, "/MarkInfo"), look = at(check, check->root, "/ViewerPreferences");
	const char *language = text_at(check, check->root, "/Lang");

	if (!is_true_at(check, marks, "/Marked") || is_true_at(check, marks, "/Suspects"))
		fail(check, RULE_MARKED, id_of(check, check->root), "MarkInfo is not so");
	if (!language_is_good(language))
		fail(check, RULE_LANGUAGE, id_of(check, check->root), "Lang is \"%s\"", language == NULL ? "" : language);
	if (!is_true_at(check, look, "/DisplayDocTitle"))
		fail(check, RULE_TITLE_SHOWN, id_of(check, check->root), "DisplayDocTitle is not true");
	if (has(check, check->root, "/OpenAction") && !qpdf_oh_is_array(check->qpdf, at(check, check->root, "/OpenAction")))
		fail(check, RULE_ACTIONS, id_of(check, check->root), "an action runs when the file is opened");
	if (has(check, check->root, "/AA"))
		fail(check, RULE_ACTIONS, id_of(check, check->root), "the catalogue has actions");
	if (has(check, at(check, check->root, "/Names"), "/JavaScript"))
		fail(check, RULE_ACTIONS, id_of(check, check->root), "there are scripts");
	if (has(check, at(check, check->root, "/Names"), "/EmbeddedFiles") || has(check, check->root, "/AF"))
		fail(check, RULE_ATTACHMENTS, id_of(check, check->root), "files are attached");
}

void check_file(struct check *check)
{
	qpdf_silence_errors(check->qpdf);
	qpdf_set_suppress_warnings(check->qpdf, QPDF_TRUE);
	check_header(check);
	qpdf_read_memory(check->qpdf, "file", check->bytes, check->length, NULL);
	report_warnings(check);
	if (check->result->failures[RULE_PARSES] > 0)
		return;
	qpdf_check_pdf(check->qpdf);
	report_warnings(check);
	check->root = qpdf_get_root(check->qpdf);
	check->trailer = qpdf_get_trailer(check->qpdf);
	if (length_of(check, at(check, check->trailer, "/ID")) != 2)
		fail(check, RULE_ID, 0, "no ID of two strings");
	if (qpdf_is_encrypted(check->qpdf))
		fail(check, RULE_NOT_ENCRYPTED, 0, "it is encrypted");
	check_catalogue(check);
}
