#!/usr/bin/env python3
"""Measures Plumbline: start-up, one report, 200 reports on one and two workers. Not a test: it prints figures.

usage: bench.py PLUMBLINE [--reports N] [--rival NAME=COMMAND]...
A rival is any command that makes a document of the same size; it is timed in the same run, and figures are printed as ratios to it as well.
"""
import argparse
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
REVIEW = ROOT / "samples/reviews/harbour-bank-checkout.yaml"


def run(command, cwd=None):
    """Wall seconds, and peak memory in MB of the largest process."""
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{shlex.join(command)}: exit status {child.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure(name, command, times=5, cwd=None):
    runs = [run(command, cwd) for _ in range(times)]
    wall = statistics.median(seconds for seconds, _ in runs)
    memory = max(megabytes for _, megabytes in runs)
    print(f"{name:<44} {wall * 1000:9.1f} ms  {memory:7.1f} MB  ({times} runs)")
    return wall, memory


def copies(folder, count):
    """Reviews that differ in client and date, so that no two reports are alike."""
    text = REVIEW.read_text().replace("../frameworks/", f"{ROOT}/samples/frameworks/")
    paths = []
    for n in range(count):
        path = folder / f"client-{n:03}.yaml"
        path.write_text(text.replace("Harbour Bank", f"Client {n:03}").replace("2026-01-31", f"2026-01-{n % 28 + 1:02}"))
        paths.append(str(path))
    return paths


def pages_of(pdf):
    if shutil.which("pdfinfo") is None:
        return "?"
    text = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    return next(line.split()[1] for line in text.splitlines() if line.startswith("Pages:"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("plumbline")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--rival", action="append", default=[], metavar="NAME=COMMAND")
    options = parser.parse_args()
    plumbline = str(pathlib.Path(options.plumbline).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        out = folder / "out"
        measure("start-up (--version)", [plumbline, "--version"], 20)
        measure("assess one review, JSON", [plumbline, "assess", str(REVIEW), "--to", "json", "-o", str(folder / "a.json")], 10)
        both, _ = measure("one report, PDF and HTML", [plumbline, "report", str(REVIEW), "--to", "pdf,html", "-o", str(out)])
        pdf = next(out.glob("*.pdf"))
        print(f"{'':<44} {pages_of(pdf)} pages, {pdf.stat().st_size // 1024} kB; HTML {next(out.glob('*.html')).stat().st_size // 1024} kB")
        measure("one report, PDF alone", [plumbline, "report", str(REVIEW), "--to", "pdf", "-o", str(folder / "one.pdf")])
        measure("one report, HTML alone", [plumbline, "report", str(REVIEW), "--to", "html", "-o", str(folder / "one.html")])
        reviews = copies(folder, options.reports)
        walls = []
        for workers in (1, 2):
            target = folder / f"many-{workers}"
            wall, _ = measure(f"{options.reports} reports, PDF and HTML, -j {workers}",
                              [plumbline, "report", *reviews, "--to", "pdf,html", "-o", str(target), "-j", str(workers)], 1)
            walls.append(wall)
        print(f"{'two workers against one':<44} {walls[0] / walls[1]:9.2f} times as fast")
        for rival in options.rival:
            label, command = rival.split("=", 1)
            wall, memory = measure(f"rival: {label}", shlex.split(command))
            print(f"{'':<44} PDF and HTML take {both / wall:.2f} of its time")


if __name__ == "__main__":
    main()
