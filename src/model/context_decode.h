/* Decoding the business context of a review. */
#ifndef PLUMBLINE_MODEL_CONTEXT_DECODE_H
#define PLUMBLINE_MODEL_CONTEXT_DECODE_H

#include "decode.h"
#include "model/context.h"

/* map: the value of `context:`; NULL: nothing is known. Unknown keys, wrong words and bad numbers are diagnostics. */
void context_decode(const struct decoder *decoder, const struct node *map, struct context *context);

#endif
