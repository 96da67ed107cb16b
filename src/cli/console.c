/* All printing, and all looking at the surroundings. */
#include "cli/console.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool console_is_watched(void)
{
	const char *terminal = console_variable("TERM");

	return isatty(STDERR_FILENO) != 0 && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

bool console_colour(void)
{
	return console_variable("NO_COLOR") == NULL && console_is_watched();
}

void console_say(const char *text)
{
	fputs(text, stderr);
}

void console_diags(const struct diags *diags, bool colour)
{
	GString *text = g_string_new(NULL);

	diags_write_text(diags, text, colour);
	fputs(text->str, stderr);
	g_string_free(text, TRUE);
}

bool console_put(const char *bytes, size_t length)
{
	return fwrite(bytes, 1, length, stdout) == length && fflush(stdout) == 0;
}

void console_progress(uint32_t ended, uint32_t count)
{
	static const char full[] = "##############################", blank[] = "                              ";
	const uint64_t width = sizeof full - 1;
	int filled = (int)(count == 0 ? width : width * ended / count);

	fprintf(stderr, "\r[%.*s%.*s] %u of %u", filled, full, (int)width - filled, blank, ended, count);
	fflush(stderr);
}

void console_progress_end(void)
{
	fputs("\r\033[K", stderr);
	fflush(stderr);
}

const char *console_variable(const char *name)
{
	const char *value = g_getenv(name);

	return value == NULL || *value == '\0' ? NULL : value;
}

int64_t console_now(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

struct date console_today(void)
{
	GDateTime *now = g_date_time_new_now_local();
	struct date today;

	g_date_time_get_ymd(now, &today.year, &today.month, &today.day);
	g_date_time_unref(now);
	return today;
}
