/* Compiled expressions: a stack machine over planes, and its compiler. */
#ifndef PLUMBLINE_STATS_PROGRAM_H
#define PLUMBLINE_STATS_PROGRAM_H

#include "expr/parse.h"
#include "stats/metric.h"

/* What stands on the stack: truths (yes, no, not applicable) or numbers (64 values, known, not applicable). */
enum op {
	/* Push truths */
	OP_STATE,  /* planes[0] where planes[1] says it is known; planes[2] not applicable */
	OP_RISK,   /* planes: none, medium, high, not applicable; count: a bit for each of the three that is meant */
	OP_PLANES, /* planes: yes, no, not applicable */
	OP_METRIC,
	OP_BEFORE,
	OP_FIRST,    /* of another program */
	OP_CONSTANT, /* number: 0 or 1 */
	/* Take and push truths */
	OP_NOT,
	OP_AND,
	OP_OR,
	OP_AT_LEAST, /* number of count truths */
	/* Push numbers */
	OP_NUMBER, /* number */
	OP_TALLY,  /* how many of count lists[] planes; planes[0] known, planes[1] not applicable */
	OP_RATIO,  /* of questions: see struct instruction */
	OP_LEVEL,  /* planes as OP_RISK: 0, 1, 2 */
	OP_VALUES, /* values per row, planes[0] known */
	OP_METRIC_NUMBER,
	/* Takes two numbers, pushes truths */
	OP_COMPARE,
	OP_COUNT
};

/* What OP_RATIO counts: questions at a risk, or their part of those answered. */
enum ratio { RATIO_HIGH, RATIO_MEDIUM, RATIO_SHARE };

struct instruction {
	enum op op;
	enum compare compare;
	enum ratio ratio;
	uint32_t count;
	double number;
	const uint64_t *planes[4];
	const uint64_t *const *list;                    /* OP_TALLY */
	const struct question_column *const *questions; /* OP_RATIO */
	const double *values;
	const struct program *program;
	struct digest identity; /* equal for instructions that mean the same */
};

struct program {
	const struct instruction *instructions;
	uint32_t count, depth; /* depth: of the stack */
	bool is_number;
	const struct corpus *corpus;
	const enum relation *relations; /* one per edition: the worst of what it asks */
	const uint64_t *questions;      /* one bit per question that it asks */
};

/* Deepest stack: one expression cannot nest deeper, and at_least takes no more choices. */
#define STACK_DEEPEST 160u

/* What `item` stands for in a ranking. */
struct item {
	bool is_bound;
	enum ranking_over over;
	uint32_t index; /* of the corpus's question, choice or pillar, or of the metric */
};

/* How far a metric's compilation is. */
enum progress { PROGRESS_NONE, PROGRESS_STARTED, PROGRESS_DONE };

/* Shared by all expressions of a file. */
struct compiling {
	struct arena *arena;
	const struct metrics *metrics;
	const struct corpus *corpus;
	struct diags *diags;
	const struct program **values;
	enum progress *progress;
	uint32_t *chain; /* metrics being compiled, outermost first */
	uint32_t chain_length;
	const uint64_t *all, *nothing; /* planes of ones and of zeros */
};

/* One expression while it is compiled. */
struct compiler {
	struct compiling *compiling;
	struct str text;
	struct span span;
	struct item item;
	GArray *code; /* of struct instruction */
	uint32_t depth, deepest;
	enum relation *relations;
	uint64_t *questions;
};

const struct program *compile_formula(struct compiling *compiling, struct formula formula, struct item item, bool wants_number);

/* The program of a metric's value, compiled now if it was not yet; NULL with a diagnostic, or if there is one already. span: where it is asked for. */
const struct program *compile_metric(struct compiling *compiling, uint32_t metric, struct span span);

struct span compiler_span(const struct compiler *compiler, const struct ast *ast);

/* Each pushes what the tree stands for; false with a diagnostic. Depth is bounded by the parser. */
bool compile_truth(struct compiler *compiler, const struct ast *ast);
bool compile_number(struct compiler *compiler, const struct ast *ast);
bool compile_compare(struct compiler *compiler, const struct ast *ast);
bool compile_in(struct compiler *compiler, const struct ast *ast);
bool compile_call(struct compiler *compiler, const struct ast *ast);
bool compile_number_call(struct compiler *compiler, const struct ast *ast); /* high, medium, risk_share, count, risk, metric */
bool is_number_call(const struct ast *ast);
bool is_number_metric(struct compiler *compiler, const struct ast *call); /* of a call of metric() */
/* One program per item of each ranking; see struct metric_programs. */
const struct program *const *const *compile_rankings(struct compiling *compiling);

/* pushes: what it adds to the stack. The identity is made of what the instruction means, or is given. */
void emit(struct compiler *compiler, struct instruction instruction, int pushes);
void emit_not(struct compiler *compiler);
void emit_state(struct compiler *compiler, const uint64_t *holds, const uint64_t *known, const uint64_t *not_applicable);
void emit_planes(struct compiler *compiler, const struct ast *ast, struct truths truths);

/* Names: `a`, `a.b`, `a.b.c`, "a/b" as one text; empty if the tree is no name. */
struct str ast_path(struct arena *arena, const struct ast *ast);
/* UINT32_MAX with a diagnostic and a suggestion. */
uint32_t find_question(struct compiler *compiler, const struct ast *ast);
uint32_t find_choice(struct compiler *compiler, const struct ast *ast);
void uses_question(struct compiler *compiler, uint32_t question);
void uses_choice(struct compiler *compiler, uint32_t choice);

/* What a tree that may be compared is about. */
enum side_kind {
	SIDE_WRONG, /* reported */
	SIDE_TRUTH,
	SIDE_NUMBER,
	SIDE_DURATION,
	SIDE_DATE,
	SIDE_RISK,
	SIDE_FACT,  /* a word or a text of the context */
	SIDE_FACTS, /* several */
	SIDE_VERSION,
	SIDE_ENVIRONMENT,
	SIDE_WORD, /* a bare word or a text */
	SIDE_LIST
};
struct side {
	enum side_kind kind;
	enum fact_key fact;
};
struct side side_of(struct compiler *compiler, const struct ast *ast);
const char *side_name(enum side_kind kind);

/* Truths from a table: yes where the row's text is marked. For FACT, VERSION, ENVIRONMENT. words: texts to compare with. */
bool compile_words(struct compiler *compiler, const struct ast *ast, struct side side, enum compare compare, const struct ast *words);
/* word in ctx.key */
bool compile_member(struct compiler *compiler, const struct ast *ast, struct side side, const struct ast *word);
/* known(ctx.key) */
bool compile_known(struct compiler *compiler, const struct ast *ast);

/* Runs instructions over words of 64 rows. truths: three planes to be filled; or values with known and not_applicable. */
struct run {
	const struct instruction *instructions;
	uint32_t count;
	size_t words;
	const struct truths *const *inputs; /* per instruction: of other programs; NULL where there is none */
	const struct numbers *const *number_inputs;
	uint64_t *yes, *no, *not_applicable;
	double *values;
};
void run_truths(const struct run *run);
void run_numbers(const struct run *run); /* yes: known */

/* Diagnostics about parts, segments and pillars that metrics name. */
void check_references(struct compiling *compiling);

/* Diagnostics about metrics that logic alone settles. */
void check_logic(struct compiling *compiling, const struct metric_programs *programs);

#endif
