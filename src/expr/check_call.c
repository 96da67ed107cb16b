/* Checks calls: which function, how many arguments, of what types. */
#include "check.h"

#include "base/near.h"
#include "standing.h"

#include <string.h>

const struct function *check_function(struct checker *checker, const struct ast *ast)
{
	struct str near;
	const struct function *function = function_named(ast->text, &near);
	struct span span = expr_span(checker->text, checker->span, ast->start, ast->text.length);

	if (function == NULL)
		diag(checker->diags, EXPR_UNKNOWN_FUNCTION, span, str_c(ast->text), str_c(near));
	else if (ast->kind == AST_CALL && function->most == 0)
		diag(checker->diags, EXPR_WALK_ONLY, span, function->name);
	else if (ast->kind == AST_EACH && function->each == NULL)
		diag(checker->diags, EXPR_NO_WALK, span, function->name);
	else
		return function;
	return NULL;
}

static bool check_count(struct checker *checker, const struct ast *ast, const struct function *function)
{
	char takes[40], has[16];

	if (ast->count >= function->least && ast->count <= function->most)
		return true;
	g_snprintf(takes, sizeof takes, "%s%u argument%s", function->most > function->least ? "at least " : "", function->least,
		   function->least == 1 ? "" : "s");
	g_snprintf(has, sizeof has, "%u", ast->count);
	return diag(checker->diags, EXPR_ARGUMENT_COUNT, check_span(checker, ast), function->name, takes, has);
}

static bool is_textual(const struct type *type)
{
	return type->kind == KIND_TEXT || type->kind == KIND_WORD;
}

static bool param_takes(enum param param, const struct type *type, const struct type *first)
{
	const bool takes[] = {
		[PARAM_NONE] = false,
		[PARAM_ANY] = true,
		[PARAM_LIST] = type->kind == KIND_LIST,
		[PARAM_TEXT] = is_textual(type),
		[PARAM_TEXTS] = type->kind == KIND_LIST && (type->item == NULL || is_textual(type->item)),
		[PARAM_NUMBER] = type->kind == KIND_NUMBER,
		[PARAM_ORDERED] = type_has_order(type) && type_equal(type, first),
		[PARAM_CHOICE] = false,
		[PARAM_QUESTION] = false,
	};

	return takes[param];
}

static const char *const param_names[] = {
	[PARAM_NONE] = "nothing",
	[PARAM_ANY] = "anything",
	[PARAM_LIST] = "a list",
	[PARAM_TEXT] = "text",
	[PARAM_TEXTS] = "a list of text",
	[PARAM_NUMBER] = "a number",
	[PARAM_ORDERED] = "a value that has an order, of the same type as the others",
};

static bool check_argument(struct checker *checker, const struct ast *ast, enum param param, const struct type *type, const struct type *first)
{
	if (param_takes(param, type, first))
		return true;
	return diag(checker->diags, EXPR_WRONG_TYPE, check_span(checker, ast), check_describe(checker, type), param_names[param]);
}

static struct type result_of(const struct function *function, const struct expr *first)
{
	static const enum kind kinds[] = {[RESULT_BOOL] = KIND_BOOL, [RESULT_NUMBER] = KIND_NUMBER, [RESULT_TEXT] = KIND_TEXT};

	if (function->result == RESULT_SAME)
		return first->type;
	if (function->result == RESULT_ITEM)
		return first->type.item == NULL ? (struct type){.kind = KIND_TEXT} : *first->type.item;
	return (struct type){.kind = kinds[function->result]};
}

static uint32_t question_named(const struct framework *framework, struct str id, struct near *near)
{
	for (uint32_t i = 0; i < framework->question_count; i++)
		near_offer(near, framework->questions[i].id);
	return framework_question(framework, id);
}

/* "choice" where one question has it, or "question/choice"; UINT32_MAX if there is none or several, and then near is what to write. */
static uint32_t choice_named(struct checker *checker, const struct framework *framework, struct str id, struct near *near)
{
	const char *slash = memchr(str_c(id), '/', id.length);
	uint32_t found = UINT32_MAX;

	if (slash != NULL) {
		uint32_t question = framework_question(framework, (struct str){id.text, (uint32_t)(slash - id.text)});

		return question == UINT32_MAX
			       ? question
			       : framework_choice(framework, question, (struct str){slash + 1, id.length - (uint32_t)(slash + 1 - id.text)});
	}
	for (uint32_t i = 0; i < framework->choice_count; i++) {
		near_offer(near, framework->choices[i].id);
		if (!str_equal(framework->choices[i].id, id))
			continue;
		if (found != UINT32_MAX) {
			near->best = str_format(checker->arena, "%s/%s", str_c(framework->questions[framework->choices[i].question].id),
						str_c(framework->choices[i].id));
			return UINT32_MAX;
		}
		found = i;
	}
	return found;
}

static struct expr *operand(struct checker *checker, enum op op, const struct type *type)
{
	struct expr *expr = arena_one(checker->arena, struct expr);

	expr->op = op;
	expr->type = *type;
	return expr;
}

/* has(choice) and risk(question): the id is looked up now, and the call takes the standing of the review and an index. */
static struct expr *check_id_call(struct checker *checker, const struct ast *ast, const struct function *function)
{
	static const struct type record = {.kind = KIND_RECORD}, number = {.kind = KIND_NUMBER}, truth = {.kind = KIND_BOOL};
	static const struct type risk = {.kind = KIND_WORD, .words = &advice_risks};
	bool of_choice = function->params[0] == PARAM_CHOICE;
	uint32_t slot = 0, index;
	const struct framework *framework = advice_framework(checker->scope, &slot);
	struct near near = near_to(ast->first->text);
	struct expr *call = operand(checker, OP_CALL, of_choice ? &truth : &risk), *standing, *place;

	if (framework == NULL || (ast->first->kind != AST_NAME && ast->first->kind != AST_TEXT)) {
		diag(checker->diags, EXPR_ID_WANTED, check_span(checker, ast), function->name, of_choice ? "practice" : "question");
		return NULL;
	}
	index = of_choice ? choice_named(checker, framework, ast->first->text, &near) : question_named(framework, ast->first->text, &near);
	if (index == UINT32_MAX) {
		diag(checker->diags, EXPR_UNKNOWN_ID, check_span(checker, ast->first), of_choice ? "practice" : "question", str_c(ast->first->text),
		     str_c(near.best));
		return NULL;
	}
	call->function = function;
	call->count = 2;
	standing = operand(checker, OP_VARIABLE, &record);
	standing->slot = slot;
	call->first = standing;
	place = operand(checker, OP_CONSTANT, &number);
	place->constant = value_number(index);
	standing->next = place;
	return call;
}

struct expr *check_call(struct checker *checker, const struct ast *ast, const struct type *hint)
{
	const struct function *function = check_function(checker, ast);
	struct expr *call = arena_one(checker->arena, struct expr), *last = NULL;
	bool good = function != NULL && check_count(checker, ast, function);

	if (good && (function->params[0] == PARAM_CHOICE || function->params[0] == PARAM_QUESTION))
		return check_id_call(checker, ast, function);
	for (const struct ast *part = ast->first; good && part != NULL; part = part->next) {
		struct expr *expr = check(checker, part, last == NULL ? NULL : &call->first->type);

		good = expr != NULL && check_argument(checker, part, function->params[last == NULL ? 0 : 1], &expr->type,
						      last == NULL ? &expr->type : &call->first->type);
		if (!good)
			break;
		if (last == NULL)
			call->first = expr;
		else
			last->next = expr;
		last = expr;
		call->count++;
	}
	if (!good)
		return NULL;
	call->op = OP_CALL;
	call->function = function;
	call->type = result_of(function, call->first);
	return call;
}
