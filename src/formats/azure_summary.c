/* The words about an export that travel with the framework made of it. */
#include "azure_summary.h"

#include <string.h>

#include "formats/plain.h"

static void append_plain(struct arena *arena, GString *out, struct str text)
{
	g_string_append(out, str_c(plain_to_markdown(arena, text)));
}

/* A link, or its title alone where it leads nowhere. */
static void append_link(struct arena *arena, GString *out, struct str title, struct str url)
{
	if (!plain_is_url(url)) {
		append_plain(arena, out, str_is_empty(title) ? url : title);
		return;
	}
	g_string_append_c(out, '[');
	append_plain(arena, out, str_is_empty(title) ? url : title);
	g_string_append(out, "](<");
	g_string_append(out, str_c(url));
	g_string_append(out, ">)");
}

/* "Priority", "high", ", weight ", "80" */
static void append_fact(GString *out, const char *before, struct str what)
{
	if (str_is_empty(what))
		return;
	if (out->len > 0)
		g_string_append(out, ", ");
	g_string_append(out, before);
	g_string_append(out, str_c(what));
}

/* A code such as "RE:04" begins most texts already. */
static bool is_said(const struct azure_recommendation *recommendation, struct str area)
{
	return g_str_has_prefix(str_c(recommendation->text), str_c(area));
}

static void append_sentence(GString *out, struct str text)
{
	if (str_is_empty(text))
		return;
	if (out->len > 0 && strchr(".!?:", out->str[out->len - 1]) == NULL)
		g_string_append_c(out, '.');
	if (out->len > 0)
		g_string_append_c(out, ' ');
	g_string_append(out, str_c(text));
}

struct str azure_note(struct arena *arena, const struct azure_recommendation *recommendation)
{
	GString *out = g_string_new(NULL);

	append_fact(out, "priority ", recommendation->priority);
	append_fact(out, "weight ", recommendation->weight);
	if (!is_said(recommendation, recommendation->area))
		append_fact(out, "", recommendation->area);
	if (!str_equal(recommendation->subarea, recommendation->area))
		append_fact(out, "", recommendation->subarea);
	append_fact(out, "from ", recommendation->source);
	if (g_ascii_strncasecmp(str_c(recommendation->done), "y", 1) == 0)
		append_fact(out, "marked as complete", STR(" (Y)"));
	if (out->len > 0)
		out->str[0] = g_ascii_toupper(out->str[0]);
	if (!str_equal(recommendation->context, recommendation->text))
		append_sentence(out, recommendation->context);
	append_sentence(out, recommendation->note);
	return str_take(arena, out);
}

/* ---- Scores ---- */

static void append_score(struct arena *arena, GString *out, struct str score, struct str level)
{
	if (str_is_empty(score)) {
		append_plain(arena, out, level);
		return;
	}
	g_string_append(out, str_c(score));
	if (str_is_empty(level))
		return;
	g_string_append(out, " (");
	append_plain(arena, out, level);
	g_string_append_c(out, ')');
}

static const struct azure_score *score_named(const struct azure_export *export, struct str name)
{
	for (guint i = 0; i < export->scores->len; i++) {
		const struct azure_score *score = &g_array_index(export->scores, struct azure_score, i);

		if (str_equal(score->name, name))
			return score;
	}
	return NULL;
}

struct str azure_pillar_summary(struct arena *arena, const struct azure_export *export, struct str title)
{
	const struct azure_score *score = score_named(export, title);
	GString *out = g_string_new(NULL);

	if (score != NULL) {
		g_string_append(out, "Score in the assessment, as its export writes it: ");
		append_score(arena, out, score->score, score->level);
		g_string_append_c(out, '.');
	}
	return str_take(arena, out);
}

static void append_scores(struct arena *arena, GString *out, const struct azure_export *export)
{
	if (str_is_empty(export->overall) && str_is_empty(export->overall_level))
		return;
	g_string_append(out, "\n\nThe assessment's own scores, as the export writes them: overall ");
	append_score(arena, out, export->overall, export->overall_level);
	for (guint i = 0; i < export->scores->len; i++) {
		const struct azure_score *score = &g_array_index(export->scores, struct azure_score, i);

		g_string_append(out, "; ");
		append_plain(arena, out, score->name);
		g_string_append_c(out, ' ');
		append_score(arena, out, score->score, score->level);
	}
	g_string_append(out, ". A score is a sum of points, not a percentage.");
}

/* ---- Recommendations ---- */

static uint32_t count_level(const struct azure_export *export, enum level level)
{
	uint32_t count = 0;

	for (guint i = 0; i < export->recommendations->len; i++)
		count += g_array_index(export->recommendations, struct azure_recommendation, i).level == level;
	return count;
}

static void append_counts(GString *out, const struct azure_export *export, const struct azure_placed *placed)
{
	uint32_t unset = count_level(export, LEVEL_UNSET), elsewhere = placed->elsewhere->len;

	if (export->recommendations->len == 0) {
		g_string_append(out, "\n\nThe export holds no recommendations.");
		return;
	}
	g_string_append_printf(out, "\n\nRecommendations in the export: %u, of high priority %u, medium %u, low %u", export->recommendations->len,
			       count_level(export, LEVEL_HIGH), count_level(export, LEVEL_MEDIUM), count_level(export, LEVEL_LOW));
	if (unset > 0)
		g_string_append_printf(out, ", without one %u", unset);
	g_string_append(out, ". The priority is the one written, or, where none is, that of the weight: below 33 low, below 67 medium, else high.");
	if (placed->practices > 0)
		g_string_append_printf(
			out,
			" The file does not tie recommendations to answers. Of these, %u stand with the open practice whose words they use: at least "
			"three quarters of their words, and clearly more than with any other.",
			placed->practices);
	if (placed->questions > 0)
		g_string_append_printf(out,
				       " With a question stand %u, because their code gives its number: RE:04 is the fourth question of Reliability.",
				       placed->questions);
	if (placed->pillars > 0)
		g_string_append_printf(out, " With their pillar, at its end, stand %u, for which there is no sign of a question.", placed->pillars);
	if (elsewhere > 0)
		g_string_append_printf(out, " For %u the file has no questions at all; they are listed below.", elsewhere);
}

static void append_elsewhere(struct arena *arena, GString *out, const struct azure_export *export, const struct azure_placed *placed)
{
	if (placed->elsewhere->len == 0)
		return;
	g_string_append(out, "\n\nRecommendations without questions:\n");
	for (guint i = 0; i < placed->elsewhere->len; i++) {
		const struct azure_recommendation *one =
			&g_array_index(export->recommendations, struct azure_recommendation, g_array_index(placed->elsewhere, uint32_t, i));

		g_string_append(out, "\n- ");
		append_plain(arena, out, str_is_empty(one->category) ? STR("No category") : one->category);
		g_string_append(out, ": ");
		append_link(arena, out, one->text, one->url);
		g_string_append(out, ". ");
		append_plain(arena, out, azure_note(arena, one));
	}
}

static void append_steps(struct arena *arena, GString *out, const struct azure_export *export)
{
	if (export->steps->len == 0)
		return;
	g_string_append(out, "\n\nNext steps that the assessment names:\n");
	for (guint i = 0; i < export->steps->len; i++) {
		const struct azure_step *step = &g_array_index(export->steps, struct azure_step, i);

		g_string_append(out, "\n- ");
		append_link(arena, out, step->title, step->url);
	}
}

static const char rules[] =
	"An export of a Microsoft assessment: pillars, questions and answers are those of the file, in its words, which are also the only key it "
	"has. "
	"Each answer but “None of the above” is taken for a practice.\n\n"
	"The export gives priorities and weights to recommendations, and no risks to questions. The risk of a question therefore follows a rule of "
	"our own: "
	"none where all answers are ticked; high where none is, or where one is open and a recommendation of high priority stands with the question; "
	"medium where some are open otherwise. A question that has no “None of the above”, in an assessment that has them, and one ticked answer is "
	"taken "
	"for a scale: the file does not say which step of it is good, so it has no rule and no risk. "
	"A question of which nothing at all is ticked, not even “None of the above”, is not answered.";

struct str azure_summary(struct arena *arena, const struct azure_export *export, const struct azure_placed *placed)
{
	GString *out = g_string_new(rules);

	append_counts(out, export, placed);
	append_scores(arena, out, export);
	append_steps(arena, out, export);
	append_elsewhere(arena, out, export, placed);
	return str_take(arena, out);
}
