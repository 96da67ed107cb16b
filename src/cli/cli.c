/* The program, from arguments to exit status. */
#include "cli/call.h"
#include "cli/console.h"

static enum exit_status show(const GString *text)
{
	return console_put(text->str, text->len) ? EXIT_CLEAN : EXIT_SYSTEM;
}

static enum exit_status run_help(struct call *call)
{
	GString *text = g_string_new(NULL);
	enum exit_status status;

	if (call_has(call, OPTION_HELP))
		help_write(text, call->command);
	else
		g_string_append(text, "plumbline " PLUMBLINE_VERSION "\n");
	status = show(text);
	g_string_free(text, TRUE);
	return status;
}

static enum exit_status run_call(struct call *call)
{
	if (call_has(call, OPTION_HELP) || call_has(call, OPTION_VERSION))
		return run_help(call);
	return commands[call->command].run(call);
}

enum exit_status cli_main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct call call = {.arena = arena, .diags = diags_new(arena), .colour = console_colour()};
	enum exit_status status = EXIT_MISUSE;

	if (call_parse(&call, argc > 0 ? (uint32_t)argc - 1 : 0, argv + 1))
		status = run_call(&call);
	console_diags(call.diags, call.colour);
	arena_free(arena);
	return status;
}
