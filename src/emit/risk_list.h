/* What the risk lists (text, JSON, CSV, XML) share. */
#ifndef PLUMBLINE_EMIT_RISK_LIST_H
#define PLUMBLINE_EMIT_RISK_LIST_H

#include "emit/backend.h"

/* One question of one review, with all that it stands in. */
struct risk_item {
	const struct assessment *assessment;
	const struct lens_assessment *lens;
	const struct framework *framework;
	const struct pillar *pillar;
	const struct question *question;
	const struct finding *finding;
};

struct risk_item risk_item_of(const struct assessment *assessment, uint32_t lens, uint32_t question);

/* The condition that fired, "default", or NULL where no rule did. */
const char *risk_rule(const struct finding *finding);

/* "2026-01-31"; nothing for an unset date. */
void risk_append_date(GString *out, struct date date);

/* The ids of choices with a separator between them. */
void risk_append_ids(GString *out, const struct framework *framework, const uint32_t *choices, uint32_t count, const char *separator);

#endif
