/* plumbline new: an empty review for some frameworks, with all questions and choices as comments beside the places for answers. */
#include <string.h>

#include "cli/console.h"
#include "cli/formats.h"
#include "cli/names.h"

#define WIDEST 96

/* Words as comment lines of a certain indent; line breaks in the words do not end the comment. */
static void append_comment(GString *out, int indent, const char *text)
{
	char **words = g_strsplit_set(text, " \t\r\n", -1);
	size_t column = 0;

	for (char **word = words; *word != NULL; word++) {
		size_t length = (size_t)g_utf8_strlen(*word, -1);

		if (length == 0)
			continue;
		if (column == 0 || column + 1 + length > WIDEST) {
			g_string_append_printf(out, "%s%*s# %s", column == 0 ? "" : "\n", indent, "", *word);
			column = (size_t)indent + 2 + length;
		} else {
			g_string_append_printf(out, " %s", *word);
			column += 1 + length;
		}
	}
	if (column > 0)
		g_string_append_c(out, '\n');
	g_strfreev(words);
}

/* Words that YAML, or other readers of it, would not take for text. */
static bool is_special(const char *text)
{
	static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", NULL};

	for (const char *const *word = words; *word != NULL; word++)
		if (g_ascii_strcasecmp(*word, text) == 0)
			return true;
	return false;
}

static bool is_plain(const char *text)
{
	const char *c = text;

	while (g_ascii_isalnum(*c) || *c == '_' || *c == '/' || *c == '.' || (c > text && *c == '-'))
		c++;
	return *c == '\0' && c > text && !is_special(text);
}

/* A scalar as YAML: plain where that cannot be misread, else in double quotes. */
static void append_scalar(GString *out, const char *text)
{
	if (is_plain(text)) {
		g_string_append(out, text);
		return;
	}
	g_string_append_c(out, '"');
	for (const char *c = text; *c != '\0'; c++)
		if (*c == '"' || *c == '\\')
			g_string_append_printf(out, "\\%c", *c);
		else if (g_ascii_iscntrl(*c))
			g_string_append_printf(out, "\\x%02x", (unsigned)(unsigned char)*c);
		else
			g_string_append_c(out, *c);
	g_string_append_c(out, '"');
}

/* Words in one line, for the end of a line of YAML. */
static void append_words(GString *out, const char *text)
{
	char **words = g_strsplit_set(text, " \t\r\n", -1);

	for (char **word = words; *word != NULL; word++)
		if (**word != '\0')
			g_string_append_printf(out, " %s", *word);
	g_strfreev(words);
}

/* Without its first "# " the line is an item of the list, and the title still a comment. */
static void append_choice(GString *out, const struct choice *choice)
{
	if (choice->none_of_these)
		return;
	g_string_append(out, "      # - ");
	append_scalar(out, str_c(choice->id));
	g_string_append(out, "  #");
	append_words(out, str_c(choice->title));
	if (choice->risk != LEVEL_UNSET)
		g_string_append_printf(out, " (%s risk if missing)", level_name(choice->risk));
	g_string_append_c(out, '\n');
}

static void append_question(GString *out, const struct framework *framework, const struct question *question, bool qualified)
{
	GString *text = g_string_new(NULL);

	g_string_append_printf(text, "%s%s%s", str_c(question->number), str_is_empty(question->number) ? "" : ": ", str_c(question->title));
	g_string_append_c(out, '\n');
	append_comment(out, 2, text->str);
	g_string_assign(text, str_c(question->id));
	if (qualified)
		g_string_printf(text, "%s/%s", str_c(framework->id), str_c(question->id));
	g_string_append(out, "  ");
	append_scalar(out, text->str);
	g_string_append(out, ":\n    selected:\n");
	for (uint32_t i = 0; i < question->choice_count; i++)
		append_choice(out, &framework->choices[question->first_choice + i]);
	g_string_append(out, "    # none: true\n    # notes: >-\n    #   ...\n");
	g_string_free(text, TRUE);
}

/* Whether another framework has a question of this id, so that the key must name its framework. */
static bool is_shared(const struct framework *const *frameworks, uint32_t count, uint32_t own, struct str id)
{
	for (uint32_t i = 0; i < count; i++)
		if (i != own && framework_question(frameworks[i], id) != UINT32_MAX)
			return true;
	return false;
}

static void append_framework(GString *out, const struct framework *const *frameworks, uint32_t count, uint32_t own)
{
	const struct framework *framework = frameworks[own];

	for (uint32_t i = 0; i < framework->question_count; i++) {
		const struct question *question = &framework->questions[i];
		const struct pillar *pillar = &framework->pillars[question->pillar];

		if (pillar->first_question == i) {
			g_string_append_c(out, '\n');
			append_comment(out, 2, str_c(framework->title));
			append_comment(out, 2, str_c(pillar->title));
		}
		append_question(out, framework, question, is_shared(frameworks, count, own, question->id));
	}
}

static void append_answers(GString *out, const struct framework *const *frameworks, uint32_t count)
{
	g_string_append(out, "\n# Under \"selected\", uncomment each practice that is in place; \"none: true\" says that none of them is.\n"
			     "# A question that does not concern this workload: write applicable: false and a reason: out-of-scope,\n"
			     "# business-priorities, architecture-constraints or other. Practices that do not: not_applicable: [their ids].\n"
			     "# Notes are CommonMark. A question that is left as it is counts as unanswered.\n"
			     "answers:\n");
	for (uint32_t i = 0; i < count; i++)
		append_framework(out, frameworks, count, i);
}

/* What a fact may be: "Size; one of: micro small medium large". */
static void append_form(GString *out, const struct fact_kind *kind)
{
	static const char *const forms[] = {
		[FACT_TEXT] = "text",   [FACT_NUMBER] = "a number", [FACT_PERCENT] = "percent, 0 to 100", [FACT_DURATION] = "such as 15m, 4h or 2d",
		[FACT_WORD] = "one of", [FACT_WORDS] = "a list of", [FACT_TEXTS] = "a list of any text",
	};

	g_string_append_printf(out, "%s; %s%s%s", kind->label, forms[kind->type], *kind->values == '\0' ? "" : ": ", kind->values);
}

/* Without its first "#" each line is right: a key without a value is a fact that is not known. */
static void append_fact(GString *out, const struct fact_kind *kind)
{
	GString *form = g_string_new(NULL), *comment = g_string_new(NULL);
	char **lines;

	append_form(form, kind);
	append_comment(comment, 2, form->str);
	lines = g_strsplit(comment->str, "\n", -1);
	for (char **line = lines; **line != '\0'; line++)
		g_string_append_printf(out, "#%s\n", *line);
	g_string_append_printf(out, "#  %s:\n", kind->key);
	g_strfreev(lines);
	g_string_free(form, TRUE);
	g_string_free(comment, TRUE);
}

static void append_head(struct call *call, GString *out, struct date date)
{
	const struct option_values *paths = &call->values[OPTION_FRAMEWORK];
	const char *output = call_value(call, OPTION_OUTPUT, "-");
	char *folder = strcmp(output, "-") == 0 ? g_strdup(".") : g_path_get_dirname(output);

	g_string_append(out, "# An architecture review, to fill in; plumbline-review(5) explains each key.\n"
			     "plumbline: review/1\nframework:\n");
	for (uint32_t i = 0; i < paths->count; i++) {
		g_string_append(out, "  - ");
		append_scalar(out, path_from(call->arena, folder, paths->items[i]).text);
		g_string_append_c(out, '\n');
	}
	g_string_append(out, "client: {name: \"Name of the client\"}\n"
			     "workload:\n  id: workload\n  name: \"Name of the workload\"\n  # description: >-\n  #   ...\n"
			     "  # environment: production\n  # owner: \"\"\n  # team: \"\"\n  # unit: \"\"\n  # regions: []\n  # accounts: []\n");
	g_string_append_printf(out, "date: %04d-%02d-%02d\n", date.year, date.month, date.day);
	g_string_append(out, "# milestone: First review\n"
			     "# reviewers:\n#   - {name: \"\", role: \"\", organisation: \"\"}\n"
			     "# participants:\n#   - {name: \"\", role: \"\"}\n"
			     "# summary: >-\n#   ...\n\n"
			     "# What is known of the business: the more there is, the more the report speaks of this client.\n#context:\n");
	for (size_t i = 0; i < FACT_COUNT; i++)
		append_fact(out, &fact_kinds[i]);
	g_free(folder);
}

static const struct framework **open_frameworks(struct call *call)
{
	const struct option_values *paths = &call->values[OPTION_FRAMEWORK];
	const struct framework **frameworks = arena_array(call->arena, const struct framework *, paths->count);
	struct library *library = stock_library(call_stock(call));
	bool good = true;

	for (uint32_t i = 0; i < paths->count; i++) {
		frameworks[i] = library_framework(library, paths->items[i], NO_SPAN, call->diags);
		good = good && frameworks[i] != NULL;
	}
	return good && diags_errors(call->diags) == 0 ? frameworks : NULL;
}

enum exit_status command_new(struct call *call)
{
	uint32_t count = call->values[OPTION_FRAMEWORK].count;
	const char *output = call_value(call, OPTION_OUTPUT, NULL);
	const struct framework **frameworks;
	struct date date;
	GString *out;
	enum exit_status status;

	if (count == 0)
		diag(call->diags, CLI_MISSING_OPERAND, NO_SPAN, commands[COMMAND_NEW].name, commands[COMMAND_NEW].needs);
	if (count == 0 || !call_date(call, &date) || (output != NULL && !target_spares_input(call, output)))
		return EXIT_MISUSE;
	frameworks = open_frameworks(call);
	if (frameworks == NULL)
		return EXIT_FAULTS;
	out = g_string_new(NULL);
	append_head(call, out, date.year == 0 ? console_today() : date);
	append_answers(out, frameworks, count);
	status = target_write(call, output, out);
	g_string_free(out, TRUE);
	return status;
}
