/* The kinds of AWS's output, by what marks each, and what they hold in words. */
#include "formats/aws_api.h"

#include "aws_api_parts.h"
#include "lens_shape.h"

/* In the order in which they are tried: a document may hold the marks of several. */
static const struct kind {
	const char *mark;
	enum node_kind holds;
	const char *word, *name;
	bool has_answers;
	const char *counted; /* what the items of the marked list are called; NULL: described apart */
} kinds[API_NONE] = {
	[API_ANSWERS] = {"AnswerSummaries", NODE_LIST, "aws-list-answers", "answers from the AWS tool (list-answers)", true, NULL},
	[API_ANSWER] = {"Answer", NODE_MAP, "aws-get-answer", "an answer from the AWS tool (get-answer)", true, NULL},
	[API_WORKLOAD] = {"Workload", NODE_MAP, "aws-get-workload", "a workload from the AWS tool (get-workload)", false, NULL},
	[API_WORKLOADS] = {"WorkloadSummaries", NODE_LIST, "aws-list-workloads", "a list of workloads from the AWS tool (list-workloads)", false,
			   "WorkloadName"},
	[API_LENS_REVIEW] = {"LensReview", NODE_MAP, "aws-get-lens-review", "the state of a lens from the AWS tool (get-lens-review)", false, NULL},
	[API_LENS_REVIEWS] = {"LensReviewSummaries", NODE_LIST, "aws-list-lens-reviews",
			      "a list of lens reviews from the AWS tool (list-lens-reviews)", false, "LensName"},
	[API_IMPROVEMENTS] = {"ImprovementSummaries", NODE_LIST, "aws-list-lens-review-improvements",
			      "improvements from the AWS tool (list-lens-review-improvements)", true, "QuestionId"},
	[API_MILESTONES] = {"MilestoneSummaries", NODE_LIST, "aws-list-milestones", "a list of milestones from the AWS tool (list-milestones)", false,
			    "MilestoneName"},
	[API_MILESTONE] = {"Milestone", NODE_MAP, "aws-get-milestone", "a milestone from the AWS tool (get-milestone)", false, NULL},
	[API_CONSOLIDATED] = {"Metrics", NODE_LIST, "aws-get-consolidated-report",
			      "a consolidated report from the AWS tool (get-consolidated-report)", true, "WorkloadName"},
	[API_DIFFERENCE] = {"VersionDifferences", NODE_MAP, "aws-get-lens-version-difference",
			    "differences between versions of a lens from the AWS tool (get-lens-version-difference)", false, NULL},
	[API_PROFILE] = {"Profile", NODE_MAP, "aws-get-profile", "a profile from the AWS tool (get-profile)", false, NULL},
	[API_PROFILES] = {"ProfileSummaries", NODE_LIST, "aws-list-profiles", "a list of profiles from the AWS tool (list-profiles)", false,
			  "ProfileName"},
	[API_LENSES] = {"LensSummaries", NODE_LIST, "aws-list-lenses", "a list of lenses from the AWS tool (list-lenses)", false, "LensName"},
	[API_COMBINED] = {"lenses", NODE_LIST, "aws-combined-export", "a combined export of an AWS workload", true, NULL},
	[API_PDF] = {"Base64String", NODE_SCALAR, "aws-pdf-report",
		     "a PDF report of the AWS tool in base64 (--format JSON gives one that can be read)", false, NULL},
};

static bool marks(const struct node *document, const struct kind *kind)
{
	const struct node *mark = node_find(document, kind->mark);

	return mark != NULL && mark->kind == kind->holds;
}

enum api_kind api_kind_of(const struct node *document)
{
	enum api_kind kind = API_ANSWERS;

	if (document == NULL || document->kind != NODE_MAP || node_find(document, "plumbline") != NULL)
		return API_NONE;
	if (node_find(document, "LensReviewReport") != NULL)
		return API_PDF;
	while (kind < API_NONE && !marks(document, &kinds[kind]))
		kind = (enum api_kind)(kind + 1);
	if (kind == API_COMBINED && node_find(document, "workload") == NULL && node_find(document, "lens_review") == NULL)
		return API_NONE;
	return kind;
}

const struct node *api_first_document(const struct node *root)
{
	return root != NULL && root->kind == NODE_LIST ? root->first : root;
}

const struct node *api_next_document(const struct node *root, const struct node *document)
{
	return root->kind == NODE_LIST ? document->next : NULL;
}

bool aws_api_recognise(const struct node *root)
{
	const struct node *document = api_first_document(root);

	if (document == NULL)
		return false;
	for (; document != NULL; document = api_next_document(root, document))
		if (api_kind_of(document) == API_NONE)
			return false;
	return true;
}

const char *aws_api_name(const struct node *root)
{
	return kinds[api_kind_of(api_first_document(root))].name;
}

const char *aws_api_word(const struct node *root)
{
	return kinds[api_kind_of(api_first_document(root))].word;
}

bool aws_api_has_answers(const struct node *root)
{
	for (const struct node *document = api_first_document(root); document != NULL; document = api_next_document(root, document))
		if (kinds[api_kind_of(document)].has_answers)
			return true;
	return false;
}

/* ---- What it holds ---- */

#define MOST_NAMED 40u

static void append_quoted(GString *out, const char *before, const struct node *map, const char *field)
{
	const struct node *node = lens_text_node(map, field);

	if (node != NULL && node->text.length > 0)
		g_string_append_printf(out, "%s\"%s\"", before, str_c(node->text));
}

static void append_count(GString *out, uint32_t count, const char *what)
{
	g_string_append_printf(out, "%u %s%s", count, what, count == 1 ? "" : "s");
}

/* "3 items: "a", "b", "c"" */
static void hold_list(GString *out, const struct node *document, const struct kind *kind)
{
	const struct node *list = node_find(document, kind->mark);
	uint32_t named = 0;

	append_count(out, list->count, "item");
	for (const struct node *item = list->first; item != NULL && named < MOST_NAMED; item = item->next)
		append_quoted(out, named++ == 0 ? ": " : ", ", item, kind->counted);
	if (list->count > MOST_NAMED)
		g_string_append(out, " and more");
}

static void hold_answers(GString *out, const struct node *document)
{
	append_count(out, node_find(document, "AnswerSummaries")->count, "answer");
	append_quoted(out, " to ", document, lens_text_node(document, "LensAlias") == NULL ? "LensArn" : "LensAlias");
	if (lens_text_node(document, "NextToken") != NULL)
		g_string_append(out, ", and another page follows");
}

static void hold_difference(GString *out, const struct node *document)
{
	const struct node *pillars = lens_list(node_find(document, "VersionDifferences"), "PillarDifferences");

	append_quoted(out, "from version ", document, "BaseLensVersion");
	append_quoted(out, " to ", document, "TargetLensVersion");
	for (const struct node *pillar = pillars == NULL ? NULL : pillars->first; pillar != NULL; pillar = pillar->next) {
		const struct node *questions = lens_list(pillar, "QuestionDifferences");

		append_quoted(out, "\n  pillar ", pillar, "PillarId");
		append_quoted(out, ": ", pillar, "DifferenceStatus");
		for (const struct node *item = questions == NULL ? NULL : questions->first; item != NULL; item = item->next) {
			append_quoted(out, "\n    question ", item, "QuestionId");
			append_quoted(out, ": ", item, "DifferenceStatus");
			append_quoted(out, ", ", item, "QuestionTitle");
		}
	}
}

static void hold_profile(GString *out, const struct node *document)
{
	const struct node *profile = node_find(document, "Profile"), *questions = lens_list(profile, "ProfileQuestions");

	append_quoted(out, "", profile, "ProfileName");
	g_string_append(out, out->len > 0 ? ", " : "");
	append_count(out, questions == NULL ? 0 : questions->count, "question");
	for (const struct node *item = questions == NULL ? NULL : questions->first; item != NULL; item = item->next) {
		const struct node *chosen = lens_list(item, "SelectedChoiceIds");

		append_quoted(out, "\n    ", item, "QuestionId");
		for (const struct node *id = chosen == NULL ? NULL : chosen->first; id != NULL; id = id->next)
			if (id->kind == NODE_SCALAR)
				g_string_append_printf(out, "%s%s", id == chosen->first ? ": " : ", ", str_c(id->text));
	}
}

static void hold_combined(GString *out, const struct node *document)
{
	uint32_t lenses = 0;

	for (const struct node *item = node_find(document, "lenses")->first; item != NULL; item = item->next)
		for (const struct node *lens = item->kind == NODE_MAP ? item->first : NULL; lens != NULL; lens = lens->next) {
			g_string_append(out, lenses++ == 0 ? "" : ", ");
			append_count(out, lens->count, "answer");
			g_string_append_printf(out, " to \"%s\"", str_c(lens->key));
		}
}

static void hold_document(GString *out, const struct node *document)
{
	enum api_kind kind = api_kind_of(document);
	const struct node *inner = node_find(document, kinds[kind].mark);

	if (kinds[kind].counted != NULL)
		hold_list(out, document, &kinds[kind]);
	else if (kind == API_ANSWERS)
		hold_answers(out, document);
	else if (kind == API_DIFFERENCE)
		hold_difference(out, document);
	else if (kind == API_PROFILE)
		hold_profile(out, document);
	else if (kind == API_COMBINED)
		hold_combined(out, document);
	else if (kind == API_ANSWER)
		append_quoted(out, "to ", inner, "QuestionId");
	else if (kind == API_WORKLOAD)
		append_quoted(out, "", inner, "WorkloadName");
	else if (kind == API_LENS_REVIEW)
		append_quoted(out, "of ", inner, "LensName");
	else if (kind == API_MILESTONE)
		append_quoted(out, "", inner, "MilestoneName");
}

struct str aws_api_holds(struct arena *arena, const struct node *root)
{
	GString *out = g_string_new(NULL);
	uint32_t count = 0;

	for (const struct node *document = api_first_document(root); document != NULL && count < MOST_NAMED;
	     document = api_next_document(root, document)) {
		g_string_append(out, count++ == 0 ? "" : "; ");
		hold_document(out, document);
	}
	if (root->kind == NODE_LIST && root->count > MOST_NAMED)
		g_string_append(out, "; and more documents");
	return str_take(arena, out);
}
