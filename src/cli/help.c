/* --help, from the same tables as the parser. */
#include "cli/call.h"

#include <string.h>

#define WIDEST 78
#define INDENT 24

/* Words filled into lines that start at column INDENT. */
static void append_filled(GString *out, const char *text)
{
	char **words = g_strsplit(text, " ", -1);
	size_t column = INDENT;

	for (char **word = words; *word != NULL; word++) {
		size_t length = strlen(*word);

		if (word != words && column + 1 + length > WIDEST) {
			g_string_append_printf(out, "\n%*s%s", INDENT, "", *word);
			column = INDENT + length;
		} else {
			g_string_append_printf(out, "%s%s", word == words ? "" : " ", *word);
			column += length + (word == words ? 0 : 1);
		}
	}
	g_string_append_c(out, '\n');
	g_strfreev(words);
}

static void append_option(GString *out, const struct option *option)
{
	GString *left = g_string_new(NULL);

	if (option->letter != '\0')
		g_string_append_printf(left, "  -%c, --%s", option->letter, option->name);
	else
		g_string_append_printf(left, "      --%s", option->name);
	if (option->value != NULL)
		g_string_append_printf(left, " %s", option->value);
	if (left->len > INDENT - 2)
		g_string_append_printf(out, "%s\n%*s", left->str, INDENT, "");
	else
		g_string_append_printf(out, "%-*s", INDENT, left->str);
	append_filled(out, option->help);
	g_string_free(left, TRUE);
}

static void append_options(GString *out, uint32_t wanted, bool all)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (all ? i == OPTION_HELP || i == OPTION_VERSION : (options[i].commands & wanted) != 0)
			append_option(out, &options[i]);
}

void help_write(GString *out, enum command_id command)
{
	if (command != COMMAND_COUNT) {
		const struct command *row = &commands[command];

		g_string_append_printf(out, "plumbline %s: %s\n\nUsage: plumbline %s [OPTION]... %s\n\n", row->name, row->summary, row->name,
				       row->operands);
		append_options(out, 1u << command, false);
		return;
	}
	g_string_append(out, "Plumbline turns the answers of an architecture review into the report that a client pays for.\n\n"
			     "Usage: plumbline COMMAND [OPTION]... [FILE]...\n\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		g_string_append_printf(out, "  %-9s %-16s %s\n", commands[i].name, commands[i].operands, commands[i].summary);
	g_string_append(out, "\n");
	append_options(out, 0, true);
	g_string_append(out, "\nplumbline COMMAND --help shows the options of a command; the manual is plumbline(1).\n"
			     "Exit status: 0 clean, 1 faults in the input, 2 misuse, 3 the system failed.\n");
}
