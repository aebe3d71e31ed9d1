#!/usr/bin/env python3
"""Writes tests/fun/builtins_errors/: what each builtin throws for too few, too many and wrong arguments.

The calls and the expected texts follow from the signatures in docs/guide/reference/builtins.md and from appendix C of the language
reference, not from what an implementation prints.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OUT = ROOT / "fun" / "builtins_errors"

# A value of each kind, as programs write it, and how messages name the kind.
SAMPLES = {
    "int": "1",
    "float": "1.5",
    "string": '"s"',
    "nil": "nil",
    "boolean": "true",
    "array": "[1]",
    "map": "{}",
    "bytes": 'b"b"',
    "range": "range(2)",
    "function": "len",
    "class": "C",
    "instance": "C()",
}
ACCEPTS = {"number": ["int", "float"], "any": list(SAMPLES), "function": ["function", "class"]}
SECTIONS = {
    "Core": "16.1 16.2 16.3 16.4",
    "Math": "16.5",
    "Random": "16.5",
    "Time": "16.6",
    "Files": "16.7",
    "Os": "16.7",
    "Regex": "16.4.regex",
    "Formats": "16.9",
    "Documents": "16.9",
    "Crypto": "16.9",
    "Fibers": "16.10.fibers",
}


def kinds(types):
    return [kind for name in types.split("|") for kind in ACCEPTS.get(name, [name])]


def signature(text):
    """Lists (types, required, rest) per parameter."""
    parameters = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        optional = part.startswith("[")
        part = part.strip("[]")
        rest = part.startswith("...")
        parameters.append((part.split(":")[1].strip(), not optional and not rest, rest))
    return parameters


def plural(n):
    return f"{n} argument" + ("" if n == 1 else "s")


def arity_text(least, most):
    if most is None:
        return f"expects at least {plural(least)}"
    return f"expects {plural(least)}" if least == most else f"expects {least} to {most} arguments"


def listed(words):
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def cases(name, parameters):
    """Yields (arguments, message)."""
    least = sum(required for _, required, _ in parameters)
    rest = bool(parameters) and parameters[-1][2]
    most = None if rest else len(parameters)
    good = [next((k for k in kinds(types) if k in SAMPLES), None) for types, _, _ in parameters]
    if least > 0 and None not in good[: least - 1]:
        args = [SAMPLES[k] for k in good[: least - 1]]
        yield args, f"ArityError: {name}() {arity_text(least, most)}, got {least - 1}"
    if most is not None:
        args = [SAMPLES[k or "nil"] for k in good] + ["1"]
        yield args, f"ArityError: {name}() {arity_text(least, most)}, got {most + 1}"
    for i, (types, _, _) in enumerate(parameters):
        wrong = next((k for k in SAMPLES if k not in kinds(types)), None)
        given = good[: max(i + 1, least)]
        if wrong is None or None in given[:i]:
            continue
        given = [wrong if j == i else k or "nil" for j, k in enumerate(given)]
        shown = [types for types, _, _ in parameters][: max(len(given), least)]
        message = f"TypeError: {name} expects ({', '.join(shown)}), got {listed(given)}"
        yield [SAMPLES[k] for k in given], message


def main():
    OUT.mkdir(exist_ok=True)
    text = (ROOT.parent / "docs/guide/reference/builtins.md").read_text()
    for section in text.split("\n## ")[1:]:
        area, body = section.split("\n", 1)
        lines = [
            f"// section: {SECTIONS[area]}",
            "// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.",
            "class C",
            "  x = 1",
            "fun call(f, ...args)",
            "  try",
            "    f(...args)",
            '    print("no error")',
            "  catch e",
            "    print(e)",
        ]
        for name, parameters in re.findall(r"^\| `(\w+)\((.*?)\)` \|", body, re.MULTILINE):
            # As a method of a file it takes the file.
            if name == "flush":
                continue
            for args, message in cases(name, signature(parameters.replace("\\|", "|"))):
                lines.append(f"call({', '.join([name, *args])}) // > {message}")
        (OUT / f"{area.lower()}.fun").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
