/* Statistics as data files: a tidy table, a tree for programs, a description of the table, and a list for people. */
#ifndef PLUMBLINE_EMIT_STATISTICS_H
#define PLUMBLINE_EMIT_STATISTICS_H

#include "stats/protect.h"

/* A review that was found and is not among the rows. */
struct left_out {
	struct str path, reason; /* reason: one line */
};

struct statistics_output {
	const struct protected_view *view;
	const struct left_out *left_out; /* by path; a protected view gives their number only: paths name clients */
	uint32_t left_out_count;
	uint32_t found;      /* reviews, with those left out */
	const char *version; /* of the program */
};

/* A file of a publication. Each writer appends its bytes; none prints what the view does not show. The same bytes for the same input. */
struct statistics_format {
	const char *name;   /* "csv" */
	const char *suffix; /* ".csv" */
	const char *file;   /* name in a folder of outputs: "statistics.csv" */
	void (*write)(const struct statistics_output *output, GString *out);
};

/* NULL-terminated: text, csv, json. */
extern const struct statistics_format *const statistics_formats[];

/* Belongs beside statistics.csv: datapackage.json, by Data Package v2. */
void statistics_package(const struct statistics_output *output, GString *out);

#endif
