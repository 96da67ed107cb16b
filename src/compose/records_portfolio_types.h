/* How records.c makes the types of records_portfolio.def; for that file alone. */
#ifndef PLUMBLINE_SRC_COMPOSE_RECORDS_PORTFOLIO_TYPES_H
#define PLUMBLINE_SRC_COMPOSE_RECORDS_PORTFOLIO_TYPES_H

#include "records_portfolio.h"

typedef struct portfolio_record portfolio_record_t;
typedef struct portfolio_group_record portfolio_group_record_t;
typedef struct portfolio_workload_record portfolio_workload_record_t;
typedef struct portfolio_aside_record portfolio_aside_record_t;
typedef struct portfolio_edition_record portfolio_edition_record_t;
typedef struct portfolio_sum_record portfolio_sum_record_t;
typedef struct portfolio_column_record portfolio_column_record_t;
typedef struct portfolio_block_record portfolio_block_record_t;
typedef struct portfolio_head_record portfolio_head_record_t;
typedef struct portfolio_pillar_record portfolio_pillar_record_t;
typedef struct portfolio_tile_record portfolio_tile_record_t;
typedef struct portfolio_question_record portfolio_question_record_t;
typedef struct portfolio_cell_record portfolio_cell_record_t;
typedef struct portfolio_gap_record portfolio_gap_record_t;
typedef struct portfolio_part_record portfolio_part_record_t;
typedef struct portfolio_outlier_record portfolio_outlier_record_t;
typedef struct portfolio_alone_record portfolio_alone_record_t;

/* The types of records_portfolio.def, in terms of those of records.c. */
#define IS_PORTFOLIO_GROUP         IS_RECORD(portfolio_group)
#define IS_PORTFOLIO_WORKLOAD      IS_RECORD(portfolio_workload)
#define IS_PORTFOLIO_EDITION       IS_RECORD(portfolio_edition)
#define IS_PORTFOLIO_COLUMN        IS_RECORD(portfolio_column)
#define IS_REVIEW                  IS_RECORD(review)
#define IS_LIST_PORTFOLIO_GROUP    IS_LIST(record_types[RECORD_portfolio_group])
#define IS_LIST_PORTFOLIO_WORKLOAD IS_LIST(record_types[RECORD_portfolio_workload])
#define IS_LIST_PORTFOLIO_ASIDE    IS_LIST(record_types[RECORD_portfolio_aside])
#define IS_LIST_PORTFOLIO_EDITION  IS_LIST(record_types[RECORD_portfolio_edition])
#define IS_LIST_PORTFOLIO_SUM      IS_LIST(record_types[RECORD_portfolio_sum])
#define IS_LIST_PORTFOLIO_COLUMN   IS_LIST(record_types[RECORD_portfolio_column])
#define IS_LIST_PORTFOLIO_BLOCK    IS_LIST(record_types[RECORD_portfolio_block])
#define IS_LIST_PORTFOLIO_HEAD     IS_LIST(record_types[RECORD_portfolio_head])
#define IS_LIST_PORTFOLIO_PILLAR   IS_LIST(record_types[RECORD_portfolio_pillar])
#define IS_LIST_PORTFOLIO_TILE     IS_LIST(record_types[RECORD_portfolio_tile])
#define IS_LIST_PORTFOLIO_QUESTION IS_LIST(record_types[RECORD_portfolio_question])
#define IS_LIST_PORTFOLIO_CELL     IS_LIST(record_types[RECORD_portfolio_cell])
#define IS_LIST_PORTFOLIO_GAP      IS_LIST(record_types[RECORD_portfolio_gap])
#define IS_LIST_PORTFOLIO_PART     IS_LIST(record_types[RECORD_portfolio_part])
#define IS_LIST_PORTFOLIO_OUTLIER  IS_LIST(record_types[RECORD_portfolio_outlier])
#define IS_LIST_PORTFOLIO_ALONE    IS_LIST(record_types[RECORD_portfolio_alone])
#define IS_GROUPING                                                                                                                                  \
	{                                                                                                                                            \
		.kind = KIND_WORD, .words = &grouping_words                                                                                          \
	}

#define take_PORTFOLIO_GROUP         take_record
#define take_PORTFOLIO_WORKLOAD      take_record
#define take_PORTFOLIO_EDITION       take_record
#define take_PORTFOLIO_COLUMN        take_record
#define take_REVIEW                  take_record
#define take_LIST_PORTFOLIO_GROUP    take_list
#define take_LIST_PORTFOLIO_WORKLOAD take_list
#define take_LIST_PORTFOLIO_ASIDE    take_list
#define take_LIST_PORTFOLIO_EDITION  take_list
#define take_LIST_PORTFOLIO_SUM      take_list
#define take_LIST_PORTFOLIO_COLUMN   take_list
#define take_LIST_PORTFOLIO_BLOCK    take_list
#define take_LIST_PORTFOLIO_HEAD     take_list
#define take_LIST_PORTFOLIO_PILLAR   take_list
#define take_LIST_PORTFOLIO_TILE     take_list
#define take_LIST_PORTFOLIO_QUESTION take_list
#define take_LIST_PORTFOLIO_CELL     take_list
#define take_LIST_PORTFOLIO_GAP      take_list
#define take_LIST_PORTFOLIO_PART     take_list
#define take_LIST_PORTFOLIO_OUTLIER  take_list
#define take_LIST_PORTFOLIO_ALONE    take_list
#define take_GROUPING(arena, key)    ((key) == PORTFOLIO_KEY_COUNT ? value_unknown() : value_word(key))

#endif
