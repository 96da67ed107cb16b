/* Names that a lens lacks and a framework has: ids, codes of pillars, titles of links. */
#ifndef PLUMBLINE_FORMATS_LENS_NAMES_H
#define PLUMBLINE_FORMATS_LENS_NAMES_H

#include "base/str.h"

/* "Amazon S3 Well-Architected Lens" -> "amazon-s3-well-architected-lens"; at most 128 bytes; "lens" if nothing is left. */
struct str lens_slug(struct arena *arena, struct str name);

/* "OPS", "SEC" ... for the six of AWS, by id or name; else initials of the name. Not yet unique. */
struct str lens_pillar_code(struct arena *arena, struct str id, struct str name);

/* What a link is called whose text is missing or far too long: "docs.aws.amazon.com: tagging best practices". */
struct str lens_link_title(struct arena *arena, struct str url);

/* Whether a choice means "None of these", by AWS's suffix _no or by what it is called. */
bool lens_is_none(struct str id, struct str title);

#endif
