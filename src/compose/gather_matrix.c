/* Gathers the matrices of a portfolio: pillars by workloads, and questions by workloads, in blocks that fit a page. */
#include "fill.h"
#include "records_portfolio.h"

#define BLOCK_MOST 30u /* columns beside each other */

uint32_t portfolio_percent(uint32_t hundredths)
{
	return (hundredths + 50) / 100;
}

uint32_t portfolio_thousandths(const struct risk_counts *counts, bool with_medium)
{
	uint32_t answered = counts_answered(counts), hits = counts->of[RISK_HIGH] + (with_medium ? counts->of[RISK_MEDIUM] : 0);

	return answered == 0 ? 0 : (uint32_t)(((uint64_t)hits * 2000 + answered) / (2 * (uint64_t)answered));
}

struct str portfolio_first_name(const struct list *columns)
{
	return columns->count == 0 ? STR("") : ((const struct portfolio_column_record *)columns->items[0].as.record)->workload->name;
}

enum risk portfolio_worst(const struct risk_counts *counts)
{
	static const enum risk order[] = {RISK_HIGH, RISK_MEDIUM, RISK_NONE, RISK_UNMATCHED, RISK_UNANSWERED};

	for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
		if (counts->of[order[i]] > 0)
			return order[i];
	return RISK_NOT_APPLICABLE;
}

static struct str number_text(struct arena *arena, uint32_t number)
{
	return str_format(arena, "%u", number);
}

static const struct portfolio_column_record *column_at(const struct portfolio_block_record *block, uint32_t index)
{
	return block->columns.items[index].as.record;
}

static struct value gather_question(struct arena *arena, const struct portfolio_block_record *block, uint32_t index)
{
	struct portfolio_question_record *record = arena_one(arena, struct portfolio_question_record);
	uint32_t count = block->columns.count;
	struct portfolio_cell_record *cells = arena_array(arena, struct portfolio_cell_record, count);
	struct filling all = fill_start(arena, count), high = fill_start(arena, count), medium = fill_start(arena, count);

	record->question = &block->edition->edition->framework->questions[index];
	for (uint32_t i = 0; i < count; i++) {
		const struct portfolio_column_record *column = column_at(block, i);
		enum risk risk = column->column->answers->findings[index].risk;
		struct str number = number_text(arena, column->workload->number);

		cells[i] = (struct portfolio_cell_record){column, risk};
		fill_add(&all, value_record(&cells[i]));
		if (risk == RISK_HIGH)
			fill_add(&high, value_text(number));
		else if (risk == RISK_MEDIUM)
			fill_add(&medium, value_text(number));
	}
	record->cells = filled(&all);
	record->high = filled(&high);
	record->medium = filled(&medium);
	return value_record(record);
}

static struct value gather_pillar(struct arena *arena, const struct portfolio_block_record *block, uint32_t index)
{
	struct portfolio_pillar_record *record = arena_one(arena, struct portfolio_pillar_record);
	const struct pillar *pillar = &block->edition->edition->framework->pillars[index];
	struct portfolio_tile_record *tiles = arena_array(arena, struct portfolio_tile_record, block->columns.count);
	struct filling all = fill_start(arena, block->columns.count), questions = fill_start(arena, pillar->question_count);

	record->pillar = pillar;
	for (uint32_t i = 0; i < block->columns.count; i++) {
		tiles[i] = (struct portfolio_tile_record){column_at(block, i), &column_at(block, i)->column->answers->pillar_counts[index]};
		fill_add(&all, value_record(&tiles[i]));
	}
	for (uint32_t i = 0; i < pillar->question_count; i++)
		fill_add(&questions, gather_question(arena, block, pillar->first_question + i));
	record->tiles = filled(&all);
	record->questions = filled(&questions);
	return value_record(record);
}

static struct list gather_heads(struct arena *arena, const struct portfolio_block_record *block)
{
	struct filling heads = fill_start(arena, block->columns.count);
	struct portfolio_head_record *head = NULL;

	for (uint32_t i = 0; i < block->columns.count; i++) {
		const struct portfolio_group_record *group = column_at(block, i)->workload->group;

		if (head == NULL || head->group != group) {
			head = arena_one(arena, struct portfolio_head_record);
			head->group = group;
			fill_add(&heads, value_record(head));
		}
		head->columns++;
	}
	return filled(&heads);
}

static struct value gather_block(struct arena *arena, const struct portfolio_edition_record *edition, uint32_t number, uint32_t count)
{
	struct portfolio_block_record *record = arena_one(arena, struct portfolio_block_record);
	uint32_t all = edition->columns.count, first = all * number / count, end = all * (number + 1) / count;
	const struct framework *framework = edition->edition->framework;
	struct filling pillars = fill_start(arena, framework->pillar_count);

	record->edition = edition;
	record->number = number + 1;
	record->count = count;
	record->columns = (struct list){edition->columns.items + first, end - first};
	record->heads = gather_heads(arena, record);
	for (uint32_t i = 0; i < framework->pillar_count; i++)
		fill_add(&pillars, gather_pillar(arena, record, i));
	record->pillars = filled(&pillars);
	return value_record(record);
}

struct list gather_blocks(struct arena *arena, const struct portfolio_edition_record *edition)
{
	uint32_t count = MAX(1u, (edition->columns.count + BLOCK_MOST - 1) / BLOCK_MOST);
	struct filling blocks = fill_start(arena, count);

	for (uint32_t i = 0; i < count; i++)
		fill_add(&blocks, gather_block(arena, edition, i, count));
	return filled(&blocks);
}
