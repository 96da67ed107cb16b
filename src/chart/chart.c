/* Charts: the table of kinds. */
#include "parts.h"

static dim (*const kinds[])(struct sketch *sketch) = {
	[CHART_STACK] = chart_stack,
	[CHART_HEAT] = chart_heat,
	[CHART_DOTS] = chart_dots,
	[CHART_STRIP] = chart_strip,
};

struct drawing chart_draw(struct arena *arena, struct typesetter *typesetter, const struct theme *theme, const struct chart_spec *spec, dim width)
{
	struct sketch sketch = {arena, typesetter, theme, spec, drawing_start(arena), width};

	return drawing_finish(sketch.maker, width, kinds[spec->kind](&sketch));
}
