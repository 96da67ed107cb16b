/* What a reader of publications can work out: all assignments of answers that agree with everything printed. */
#ifndef PLUMBLINE_TESTS_ATTACK_H
#define PLUMBLINE_TESTS_ATTACK_H

#include "made.h"

#define ATTACK_RELEASES 3u

/*
 * The reader knows every client, its group, in which releases it was counted, and the rules; not the answers, all of which are known to be yes or no.
 * Clients that no printed figure tells apart are one atom: how many of them answered so is a variable.
 */
struct attack;

struct attack *attack_new(const struct made *made);

/* The clients of a release: those of made that consent. Numbered in the order of the calls. */
void attack_release(struct attack *attack, const struct made *made);

/* All that was printed of that release; names: of the releases so far, for "as of". */
void attack_printed(struct attack *attack, const struct protected_view *view, uint32_t release, const struct str *names);

/* Clients, times metrics, of which the answer is certain. */
uint32_t attack_certain(struct attack *attack);

/* The least and the most hits that the clients of a group may have had in a metric of a release. */
void attack_range(struct attack *attack, uint32_t release, uint32_t group, uint32_t metric, uint32_t *least, uint32_t *most);

/* Searches that were given up: they count as not certain. */
uint32_t attack_given_up(const struct attack *attack);

void attack_free(struct attack *attack);

#endif
