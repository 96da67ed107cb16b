/* Decoding what a client means to do: assumptions, capacity and plan of a review. */
#ifndef PLUMBLINE_MODEL_INTENT_H
#define PLUMBLINE_MODEL_INTENT_H

#include "decode.h"
#include "model/review.h"

/* Fills all ASSUMPTION_COUNT of them; map: the value of `assumptions:`, may be NULL. */
void assumptions_decode(const struct decoder *decoder, const struct node *map, struct assumption *assumptions);

/* `capacity:` and `plan:` of the root of a review whose lenses are decoded. */
void intent_decode(const struct decoder *decoder, const struct node *root, struct review *review);

#endif
