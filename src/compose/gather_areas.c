/* The metrics of a publication by pillar, and in groups that are shown together. */
#include <string.h>

#include "records_benchmark.h"

struct settling {
	struct benchmark_gathering *gathering;
	struct area_record **areas; /* per pillar of the statistics */
};

/* Index among the pillars of the statistics, or their count: of none. */
static uint32_t area_of(const struct settling *settling, const struct metric *metric)
{
	const struct statistics *statistics = settling->gathering->statistics;
	uint32_t pillar = str_is_empty(metric->pillar) ? UINT32_MAX : corpus_pillar(statistics->corpus, metric->pillar), i = 0;

	while (i < statistics->pillar_count && statistics->pillars[i].pillar != pillar)
		i++;
	return i;
}

static gint compare_metrics(gconstpointer a, gconstpointer b)
{
	const struct metric_record *one = ((const struct value *)a)->as.record, *two = ((const struct value *)b)->as.record;
	bool one_shown = !str_is_empty(one->figure->value), two_shown = !str_is_empty(two->figure->value);

	if (one_shown != two_shown)
		return one_shown ? -1 : 1;
	if (one->figure->amount != two->figure->amount)
		return one->figure->amount > two->figure->amount ? -1 : 1;
	return (one->index > two->index) - (one->index < two->index);
}

void sort_metrics(GArray *metrics)
{
	g_array_sort(metrics, compare_metrics);
}

/* Shares that have no place of their own elsewhere: not with a group, and not as a part. */
static bool stands_alone(const struct metric_record *metric)
{
	return metric->metric->kind == METRIC_SHARE && str_is_empty(metric->metric->group) && !metric->is_part;
}

static void fill_area(struct settling *settling, uint32_t index)
{
	struct benchmark_gathering *gathering = settling->gathering;
	const struct statistics *statistics = gathering->statistics;
	const struct pillar_column *pillar = &statistics->corpus->pillars[statistics->pillars[index].pillar];
	const struct shown_profile *shown = &gathering->view->pillars[index].all;
	struct area_record *area = settling->areas[index];
	GArray *gaps = list_new(), *strengths = list_new(), *wholes = list_new();

	area->id = pillar->id;
	area->title = str_is_empty(pillar->title) ? pillar->id : pillar->title;
	area->anchor = str_format(gathering->arena, "pillar-%s", str_c(pillar->id));
	area->high = gather_figure(gathering, NULL, &shown->high);
	area->has_parts = shown->has_parts;
	memcpy(area->percents, shown->percents, sizeof area->percents);
	for (uint32_t m = 0; m < statistics->statistic_count; m++) {
		const struct metric_record *metric = gathering->metrics[m];

		if (metric == NULL || area_of(settling, metric->metric) != index)
			continue;
		if (stands_alone(metric))
			list_add(metric->metric->direction == DIRECTION_GOOD ? strengths : gaps, value_record(metric));
		if (metric->parts.count > 0)
			list_add(wholes, value_record(metric));
	}
	sort_metrics(gaps);
	sort_metrics(strengths);
	area->gaps = list_take(gathering->arena, gaps);
	area->strengths = list_take(gathering->arena, strengths);
	area->wholes = list_take(gathering->arena, wholes);
}

/* ---- Groups ---- */

static struct str profile_title(struct benchmark_gathering *gathering, struct str id)
{
	struct str named = wording_key(gathering->wording, gathering->arena, STR("profile"), id);
	GString *title;

	if (!str_is_empty(named))
		return named;
	title = g_string_new_len(str_c(id), id.length);
	words_capitalise(title, 0);
	return str_take(gathering->arena, title);
}

static bool is_first_of_group(const struct benchmark_gathering *gathering, uint32_t index)
{
	struct str group = gathering->metrics[index]->metric->group;

	for (uint32_t m = 0; m < index; m++)
		if (gathering->metrics[m] != NULL && str_equal(gathering->metrics[m]->metric->group, group))
			return false;
	return !str_is_empty(group);
}

/* The most and the least common of those that are shown; NULL where fewer than two are. */
static void fill_range(struct benchmark_gathering *gathering, struct profile_record *profile, const GArray *metrics)
{
	GArray *sorted = list_new();

	for (guint i = 0; i < metrics->len; i++) {
		struct value value = g_array_index(metrics, struct value, i);

		if (((const struct metric_record *)value.as.record)->shown->all.as == SHOWN_VALUE)
			list_add(sorted, value);
	}
	sort_metrics(sorted);
	if (sorted->len > 1) {
		profile->most = g_array_index(sorted, struct value, 0).as.record;
		profile->least = g_array_index(sorted, struct value, sorted->len - 1).as.record;
	}
	g_array_unref(sorted);
}

static struct profile_record *profile_new(struct settling *settling, uint32_t first)
{
	struct benchmark_gathering *gathering = settling->gathering;
	struct profile_record *profile = arena_one(gathering->arena, struct profile_record);
	const struct metric *metric = gathering->metrics[first]->metric;
	uint32_t none = gathering->statistics->pillar_count, area = area_of(settling, metric);
	GArray *metrics = list_new();

	profile->id = metric->group;
	profile->title = profile_title(gathering, metric->group);
	profile->anchor = str_format(gathering->arena, "profile-%s", str_c(metric->group));
	for (uint32_t m = first; m < gathering->statistics->statistic_count; m++) {
		const struct metric_record *other = gathering->metrics[m];

		if (other == NULL || !str_equal(other->metric->group, metric->group) || other->metric->kind != METRIC_SHARE)
			continue;
		area = area_of(settling, other->metric) == area ? area : none;
		list_add(metrics, value_record(other));
	}
	fill_range(gathering, profile, metrics);
	profile->metrics = list_take(gathering->arena, metrics);
	profile->area = area < none ? settling->areas[area] : NULL;
	return profile;
}

static void gather_profiles(struct settling *settling)
{
	struct benchmark_gathering *gathering = settling->gathering;
	uint32_t pillars = gathering->statistics->pillar_count;
	GArray *all = list_new(), **own = arena_array(gathering->arena, GArray *, pillars);

	for (uint32_t i = 0; i < pillars; i++)
		own[i] = list_new();
	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++) {
		struct profile_record *profile;

		if (gathering->metrics[m] == NULL || !is_first_of_group(gathering, m))
			continue;
		profile = profile_new(settling, m);
		list_add(all, value_record(profile));
		for (uint32_t i = 0; i < pillars; i++)
			if (settling->areas[i] == profile->area)
				list_add(own[i], value_record(profile));
	}
	gathering->record->profiles = list_take(gathering->arena, all);
	for (uint32_t i = 0; i < pillars; i++)
		settling->areas[i]->profiles = list_take(gathering->arena, own[i]);
}

void gather_areas(struct benchmark_gathering *gathering)
{
	uint32_t count = gathering->statistics->pillar_count;
	struct settling settling = {gathering, arena_array(gathering->arena, struct area_record *, count)};
	GArray *areas = list_new(), *loose = list_new();

	for (uint32_t i = 0; i < count; i++)
		settling.areas[i] = arena_one(gathering->arena, struct area_record);
	for (uint32_t i = 0; i < count; i++) {
		fill_area(&settling, i);
		list_add(areas, value_record(settling.areas[i]));
	}
	for (uint32_t m = 0; m < gathering->statistics->statistic_count; m++) {
		const struct metric_record *metric = gathering->metrics[m];

		if (metric != NULL && area_of(&settling, metric->metric) == count && stands_alone(metric))
			list_add(loose, value_record(metric));
	}
	gathering->record->areas = list_take(gathering->arena, areas);
	gathering->record->loose = list_take(gathering->arena, loose);
	gather_profiles(&settling);
}
