/* Names of levels. */
#include "model/level.h"

static const char *const names[] = {"", "none", "low", "medium", "high"};

const char *level_name(enum level level)
{
	return names[level];
}

enum level level_named(struct str name)
{
	for (enum level level = LEVEL_NONE; level <= LEVEL_HIGH; level++)
		if (str_is(name, names[level]))
			return level;
	return LEVEL_UNSET;
}
