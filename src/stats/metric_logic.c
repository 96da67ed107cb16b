/* What logic alone says about metrics: two that mean the same, and shares that can only be 100 % or 0 %. */
#include <string.h>

#include "program.h"

/* Atoms that one metric may have to be tried out: 2^12 cases. */
#define MOST_ATOMS 12u
#define CASES      (1u << MOST_ATOMS)
#define CASE_WORDS (CASES / 64)
#define LONGEST    512u

/* Instructions over cases instead of reviews: each atom is one of the variables. */
struct trial {
	struct arena *arena;
	struct instruction *code;
	uint32_t count, atoms;
	struct digest identities[MOST_ATOMS];
	uint64_t *planes; /* per atom: in which cases it is true, and in which not; then nothing */
};

static bool is_logic(enum op op)
{
	return op == OP_NOT || op == OP_AND || op == OP_OR || op == OP_AT_LEAST || op == OP_CONSTANT;
}

static bool is_atom(enum op op)
{
	return op == OP_STATE || op == OP_RISK || op == OP_PLANES || op == OP_BEFORE || op == OP_FIRST;
}

static bool add_atom(struct trial *trial, const struct instruction *instruction)
{
	struct instruction *to = &trial->code[trial->count++];
	uint32_t at = 0;

	while (at < trial->atoms && memcmp(&trial->identities[at], &instruction->identity, sizeof instruction->identity) != 0)
		at++;
	if (at == MOST_ATOMS)
		return false;
	trial->identities[at] = instruction->identity;
	trial->atoms = MAX(trial->atoms, at + 1);
	*to = (struct instruction){.op = OP_PLANES,
				   .planes = {trial->planes + 2 * at * CASE_WORDS, trial->planes + (2 * at + 1) * CASE_WORDS,
					      trial->planes + 2 * MOST_ATOMS * CASE_WORDS}};
	return true;
}

/* Metrics that are asked for stand in place of their ids. As deep as metrics may lean on each other. */
static bool add_program(struct trial *trial, const struct program *program)
{
	for (uint32_t i = 0; i < program->count; i++) {
		const struct instruction *instruction = &program->instructions[i];

		if (trial->count == LONGEST)
			return false;
		if (instruction->op == OP_METRIC) {
			if (!add_program(trial, instruction->program))
				return false;
		} else if (is_logic(instruction->op))
			trial->code[trial->count++] = *instruction;
		else if (!is_atom(instruction->op) || !add_atom(trial, instruction))
			return false;
	}
	return true;
}

static void fill_cases(struct trial *trial)
{
	for (uint32_t atom = 0; atom < MOST_ATOMS; atom++)
		for (uint32_t i = 0; i < CASES; i++)
			bits_add(trial->planes + (2 * atom + ((i >> atom & 1) == 0)) * CASE_WORDS, i);
}

static struct trial trial_new(struct arena *arena)
{
	struct trial trial = {.arena = arena};

	trial.code = arena_array(arena, struct instruction, LONGEST);
	trial.planes = arena_array(arena, uint64_t, (size_t)(2 * MOST_ATOMS + 1) * CASE_WORDS);
	fill_cases(&trial);
	return trial;
}

/* In which cases the program is true; NULL where there are too many. Atoms keep their variables from one program to the next. */
static const uint64_t *cases_of(struct trial *trial, const struct program *program)
{
	static const struct truths *const none[LONGEST];
	struct run run = {.instructions = trial->code, .words = CASE_WORDS, .inputs = none};

	trial->count = 0;
	if (!add_program(trial, program))
		return NULL;
	run.count = trial->count;
	run.yes = arena_array(trial->arena, uint64_t, CASE_WORDS);
	run.no = arena_array(trial->arena, uint64_t, CASE_WORDS);
	run.not_applicable = arena_array(trial->arena, uint64_t, CASE_WORDS);
	run_truths(&run);
	return run.yes;
}

/* Whether the share is fixed: true in all cases of the base, or in none. */
static void check_fixed(struct compiling *compiling, struct trial *trial, const struct metric_programs *programs, uint32_t metric)
{
	const struct metric *of = &compiling->metrics->metrics[metric];
	const uint64_t *base = NULL, *value;
	bool always = true, never = true;

	trial->atoms = 0;
	if (programs->bases[metric] != NULL)
		base = cases_of(trial, programs->bases[metric]);
	value = cases_of(trial, programs->values[metric]);
	if (value == NULL || (base == NULL && programs->bases[metric] != NULL))
		return;
	for (uint32_t i = 0; i < CASE_WORDS; i++) {
		uint64_t in_base = base == NULL ? UINT64_MAX : base[i];

		always = always && (in_base & ~value[i]) == 0;
		never = never && (in_base & value[i]) == 0;
	}
	if (always || never)
		diag(compiling->diags, METRIC_FIXED, of->value.span, str_c(of->id), always ? "100" : "0");
}

static void append_program(GByteArray *key, const struct program *program)
{
	for (uint32_t i = 0; program != NULL && i < program->count; i++)
		g_byte_array_append(key, (const guint8 *)&program->instructions[i].identity, sizeof(struct digest));
	g_byte_array_append(key, (const guint8 *)"|", 1);
}

static void check_twin(struct compiling *compiling, GHashTable *seen, const struct metric_programs *programs, uint32_t metric)
{
	const struct metric *of = &compiling->metrics->metrics[metric], *twin;
	GByteArray *key = g_byte_array_new();
	guint8 kind = (guint8)of->kind;
	struct str name;

	g_byte_array_append(key, &kind, 1);
	append_program(key, programs->values[metric]);
	append_program(key, programs->bases[metric]);
	append_program(key, programs->applies[metric]);
	name = str_format(compiling->arena, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
			  digest_of((const char *)key->data, key->len).words[0], digest_of((const char *)key->data, key->len).words[1]);
	g_byte_array_unref(key);
	twin = g_hash_table_lookup(seen, name.text);
	if (twin != NULL)
		diag(compiling->diags, METRIC_TWIN, of->value.span, str_c(of->id), str_c(twin->id));
	else
		g_hash_table_insert(seen, (void *)(uintptr_t)name.text, (void *)(uintptr_t)of);
}

void check_logic(struct compiling *compiling, const struct metric_programs *programs)
{
	struct arena *arena = arena_new();
	struct trial trial = trial_new(arena);
	GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (uint32_t i = 0; i < compiling->metrics->metric_count; i++) {
		if (programs->values[i] == NULL)
			continue;
		check_twin(compiling, seen, programs, i);
		if (compiling->metrics->metrics[i].kind == METRIC_SHARE)
			check_fixed(compiling, &trial, programs, i);
	}
	g_hash_table_unref(seen);
	arena_free(arena);
}
