/* Disclosure control on tables with known answers. */
#include <string.h>

#include "attack.h"
#include "read/json.h"
#include "read/yaml.h"

static const char *const sectors[] = {"fintech", "media", "other", "public", "retail"};

struct group_size {
	uint32_t hits, of;
};

/* Clients of groups with so many hits each; the metrics 1 and 2 are halves of it unless they are set later. */
static uint32_t add_groups(struct made_client *clients, const struct group_size *sizes, uint32_t groups)
{
	uint32_t count = 0;

	for (uint32_t g = 0; g < groups; g++)
		for (uint32_t i = 0; i < sizes[g].of; i++, count++)
			clients[count] = (struct made_client){
				.name = count, .group = (uint8_t)g, .answers = {i < sizes[g].hits ? HIT : MISS}, .consent = CONSENT_PUBLISH};
	return count;
}

struct table {
	struct arena *arena;
	struct made_client clients[1200];
	struct made made;
	const struct statistics *statistics;
	const struct protected_view *view;
	struct protect_request request;
};

static struct table *table_new(const struct group_size *sizes, uint32_t groups)
{
	struct table *table = g_new0(struct table, 1);

	table->arena = arena_new();
	table->made = (struct made){.clients = table->clients, .groups = sectors, .group_count = groups, .metric_count = 1};
	table->made.count = add_groups(table->clients, sizes, groups);
	table->request = (struct protect_request){.is_protected = true, .release = STR("2020"), .date = 20200131, .secrets = made_secrets()};
	table->request.ledger = ledger_new(table->arena);
	return table;
}

static const struct protected_view *publish(struct table *table)
{
	table->statistics = made_statistics(table->arena, &table->made);
	table->view = protect(table->arena, table->statistics, &table->request);
	return table->view;
}

static void table_free(struct table *table)
{
	arena_free(table->arena);
	g_free(table);
}

static const struct shown *cell_of(const struct table *table, uint32_t group)
{
	return &table->view->statistics_shown[0].segments[0].cells[group];
}

static bool dump_is(const struct table *table, const char *expected)
{
	GString *text = g_string_new(NULL);
	bool same;

	protect_dump(table->view, text);
	same = strcmp(strchr(text->str, '\n') + 1, expected) == 0;
	if (!same)
		g_test_message("%s", text->str);
	g_string_free(text, TRUE);
	return same;
}

/* The table of section 6.2: 118 of 150, with 6 clients in the smallest group. */
static const struct group_size example[] = {{34, 40}, {9, 12}, {48, 62}, {5, 6}, {22, 30}};

static void test_merging(void)
{
	struct table *table = table_new(example, 5);

	publish(table);
	g_assert_true(dump_is(table, "population  base 150\n"
				     "first 79% (118 of 150) 71 to 85 base 150\n"
				     "  ctx.sector=fintech 85% 70 to 93 base about 40\n"
				     "  ctx.sector=media merged SECONDARY\n"
				     "  ctx.sector=other 77% 65 to 87 base about 60\n"
				     "  ctx.sector=public merged SECONDARY\n"
				     "  ctx.sector=retail 73% 55 to 86 base about 30 [u]\n"
				     "  together: media and public 78% 54 to 91 base about 20 [u]\n"));
	g_assert_cmpuint(table->view->statistics_shown[0].segments[0].merges[0].group_count, ==, 2);
	table_free(table);
}

/* The same table where groups are years, which are not merged: 6 clients are too few, and the next smallest year must go with them. */
static void test_suppression(void)
{
	static const bool shown[] = {true, false, true, false, true};
	struct table *table = table_new(example, 5);
	const struct shown *periods;
	struct attack *attack = attack_new(&table->made);
	uint32_t least, most;

	table->made.as_series = true;
	periods = publish(table)->statistics_shown[0].series[0].periods;
	for (uint32_t i = 0; i < 5; i++)
		g_assert_cmpint(periods[i].as, ==, shown[i] ? SHOWN_VALUE : SHOWN_NOT);
	g_assert_cmpint(periods[3].rule, ==, PRIVACY_RULE_CLIENTS);
	g_assert_cmpint(periods[1].rule, ==, PRIVACY_RULE_SECONDARY);
	g_assert_true(periods[1].is_secondary && !periods[3].is_secondary);
	attack_release(attack, &table->made);
	attack_printed(attack, table->view, 0, &table->request.release);
	attack_range(attack, 0, 3, 0, &least, &most);
	g_assert_cmpuint(least, ==, 2);
	g_assert_cmpuint(most, ==, 6);
	attack_range(attack, 0, 1, 0, &least, &most);
	g_assert_cmpuint(least, ==, 8);
	g_assert_cmpuint(most, ==, 12);
	attack_free(attack);
	table_free(table);
}

/* All of the 14 hit: a limit for them alone would be worked out to be all from what the others leave of everybody. */
static void test_limit_is_merged(void)
{
	static const struct group_size sizes[] = {{20, 60}, {14, 14}, {30, 60}};
	struct table *table = table_new(sizes, 3);
	const struct shown_segment *segment;

	publish(table);
	segment = &table->view->statistics_shown[0].segments[0];
	g_assert_cmpint(cell_of(table, 1)->as, ==, SHOWN_MERGED);
	g_assert_cmpint(cell_of(table, 2)->as, ==, SHOWN_VALUE);
	g_assert_cmpstr(str_c(segment->merges[0].label), ==, "fintech and media");
	g_assert_cmpuint(segment->merges[0].shown.percent.steps, ==, 46);
	table_free(table);
}

/* Small businesses are 95 of 100: what everybody has beyond them would be five clients. */
static void test_nested(void)
{
	static const struct group_size sizes[] = {{50, 95}};
	struct table *table = table_new(sizes, 1);

	table->made.count += add_groups(table->clients + 95, (const struct group_size[]){{3, 5}}, 1);
	for (uint32_t i = 95; i < 100; i++) {
		table->clients[i].name = i;
		table->clients[i].group = MADE_NOWHERE;
	}
	publish(table);
	g_assert_cmpint(table->view->statistics_shown[0].all.as, ==, SHOWN_VALUE);
	g_assert_cmpint(cell_of(table, 0)->as, ==, SHOWN_NOT);
	table_free(table);
}

static void test_limits(void)
{
	static const struct group_size few[] = {{2, 150}}, many[] = {{149, 150}}, three[] = {{3, 150}}, small[] = {{1, 20}}, both[] = {{2, 4}};
	struct table *table = table_new(few, 1);
	const struct shown *all = &publish(table)->statistics_shown[0].all;

	g_assert_cmpint(all->as, ==, SHOWN_UNDER);
	g_assert_cmpuint(all->percent.steps, ==, 2);
	g_assert_cmpint(all->quantifier, ==, QUANTIFIER_ALMOST_NOBODY);
	g_assert_false(all->has_counts || all->has_interval);
	table_free(table);
	table = table_new(many, 1);
	all = &publish(table)->statistics_shown[0].all;
	g_assert_cmpint(all->as, ==, SHOWN_OVER);
	g_assert_cmpuint(all->percent.steps, ==, 98);
	table_free(table);
	table = table_new(three, 1);
	all = &publish(table)->statistics_shown[0].all;
	g_assert_cmpint(all->as, ==, SHOWN_VALUE);
	g_assert_cmpuint(all->share.hits, ==, 3);
	table_free(table);
	table = table_new(small, 1);
	all = &publish(table)->statistics_shown[0].all;
	g_assert_cmpint(all->as, ==, SHOWN_UNDER);
	g_assert_cmpuint(all->percent.steps, ==, 15);
	table_free(table);
	table = table_new(both, 1);
	all = &publish(table)->statistics_shown[0].all;
	g_assert_cmpint(all->as, ==, SHOWN_NOT);
	g_assert_cmpint(all->rule, ==, PRIVACY_RULE_CLIENTS);
	g_assert_cmpuint(all->codes, ==, 1u << CODE_CONFIDENTIAL);
	table_free(table);
}

/* Two groups cannot be merged into one, and one that is kept back takes the other with it. */
static void test_two_groups(void)
{
	static const struct group_size sizes[] = {{100, 145}, {2, 5}};
	struct table *table = table_new(sizes, 2);

	publish(table);
	g_assert_cmpint(cell_of(table, 0)->as, ==, SHOWN_NOT);
	g_assert_true(cell_of(table, 0)->is_secondary);
	g_assert_cmpint(cell_of(table, 1)->rule, ==, PRIVACY_RULE_CLIENTS);
	g_assert_cmpint(table->view->statistics_shown[0].all.as, ==, SHOWN_VALUE);
	table_free(table);
}

/* Reviews without a sector: five of them would be what the sectors leave of everybody. */
static void test_unplaced(void)
{
	static const struct group_size sizes[] = {{30, 60}, {20, 50}, {20, 30}};
	struct table *table = table_new(sizes, 3);
	const struct shown_segment *segment;

	for (uint32_t i = 135; i < 140; i++)
		table->clients[i].group = MADE_NOWHERE;
	publish(table);
	segment = &table->view->statistics_shown[0].segments[0];
	g_assert_cmpuint(segment->merge_count, ==, 1);
	g_assert_cmpstr(str_c(segment->merges[0].label), ==, "other and not stated");
	table_free(table);
}

/* Parts of which one is nearly nobody: the other part must go too, or be what the whole leaves. */
static void test_parts(void)
{
	static const struct group_size sizes[] = {{60, 100}};
	struct table *table = table_new(sizes, 1);

	for (uint32_t i = 0; i < 100; i++)
		table->clients[i].answers[i < 2 ? 1 : 2] = table->clients[i].answers[0];
	table->made.metric_count = 3;
	table->made.has_parts = true;
	publish(table);
	g_assert_cmpint(table->view->statistics_shown[0].all.as, ==, SHOWN_VALUE);
	g_assert_cmpint(table->view->statistics_shown[1].all.as, ==, SHOWN_UNDER);
	g_assert_cmpint(table->view->statistics_shown[2].all.as, ==, SHOWN_NOT);
	g_assert_cmpint(table->view->statistics_shown[2].all.rule, ==, PRIVACY_RULE_SECONDARY);
	g_assert_false(table->view->statistics_shown[0].parts_add_up);
	table_free(table);
}

/* Twenty clients with ten workloads each; then one has so many that, but for two, the others are under 20 % of them. */
static void test_concentration(void)
{
	static const struct group_size sizes[] = {{10, 20}};
	struct table *table = table_new(sizes, 1);
	struct diags *diags = diags_new(table->arena);
	const struct secrets *with = made_secrets(), without = {.key = with->key, .key_length = with->key_length};

	for (uint32_t i = 0; i < 20; i++)
		table->clients[i].workloads = 10;
	table->made.unit = UNIT_WORKLOAD;
	publish(table);
	g_assert_cmpint(table->view->statistics_shown[0].all.as, ==, SHOWN_VALUE);
	g_assert_cmpuint(table->view->statistics_shown[0].all.base, ==, 200);
	g_assert_cmpuint(table->view->statistics_shown[0].all.clients, ==, 20);
	for (uint32_t i = 1; i < 20; i++)
		table->clients[i].workloads = 1;
	table->clients[0].workloads = 90;
	publish(table);
	g_assert_cmpint(table->view->statistics_shown[0].all.as, ==, SHOWN_VALUE); /* 18 are 20 % of 90 */
	table->clients[0].workloads = 91;
	publish(table);
	g_assert_cmpint(table->view->statistics_shown[0].all.as, ==, SHOWN_NOT);
	table->request.secrets = &without;
	g_assert_false(publication_allowed(publish(table), &table->request, diags));
	g_assert_cmpuint(diags_count(diags, DIAG_PUBLISH_CONCENTRATION), ==, 1);
	table_free(table);
}

/* Two clients with most of the workloads: "under 15 %" would not be true of them. */
static void test_limit_is_true(void)
{
	static const struct group_size sizes[] = {{2, 20}};
	struct table *table = table_new(sizes, 1);

	table->clients[0].workloads = table->clients[1].workloads = 20;
	table->made.unit = UNIT_WORKLOAD;
	publish(table);
	g_assert_cmpint(table->view->statistics_shown[0].all.as, ==, SHOWN_NOT);
	table_free(table);
}

/* The next release: the ledger of the last, a new name. */
static void next_release(struct table *table, struct str name)
{
	table->request.ledger = made_ledger(table->arena, table->request.ledger, table->view);
	table->request.release = name;
}

static void test_withdrawal(void)
{
	static const struct group_size sizes[] = {{40, 60}, {20, 40}};
	struct table *table = table_new(sizes, 2);
	const struct shown *all;

	publish(table);
	g_assert_cmpuint(table->view->statistics_shown[0].all.share.hits, ==, 60);
	next_release(table, STR("2021"));
	table->clients[0].consent = CONSENT_NO;
	all = &publish(table)->statistics_shown[0].all;
	g_assert_cmpuint(table->statistics->statistics[0].all.k, ==, 59);
	g_assert_cmpuint(all->share.hits, ==, 60);
	g_assert_cmpuint(all->share.of, ==, 100);
	g_assert_cmpstr(str_c(all->as_of), ==, "2020");
	g_assert_cmpuint(all->as_of_date, ==, 20200131);
	g_assert_cmpstr(str_c(table->view->population.as_of), ==, "2020");
	g_assert_cmpstr(str_c(cell_of(table, 0)->as_of), ==, "2020");
	g_assert_true(table->view->refused_is_under);
	/* The batch is full when ten have changed since 2020. They must not all have said the same. */
	next_release(table, STR("2022"));
	for (uint32_t i = 0; i < 10; i++)
		table->clients[i].consent = CONSENT_NO;
	all = &publish(table)->statistics_shown[0].all;
	g_assert_cmpuint(table->statistics->statistics[0].all.n, ==, 90);
	g_assert_cmpstr(str_c(all->as_of), ==, "2020");
	for (uint32_t i = 0; i < 5; i++) {
		table->clients[5 + i].consent = CONSENT_PUBLISH;
		table->clients[40 + i].consent = CONSENT_NO;
	}
	all = &publish(table)->statistics_shown[0].all;
	g_assert_cmpstr(str_c(all->as_of), ==, "");
	g_assert_cmpuint(all->share.hits, ==, 55);
	g_assert_cmpuint(all->share.of, ==, 90);
	g_assert_cmpuint(table->view->population.clients, ==, 90);
	g_assert_cmpstr(str_c(cell_of(table, 1)->as_of), ==, "");
	table_free(table);
}

/* Whose review changed is as good as one that left and another that came. */
static void test_new_review(void)
{
	static const struct group_size sizes[] = {{40, 60}, {20, 40}};
	struct table *table = table_new(sizes, 2);

	publish(table);
	next_release(table, STR("2021"));
	table->clients[0].version = 1;
	publish(table);
	g_assert_cmpstr(str_c(table->view->statistics_shown[0].all.as_of), ==, "2020");
	g_assert_cmpstr(str_c(cell_of(table, 0)->as_of), ==, "2020");
	g_assert_cmpstr(str_c(cell_of(table, 1)->as_of), ==, "2020"); /* unchanged, but groups go together */
	table_free(table);
}

/* Eleven came: ten to one group and one to the other. The one must not be what the new total and the new group leave. */
static void test_remainder(void)
{
	static const struct group_size before[] = {{30, 50}, {20, 50}}, after[] = {{36, 60}, {20, 50}, {1, 1}};
	struct table *table = table_new(before, 2);

	table->made.group_count = 2;
	for (uint32_t i = 0; i < 100; i++)
		table->clients[i].name = i < 50 ? i : i + 10;
	publish(table);
	next_release(table, STR("2021"));
	table->made.count = add_groups(table->clients, after, 3);
	table->clients[110].group = 1;
	publish(table);
	g_assert_cmpstr(str_c(table->view->statistics_shown[0].all.as_of), ==, "");
	g_assert_cmpstr(str_c(cell_of(table, 0)->as_of), ==, "2020");
	g_assert_cmpstr(str_c(cell_of(table, 1)->as_of), ==, "2020");
	table_free(table);
}

/* A figure that no release had is not printed while its group is only a few clients from one that was. */
static void test_new_figure(void)
{
	static const struct group_size sizes[] = {{40, 60}, {20, 40}};
	struct table *table = table_new(sizes, 2);

	publish(table);
	next_release(table, STR("2021"));
	for (uint32_t i = 0; i < 100; i++)
		table->clients[i].answers[1] = table->clients[i].answers[0];
	table->made.metric_count = 2;
	publish(table);
	g_assert_cmpint(table->view->statistics_shown[1].all.as, ==, SHOWN_VALUE);
	table->clients[0].consent = CONSENT_NO;
	publish(table);
	g_assert_cmpint(table->view->statistics_shown[1].all.as, ==, SHOWN_NOT);
	g_assert_cmpint(table->view->statistics_shown[1].all.rule, ==, PRIVACY_RULE_RELEASE);
	table_free(table);
}

static void test_revised(void)
{
	static const struct group_size sizes[] = {{40, 60}, {20, 40}};
	struct table *table = table_new(sizes, 2);

	publish(table);
	next_release(table, STR("2021"));
	for (uint32_t i = 0; i < 5; i++)
		table->clients[i].answers[0] = MISS;
	publish(table);
	g_assert_cmpuint(table->view->statistics_shown[0].all.codes, ==, 1u << CODE_REVISED);
	table_free(table);
}

static uint32_t refusals(const struct table *table, enum diag_code code)
{
	struct diags *diags = diags_new(table->arena);

	g_assert_false(publication_allowed(table->view, &table->request, diags));
	return diags_count(diags, code);
}

static void test_allowed(void)
{
	static const struct group_size sizes[] = {{40, 60}, {20, 40}}, few[] = {{4, 9}};
	struct table *table = table_new(sizes, 2);
	struct diags *diags = diags_new(table->arena);

	publish(table);
	g_assert_true(publication_allowed(table->view, &table->request, diags));
	g_assert_cmpuint(diags_errors(diags) + diags_warnings(diags), ==, 0);
	table->request.release = STR("");
	g_assert_cmpuint(refusals(table, DIAG_PUBLISH_NO_NAME), ==, 1);
	table->request.release = STR("2020");
	table->request.is_protected = false;
	publish(table);
	g_assert_cmpuint(refusals(table, DIAG_PUBLISH_INTERNAL), ==, 1);
	table->request.is_protected = true;
	table->request.secrets = NULL;
	publish(table);
	g_assert_cmpuint(refusals(table, DIAG_PUBLISH_NO_KEY), ==, 1);
	table->request.secrets = made_secrets();
	table->request.ledger = NULL;
	publish(table);
	g_assert_cmpuint(refusals(table, DIAG_PUBLISH_NO_LEDGER), ==, 1);
	table_free(table);
	table = table_new(few, 1);
	publish(table);
	g_assert_cmpuint(refusals(table, DIAG_PUBLISH_FEW), ==, 1);
	for (uint32_t i = 0; i < 9; i++)
		table->clients[i].consent = CONSENT_INTERNAL;
	publish(table);
	g_assert_cmpuint(refusals(table, DIAG_PUBLISH_NO_CONSENT), ==, 1);
	table_free(table);
}

/* The same release once more is no fault; another one under its name is. */
static void test_allowed_again(void)
{
	static const struct group_size sizes[] = {{40, 60}, {20, 40}};
	struct table *table = table_new(sizes, 2);
	struct diags *diags = diags_new(table->arena);

	publish(table);
	next_release(table, STR("2020"));
	publish(table);
	g_assert_true(publication_allowed(table->view, &table->request, diags));
	table->clients[0].consent = CONSENT_NO;
	publish(table);
	g_assert_cmpuint(refusals(table, DIAG_PUBLISH_KNOWN_NAME), ==, 1);
	table_free(table);
}

static void test_crossed(void)
{
	static const struct group_size sizes[] = {{40, 60}, {20, 40}};
	struct table *table = table_new(sizes, 2);
	struct diags *diags = diags_new(table->arena);

	publish(table);
	g_assert_nonnull(protect_crossed(table->arena, table->view, 0, 0, 0, NO_SPAN, diags));
	table->clients[0].group = MADE_NOWHERE;
	for (uint32_t i = 60; i < 80; i++)
		table->clients[i].answers[0] = MISS;
	publish(table);
	g_assert_null(protect_crossed(table->arena, table->view, 0, 0, 0, NO_SPAN, diags));
	g_assert_cmpuint(diags_count(diags, DIAG_PUBLISH_TWO_WAY), ==, 1);
	table_free(table);
}

static const struct ledger *read_ledger(const struct table *table, const char *bytes, const struct secrets *secrets, struct diags *diags)
{
	const struct source *source = source_from_bytes(table->arena, "ledger", bytes, strlen(bytes), diags);

	return ledger_decode(table->arena, source, json_read_sequence(table->arena, source, diags), secrets, diags);
}

/* Every byte counts, and none of them is a name. */
static void test_ledger_is_tamper_evident(void)
{
	static const struct group_size sizes[] = {{40, 60}, {20, 40}};
	static const uint8_t other[32] = {1};
	const struct secrets other_secrets = {.key = other, .key_length = sizeof other};
	struct table *table = table_new(sizes, 2);
	struct diags *diags = diags_new(table->arena);
	GString *text = g_string_new(NULL);

	ledger_write(table->request.ledger, publish(table)->record, made_secrets(), text);
	g_assert_nonnull(read_ledger(table, text->str, made_secrets(), diags));
	g_assert_cmpuint(diags_errors(diags), ==, 0);
	g_assert_null(strstr(text->str, "lient 0"));
	for (size_t i = 0; i + 1 < text->len; i += 97) {
		char kept = text->str[i];

		if (!g_ascii_isxdigit(kept))
			continue;
		text->str[i] = kept == '7' ? '8' : '7';
		g_assert_null(read_ledger(table, text->str, made_secrets(), diags));
		text->str[i] = kept;
	}
	g_assert_null(read_ledger(table, text->str, &other_secrets, diags));
	g_assert_cmpuint(diags_count(diags, DIAG_LEDGER_OTHER_KEY), >, 0);
	g_string_truncate(text, text->len / 2);
	g_string_truncate(text, (gsize)(strrchr(text->str, '\n') - text->str) + 1);
	g_assert_null(read_ledger(table, text->str, made_secrets(), diags));
	g_assert_cmpuint(diags_count(diags, DIAG_LEDGER_DAMAGED), >, 0);
	g_string_free(text, TRUE);
	table_free(table);
}

static const struct secrets *read_secrets(struct arena *arena, const char *text, struct diags *diags)
{
	const struct source *source = source_from_bytes(arena, "secrets", text, strlen(text), diags);

	return secrets_decode(arena, source, yaml_read(arena, source, diags), diags);
}

static void test_secrets(void)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct secrets *secrets = read_secrets(
		arena, "plumbline: secrets/1\nkey: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\nconcentration: 15\n", diags);
	GString *text = g_string_new(NULL);

	g_assert_nonnull(secrets);
	g_assert_cmpuint(secrets->key_length, ==, 32);
	g_assert_cmpuint(secrets->key[31], ==, 31);
	g_assert_cmpuint(secrets->concentration, ==, 15);
	g_assert_cmpuint(diags_errors(diags), ==, 0);
	g_assert_null(read_secrets(arena, "plumbline: secrets/1\nkey: beefbeef\n", diags));
	g_assert_null(read_secrets(arena, "plumbline: secrets/1\nconcentration: many\n", diags));
	g_assert_null(read_secrets(arena, "plumbline: secrets/1\nkeys: none\n", diags));
	g_assert_null(read_secrets(arena, "key: none\n", diags));
	g_assert_cmpuint(diags_errors(diags), ==, 4);
	g_string_free(text, TRUE);
	arena_free(arena);
}

static void test_deterministic(void)
{
	struct table *first = table_new(example, 5), *second = table_new(example, 5);
	GString *a = g_string_new(NULL), *b = g_string_new(NULL);

	ledger_write(first->request.ledger, publish(first)->record, made_secrets(), a);
	ledger_write(second->request.ledger, publish(second)->record, made_secrets(), b);
	g_assert_cmpstr(a->str, ==, b->str);
	g_string_free(a, TRUE);
	g_string_free(b, TRUE);
	table_free(first);
	table_free(second);
}

int main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/protect/merging", test_merging);
	g_test_add_func("/protect/suppression", test_suppression);
	g_test_add_func("/protect/limit-is-merged", test_limit_is_merged);
	g_test_add_func("/protect/limit-is-true", test_limit_is_true);
	g_test_add_func("/protect/nested", test_nested);
	g_test_add_func("/protect/limits", test_limits);
	g_test_add_func("/protect/two-groups", test_two_groups);
	g_test_add_func("/protect/unplaced", test_unplaced);
	g_test_add_func("/protect/parts", test_parts);
	g_test_add_func("/protect/concentration", test_concentration);
	g_test_add_func("/protect/withdrawal", test_withdrawal);
	g_test_add_func("/protect/new-review", test_new_review);
	g_test_add_func("/protect/remainder", test_remainder);
	g_test_add_func("/protect/new-figure", test_new_figure);
	g_test_add_func("/protect/revised", test_revised);
	g_test_add_func("/protect/allowed", test_allowed);
	g_test_add_func("/protect/allowed-again", test_allowed_again);
	g_test_add_func("/protect/crossed", test_crossed);
	g_test_add_func("/ledger/tamper-evident", test_ledger_is_tamper_evident);
	g_test_add_func("/ledger/secrets", test_secrets);
	g_test_add_func("/protect/deterministic", test_deterministic);
	return g_test_run();
}
