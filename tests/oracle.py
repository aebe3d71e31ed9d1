#!/usr/bin/env python3
"""Random programs in Fun and in Python, which must print the same.

    tests/oracle.py [FROM TO] [--bin PATH]

The modes of execution share the compiler, so comparing them finds none of its faults. Here each program is written twice
while it is made up: expressions, closures, classes, `match`, destructuring, arguments of every kind, loops, exceptions and
`finally`, as far as both languages have them. A program that differs is left in the working directory as `oracle-SEED.fun`
and `oracle-SEED.py`. Exit code 1 if one differs. Needs Python 3.10 or newer.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile

FUN_PRELUDE = """\
fun div(a, b) => a / b
fun rem(a, b) => a % b
fun show(...values) => print(...values)
fun number_of(v) => kind(v) == "Number" ? v : 0
class Base(x, y = 7)
  z = x + y
  fun total(this, k = 1) => this.x + this.y * k
  fun bump(this, d)
    this.x = rem(this.x + d, 1000)
    return this
  fun toString(this) => f"Base({this.x},{this.y})"
class Sub(x, w = 2) extends Base(x, w)
  fun total(this, k = 1) => super.total(k) * 2 + this.w
  fun toString(this) => f"Sub({this.x},{this.y})"
"""

PYTHON_PRELUDE = '''\
class Failure(Exception):
    def __init__(self, kind, message):
        self.kind, self.message = kind, message

def div(a, b):
    if b == 0:
        raise Failure("DivisionByZero", "division by zero")
    q = abs(a) // abs(b)
    return q if (a < 0) == (b < 0) else -q

def rem(a, b):
    if b == 0:
        raise Failure("DivisionByZero", "modulo by zero")
    r = abs(a) % abs(b)
    return -r if a < 0 else r

def get(values, i):
    if not -len(values) <= i < len(values):
        raise Failure("IndexError", "index out of range")
    return values[i]

def put(values, i, value):
    get(values, i)
    values[i] = value

def pop(values):
    if not values:
        raise Failure("IndexError", "pop from empty array")
    return values.pop()

def error(message, kind):
    raise Failure(kind, message)

def text(v):
    if v is None or isinstance(v, bool):
        return {None: "nil", True: "true", False: "false"}[v]
    if isinstance(v, list):
        return "[" + ", ".join(map(text, v)) + "]"
    if isinstance(v, dict):
        return "{" + ", ".join(f'"{k}": {text(x)}' for k, x in v.items()) + "}"
    return str(v)

def show(*values):
    print(*map(text, values))

def number_of(v):
    return v if type(v) is int else 0

class Base:
    __match_args__ = ("x", "y")
    def __init__(self, x, y=7):
        self.x, self.y, self.z = x, y, x + y
    def total(self, k=1):
        return self.x + self.y * k
    def bump(self, d):
        self.x = rem(self.x + d, 1000)
        return self
    def __str__(self):
        return f"{type(self).__name__}({text(self.x)},{text(self.y)})"

class Sub(Base):
    __match_args__ = ("x", "w")
    def __init__(self, x, w=2):
        super().__init__(x, w)
        self.w = w
    def total(self, k=1):
        return super().total(k) * 2 + self.w
'''

DEEPEST_EXPRESSION = 3
DEEPEST_STATEMENT = 3


class Scope:
    """Variables in reach, by what they hold."""

    def __init__(self):
        self.numbers, self.arrays, self.number_arrays, self.maps, self.objects, self.closures = [], [], [], [], [], []


class Generator:
    """Writes one program in both languages. Expressions are pairs of texts."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.fun, self.python, self.names, self.functions = [], [], 0, []
        self.outer = "nonlocal"

    def name(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"

    def line(self, indent, fun, python=None):
        self.fun.append("  " * indent + fun)
        self.python.append("    " * indent + (fun if python is None else python))

    def pick(self, values):
        return self.random.choice(values)

    # Expressions.

    def number(self, scope, deep=0):
        kind = self.random.randrange(14 if deep < DEEPEST_EXPRESSION else 4)
        inner = lambda: self.number(scope, deep + 1)
        if kind < 4:
            text = self.pick(scope.numbers) if kind and scope.numbers else str(self.random.randrange(12))
            return text, text
        if kind == 4:
            text = f"(-{self.random.randrange(9)})"
            return text, text
        if kind in (5, 6, 7):
            (a, b), operator = (inner(), inner()), self.pick("+-*&|")
            pair = f"({a[0]} {operator} {b[0]})", f"({a[1]} {operator} {b[1]})"
            return tuple(f"rem({text}, 997)" for text in pair) if operator == "*" else pair
        if kind == 8:
            (a, b), (fun, python) = (inner(), inner()), self.pick([("/", "div"), ("%", "rem")])
            return f"({a[0]} {fun} {b[0]})", f"{python}({a[1]}, {b[1]})"
        if kind == 9 and scope.arrays:
            array, index = self.pick(scope.arrays), self.number(scope, DEEPEST_EXPRESSION)
            return f"number_of({array}[rem({index[0]}, 4)])", f"number_of(get({array}, rem({index[1]}, 4)))"
        if kind == 10:
            condition, a, b = self.condition(scope, deep + 1), inner(), inner()
            return f"({condition[0]} ? {a[0]} : {b[0]})", f"({a[1]} if {condition[1]} else {b[1]})"
        if kind == 11 and self.functions:
            return self.call(scope, deep)
        if kind == 12 and scope.objects:
            target, a = self.pick(scope.objects), self.number(scope, DEEPEST_EXPRESSION)
            form = self.pick(["{o}.x", "rem({o}.total({a}), 997)", "rem({o}.total(k{l}{a}), 997)", "{o}.bump({a}).x"])
            return form.format(o=target, a=a[0], l=": "), form.format(o=target, a=a[1], l="=")
        if kind == 13 and scope.closures:
            closure, a = self.pick(scope.closures), inner()
            return tuple(f"rem({closure}({text}), 997)" for text in a)
        text = f"len({self.pick(scope.arrays)})" if scope.arrays else "3"
        return text, text

    def call(self, scope, deep):
        name, required, optional, rest = self.pick(self.functions)
        positional, named = [], []
        for index, parameter in enumerate(required + optional):
            if index >= len(required) and self.random.random() < 0.5:
                named.append(None)
                continue
            value = self.number(scope, deep + 1)
            if named or self.random.random() < 0.2:
                named.append((f"{parameter}: {value[0]}", f"{parameter}={value[1]}"))
            else:
                positional.append(value)
        if rest and not named:
            positional += [self.number(scope, deep + 1) for _ in range(self.random.randrange(3))]
            if scope.number_arrays and self.random.random() < 0.4:
                array = self.pick(scope.number_arrays)
                positional.append((f"...{array}", f"*{array}"))
        given = positional + [value for value in named if value]
        return tuple(f"{name}({', '.join(value[side] for value in given)})" for side in (0, 1))

    def condition(self, scope, deep=0):
        kind = self.random.randrange(6 if deep < DEEPEST_EXPRESSION else 3)
        if kind == 3:
            a, b = self.condition(scope, deep + 1), self.condition(scope, deep + 1)
            fun, python = self.pick([("&&", "and"), ("||", "or"), ("and", "and"), ("or", "or")])
            return f"({a[0]} {fun} {b[0]})", f"({a[1]} {python} {b[1]})"
        if kind == 4:
            return tuple(f"(not {text})" for text in self.condition(scope, deep + 1))
        a = self.number(scope, deep + 1)
        if kind == 5 and scope.number_arrays:
            array = self.pick(scope.number_arrays)
            return f"({a[0]} in {array})", f"({a[1]} in {array})"
        b, operator = self.number(scope, deep + 1), self.pick(["<", "<=", ">", ">=", "==", "!="])
        return f"({a[0]} {operator} {b[0]})", f"({a[1]} {operator} {b[1]})"

    def value(self, scope, deep=0):
        kind = self.random.randrange(8 if deep < DEEPEST_EXPRESSION else 3)
        if kind == 1:
            text = self.pick(['"a"', '"b"', '"add"'])
            return text, text
        if kind == 2:
            return "nil", "None"
        if kind in (3, 4):
            items = [self.value(scope, deep + 1) for _ in range(self.random.randrange(4))]
            return tuple(f"[{', '.join(item[side] for item in items)}]" for side in (0, 1))
        if kind == 5:
            items = [(key, self.value(scope, deep + 1)) for key in self.random.sample("abt", self.random.randrange(3))]
            fun = ", ".join(f"{key}: {value[0]}" for key, value in items)
            return f"{{{fun}}}", "{" + ", ".join(f"'{key}': {value[1]}" for key, value in items) + "}"
        if kind == 6:
            class_name = self.pick(["Base", "Sub"])
            return tuple(f"{class_name}({text})" for text in self.number(scope, deep + 1))
        if kind == 7 and scope.arrays:
            text = f"{self.pick(scope.arrays)}[0:{self.random.randrange(4)}]"
            return text, text
        return self.number(scope, deep + 1)

    def pattern(self, deep, bound):
        def bind():
            bound.append(self.name("m"))
            return bound[-1]

        kind = self.random.randrange(12 if deep < 3 else 4)
        if kind == 0:
            text = self.pick(["0", "1", "2", "-1", '"a"', '"b"', '"add"'])
            return text, text
        if kind == 1:
            return "_", "_"
        if kind == 2:
            return ("0 | 1 | 2",) * 2 if deep == 0 else (bind(),) * 2
        if kind == 3:
            return "nil", "None"
        inner = self.pattern(deep + 1, bound)
        if kind in (4, 5):
            other = self.pattern(deep + 1, bound)
            return f"[{inner[0]}, {other[0]}]", f"[{inner[1]}, {other[1]}]"
        if kind in (6, 7):
            rest, first = bind(), kind == 6
            order = "[{p}, {d}{r}]" if first else "[{d}{r}, {p}]"
            return order.format(p=inner[0], d="...", r=rest), order.format(p=inner[1], d="*", r=rest)
        if kind in (8, 9):
            key, rest = self.pick("abt"), bind() if kind == 9 else None
            fun = f"{{{key}: {inner[0]}{f', ...{rest}' if rest else ''}}}"
            return fun, f"{{'{key}': {inner[1]}{f', **{rest}' if rest else ''}}}"
        if kind == 10:
            class_name, field = self.pick(["Base", "Sub"]), self.pick("yz")
            other = self.pattern(deep + 1, bound)
            return f"{class_name}({inner[0]}, {field}: {other[0]})", f"{class_name}({inner[1]}, {field}={other[1]})"
        whole = bind()
        return f"({inner[0]}) as {whole}", f"({inner[1]}) as {whole}"

    # Statements.

    def block(self, indent, scope, deep, in_function, in_loop):
        for _ in range(self.random.randrange(1, 4)):
            self.statement(indent, scope, deep, in_function, in_loop)

    def statement(self, indent, scope, deep, in_function, in_loop):
        kind = self.random.randrange(21 if deep < DEEPEST_STATEMENT else 10)
        if kind == 0:
            a, b = self.number(scope), self.value(scope)
            self.line(indent, f"show({a[0]}, {b[0]})", f"show({a[1]}, {b[1]})")
        elif kind == 1:
            (x, y), a = self.random.sample(scope.numbers, 2), self.number(scope, 2)
            form = self.pick(["{x}, {y} = {y}, {a}", "[{x}, {y}] = [{y}, {a}]"])
            self.line(indent, form.format(x=x, y=y, a=a[0]), form.format(x=x, y=y, a=a[1]))
        elif kind == 2:
            array, a = self.pick(scope.arrays), self.value(scope, 1)
            self.line(indent, f"if len({array}) < 9 push({array}, {a[0]})", f"if len({array}) < 9: {array}.append({a[1]})")
        elif kind == 3:
            self.line(indent, f"pop({self.pick(scope.arrays)})")
        elif kind == 4:
            array, i, a = self.pick(scope.arrays), self.random.randrange(-3, 4), self.value(scope, 1)
            self.line(indent, f"{array}[{i}] = {a[0]}", f"put({array}, {i}, {a[1]})")
        elif kind == 5:
            target, key, a = self.pick(scope.maps), self.pick("abt"), self.value(scope, 1)
            self.line(indent, f"{target}.{key} = {a[0]}", f"{target}['{key}'] = {a[1]}")
        elif kind == 6 and (in_loop or in_function):
            condition, a = self.condition(scope, 1), self.number(scope, 1)
            way = self.pick(["break", "continue"]) if in_loop and (not in_function or self.random.random() < 0.5) else None
            fun, python = (way, way) if way else (f"return {a[0]}", f"return {a[1]}")
            self.line(indent, f"if {condition[0]} {fun}", f"if {condition[1]}: {python}")
        elif kind == 7:
            condition, a = self.condition(scope, 1), self.number(scope, 2)
            call = 'error("own" + str({}), "Own")'
            self.line(indent, f"if {condition[0]} {call.format(a[0])}", f"if {condition[1]}: {call.format(a[1])}")
        elif kind in (10, 11):
            condition = self.condition(scope)
            self.line(indent, f"if {condition[0]}", f"if {condition[1]}:")
            self.block(indent + 1, scope, deep + 1, in_function, in_loop)
            if self.random.random() < 0.5:
                self.line(indent, "else", "else:")
                self.block(indent + 1, scope, deep + 1, in_function, in_loop)
        elif kind in (12, 13):
            self.loop(indent, scope, deep, in_function)
        elif kind in (14, 15, 16):
            self.protected(indent, scope, deep, in_function, in_loop)
        elif kind in (17, 18, 19):
            self.matching(indent, scope, deep, in_function, in_loop)
        elif kind == 20:
            self.closure(indent, scope, deep)
        else:
            self.assign(indent, scope)

    def assign(self, indent, scope):
        target, a = self.pick(scope.numbers), self.number(scope, 1)
        if self.random.random() < 0.3:
            operator = self.pick(["+=", "-="])
            self.line(indent, f"{target} {operator} {a[0]}", f"{target} {operator} {a[1]}")
            a = target, target
        self.line(indent, f"{target} = rem({a[0]}, 9973)", f"{target} = rem({a[1]}, 9973)")

    def loop(self, indent, scope, deep, in_function):
        count, form = self.random.randrange(1, 4), self.random.randrange(3)
        variable, array = self.name("i"), self.pick(scope.arrays)
        if form == 0:
            self.line(indent, f"for {variable} in range({count})", f"for {variable} in range({count}):")
        elif form == 1:
            self.line(indent, f"for {variable}, v in {array}[0:3]", f"for {variable}, v in enumerate({array}[0:3]):")
            self.line(indent + 1, f"show({variable}, v)")
        else:
            self.line(indent, f"{variable} = {count}")
            self.line(indent, f"while {variable} > 0", f"while {variable} > 0:")
            self.line(indent + 1, f"{variable} -= 1")
        self.block(indent + 1, scope, deep + 1, in_function, True)

    def protected(self, indent, scope, deep, in_function, in_loop):
        error, form = self.name("e"), self.random.randrange(3)
        self.line(indent, "try", "try:")
        self.block(indent + 1, scope, deep + 1, in_function, in_loop)
        if form != 0:
            if self.random.random() < 0.3:
                self.line(indent, f'catch {error} when {error}.kind == "Own"', f"except Failure as {error}:")
                self.python.append("    " * (indent + 1) + f"if {error}.kind != 'Own': raise")
            else:
                self.line(indent, f"catch {error}", f"except Failure as {error}:")
            self.line(indent + 1, f"show({error}.kind, {error}.message)")
            self.block(indent + 1, scope, deep + 1, in_function, in_loop)
        if form != 1:
            self.line(indent, "finally", "finally:")
            self.line(indent + 1, 'show("finally")')
            leaves = self.random.random() < 0.4
            self.block(indent + 1, scope, deep + 2, in_function and leaves, in_loop and leaves)

    def matching(self, indent, scope, deep, in_function, in_loop):
        subject, result = self.value(scope), self.name("r") if self.random.random() < 0.4 else None
        self.line(indent, f"{result} = match {subject[0]}" if result else f"match {subject[0]}", f"match {subject[1]}:")
        for _ in range(self.random.randrange(1, 7)):
            bound = []
            pattern = self.pattern(0, bound)
            guard = f"{bound[0]} != 1" if bound and self.random.random() < 0.4 else None
            # Python refuses arms behind one that takes everything.
            if pattern[1].strip("()").split(" as ")[0].strip("()").isidentifier() and pattern[1] != "None":
                guard = guard or "number_of(1) == 1"
            self.line(
                indent + 1,
                f"case {pattern[0]}" + (f" when {guard}" if guard else ""),
                f"case {pattern[1]}" + (f" if {guard}:" if guard else ":"),
            )
            self.line(indent + 2, f"show({', '.join(bound) or 0})")
            if result:
                a = self.number(scope, 1)
                self.line(indent + 2, a[0], f"{result} = {a[1]}")
            else:
                self.block(indent + 2, scope, deep + 1, in_function, in_loop)
        self.line(indent + 1, "case _", "case _:")
        self.line(indent + 2, "-1" if result else 'show("else")', f"{result} = -1" if result else None)
        if result:
            self.line(indent, f"show({result})")

    def closure(self, indent, scope, deep):
        """A function that reads and assigns the variables around it."""
        name, parameter, own = self.name("c"), self.name("p"), self.name("y")
        self.line(indent, f"fun {name}({parameter})", f"def {name}({parameter}):")
        self.python.append("    " * (indent + 1) + f"{self.outer} {', '.join(scope.numbers)}")
        self.line(indent + 1, f"{own} = {parameter}")
        inside = Scope()
        inside.numbers = scope.numbers + [own, parameter]
        for _ in range(self.random.randrange(1, 4)):
            self.assign(indent + 1, inside)
        a = self.number(inside, 1)
        self.line(indent + 1, f"return {a[0]}", f"return {a[1]}")
        if deep == 0:
            scope.closures = scope.closures + [name]
        else:
            a = self.number(scope, 2)
            self.line(indent, f"show({name}({a[0]}))", f"show({name}({a[1]}))")

    def variables(self, indent, prefix):
        scope = Scope()
        for values, count, make in [
            (scope.numbers, 3, lambda: (str(self.random.randrange(20)),) * 2),
            (scope.arrays, 2, lambda: (f'[{self.random.randrange(5)}, "s", nil]', "[1, 's', None]")),
            (scope.number_arrays, 1, lambda: ("[1, 4]",) * 2),
            (scope.maps, 1, lambda: ("{a: 1}", "{'a': 1}")),
            (scope.objects, 2, lambda: (f"{self.pick(['Base', 'Sub'])}({self.random.randrange(9)})",) * 2),
        ]:
            for _ in range(count):
                name, (fun, python) = self.name(prefix), make()
                python = fun.replace("nil", "None") if fun.startswith("[") else python
                self.line(indent, f"{name} = {fun}", f"{name} = {python}")
                values.append(name)
        return scope

    def function(self):
        name = self.name("f")
        required = [self.name("p") for _ in range(self.random.randrange(3))]
        optional = [self.name("d") for _ in range(self.random.randrange(3))]
        rest = self.name("rest") if self.random.random() < 0.4 else None
        parameters = required + [f"{parameter} = {self.random.randrange(9)}" for parameter in optional]
        fun, python = parameters + ([f"...{rest}"] if rest else []), parameters + ([f"*{rest}"] if rest else [])
        self.line(0, f"fun {name}({', '.join(fun)})", f"def {name}({', '.join(python)}):")
        self.line(1, "budget[0] += 1")
        self.line(1, "if budget[0] > 300 return 0", "if budget[0] > 300: return 0")
        scope = self.variables(1, "l")
        scope.numbers += required + optional
        if rest:
            self.python.append(f"    {rest} = list({rest})")
            scope.number_arrays.append(rest)
        for _ in range(self.random.randrange(2, 7)):
            self.statement(1, scope, 0, True, False)
        a = self.number(scope)
        self.line(1, f"return rem({a[0]}, 997)", f"return rem({a[1]}, 997)")
        self.functions.append((name, required, optional, rest))

    def program(self):
        self.line(0, "budget = [0]")
        for _ in range(self.random.randrange(1, 4)):
            self.function()
        self.outer = "global"
        scope = self.variables(0, "g")
        for _ in range(self.random.randrange(8, 16)):
            error = self.name("e")
            self.line(0, "try", "try:")
            self.statement(1, scope, 0, False, False)
            self.line(0, f"catch {error}", f"except Failure as {error}:")
            self.line(1, f"show({error}.kind, {error}.message)")
        everything = scope.numbers + scope.arrays + scope.number_arrays + scope.maps + scope.objects
        self.line(0, f"show({', '.join(everything)})")
        return FUN_PRELUDE + "\n".join(self.fun) + "\n", PYTHON_PRELUDE + "\n".join(self.python) + "\n"


def output(command, path):
    done = subprocess.run(command + [path], capture_output=True, timeout=60, check=False)
    return done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("seeds", nargs="*", type=int, metavar="FROM TO")
    parser.add_argument("--bin", default=os.path.join(os.environ.get("CARGO_TARGET_DIR", "target"), "release", "quintet"))
    options = parser.parse_args()
    first, last = options.seeds if len(options.seeds) == 2 else (0, 100)
    differing = []
    with tempfile.TemporaryDirectory() as directory:
        for seed in range(first, last):
            texts = Generator(seed).program()
            paths = [os.path.join(directory, f"oracle.{kind}") for kind in ("fun", "py")]
            for path, text in zip(paths, texts):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            fun = output([os.path.abspath(options.bin), "run"], paths[0])
            python = output([sys.executable, "-W", "ignore"], paths[1])
            if fun == python:
                continue
            differing.append(seed)
            for kind, text in zip(("fun", "py"), texts):
                with open(f"oracle-{seed}.{kind}", "w", encoding="utf-8") as file:
                    file.write(text)
            lines = zip(fun.splitlines() + ["(end)"], python.splitlines() + ["(end)"])
            a, b = next(((a, b) for a, b in lines if a != b), ("", ""))
            print(f"seed {seed}: Fun prints {a[:200]}, Python {b[:200]}")
    print(f"{last - first} programs, {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
