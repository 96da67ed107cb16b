#!/usr/bin/env python3
"""Portfolios: the computation against a count of our own in Python, and what must hold of any portfolio. Prints TAP.

usage: portfolio.py PLUMBLINE PDFCHECK ROOT
"""
import collections
import csv
import html.parser
import io
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

PROGRAM, PDFCHECK, ROOT = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
SAMPLE = ROOT / "samples/portfolio"
CURRENT = ROOT / "samples/frameworks/aws-well-architected.yaml"
scratch = pathlib.Path(tempfile.mkdtemp(prefix="plumbline-portfolio-"))
results = []
try:
    import yaml
except ImportError:
    print("1..0 # SKIP python3-yaml is not there")
    sys.exit(0)


def run(*args):
    return subprocess.run([str(PROGRAM), *map(str, args)], capture_output=True, env=dict(os.environ, PLUMBLINE_DATA=str(ROOT)))


def made(form, *reviews, status=0):
    done = run("portfolio", "--to", form, "-o", "-", *reviews)
    assert done.returncode == status, f"status {done.returncode}: {done.stderr.decode()}"
    return done.stdout


def data(*reviews):
    return json.loads(made("json", *reviews))


def test(name, function):
    try:
        said, fault = function(), None
    except Exception as error:
        said, fault = None, f"{type(error).__name__}: {error}"
    results.append(fault is None)
    print(f"{'ok' if fault is None else 'not ok'} {len(results)} {name}{' # ' + said if said else ''}", flush=True)
    for line in (fault or "").splitlines()[:20]:
        print(f"# {line}")


def generated(count):
    folder = scratch / f"org{count}"
    if not folder.exists():
        subprocess.run([sys.executable, str(SAMPLE / "generate.py"), str(folder), str(count)], check=True)
    return folder


def review(folder, name, answers, workload="Shop", ident="", team="", date="2026-01-31", framework="tiny.yaml", client="Acme", more=""):
    folder.mkdir(parents=True, exist_ok=True)
    quoted = json.dumps
    workload_map = {"name": workload, **({"id": ident} if ident else {}), **({"team": team} if team else {})}
    text = f"plumbline: review/1\nframework: {framework}\nclient: {{name: {quoted(client)}}}\nworkload: {quoted(workload_map)}\ndate: {date}\n{more}answers:\n"
    text += "".join(f"  {question}: {quoted(answer)}\n" for question, answer in answers.items()) or "  {}\n"
    path = folder / f"{name}.yaml"
    path.write_text(text.replace("answers:\n  {}\n", "answers: {}\n"))
    return path


TINY = """plumbline: framework/1
id: tiny
version: '{version}'
title: Tiny Lens
language: en
pillars:
  - id: care
    code: CARE
    title: Care
    questions:
      - id: one
        number: CARE 1
        title: Do you take care of it?
        choices:
          - {{id: a, title: Keep a list, risk: high, effort: low}}
          - {{id: b, title: Look at it, risk: medium, effort: medium, after: [a]}}
          - {{id: none, title: None of these, none: true}}
        rules:
          - {{when: a && b, risk: none}}
          - {{when: a, risk: medium}}
          - {{when: default, risk: high}}
      - id: two
        number: CARE 2
        title: Would anybody notice?
        choices:
          - {{id: c, title: Set an alarm, risk: high, effort: high}}
          - {{id: none, title: None of these, none: true}}
        rules:
          - {{when: c, risk: none}}
          - {{when: default, risk: {two}}}
"""


def tiny(folder, name="tiny.yaml", version="1", two="high"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(TINY.format(version=version, two=two))
    return folder


# ---- A count of our own ----

LEVELS, POINTS = {"high": 3, "medium": 2, "low": 1, None: 2}, {"low": 1, "medium": 3, "high": 8, None: 3}
WAVES = ["now", "next", "later"]


def load(path):
    return yaml.load(pathlib.Path(path).read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def framework_of(path):
    """Question id -> [(practice, level, effort, after)]."""
    found = {}
    for pillar in load(path)["pillars"]:
        for question in pillar["questions"]:
            found[question["id"]] = [(c["id"], c.get("risk"), c.get("effort"), c.get("after", [])) for c in question["choices"] if not c.get("none")]
    return found


def assessed(reviews):
    """What `plumbline assess` says of each review, with the workload as YAML has it; only the latest of each stands."""
    listed = json.loads(run("assess", "--to", "json", *reviews).stdout)
    latest = {}
    for entry in listed:
        raw = load(entry["file"])
        workload, date = raw["workload"], str(raw["date"])
        assert len(entry["frameworks"]) == 1
        key = (raw["client"]["name"], workload.get("unit"), workload.get("team"), workload.get("environment"), workload.get("id", workload["name"]))
        if key not in latest or date > latest[key][0]:
            latest[key] = (date, workload, entry["frameworks"][0], entry["file"])
    return list(latest.values())


def horizon(risk, level, effort):
    if level == "low":
        return 2
    if risk == "high":
        return 1 if effort == "high" else 0
    return 1 if effort == "low" else 2


def our_gaps(columns, framework):
    gaps = {}
    for question, practices in framework.items():
        for practice, level, effort, _ in practices:
            places = collections.defaultdict(list)
            waves = []
            for number, column in columns.items():
                answer = column[question]
                if answer["risk"] in ("unanswered", "not_applicable"):
                    places["silent"].append(number)
                elif practice in answer["selected"]:
                    places["teachers"].append(number)
                elif practice not in answer["missing"]:
                    places["silent"].append(number)
                elif answer["risk"] in ("high", "medium"):
                    places[answer["risk"]].append(number)
                    waves.append(horizon(answer["risk"], level, effort))
                else:
                    places["harmless"].append(number)
            if not waves:
                continue
            weight = (3 * len(places["high"]) + len(places["medium"])) * LEVELS[level] * 24 // POINTS[effort]
            gaps[question, practice] = {"places": places, "weight": weight, "wave": sorted(waves)[(len(waves) - 1) // 2]}
    return gaps


def bring_forward(gaps, framework):
    """A practice is never in a later wave than one that comes after it, where one workload lacks both."""
    owner = collections.defaultdict(list)
    for question, practices in framework.items():
        for practice, *_ in practices:
            owner[practice].append(question)
    moved = True
    while moved:
        moved = False
        for question, practices in framework.items():
            for practice, _, _, after in practices:
                for before in after:
                    where = (question, before) if question in owner[before] else (owner[before][0], before) if "/" not in before else tuple(before.split("/"))
                    if (question, practice) not in gaps or where not in gaps:
                        continue
                    one, other = gaps[question, practice], gaps[where]
                    shared = set(one["places"]["high"] + one["places"]["medium"]) & set(other["places"]["high"] + other["places"]["medium"])
                    if shared and other["wave"] > one["wave"]:
                        other["wave"] = one["wave"]
                        moved = True


def our_outliers(columns, shares):
    """Shares in hundredths of a percent, half up; the median of two in the middle half up."""
    def median(numbers):
        numbers = sorted(numbers)
        return (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2] + 1) // 2
    if len(shares) < 5:
        return {}
    middle = median(shares.values())
    typical = median([abs(share - middle) for share in shares.values()])
    return {number: share for number, share in shares.items() if abs(share - middle) >= 1000 and abs(share - middle) > 3 * typical}


def half_up(hits, of):
    return int(Fraction(hits * 10000, of) + Fraction(1, 2))


def agree(folder):
    reviews = sorted(folder.glob("*.yaml"))
    portfolio = data(*reviews)
    stands = assessed(reviews)
    assert len(portfolio["workloads"]) == len(stands)
    number_of = {(w["name"], w.get("team")): w["number"] for w in portfolio["workloads"]}
    assert len(number_of) == len(stands)
    for index, edition in enumerate(portfolio["editions"], 1):
        ours = {number_of[workload["name"], workload.get("team")]: entry for _, workload, entry, _ in stands if entry["id"] == edition["framework"] and entry["version"] == edition["version"]}
        assert sorted(ours) == [column["workload"] for column in edition["workloads"]]
        columns = {number: {q["id"]: q for q in entry["questions"]} for number, entry in sorted(ours.items())}
        path = next(ROOT / p for p in ("samples/frameworks/aws-well-architected.yaml", "samples/benchmark/framework-2019.yaml")
                    if f"id: {edition['framework']}\n" in (ROOT / p).read_text())
        check_edition(portfolio, index, edition, columns, framework_of(path))
    return f"{len(stands)} workloads, {len(portfolio['gaps'])} gaps, {len(portfolio['outliers'])} outliers, {len(portfolio['alone'])} alone"


def check_edition(portfolio, index, edition, columns, framework):
    shares = {"practices": {}, "high_risk": {}}
    total = collections.Counter()
    for column in edition["workloads"]:
        answers = columns[column["workload"]]
        assert column["risks"] == [answers[question]["risk"] for question in edition["questions"]], "the matrix of questions"
        counts = collections.Counter(column["risks"])
        assert all(column["counts"][risk] == counts[risk] for risk in column["counts"])
        total += counts
        said = [a for a in answers.values() if a["risk"] in ("high", "medium", "none", "unmatched")]
        hits, of = sum(len(a["selected"]) for a in said), sum(len(a["selected"]) + len(a["missing"]) for a in said)
        assert (column["practices_in_place"], column["practices"]) == (hits, of), "practices in place"
        if 2 * len(said) >= len(answers) - counts["not_applicable"]:
            shares["practices"][column["workload"]] = half_up(hits, of)
            shares["high_risk"][column["workload"]] = half_up(counts["high"], len(said))
    assert all(edition["counts"][risk] == total[risk] for risk in edition["counts"])
    gaps = our_gaps(columns, framework)
    bring_forward(gaps, framework)
    theirs = {(gap["question"], gap["practice"]): gap for gap in portfolio["gaps"] if gap["edition"] == index}
    assert set(gaps) == set(theirs)
    for key, gap in gaps.items():
        other, places = theirs[key], gap["places"]
        assert other["missing_at"] == places["high"] + places["medium"] and other["high"] == len(places["high"]), key
        assert sorted(other["teachers"]) == places["teachers"] and other["harmless"] == len(places["harmless"]) and other["silent"] == len(places["silent"]), key
        assert other["weight"] == gap["weight"], (key, other["weight"], gap["weight"])
        assert other["wave"] == WAVES[gap["wave"]], (key, other["wave"], gap["wave"])
        quality = [(columns[n][key[0]]["risk"] != "none", -Fraction(*practices(edition, n))) for n in other["teachers"]]
        assert quality == sorted(quality), "teachers: the best first"
    order = [(-g["weight"], -len(g["missing_at"]), -g["high"]) for g in portfolio["gaps"]]
    assert order == sorted(order)
    for measure, found in shares.items():
        assert our_outliers(columns, found) == {o["workload"]: o["share"] for o in portfolio["outliers"] if o["edition"] == index and o["measure"] == measure}, measure
    alone = {}
    for question in edition["questions"]:
        risks = {n: column[question]["risk"] for n, column in columns.items() if column[question]["risk"] not in ("unanswered", "not_applicable")}
        if len(risks) >= 5 and sorted(risks.values()) == ["high"] + ["none"] * (len(risks) - 1):
            alone[question] = next(n for n, risk in risks.items() if risk == "high")
    assert alone == {a["question"]: a["workload"] for a in portfolio["alone"] if a["edition"] == index}


def practices(edition, number):
    column = next(column for column in edition["workloads"] if column["workload"] == number)
    return column["practices_in_place"], column["practices"]


# ---- What must hold of any portfolio ----

def sample_is_generated():
    folder = generated(12)
    for path in sorted(folder.glob("*.yaml")):
        fixed = re.sub(r"framework: .*/(\w+)/([\w.-]+)", r"framework: ../../\1/\2", path.read_text())
        assert fixed == (SAMPLE / "reviews" / path.name).read_text(), f"{path.name} is not what generate.py writes"
    assert sorted(p.name for p in folder.iterdir()) == sorted(p.name for p in (SAMPLE / "reviews").iterdir())


def sixty_are_rendered():
    folder, out = generated(60), scratch / "sixty"
    start = time.monotonic()
    done = run("portfolio", folder, "--to", "pdf,html,docx,csv,json", "-o", out)
    took = time.monotonic() - start
    assert done.returncode == 0 and not done.stderr, done.stderr.decode()
    assert took < 60, f"{took:.1f} s"
    pdf = next(out.glob("*.pdf"))
    checked = subprocess.run([str(PDFCHECK), str(pdf)], capture_output=True)
    assert checked.returncode == 0, (checked.stdout + checked.stderr).decode()[:2000]
    return f"five formats in {took:.1f} s"


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.targets, self.stack, self.text = [], [], [], []

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.ids += [named["id"]] if "id" in named else []
        self.targets += [named["href"][1:]] if named.get("href", "").startswith("#") else []

    def handle_data(self, words):
        self.text.append(words)


def page_of(*reviews):
    page = Page()
    page.feed(made("html", *reviews).decode())
    page.words = " ".join("".join(page.text).split())
    return page


def html_of_sixty():
    page = page_of(generated(60))
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    assert set(page.targets) <= set(page.ids), sorted(set(page.targets) - set(page.ids))[:5]
    assert all(f"workload-{n}" in page.ids for n in range(1, 61))
    first = page.words.index("Three things to do first")
    assert first - page.words.index("This document sets 60 workloads") < 600, "the three things stand right at the start"


def order_does_not_matter():
    reviews = sorted(generated(12).glob("*.yaml"))
    shuffled = list(reviews)
    random.Random(7).shuffle(shuffled)
    for form in ("json", "csv", "html", "pdf"):
        assert made(form, *reviews) == made(form, *shuffled), form
    assert made("json", *reviews) == made("json", *reviews, reviews[0]), "a file named twice counts once"
    out = scratch / "workers"
    for jobs in (1, 4):
        run("portfolio", "-j", jobs, "--to", "pdf,html", "-o", out / str(jobs), *reviews)
    for path in (out / "1").iterdir():
        assert path.read_bytes() == (out / "4" / path.name).read_bytes(), path.name


def one_review_only():
    folder = tiny(scratch / "single")
    path = review(folder, "a", {"one": {"selected": ["a"]}})
    found = data(path)
    assert len(found["workloads"]) == 1 and {g["practice"] for g in found["gaps"]} == {"b"}
    words = page_of(path).words
    assert "the one workload of Acme" in words and "Compared" not in words and "1 workloads" not in words


def twice_reviewed():
    folder = tiny(scratch / "twice")
    reviews = [review(folder, "early", {"one": {"none": True}}, ident="shop", date="2025-01-31"),
               review(folder, "late", {"one": {"selected": ["a", "b"]}}, ident="shop", workload="Web shop", date="2026-01-31"),
               review(folder, "other", {"one": {"selected": ["a"]}}, workload="Ledger")]
    found = data(*reviews)
    assert [(w["name"], w["set_aside"]) for w in found["workloads"]] == [("Ledger", 0), ("Web shop", 1)]
    assert found["editions"][0]["workloads"][1]["risks"][0] == "none", "the latest stands"
    words = page_of(*reviews).words
    assert "Reviewed more than once" in words and "Web shop, 31 January 2025" in words
    same = review(folder, "same-day", {"one": {"none": True}}, ident="shop", date="2026-01-31")
    done = run("portfolio", "--to", "json", "-o", "-", *reviews, same)
    assert done.returncode == 0 and b"[PORTFOLIO_SAME_DAY]" in done.stderr


def different_frameworks_of_one_workload():
    """The latest review against each framework stands, even if a later one asks something else."""
    folder = tiny(scratch / "two")
    (folder / "other.yaml").write_text(TINY.format(version="1", two="high").replace("id: tiny", "id: other").replace("Tiny", "Other"))
    reviews = [review(folder, "a", {"one": {"none": True}}, date="2025-01-31"), review(folder, "b", {"two": {"selected": ["c"]}}, date="2026-01-31", framework="other.yaml")]
    found = data(*reviews)
    assert len(found["workloads"]) == 1 and found["workloads"][0]["set_aside"] == 0 and [e["framework"] for e in found["editions"]] == ["other", "tiny"]


def mixed_versions():
    folder = tiny(tiny(scratch / "mixed"), "newer.yaml", version="2")
    tiny(folder, "changed.yaml", version="2", two="medium")
    reviews = [review(folder, f"old{n}", {"one": {"none": True}, "two": {"none": True}}, workload=f"Old {n}") for n in range(3)]
    reviews += [review(folder, f"new{n}", {"one": {"none": True}, "two": {"none": True}}, workload=f"New {n}", framework="newer.yaml") for n in range(2)]
    reviews += [review(folder, "odd", {"one": {"none": True}, "two": {"none": True}}, workload="Changed", framework="changed.yaml")]
    found = data(*reviews)
    assert [(e["version"], e["copy"], len(e["workloads"])) for e in found["editions"]] == [("1", 1, 3), ("2", 1, 2), ("2", 2, 1)]
    assert [e["counts"]["high"] for e in found["editions"]] == [6, 4, 1], "never added up"
    for gap in found["gaps"]:
        columns = [column["workload"] for column in found["editions"][gap["edition"] - 1]["workloads"]]
        assert set(gap["missing_at"]) <= set(columns)
    page = page_of(*reviews)
    assert "three yardsticks" in page.words and "never added up" in page.words and "Tiny Lens, edition 2 (file 2)" in page.words
    assert not re.search(r"\b11 (of 12|answers at high)", page.words), "a sum over editions"
    assert len({made("html", *order) for order in (reviews, reviews[::-1], reviews[3:] + reviews[:3])}) == 1, "whatever the order"


def answers_to_another_edition():
    folder = tiny(scratch / "lineage", version="2")
    text = (folder / "tiny.yaml").read_text() + "lineage:\n  - {version: '1', from: old-one, to: one, relation: same}\n  - {version: '1', from: old-one/a, to: one/a, relation: same}\n"
    (folder / "tiny.yaml").write_text(text)
    reviews = [review(folder, "new", {"one": {"selected": ["a"]}}), review(folder, "old", {"old-one": {"selected": ["a"]}}, workload="Old", more="framework_version: '1'\n")]
    done = run("portfolio", "--to", "json", "-o", "-", *reviews)
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert [c["mapped"] for c in found["editions"][0]["workloads"]] == [True, False] and len(found["editions"]) == 1
    words = page_of(*reviews).words
    assert "answers to edition 1" in words and "read through the lineage" in words


def same_name_in_two_teams():
    folder = tiny(scratch / "names")
    reviews = [review(folder, "a", {"one": {"none": True}}, workload="API", team="Red"), review(folder, "b", {"one": {"none": True}}, workload="API", team="Blue"),
               review(folder, "c", {"one": {"none": True}}, workload="API")]
    found = data(*reviews)
    assert [(w["name"], w.get("group")) for w in found["workloads"]] == [("API", "Blue"), ("API", "Red"), ("API", None)]
    words = page_of(*reviews).words
    assert "API (Blue)" in words and "API (Red)" in words and "No team stated" in words
    assert [len(g["missing_at"]) for g in found["gaps"]] == [3, 3]


def several_clients():
    folder = tiny(scratch / "clients")
    reviews = [review(folder, "a", {"one": {"none": True}}, client="Acme"), review(folder, "b", {"one": {"none": True}}, client="Bolt")]
    done = run("portfolio", "--to", "html", "-o", "-", *reviews)
    assert done.returncode == 2 and b"[CLI_SEVERAL_CLIENTS]" in done.stderr and done.stdout == b""
    words = page_of(*reviews, "--organisation", "Group").words
    assert "sees the findings of all of them" in words and "Architecture portfolio of Group" in words


HOSTILE = ['<script>alert(1)</script>', '=HYPERLINK("http://x")', '"; DROP TABLE', "{portfolio.title} {@x}", "\u202egnp.exe", "a" * 400, "W\u00f6rk\u2028load & <b>", "-", "'''", "\\", "%s%n", "@SUM(1)"]


def hostile_names():
    folder = tiny(scratch / "hostile")
    reviews = [review(folder, f"h{n}", {"one": {"none": True}}, workload=name, team=HOSTILE[-1 - n]) for n, name in enumerate(HOSTILE)]
    page = made("html", *reviews).decode()
    assert "<script>alert" not in page and "\u202e" not in page and "{portfolio.title}" in page
    for row in csv.reader(io.StringIO(made("csv", *reviews).decode(), newline="")):
        assert not any(cell[:1] in tuple("=+-@\t\r\n") for cell in row if cell), row
    assert [w["name"] for w in data(*reviews)["workloads"]].count("a" * 400) == 1
    out = scratch / "hostile.pdf"
    assert run("portfolio", "-o", out, *reviews).returncode == 0
    checked = subprocess.run([str(PDFCHECK), str(out)], capture_output=True)
    assert checked.returncode == 0, (checked.stdout + checked.stderr).decode()[:2000]


def grouping():
    folder = generated(12)
    for key, count in (("team", 3), ("unit", 3), ("environment", 2), ("owner", 8)):
        found = json.loads(made("json", folder, "--group-by", key))
        assert found["grouped_by"] == key and len({w["group"] for w in found["workloads"]}) == count, key
        for edition in found["editions"]:
            for risk in edition["counts"]:
                assert edition["counts"][risk] == sum(group["counts"][risk] for group in edition["groups"])
    assert run("portfolio", folder, "--group-by", "colour").returncode == 2


def empty_reviews():
    folder = tiny(scratch / "empty")
    reviews = [review(folder, "a", {}), review(folder, "b", {}, workload="Other")]
    assert data(*reviews)["gaps"] == []
    assert "nothing to put on a roadmap" in page_of(*reviews).words


def csv_is_the_roadmap():
    folder = generated(12)
    rows = list(csv.DictReader(io.StringIO(made("csv", folder).decode(), newline="")))
    found = data(folder)
    assert [row["number"] for row in rows] == [str(n + 1) for n in range(len(found["gaps"]))]
    assert [WAVES.index(row["wave"]) for row in rows] == sorted(WAVES.index(row["wave"]) for row in rows)
    by_key = {(g["question"], g["practice"], found["editions"][g["edition"] - 1]["framework"]): g for g in found["gaps"]}
    for row in rows:
        gap = by_key[row["question"], row["practice"], row["framework"]]
        assert int(row["missing"]) == len(gap["missing_at"]) == row["missing_at"].count(";") + 1 and int(row["high"]) == gap["high"]
        assert int(row["missing"]) + int(row["harmless"]) + int(row["silent"]) + int(row["in_place"]) == int(row["workloads"])


def examples():
    """Those of README and of the manual."""
    out = scratch / "examples"
    lines = [line.split("#")[0].split() for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("build/plumbline portfolio")]
    lines += [line.split() for line in (ROOT / "man/plumbline.1").read_text().splitlines() if line.startswith(".Dl $ plumbline portfolio")]
    assert len(lines) >= 3, lines
    for line in lines:
        words = line[line.index("portfolio"):]
        at = words.index("-o") + 1
        words[at] = str(out / words[at].lstrip("./")) + ("/" if words[at].endswith("/") else "")
        (out / "out").mkdir(parents=True, exist_ok=True)
        done = subprocess.run([str(PROGRAM), *words], cwd=ROOT, capture_output=True, env=dict(os.environ, PLUMBLINE_DATA=str(ROOT)))
        assert done.returncode == 0, f"{words}: {done.stderr.decode()}"
    assert sorted(path.name for path in (out / "out").iterdir()) == ["northmoor-rail-portfolio.html", "northmoor-rail-portfolio.pdf", "roadmap.csv"]


def team_and_unit_are_of_the_format():
    path = SAMPLE / "reviews/refunds.yaml"
    back = scratch / "back.yaml"
    assert run("convert", path, "-o", back).returncode == 0
    assert load(back)["workload"]["team"] == "Ticketing" and load(back)["workload"]["unit"] == "Passenger"
    folder = tiny(scratch / "format")
    wrong = folder / "wrong.yaml"
    wrong.write_text(review(folder, "a", {}).read_text().replace('"name": "Shop"', '"name": "Shop", "teem": "x"'))
    done = run("check", wrong)
    assert done.returncode == 1 and b'did you mean "team"' in done.stderr, done.stderr.decode()
    try:
        import jsonschema
    except ImportError:
        return "SKIP python3-jsonschema is not there"
    schema = json.loads((ROOT / "schema/review.schema.json").read_text())
    for sample in (SAMPLE / "reviews").glob("*.yaml"):
        loaded = load(sample)
        loaded["date"] = str(loaded["date"])
        jsonschema.validate(loaded, schema, jsonschema.Draft202012Validator)


test("the sample is what its script writes", sample_is_generated)
test("12 workloads: every number counted again", lambda: agree(SAMPLE / "reviews"))
test("60 workloads: every number counted again", lambda: agree(generated(60)))
test("60 workloads are rendered, and the PDF passes the checker", sixty_are_rendered)
test("60 workloads in HTML: links lead somewhere, the three things come first", html_of_sixty)
test("the order of arguments, repeated files and the number of workers decide nothing", order_does_not_matter)
test("one review only", one_review_only)
test("a workload reviewed twice: the latest stands, and it says so", twice_reviewed)
test("a later review against another framework does not replace an earlier one", different_frameworks_of_one_workload)
test("editions stand apart, are never added up, and it says so", mixed_versions)
test("answers to another edition, read through the lineage, are said to be", answers_to_another_edition)
test("one name in two teams is two workloads", same_name_in_two_teams)
test("several clients only where somebody says so", several_clients)
test("hostile and long names", hostile_names)
test("all ways of grouping", grouping)
test("reviews without answers", empty_reviews)
test("the CSV is the whole roadmap", csv_is_the_roadmap)
test("team and unit: read, written, in the schema", team_and_unit_are_of_the_format)
test("the examples of README and manual", examples)
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
