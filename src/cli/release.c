/* --publish: the ledger of releases and its key. */
#include "cli/counting.h"
#include "job/write.h"
#include "read/json.h"

/* Named by the option, or by the metrics file, as seen from its folder; NULL: not named. */
static const char *path_of(struct counting *counting, enum option_id option, struct str named)
{
	struct call *call = counting->call;
	const char *given = call_value(call, option, NULL);
	char *folder, *path;
	const char *kept;

	if (given != NULL || str_is_empty(named))
		return given;
	if (g_path_is_absolute(named.text))
		return named.text;
	folder = g_path_get_dirname(call_value(call, OPTION_METRICS, ""));
	path = g_build_filename(folder, named.text, NULL);
	kept = str_from(call->arena, path).text;
	g_free(path);
	g_free(folder);
	return kept;
}

static bool open_secrets(struct counting *counting, const char *path)
{
	struct call *call = counting->call;
	const struct source *source = source_open(call->arena, path, NO_SPAN, call->diags);
	const struct node *root = source == NULL ? NULL : read_any(call->arena, source, call->diags);

	counting->secrets = root == NULL ? NULL : secrets_decode(call->arena, source, root, call->diags);
	return counting->secrets != NULL;
}

/* A first release has no ledger yet. */
static bool open_ledger(struct counting *counting)
{
	struct call *call = counting->call;
	const char *path = counting->ledger_path;
	const struct source *source;
	const struct node *root;

	if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
		counting->ledger = ledger_new(call->arena);
		return true;
	}
	source = source_open(call->arena, path, NO_SPAN, call->diags);
	root = source == NULL ? NULL : json_read_sequence(call->arena, source, call->diags);
	counting->ledger = root == NULL ? NULL : ledger_decode(call->arena, source, root, counting->secrets, call->diags);
	return counting->ledger != NULL;
}

bool release_open(struct counting *counting)
{
	struct call *call = counting->call;
	const struct privacy *privacy = &counting->metrics->privacy;
	const char *secrets = path_of(counting, OPTION_LEDGER_KEY, privacy->parameters);

	counting->ledger_path = path_of(counting, OPTION_LEDGER, privacy->ledger);
	if (!call_has(call, OPTION_PUBLISH))
		return true;
	if (secrets != NULL && !open_secrets(counting, secrets))
		return false;
	if (counting->ledger_path != NULL && counting->secrets != NULL && !open_ledger(counting))
		return false;
	counting->request.ledger = counting->ledger;
	counting->request.secrets = counting->secrets;
	return true;
}

void release_protect(struct counting *counting)
{
	struct protect_request *request = &counting->request;
	const struct ledger *whole = counting->ledger;
	struct arena *arena = counting->call->arena;
	uint32_t known = whole == NULL ? UINT32_MAX : ledger_find(whole, request->release);
	struct ledger *before;

	if (known != UINT32_MAX) {
		before = arena_one(arena, struct ledger);
		*before = (struct ledger){whole->releases, known};
		request->ledger = before;
	}
	counting->view = protect(arena, counting->statistics, request);
	if (known == UINT32_MAX)
		return;
	counting->is_repeated = counting->view->record != NULL && ledger_releases_equal(whole->releases[known], counting->view->record);
	if (!counting->is_repeated)
		request->ledger = whole; /* the rule of names will say so */
}

enum exit_status release_seal(struct counting *counting)
{
	struct call *call = counting->call;
	enum exit_status status;
	GString *bytes;

	if (!publication_allowed(counting->view, &counting->request, call->diags))
		return EXIT_FAULTS;
	if (counting->is_repeated)
		return EXIT_CLEAN;
	bytes = g_string_new(NULL);
	ledger_write(counting->ledger, counting->view->record, counting->secrets, bytes);
	status = output_write(counting->ledger_path, bytes->str, bytes->len, call->diags) ? EXIT_CLEAN : EXIT_SYSTEM;
	g_string_free(bytes, TRUE);
	return status;
}
