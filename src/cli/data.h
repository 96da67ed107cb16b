/* Where the program's own data lies: themes and fonts. */
#ifndef PLUMBLINE_CLI_DATA_H
#define PLUMBLINE_CLI_DATA_H

#include "cli/call.h"

/* The folder that holds themes/ and fonts/; NULL with a diagnostic. */
const char *data_folder(struct call *call);

/* The framework that AWS's own questions are bound to, if the data folder has it; NULL if not. */
const char *data_official(struct call *call);

/* What --theme, --paper, --language and --date say, with the theme's template about the subject; formats are left empty. False with diagnostics, and status
 * set. */
bool setup_open(struct call *call, enum subject subject, struct report_setup *setup, enum exit_status *status);

/* The wording of --theme and --language, for words of figures; NULL with diagnostics. */
const struct wording *wording_of(struct call *call);

#endif
