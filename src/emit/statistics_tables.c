/* What statistics.json holds besides metrics: rankings, pillars, groups, pairs, and plain counts. */
#include "statistics_json.h"

static void write_ranking(struct tree_writer *tree, const struct standings *standings, const struct shown_standings *shown)
{
	tree_map(tree, NULL);
	tree_text(tree, "id", standings->ranking->id);
	tree_some(tree, "title", standings->ranking->title);
	tree_list(tree, "places");
	for (uint32_t i = 0; i < shown->count; i++) {
		const struct shown_place *place = &shown->places[i];
		const struct ranked *ranked = &standings->places[place->place];

		tree_map(tree, NULL);
		if (place->rank != 0) {
			json_count(tree, "rank", place->rank);
			json_count(tree, "rank_from", place->interval.first);
			json_count(tree, "rank_to", place->interval.last);
		}
		tree_text(tree, "item", ranked->id);
		tree_some(tree, "title", ranked->title);
		json_shown(tree, &place->shown, JSON_SHARE);
		tree_close(tree);
	}
	tree_close(tree);
	tree_close(tree);
}

static void write_profile(struct tree_writer *tree, const struct shown_profile *profile)
{
	json_shown(tree, &profile->high, JSON_SHARE);
	if (!profile->has_parts)
		return;
	json_count(tree, "high_percent", profile->percents[0]);
	json_count(tree, "medium_percent", profile->percents[1]);
	json_count(tree, "none_percent", profile->percents[2]);
}

static void write_pillar(struct tree_writer *tree, const struct protected_view *view, uint32_t index)
{
	const struct statistics *statistics = view->statistics;
	const struct pillar_column *pillar = &statistics->corpus->pillars[statistics->pillars[index].pillar];

	tree_map(tree, NULL);
	tree_text(tree, "id", pillar->id);
	tree_some(tree, "title", pillar->title);
	write_profile(tree, &view->pillars[index].all);
	tree_list(tree, "groups");
	for (uint32_t s = 0; s < statistics->split_count; s++)
		for (uint32_t g = 0; g < statistics->splits[s].group_count; g++) {
			tree_map(tree, NULL);
			tree_text(tree, "segment", statistics->splits[s].key);
			tree_text(tree, "value", statistics->splits[s].groups[g].value);
			write_profile(tree, &view->pillars[index].groups[s][g]);
			tree_close(tree);
		}
	tree_close(tree);
	tree_close(tree);
}

static void write_split(struct tree_writer *tree, const struct split *split, const struct shown_split *shown)
{
	tree_map(tree, NULL);
	tree_text(tree, "segment", split->key);
	tree_some(tree, "title", split->label);
	tree_list(tree, "groups");
	for (uint32_t g = 0; g < split->group_count; g++) {
		tree_map(tree, NULL);
		tree_text(tree, "value", split->groups[g].value);
		json_shown(tree, &shown->groups[g], JSON_SIZE);
		tree_close(tree);
	}
	tree_close(tree);
	tree_map(tree, "not_stated");
	json_shown(tree, &shown->unplaced, JSON_SIZE);
	tree_close(tree);
	tree_close(tree);
}

static void write_pairing(struct tree_writer *tree, const struct corpus *corpus, const struct pairing *pairing, const struct shown_pairing *shown)
{
	tree_map(tree, NULL);
	tree_text(tree, "first", corpus->questions[pairing->first].id);
	tree_text(tree, "second", corpus->questions[pairing->second].id);
	json_count(tree, "both_percent", shown->both_percent);
	json_steps(tree, "lift", shown->lift_tenths, 1);
	tree_close(tree);
}

static void write_questions(struct tree_writer *tree, const struct statistics *statistics)
{
	const struct corpus *corpus = statistics->corpus;

	tree_list(tree, "questions");
	for (uint32_t i = 0; i < corpus->question_count; i++) {
		struct question_tally tally = corpus_tally_question(corpus, i, statistics->rows);

		tree_map(tree, NULL);
		tree_text(tree, "id", corpus->questions[i].id);
		json_count(tree, "asked", tally.asked);
		json_count(tree, "answered", tally.answered);
		json_count(tree, "not_applicable", tally.not_applicable);
		json_count(tree, "high", tally.high);
		json_count(tree, "medium", tally.medium);
		json_count(tree, "none", tally.none);
		json_count(tree, "unmatched", tally.unmatched);
		json_count(tree, "nothing", tally.nothing);
		tree_close(tree);
	}
	tree_close(tree);
}

static void write_choices(struct tree_writer *tree, const struct statistics *statistics)
{
	const struct corpus *corpus = statistics->corpus;

	tree_list(tree, "choices");
	for (uint32_t i = 0; i < corpus->choice_count; i++) {
		struct choice_tally tally = corpus_tally_choice(corpus, i, statistics->rows);

		tree_map(tree, NULL);
		tree_text(tree, "question", corpus->questions[corpus->choices[i].question].id);
		tree_text(tree, "id", corpus->choices[i].id);
		json_count(tree, "asked", tally.asked);
		json_count(tree, "chosen", tally.chosen);
		json_count(tree, "left_out", tally.left_out);
		json_count(tree, "not_applicable", tally.not_applicable);
		tree_close(tree);
	}
	tree_close(tree);
}

static void write_lists(struct tree_writer *tree, const struct protected_view *view)
{
	const struct statistics *statistics = view->statistics;

	tree_list(tree, "rankings");
	for (uint32_t i = 0; i < statistics->ranking_count; i++)
		write_ranking(tree, &statistics->rankings[i], &view->rankings[i]);
	tree_close(tree);
	tree_list(tree, "pillars");
	for (uint32_t i = 0; i < statistics->pillar_count; i++)
		write_pillar(tree, view, i);
	tree_close(tree);
	tree_list(tree, "splits");
	for (uint32_t i = 0; i < statistics->split_count; i++)
		write_split(tree, &statistics->splits[i], &view->splits[i]);
	tree_close(tree);
}

void json_tables(struct tree_writer *tree, const struct protected_view *view)
{
	const struct statistics *statistics = view->statistics;

	write_lists(tree, view);
	tree_list(tree, "risks_together");
	for (uint32_t i = 0; i < statistics->pairing_count; i++)
		if (view->pairings[i].as == SHOWN_VALUE)
			write_pairing(tree, statistics->corpus, &statistics->pairings[i], &view->pairings[i]);
	tree_close(tree);
	if (view->is_protected)
		return;
	write_questions(tree, statistics);
	write_choices(tree, statistics);
}
