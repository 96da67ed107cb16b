#!/usr/bin/env python3
"""Every C file is as clang-format and .clang-format have it. Prints TAP. usage: format.py CLANG-FORMAT ROOT [--fix]"""
import pathlib
import subprocess
import sys

tool, root = sys.argv[1], pathlib.Path(sys.argv[2])
files = sorted(path for folder in ("src", "include", "tests") for path in (root / folder).rglob("*.[ch]"))
version = subprocess.run([tool, "--version"], capture_output=True, text=True).stdout
if "version 14" not in version:
    print(f"1..0 # SKIP the format is that of clang-format 14, and this is {version.strip()}")
    sys.exit(0)
if "--fix" in sys.argv:
    subprocess.run([tool, "-i", *files], check=True)
faults = subprocess.run([tool, "--dry-run", *files], capture_output=True, text=True).stderr.splitlines()
faults = [fault.replace(str(root) + "/", "") for fault in faults if "warning:" in fault]
print("1..1")
print(f"{'not ok' if faults else 'ok'} 1 {len(files)} files are formatted")
for fault in faults[:30]:
    print(f"# {fault}")
sys.exit(1 if faults else 0)
