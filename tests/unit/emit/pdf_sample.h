/* A small document laid out by hand, with one of everything that a page can hold; and pages of bulk for measuring. */
#ifndef PLUMBLINE_TESTS_PDF_SAMPLE_H
#define PLUMBLINE_TESTS_PDF_SAMPLE_H

#include "emit/backend.h"

struct sample {
	struct arena *arena;
	struct diags *diags;
	const struct theme *theme;
	struct typesetter *typesetter;
};

struct sample sample_open(void);
void sample_close(struct sample *sample);

/* Three pages: a cover, text with lists and links, a table and a chart. The folder is where the picture "logo.png" is looked for. */
const struct pages *sample_pages(const struct sample *sample);
/* So many pages of 20 paragraphs each, with running feet. */
const struct pages *sample_bulk(const struct sample *sample, uint32_t count);

/* The PDF; NULL if it could not be made. Freed with g_string_free. */
GString *sample_write(const struct sample *sample, const struct pages *pages);

#endif
