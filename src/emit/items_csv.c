/* Work items as CSV: a row each, for any spreadsheet or tracker. */
#include "csv_cells.h"
#include "work_items.h"

static bool write_items(struct arena *arena, const struct emit_input *input, GString *out, struct diags *diags)
{
	const struct work_list *list = work_list_derive(arena, input, diags);

	if (list == NULL)
		return false;
	for (int field = 0; field < WORK_FIELD_COUNT; field++)
		csv_put(out, work_fields[field].name);
	csv_end_row(out);
	for (uint32_t i = 0; i < list->count; i++) {
		for (int field = 0; field < WORK_FIELD_COUNT; field++)
			csv_put(out, work_field(arena, &list->items[i], (enum work_field)field).text);
		csv_end_row(out);
	}
	return true;
}

const struct backend backend_items_csv = {"csv", ".csv", FEED_WORK, write_items};
