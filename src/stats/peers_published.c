/* A client among the clients of a publication: nobody can be left out of figures, and places are among bins. */
#include "base/hash.h"
#include "model/lineage.h"
#include "peer_work.h"

struct crowd {
	struct arena *arena;
	const struct peer_publication *publication;
	const struct assessment *assessment;
	const struct lens_assessment *lens;
	struct peers *peers;
	uint32_t *question_at; /* per question of the lens: index in the publication, or UINT32_MAX */
	bool *covers;          /* per pillar of the publication: all of its questions are asked in the lens */
};

/* ---- Which question is which ---- */

static struct str id_here(const struct crowd *crowd, struct str id)
{
	const struct framework *framework = crowd->lens->lens->framework;
	struct lineage_finding finding;

	if (str_equal(framework->version, crowd->publication->version))
		return id;
	finding = lineage_find(crowd->arena, framework, id, crowd->publication->version);
	return finding.fate == LINEAGE_SAME || finding.fate == LINEAGE_CLOSE ? finding.to : STR("");
}

static GHashTable *index_questions(const struct framework *framework)
{
	GHashTable *index = g_hash_table_new(text_hash, g_str_equal);

	for (uint32_t i = 0; i < framework->question_count; i++)
		g_hash_table_insert(index, (gpointer)(uintptr_t)str_c(framework->questions[i].id), GUINT_TO_POINTER(i + 1));
	return index;
}

static uint32_t pillar_named(const struct peer_publication *publication, struct str id)
{
	for (uint32_t i = 0; i < publication->pillar_count; i++)
		if (str_equal(publication->pillars[i].id, id))
			return i;
	return UINT32_MAX;
}

static void match_questions(struct crowd *crowd)
{
	const struct framework *framework = crowd->lens->lens->framework;
	const struct peer_publication *publication = crowd->publication;
	GHashTable *index = index_questions(framework);

	crowd->question_at = arena_array(crowd->arena, uint32_t, framework->question_count);
	crowd->covers = arena_array(crowd->arena, bool, publication->pillar_count);
	for (uint32_t i = 0; i < framework->question_count; i++)
		crowd->question_at[i] = UINT32_MAX;
	for (uint32_t i = 0; i < publication->pillar_count; i++)
		crowd->covers[i] = true;
	for (uint32_t i = 0; i < publication->question_count; i++) {
		gpointer found = g_hash_table_lookup(index, str_c(id_here(crowd, publication->questions[i].id)));
		uint32_t pillar = pillar_named(publication, publication->questions[i].pillar);

		if (found != NULL)
			crowd->question_at[GPOINTER_TO_UINT(found) - 1] = i;
		else if (pillar != UINT32_MAX)
			crowd->covers[pillar] = false;
	}
	g_hash_table_unref(index);
}

static bool take_shares(const struct crowd *crowd)
{
	uint32_t count = crowd->lens->lens->framework->question_count;
	struct peer_share *high = arena_array(crowd->arena, struct peer_share, count), *at_risk = arena_array(crowd->arena, struct peer_share, count);
	bool any = false;

	for (uint32_t i = 0; i < count; i++) {
		bool known = crowd->question_at[i] != UINT32_MAX;
		const struct published_question *question = known ? &crowd->publication->questions[crowd->question_at[i]] : NULL;

		any = any || known;
		high[i] = known ? question->high : (struct peer_share){.gap = PEER_GAP_QUESTION};
		at_risk[i] = known ? question->at_risk : (struct peer_share){.gap = PEER_GAP_QUESTION};
	}
	crowd->peers->high = high;
	crowd->peers->at_risk = at_risk;
	return any;
}

/* ---- Places ---- */

static struct share own_share(const struct crowd *crowd, const struct pillar *pillar)
{
	struct share own = {0, 0};

	for (uint32_t q = pillar->first_question; q < pillar->first_question + pillar->question_count; q++) {
		enum risk risk = crowd->lens->findings[q].risk;

		if (crowd->question_at[q] == UINT32_MAX || (risk != RISK_HIGH && risk != RISK_MEDIUM && risk != RISK_NONE))
			continue;
		own.of++;
		own.hits += risk == RISK_HIGH;
	}
	return own;
}

/* Those in lower bins have fewer high risks. */
static void place_among(const struct published_group *group, struct peer_place *place)
{
	for (uint32_t i = 0; i < place->bin_count; i++)
		if (i < place->own_bin)
			place->placing.better += place->bins[i].count;
		else if (i == place->own_bin)
			place->placing.level = place->bins[i].count;
		else
			place->placing.worse += place->bins[i].count;
	place->is_binned = true;
	place->is_rounded = group->is_rounded;
}

/* One of them may be the client itself. */
static bool is_large(const struct crowd *crowd, const struct published_group *group)
{
	return group->told != 0 && group->steps.clients > crowd->peers->min_clients;
}

static struct peer_place place_in(const struct crowd *crowd, const struct pillar *pillar, const struct published_group *group)
{
	struct peer_place place = {.own = own_share(crowd, pillar)};

	if (place.own.of == 0)
		return (struct peer_place){.gap = PEER_GAP_ANSWER};
	if (group == NULL || !is_large(crowd, group))
		return (struct peer_place){.gap = PEER_GAP_FEW, .own = place.own};
	place.bins = peer_bins(crowd->arena, &group->steps, group->told, &place.bin_count);
	place.own_bin = peer_bin_of(place.bins, place.bin_count, place.own);
	place_among(group, &place);
	peer_tell(&place, crowd->publication->min_side);
	return place;
}

static const struct published_group *group_named(const struct published_pillar *pillar, struct str segment, struct str value)
{
	for (uint32_t i = 0; i < pillar->group_count; i++)
		if (str_equal(pillar->groups[i].segment, segment) && str_equal(pillar->groups[i].value, value))
			return &pillar->groups[i];
	return NULL;
}

/* segment empty: among everybody. */
static const struct peer_place *places_in(const struct crowd *crowd, struct str segment, struct str value)
{
	const struct framework *framework = crowd->lens->lens->framework;
	struct peer_place *places = arena_array(crowd->arena, struct peer_place, framework->pillar_count);

	for (uint32_t i = 0; i < framework->pillar_count; i++) {
		uint32_t at = pillar_named(crowd->publication, framework->pillars[i].id);
		const struct published_pillar *pillar = at == UINT32_MAX ? NULL : &crowd->publication->pillars[at];

		if (pillar == NULL || !crowd->covers[at])
			places[i] = (struct peer_place){.gap = PEER_GAP_QUESTION};
		else
			places[i] =
				place_in(crowd, &framework->pillars[i], str_is_empty(segment) ? &pillar->all : group_named(pillar, segment, value));
	}
	return places;
}

/* ---- Segments ---- */

/* With fewer bins there would be little to say but "in the same half". */
#define LEAST_BINS 3u

static bool is_told_as_well(const struct crowd *crowd, const struct peer_place *places)
{
	bool any = false;

	for (uint32_t i = 0; i < crowd->lens->lens->framework->pillar_count; i++) {
		if (places[i].gap != PEER_GAP_NONE && crowd->peers->places[i].gap == PEER_GAP_NONE)
			return false;
		if (places[i].gap == PEER_GAP_NONE && places[i].bin_count < MIN(LEAST_BINS, crowd->peers->places[i].bin_count))
			return false;
		any = any || places[i].gap == PEER_GAP_NONE;
	}
	return any;
}

static uint32_t largest(const struct crowd *crowd, struct str segment, struct str value)
{
	uint32_t most = 0;

	for (uint32_t i = 0; i < crowd->publication->pillar_count; i++) {
		const struct published_group *group = group_named(&crowd->publication->pillars[i], segment, value);

		most = MAX(most, group == NULL ? 0 : group->steps.clients);
	}
	return most;
}

/* Whether the client's group by this key was settled on. */
static bool try_segment(const struct crowd *crowd, struct str segment)
{
	struct peers *peers = crowd->peers;
	const char *name = str_c(segment);
	enum fact_key key = g_str_has_prefix(name, "ctx.") ? fact_named(str_of(name + 4)) : FACT_COUNT;
	const struct fact *fact = key == FACT_COUNT ? NULL : &crowd->assessment->review->context.facts[key];
	const struct peer_place *places;
	bool large;

	if (fact == NULL || !fact->known) {
		peers->base = peers->base == PEER_BASE_UNDIVIDED ? PEER_BASE_UNKNOWN : peers->base;
		return false;
	}
	places = places_in(crowd, segment, fact->text);
	large = is_told_as_well(crowd, places);
	if (!large && (peers->base == PEER_BASE_SMALL || peers->base == PEER_BASE_COARSE))
		return false;
	peers->base = large ? PEER_BASE_SEGMENT : largest(crowd, segment, fact->text) > peers->min_clients ? PEER_BASE_COARSE : PEER_BASE_SMALL;
	peers->segment = segment;
	peers->segment_key = key;
	peers->segment_value = fact->text;
	if (!large)
		return false;
	peers->segment_clients = largest(crowd, segment, fact->text);
	peers->places = places;
	return true;
}

/* Keys in the order in which the file names them. */
static void take_segment(const struct crowd *crowd)
{
	GHashTable *tried = g_hash_table_new(text_hash, g_str_equal);
	bool found = false;

	for (uint32_t i = 0; i < crowd->publication->pillar_count && !found; i++)
		for (uint32_t g = 0; g < crowd->publication->pillars[i].group_count && !found; g++) {
			struct str segment = crowd->publication->pillars[i].groups[g].segment;

			if (!str_is_empty(segment) && g_hash_table_add(tried, (gpointer)(uintptr_t)str_c(segment)))
				found = try_segment(crowd, segment);
		}
	g_hash_table_unref(tried);
}

static uint32_t lens_of(const struct crowd *crowd)
{
	for (uint32_t i = 0; i < crowd->assessment->lens_count; i++)
		if (str_equal(crowd->assessment->lenses[i].lens->framework->id, crowd->publication->framework))
			return i;
	return crowd->assessment->lens_count;
}

const struct peers *peers_published(struct arena *arena, const struct peer_publication *publication, const struct assessment *assessment)
{
	struct peers *peers = arena_one(arena, struct peers);
	struct crowd crowd = {.arena = arena, .publication = publication, .assessment = assessment, .peers = peers};

	*peers = (struct peers){.gap = PEER_GAP_QUESTION,
				.framework = publication->framework,
				.version = publication->version,
				.noun = publication->noun,
				.lens = lens_of(&crowd),
				.clients = publication->clients,
				.min_clients = publication->min_clients,
				.is_published = true,
				.is_rounded = publication->is_rounded,
				.release = publication->release,
				.first_date = publication->first_date,
				.last_date = publication->last_date,
				.base = PEER_BASE_UNDIVIDED,
				.segment_key = FACT_COUNT};
	if (peers->lens == assessment->lens_count)
		return peers;
	crowd.lens = &assessment->lenses[peers->lens];
	peers->framework = crowd.lens->lens->framework->title;
	match_questions(&crowd);
	if (!take_shares(&crowd))
		return peers;
	peers->gap = peers->clients > peers->min_clients ? PEER_GAP_NONE : PEER_GAP_FEW;
	if (peers->gap != PEER_GAP_NONE)
		return peers;
	peers->places = places_in(&crowd, STR(""), STR(""));
	take_segment(&crowd);
	return peers;
}

const struct peers *peers_find(struct arena *arena, const struct peer_source *source, const struct assessment *assessment)
{
	if (source->rows != NULL)
		return peers_among(arena, source->rows, source->metrics, source->by, source->by_count, assessment);
	return peers_published(arena, source->publication, assessment);
}
