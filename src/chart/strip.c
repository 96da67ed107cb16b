/* One small bar by risk: what is answered, then, thinner, what is not; names and counts below. */
#include "parts.h"

#define BAR  DIM(16)
#define THIN DIM(6)

/* Width of a part in proportion, at least wide enough to see. */
static dim part(const struct sketch *sketch, const struct tally *tally, uint32_t amount)
{
	return amount == 0 ? 0 : MAX(DIM(3), (dim)((int64_t)sketch->width * amount / tally->all));
}

dim chart_strip(struct sketch *sketch)
{
	static const enum risk rest[] = {RISK_UNANSWERED, RISK_NOT_APPLICABLE};
	struct tally tally = {.all = 0};
	dim wide = sketch->width, x;

	if (sketch->spec->row_count > 0)
		tally = sketch_tally(&sketch->spec->rows[0]);
	if (tally.all == 0)
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(rest); i++)
		wide -= part(sketch, &tally, tally.of[rest[i]]);
	x = tally.answered == 0 ? 0 : wide;
	sketch_bar(sketch, 0, 0, wide, BAR, &tally);
	for (size_t i = 0; i < G_N_ELEMENTS(rest); i++) {
		dim width = part(sketch, &tally, tally.of[rest[i]]), gap = x == 0 ? 0 : CHART_GAP;

		if (width > 0)
			sketch_risk(sketch, x + gap, (BAR - THIN) / 2, width - gap, THIN, rest[i]);
		x += width;
	}
	return BAR + DIM(3) + sketch_legend(sketch, 0, BAR + DIM(3), sketch->width, &tally);
}
