/*
 * One among many: a row for each subject, with the peers as dots (60 or fewer) or as bars, bin by bin, and a marked line where the one stands. Of a bin:
 * start and end in hundredths of a percent, amount: how many; the marked value: amount of `of`.
 */
#include "parts.h"

#define MOST_DOTS 60u
#define DOT       DIM(1.7)
#define PITCH     DIM(4.2)
#define TALL      DIM(26)
#define ABOVE     DIM(7) /* for the head of the marker */
#define BELOW     DIM(6)
#define NOBODY    DIM(12) /* room for those with nothing at all, left of the scale */
#define SPACE     DIM(10)
#define WHOLE     10000u /* hundredths of a percent */

struct peers_plan {
	dim labels, notes; /* labels 0: above their rows */
	dim x, width;      /* of the scale */
	dim nobody;        /* 0: nobody has nothing */
};

struct row_size {
	struct wrapped label;
	dim above, height;
};

static bool is_own(const struct chart_value *value)
{
	return value->mark == CHART_MARK_STRONG;
}

static bool is_nothing(const struct chart_value *value)
{
	return !is_own(value) && value->end == 0;
}

static struct peers_plan plan(const struct sketch *sketch)
{
	struct peers_plan plan = {.labels = 0};

	for (uint32_t i = 0; i < sketch->spec->row_count; i++) {
		const struct chart_row *row = &sketch->spec->rows[i];

		plan.labels = MAX(plan.labels, sketch_measure(sketch, row->label, STYLE_CHART_LABEL));
		plan.notes = MAX(plan.notes, sketch_measure(sketch, row->note, STYLE_CHART_LABEL));
		for (uint32_t v = 0; v < row->count; v++)
			plan.nobody = is_nothing(&row->values[v]) ? NOBODY : plan.nobody;
	}
	plan.labels = sketch->width < CHART_NARROW ? 0 : MIN(plan.labels, sketch->width * 3 / 10);
	plan.notes = MIN(plan.notes, sketch->width / 3);
	plan.x = (plan.labels == 0 ? DIM(4) : plan.labels + SPACE) + plan.nobody;
	plan.width = sketch->width - plan.x - (plan.notes == 0 ? DIM(4) : plan.notes + SPACE);
	return plan;
}

static struct row_size size_of(const struct sketch *sketch, const struct peers_plan *plan, const struct chart_row *row)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL), room = plan->labels == 0 ? sketch->width - plan->notes - SPACE : plan->labels;
	struct row_size size = {.label = sketch_wrap(sketch, row->label, STYLE_CHART_LABEL, room, plan->labels == 0 ? 2 : 3)};

	size.above = plan->labels == 0 ? leading * (dim)size.label.count : 0;
	size.height = size.above + ABOVE + TALL + BELOW;
	return size;
}

static dim place(const struct peers_plan *plan, uint64_t amount, uint64_t of)
{
	return plan->x + (dim)((uint64_t)plan->width * MIN(amount, of) / of);
}

/* From where to where a bin goes. */
struct stretch {
	dim from, to;
};

static struct stretch stretch_of(const struct peers_plan *plan, const struct chart_value *value)
{
	if (is_nothing(value))
		return (struct stretch){plan->x - plan->nobody + DIM(1), plan->x - DIM(1)};
	return (struct stretch){place(plan, value->start, WHOLE) + DIM(0.75), place(plan, value->end, WHOLE) - DIM(0.75)};
}

/* ---- Peers ---- */

static uint32_t count_peers(const struct chart_row *row)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < row->count; i++)
		count += is_own(&row->values[i]) ? 0 : row->values[i].amount;
	return count;
}

/* Where in its bin a peer stands is not told: they fill it in even columns from below. */
static void draw_dots(struct sketch *sketch, const struct peers_plan *plan, const struct chart_value *value, dim bottom)
{
	struct stretch stretch = stretch_of(plan, value);
	dim room = stretch.to - stretch.from;
	uint32_t tall = (uint32_t)(TALL / PITCH), columns = MAX(1u, (uint32_t)(room / PITCH)), rows;

	columns = MAX(MIN(columns, (value->amount + 2) / 3), (value->amount + tall - 1) / tall);
	rows = (value->amount + columns - 1) / columns;
	for (uint32_t i = 0; i < value->amount; i++) {
		dim x = stretch.from + room * (dim)(2 * (i / rows) + 1) / (dim)(2 * columns);

		drawing_circle(sketch->maker, x, bottom - PITCH / 2 - PITCH * (dim)(i % rows), DOT, COLOUR_MUTED);
	}
}

/* Peers in a tenth of the scale, in thousandths: areas, not heights, go by numbers. */
static uint64_t density_of(const struct chart_value *value)
{
	uint64_t width = is_nothing(value) ? WHOLE / 10 : MAX(value->end - MIN(value->start, value->end), 1u);

	return (uint64_t)value->amount * 1000u * (WHOLE / 10) / width;
}

/* Where the one stands in the row; far outside where it does not. */
static dim own_place(const struct peers_plan *plan, const struct chart_row *row)
{
	for (uint32_t i = 0; i < row->count; i++)
		if (is_own(&row->values[i]) && row->values[i].of > 0)
			return row->values[i].amount == 0 && plan->nobody > 0 ? plan->x - plan->nobody / 2
									      : place(plan, row->values[i].amount, row->values[i].of);
	return -plan->width;
}

/* In the bar or, where that is low, above it; clear of the line of the one, on its wider side. Nothing where it does not fit. */
static void draw_count(struct sketch *sketch, struct stretch stretch, dim own, uint32_t count, dim top, dim bottom)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_VALUE), y = bottom - top >= leading ? bottom - leading : top - leading;
	struct str text = str_format(sketch->arena, "%u", count);

	if (own > stretch.from - DIM(3) && own < stretch.to + DIM(3)) {
		if (own - stretch.from > stretch.to - own)
			stretch.to = own - DIM(2);
		else
			stretch.from = own + DIM(2);
	}
	if (sketch_measure(sketch, text, STYLE_CHART_VALUE) + DIM(1) <= stretch.to - stretch.from)
		sketch_text(sketch, (stretch.from + stretch.to) / 2, sketch_middle(sketch, STYLE_CHART_VALUE, y, leading), text, STYLE_CHART_VALUE,
			    bottom - top >= leading ? COLOUR_ON_SCALE_2 : COLOUR_TEXT, ANCHOR_MIDDLE);
}

static void draw_bar(struct sketch *sketch, const struct peers_plan *plan, const struct chart_value *value, dim height, dim own, dim bottom)
{
	struct stretch stretch = stretch_of(plan, value);
	struct mark *bar = drawing_rect(sketch->maker, stretch.from, bottom - height, MAX(stretch.to - stretch.from, DIM(1)), height, COLOUR_SCALE_2);

	bar->as.rect.paint.stroke = COLOUR_MUTED;
	bar->as.rect.paint.stroke_width = DIM(0.75);
	draw_count(sketch, stretch, own, value->amount, bottom - height, bottom);
}

static void draw_peers(struct sketch *sketch, const struct peers_plan *plan, const struct chart_row *row, dim bottom)
{
	bool dots = count_peers(row) <= MOST_DOTS;
	uint64_t most = 1;

	for (uint32_t i = 0; i < row->count; i++)
		most = is_own(&row->values[i]) ? most : MAX(most, density_of(&row->values[i]));
	for (uint32_t i = 0; i < row->count; i++) {
		dim height = MAX(DIM(1.5), (dim)((uint64_t)TALL * density_of(&row->values[i]) / most));

		if (is_own(&row->values[i]) || row->values[i].amount == 0)
			continue;
		if (dots)
			draw_dots(sketch, plan, &row->values[i], bottom);
		else
			draw_bar(sketch, plan, &row->values[i], height, own_place(plan, row), bottom);
	}
}

/* ---- The one ---- */

/* A line with a head; on bars with the page's colour around it, so that it stands out of what it crosses. */
static void draw_own(struct sketch *sketch, dim x, dim top, dim bottom, bool on_bars)
{
	struct path_step *steps = arena_array(sketch->arena, struct path_step, 4);
	struct mark *head;

	steps[0] = (struct path_step){.verb = PATH_MOVE, .points = {{-DIM(5), 0}}};
	steps[1] = (struct path_step){.verb = PATH_LINE, .points = {{DIM(5), 0}}};
	steps[2] = (struct path_step){.verb = PATH_LINE, .points = {{0, DIM(7)}}};
	steps[3] = (struct path_step){.verb = PATH_CLOSE};
	if (on_bars)
		drawing_rect(sketch->maker, x - DIM(2), top + DIM(2), DIM(4), bottom - top - DIM(2), COLOUR_PAGE);
	drawing_rect(sketch->maker, x - DIM(1), top + DIM(2), DIM(2), bottom - top - DIM(2), COLOUR_ACCENT);
	head = drawing_add(sketch->maker, MARK_PATH, x, top);
	head->as.path.steps = steps;
	head->as.path.count = 4;
	head->as.path.paint = (struct paint){.fill = COLOUR_ACCENT, .stroke = COLOUR_PAGE, .stroke_width = DIM(0.75)};
}

static void draw_row(struct sketch *sketch, const struct peers_plan *plan, const struct chart_row *row, const struct row_size *size, dim y)
{
	dim label_height = plan->labels == 0 ? size->above : size->height, top = y + size->above, bottom = top + ABOVE + TALL;
	dim note_top = plan->labels == 0 ? y : y + size->above, note_height = plan->labels == 0 ? size->above : size->height;

	drawing_group(sketch->maker, str_format(sketch->arena, "%.*s: %.*s", STR_ARGS(row->label), STR_ARGS(row->note)), STR(""), STR("group"));
	sketch_block(sketch, 0, y, label_height, &size->label, STYLE_CHART_LABEL, COLOUR_TEXT);
	draw_peers(sketch, plan, row, bottom);
	drawing_rule(sketch->maker, plan->x - plan->nobody, bottom, plan->x + plan->width, bottom, DIM(0.75), COLOUR_MUTED);
	if (own_place(plan, row) > 0)
		draw_own(sketch, own_place(plan, row), top, bottom, count_peers(row) > MOST_DOTS);
	sketch_text(sketch, sketch->width, sketch_middle(sketch, STYLE_CHART_LABEL, note_top, note_height),
		    sketch_fit(sketch, row->note, STYLE_CHART_LABEL, plan->notes), STYLE_CHART_LABEL, COLOUR_TEXT, ANCHOR_END);
	sketch_link(sketch, 0, y, plan->labels == 0 ? sketch->width - plan->notes : plan->labels, label_height, row->target, row->label);
	drawing_end(sketch->maker);
}

dim chart_peers(struct sketch *sketch)
{
	struct peers_plan columns = plan(sketch);
	const struct chart_spec *spec = sketch->spec;
	struct row_size *sizes = arena_array(sketch->arena, struct row_size, spec->row_count);
	dim y = sketch_scale(sketch, columns.x, 0, columns.width), bottom = y;

	for (uint32_t i = 0; i < spec->row_count; i++) {
		sizes[i] = size_of(sketch, &columns, &spec->rows[i]);
		sketch_grid(sketch, columns.x, columns.width, bottom + sizes[i].above + ABOVE, bottom + sizes[i].height - BELOW);
		bottom += sizes[i].height;
	}
	for (uint32_t i = 0; i < spec->row_count; i++) {
		draw_row(sketch, &columns, &spec->rows[i], &sizes[i], y);
		y += sizes[i].height;
	}
	return y + sketch_axis(sketch, columns.labels == 0 ? 0 : columns.x - columns.nobody, y) + DIM(2);
}
