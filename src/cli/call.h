/* One call of the program: the command, its options and operands. Made from the tables options.def and commands.def. */
#ifndef PLUMBLINE_CLI_CALL_H
#define PLUMBLINE_CLI_CALL_H

#include "cli/cli.h"
#include "job/report.h"

enum command_id {
#define COMMAND(id, name, least, most, operands, needs, summary) COMMAND_##id,
#include "cli/commands.def"
#undef COMMAND
	COMMAND_COUNT
};

#define IN_REPORT    (1u << COMMAND_REPORT)
#define IN_ASSESS    (1u << COMMAND_ASSESS)
#define IN_EXPORT    (1u << COMMAND_EXPORT)
#define IN_EXPLAIN   (1u << COMMAND_EXPLAIN)
#define IN_CHECK     (1u << COMMAND_CHECK)
#define IN_CONVERT   (1u << COMMAND_CONVERT)
#define IN_BENCHMARK (1u << COMMAND_BENCHMARK)
#define IN_MERGE     (1u << COMMAND_MERGE)
#define IN_COUNTING  (IN_BENCHMARK | IN_MERGE)
#define IN_ARTICLE   (1u << COMMAND_ARTICLE)
#define IN_FIGURES   (IN_COUNTING | IN_ARTICLE | IN_CHECK) /* what is counted over many reviews */
#define IN_PORTFOLIO (1u << COMMAND_PORTFOLIO)
#define IN_NEW       (1u << COMMAND_NEW)
#define IN_DEBUG     (1u << COMMAND_DEBUG)
#define IN_ALL       ((1u << COMMAND_COUNT) - 1)

enum option_id {
#define OPTION(id, letter, name, value, takes, commands, help) OPTION_##id,
#include "cli/options.def"
#undef OPTION
	OPTION_COUNT
};

enum option_takes { OPTION_TAKES_FLAG, OPTION_TAKES_ONE, OPTION_TAKES_MANY };

struct option {
	char letter; /* 0: none */
	const char *name, *value;
	enum option_takes takes;
	uint32_t commands; /* bits */
	const char *help;
};
extern const struct option options[OPTION_COUNT];

struct call;

struct command {
	const char *name;
	uint32_t least, most; /* operands */
	const char *operands, *needs, *summary;
	enum exit_status (*run)(struct call *call);
};
extern const struct command commands[COMMAND_COUNT];

/* The values of an option, in the order given; a flag has one, "". */
struct option_values {
	const char **items;
	uint32_t count;
};

struct call {
	struct arena *arena;     /* lives as long as the program */
	struct diags *diags;     /* of the command line, and of what is read once */
	bool colour;             /* of diagnostics */
	enum command_id command; /* COMMAND_COUNT: none, only overall options */
	struct option_values values[OPTION_COUNT];
	const char **operands;
	uint32_t operand_count;
};

/* Sorts the arguments (without the program's name) into the call; false with diagnostics. */
bool call_parse(struct call *call, uint32_t count, char *const *args);

bool call_has(const struct call *call, enum option_id option);
/* The last value, or fallback. */
const char *call_value(const struct call *call, enum option_id option, const char *fallback);

/* Index of text among the words (blank-separated, sorted as people should see them); a diagnostic and -1 if it is none. */
int call_choose(struct call *call, enum option_id option, const char *text, const char *words);

/* --date, else SOURCE_DATE_EPOCH, else unset. False with a diagnostic. */
bool call_date(struct call *call, struct date *date);

/* --capacity and --parallel; NULL where neither is given. False with a diagnostic. */
bool call_capacity(struct call *call, const struct capacity **capacity);

/* --jobs, else one for each core. False with a diagnostic. */
bool call_workers(struct call *call, uint32_t *workers);

/* The reviews that the operands name; a diagnostic if there are none. */
const struct review_set *call_reviews(struct call *call);

/* The frameworks, compiled rules and overrides of this call. */
struct stock *call_stock(struct call *call);

enum exit_status command_report(struct call *call);
enum exit_status command_assess(struct call *call);
enum exit_status command_export(struct call *call);
enum exit_status command_explain(struct call *call);
enum exit_status command_check(struct call *call);
enum exit_status command_convert(struct call *call);
enum exit_status command_benchmark(struct call *call);
enum exit_status command_article(struct call *call);
enum exit_status command_merge(struct call *call);
enum exit_status command_portfolio(struct call *call);
enum exit_status command_new(struct call *call);
enum exit_status command_debug(struct call *call);

/* Overall help (command COMMAND_COUNT), or that of a command. */
void help_write(GString *out, enum command_id command);

#endif
