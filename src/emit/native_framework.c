/* A framework, key by key, in the order in which the manual lists the keys. */
#include "tree_writer.h"

static void write_level(struct tree_writer *writer, const char *key, enum level level)
{
	if (level != LEVEL_UNSET)
		tree_text(writer, key, str_of(level_name(level)));
}

static void write_links(struct tree_writer *writer, const struct link *links, uint32_t count)
{
	if (count == 0)
		return;
	tree_list(writer, "links");
	for (uint32_t i = 0; i < count; i++) {
		tree_map(writer, NULL);
		if (!str_equal(links[i].title, links[i].url))
			tree_text(writer, "title", links[i].title);
		tree_text(writer, "url", links[i].url);
		tree_some(writer, "note", links[i].note);
		tree_close(writer);
	}
	tree_close(writer);
}

static void write_variants(struct tree_writer *writer, const char *key, const struct variant *variants, uint32_t count)
{
	if (count == 0)
		return;
	tree_list(writer, "variants");
	for (uint32_t i = 0; i < count; i++) {
		tree_map(writer, NULL);
		tree_text(writer, "when", variants[i].when);
		tree_text(writer, key, variants[i].text);
		tree_close(writer);
	}
	tree_close(writer);
}

/* Choices of other questions with the question before them. */
static void write_after(struct tree_writer *writer, const struct framework *framework, const struct choice *choice)
{
	GString *id = g_string_new(NULL);

	if (choice->after_count > 0)
		tree_list(writer, "after");
	for (uint32_t i = 0; i < choice->after_count; i++) {
		const struct choice *before = &framework->choices[choice->after[i]];

		g_string_assign(id, str_c(before->id));
		if (before->question != choice->question)
			g_string_printf(id, "%s/%s", str_c(framework->questions[before->question].id), str_c(before->id));
		tree_text(writer, NULL, str_of(id->str));
	}
	if (choice->after_count > 0)
		tree_close(writer);
	g_string_free(id, TRUE);
}

static void write_choice(struct tree_writer *writer, const struct framework *framework, const struct choice *choice)
{
	tree_map(writer, NULL);
	tree_text(writer, "id", choice->id);
	tree_some(writer, "code", choice->code);
	tree_text(writer, "title", choice->title);
	write_level(writer, "risk", choice->risk);
	write_level(writer, "effort", choice->effort);
	write_after(writer, framework, choice);
	tree_some(writer, "advice", choice->advice);
	write_variants(writer, "advice", choice->variants, choice->variant_count);
	write_links(writer, choice->links, choice->link_count);
	if (choice->none_of_these)
		tree_flag(writer, "none", true);
	tree_close(writer);
}

static void write_rule(struct tree_writer *writer, const struct rule *rule)
{
	tree_map(writer, NULL);
	tree_text(writer, "when", rule->is_default ? STR("default") : rule->condition);
	write_level(writer, "risk", rule->risk);
	tree_close(writer);
}

static void write_question(struct tree_writer *writer, const struct framework *framework, const struct question *question)
{
	tree_map(writer, NULL);
	tree_text(writer, "id", question->id);
	tree_some(writer, "number", question->number);
	tree_text(writer, "title", question->title);
	if (!str_equal(question->short_title, question->title))
		tree_text(writer, "short", question->short_title);
	tree_some(writer, "stops_revenue", str_of(stops_name(question->stops)));
	tree_some(writer, "why", question->why);
	write_variants(writer, "why", question->variants, question->variant_count);
	write_links(writer, question->links, question->link_count);
	tree_list(writer, "choices");
	for (uint32_t i = 0; i < question->choice_count; i++)
		write_choice(writer, framework, &framework->choices[question->first_choice + i]);
	tree_close(writer);
	tree_list(writer, "rules");
	for (uint32_t i = 0; i < question->rule_count; i++)
		write_rule(writer, &framework->rules[question->first_rule + i]);
	tree_close(writer);
	tree_close(writer);
}

static void write_pillar(struct tree_writer *writer, const struct framework *framework, const struct pillar *pillar)
{
	tree_map(writer, NULL);
	tree_text(writer, "id", pillar->id);
	tree_some(writer, "code", pillar->code);
	tree_text(writer, "title", pillar->title);
	tree_some(writer, "summary", pillar->summary);
	write_links(writer, pillar->links, pillar->link_count);
	tree_list(writer, "questions");
	for (uint32_t i = 0; i < pillar->question_count; i++)
		write_question(writer, framework, &framework->questions[pillar->first_question + i]);
	tree_close(writer);
	tree_close(writer);
}

static void write_lineage(struct tree_writer *writer, const struct framework *framework)
{
	if (framework->lineage_count == 0)
		return;
	tree_list(writer, "lineage");
	for (uint32_t i = 0; i < framework->lineage_count; i++) {
		const struct lineage *lineage = &framework->lineages[i];

		tree_map(writer, NULL);
		tree_text(writer, "version", lineage->version);
		tree_text(writer, "from", lineage->from);
		tree_some(writer, "to", lineage->to);
		tree_text(writer, "relation", lineage->relation);
		tree_some(writer, "note", lineage->note);
		tree_close(writer);
	}
	tree_close(writer);
}

static void write_priority(struct tree_writer *writer, const struct framework *framework, const struct priority_rule *rule)
{
	tree_map(writer, NULL);
	tree_text(writer, "when", rule->when);
	tree_text(writer, rule->raises ? "raise" : "lower", rule->reason);
	tree_list(writer, "questions");
	for (uint32_t i = 0; i < rule->question_count; i++)
		tree_text(writer, NULL, framework->questions[rule->questions[i]].id);
	tree_close(writer);
	tree_close(writer);
}

static void write_priorities(struct tree_writer *writer, const struct framework *framework)
{
	if (framework->priority_count == 0)
		return;
	tree_list(writer, "priorities");
	for (uint32_t i = 0; i < framework->priority_count; i++)
		write_priority(writer, framework, &framework->priorities[i]);
	tree_close(writer);
}

void native_write_framework(const struct framework *framework, enum native_form form, GString *out)
{
	struct tree_writer writer;

	tree_begin(&writer, form, out);
	tree_text(&writer, "plumbline", STR("framework/1"));
	tree_text(&writer, "id", framework->id);
	tree_text(&writer, "version", framework->version);
	tree_text(&writer, "title", framework->title);
	tree_text(&writer, "language", framework->language);
	tree_some(&writer, "publisher", framework->publisher);
	if (framework->is_foreign)
		tree_text(&writer, "origin", str_is_empty(framework->origin) ? STR("another format") : framework->origin);
	if (framework->assumed_rules)
		tree_text(&writer, "rules_are", STR("assumed"));
	tree_some(&writer, "summary", framework->summary);
	write_lineage(&writer, framework);
	write_priorities(&writer, framework);
	tree_list(&writer, "pillars");
	for (uint32_t i = 0; i < framework->pillar_count; i++)
		write_pillar(&writer, framework, &framework->pillars[i]);
	tree_close(&writer);
	tree_end(&writer);
}
