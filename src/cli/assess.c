/* plumbline assess: the risk list of some reviews. */
#include "cli/formats.h"
#include "cli/since.h"

static enum exit_status write_list(struct call *call, const struct backend *format, const struct emit_input *input)
{
	GString *bytes = g_string_new(NULL);
	enum exit_status status = EXIT_FAULTS;

	if (format->write(call->arena, input, bytes, call->diags))
		status = target_write(call, call_value(call, OPTION_OUTPUT, NULL), bytes);
	g_string_free(bytes, TRUE);
	return status;
}

/* What changed since earlier reviews. */
static enum exit_status assess_since(struct call *call, const struct backend *format)
{
	struct since since;
	struct emit_input input = {0};
	enum exit_status status;

	if (!since_read(call, call_stock(call), call_reviews(call), &since, &status))
		return status;
	input.progress = since.progress;
	status = write_list(call, format, &input);
	return status == EXIT_CLEAN && diags_errors(call->diags) > 0 ? EXIT_FAULTS : status;
}

enum exit_status command_assess(struct call *call)
{
	const struct backend *format = format_choose_one(call, OPTION_ASSESS_TO, since_is_asked(call) ? USE_CHANGES : USE_RISK_LIST, "text");
	const struct assessment **assessments;
	const struct review_set *set;
	const char *output = call_value(call, OPTION_OUTPUT, NULL);
	struct stock *stock = call_stock(call);
	uint32_t count = 0;
	enum exit_status status;
	bool faults;

	if (format == NULL || (output != NULL && !target_spares_input(call, output)))
		return EXIT_MISUSE;
	if (since_is_asked(call))
		return assess_since(call, format);
	set = call_reviews(call);
	assessments = arena_array(call->arena, const struct assessment *, set->count);
	for (uint32_t i = 0; i < set->count; i++) {
		assessments[count] = stock_assess(stock, call->arena, &set->sources[i], call->diags);
		count += assessments[count] != NULL;
	}
	faults = count < set->count || count == 0 || diags_errors(call->diags) > 0;
	if (faults && (count == 0 || !call_has(call, OPTION_KEEP_GOING)))
		return EXIT_FAULTS;
	status = write_list(call, format, &(struct emit_input){.assessments = assessments, .assessment_count = count});
	return status == EXIT_CLEAN && faults ? EXIT_FAULTS : status;
}
