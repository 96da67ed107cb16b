/* What each field of a work item says. */
#include "markup.h"
#include "work_items.h"

const struct work_field_kind work_fields[WORK_FIELD_COUNT] = {
#define WORK_FIELD(id, name, title, in_body, width) {name, title, in_body, width},
#include "work_field.def"
#undef WORK_FIELD
};

static struct str say_id(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return item->id;
}

static struct str say_title(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return item->title;
}

static struct str say_when(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return str_of(horizon_name(item->step.when));
}

static struct str say_risk(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return str_of(risk_name(item->step.risk));
}

static struct str say_level(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return str_of(level_name(item->choice->risk));
}

static struct str say_effort(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return str_of(level_name(item->choice->effort));
}

static struct str say_priority(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return item->step.priority == PRIORITY_NORMAL ? STR("") : str_of(priority_name(item->step.priority));
}

static struct str say_owner(struct arena *arena, const struct work_item *item)
{
	return item->planned == NULL ? STR("") : work_line(arena, item->planned->owner);
}

static struct str say_due(struct arena *arena, const struct work_item *item)
{
	return item->planned == NULL ? STR("") : work_date(arena, item->planned->due);
}

static struct str say_status(struct arena *arena, const struct work_item *item)
{
	return item->planned == NULL ? STR("") : work_line(arena, item->planned->status);
}

static struct str say_client(struct arena *arena, const struct work_item *item)
{
	return work_line(arena, item->assessment->review->client);
}

static struct str say_workload(struct arena *arena, const struct work_item *item)
{
	return work_line(arena, item->assessment->review->workload);
}

static struct str say_pillar(struct arena *arena, const struct work_item *item)
{
	return work_line(arena, item->pillar->title);
}

static struct str say_question(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return item->asks;
}

static struct str say_code(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	return item->code;
}

static struct str say_framework(struct arena *arena, const struct work_item *item)
{
	return work_line(arena, str_format(arena, "%s %s", str_c(item->framework->title), str_c(item->framework->version)));
}

static struct str say_reviewed(struct arena *arena, const struct work_item *item)
{
	return work_date(arena, item->assessment->review->held);
}

static struct str join(struct arena *arena, const struct str *texts, uint32_t count)
{
	GString *all = g_string_new(NULL);

	for (uint32_t i = 0; i < count; i++)
		g_string_append_printf(all, "%s%s", i == 0 ? "" : " ", str_c(texts[i]));
	return str_take(arena, all);
}

static struct str say_after(struct arena *arena, const struct work_item *item)
{
	return join(arena, item->after, item->after_count);
}

static struct str say_labels(struct arena *arena, const struct work_item *item)
{
	return join(arena, item->labels, item->label_count);
}

/* The first one that may be followed. */
static struct str say_link(struct arena *arena, const struct work_item *item)
{
	(void)arena;
	for (uint32_t i = 0; i < item->choice->link_count; i++)
		if (doc_url_is_safe(item->choice->links[i].url))
			return item->choice->links[i].url;
	return STR("");
}

static struct str say_description(struct arena *arena, const struct work_item *item)
{
	GString *text = g_string_new(NULL);

	markup_plain(text, item->body);
	return str_take(arena, text);
}

static struct str (*const sayings[WORK_FIELD_COUNT])(struct arena *arena, const struct work_item *item) = {
	[WORK_ID] = say_id,
	[WORK_NAME] = say_title,
	[WORK_WHEN] = say_when,
	[WORK_RISK] = say_risk,
	[WORK_LEVEL] = say_level,
	[WORK_EFFORT] = say_effort,
	[WORK_PRIORITY] = say_priority,
	[WORK_OWNER] = say_owner,
	[WORK_DUE] = say_due,
	[WORK_STATUS] = say_status,
	[WORK_CLIENT] = say_client,
	[WORK_WORKLOAD] = say_workload,
	[WORK_PILLAR] = say_pillar,
	[WORK_QUESTION] = say_question,
	[WORK_CODE] = say_code,
	[WORK_FRAMEWORK] = say_framework,
	[WORK_REVIEWED] = say_reviewed,
	[WORK_AFTER] = say_after,
	[WORK_LABELS] = say_labels,
	[WORK_LINK] = say_link,
	[WORK_DESCRIPTION] = say_description,
};

struct str work_field(struct arena *arena, const struct work_item *item, enum work_field field)
{
	return sayings[field](arena, item);
}
