/* The table of assumptions, and how a review overrides them. */
#include "intent.h"

const struct assumption_kind assumption_kinds[ASSUMPTION_COUNT] = {
#define ASSUMPTION(key, least, middle, most, unit, label) {#key, unit, label, {.low = (least), .likely = (middle), .high = (most)}},
#include "model/assumption.def"
#undef ASSUMPTION
};

bool thousandths_parse(struct str text, int64_t *thousandths)
{
	const char *at = str_c(text), *end = at + text.length, *point = NULL;
	int64_t made = 0;
	int decimals = 0;

	if (text.length == 0 || !g_ascii_isdigit(*at))
		return false;
	for (; at < end; at++) {
		if (*at == '.' && point == NULL && at + 1 < end) {
			point = at;
			continue;
		}
		if (!g_ascii_isdigit(*at) || made > 1000000000000000 || (point != NULL && ++decimals > 3))
			return false;
		made = made * 10 + (*at - '0');
	}
	for (; decimals < 3; decimals++)
		made *= 10;
	if (made > 1000000000000000)
		return false;
	*thousandths = made;
	return true;
}

const struct assumption *review_assumption(const struct review *review, enum assumption_key key)
{
	return review->assumptions == NULL ? &assumption_kinds[key].standard : &review->assumptions[key];
}

static bool take_value(const struct decoder *decoder, const struct node *node, int64_t *value)
{
	if (node->kind == NODE_SCALAR && thousandths_parse(node->text, value))
		return true;
	return diag(decoder->diags, MODEL_BAD_NUMBER, node->span, str_c(node->text), "a number", "digits, at most three of them behind a point: 2.5");
}

/* One value for all three, or a list of low, likely and high. */
static void take_assumption(const struct decoder *decoder, const struct node *node, struct assumption *assumption)
{
	struct assumption made = {.given = true, .span = node->span};
	const struct node *low = node->kind == NODE_LIST ? node->first : node;
	const struct node *likely = node->kind == NODE_LIST && low != NULL ? low->next : low;
	const struct node *high = node->kind == NODE_LIST && likely != NULL ? likely->next : likely;

	if (high == NULL || (node->kind == NODE_LIST && node->count != 3)) {
		diag(decoder->diags, MODEL_WRONG_TYPE, node->span, str_c(node->key), "a number, or a list of three (low, likely, high)",
		     "another list", "");
		return;
	}
	if (!take_value(decoder, low, &made.low) ||
	    (node->kind == NODE_LIST && (!take_value(decoder, likely, &made.likely) || !take_value(decoder, high, &made.high))))
		return;
	if (node->kind != NODE_LIST)
		made.likely = made.high = made.low;
	if (made.low > made.likely || made.likely > made.high)
		diag(decoder->diags, REVIEW_NOT_ASCENDING, node->span, str_c(node->key));
	else
		*assumption = made;
}

void assumptions_decode(const struct decoder *decoder, const struct node *map, struct assumption *assumptions)
{
	struct key keys[ASSUMPTION_COUNT];
	struct shape shape = SHAPE("the assumptions", keys);

	for (uint32_t i = 0; i < ASSUMPTION_COUNT; i++) {
		keys[i] = (struct key){assumption_kinds[i].key, HOLDS_LIST_OR_TEXT, false};
		assumptions[i] = assumption_kinds[i].standard;
	}
	if (map == NULL || !decode_shape(decoder, map, &shape, "assumptions"))
		return;
	for (uint32_t i = 0; i < ASSUMPTION_COUNT; i++) {
		const struct node *child = decode_child(map, assumption_kinds[i].key, HOLDS_LIST_OR_TEXT);

		if (child != NULL)
			take_assumption(decoder, child, &assumptions[i]);
	}
}
