#!/usr/bin/env python3
"""The sample reports and the sample publication as PDF under judges that we did not write (qpdf, poppler, mutool) and under our own checker, and what a
publication must not tell. Prints TAP.

usage: reports.py PLUMBLINE PDFCHECK ROOT
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PLUMBLINE, PDFCHECK, ROOT = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
BENCHMARK = ROOT / "samples/benchmark"
REVIEWS = sorted((ROOT / "samples/reviews").glob("*.yaml"))
results = []


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def check(name, faults):
    results.append(not faults)
    print(f"{'ok' if not faults else 'not ok'} {len(results)} {name}", flush=True)
    for fault in faults[:20]:
        print(f"# {fault}")


def qpdf(pdf):
    status, out, err = run("qpdf", "--check", pdf)
    return [] if status == 0 else (out + err).splitlines()


def fonts(pdf):
    """Each font embedded, subset, and with its characters named."""
    rows = run("pdffonts", pdf)[1].splitlines()[2:]
    return ["no fonts"] * (not rows) + [row for row in rows if re.split(r"\s{2,}|\s(?=yes|no)", row.strip())[-5:-2] == [] or len(re.findall(r"\byes\b", row)) != 3]


def reading_order(pdf, first):
    """The headings of the text come in the order of the outline, and paragraphs are whole."""
    text = re.sub(r"\s+", " ", run("pdftotext", "-raw", pdf, "-")[1])
    titles = re.findall(r'^"?(?:\|\s*)?[+-]?\s*"([^"]+)"', run("mutool", "show", pdf, "outline")[1], flags=re.M) or \
        re.findall(r'"([^"]+)"', run("mutool", "show", pdf, "outline")[1])
    faults, at = [], text.find(first, text.find(first) + 1)
    for title in titles:
        found = text.find(re.sub(r"\s+", " ", title), at)
        if found < 0:
            faults.append(f'"{title}" is not in the text after the heading before it')
        else:
            at = found
    return faults + ["no outline"] * (len(titles) < 10)


def size(pdf, paper):
    wanted = {"a4": "595.2", "letter": "612 x 792"}[paper]
    line = next(l for l in run("pdfinfo", pdf)[1].splitlines() if l.startswith("Page size"))
    return [] if wanted in line else [line]


def conforms(name, pdf, first, paper):
    status, said, err = run(PDFCHECK, pdf)
    check(f"{name}: conforms", [] if status == 0 else (said + err).splitlines())
    check(f"{name}: qpdf", qpdf(pdf))
    check(f"{name}: fonts", fonts(pdf))
    check(f"{name}: reading order", reading_order(pdf, first))
    check(f"{name}: page size", size(pdf, paper))


def reports(folder):
    for paper in ("a4", "letter"):
        out = folder / paper
        status, _, err = run(PLUMBLINE, "report", *REVIEWS, "--to", "pdf", "--paper", paper, "-o", out)
        check(f"{paper}: the samples are written without a message", [] if status == 0 and not err else err.splitlines() + [f"status {status}"])
        status, _, err = run(PLUMBLINE, "report", BENCHMARK / "client.yaml", "--benchmark", BENCHMARK / "reviews", "-m", BENCHMARK / "metrics.yaml", "--no-cache", "--to", "pdf", "--paper", paper,
                             "-o", out / "against-peers.pdf")
        check(f"{paper}: a report against peers is written without a message", [] if status == 0 and not err else err.splitlines() + [f"status {status}"])
        for pdf in sorted(out.glob("*.pdf")):
            conforms(f"{paper}: {pdf.stem}", pdf, "Executive summary", paper)


def text_of(pdf):
    return re.sub(r"\s+", " ", run("pdftotext", pdf, "-")[1])


def publication(folder):
    """The sample publication: a good PDF, the same bytes twice, and on each page what it is not fit for."""
    for paper in ("a4", "letter"):
        out = folder / f"publication-{paper}"
        count = [PLUMBLINE, "benchmark", BENCHMARK / "reviews", "-m", BENCHMARK / "metrics.yaml", "--no-cache", "--paper", paper]
        status, _, err = run(*count, "--to", "pdf,html,csv", "-o", out)
        check(f"publication, {paper}: written without a message", [] if status == 0 and not err else err.splitlines() + [f"status {status}"])
        conforms(f"publication, {paper}", out / "benchmark.pdf", "What we found", paper)
    pages = run("pdftotext", out / "benchmark.pdf", "-")[1].split("\f")[:-1]
    check("publication: each page says that it is internal", [f"page {i + 1}" for i, page in enumerate(pages) if "Internal: not for publication" not in page])
    again = folder / "publication-again"
    run(*count, "--to", "pdf,html,csv", "-o", again, "-j", "1")
    check("publication: the same bytes", [f.name for f in sorted(out.iterdir()) if f.read_bytes() != (again / f.name).read_bytes()])


# Clients of a size: how many there are, and how many have the plan, the list and the alarm. Of the six that are "micro", nothing may be told: no sum of
# the other groups has the shares 1 of 6 (17%) or 5 of 6 (83%), so that these may stand nowhere.
KEPT = {"micro": (6, 1, 5, 5), "small": (30, 12, 15, 9), "large": (34, 20, 17, 11)}
SECRET = ["17%", "83%", "1 of 6", "5 of 6", "Client micro"]


def made(folder):
    folder.mkdir()
    choices = "".join(f"          - {{id: {name}, title: The {name}, risk: high}}\n" for name in ("plan", "list", "alarm"))
    (folder / "framework.yaml").write_text(
        "plumbline: framework/1\nid: kept\nversion: '1'\ntitle: Kept\nlanguage: en\npillars:\n  - id: run\n    title: Running\n    questions:\n"
        f"      - id: q\n        title: What is in place?\n        choices:\n{choices}          - {{id: nothing, title: None of these, none: true}}\n"
        "        rules: [{when: plan, risk: none}, {when: default, risk: high}]\n")
    (folder / "metrics.yaml").write_text(
        "plumbline: metrics/1\npopulation: {title: Made up}\nnoun: {one: team, many: teams}\nprivacy: {ledger: ledger.json, parameters: secrets.yaml}\n"
        "defaults: {min_base: 1}\nmetrics:\n"
        + "".join(f"  - {{id: {name}, title: Has the {name}, count: has(q.{name}), direction: good, pillar: run, segments: [ctx.size], trend: year, "
                  f"claim: '{{share}} of the teams have the {name}.'}}\n" for name in ("plan", "list", "alarm"))
        + "rankings:\n  - {id: first, title: In order, over: choices, value: has(item)}\n")
    (folder / "secrets.yaml").write_text("plumbline: secrets/1\nkey: " + "0123456789abcdef" * 4 + "\n")
    (folder / "reviews").mkdir()
    for kind, (count, *having) in KEPT.items():
        for i in range(count):
            chosen = [name for name, n in zip(("plan", "list", "alarm"), having) if i < n]
            answer = f"selected: [{', '.join(chosen)}]" if chosen else "none: true"
            (folder / "reviews" / f"{kind}-{i}.yaml").write_text(
                f"plumbline: review/1\nframework: ../framework.yaml\nclient: {{name: Client {kind} {i}}}\nworkload: {{id: {kind}-{i}, name: W}}\n"
                f"date: {2018 + i % 2}-03-01\ncontext: {{size: {kind}, benchmark: publish}}\nanswers:\n  q: {{{answer}}}\n")


def words_of(out):
    """All that a reader, a search engine or a screen reader can find."""
    page = (out / "benchmark.html").read_text()
    return {"pdf": text_of(out / "benchmark.pdf"), "html": re.sub(r"<style>.*?</style>", "", page, flags=re.S), "outline": run("mutool", "show", out / "benchmark.pdf", "outline")[1]}


def leaks(folder):
    """What is kept back stands in no text and no attribute; the same search finds it in what is internal."""
    made(folder / "made")
    count = [PLUMBLINE, "benchmark", folder / "made/reviews", "-m", folder / "made/metrics.yaml", "--no-cache", "--to", "pdf,html", "-o"]
    status, _, err = run(*count, folder / "open")
    check("leaks: the internal document is written", [] if status == 0 else err.splitlines())
    status, _, err = run(*count, folder / "closed", "--publish", "--release", "one")
    check("leaks: the publication is written", [] if status == 0 else err.splitlines())
    if not results[-1]:
        return
    inside, outside = words_of(folder / "open"), words_of(folder / "closed")
    check("leaks: the internal document tells", [f"{s} is not found" for s in ("17%", "83%") if s not in inside["pdf"] or s not in inside["html"]])
    check("leaks: the publication does not", [f"{place} has {s}" for place, words in outside.items() for s in SECRET if s in words])
    check("leaks: it is not stamped as internal", [place for place, words in outside.items() if "Internal" in words])
    status, out, err = run(*count, folder / "other", "--publish", "--release", "two", "--where", "ctx.size == 'micro'")
    check("leaks: six clients are no publication, and nothing is written", [] if status == 1 and not (folder / "other").exists() else [f"status {status}"])


def main():
    if any(shutil.which(tool) is None for tool in ("qpdf", "pdffonts", "mutool")):
        print("1..0 # SKIP qpdf, poppler-utils or mupdf-tools is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        reports(pathlib.Path(folder))
        publication(pathlib.Path(folder))
        leaks(pathlib.Path(folder))
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)


main()
