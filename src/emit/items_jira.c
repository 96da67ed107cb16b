/* Work items as CSV for Jira's importer: descriptions in wiki markup, a column for each label. */
#include "csv_cells.h"
#include "markup.h"
#include "work_items.h"

#define MOST_DESCRIPTION 32000u /* characters; Jira takes 32,767 */

static const char *const priorities[] = {"Highest", "High", "Medium", "Low"};

/* Jira's own words for what a review says. */
static const struct {
	const char *said, *status;
} statuses[] = {{"open", "To Do"}, {"in-progress", "In Progress"}, {"done", "Done"}, {"declined", "Done"}};

static const char *status_of(struct str said)
{
	for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
		if (str_is(said, statuses[i].said))
			return statuses[i].status;
	return "To Do";
}

static struct str description(struct arena *arena, const struct work_item *item)
{
	GString *text = g_string_new(NULL);

	markup_jira(text, item->body);
	return work_cut(arena, str_take(arena, text), MOST_DESCRIPTION);
}

static void append_head(GString *out, uint32_t labels)
{
	static const char *const heads[] = {"External Id", "Issue Type", "Summary",  "Description", "Priority",
					    "Status",      "Assignee",   "Due Date", "Component"};

	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
		csv_put(out, heads[i]);
	for (uint32_t i = 0; i < labels; i++)
		csv_put(out, "Labels");
	csv_end_row(out);
}

static void append_item(struct arena *arena, GString *out, const struct work_item *item, uint32_t labels)
{
	csv_put(out, item->id.text);
	csv_put(out, "Task");
	csv_put(out, item->title.text);
	csv_put(out, description(arena, item).text);
	csv_put(out, priorities[item->urgency - 1]);
	csv_put(out, status_of(work_field(arena, item, WORK_STATUS)));
	csv_put(out, str_c(work_field(arena, item, WORK_OWNER)));
	csv_put(out, str_c(work_field(arena, item, WORK_DUE)));
	csv_put(out, str_c(work_field(arena, item, WORK_PILLAR)));
	for (uint32_t i = 0; i < labels; i++)
		csv_put(out, i < item->label_count ? item->labels[i].text : "");
	csv_end_row(out);
}

static bool write_items(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	const struct work_list *list = work_list_derive(arena, input, diags);
	uint32_t labels = 0;

	if (list == NULL)
		return false;
	for (uint32_t i = 0; i < list->count; i++)
		labels = MAX(labels, list->items[i].label_count);
	append_head(out, labels);
	for (uint32_t i = 0; i < list->count; i++)
		append_item(arena, out, &list->items[i], labels);
	return true;
}

const struct backend backend_items_jira = {"jira", ".jira.csv", FEED_WORK, write_items};
