#!/usr/bin/env python3
"""Measures `plumbline benchmark` on thousands of files of AWS's answers, cold and from its cache, beside a program in Python that counts the same with
two processes. Not a test: it prints figures, medians of runs that take turns, so that a busy machine is unfair to all alike.

usage: corpus.py PLUMBLINE [--reviews N] [--runs N] [--bench FOLDER] [--keep FOLDER]
--bench: a folder with gen.py (makes the files), agg.py (the rival) and sum.c (reads every byte, no more); by default the one beside the project, if it
is there, else files and a rival of our own.
"""
import argparse
import collections
import json
import multiprocessing
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BESIDE = ROOT.parent / "shared" / "bench"


# ---- Measuring ----

def family(process):
    try:
        children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return [process]
    return [process, *(one for child in children for one in family(int(child)))]


def memory_of(process):
    """Bytes that all processes together hold, what they share counted once; 0 where that is not told."""
    total = 0
    for one in family(process):
        try:
            lines = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def run(command, environment):
    """Seconds on the clock, seconds of processor time, and peak memory."""
    start, peak = time.perf_counter(), 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    ended = threading.Event()

    def watch():
        nonlocal peak
        while not ended.wait(0.02):
            peak = max(peak, memory_of(child.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    wall = time.perf_counter() - start  # before the child is gone, and with it what it used
    ended.set()
    watcher.join()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{command}: exit status {child.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, peak


class Contestant:
    def __init__(self, name, command, before=lambda: None):
        self.name, self.command, self.before, self.runs = name, command, before, []

    def take_turn(self, environment):
        self.before()
        self.runs.append(run(self.command, environment))

    def median(self, what):
        return statistics.median(one[what] for one in self.runs)


# ---- Files ----

def own_framework():
    return {"plumbline": "framework/1", "id": "arch-review", "title": "Architecture Review", "version": "1", "pillars": [
        {"id": f"p{p}", "title": f"Pillar {p}", "questions": [
            {"id": f"p{p}_q{q:02}", "title": f"Question {q} of pillar {p}?",
             "choices": [{"id": f"p{p}_q{q:02}_c{c}", "title": f"Practice {c}"} for c in range(6)],
             "rules": [{"when": f"!p{p}_q{q:02}_c0", "risk": "high"}, {"when": f"!p{p}_q{q:02}_c2", "risk": "medium"}, {"when": "default", "risk": "none"}]}
            for q in range(10)]} for p in range(6)]}


def own_review(framework, number):
    chance = random.Random(number)
    answers = []
    for pillar in framework["pillars"]:
        for question in pillar["questions"]:
            states = {choice["id"]: chance.choice(["SELECTED", "SELECTED", "UNSELECTED", "NOT_APPLICABLE"]) for choice in question["choices"]}
            answers.append({
                "QuestionId": question["id"], "PillarId": pillar["id"], "QuestionTitle": question["title"] + " And who sees to it, how often and why?",
                "SelectedChoices": [one for one, state in states.items() if state == "SELECTED"],
                "ChoiceAnswers": [{"ChoiceId": one, "Status": state, "Reason": "NONE"} for one, state in states.items()],
                "IsApplicable": True, "Risk": chance.choice(["HIGH", "MEDIUM", "NONE"]), "Reason": "NONE",
                "Notes": "What was said in the session, at some length. " * chance.randrange(4)})
    return {"Workload": {"WorkloadId": f"{number:032x}", "WorkloadName": f"Workload {number}", "Environment": "PRODUCTION", "Size": "sme",
                         "UpdatedAt": f"2019-{1 + number % 12:02}-{1 + number % 28:02}T10:00:00+00:00"},
            "MilestoneNumber": 1, "LensAlias": "arch-review", "AnswerSummaries": answers}


def bound_framework(made):
    """The framework of the other generator as one of Plumbline's: a practice of high level that is missing is a high risk."""
    def rules(choices):
        missing = {level: " || ".join(f"!{one['id']}" for one in choices if one["level"] == level) for level in ("high", "medium")}
        return [{"when": when, "risk": level} for level, when in missing.items() if when] + [{"when": "default", "risk": "none"}]

    return {"plumbline": "framework/1", "id": made["id"], "title": "Architecture Review", "version": made["version"], "pillars": [
        {"id": pillar["id"], "title": pillar["name"], "questions": [
            {"id": one["id"], "title": one["title"], "choices": [{"id": choice["id"], "title": choice["title"]} for choice in one["choices"]],
             "rules": rules(one["choices"])} for one in pillar["questions"]]} for pillar in made["pillars"]]}


def make_files(place, count, bench):
    """The framework that the answers are held against."""
    answers = place / "answers"
    if bench is None:
        framework = own_framework()
        if not answers.exists():
            answers.mkdir()
            for number in range(count):
                (answers / f"{number:05}.json").write_text(json.dumps(own_review(framework, number), separators=(",", ":")))
        return framework
    subprocess.run([sys.executable, bench / "gen.py", "framework", place / "made.json"], check=True)
    if not answers.exists():
        subprocess.run([sys.executable, bench / "gen.py", "answers", answers, str(count)], check=True)
    return bound_framework(json.loads((place / "made.json").read_text()))


# ---- Our own rival: run as corpus.py --rival FOLDER ----

def tally(paths):
    risks, choices = collections.Counter(), collections.Counter()
    for path in paths:
        with open(path) as file:
            review = json.load(file)
        for one in review["AnswerSummaries"]:
            risks[one["PillarId"], one["QuestionId"], one.get("Risk")] += 1
            for choice in one["SelectedChoices"]:
                choices[one["QuestionId"], choice] += 1
    return risks, choices


def rival(folder):
    paths = sorted(str(path) for path in pathlib.Path(folder).iterdir())
    with multiprocessing.Pool(2) as pool:
        parts = pool.map(tally, [paths[0::2], paths[1::2]])
    print(*(sum(sum((part[i] for part in parts), collections.Counter()).values()) for i in (0, 1)))


# ---- All ----

def contestants(options, place, bench, question):
    answers, cache = place / "answers", place / "cache"
    (place / "metrics.yaml").write_text("plumbline: metrics/1\nframework: arch-review\npopulation: {unit: review, select: each}\n"
                                        f"metrics: [{{id: any, title: Any, count: none({question}), direction: bad}}]\n")
    program = [str(pathlib.Path(options.plumbline).resolve()), "benchmark", str(answers), "-m", str(place / "metrics.yaml"), "--to", "json",
               "-o", str(place / "statistics.json")]
    bound = ["-f", str(place / "framework.json")]

    def forget():
        shutil.rmtree(cache, ignore_errors=True)

    count = [sys.executable, str(bench / "agg.py"), str(answers)] if bench else [sys.executable, __file__, "--rival", str(answers)]
    made = [Contestant("Python, two processes", count), Contestant("plumbline, cold", program + bound, forget),
            Contestant("plumbline, cached", program + bound), Contestant("plumbline, cold, no framework given", program, forget)]
    if bench is not None and shutil.which("cc"):
        subprocess.run(["cc", "-O2", "-w", "-o", str(place / "sum"), str(bench / "sum.c")], check=True)
        made.append(Contestant("reading every byte (one process)", ["sh", "-c", f"cd '{answers}' && echo * | xargs -n 100000 '{place / 'sum'}'"]))
    return made


def report(made, size, count):
    print(f"{count} reviews, {size / 1e6:.0f} MB; medians of {len(made[0].runs)} runs in turn; memory of all processes together")
    print(f"{'':<36}{'s':>8}{'s of CPU':>10}{'MB/s':>8}{'MB':>7}  of the rival's time")
    for one in made:
        print(f"{one.name:<36}{one.median(0):8.2f}{one.median(1):10.2f}{size / 1e6 / one.median(0):8.0f}{one.median(2) / 2**20:7.0f}"
              f"  1/{made[0].median(0) / one.median(0):.1f} (CPU 1/{made[0].median(1) / one.median(1):.1f})")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("plumbline")
    parser.add_argument("--reviews", type=int, default=20000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bench", default=str(BESIDE) if (BESIDE / "gen.py").exists() else "", help="empty: files and a rival of our own")
    parser.add_argument("--keep", type=pathlib.Path, help="make the files here, and leave them for the next time")
    options = parser.parse_args()
    bench = pathlib.Path(options.bench).resolve() if options.bench else None
    place = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="plumbline-scale-"))
    place.mkdir(parents=True, exist_ok=True)
    environment = dict(os.environ, PLUMBLINE_DATA=os.environ.get("PLUMBLINE_DATA", str(ROOT)), XDG_CACHE_HOME=str(place / "cache"))
    try:
        framework = make_files(place, options.reviews, bench)
        (place / "framework.json").write_text(json.dumps(framework))
        sizes = [path.stat().st_size for path in (place / "answers").iterdir()]
        made = contestants(options, place, bench, framework["pillars"][0]["questions"][0]["id"])
        time.sleep(3)  # what was written a moment ago is looked at again
        for _ in range(options.runs):
            for one in made:
                one.take_turn(environment)
        report(made, sum(sizes), len(sizes))
    finally:
        if options.keep is None:
            shutil.rmtree(place)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--rival"]:
        rival(sys.argv[2])
    else:
        main()
