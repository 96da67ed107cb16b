/* Compiles the elements of a template: everything is checked here, so that composing a report cannot fail on a name. */
#include "program.h"

#include <string.h>

#include "records.h"

struct compiling {
	struct compiler compiler;
	const struct scope *scope;
	uint32_t depth;
};

/* Attributes of one element, while they are compiled. */
struct attributes {
	const struct element *element;
	enum element_id id;
	struct given *given;
	uint32_t count;
};

static const struct op *compile_children(struct compiling *compiling, const struct element *parent, enum element_id id, int context, struct op *op);

const struct given *given(const struct op *op, enum attribute_id id)
{
	for (uint32_t i = 0; i < op->given_count; i++)
		if (op->given[i].id == id)
			return &op->given[i];
	return NULL;
}

/* ---- Attributes ---- */

static bool bad_value(struct compiling *compiling, const struct attribute *attribute, const char *hint)
{
	return diag(compiling->compiler.diags, TEMPLATE_BAD_VALUE, attribute->span, str_c(attribute->value), str_c(attribute->name), hint);
}

static bool compile_text(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	to->text = text_compile(&compiling->compiler, attribute->value, attribute->span, compiling->scope);
	return true;
}

static bool compile_word(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	gchar **words = g_strsplit(rule->words, " ", -1);
	bool found = false;

	for (uint32_t i = 0; words[i] != NULL && !found; i++) {
		found = str_is(attribute->value, words[i]);
		to->number = i;
	}
	g_strfreev(words);
	return found || bad_value(compiling, attribute, hint_words(compiling->compiler.arena, attribute->value, rule->words));
}

static bool compile_whole(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	char *end;

	to->number = (uint32_t)g_ascii_strtoull(str_c(attribute->value), &end, 10);
	if (attribute->value.length > 0 && attribute->value.length < 4 && *end == '\0' && g_ascii_isdigit(attribute->value.text[0]) && to->number > 0)
		return true;
	return bad_value(compiling, attribute, "write a whole number from 1 to 999");
}

static bool compile_role(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	bool good = attribute->value.length > 0;

	for (uint32_t i = 0; i < attribute->value.length; i++)
		good = good &&
		       (g_ascii_islower(attribute->value.text[i]) || g_ascii_isdigit(attribute->value.text[i]) || attribute->value.text[i] == '-');
	to->name = attribute->value;
	return good || bad_value(compiling, attribute, "a role holds a-z, 0-9 and -");
}

static bool is_taken(const struct scope *scope, struct str name)
{
	for (; scope != NULL; scope = scope->outer)
		for (uint32_t i = 0; i < scope->count; i++)
			if (str_is(name, scope->variables[i].name))
				return true;
	return false;
}

static bool compile_name(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	struct str name = attribute->value;
	bool good = name.length > 0 && g_ascii_islower(name.text[0]);

	for (uint32_t i = 0; i < name.length; i++)
		good = good && (g_ascii_islower(name.text[i]) || g_ascii_isdigit(name.text[i]) || name.text[i] == '_');
	to->name = name;
	if (!good)
		return diag(compiling->compiler.diags, TEMPLATE_BAD_NAME, attribute->span, str_c(name));
	if (is_taken(compiling->scope, name))
		return diag(compiling->compiler.diags, TEMPLATE_NAME_TAKEN, attribute->span, str_c(name));
	return true;
}

static bool compile_expr(struct compiling *compiling, const struct attribute *attribute, const struct type *wanted, struct given *to)
{
	to->expr = expr_compile(compiling->compiler.arena, attribute->value, attribute->span, compiling->scope, wanted, compiling->compiler.diags);
	return to->expr != NULL;
}

static bool compile_truth(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	static const struct type wanted = {.kind = KIND_BOOL};

	return compile_expr(compiling, attribute, &wanted, to);
}

static bool compile_count(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	static const struct type wanted = {.kind = KIND_NUMBER};

	return compile_expr(compiling, attribute, &wanted, to);
}

static bool compile_prose(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	static const struct type wanted = {.kind = KIND_TEXT};

	return compile_expr(compiling, attribute, &wanted, to);
}

static bool compile_list(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	if (!compile_expr(compiling, attribute, NULL, to))
		return false;
	if (expr_type(to->expr).kind == KIND_LIST)
		return true;
	return diag(compiling->compiler.diags, TEMPLATE_NOT_A_LIST, attribute->span, str_c(attribute->value));
}

static bool compile_any(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	return compile_expr(compiling, attribute, NULL, to);
}

static bool compile_rule(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	const struct type wanted = {.kind = KIND_RECORD, .record = rule_kind};

	return compile_expr(compiling, attribute, &wanted, to);
}

static bool compile_risk(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	static const struct type wanted = {.kind = KIND_WORD, .words = &risk_words};

	for (uint32_t i = 0; i < risk_words.count; i++)
		if (str_is(attribute->value, risk_words.names[i])) {
			to->number = word_risk(i);
			return true;
		}
	return compile_expr(compiling, attribute, &wanted, to);
}

static bool compile_mark(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	static const struct type wanted = {.kind = KIND_WORD, .words = &mark_words};

	to->number = words_find(&mark_words, attribute->value);
	return to->number != UINT32_MAX || compile_expr(compiling, attribute, &wanted, to);
}

/* Where and order of a `for` wait until its name is known. */
static bool compile_later(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule, struct given *to)
{
	return true;
}

static bool (*const compilers[])(struct compiling *compiling, const struct attribute *attribute, const struct attribute_rule *rule,
				 struct given *to) = {
	[TAKES_TEXT] = compile_text,   [TAKES_WORD] = compile_word,   [TAKES_WHOLE] = compile_whole, [TAKES_ROLE] = compile_role,
	[TAKES_NAME] = compile_name,   [TAKES_TRUTH] = compile_truth, [TAKES_COUNT] = compile_count, [TAKES_PROSE] = compile_prose,
	[TAKES_LIST] = compile_list,   [TAKES_ANY] = compile_any,     [TAKES_RULE] = compile_rule,   [TAKES_RISK] = compile_risk,
	[TAKES_INNER] = compile_later, [TAKES_MARK] = compile_mark,
};

static void compile_attribute(struct compiling *compiling, struct attributes *attributes, const struct attribute *attribute)
{
	const struct attribute_rule *rule = attribute_named(attributes->id, attribute->name);
	struct given *to = &attributes->given[attributes->count];
	const char *element = element_rules[attributes->id].name;

	if (rule == NULL) {
		diag(compiling->compiler.diags, TEMPLATE_UNKNOWN_ATTRIBUTE, attribute->span, element, str_c(attribute->name),
		     hint_attributes(compiling->compiler.arena, attribute->name, attributes->id));
		return;
	}
	to->id = rule->id;
	if (compilers[rule->type](compiling, attribute, rule, to))
		attributes->count++;
}

static void check_required(struct compiling *compiling, const struct attributes *attributes)
{
	for (const struct attribute_rule *rule = attribute_next(attributes->id, NULL); rule != NULL; rule = attribute_next(attributes->id, rule))
		if (rule->required && element_attribute(attributes->element, rule->name) == NULL)
			diag(compiling->compiler.diags, TEMPLATE_MISSING_ATTRIBUTE, attributes->element->span, element_rules[attributes->id].name,
			     rule->name);
}

static void compile_attributes(struct compiling *compiling, const struct element *element, enum element_id id, struct op *op)
{
	struct attributes attributes = {element, id, arena_array(compiling->compiler.arena, struct given, element->attribute_count), 0};

	for (uint32_t i = 0; i < element->attribute_count; i++)
		compile_attribute(compiling, &attributes, &element->attributes[i]);
	check_required(compiling, &attributes);
	op->given = attributes.given;
	op->given_count = attributes.count;
}

/* ---- Names that elements make ---- */

/* Adds a variable to the scope; its slot is the count of those before. */
static uint32_t open_variable(struct compiling *compiling, struct str name, struct type type)
{
	struct variable *variable = arena_one(compiling->compiler.arena, struct variable);
	struct scope *scope = arena_one(compiling->compiler.arena, struct scope);
	uint32_t slot = scope_size(compiling->scope);

	*variable = (struct variable){str_c(name), type};
	*scope = (struct scope){compiling->scope, variable, 1};
	compiling->scope = scope;
	return slot;
}

static bool is_ordered(const struct type *type)
{
	return type->kind == KIND_NUMBER || type->kind == KIND_DURATION || type->kind == KIND_DATE || type->kind == KIND_TEXT ||
	       type->kind == KIND_WORD;
}

static void compile_inner(struct compiling *compiling, const struct element *element, enum attribute_id id, const char *name,
			  const struct type *wanted, struct op *op)
{
	const struct attribute *attribute = element_attribute(element, name);
	struct given *to = (struct given *)(uintptr_t)given(op, id);
	struct type type;

	if (attribute == NULL || to == NULL || !compile_expr(compiling, attribute, wanted, to))
		return;
	type = expr_type(to->expr);
	if (wanted == NULL && !is_ordered(&type))
		diag(compiling->compiler.diags, TEMPLATE_NOT_ORDERED, attribute->span, str_c(attribute->value));
}

/* False if the names could not be made; then the content cannot be checked. */
static bool open_for(struct compiling *compiling, const struct element *element, struct op *op)
{
	static const struct type truth = {.kind = KIND_BOOL}, number = {.kind = KIND_NUMBER};
	const struct given *each = given(op, ATTRIBUTE_EACH), *in = given(op, ATTRIBUTE_IN), *index = given(op, ATTRIBUTE_INDEX);

	if (each == NULL || in == NULL)
		return false;
	op->slot = open_variable(compiling, each->name, *expr_type(in->expr).item);
	if (index != NULL)
		open_variable(compiling, index->name, number);
	compile_inner(compiling, element, ATTRIBUTE_WHERE, "where", &truth, op);
	compile_inner(compiling, element, ATTRIBUTE_ORDER, "order", NULL, op);
	return true;
}

/* ---- Elements ---- */

static struct op *op_new(struct compiling *compiling, enum element_id id, struct span span)
{
	struct op *op = arena_one(compiling->compiler.arena, struct op);

	op->element = id;
	op->span = span;
	return op;
}

static bool may_stand(struct compiling *compiling, const struct element *element, enum element_id id, const struct element *parent, int context)
{
	struct arena *arena = compiling->compiler.arena;

	if (id == ELEMENT_COUNT)
		return diag(compiling->compiler.diags, TEMPLATE_UNKNOWN_ELEMENT, element->span, str_c(element->name),
			    hint_elements(arena, element->name, context));
	if ((element_rules[id].stands & context) == 0 || (id == ELEMENT_ARTICLE && !is_taken(compiling->scope, STR("article"))))
		return diag(compiling->compiler.diags, TEMPLATE_MISPLACED_ELEMENT, element->span, str_c(element->name), str_c(parent->name),
			    hint_elements(arena, STR(""), context));
	return true;
}

/* A blank before an element is lost when the text between two elements is only white space; the source still has it. */
static bool has_blank_before(const struct element *element)
{
	const struct span *span = &element->span;

	return span->source != NULL && span->start > 0 && g_ascii_isspace(span->source->bytes.text[span->start - 1]);
}

static struct op *words_op(struct compiling *compiling, struct str text, struct span span)
{
	struct op *op = op_new(compiling, ELEMENT_WORDS, span);
	struct given *words = arena_one(compiling->compiler.arena, struct given);

	words->text = text_compile(&compiling->compiler, text, span, compiling->scope);
	op->given = words;
	op->given_count = 1;
	return op;
}

static struct op *compile_words(struct compiling *compiling, const struct element *words, const struct element *parent, int context)
{
	if ((context & IN_WORDS) != 0)
		return words_op(compiling, words->text, words->span);
	diag(compiling->compiler.diags, TEMPLATE_MISPLACED_TEXT, words->span, str_c(parent->name),
	     (context & IN_BLOCKS) != 0 ? "put them into a <p>" : "");
	return NULL;
}

static void compile_content(struct compiling *compiling, const struct element *element, enum element_id id, int context, struct op *op)
{
	int holds = element_rules[id].holds == IN_SAME ? context : element_rules[id].holds;

	op->inline_content = (holds & IN_WORDS) != 0;
	if (holds == IN_NOTHING && element->first != NULL)
		diag(compiling->compiler.diags, TEMPLATE_NOT_EMPTY, element->first->span, element_rules[id].name);
	else if (holds != IN_NOTHING)
		op->first = compile_children(compiling, element, id, holds, op);
}

static void check_link(struct compiling *compiling, const struct op *op)
{
	if (op->element == ELEMENT_LINK && (given(op, ATTRIBUTE_TO) == NULL) == (given(op, ATTRIBUTE_URL) == NULL))
		diag(compiling->compiler.diags, TEMPLATE_LINK, op->span);
}

static struct op *compile_element(struct compiling *compiling, const struct element *element, enum element_id id, int context)
{
	struct op *op = op_new(compiling, id, element->span);
	const struct scope *outer = compiling->scope;
	bool open = true;

	compile_attributes(compiling, element, id, op);
	check_link(compiling, op);
	if (id == ELEMENT_FOR)
		open = open_for(compiling, element, op);
	if (scope_size(compiling->scope) > TEMPLATE_SLOTS || compiling->depth == TEMPLATE_DEEPEST) {
		diag(compiling->compiler.diags, TEMPLATE_TOO_DEEP, element->span, G_STRINGIFY(TEMPLATE_DEEPEST));
		open = false;
	}
	compiling->depth++;
	if (open)
		compile_content(compiling, element, id, context, op);
	compiling->depth--;
	compiling->scope = outer;
	return op;
}

/* The name of a `let` holds for what follows it. */
static void open_let(struct compiling *compiling, struct op *op)
{
	const struct given *name = given(op, ATTRIBUTE_NAME), *value = given(op, ATTRIBUTE_VALUE);

	if (op->element == ELEMENT_LET && name != NULL && value != NULL)
		op->slot = open_variable(compiling, name->name, expr_type(value->expr));
}

struct siblings {
	const struct op *first, **next;
};

static void add_sibling(struct siblings *siblings, struct op *op)
{
	*siblings->next = op;
	siblings->next = &op->next;
}

/* An <else> is compiled outside the names of its <for>. */
static void compile_else(struct compiling *compiling, const struct element *element, enum element_id parent, int context, const struct scope *outer,
			 struct op *op)
{
	const struct scope *inner = compiling->scope;

	if ((parent != ELEMENT_IF && parent != ELEMENT_FOR) || element->next != NULL) {
		diag(compiling->compiler.diags, TEMPLATE_ELSE, element->span);
		return;
	}
	compiling->scope = outer;
	op->otherwise = compile_element(compiling, element, ELEMENT_ELSE, context);
	compiling->scope = inner;
}

static void compile_child(struct compiling *compiling, const struct element *child, const struct element *parent, int context,
			  struct siblings *siblings)
{
	enum element_id id = element_named(child->name);
	struct op *op;

	if (!may_stand(compiling, child, id, parent, context))
		return;
	if ((context & IN_WORDS) != 0 && has_blank_before(child))
		add_sibling(siblings, words_op(compiling, STR(" "), NO_SPAN));
	op = compile_element(compiling, child, id, context);
	open_let(compiling, op);
	add_sibling(siblings, op);
}

/* Recursion is bounded by TEMPLATE_DEEPEST. */
static const struct op *compile_children(struct compiling *compiling, const struct element *parent, enum element_id id, int context, struct op *op)
{
	const struct scope *outer = compiling->scope, *around = id == ELEMENT_FOR ? NULL : outer;
	struct siblings siblings = {.first = NULL};

	siblings.next = &siblings.first;
	if (around == NULL)
		for (around = outer->outer; scope_size(around) > op->slot; around = around->outer)
			continue;
	for (const struct element *child = parent->first; child != NULL; child = child->next) {
		if (str_is_empty(child->name)) {
			struct op *words = compile_words(compiling, child, parent, context);

			if (words != NULL)
				add_sibling(&siblings, words);
		} else if (str_is(child->name, "else"))
			compile_else(compiling, child, id, context, around, op);
		else
			compile_child(compiling, child, parent, context, &siblings);
	}
	compiling->scope = outer;
	return siblings.first;
}

const struct op *program_compile(struct compiler *compiler, const struct scope *scope, const struct element *root)
{
	struct compiling compiling = {.compiler = *compiler, .scope = scope};

	if (!str_is(root->name, "report")) {
		diag(compiler->diags, TEMPLATE_ROOT, root->span, str_c(root->name));
		return NULL;
	}
	return compile_element(&compiling, root, ELEMENT_REPORT, IN_TOP);
}
