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

/* What to read of reviews, and how. */
struct reviews_wanted {
	const char *const *paths; /* as in struct corpus_wishes */
	uint32_t path_count;
	struct str framework;
	const char *client; /* of reviews that name none; NULL: none */
	uint32_t workers;
};

/* Reads reviews into the load, by way of the cache. False with a diagnostic where there is none. */
bool reviews_read(struct call *call, struct corpus_load *load, const struct reviews_wanted *wanted);

/* A file of metrics; NULL with diagnostics. */
const struct metrics *metrics_read(struct call *call, const char *path);

/* The keys of --by, as sources so that carets can point into them. */
const struct formula *keys_of(struct call *call, uint32_t *count);

/* Reads --metrics and makes an empty load; false with diagnostics, and status set. */
bool counting_open(struct counting *counting, struct call *call, enum exit_status *status);

/* Counts the rows that were loaded, and protects the figures; false with diagnostics. */
bool counting_count(struct counting *counting);

/* Counts the rows that were loaded, and writes what --to and -o ask for. */
enum exit_status counting_finish(struct counting *counting);

/* Seals the release where it is published, and writes the files that were asked for. */
enum exit_status publication_write(struct counting *counting);

/* Sets the figures beside those of --expect, on standard output; clean if none differs. */
enum exit_status expect_compare(struct call *call, const struct protected_view *view, const char *path);

/* The secrets, and the ledger as it was before this release, that --publish needs; false with diagnostics where a file is there and not usable. */
bool release_open(struct counting *counting);
/* Protects the figures: held against the releases before this one, also where it is made once more. */
void release_protect(struct counting *counting);
/* Whether it may be published: if so, the ledger is written first. */
enum exit_status release_seal(struct counting *counting);

#endif
