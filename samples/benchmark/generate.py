#!/usr/bin/env python3
"""Writes the synthetic reviews of this sample: always the same ones, from nothing but this script.

Usage: generate.py [FOLDER]     (default: reviews, beside this script)

150 clients consent to publication, have one workload each and were reviewed between April 2018 and January 2020. Their latest answers give every
figure of article.md; the counts stand in KEY ANSWERS below. Around them lie the reviews that must not count: earlier milestones of the same
workloads, clients who did not consent, and reviews held after the period.
"""
import datetime
import os
import random
import sys

FIRST, LAST = datetime.date(2018, 4, 3), datetime.date(2020, 1, 31)
TEAMS = 150

# How many of the 150 are what.
SIZES = [("micro", 11), ("small", 66), ("medium", 51), ("large", 22)]
ENGINEERS = {"micro": (2, 6), "small": (5, 25), "medium": (20, 80), "large": (80, 400)}
STAGES = [("startup", 40), ("growth", 58), ("transforming", 12), ("established", 40)]
SECTORS = [("software", 38), ("financial-services", 27), ("retail", 24), ("media", 18), ("education", 13), ("healthcare", 12),
           ("professional-services", 12), ("government", 6)]
YEARS = [(2018, 46), (2019, 89), (2020, 15)]
WORKLOADS = ["shop", "booking engine", "payment service", "content platform", "data warehouse", "customer portal", "mobile backend", "search service"]

# The choices of every question, in the order of framework-2019.yaml. A number after a colon is the percentage of the 150 that selects the choice;
# those without are set under KEY ANSWERS.
QUESTIONS = {
    "ops-1": "customers:78 obligations:61 trade-offs:37",
    "ops-2": "application:74 dependencies:52 tracing:21",
    "ops-3": "version-control tested-changes:62 config-management build-deploy patching:50 standards:42 code-quality:48 environments:76 "
             "small-changes full-automation",
    "ops-4": "rollback:66 limited-release:31 parallel:27",
    "ops-5": "runbooks:55 playbooks:32 trained:58",
    "ops-6": "kpis:45 defined-metrics:57 collect baselines patterns outcome-alerts anomaly-alerts",
    "ops-7": "metrics:48 review:29 baseline:24",
    "ops-8": "process:62 escalation:56 communication:64",
    "ops-9": "time:58 feedback:60 share:33",
    "sec-1": "mfa:76 root:82 rotation:38",
    "sec-2": "requirements:46 least-privilege unique-credentials lifecycle:35 automated-credentials:28 federation",
    "sec-3": "requirements:40 least-privilege automated-credentials:30 unique-credentials:55 dynamic-auth",
    "sec-4": "logging:70 central:48 alerts:40",
    "sec-5": "informed:72 threat-model:18 services:36",
    "sec-6": "layers:88 control:84 inspection:22",
    "sec-7": "patches:60 hardening:46 no-logins:24",
    "sec-8": "requirements controls types labels automation",
    "sec-9": "encryption:72 keys:58 access:34",
    "sec-10": "encryption:85 certificates:68 authenticate:19",
    "sec-11": "key-personnel tooling plans automate-containment forensics pre-access pre-tools game-days",
    "rel-1": "aware:72 monitored:41 headroom:35",
    "rel-2": "redundant:80 addresses:66 overlap:70",
    "rel-3": "automatic:68 load-test:36 schedule:52",
    "rel-4": "all-tiers:77 notify:74 respond:26",
    "rel-5": "automated:69 functional-tests:44 immutable:38",
    "rel-6": "automatic:83 restore:35 encrypted:62",
    "rel-7": "locations:74 healing:60 static:17",
    "rel-8": "playbooks rca inject-failures game-days",
    "rel-9": "objectives strategy tested drift automated",
    "perf-1": "process:58 benchmark:28 guidance:54",
    "perf-2": "right:93 options:90 measured:52",
    "perf-3": "right:94 options:91 measured:47",
    "perf-4": "right:76 metrics:66 tuning:50",
    "perf-5": "right:91 options:88 measured:40",
    "perf-6": "aware:58 process:33 evolve:46",
    "perf-7": "record:58 alarms:64 review:42",
    "perf-8": "areas:50 patterns:66 impact:33",
    "cost-1": "policies:52 accounts:61 controls:34",
    "cost-2": "reports:80 tags:47 budgets:56",
    "cost-3": "track:57 process:36 automatic:22",
    "cost-4": "requirements:44 analysis:64 licences:61",
    "cost-5": "metrics:66 modelling:38 automatic:42",
    "cost-6": "commitments:52 spot:24 regions:48",
    "cost-7": "model:31 components:70 services:58",
    "cost-8": "analysis:65 dynamic:57 buffer:44",
    "cost-9": "review:50 function:41 savings:20",
}
CHOICES = {question: [word.split(":")[0] for word in words.split()] for question, words in QUESTIONS.items()}
KEY = {"ops-3", "ops-6", "sec-2", "sec-3", "sec-8", "sec-11", "rel-8", "rel-9", "perf-2", "perf-3", "perf-5"}  # answered by all


class Dice:
    """Only random(): Python promises its numbers for a seed, but not those of its other methods, over versions."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def chance(self, probability):
        return self.source.random() < probability

    def below(self, limit):
        return int(self.source.random() * limit)

    def normal(self):
        return sum(self.source.random() for _ in range(12)) - 6

    def shuffled(self, items):
        return [item for _, item in sorted(((self.source.random(), i), item) for i, item in enumerate(items))]


class Team:
    def __init__(self):
        self.answers = {question: set() for question in CHOICES}
        self.unanswered, self.not_applicable = set(), {}
        self.benchmark, self.milestone = "publish", "First review"

    def has(self, question, choice):
        return choice in self.answers[question]


def spread(counts):
    return [word for word, count in counts for _ in range(count)]


def ranked(dice, teams, pull=0.5):
    """The teams from weakest to strongest in one respect: maturity pulls, chance does the rest."""
    rest = (1 - pull * pull) ** 0.5
    scores = [(pull * team.maturity + rest * dice.normal(), i) for i, team in enumerate(teams)]
    return [teams[i] for _, i in sorted(scores)]


def strongest(dice, teams, count, pull=0.5):
    return ranked(dice, teams, pull)[len(teams) - count:]


def grant(teams, question, *choices):
    for team in teams:
        team.answers[question].update(choices)


# ---- who the teams are

def make_teams(dice):
    sizes, sectors = dice.shuffled(spread(SIZES)), dice.shuffled(spread(SECTORS))
    teams = [Team() for _ in range(TEAMS)]
    for team, size, sector, date in zip(teams, sizes, sectors, make_dates(dice)):
        low, high = ENGINEERS[size]
        team.size, team.sector, team.date = size, sector, date
        team.engineers = low + dice.below(high - low + 1)
        team.maturity = dice.normal() + {"micro": -0.7, "small": -0.2, "medium": 0.1, "large": 0.8}[size]
        team.maturity += (0.4 if sector == "financial-services" else 0) + 0.25 * (date - FIRST).days / 365
    by_age = [team for _, _, team in sorted(((team.engineers + 40 * dice.normal(), i, team) for i, team in enumerate(teams)), key=lambda row: row[:2])]
    for team, stage in zip(by_age, spread(STAGES)):
        team.stage = stage
    return teams


def workday(dice, first, last):
    day = first + datetime.timedelta(dice.below((last - first).days + 1))
    while day.weekday() > 4 or day > last:
        day -= datetime.timedelta(1)
    return max(day, first)


def make_dates(dice):
    dates = []
    for year, count in YEARS:
        first, last = max(FIRST, datetime.date(year, 1, 2)), min(LAST, datetime.date(year, 12, 20))
        dates += [workday(dice, first, last) for _ in range(count)]
    return dice.shuffled(dates)


# ---- KEY ANSWERS: counts of 150, in brackets the percent that is printed

def answer_recovery(dice, teams):
    """118 inadequate (79): 60 without a plan and 58 with a weak one."""
    order = ranked(dice, teams)
    for team in order[60:118]:
        chosen = team.answers["rel-9"]
        chosen |= {choice for choice, odds in (("objectives", .7), ("strategy", .5), ("tested", .15), ("drift", .15), ("automated", .1)) if dice.chance(odds)}
        if not chosen:
            chosen.add("objectives")
        if chosen >= {"objectives", "strategy", "tested"}:
            chosen.discard("tested")
    for team in order[118:]:
        grant([team], "rel-9", "objectives", "strategy", "tested")
        team.answers["rel-9"] |= {choice for choice, odds in (("drift", .6), ("automated", .45)) if dice.chance(odds)}


def answer_resilience(dice, teams):
    """100 with a risk (67): 62 look for no causes, 38 lack playbooks only. 6 inject failures or hold game days."""
    order = ranked(dice, teams)
    for team in order[:62]:
        if dice.chance(.3):
            grant([team], "rel-8", "playbooks")
    grant(order[62:], "rel-8", "rca")
    grant(order[100:], "rel-8", "playbooks")
    few = strongest(dice, order[100:], 6)
    grant(few[:3], "rel-8", "inject-failures")
    grant(few[2:], "rel-8", "game-days")


def answer_incidents(dice, teams):
    """112 lack a plan (75): 40 entirely and 72 in part. 75 (half) know whom to call but have not given them access and tools: 63 + 12."""
    order = ranked(dice, teams)
    partly, full = order[40:112], order[112:]
    callers = strongest(dice, partly, 63)
    for team in partly:
        chosen = team.answers["sec-11"]
        if team in callers:
            grant([team], "sec-11", "key-personnel", *[c for c, odds in (("forensics", .1), (("pre-access", "pre-tools")[dice.below(2)], .2)) if dice.chance(odds)])
            if dice.chance(.5):
                chosen.add(("plans", "tooling")[dice.below(2)])
        else:
            chosen |= {"tooling"} if dice.chance(.6) else {"forensics", "plans"}
    grant(full, "sec-11", "key-personnel", "tooling", "plans")
    provided = strongest(dice, full, 26)
    grant(provided, "sec-11", "pre-access", "pre-tools")
    for team in full:
        lone = [("pre-access", .4)] if team not in provided else [("automate-containment", .25), ("game-days", .15)]
        team.answers["sec-11"] |= {choice for choice, odds in lone + [("forensics", .5)] if dice.chance(odds)}


def answer_people(dice, teams):
    """135 unique credentials (90), 93 federation (62), 140 either. 59 of the 140 grant too much (42). 71 with a risk (47): 56 of the 135, and the 15."""
    order = ranked(dice, teams)
    neither, only_federated, unique = order[:10], order[10:15], order[15:]
    grant(unique, "sec-2", "unique-credentials")
    grant(only_federated + strongest(dice, unique, 88), "sec-2", "federation")
    grant(strongest(dice, unique, 79) + only_federated[:2] + neither[-1:], "sec-2", "least-privilege")


def answer_software(dice, teams):
    """105 least privilege, so that 45 grant too much (30); 33 dynamic authentication, so that 117 do without (78)."""
    grant(strongest(dice, teams, 105), "sec-3", "least-privilege")
    grant(strongest(dice, teams, 33), "sec-3", "dynamic-auth")


def answer_classification(dice, teams):
    """113 classify nothing (75)."""
    for team in strongest(dice, teams, 37):
        chosen = team.answers["sec-8"]
        chosen |= {c for c, odds in (("requirements", .6), ("controls", .5), ("types", .7), ("labels", .3), ("automation", .1)) if dice.chance(odds)}
        if not chosen:
            chosen.add("types")


def answer_delivery(dice, teams):
    """135 version control (90), 117 configuration management (78), 123 build and deploy (82), 95 small changes (63), 78 fully automated (52)."""
    grant(strongest(dice, teams, 135), "ops-3", "version-control")
    grant(strongest(dice, teams, 117), "ops-3", "config-management")
    grant(strongest(dice, teams, 95), "ops-3", "small-changes")
    builders = strongest(dice, teams, 123)
    grant(builders, "ops-3", "build-deploy")
    grant(strongest(dice, builders, 78), "ops-3", "full-automation")


def answer_monitoring(dice, teams):
    """108 collect metrics (72); of these 77 set baselines (51 of all) and 60 alert on outcomes (40 of all)."""
    collecting = strongest(dice, teams, 108)
    grant(collecting, "ops-6", "collect")
    for choice, count in (("baselines", 77), ("outcome-alerts", 60), ("patterns", 52), ("anomaly-alerts", 34)):
        grant(strongest(dice, collecting, count), "ops-6", choice)


def answer_rest(dice, teams):
    for question, words in QUESTIONS.items():
        for word in words.split():
            choice, _, percent = word.partition(":")
            if percent:
                grant(strongest(dice, teams, TEAMS * int(percent) // 100, 0.4), question, choice)
    for team in teams:
        for question in CHOICES:
            if question not in KEY and dice.chance(0.02):
                team.unanswered.add(question)
        if dice.chance(0.04):
            team.not_applicable["perf-4"] = "architecture-constraints"
        if dice.chance(0.03):
            team.not_applicable["cost-6"] = "business-priorities"


# ---- the reviews that must not count

def later(team, days):
    """Days after (or before) the team's review, moved to a weekday."""
    day = team.date + datetime.timedelta(days)
    return day - datetime.timedelta(max(0, day.weekday() - 4))


def relative(dice, team, add, drop):
    """The team's answers with some selections added and dropped, as another review."""
    made = Team()
    made.__dict__.update({key: value for key, value in team.__dict__.items() if key not in ("answers", "unanswered", "not_applicable")})
    for question, choices in CHOICES.items():
        made.answers[question] = {c for c in choices if (dice.chance(1 - drop) if team.has(question, c) else dice.chance(add))}
    made.unanswered, made.not_applicable = set(team.unanswered), dict(team.not_applicable)
    return made


def milestones(dice, teams):
    """Thirteen workloads were reviewed twice: twelve earlier, when less was in place, and one again after the period."""
    made = []
    for team in dice.shuffled([team for team in teams if team.date >= datetime.date(2019, 3, 1)])[:12]:
        before = relative(dice, team, 0.02, 0.3)
        before.date, team.milestone = later(team, -(170 + dice.below(120))), "Second review"
        made.append(before)
    again = relative(dice, next(team for team in teams if team.date.year == 2018), 0.4, 0.0)
    again.date, again.milestone = datetime.date(2020, 2, 18), "Second review"
    return made + [again]


def outsiders(dice, teams):
    """Five clients that allow internal use only, three that allow none, and one who was reviewed after the period."""
    made = []
    for benchmark, date in [("internal", None)] * 5 + [("no", None)] * 3 + [("publish", datetime.date(2020, 3, 10))]:
        model = teams[dice.below(TEAMS)]
        other = relative(dice, model, 0.15, 0.15)
        other.benchmark, other.milestone = benchmark, "First review"
        other.date = date or workday(dice, FIRST, LAST)
        made.append(other)
    return made


# ---- writing

def number_clients(reviews):
    """Clients are numbered by their first review; a milestone belongs to the client of its workload."""
    numbers = {}
    for review in reviews:
        number = numbers.setdefault(review.client, len(numbers) + 1)
        review.number = number
    return len(numbers)


def answer_lines(team):
    for question, choices in CHOICES.items():
        chosen = [choice for choice in choices if team.has(question, choice)]
        if question in team.not_applicable:
            yield f"  {question}: {{applicable: false, reason: {team.not_applicable[question]}}}"
        elif question not in team.unanswered:
            yield f"  {question}: " + (f"{{selected: [{', '.join(chosen)}]}}" if chosen else "{none: true}")


def render(team):
    kind = WORKLOADS[team.number % len(WORKLOADS)]
    lines = [
        "# Synthetic: written by generate.py. No such client, workload or review exists.",
        "plumbline: review/1",
        "framework: ../framework-2019.yaml",
        f"client: {{name: Synthetic client {team.number:03d}}}",
        f"workload: {{id: synthetic-{team.number:03d}, name: Synthetic {kind} {team.number:03d}, environment: production}}",
        f"date: {team.date.isoformat()}",
        f"milestone: {team.milestone}",
        f"context: {{sector: {team.sector}, size: {team.size}, engineers: {team.engineers}, stage: {team.stage}, benchmark: {team.benchmark}}}",
        "answers:",
    ]
    return "\n".join(lines + list(answer_lines(team))) + "\n"


def write(reviews, folder):
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        if name.endswith(".yaml") and name[:-5].isdigit():
            os.remove(os.path.join(folder, name))
    for place, review in enumerate(reviews, 1):
        with open(os.path.join(folder, f"{place:03d}.yaml"), "w", encoding="utf-8", newline="\n") as file:
            file.write(render(review))


def main():
    dice = Dice(2019)
    teams = make_teams(dice)
    for answer in (answer_recovery, answer_resilience, answer_incidents, answer_people, answer_software, answer_classification, answer_delivery,
                   answer_monitoring, answer_rest):
        answer(dice, teams)
    for i, team in enumerate(teams):
        team.client = i
    others = outsiders(dice, teams)
    for i, other in enumerate(others):
        other.client = TEAMS + i
    reviews = teams + milestones(dice, teams) + others
    reviews.sort(key=lambda review: (review.date, review.client))
    clients = number_clients(reviews)
    write(reviews, sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "reviews"))
    print(f"{len(reviews)} reviews of {clients} clients")


if __name__ == "__main__":
    main()
