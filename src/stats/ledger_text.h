/* Words that the writer and the reader of a ledger share. */
#ifndef PLUMBLINE_STATS_LEDGER_TEXT_H
#define PLUMBLINE_STATS_LEDGER_TEXT_H

/* In the order of enum shown_as. A merged group is a cell of its own, so that MERGED does not occur. */
static const char *const ledger_as_words[] = {"not", "value", "under", "over"};

#endif
