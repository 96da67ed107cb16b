/* The private ledger read: lines of JSON, trusted only if their digest under the key is right. */
#include "stats/ledger.h"

#include <string.h>

#include "base/bits.h"
#include "ledger_text.h"

#define HASH_SIZE 16u
#define MOST_KEY  256u
#define LEAST_KEY 32u
#define CANNOT    UINT32_MAX

static int hex_digit(char c)
{
	return g_ascii_xdigit_value(c);
}

/* False if it is not exactly that many bytes. */
static bool take_hex(struct str text, uint8_t *out, size_t size)
{
	if (text.length != 2 * size)
		return false;
	for (size_t i = 0; i < size; i++) {
		int high = hex_digit(text.text[2 * i]), low = hex_digit(text.text[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (uint8_t)(high * 16 + low);
	}
	return true;
}

static struct str text_of(const struct node *map, const char *key)
{
	const struct node *node = node_find(map, key);

	return node == NULL || node->kind != NODE_SCALAR ? STR("") : node->text;
}

/* A whole number from 0 to most; false if it is none. Absent: 0. */
static bool take_number(const struct node *map, const char *key, int64_t least, int64_t most, int64_t *out)
{
	const struct node *node = node_find(map, key);
	char *end;

	*out = 0;
	if (node == NULL)
		return true;
	if (node->kind != NODE_SCALAR || node->text.length == 0)
		return false;
	*out = g_ascii_strtoll(node->text.text, &end, 10);
	return *end == '\0' && *out >= least && *out <= most;
}

static bool take_count(const struct node *map, const char *key, uint32_t *out)
{
	int64_t number;
	bool good = take_number(map, key, 0, UINT32_MAX, &number);

	*out = good ? (uint32_t)number : 0;
	return good;
}

static bool take_key(struct arena *arena, struct str text, struct secrets *secrets, struct span span, struct diags *diags)
{
	uint32_t size = text.length / 2;
	uint8_t *key;

	if (size < LEAST_KEY || size > MOST_KEY)
		return diag(diags, SECRETS_KEY, span);
	key = arena_alloc(arena, size);
	if (!take_hex(text, key, size))
		return diag(diags, SECRETS_KEY, span);
	secrets->key = key;
	secrets->key_length = size;
	return true;
}

static bool take_concentration(const struct node *node, struct secrets *secrets, struct diags *diags)
{
	char *end;
	int64_t number;

	if (node == NULL)
		return true;
	number = node->kind == NODE_SCALAR && node->text.length > 0 ? g_ascii_strtoll(node->text.text, &end, 10) : 0;
	if (number < 1 || number > 100 || *end != '\0')
		return diag(diags, SECRETS_CONCENTRATION, node->span);
	secrets->has_concentration = true;
	secrets->concentration = (uint32_t)number;
	return true;
}

const struct secrets *secrets_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags)
{
	static const char *const keys[] = {"plumbline", "key", "concentration"};
	struct secrets *secrets = arena_one(arena, struct secrets);
	const struct node *key = node_find(root, "key");
	struct span start = {source, 0, 0};

	if (root == NULL || root->kind != NODE_MAP || !str_is(text_of(root, "plumbline"), "secrets/1")) {
		diag(diags, SECRETS_HEAD, start);
		return NULL;
	}
	for (const struct node *child = root->first; child != NULL; child = child->next)
		if (!str_is(child->key, keys[0]) && !str_is(child->key, keys[1]) && !str_is(child->key, keys[2])) {
			diag(diags, SECRETS_UNKNOWN, child->key_span);
			return NULL;
		}
	if (key != NULL && !take_key(arena, text_of(root, "key"), secrets, key->span, diags))
		return NULL;
	return take_concentration(node_find(root, "concentration"), secrets, diags) ? secrets : NULL;
}

void secrets_hash(const struct secrets *secrets, const char *what, const void *bytes, size_t length, uint8_t out[16])
{
	GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, secrets->key, secrets->key_length);
	guint8 digest[32];
	gsize size = sizeof digest;

	g_hmac_update(hmac, (const guchar *)what, (gssize)strlen(what) + 1);
	g_hmac_update(hmac, bytes, (gssize)length);
	g_hmac_get_digest(hmac, digest, &size);
	g_hmac_unref(hmac);
	memcpy(out, digest, HASH_SIZE);
}

const struct ledger *ledger_new(struct arena *arena)
{
	return arena_one(arena, struct ledger);
}

uint32_t ledger_find(const struct ledger *ledger, struct str release)
{
	for (uint32_t i = 0; i < ledger->release_count; i++)
		if (str_equal(ledger->releases[i]->name, release))
			return i;
	return CANNOT;
}

/* A ledger while it is read. */
struct reading {
	struct arena *arena;
	const struct ledger *ledger; /* with the releases before this one */
	struct ledger_release *release;
	GArray *cells; /* of struct ledger_cell */
	GPtrArray *sets, *releases;
};

static bool take_members(struct reading *reading, const struct node *list)
{
	struct ledger_release *release = reading->release;
	struct ledger_member *members;
	uint32_t count = 0;

	if (list == NULL || list->kind != NODE_LIST)
		return false;
	members = arena_array(reading->arena, struct ledger_member, list->count);
	for (const struct node *item = list->first; item != NULL; item = item->next, count++) {
		struct str name = {item->text.text, 2 * HASH_SIZE};

		if (item->kind != NODE_SCALAR || item->text.length != 4 * HASH_SIZE || !take_hex(name, members[count].name, HASH_SIZE))
			return false;
		if (!take_hex((struct str){item->text.text + name.length, 2 * HASH_SIZE}, members[count].state, HASH_SIZE))
			return false;
		if (count > 0 && memcmp(members[count - 1].name, members[count].name, HASH_SIZE) >= 0)
			return false;
	}
	release->members = members;
	release->member_count = count;
	return true;
}

/* Four bits to a digit, lowest first. */
static bool take_set(struct reading *reading, struct str text)
{
	uint32_t count = reading->release->member_count;
	uint64_t *set = arena_array(reading->arena, uint64_t, bits_words(count));

	if (text.length != (count + 3) / 4)
		return false;
	for (uint32_t i = 0; i < text.length; i++) {
		int digit = hex_digit(text.text[i]);

		if (digit < 0)
			return false;
		set[i / 16] |= (uint64_t)digit << (i % 16 * 4);
	}
	for (uint32_t i = count; i < bits_words(count) * 64; i++)
		if (bits_has(set, i))
			return false;
	g_ptr_array_add(reading->sets, set);
	return true;
}

static bool take_cell_numbers(const struct node *map, struct ledger_cell *cell)
{
	const struct {
		const char *key;
		uint32_t *to;
	} counts[] = {{"set", &cell->set},
		      {"base", &cell->base},
		      {"clients", &cell->clients},
		      {"hits", &cell->hits},
		      {"of", &cell->of},
		      {"codes", &cell->codes},
		      {"sense", &cell->percent_sense},
		      {"percent", &cell->percent},
		      {"decimals", &cell->decimals}};

	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		if (!take_count(map, counts[i].key, counts[i].to))
			return false;
	return take_number(map, "low", INT64_MIN, INT64_MAX, &cell->low) && take_number(map, "high", INT64_MIN, INT64_MAX, &cell->high) &&
	       take_number(map, "number", INT64_MIN, INT64_MAX, &cell->number);
}

static bool take_as(const struct node *map, struct ledger_cell *cell)
{
	struct str word = text_of(map, "as");

	for (cell->as = 0; cell->as < G_N_ELEMENTS(ledger_as_words); cell->as++)
		if (str_is(word, ledger_as_words[cell->as]))
			return true;
	return false;
}

static bool take_as_of(const struct reading *reading, struct str name, struct ledger_cell *cell)
{
	cell->as_of = CANNOT;
	if (str_is_empty(name))
		return cell->set < reading->sets->len;
	for (uint32_t i = 0; i < reading->releases->len; i++) {
		const struct ledger_release *release = g_ptr_array_index(reading->releases, i);

		if (str_equal(release->name, name)) {
			cell->as_of = i;
			return cell->set < release->set_count;
		}
	}
	return false;
}

static bool take_cell(struct reading *reading, const struct node *map)
{
	struct ledger_cell cell = {.key = text_of(map, "cell"),
				   .family = text_of(map, "family"),
				   .definition = text_of(map, "definition"),
				   .has_counts = node_find(map, "of") != NULL,
				   .has_interval = node_find(map, "low") != NULL,
				   .is_number = node_find(map, "number") != NULL,
				   .base_is_rounded = str_is(text_of(map, "rounded"), "true")};

	if (!take_cell_numbers(map, &cell) || !take_as(map, &cell) || !take_as_of(reading, text_of(map, "as_of"), &cell))
		return false;
	g_array_append_val(reading->cells, cell);
	return true;
}

/* What was gathered belongs to the release that comes to its end here. */
static void end_release(struct reading *reading)
{
	struct ledger_release *release = reading->release;
	struct ledger_cell *cells = arena_array(reading->arena, struct ledger_cell, reading->cells->len);
	const uint64_t **sets = arena_array(reading->arena, const uint64_t *, reading->sets->len);

	if (release == NULL)
		return;
	for (uint32_t i = 0; i < reading->cells->len; i++)
		cells[i] = g_array_index(reading->cells, struct ledger_cell, i);
	for (uint32_t i = 0; i < reading->sets->len; i++)
		sets[i] = g_ptr_array_index(reading->sets, i);
	release->cells = cells;
	release->cell_count = reading->cells->len;
	release->sets = sets;
	release->set_count = reading->sets->len;
	g_array_set_size(reading->cells, 0);
	g_ptr_array_set_size(reading->sets, 0);
	g_ptr_array_add(reading->releases, release);
	reading->release = NULL;
}

static bool begin_release(struct reading *reading, const struct node *map)
{
	end_release(reading);
	reading->release = arena_one(reading->arena, struct ledger_release);
	reading->release->name = text_of(map, "release");
	return take_count(map, "date", &reading->release->date) && take_members(reading, node_find(map, "members"));
}

static bool take_line(struct reading *reading, const struct node *map)
{
	if (node_find(map, "release") != NULL)
		return begin_release(reading, map);
	if (reading->release == NULL)
		return false;
	return node_find(map, "set_bits") != NULL ? take_set(reading, text_of(map, "set_bits")) : take_cell(reading, map);
}

static bool take_lines(struct reading *reading, const struct node *root)
{
	for (const struct node *line = root->first->next; line != NULL && line->next != NULL; line = line->next)
		if (!take_line(reading, line))
			return false;
	end_release(reading);
	return true;
}

static const struct ledger *end_ledger(struct reading *reading)
{
	struct ledger *ledger = arena_one(reading->arena, struct ledger);
	const struct ledger_release **releases = arena_array(reading->arena, const struct ledger_release *, reading->releases->len);

	for (uint32_t i = 0; i < reading->releases->len; i++)
		releases[i] = g_ptr_array_index(reading->releases, i);
	ledger->releases = releases;
	ledger->release_count = reading->releases->len;
	return ledger;
}

/* The last line holds the digest of all bytes before it. */
static bool digest_is_right(const struct source *source, const struct node *last, const struct secrets *secrets)
{
	uint8_t stated[HASH_SIZE], computed[HASH_SIZE];

	if (!take_hex(text_of(last, "digest"), stated, sizeof stated) || last->span.start > source->bytes.length)
		return false;
	secrets_hash(secrets, "ledger", source->bytes.text, last->span.start, computed);
	return memcmp(stated, computed, sizeof stated) == 0;
}

static bool key_is_right(const struct node *head, const struct secrets *secrets)
{
	uint8_t stated[HASH_SIZE], computed[HASH_SIZE];

	secrets_hash(secrets, "check", "", 0, computed);
	return take_hex(text_of(head, "key_check"), stated, sizeof stated) && memcmp(stated, computed, sizeof stated) == 0;
}

static bool is_ours(const struct source *source, const struct node *root, const struct secrets *secrets, struct diags *diags)
{
	const struct node *last = root == NULL || root->kind != NODE_LIST ? NULL : root->first;
	struct span start = {source, 0, 0};

	if (last == NULL || !str_is(text_of(last, "plumbline"), "ledger/1"))
		return diag(diags, LEDGER_HEAD, start);
	if (secrets == NULL || secrets->key_length == 0)
		return diag(diags, LEDGER_NO_KEY, start);
	if (!key_is_right(last, secrets))
		return diag(diags, LEDGER_OTHER_KEY, last->span);
	while (last->next != NULL)
		last = last->next;
	return digest_is_right(source, last, secrets) || diag(diags, LEDGER_DAMAGED, last->span);
}

const struct ledger *ledger_decode(struct arena *arena, const struct source *source, const struct node *root, const struct secrets *secrets,
				   struct diags *diags)
{
	struct reading reading = {.arena = arena};
	const struct ledger *ledger = NULL;

	if (!is_ours(source, root, secrets, diags))
		return NULL;
	reading.cells = g_array_new(FALSE, TRUE, sizeof(struct ledger_cell));
	reading.sets = g_ptr_array_new();
	reading.releases = g_ptr_array_new();
	if (take_lines(&reading, root))
		ledger = end_ledger(&reading);
	else
		diag(diags, LEDGER_DAMAGED, root->span);
	g_array_unref(reading.cells);
	g_ptr_array_unref(reading.sets);
	g_ptr_array_unref(reading.releases);
	return ledger;
}
