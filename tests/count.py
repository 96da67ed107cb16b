#!/usr/bin/env python3
"""Prints passed and failed test cases of a meson run, from its JUnit report; skipped ones count as neither."""
import re
import sys
import xml.etree.ElementTree as tree

# What tests print of hostile input may hold characters that XML does not know.
text = open(sys.argv[1], encoding="utf-8", errors="replace").read()
report = tree.fromstring(re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "?", text).encode("utf-8"))
passed = failed = 0
for suite in report.iter("testsuite"):
    cases = list(suite.iter("testcase"))
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is None:
            passed += 1
    # A program that dies before its first case leaves an error and no case.
    if not cases and int(suite.get("errors", "0")) + int(suite.get("failures", "0")) > 0:
        failed += 1
print(passed, failed)
