#!/usr/bin/env python3
"""House rules that can be checked by reading files. Prints each breach and exits with 1 if there is one."""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {"target", ".git", "results", "__pycache__"}
MOST_LINES = 1500
# Spelled so that this file does not contain them itself.
UNFINISHED = re.compile(r"\b(?:to" r"do!|unimple" r"mented!|FIX" r"ME|TO" r"DO|XX" r"X)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:ho" r"me|ro" r"ot|wo" r"rk|Us" r"ers|tmp/t" r"gt)[/\w-]*")
TEXT = {".rs", ".md", ".toml", ".py", ".sh", ".fun", ".qasm", ".json", ".txt", ""}

problems = []


def files():
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        if path.is_file() and not SKIPPED.intersection(inside.parts) and path.suffix in TEXT:
            yield str(inside), path.read_bytes().decode("utf-8", "replace")


def code(text):
    """Rust text without its line comments."""
    return re.sub(r"//.*", "", text)


def check_files(texts):
    """Lengths, leftovers, paths of one machine."""
    for name, text in texts.items():
        lines = text.split("\n")
        if name.endswith(".rs") and len(lines) > MOST_LINES:
            problems.append(f"{name}: {len(lines)} lines, at most {MOST_LINES}")
        if name.startswith("tests/fun/"):
            continue  # programs may print and contain anything
        for number, line in enumerate(lines, 1):
            for pattern in (UNFINISHED, MACHINE_PATH):
                found = pattern.search(line)
                if found:
                    problems.append(f"{name}:{number}: `{found[0]}`")


def check_unsafe(texts):
    """Unsafe code is where ARCHITECTURE.md says, and nowhere else."""
    section = texts["ARCHITECTURE.md"].split("## Unsafe code")[1].split("\n## ")[0]
    listed = {"crates/runtime/src/" + name for name in re.findall(r"`([\w/]+\.rs)`", section)}
    rust = {name: code(text) for name, text in texts.items() if name.endswith(".rs")}
    having = {name for name, text in rust.items() if re.search(r"\bunsafe\b", text)}
    problems.extend(f"{name}: unsafe code in a module that ARCHITECTURE.md does not list" for name in having - listed)
    problems.extend(f"ARCHITECTURE.md: {name} has no unsafe code" for name in listed - having)
    for name, text in rust.items():
        is_root = re.fullmatch(r"(crates/\w+|tests)/src/(lib|main)\.rs", name)
        if is_root and "runtime" not in name and "#![forbid(unsafe_code)]" not in text:
            problems.append(f"{name}: no `#![forbid(unsafe_code)]`")


def check_doors(texts):
    """Natives reach files through one module, which opens only what the context has let them have."""
    for name, text in texts.items():
        if name.startswith("crates/stdlib/src/") and name != "crates/stdlib/src/disk.rs":
            for found in re.findall(r"\b(?:std::fs\b(?!::File;)|cap_std|fs::\w+\(|File::open|set_current_dir)", code(text)):
                problems.append(f"{name}: `{found}` belongs into disk.rs")


def check_dependencies(texts):
    """Every direct dependency has its line, and every line its dependency."""
    told = set()
    for row in re.findall(r"^\| (`.*?) \|", texts["docs/dependencies.md"], re.MULTILINE):
        told.update(re.findall(r"`([\w-]+)`", row))
    used = {}
    for name, text in texts.items():
        if not name.endswith("Cargo.toml"):
            continue
        for section in re.findall(r"^\[(?:[\w-]+-)?dependencies\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL):
            for dependency in re.findall(r"^([\w-]+)", section, re.MULTILINE):
                if not dependency.startswith("quintet"):
                    used[dependency] = name
    problems.extend(f"{used[d]}: `{d}` has no line in docs/dependencies.md" for d in used.keys() - told)
    problems.extend(f"docs/dependencies.md: nothing depends on `{d}`" for d in told - used.keys())


def check_documents(texts):
    """Links lead somewhere; the programs in README.md are among the examples and the tests."""
    for name, text in texts.items():
        if not name.endswith(".md"):
            continue
        for target in re.findall(r"\]\(([^)#\s]+)[^)\s]*\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
            if "://" not in target and not (ROOT / name).parent.joinpath(target).exists():
                problems.append(f"{name}: no file {target}")
    examples = [text for name, text in texts.items() if name.startswith("examples/")]
    for program in re.findall(r"```fun\n(.*?)```", texts["README.md"], re.DOTALL):
        if program not in examples:
            problems.append("README.md: the Fun program is none of the examples")
    for page in ["README.md", "docs/guide/embedding.md"]:
        for program in re.findall(r"```rust\n(.*?)```", texts[page], re.DOTALL):
            if textwrap.indent(program, "    ") not in texts["tests/src/embedding.rs"]:
                problems.append(f"{page}: a Rust program is not in tests/src/embedding.rs")


def check_plants():
    """The planted bugs fit the tree: one that does not apply catches nothing."""
    for patch in sorted((ROOT / "tests/plants").glob("*.patch")):
        run = subprocess.run(["git", "apply", "--check", patch], cwd=ROOT, capture_output=True, text=True)
        if run.returncode != 0:
            problems.append(f"tests/plants/{patch.name}: does not apply")


def main():
    texts = dict(files())
    check_files(texts)
    check_unsafe(texts)
    check_doors(texts)
    check_dependencies(texts)
    check_documents(texts)
    check_plants()
    for problem in sorted(problems):
        print(problem)
    if not problems:
        print(f"{len(texts)} files are tidy")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
