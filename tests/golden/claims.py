#!/usr/bin/env python3
"""Runs `plumbline check` on the articles and metrics under tests/golden/claims over the reviews of the sample, and compares what it says. Prints TAP.

usage: claims.py PLUMBLINE ROOT [--update]
"""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PLUMBLINE, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
HERE = ROOT / "tests" / "golden" / "claims"
REVIEWS, FRAMEWORK = "../../../samples/benchmark/reviews", "../../../samples/benchmark/framework-2019.yaml"
# Name of the golden, arguments, and the status that is due.
RUNS = [(name, [f"{name}.md", "-m", "metrics.yaml", REVIEWS], 1) for name in ("names", "numbers", "words", "open", "empty", "untitled")]
RUNS += [
    ("names-uncounted", ["names.md", "-m", "metrics.yaml", "-f", FRAMEWORK], 1),
    ("withheld", ["withheld.md", "-m", "published.yaml", "--publish", REVIEWS], 1),
    ("unsure", ["unsure.md", "-m", "../../../samples/benchmark/metrics.yaml", REVIEWS], 0),
    ("counted", ["counted.yaml", REVIEWS], 1),
    ("sentences", ["sentences.yaml", "-f", FRAMEWORK], 1),
    ("no-framework", ["sentences.yaml"], 0),
    ("no-metrics", ["untitled.md"], 1),
]


def codes():
    """Every code of articles and claims has a golden."""
    table = (ROOT / "include" / "source" / "diag.def").read_text()
    wanted = {code for code in re.findall(r"^DIAG\((\w+),", table, flags=re.M) if re.match("(ARTICLE|FIGURE|CLAIM)_", code)} - {"ARTICLE_LARGE"}
    said = set(re.findall(r"\[(\w+)\]$", "".join(path.read_text() for path in HERE.glob("*.out")), flags=re.M))
    return wanted - said


def main():
    update, good = "--update" in sys.argv or "PLUMBLINE_UPDATE" in os.environ, True
    environment = dict(os.environ, XDG_CACHE_HOME=tempfile.mkdtemp(prefix="plumbline-claims-"))
    for n, (name, arguments, status) in enumerate(RUNS, 1):
        run = subprocess.run([PLUMBLINE, "check", *arguments], cwd=HERE, capture_output=True, env=environment)
        said, golden = run.stdout.decode() + run.stderr.decode(), HERE / f"{name}.out"
        if update:
            golden.write_text(said)
        expected = golden.read_text() if golden.exists() else ""
        same = said == expected and run.returncode == status
        good = good and same
        print(f"{'ok' if same else 'not ok'} {n} {name}")
        if not same:
            print(f"# exit status {run.returncode}, expected {status}")
            for line in difflib.unified_diff(expected.splitlines(), said.splitlines(), "expected", "said", lineterm=""):
                print(f"# {line}")
    missing = codes()
    print(f"{'not ok' if missing else 'ok'} {len(RUNS) + 1} every code has a golden" + (f" # {sorted(missing)}" if missing else ""))
    print(f"1..{len(RUNS) + 1}")
    sys.exit(0 if good and not missing else 1)


main()
