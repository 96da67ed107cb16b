/* Arguments become a call, by the tables of options and commands. */
#include "cli/call.h"
#include "cli/data.h"

#include <string.h>

#include "base/near.h"

const struct option options[OPTION_COUNT] = {
#define OPTION(id, letter, name, value, takes, commands, help) {letter, name, value, OPTION_TAKES_##takes, commands, help},
#include "cli/options.def"
#undef OPTION
};

const struct command commands[COMMAND_COUNT] = {
#define COMMAND(id, name, least, most, operands, needs, summary) {#name, least, most, operands, needs, summary, command_##name},
#include "cli/commands.def"
#undef COMMAND
};

/* Arguments still to be looked at. */
struct queue {
	char *const *args;
	uint32_t count, at;
};

static bool is_of(const struct call *call, const struct option *option)
{
	/* Before a command only the options of all commands are known: --help and --version. */
	if (call->command == COMMAND_COUNT)
		return option->commands == IN_ALL;
	return (option->commands >> call->command & 1u) != 0;
}

static const char *command_name(const struct call *call)
{
	return call->command == COMMAND_COUNT ? "" : commands[call->command].name;
}

static uint32_t find_option(const struct call *call, const char *name, size_t length, char letter)
{
	for (uint32_t i = 0; i < OPTION_COUNT; i++) {
		const struct option *option = &options[i];

		if (!is_of(call, option))
			continue;
		if (letter != '\0' ? option->letter == letter : strlen(option->name) == length && memcmp(option->name, name, length) == 0)
			return i;
	}
	return OPTION_COUNT;
}

static bool unknown_option(struct call *call, const char *arg)
{
	const char *name = arg + strspn(arg, "-");
	struct near near = near_to(str_copy(call->arena, name, strcspn(name, "=")));

	for (uint32_t i = 0; i < OPTION_COUNT; i++)
		if (is_of(call, &options[i]))
			near_offer(&near, str_of(options[i].name));
	return diag(call->diags, CLI_UNKNOWN_OPTION, NO_SPAN, arg, command_name(call), str_c(near.best));
}

static void keep(struct call *call, uint32_t option, const char *value)
{
	struct option_values *values = &call->values[option];
	const char **items = arena_array(call->arena, const char *, values->count + 1);

	if (values->count > 0)
		memcpy(items, values->items, values->count * sizeof *items);
	items[values->count] = value;
	*values = (struct option_values){items, values->count + 1};
}

/* attached: the text after "=" or after the letter, or NULL. */
static bool take_option(struct call *call, struct queue *queue, uint32_t number, const char *attached)
{
	const struct option *option = &options[number];

	if (option->takes == OPTION_TAKES_FLAG) {
		keep(call, number, "");
		return attached == NULL || diag(call->diags, CLI_TAKES_NO_VALUE, NO_SPAN, option->name);
	}
	if (attached == NULL && queue->at < queue->count)
		attached = queue->args[queue->at++];
	if (attached == NULL || *attached == '\0')
		return diag(call->diags, CLI_NEEDS_VALUE, NO_SPAN, option->name, option->value);
	keep(call, number, attached);
	return true;
}

static bool take_long(struct call *call, struct queue *queue, const char *arg)
{
	const char *name = arg + 2, *equals = strchr(name, '=');
	size_t length = equals == NULL ? strlen(name) : (size_t)(equals - name);
	uint32_t option = find_option(call, name, length, '\0');

	if (option == OPTION_COUNT)
		return unknown_option(call, arg);
	return take_option(call, queue, option, equals == NULL ? NULL : equals + 1);
}

/* "-j4", "-j 4", and flags in a row: "-kq". */
static bool take_letters(struct call *call, struct queue *queue, const char *arg)
{
	for (const char *at = arg + 1; *at != '\0'; at++) {
		uint32_t option = find_option(call, NULL, 0, *at);

		if (option == OPTION_COUNT)
			return unknown_option(call, arg);
		if (options[option].takes != OPTION_TAKES_FLAG)
			return take_option(call, queue, option, at[1] == '\0' ? NULL : at + 1);
		keep(call, option, "");
	}
	return true;
}

static bool take_command(struct call *call, const char *arg)
{
	struct near near = near_to(str_of(arg));

	for (uint32_t i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(commands[i].name, arg) == 0) {
			call->command = (enum command_id)i;
			return true;
		}
		near_offer(&near, str_of(commands[i].name));
	}
	return diag(call->diags, CLI_UNKNOWN_COMMAND, NO_SPAN, arg, str_c(near.best));
}

static bool take_all(struct call *call, struct queue *queue)
{
	bool good = true, only_operands = false;

	while (queue->at < queue->count) {
		const char *arg = queue->args[queue->at++];

		if (only_operands || arg[0] != '-' || arg[1] == '\0') {
			if (call->command != COMMAND_COUNT)
				call->operands[call->operand_count++] = arg;
			else if (!take_command(call, arg))
				return false;
		} else if (strcmp(arg, "--") == 0)
			only_operands = true;
		else if (arg[1] == '-')
			good = take_long(call, queue, arg) && good;
		else
			good = take_letters(call, queue, arg) && good;
	}
	return good;
}

static bool check_operands(struct call *call)
{
	const struct command *command = &commands[call->command];

	if (call->operand_count < command->least)
		return diag(call->diags, CLI_MISSING_OPERAND, NO_SPAN, command->name, command->needs);
	if (call->operand_count > command->most)
		return diag(call->diags, CLI_EXTRA_OPERAND, NO_SPAN, command->name, call->operands[command->most]);
	return true;
}

bool call_parse(struct call *call, uint32_t count, char *const *args)
{
	struct queue queue = {args, count, 0};

	call->command = COMMAND_COUNT;
	call->operands = arena_array(call->arena, const char *, count);
	for (uint32_t i = 0; i < count; i++)
		if (!g_utf8_validate(args[i], -1, NULL))
			return diag(call->diags, CLI_NOT_UTF8, NO_SPAN, str_c(str_format(call->arena, "%u", i + 1)));
	if (!take_all(call, &queue))
		return false;
	if (call_has(call, OPTION_HELP) || call_has(call, OPTION_VERSION))
		return true;
	if (call->command == COMMAND_COUNT)
		return diag(call->diags, CLI_NO_COMMAND, NO_SPAN, "");
	return check_operands(call);
}

bool call_has(const struct call *call, enum option_id option)
{
	return call->values[option].count > 0;
}

const char *call_value(const struct call *call, enum option_id option, const char *fallback)
{
	const struct option_values *values = &call->values[option];

	return values->count == 0 ? fallback : values->items[values->count - 1];
}

int call_choose(struct call *call, enum option_id option, const char *text, const char *words)
{
	char **all = g_strsplit(words, " ", -1);
	int found = -1;
	char *listed;

	for (int i = 0; all[i] != NULL && found < 0; i++)
		if (strcmp(all[i], text) == 0)
			found = i;
	if (found < 0) {
		listed = g_strjoinv(", ", all);
		diag(call->diags, CLI_BAD_VALUE, NO_SPAN, options[option].name, text, str_c(str_format(call->arena, "one of: %s", listed)));
		g_free(listed);
	}
	g_strfreev(all);
	return found;
}

const struct review_set *call_reviews(struct call *call)
{
	const struct review_set *set = review_sources(call->arena, call->operands, call->operand_count, call->diags);

	if (set->count == 0)
		diag(call->diags, SOURCES_NONE, NO_SPAN, call->operands[0]);
	return set;
}

struct stock *call_stock(struct call *call)
{
	const struct option_values *frameworks = &call->values[OPTION_FRAMEWORK];

	struct stock *stock = stock_new(call->arena, frameworks->items, frameworks->count);

	stock_wish(stock, data_official(call), call_value(call, OPTION_CLIENT, NULL));
	return stock;
}

bool call_capacity(struct call *call, const struct capacity **capacity)
{
	const char *days = call_value(call, OPTION_CAPACITY, NULL), *parallel = call_value(call, OPTION_PARALLEL, NULL);
	struct capacity *wish = arena_one(call->arena, struct capacity);
	guint64 number = 0;

	if (days != NULL && (!thousandths_parse(str_of(days), &wish->days) || wish->days == 0 || wish->days > 1000000000))
		return diag(call->diags, CLI_BAD_VALUE, NO_SPAN, options[OPTION_CAPACITY].name, days, "a number of days, such as 12 or 2.5");
	if (parallel != NULL && !g_ascii_string_to_unsigned(parallel, 10, 1, 1000, &number, NULL))
		return diag(call->diags, CLI_BAD_VALUE, NO_SPAN, options[OPTION_PARALLEL].name, parallel, "a number from 1 to 1000");
	wish->parallel = (uint32_t)number;
	*capacity = days == NULL && parallel == NULL ? NULL : wish;
	return true;
}

bool call_workers(struct call *call, uint32_t *workers)
{
	const char *text = call_value(call, OPTION_JOBS, NULL);
	guint64 number = g_get_num_processors();

	if (text != NULL && !g_ascii_string_to_unsigned(text, 10, 1, 1000, &number, NULL))
		return diag(call->diags, CLI_BAD_VALUE, NO_SPAN, options[OPTION_JOBS].name, text, "a number from 1 to 1000");
	*workers = (uint32_t)number;
	return true;
}
