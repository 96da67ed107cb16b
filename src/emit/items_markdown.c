/* Work items as a checklist in Markdown: a part for each review, and in it one for each stage. */
#include "markup.h"
#include "work_items.h"

static const char *const stages[] = {[HORIZON_NOW] = "Now", [HORIZON_NEXT] = "Next", [HORIZON_LATER] = "Later"};

static bool is_ticked(struct arena *arena, const struct work_item *item)
{
	return str_is(work_field(arena, item, WORK_STATUS), "done");
}

static void append_item(struct arena *arena, GString *out, const struct work_item *item)
{
	g_string_append_printf(out, "- [%c] **", is_ticked(arena, item) ? 'x' : ' ');
	markup_markdown_text(out, item->title);
	g_string_append_printf(out, "** <!-- plumbline:%s -->\n\n  ", item->id.text);
	markup_markdown(out, item->body, "  ");
	g_string_append(out, "\n\n");
}

static void append_title(struct arena *arena, GString *out, const struct review *review)
{
	struct str client = work_line(arena, review->client), workload = work_line(arena, review->workload), date = work_date(arena, review->held);

	g_string_append_printf(out, "%s# ", out->len == 0 ? "" : "\n");
	markup_markdown_text(out, str_is_empty(client) || str_is_empty(workload) ? str_format(arena, "%s%s", str_c(client), str_c(workload))
										 : str_format(arena, "%s: %s", client.text, workload.text));
	g_string_append(out, "\n\n");
	if (!str_is_empty(date))
		g_string_append_printf(out, "Reviewed on %s.\n\n", date.text);
}

static bool is_at(const struct work_list *list, uint32_t place, const struct assessment *assessment)
{
	return place < list->count && list->items[place].assessment == assessment;
}

/* first: of the items of this review, which stand together. Returns the first one of the next. */
static uint32_t append_review(struct arena *arena, GString *out, const struct work_list *list, const struct assessment *assessment, uint32_t first)
{
	uint32_t end = first;

	append_title(arena, out, assessment->review);
	for (size_t stage = 0; stage < G_N_ELEMENTS(stages); stage++) {
		bool begun = false;

		for (end = first; is_at(list, end, assessment); end++) {
			if (list->items[end].step.when != (enum horizon)stage)
				continue;
			if (!begun)
				g_string_append_printf(out, "## %s\n\n", stages[stage]);
			begun = true;
			append_item(arena, out, &list->items[end]);
		}
	}
	g_string_truncate(out, out->len - 1);
	return end;
}

static bool write_items(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	const struct work_list *list = work_list_derive(arena, input, diags);
	uint32_t first = 0;

	for (uint32_t i = 0; list != NULL && i < input->assessment_count; i++)
		first = append_review(arena, out, list, input->assessments[i], first);
	return list != NULL;
}

const struct backend backend_items_markdown = {"markdown", ".md", FEED_WORK, write_items};
