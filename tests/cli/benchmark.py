"""Benchmarks over the sample and over generated reviews, against counts made here; prints TAP. Usage: benchmark.py PROGRAM ROOT"""
import csv
import io
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLE = ROOT / "samples" / "benchmark"
METRICS = SAMPLE / "metrics.yaml"
OUT = pathlib.Path(tempfile.mkdtemp(prefix="plumbline-benchmark-"))
GENERATED = 2000


def run(*args, status=0, cwd=None):
    environment = dict(os.environ, PLUMBLINE_DATA=str(ROOT), XDG_CACHE_HOME=str(OUT / "cache"))
    made = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, cwd=cwd, env=environment)
    assert made.returncode == status, f"{' '.join(map(str, args))}: status {made.returncode}, not {status}\n{made.stderr.decode()}"
    return made


def benchmark(*args, **how):
    return run("benchmark", *args, "-m", METRICS, **how)


def folder(name):
    return {path.name: path.read_bytes() for path in sorted((OUT / name).iterdir())}


def same(a, b):
    assert sorted(a) == sorted(b), (sorted(a), sorted(b))
    for name in a:
        assert a[name] == b[name], f"{name} differs"


ALL = ("--to", "text,csv,json", "-o")


def published_figures():
    made = benchmark(SAMPLE / "reviews", "--expect", SAMPLE / "expected.csv")
    lines = made.stdout.decode().splitlines()[1:]
    assert len(lines) == 19 and all(" same " in line for line in lines), lines
    wrong = OUT / "wrong.csv"
    wrong.write_text((SAMPLE / "expected.csv").read_text().replace("dr-inadequate,79", "dr-inadequate,80"))
    made = benchmark(SAMPLE / "reviews", "--expect", wrong, status=1)
    assert made.stdout.decode().count("DIFFERS") == 1
    wrong.write_text("metric,published\ndr-inadequat,79\n")
    assert b'did you mean "dr-inadequate"' in benchmark(SAMPLE / "reviews", "--expect", wrong, status=1).stderr


def workers_cache_and_patterns_change_nothing():
    benchmark(SAMPLE / "reviews", *ALL, OUT / "one/", "-j", 1, "--no-cache")
    benchmark(SAMPLE / "reviews", *ALL, OUT / "two/", "-j", 2, "--no-cache")
    benchmark(str(SAMPLE / "reviews" / "*.yaml"), *ALL, OUT / "pattern/", "-j", 2, "--no-cache")
    shutil.rmtree(OUT / "cache", ignore_errors=True)
    benchmark(SAMPLE / "reviews", *ALL, OUT / "cold/")
    benchmark(SAMPLE / "reviews", *ALL, OUT / "warm/")
    for name in ("two", "pattern", "cold", "warm"):
        same(folder("one"), folder(name))


def copy_of_sample(name):
    place = OUT / name
    shutil.copytree(SAMPLE / "reviews", place / "reviews")
    shutil.copy(SAMPLE / "framework-2019.yaml", place)
    return place / "reviews"


def counted(place, **how):
    return json.loads(benchmark(place, "--to", "json", **how).stdout)


def whole(statistics, metric):
    return next(m for m in statistics["metrics"] if m["id"] == metric)["figures"][0]["counts"]


def the_cache_sees_every_change():
    place = copy_of_sample("changing")
    before = counted(place)
    # a changed file, a deleted one, a new one
    first = place / "001.yaml"
    first.write_text(first.read_text().replace("rel-9: {selected: [objectives]}", "rel-9: {selected: [objectives, strategy, tested]}"))
    (place / "005.yaml").unlink()
    (place / "new.yaml").write_text((place / "006.yaml").read_text().replace("006", "906"))
    warm = counted(place)
    # what is deleted leaves the cache; the copy of the sample has a folder of its own there
    kept = [path.read_bytes() for path in (OUT / "cache" / "plumbline" / "reviews").iterdir()]
    assert [b"005.yaml" in one for one in kept if b"new.yaml" in one] == [False]
    shutil.rmtree(OUT / "cache")
    assert warm == counted(place)
    assert warm != before
    # a changed framework: no rows of the old one may count
    framework = place.parent / "framework-2019.yaml"
    text = framework.read_text()
    changed = re.sub(r"(id: rel-8\n(?:.*\n)*?        rules:\n)(?:          - .*\n)+", r"\1          - {when: default, risk: none}\n", text)
    assert changed != text
    framework.write_text(changed)
    assert whole(counted(place), "resilience-testing")["k"] == 0
    framework.write_text(text)
    assert counted(place) == warm


def a_damaged_cache_does_no_harm():
    place = copy_of_sample("damaged")
    right = counted(place)
    files = list((OUT / "cache" / "plumbline" / "reviews").iterdir())
    assert files and all(path.stat().st_mode & 0o077 == 0 for path in files)
    for path in files:
        data = bytearray(path.read_bytes())
        for i in range(1000, len(data), 5000):
            data[i] ^= 0x55
        path.write_bytes(data[:-100] + b"torn")
    assert counted(place) == right
    assert counted(place) == right
    # two runs at once
    shutil.rmtree(OUT / "cache")
    environment = dict(os.environ, PLUMBLINE_DATA=str(ROOT), XDG_CACHE_HOME=str(OUT / "cache"))
    args = [PROGRAM, "benchmark", str(place), "-m", str(METRICS), "--to", "json"]
    both = [subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) for _ in range(2)]
    assert all(json.loads(one.communicate()[0]) == right for one in both)
    assert counted(place) == right


def partials_in_any_order_give_the_whole():
    paths = sorted((SAMPLE / "reviews").glob("*.yaml"))
    for number in range(3):
        benchmark(*paths[number::3], "--partial", OUT / f"part-{number}")
    benchmark(SAMPLE / "reviews", *ALL, OUT / "at-once/")
    for number, order in enumerate(([0, 1, 2], [2, 0, 1], [1, 2, 0])):
        run("merge", *[OUT / f"part-{i}" for i in order], "-m", METRICS, *ALL, OUT / f"merged-{number}/")
        same(folder("at-once"), folder(f"merged-{number}"))
    bad = OUT / "bad-part"
    data = bytearray((OUT / "part-0").read_bytes())
    data[len(data) // 2] ^= 1
    bad.write_bytes(data)
    assert b"PARTIAL_DAMAGED" in run("merge", bad, "-m", METRICS, status=1).stderr


def unusable_reviews_are_listed_or_stop():
    place = copy_of_sample("faulty")
    broken = place / "003.yaml"
    broken.write_text("plumbline: review/1\nfoo: [\n")
    unknown = place / "002.yaml"
    unknown.write_text(unknown.read_text().replace("ops-1:", "ops-99:"))
    statistics = counted(place)
    files = {pathlib.Path(one["file"]).name: one["reason"] for one in statistics["reviews"]["unreadable_files"]}
    assert sorted(files) == ["002.yaml", "003.yaml"] and "ops-99" in files["002.yaml"], files
    assert statistics["reviews"]["found"] == 172 and statistics["reviews"]["unreadable"] == 2
    assert counted(place) == statistics
    made = benchmark(place, "--strict", status=1)
    assert b"2 of 172" in made.stderr and made.stdout == b""


def publishing_fails_closed_and_can_be_repeated():
    key, ledger = OUT / "key.yaml", OUT / "ledger"
    key.write_text("plumbline: secrets/1\nkey: %s\n" % ("5a" * 32))
    release = ("--publish", "--ledger", ledger, "--ledger-key", key)
    made = benchmark(SAMPLE / "reviews", "--publish", *ALL, OUT / "refused/", status=1)
    assert b"PUBLISH_NO_LEDGER" in made.stderr and not (OUT / "refused").exists()
    benchmark(SAMPLE / "reviews", *release, *ALL, OUT / "release/")
    kept = ledger.read_bytes()
    benchmark(SAMPLE / "reviews", *release, *ALL, OUT / "again/")
    same(folder("release"), folder("again"))
    assert ledger.read_bytes() == kept
    text = b"".join(folder("release").values()).decode()
    assert "Synthetic client" not in text and ".yaml" not in text and '"counts"' not in text and '"questions"' not in text
    benchmark(SAMPLE / "reviews", *release, "--where", "ctx.size != micro", *ALL, OUT / "other/", status=1)
    assert not (OUT / "other").exists() and ledger.read_bytes() == kept


def the_table_is_as_its_package_says():
    benchmark(SAMPLE / "reviews", *ALL, OUT / "table/")
    package = json.loads((OUT / "table" / "datapackage.json").read_text())
    resource = package["resources"][0]
    data = (OUT / "table" / resource["path"]).read_bytes()
    assert resource["bytes"] == len(data)
    missing = {one["value"] for one in resource["schema"]["missingValues"]}
    fields = resource["schema"]["fields"]
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert list(rows[0]) == [field["name"] for field in fields]
    for row in rows:
        assert None not in row and None not in row.values()
        for field in fields:
            value = row[field["name"]]
            if field["type"] != "string" and value not in missing:
                (int if field["type"] == "integer" else float)(value)
    one = next(row for row in rows if row["metric"] == "dr-inadequate" and not row["segment"] and not row["period"])
    assert (one["k"], one["n"], one["share"], one["excluded"]) == ("118", "150", "0.79", "8"), one


# ---- Counts of every question and choice of generated reviews, by another program ----

def rule_holds(text, chosen):
    code = re.sub(r"[A-Za-z][\w-]*", lambda match: str(match.group() in chosen), text)
    return text == "default" or eval(code.replace("&&", " and ").replace("||", " or ").replace("!", " not "))


def generate(place, questions):
    chance = random.Random(7)
    place.mkdir(parents=True)
    for number in range(GENERATED):
        answers = {}
        for question in questions:
            practices = [choice["id"] for choice in question["choices"] if choice.get("none") != "true"]
            picked, dice = [one for one in practices if chance.random() < 0.5], chance.random()
            if dice < 0.1:
                continue
            answer = {"applicable": False} if dice < 0.15 else {"none": True} if dice < 0.25 else {"selected": picked} if picked else {}
            if "selected" in answer and question["id"].startswith("cost") and len(picked) < len(practices) and chance.random() < 0.3:
                answer["not_applicable"] = [next(one for one in practices if one not in picked)]
            if answer:
                answers[question["id"]] = answer
        review = {"plumbline": "review/1", "framework": str(SAMPLE / "framework-2019.yaml"), "client": {"name": f"Client {number // 2}"},
                  "workload": {"id": f"w-{number}", "name": f"Workload {number}"}, "date": f"2019-{1 + number % 12:02}-{1 + number % 28:02}", "answers": answers}
        path = place / f"{number:05}.{'json' if number % 4 else 'yaml'}"
        path.write_text(json.dumps(review) if number % 4 else yaml.safe_dump(review, sort_keys=False))


def count(place, questions):
    tally = {question["id"]: {"answered": 0, "not_applicable": 0, "nothing": 0, "high": 0, "medium": 0, "none": 0} for question in questions}
    choices = {(question["id"], choice["id"]): {"chosen": 0, "not_applicable": 0}
               for question in questions for choice in question["choices"] if choice.get("none") != "true"}
    for path in place.iterdir():
        review = json.loads(path.read_text()) if path.suffix == ".json" else yaml.load(path.read_text(), yaml.BaseLoader)
        for question in questions:
            answer = review["answers"].get(question["id"])
            if answer is None:
                continue
            name, selected = question["id"], answer.get("selected", [])
            if str(answer.get("applicable", "")).lower() == "false":
                tally[name]["not_applicable"] += 1
                for choice in question["choices"]:
                    if (name, choice["id"]) in choices:
                        choices[name, choice["id"]]["not_applicable"] += 1
                continue
            tally[name]["answered"] += 1
            tally[name]["nothing"] += not selected
            for choice in selected:
                choices[name, choice]["chosen"] += 1
            for choice in answer.get("not_applicable", []):
                choices[name, choice]["not_applicable"] += 1
            if not name.startswith("cost"):
                tally[name][next(rule["risk"] for rule in question["rules"] if rule_holds(rule["when"], set(selected)))] += 1
    return tally, choices


def counts_of_every_question_and_choice():
    framework = yaml.load((SAMPLE / "framework-2019.yaml").read_text(), yaml.BaseLoader)
    questions = [question for pillar in framework["pillars"] for question in pillar["questions"]]
    place, metrics = OUT / "generated", OUT / "all.yaml"
    generate(place, questions)
    metrics.write_text("plumbline: metrics/1\nframework: aws-wa\npopulation: {unit: review, select: each}\n"
                       "metrics: [{id: any, title: Any, count: none(rel-9), direction: bad}]\n")
    statistics = json.loads(run("benchmark", place, "-m", metrics, "--to", "json").stdout)
    assert statistics["reviews"]["taken"] == GENERATED, statistics["reviews"]
    tally, choices = count(place, questions)
    for question in statistics["questions"]:
        for key, number in tally[question["id"]].items():
            if not question["id"].startswith("cost") or key not in ("high", "medium", "none"):
                assert question[key] == number, (question, key, number)
    for choice in statistics["choices"]:
        for key, number in choices[choice["question"], choice["id"]].items():
            assert choice[key] == number, (choice, key, number)
        assert choice["asked"] == GENERATED
    assert len(statistics["questions"]) == len(tally) and len(statistics["choices"]) == len(choices)
    assert json.loads(run("benchmark", place, "-m", metrics, "--to", "json", "-j", 1).stdout) == statistics


def figures(page, needle):
    """What the captions of an HTML page say, and the data tables of those with the needle."""
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", page)
    tables = [part.split("</figure>")[0] for part in page.split("<figure")[1:] if needle in part.split("</figcaption>")[0]]
    return captions, [re.findall(r'<th scope="row">(.*?)</th><td class="end">(.*?)</td>', table) for table in tables]


def a_radar_only_on_request_and_below_the_bars():
    """Once, with the high risks that the bars show; three pillars make one, two do not."""
    without = benchmark(SAMPLE / "reviews", "--to", "html", "-o", "-").stdout.decode()
    asked = benchmark(SAMPLE / "reviews", "--to", "html", "-o", "-", "--radar").stdout.decode()
    assert "around a circle" not in without
    captions, tables = figures(asked, "around a circle")
    at = next(i for i, caption in enumerate(captions) if "around a circle" in caption)
    assert captions[at - 1].startswith("Answers by risk in each pillar") and len(tables) == 1, captions
    assert [caption for i, caption in enumerate(captions) if i != at] == figures(without, "-")[0]
    bars = figures(without, "Answers by risk in each pillar")[1][0]
    assert len(bars) == 5 and [(name, share + "%") for name, share in bars] == tables[0], (bars, tables)
    assert run("assess", "--radar", SAMPLE / "framework-2019.yaml", status=2).stderr


TESTS = [a_radar_only_on_request_and_below_the_bars, published_figures, workers_cache_and_patterns_change_nothing, the_cache_sees_every_change, a_damaged_cache_does_no_harm,
         partials_in_any_order_give_the_whole, unusable_reviews_are_listed_or_stop, publishing_fails_closed_and_can_be_repeated,
         the_table_is_as_its_package_says, counts_of_every_question_and_choice]

print(f"1..{len(TESTS)}")
failed = 0
try:
    for number, test in enumerate(TESTS, 1):
        try:
            test()
            print(f"ok {number} {test.__name__}")
        except (AssertionError, OSError, ValueError, KeyError, StopIteration) as error:
            failed += 1
            print(f"not ok {number} {test.__name__}")
            for line in str(error).splitlines()[:20] or [repr(error)]:
                print(f"# {line}")
        sys.stdout.flush()
finally:
    shutil.rmtree(OUT)
sys.exit(failed > 0)
