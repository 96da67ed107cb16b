/* Words of Microsoft's assessments and checklists, in the languages in which they are met. */
#ifndef PLUMBLINE_FORMATS_AZURE_WORDS_H
#define PLUMBLINE_FORMATS_AZURE_WORDS_H

#include "model/review.h"

/* "High", "Moyenne", "低い" ... to a level; LEVEL_UNSET if it is none of the words known. Text without blanks at its ends. */
enum level azure_level(struct str word);

/* By weight, 0 to 100, as Microsoft's report script bands it: below 33 low, up to 66 medium, else high. LEVEL_UNSET if it is no number. */
enum level azure_level_of_weight(struct str weight);

/* Microsoft's letters for a pillar: "RE", "SE", "CO", "OE", "PE"; empty for other names. */
struct str azure_pillar_code(struct str title);

/* "None of the above." and its like, also in other languages. */
bool azure_is_none(struct str answer);

/* A day in a title such as "... - Nov 17, 2023 - 2:38:53 AM" or "... 2023-11-17"; false where there is none, or more than one reading. */
bool azure_date(struct arena *arena, struct str text, struct date *date);

#endif
