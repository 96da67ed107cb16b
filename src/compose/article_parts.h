/* An article as it was read; private to reading, checking and filling it. */
#ifndef PLUMBLINE_SRC_COMPOSE_ARTICLE_PARTS_H
#define PLUMBLINE_SRC_COMPOSE_ARTICLE_PARTS_H

#include "compose/article.h"

#include "claims.h"

struct article {
	struct arena *arena;
	const struct source *source;
	uint32_t start;                     /* where the Markdown begins, after the lines between --- */
	struct str title, subtitle, author; /* title: of the lines between ---, else of the first heading */
	struct span title_span;             /* of the heading that is the title; length 0: there is none */
	const struct doc *document;         /* as it is written: nothing is filled in */
};

/* The tree of the article's Markdown; where its first heading is the only one of its level, that is the title and its section is gone. */
struct doc *article_tree(struct arena *arena, const struct article *article, struct str *title, struct span *title_span);

/* Every passage, in order. */
GPtrArray *article_passages(struct arena *arena, const struct article *article);

/* Fills the figures in, and gives the metrics and rankings that it names, by index of the view. */
struct article_filling {
	struct figures figures;
	const struct benchmark_record *benchmark; /* of the records behind figures */
	GArray *metrics, *rankings;               /* uint32_t, in order of first mention */
};
void article_fill(struct article_filling *filling, struct doc *document);
/* A title may hold figures too. */
struct str article_title(struct article_filling *filling, struct str title);

#endif
