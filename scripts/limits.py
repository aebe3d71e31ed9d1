#!/usr/bin/env python3
"""Real memory of limited programs: runs what `tests/fun/hostile` has under a heap limit and compares the most memory that the
system gave the process with the limit. Fails above 1.5 times, the command's own memory included.

    scripts/limits.py [--quintet target/release/quintet] [--limit 64] [NAME...]

The limit is in MiB.
"""

import argparse
import os
import resource
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST = 1.5


def peak(command):
    """Runs a command and gives its largest resident size in bytes and its exit code."""
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
        os.execv(command[0], command)
    _, status, usage = os.wait4(child, 0)
    return usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quintet", default=str(ROOT / "target/release/quintet"))
    parser.add_argument("--limit", type=int, default=64)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    limit = options.limit << 20
    bad = 0
    for path in sorted((ROOT / "tests/fun/hostile").glob("*.fun")):
        if options.names and path.stem not in options.names:
            continue
        most, code = peak([options.quintet, "run", f"--max-heap={limit}", str(path)])
        ratio = most / limit
        verdict = "ok" if code == 0 and ratio <= MOST else "FAILED"
        bad += verdict != "ok"
        print(f"{path.stem:32} {most / (1 << 20):8.1f} MiB {ratio:6.2f} exit {code} {verdict}")
    sys.exit(1 if bad else 0)


main()
