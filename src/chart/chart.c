/* Charts: the table of kinds. */
#include "parts.h"

static dim (*const kinds[])(struct sketch *sketch) = {
	[CHART_STACK] = chart_stack,     [CHART_HEAT] = chart_heat,         [CHART_DOTS] = chart_dots,     [CHART_STRIP] = chart_strip,
	[CHART_ROADMAP] = chart_roadmap, [CHART_BURNDOWN] = chart_burndown, [CHART_MATRIX] = chart_matrix, [CHART_INTERVALS] = chart_intervals,
	[CHART_GRID] = chart_grid,       [CHART_TREND] = chart_trend,       [CHART_PARTS] = chart_parts,   [CHART_PEERS] = chart_peers,
	[CHART_SLOPE] = chart_slope,     [CHART_TIMELINE] = chart_timeline, [CHART_RADAR] = chart_radar,
};

struct drawing chart_draw(struct arena *arena, struct typesetter *typesetter, const struct theme *theme, const struct chart_spec *spec, dim width)
{
	struct sketch sketch = {arena, typesetter, theme, spec, drawing_start(arena), width};

	return drawing_finish(sketch.maker, width, kinds[spec->kind](&sketch));
}
