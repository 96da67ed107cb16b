/* Values as a language writes them: numbers, dates, durations, lists, words. */
#include <math.h>
#include <string.h>

#include "text.h"

#define LONGEST_NUMBER   64
#define LISTS_DEEPEST    4u
#define HAS(forms, form) (((forms) & (1u << (form))) != 0)

struct writing {
	const struct wording *wording;
	struct arena *arena;
	uint32_t forms;
	uint32_t depth;
};

typedef bool (*write_value)(const struct writing *writing, const struct value *value, const struct type *type, GString *out);

static bool write_any(const struct writing *writing, const struct value *value, const struct type *type, GString *out);

static void append(GString *out, struct str text)
{
	g_string_append_len(out, str_c(text), text.length);
}

/* Digits in groups of three; four digits stand together, as in "2300" no, "2,300" yes: always grouped. */
static void append_digits(const struct wording *wording, const char *digits, size_t count, GString *out)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && (count - i) % 3 == 0)
			append(out, wording->group);
		g_string_append_c(out, digits[i]);
	}
}

/* At most four decimals, without zeros at the end. */
static void append_number(const struct wording *wording, double number, bool grouped, GString *out)
{
	char text[LONGEST_NUMBER], *point;
	size_t whole;

	if (!isfinite(number) || fabs(number) >= 1e18)
		return;
	g_ascii_formatd(text, sizeof(text), "%.4f", fabs(number));
	point = strchr(text, '.');
	for (char *end = text + strlen(text); end > point && (end[-1] == '0' || end[-1] == '.'); end--)
		end[-1] = '\0';
	whole = strcspn(text, ".");
	if (number < 0)
		g_string_append(out, "\xE2\x88\x92");
	if (grouped)
		append_digits(wording, text, whole, out);
	else
		g_string_append_len(out, text, (gssize)whole);
	if (text[whole] != '\0') {
		append(out, wording->decimal);
		g_string_append(out, text + whole + 1);
	}
}

/* Fills {name} in with the value; other text stays. */
static void append_filled(struct str pattern, const char *name, const char *value, GString *out)
{
	const char *at = str_c(pattern), *end = at + pattern.length;
	size_t length = strlen(name);

	while (at < end) {
		if (*at == '{' && strncmp(at + 1, name, length) == 0 && at[length + 1] == '}') {
			g_string_append(out, value);
			at += length + 2;
		} else
			g_string_append_c(out, *at++);
	}
}

struct str words_filled(struct arena *arena, struct str pattern, const char *name, const char *value)
{
	GString *out = g_string_new(NULL);

	append_filled(pattern, name, value, out);
	return str_take(arena, out);
}

/* "64 million", with one decimal where it says something. */
static bool append_short(const struct writing *writing, double number, GString *out)
{
	bool billions = fabs(number) >= 1e9;
	double unit = billions ? 1e9 : 1e6;
	GString *digits;

	if (fabs(number) < 1e6)
		return false;
	digits = g_string_new(NULL);
	append_number(writing->wording, floor(number / unit * 10 + 0.5) / 10, true, digits);
	append_filled(billions ? writing->wording->billion : writing->wording->million, "n", digits->str, out);
	g_string_free(digits, TRUE);
	return true;
}

static bool write_number(const struct writing *writing, const struct value *value, const struct type *type, GString *out)
{
	double number = value->as.number;

	if (HAS(writing->forms, FORM_WORDS) && number >= 0 && number < SMALL_NUMBERS && number == floor(number))
		append(out, writing->wording->small[(size_t)number]);
	else if (!HAS(writing->forms, FORM_SHORT) || !append_short(writing, number, out))
		append_number(writing->wording, number, !HAS(writing->forms, FORM_BARE), out);
	return true;
}

static bool write_duration(const struct writing *writing, const struct value *value, const struct type *type, GString *out)
{
	static const double minutes[UNIT_COUNT] = {1, 60, 1440};
	GString *digits = g_string_new(NULL);
	int unit = UNIT_DAY;
	double amount;

	while (unit > UNIT_MINUTE && fmod(value->as.number, minutes[unit]) != 0)
		unit--;
	if (unit == UNIT_MINUTE && value->as.number >= 2 * minutes[UNIT_HOUR] && fmod(value->as.number, minutes[UNIT_HOUR] / 10) == 0)
		unit = UNIT_HOUR;
	if (unit == UNIT_DAY && value->as.number < 2 * minutes[UNIT_DAY])
		unit = UNIT_HOUR;
	amount = value->as.number / minutes[unit];
	append_number(writing->wording, amount, true, digits);
	append_filled(amount == 1 ? writing->wording->units[unit].one : writing->wording->units[unit].other, "n", digits->str, out);
	g_string_free(digits, TRUE);
	return true;
}

static bool write_date(const struct writing *writing, const struct value *value, const struct type *type, GString *out)
{
	struct date date = value->as.date;
	struct str pattern = HAS(writing->forms, FORM_MONTH) ? writing->wording->month : writing->wording->day;
	struct str text;

	if (date.year == 0 || date.month < 1 || date.month > (int)MONTHS)
		return false;
	if (HAS(writing->forms, FORM_BARE)) {
		g_string_append_printf(out, "%04d-%02d-%02d", date.year, date.month, date.day);
		return true;
	}
	text = words_filled(writing->arena, pattern, "day", str_format(writing->arena, "%d", date.day).text);
	text = words_filled(writing->arena, text, "month", str_c(writing->wording->months[date.month - 1]));
	append_filled(text, "year", str_format(writing->arena, "%d", date.year).text, out);
	return true;
}

static bool write_text(const struct writing *writing, const struct value *value, const struct type *type, GString *out)
{
	if (str_is_empty(value->as.text))
		return false;
	append(out, value->as.text);
	return true;
}

static bool write_word(const struct writing *writing, const struct value *value, const struct type *type, GString *out)
{
	append(out, wording_word(writing->wording, writing->arena, type->words, value->as.word));
	return true;
}

static bool is_naming(const struct field *field)
{
	return field->type.kind == KIND_TEXT && (g_str_equal(field->name, "title") || g_str_equal(field->name, "name"));
}

/* A record is written as its title or name; NULL if it has none. */
static const struct field *naming_field(const struct record_kind *record)
{
	for (uint32_t i = 0; i < record->field_count; i++)
		if (is_naming(&record->fields[i]))
			return &record->fields[i];
	return NULL;
}

static bool write_record(const struct writing *writing, const struct value *value, const struct type *type, GString *out)
{
	const struct field *field = naming_field(type->record);
	struct value name = field == NULL ? value_unknown() : field->of(writing->arena, value->as.record);

	return name.state == STATE_KNOWN && write_text(writing, &name, &field->type, out);
}

/* Items that are not known are left out; a list of nothing is not known. */
static bool write_list(const struct writing *writing, const struct value *value, const struct type *type, GString *out)
{
	struct writing within = *writing;
	GPtrArray *items = g_ptr_array_new_with_free_func(g_free);
	struct str last = HAS(writing->forms, FORM_OR) ? writing->wording->or : writing->wording->and;
	bool any;

	within.depth++;
	for (uint32_t i = 0; i < value->count && within.depth < LISTS_DEEPEST; i++) {
		GString *item = g_string_new(NULL);

		if (write_any(&within, &value->as.items[i], type->item, item))
			g_ptr_array_add(items, g_strndup(item->str, item->len));
		g_string_free(item, TRUE);
	}
	for (guint i = 0; i < items->len; i++) {
		if (i > 0)
			append(out, i + 1 == items->len ? last : writing->wording->between);
		g_string_append(out, g_ptr_array_index(items, i));
	}
	any = items->len > 0;
	g_ptr_array_free(items, TRUE);
	return any;
}

static const write_value writers[] = {
	[KIND_NUMBER] = write_number, [KIND_TEXT] = write_text, [KIND_DURATION] = write_duration, [KIND_DATE] = write_date,
	[KIND_WORD] = write_word,     [KIND_LIST] = write_list, [KIND_RECORD] = write_record,     [KIND_BOOL] = NULL,
};

static bool write_any(const struct writing *writing, const struct value *value, const struct type *type, GString *out)
{
	bool quoted = HAS(writing->forms, FORM_QUOTED) && type->kind != KIND_LIST;
	gsize start = out->len;

	if (value->state != STATE_KNOWN || writers[type->kind] == NULL)
		return false;
	if (quoted)
		append(out, writing->wording->open_quote);
	if (!writers[type->kind](writing, value, type, out)) {
		g_string_truncate(out, start);
		return false;
	}
	if (quoted)
		append(out, writing->wording->close_quote);
	return true;
}

/* The first letter as a capital one. */
void words_capitalise(GString *out, gsize start)
{
	gunichar first;
	char upper[6];
	gint length;

	if (out->len == start)
		return;
	first = g_utf8_get_char(out->str + start);
	length = g_unichar_to_utf8(g_unichar_totitle(first), upper);
	g_string_erase(out, (gssize)start, (gssize)(g_utf8_next_char(out->str + start) - (out->str + start)));
	g_string_insert_len(out, (gssize)start, upper, length);
}

bool value_write(const struct value *value, const struct type *type, uint32_t forms, const struct wording *wording, struct arena *arena, GString *out)
{
	struct writing writing = {wording, arena, forms, 0};
	gsize start = out->len;

	if (!write_any(&writing, value, type, out))
		return false;
	if (HAS(forms, FORM_CAPITAL))
		words_capitalise(out, start);
	return true;
}

bool type_is_printable(const struct type *type)
{
	for (uint32_t depth = 0; type->kind == KIND_LIST && depth < LISTS_DEEPEST; depth++)
		type = type->item;
	if (type->kind == KIND_RECORD)
		return naming_field(type->record) != NULL;
	return writers[type->kind] != NULL;
}
