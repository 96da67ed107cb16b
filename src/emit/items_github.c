/* Work items as JSON for the issues of GitHub: a line each, which is the body of a request. */
#include "base/quote.h"
#include "markup.h"
#include "work_items.h"

/* The marker comes first, so that no word of the body can pass for one. */
static void append_body(GString *out, const struct work_item *item)
{
	GString *body = g_string_new(NULL);

	g_string_append_printf(body, "<!-- plumbline:%s -->\n\n", item->id.text);
	markup_markdown(body, item->body, "");
	g_string_append_c(body, '\n');
	quote_append(out, str_of(body->str));
	g_string_free(body, TRUE);
}

static void append_item(GString *out, const struct work_item *item)
{
	g_string_append(out, "{\"title\": ");
	quote_append(out, item->title);
	g_string_append(out, ", \"labels\": [");
	for (uint32_t i = 0; i < item->label_count; i++) {
		g_string_append(out, i == 0 ? "" : ", ");
		quote_append(out, item->labels[i]);
	}
	g_string_append(out, "], \"body\": ");
	append_body(out, item);
	g_string_append(out, "}\n");
}

static bool write_items(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	const struct work_list *list = work_list_derive(arena, input, diags);

	for (uint32_t i = 0; list != NULL && i < list->count; i++)
		append_item(out, &list->items[i]);
	return list != NULL;
}

const struct backend backend_items_github = {"github", ".jsonl", FEED_WORK, write_items};
