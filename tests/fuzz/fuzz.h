/* A fuzz target: one input, from the fuzzer or from a file of the kept corpus. */
#ifndef PLUMBLINE_TESTS_FUZZ_H
#define PLUMBLINE_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
