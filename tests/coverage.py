#!/usr/bin/env python3
"""Lists the requirements in sections.txt that no test under fun/ names.

For sections of builtins (16.*), whose requirement is a list of names, every name must also occur in a test of that
section. Exit code 1 if a built requirement lacks a test or a test names an unknown one.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def read_sections():
    sections = {}
    for line in (ROOT / "sections.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            section, status, requirement = line.split(maxsplit=2)
            sections[section] = (status, requirement)
    return sections


def read_tests():
    """Yields (name, section ids, source) per test."""
    for path in sorted((ROOT / "fun").rglob("*.fun")):
        inside = path.relative_to(ROOT / "fun")
        if any(part.startswith("_") for part in inside.parts):
            continue
        source = path.read_bytes().decode("utf-8", "replace")
        found = re.findall(r"^\ufeff?// section: ([^\r\n]*)", source, re.MULTILINE)
        yield str(inside), re.split(r"[, ]+", ", ".join(found)), source


def main():
    sections = read_sections()
    tests_by_section = {}
    problems = []
    for name, ids, source in read_tests():
        for section in ids:
            if section not in sections:
                problems.append(f"{name}: unknown section {section}")
            tests_by_section.setdefault(section, []).append(source)

    later = 0
    for section, (status, requirement) in sections.items():
        sources = tests_by_section.get(section, [])
        if status == "later":
            later += 1
        elif not sources:
            problems.append(f"{section}: no test ({requirement})")
        elif section.startswith("16."):
            words = set(re.findall(r"\w+", "\n".join(sources)))
            missing = [name for name in requirement.split() if name not in words]
            if missing:
                problems.append(f"{section}: no test mentions {' '.join(missing)}")

    if "--counts" in sys.argv:
        for section, (status, _) in sections.items():
            print(f"{section:24}{status:8}{len(tests_by_section.get(section, []))}")
    for problem in problems:
        print(problem)
    covered = sum(1 for section, (status, _) in sections.items() if status == "built" and section in tests_by_section)
    print(f"{covered} of {len(sections) - later} built requirements have tests, {later} are for later")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
