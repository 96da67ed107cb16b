/* Which output formats are asked for, and where the output goes. */
#ifndef PLUMBLINE_CLI_FORMATS_H
#define PLUMBLINE_CLI_FORMATS_H

#include "cli/call.h"

/* Where outputs go: one of the three. */
struct target {
	const char *file;   /* the one output */
	const char *folder; /* several, or one with a name made for it */
	bool is_stdout;
};

/* Report formats of --to, of the suffix of -o, or PDF. False with a diagnostic. */
bool formats_choose(struct call *call, struct report_setup *setup);

/* The one format for this use that the option names, or the suffix of -o, or the fallback; NULL with a diagnostic. */
const struct backend *format_choose_one(struct call *call, enum option_id option, enum backend_use use, const char *fallback);

/* Sorts out -o for this many outputs; fallback is a folder. False with a diagnostic. */
bool target_choose(struct call *call, size_t outputs, struct target *target);

/* False with a diagnostic if writing to path would destroy a file that this call reads. */
bool target_spares_input(struct call *call, const char *path);

/* To standard output or the file. */
enum exit_status target_write(struct call *call, const char *path, const GString *bytes);

#endif
