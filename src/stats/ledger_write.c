/* The private ledger written: one line of JSON for each thing, and a digest of all under the key. */
#include <string.h>

#include "base/bits.h"
#include "ledger_text.h"
#include "stats/ledger.h"

static void append_text(GString *out, const char *key, struct str text)
{
	g_string_append_printf(out, ",\"%s\":\"", key);
	for (uint32_t i = 0; i < text.length; i++) {
		char c = text.text[i];

		if (c == '"' || c == '\\')
			g_string_append_printf(out, "\\%c", c);
		else if ((unsigned char)c < 0x20)
			g_string_append_printf(out, "\\u%04x", (unsigned)c);
		else
			g_string_append_c(out, c);
	}
	g_string_append_c(out, '"');
}

static void append_hex(GString *out, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		g_string_append_printf(out, "%02x", bytes[i]);
}

static void append_count(GString *out, const char *key, int64_t number)
{
	g_string_append_printf(out, ",\"%s\":%" G_GINT64_FORMAT, key, number);
}

static void write_members(const struct ledger_release *release, GString *out)
{
	g_string_append(out, ",\"members\":[");
	for (uint32_t i = 0; i < release->member_count; i++) {
		g_string_append(out, i == 0 ? "\"" : ",\"");
		append_hex(out, release->members[i].name, sizeof release->members[i].name);
		append_hex(out, release->members[i].state, sizeof release->members[i].state);
		g_string_append_c(out, '"');
	}
	g_string_append(out, "]}\n");
}

static void write_set(const uint64_t *set, uint32_t count, GString *out)
{
	g_string_append(out, "{\"set_bits\":\"");
	for (uint32_t i = 0; i < (count + 3) / 4; i++)
		g_string_append_c(out, "0123456789abcdef"[set[i / 16] >> (i % 16 * 4) & 15]);
	g_string_append(out, "\"}\n");
}

static void write_cell(const struct ledger *ledger, const struct ledger_cell *cell, GString *out)
{
	g_string_append(out, "{\"kind\":\"cell\"");
	append_text(out, "cell", cell->key);
	append_text(out, "family", cell->family);
	append_text(out, "definition", cell->definition);
	append_text(out, "as", str_of(ledger_as_words[cell->as]));
	append_count(out, "set", cell->set);
	if (cell->as_of != UINT32_MAX)
		append_text(out, "as_of", ledger->releases[cell->as_of]->name);
	append_count(out, "codes", cell->codes);
	append_count(out, "base", cell->base);
	append_count(out, "clients", cell->clients);
	if (cell->base_is_rounded)
		g_string_append(out, ",\"rounded\":true");
	if (cell->has_counts) {
		append_count(out, "hits", cell->hits);
		append_count(out, "of", cell->of);
	}
	append_count(out, "sense", cell->percent_sense);
	append_count(out, "percent", cell->percent);
	append_count(out, "decimals", cell->decimals);
	if (cell->is_number)
		append_count(out, "number", cell->number);
	if (cell->has_interval) {
		append_count(out, "low", cell->low);
		append_count(out, "high", cell->high);
	}
	g_string_append(out, "}\n");
}

static void write_release(const struct ledger *ledger, const struct ledger_release *release, GString *out)
{
	g_string_append(out, "{\"kind\":\"release\"");
	append_text(out, "release", release->name);
	append_count(out, "date", release->date);
	write_members(release, out);
	for (uint32_t i = 0; i < release->set_count; i++)
		write_set(release->sets[i], release->member_count, out);
	for (uint32_t i = 0; i < release->cell_count; i++)
		write_cell(ledger, &release->cells[i], out);
}

void ledger_write(const struct ledger *ledger, const struct ledger_release *release, const struct secrets *secrets, GString *out)
{
	uint8_t hash[16];
	size_t start = out->len;

	secrets_hash(secrets, "check", "", 0, hash);
	g_string_append(out, "{\"plumbline\":\"ledger/1\",\"key_check\":\"");
	append_hex(out, hash, sizeof hash);
	g_string_append(out, "\"}\n");
	for (uint32_t i = 0; i < ledger->release_count; i++)
		write_release(ledger, ledger->releases[i], out);
	if (release != NULL && ledger_find(ledger, release->name) == UINT32_MAX)
		write_release(ledger, release, out);
	secrets_hash(secrets, "ledger", out->str + start, out->len - start, hash);
	g_string_append(out, "{\"digest\":\"");
	append_hex(out, hash, sizeof hash);
	g_string_append(out, "\"}\n");
}

/* What is reprinted from the kept release itself is what that release printed. */
static bool cells_equal(const struct ledger_cell *kept, const struct ledger_cell *made)
{
	return str_equal(kept->key, made->key) && str_equal(kept->definition, made->definition) && kept->as == made->as && kept->base == made->base &&
	       kept->clients == made->clients && kept->percent == made->percent && kept->percent_sense == made->percent_sense &&
	       kept->low == made->low && kept->high == made->high && kept->number == made->number && kept->hits == made->hits && kept->of == made->of;
}

bool ledger_releases_equal(const struct ledger_release *kept, const struct ledger_release *made)
{
	if (kept->date != made->date || kept->member_count != made->member_count || kept->cell_count != made->cell_count)
		return false;
	for (uint32_t i = 0; i < kept->member_count; i++)
		if (memcmp(&kept->members[i], &made->members[i], sizeof kept->members[i]) != 0)
			return false;
	for (uint32_t i = 0; i < kept->cell_count; i++)
		if (!cells_equal(&kept->cells[i], &made->cells[i]))
			return false;
	return true;
}
