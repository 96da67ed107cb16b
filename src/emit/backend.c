/* The table of output formats: one row per format. */
#include "emit/backend.h"

#include <string.h>

const struct backend *const backends[] = {
	&backend_pdf, &backend_html,
	&backend_text, &backend_json, &backend_csv, &backend_xml,
	NULL,
};

const struct backend *backend_named(const char *name)
{
	for (const struct backend *const *at = backends; *at != NULL; at++)
		if (strcmp((*at)->name, name) == 0)
			return *at;
	return NULL;
}
