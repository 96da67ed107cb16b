/* What is ticked in an export, found in frameworks by its texts. */
#include <string.h>

#include "azure_export.h"
#include "base/hash.h"
#include "derive.h"
#include "formats/azure_csv.h"

/* A lens while it is filled. */
struct filling {
	const struct framework *framework;
	struct answer *answers;
	uint64_t *chosen;
	uint32_t number; /* of the lens */
	GString **notes; /* per question; NULL: none */
};

struct matching {
	struct arena *arena;
	struct diags *diags;
	struct filling *lenses;
	uint32_t lens_count;
	GHashTable *questions;              /* "pillar / question" and "question" -> place + 1 in all lenses, counted through */
	GHashTable *choices;                /* lens, question and answer -> index + 1 */
	GHashTable *notes;                  /* lens, question and note */
	const struct azure_answer *unknown; /* the question that was reported last */
};

static struct str key_of(struct arena *arena, struct str pillar, struct str question)
{
	return str_format(arena, "%s\x1F%s", str_c(pillar), str_c(question));
}

static void index_question(struct matching *matching, struct str key, uint32_t place)
{
	if (!g_hash_table_contains(matching->questions, str_c(key)))
		g_hash_table_insert(matching->questions, (void *)(uintptr_t)str_c(key), GUINT_TO_POINTER(place + 1));
}

static struct str choice_key(struct arena *arena, const struct filling *lens, uint32_t question, struct str title)
{
	return str_format(arena, "%u\x1F%u\x1F%s", lens->number, question, str_c(title));
}

static void index_choices(struct matching *matching, const struct filling *lens)
{
	for (uint32_t i = lens->framework->choice_count; i-- > 0;) {
		const struct choice *choice = &lens->framework->choices[i];
		struct str key = choice_key(matching->arena, lens, choice->question, derive_flat(matching->arena, choice->title));

		g_hash_table_insert(matching->choices, (void *)(uintptr_t)str_c(key), GUINT_TO_POINTER(i + 1));
	}
}

static void index_all(struct matching *matching)
{
	uint32_t place = 0;

	for (uint32_t i = 0; i < matching->lens_count; i++) {
		const struct framework *framework = matching->lenses[i].framework;

		index_choices(matching, &matching->lenses[i]);
		for (uint32_t q = 0; q < framework->question_count; q++, place++) {
			struct str title = derive_flat(matching->arena, framework->questions[q].title);
			struct str pillar = derive_flat(matching->arena, framework->pillars[framework->questions[q].pillar].title);

			index_question(matching, key_of(matching->arena, pillar, title), place);
			index_question(matching, title, place);
		}
	}
}

/* The question with this text, in the pillar of this name if there is one. */
static struct filling *find_question(const struct matching *matching, const struct azure_answer *answer, uint32_t *question)
{
	struct str key = key_of(matching->arena, answer->category, answer->question);
	void *found = g_hash_table_lookup(matching->questions, str_c(key));
	uint32_t place;

	if (found == NULL)
		found = g_hash_table_lookup(matching->questions, str_c(answer->question));
	if (found == NULL)
		return NULL;
	place = GPOINTER_TO_UINT(found) - 1;
	for (uint32_t i = 0; i < matching->lens_count; i++) {
		uint32_t count = matching->lenses[i].framework->question_count;

		if (place < count) {
			*question = place;
			return &matching->lenses[i];
		}
		place -= count;
	}
	return NULL;
}

static uint32_t find_choice(const struct matching *matching, const struct filling *lens, uint32_t question, struct str title)
{
	void *found = g_hash_table_lookup(matching->choices, str_c(choice_key(matching->arena, lens, question, title)));

	return GPOINTER_TO_UINT(found) - 1; /* UINT32_MAX: not there */
}

/* One paragraph for each note of a question that is not there yet. They may be very many, so they are joined at the end. */
static void add_note(struct matching *matching, struct filling *lens, uint32_t question, struct str note)
{
	struct str key = str_format(matching->arena, "%u %u %s", lens->number, question, str_c(note));
	GString **notes = &lens->notes[question];

	if (str_is_empty(note) || !g_hash_table_add(matching->notes, (void *)(uintptr_t)str_c(key)))
		return;
	if (*notes == NULL)
		*notes = g_string_new(str_c(note));
	else
		g_string_append_printf(*notes, "\n\n%s", str_c(note));
}

static void keep_notes(struct matching *matching, struct filling *lens)
{
	for (uint32_t i = 0; i < lens->framework->question_count; i++)
		if (lens->notes[i] != NULL)
			lens->answers[i].notes = str_take(matching->arena, lens->notes[i]);
}

static void tick(struct matching *matching, struct filling *lens, uint32_t question, const struct azure_answer *row)
{
	const struct framework *framework = lens->framework;
	uint32_t choice = find_choice(matching, lens, question, row->answer);

	if (!str_equal(row->selected, row->answer))
		diag(matching->diags, AZURE_OTHER_SELECTED, row->selected_span, str_c(row->selected));
	if (choice == UINT32_MAX)
		diag(matching->diags, AZURE_UNKNOWN_ANSWER, row->answer_span, str_c(row->answer), str_c(framework->questions[question].id));
	else if (framework->choices[choice].none_of_these)
		lens->answers[question].none_of_these = true;
	else
		bits_add(lens->chosen, choice);
}

static void take_row(struct matching *matching, const struct azure_answer *row)
{
	uint32_t question = 0;
	struct filling *lens = find_question(matching, row, &question);
	struct answer *answer;

	if (lens == NULL) {
		if (matching->unknown == NULL || !str_equal(matching->unknown->question, row->question))
			diag(matching->diags, AZURE_UNKNOWN_QUESTION, row->question_span, str_c(row->question));
		matching->unknown = row;
		return;
	}
	answer = &lens->answers[question];
	if (!answer->given)
		answer->span = row->question_span;
	answer->given = true;
	add_note(matching, lens, question, row->note);
	if (!str_is_empty(row->selected))
		tick(matching, lens, question, row);
}

static const struct lens *take_answers(struct matching *matching, const struct azure_export *export)
{
	struct lens *lenses = arena_array(matching->arena, struct lens, matching->lens_count);

	matching->questions = g_hash_table_new(text_hash, g_str_equal);
	matching->choices = g_hash_table_new(text_hash, g_str_equal);
	matching->notes = g_hash_table_new(text_hash, g_str_equal);
	index_all(matching);
	for (guint i = 0; i < export->answers->len; i++)
		take_row(matching, &g_array_index(export->answers, struct azure_answer, i));
	g_hash_table_unref(matching->questions);
	g_hash_table_unref(matching->choices);
	g_hash_table_unref(matching->notes);
	for (uint32_t i = 0; i < matching->lens_count; i++) {
		struct filling *filling = &matching->lenses[i];
		size_t words = bits_words(filling->framework->choice_count);

		keep_notes(matching, filling);
		lenses[i] = (struct lens){filling->framework, filling->answers, filling->chosen, arena_array(matching->arena, uint64_t, words)};
	}
	return lenses;
}

static void begin(struct matching *matching, const struct framework *const *frameworks)
{
	matching->lenses = arena_array(matching->arena, struct filling, matching->lens_count);
	for (uint32_t i = 0; i < matching->lens_count; i++)
		matching->lenses[i] = (struct filling){
			frameworks[i],
			arena_array(matching->arena, struct answer, frameworks[i]->question_count),
			arena_array(matching->arena, uint64_t, bits_words(frameworks[i]->choice_count)),
			i,
			arena_array(matching->arena, GString *, frameworks[i]->question_count),
		};
}

const struct review *azure_csv_review(struct arena *arena, const struct source *source, const struct node *root,
				      const struct framework *const *frameworks, uint32_t framework_count, struct diags *diags)
{
	struct review *review = arena_one(arena, struct review);
	struct matching matching = {.arena = arena, .diags = diags, .lens_count = framework_count};
	struct azure_export export;

	azure_export_begin(&export, arena, source, root);
	begin(&matching, frameworks);
	review->source = source;
	review->workload = str_is_empty(export.name) ? STR("(workload not named)") : export.name;
	review->held = export.date;
	if (export.date.year == 0)
		diag(diags, REVIEW_NO_DATE, export.title_span);
	review->lenses = take_answers(&matching, &export);
	review->lens_count = framework_count;
	azure_export_end(&export);
	return review;
}
