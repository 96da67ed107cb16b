/* The output intent and its ICC profile. */
#include "check.h"

#include <stdlib.h>

static guint32 number(const unsigned char *bytes)
{
	return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static bool header_is_good(const unsigned char *icc, size_t length)
{
	return length >= 132 && number(icc) == length && icc[8] >= 2 && icc[8] <= 4 && memcmp(icc + 12, "mntr", 4) == 0 &&
	       memcmp(icc + 16, "RGB ", 4) == 0 && memcmp(icc + 20, "XYZ ", 4) == 0 && memcmp(icc + 36, "acsp", 4) == 0;
}

/* Where a tag's data begins, or NULL; all tags must lie inside the profile, at multiples of four. */
static const unsigned char *find_tag(const unsigned char *icc, size_t length, const char *name)
{
	guint32 count = number(icc + 128);
	const unsigned char *found = NULL;

	for (guint32 i = 0; i < count; i++) {
		const unsigned char *entry = icc + 132 + 12 * (size_t)i;
		guint32 start, size;

		if (132 + 12 * ((size_t)i + 1) > length)
			return NULL;
		start = number(entry + 4);
		size = number(entry + 8);
		if (start % 4 != 0 || size < 8 || start > length || size > length - start)
			return NULL;
		if (memcmp(entry, name, 4) == 0)
			found = icc + start;
	}
	return found;
}

static bool tags_are_good(const unsigned char *icc, size_t length)
{
	static const char *const tags[][2] = {
		{"desc", "desc"}, {"cprt", "text"}, {"wtpt", "XYZ "}, {"rXYZ", "XYZ "}, {"gXYZ", "XYZ "},
		{"bXYZ", "XYZ "}, {"rTRC", "curv"}, {"gTRC", "curv"}, {"bTRC", "curv"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
		const unsigned char *data = find_tag(icc, length, tags[i][0]);

		if (data == NULL || memcmp(data, tags[i][1], 4) != 0)
			return false;
	}
	return true;
}

void check_profile(struct check *check)
{
	qpdf_oh intents = at(check, check->root, "/OutputIntents"), intent, profile;
	size_t length;
	unsigned char *icc;

	if (length_of(check, intents) < 1) {
		fail(check, RULE_OUTPUT_INTENT, id_of(check, check->root), "no OutputIntents");
		return;
	}
	intent = item(check, intents, 0);
	profile = at(check, intent, "/DestOutputProfile");
	icc = (unsigned char *)stream_bytes(check, profile, &length);
	if (g_strcmp0(name_at(check, intent, "/S"), "GTS_PDFA1") != 0 || text_at(check, intent, "/OutputConditionIdentifier") == NULL)
		fail(check, RULE_OUTPUT_INTENT, id_of(check, check->root), "the intent is not one for PDF/A");
	if (icc == NULL || integer_at(check, profile, "/N", 0) != 3 || !header_is_good(icc, length) || !tags_are_good(icc, length))
		fail(check, RULE_OUTPUT_INTENT, id_of(check, profile), "the profile is not a valid RGB profile");
	free(icc);
}
