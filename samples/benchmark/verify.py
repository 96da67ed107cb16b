#!/usr/bin/env python3
"""An independent check of this sample: counts every metric over the files by itself, and sets the figures beside the published ones.

Usage: verify.py            (needs PyYAML; shares no code with Plumbline)

Checks that the percentages of expected.csv come out, that parts are disjoint and add up, that every key answer of the population is known, that the
words used of quantifier-only metrics are true, and that the article names metrics of the file and types no figure by hand.
"""
import csv
import datetime
import glob
import os
import re
import sys

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
LEVELS = {"none": 0, "medium": 1, "high": 2}
UNKNOWN, NOT_APPLICABLE = "U", "N"


def load(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return yaml.load(file, yaml.BaseLoader)


# ---- risks

def rule_holds(text, chosen):
    """Conditions of rules, as Python; the reviews of this sample mark no single choices as not applicable."""
    code = re.sub(r"[A-Za-z][\w-]*", lambda match: str(match.group() in chosen), text)
    return text == "default" or eval(code.replace("&&", " and ").replace("||", " or ").replace("!", " not "))


class Review:
    def __init__(self, path, framework):
        self.data = load(path)
        self.client, self.workload = self.data["client"]["name"], self.data["workload"]["id"]
        self.date = datetime.date.fromisoformat(self.data["date"])
        self.state, self.chosen, self.risk = {}, {}, {}
        for pillar in framework["pillars"]:
            for question in pillar["questions"]:
                self.take(question, self.data["answers"].get(question["id"], {}))

    def take(self, question, answer):
        name, chosen = question["id"], set(answer.get("selected", []))
        unknown_choices = chosen - {choice["id"] for choice in question["choices"]}
        assert not unknown_choices, (name, unknown_choices)
        state = True if chosen or answer.get("none") == "true" else UNKNOWN
        self.state[name] = NOT_APPLICABLE if answer.get("applicable") == "false" else state
        self.chosen[name] = chosen
        if self.state[name] is True:
            self.risk[name] = next(rule["risk"] for rule in question["rules"] if rule_holds(rule["when"], chosen))


# ---- the metric language: a small parser of its own, and four-valued logic

TOKEN = re.compile(r'\s*(?:(\d{4}-\d\d-\d\d)|(\d+)|"([^"]*)"|([A-Za-z][\w.-]*)|(==|!=|<=|>=|[<>()\[\],]))')


def tokens(text):
    place, found = 0, []
    while text[place:].strip():
        match = TOKEN.match(text, place)
        assert match, text[place:]
        kind = match.lastindex
        found.append((("date", "number", "text", "name", "sign")[kind - 1], match.group(kind)))
        place = match.end()
    return found + [("end", "")]


class Parser:
    def __init__(self, text):
        self.list, self.at = tokens(text), 0

    def peek(self):
        return self.list[self.at][1] if self.list[self.at][0] in ("name", "sign") else None

    def next(self):
        self.at += 1
        return self.list[self.at - 1]

    def chain(self, word, below):
        parts = [below()]
        while self.peek() == word:
            self.next()
            parts.append(below())
        return parts[0] if len(parts) == 1 else (word, parts)

    def whole(self):
        return self.chain("or", lambda: self.chain("and", self.negation))

    def negation(self):
        if self.peek() == "not":
            self.next()
            return ("not", self.negation())
        left = self.atom()
        if self.peek() in ("==", "!=", "<", "<=", ">", ">=", "in"):
            return ("compare", self.next()[1], left, self.atom())
        return left

    def atom(self):
        kind, text = self.next()
        if text == "(" and kind == "sign":
            inside = self.whole()
            self.next()
            return inside
        if text == "[" and kind == "sign":
            return ("list", self.arguments("]"))
        if kind == "name" and self.peek() == "(":
            self.next()
            return ("call", text, self.arguments(")"))
        return (kind, text)

    def arguments(self, end):
        found = []
        while self.peek() != end:
            found.append(self.next()[1])
            if self.peek() == ",":
                self.next()
        self.next()
        return found


def kleene(values, absorbing):
    known = [value for value in values if value != NOT_APPLICABLE]
    if not known:
        return NOT_APPLICABLE
    return absorbing if absorbing in known else UNKNOWN if UNKNOWN in known else not absorbing


def choice_of(review, name):
    question, choice = name.split(".")
    state = review.state[question]
    return choice in review.chosen[question] if state is True else state


def risk_share(review, *pillars):
    risks = [risk for question, risk in review.risk.items() if "all" in pillars or question.split("-")[0] in pillars]
    return sum(risk == "high" for risk in risks) / len(risks) if risks else UNKNOWN


class Evaluator:
    def __init__(self, metrics):
        self.metrics = {metric["id"]: metric for metric in metrics}

    def run(self, text, review):
        return self.value(Parser(text).whole(), review)

    def value(self, tree, review):
        kind = tree[0]
        if kind in ("or", "and"):
            return kleene([self.value(part, review) for part in tree[1]], kind == "or")
        if kind == "not":
            inside = self.value(tree[1], review)
            return inside if inside in (UNKNOWN, NOT_APPLICABLE) else not inside
        if kind == "compare":
            return self.compare(tree[1], self.value(tree[2], review), self.value(tree[3], review))
        if kind == "call":
            return self.call(tree[1], tree[2], review)
        if kind == "name":
            return self.name(tree[1], review)
        return {"date": datetime.date.fromisoformat, "number": float, "text": str, "list": list}[kind](tree[1])

    def name(self, text, review):
        if text in LEVELS:
            return LEVELS[text]
        return review.date if text == "review.date" else review.data["context"].get(text.removeprefix("ctx."), UNKNOWN)

    def compare(self, sign, left, right):
        for value in (left, right):
            if value in (UNKNOWN, NOT_APPLICABLE):
                return value
        return {"==": lambda: left == right, "!=": lambda: left != right, "<": lambda: left < right, "<=": lambda: left <= right,
                ">": lambda: left > right, ">=": lambda: left >= right, "in": lambda: left in right}[sign]()

    def call(self, name, arguments, review):
        first = arguments[0]
        if name == "metric":
            return self.run(self.metrics[first]["count"], review)
        if name in ("has", "any", "all"):
            return kleene([choice_of(review, choice) for choice in arguments], name != "all")
        if name == "none":
            return not review.chosen[first] if review.state[first] is True else review.state[first]
        if name == "risk":
            return LEVELS[review.risk[first]] if review.state[first] is True else review.state[first]
        if name == "high":
            return sum(risk == "high" for risk in review.risk.values())
        assert name == "risk_share", name
        return risk_share(review, *arguments)


# ---- counting

def population(reviews, definition, evaluator):
    inside = [review for review in reviews if evaluator.run(definition["consent"], review) is True]
    inside = [review for review in inside if evaluator.run(definition["where"], review) is True]
    latest = {}
    for review in sorted(inside, key=lambda review: review.date):
        latest[review.client, review.workload] = review
    return list(latest.values())


def count(metric, reviews, evaluator):
    in_base = [review for review in reviews if "base" not in metric or evaluator.run(metric["base"], review) is True]
    values = [(evaluator.run(metric["count"], review), review) for review in in_base]
    known = [review for value, review in values if value in (True, False)]
    return {review.client for value, review in values if value is True}, len(known), len(values) - len(known)


def wilson(k, n, z=1.959963984540054):
    middle, half = k + z * z / 2, z * (k * (n - k) / n + z * z / 4) ** 0.5
    return 100 * (middle - half) / (n + z * z), 100 * (middle + half) / (n + z * z)


def half_up(k, n):
    return (200 * k + n) // (2 * n)


def check_article(names, shares, fail):
    with open(os.path.join(HERE, "article.md"), encoding="utf-8") as file:
        text = file.read()
    used = re.findall(r"\{(share|count|base|interval|words):([\w-]+)\}", text)
    for _, name in used:
        if name not in names:
            fail(f"article.md names no metric: {name}")
    for name in shares:
        for kind in ("share", "count", "base", "interval"):
            if (kind, name) not in used and (kind, name) != ("share", "ir-contact-without-tools"):
                fail(f"article.md lacks {{{kind}:{name}}}")
    for typed in re.findall(r"\d+ ?%|\d+ per cent", text):
        fail(f"article.md types a figure by hand: {typed}")
    print(f"article.md: {len(text.split())} words, {len(used)} placeholders of {len({name for _, name in used})} metrics")


def main():
    failures = []

    def fail(text):
        failures.append(text)
        print("FAILED: " + text)

    framework, metrics = load("framework-2019.yaml"), load("metrics.yaml")
    reviews = [Review(path, framework) for path in sorted(glob.glob(os.path.join(HERE, "reviews", "*.yaml")))]
    evaluator = Evaluator(metrics["metrics"])
    people = population(reviews, metrics["population"], evaluator)
    print(f"{len(reviews)} reviews of {len({review.client for review in reviews})} clients; population {len(people)} of {len({r.client for r in people})} clients")
    if len(people) != 150 or len({review.client for review in people}) != 150:
        fail("the population is not 150 clients with one workload each")
    with open(os.path.join(HERE, "expected.csv"), encoding="utf-8") as file:
        expected = {row["metric"]: int(row["published"]) for row in csv.DictReader(file)}
    hits, shares = {}, {}
    print(f"{'metric':26} {'k':>4} {'n':>4} {'?':>2}  {'%':>3} published   95 %")
    for metric in metrics["metrics"]:
        if "count" not in metric:
            key = "mean" if "mean" in metric else "median"
            values = sorted(evaluator.run(metric[key], review) for review in people)
            value = sum(values) / len(values) if key == "mean" else (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
            print(f"{metric['id']:26} {key} {value:.2f}, from {values[0]} to {values[-1]}")
            continue
        name = metric["id"]
        hits[name], n, unknown = count(metric, people, evaluator)
        k = len(hits[name])
        shares[name] = (k, n)
        low, high = wilson(k, n)
        print(f"{name:26} {k:4} {n:4} {unknown:2}  {half_up(k, n):3} {str(expected.get(name, '')):9}   {low:.1f} to {high:.1f}")
        if name in expected and half_up(k, n) != expected[name]:
            fail(f"{name} is {half_up(k, n)}, not {expected[name]}")
        if unknown:
            fail(f"{name} is unknown for {unknown}")
    for metric in metrics["metrics"]:
        parts = [hits[part] for part in metric.get("parts", [])]
        if parts and (set.union(*parts) != hits[metric["id"]] or sum(map(len, parts)) != len(hits[metric["id"]])):
            fail(f"the parts of {metric['id']} overlap or leave a gap")
    for name in ("builds-well", "builds-better-than-runs", "smb"):
        if wilson(*shares[name])[0] <= 50:
            fail(f"{name} is not most")
    if shares["chaos-or-game-day"][0] > 0.05 * 150 or wilson(*shares["chaos-or-game-day"])[1] > 10:
        fail("chaos-or-game-day is not almost nobody")
    ranking = sorted(((sum(review.risk.get(q["id"]) == "high" for review in people), q["id"]) for p in framework["pillars"] for q in p["questions"]), reverse=True)
    print("top high risks: " + ", ".join(f"{question} {k}" for k, question in ranking[:10]))
    if ranking[0][1] != "rel-9" or ranking[1][0] >= ranking[0][0]:
        fail("disaster recovery is not the most common high risk")
    check_article({m["id"] for m in metrics["metrics"]} | {r["id"] for r in metrics["rankings"]}, expected, fail)
    print("all figures as published" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
