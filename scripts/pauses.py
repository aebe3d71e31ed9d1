#!/usr/bin/env python3
"""Whether minor collections take longer when more lives or the stack is deeper: makes garbage above an old space of 1 MiB to
1 GiB, and below 10 to 1,000,000 frames, and shows how long a minor collection took by `--stats`.

    scripts/pauses.py [--quintet target/release/quintet] [--most 1024]

Most collections of a run are of the garbage, so half of the pauses say what one takes there; the last hundredth are those
while the live part is made, and what else the machine did. Fails if half of the pauses with the largest of either are not within
four times those with the smallest (`--stats` gives powers of two).
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_GROWTH = 4

# An object of the list that lives takes about 100 bytes.
PROGRAM = """\
bytes, depth, garbage = to_int(argv()[0]), to_int(argv()[1]), to_int(argv()[2])
live = []
for i in range(bytes / 100)
  push(live, [i, [i]])
fun churn(n)
  last = nil
  for i in range(n)
    last = [i, last == nil]
  return last
fun down(n, mine)
  if n == 0
    return churn(garbage)
  below = down(n - 1, [n])
  return mine == nil ? below : [below]
down(depth, nil)
print(len(live))
"""


def measure(quintet, path, live, depth):
    """Prints a line and gives the time within which half of the minor collections were."""
    # Three times as many collections of garbage as making the live part takes, at least.
    arguments = [str(live), str(depth), str(5_000_000 + live // 8)]
    run = subprocess.run([quintet, "run", "--jit=off", "--stats", path, *arguments], capture_output=True, text=True)
    text = run.stdout + run.stderr
    if run.returncode != 0:
        sys.exit(f"{path} {arguments}: {text}")
    minor, full = map(int, re.search(r"collections: (\d+) minor, (\d+) full", text).groups())
    pauses = re.search(r"half within ([\d.]+) ms, 99% within ([\d.]+) ms, at most ([\d.]+) ms", text)
    half, most_of_all, longest = (1000 * float(n) for n in pauses.groups())
    longest_full = float(re.search(r"full pauses: at most ([\d.]+) ms", text).group(1))
    print(
        f"{live / (1 << 20):8.0f} {depth:10} {minor:8} {half:15.1f} {most_of_all:15.1f} {longest:11.0f} {full:6} {longest_full:11.1f}",
        flush=True,
    )
    return half


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quintet", default=str(ROOT / "target/release/quintet"))
    parser.add_argument("--most", type=int, default=1024, help="MiB that live at most")
    options = parser.parse_args()
    print("live MiB      depth    minor  half within µs   99% within µs  longest µs   full  longest ms")
    with tempfile.TemporaryDirectory() as directory:
        path = str(Path(directory) / "pauses.fun")
        Path(path).write_text(PROGRAM)
        sizes = [n << 20 for n in (1, 4, 16, 64, 256, 1024) if n <= options.most]
        by_size = [measure(options.quintet, path, n, 10) for n in sizes]
        depths = [10, 100, 1_000, 10_000, 100_000, 1_000_000]
        by_depth = [measure(options.quintet, path, 1 << 20, n) for n in depths]
    bad = [what for what, halves in (("live", by_size), ("depth", by_depth)) if halves[-1] > MOST_GROWTH * halves[0]]
    for what in bad:
        print(f"minor pauses grow with {what}")
    sys.exit(1 if bad else 0)


main()
