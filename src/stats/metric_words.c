/* Conditions on words and texts: facts of the business, versions, environments; as planes made when the expression is compiled. */
#include "base/near.h"
#include "expr/expr.h"
#include "program.h"

struct planes {
	uint64_t *yes, *no;
};

static struct planes planes_new(struct compiler *compiler)
{
	size_t words = compiler->compiling->corpus->words;

	return (struct planes){arena_array(compiler->compiling->arena, uint64_t, words), arena_array(compiler->compiling->arena, uint64_t, words)};
}

static bool finish(struct compiler *compiler, const struct ast *ast, struct planes planes)
{
	emit_planes(compiler, ast, (struct truths){planes.yes, planes.no, compiler->compiling->nothing});
	return true;
}

static bool fits(int order, enum compare compare)
{
	const bool fits[] = {
		[COMPARE_EQUAL] = order == 0,
		[COMPARE_UNEQUAL] = order != 0,
		[COMPARE_LESS] = order<0, [COMPARE_AT_MOST] = order <= 0, [COMPARE_MORE] = order> 0,
		[COMPARE_AT_LEAST] = order >= 0,
	};

	return fits[compare];
}

/* The enumeration of a fact; NULL for free text. */
static const struct words *words_of(enum fact_key key)
{
	struct type type = context_record.fields[key].type;

	if (type.kind == KIND_LIST)
		return type.item->words;
	return type.kind == KIND_WORD ? type.words : NULL;
}

static bool is_word(const struct ast *ast)
{
	return ast->kind == AST_NAME || ast->kind == AST_TEXT;
}

/* The word of a file in the draft of the format may be one that this version does not have: then nothing is equal to it. */
static bool check_word(struct compiler *compiler, const struct ast *word, const char *name, const char *values)
{
	enum severity severity = compiler->compiling->metrics->is_draft ? SEVERITY_WARNING : SEVERITY_ERROR;
	char **list = g_strsplit(values, " ", -1);
	bool known = g_strv_contains((const char *const *)list, str_c(word->text));
	struct near near = near_to(word->text);
	char *all = g_strjoinv(", ", list);

	for (char **item = list; *item != NULL; item++)
		near_offer(&near, str_from(compiler->compiling->arena, *item));
	if (!known)
		diag_as(compiler->compiling->diags, severity, EXPR_UNKNOWN_WORD, compiler_span(compiler, word), str_c(word->text), name, all,
			str_c(near.best));
	g_free(all);
	g_strfreev(list);
	return known || severity == SEVERITY_WARNING;
}

static void check_version(struct compiler *compiler, const struct ast *word, enum compare compare)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	struct near near = near_to(word->text);

	if (compare != COMPARE_EQUAL && compare != COMPARE_UNEQUAL)
		return;
	for (uint32_t e = 0; e < corpus->edition_count; e++) {
		struct str version = corpus->editions[e].ruleset->framework->version;

		if (str_equal(version, word->text))
			return;
		near_offer(&near, version);
	}
	diag(compiler->compiling->diags, METRIC_NO_VERSION, compiler_span(compiler, word), str_c(word->text), str_c(near.best));
}

static bool check_words(struct compiler *compiler, struct side side, enum compare compare, const struct ast *words)
{
	const char *const environments = "production pre-production";
	bool good = true;

	for (const struct ast *word = words; word != NULL; word = word->next) {
		if (!is_word(word))
			good = diag(compiler->compiling->diags, EXPR_UNLIKE, compiler_span(compiler, word), side_name(side.kind),
				    side_name(side_of(compiler, word).kind), "");
		else if (side.kind == SIDE_VERSION)
			check_version(compiler, word, compare);
		else if (side.kind == SIDE_ENVIRONMENT)
			good = check_word(compiler, word, "environment", environments) && good;
		else if (words_of(side.fact) != NULL)
			good = check_word(compiler, word, fact_kinds[side.fact].key, fact_kinds[side.fact].values) && good;
	}
	return good;
}

static bool check_order(struct compiler *compiler, const struct ast *ast, struct side side, enum compare compare)
{
	const struct words *words = side.kind == SIDE_FACT ? words_of(side.fact) : NULL;

	if (compare == COMPARE_EQUAL || compare == COMPARE_UNEQUAL || side.kind == SIDE_VERSION || (words != NULL && words->ordered))
		return true;
	return diag(compiler->compiling->diags, EXPR_NO_ORDER, compiler_span(compiler, ast), side_name(side.kind));
}

/* -1, 0 or 1: how a value of the corpus stands to a word of the expression. */
static int order_of(struct side side, struct str value, struct str word)
{
	const struct words *words = side.kind == SIDE_FACT ? words_of(side.fact) : NULL;

	if (side.kind == SIDE_VERSION)
		return str_equal(value, word) ? 0 : version_order(value, word);
	if (words != NULL && words->ordered && !str_equal(value, word))
		return words_find(words, value) < words_find(words, word) ? -1 : 1;
	return str_equal(value, word) ? 0 : 1;
}

static bool holds(struct side side, struct str value, enum compare compare, const struct ast *words)
{
	for (const struct ast *word = words; word != NULL; word = word->next)
		if (fits(order_of(side, value, word->text), compare))
			return true;
	return false;
}

static void mark(struct planes planes, uint32_t row, bool yes)
{
	bits_add(yes ? planes.yes : planes.no, row);
}

static void mark_fact(struct compiler *compiler, struct planes planes, struct side side, enum compare compare, const struct ast *words)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	const struct fact_column *fact = &corpus->facts[side.fact];
	bool *yes = g_new0(bool, fact->text_count + 1);

	for (uint32_t i = 0; i < fact->text_count; i++)
		yes[i] = holds(side, fact->texts[i], compare, words);
	for (uint32_t row = 0; row < corpus->row_count; row++)
		if (bits_has(fact->known, row))
			mark(planes, row, yes[fact->codes[row]]);
	g_free(yes);
}

static void mark_version(struct compiler *compiler, struct planes planes, struct side side, enum compare compare, const struct ast *words)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	bool yes[256] = {false};

	for (uint32_t e = 0; e < corpus->edition_count; e++)
		yes[e] = holds(side, corpus->editions[e].ruleset->framework->version, compare, words);
	for (uint32_t row = 0; row < corpus->row_count; row++)
		mark(planes, row, yes[corpus->edition[row]]);
}

static void mark_environment(struct compiler *compiler, struct planes planes, struct side side, enum compare compare, const struct ast *words)
{
	const struct corpus *corpus = compiler->compiling->corpus;

	for (uint32_t row = 0; row < corpus->row_count; row++)
		if (!str_is_empty(corpus->environment[row]))
			mark(planes, row, holds(side, corpus->environment[row], compare, words));
}

bool compile_words(struct compiler *compiler, const struct ast *ast, struct side side, enum compare compare, const struct ast *words)
{
	struct planes planes = planes_new(compiler);

	if (!check_order(compiler, ast, side, compare) || !check_words(compiler, side, compare, words))
		return false;
	if (side.kind == SIDE_FACT)
		mark_fact(compiler, planes, side, compare, words);
	else if (side.kind == SIDE_VERSION)
		mark_version(compiler, planes, side, compare, words);
	else
		mark_environment(compiler, planes, side, compare, words);
	return finish(compiler, ast, planes);
}

bool compile_member(struct compiler *compiler, const struct ast *ast, struct side side, const struct ast *word)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	const struct fact_column *fact = &corpus->facts[side.fact];
	struct planes planes = planes_new(compiler);

	if (words_of(side.fact) != NULL && !check_word(compiler, word, fact_kinds[side.fact].key, fact_kinds[side.fact].values))
		return false;
	for (uint32_t row = 0; row < corpus->row_count; row++) {
		bool found = false;

		for (uint32_t i = fact->first[row]; i < fact->first[row + 1]; i++)
			found = found || str_equal(fact->texts[fact->codes[i]], word->text);
		if (bits_has(fact->known, row))
			mark(planes, row, found);
	}
	return finish(compiler, ast, planes);
}

bool compile_known(struct compiler *compiler, const struct ast *ast)
{
	struct side side = side_of(compiler, ast);

	if (side.kind == SIDE_WRONG)
		return false;
	if (side.fact == FACT_COUNT)
		return diag(compiler->compiling->diags, METRIC_KNOWN, compiler_span(compiler, ast));
	emit_state(compiler, compiler->compiling->corpus->facts[side.fact].known, compiler->compiling->all, compiler->compiling->nothing);
	return true;
}
