/* Decoding of one metric, and of typed values that only metrics files have. */
#ifndef PLUMBLINE_MODEL_METRICS_DECODE_H
#define PLUMBLINE_MODEL_METRICS_DECODE_H

#include "decode.h"
#include "model/metrics.h"

struct number_range {
	const char *name; /* for the message: "a percentage" */
	double least, most, absent;
	bool whole;
};

/* The number of a child within the range; absent where it is not there or reported. */
double decode_number(const struct decoder *decoder, const struct node *map, const char *key, const struct number_range *range);

/* The index of a child's word in a list separated by blanks. */
uint32_t decode_index(const struct decoder *decoder, const struct node *map, const char *key, const char *words, uint32_t absent);

struct formula decode_formula(const struct node *map, const char *key);
uint32_t decode_formulas(const struct decoder *decoder, const struct node *map, const char *key, const struct formula **formulas);

/* What `defaults:` (NULL: none) says of every metric. */
struct metric metric_defaults(const struct decoder *decoder, const struct node *map);

/* Fills what the map says; metric holds the defaults. False if it cannot be used. */
bool metric_decode(const struct decoder *decoder, const struct node *map, struct metric *metric);

#endif
