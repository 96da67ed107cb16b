/* Native review files (plumbline: review/1) to struct review. */
#include "model/review.h"

#include "answers.h"
#include "context_decode.h"
#include "intent.h"

static const struct key review_keys[] = {
	{"plumbline", HOLDS_TEXT, true},
	{"framework", HOLDS_LIST_OR_TEXT, false},
	{"framework_version", HOLDS_TEXT, false},
	{"client", HOLDS_MAP, true},
	{"workload", HOLDS_MAP, true},
	{"date", HOLDS_TEXT, false},
	{"milestone", HOLDS_TEXT, false},
	{"reviewers", HOLDS_LIST, false},
	{"participants", HOLDS_LIST, false},
	{"summary", HOLDS_TEXT, false},
	{"context", HOLDS_MAP, false},
	{"answers", HOLDS_MAP, true},
	{"assumptions", HOLDS_MAP, false},
	{"capacity", HOLDS_MAP, false},
	{"plan", HOLDS_MAP, false},
};
static const struct key client_keys[] = {{"name", HOLDS_TEXT, true}};
static const struct key workload_keys[] = {
	{"id", HOLDS_TEXT, false},
	{"name", HOLDS_TEXT, true},
	{"description", HOLDS_TEXT, false},
	{"environment", HOLDS_TEXT, false},
	{"owner", HOLDS_TEXT, false},
	{"team", HOLDS_TEXT, false},
	{"unit", HOLDS_TEXT, false},
	{"regions", HOLDS_LIST_OR_TEXT, false},
	{"accounts", HOLDS_LIST_OR_TEXT, false},
};
static const struct key person_keys[] = {{"name", HOLDS_TEXT, true}, {"role", HOLDS_TEXT, false}, {"organisation", HOLDS_TEXT, false}};
static const struct shape review_shape = SHAPE("a review", review_keys);
static const struct shape client_shape = SHAPE("the client", client_keys);
static const struct shape workload_shape = SHAPE("the workload", workload_keys);
static const struct shape person_shape = SHAPE("a person", person_keys);

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool date_parse(struct str text, struct date *date)
{
	const char *t = str_c(text);
	struct date made;

	if (text.length != 10 || t[4] != '-' || t[7] != '-')
		return false;
	for (int i = 0; i < 10; i++)
		if (i != 4 && i != 7 && !g_ascii_isdigit(t[i]))
			return false;
	made.year = (t[0] - '0') * 1000 + (t[1] - '0') * 100 + (t[2] - '0') * 10 + (t[3] - '0');
	made.month = (t[5] - '0') * 10 + (t[6] - '0');
	made.day = (t[8] - '0') * 10 + (t[9] - '0');
	if (made.year < 1900 || made.month < 1 || made.month > 12 || made.day < 1 || made.day > days_in_month(made.year, made.month))
		return false;
	*date = made;
	return true;
}

uint32_t review_framework_references(struct arena *arena, const struct node *root, const struct framework_reference **references, struct diags *diags)
{
	const struct node *node = decode_child(root, "framework", HOLDS_LIST_OR_TEXT);
	struct framework_reference *made = arena_array(arena, struct framework_reference, node != NULL && node->kind == NODE_LIST ? node->count : 1);
	uint32_t count = 0;

	(void)diags; /* wrong types are review_decode's to report, once */
	*references = made;
	if (node == NULL)
		return 0;
	if (node->kind == NODE_SCALAR) {
		made[0] = (struct framework_reference){node->text, node->span};
		return 1;
	}
	for (const struct node *item = node->first; item != NULL; item = item->next)
		if (item->kind == NODE_SCALAR)
			made[count++] = (struct framework_reference){item->text, item->span};
	return count;
}

static uint32_t take_persons(const struct decoder *decoder, const struct node *root, const char *key, const struct person **persons)
{
	const struct node *list = decode_child(root, key, HOLDS_LIST);
	struct person *made = arena_array(decoder->arena, struct person, list == NULL ? 0 : list->count);
	uint32_t count = 0;

	*persons = made;
	for (const struct node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
		if (decode_shape(decoder, item, &person_shape, key))
			made[count++] = (struct person){decode_text(item, "name"), decode_text(item, "role"), decode_text(item, "organisation")};
	return count;
}

static void take_workload(const struct decoder *decoder, const struct node *root, struct review *review)
{
	const struct node *client = decode_child(root, "client", HOLDS_MAP);
	const struct node *workload = decode_child(root, "workload", HOLDS_MAP);

	if (client != NULL)
		decode_shape(decoder, client, &client_shape, "client");
	if (workload != NULL)
		decode_shape(decoder, workload, &workload_shape, "workload");
	review->client = decode_text(client, "name");
	review->workload_id = decode_id(decoder, workload, "id");
	review->workload = decode_text(workload, "name");
	review->description = decode_text(workload, "description");
	review->environment = decode_word(decoder, workload, "environment", "production pre-production");
	review->owner = decode_text(workload, "owner");
	review->team = decode_text(workload, "team");
	review->unit = decode_text(workload, "unit");
	review->region_count = decode_texts(decoder, workload, "regions", &review->regions);
	review->account_count = decode_texts(decoder, workload, "accounts", &review->accounts);
}

static void take_date(const struct decoder *decoder, const struct node *root, struct review *review)
{
	const struct node *node = decode_child(root, "date", HOLDS_TEXT);

	if (node == NULL)
		diag(decoder->diags, REVIEW_NO_DATE, ((struct span){root->span.source, root->span.start, 0}));
	else if (!date_parse(node->text, &review->held))
		diag(decoder->diags, REVIEW_BAD_DATE, node->span, node->text.text);
}

static void check_version(const struct decoder *decoder, const struct node *root)
{
	const struct node *version = decode_child(root, "plumbline", HOLDS_TEXT);

	if (version != NULL && !str_is(version->text, "review/1"))
		diag(decoder->diags, MODEL_VERSION, version->span, version->text.text, "this version reads \"plumbline: review/1\"");
}

const struct review *review_decode(struct arena *arena, const struct source *source, const struct node *root,
				   const struct framework *const *frameworks, uint32_t framework_count, struct diags *diags)
{
	struct decoder decoder = {.arena = arena, .diags = diags};
	struct review *review = arena_one(arena, struct review);

	if (!decode_shape(&decoder, root, &review_shape, "the file"))
		return NULL;
	check_version(&decoder, root);
	decoder.edition = decode_text(root, "framework_version");
	review->edition = decoder.edition;
	review->source = source;
	take_workload(&decoder, root, review);
	take_date(&decoder, root, review);
	review->milestone = decode_text(root, "milestone");
	review->summary = decode_text(root, "summary");
	review->reviewer_count = take_persons(&decoder, root, "reviewers", &review->reviewers);
	review->participant_count = take_persons(&decoder, root, "participants", &review->participants);
	context_decode(&decoder, decode_child(root, "context", HOLDS_MAP), &review->context);
	review->lenses = answers_decode(&decoder, decode_child(root, "answers", HOLDS_MAP), frameworks, framework_count);
	review->lens_count = framework_count;
	intent_decode(&decoder, root, review);
	return review;
}
