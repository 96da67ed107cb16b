/* Decoding the answers of a review against its frameworks. */
#ifndef PLUMBLINE_MODEL_ANSWERS_H
#define PLUMBLINE_MODEL_ANSWERS_H

#include "decode.h"
#include "model/review.h"

/* One lens per framework, in order. map: the value of `answers:`, may be NULL. */
const struct lens *answers_decode(const struct decoder *decoder, const struct node *map, const struct framework *const *frameworks, uint32_t count);

#endif
