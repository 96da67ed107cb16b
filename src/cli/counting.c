/* From rows to statistics, protected. */
#include "cli/counting.h"

#include <string.h>

/* ---- Opening ---- */

const struct metrics *metrics_read(struct call *call, const char *path)
{
	const struct source *source = source_open(call->arena, path, NO_SPAN, call->diags);
	const struct node *root = source == NULL ? NULL : read_any(call->arena, source, call->diags);
	const struct metrics *metrics = root == NULL ? NULL : metrics_decode(call->arena, source, root, call->diags);

	if (metrics == NULL && diags_errors(call->diags) == 0)
		diag(call->diags, CLI_NOT_METRICS, NO_SPAN, path);
	return metrics;
}

bool counting_open(struct counting *counting, struct call *call, enum exit_status *status)
{
	const char *path = call_value(call, OPTION_METRICS, NULL);

	*counting = (struct counting){.call = call};
	*status = EXIT_MISUSE;
	if (path == NULL)
		return diag(call->diags, CLI_NO_METRICS, NO_SPAN, commands[call->command].name);
	*status = EXIT_FAULTS;
	counting->metrics = metrics_read(call, path);
	if (counting->metrics == NULL || diags_errors(call->diags) > 0)
		return false;
	counting->load = corpus_load_new(call->arena, call_stock(call), counting->metrics->framework);
	return true;
}

/* ---- Counting ---- */

/* A text of the command line as a source, so that carets can point into it. */
static struct formula formula_from(struct call *call, enum option_id option, const char *text)
{
	const char *name = str_format(call->arena, "--%s", options[option].name).text;
	const struct source *source = source_from_bytes(call->arena, name, text, strlen(text), call->diags);
	struct formula formula = {str_of(text), NO_SPAN};

	if (source != NULL)
		formula.span = (struct span){source, 0, formula.text.length};
	return formula;
}

const struct formula *keys_of(struct call *call, uint32_t *count)
{
	const struct option_values *keys = &call->values[OPTION_BY];
	struct formula *by = arena_array(call->arena, struct formula, keys->count);

	for (uint32_t i = 0; i < keys->count; i++)
		by[i] = formula_from(call, OPTION_BY, keys->items[i]);
	*count = keys->count;
	return by;
}

static bool count_all(struct counting *counting)
{
	struct call *call = counting->call;
	struct statistics_request request = {.audience = call_has(call, OPTION_PUBLISH) ? AUDIENCE_PUBLISH : AUDIENCE_INTERNAL};
	const char *where = call_value(call, OPTION_WHERE, NULL);
	const struct metric_programs *programs;

	counting->corpus = corpus_new(call->arena, counting->load->rows, call->diags);
	if (counting->corpus == NULL)
		return false;
	programs = metric_compile(call->arena, counting->metrics, counting->corpus, call->diags);
	request.by = keys_of(call, &request.by_count);
	if (where != NULL) {
		struct formula formula = formula_from(call, OPTION_WHERE, where);

		request.where = metric_condition(call->arena, programs, formula.text, formula.span, counting->corpus, call->diags);
	}
	if (diags_errors(call->diags) > 0)
		return false;
	counting->statistics = statistics_new(call->arena, programs, counting->corpus, &request, call->diags);
	return diags_errors(call->diags) == 0;
}

static bool protect_all(struct counting *counting)
{
	struct call *call = counting->call;
	struct protect_request *request = &counting->request;
	struct date date;

	if (!call_date(call, &date) || !release_open(counting))
		return false;
	request->is_protected = call_has(call, OPTION_PUBLISH);
	request->date = date.year == 0 ? counting->statistics->counts.last_date : (uint32_t)(date.year * 10000 + date.month * 100 + date.day);
	request->release = str_of(call_value(call, OPTION_RELEASE, ""));
	if (str_is_empty(request->release) && request->date != 0)
		request->release = str_format(call->arena, "%04u-%02u", request->date / 10000, request->date / 100 % 100);
	release_protect(counting);
	return true;
}

bool counting_count(struct counting *counting)
{
	if (rows_count(counting->load->rows) == 0)
		return diag(counting->call->diags, CLI_NO_REVIEWS, counting->metrics->framework_span, str_c(counting->metrics->framework));
	if (!count_all(counting) && counting->statistics == NULL)
		return false;
	return protect_all(counting) && diags_errors(counting->call->diags) == 0;
}

enum exit_status counting_finish(struct counting *counting)
{
	return counting_count(counting) ? publication_write(counting) : (enum exit_status)EXIT_FAULTS;
}
