/* Reads an article: the lines before it, its title, its sections; and checks it passage by passage. */
#include "article_parts.h"

#include <string.h>

#include "base/near.h"
#include "read/yaml.h"

/* Checks look at a paragraph as a whole: this keeps them short. */
#define ARTICLE_LARGEST (512u << 10)

bool article_named(const char *path)
{
	return g_str_has_suffix(path, ".md") || g_str_has_suffix(path, ".markdown");
}

/* ---- The lines before it ---- */

static bool is_fence(struct str line)
{
	return line.length >= 3 && strncmp(line.text, "---", 3) == 0 && (line.length == 3 || (line.length == 4 && line.text[3] == '\r'));
}

/* The line that ends what begins with "---" in the first; 0 if there is none. */
static uint32_t closing_line(const struct source *source)
{
	for (uint32_t line = 2; line <= source->line_count; line++)
		if (is_fence(source_line(source, line)))
			return line;
	return 0;
}

static bool take_key(struct article *article, const struct node *node, struct diags *diags)
{
	struct {
		const char *key;
		struct str *to;
	} keys[] = {{"title", &article->title}, {"subtitle", &article->subtitle}, {"author", &article->author}};
	struct near near = near_to(node->key);

	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		near_offer(&near, str_of(keys[i].key));
		if (!str_is(node->key, keys[i].key))
			continue;
		if (node->kind != NODE_SCALAR)
			return diag(diags, ARTICLE_VALUE, node->span, str_c(node->key), "a text");
		*keys[i].to = node->text;
		return true;
	}
	return diag(diags, ARTICLE_KEY, node->key_span, str_c(node->key), str_c(near.best));
}

/* They are YAML; as a source of their own with the same lines, so that places are right. */
static bool read_head(struct article *article, struct diags *diags)
{
	const struct source *source = article->source, *head;
	const struct node *root;
	uint32_t end;

	if (source->line_count < 2 || !is_fence(source_line(source, 1)))
		return true;
	end = closing_line(source);
	if (end == 0)
		return diag(diags, ARTICLE_OPEN, ((struct span){source, 0, 3}));
	article->start = end < source->line_count ? source->lines[end] : source->bytes.length;
	head = source_from_bytes(article->arena, str_c(source->path), source->bytes.text, source->lines[end - 1], diags);
	root = head == NULL ? NULL : yaml_read(article->arena, head, diags);
	for (const struct node *node = root == NULL || root->kind != NODE_MAP ? NULL : root->first; node != NULL; node = node->next)
		take_key(article, node, diags);
	return root != NULL;
}

/* ---- The tree ---- */

static struct doc *only_top(struct doc *document)
{
	struct doc *found = NULL;

	for (struct doc *block = document->first; block != NULL; block = block->next) {
		if (block->kind != DOC_SECTION)
			continue;
		if (found != NULL)
			return NULL;
		found = block;
	}
	return found == document->first ? found : NULL;
}

struct doc *article_tree(struct arena *arena, const struct article *article, struct str *title, struct span *title_span)
{
	struct doc *document = doc_new(arena, DOC_DOCUMENT), *top, *next;

	document->origin = (struct span){article->source, 0, 0};
	doc_add_article(arena, document, article->source, article->start, METRIC_SCHEME);
	top = only_top(document);
	*title = STR("");
	*title_span = NO_SPAN;
	if (top == NULL)
		return document;
	*title = doc_text(arena, top->first);
	*title_span = top->first->origin;
	document->first = document->last = NULL;
	for (struct doc *block = top->first->next; block != NULL; block = next) {
		next = block->next;
		doc_append(document, block);
	}
	return document;
}

const struct article *article_read(struct arena *arena, const struct source *source, struct diags *diags)
{
	struct article *article = arena_one(arena, struct article);
	struct str title;

	article->arena = arena;
	article->source = source;
	if (source->bytes.length > ARTICLE_LARGEST) {
		diag(diags, ARTICLE_LARGE, ((struct span){source, 0, 0}));
		return NULL;
	}
	if (!read_head(article, diags))
		return NULL;
	article->document = article_tree(arena, article, &title, &article->title_span);
	if (str_is_empty(article->title))
		article->title = title;
	if (article->document->first == NULL) {
		diag(diags, ARTICLE_EMPTY, ((struct span){source, 0, 0}));
		return NULL;
	}
	if (str_is_empty(article->title))
		diag(diags, ARTICLE_NO_TITLE, ((struct span){source, article->start, 0}));
	return article;
}

/* ---- Passages ---- */

static struct str text_of(struct span span)
{
	return (struct str){span.source->bytes.text + span.start, span.length};
}

static bool is_passage(const struct doc *node)
{
	if (node->kind == DOC_PARAGRAPH)
		return node->parent->kind != DOC_CELL;
	return node->kind == DOC_HEADING || node->kind == DOC_ROW;
}

static void add_passage(GPtrArray *passages, struct arena *arena, struct span span, bool is_row, uint32_t section)
{
	if (span.source != NULL && span.length > 0)
		g_ptr_array_add(passages, passage_new(arena, text_of(span), span, NULL, is_row, section));
}

GPtrArray *article_passages(struct arena *arena, const struct article *article)
{
	GPtrArray *passages = g_ptr_array_new();
	uint32_t section = 0;

	/* The line of the title is no part of the tree any more. */
	add_passage(passages, arena, article->title_span, false, 0);
	for (struct doc_walk walk = doc_walk_start(article->document); walk.node != NULL; doc_walk_next(&walk)) {
		if (!walk.entering)
			continue;
		section += walk.node->kind == DOC_SECTION && walk.node->parent->kind == DOC_DOCUMENT;
		if (is_passage(walk.node))
			add_passage(passages, arena, walk.node->origin, walk.node->kind == DOC_ROW, section);
	}
	return passages;
}

struct article_counts article_counts(const struct article *article)
{
	GPtrArray *passages = article_passages(article->arena, article);
	GHashTable *targets = g_hash_table_new(g_str_hash, g_str_equal);
	struct article_counts counts = {.title = article->title};

	for (const struct doc *block = article->document->first; block != NULL; block = block->next)
		counts.sections += block->kind == DOC_SECTION;
	for (guint p = 0; p < passages->len; p++) {
		const struct passage *passage = g_ptr_array_index(passages, p);

		for (guint i = 0; i < passage->mentions->len; i++) {
			const struct mention *mention = &g_array_index(passage->mentions, struct mention, i);

			counts.figures++;
			if (mention->asked != ASKED_CHART && !str_is(mention->target, NO_FIGURE))
				g_hash_table_add(targets, (gpointer)(uintptr_t)mention->target.text);
		}
	}
	counts.metrics = g_hash_table_size(targets);
	g_hash_table_destroy(targets);
	g_ptr_array_unref(passages);
	return counts;
}

/* ---- Checks ---- */

void article_check(struct arena *arena, const struct article *article, const struct claim_ground *ground, struct diags *diags)
{
	struct figures figures = {arena, ground->wording, ground->metrics, ground->view, diags};
	struct language language = {ground->wording, ground->metrics, arena};
	struct checking *checking = checking_new(&figures, &language);
	GPtrArray *passages = article_passages(arena, article);

	for (guint i = 0; i < passages->len; i++)
		checking_passage(checking, g_ptr_array_index(passages, i));
	checking_end(checking);
	g_ptr_array_unref(passages);
}

static void check_sentence(struct checking *checking, struct arena *arena, const struct metric *metric, struct str text, struct span span)
{
	if (!str_is_empty(text))
		checking_passage(checking, passage_new(arena, text, span, metric, false, 0));
}

void metrics_check_claims(struct arena *arena, const struct claim_ground *ground, struct diags *diags)
{
	struct figures figures = {arena, ground->wording, ground->metrics, ground->view, diags};
	struct language language = {ground->wording, ground->metrics, arena};
	struct checking *checking = checking_new(&figures, &language);

	for (uint32_t i = 0; i < ground->metrics->metric_count; i++) {
		const struct metric *metric = &ground->metrics->metrics[i];

		check_sentence(checking, arena, metric, metric->claim, metric->claim_span);
		check_sentence(checking, arena, metric, metric->saying, metric->say_span);
	}
}
