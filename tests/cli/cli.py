#!/usr/bin/env python3
"""Runs the program as people do: exit codes, files written and not written, and the same bytes every time. Prints TAP.

usage: cli.py PLUMBLINE ROOT [--update]
"""
import csv
import difflib
import io
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import xml.etree.ElementTree

PLUMBLINE, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
UPDATE = "--update" in sys.argv
GOLDEN = ROOT / "tests" / "golden" / "cli"
SAMPLES = sorted(str(path) for path in (ROOT / "samples" / "reviews").glob("*.yaml"))
FRAMEWORK = str(ROOT / "samples" / "frameworks" / "aws-well-architected.yaml")
TRICKY, BROKEN = str(GOLDEN / "tricky.yaml"), str(GOLDEN / "broken.yaml")
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args, cwd=None, **environment):
    clean = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "PLUMBLINE_DATA": str(ROOT), "LC_ALL": "C.UTF-8"}
    for name in ("XDG_CACHE_HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            clean[name] = os.environ[name]
    clean.update(environment)
    return subprocess.run([PLUMBLINE, *args], cwd=cwd, env=clean, capture_output=True)


def expect(result, status, *codes):
    said = result.stderr.decode()
    assert result.returncode == status, f"exit status {result.returncode}, expected {status}: {said}"
    for code in codes:
        assert f"[{code}]" in said, f"no {code} in: {said}"
    return result


def folder():
    return tempfile.TemporaryDirectory(prefix="plumbline-")


def listed(path):
    return sorted(str(p.relative_to(path)) for p in pathlib.Path(path).rglob("*") if p.is_file())


@test
def exit_status_of_misuse():
    expect(run(), 2, "CLI_NO_COMMAND")
    expect(run("reprot"), 2, "CLI_UNKNOWN_COMMAND")
    expect(run("report", "--to", "doc", TRICKY), 2, "CLI_BAD_VALUE")
    expect(run("report", "--paper", "a5", TRICKY), 2, "CLI_BAD_VALUE")
    expect(run("report", "--date", "2026-02-30", TRICKY), 2, "CLI_BAD_VALUE")
    expect(run("report", "-j", "0", TRICKY), 2, "CLI_BAD_VALUE")
    expect(run("report", "--language", "../en", TRICKY), 2, "CLI_BAD_VALUE")
    expect(run("report", "--theme", "nosuch", TRICKY), 2, "CLI_NO_THEME")
    expect(run("report", TRICKY, SOURCE_DATE_EPOCH="yesterday"), 2, "CLI_BAD_EPOCH")
    expect(run("report", "-o", "-", *SAMPLES), 2, "CLI_SEVERAL_REVIEWS")
    expect(run("report", "-o", "out.pdf", *SAMPLES), 2, "CLI_FOLDER_LIKE_FILE")
    expect(run("report", "-o", FRAMEWORK, "--to", "pdf,html", TRICKY), 2, "JOB_NOT_A_FOLDER")
    expect(run("assess", "-o", TRICKY, TRICKY), 2, "CLI_OVER_INPUT")
    expect(run("explain", TRICKY, "restor"), 2, "CLI_UNKNOWN_QUESTION")
    expect(run("debug", "nosuch", TRICKY), 2)
    expect(run("debug", "facts", FRAMEWORK), 2, "CLI_NOT_A_REVIEW")
    expect(run("new"), 2, "CLI_MISSING_OPERAND")
    expect(run("check"), 2, "CLI_MISSING_OPERAND")
    expect(run("convert"), 2, "CLI_MISSING_OPERAND")


@test
def exit_status_of_help():
    for args in (["--help"], ["--version"], ["report", "--help"], ["new", "-h"]):
        result = expect(run(*args), 0)
        assert result.stdout and not result.stderr


@test
def exit_status_of_the_system():
    expect(run("report", TRICKY, PLUMBLINE_DATA="/nowhere"), 3, "CLI_NO_DATA")
    expect(run("assess", "-o", "/nowhere/list.txt", TRICKY), 3, "JOB_CANNOT_WRITE")
    with open("/dev/full", "wb") as full:
        environment = dict(os.environ, PLUMBLINE_DATA=str(ROOT))
        assert subprocess.run([PLUMBLINE, "assess", TRICKY], env=environment, stdout=full, stderr=subprocess.DEVNULL).returncode == 3


@test
def lists_as_they_were():
    for name in ("text", "json", "csv", "xml"):
        said = expect(run("assess", "--to", name, "tricky.yaml", cwd=GOLDEN), 0).stdout
        golden = GOLDEN / f"tricky.out_{name}"
        if UPDATE:
            golden.write_bytes(said)
        expected = golden.read_bytes()
        assert said == expected, "\n".join(difflib.unified_diff(expected.decode().splitlines(), said.decode().splitlines(), lineterm=""))


@test
def lists_agree_with_each_other():
    """Other people's readers of JSON, CSV and XML find the same questions, risks and choices."""
    out = {name: expect(run("assess", "--to", name, *SAMPLES, TRICKY), 0).stdout.decode() for name in ("json", "csv", "xml")}
    expected = []
    for review in json.loads(out["json"]):
        for framework in review["frameworks"]:
            risks = [question["risk"] for question in framework["questions"]]
            assert framework["counts"] == {risk: risks.count(risk) for risk in framework["counts"]}
            for q in framework["questions"]:
                expected.append((framework["id"], q["pillar"], q["id"], q["risk"], q["rule"] or "", tuple(q["selected"]), tuple(q["missing"])))
    rows = list(csv.DictReader(io.StringIO(out["csv"], newline="")))
    assert expected == [(r["framework"], r["pillar"], r["question"], r["risk"], r["rule"].removeprefix("'"), tuple(r["selected"].split()),
                         tuple(r["missing"].split())) for r in rows]
    found = []
    for framework in xml.etree.ElementTree.fromstring(out["xml"].encode()).iter("framework"):
        for q in framework.iter("question"):
            found.append((framework.get("id"), q.get("pillar"), q.get("id"), q.get("risk"), q.findtext("rule", ""),
                          tuple(c.get("choice") for c in q.findall("selected")), tuple(c.get("choice") for c in q.findall("missing"))))
    assert expected == found


@test
def no_cell_is_a_formula():
    text = expect(run("assess", "--to", "csv", TRICKY), 0).stdout.decode()
    assert text.count("\n") == text.count("\r\n") + 4, "only \"-Work\\nload\" has bare line feeds"
    for row in csv.reader(io.StringIO(text, newline="")):
        assert len(row) == 14
        assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r")]


@test
def json_has_exactly_the_agreed_members():
    review = json.loads(expect(run("assess", "--to", "json", TRICKY), 0).stdout)[0]
    assert list(review) == ["file", "client", "workload", "date", "frameworks"]
    assert list(review["frameworks"][0]) == ["id", "version", "counts", "questions"]
    assert sorted(review["frameworks"][0]["counts"]) == ["high", "medium", "none", "not_applicable", "unanswered", "unmatched"]
    assert [list(q) for q in review["frameworks"][0]["questions"]] == [["id", "pillar", "risk", "rule", "selected", "missing"]] * 4
    assert [(q["risk"], q["rule"]) for q in review["frameworks"][0]["questions"]] == [
        ("medium", "default"), ("unmatched", None), ("unanswered", None), ("not_applicable", None)]


@test
def nothing_is_written_when_the_input_has_faults():
    with folder() as out:
        expect(run("assess", "-o", f"{out}/list.json", SAMPLES[0], BROKEN), 1, "REVIEW_UNKNOWN_CHOICE", "REVIEW_UNKNOWN_QUESTION", "REVIEW_BAD_DATE")
        expect(run("report", "--to", "html", "-o", f"{out}/reports", SAMPLES[0], BROKEN), 1, "REVIEW_UNKNOWN_CHOICE")
        expect(run("report", "--to", "html", "-o", f"{out}/x.html", f"{out}/none.yaml"), 1, "SOURCE_UNREADABLE")
        assert listed(out) == [] and not os.path.exists(f"{out}/reports")


@test
def keep_going_writes_what_can_be_made():
    with folder() as out:
        expect(run("assess", "-k", "-o", f"{out}/list.json", SAMPLES[0], BROKEN), 1)
        assert len(json.loads(pathlib.Path(f"{out}/list.json").read_text())) == 2
        expect(run("report", "-k", "--to", "html", "-o", f"{out}/r", SAMPLES[0], f"{out}/none.yaml", BROKEN), 1)
        assert len(listed(f"{out}/r")) == 2


@test
def a_failed_run_leaves_the_old_file():
    with folder() as out:
        old = pathlib.Path(f"{out}/list.csv")
        old.write_text("old")
        expect(run("assess", "-o", str(old), BROKEN), 1)
        assert old.read_text() == "old"
        with open(old) as reader:
            expect(run("assess", "-o", str(old), TRICKY), 0)
            assert reader.read() == "old", "the file was overwritten in place"
        assert old.read_text().startswith("file,client")
        assert listed(out) == ["list.csv"], "something was left behind"


@test
def output_forms():
    with folder() as out:
        expect(run("report", "--to", "html", SAMPLES[0], cwd=out), 0)
        assert listed(out) == [f"{pathlib.Path(SAMPLES[0]).stem}.html"]
        expect(run("report", "-o", "one.html", SAMPLES[0], cwd=out), 0)
        expect(run("report", "--to", "html", "-o", "new/folder/", SAMPLES[0], cwd=out), 0)
        expect(run("report", "--to", "html", "-o", "many", *SAMPLES, SAMPLES[0], cwd=out), 0)
        stems = [pathlib.Path(sample).stem for sample in SAMPLES]
        assert listed(f"{out}/many") == sorted(f"{stem}.html" for stem in stems + [f"{stems[0]}-2"])
        one = pathlib.Path(f"{out}/one.html").read_bytes()
        assert all(path.read_bytes() == one for path in [pathlib.Path(f"{out}/many/{stems[0]}-2.html"), pathlib.Path(f"{out}/new/folder/{stems[0]}.html")])
        assert expect(run("report", "--to", "html", "-o", "-", SAMPLES[0]), 0).stdout == one


@test
def names_cannot_leave_their_folder():
    with folder() as out:
        review = pathlib.Path(TRICKY).read_text().replace("=1+1", "../../evil/..").replace("small.framework", f"{GOLDEN}/small.framework")
        pathlib.Path(f"{out}/r.yaml").write_text(review)
        expect(run("report", "--to", "html", "-o", "sub/", "r.yaml", cwd=out), 0)
        assert listed(out) == ["r.yaml", "sub/evil-ltd-tab-work-load.html"]


@test
def one_worker_or_two_the_same_bytes():
    with folder() as out:
        for name, workers in (("one", "1"), ("two", "2"), ("again", "2")):
            expect(run("report", "-j", workers, "--to", "pdf,html", "-o", f"{out}/{name}", *SAMPLES), 0)
        alone = pathlib.Path(f"{out}/alone")
        for sample in reversed(SAMPLES):
            expect(run("report", "--to", "pdf,html", "-o", str(alone) + "/", sample), 0)
        assert len(listed(f"{out}/one")) == 2 * len(SAMPLES)
        for name in listed(f"{out}/one"):
            bytes_of = [pathlib.Path(f"{out}/{where}/{name}").read_bytes() for where in ("one", "two", "again", "alone")]
            assert bytes_of[0] and all(other == bytes_of[0] for other in bytes_of), name


@test
def the_date_comes_from_option_environment_or_review():
    with folder() as out:
        def made(*args, **environment):
            return expect(run("report", "--to", "html", "-o", "-", *args, SAMPLES[0], **environment), 0).stdout
        plain = made()
        assert made("--date", "2026-05-05") == made("--date", "2026-05-05", SOURCE_DATE_EPOCH="0") != plain
        assert made(SOURCE_DATE_EPOCH=str(1777939200)) == made("--date", "2026-05-05")


@test
def new_then_check():
    with folder() as out:
        expect(run("new", "-f", FRAMEWORK, "-o", f"{out}/new.yaml"), 0)
        expect(run("check", f"{out}/new.yaml"), 0)
        text = pathlib.Path(f"{out}/new.yaml").read_text()
        assert run("new", "-f", FRAMEWORK, "-o", f"{out}/new.yaml").returncode == 0 and listed(out) == ["new.yaml"]
        counts = json.loads(expect(run("assess", "--to", "json", f"{out}/new.yaml"), 0).stdout)[0]["frameworks"][0]["counts"]
        assert counts["unanswered"] == sum(counts.values()) == 57
        filled = text.replace("      # - ", "      - ")
        pathlib.Path(f"{out}/filled.yaml").write_text(filled)
        assert not run("check", f"{out}/filled.yaml").returncode
        counts = json.loads(expect(run("assess", "--to", "json", f"{out}/filled.yaml"), 0).stdout)[0]["frameworks"][0]["counts"]
        assert counts["none"] == 57, counts
        none = text.replace("    # none: true", "    none: true").replace("    # notes: >-\n    #   ...", "    notes: >-\n      ...")
        before, context = none.split("#context:\n")
        context, after = context.split("\n\n", 1)
        context = before + "context:\n" + "".join(line[1:] + "\n" for line in context.splitlines()) + "\n" + after
        pathlib.Path(f"{out}/none.yaml").write_text(context)
        expect(run("check", f"{out}/none.yaml"), 0)


@test
def new_for_other_lenses():
    """Ids, titles and line breaks of other people's lenses give sound YAML too."""
    with folder() as out:
        lens = pathlib.Path(f"{out}/lens.json")
        lens.write_text(json.dumps({"schemaVersion": "2021-11-01", "name": "A \"lens\": # one", "description": "d", "pillars": [{"id": "p_1", "name": "P: 1\n# x", "questions": [
            {"id": "yes", "title": "Is it: # so?\nanswers: {}", "description": "d", "choices": [
                {"id": "null", "title": "- it\n  is", "improvementPlan": {"displayText": "x", "url": "https://example.org/"}},
                {"id": "1_no", "title": "None of these"}],
             "riskRules": [{"condition": "null", "risk": "NO_RISK"}, {"condition": "default", "risk": "HIGH_RISK"}]}]}]}))
        text = expect(run("new", "-f", "lens.json", "-f", str(GOLDEN / "small.framework.yaml"), cwd=out), 0).stdout.decode()
        pathlib.Path(f"{out}/new.yaml").write_text(text)
        expect(run("check", "new.yaml", cwd=out), 0)
        pathlib.Path(f"{out}/filled.yaml").write_text(text.replace("      # - ", "      - "))
        assessed = json.loads(expect(run("assess", "--to", "json", "filled.yaml", cwd=out), 0).stdout)[0]["frameworks"]
        assert [len(framework["questions"]) for framework in assessed] == [1, 4]
        assert {q["risk"] for framework in assessed for q in framework["questions"]} == {"none"}


@test
def explain_says_why():
    said = expect(run("explain", TRICKY, "restore"), 0).stdout.decode()
    assert "Risk: medium" in said and "3. medium by default: FIRED" in said and "not ticked: drill" in said, said
    assert expect(run("explain", TRICKY, "small/restore"), 0).stdout.decode() == said
    assert expect(run("explain", TRICKY, "run 1"), 0).stdout.decode() == said
    assert "unmatched" in expect(run("explain", TRICKY, "watch"), 0).stdout.decode()


@test
def explain_accounts_for_the_report():
    said = expect(run("explain", SAMPLES[0]), 0).stdout.decode()
    entries = said.count("\n    rests on ")
    assert said.startswith(f"{entries} paragraphs") and entries > 100, said[:300]
    assert said.count("    because of ") > 10 and said.count("    because of ") + said.count("    made at ") == entries
    at, condition = re.search(r"because of (\S+:\d+): '?([^'\n]+)", said).groups()
    path, line = at.rsplit(":", 1)
    assert condition in pathlib.Path(path).read_text().splitlines()[int(line) - 1], (at, condition)


@test
def a_radar_only_on_request_and_below_the_dots():
    review = ROOT / "samples/reviews/harbour-bank-checkout.yaml"
    without = run("report", review, "--to", "html", "-o", "-").stdout.decode()
    asked = run("report", review, "--radar", "--to", "html", "-o", "-").stdout.decode()
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", asked)
    at = [i for i, caption in enumerate(captions) if "around a circle" in caption]
    assert "around a circle" not in without and len(at) == 1 and captions[at[0] - 1] == "Practices in place", captions
    assert captions[:at[0]] + captions[at[0] + 1:] == re.findall(r"<figcaption>(.*?)</figcaption>", without)
    tables = [figure.split("<table>")[1].split("<tbody>")[1].split("</table>")[0]
              for figure in asked.split("<figure") if "<figcaption>Practices in place" in figure]
    assert len(tables) == 2 and tables[0] == tables[1], tables
    board = run("report", review, "--for", "board", "--radar", "--to", "html", "-o", "-").stdout.decode()
    assert "around a circle" not in board


@test
def capacity_moves_the_roadmap():
    def months(*options):
        page = expect(run("report", SAMPLES[2], "--to", "html", "-o", "-", *options), 0).stdout.decode()
        return int(re.search(r"no high risk is left after (\d+) months", page).group(1)), page
    stated, page = months()
    slow, _ = months("--capacity", "4")
    fast, other = months("--capacity", "60", "--parallel", "12")
    assert fast < stated < slow, (fast, stated, slow)
    assert "60 engineer-days a month" in other and "60 engineer-days a month" not in page
    soon = [expect(run("export", SAMPLES[2], "--to", "csv", *options), 0).stdout.decode().count(",now,") for options in ([], ["--capacity", "60", "--parallel", "12"])]
    assert soon[0] < soon[1], soon
    for bad in ("0", "-3", "many", "1e9"):
        expect(run("report", SAMPLES[2], "--capacity", bad), 2, "CLI_BAD_VALUE")
    expect(run("export", SAMPLES[2], "--parallel", "0"), 2, "CLI_BAD_VALUE")


@test
def explain_agrees_with_assess():
    for review in json.loads(expect(run("assess", "--to", "json", SAMPLES[0]), 0).stdout):
        for q in review["frameworks"][0]["questions"][::5]:
            said = expect(run("explain", SAMPLES[0], q["id"]), 0).stdout.decode()
            assert f"\nRisk: {q['risk'].replace('_', ' ')}" in said, said
            assert said.count("FIRED") == (q["rule"] is not None)


@test
def check_says_what_files_are():
    said = expect(run("check", FRAMEWORK, TRICKY), 0).stdout.decode()
    assert "6 pillars, 57 questions, 307 choices" in said and "2 of 4 questions answered" in said, said
    result = expect(run("check", "--to", "json", BROKEN, "-f", str(GOLDEN / "small.framework.yaml")), 1)
    found = json.loads(result.stdout)
    assert [f["kind"] for f in found["files"]] == ["framework", "review"] and found["files"][1]["errors"] == 3, found
    assert len([d for d in found["diagnostics"] if d["severity"] == "error"]) == 3
    assert not result.stderr
    with folder() as out:
        pathlib.Path(f"{out}/x.yaml").write_text("hello: world\n")
        pathlib.Path(f"{out}/y.yaml").write_text("plumbline: [\n")
        assert "unknown" in expect(run("check", f"{out}/x.yaml"), 1, "LOAD_UNKNOWN").stdout.decode()
        expect(run("check", f"{out}/y.yaml"), 1)
        once = expect(run("check", f"{out}/none.yaml"), 1, "SOURCE_UNREADABLE").stderr.decode()
        assert once.count("SOURCE_UNREADABLE") == 1


@test
def debug_shows_each_stage():
    for stage in ("facts", "model", "risks", "tally", "doc", "pages"):
        said = expect(run("debug", stage, SAMPLES[0]), 0).stdout
        assert said and said == run("debug", stage, SAMPLES[0]).stdout, stage
    assert b"ctx.sector = " in run("debug", "facts", SAMPLES[0]).stdout
    assert b"choice backups risk=high" in expect(run("debug", "model", str(GOLDEN / "small.framework.yaml")), 0).stdout


def on_terminal(*args, **more):
    """What standard error shows to a person at a terminal."""
    ours, theirs = pty.openpty()
    environment = dict(os.environ, PLUMBLINE_DATA=str(ROOT), TERM="xterm")
    environment.pop("NO_COLOR", None)
    environment.update(more)
    process = subprocess.Popen([PLUMBLINE, *args], env=environment, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    process.wait()
    return said.decode()


@test
def quiet_in_a_pipe_and_lively_on_a_terminal():
    with folder() as out:
        args = ["report", "--to", "html", "-o", out, *SAMPLES]
        assert "[" not in expect(run(*args), 0).stderr.decode().replace("[RULE_COVERED]", "")
        said = on_terminal(*args)
        assert f"{len(SAMPLES)} of {len(SAMPLES)}" in said and ".html" in said, said
        assert ".html" not in on_terminal(*args, "-q")
        assert "\033[1" in on_terminal("check", BROKEN) and "\033" not in on_terminal("check", BROKEN, NO_COLOR="1")


@test
def manual_and_schema_know_every_fact():
    manual = (ROOT / "man" / "plumbline-review.5").read_text()
    schema = json.loads((ROOT / "schema" / "review.schema.json").read_text())["properties"]["context"]["properties"]
    facts = re.findall(r'^FACT\((\w+), (\w+), "([^"]*)"', (ROOT / "include" / "model" / "fact.def").read_text(), re.M)
    assert [key for key, _, _ in facts] == list(schema)
    for key, kind, values in facts:
        assert re.search(rf"^\.It Cm (\w+ , )?{key}\b", manual, re.M), f"plumbline-review(5) lacks {key}"
        for value in values.split():
            assert f'"{value}"' in json.dumps(schema[key]), f"the schema lacks {key}: {value}"
            assert re.search(rf"\b{value}\b", manual), f"plumbline-review(5) lacks {key}: {value}"


@test
def manuals_are_sound_mdoc():
    if not shutil.which("mandoc"):
        return "SKIP mandoc is not there"
    pages = sorted(str(path) for path in (ROOT / "man").glob("*.[1-8]"))
    said = subprocess.run(["mandoc", "-Tlint", "-Wwarning", *pages], capture_output=True).stdout.decode()
    assert len(pages) >= 3 and not said, said


@test
def schemas_accept_the_samples():
    try:
        import jsonschema
        import yaml
    except ImportError:
        return "SKIP python3-jsonschema or python3-yaml is not there"

    class Loader(yaml.SafeLoader):
        """As editors read YAML: a date is a text."""
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")] for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    for kind, files in (("framework", [FRAMEWORK, str(GOLDEN / "small.framework.yaml")]), ("review", SAMPLES + [TRICKY])):
        schema = json.loads((ROOT / "schema" / f"{kind}.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        for file in files:
            jsonschema.validate(yaml.load(pathlib.Path(file).read_text(), Loader), schema, jsonschema.Draft202012Validator)
        try:
            jsonschema.validate({"plumbline": f"{kind}/1", "extra": 1}, schema, jsonschema.Draft202012Validator)
        except jsonschema.ValidationError:
            continue
        raise AssertionError(f"{kind}: anything goes")


LENS = {"schemaVersion": "2021-11-01", "name": "A \"lens\": # one", "_version": "1.10", "description": "d\n\ne", "pillars": [{"id": "p_1", "name": "P: 1", "questions": [
    {"id": "no", "title": "Is it: # so?", "choices": [
        {"id": "null", "title": "- it", "improvementPlan": {"displayText": "x *y*\n- z", "url": "https://example.org/"}, "extra": 1},
        {"id": "1_no", "title": "None of these"}],
     "riskRules": [{"condition": "default", "risk": "NO_RISK"}, {"condition": "null && nowhere", "risk": "HIGH_RISK"}]},
    {"id": "bare", "title": "Without rules", "choices": [{"id": "ccc", "title": "C"}]}]},
    {"id": "p_2", "name": "Empty", "questions": []}]}


def assessed(path):
    found = json.loads(expect(run("assess", "--to", "json", str(path)), 0).stdout)
    for review in found:
        del review["file"]
    return found


@test
def convert_gives_the_same_bytes_again():
    """YAML, YAML again, JSON, and YAML from that; other people's readers find one and the same thing in both."""
    with folder() as out:
        lens = pathlib.Path(out, "lens.json")
        lens.write_text(json.dumps(LENS))
        frameworks = sorted(str(path) for path in (ROOT / "samples" / "frameworks").rglob("*.yaml") if path.name != "aws-lineage.yaml")
        for number, path in enumerate([str(lens), TRICKY, str(GOLDEN / "small.framework.yaml")] + frameworks + SAMPLES):
            paths = [str(pathlib.Path(out, f"{number}-{name}")) for name in ("1.yaml", "2.yaml", "3.json", "4.yaml")]
            for source, target in zip([path] + paths, paths):
                expect(run("convert", source, "-o", target), 0)
            first, again, twin, back = (pathlib.Path(target).read_bytes() for target in paths)
            assert first == again == back, path
            json.loads(twin)
            expect(run("check", paths[0]), 0)
            expect(run("check", paths[2]), 0)
            assert run("convert", path, "--to", "json", cwd=out).stdout.startswith(b"{\n"), path


@test
def convert_keeps_every_risk():
    with folder() as out:
        lens, answers = pathlib.Path(out, "lens.json"), pathlib.Path(out, "answers.yaml")
        lens.write_text(json.dumps(LENS))
        answers.write_text("plumbline: review/1\nframework: lens.json\nclient: {name: A}\nworkload: {name: W}\ndate: 2026-01-31\n"
                           "answers: {'no': {selected: ['null'], notes: \"n: *o*\\n\\n- te \"}, bare: {selected: ccc}}\n")
        for number, path in enumerate([TRICKY, *SAMPLES, str(answers)]):
            for name in (f"{number}.yaml", f"{number}.json"):
                expect(run("convert", path, "-o", f"{out}/{name}"), 0)
                assert assessed(f"{out}/{name}") == assessed(path), path
        expect(run("convert", str(lens), "-o", f"{out}/lens.yaml"), 0, "LENS_UNKNOWN_FIELD")
        before, now = assessed(answers), run("assess", "--to", "json", "-f", f"{out}/lens.yaml", str(answers))
        now = json.loads(expect(now, 0).stdout)
        assert before[0]["frameworks"] == now[0]["frameworks"]


@test
def convert_keeps_every_page():
    with folder() as out:
        expect(run("convert", SAMPLES[0], "-o", f"{out}/a.yaml"), 0)
        expect(run("report", "--to", "html", "-o", f"{out}/1.html", SAMPLES[0]), 0)
        expect(run("report", "--to", "html", "-o", f"{out}/2.html", f"{out}/a.yaml"), 0)
        assert pathlib.Path(out, "1.html").read_bytes() == pathlib.Path(out, "2.html").read_bytes()


@test
def convert_takes_reviews_of_other_tools():
    """With their own frameworks beside them, and the same risks."""
    corpus = ROOT / "tests" / "corpus"
    for path in (corpus / "azure" / "export.csv", corpus / "azure" / "french.csv", corpus / "aws_api" / "lab-export.json"):
        with folder() as out:
            before = json.loads(expect(run("assess", "--to", "json", "--client", "C", str(path)), 0).stdout)
            own = path.suffix == ".csv"  # else the questions are those of the framework that is among the samples
            expect(run("convert", "--client", "C", str(path)), 2 if own else 0, *["CLI_CONVERT_NO_PLACE"] * own)
            expect(run("convert", "--client", "C", str(path), "-o", f"{out}/a.yaml"), 0)
            assert listed(out) == ["a.framework.yaml"] * own + ["a.yaml"], listed(out)
            del before[0]["file"]
            assert assessed(f"{out}/a.yaml") == before, path
            expect(run("convert", f"{out}/a.yaml", "-o", f"{out}/b.yaml"), 0)
            assert pathlib.Path(out, "a.yaml").read_bytes() == pathlib.Path(out, "b.yaml").read_bytes()
            if own:
                expect(run("convert", f"{out}/a.framework.yaml", "-o", f"{out}/c.yaml"), 0)
                assert pathlib.Path(out, "a.framework.yaml").read_bytes() == pathlib.Path(out, "c.yaml").read_bytes()


@test
def convert_into_a_folder():
    with folder() as out:
        expect(run("convert", TRICKY, str(GOLDEN / "small.framework.yaml"), "-o", f"{out}/new", "--to", "json"), 0)
        assert listed(out) == ["new/small.framework.json", "new/tricky.json"], listed(out)
        expect(run("check", f"{out}/new/tricky.json"), 0)


@test
def convert_refuses():
    with folder() as out:
        copy = pathlib.Path(out, "small.framework.yaml")
        shutil.copy(GOLDEN / "small.framework.yaml", copy)
        before = copy.read_bytes()
        expect(run("convert", str(copy), "-o", str(copy)), 2, "CLI_OVER_INPUT")
        expect(run("convert", str(copy), "-o", f"{out}/"), 2, "CLI_OVER_INPUT")
        expect(run("convert", TRICKY, str(copy)), 2, "CLI_SEVERAL_CONVERTED")
        expect(run("convert", TRICKY, str(copy), "-o", str(copy)), 2, "JOB_NOT_A_FOLDER")
        expect(run("convert", BROKEN, "-o", f"{out}/broken.yaml"), 1)
        expect(run("convert", str(ROOT / "samples" / "frameworks" / "aws-lineage.yaml")), 1, "CLI_NOT_CONVERTED")
        expect(run("convert", "--to", "xml", TRICKY), 2, "CLI_BAD_VALUE")
        expect(run("convert", f"{out}/nothing.yaml"), 1, "SOURCE_UNREADABLE")
        assert listed(out) == ["small.framework.yaml"] and copy.read_bytes() == before


@test
def strict_takes_warnings_for_faults():
    frameworks = sorted(str(path) for path in (ROOT / "samples" / "frameworks").rglob("*.yaml"))
    expect(run("check", "--strict", *frameworks, *SAMPLES), 0)
    with folder() as out:
        lens = pathlib.Path(out, "lens.json")
        lens.write_text(json.dumps(LENS))
        expect(run("check", str(lens)), 0, "RULE_AFTER_DEFAULT", "RULE_UNKNOWN_CHOICE")
        expect(run("check", "--strict", str(lens)), 1, "RULE_AFTER_DEFAULT")


@test
def answers_of_another_edition():
    with folder() as out:
        old = pathlib.Path(out, "old.yaml")
        old.write_text(f"plumbline: review/1\nframework: {FRAMEWORK}\nframework_version: '2019-07'\nclient: {{name: A}}\nworkload: {{name: W}}\ndate: 2019-11-02\n"
                       "answers:\n  rel-9: {selected: [objectives, tested]}\n  sec-2: {none: true}\n")
        expect(run("check", str(old)), 0, "REVIEW_LINEAGE_CLOSE", "REVIEW_LINEAGE_LOST")
        expect(run("convert", str(old), "-o", f"{out}/new.yaml"), 0)
        text = pathlib.Path(out, "new.yaml").read_text()
        assert "planning-for-recovery:" in text and "rel_planning_for_recovery_dr_tested" in text and "sec-2" not in text
        assert assessed(f"{out}/new.yaml") == assessed(old)


@test
def several_lenses_in_one_review():
    """Counts stand by lens everywhere, and one roadmap goes over all."""
    sample = str(ROOT / "samples" / "reviews" / "lumen-grid-telemetry.yaml")
    found = assessed(sample)[0]["frameworks"]
    assert [(f["id"], len(f["questions"])) for f in found] == [("aws-well-architected", 57), ("iot-lens", 8), ("serverless-lens", 10)]
    assert all(f["counts"]["unanswered"] == 0 and f["counts"]["high"] > 0 for f in found)
    text = expect(run("assess", sample), 0).stdout.decode()
    assert [text.count(title) for title in ("Internet of things lens", "Serverless lens")] == [1, 1]
    assert "Risk: high" in expect(run("explain", sample, "iot-lens/iot-mass-return"), 0).stdout.decode()
    with folder() as out:
        expect(run("report", "--to", "html", "-o", f"{out}/r.html", sample), 0)
        page = pathlib.Path(out, "r.html").read_text()
        assert page.count("<h1") == 1 and "Roadmap" in page
        for f in found:
            for q in f["questions"]:
                assert q["risk"] not in ("high", "medium") or q["id"] in page, q["id"]


def main():
    good = True
    for number, function in enumerate(TESTS, 1):
        try:
            skipped = function()
            print(f"ok {number} {function.__name__}" + (f" # {skipped}" if skipped else ""))
        except Exception:
            good = False
            print(f"not ok {number} {function.__name__}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
        sys.stdout.flush()
    print(f"1..{len(TESTS)}")
    sys.exit(0 if good else 1)


main()
