/* Cuts the text of an expression into tokens. */
#include "lex.h"

#include <string.h>

static const struct symbol {
	const char *text;
	enum token_kind kind;
} symbols[] = {
	{"||", TOKEN_OR},       {"&&", TOKEN_AND},      {"==", TOKEN_EQUAL},     {"!=", TOKEN_UNEQUAL}, {"<=", TOKEN_AT_MOST},
	{">=", TOKEN_AT_LEAST}, {"!", TOKEN_NOT},       {"<", TOKEN_LESS},       {">", TOKEN_MORE},     {"(", TOKEN_OPEN},
	{")", TOKEN_CLOSE},     {"[", TOKEN_OPEN_LIST}, {"]", TOKEN_CLOSE_LIST}, {",", TOKEN_COMMA},    {".", TOKEN_DOT},
};

/* Words that are more than names; the first three also in risk rules. */
static const struct symbol keywords[] = {
	{"and", TOKEN_AND},     {"or", TOKEN_OR},     {"not", TOKEN_NOT},     {"in", TOKEN_IN},
	{"where", TOKEN_WHERE}, {"true", TOKEN_TRUE}, {"false", TOKEN_FALSE},
};
#define RULE_KEYWORDS 3u

/* Whole numbers up to here are exact in a double. */
#define LARGEST_NUMBER 9007199254740992.0

/* What people write for something that the language has another spelling for. */
static const struct {
	const char *wrong, *right;
} misspelt[] = {
	{"&", "&&"},
	{"|", "||"},
	{"=", "=="},
	{"\xE2\x80\x9C", "\""},
	{"\xE2\x80\x9D", "\""},
	{"\xE2\x80\x98", "'"},
	{"\xE2\x80\x99", "'"},
	{"\xE2\x89\xA4", "<="},
	{"\xE2\x89\xA5", ">="},
	{"\xE2\x89\xA0", "!="},
	{"\xC2\xAC", "!"},
	{"~", "!"},
};

static const struct {
	char unit;
	double minutes;
} units[] = {{'m', 1}, {'h', 60}, {'d', 1440}};

struct span expr_span(struct str text, struct span span, uint32_t start, uint32_t length)
{
	const char *begin, *found;

	if (span.source == NULL || text.length == 0 || text.length > span.length)
		return span;
	begin = span.source->bytes.text + span.start;
	found = g_strstr_len(begin, span.length, str_c(text));
	if (found == NULL)
		return span;
	return (struct span){span.source, span.start + (uint32_t)(found - begin) + start, length};
}

struct span writing_span(const struct writing *writing, uint32_t start, uint32_t length)
{
	return expr_span(writing->text, writing->span, start, length);
}

static char char_at(const struct lexer *lexer, uint32_t at)
{
	return at < lexer->writing.text.length ? lexer->writing.text.text[at] : '\0';
}

static bool is_word_char(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

static bool is_id_char(char c)
{
	return is_word_char(c) || c == '-' || c == '.';
}

static struct token token_here(struct lexer *lexer, enum token_kind kind, uint32_t length)
{
	struct token token = {.kind = kind, .start = lexer->at, .length = length};

	token.text = str_copy(lexer->writing.arena, str_c(lexer->writing.text) + lexer->at, length);
	lexer->at += length;
	return token;
}

/* Bytes of the word at the cursor. A name has joints only between word characters; an id in a rule is whatever an id may be. */
static uint32_t word_length(const struct lexer *lexer)
{
	uint32_t at = lexer->at;

	if (lexer->dialect->ids_only) {
		while (is_id_char(char_at(lexer, at)))
			at++;
		return at - lexer->at;
	}
	while (is_word_char(char_at(lexer, at)) || (char_at(lexer, at) == '-' && is_word_char(char_at(lexer, at + 1))))
		at++;
	return at - lexer->at;
}

static struct token lex_word(struct lexer *lexer)
{
	struct token token = token_here(lexer, TOKEN_NAME, word_length(lexer));
	const struct dialect *dialect = lexer->dialect;
	size_t count = dialect->ids_only ? RULE_KEYWORDS : G_N_ELEMENTS(keywords);

	if (lexer->after_dot || (dialect->is_name != NULL && dialect->is_name(token.text, dialect->user)))
		return token;
	for (size_t i = 0; i < count; i++)
		if (str_is(token.text, keywords[i].text))
			token.kind = keywords[i].kind;
	return token;
}

static struct token bad_number(struct lexer *lexer, struct token token)
{
	diag(lexer->writing.diags, EXPR_BAD_NUMBER, writing_span(&lexer->writing, token.start, token.length), str_c(token.text));
	token.kind = TOKEN_BAD;
	return token;
}

static bool is_date_shape(struct str text)
{
	static const char shape[] = "dddd-dd-dd";

	if (text.length != sizeof shape - 1)
		return false;
	for (uint32_t i = 0; i < text.length; i++)
		if (shape[i] == 'd' ? !g_ascii_isdigit(text.text[i]) : text.text[i] != shape[i])
			return false;
	return true;
}

static uint32_t number_length(const struct lexer *lexer)
{
	uint32_t at = lexer->at;

	while (is_word_char(char_at(lexer, at)) || char_at(lexer, at) == '%' ||
	       ((char_at(lexer, at) == '-' || char_at(lexer, at) == '.') && is_word_char(char_at(lexer, at + 1))))
		at++;
	return at - lexer->at;
}

/* A number, a duration (its unit ends it) or a date. */
static struct token lex_number(struct lexer *lexer)
{
	struct token token = token_here(lexer, TOKEN_NUMBER, number_length(lexer));
	size_t digits = strspn(token.text.text, "0123456789");
	const char *rest;

	if (is_date_shape(token.text)) {
		token.kind = TOKEN_DATE;
		return date_parse(token.text, &token.date) ? token : bad_number(lexer, token);
	}
	if (token.text.text[digits] == '.' && g_ascii_isdigit(token.text.text[digits + 1]))
		digits += 1 + strspn(token.text.text + digits + 1, "0123456789");
	token.number = g_ascii_strtod(token.text.text, NULL);
	rest = token.text.text + digits;
	if (token.number > LARGEST_NUMBER)
		return bad_number(lexer, token);
	if (*rest == '\0')
		return token;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
		if (rest[0] == units[i].unit && rest[1] == '\0') {
			token.kind = TOKEN_DURATION;
			token.number *= units[i].minutes;
			return token;
		}
	return bad_number(lexer, token);
}

static struct token lex_text(struct lexer *lexer)
{
	const char *begin = str_c(lexer->writing.text) + lexer->at;
	const char *end = memchr(begin + 1, *begin, lexer->writing.text.length - lexer->at - 1);
	struct token token;

	if (end == NULL) {
		diag(lexer->writing.diags, EXPR_OPEN_TEXT, writing_span(&lexer->writing, lexer->at, 1));
		return token_here(lexer, TOKEN_BAD, 1);
	}
	token = token_here(lexer, TOKEN_TEXT, (uint32_t)(end - begin) + 1);
	token.text = str_copy(lexer->writing.arena, begin + 1, (size_t)(end - begin) - 1);
	return token;
}

static struct token lex_stray(struct lexer *lexer)
{
	const char *here = str_c(lexer->writing.text) + lexer->at;
	struct token token = token_here(lexer, TOKEN_BAD, (uint32_t)(g_utf8_next_char(here) - here));
	struct span span = writing_span(&lexer->writing, token.start, token.length);

	for (size_t i = 0; i < G_N_ELEMENTS(misspelt); i++)
		if (str_is(token.text, misspelt[i].wrong)) {
			diag(lexer->writing.diags, EXPR_MISSPELT, span, str_c(token.text), misspelt[i].right);
			return token;
		}
	diag(lexer->writing.diags, EXPR_STRAY, span, str_c(token.text));
	return token;
}

static struct token lex_symbol(struct lexer *lexer)
{
	const char *here = str_c(lexer->writing.text) + lexer->at;
	size_t left = lexer->writing.text.length - lexer->at;

	for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++) {
		size_t length = strlen(symbols[i].text);

		if (length <= left && memcmp(here, symbols[i].text, length) == 0)
			return token_here(lexer, symbols[i].kind, (uint32_t)length);
	}
	return lex_stray(lexer);
}

static struct token lex_any(struct lexer *lexer)
{
	char c;

	while (g_ascii_isspace(char_at(lexer, lexer->at)))
		lexer->at++;
	c = char_at(lexer, lexer->at);
	if (lexer->at >= lexer->writing.text.length)
		return token_here(lexer, TOKEN_END, 0);
	if (g_ascii_isdigit(c) && !lexer->dialect->ids_only && !lexer->after_dot)
		return lex_number(lexer);
	if (is_word_char(c) || (lexer->dialect->ids_only && is_id_char(c)))
		return lex_word(lexer);
	if (c == '"' || c == '\'')
		return lex_text(lexer);
	return lex_symbol(lexer);
}

struct token lex_next(struct lexer *lexer)
{
	struct token token = lex_any(lexer);

	lexer->after_dot = token.kind == TOKEN_DOT;
	return token;
}
