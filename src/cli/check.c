/* plumbline check: what files are, what they hold, and what is wrong with them. */
#include "assess/lint.h"
#include "base/quote.h"
#include "cli/check.h"
#include "cli/console.h"
#include "formats/aws_api.h"
#include "formats/azure_csv.h"

void checked_text(struct checked *checked, const char *name, struct str text)
{
	checked->details[checked->detail_count++] = (struct detail){name, str_c(text), 0};
}

void checked_number(struct checked *checked, const char *name, uint32_t number)
{
	checked->details[checked->detail_count++] = (struct detail){name, NULL, number};
}

const char *counted(struct arena *arena, uint32_t count, const char *what)
{
	return str_format(arena, "%u %s%s", count, what, count == 1 ? "" : "s").text;
}

static void check_framework(struct call *call, struct stock *stock, struct checked *checked)
{
	const struct framework *framework = library_framework(stock_library(stock), checked->path, NO_SPAN, call->diags);

	if (framework == NULL)
		return;
	ruleset_lint(call->arena, stock_ruleset(stock, framework, call->diags), call->diags);
	checked->usable = true;
	checked_text(checked, "title", framework->title);
	checked_text(checked, "id", framework->id);
	checked_text(checked, "version", framework->version);
	checked_number(checked, "pillars", framework->pillar_count);
	checked_number(checked, "questions", framework->question_count);
	checked_number(checked, "choices", framework->choice_count);
	checked_number(checked, "rules", framework->rule_count);
	checked->summary =
		str_format(call->arena, "\"%s\" (%s%s%s): %s, %s, %s, %s", str_c(framework->title), str_c(framework->id),
			   str_is_empty(framework->version) ? "" : ", version ", str_c(framework->version),
			   counted(call->arena, framework->pillar_count, "pillar"), counted(call->arena, framework->question_count, "question"),
			   counted(call->arena, framework->choice_count, "choice"), counted(call->arena, framework->rule_count, "rule"));
}

static void check_review(struct call *call, struct stock *stock, const struct review_source *source, struct checked *checked)
{
	const struct assessment *assessment = stock_assess(stock, call->arena, source, call->diags);
	uint32_t answered = 0, all = 0;

	if (assessment == NULL)
		return;
	for (uint32_t i = 0; i < assessment->lens_count; i++) {
		answered += counts_answered(&assessment->lenses[i].counts);
		all += counts_all(&assessment->lenses[i].counts);
	}
	checked->usable = true;
	checked_text(checked, "client", assessment->review->client);
	checked_text(checked, "workload", assessment->review->workload);
	checked_number(checked, "frameworks", assessment->lens_count);
	checked_number(checked, "answered", answered);
	checked_number(checked, "questions", all);
	checked->summary = str_format(call->arena, "of \"%s\" for \"%s\": %u of %s answered, in %s", str_c(assessment->review->workload),
				      str_c(assessment->review->client), answered, counted(call->arena, all, "question"),
				      counted(call->arena, assessment->lens_count, "framework"));
}

/* What a spreadsheet would count in it, to compare. */
static void check_export(struct call *call, struct checked *checked)
{
	struct diags *unsaid = diags_new(call->arena);
	const struct source *source = source_open(call->arena, checked->path, NO_SPAN, unsaid);
	const struct node *root = source == NULL ? NULL : read_any(call->arena, source, unsaid);
	struct azure_counts counts;

	if (root == NULL || !checked->usable)
		return;
	counts = azure_csv_count(call->arena, source, root);
	checked_number(checked, "answers", counts.answers);
	checked_number(checked, "ticked", counts.ticked);
	checked_number(checked, "recommendations", counts.recommendations);
	checked_number(checked, "high_priority", counts.high);
	checked_number(checked, "medium_priority", counts.medium);
	checked_number(checked, "low_priority", counts.low);
	checked_number(checked, "no_priority", counts.unranked);
	checked_text(checked, "score", counts.score);
	checked->summary = str_format(call->arena, "%s; %u of %s ticked; %s, of priority high %u, medium %u, low %u%s; score %s",
				      str_c(checked->summary), counts.ticked, counted(call->arena, counts.answers, "answer"),
				      counted(call->arena, counts.recommendations, "recommendation"), counts.high, counts.medium, counts.low,
				      counts.unranked == 0 ? "" : str_c(str_format(call->arena, ", none %u", counts.unranked)),
				      str_is_empty(counts.score) ? "not given" : str_c(counts.score));
}

/* Its entries can be checked only with the framework that they lead to. */
static void check_lineage(struct call *call, struct checked *checked)
{
	const struct source *source = source_open(call->arena, checked->path, NO_SPAN, call->diags);
	const struct node *root = source == NULL ? NULL : read_any(call->arena, source, call->diags);
	const struct node *id = node_find(root, "framework"), *entries = node_find(root, "entries");

	if (id == NULL || id->kind != NODE_SCALAR || entries == NULL)
		return;
	checked->usable = true;
	checked_text(checked, "framework", id->text);
	checked_number(checked, "entries", entries->count);
	checked->summary = str_format(call->arena, "\"%s\": %s; they are checked with the framework", str_c(id->text),
				      entries->count == 1 ? "1 entry" : str_format(call->arena, "%u entries", entries->count).text);
}

/* What a file of the AWS tool's output holds by itself. */
static void check_api(struct call *call, struct checked *checked)
{
	struct diags *unsaid = diags_new(call->arena);
	const struct source *source = source_open(call->arena, checked->path, NO_SPAN, unsaid);
	const struct node *root = source == NULL ? NULL : read_any(call->arena, source, unsaid);

	if (root == NULL || !aws_api_recognise(root))
		return;
	checked->usable = true;
	checked->name = str_format(call->arena, "%s:", aws_api_name(root)).text;
	checked->word = aws_api_word(root);
	checked->summary = aws_api_holds(call->arena, root);
	if (str_is_empty(checked->summary))
		checked->name = aws_api_name(root);
	else
		checked_text(checked, "holds", checked->summary);
}

/* A review that is made of several pieces. */
static struct checked check_pieces(struct call *call, struct stock *stock, const struct review_source *source)
{
	uint32_t errors = diags_errors(call->diags), warnings = diags_warnings(call->diags);
	struct checked checked = {.path = source->path, .kind = FILE_REVIEW, .name = "a review from the AWS tool", .word = "aws-review"};

	check_review(call, stock, source, &checked);
	checked.errors = diags_errors(call->diags) - errors;
	checked.warnings = diags_warnings(call->diags) - warnings;
	return checked;
}

static void drop_arena(void *arena)
{
	arena_free(arena);
}

/* Only to see what the file is: what is wrong with it is said by the reading that follows. */
static enum file_kind recognise(struct call *call, const char *path, bool *readable)
{
	struct arena *arena = arena_new();
	struct diags *unsaid = diags_new(arena);
	const struct source *source = source_open(arena, path, NO_SPAN, unsaid);
	const struct node *root = source == NULL ? NULL : read_any(arena, source, unsaid);
	enum file_kind kind = root == NULL ? FILE_UNKNOWN : file_recognise(root);

	*readable = root != NULL;
	if (root == NULL)
		diags_append(call->diags, unsaid);
	else if (kind == FILE_UNKNOWN)
		file_refuse(arena, source, root, call->diags);
	/* What was said points into it; else it is read again when there is room for it. */
	if (root == NULL || kind == FILE_UNKNOWN)
		arena_defer(call->arena, drop_arena, arena);
	else
		arena_free(arena);
	return kind;
}

/* Where it was found, what is wrong with it has been said. */
static struct checked check_found(struct call *call, const struct review_file *file)
{
	struct checked checked = {.path = file->path, .kind = file->kind, .errors = file->errors, .warnings = file->warnings};

	if (file->kind == FILE_AWS_API)
		check_api(call, &checked);
	return checked;
}

/* One that lay in a folder. */
static struct checked check_metrics(struct call *call, struct stock *stock, const char *path)
{
	const struct claim_check claims = {.metrics = &path, .metric_count = 1};
	struct checked checked = {.path = path};

	claims_check(call, stock, &claims, &checked);
	return checked;
}

static struct checked check_file(struct call *call, struct stock *stock, const char *path)
{
	uint32_t errors = diags_errors(call->diags), warnings = diags_warnings(call->diags);
	struct review_source source = {.path = path};
	struct checked checked = {.path = path};
	bool readable;

	checked.kind = recognise(call, path, &readable);
	if (checked.kind == FILE_METRICS)
		return check_metrics(call, stock, path);
	if (readable && file_is_review(checked.kind))
		check_review(call, stock, &source, &checked);
	else if (readable && checked.kind == FILE_AWS_API)
		check_api(call, &checked);
	else if (readable && checked.kind == FILE_LINEAGE)
		check_lineage(call, &checked);
	else if (readable && checked.kind != FILE_UNKNOWN)
		check_framework(call, stock, &checked);
	if (checked.kind == FILE_AZURE_EXPORT)
		check_export(call, &checked);
	checked.errors = diags_errors(call->diags) - errors;
	checked.warnings = diags_warnings(call->diags) - warnings;
	return checked;
}

static void write_text(struct call *call, const struct checked *checked, GString *out)
{
	g_string_append_printf(out, "%s: %s%s%s", checked->path, checked->name == NULL ? file_kind_name(checked->kind) : checked->name,
			       str_is_empty(checked->summary) ? "" : " ", str_c(checked->summary));
	if (!checked->usable || checked->errors + checked->warnings > 0)
		g_string_append_printf(out, "; %s, %s", counted(call->arena, checked->errors, "error"),
				       counted(call->arena, checked->warnings, "warning"));
	g_string_append_c(out, '\n');
}

static void write_json(const struct checked *checked, GString *out)
{
	static const char *const kinds[] = {
		[FILE_UNKNOWN] = "unknown",
		[FILE_FRAMEWORK] = "framework",
		[FILE_REVIEW] = "review",
		[FILE_LINEAGE] = "lineage",
		[FILE_METRICS] = "metrics",
		[FILE_AWS_LENS] = "aws-custom-lens",
		[FILE_AWS_API] = "aws-output",
		[FILE_AZURE_EXPORT] = "azure-assessment",
		[FILE_AZURE_CHECKED] = "azure-checklist-review",
		[FILE_AZURE_CHECKLIST] = "azure-checklist",
	};

	g_string_append(out, "{\"file\": ");
	quote_append(out, str_of(checked->path));
	g_string_append(out, ", \"kind\": ");
	quote_append(out, str_of(checked->word == NULL ? kinds[checked->kind] : checked->word));
	for (uint32_t i = 0; i < checked->detail_count; i++) {
		g_string_append_printf(out, ", \"%s\": ", checked->details[i].name);
		if (checked->details[i].text == NULL)
			g_string_append_printf(out, "%u", checked->details[i].number);
		else
			quote_append(out, str_of(checked->details[i].text));
	}
	g_string_append_printf(out, ", \"errors\": %u, \"warnings\": %u}", checked->errors, checked->warnings);
}

/* The diagnostics go to standard output, as part of the JSON; then they have been said. */
static void write_json_all(struct call *call, const struct checked *files, uint32_t count, GString *out)
{
	g_string_append(out, "{\"files\": [");
	for (uint32_t i = 0; i < count; i++) {
		g_string_append(out, i == 0 ? "\n  " : ",\n  ");
		write_json(&files[i], out);
	}
	g_string_append(out, "\n], \"diagnostics\": ");
	diags_write_json(call->diags, out);
	g_string_append(out, "}\n");
	call->diags = diags_new(call->arena);
}

enum exit_status command_check(struct call *call)
{
	const struct option_values *frameworks = &call->values[OPTION_FRAMEWORK];
	const struct claim_check claims = claims_sort(call);
	const struct review_set *set = review_sources(call->arena, claims.others, claims.other_count, call->diags);
	uint32_t count = 0;
	struct checked *files = arena_array(call->arena, struct checked,
					    (size_t)frameworks->count + set->file_count + set->count + claims.metric_count + claims.article_count);
	struct stock *stock = call_stock(call);
	int json = call_choose(call, OPTION_CHECK_TO, call_value(call, OPTION_CHECK_TO, "text"), "text json");
	GString *out = g_string_new(NULL);
	bool faults, good;

	if (json < 0)
		return EXIT_MISUSE;
	if (frameworks->count + call->operand_count + claims.metric_count == 0) {
		diag(call->diags, CLI_MISSING_OPERAND, NO_SPAN, commands[COMMAND_CHECK].name, commands[COMMAND_CHECK].needs);
		return EXIT_MISUSE;
	}
	for (uint32_t i = 0; i < frameworks->count; i++)
		files[count++] = check_file(call, stock, frameworks->items[i]);
	for (uint32_t i = 0; i < set->file_count; i++)
		files[count++] = set->files[i].said ? check_found(call, &set->files[i]) : check_file(call, stock, set->files[i].path);
	for (uint32_t i = 0; i < set->count; i++)
		if (set->sources[i].part_count > 0)
			files[count++] = check_pieces(call, stock, &set->sources[i]);
	count += claims_check(call, stock, &claims, files + count);
	faults = diags_errors(call->diags) > 0 || (call_has(call, OPTION_STRICT) && diags_warnings(call->diags) > 0);
	for (uint32_t i = 0; i < count && json == 0; i++)
		write_text(call, &files[i], out);
	if (json == 1)
		write_json_all(call, files, count, out);
	good = console_put(out->str, out->len);
	g_string_free(out, TRUE);
	if (!good)
		return EXIT_SYSTEM;
	return faults ? EXIT_FAULTS : EXIT_CLEAN;
}
