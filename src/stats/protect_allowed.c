/* Whether a publication may be written: closed unless every rule is met. */
#include "guard.h"

/* Below these nothing protects anybody; between these and the defaults there is a warning. */
#define LEAST_CLIENTS 3u
#define LEAST_SIDE    2u
#define LEAST_CHANGE  3u
#define USUAL_CLIENTS 10u
#define USUAL_SIDE    3u
#define USUAL_CHANGE  10u
#define USUAL_STEP    5u

struct gate {
	const struct protected_view *view;
	const struct protect_request *request;
	const struct privacy *privacy;
	struct diags *diags;
	struct arena *scratch;
};

static const char *number(const struct gate *gate, uint32_t count)
{
	return str_format(gate->scratch, "%u", count).text;
}

static bool is_protected(const struct gate *gate)
{
	if (gate->view->is_protected && gate->view->statistics->audience == AUDIENCE_PUBLISH)
		return true;
	return diag(gate->diags, PUBLISH_INTERNAL, gate->privacy->span);
}

/* Rule 9, held against the clients themselves: whoever chose them. */
static bool all_consent(const struct gate *gate)
{
	const struct statistics *statistics = gate->view->statistics;
	const struct corpus *corpus = statistics->corpus;
	uint32_t against = 0, agreed = 0, client = UINT32_MAX;

	for (uint32_t row = 0; row < corpus->row_count; row++) {
		if (corpus->client[row] != client)
			agreed += corpus->consent[corpus->client[row]] == CONSENT_PUBLISH;
		client = corpus->client[row];
		against += bits_has(statistics->rows, row) && corpus->consent[client] != CONSENT_PUBLISH;
	}
	if (agreed == 0)
		return diag(gate->diags, PUBLISH_NO_CONSENT, statistics->metrics->population.span);
	return against == 0 || diag(gate->diags, PUBLISH_CONSENT, statistics->metrics->population.span, number(gate, against));
}

static bool is_large(const struct gate *gate)
{
	uint32_t clients = gate->view->statistics->counts.clients;

	return clients >= gate->privacy->min_clients || diag(gate->diags, PUBLISH_FEW, gate->view->statistics->metrics->population.span,
							     number(gate, clients), number(gate, gate->privacy->min_clients));
}

static bool limits_hold(const struct gate *gate)
{
	const struct privacy *privacy = gate->privacy;

	if (privacy->min_clients < LEAST_CLIENTS || privacy->min_side < LEAST_SIDE || privacy->min_change < LEAST_CHANGE)
		return diag(gate->diags, PUBLISH_LIMITS, privacy->span);
	if (privacy->min_clients < USUAL_CLIENTS || privacy->min_side < USUAL_SIDE || privacy->min_change < USUAL_CHANGE ||
	    privacy->base_step < USUAL_STEP)
		diag(gate->diags, PUBLISH_WEAKER, privacy->span);
	return true;
}

static bool knows_concentration(const struct gate *gate)
{
	const struct secrets *secrets = gate->request->secrets;

	return gate->view->statistics->metrics->population.unit == UNIT_CLIENT || (secrets != NULL && secrets->has_concentration) ||
	       diag(gate->diags, PUBLISH_CONCENTRATION, gate->view->statistics->metrics->population.span);
}

static bool has_ledger(const struct gate *gate)
{
	const struct secrets *secrets = gate->request->secrets;
	bool good = true;

	if (gate->request->ledger == NULL)
		good = diag(gate->diags, PUBLISH_NO_LEDGER, gate->privacy->span);
	if (secrets == NULL || secrets->key_length == 0)
		good = diag(gate->diags, PUBLISH_NO_KEY, gate->privacy->span);
	return good && gate->view->record != NULL;
}

/* The same once more is no release; another one needs another name. */
static bool is_new_release(const struct gate *gate)
{
	const struct ledger *ledger = gate->request->ledger;
	uint32_t known;

	if (str_is_empty(gate->request->release))
		return diag(gate->diags, PUBLISH_NO_NAME, NO_SPAN);
	known = ledger == NULL ? UINT32_MAX : ledger_find(ledger, gate->request->release);
	if (known == UINT32_MAX || gate->view->record == NULL || ledger_releases_equal(ledger->releases[known], gate->view->record))
		return true;
	return diag(gate->diags, PUBLISH_KNOWN_NAME, NO_SPAN, str_c(gate->request->release));
}

bool publication_allowed(const struct protected_view *view, const struct protect_request *request, struct diags *diags)
{
	static bool (*const rules[])(const struct gate *gate) = {is_protected,        all_consent, is_large,      limits_hold,
								 knows_concentration, has_ledger,  is_new_release};
	struct gate gate = {view, request, &view->statistics->metrics->privacy, diags, arena_new()};
	bool allowed = true;

	for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
		allowed = rules[i](&gate) && allowed;
	arena_free(gate.scratch);
	return allowed;
}
