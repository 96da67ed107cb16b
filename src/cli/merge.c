/* plumbline merge: joins partial results, in whatever order, and counts them as if all had been read at once. */
#include "cli/console.h"
#include "cli/counting.h"

enum exit_status command_merge(struct call *call)
{
	const struct option_values *frameworks = &call->values[OPTION_FRAMEWORK];
	struct counting counting;
	enum exit_status status;
	bool good = true;

	if (!counting_open(&counting, call, &status))
		return status;
	for (uint32_t i = 0; i < call->operand_count; i++)
		good = corpus_partial_read(counting.load, call->operands[i], frameworks->items, frameworks->count, call->diags) && good;
	console_say(counting.load->words->str);
	return good ? counting_finish(&counting) : EXIT_FAULTS;
}
