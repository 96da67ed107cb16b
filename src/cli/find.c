/* Finding a question in the frameworks of a review. */
#include "cli/find.h"

#include <string.h>

#include "base/near.h"

struct search {
	const char *framework_id; /* NULL: any */
	size_t framework_length;
	const char *text;
	uint32_t hits, lens, question;
	struct near near;
};

static bool matches(const struct question *question, const char *text)
{
	return str_is(question->id, text) || (!str_is_empty(question->number) && g_ascii_strcasecmp(question->number.text, text) == 0);
}

static void search_framework(struct search *search, const struct framework *framework, uint32_t lens)
{
	if (search->framework_id != NULL &&
	    (framework->id.length != search->framework_length || strncmp(str_c(framework->id), search->framework_id, search->framework_length) != 0))
		return;
	for (uint32_t i = 0; i < framework->question_count; i++) {
		near_offer(&search->near, framework->questions[i].id);
		if (!matches(&framework->questions[i], search->text))
			continue;
		if (search->hits++ == 0) {
			search->lens = lens;
			search->question = i;
		}
	}
}

static void search_all(struct search *search, const struct assessment *assessment)
{
	search->near = near_to(str_of(search->text));
	for (uint32_t i = 0; i < assessment->lens_count; i++)
		search_framework(search, assessment->lenses[i].ruleset->framework, i);
}

bool call_question(struct call *call, const struct assessment *assessment, const char *text, uint32_t *lens, uint32_t *question)
{
	struct search search = {.text = text};
	const char *slash = strchr(text, '/');
	const struct framework *framework;

	search_all(&search, assessment);
	if (search.hits == 0 && slash != NULL) {
		search = (struct search){.framework_id = text, .framework_length = (size_t)(slash - text), .text = slash + 1};
		search_all(&search, assessment);
	}
	*lens = search.lens;
	*question = search.question;
	if (search.hits == 1)
		return true;
	if (search.hits == 0)
		return diag(call->diags, CLI_UNKNOWN_QUESTION, NO_SPAN, text, str_c(assessment->review->source->path), str_c(search.near.best));
	framework = assessment->lenses[search.lens].ruleset->framework;
	return diag(call->diags, CLI_AMBIGUOUS_QUESTION, NO_SPAN, text, str_c(str_format(call->arena, "%s/%s", str_c(framework->id), text)));
}
