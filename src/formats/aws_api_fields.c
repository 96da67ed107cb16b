/* Every field of AWS's output, with what it holds, and the check of a file against them. */
#include "aws_api_parts.h"
#include "base/hash.h"
#include "lens_shape.h"

#define MOST_UNKNOWN 200u

/* What stands in a field is not looked into where keys are free, or where nothing concerns a review. */
static const char closed_maps[] = "Tags RiskCounts PrioritizedRiskCounts JiraConfiguration DiscoveryConfig ResponseMetadata";

/* Lists of texts, and lists that hold texts in one answer and maps in another; all other lists hold maps. */
static const char text_lists[] = "AccountIds AwsRegions NonAwsRegions PillarPriorities Applications SelectedChoices SelectedChoiceIds";
static const char mixed_lists[] = "Lenses Profiles";

/* Known, but of no use for a review: of these that something stands in them is said, once for a file. */
static const char left_out[] =
	"ShareInvitationId JiraConfiguration DiscoveryConfig Applications PrioritizedRiskCounts PillarPriorities QuestionType "
	"ReviewRestrictionDate IsReviewOwnerUpdateAcknowledged ImprovementStatus LensStatus LensType Profiles Industry WorkloadArn "
	"LensesAppliedCount MetricType CreatedAt";

static const struct {
	enum node_kind kind;
	const char *names;
} fields[] = {
	{NODE_SCALAR,
	 "WorkloadId MilestoneNumber LensAlias LensArn NextToken WorkloadArn WorkloadName Owner UpdatedAt ImprovementStatus Description Environment "
	 "ArchitecturalDesign ReviewOwner ReviewRestrictionDate IsReviewOwnerUpdateAcknowledged IndustryType Industry Notes ShareInvitationId "
	 "QuestionId PillarId QuestionTitle QuestionDescription ImprovementPlanUrl HelpfulResourceUrl HelpfulResourceDisplayText IsApplicable Risk "
	 "Reason QuestionType ChoiceId Status Title DisplayText Url Type LensVersion LensName LensStatus LensType PillarName MilestoneName "
	 "RecordedAt BaseLensVersion TargetLensVersion LatestLensVersion DifferenceStatus MetricType ChoiceTitle ChoiceDescription "
	 "LensesAppliedCount ProfileArn ProfileVersion ProfileName ProfileDescription MinSelectedChoices MaxSelectedChoices CreatedAt "
	 "Base64String"},
	{NODE_LIST,
	 "WorkloadSummaries Lenses Profiles AccountIds AwsRegions NonAwsRegions PillarPriorities Applications AnswerSummaries Choices "
	 "SelectedChoices "
	 "ChoiceAnswerSummaries ChoiceAnswers AdditionalResources Content PillarReviewSummaries LensReviewSummaries ImprovementSummaries "
	 "ImprovementPlans MilestoneSummaries PillarDifferences QuestionDifferences Metrics Pillars Questions BestPractices ProfileQuestions "
	 "QuestionChoices SelectedChoiceIds ProfileSummaries LensSummaries lenses lens_review"},
	{NODE_MAP,
	 "Workload Answer HelpfulResource ImprovementPlan LensReview Milestone WorkloadSummary VersionDifferences Profile LensReviewReport Tags "
	 "RiskCounts PrioritizedRiskCounts JiraConfiguration DiscoveryConfig ResponseMetadata"},
};

static const char *const kind_names[] = {[NODE_NULL] = "null", [NODE_SCALAR] = "a text", [NODE_LIST] = "a list", [NODE_MAP] = "a map"};

struct unknown {
	struct str name;
	struct span span; /* of the first */
	uint32_t count;
};

struct checking {
	struct diags *diags;
	GHashTable *kinds;    /* name -> node kind + 1 */
	GHashTable *closed;   /* a set of names */
	GHashTable *items;    /* name of a list -> kind of its items, where it is not NODE_MAP; NODE_NULL: any */
	GHashTable *left_out; /* a set of names; those that have been said are taken out */
	GHashTable *places;   /* unknown name -> its place in unknown + 1 */
	GArray *unknown;
	GString *said;       /* names of what is left out */
	struct span said_at; /* of the first */
};

static void learn(GHashTable *table, const char *names, guint value)
{
	char **list = g_strsplit(names, " ", -1);

	for (char **name = list; *name != NULL; name++)
		g_hash_table_insert(table, g_strdup(*name), GUINT_TO_POINTER(value));
	g_strfreev(list);
}

static void count_unknown(struct checking *checking, const struct node *child)
{
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(checking->places, str_c(child->key)));
	struct unknown made = {child->key, child->key_span, 1};

	if (place > 0)
		g_array_index(checking->unknown, struct unknown, place - 1).count++;
	else if (checking->unknown->len < MOST_UNKNOWN) {
		g_array_append_val(checking->unknown, made);
		g_hash_table_insert(checking->places, g_strdup(str_c(child->key)), GUINT_TO_POINTER(checking->unknown->len));
	}
}

static void check_items(struct checking *checking, const struct node *list)
{
	gpointer known;
	enum node_kind kind = NODE_MAP;

	if (g_hash_table_lookup_extended(checking->items, str_c(list->key), NULL, &known))
		kind = (enum node_kind)GPOINTER_TO_UINT(known);
	for (const struct node *item = list->first; item != NULL && kind != NODE_NULL; item = item->next)
		if (item->kind != kind)
			diag(checking->diags, API_WRONG_TYPE, item->span, str_c(list->key), kind == NODE_MAP ? "a list of maps" : "a list of texts",
			     kind_names[item->kind]);
}

/* Whether something stands there that somebody put there. */
static bool is_filled(const struct node *node)
{
	if (node->kind != NODE_SCALAR)
		return node->count > 0;
	return !str_is_empty(node->text) && !str_is(node->text, "NONE") && g_ascii_strcasecmp(str_c(node->text), "false") != 0;
}

static void leave_out(struct checking *checking, const struct node *child)
{
	if (!is_filled(child) || !g_hash_table_remove(checking->left_out, str_c(child->key)))
		return;
	if (checking->said->len == 0)
		checking->said_at = child->key_span;
	g_string_append_printf(checking->said, "%s%s", checking->said->len == 0 ? "" : ", ", str_c(child->key));
}

static bool names_client(struct str key)
{
	return g_ascii_strcasecmp(str_c(key), "client") == 0 || g_ascii_strcasecmp(str_c(key), "customer") == 0;
}

/* Of the tags only that with the client is used, and the owner where the review has none. */
static bool is_left_out(const struct checking *checking, const struct node *map, const struct node *child)
{
	if (str_is(child->key, "Owner"))
		return lens_text_node(map, "ReviewOwner") != NULL;
	if (!str_is(child->key, "Tags") || child->kind != NODE_MAP)
		return g_hash_table_contains(checking->left_out, str_c(child->key));
	for (const struct node *tag = child->first; tag != NULL; tag = tag->next)
		if (!names_client(tag->key))
			return true;
	return false;
}

static void check_child(struct checking *checking, const struct node *child)
{
	guint kind = GPOINTER_TO_UINT(g_hash_table_lookup(checking->kinds, str_c(child->key)));

	if (kind == 0)
		count_unknown(checking, child);
	else if (child->kind != NODE_NULL && (child->tagged || child->kind != (enum node_kind)(kind - 1)))
		diag(checking->diags, API_WRONG_TYPE, child->span, str_c(child->key), kind_names[kind - 1],
		     child->tagged ? "a YAML tag" : kind_names[child->kind]);
	else if (child->kind == NODE_LIST)
		check_items(checking, child);
}

/* The lab script's maps have names of lenses as keys, and "workload" is a list or a map. Recursion ends at READ_DEEPEST. */
static void check_node(struct checking *checking, const struct node *node, bool free_keys)
{
	for (const struct node *child = node->kind == NODE_MAP || node->kind == NODE_LIST ? node->first : NULL; child != NULL; child = child->next) {
		bool is_field = node->kind == NODE_MAP && !free_keys;
		bool frees = is_field && (str_is(child->key, "lenses") || str_is(child->key, "lens_review"));

		if (is_field && !str_is(child->key, "workload"))
			check_child(checking, child);
		if (is_field && is_left_out(checking, node, child))
			leave_out(checking, child);
		if (!is_field || !g_hash_table_contains(checking->closed, str_c(child->key)))
			check_node(checking, child, frees || (free_keys && node->kind == NODE_LIST));
	}
}

void api_check_fields(struct arena *arena, const struct node *root, struct diags *diags)
{
	struct checking checking = {
		.diags = diags,
		.kinds = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL),
		.closed = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL),
		.items = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL),
		.left_out = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL),
		.places = g_hash_table_new_full(text_hash, g_str_equal, g_free, NULL),
		.unknown = g_array_new(FALSE, FALSE, sizeof(struct unknown)),
		.said = g_string_new(NULL),
	};

	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		learn(checking.kinds, fields[i].names, fields[i].kind + 1u);
	learn(checking.closed, closed_maps, 1);
	learn(checking.left_out, left_out, 1);
	learn(checking.left_out, "Tags Owner", 1);
	learn(checking.items, text_lists, NODE_SCALAR);
	learn(checking.items, mixed_lists, NODE_NULL);
	check_node(&checking, root, false);
	for (guint i = 0; i < checking.unknown->len; i++) {
		const struct unknown *unknown = &g_array_index(checking.unknown, struct unknown, i);
		struct str times = unknown->count == 1 ? STR("once") : str_format(arena, "%u times", unknown->count);

		diag(diags, API_UNKNOWN_FIELD, unknown->span, str_c(unknown->name), times.text);
	}
	if (checking.said->len > 0)
		diag(diags, API_LEFT_OUT, checking.said_at, checking.said->str);
	g_string_free(checking.said, TRUE);
	g_array_free(checking.unknown, TRUE);
	g_hash_table_unref(checking.kinds);
	g_hash_table_unref(checking.closed);
	g_hash_table_unref(checking.items);
	g_hash_table_unref(checking.left_out);
	g_hash_table_unref(checking.places);
}
