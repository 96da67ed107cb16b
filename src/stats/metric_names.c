/* Names in expressions: questions, choices and pillars of the corpus, with suggestions for those that are unknown. */
#include "base/near.h"
#include "program.h"

struct str ast_path(struct arena *arena, const struct ast *ast)
{
	struct str before;

	if (ast->kind == AST_NAME || ast->kind == AST_TEXT)
		return ast->text;
	if (ast->kind != AST_FIELD)
		return STR("");
	before = ast_path(arena, ast->first);
	return str_is_empty(before) ? before : str_format(arena, "%.*s.%.*s", STR_ARGS(before), STR_ARGS(ast->text));
}

/* Whether the tree is the `item` of a ranking over these; the diagnostic is the caller's. */
static bool is_item(const struct compiler *compiler, struct str path, enum ranking_over over)
{
	return compiler->item.is_bound && compiler->item.over == over && str_is(path, "item");
}

static struct str path_of(struct compiler *compiler, const struct ast *ast, const char *what)
{
	struct str path = ast_path(compiler->compiling->arena, ast);

	if (str_is_empty(path))
		diag(compiler->compiling->diags, METRIC_NOT_ID, compiler_span(compiler, ast), what);
	return path;
}

uint32_t find_question(struct compiler *compiler, const struct ast *ast)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	struct str path = path_of(compiler, ast, "a question");
	struct near near = near_to(path);
	uint32_t found = corpus_question(corpus, path);

	if (is_item(compiler, path, OVER_QUESTIONS))
		return compiler->item.index;
	if (found != UINT32_MAX || str_is_empty(path))
		return found;
	for (uint32_t i = 0; i < corpus->question_count; i++)
		near_offer(&near, corpus->questions[i].id);
	if (str_is_empty(near.best) && corpus_choice(corpus, path) != UINT32_MAX)
		diag(compiler->compiling->diags, METRIC_IS_CHOICE, compiler_span(compiler, ast), str_c(path));
	else
		diag(compiler->compiling->diags, METRIC_NO_QUESTION, compiler_span(compiler, ast), str_c(path), str_c(near.best));
	return UINT32_MAX;
}

static uint32_t question_part(const struct corpus *corpus, struct str path)
{
	for (uint32_t i = path.length; i-- > 0;)
		if (path.text[i] == '.' || path.text[i] == '/') {
			uint32_t question = corpus_question(corpus, (struct str){path.text, i});

			if (question != UINT32_MAX)
				return question;
		}
	return UINT32_MAX;
}

/* The nearest choice: of the question that is named rightly, else of all. */
static const char *near_choice(struct compiler *compiler, struct str path)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	struct near near = near_to(path);
	uint32_t question = question_part(corpus, path);

	for (uint32_t i = 0; i < corpus->choice_count; i++) {
		const struct choice_column *choice = &corpus->choices[i];

		if (question == UINT32_MAX || question == choice->question)
			near_offer(&near, str_format(compiler->compiling->arena, "%.*s.%.*s", STR_ARGS(corpus->questions[choice->question].id),
						     STR_ARGS(choice->id)));
	}
	return str_c(near.best);
}

uint32_t find_choice(struct compiler *compiler, const struct ast *ast)
{
	const struct corpus *corpus = compiler->compiling->corpus;
	struct str path = path_of(compiler, ast, "a choice");
	uint32_t found = corpus_choice(corpus, path);

	if (is_item(compiler, path, OVER_CHOICES))
		return compiler->item.index;
	if (found != UINT32_MAX || str_is_empty(path))
		return found;
	if (corpus_question(corpus, path) != UINT32_MAX)
		diag(compiler->compiling->diags, METRIC_IS_QUESTION, compiler_span(compiler, ast), str_c(path));
	else
		diag(compiler->compiling->diags, METRIC_NO_CHOICE, compiler_span(compiler, ast), str_c(path), near_choice(compiler, path));
	return UINT32_MAX;
}
