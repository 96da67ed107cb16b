/* The one expression language, for conditions on context, for templates and for metrics: typed, names checked when compiled. */
#ifndef PLUMBLINE_EXPR_EXPR_H
#define PLUMBLINE_EXPR_EXPR_H

#include "expr/parse.h"

/*
 * Grammar: `or` < `and` < `not` < comparison (`==` `!=` `<` `<=` `>` `>=`, `in LIST`, `in [a, b]`), parentheses, calls, `name.field`.
 * `||` `&&` `!` are other spellings. Literals: "text" or 'text', 12, 99.95, 15m 4h 2d (durations), 2026-01-31 (dates), true, false; a bare word is a
 * name of the scope, or a value of the enumeration that it is compared with. Ids may hold letters, digits, `_` and inner `-`;
 * there are no escapes in texts. A text compared with an enumeration must be one of its words.
 * Functions: count(list), count(x in list where condition), any(x in list where condition), all(...), first(list), join(list of text, "separator"),
 * known(value), lower(text), percent(k, n) (whole percent, half up; not applicable of nothing), min, max; `list where condition` is not an
 * expression by itself.
 * Logic is Kleene's on true, false, unknown; "not applicable" is neutral in and/or. A missing fact is unknown, and comparing it is unknown.
 * count(x in list where condition) counts the items for which the condition is known to hold.
 */
enum kind { KIND_BOOL, KIND_NUMBER, KIND_TEXT, KIND_DURATION, KIND_DATE, KIND_WORD, KIND_RECORD, KIND_LIST };

/* An enumeration; ordered ones may be compared with < and >. Its words are names, or stand in list with blanks between them. */
struct words {
	const char *name;
	const char *const *names;
	uint32_t count; /* of names */
	bool ordered;
	const char *list; /* NULL where there are names */
};

uint32_t words_count(const struct words *words);
/* Empty if there is no word of this index. Not NUL-terminated at its length where it comes from a list. */
struct str words_name(const struct words *words, uint32_t index);
/* UINT32_MAX if it is none of them. */
uint32_t words_find(const struct words *words, struct str name);

struct type {
	enum kind kind;
	const struct words *words;        /* KIND_WORD */
	const struct record_kind *record; /* KIND_RECORD */
	const struct type *item;          /* KIND_LIST */
};

enum state { STATE_UNKNOWN, STATE_NOT_APPLICABLE, STATE_KNOWN };

struct value {
	enum state state;
	uint32_t count; /* of a list */
	union {
		bool truth;
		double number; /* NUMBER; DURATION in minutes */
		struct str text;
		uint32_t word; /* index into words->names */
		struct date date;
		const void *record;
		const struct value *items;
	} as;
};

/* A field of a record: how to take it from one. */
struct field {
	const char *name;
	struct type type;
	struct value (*of)(struct arena *arena, const void *record);
};

struct record_kind {
	const char *name;
	const struct field *fields;
	uint32_t field_count;
};

/* Names that an expression may use. A variable's slot is the count of all outer variables plus its index. */
struct variable {
	const char *name;
	struct type type;
};
struct scope {
	const struct scope *outer;
	const struct variable *variables;
	uint32_t count;
};
uint32_t scope_size(const struct scope *scope);

struct expr;

/* NULL with a diagnostic if it does not parse, a name is unknown or a type is wrong. wanted: NULL for any. Span: of the text in its source
 * (offsets inside are exact where the text stands there unescaped). */
const struct expr *expr_compile(struct arena *arena, struct str text, struct span span, const struct scope *scope, const struct type *wanted,
				struct diags *diags);

struct type expr_type(const struct expr *expr);

/* slots: a value for each variable of the scope. Lists and texts made on the way live in the arena. */
struct value expr_evaluate(const struct expr *expr, const struct value *slots, struct arena *arena);

/* Told of each field that an expression reads, and of what. */
struct expr_watch {
	void (*read)(const struct field *field, const void *record, void *user);
	void *user;
};
/* The same; watch may be NULL. */
struct value expr_evaluate_watched(const struct expr *expr, const struct value *slots, const struct expr_watch *watch, struct arena *arena);

/* Calls visit for each fact (`ctx.key`) that the expression names. */
void expr_facts(const struct expr *expr, void (*visit)(enum fact_key key, void *user), void *user);

/* The scope of `when:` conditions: ctx, a record with a field per fact of model/fact.def. Slot 0 takes a struct context. */
extern const struct record_kind context_record;
extern const struct scope context_scope;

/* True if and only if the condition is known to hold for this context, without any answers (with them: advice_holds of expr/advice.h). */
bool expr_holds(const struct expr *condition, const struct context *context, struct arena *arena);

/* Makers of values. */
struct value value_bool(bool truth);
struct value value_number(double number);
struct value value_text(struct str text);
struct value value_word(uint32_t word);
struct value value_date(struct date date);
struct value value_record(const void *record);
struct value value_list(const struct value *items, uint32_t count);
struct value value_unknown(void);

#endif
