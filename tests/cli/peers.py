"""One client among its peers, against counts made here; prints TAP. Usage: peers.py PROGRAM ROOT

The risks of single reviews are taken from `plumbline assess` (or made here); who is counted, places, percentiles, limits and bins are worked out again.
"""
import html
import json
import math
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

try:
    import jsonschema
except ImportError:
    jsonschema = None

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLE = ROOT / "samples" / "benchmark"
OUT = pathlib.Path(tempfile.mkdtemp(prefix="plumbline-peers-"))
Z = 1.959963984540054
LEAST, SIDE = 10, 3


def run(*args, status=0):
    environment = dict(os.environ, PLUMBLINE_DATA=str(ROOT), XDG_CACHE_HOME=str(OUT / "cache"))
    made = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, env=environment)
    assert made.returncode == status, f"{' '.join(map(str, args))}: status {made.returncode}, not {status}\n{made.stderr.decode()}"
    return made


# ---- What a report says

def words(text):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


class Report:
    def __init__(self, review, *args, status=0):
        self.text = run("report", review, *args, "--to", "html", "-o", "-", status=status).stdout.decode()
        found = re.search(r'<section id="peers".*?(?=<section id="1-|<section id="roadmap)', self.text, re.S)
        self.section = found.group(0) if found else ""
        self.words = words(self.section)

    def table(self, caption):
        found = re.search(r'<caption[^>]*>' + caption + r'</caption>.*?<tbody>(.*?)</tbody>', self.section, re.S)
        rows = re.findall(r"<tr>(.*?)</tr>", found.group(1), re.S) if found else []
        return [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in rows]

    def places(self):
        return {row[0]: row[1:] for row in self.table("Your place in each pillar")}

    def common(self):
        return {row[0]: row[2] + ("" if row[3] == "not told" else f", or {row[3]}") for row in self.table("Risks of yours, the most common first")}

    def bins(self):
        """Per pillar: ranges and counts, as the data of the chart have them."""
        found = re.search(r'<details class="data">.*?</details>', self.section, re.S).group(0)
        made = {}
        for body in re.findall(r"<tbody>(.*?)</tbody>", found, re.S):
            rows = [[words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)] for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)]
            made[rows[0][0]] = [(row[0], row[1]) for row in rows[1:]]
        return made


# ---- What it should say

def wilson(k, n):
    centre, half = (k + Z * Z / 2) / (n + Z * Z), Z / (n + Z * Z) * math.sqrt(k * (n - k) / n + Z * Z / 4)
    return (0 if k == 0 else centre - half), (1 if k == n else centre + half)


def outward(low, high):
    return math.floor(100 * low + 1e-12), math.ceil(100 * high - 1e-12)


def percent(k, n):
    return (200 * k + n) // (2 * n)


def placing(own, peers):
    """own: risk by question; peers: for each client a list of reviews, each risk by question. The cells of a row, or None for too few."""
    worse = level = better = high = 0
    known = [question for question, risk in own.items() if risk in RISKS]
    for reviews in peers:
        theirs = mine = common = 0
        for review in reviews:
            for question in known:
                if review.get(question) in RISKS:
                    common += 1
                    theirs += review[question] == "high"
                    mine += own[question] == "high"
        if common == 0 or 2 * common < len(known) * len(reviews):
            continue
        worse, level, better = worse + (theirs > mine), level + (theirs == mine), better + (theirs < mine)
    high = sum(own[question] == "high" for question in known)
    return tell(high, len(known), worse, level, better)


def limit(count, of, certain):
    if count == 0 and certain:
        return "0", True
    if count < SIDE:
        return f"fewer than {SIDE}", False
    return (f"more than {of - SIDE}", False) if of - count < SIDE else (str(count), True)


def tell(high, asked, worse, level, better):
    of = worse + level + better
    if of < LEAST:
        return None
    (more, a), (fewer, b) = limit(worse, of, high == asked), limit(better, of, high == 0)
    same = "not told"
    if a and b and (level == 0 or level >= SIDE):
        same = str(level)
    elif a and b:
        fewer, b = "not told", False
    rank = worse + level / 2
    place = "below the middle" if 3 * rank < of else "above the middle" if 3 * rank > 2 * of else "around the middle"
    if of >= 30 and a and b:
        low, high_limit = outward(*wilson(rank, of))
        shown = min(max(math.floor(100 * rank / of + 0.5), 1), 99)
        place = f"{shown} ({max(low, 1)} to {min(high_limit, 99)})"
    return [f"{high} of {asked}", f"{more} of {of}", same, fewer, place]


RISKS = ("high", "medium", "none")


def share(hits, of):
    if of < LEAST:
        return None
    if hits < SIDE:
        return f"fewer than {SIDE} of {of}"
    if of - hits < SIDE:
        return f"more than {of - SIDE} of {of}"
    low, high = outward(*wilson(hits, of))
    return f"{hits} of {of}, or {percent(hits, of)}% ({low} to {high})"


def shares(own, peers, numbers):
    """For clients with one review each."""
    made = {}
    for question, risk in own.items():
        if risk not in ("high", "medium"):
            continue
        known = [reviews[0][question] for reviews in peers if reviews[0].get(question) in RISKS]
        told = share(sum(one == "high" or (risk == "medium" and one == "medium") for one in known), len(known))
        if told is not None:
            made[numbers[question]] = told
    return made


# ---- The sample

def sample():
    framework = yaml.safe_load((SAMPLE / "framework-2019.yaml").read_text())
    pillars = {pillar["id"]: pillar for pillar in framework["pillars"]}
    numbers = {question["id"]: f"{question['number']} {question['short']}" for pillar in framework["pillars"] for question in pillar["questions"]}
    made = json.loads(run("assess", *sorted((SAMPLE / "reviews").glob("*.yaml")), SAMPLE / "client.yaml", "--to", "json").stdout)
    reviews = []
    for one in made:
        source = yaml.safe_load(pathlib.Path(one["file"]).read_text())
        reviews.append({"file": one["file"], "client": one["client"], "workload": source["workload"]["id"], "date": one["date"],
                        "context": {key: "no" if value is False else value for key, value in source.get("context", {}).items()},
                        "risks": {question["id"]: question["risk"] for question in one["frameworks"][0]["questions"]}})
    return pillars, numbers, reviews


def population(reviews, publish_only, dated):
    """One review for each workload, by client; as metrics.yaml of the sample says, or everybody that did not refuse."""
    word, clients = {}, {}
    for review in sorted(reviews, key=lambda one: one["date"]):
        word[review["client"]] = review["context"].get("benchmark", word.get(review["client"], "internal"))
    for review in sorted(reviews, key=lambda one: one["date"]):
        refused = word[review["client"]] == "no" or (publish_only and review["context"].get("benchmark") != "publish")
        if not refused and (not dated or "2018-04-01" <= review["date"] <= "2020-01-31"):
            clients.setdefault(review["client"], {})[review["workload"]] = review
    return clients


def expected(pillars, numbers, own, clients, size):
    everybody = [[review["risks"] for review in workloads.values()] for client, workloads in clients.items() if client != own["client"]]
    group = [[review["risks"] for review in workloads.values() if review["context"].get("size") == size]
             for client, workloads in clients.items() if client != own["client"]]
    group = [reviews for reviews in group if reviews]

    def places(peers):
        return {pillar["title"]: placing({question["id"]: own["risks"][question["id"]] for question in pillar["questions"]}, peers)
                for pillar in pillars.values()}

    told, whole = places(group), places(everybody)
    used = told if len(group) >= LEAST and all(told[title] for title in whole if whole[title]) else whole
    return {title: cells for title, cells in used.items() if cells}, shares(own["risks"], everybody, numbers), len(everybody), len(group)


def places_and_shares_of_the_sample():
    pillars, numbers, reviews = sample()
    client = [one for one in reviews if one["file"].endswith("client.yaml")]
    others = [one for one in reviews if one not in client]
    clients = population(others, True, True)
    assert len(clients) == 150
    for own in client + [clients[name][next(iter(clients[name]))] for name in sorted(clients)[::29]]:
        size = own["context"]["size"]
        places, common, count, group = expected(pillars, numbers, own, clients, size)
        report = Report(own["file"], "--benchmark", SAMPLE / "reviews", "-m", SAMPLE / "metrics.yaml")
        assert f"beside those of {count} other teams reviewed" in report.words, report.words[:300]
        assert (f"among the {group} of them that are" in report.words) == (group >= LEAST), report.words[:900]
        assert report.places() == places, (own["file"], report.places(), places)
        assert report.common() == common, (report.common(), common)


def without_metrics_all_that_did_not_refuse_count():
    pillars, numbers, reviews = sample()
    own = [one for one in reviews if one["file"].endswith("client.yaml")][0]
    clients = population([one for one in reviews if one is not own], False, False)
    report = Report(own["file"], "--benchmark", SAMPLE / "reviews", "--by", "ctx.size")
    places, common, count, _ = expected(pillars, numbers, own, clients, own["context"]["size"])
    assert count > 150 and f"beside those of {count} other clients" in report.words, report.words[:300]
    assert report.places() == places and report.common() == common


# ---- Made corpora

FRAMEWORK = """plumbline: framework/1
id: small
version: "{version}"
title: A small framework
language: en
{lineage}pillars:
"""


def framework(path, version="1", lineage="", prefix="q", questions=(8, 4)):
    text = FRAMEWORK.format(version=version, lineage=lineage)
    for pillar, count in zip("ab", questions):
        text += f"  - id: {pillar}\n    title: Pillar {pillar.upper()}\n    questions:\n"
        for number in range(1, count + 1):
            text += (f"      - id: {prefix}{pillar}{number}\n        number: {pillar.upper()} {number}\n        title: Question {pillar}{number}?\n"
                     "        choices:\n          - {id: one, title: One practice, risk: high}\n          - {id: two, title: Two practices, risk: medium}\n"
                     "          - {id: none, title: None of these, none: true}\n"
                     "        rules:\n          - {when: '!one', risk: high}\n          - {when: '!two', risk: medium}\n          - {when: default, risk: none}\n")
    path.write_text(text)


def questions(prefix="q", counts=(8, 4)):
    return [f"{prefix}{pillar}{number}" for pillar, count in zip("ab", counts) for number in range(1, count + 1)]


ANSWERS = {"high": {"selected": ["two"]}, "medium": {"selected": ["one"]}, "none": {"selected": ["one", "two"]}}


def review(path, client, risks, workload="w", date="2024-05-01", context=None, frame="framework.yaml"):
    made = {"plumbline": "review/1", "framework": frame, "client": {"name": client}, "workload": {"id": workload, "name": "Workload " + workload},
            "date": date, "answers": {question: ANSWERS[risk] for question, risk in risks.items() if risk}}
    if context:
        made["context"] = context
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made))


def risks(chance, prefix="q", counts=(8, 4)):
    level = chance.random()
    return {question: ("high" if chance.random() < level else chance.choice(["medium", "none"])) if chance.random() < 0.95 else None
            for question in questions(prefix, counts)}


def corpus(name, clients, seed, context=lambda number: None):
    """A folder of clients with one review each, and a review of one more beside it."""
    place, chance = OUT / name, random.Random(seed)
    shutil.rmtree(place, ignore_errors=True)
    (place / "reviews").mkdir(parents=True)
    framework(place / "framework.yaml")
    made = []
    for number in range(clients):
        made.append(risks(chance))
        review(place / "reviews" / f"{number:04}.json", f"Client {number:04}", made[-1], workload=f"w{number:04}", context=context(number),
               frame="../framework.yaml")
    own = {question: chance.choice(["high", "none", "medium"]) for question in questions()}
    review(place / "own.json", "Own client", own, workload="own")
    return place, own, made


def check(report, own, peers):
    for pillar in "ab":
        mine = {question: risk for question, risk in own.items() if question[1] == pillar}
        cells = placing(mine, [[one] for one in peers])
        assert report.places().get(f"Pillar {pillar.upper()}") == cells, (report.places(), cells)
    numbers = {question: f"{question[1].upper()} {question[2:]} Question {question[1:]}?" for question in own}
    assert report.common() == shares(own, [[one] for one in peers], numbers), (report.common(), shares(own, [[one] for one in peers], numbers))


def never_fewer_than_ten_others():
    for others in (0, 1, 9, 10, 11):
        place, own, peers = corpus(f"few-{others}", max(others, 1), 100 + others)
        if others == 0:
            review(place / "reviews" / "0000.json", "own  CLIENT", own, workload="x", frame="../framework.yaml")
        # The client's own reviews do not make up for others.
        for number in range(5):
            review(place / "reviews" / f"own-{number}.json", "Own client", own, workload=f"own-{number}", frame="../framework.yaml")
        report = Report(place / "own.json", "--benchmark", place / "reviews")
        if others < LEAST:
            assert "fewer than ten other clients" in report.words and not report.places() and not report.common(), report.words
            assert "share this high risk" not in report.text and "Against your peers" not in report.text and "you stand best" not in report.text
        else:
            assert f"beside those of {others} other clients" in report.words
            check(report, own, peers)


def all_reviews_of_the_client_are_left_out():
    place, own, peers = corpus("left-out", 40, 7)
    chance = random.Random(8)
    before = Report(place / "own.json", "--benchmark", place / "reviews").text
    for number, (client, workload) in enumerate([("Own client", "own"), ("Own client", "own"), ("OWN  client ", "other"), ("Own client", "third"),
                                                 ("Own client plc", "own"), ("Own client plc", "fourth")]):
        review(place / "reviews" / f"own-{number}.json", client, risks(chance), workload=workload, date=f"2024-06-0{number + 1}", frame="../framework.yaml")
    report = Report(place / "own.json", "--benchmark", place / "reviews")
    assert report.text == before
    check(report, own, peers)
    # Seen from somebody else they are one client more, by whatever name: the workload "own" is not the one of client 3.
    other = Report(place / "reviews" / "0003.json", "--benchmark", place / "reviews")
    assert "beside those of 41 other clients" in other.words, other.words[:200]


def consent_is_kept():
    place, own, peers = corpus("consent", 36, 9, lambda number: {"benchmark": ("publish", "internal", "no")[number % 3]})
    report = Report(place / "own.json", "--benchmark", place / "reviews")
    counted = [one for number, one in enumerate(peers) if number % 3 != 2]
    assert "beside those of 24 other clients" in report.words, report.words[:200]
    check(report, own, counted)


def the_segment_or_everybody():
    sizes = ["small"] * 30 + ["medium"] * 10 + ["large"] * 9 + ["micro"] * 31
    place, own, peers = corpus("segment", len(sizes), 11, lambda number: {"size": sizes[number]})
    for size, words_ in (("small", "the 30 of them that are small organisations"), ("medium", "the 10 of them that are medium-sized"),
                         ("large", "of other large organisations, fewer than ten can be compared"), (None, "it is not known to which group")):
        review(place / "own.json", "Own client", own, workload="own", context={"size": size} if size else None)
        report = Report(place / "own.json", "--benchmark", place / "reviews", "--by", "ctx.size")
        assert words_ in report.words, (size, report.words[:900])
        group = [one for number, one in enumerate(peers) if size not in ("small", "medium") or sizes[number] == size]
        for pillar in "ab":
            mine = {question: risk for question, risk in own.items() if question[1] == pillar}
            assert report.places()[f"Pillar {pillar.upper()}"] == placing(mine, [[one] for one in group]), size
    assert b"METRIC_BAD_SEGMENT" in run("report", place / "own.json", "--benchmark", place / "reviews", "--by", "ctx.sise", status=1).stderr


def several_workloads_of_a_peer_count_once():
    place, own, peers = corpus("workloads", 20, 12)
    chance, reviews = random.Random(13), [[one] for one in peers]
    for number in range(5):
        reviews[number].append(risks(chance))
        review(place / "reviews" / f"more-{number}.json", f"Client {number:04}", reviews[number][-1], workload="second", frame="../framework.yaml")
    report = Report(place / "own.json", "--benchmark", place / "reviews")
    for pillar in "ab":
        mine = {question: risk for question, risk in own.items() if question[1] == pillar}
        assert report.places()[f"Pillar {pillar.upper()}"] == placing(mine, reviews), (report.places(), placing(mine, reviews))
    assert "of 20" in " ".join(report.common().values())


def bins_have_three_or_more():
    for clients, seed in ((10, 1), (14, 2), (40, 3), (61, 4), (120, 5)):
        place, own, peers = corpus("bins", clients, seed)
        for title, rows in Report(place / "own.json", "--benchmark", place / "reviews").bins().items():
            counts = [int(count) for name, count in rows if name != "You"]
            assert min(counts) >= SIDE, (clients, title, rows)
            for name, count in rows[:-1]:
                edges = [int(found) for found in re.findall(r"\d+", name)]
                low = edges[0] if "Over" in name else -1 if name == "None" or rows[0][0] != "None" else 0
                high = 0 if name == "None" else edges[-1] if " to " in name else 100
                inside = 0
                for one in peers:
                    known = [question for question in own if question[1] == title[-1].lower() and one.get(question)]
                    value = 100 * sum(one[question] == "high" for question in known) / len(known) if known else None
                    mine = sum(1 for question in own if question[1] == title[-1].lower())
                    inside += value is not None and 2 * len(known) >= mine and low + 1e-9 < value <= high + 1e-9
                assert inside == int(count), (title, name, count, inside)


def editions():
    place, own, peers = corpus("editions", 20, 14)
    entries = "".join(f"  - {{version: \"1\", from: qa{n}, to: ra{n}, relation: {('same', 'close', 'broader', 'narrower')[n % 4]}}}\n" for n in range(1, 9))
    framework(place / "next.yaml", "2", "lineage:\n" + entries, "r")
    renamed = {question.replace("q", "r", 1): risk for question, risk in own.items()}
    review(place / "next.json", "Own client", renamed, workload="own", frame="next.yaml")
    kept = [n for n in range(1, 9) if n % 4 < 2]
    mine = {f"qa{n}": own[f"qa{n}"] for n in kept}
    run("benchmark", place / "reviews", "-m", metrics(place), "--to", "json", "-o", place / "statistics.json")
    report = Report(place / "next.json", "--benchmark", place / "reviews")
    assert report.places() == {"Pillar A": placing(mine, [[one] for one in peers])}, report.places()
    assert "Nothing is said of Pillar B: the clients were not asked its questions" in report.words
    told = {name.split()[1] for name in report.common()}
    assert told == {str(n) for n in kept if own[f"qa{n}"] != "none"}, told
    report = Report(place / "next.json", "--benchmark", place / "statistics.json")
    assert not report.places() and {name.split()[1] for name in report.common()} == told, report.words
    other = (place / "framework.yaml").read_text().replace("id: small", "id: other")
    (place / "other.yaml").write_text(other)
    review(place / "other.json", "Own client", own, workload="own", frame="other.yaml")
    for source in ("reviews", "statistics.json"):
        report = Report(place / "other.json", "--benchmark", place / source)
        assert "were not asked the questions of your review in a form that can be compared" in report.words, report.words
        assert not report.places() and "share this high risk" not in report.text


# ---- statistics.json

def metrics(place, more=""):
    path = place / "metrics.yaml"
    path.write_text("plumbline: metrics/1\nframework: small\npopulation: {title: All, unit: client, select: latest}\nnoun: {one: team, many: teams}\n"
                    + more + "metrics:\n  - {id: some, title: Some, count: risk(qa1) == high, direction: bad, segments: [ctx.size]}\n")
    return path


def secrets(place):
    (place / "key.yaml").write_text("plumbline: secrets/1\nkey: %s\n" % ("5a" * 32))
    return ("--publish", "--ledger", place / "ledger", "--ledger-key", place / "key.yaml")


def steps_of(peers, pillar):
    made = []
    for one in peers:
        known = [one[question] for question in one if question[1] == pillar and one[question]]
        if known:
            made.append((sum(risk == "high" for risk in known), len(known)))
    return made


def statistics_agree_with_the_reviews():
    sizes = ["small"] * 150 + ["medium"] * 120 + ["large"] * 4
    for publish in (False, True):
        place, own, peers = corpus("statistics", len(sizes), 15, lambda number: {"size": sizes[number], "benchmark": "publish"})
        run("benchmark", place / "reviews", "-m", metrics(place), *(secrets(place) if publish else ()), "--to", "json", "-o", place / "statistics.json")
        whole = json.loads((place / "statistics.json").read_text())
        if jsonschema is not None:
            jsonschema.validate(whole, json.loads((ROOT / "schema" / "statistics.schema.json").read_text()))
        told = whole["peers"]
        assert told["framework"] == "small" and told["version"] == "1" and len(told["risks"]) == 12
        for question in told["risks"]:
            known = [one[question["id"]] for one in peers if one[question["id"]]]
            high, risky = sum(risk == "high" for risk in known), sum(risk != "none" for risk in known)
            assert (question["high"]["hits"], question["high"]["of"]) == (high, len(known)) and question["at_risk"]["hits"] == risky
        for pillar in told["pillars"]:
            whole = steps_of(peers, pillar["id"])
            counts = [sum(10 * high <= step["at_most"] // 10 * of for high, of in whole) for step in pillar["steps"]]
            assert [step["hits"] for step in pillar["steps"]] == counts and len(counts) > 3
            apart([0, *counts, len(whole)])
            rest = [list(pair) for pair in whole]
            told_steps = None
            for segment in pillar["segments"]:
                if not segment["steps"]:
                    continue
                group = steps_of([one for number, one in enumerate(peers) if sizes[number] == segment["value"]], pillar["id"])
                told_steps = [step["at_most"] for step in segment["steps"]]
                inside = [sum(10 * high <= at // 10 * of for high, of in group) for at in told_steps]
                apart([0, *inside, len(group)])
                for step, count in zip(segment["steps"], inside):
                    assert step["percent"] == percent(count, len(group)) and ("hits" in step) == (not publish)
                for pair in group:
                    rest.remove(list(pair))
            assert [segment["value"] for segment in pillar["segments"] if segment["steps"]].count("large") == 0
            # What is left when the groups that are told are taken away must not be told apart either.
            if told_steps and rest:
                apart([0, *[sum(10 * high <= at // 10 * of for high, of in rest) for at in told_steps], len(rest)])


def apart(cumulated):
    assert all(after - before >= SIDE for before, after in zip(cumulated, cumulated[1:])), cumulated


def a_report_from_statistics():
    sizes = ["small"] * 150 + ["medium"] * 150
    place, own, peers = corpus("published", len(sizes), 16, lambda number: {"size": sizes[number]})
    run("benchmark", place / "reviews", "-m", metrics(place), "--to", "json", "-o", place / "statistics.json")
    told = json.loads((place / "statistics.json").read_text())["peers"]
    for size, group in (("small", "small"), (None, None), ("large", None)):
        review(place / "own.json", "Own client", own, workload="own", context={"size": size} if size else None)
        report = Report(place / "own.json", "--benchmark", place / "statistics.json")
        assert "beside those of 300 teams" in report.words and "Your own review is among them if it was counted there" in report.words
        for pillar in told["pillars"]:
            mine = [risk for question, risk in own.items() if question[1] == pillar["id"]]
            high = sum(risk == "high" for risk in mine)
            place_of = pillar if group is None else next(one for one in pillar["segments"] if one["value"] == group)
            if group is not None:
                assert "of them that are small organisations" in report.words, report.words[:900]
            edges = [0] + [step["hits"] for step in place_of["steps"]] + [place_of["clients"]]
            at = next((i for i, step in enumerate(place_of["steps"]) if 10 * high <= step["at_most"] // 10 * len(mine)), len(place_of["steps"]))
            worse, level, better = place_of["clients"] - edges[at + 1], edges[at + 1] - edges[at], edges[at]
            low, high_limit = outward(*wilson(worse + level / 2, place_of["clients"]))
            shown = min(max(math.floor(100 * (worse + level / 2) / place_of["clients"] + 0.5), 1), 99)
            cells = [f"{high} of {len(mine)}", f"{worse} of {place_of['clients']}", str(level), str(better), f"{shown} ({max(low, 1)} to {min(high_limit, 99)})"]
            assert report.places()[pillar["title"]] == cells, (report.places(), cells)


def statistics_of_ten_and_eleven():
    for clients in (10, 11):
        place, own, _ = corpus("eleven", clients, 17)
        run("benchmark", place / "reviews", "-m", metrics(place), "--to", "json", "-o", place / "statistics.json")
        report = Report(place / "own.json", "--benchmark", place / "statistics.json")
        assert ("fewer than ten other teams" in report.words) == (clients == 10), report.words


def hostile_statistics():
    place, own, _ = corpus("hostile", 40, 18)
    run("benchmark", place / "reviews", "-m", metrics(place), "--to", "json", "-o", place / "good.json")
    good = (place / "good.json").read_text()

    def damaged(change):
        made = json.loads(good)
        change(made["peers"], made)
        return json.dumps(made, indent=1)

    def one_step(peers):
        return peers["pillars"][0]["steps"][0]

    cases = {
        "PEERS_NOT_STATISTICS": good.replace("statistics/1", "statistics/9", 1),
        "PEERS_NONE": damaged(lambda peers, root: root.pop("peers")),
        "PEERS_MISSING": damaged(lambda peers, root: peers.pop("risks")),
        "PEERS_TWICE": damaged(lambda peers, root: peers["risks"].append(peers["risks"][0])),
        "JSON_": good[: len(good) // 2],
    }
    bad = [damaged(change) for change in (
        lambda peers, root: peers.update(risks=7), lambda peers, root: peers.update(pillars=[1, 2]), lambda peers, root: peers.update(min_side="x"),
        lambda peers, root: peers["risks"][0]["high"].update(hits=41), lambda peers, root: peers["risks"][0]["high"].update(percent=101),
        lambda peers, root: peers["risks"][0]["high"].update(clients=-4), lambda peers, root: peers["risks"][0]["high"].update(of=1e300),
        lambda peers, root: peers["risks"][0]["high"].update(hits=2.5), lambda peers, root: peers["risks"][0].update(id=""),
        lambda peers, root: one_step(peers).update(at_most=15), lambda peers, root: one_step(peers).update(at_most=900),
        lambda peers, root: one_step(peers).update(hits=1000), lambda peers, root: peers["pillars"][0]["steps"].reverse(),
        lambda peers, root: peers["pillars"][0].update(steps={"a": 1}), lambda peers, root: peers["pillars"][0].update(segments=[[]]))]
    for code, text in [*cases.items(), *(("PEERS_", text) for text in bad)]:
        (place / "bad.json").write_text(text)
        made = run("report", place / "own.json", "--benchmark", place / "bad.json", "--to", "html", "-o", place / "own.html", status=1)
        error = made.stderr.decode()
        assert f"[{code}" in error and re.search(r"bad\.json:\d+:\d+: error", error), (code, error)
        assert not (place / "own.html").exists()


def statistics_cannot_ask_for_less_protection():
    place, own, peers = corpus("lax", 40, 19)
    run("benchmark", place / "reviews", "-m", metrics(place), "--to", "json", "-o", place / "statistics.json")
    made = json.loads((place / "statistics.json").read_text())
    made["peers"].update(min_clients=0, min_side=0)
    for question in made["peers"]["risks"]:
        question["high"].update(hits=1)
    whole = made["peers"]["pillars"][0]
    whole["steps"] = [{"at_most": at, "as": "value", "percent": 1, "hits": hits} for at, hits in ((0, 1), (10, 2), (20, 3), (30, 4), (40, 7), (60, 39), (80, 40))]
    (place / "statistics.json").write_text(json.dumps(made))
    report = Report(place / "own.json", "--benchmark", place / "statistics.json")
    assert [int(count) for name, count in report.bins()["Pillar A"] if name != "You"] == [3, 4, 33], report.bins()
    assert all("fewer than 3 of 4" in told or "39" not in told for told in report.common().values())
    assert any("fewer than 3 of" in told for told in report.common().values()), report.common()


def options_go_together():
    place, own, _ = corpus("options", 12, 20)
    run("benchmark", place / "reviews", "-m", metrics(place), "--to", "json", "-o", place / "statistics.json")
    for extra in (("-m", place / "metrics.yaml"), ("--by", "ctx.size"), ("--no-cache",)):
        assert b"CLI_NEEDS_BENCHMARK" in run("report", place / "own.json", *extra, "-o", "-", status=1).stderr
        assert b"CLI_NEEDS_BENCHMARK" in run("report", place / "own.json", "--benchmark", place / "statistics.json", *extra, "-o", "-", status=1).stderr
    assert "You against your peers" not in Report(place / "own.json").text
    run("benchmark", place / "reviews", "-m", metrics(place, "peers: false\n"), "--to", "json", "-o", place / "none.json")
    assert "peers" not in json.loads((place / "none.json").read_text())
    made = Report(place / "own.json", "--benchmark", place / "reviews")
    again = Report(place / "own.json", "--benchmark", place / "reviews" / "000*.json", "--benchmark", place / "reviews" / "001*.json", "-j", 2, "--no-cache")
    assert made.text == again.text
    run("report", place / "own.json", place / "reviews" / "0001.json", "--benchmark", place / "reviews", "--to", "html", "-o", f"{place}/out/")
    assert sorted((place / "out").iterdir())[1].read_text() == made.text


TESTS = [places_and_shares_of_the_sample, without_metrics_all_that_did_not_refuse_count, never_fewer_than_ten_others,
         all_reviews_of_the_client_are_left_out, consent_is_kept, the_segment_or_everybody, several_workloads_of_a_peer_count_once,
         bins_have_three_or_more, editions, statistics_agree_with_the_reviews, a_report_from_statistics, statistics_of_ten_and_eleven,
         hostile_statistics, statistics_cannot_ask_for_less_protection, options_go_together]

print(f"1..{len(TESTS)}")
failed = 0
try:
    for number, test in enumerate(TESTS, 1):
        try:
            test()
            print(f"ok {number} {test.__name__}")
        except (AssertionError, OSError, ValueError, KeyError, StopIteration, AttributeError, IndexError, TypeError) as error:
            failed += 1
            print(f"not ok {number} {test.__name__}")
            for line in str(error).splitlines()[:20] or [repr(error)]:
                print(f"# {line[:3000]}")
        sys.stdout.flush()
finally:
    shutil.rmtree(OUT)
sys.exit(failed > 0)
