/* Disclosure control: gathers all figures, judges each, then all together until nothing more has to be kept back. */
#include "guard.h"
#include "peer_work.h"

static struct guard guard_new(struct arena *arena, const struct statistics *statistics, const struct protect_request *request)
{
	struct guard guard = {
		.arena = arena,
		.statistics = statistics,
		.request = request,
		.privacy = &statistics->metrics->privacy,
		.corpus = statistics->corpus,
		.is_protected = request->is_protected,
		.client_words = bits_words(statistics->corpus->client_count),
		.figures = g_ptr_array_new(),
		.equations = g_array_new(FALSE, TRUE, sizeof(struct equation)),
		.scopes = g_hash_table_new(g_str_hash, g_str_equal),
	};

	guard.by_release = request->is_protected && request->ledger != NULL && request->secrets != NULL && request->secrets->key_length > 0;
	return guard;
}

static void guard_free(struct guard *guard)
{
	free_pasts(guard);
	g_ptr_array_unref(guard->figures);
	g_array_unref(guard->equations);
	g_hash_table_unref(guard->scopes);
}

/* Earlier releases decide first, so that what they hold does not depend on what is new. Then each pass only takes away, so that there is an end. */
static void audit(struct guard *guard)
{
	bool again = true;

	if (!guard->is_protected)
		return;
	if (guard->by_release)
		judge_releases(guard);
	while (again) {
		again = audit_equations(guard);
		again = audit_nested(guard) || again;
		again = (guard->by_release && audit_releases(guard)) || again;
	}
}

static void collect(struct guard *guard, struct plan *plan)
{
	collect_population(guard, plan);
	collect_statistics(guard, plan);
	collect_rankings(guard, plan);
	collect_pillars(guard, plan);
	collect_pairings(guard, plan);
	collect_peers(guard, plan);
}

static bool is_first(const struct protect_request *request)
{
	const struct ledger *ledger = request->ledger;

	return ledger == NULL || ledger->release_count == 0 || (ledger->release_count == 1 && ledger_find(ledger, request->release) == 0);
}

const struct protected_view *protect(struct arena *arena, const struct statistics *statistics, const struct protect_request *request)
{
	struct protected_view *view = arena_one(arena, struct protected_view);
	struct guard guard = guard_new(arena, statistics, request);
	struct plan plan = {0};

	view->statistics = statistics;
	view->is_protected = request->is_protected;
	view->is_first = is_first(request);
	view->release = request->release;
	view->release_date = request->date;
	if (guard.by_release)
		take_pasts(&guard);
	collect(&guard, &plan);
	audit(&guard);
	fill_view(&guard, &plan, view);
	fill_peers(&guard, &plan, view);
	if (guard.by_release)
		view->record = record_release(&guard);
	guard_free(&guard);
	return view;
}
