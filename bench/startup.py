#!/usr/bin/env python3
"""Start-up time and compile throughput, Quintet beside Lua and LuaJIT. See bench/README.md.

  startup.py hello      the whole process of a program that prints one line
  startup.py compile    a large generated source, without start-up, in ns per byte
  startup.py generate   only writes that source, as large.fun and large.lua
"""
import argparse, os, random, shutil, statistics, sys, tempfile, time

sys.dont_write_bytecode = True
from run import ROOT, peer_luajit


class Both:
    """One program written in both languages at once."""

    def __init__(self):
        self.fun, self.lua, self.depth = [], [], 0

    def line(self, fun, lua):
        for text, out in ((fun, self.fun), (lua, self.lua)):
            if text is not None:
                out.append("  " * self.depth + text)

    def block(self, fun, lua, body, end="end"):
        self.line(fun, lua)
        self.depth += 1
        body()
        self.depth -= 1
        self.line(None, end)


def generate(size, seed=1):
    """Two equal programs, the Fun one of at least `size` bytes, that define much and run little."""
    rnd, out, made = random.Random(seed), Both(), 0
    nouns = "item price user order total line name count page score width level offset state".split()

    def number():
        return rnd.choice((str(rnd.randrange(100)), str(rnd.randrange(100000)), f"{rnd.random() * 100:.2f}"))

    def same(text):
        return text, text

    def expression(names, depth=0):
        kind = rnd.randrange(9 if depth < 3 else 3)
        if kind < 2:
            return same(rnd.choice(names))
        if kind == 2:
            return same(number())
        if kind == 3 and made:
            other = f"step_{rnd.randrange(made)}"
            a, b = expression(names, depth + 1), expression(names, depth + 1)
            return f"{other}({a[0]}, {b[0]})", f"{other}({a[1]}, {b[1]})"
        a, b = expression(names, depth + 1), expression(names, depth + 1)
        op = rnd.choice("+-*/%")
        return f"({a[0]} {op} {b[0]})", f"({a[1]} {op} {b[1]})"

    def condition(names):
        a, b = expression(names, 2), expression(names, 2)
        op, (fun, lua) = rnd.choice(("<", "<=", ">", "==")), rnd.choice((("&&", "and"), ("||", "or")))
        if rnd.random() < 0.3:
            return f"{a[0]} {op} {b[0]} {fun} {b[0]} != 0", f"{a[1]} {op} {b[1]} {lua} {b[1]} ~= 0"
        return f"{a[0]} {op} {b[0]}", f"{a[1]} {op} {b[1]}"

    def assign(names):
        x, e = rnd.choice(names), expression(names)
        out.line(f"{x} = {x} + {e[0]}", f"{x} = {x} + {e[1]}")

    def statement(names, depth=0):
        kind = rnd.randrange(10 if depth < 2 else 5)
        inside = lambda: [statement(names, depth + 1) for _ in range(rnd.randrange(1, 4))]
        if kind < 2:
            assign(names)
        elif kind == 2:
            x, i = rnd.choice(names), rnd.randrange(3)
            out.line(f"rows[{i}] = rows[{i}] + {x}", f"rows[{i}] = rows[{i}] + {x}")
        elif kind == 3:
            key, e = rnd.choice(nouns), expression(names)
            out.line(f'record["{key}"] = {e[0]}', f'record["{key}"] = {e[1]}')
        elif kind == 4:
            word, x = rnd.choice(nouns), rnd.choice(names)
            out.line(f'text = text + "{word} of {made}: " + to_string({x})', f'text = text .. "{word} of {made}: " .. tostring({x})')
        elif kind == 5:
            c = condition(names)
            out.block(f"if {c[0]}", f"if {c[1]} then", inside, end=None)
            out.block("else", "else", inside)
        elif kind == 6:
            n = rnd.randrange(2, 50)
            out.block(f"for i in range(0, {n})", f"for i = 0, {n - 1} do", inside)
        elif kind == 7:
            c = condition(names)
            out.block(f"while {c[0]}", f"while {c[1]} do", inside)
        elif kind == 8:
            x, e = rnd.choice(names), expression(names)
            out.block(f"if {x} > 1000", f"if {x} > 1000 then", lambda: out.line(f"return {e[0]}", f"return {e[1]}"))
        else:
            word = rnd.choice(nouns)
            out.line(f"// keeps the {word} in step with the others", f"-- keeps the {word} in step with the others")
            assign(names)

    def function():
        names = ["a", "b"]

        def body():
            for word in rnd.sample(nouns, 3):
                e = expression(names)
                out.line(f"{word} = {e[0]}", f"local {word} = {e[1]}")
                names.append(word)
            out.line("rows = [a, b, 3]", "local rows = { [0] = a, b, 3 }")
            out.line(f'record = {{"{names[2]}": a, "{names[3]}": b}}', f'local record = {{ ["{names[2]}"] = a, ["{names[3]}"] = b }}')
            out.line(f'text = "{names[4]}"', f'local text = "{names[4]}"')
            for _ in range(rnd.randrange(4, 12)):
                statement(names)
            if rnd.random() < 0.3:
                out.line("adjust = fn(x) => x + a", "local adjust = function(x) return x + a end")
                out.line("a = adjust(b)", "a = adjust(b)")
            e = expression(names)
            out.line(f"return {e[0]}", f"return {e[1]}")
        out.block(f"fun step_{made}(a, b)", f"function step_{made}(a, b)", body)
        out.line("", "")

    written = 0
    while written < size:
        start = len(out.fun)
        function()
        made += 1
        written += sum(len(x) + 1 for x in out.fun[start:])
    out.line('print("done")', 'print("done")')
    return "\n".join(out.fun) + "\n", "\n".join(out.lua) + "\n"


def timed(command):
    """Wall time of one process in ms."""
    start = time.perf_counter()
    null = os.open(os.devnull, os.O_RDWR)
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)])
    _, status, _ = os.wait4(pid, 0)
    took = (time.perf_counter() - start) * 1000
    os.close(null)
    if status:
        sys.exit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return took


def interleaved(commands, runs):
    times = {name: [] for name in commands}
    order = list(commands)
    for i in range(runs):
        turn = i % len(order)
        for name in order[turn:] + order[:turn]:
            times[name].append(timed(commands[name]))
    return times


def present(commands):
    """Those commands whose program is here, with its full path."""
    found = {}
    for name, command in commands.items():
        path = command[0] and shutil.which(command[0])
        if path:
            found[name] = [path] + command[1:]
        else:
            print(f"{name}: not here; left out", file=sys.stderr)
    return found


def hello(o, folder):
    fun, lua = os.path.join(folder, "hello.fun"), os.path.join(folder, "hello.lua")
    for path in (fun, lua):
        with open(path, "w") as f:
            f.write('print("hello")\n')
    times = interleaved(present({
        "quintet": [o.quintet, "run", fun],
        "lua5.4": ["lua5.4", lua],
        "luajit": ["luajit", lua],
        "peer-luajit": [peer_luajit(), lua],
    }), o.runs or 300)
    print(f"{'':12} {'median ms':>10} {'min ms':>10}")
    for name, t in times.items():
        print(f"{name:12} {statistics.median(t):10.3f} {min(t):10.3f}")


def compile_(o, folder):
    texts = dict(zip(("fun", "lua"), generate(int(o.mb * 1e6))))
    path = {}
    for ext, text in texts.items():
        path[ext], path["empty " + ext] = os.path.join(folder, "large." + ext), os.path.join(folder, "empty." + ext)
        with open(path[ext], "w") as f:
            f.write(text)
        open(path["empty " + ext], "w").close()
    luac = "luac5.4" if shutil.which("luac5.4") else "luac"
    forms = {  # how each compiles the file; `run` also executes its definitions
        "quintet check": ("fun", lambda p: [o.quintet, "check", p]),
        "quintet run": ("fun", lambda p: [o.quintet, "run", p]),
        "luac5.4 -p": ("lua", lambda p: [luac, "-p", p]),
        "lua5.4 run": ("lua", lambda p: ["lua5.4", p]),
        "luajit run": ("lua", lambda p: [peer_luajit() or "luajit", p]),
    }
    commands = present({n: f(path[e]) for n, (e, f) in forms.items()})
    times = interleaved(commands, o.runs or 9)
    starts = interleaved({n: [c if c != path[forms[n][0]] else path["empty " + forms[n][0]] for c in command]
                          for n, command in commands.items()}, 30)
    print(f"Fun {len(texts['fun'])} bytes, Lua {len(texts['lua'])} bytes, {texts['fun'].count(chr(10))} and {texts['lua'].count(chr(10))} lines")
    print(f"{'':14} {'median ms':>10} {'min ms':>10} {'start-up':>10} {'ns/byte':>10}")
    for name, t in times.items():
        start = statistics.median(starts[name])
        rate = (statistics.median(t) - start) * 1e6 / len(texts[forms[name][0]])
        print(f"{name:14} {statistics.median(t):10.1f} {min(t):10.1f} {start:10.1f} {rate:10.1f}")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("mode", choices=("hello", "compile", "generate"))
    a.add_argument("--runs", type=int, help="default 300 for hello, 9 for compile")
    a.add_argument("--mb", type=float, default=5, help="size of the generated Fun source")
    a.add_argument("--out", default=".", help="generate: folder for large.fun and large.lua")
    a.add_argument("--quintet", default=os.path.join(ROOT, "target", "release", "quintet"))
    o = a.parse_args()
    if o.mode == "generate":
        for ext, text in zip(("fun", "lua"), generate(int(o.mb * 1e6))):
            with open(os.path.join(o.out, "large." + ext), "w") as f:
                f.write(text)
        return
    with tempfile.TemporaryDirectory() as folder:
        (hello if o.mode == "hello" else compile_)(o, folder)


if __name__ == "__main__":
    main()
