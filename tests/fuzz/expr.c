/* Fuzz target: bytes as a `when:` condition on the context. */
#include "expr/expr.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct diags *diags = diags_new(arena);
	struct context context = {0};
	const struct source *source = source_from_bytes(arena, "fuzz", (const char *)bytes, length, diags);
	struct type wanted = {.kind = KIND_BOOL};
	const struct expr *expr = NULL;

	if (source != NULL)
		expr = expr_compile(arena, source->bytes, (struct span){source, 0, source->bytes.length}, &context_scope, &wanted, diags);
	g_assert_true(expr != NULL || diags_errors(diags) > 0);
	if (expr != NULL)
		expr_holds(expr, &context, arena);
	arena_free(arena);
	return 0;
}
