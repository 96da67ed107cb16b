/* Plain text, as foreign tools hold it, to CommonMark that shows the same. */
#ifndef PLUMBLINE_FORMATS_PLAIN_H
#define PLUMBLINE_FORMATS_PLAIN_H

#include "base/str.h"

/*
 * Web addresses become links, as do [text](https://...) links; lines that begin with a dash, star, bullet or number become lists; other line ends are kept;
 * everything else that CommonMark would take for markup is escaped. Lives in the arena.
 */
struct str plain_to_markdown(struct arena *arena, struct str text);

/* Whether a link may lead there: http or https, something behind it, and no blanks or control characters. */
bool plain_is_url(struct str text);

#endif
