/* What programs give over a corpus: each runs once, those that it needs first. */
#include "program.h"

struct results {
	struct arena *arena;
	const struct corpus *corpus;
	GHashTable *truths, *numbers; /* by program */
	uint64_t *live;               /* rows that there are: the last word has more bits */
};

static void free_results(void *what)
{
	struct results *results = what;

	g_hash_table_unref(results->truths);
	g_hash_table_unref(results->numbers);
}

struct results *results_new(struct arena *arena, const struct corpus *corpus)
{
	struct results *results = arena_one(arena, struct results);

	results->arena = arena;
	results->corpus = corpus;
	results->truths = g_hash_table_new(NULL, NULL);
	results->numbers = g_hash_table_new(NULL, NULL);
	results->live = arena_array(arena, uint64_t, corpus->words);
	for (uint32_t i = 0; i < corpus->row_count; i++)
		bits_add(results->live, i);
	arena_defer(arena, free_results, results);
	return results;
}

/* from: for each row the one whose truth it has; its own index: none, which is unknown. */
static const struct truths *moved(struct results *results, const struct truths *truths, const uint32_t *from)
{
	struct truths *made = arena_one(results->arena, struct truths);
	const uint64_t *planes[] = {truths->yes, truths->no, truths->not_applicable};
	uint64_t *to[3];

	for (unsigned p = 0; p < 3; p++) {
		to[p] = arena_array(results->arena, uint64_t, results->corpus->words);
		for (uint32_t i = 0; i < results->corpus->row_count; i++)
			if (from[i] != i && bits_has(planes[p], from[i]))
				bits_add(to[p], i);
	}
	*made = (struct truths){to[0], to[1], to[2]};
	return made;
}

static uint32_t *rows_before(struct results *results)
{
	const struct corpus *corpus = results->corpus;
	uint32_t *from = arena_array(results->arena, uint32_t, corpus->row_count);

	for (uint32_t i = 0; i < corpus->row_count; i++)
		from[i] = corpus->first_row[i] == i ? i : i - 1;
	return from;
}

static const struct truths *input_of(struct results *results, const struct instruction *in)
{
	const struct truths *truths;

	if (in->op != OP_METRIC && in->op != OP_BEFORE && in->op != OP_FIRST)
		return NULL;
	truths = program_truths(results, in->program);
	if (in->op == OP_METRIC)
		return truths;
	return moved(results, truths, in->op == OP_FIRST ? results->corpus->first_row : rows_before(results));
}

static struct run run_new(struct results *results, const struct program *program)
{
	const struct truths **inputs = arena_array(results->arena, const struct truths *, program->count);
	const struct numbers **numbers = arena_array(results->arena, const struct numbers *, program->count);
	size_t words = results->corpus->words;

	for (uint32_t i = 0; i < program->count; i++) {
		inputs[i] = input_of(results, &program->instructions[i]);
		if (program->instructions[i].op == OP_METRIC_NUMBER)
			numbers[i] = program_numbers(results, program->instructions[i].program);
	}
	return (struct run){
		.instructions = program->instructions,
		.count = program->count,
		.words = words,
		.inputs = inputs,
		.number_inputs = numbers,
		.yes = arena_array(results->arena, uint64_t, words),
		.no = arena_array(results->arena, uint64_t, words),
		.not_applicable = arena_array(results->arena, uint64_t, words),
	};
}

static void keep_live(const struct results *results, uint64_t *plane)
{
	for (size_t i = results->corpus->words == 0 ? 0 : results->corpus->words - 1; i < results->corpus->words; i++)
		plane[i] &= results->live[i];
}

/* As deep as metrics may lean on each other, which their compiler bounds. */
const struct truths *program_truths(struct results *results, const struct program *program)
{
	struct truths *truths = g_hash_table_lookup(results->truths, program);
	struct run run;

	if (truths != NULL)
		return truths;
	run = run_new(results, program);
	run_truths(&run);
	keep_live(results, run.yes);
	keep_live(results, run.no);
	keep_live(results, run.not_applicable);
	truths = arena_one(results->arena, struct truths);
	*truths = (struct truths){run.yes, run.no, run.not_applicable};
	g_hash_table_insert(results->truths, (void *)(uintptr_t)program, truths);
	return truths;
}

const struct numbers *program_numbers(struct results *results, const struct program *program)
{
	struct numbers *numbers = g_hash_table_lookup(results->numbers, program);
	struct run run;

	if (numbers != NULL)
		return numbers;
	run = run_new(results, program);
	run.values = arena_array(results->arena, double, results->corpus->words * 64);
	run_numbers(&run);
	keep_live(results, run.yes);
	keep_live(results, run.not_applicable);
	numbers = arena_one(results->arena, struct numbers);
	*numbers = (struct numbers){run.values, run.yes, run.not_applicable};
	g_hash_table_insert(results->numbers, (void *)(uintptr_t)program, numbers);
	return numbers;
}
