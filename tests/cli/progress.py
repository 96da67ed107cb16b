#!/usr/bin/env python3
"""Progress since earlier reviews, as people call it: what it counts against a count of our own from the risk lists, goldens, faults, milestones of AWS's.
Prints TAP.

usage: progress.py PLUMBLINE PDFCHECK ROOT [--update]
"""
import collections
import csv
import difflib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

PLUMBLINE, PDFCHECK = (str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:3])
ROOT = pathlib.Path(sys.argv[3]).resolve()
UPDATE = "--update" in sys.argv or "PLUMBLINE_UPDATE" in os.environ
GOLDEN, AWS = ROOT / "tests/golden/progress", ROOT / "tests/golden/aws_api/milestone"
NOW = ROOT / "samples/reviews/lumen-grid-telemetry.yaml"
FIRST, SECOND = (ROOT / f"samples/progress/lumen-grid-telemetry-2025-{month}.yaml" for month in ("06", "11"))
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def run(*args, cwd=None):
    keep = ("PATH", "HOME", "XDG_CACHE_HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
    env = {name: os.environ[name] for name in keep if name in os.environ} | {"PLUMBLINE_DATA": str(ROOT), "LC_ALL": "C.UTF-8"}
    return subprocess.run([PLUMBLINE, *map(str, args)], cwd=cwd, env=env, capture_output=True)


def expect(result, status, *codes):
    said = result.stderr.decode()
    assert result.returncode == status, f"exit status {result.returncode}, expected {status}: {said}"
    for code in codes:
        assert f"[{code}]" in said, f"no {code} in: {said}"
    return result


def lists(*reviews):
    return json.loads(expect(run("assess", "--to", "json", *reviews), 0).stdout)


def changes(now, *earlier):
    return json.loads(expect(run("assess", "--to", "json", now, *(f"--since={path}" for path in earlier)), 0).stdout)


# ---- A count of our own, for reviews of one edition ----

RANK = {"none": 0, "medium": 1, "high": 2}


def kind(was, now):
    if "not_applicable" in (was, now):
        return "aside" if was == now else "applicability"
    if "unanswered" in (was, now):
        return "silent" if was == now else "answered" if was == "unanswered" else "unanswered"
    if "unmatched" in (was, now):
        return "unrated"
    if RANK[now] != RANK[was]:
        return "regressed" if RANK[now] > RANK[was] else "fixed" if now == "none" else "improved"
    return "still_good" if now == "none" else "still_open"


def questions(review):
    return {f["id"]: {q["id"]: q for q in f["questions"]} for f in review["frameworks"]}


def check_step(step, earlier, now):
    then, today = questions(earlier), questions(now)
    assert [lens["id"] for lens in step["lenses"]] == list(today) + [f for f in then if f not in today]
    for lens in step["lenses"]:
        old, new = then.get(lens["id"], {}), today.get(lens["id"], {})
        found = {c["id"]: c for c in lens["changes"]}
        assert len(found) == len(lens["changes"]) and set(found) == set(old) | set(new), lens["id"]
        done = lost = 0
        for name, change in found.items():
            if name not in old or name not in new:
                assert change["change"] == ("asked" if name in new else "retired"), (name, change)
                continue
            was, is_now = old[name], new[name]
            assert (change["was"], change["carried"], change["now"]) == (was["risk"], was["risk"], is_now["risk"]), (name, change)
            assert change["change"] == kind(was["risk"], is_now["risk"]), (name, change)
            rated = all(q["risk"] not in ("unanswered", "not_applicable") for q in (was, is_now))
            put = set(is_now["selected"]) - set(was["selected"]) if rated else set()
            gone = set(was["selected"]) & set(is_now["missing"]) if rated else set()
            assert (set(change["done"]), set(change["lost"])) == (put, gone), (name, change)
            done, lost = done + len(put), lost + len(gone)
        assert lens["practices"] == {"done": done, "lost": lost}
        counted = collections.Counter(c["change"] for c in lens["changes"])
        assert lens["counts"] == {name: counted[name] for name in lens["counts"]}
        check_account(lens, old, new)


def check_account(lens, old, new):
    totals = collections.Counter()
    for risk, row in lens["accounting"].items():
        assert row["earlier"] == sum(q["risk"] == risk for q in old.values()), (lens["id"], risk, row)
        assert row["now"] == sum(q["risk"] == risk for q in new.values()), (lens["id"], risk, row)
        assert row["earlier"] + row["framework"] + row["client"] == row["now"], (lens["id"], risk, row)
        if old and new:
            assert row["framework"] == 0, (lens["id"], risk, row)
    for pillar in lens["pillars"]:
        for risk, row in pillar["accounting"].items():
            assert row["earlier"] + row["framework"] + row["client"] == row["now"]
            for part, number in row.items():
                totals[risk, part] += number
    assert all(totals[risk, part] == number for risk, row in lens["accounting"].items() for part, number in row.items())


@test
def samples_as_counted_by_hand():
    reviews = lists(FIRST, SECOND, NOW)
    told = changes(NOW, FIRST, SECOND)
    assert [r["date"] for r in told["reviews"]] == [r["date"] for r in reviews] == ["2025-06-18", "2025-11-12", "2026-03-12"]
    assert [(s["from"], s["to"]) for s in told["steps"]] == [(0, 1), (1, 2), (0, 2)]
    for step in told["steps"]:
        check_step(step, reviews[step["from"]], reviews[step["to"]])


@test
def since_when():
    """A question at risk is dated to the first review of an unbroken row."""
    rows = [questions(review) for review in lists(FIRST, SECOND, NOW)]
    for lens in changes(NOW, FIRST, SECOND)["steps"][1]["lenses"]:
        for change in lens["changes"]:
            if change["now"] not in ("high", "medium"):
                continue
            at = 2
            while at > 0 and rows[at - 1].get(lens["id"], {}).get(change["id"], {"risk": ""})["risk"] in ("high", "medium"):
                at -= 1
            assert change["since"] == at, (change, at)


@test
def any_order_of_the_earlier_ones():
    one = run("assess", "--to", "json", NOW, "--since", FIRST, "--since", SECOND)
    two = run("assess", "--to", "json", "--since", SECOND, "--since", FIRST, NOW)
    assert one.stdout == two.stdout and not one.stderr and not two.stderr


@test
def goldens_of_two_editions():
    for suffix in ("text", "json", "csv"):
        said = expect(run("assess", "--to", suffix, "second.yaml", "--since", "first.yaml", cwd=GOLDEN), 0).stdout
        golden = GOLDEN / f"second.out_{suffix}"
        if UPDATE:
            golden.write_bytes(said)
        expected = golden.read_bytes()
        assert said == expected, "\n".join(difflib.unified_diff(expected.decode().splitlines(), said.decode().splitlines(), lineterm=""))


@test
def csv_says_what_json_says():
    out = {name: expect(run("assess", "--to", name, "second.yaml", "--since", "first.yaml", cwd=GOLDEN), 0).stdout.decode() for name in ("csv", "json")}
    table = [(row["question"], row["change"], row["was"], row["now"], row["done"]) for row in csv.DictReader(io.StringIO(out["csv"]))]
    lens = json.loads(out["json"])["steps"][0]["lenses"][0]
    assert table == [(c["id"], c["change"], c["was"] or "", c["now"] or "", " ".join(c["done"])) for c in lens["changes"]]


@test
def faults():
    harbour = ROOT / "samples/reviews/harbour-bank-checkout.yaml"
    expect(run("report", NOW, "--since", NOW, "-o", "/nowhere/x.pdf"), 2, "CLI_SINCE_TWICE")
    expect(run("assess", NOW, "--since", FIRST, "--since", FIRST), 2, "CLI_SINCE_TWICE")
    expect(run("assess", NOW, "--since", "no-such-file.yaml"), 2, "CLI_SINCE_UNKNOWN")
    expect(run("assess", NOW, "--since", "2"), 2, "CLI_SINCE_UNKNOWN")
    expect(run("assess", NOW, "--milestones"), 2, "CLI_NO_MILESTONES")
    expect(run("assess", NOW, harbour, "--since", FIRST), 2, "CLI_SINCE_ONE")
    expect(run("assess", NOW, "--since", harbour), 1, "CLI_SINCE_OTHER")
    expect(run("assess", NOW, "--since", GOLDEN / "first.framework.yaml"), 1)
    expect(run("assess", NOW, "--since", FIRST, "--to", "xml"), 2, "CLI_BAD_VALUE")
    expect(run("assess", NOW, "--since", FIRST, "-o", FIRST), 2, "CLI_OVER_INPUT")
    with tempfile.TemporaryDirectory() as folder:
        expect(run("assess", NOW, "--since", folder), 2, "SOURCES_NONE")


@test
def later_ones_are_put_in_order():
    said = expect(run("assess", "--to", "json", FIRST, "--since", NOW), 0, "CLI_SINCE_LATER").stdout
    assert said == run("assess", "--to", "json", NOW, "--since", FIRST).stdout


@test
def a_real_lineage():
    """Answers of 2019 against the edition of now, by the sample's own lineage; the frameworks have different ids."""
    with tempfile.TemporaryDirectory() as scratch:
        old = pathlib.Path(scratch) / "old.yaml"
        old.write_text(
            f"plumbline: review/1\nframework: {ROOT}/samples/benchmark/framework-2019.yaml\nclient: {{name: Lumen Grid}}\n"
            "workload: {id: telemetry, name: Telemetry}\ndate: 2019-10-01\nanswers:\n"
            "  rel-8: {selected: [playbooks]}\n  rel-9: {selected: [objectives, strategy]}\n  sec-2: {none: true}\n")
        lens = changes(NOW, old)["steps"][0]["lenses"][0]
        found = {c["id"]: c for c in lens["changes"]}
        assert (lens["id"], lens["earlier_version"]) == ("aws-well-architected", "2019-07")
        assert found["testing-resiliency"]["earlier_id"] == "rel-8" and found["planning-for-recovery"]["earlier_id"] == "rel-9"
        assert set(found["testing-resiliency"]["done"]) == {f"rel_testing_resiliency_{name}_resiliency" for name in ("rca", "failure_injection", "game_days")}
        assert found["sec-2"]["change"] == found["sec-3"]["change"] == found["permissions"]["change"] == "recast"
        check_rows = [row for row in lens["accounting"].values()]
        assert all(row["earlier"] + row["framework"] + row["client"] == row["now"] for row in check_rows)
        pdf = pathlib.Path(scratch) / "old.pdf"
        expect(run("report", NOW, "--since", old, "-o", pdf), 0)
        words = text_of(pdf)
        assert "is compared here with that of 1 October 2019." in words and "edition 2019-07 then and is edition 2025-05 now" in words


# ---- AWS ----

def three_milestones(folder):
    """The folder of goldens, with answers for its first milestone too: nothing was in place then."""
    shutil.copytree(AWS, folder)
    first = json.loads((folder / "now.json").read_text()) | {"MilestoneNumber": 1}
    for answer in first["AnswerSummaries"]:
        answer["SelectedChoices"] = answer["SelectedChoices"][:1]
        if "ChoiceAnswerSummaries" in answer:
            answer["ChoiceAnswerSummaries"] = answer["ChoiceAnswerSummaries"][:1]
        answer["Risk"] = "HIGH" if answer["Risk"] in ("NONE", "MEDIUM") else answer["Risk"]
    (folder / "first.json").write_text(json.dumps(first))


@test
def milestones_of_aws():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "ferry"
        three_milestones(folder)
        told = {}
        for name, options in {"all": ["--milestones"], "number": ["--since", "1"], "name": ["--since", "after the storm"]}.items():
            told[name] = json.loads(expect(run("assess", "--to", "json", folder, *options), 0).stdout)
        dates = {name: [(r["milestone"], r["date"]) for r in it["reviews"]] for name, it in told.items()}
        assert dates["all"] == [("Start", "2023-01-01"), ("After the storm", "2024-02-29"), (None, "2025-03-20")], dates
        assert dates["number"] == [dates["all"][0], dates["all"][2]] and dates["name"] == dates["all"][1:], dates
        now = json.loads((folder / "now.json").read_text())["AnswerSummaries"]
        change = {c["id"]: c for c in told["number"]["steps"][0]["lenses"][0]["changes"]}
        for answer in now:
            risk = answer["Risk"].lower()
            then = "high" if risk in ("none", "medium") else risk
            said = change[answer["QuestionId"]]
            assert (said["was"], said["now"], said["change"]) == (then, risk, kind(then, risk)), said
        expect(run("assess", folder, "--since", "Middle"), 2, "CLI_SINCE_UNKNOWN")
        assert b"1 (Start), 2 (After the storm)" in run("assess", folder, "--since", "Middle").stderr
        expect(run("assess", folder, "--since", folder), 2, "CLI_SINCE_TWICE")


# ---- Documents ----

def text_of(pdf):
    return re.sub(r"\s+", " ", subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True).stdout)


@test
def reports():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        three_milestones(folder / "ferry")
        cases = {
            "three": [NOW, "--since", FIRST, "--since", SECOND],
            "two": [GOLDEN / "second.yaml", "--since", GOLDEN / "first.yaml"],
            "aws": [folder / "ferry", "--milestones"],
        }
        for name, args in cases.items():
            for paper in ("a4", "letter"):
                pdf = folder / f"{name}-{paper}.pdf"
                expect(run("report", *args, "--paper", paper, "-o", pdf), 0)
                done = subprocess.run([PDFCHECK, pdf], capture_output=True, text=True)
                assert done.returncode == 0, done.stdout + done.stderr
                done = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True)
                assert done.returncode == 0, done.stdout + done.stderr
            expect(run("report", *args, "--to", "html", "-o", folder / f"{name}.html"), 0)
            again = folder / f"{name}-again.pdf"
            expect(run("report", *args, "-o", again), 0)
            assert again.read_bytes() == (folder / f"{name}-a4.pdf").read_bytes()
        words = {name: text_of(folder / f"{name}-a4.pdf") for name in cases}
        for name in cases:
            assert words[name].count("Progress since the previous review") > 2, name
            assert ("The way since" in words[name]) == (name != "two"), name
        lens = changes(NOW, FIRST, SECOND)["steps"][1]["lenses"][0]
        assert f"{lens['practices']['done']} practices were put in place" in words["three"]
        for row in ("high", "medium"):
            account = lens["accounting"][row]
            told = [str(account["earlier"]), "0", f"\N{MINUS SIGN}{-account['client']}", str(account["now"])]
            assert f"All pillars {' '.join(told)}" in words["three"], told
        plain = folder / "plain.pdf"
        expect(run("report", NOW, "-o", plain), 0)
        assert "Progress since" not in text_of(plain)


def main():
    good = True
    for number, function in enumerate(TESTS, 1):
        said = ""
        try:
            function()
        except Exception:
            said = traceback.format_exc()
        good = good and not said
        print(f"{'not ok' if said else 'ok'} {number} {function.__name__}", flush=True)
        for line in said.splitlines():
            print(f"# {line}")
    print(f"1..{len(TESTS)}")
    sys.exit(0 if good else 1)


main()
