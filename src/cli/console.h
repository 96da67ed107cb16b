/* Standard output, standard error and what surrounds the program: the clock, the environment. */
#ifndef PLUMBLINE_CLI_CONSOLE_H
#define PLUMBLINE_CLI_CONSOLE_H

#include "model/review.h"

/* Whether diagnostics are coloured: standard error is a terminal and NO_COLOR is not set. */
bool console_colour(void);
/* Whether a person is watching standard error. */
bool console_is_watched(void);

/* To standard error. */
void console_say(const char *text);
void console_diags(const struct diags *diags, bool colour);

/* To standard output; false if it could not take all. */
bool console_put(const char *bytes, size_t length);

/* "[3/20]" in place on standard error; console_progress_end wipes it. */
void console_progress(uint32_t ended, uint32_t count);
void console_progress_end(void);

/* The value of an environment variable, or NULL if it is unset or empty. */
const char *console_variable(const char *name);
/* Seconds since 1970. */
int64_t console_now(void);
/* The day now, where the user is. */
struct date console_today(void);

#endif
