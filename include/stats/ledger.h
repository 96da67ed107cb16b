/* The private ledger of releases: what was printed, and of whose answers, as keyed hashes. */
#ifndef PLUMBLINE_STATS_LEDGER_H
#define PLUMBLINE_STATS_LEDGER_H

#include "read/node.h"

/*
 * Secrets of a publisher, from a private file that is never written by Plumbline and never quoted:
 *   plumbline: secrets/1
 *   key: 64 or more hexadecimal digits, from a good source of chance
 *   concentration: 15          # p of rule 4, in percent; for shares of workloads or reviews
 */
struct secrets {
	const uint8_t *key;
	uint32_t key_length; /* bytes, 32 or more; 0: no key */
	bool has_concentration;
	uint32_t concentration; /* percent, 1 to 100 */
};

/* NULL, with diagnostics that never quote a value, if it cannot be used. Lives in the arena. */
const struct secrets *secrets_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

/*
 * Members: clients of a release, sorted, each as a hash of its name and a hash of its reviews under the key. Sets: bits over members. Cells: what was
 * printed, with the set whose answers it was made of. Lives in an arena; const once made.
 */
struct ledger_member {
	uint8_t name[16], state[16];
};
struct ledger_cell {
	struct str key;        /* "metric:dr-inadequate|ctx.size=small" */
	struct str family;     /* figures that count the same thing: those that could be subtracted; empty: it was kept back */
	struct str definition; /* hexadecimal digest of what is counted */
	uint32_t set;          /* index in sets; where as_of is given: of that release */
	uint32_t as_of;        /* index of the release it was reprinted from; UINT32_MAX: fresh */
	uint32_t as;           /* enum shown_as: VALUE, UNDER or OVER */
	uint32_t codes;
	uint32_t base, clients;
	bool base_is_rounded, has_counts, has_interval;
	uint32_t hits, of; /* has_counts */
	uint32_t percent_sense, percent, decimals;
	int64_t low, high, number; /* number: of a mean or median */
	bool is_number;
};
struct ledger_release {
	struct str name;
	uint32_t date;
	const struct ledger_member *members;
	uint32_t member_count;
	const uint64_t *const *sets; /* bits_words(member_count) words each */
	uint32_t set_count;
	const struct ledger_cell *cells; /* in the order of key */
	uint32_t cell_count;
};
struct ledger {
	const struct ledger_release *const *releases; /* oldest first */
	uint32_t release_count;
};

/* An empty ledger, before the first publication. */
const struct ledger *ledger_new(struct arena *arena);

/*
 * Decodes a ledger: lines of JSON (read by json_read_sequence), the last one a digest under the key over all bytes before it. NULL, with a
 * diagnostic, if it is damaged, was changed by hand, is cut off or belongs to another key.
 */
const struct ledger *ledger_decode(struct arena *arena, const struct source *source, const struct node *root, const struct secrets *secrets,
				   struct diags *diags);

/*
 * The ledger with one more release, as bytes of a file, to be written atomically. NULL, or one of a name that it has: none is added. Never holds
 * the key or the name of a client. To be written before the publication is: a release that nobody saw costs less than one that nobody remembers.
 */
void ledger_write(const struct ledger *ledger, const struct ledger_release *release, const struct secrets *secrets, GString *out);

/* The release of that name, or UINT32_MAX. */
uint32_t ledger_find(const struct ledger *ledger, struct str release);

/* Whether both say the same of the same clients. */
bool ledger_releases_equal(const struct ledger_release *kept, const struct ledger_release *made);

/* HMAC-SHA256 of bytes under the key, its first 16 bytes. what: keeps uses of the key apart. */
void secrets_hash(const struct secrets *secrets, const char *what, const void *bytes, size_t length, uint8_t out[16]);

#endif
