#!/usr/bin/env python3
"""Writes the synthetic reviews of this sample: always the same ones, from nothing but this script and the frameworks beside it.

Usage: generate.py [FOLDER [COUNT]]     (default: reviews, beside this script, and 12 workloads; up to 600)

Northmoor Rail does not exist. What its teams lack is drawn by chance, but not evenly: practices differ in how common they are, teams in what they are good
at, and workloads in how far they have come, so that there is something to find. One workload was reviewed twice, and every sixth answers to the older of
two frameworks.
"""
import datetime
import functools
import os
import pathlib
import random
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
CURRENT, OLDER = HERE.parent / "frameworks" / "aws-well-architected.yaml", HERE.parent / "benchmark" / "framework-2019.yaml"
ORGANISATION = "Northmoor Rail"
TEAMS = [("Ticketing", "Passenger"), ("Train Operations", "Network"), ("Data Platform", "Shared Services"), ("Stations", "Passenger"), ("Freight", "Network"),
         ("Staff Systems", "Shared Services")]
WORKLOADS = {
    "Ticketing": ["Ticket shop", "Fare engine", "Season passes", "Refunds", "Seat reservation", "Gate validation", "Partner sales", "Vouchers", "Payment hub",
                  "Customer accounts"],
    "Train Operations": ["Timetable", "Delay prediction", "Crew rostering", "Incident desk", "Rolling stock", "Platform displays", "Driver advice",
                         "Depot planning", "Signal records", "Track access"],
    "Data Platform": ["Journey lake", "Revenue reports", "Open data service", "Master data", "Event stream", "Feature store", "Model serving",
                      "Data catalogue", "Archive", "Notebook service"],
    "Stations": ["Station Wi-Fi", "Lift monitoring", "Lost property", "Retail tills", "Parking", "Bike storage", "Help points", "Cleaning rota",
                 "Energy meters", "Announcements"],
    "Freight": ["Slot booking", "Wagon tracking", "Customs papers", "Terminal gates", "Load planning", "Freight billing", "Yard control", "Shipper portal",
                "Weighing", "Hazard register"],
    "Staff Systems": ["Payroll feed", "Training records", "Rule book", "Shift swap", "Badges", "Expenses", "Wellbeing", "Recruiting", "Intranet",
                      "Service desk"],
}
OWNERS = ["A. Brandt", "M. Okafor", "L. Petrov", "S. Haddad", "J. Lindgren", "C. Moreau", "D. Whelan", "R. Tanaka"]


@functools.lru_cache()
def questions(path):
    """The questions of a framework: pillar, id, and ids of the practices."""
    pillars = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))["pillars"]
    return [(pillar["id"], question["id"], [choice["id"] for choice in question["choices"] if not choice.get("none")])
            for pillar in pillars for question in pillar["questions"]]


@functools.lru_cache()
def habits(path):
    """How common each practice is in the organisation."""
    chance = random.Random(f"habits {path.name}")
    return {(question, choice): chance.betavariate(3.6, 0.9) for _, question, choices in questions(path) for choice in choices}


def answers(path, team, ahead, chance):
    """Lines of answers; ahead: how much further than others the workload is, from -0.3 to 0.3."""
    known, strengths = habits(path), random.Random(f"strengths {team}")
    pillars = sorted({pillar for pillar, _, _ in questions(path)})
    strong = dict(zip(pillars, [strengths.uniform(-0.15, 0.2) for _ in pillars]))
    for pillar, question, choices in questions(path):
        draw = chance.random()
        if draw < 0.03:
            yield f"  {question}: {{applicable: false, reason: out-of-scope}}"
        elif draw > 0.06:
            taken = [choice for choice in choices if chance.random() < known[question, choice] + strong[pillar] + ahead]
            yield f"  {question}: {{selected: [{', '.join(taken)}]}}" if taken else f"  {question}: {{none: true}}"


def workloads(count):
    teams = TEAMS[:3] if count <= 30 else TEAMS
    named = [(name, team, unit) for place in range(10) for team, unit in teams for name in [WORKLOADS[team][place]]]
    for number in range(count):
        name, team, unit = named[number % len(named)]
        copy = number // len(named)
        yield number, name + (f" {copy + 1}" if copy else ""), team, unit


def text_of(folder, number, name, team, unit, held, ahead, older, milestone):
    framework = OLDER if older else CURRENT
    chance = random.Random(f"{name} {milestone}")
    slug = name.lower().replace(" ", "-")
    relative = pathlib.Path(os.path.relpath(framework, folder)).as_posix()
    lines = [
        "# Synthetic: made by generate.py. There is no such organisation.",
        "plumbline: review/1",
        f"framework: {relative}",
        f"client: {{name: {ORGANISATION}}}",
        "workload:",
        f"  id: {slug}",
        f"  name: {name}",
        f"  environment: {'pre-production' if number % 7 == 5 else 'production'}",
        f"  owner: {OWNERS[number * 5 % len(OWNERS)]}",
        f"  team: {team}",
        f"  unit: {unit}",
        f"date: {held}",
        f"milestone: {milestone}",
        "context: {sector: travel, size: large, benchmark: internal}",
        "answers:",
        *answers(framework, team, ahead, chance),
    ]
    return slug, "\n".join(lines) + "\n"


def write(folder, count):
    folder = pathlib.Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for number, name, team, unit in workloads(count):
        chance = random.Random(f"workload {name}")
        held = datetime.date(2026, 1, 12) + datetime.timedelta(days=chance.randrange(150))
        ahead = chance.uniform(-0.12, 0.14) + (-0.28 if number == 7 else 0.2 if number == 2 else 0)
        slug, text = text_of(folder, number, name, team, unit, held, ahead, number % 6 == 4, "Review 2026")
        (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")
        if number == 0:
            _, text = text_of(folder, number, name, team, unit, held - datetime.timedelta(days=330), ahead - 0.15, False, "First review")
            (folder / f"{slug}-2025.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1] if len(sys.argv) > 1 else HERE / "reviews", int(sys.argv[2]) if len(sys.argv) > 2 else 12)
