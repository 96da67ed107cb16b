/* The schema of templates as tables: what may stand where, and which attributes it takes. */
#ifndef PLUMBLINE_SRC_COMPOSE_SCHEMA_H
#define PLUMBLINE_SRC_COMPOSE_SCHEMA_H

#include "read/xml.h"

/* Contexts: bits, so that an element may stand in several. */
enum {
	IN_NOTHING = 0,
	IN_TOP = 1 << 0,
	IN_SECTION = 1 << 1,
	IN_FLOW = 1 << 2,
	IN_INLINES = 1 << 3,
	IN_ITEMS = 1 << 4,
	IN_ROWS = 1 << 5,
	IN_CELLS = 1 << 6,
	IN_NUMBERS = 1 << 7,
	IN_LINES = 1 << 8,
	IN_VALUES = 1 << 9,
	IN_SAME = 1 << 10,
	IN_BLOCKS = IN_TOP | IN_SECTION | IN_FLOW,
	IN_WORDS = IN_FLOW | IN_INLINES,
	IN_ALL = IN_SAME - 1
};

enum element_id {
#define ELEMENT(id, name, stands, holds) ELEMENT_##id,
#define TAKES(element, id, name, type, words, required)
#include "schema.def"
#undef ELEMENT
#undef TAKES
	ELEMENT_COUNT,
	ELEMENT_WORDS = ELEMENT_COUNT /* a stretch of text */
};

enum attribute_id {
	ATTRIBUTE_ALIGN,
	ATTRIBUTE_ALT,
	ATTRIBUTE_AMOUNT,
	ATTRIBUTE_ANCHOR,
	ATTRIBUTE_AUTHOR,
	ATTRIBUTE_AXIS,
	ATTRIBUTE_BADGE,
	ATTRIBUTE_BECAUSE,
	ATTRIBUTE_BREAK,
	ATTRIBUTE_BREAK_IF,
	ATTRIBUTE_CONTENTS,
	ATTRIBUTE_DEPTH,
	ATTRIBUTE_DESCENDING,
	ATTRIBUTE_DETAIL,
	ATTRIBUTE_EACH,
	ATTRIBUTE_END,
	ATTRIBUTE_FROM,
	ATTRIBUTE_HEAD,
	ATTRIBUTE_HIGH,
	ATTRIBUTE_IN,
	ATTRIBUTE_INDEX,
	ATTRIBUTE_KIND,
	ATTRIBUTE_LABEL,
	ATTRIBUTE_LIMIT,
	ATTRIBUTE_LOW,
	ATTRIBUTE_MARK,
	ATTRIBUTE_NAME,
	ATTRIBUTE_NOTE,
	ATTRIBUTE_NOTICE,
	ATTRIBUTE_NUMBER,
	ATTRIBUTE_OF,
	ATTRIBUTE_ORDER,
	ATTRIBUTE_ORDERED,
	ATTRIBUTE_PAGE_NUMBER,
	ATTRIBUTE_RISK,
	ATTRIBUTE_ROLE,
	ATTRIBUTE_ROW_HEADS,
	ATTRIBUTE_RUNNING_HEAD,
	ATTRIBUTE_SPAN,
	ATTRIBUTE_STAMP,
	ATTRIBUTE_START,
	ATTRIBUTE_SUBJECT,
	ATTRIBUTE_SUBTITLE,
	ATTRIBUTE_TEST,
	ATTRIBUTE_TITLE,
	ATTRIBUTE_TO,
	ATTRIBUTE_URL,
	ATTRIBUTE_VALUE,
	ATTRIBUTE_WHERE,
	ATTRIBUTE_WIDTH,
	ATTRIBUTE_WRAP
};

enum attribute_type {
	TAKES_TEXT,  /* words with {expressions} and {@sentences} */
	TAKES_WORD,  /* one of the allowed words; the first one is the default */
	TAKES_WHOLE, /* a whole number from 1 to 999 */
	TAKES_ROLE,  /* a name of a look: a-z, 0-9, - */
	TAKES_NAME,  /* a new name for expressions */
	TAKES_TRUTH,
	TAKES_COUNT,
	TAKES_PROSE,
	TAKES_LIST,
	TAKES_ANY,  /* expressions: a condition, a number, a text, a list, anything */
	TAKES_RULE, /* an expression that gives a rule */
	TAKES_RISK, /* an expression that gives a risk, or the name of one */
	TAKES_MARK, /* the same of marks of chart values */
	TAKES_INNER /* an expression that may use the name that the element makes */
};

struct attribute_rule {
	enum element_id element;
	enum attribute_id id;
	const char *name;
	enum attribute_type type;
	const char *words; /* separated by blanks */
	bool required;
};

struct element_rule {
	const char *name;
	int stands, holds;
};

extern const struct element_rule element_rules[ELEMENT_COUNT];

/* ELEMENT_COUNT if there is none of that name. */
enum element_id element_named(struct str name);
/* NULL if the element takes none of that name. */
const struct attribute_rule *attribute_named(enum element_id element, struct str name);
/* The rules of an element one after another: start with NULL, ends with NULL. */
const struct attribute_rule *attribute_next(enum element_id element, const struct attribute_rule *after);

/* Hints for messages: "did you mean ..." or the choices. */
const char *hint_elements(struct arena *arena, struct str wrong, int context);
const char *hint_attributes(struct arena *arena, struct str wrong, enum element_id element);
const char *hint_words(struct arena *arena, struct str wrong, const char *words);

#endif
