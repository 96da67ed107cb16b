#!/usr/bin/env python3
"""Files made to be slow or large to read: each is checked and converted in a second and in 256 MB, with an answer and no crash. TAP.

usage: limits.py PLUMBLINE [SECONDS]    more than 2 seconds: under sanitizers, where memory says nothing
"""
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading

COUNT = 20000
FRAMEWORK = "plumbline: framework/1\nid: f\nversion: '1'\ntitle: F\npillars:\n  - id: p\n    title: P\n    questions:\n"
REVIEW = "plumbline: review/1\nframework: {}\nclient: {{name: C}}\nworkload: {{name: W}}\ndate: 2026-01-01\nanswers:\n"
AZURE = "Azure Well-Architected Review - Nov 17, 2023 - 2:38:53 AM\n\nYour overall results,Critical,'0/120'\n"
ANSWERS = "Category,Question,Answers,Selected Answer,Note\n"


def question(name, choices, rules="[{when: default, risk: high}]"):
    return f"      - {{id: {name}, title: Q, choices: [{choices}], rules: {rules}}}\n"


def many(form, count=COUNT, joint=", "):
    return joint.join(form.format(i) for i in range(count))


def questions(count=COUNT):
    return "".join(question(f"q{i}", "{id: c, title: T}") for i in range(count))


def lens(choices, **more):
    made = {"id": "qqq", "title": "t", "choices": choices, "riskRules": [{"condition": "default", "risk": "HIGH_RISK"}], **more}
    return json.dumps({"schemaVersion": "2021-11-01", "name": "n", "pillars": [{"id": "ppp", "name": "p", "questions": [made]}]})


def checklist(items, **more):
    return json.dumps({"items": items, "categories": [], "severities": [], "metadata": {"name": "x"}, **more})


def answer(number, choices):
    ids = [f"c{i}" for i in range(choices)]
    return {"QuestionId": f"q{number}", "PillarId": "p", "Choices": [{"ChoiceId": i, "Title": "t"} for i in ids], "SelectedChoices": ids, "Risk": "HIGH"}


def answers(items, lens="x"):
    return json.dumps({"WorkloadId": "w", "LensAlias": lens, "AnswerSummaries": items})


def colliding():
    """Texts that hash alike under the commonest hash of C strings."""
    return itertools.islice(("".join(bits) for bits in itertools.product(("aa", "b@"), repeat=17)), 60000)


CASES = {
    "choices.yaml": lambda: FRAMEWORK + question("q", many("{{id: c{}, title: T}}")),
    "equal-choices.yaml": lambda: FRAMEWORK + question("q", many("{{id: c, title: T}}")),
    "questions.yaml": lambda: FRAMEWORK + questions(),
    "long-rule.yaml": lambda: FRAMEWORK
    + question("q", many("{{id: c{}, title: T}}"), "[{when: '" + many("c{}", joint=" && ") + "', risk: none}, {when: default, risk: high}]"),
    "lineage.yaml": lambda: FRAMEWORK + questions() + "lineage:\n" + many("  - {{version: '0', from: o{0}, to: q{0}, relation: same}}\n", joint=""),
    "lineage-to-nothing.yaml": lambda: FRAMEWORK + questions() + "lineage:\n" + many("  - {{version: '0', from: o{0}, to: z{0}, relation: same}}\n", joint=""),
    "selected.yaml": lambda: REVIEW.format("choices.yaml") + "  q: {selected: [" + many("c{}") + "], choice_notes: {" + many("c{}: n") + "}}\n",
    "unknown-choices.yaml": lambda: REVIEW.format("choices.yaml") + "  q: {selected: [" + many("z{}") + "]}\n",
    "unknown-questions.yaml": lambda: REVIEW.format("questions.yaml") + many("  z{}: {{}}\n", joint=""),
    "old-questions.yaml": lambda: REVIEW.format("lineage.yaml") + many("  o{}: {{selected: [c]}}\n", joint=""),
    "equal-keys.json": lambda: "{" + many('"a": 1', 400000) + "}",
    "keys.json": lambda: "{" + many('"a{}": 1', 400000) + "}",
    "keys.yaml": lambda: many("a{}: 1\n", 300000, ""),
    "colliding-keys.yaml": lambda: "".join(f'"{key}": 1\n' for key in colliding()),
    "deep.json": lambda: "[" * 1000000,
    "deep.yaml": lambda: "[" * 1000000,
    "values.json": lambda: "[" + many("{{}}", 4000000) + "]",
    "values.yaml": lambda: "- a\n" * 1000000,
    "empty-lines.yaml": lambda: "\n" * 12000000,
    "lens-choices.json": lambda: lens([{"id": f"c{i}", "title": "t"} for i in range(COUNT)]),
    "lens-fields.json": lambda: lens([], **{f"x{i}": 1 for i in range(200000)}),
    "lens-list.json": lambda: lens([{"id": "ccc", "title": "t"}], description="- a\n" * 2300000),
    "lens-brackets.json": lambda: lens([{"id": "ccc", "title": "t"}], description="[a](" * 200000),
    "lens-parentheses.json": lambda: lens(
        [{"id": "ccc", "title": "t"}], riskRules=[{"condition": "(" * 50000 + "ccc" + ")" * 50000, "risk": "NO_RISK"}]
    ),
    "checklist.json": lambda: checklist(
        [{"category": "C", "subcategory": f"S{i % 300}", "text": f"T{i}", "guid": str(i), "severity": "High", "link": "https://a.example"} for i in range(60000)]
    ),
    "checklist-words.json": lambda: checklist(
        [{"category": "C", "text": "t", "severity": "z", "status": "y"}] * COUNT,
        status=[{"name": f"s{i}"} for i in range(COUNT)],
        severities=[{"name": f"s{i}"} for i in range(COUNT)],
    ),
    "answers.csv": lambda: AZURE + ANSWERS + many("Security,Q,A{0},A{0},note {0} on this\n", 29000, ""),
    "long-row.csv": lambda: "Critility," * 100000 + "\n" + AZURE + ANSWERS + "Security,Q,A,A,\n",
    "api-choices.json": lambda: answers([answer(0, COUNT)]),
    "api-questions.json": lambda: answers([answer(i, 2) for i in range(COUNT)]),
    "api-official.json": lambda: answers([answer(i, 2) for i in range(COUNT)], "wellarchitected"),
    "api-fields.json": lambda: json.dumps({"WorkloadId": "w", "AnswerSummaries": [answer(0, 1)], **{f"f{i}": 1 for i in range(200000)}}),
}


def run(arguments, seconds):
    """Exit status (negative: a signal), CPU seconds and MB."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    timer = threading.Timer(20 * seconds, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = 0
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def main():
    plumbline, most = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: what this one has in memory would count as theirs.
        for name in CASES:
            if os.fork() == 0:
                with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
                    file.write(CASES[name]())
                os._exit(0)
            os.wait()
        for number, name in enumerate(CASES, 1):
            path = os.path.join(folder, name)
            said = []
            for arguments in (["check", path], ["convert", "-o", os.path.join(folder, "out.yaml"), path]):
                status, seconds, megabytes = run([plumbline] + arguments, most)
                if status not in (0, 1, 2) or seconds > most or (most <= 2 and megabytes > 256):
                    said.append(f"{arguments[0]}: status {status}, {seconds:.2f} s, {megabytes} MB")
            print(f"{'not ok' if said else 'ok'} {number} {name}", *(f"\n# {line}" for line in said), sep="", flush=True)
            bad += bool(said)
    print(f"1..{len(CASES)}")
    return bad > 0


sys.exit(main())
