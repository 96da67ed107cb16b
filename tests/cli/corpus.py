"""Thousands of files of AWS's answers: what is counted, what the cache keeps, and what an interruption leaves; prints TAP. Usage: corpus.py PROGRAM ROOT"""
import itertools
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import yaml

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
FRAMEWORK = ROOT / "samples" / "benchmark" / "framework-2019.yaml"
OUT = pathlib.Path(tempfile.mkdtemp(prefix="plumbline-corpus-"))
CACHE = OUT / "cache"
GENERATED = 2000
ENVIRONMENT = dict(os.environ, PLUMBLINE_DATA=str(ROOT), XDG_CACHE_HOME=str(CACHE))
METRICS = OUT / "metrics.yaml"
METRICS.write_text("plumbline: metrics/1\nframework: aws-wa\npopulation: {unit: review, select: each}\n"
                   "metrics: [{id: any, title: Any, count: none(rel-9), direction: bad, min_base: 1}]\n")
QUESTIONS = [dict(question, pillar=pillar["id"]) for pillar in yaml.load(FRAMEWORK.read_text(), yaml.BaseLoader)["pillars"]
             for question in pillar["questions"]]
RISKS = {"high": "HIGH", "medium": "MEDIUM", "none": "NONE"}


def run(*args, status=0):
    made = subprocess.run([PROGRAM, *map(str, args)], capture_output=True, env=ENVIRONMENT)
    assert made.returncode == status, f"{' '.join(map(str, args))}: status {made.returncode}, not {status}\n{made.stderr.decode()[:2000]}"
    return made


def count(*args, metrics=METRICS, **how):
    return run("benchmark", *args, "-m", metrics, "--to", "json", **how).stdout


def bound(*args, **how):
    return count(*args, "-f", FRAMEWORK, **how)


# ---- Files as AWS prints them ----

def practices(question):
    return [choice["id"] for choice in question["choices"] if choice.get("none") != "true"]


def answer(question, chance):
    ids, dice = [choice["id"] for choice in question["choices"]], chance.random()
    selected = [] if dice < 0.1 else [one for one in practices(question) if chance.random() < 0.5]
    marked = {one for one in practices(question) if one not in selected and dice > 0.1 and chance.random() < 0.05}
    status = {one: "SELECTED" if one in selected else "NOT_APPLICABLE" if one in marked else "UNSELECTED" for one in ids}
    made = {"QuestionId": question["id"], "PillarId": question["pillar"], "QuestionTitle": "Ist das „gut“ – or \"not\"?", "SelectedChoices": selected,
            "ChoiceAnswers": [{"ChoiceId": one, "Status": status[one], "Reason": "NONE"} for one in ids], "IsApplicable": dice < 0.95,
            "Risk": "UNANSWERED" if dice < 0.1 else "NOT_APPLICABLE" if dice >= 0.95 else chance.choice(list(RISKS.values())), "Reason": "NONE"}
    if chance.random() < 0.3:
        made["Notes"] = chance.choice(["Line one\nline two", "a \\ and a \"quote\"", "Größe, 日本, \U0001f600", "plain"])
    return made


def document(number, chance):
    return {"Workload": {"WorkloadId": f"{number:032x}", "WorkloadName": f"Workload {number}", "Environment": "PRODUCTION",
                         "UpdatedAt": f"2019-{1 + number % 12:02}-{1 + number % 28:02}T10:00:00+00:00"},
            "MilestoneNumber": 1, "LensAlias": "aws-wa", "AnswerSummaries": [answer(question, chance) for question in QUESTIONS]}


DOCUMENTS = [document(number, random.Random(number)) for number in range(GENERATED)]


def printed(document, number):
    return json.dumps(document, ensure_ascii=number % 2 == 0, indent=4 if number % 3 == 0 else None)


def write(name, documents, suffix="json", how=printed):
    place = OUT / name
    place.mkdir()
    for number, one in enumerate(documents):
        (place / f"{number:05}.{suffix}").write_text(how(one, number))
    return place


def turned(value):
    """The same with all maps the other way round."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


# ---- Counts ----

def tally(documents):
    questions = {question["id"]: {"answered": 0, "not_applicable": 0} for question in QUESTIONS}
    choices = {(question["id"], one): {"chosen": 0, "not_applicable": 0} for question in QUESTIONS for one in practices(question)}
    for one in documents:
        for found in one["AnswerSummaries"]:
            name = found["QuestionId"]
            states = {choice["ChoiceId"]: choice["Status"] for choice in found["ChoiceAnswers"]}
            excluded = not found["IsApplicable"] or found["Risk"] == "NOT_APPLICABLE"
            questions[name]["not_applicable"] += excluded
            questions[name]["answered"] += not excluded and any(state != "UNSELECTED" for state in states.values())
            for choice, state in states.items():
                if (name, choice) in choices:
                    choices[name, choice]["chosen"] += state == "SELECTED" and not excluded
                    choices[name, choice]["not_applicable"] += excluded or state == "NOT_APPLICABLE"
    return questions, choices


def same_as_tally(statistics, documents, is_stated=False):
    questions, choices = tally(documents)
    assert statistics["reviews"]["taken"] == len(documents), statistics["reviews"]
    assert len(statistics["questions"]) == len(questions) and len(statistics["choices"]) == len(choices)
    for found in statistics["questions"]:
        for key, number in ({} if is_stated else questions[found["id"]]).items():
            assert found[key] == number, (found, key, number)
    for found in statistics["choices"]:
        for key, number in choices[found["question"], found["id"]].items():
            assert found[key] == number, (found, key, number)


def counts_are_those_of_other_programs():
    place = write("all", DOCUMENTS)
    statistics = json.loads(bound(place, "--no-cache"))
    same_as_tally(statistics, DOCUMENTS)
    assert statistics["population"]["clients"] == GENERATED, "who is not named is nobody else"
    if shutil.which("jq") is None:
        return
    text = b"".join(path.read_bytes() for path in sorted(place.iterdir()))
    program = ("reduce inputs.AnswerSummaries[] as $a ({}; if $a.IsApplicable and $a.Risk != \"NOT_APPLICABLE\" "
               "then reduce $a.SelectedChoices[] as $c (.; .[$a.QuestionId + \" \" + $c] += 1) else . end)")
    counted = json.loads(subprocess.run(["jq", "-n", program], input=text, capture_output=True, check=True).stdout)
    assert counted == {f"{one['question']} {one['id']}": one["chosen"] for one in statistics["choices"] if one["chosen"] > 0}


def where_no_framework_is_at_hand_one_is_made():
    statistics = json.loads(count(OUT / "all", "--no-cache"))
    same_as_tally(statistics, DOCUMENTS, is_stated=True)
    for found in statistics["questions"]:
        # without rules AWS's own risks stand, whatever is selected
        stated = [one["Risk"] for document in DOCUMENTS for one in document["AnswerSummaries"]
                  if one["QuestionId"] == found["id"] and one["IsApplicable"]]
        right = [*(stated.count(word) for word in RISKS.values()), len(stated) - stated.count("UNANSWERED")]
        assert [found[key] for key in (*RISKS, "answered")] == right, found
    assert count(OUT / "all") == count(OUT / "all") == count(OUT / "all", "--no-cache", "-j", 1)


def the_quick_way_and_the_long_way_agree():
    some = DOCUMENTS[:300]
    quick = write("quick", some)
    long = write("long", [dict(one, Comment="a field that AWS has not") for one in some])
    other = write("turned", [turned(one) for one in some])
    yamls = write("yaml", some[:100], "yaml", lambda one, number: yaml.safe_dump(one, sort_keys=False))
    assert bound(quick, "--no-cache") == bound(long, "--no-cache") == bound(other, "--no-cache") == bound(quick, "--no-cache", "-j", 1)
    assert bound(yamls, "--no-cache") == bound(write("hundred", some[:100]), "--no-cache")
    assert count(quick, "--no-cache") == count(long, "--no-cache")


def odd_files_are_read_as_ever():
    """Changes of single values: whatever the quick way does not know, it leaves to the long way, and the counts agree."""
    chance = random.Random(5)
    odd = ["", " ", "x", "\\", None, 7, True, [], {}, "SELECTED", "NOT_APPLICABLE", "rel-9"]
    documents = []
    for number in range(400):
        one = json.loads(json.dumps(DOCUMENTS[number]))
        where = chance.choice([one, one["Workload"], chance.choice(one["AnswerSummaries"]), chance.choice(one["AnswerSummaries"])])
        if "ChoiceAnswers" in where and chance.random() < 0.5:
            where = chance.choice(where["ChoiceAnswers"])
        key = chance.choice([key for key in where if key != "AnswerSummaries"] + ["Notes", "NextToken", "WorkloadId"])
        if chance.random() < 0.2:
            where.pop(key, None)
        else:
            where[key] = chance.choice(odd)
        documents.append(one)
    for one in documents:
        one.setdefault("Workload", {"WorkloadId": "none"})
    for number in range(0, len(documents), 20):
        part = documents[number:number + 20]
        quick, long = write(f"odd-{number}", part), write(f"odd-long-{number}", [dict(one, Comment="x") for one in part])
        first, second = bound(quick, "--no-cache"), bound(long, "--no-cache")
        assert first.replace(b"odd-", b"") == second.replace(b"odd-long-", b""), f"files from {number}"


# ---- Pieces ----

def in_pieces(documents, place):
    place.mkdir()
    for number, one in enumerate(documents):
        head = {"WorkloadId": one["Workload"]["WorkloadId"], "MilestoneNumber": 1, "LensAlias": one["LensAlias"]}
        half = len(one["AnswerSummaries"]) // 2
        pages = [dict(head, AnswerSummaries=one["AnswerSummaries"][:half], NextToken="more"), dict(head, AnswerSummaries=one["AnswerSummaries"][half:])]
        for page, made in enumerate(pages):
            (place / f"{number:05}-{page}.json").write_text(json.dumps(made))
        (place / f"{number:05}-workload.json").write_text(json.dumps({"Workload": one["Workload"]}))


def pieces_in_several_files_make_the_same_reviews():
    some = DOCUMENTS[:150]
    whole, pieces = write("whole", some), OUT / "pieces"
    in_pieces(some, pieces)
    right = bound(whole, "--no-cache")
    for _ in range(2):
        assert bound(pieces) == right
    # a list of all workloads belongs to each of them
    (pieces / "workloads.json").write_text(json.dumps({"WorkloadSummaries": [one["Workload"] for one in some]}))
    assert bound(pieces) == right
    # a page that changes, a piece that goes, a framework that comes
    page = pieces / "00003-0.json"
    page.write_text(page.read_text().replace('"UNANSWERED"', '"NONE"').replace('"SELECTED"', '"UNSELECTED"').replace('"SelectedChoices": [', '"Old": ['))
    (pieces / "00004-1.json").unlink()
    warm = bound(pieces)
    assert warm == bound(pieces, "--no-cache") != right
    alone = count(pieces)
    shutil.copy(FRAMEWORK, pieces / "framework.yaml")
    assert count(pieces) == count(pieces, "--no-cache") == count(pieces) != alone
    shutil.copy(FRAMEWORK, whole / "framework.yaml")
    assert count(whole) == count(whole, "--no-cache") == right


def partials_in_any_order_give_the_whole():
    paths = sorted((OUT / "all").iterdir())[:300]
    for number in range(3):
        run("benchmark", *paths[number::3], "-m", METRICS, "-f", FRAMEWORK, "--partial", OUT / f"part-{number}")
    right = bound(*paths)
    for order in itertools.permutations(range(3)):
        assert run("merge", *[OUT / f"part-{one}" for one in order], "-m", METRICS, "--to", "json").stdout == right, order


# ---- The cache ----

def what_changes_unseen_is_noticed():
    place = write("young", DOCUMENTS[:50])
    before = bound(place)
    for number, path in enumerate(sorted(place.iterdir())[:20]):
        stamp, text = path.stat(), path.read_text()
        changed = re.sub(r'"Status": ?"SELECTED"', lambda match: match.group().replace("SELECTED", "SELECTEX"), text, count=1)
        changed = text.replace('"QuestionId": "rel-9"', '"QuestionId": "rel-0"') if number % 2 else changed
        assert len(changed) == len(text)
        path.write_text(changed)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert bound(place) == bound(place, "--no-cache") != before
    # long after it was written, and long after it was read
    for path in place.iterdir():
        os.utime(path, (1e9, 1e9))
    time.sleep(3.1)
    before = bound(place)
    for path in sorted(place.iterdir())[20:40]:
        path.write_text(path.read_text().replace("rel-9", "rel-0"))
        os.utime(path, (1e9, 1e9))
    assert bound(place) == bound(place, "--no-cache") != before


def files_as_they_were_are_not_opened():
    if shutil.which("strace") is None:
        return "strace is missing"
    place = OUT / "long"
    bound(place)
    time.sleep(3.1)
    bound(place)
    trace = OUT / "trace"
    subprocess.run(["strace", "-f", "-e", "trace=openat", "-o", trace, PROGRAM, "benchmark", place, "-m", METRICS, "-f", FRAMEWORK, "--to", "json"],
                   env=dict(ENVIRONMENT, ASAN_OPTIONS="detect_leaks=0"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    assert f"{place}/0" not in trace.read_text()
    return None


def broken_files_are_listed_or_stop():
    place = write("broken", DOCUMENTS[:30])
    (place / "00007.json").write_text((place / "00007.json").read_text()[:-100])
    (place / "notes.txt").write_text("not a review")
    for _ in range(2):
        statistics = json.loads(bound(place))
        assert [pathlib.Path(one["file"]).name for one in statistics["reviews"]["unreadable_files"]] == ["00007.json"], statistics["reviews"]
        assert statistics["reviews"]["found"] == 30 and statistics["reviews"]["taken"] == 29
    made = run("benchmark", place, "-m", METRICS, "-f", FRAMEWORK, "--strict", status=1)
    assert b"1 of 30" in made.stderr and made.stdout == b""


# ---- Progress, and being stopped ----

SHOWN = re.compile(rb"\r\[[# ]{30}\] (\d+) of (\d+)")


def watched(arguments, stop_after=None):
    """Runs on a terminal of its own; gives the status and what it wrote there. stop_after: presses Ctrl-C when so many files are done."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(PROGRAM, [PROGRAM, *map(str, arguments)], dict(ENVIRONMENT, TERM="xterm"))
    seen, stopped = b"", False
    while select.select([terminal], [], [], 120)[0]:
        try:
            read = os.read(terminal, 65536)
        except OSError:
            break
        if not read:
            break
        seen += read
        done = [int(one[0]) for one in SHOWN.findall(seen)]
        if stop_after is not None and not stopped and done and done[-1] >= stop_after:
            os.write(terminal, b"\x03")
            stopped = True
    status = os.waitpid(child, 0)[1]
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen


def an_interruption_loses_nothing():
    place = OUT / "slow"
    place.mkdir()
    for number, one in enumerate(DOCUMENTS):
        # YAML takes longest to read, so that there is something to interrupt
        (place / f"{number:05}.yaml").write_text(yaml.dump(one, sort_keys=False, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper)))
    time.sleep(3.1)  # else the files are so young that they are looked at again
    arguments = ["benchmark", place, "-m", METRICS, "-f", FRAMEWORK, "--to", "json", "-o", OUT / "slow.json"]
    status, seen = watched(arguments, stop_after=300)
    done = [tuple(map(int, one)) for one in SHOWN.findall(seen)]
    assert status == -signal.SIGINT and not (OUT / "slow.json").exists(), status
    assert 300 <= done[-1][0] < GENERATED and all(all_of == GENERATED for _, all_of in done), done[-1]
    children = subprocess.run(["pgrep", "-f", str(place)], capture_output=True).stdout
    assert children == b"", "its workers end with it"
    # the next run goes on where that one was: all that was shown as done, but what had not come back in its turn
    status, seen = watched(arguments)
    again = [tuple(map(int, one)) for one in SHOWN.findall(seen)]
    assert status == 0 and again[0][0] >= 300 - 64 and again[-1] == (GENERATED, GENERATED), (again[0], again[-1])
    assert [one for one, _ in again] == sorted(one for one, _ in again) and seen.count(b"\r\x1b[K") == 1
    assert (OUT / "slow.json").read_bytes() == bound(place, "--no-cache")
    assert run("benchmark", place, "-m", METRICS, "-f", FRAMEWORK, "--to", "json").stderr.count(b"\r") == 0


TESTS = [counts_are_those_of_other_programs, where_no_framework_is_at_hand_one_is_made, the_quick_way_and_the_long_way_agree, odd_files_are_read_as_ever,
         pieces_in_several_files_make_the_same_reviews, partials_in_any_order_give_the_whole, what_changes_unseen_is_noticed,
         files_as_they_were_are_not_opened, broken_files_are_listed_or_stop, an_interruption_loses_nothing]

print(f"1..{len(TESTS)}")
failed = 0
try:
    for number, test in enumerate(TESTS, 1):
        try:
            skipped = test()
            print(f"ok {number} {test.__name__}" + (f" # SKIP {skipped}" if skipped else ""))
        except (AssertionError, OSError, ValueError, KeyError, IndexError, subprocess.SubprocessError) as error:
            failed += 1
            print(f"not ok {number} {test.__name__}")
            for line in str(error).splitlines()[:20] or [repr(error)]:
                print(f"# {line}")
        sys.stdout.flush()
finally:
    shutil.rmtree(OUT)
sys.exit(failed > 0)
