/* The command line: the only room that knows a terminal, the environment and exit codes. */
#ifndef PLUMBLINE_CLI_CLI_H
#define PLUMBLINE_CLI_CLI_H

/* Exit status of the program. */
enum exit_status { EXIT_CLEAN = 0, EXIT_FAULTS = 1, EXIT_MISUSE = 2, EXIT_SYSTEM = 3 };

/* The whole program; arguments as main receives them. */
enum exit_status cli_main(int argc, char **argv);

#endif
