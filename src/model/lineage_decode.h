/* Decoding entries of lineage, in frameworks and in files of their own. */
#ifndef PLUMBLINE_MODEL_LINEAGE_DECODE_H
#define PLUMBLINE_MODEL_LINEAGE_DECODE_H

#include "decode.h"
#include "model/lineage.h"

/* The entries of a list (may be NULL) that lead to something in the framework, whose parts are all there; the rest is reported. */
uint32_t lineages_decode(const struct decoder *decoder, const struct framework *framework, const struct node *list, const struct lineage **lineages);

/* Sets the order in which lineage_find looks; to be called once all lineages are there. */
void lineage_index(struct arena *arena, struct framework *framework);

#endif
