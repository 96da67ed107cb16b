/* Figures of the same release that hold nearly the same clients, or of which one holds the other and little more. */
#include "guard.h"

struct overlap {
	uint32_t first_only, second_only;
};

static struct overlap overlap_of(const struct guard *guard, const struct figure *first, const struct figure *second)
{
	struct overlap overlap = {0};

	for (size_t w = 0; w < guard->client_words; w++) {
		overlap.first_only += (uint32_t)__builtin_popcountll(first->members[w] & ~second->members[w]);
		overlap.second_only += (uint32_t)__builtin_popcountll(second->members[w] & ~first->members[w]);
	}
	return overlap;
}

/* What the larger has beyond the smaller is as good as printed. */
static bool complement_is_safe(const struct guard *guard, const struct figure *inner, const struct figure *outer)
{
	uint32_t least = guard->privacy->min_side;

	if (!inner->has_sides || inner->sides.of != inner->sides.clients)
		return true;
	return outer->sides.hit >= inner->sides.hit + least && outer->sides.missed >= inner->sides.missed + least;
}

static bool pair_is_safe(const struct guard *guard, const struct figure *first, const struct figure *second)
{
	struct overlap overlap = overlap_of(guard, first, second);
	uint32_t apart = overlap.first_only + overlap.second_only;

	if (apart == 0)
		return true;
	if (apart < guard->privacy->min_change)
		return false;
	if (overlap.first_only == 0)
		return complement_is_safe(guard, first, second);
	return overlap.second_only > 0 || complement_is_safe(guard, second, first);
}

static bool is_compared(const struct figure *figure)
{
	return is_known(figure) && figure->old == NULL && figure->members != NULL && !figure->is_size;
}

/* Sets of one family can be subtracted; the smaller figure goes. */
static bool audit_family(struct guard *guard, const GArray *family)
{
	bool any = false;

	for (uint32_t i = 0; i < family->len; i++)
		for (uint32_t j = i + 1; j < family->len; j++) {
			struct figure *first = figure_at(guard, g_array_index(family, uint32_t, i));
			struct figure *second = figure_at(guard, g_array_index(family, uint32_t, j));

			if (!is_compared(first) || !is_compared(second) || pair_is_safe(guard, first, second))
				continue;
			withhold(first->sides.clients < second->sides.clients ? first : second, PRIVACY_RULE_NESTED);
			any = true;
		}
	return any;
}

bool audit_nested(struct guard *guard)
{
	GHashTable *families = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
	GPtrArray *order = g_ptr_array_new();
	bool any = false;

	for (uint32_t i = 0; i < guard->figures->len; i++) {
		const struct figure *figure = figure_at(guard, i);
		GArray *family = g_hash_table_lookup(families, str_c(figure->family));

		if (!is_compared(figure))
			continue;
		if (family == NULL) {
			family = g_array_new(FALSE, FALSE, sizeof(uint32_t));
			g_hash_table_insert(families, (gpointer)(uintptr_t)str_c(figure->family), family);
			g_ptr_array_add(order, family);
		}
		g_array_append_val(family, i);
	}
	for (uint32_t i = 0; i < order->len; i++)
		any = audit_family(guard, g_ptr_array_index(order, i)) || any;
	g_hash_table_unref(families);
	g_ptr_array_unref(order);
	return any;
}
