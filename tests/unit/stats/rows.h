/* Rows "id,function,args,output,expected,..." of values computed elsewhere, and the check of this project's functions against them. */
#ifndef PLUMBLINE_TESTS_STATS_ROWS_H
#define PLUMBLINE_TESTS_STATS_ROWS_H

#include <glib.h>

/* Args are "k=3;n=10" or lists "p=0.1|0.2"; an output may have an index: "q[1]". Fails the test case if the text is no such table. */
struct rows;

struct rows *rows_parse(const char *text);
void rows_free(struct rows *rows);

/* All rows of one function: |x - expected| <= 1e-11 + 1e-9 |expected|, texts equal. Fails when there is none. */
void rows_check(const struct rows *rows, const char *function);

/* Fails for each row whose function nobody checks; gives the number of rows. */
guint rows_check_names(const struct rows *rows);

#endif
