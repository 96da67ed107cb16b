/* Fuzz target: bytes as CommonMark notes, put into a document. */
#include "doc/doc.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	const struct source *source = source_from_bytes(arena, "fuzz", (const char *)bytes, length, diags);
	struct doc *document = doc_new(arena, DOC_DOCUMENT);
	GString *text = g_string_new(NULL);

	document->as.document.language = STR("en");
	document->as.document.title = STR("t");
	if (source != NULL)
		doc_add_markdown(arena, document, source->bytes, (struct span){source, 0, source->bytes.length});
	doc_dump(document, text);
	g_string_free(text, TRUE);
	arena_free(arena);
	return 0;
}
