/* plumbline export: the roadmaps of some reviews as work items. */
#include "cli/formats.h"

static enum exit_status write_items(struct call *call, const struct backend *format, const struct emit_input *input)
{
	GString *bytes = g_string_new(NULL);
	enum exit_status status = EXIT_FAULTS;

	if (format->write(call->arena, input, bytes, call->diags))
		status = target_write(call, call_value(call, OPTION_OUTPUT, NULL), bytes);
	g_string_free(bytes, TRUE);
	return status;
}

/* That of the latest review, where the call gives none. */
static struct date latest(struct date date, const struct assessment *const *assessments, uint32_t count)
{
	struct date found = date;

	for (uint32_t i = 0; date.year == 0 && i < count; i++) {
		struct date held = assessments[i]->review->held;

		if (held.year * 10000 + held.month * 100 + held.day > found.year * 10000 + found.month * 100 + found.day)
			found = held;
	}
	return found;
}

enum exit_status command_export(struct call *call)
{
	const struct backend *format = format_choose_one(call, OPTION_EXPORT_TO, USE_WORK_ITEMS, "csv");
	const struct assessment **assessments;
	struct emit_input input = {0};
	const struct review_set *set;
	const char *output = call_value(call, OPTION_OUTPUT, NULL);
	struct stock *stock = call_stock(call);
	enum exit_status status;
	bool faults;

	if (format == NULL || (output != NULL && !target_spares_input(call, output)) || !call_date(call, &input.date) ||
	    !call_capacity(call, &input.capacity))
		return EXIT_MISUSE;
	set = call_reviews(call);
	input.assessments = assessments = arena_array(call->arena, const struct assessment *, set->count);
	for (uint32_t i = 0; i < set->count; i++) {
		assessments[input.assessment_count] = stock_assess(stock, call->arena, &set->sources[i], call->diags);
		input.assessment_count += assessments[input.assessment_count] != NULL;
	}
	faults = input.assessment_count < set->count || input.assessment_count == 0 || diags_errors(call->diags) > 0;
	if (faults && (input.assessment_count == 0 || !call_has(call, OPTION_KEEP_GOING)))
		return EXIT_FAULTS;
	input.date = latest(input.date, assessments, input.assessment_count);
	status = write_items(call, format, &input);
	return status == EXIT_CLEAN && faults ? EXIT_FAULTS : status;
}
