/* What in a framework refers to other parts of it: read when all parts are there. */
#ifndef PLUMBLINE_MODEL_FRAMEWORK_LINKS_H
#define PLUMBLINE_MODEL_FRAMEWORK_LINKS_H

#include "decode.h"
#include "model/framework.h"

/* A choice whose `after:` waits to be read. */
struct awaiting {
	uint32_t choice;
	const struct node *list;
};

/* Reads `priorities:` of the file. Rules that name unknown questions are reported. */
void priorities_decode(const struct decoder *decoder, const struct node *root, struct framework *framework);

/* Fills in `after` of the choices, which are those of the framework; unknown ids and circles are reported, and what closes a circle is left out. */
void after_decode(const struct decoder *decoder, const struct framework *framework, struct choice *choices, const struct awaiting *awaiting,
		  uint32_t count);

/* The word of `stops_revenue:`, STOPS_NOTHING where there is none or a wrong one, which is reported. */
enum stops stops_decode(const struct decoder *decoder, const struct node *question);

#endif
