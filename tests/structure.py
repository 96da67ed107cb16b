#!/usr/bin/env python3
"""Floors, confinement of libraries, and the length of functions and files. Prints TAP."""
import pathlib, re, sys

ROOT = pathlib.Path(sys.argv[1])
results = []


def check(name, faults):
    results.append(not faults)
    print(f"{'ok' if not faults else 'not ok'} {len(results)} {name}")
    for fault in faults:
        print(f"# {fault}")


def lines_of(name):
    for line in (ROOT / "tests" / name).read_text().splitlines():
        if line.strip() and not re.match(r"#( |$)", line):
            yield line


FLOORS = [line.strip() for line in lines_of("floors.txt")]
FILES = sorted(list(ROOT.glob("src/*/*.[ch]")) + list(ROOT.glob("include/*/*.h")) + list(ROOT.glob("include/*/*.def")))


def room_of(path):
    return path.relative_to(ROOT).parts[1]


def without_comments(text):
    blank = lambda m: re.sub(r"[^\n]", " ", m.group())
    return re.sub(r"/\*.*?\*/", blank, text, flags=re.S)


def floors():
    faults = []
    for path in FILES:
        for n, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'#include "([^"]+)"', line)
            if not found:
                continue
            room = found.group(1).split("/")[0] if "/" in found.group(1) else room_of(path)
            if room not in FLOORS:
                faults.append(f"{path.relative_to(ROOT)}:{n}: there is no room {room}")
            elif FLOORS.index(room) > FLOORS.index(room_of(path)):
                faults.append(f"{path.relative_to(ROOT)}:{n}: {room_of(path)} looks up to {room}")
    return faults


def confine():
    faults = []
    rules = []
    for line in lines_of("confine.txt"):
        pattern, rooms = re.match(r"(.*?)\s{2,}(.*)", line).groups()
        rules.append((re.compile(pattern), rooms.split()))
    for path in FILES:
        code = re.sub(r'"(\\.|[^"\\\n])*"', lambda m: '"' + "." * (len(m.group()) - 2) + '"', without_comments(path.read_text()))
        for n, line in enumerate(code.splitlines(), 1):
            for pattern, rooms in rules:
                if pattern.search(line) and room_of(path) not in rooms:
                    faults.append(f"{path.relative_to(ROOT)}:{n}: {pattern.pattern} belongs to {', '.join(rooms)}")
    return faults


def functions():
    for path in FILES:
        if path.suffix != ".c":
            continue
        start = None
        lines = without_comments(path.read_text()).splitlines()
        for n, line in enumerate(lines, 1):
            if line == "{" and n > 1 and re.search(r"\)$", lines[n - 2]):
                start = n
            elif line == "}" and start:
                yield n - start - 1, f"{path.relative_to(ROOT)}:{start - 1}"
                start = None


def lengths():
    found = sorted(functions())
    counts = [length for length, _ in found]
    faults = [f"{where}: a function of {length} lines" for length, where in found if length > 80]
    if counts:
        median, high = counts[len(counts) // 2], counts[int(len(counts) * 0.95)]
        print(f"# {len(counts)} functions: median {median} lines, 95th percentile {high}, longest {counts[-1]}")
        if median > 15:
            faults.append(f"the median function has {median} lines, more than 15")
        if high >= 60:
            faults.append(f"the 95th percentile is {high} lines, not under 60")
    return faults


def files():
    faults = []
    for path in FILES:
        text = path.read_text()
        count = len(text.splitlines())
        if count > (200 if path.suffix == ".h" else 600):
            faults.append(f"{path.relative_to(ROOT)}: {count} lines")
        if not text.startswith("/*"):
            faults.append(f"{path.relative_to(ROOT)}: does not open with a sentence that says what it is")
        for n, line in enumerate(text.splitlines(), 1):
            if path.suffix != ".def" and len(line.expandtabs(8)) > 170:
                faults.append(f"{path.relative_to(ROOT)}:{n}: a line of {len(line.expandtabs(8))} columns")
            if line != line.rstrip():
                faults.append(f"{path.relative_to(ROOT)}:{n}: blanks at the end of the line")
    return faults


def codes():
    """Each diagnostic is used, and used codes are worded."""
    table = re.findall(r"^DIAG\((\w+),", (ROOT / "include/source/diag.def").read_text(), flags=re.M)
    text = "\n".join(p.read_text() for p in FILES if p.suffix in (".c", ".h"))
    faults = [f"{code} is worded twice" for code in sorted(set(table)) if table.count(code) > 1]
    words = set(re.findall(r"\w+", text))
    faults += [f"{code} is never used" for code in table if code not in words and f"DIAG_{code}" not in words]
    return faults


check("no room looks up", floors())
check("libraries stay in their rooms", confine())
check("functions are short", lengths())
check("files keep to their budget", files())
check("every diagnostic is used", codes())
print(f"1..{len(results)}")
sys.exit(0 if all(results) else 1)
