/* What benchmark and merge share: from rows to the files of a publication. */
#ifndef PLUMBLINE_CLI_COUNTING_H
#define PLUMBLINE_CLI_COUNTING_H

#include "cli/call.h"
#include "job/corpus_load.h"

struct counting {
	struct call *call;
	const struct metrics *metrics;
	struct corpus_load *load;
	const struct corpus *corpus;
	const struct statistics *statistics;
	const struct secrets *secrets;
	const struct ledger *ledger;
	const char *ledger_path;
	bool is_repeated; /* the ledger has this very release */
	struct protect_request request;
	const struct protected_view *view;
};

/* Reads --metrics and makes an empty load; false with diagnostics, and status set. */
bool counting_open(struct counting *counting, struct call *call, enum exit_status *status);

/* Counts the rows that were loaded, and writes what --to and -o ask for. */
enum exit_status counting_finish(struct counting *counting);

/* Sets the figures beside those of --expect, on standard output; clean if none differs. */
enum exit_status expect_compare(struct call *call, const struct protected_view *view, const char *path);

/* The secrets, and the ledger as it was before this release, that --publish needs; false with diagnostics where a file is there and not usable. */
bool release_open(struct counting *counting);
/* Protects the figures: held against the releases before this one, also where it is made once more. */
void release_protect(struct counting *counting);
/* Whether it may be published: if so, the ledger is written first. */
enum exit_status release_seal(struct counting *counting);

#endif
