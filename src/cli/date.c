/* The date of a document: --date, else SOURCE_DATE_EPOCH, else the review's. */
#include "cli/call.h"
#include "cli/console.h"

static bool from_epoch(struct call *call, const char *text, struct date *date)
{
	gint64 seconds;
	GDateTime *day;

	if (!g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, &seconds, NULL))
		return diag(call->diags, CLI_BAD_EPOCH, NO_SPAN, text);
	day = g_date_time_new_from_unix_utc(seconds);
	if (day == NULL)
		return diag(call->diags, CLI_BAD_EPOCH, NO_SPAN, text);
	g_date_time_get_ymd(day, &date->year, &date->month, &date->day);
	g_date_time_unref(day);
	return true;
}

bool call_date(struct call *call, struct date *date)
{
	const char *given = call_value(call, OPTION_DATE, NULL), *epoch = console_variable("SOURCE_DATE_EPOCH");

	*date = (struct date){0};
	if (given != NULL)
		return date_parse(str_of(given), date) ||
		       diag(call->diags, CLI_BAD_VALUE, NO_SPAN, options[OPTION_DATE].name, given, "year-month-day, for example 2026-01-31");
	return epoch == NULL || from_epoch(call, epoch, date);
}
