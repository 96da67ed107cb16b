/* AWS's words and dates in ours. */
#include "aws_api_group.h"

#include <string.h>

struct word {
	const char *theirs, *ours;
};

static const struct word reasons[] = {
	{"OUT_OF_SCOPE", "out-of-scope"},
	{"BUSINESS_PRIORITIES", "business-priorities"},
	{"ARCHITECTURE_CONSTRAINTS", "architecture-constraints"},
	{"OTHER", "other"},
	{"NONE", ""},
	{"", ""},
};
/* The last three are how lens files say it. */
static const struct word risks[] = {
	{"HIGH", "high"}, {"MEDIUM", "medium"},  {"NONE", "none"},          {"UNANSWERED", "unanswered"}, {"NOT_APPLICABLE", "not_applicable"},
	{"", ""},         {"HIGH_RISK", "high"}, {"MEDIUM_RISK", "medium"}, {"NO_RISK", "none"},
};
static const struct word environments[] = {
	{"PRODUCTION", "production"}, {"PREPRODUCTION", "pre-production"}, {"PRE_PRODUCTION", "pre-production"}, {"", ""}};
/* The documented industry types; the field takes any text. */
static const struct word sectors[] = {
	{"Agriculture", "agriculture"},
	{"Automobile", "automotive"},
	{"Defense", "government"},
	{"Design and Engineering", "professional-services"},
	{"Digital Advertising", "media"},
	{"Education", "education"},
	{"Environmental Protection", "government"},
	{"Financial Services", "financial-services"},
	{"Gaming", "gaming"},
	{"General Public Services", "government"},
	{"Healthcare", "healthcare"},
	{"Hospitality", "hospitality"},
	{"InfoTech", "software"},
	{"Justice and Public Safety", "government"},
	{"Life Sciences", "life-sciences"},
	{"Manufacturing", "manufacturing"},
	{"Media & Entertainment", "media"},
	{"Mining & Resources", "other"},
	{"Oil & Gas", "energy"},
	{"Power & Utilities", "energy"},
	{"Professional Services", "professional-services"},
	{"Real Estate & Construction", "real-estate"},
	{"Retail & Wholesale", "retail"},
	{"Social Protection", "government"},
	{"Telecommunications", "telecommunications"},
	{"Travel", "travel"},
	{"Transportation & Logistics", "logistics"},
	{"Other", "other"},
};

static struct str translate(const struct node *node, const struct word *words, size_t count, const char *what, struct diags *diags)
{
	if (node == NULL)
		return STR("");
	for (size_t i = 0; i < count; i++)
		if (g_ascii_strcasecmp(str_c(node->text), words[i].theirs) == 0)
			return str_of(words[i].ours);
	diag(diags, API_BAD_WORD, node->span, str_c(node->text), what);
	return STR("");
}

struct str api_reason(const struct node *node, struct diags *diags)
{
	return translate(node, reasons, G_N_ELEMENTS(reasons), "a reason", diags);
}

struct str api_risk(const struct node *node, struct diags *diags)
{
	return translate(node, risks, G_N_ELEMENTS(risks), "a risk", diags);
}

struct str api_environment(const struct node *node, struct diags *diags)
{
	return translate(node, environments, G_N_ELEMENTS(environments), "an environment", diags);
}

struct str api_sector(struct str industry)
{
	for (size_t i = 0; i < G_N_ELEMENTS(sectors); i++)
		if (g_ascii_strcasecmp(str_c(industry), sectors[i].theirs) == 0)
			return str_of(sectors[i].ours);
	return STR("");
}

/* Seconds since 1970, perhaps with a fraction; what would lie beyond the year 5138 is meant in milliseconds. */
static bool date_from_number(const char *text, struct date *date)
{
	char *end;
	gint64 seconds = g_ascii_strtoll(text, &end, 10);
	GDateTime *time;

	if (end == text || (*end != '\0' && *end != '.') || strspn(*end == '.' ? end + 1 : end, "0123456789") != strlen(*end == '.' ? end + 1 : end))
		return false;
	if (seconds > G_GINT64_CONSTANT(99999999999))
		seconds /= 1000;
	time = g_date_time_new_from_unix_utc(seconds);
	if (time == NULL)
		return false;
	*date = (struct date){g_date_time_get_year(time), g_date_time_get_month(time), g_date_time_get_day_of_month(time)};
	g_date_time_unref(time);
	return true;
}

bool api_date(struct str text, struct date *date)
{
	char day[11] = "";

	if (text.length >= 10)
		memcpy(day, text.text, 10);
	if (day[0] != '\0' && (text.length == 10 || strchr("T ", text.text[10]) != NULL) && date_parse((struct str){day, 10}, date))
		return true;
	return date_from_number(str_c(text), date);
}
