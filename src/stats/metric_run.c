/* Runs compiled expressions, 64 reviews at a time. */
#include <string.h>

#include "program.h"

/* One bit per row; unknown where no bit is set. */
struct truth {
	uint64_t yes, no, out; /* out: not applicable */
};

struct lanes {
	double values[64];
	uint64_t known, out;
};

/* At most two numbers at a time: those that are compared. */
#define NUMBERS 2u

struct machine {
	const struct run *run;
	size_t word;
	uint32_t depth, numbers;
	struct truth stack[STACK_DEEPEST];
	struct lanes lanes[NUMBERS];
};

static void push(struct machine *machine, struct truth truth)
{
	machine->stack[machine->depth++] = truth;
}

static uint64_t at(const struct machine *machine, const uint64_t *plane)
{
	return plane[machine->word];
}

static void run_state(struct machine *machine, const struct instruction *in)
{
	uint64_t holds = at(machine, in->planes[0]), known = at(machine, in->planes[1]), out = at(machine, in->planes[2]);

	push(machine, (struct truth){holds & known & ~out, known & ~holds & ~out, out});
}

static void run_risk(struct machine *machine, const struct instruction *in)
{
	struct truth truth = {.out = at(machine, in->planes[3])};

	for (uint32_t level = 0; level < 3; level++) {
		if ((in->count >> level & 1) != 0)
			truth.yes |= at(machine, in->planes[level]);
		else
			truth.no |= at(machine, in->planes[level]);
	}
	push(machine, truth);
}

static void run_planes(struct machine *machine, const struct instruction *in)
{
	push(machine, (struct truth){at(machine, in->planes[0]), at(machine, in->planes[1]), at(machine, in->planes[2])});
}

static void run_input(struct machine *machine, const struct instruction *in)
{
	const struct truths *input = machine->run->inputs[in - machine->run->instructions];

	push(machine, (struct truth){at(machine, input->yes), at(machine, input->no), at(machine, input->not_applicable)});
}

static void run_constant(struct machine *machine, const struct instruction *in)
{
	push(machine, in->number != 0 ? (struct truth){.yes = UINT64_MAX} : (struct truth){.no = UINT64_MAX});
}

static void run_not(struct machine *machine, const struct instruction *in)
{
	struct truth *top = &machine->stack[machine->depth - 1];

	*top = (struct truth){top->no, top->yes, top->out};
}

static void run_and(struct machine *machine, const struct instruction *in)
{
	struct truth b = machine->stack[--machine->depth], *a = &machine->stack[machine->depth - 1];
	uint64_t out = a->out & b.out;

	*a = (struct truth){(a->yes | a->out) & (b.yes | b.out) & ~out, a->no | b.no, out};
}

static void run_or(struct machine *machine, const struct instruction *in)
{
	struct truth b = machine->stack[--machine->depth], *a = &machine->stack[machine->depth - 1];
	uint64_t out = a->out & b.out;

	*a = (struct truth){a->yes | b.yes, (a->no | a->out) & (b.no | b.out) & ~out, out};
}

/* Counts of 64 rows side by side: bit i of every count in bits[i]. */
#define SLICES 16u
struct slices {
	uint64_t bits[SLICES];
	uint32_t used;
};

static void slices_add(struct slices *slices, uint64_t carry)
{
	for (uint32_t i = 0; carry != 0 && i < SLICES; i++) {
		uint64_t old = slices->bits[i];

		slices->bits[i] = old ^ carry;
		carry &= old;
		slices->used = MAX(slices->used, i + 1);
	}
}

static void slices_expand(const struct slices *slices, double values[64])
{
	uint32_t counts[64] = {0};

	for (uint32_t i = 0; i < slices->used; i++)
		for (uint32_t row = 0; row < 64; row++)
			counts[row] |= (uint32_t)(slices->bits[i] >> row & 1) << i;
	for (uint32_t row = 0; row < 64; row++)
		values[row] = counts[row];
}

/* Rows whose count is at least this: from the highest bit down, equal so far or larger already. */
static uint64_t slices_at_least(const struct slices *slices, uint32_t least)
{
	uint64_t equal = UINT64_MAX, larger = 0;

	for (uint32_t i = SLICES; i-- > 0;) {
		uint64_t wanted = (least >> i & 1) != 0 ? UINT64_MAX : 0;

		larger |= equal & slices->bits[i] & ~wanted;
		equal &= ~(slices->bits[i] ^ wanted);
	}
	return larger | equal;
}

static void run_at_least(struct machine *machine, const struct instruction *in)
{
	struct slices sure = {0}, possible = {0};
	struct truth result = {.out = UINT64_MAX};

	for (uint32_t i = 0; i < in->count; i++) {
		struct truth truth = machine->stack[--machine->depth];

		slices_add(&sure, truth.yes);
		slices_add(&possible, ~truth.no & ~truth.out);
		result.out &= truth.out;
	}
	result.yes = slices_at_least(&sure, (uint32_t)in->number) & ~result.out;
	result.no = ~slices_at_least(&possible, (uint32_t)in->number) & ~result.out;
	push(machine, result);
}

static struct lanes *push_lanes(struct machine *machine)
{
	return &machine->lanes[machine->numbers++];
}

static void run_number(struct machine *machine, const struct instruction *in)
{
	struct lanes *lanes = push_lanes(machine);

	for (uint32_t row = 0; row < 64; row++)
		lanes->values[row] = in->number;
	lanes->known = UINT64_MAX;
	lanes->out = 0;
}

static void run_tally(struct machine *machine, const struct instruction *in)
{
	struct lanes *lanes = push_lanes(machine);
	struct slices slices = {0};

	for (uint32_t i = 0; i < in->count; i++)
		slices_add(&slices, at(machine, in->list[i]));
	slices_expand(&slices, lanes->values);
	lanes->out = at(machine, in->planes[1]);
	lanes->known = at(machine, in->planes[0]) & ~lanes->out;
}

static void run_ratio(struct machine *machine, const struct instruction *in)
{
	struct lanes *lanes = push_lanes(machine);
	struct slices hits = {0}, of = {0};
	uint64_t answered = 0, out = 0, open = 0;
	double base[64];

	for (uint32_t i = 0; i < in->count; i++) {
		const struct question_column *question = in->questions[i];

		slices_add(&hits, at(machine, in->ratio == RATIO_MEDIUM ? question->medium : question->high));
		slices_add(&of, at(machine, question->answered));
		answered |= at(machine, question->answered);
		out |= at(machine, question->not_applicable);
		open |= at(machine, question->asked) & ~at(machine, question->not_applicable);
	}
	slices_expand(&hits, lanes->values);
	slices_expand(&of, base);
	for (uint32_t row = 0; in->ratio == RATIO_SHARE && row < 64; row++)
		lanes->values[row] = base[row] == 0 ? 0 : lanes->values[row] / base[row];
	lanes->out = out & ~open;
	lanes->known = answered;
}

static void run_level(struct machine *machine, const struct instruction *in)
{
	struct lanes *lanes = push_lanes(machine);
	uint64_t medium = at(machine, in->planes[1]), high = at(machine, in->planes[2]);

	for (uint32_t row = 0; row < 64; row++)
		lanes->values[row] = (double)((medium >> row & 1) + 2 * (high >> row & 1));
	lanes->out = at(machine, in->planes[3]);
	lanes->known = at(machine, in->planes[0]) | medium | high;
}

static void run_values(struct machine *machine, const struct instruction *in)
{
	struct lanes *lanes = push_lanes(machine);

	memcpy(lanes->values, in->values + machine->word * 64, sizeof lanes->values);
	lanes->known = at(machine, in->planes[0]);
	lanes->out = 0;
}

static void run_number_input(struct machine *machine, const struct instruction *in)
{
	const struct numbers *input = machine->run->number_inputs[in - machine->run->instructions];
	struct lanes *lanes = push_lanes(machine);

	memcpy(lanes->values, input->values + machine->word * 64, sizeof lanes->values);
	lanes->known = at(machine, input->known);
	lanes->out = at(machine, input->not_applicable);
}

#define COMPARE_LANES(operator)                                                                                                                      \
	for (uint32_t row = 0; row < 64; row++)                                                                                                      \
	holds |= (uint64_t)(a->values[row] operator b->values[row]) << row

static void run_compare(struct machine *machine, const struct instruction *in)
{
	const struct lanes *a = &machine->lanes[0], *b = &machine->lanes[1];
	uint64_t holds = 0, known = a->known & b->known;

	if (in->compare == COMPARE_EQUAL || in->compare == COMPARE_UNEQUAL)
		COMPARE_LANES(==);
	else if (in->compare == COMPARE_LESS || in->compare == COMPARE_AT_LEAST)
		COMPARE_LANES(<);
	else
		COMPARE_LANES(>);
	if (in->compare == COMPARE_UNEQUAL || in->compare == COMPARE_AT_LEAST || in->compare == COMPARE_AT_MOST)
		holds = ~holds;
	machine->numbers = 0;
	push(machine, (struct truth){holds & known, ~holds & known, a->out | b->out});
}

typedef void (*runner)(struct machine *machine, const struct instruction *in);

static const runner runners[OP_COUNT] = {
	[OP_STATE] = run_state,
	[OP_RISK] = run_risk,
	[OP_PLANES] = run_planes,
	[OP_METRIC] = run_input,
	[OP_BEFORE] = run_input,
	[OP_FIRST] = run_input,
	[OP_CONSTANT] = run_constant,
	[OP_NOT] = run_not,
	[OP_AND] = run_and,
	[OP_OR] = run_or,
	[OP_AT_LEAST] = run_at_least,
	[OP_NUMBER] = run_number,
	[OP_TALLY] = run_tally,
	[OP_RATIO] = run_ratio,
	[OP_LEVEL] = run_level,
	[OP_VALUES] = run_values,
	[OP_METRIC_NUMBER] = run_number_input,
	[OP_COMPARE] = run_compare,
};

static void run_word(struct machine *machine)
{
	const struct run *run = machine->run;

	machine->depth = machine->numbers = 0;
	for (uint32_t i = 0; i < run->count; i++)
		runners[run->instructions[i].op](machine, &run->instructions[i]);
}

void run_truths(const struct run *run)
{
	struct machine machine;

	machine.run = run;
	for (machine.word = 0; machine.word < run->words; machine.word++) {
		run_word(&machine);
		run->yes[machine.word] = machine.stack[0].yes;
		run->no[machine.word] = machine.stack[0].no;
		run->not_applicable[machine.word] = machine.stack[0].out;
	}
}

void run_numbers(const struct run *run)
{
	struct machine machine;

	machine.run = run;
	for (machine.word = 0; machine.word < run->words; machine.word++) {
		run_word(&machine);
		for (uint32_t row = 0; row < 64; row++)
			run->values[machine.word * 64 + row] = (machine.lanes[0].known >> row & 1) != 0 ? machine.lanes[0].values[row] : 0;
		run->yes[machine.word] = machine.lanes[0].known;
		run->not_applicable[machine.word] = machine.lanes[0].out;
	}
}
