#!/usr/bin/env python3
"""Prints passed and failed test cases of a meson run, from its JUnit report; skipped ones count as neither."""
import sys
import xml.etree.ElementTree as tree

passed = failed = 0
for case in tree.parse(sys.argv[1]).iter("testcase"):
    if case.find("failure") is not None or case.find("error") is not None:
        failed += 1
    elif case.find("skipped") is None:
        passed += 1
for suite in tree.parse(sys.argv[1]).iter("testsuite"):
    # A program that dies before its first case leaves an error and no case.
    if not list(suite.iter("testcase")) and int(suite.get("errors", "0")) + int(suite.get("failures", "0")) > 0:
        failed += 1
print(passed, failed)
