/* The table of output formats: one row per format. */
#include "emit/backend.h"

#include <string.h>

const struct backend *const backends[] = {
	&backend_pdf,
	&backend_html,
	&backend_docx,
	&backend_markdown,
	&backend_text,
	&backend_json,
	&backend_csv,
	&backend_xml,
	/* A suffix that ends like another one's stands before it. */
	&backend_items_jira,
	&backend_items_azure_devops,
	&backend_items_csv,
	&backend_items_xlsx,
	&backend_items_github,
	&backend_items_markdown,
	&backend_items_oscal,
	&backend_portfolio_csv,
	&backend_portfolio_json,
	&backend_changes_text,
	&backend_changes_json,
	&backend_changes_csv,
	NULL,
};

enum backend_use backend_use_of(const struct backend *backend)
{
	if (backend->feed == FEED_ASSESSMENTS)
		return USE_RISK_LIST;
	if (backend->feed == FEED_PORTFOLIO)
		return USE_PORTFOLIO;
	if (backend->feed == FEED_PROGRESS)
		return USE_CHANGES;
	return backend->feed == FEED_WORK ? USE_WORK_ITEMS : USE_REPORT;
}

const struct backend *backend_named(enum backend_use use, const char *name)
{
	for (const struct backend *const *at = backends; *at != NULL; at++)
		if (backend_use_of(*at) == use && strcmp((*at)->name, name) == 0)
			return *at;
	return NULL;
}
