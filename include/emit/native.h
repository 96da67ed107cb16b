/* Frameworks and reviews in Plumbline's own formats: YAML, and the same keys as JSON. */
#ifndef PLUMBLINE_EMIT_NATIVE_H
#define PLUMBLINE_EMIT_NATIVE_H

#include "model/review.h"

enum native_form { NATIVE_YAML, NATIVE_JSON };

/*
 * Appends what framework_decode reads back as the same framework, whatever it was read from. What is written and read again is written with the same
 * bytes. A foreign framework says so (`origin`), so that its oddities stay warnings.
 */
void native_write_framework(const struct framework *framework, enum native_form form, GString *out);

/* The same for a review. paths: what `framework:` shall say, one for each of its lenses, in their order. */
void native_write_review(const struct review *review, const char *const *paths, enum native_form form, GString *out);

#endif
