/* AWS custom lenses (schemaVersion 2021-11-01, JSON or the same in YAML) to struct framework. */
#ifndef PLUMBLINE_FORMATS_AWS_LENS_H
#define PLUMBLINE_FORMATS_AWS_LENS_H

#include "model/framework.h"

/* True for a lens, and for what exports one as an escaped text: {"LensJSON": "..."}. */
bool aws_lens_recognise(const struct node *root);

/*
 * As tolerant as files in use demand: unknown fields and sizes over AWS's limits are warnings. Levels of practices and effort stay LEVEL_UNSET. All texts that are
 * CommonMark in a framework are escaped here. NULL only if nothing usable is there; otherwise what could be read, with diagnostics for the rest.
 * Missing or several default rules, and conditions, are the business of assess. Lives in the arena.
 */
const struct framework *aws_lens_decode(struct arena *arena, const struct source *source, const struct node *root, struct diags *diags);

#endif
