#!/usr/bin/env python3
"""Work items and the editable report: the same ids everywhere, the manual's script, and what LibreOffice makes of the files. Prints TAP.

usage: export.py PLUMBLINE ROOT
"""
import csv
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

PROGRAM, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SAMPLES = sorted(str(path) for path in (ROOT / "samples/reviews").glob("*.yaml"))
FORMATS = ["csv", "xlsx", "jira", "github", "azure-devops", "markdown", "oscal"]
ID = re.compile(r"\bpl-[0-9a-f]{16}\b")
OFFICE = shutil.which("soffice")
scratch = pathlib.Path(tempfile.mkdtemp(prefix="plumbline-export-"))
results, skipped = [], "SKIP LibreOffice (soffice) is not there"


def run(*args, **more):
    return subprocess.run([str(PROGRAM), *map(str, args)], capture_output=True, env=dict(os.environ, PLUMBLINE_DATA=str(ROOT)), **more)


def exported(form, *reviews):
    made = run("export", "--to", form, "-o", "-", *(reviews or SAMPLES))
    assert made.returncode == 0, made.stderr.decode()
    return made.stdout


def test(name, function):
    try:
        said = function()
        fault = None
    except Exception as error:
        said, fault = None, f"{type(error).__name__}: {error}"
    results.append(fault is None)
    print(f"{'ok' if fault is None else 'not ok'} {len(results)} {name}{' # ' + said if said else ''}", flush=True)
    for line in (fault or "").splitlines()[:20]:
        print(f"# {line}")


def office(path, form):
    done = subprocess.run([OFFICE, f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", form, "--outdir", str(scratch), str(path)],
                          capture_output=True, timeout=240)
    made = path.with_suffix("." + form.split(":")[0])
    assert made.exists(), done.stderr.decode()
    return made


def same_bytes_again():
    for form in FORMATS:
        assert exported(form) == exported(form), form


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def issues(data):
    return [json.loads(line) for line in data.decode().splitlines()]


def ids_agree():
    table = rows(exported("csv"))
    ids = [row["id"] for row in table]
    assert len(ids) > 100 and len(set(ids)) == len(ids)
    assert ids == [row["External Id"] for row in rows(exported("jira"))]
    assert ids == [row["Tags"].split(";")[0] for row in rows(exported("azure-devops"))]
    assert ids == [ID.search(issue["body"].splitlines()[0]).group() for issue in issues(exported("github"))]
    assert sorted(ids) == sorted(re.findall(r"<!-- plumbline:(pl-[0-9a-f]{16}) -->", exported("markdown").decode()))
    named = set(re.findall(r'"name": "id",\s+"ns": "[^"]+",\s+"value": "([^"]+)"', exported("oscal").decode()))
    assert named == set(ids), f"{len(named)} in OSCAL, {len(ids)} in CSV"
    for row in table:
        assert set(row["after"].split()) <= set(ids) and row["risk"] in ("high", "medium") and row["when"] in ("now", "next", "later")


LINKED = """plumbline: framework/1
id: linked
version: '1'
title: Linked
pillars:
  - id: p
    title: P
    questions:
      - id: q1
        title: Do you?
        why: Because.
        choices:
          - {id: b, title: Second, risk: high, effort: low, advice: Do it., after: [x]}
          - {id: d, title: Shortcut, risk: medium, effort: low, advice: Never say this.}
        rules:
          - {when: 'd || !b', risk: high}
          - {when: default, risk: none}
      - id: q2
        title: And you?
        why: Because.
        choices:
          - {id: x, title: Base, risk: low, effort: low, advice: Lay it.}
          - {id: z, title: Other, risk: low, effort: low, advice: Lay it.}
        rules:
          - {when: default, risk: none}
"""


def roadmap_is_whole():
    """What comes first in a question without risk, and a tick that has to go, are work in every format, as they are steps in the report."""
    folder = scratch / "linked"
    folder.mkdir()
    (folder / "linked.yaml").write_text(LINKED)
    review = folder / "review.yaml"
    review.write_text("plumbline: review/1\nframework: linked.yaml\ndate: 2026-01-31\nclient: {name: C}\nworkload: {id: w, name: W}\n"
                      "answers:\n  q1: {selected: [d]}\n  q2: {selected: [z]}\n")
    table = {row["title"]: row for row in rows(exported("csv", review))}
    assert set(table) == {"Base", "Second", "Give up: Shortcut"}, set(table)
    assert table["Second"]["after"] == table["Base"]["id"] and table["Base"]["risk"] == "none" and table["Give up: Shortcut"]["risk"] == "high"
    assert "Never say this" not in table["Give up: Shortcut"]["description"] and "Lay it" in table["Base"]["description"]
    assert list(table).index("Base") < list(table).index("Second")
    made = run("report", "--to", "markdown", "-o", folder / "report.md", review)
    assert made.returncode == 0, made.stderr.decode()
    for title in table:
        assert title in (folder / "report.md").read_text(), title
    ids = {row["id"] for row in table.values()}
    for form in ("jira", "github", "azure-devops", "markdown", "oscal"):
        assert ids <= set(ID.findall(exported(form, review).decode())), form
    second = "".join(f"{len(part)}:{part}" for part in ("C", "w", "linked", "q1", "b"))
    assert table["Second"]["id"] == "pl-" + hashlib.sha256(second.encode()).hexdigest()[:16], "an id that trackers know has changed"


def no_cell_is_a_formula():
    for form in ("csv", "jira", "azure-devops"):
        for row in csv.reader(io.StringIO(exported(form).decode(), newline="")):
            assert not any(cell[:1] in tuple("=+-@\t\r\n") for cell in row if cell), form


def suffix_chooses():
    for suffix, start in ((".csv", b"id,title"), (".jira.csv", b"External Id"), (".azure-devops.csv", b"ID,"), (".jsonl", b'{"title"'), (".md", b"# "),
                          (".oscal.json", b"{"), (".xlsx", b"PK")):
        path = scratch / ("out" + suffix)
        assert run("export", "-o", path, SAMPLES[0]).returncode == 0
        assert path.read_bytes().startswith(start), suffix


def same_workload_twice():
    made = run("export", SAMPLES[0], SAMPLES[0])
    assert made.returncode == 1 and b"[EMIT_SAME_WORKLOAD]" in made.stderr and made.stdout == b""


def oscal_is_whole():
    """What the schema requires of results, and every reference leads somewhere; the published schema itself is not at hand."""
    document = json.loads(exported("oscal"))["assessment-results"]
    assert {"uuid", "metadata", "import-ap", "results"} <= set(document)
    assert {"title", "last-modified", "version", "oscal-version"} <= set(document["metadata"])
    uuids = []
    for result in document["results"]:
        assert {"uuid", "title", "description", "start", "reviewed-controls"} <= set(result)
        observations = {item["uuid"] for item in result["observations"]}
        risks = {item["uuid"] for item in result["risks"]}
        uuids += [result["uuid"], *observations, *risks, *(finding["uuid"] for finding in result["findings"])]
        for finding in result["findings"]:
            assert {"uuid", "title", "description", "target"} <= set(finding) and {"type", "target-id", "status"} <= set(finding["target"])
            assert all(link["observation-uuid"] in observations for link in finding["related-observations"])
            assert all(link["risk-uuid"] in risks for link in finding.get("related-risks", []))
        for risk in result["risks"]:
            assert {"uuid", "title", "description", "statement", "status"} <= set(risk)
            for remedy in risk["remediations"]:
                assert {"uuid", "lifecycle", "title", "description"} <= set(remedy)
                uuids.append(remedy["uuid"])
    assert len(uuids) == len(set(uuids)) and all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one) for one in uuids)


FAKE_GH = """#!/bin/sh
case "$1 $2" in
"issue list") cat "$FAKE/issues.json" ;;
"api --method") printf '%s %s ' "$3" "$4" >>"$FAKE/calls"; jq -c . >>"$FAKE/calls" ;;
esac
"""


def manual_script():
    """The script of the manual, with a stand-in for gh: the first item is there as number 7, the others are new."""
    if not shutil.which("jq"):
        return "SKIP jq is not there"
    manual = (ROOT / "man/plumbline.1").read_text()
    script = re.search(r"\.Bd -literal\n(repo=.*?)\.Ed", manual, re.S).group(1).replace("\\e", "\\")
    folder = scratch / "gh"
    folder.mkdir()
    items = exported("github", SAMPLES[0])
    (folder / "items.jsonl").write_bytes(items)
    (folder / "issues.json").write_text(json.dumps([{"number": 3, "body": "other"}, {"number": 7, "body": issues(items)[0]["body"] + "changed"}]))
    (folder / "gh").write_text(FAKE_GH)
    (folder / "gh").chmod(0o755)
    done = subprocess.run(["sh", "-e", "-c", script], cwd=folder, capture_output=True, env=dict(os.environ, FAKE=str(folder), PATH=f"{folder}:{os.environ['PATH']}"))
    assert done.returncode == 0, done.stderr.decode()
    calls = [line.split(" ", 2) for line in (folder / "calls").read_text().splitlines()]
    assert [call[:2] for call in calls] == [["PATCH", "repos/OWNER/NAME/issues/7"]] + [["POST", "repos/OWNER/NAME/issues"]] * (len(issues(items)) - 1)
    assert [json.loads(call[2]) for call in calls] == issues(items)


def parts(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert all(info.date_time[0] == 1980 for info in archive.infolist()), "a part bears another day"
        return {name: archive.read(name) for name in archive.namelist()}


def workbook_is_sound():
    path = scratch / "items.xlsx"
    path.write_bytes(exported("xlsx"))
    for name, data in parts(path).items():
        root = ET.fromstring(data)
        assert not root.findall(".//{*}f"), f"{name} holds a formula"
    sheets = [sheet.get("name") for sheet in ET.fromstring(parts(path)["xl/workbook.xml"]).findall(".//{*}sheet")]
    assert sheets == ["Roadmap", "Questions", "Practices", "About"]


def workbook_in_office():
    if not OFFICE:
        return skipped
    path = scratch / "sheet.xlsx"
    path.write_bytes(exported("xlsx"))
    made = office(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")
    read = list(csv.reader(io.StringIO(made.read_text(), newline="")))
    wanted = list(csv.reader(io.StringIO(exported("csv").decode(), newline="")))
    assert len(read) == len(wanted)
    for one, other in zip(read[1:], wanted[1:]):
        # a cell that is inert in CSV by an apostrophe needs none in a workbook
        assert one == [cell[1:] if cell[:1] == "'" else cell for cell in other], (one, other)


def report():
    path = scratch / "report.docx"
    made = run("report", "--to", "docx", "-o", path, SAMPLES[-1])
    assert made.returncode == 0, made.stderr.decode()
    return path


def report_is_sound():
    path = report()
    first = path.read_bytes()
    assert first == report().read_bytes(), "two runs differ"
    all_parts = parts(path)
    for name, data in all_parts.items():
        if not name.endswith(".png"):
            ET.fromstring(data)
    body = all_parts["word/document.xml"].decode()
    relations = all_parts["word/_rels/document.xml.rels"].decode()
    assert set(re.findall(r'r:(?:id|embed)="([^"]+)"', body)) <= set(re.findall(r'\bId="([^"]+)"', relations))
    assert set(re.findall(r'w:anchor="([^"]+)"', body)) <= set(re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', body))
    styles = set(re.findall(r'w:styleId="([^"]+)"', all_parts["word/styles.xml"].decode()))
    assert set(re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', body)) <= styles
    assert all('descr="' in picture and 'descr=""' not in picture for picture in re.findall(r"<wp:docPr [^>]*>", body))
    assert body.count("<w:tblHeader/>") > 10 and " TOC " in body
    for target in re.findall(r'Target="((?!http|mailto)[^"]+)"', relations):
        assert f"word/{target}" in all_parts, target


def paragraphs_of_the_document():
    """Headings and paragraphs without markup, as the document tree has them."""
    dump = run("debug", "doc", SAMPLES[-1]).stdout.decode()
    for line in dump.splitlines():
        found = re.match(r"\s+(?:paragraph|heading)[^:]*?: (.+)", line)
        if found and not re.search(r"[{}\\]", found.group(1)):
            yield re.sub(r"\s+", " ", found.group(1)).strip()


def report_in_office():
    if not OFFICE:
        return skipped
    text = re.sub(r"\s+", " ", office(report(), "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig"))
    words, at, count = list(paragraphs_of_the_document()), 0, 0
    for paragraph in words:
        found = text.find(paragraph, at)
        assert found >= 0, f"missing, or not in its place: {paragraph}"
        at, count = found, count + 1
    assert count > 300


def report_on_paper():
    if not OFFICE or not shutil.which("pdfinfo"):
        return skipped
    made = office(report(), "pdf")
    said = subprocess.run(["pdfinfo", str(made)], capture_output=True, text=True).stdout
    assert int(re.search(r"Pages:\s+(\d+)", said).group(1)) > 20
    text = subprocess.run(["pdftotext", "-f", "4", "-l", "4", str(made), "-"], capture_output=True, text=True).stdout
    assert re.search(r"^4 / \d+$", text, re.M), "no page number in the footer"


for function in (same_bytes_again, ids_agree, roadmap_is_whole, no_cell_is_a_formula, suffix_chooses, same_workload_twice, oscal_is_whole, manual_script, workbook_is_sound,
                 workbook_in_office, report_is_sound, report_in_office, report_on_paper):
    test(function.__name__.replace("_", " "), function)
print(f"1..{len(results)}")
shutil.rmtree(scratch, ignore_errors=True)
sys.exit(not all(results))
