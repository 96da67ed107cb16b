/* Risks on charts: colour, pattern and letter of each, bars, and the legend. */
#include "parts.h"

#define SWATCH        DIM(9)
#define LEAST_SEGMENT DIM(2.5)

static const struct {
	enum pattern pattern;
	const char *sign; /* NULL: the first letter of its name */
	const char *letter;
} looks[RISK_COUNT] = {
	[RISK_HIGH] = {PATTERN_SOLID, NULL, "H"},
	[RISK_MEDIUM] = {PATTERN_STRIPES, NULL, "M"},
	[RISK_NONE] = {PATTERN_SOLID, "\xE2\x80\x93", NULL},
	[RISK_UNMATCHED] = {PATTERN_DOTS, "!", NULL},
	[RISK_UNANSWERED] = {PATTERN_SOLID, "?", NULL},
	[RISK_NOT_APPLICABLE] = {PATTERN_HATCH, "/", NULL},
};

struct str sketch_risk_word(const struct sketch *sketch, enum risk risk)
{
	return str_is_empty(sketch->spec->legend[risk]) ? STR("") : sketch->spec->legend[risk];
}

struct str sketch_risk_letter(const struct sketch *sketch, enum risk risk)
{
	struct str word = sketch_risk_word(sketch, risk);
	char letter[8] = {0};

	if (looks[risk].sign != NULL)
		return str_of(looks[risk].sign);
	if (str_is_empty(word))
		return str_of(looks[risk].letter);
	g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(word.text)), letter);
	return str_from(sketch->arena, letter);
}

void sketch_risk(struct sketch *sketch, dim x, dim y, dim width, dim height, enum risk risk)
{
	struct mark *mark = drawing_rect(sketch->maker, x, y, width, height, colour_of_risk(risk));

	mark->as.rect.paint.pattern = looks[risk].pattern;
}

void sketch_segment(struct sketch *sketch, dim x, dim y, dim width, dim height, enum risk risk, uint32_t amount)
{
	struct str text = str_format(sketch->arena, "%u", amount);
	dim wide = sketch_measure(sketch, text, STYLE_CHART_VALUE), chip = wide + DIM(5), tall = sketch_leading(sketch, STYLE_CHART_VALUE);

	sketch_risk(sketch, x, y, width, height, risk);
	if (wide + DIM(4) > width || tall > height)
		return;
	chip = MIN(chip, width);
	if (looks[risk].pattern != PATTERN_SOLID)
		drawing_rect(sketch->maker, x + (width - chip) / 2, y + (height - tall) / 2, chip, tall, COLOUR_PAGE)->as.rect.radius = DIM(2);
	sketch_text(sketch, x + width / 2, sketch_middle(sketch, STYLE_CHART_VALUE, y, height), text, STYLE_CHART_VALUE,
		    looks[risk].pattern != PATTERN_SOLID ? COLOUR_TEXT : colour_on_risk(risk), ANCHOR_MIDDLE);
}

static bool is_answered(enum risk risk)
{
	static const bool answers[RISK_COUNT] = {
#define RISK(id, name, rank, answered) [RISK_##id] = answered,
#include "assess/risk.def"
#undef RISK
	};

	return answers[risk];
}

struct tally sketch_tally(const struct chart_row *row)
{
	struct tally tally = {.all = 0};

	for (uint32_t i = 0; i < row->count; i++) {
		const struct chart_value *value = &row->values[i];

		tally.of[value->risk] += value->amount;
		tally.all += value->amount;
		tally.answered += is_answered(value->risk) ? value->amount : 0;
	}
	return tally;
}

/* Widths of the answered risks: in proportion, but none too thin to see; the widest pays for that. */
static void share_out(const struct tally *tally, dim width, dim *widths)
{
	uint32_t parts = 0, widest = 0;
	dim left = width;

	for (uint32_t i = 0; i < RISK_COUNT; i++)
		parts += is_answered((enum risk)i) && tally->of[i] > 0;
	width -= CHART_GAP * (dim)(parts - 1);
	left = width;
	for (uint32_t i = 0; i < RISK_COUNT; i++) {
		widths[i] = is_answered((enum risk)i) && tally->of[i] > 0 ? MAX((dim)((int64_t)width * tally->of[i] / tally->answered), LEAST_SEGMENT)
									  : 0;
		left -= widths[i];
		widest = widths[i] > widths[widest] ? i : widest;
	}
	widths[widest] += left;
}

void sketch_bar(struct sketch *sketch, dim x, dim y, dim width, dim height, const struct tally *tally)
{
	dim widths[RISK_COUNT];

	if (tally->answered == 0)
		return;
	share_out(tally, width, widths);
	for (uint32_t i = 0; i < RISK_COUNT; i++) {
		if (widths[i] == 0)
			continue;
		sketch_segment(sketch, x, y, widths[i], height, (enum risk)i, tally->of[i]);
		x += widths[i] + CHART_GAP;
	}
}

static void swatch(struct sketch *sketch, dim x, dim y, enum risk risk)
{
	enum style_id style = STYLE_CHART_VALUE;

	if (sketch->spec->kind != CHART_HEAT) {
		sketch_risk(sketch, x, y, SWATCH, SWATCH, risk);
		return;
	}
	if (sketch->spec->tick_count > 0 && risk != RISK_HIGH && risk != RISK_MEDIUM) {
		drawing_rect(sketch->maker, x, y, SWATCH, SWATCH, COLOUR_GRID);
		drawing_rect(sketch->maker, x + DIM(0.5), y + DIM(0.5), SWATCH - DIM(1), SWATCH - DIM(1), COLOUR_SURFACE);
		sketch_text(sketch, x + SWATCH / 2, sketch_middle(sketch, style, y, SWATCH), sketch_risk_letter(sketch, risk), style, COLOUR_MUTED,
			    ANCHOR_MIDDLE);
		return;
	}
	drawing_rect(sketch->maker, x, y, SWATCH, SWATCH, colour_of_risk(risk));
	sketch_text(sketch, x + SWATCH / 2, sketch_middle(sketch, style, y, SWATCH), sketch_risk_letter(sketch, risk), style, colour_on_risk(risk),
		    ANCHOR_MIDDLE);
}

dim sketch_legend(struct sketch *sketch, dim x, dim y, dim width, const struct tally *tally)
{
	dim leading = sketch_leading(sketch, STYLE_CHART_LABEL) + DIM(3), at = x, top = y;
	uint32_t shown = 0;

	for (uint32_t i = 0; i < RISK_COUNT; i++) {
		struct str word = sketch_risk_word(sketch, (enum risk)i);
		dim wide;

		if (str_is_empty(word) || (tally != NULL && tally->of[i] == 0))
			continue;
		if (tally != NULL)
			word = str_format(sketch->arena, "%s\xC2\xA0%u", word.text, tally->of[i]);
		word = sketch_fit(sketch, word, STYLE_CHART_LABEL, width - SWATCH - DIM(4));
		wide = SWATCH + DIM(4) + sketch_measure(sketch, word, STYLE_CHART_LABEL);
		if (at > x && at + wide > x + width) {
			at = x;
			y += leading;
		}
		swatch(sketch, at, y + (leading - SWATCH) / 2, (enum risk)i);
		sketch_text(sketch, at + SWATCH + DIM(4), sketch_middle(sketch, STYLE_CHART_LABEL, y, leading), word, STYLE_CHART_LABEL, COLOUR_TEXT,
			    ANCHOR_START);
		at += wide + DIM(14);
		shown++;
	}
	return shown == 0 ? 0 : y + leading - top;
}
