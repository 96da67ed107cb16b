/* What templates about a portfolio can name: records over many assessments, gathered once for the document. */
#ifndef PLUMBLINE_SRC_COMPOSE_RECORDS_PORTFOLIO_H
#define PLUMBLINE_SRC_COMPOSE_RECORDS_PORTFOLIO_H

#include "records.h"

struct portfolio_record {
	const struct portfolio_subject *subject;
	struct list workloads, groups, editions, clients, aside;
	struct list common, first,
		roadmap; /* gaps: all that are common; the three to begin with, each of another question; those of the roadmap, numbered */
	struct list outliers, alone;
	struct list horizons;
	uint32_t single; /* gaps of one workload */
};

struct portfolio_group_record {
	const struct portfolio_group *group;
	struct str anchor;
	uint32_t number;
	struct list workloads;
};

struct portfolio_workload_record {
	const struct portfolio_workload *workload;
	const struct portfolio_group_record *group;
	struct str name, anchor; /* name: with what tells it from others of the same name */
	uint32_t number;
	struct list columns, editions, aside;
};

/* A review of which nothing stands. */
struct portfolio_aside_record {
	const struct portfolio_workload_record *workload;
	const struct review *review;
};

struct portfolio_edition_record {
	const struct portfolio_edition *edition;
	const struct portfolio *portfolio;
	struct str title, anchor; /* title: with the version, and the copy where there are several */
	uint32_t number, mapped;
	struct list columns, blocks, common, sums, weakest, strongest; /* weakest, strongest: columns by share of practices, each from its end */
	struct list outliers, alone;
};

struct portfolio_sum_record {
	const struct portfolio_group_record *group;
	const struct portfolio_sum *sum;
};

struct portfolio_column_record {
	const struct portfolio_column *column;
	const struct portfolio_workload_record *workload;
	const struct portfolio_edition_record *edition;
	const struct review_record *review;
	const struct lens_record *lens;
	struct list learns, teaches; /* common gaps */
	struct list good;            /* texts: questions without risk, those with the most practices in place first, four at most */
};

/* Columns that stand beside each other in a heat map. */
struct portfolio_block_record {
	const struct portfolio_edition_record *edition;
	uint32_t number, count; /* of so many */
	struct list columns, heads, pillars;
};

/* A group over columns of a block. */
struct portfolio_head_record {
	const struct portfolio_group_record *group;
	uint32_t columns;
};

struct portfolio_pillar_record {
	const struct pillar *pillar;
	struct list tiles, questions;
};

struct portfolio_tile_record {
	const struct portfolio_column_record *column;
	const struct risk_counts *counts;
};

struct portfolio_question_record {
	const struct question *question;
	struct list cells, high, medium; /* high, medium: texts, the numbers of the workloads at that risk */
};

struct portfolio_cell_record {
	const struct portfolio_column_record *column;
	enum risk risk;
};

struct portfolio_gap_record {
	const struct portfolio_gap *gap;
	const struct portfolio_edition_record *edition;
	const struct question *question;
	const struct choice *choice;
	uint32_t number;                             /* on the roadmap; 0: not there */
	struct list lacking, teachers, parts;        /* columns; parts: how it lies in the groups */
	struct str lacking_numbers, teacher_numbers; /* "1-4, 7": numbers of the workloads */
};

struct portfolio_part_record {
	const struct portfolio_group_record *group;
	uint32_t lacking, columns;
};

struct portfolio_outlier_record {
	const struct portfolio_outlier *outlier;
	const struct portfolio_spread *spread;
	const struct portfolio_column_record *column;
};

struct portfolio_alone_record {
	const struct portfolio_alone *alone;
	const struct portfolio_column_record *column;
	const struct question *question;
};

/* The words of an enum portfolio_key. */
extern const struct words grouping_words;

/* Shares for fields. */
uint32_t portfolio_percent(uint32_t hundredths);                                    /* whole, half up */
uint32_t portfolio_thousandths(const struct risk_counts *counts, bool with_medium); /* of the answered questions at high, or high or medium risk */
struct str portfolio_first_name(const struct list *columns);                        /* empty if there is none */
enum risk portfolio_worst(const struct risk_counts *counts);

/* The blocks of an edition whose columns are there. */
struct list gather_blocks(struct arena *arena, const struct portfolio_edition_record *edition);

/* Lives in the arena and points into the portfolio. */
const struct portfolio_record *gather_portfolio(struct arena *arena, const struct portfolio_subject *subject);

#endif
