#!/usr/bin/env python3
"""Runs `assess --to json` and `check` on the folders and files under tests/golden/aws_api and compares what they write with NAME.assess and
NAME.check. Prints TAP.

usage: aws_api.py PLUMBLINE ROOT [--update]
"""
import difflib
import os
import pathlib
import subprocess
import sys

PLUMBLINE, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
HERE = ROOT / "tests" / "golden" / "aws_api"
CASES = ["ferry", "lens", "milestone", "old"] + sorted("single/" + p.name for p in (HERE / "single").iterdir())
# One content in several forms (tests/unit/formats/aws_api_test.c), or nothing to assess.
ONLY_CHECKED = {"answers.yaml", "difference.json", "lab-export.json", "page-1-of-2.json", "pages-array.json", "printed.json", "sequence.json"}
COMMANDS = {"assess": ["assess", "--to", "json"], "check": ["check"]}


def run(command, case):
    env = dict(os.environ, PLUMBLINE_DATA=str(ROOT), LC_ALL="C.UTF-8")
    done = subprocess.run([PLUMBLINE, *COMMANDS[command], case], cwd=HERE, env=env, capture_output=True)
    return f"exit status {done.returncode}\n{done.stdout.decode()}-- diagnostics --\n{done.stderr.decode()}"


def main():
    update, good, n = "--update" in sys.argv, True, 0
    for case in CASES:
        for command in COMMANDS:
            if command == "assess" and pathlib.Path(case).name in ONLY_CHECKED:
                continue
            n += 1
            golden = HERE / "out" / f"{case.replace('/', '-')}.{command}"
            said = run(command, case)
            if update:
                golden.parent.mkdir(exist_ok=True)
                golden.write_text(said)
            expected = golden.read_text() if golden.exists() else ""
            same = said == expected
            good = good and same
            print(f"{'ok' if same else 'not ok'} {n} {command} {case}")
            for line in [] if same else difflib.unified_diff(expected.splitlines(), said.splitlines(), "expected", "said", lineterm=""):
                print(f"# {line}")
    print(f"1..{n}")
    sys.exit(0 if good else 1)


main()
