/* Pieces of statistics.json. */
#ifndef PLUMBLINE_SRC_EMIT_STATISTICS_JSON_H
#define PLUMBLINE_SRC_EMIT_STATISTICS_JSON_H

#include "emit/statistics.h"
#include "tree_writer.h"

enum json_kind { JSON_SHARE, JSON_NUMBER, JSON_SIZE };

/* What may be printed of a figure, into the open map. */
void json_shown(struct tree_writer *tree, const struct shown *shown, enum json_kind kind);

void json_count(struct tree_writer *tree, const char *key, uint32_t count);
/* A number of steps of 10^-decimals. */
void json_steps(struct tree_writer *tree, const char *key, int64_t steps, uint32_t decimals);
/* With 17 significant digits. */
void json_exact(struct tree_writer *tree, const char *key, double value);
/* Nothing where it is 0. */
void json_day(struct tree_writer *tree, const char *key, uint32_t day);

/* Rankings, pillars, sizes of groups, pairs of risks; and in internal files the plain counts of each question and choice. */
void json_tables(struct tree_writer *tree, const struct protected_view *view);
/* What client reports are made from. */
void json_peers(struct tree_writer *tree, const struct protected_view *view);

#endif
