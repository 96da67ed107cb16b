/* plumbline explain REVIEW: each paragraph of the report that the client's business decides, with the facts it rests on and what called for it. */
#include <string.h>

#include "compose/account.h"

#include "cli/console.h"
#include "cli/data.h"
#include "cli/explain.h"

#define SHOWN 96 /* characters of a paragraph */

/* The first characters, cut before a character. */
static void append_start(GString *out, struct str text)
{
	const char *end = str_c(text);
	glong count = g_utf8_strlen(end, (gssize)text.length);

	if (count <= SHOWN) {
		g_string_append_printf(out, "%s", str_c(text));
		return;
	}
	end = g_utf8_offset_to_pointer(end, SHOWN - 1);
	g_string_append_printf(out, "%.*s...", (int)(end - str_c(text)), str_c(text));
}

/* As the review writes it; a list with its items. */
static void append_fact(GString *out, const struct fact *fact, enum fact_key key)
{
	g_string_append_printf(out, "  %s: ", fact_kinds[key].key);
	if (!fact->known)
		g_string_append(out, "not known");
	else if (fact->item_count == 0)
		g_string_append(out, str_c(fact->text));
	for (uint32_t i = 0; fact->known && i < fact->item_count; i++)
		g_string_append_printf(out, "%s%s", i == 0 ? "" : "; ", str_c(fact->items[i]));
	g_string_append_c(out, '\n');
}

/* Every fact that anything rests on, with its value. */
static void append_all_facts(GString *out, const struct context *context, const struct account *accounts, uint32_t count)
{
	uint32_t facts = 0;

	for (uint32_t i = 0; i < count; i++)
		facts |= accounts[i].facts;
	for (int key = 0; key < FACT_COUNT; key++)
		if ((facts >> key & 1u) != 0)
			append_fact(out, &context->facts[key], (enum fact_key)key);
}

static void append_facts(GString *out, uint32_t facts)
{
	bool first = true;

	g_string_append(out, "    rests on ");
	for (int key = 0; key < FACT_COUNT; key++) {
		if ((facts >> key & 1u) == 0)
			continue;
		g_string_append_printf(out, "%s%s", first ? "" : ", ", fact_kinds[key].key);
		first = false;
	}
	g_string_append_c(out, '\n');
}

static void append_rule(GString *out, const struct account *account)
{
	const struct source *source = account->rule.source;

	if (source == NULL)
		return;
	g_string_append_printf(out, "    %s %s:%u", account->by_framework ? "because of" : "made at", str_c(source->path),
			       source_place(source, account->rule.start).line);
	if (account->by_framework)
		g_string_append_printf(out, ": %.*s", (int)account->rule.length, source->bytes.text + account->rule.start);
	g_string_append_c(out, '\n');
}

static void append_section(struct arena *arena, GString *out, const struct doc *section)
{
	struct str title = section == NULL || section->first == NULL ? STR("") : doc_text(arena, section->first);

	g_string_append_printf(out, "\n%s%s%s\n", section == NULL ? "(before all sections)" : str_c(section->as.section.number),
			       section == NULL || str_is_empty(section->as.section.number) ? "" : " ", str_c(title));
}

void explain_document(struct arena *arena, const struct doc *document, const struct context *context, GString *out)
{
	const struct account *accounts;
	uint32_t count = account_of(arena, document, &accounts);

	g_string_append_printf(out, "%u paragraphs, rows and pictures of the report depend on the client's business, on these facts:\n", count);
	append_all_facts(out, context, accounts, count);
	for (uint32_t i = 0; i < count; i++) {
		if (i == 0 || accounts[i].section != accounts[i - 1].section)
			append_section(arena, out, accounts[i].section);
		g_string_append(out, "  \"");
		append_start(out, account_words(arena, accounts[i].node));
		g_string_append(out, "\"\n");
		append_facts(out, accounts[i].facts);
		append_rule(out, &accounts[i]);
	}
}

enum exit_status explain_report(struct call *call, const struct assessment *assessment)
{
	struct report_setup setup = {0};
	const struct doc *document;
	enum exit_status status;
	GString *out;
	bool good;

	if (!setup_open(call, SUBJECT_REVIEW, &setup, &status))
		return status;
	document = report_document(call->arena, &setup, assessment, call->diags);
	if (document == NULL)
		return EXIT_FAULTS;
	out = g_string_new(NULL);
	explain_document(call->arena, document, &assessment->review->context, out);
	good = console_put(out->str, out->len);
	g_string_free(out, TRUE);
	if (!good)
		return EXIT_SYSTEM;
	return diags_errors(call->diags) > 0 ? EXIT_FAULTS : EXIT_CLEAN;
}
