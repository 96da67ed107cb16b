/* What statistics.json holds for client reports: how common each risk is, and how high risks of a pillar are spread over clients. */
#include "stats/peers.h"

#include "statistics_json.h"

static void write_share(struct tree_writer *tree, const char *key, const struct shown *shown)
{
	tree_map(tree, key);
	json_shown(tree, shown, JSON_SHARE);
	tree_close(tree);
}

static void write_questions(struct tree_writer *tree, const struct protected_view *view)
{
	const struct corpus *corpus = view->statistics->corpus;
	const struct peer_tables *tables = view->statistics->peers;

	tree_list(tree, "risks");
	for (uint32_t i = 0; i < tables->question_count; i++) {
		const struct question_column *question = &corpus->questions[tables->questions[i].question];

		tree_map(tree, NULL);
		tree_text(tree, "id", question->id);
		tree_text(tree, "pillar", corpus->pillars[question->pillar].id);
		write_share(tree, "high", &view->peers->high[i]);
		write_share(tree, "at_risk", &view->peers->at_risk[i]);
		tree_close(tree);
	}
	tree_close(tree);
}

/* The group's clients, and the shares of them. Nothing but the empty list where the group is not told. */
static void write_steps(struct tree_writer *tree, const struct shown_steps *steps)
{
	const struct shown *first = NULL;

	for (uint32_t step = 0; step < PEER_STEPS && first == NULL; step++)
		if ((steps->told & 1u << step) != 0)
			first = &steps->steps[step];
	if (first != NULL) {
		json_count(tree, "clients", first->clients);
		if (first->base_is_rounded)
			tree_flag(tree, "base_is_rounded", true);
	}
	tree_list(tree, "steps");
	for (uint32_t step = 0; step < PEER_STEPS; step++) {
		if ((steps->told & 1u << step) == 0)
			continue;
		tree_map(tree, NULL);
		json_count(tree, "at_most", 10 * step);
		json_shown(tree, &steps->steps[step], JSON_SHARE);
		tree_close(tree);
	}
	tree_close(tree);
}

static void write_groups(struct tree_writer *tree, const struct protected_view *view, const struct shown_peer_pillar *pillar)
{
	const struct statistics *statistics = view->statistics;

	tree_list(tree, "segments");
	for (uint32_t s = 0; s < statistics->split_count; s++)
		for (uint32_t g = 0; g < statistics->splits[s].group_count; g++) {
			tree_map(tree, NULL);
			tree_text(tree, "segment", statistics->splits[s].key);
			tree_text(tree, "value", statistics->splits[s].groups[g].value);
			write_steps(tree, &pillar->groups[s][g]);
			tree_close(tree);
		}
	tree_close(tree);
}

static void write_pillars(struct tree_writer *tree, const struct protected_view *view)
{
	const struct peer_tables *tables = view->statistics->peers;

	tree_list(tree, "pillars");
	for (uint32_t i = 0; i < tables->pillar_count; i++) {
		const struct pillar_column *pillar = &view->statistics->corpus->pillars[tables->pillars[i].pillar];

		tree_map(tree, NULL);
		tree_text(tree, "id", pillar->id);
		tree_some(tree, "title", pillar->title);
		write_steps(tree, &view->peers->pillars[i].all);
		write_groups(tree, view, &view->peers->pillars[i]);
		tree_close(tree);
	}
	tree_close(tree);
}

/* The columns have the ids of the newest edition. */
static struct str newest_version(const struct corpus *corpus)
{
	return corpus->edition_count == 0 ? STR("") : corpus->editions[corpus->edition_count - 1].ruleset->framework->version;
}

static struct str framework_id(const struct corpus *corpus)
{
	return corpus->edition_count == 0 ? STR("") : corpus->editions[corpus->edition_count - 1].ruleset->framework->id;
}

void json_peers(struct tree_writer *tree, const struct protected_view *view)
{
	const struct metrics *metrics = view->statistics->metrics;

	if (view->peers == NULL)
		return;
	tree_map(tree, "peers");
	tree_text(tree, "framework", framework_id(view->statistics->corpus));
	tree_some(tree, "version", newest_version(view->statistics->corpus));
	tree_map(tree, "noun");
	tree_text(tree, "one", metrics->noun.one);
	tree_text(tree, "many", metrics->noun.many);
	tree_close(tree);
	json_count(tree, "min_clients", metrics->privacy.min_clients);
	json_count(tree, "min_side", metrics->privacy.min_side);
	write_questions(tree, view);
	write_pillars(tree, view);
	tree_close(tree);
}
