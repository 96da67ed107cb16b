#!/usr/bin/env python3
"""The sample reports as PDF under judges that we did not write (qpdf, poppler, mutool) and under our own checker. Prints TAP.

usage: reports.py PLUMBLINE PDFCHECK ROOT
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PLUMBLINE, PDFCHECK, ROOT = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
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


def reading_order(pdf, paper):
    """The headings of the text come in the order of the outline, and paragraphs are whole."""
    text = re.sub(r"\s+", " ", run("pdftotext", "-raw", pdf, "-")[1])
    titles = re.findall(r'^"?(?:\|\s*)?[+-]?\s*"([^"]+)"', run("mutool", "show", pdf, "outline")[1], flags=re.M) or \
        re.findall(r'"([^"]+)"', run("mutool", "show", pdf, "outline")[1])
    faults, at = [], text.find("Executive summary", text.find("Executive summary") + 1)
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


def main():
    if any(shutil.which(tool) is None for tool in ("qpdf", "pdffonts", "mutool")):
        print("1..0 # SKIP qpdf, poppler-utils or mupdf-tools is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        for paper in ("a4", "letter"):
            out = pathlib.Path(folder) / paper
            status, _, err = run(PLUMBLINE, "report", *REVIEWS, "--to", "pdf", "--paper", paper, "-o", out)
            check(f"{paper}: the samples are written without a message", [] if status == 0 and not err else err.splitlines() + [f"status {status}"])
            for pdf in sorted(out.glob("*.pdf")):
                name = f"{paper}: {pdf.stem}"
                status, said, err = run(PDFCHECK, pdf)
                check(f"{name}: conforms", [] if status == 0 else (said + err).splitlines())
                check(f"{name}: qpdf", qpdf(pdf))
                check(f"{name}: fonts", fonts(pdf))
                check(f"{name}: reading order", reading_order(pdf, paper))
                check(f"{name}: page size", size(pdf, paper))
    print(f"1..{len(results)}")
    sys.exit(0 if all(results) else 1)


main()
