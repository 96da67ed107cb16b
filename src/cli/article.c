/* plumbline article: counts the reviews, holds an article against them, and fills it in. */
#include <string.h>

#include "cli/console.h"
#include "cli/counting.h"
#include "cli/data.h"
#include "cli/formats.h"
#include "cli/names.h"
#include "compose/article.h"
#include "job/write.h"

struct writing {
	struct counting counting;
	struct report_setup setup;
	struct target target;
	const char *path; /* of the article */
	const struct article *article;
};

static bool read_article(struct writing *writing)
{
	struct call *call = writing->counting.call;
	const struct source *source;

	writing->path = call->operands[0];
	if (!article_named(writing->path))
		return diag(call->diags, CLI_NOT_ARTICLE, NO_SPAN, writing->path);
	source = source_open(call->arena, writing->path, NO_SPAN, call->diags);
	writing->article = source == NULL ? NULL : article_read(call->arena, source, call->diags);
	return writing->article != NULL;
}

static bool count(struct writing *writing, uint32_t workers)
{
	struct call *call = writing->counting.call;
	struct reviews_wanted wanted = {call->operands + 1, call->operand_count - 1, writing->counting.metrics->framework,
					call_value(call, OPTION_CLIENT, NULL), workers};

	return reviews_read(call, writing->counting.load, &wanted) && diags_errors(call->diags) == 0 && counting_count(&writing->counting);
}

/* Nothing is written of an article with a false claim. */
static bool holds(struct writing *writing)
{
	struct call *call = writing->counting.call;
	struct claim_ground ground = {template_wording(writing->setup.template), writing->counting.metrics, writing->counting.view};

	article_check(call->arena, writing->article, &ground, call->diags);
	return diags_errors(call->diags) == 0;
}

/* The name of the article with another suffix. */
static const char *output_path(const struct writing *writing, uint32_t format)
{
	struct arena *arena = writing->counting.call->arena;
	const char *folder = writing->target.folder, *slash = folder != NULL && g_str_has_suffix(folder, "/") ? "" : "/";
	char *name = g_path_get_basename(writing->path);
	struct str path;

	if (writing->target.file == NULL) {
		*strrchr(name, '.') = '\0';
		path = strcmp(folder, ".") == 0 ? str_format(arena, "%s%s", name, writing->setup.formats[format]->suffix)
						: str_format(arena, "%s%s%s%s", folder, slash, name, writing->setup.formats[format]->suffix);
	} else
		path = str_of(writing->target.file);
	g_free(name);
	return path.text;
}

/* The Markdown that is written must not take the place of the Markdown that is read. */
static bool spares_input(struct writing *writing)
{
	for (uint32_t i = 0; i < writing->setup.format_count && !writing->target.is_stdout; i++)
		if (!target_spares_input(writing->counting.call, output_path(writing, i)))
			return false;
	return true;
}

static const struct doc *compose(struct writing *writing)
{
	struct call *call = writing->counting.call;
	struct benchmark_subject subject = {
		.view = writing->counting.view,
		.date = writing->setup.date,
		.version = writing->setup.version,
		.found = writing->counting.load->found,
	};

	return compose_article(call->arena, writing->setup.template, writing->article, &subject, call->diags);
}

static bool make(struct writing *writing, GString **bytes)
{
	struct call *call = writing->counting.call;
	struct report_desk desk = {0};
	struct typesetter *typesetter = report_typesetter(&desk, &writing->setup, call->diags);
	const struct doc *document = typesetter == NULL ? NULL : compose(writing);
	bool good = document != NULL && diags_errors(call->diags) == 0 &&
		    document_make(call->arena, &writing->setup, typesetter, document, document->as.document.date, bytes, call->diags);

	report_desk_close(&desk);
	return good;
}

static enum exit_status write_all(struct writing *writing, GString **bytes)
{
	struct call *call = writing->counting.call;
	enum exit_status status = EXIT_CLEAN;

	if (writing->target.is_stdout)
		return target_write(call, NULL, bytes[0]);
	if (writing->target.folder != NULL && !output_folder(writing->target.folder, call->diags))
		return EXIT_SYSTEM;
	for (uint32_t i = 0; i < writing->setup.format_count && status == EXIT_CLEAN; i++) {
		status = target_write(call, output_path(writing, i), bytes[i]);
		if (status != EXIT_CLEAN || !console_is_watched() || call_has(call, OPTION_QUIET))
			continue;
		console_say(output_path(writing, i));
		console_say("\n");
	}
	return status;
}

/* Made before the release is sealed: a document that cannot be made must not stand in the ledger. */
static enum exit_status finish(struct writing *writing)
{
	GString *bytes[REPORT_MOST_FORMATS];
	enum exit_status status = EXIT_CLEAN;

	for (uint32_t i = 0; i < writing->setup.format_count; i++)
		bytes[i] = g_string_new(NULL);
	if (!make(writing, bytes))
		status = EXIT_FAULTS;
	if (status == EXIT_CLEAN && call_has(writing->counting.call, OPTION_PUBLISH))
		status = release_seal(&writing->counting);
	if (status == EXIT_CLEAN)
		status = write_all(writing, bytes);
	for (uint32_t i = 0; i < writing->setup.format_count; i++)
		g_string_free(bytes[i], TRUE);
	return status;
}

enum exit_status command_article(struct call *call)
{
	struct writing writing = {0};
	enum exit_status status;
	uint32_t workers;

	if (!formats_choose(call, &writing.setup) || !call_workers(call, &workers) ||
	    !target_choose(call, writing.setup.format_count, &writing.target))
		return EXIT_MISUSE;
	if (!counting_open(&writing.counting, call, &status))
		return status;
	if (!read_article(&writing))
		return EXIT_FAULTS;
	if (!spares_input(&writing))
		return EXIT_MISUSE;
	if (!count(&writing, workers))
		return EXIT_FAULTS;
	if (!setup_open(call, SUBJECT_ARTICLE, &writing.setup, &status))
		return status;
	return holds(&writing) ? finish(&writing) : (enum exit_status)EXIT_FAULTS;
}
