/* --benchmark of `plumbline report`. */
#ifndef PLUMBLINE_CLI_PEERS_H
#define PLUMBLINE_CLI_PEERS_H

#include "cli/call.h"

/* framework: id of the one that the reviews are held against. NULL without --benchmark. False with diagnostics. */
bool peers_open(struct call *call, struct str framework, const struct peer_source **source);

#endif
