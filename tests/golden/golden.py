#!/usr/bin/env python3
"""Runs `plumbline check` on every file under tests/golden/faults and compares what it says with NAME.out. Prints TAP.

usage: golden.py PLUMBLINE [--update]
"""
import difflib
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent / "faults"
# Files without an error, though perhaps with warnings.
CLEAN = {"azure-other.csv", "checklist.json", "checklist-results.json", "small.framework.yaml", "lineage.framework.yaml", "lineage.lineage.yaml",
         "no-lineage.framework.yaml"}


def main():
    plumbline, update = str(pathlib.Path(sys.argv[1]).resolve()), "--update" in sys.argv or "PLUMBLINE_UPDATE" in os.environ
    files = sorted(HERE.glob("*.yaml")) + sorted(HERE.glob("*.json")) + sorted(HERE.glob("*.csv"))
    good = True
    for n, path in enumerate(files, 1):
        run = subprocess.run([plumbline, "check", path.name], cwd=HERE, capture_output=True)
        said = run.stderr.decode()
        golden = path.with_suffix(".out")
        status = 0 if path.name in CLEAN else 1
        if update:
            golden.write_text(said)
        expected = golden.read_text() if golden.exists() else ""
        same = said == expected and run.returncode == status and (status == 0 or said)
        good = good and same
        print(f"{'ok' if same else 'not ok'} {n} {path.name}")
        if not same:
            print(f"# exit status {run.returncode}, expected {status}")
            for line in difflib.unified_diff(expected.splitlines(), said.splitlines(), "expected", "said", lineterm=""):
                print(f"# {line}")
    print(f"1..{len(files)}")
    sys.exit(0 if good else 1)


main()
