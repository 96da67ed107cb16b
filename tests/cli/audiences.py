#!/usr/bin/env python3
"""Reports for a board and for strangers: two pages, and nothing that tells whose review it is, by a search of our own in what was written. Prints TAP.

usage: audiences.py PLUMBLINE ROOT
"""
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

PROGRAM, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SAMPLES = sorted((ROOT / "samples/reviews").glob("*.yaml"))
scratch = pathlib.Path(tempfile.mkdtemp(prefix="plumbline-audiences-"))
results = []


def run(*args):
    return subprocess.run([str(PROGRAM), *map(str, args)], capture_output=True, text=True, env=dict(os.environ, PLUMBLINE_DATA=str(ROOT)))


def written(*args):
    made = run(*args)
    assert made.returncode == 0 and not made.stderr, made.stderr


def output_of(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def test(name, function):
    try:
        function()
        fault = None
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    results.append(fault is None)
    print(f"{'ok' if fault is None else 'not ok'} {len(results)} {name}", flush=True)
    for line in (fault or "").splitlines()[:20]:
        print(f"# {line}")


def words(text):
    return set(re.findall(r"[^\W_]+", text.casefold()))


def strings(value):
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def private(review):
    """Whole names, and the unusual words of everything that the client or the reviewers wrote."""
    made = json.loads(run("convert", review, "--to", "json", "-o", "-").stdout)
    usual = words(" ".join(path.read_text() for path in [*(ROOT / "samples/frameworks").rglob("*.yaml"), *(ROOT / "themes/plain").glob("*")]))
    usual |= {word for person in made["reviewers"] for word in words(person.get("organisation", ""))}
    names = {made["client"]["name"], *made["workload"].get("accounts", [])}
    names |= {person["name"] for role in ("reviewers", "participants") for person in made.get(role, [])}
    told = [made["client"]["name"], made["workload"], made.get("summary", ""), made.get("participants", []), made["context"], made["answers"]]
    prose = [text for text in strings(told) if " " in text or text in names]
    found = {word for text in prose for word in words(text) if len(word) >= 4 and not word.isdigit() and word not in usual}
    return names, found


def hidden(pdf):
    """Alternative texts, titles of the outline and all other strings of the file that stand outside pages."""
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(pdf), "-"], capture_output=True, check=True).stdout
    for text, digits in re.findall(rb"/(?:Alt|ActualText|Title|Author|Subject|Contents|E|Lang|TU) ?(?:\(((?:\\.|[^\\)])*)\)|<([0-9a-fA-F]*)>)", plain, re.S):
        value = bytes.fromhex(digits.decode()) if digits else re.sub(rb"\\([0-7]{3})", lambda octal: bytes([int(octal[1], 8)]), text)
        yield value[2:].decode("utf-16-be", "replace") if value.startswith(b"\xfe\xff") else value.decode("latin-1")


def read_all(folder):
    """Every text of every file: pages, metadata, alternative texts, names of files."""
    said = []
    for path in sorted(folder.iterdir()):
        said.append(path.name)
        if path.suffix == ".html":
            said += [path.read_text(), html.unescape(path.read_text())]
        elif path.suffix == ".pdf":
            text = output_of("pdftotext", path, "-")
            said += [text, text.replace("-\n", "").replace("\u00ad", ""), output_of("pdfinfo", path), output_of("pdfinfo", "-meta", path), *hidden(path)]
        elif path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                said += [re.sub(r"<[^>]*>", "", archive.read(name).decode()) + archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return " ".join(said)


def test_public(review):
    folder = scratch / review.stem
    written("report", review, "--for", "public", "--to", "pdf,html,docx", "-o", folder)
    names, unusual = private(review)
    said = read_all(folder)
    spoken = words(said)
    assert names and len(unusual) > 20, (names, unusual)
    leaks = [name for name in names if re.search(r"(?<!\w)" + re.escape(name) + r"(?!\w)", said, re.I)] + sorted(unusual & spoken)
    assert not leaks, leaks
    bare = b"".join(subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(path), "-"], capture_output=True).stdout for path in folder.glob("*.pdf"))
    assert bare and not [name for name in names if name.encode() in bare or name.encode("utf-16-be") in bare or name.encode("utf-16-be").hex() in bare.decode("latin-1")]
    assert "practices" in spoken and "roadmap" in spoken and len(spoken) > 1500


def test_the_search_can_fail():
    review = SAMPLES[0]
    folder = scratch / "whole"
    written("report", review, "--to", "pdf,html,docx", "-o", folder)
    names, unusual = private(review)
    said = read_all(folder)
    assert all(name in said for name in names if name in review.read_text()) and len(unusual & words(said)) > 20


def test_board():
    for paper in ("a4", "letter"):
        folder = scratch / f"board-{paper}"
        written("report", *SAMPLES, "--for", "board", "--to", "pdf,html", "--paper", paper, "-o", folder)
        pages = {path.name: re.search(r"Pages:\s+(\d+)", output_of("pdfinfo", path)).group(1) for path in folder.glob("*.pdf")}
        assert len(pages) == len(SAMPLES) and set(pages.values()) == {"2"}, pages
    for path in folder.glob("*.pdf"):
        text = " ".join(output_of("pdftotext", path, "-").split())
        assert all(title in text for title in ("What it means", "What it costs", "What to decide")), path


def test_a_leak_stops_everything():
    """An in-house framework that names the client."""
    framework = scratch / "house.yaml"
    framework.write_text("plumbline: framework/1\nid: house\nversion: '1'\ntitle: House rules\nlanguage: en\npillars:\n  - id: care\n    code: CARE\n    title: Care\n    questions:\n"
                         "      - id: q1\n        number: CARE 1\n        title: How does Zephyrine Mills take care of it?\n        choices:\n"
                         "          - {id: a, title: Keep a list, risk: high}\n        rules:\n          - {when: a, risk: none}\n          - {when: default, risk: high}\n")
    review = scratch / "house-review.yaml"
    review.write_text("plumbline: review/1\nframework: house.yaml\nclient: {name: Zephyrine Mills}\nworkload: {id: w, name: Looms}\ndate: 2026-01-31\nanswers:\n  q1: {selected: []}\n")
    folder = scratch / "leak"
    made = run("report", review, "--for", "public", "--to", "pdf,html", "-o", folder)
    assert made.returncode == 1 and "COMPOSE_PRIVATE" in made.stderr and "Zephyrine Mills" in made.stderr and "`client`" in made.stderr, made
    assert not folder.exists() or not list(folder.iterdir())
    assert run("report", review, "--to", "pdf", "-o", scratch / "whole.pdf").returncode == 0


def test_misuse():
    made = run("report", SAMPLES[0], "--for", "everybody", "-o", scratch / "x.pdf")
    assert made.returncode == 2 and "engineers, board, public" in made.stderr, made.stderr
    made = run("report", SAMPLES[0], "--for", "public", "--since", SAMPLES[1], "-o", scratch / "x.pdf")
    assert made.returncode == 2 and "--since" in made.stderr, made.stderr


for sample in SAMPLES:
    test(f"public: {sample.stem}", lambda: test_public(sample))
test("the search finds what a whole report says", test_the_search_can_fail)
test("a board's report has two pages", test_board)
test("a framework that names the client stops the public report", test_a_leak_stops_everything)
test("misuse is told", test_misuse)
print(f"1..{len(results)}")
shutil.rmtree(scratch)
sys.exit(0 if all(results) else 1)
