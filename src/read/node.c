/* Looking things up in a tree of nodes. */
#include "read/node.h"

const struct node *node_find(const struct node *map, const char *key)
{
	if (map == NULL || map->kind != NODE_MAP)
		return NULL;
	for (const struct node *child = map->first; child != NULL; child = child->next)
		if (str_is(child->key, key))
			return child;
	return NULL;
}
