/* The rankings of a publication, and risks that occur together. */
#include "records_benchmark.h"

static const struct place_record *gather_place(struct benchmark_gathering *gathering, const struct standings *standings,
					       const struct shown_place *shown)
{
	struct place_record *place = arena_one(gathering->arena, struct place_record);
	const struct ranked *ranked = &standings->places[shown->place];

	place->title = str_is_empty(ranked->title) ? ranked->id : ranked->title;
	place->figure = gather_figure(gathering, NULL, &shown->shown);
	if (shown->rank == 0)
		return place;
	place->rank = str_format(gathering->arena, "%u", shown->rank);
	place->interval = shown->interval.first == shown->interval.last
				  ? str_format(gathering->arena, "%u", shown->interval.first)
				  : str_format(gathering->arena, "%u\xE2\x80\x93%u", shown->interval.first, shown->interval.last);
	return place;
}

static const struct standings_record *gather_standings(struct benchmark_gathering *gathering, uint32_t index)
{
	const struct standings *standings = &gathering->statistics->rankings[index];
	const struct shown_standings *shown = &gathering->view->rankings[index];
	struct standings_record *record = arena_one(gathering->arena, struct standings_record);
	uint32_t most = standings->ranking->show == 0 ? shown->count : MIN(standings->ranking->show, shown->count);
	GArray *places = list_new();

	record->title = str_is_empty(standings->ranking->title) ? standings->ranking->id : standings->ranking->title;
	record->anchor = str_format(gathering->arena, "ranking-%s", str_c(standings->ranking->id));
	record->count = shown->count;
	for (uint32_t i = 0; i < most; i++)
		list_add(places, value_record(gather_place(gathering, standings, &shown->places[i])));
	record->places = list_take(gathering->arena, places);
	return record;
}

static struct str question_title(const struct question_column *question)
{
	if (!str_is_empty(question->short_title))
		return question->short_title;
	return str_is_empty(question->title) ? question->id : question->title;
}

static bool is_paired(const struct benchmark_gathering *gathering, uint32_t question)
{
	const struct statistics *statistics = gathering->statistics;

	for (uint32_t i = 0; i < statistics->pairing_count; i++)
		if (gathering->view->pairings[i].as == SHOWN_VALUE &&
		    (statistics->pairings[i].first == question || statistics->pairings[i].second == question))
			return true;
	return false;
}

/* The questions of all pairs, in the order of the framework; places has room for each question of the corpus. */
static struct list paired_questions(struct benchmark_gathering *gathering, uint32_t *places)
{
	const struct corpus *corpus = gathering->statistics->corpus;
	GArray *questions = list_new();

	for (uint32_t i = 0; i < corpus->question_count; i++) {
		if (!is_paired(gathering, i))
			continue;
		places[i] = questions->len;
		list_add(questions, value_text(question_title(&corpus->questions[i])));
	}
	return list_take(gathering->arena, questions);
}

static void gather_pairs(struct benchmark_gathering *gathering)
{
	const struct statistics *statistics = gathering->statistics;
	uint32_t *places = arena_array(gathering->arena, uint32_t, statistics->corpus->question_count);
	GArray *pairs = list_new();

	gathering->record->pair_questions = paired_questions(gathering, places);
	for (uint32_t i = 0; i < statistics->pairing_count; i++) {
		const struct pairing *pairing = &statistics->pairings[i];
		const struct shown_pairing *shown = &gathering->view->pairings[i];
		struct pair_record *pair;

		if (shown->as != SHOWN_VALUE)
			continue;
		pair = arena_one(gathering->arena, struct pair_record);
		pair->first = question_title(&statistics->corpus->questions[pairing->first]);
		pair->second = question_title(&statistics->corpus->questions[pairing->second]);
		pair->row = places[pairing->second];
		pair->column = places[pairing->first];
		pair->both = shown->both_percent;
		pair->lift = shown->lift_tenths;
		list_add(pairs, value_record(pair));
	}
	gathering->record->pairs = list_take(gathering->arena, pairs);
}

void gather_tables(struct benchmark_gathering *gathering)
{
	GArray *standings = list_new();

	for (uint32_t i = 0; i < gathering->statistics->ranking_count; i++)
		list_add(standings, value_record(gather_standings(gathering, i)));
	gathering->record->standings = list_take(gathering->arena, standings);
	gather_pairs(gathering);
}
