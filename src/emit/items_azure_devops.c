/* Work items as CSV for the import of Azure DevOps: descriptions in HTML, tags in one cell. */
#include "csv_cells.h"
#include "markup.h"
#include "work_items.h"

static struct str tags(struct arena *arena, const struct work_item *item)
{
	GString *all = g_string_new(item->id.text);

	for (uint32_t i = 0; i < item->label_count; i++)
		g_string_append_printf(all, "; %s", item->labels[i].text);
	return str_take(arena, all);
}

static struct str description(struct arena *arena, const struct work_item *item)
{
	GString *html = g_string_new(NULL);

	markup_html(html, item->body);
	return str_take(arena, html);
}

/* The import refuses a name that it does not know; an address of mail is one that it may know. */
static const char *assigned(struct arena *arena, const struct work_item *item)
{
	struct str owner = work_field(arena, item, WORK_OWNER);
	const char *at = g_strrstr(str_c(owner), "@");

	return at != NULL && at > owner.text && at[1] != '\0' && g_strrstr(owner.text, " ") == NULL ? owner.text : "";
}

static bool write_items(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	static const char *const heads[] = {"ID", "Work Item Type", "Title", "Assigned To", "Description", "Priority", "Tags"};
	const struct work_list *list = work_list_derive(arena, input, diags);

	if (list == NULL)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		csv_put(out, heads[i]);
	csv_end_row(out);
	for (uint32_t i = 0; i < list->count; i++) {
		const struct work_item *item = &list->items[i];

		csv_put(out, "");
		csv_put(out, "Task");
		csv_put(out, item->title.text);
		csv_put(out, assigned(arena, item));
		csv_put(out, description(arena, item).text);
		csv_put(out, str_format(arena, "%u", item->urgency).text);
		csv_put(out, tags(arena, item).text);
		csv_end_row(out);
	}
	return true;
}

const struct backend backend_items_azure_devops = {"azure-devops", ".azure-devops.csv", FEED_WORK, write_items};
