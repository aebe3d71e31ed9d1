#!/usr/bin/env python3
"""Times Quintet and its peers side by side on the programs in bench/programs. See bench/README.md."""
import argparse, json, math, os, re, shlex, shutil, statistics, subprocess, sys, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PROGRAMS = os.path.join(HERE, "programs")
EXPECTED = os.path.join(HERE, "expected.json")
RESULTS = os.path.join(HERE, "results")

# The small form of a program: its text with these pieces replaced, given as (old, new) for both
# languages or (old, new, old, new) for Fun and Lua, None where one has no such piece. `startup` does
# no work and has none.
SMALL = {
    "ack": [("ack(3, 9)", "ack(3, 4)")],
    "binarytrees": [("total = 16", "total = 8")],
    "closures": [("30000000", "20000", "29999999", "19999")],
    "coro": [("20000000", "20000")],
    "exceptions": [("5000000", "5000", "4999999", "4999")],
    "fannkuch": [("n = 10", "n = 7")],
    "fib": [("fib(35)", "fib(20)")],
    "jsondoc": [("document(80000)", "document(200)")],
    "loops": [("10001", "201", "10000", "200")],
    "mandelbrot": [("total = 1000", "total = 60")],
    "matmul": [("n = 300", "n = 30")],
    "methods": [("30000000", "20000", "29999999", "19999")],
    "nqueens": [("place(array(10, 0), 0, 10)", "place(array(6, 0), 0, 6)", "place({}, 1, 10)", "place({}, 1, 6)")],
    "sieve": [("10000000", "20000")],
    "sort": [("1000000", "10000"), ("499999", "4999", "500000", "5000"), ("999999", "9999", None, None)],
    "sortcmp": [("1000000", "10000"), ("500000", "5000", "500001", "5001"), ("999999", "9999", None, None)],
    "spectralnorm": [("n = 1000", "n = 60")],
    "strbuild": [("10000000", "20000", "9999999", "19999")],
    "strmap": [("5000000", "20000"), ("500009", "5009"), (None, None, "500008", "5008")],
    "tailcall": [("100000000", "20000")],
}
UNCOUNTED = ("startup",)  # measured by startup.py; here it only proves that the engine runs

# os.clock() is processor time in the plain commands: a wall clock instead, as everywhere else
LUAJIT_CLOCK = (
    "local f=require'ffi' f.cdef'struct ts{long s,n;}; int clock_gettime(int, struct ts*);' "
    "local t=f.new'struct ts' os.clock=function() f.C.clock_gettime(1,t) "
    "return tonumber(t.s)+tonumber(t.n)/1e9 end")
LUA_CLOCK = (
    "os.clock=function() local f=io.popen('date +%s%N') local t=f:read('n') f:close() "
    "return (t % 1000000000000000)/1e9 end")


def programs():
    return sorted(f[:-4] for f in os.listdir(PROGRAMS) if f.endswith(".fun"))


def peer_luajit():
    """The peers kit's host of a current LuaJIT, if it has been built."""
    build = os.environ.get("PEERS_BUILD") or os.path.join(tempfile.gettempdir(), "vm-peers-build")
    path = os.path.join(build, "bin", "peer-luajit")
    return path if os.access(path, os.X_OK) else shutil.which("peer-luajit")


def engines(quintet, also=()):
    """Every engine present: name -> (command to which the program's path is added, extension)."""
    found = {}
    if os.access(quintet, os.X_OK):
        found["quintet"] = ([quintet, "run", "--jit=off"], "fun")
        found["quintet-jit"] = ([quintet, "run", "--jit=on"], "fun")
    for entry in also:
        name, _, command = entry.partition("=")
        found[name] = (shlex.split(command), "fun")
    if shutil.which("lua5.4"):
        found["lua5.4"] = (["lua5.4", "-e", LUA_CLOCK], "lua")
    host, plain = peer_luajit(), shutil.which("luajit")
    if host:
        found["luajit"], found["luajit-joff"] = ([host], "lua"), ([host, "--no-jit"], "lua")
    elif plain:
        found["luajit"] = ([plain, "-e", LUAJIT_CLOCK], "lua")
        found["luajit-joff"] = ([plain, "-joff", "-e", LUAJIT_CLOCK], "lua")
    return found


def source(name, ext, peers):
    if ext == "fun":
        return os.path.join(PROGRAMS, name + ".fun")
    return os.path.join(peers, "programs", name, name + ".lua")


def write_small(name, ext, peers, folder):
    """Writes the small form of a program into `folder` and returns its path."""
    with open(source(name, ext, peers)) as f:
        text = f.read()
    for rule in SMALL.get(name, ()):
        old, new = rule[-2:] if ext == "lua" else rule[:2]
        if old is None:
            continue
        text, count = re.subn(rf"(?<!\w){re.escape(old)}(?![\w.])", new, text)
        if not count:
            sys.exit(f"{name}.{ext}: no `{old}` to make it small")
    path = os.path.join(folder, f"{name}.{ext}")
    with open(path, "w") as f:
        f.write(text)
    return path


def run_once(command, path, timeout):
    """One run as a dict with `check` and times, or with `error`."""
    start = time.perf_counter()
    try:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(command + [path], stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            killer = threading.Timer(timeout, child.kill)
            killer.start()
            _, status, usage = os.wait4(child.pid, 0)
            killer.cancel()
            wall = (time.perf_counter() - start) * 1000
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            err.seek(0)
            text, problem = out.read().decode(errors="replace"), err.read().decode(errors="replace")
    except OSError as e:
        return {"error": str(e)}
    check = re.search(r"^CHECK (-?\d+)$", text, re.M)
    inner = re.search(r"^MS ([-+.0-9eE]+)$", text, re.M)
    if wall >= timeout * 1000:
        return {"error": f"timed out after {timeout:.0f} s"}
    if child.returncode or not check or not inner:
        said = (problem.strip() or text.strip() or "no output").splitlines()[0]
        return {"error": f"exit code {child.returncode}: {said[:200]}"}
    return {
        "check": int(check[1]),
        "inner_ms": float(inner[1]),
        "wall_ms": wall,
        "cpu_ms": (usage.ru_utime + usage.ru_stime) * 1000,
        "rss_kib": usage.ru_maxrss,
    }


def load_expected():
    with open(EXPECTED) as f:
        return json.load(f)


def ratios(mine, theirs, metric):
    """Quintet's time over the peer's: (median of the rounds' ratios, ratio of the medians)."""
    pairs = [(a[metric], b[metric]) for a, b in zip(mine, theirs) if "error" not in a and "error" not in b]
    if not pairs or min(b for _, b in pairs) <= 0:
        return None
    return (statistics.median(a / b for a, b in pairs),
            statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs))


def mark(pair, bar):
    """Both ratios must be clear of the bar by 5% for it to count as reached."""
    worst = max(pair)
    return "ok" if worst < bar * 0.95 else "~" if worst <= bar * 1.05 else "-"


def table(names, order, runs, metric, bars):
    peers = [e for e in order if e in bars]
    rows = [["program"] + [f"{e} ms" for e in order] + [f"/{p}" for p in peers]]
    means = {p: [] for p in peers}
    for name in names:
        row = [name]
        for e in order:
            good = [r[metric] for r in runs[name][e] if "error" not in r]
            row.append(f"{statistics.median(good):.1f} ({min(good):.1f})" if good else "failed")
        for p in peers:
            pair = None if name in UNCOUNTED else ratios(runs[name][order[0]], runs[name][p], metric)
            row.append(f"{pair[0]:.2f} {pair[1]:.2f} {mark(pair, bars[p])}" if pair else "")
            if pair:
                means[p].append(pair)
        rows.append(row)
    last = ["geometric mean"] + [""] * len(order)
    for p in peers:
        pair = [math.exp(statistics.fmean(math.log(max(x[i], 0.2)) for x in means[p])) for i in (0, 1)] if means[p] else None
        last.append(f"{pair[0]:.2f} {pair[1]:.2f} {mark(pair, bars[p])}" if pair else "")
    rows.append(last)
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    for r in rows:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(r, widths))).rstrip())


def record(names, peers):
    """Expected values from the Lua programs, in both sizes."""
    command = ["lua5.4"]
    expected = load_expected() if os.path.exists(EXPECTED) else {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            small = run_once(command, write_small(name, "lua", peers, folder), 600)
            full = run_once(command, source(name, "lua", peers), 600)
            for r in (small, full):
                if "error" in r:
                    sys.exit(f"{name}: {r['error']}")
            expected[name] = {"small": small["check"], "full": full["check"]}
            print(name, expected[name], flush=True)
    with open(EXPECTED, "w") as f:
        f.write("{\n" + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(expected.items())) + "\n}\n")


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--rounds", type=int, default=7)
    a.add_argument("--only", help="programs, comma-separated (default: all)")
    a.add_argument("--engines", metavar="A,B,...",
                   help="the first is compared with the others (default: quintet,lua5.4,luajit)")
    a.add_argument("--quintet", default=os.path.join(ROOT, "target", "release", "quintet"))
    a.add_argument("--also", action="append", default=[], metavar="NAME=COMMAND",
                   help="a further engine for the Fun programs, e.g. 'base=/old/quintet run'; give it in --engines too")
    a.add_argument("--peers", default=os.environ.get("PEERS_DIR") or os.path.join(ROOT, "..", "shared", "peers"),
                   help="the peers kit, whose Lua programs are run")
    a.add_argument("--metric", choices=("inner_ms", "wall_ms", "cpu_ms"), default="inner_ms")
    a.add_argument("--bar", action="append", default=[], metavar="ENGINE=RATIO", help="ratio to stay below (default 1 for each peer)")
    a.add_argument("--timeout", type=float, default=120)
    a.add_argument("--json", metavar="OUT", help="raw results; a bare name goes to bench/results/NAME.json")
    a.add_argument("--smoke", action="store_true", help="small sizes, one round, no table, Quintet only by default")
    a.add_argument("--write-small", metavar="DIR", help="write the small programs to DIR and stop")
    a.add_argument("--record", action="store_true", help="rewrite expected.json from the Lua programs")
    o = a.parse_args()

    names = o.only.split(",") if o.only else programs()
    for name in names:
        if name not in programs():
            sys.exit(f"no program {name}; there are: {', '.join(programs())}")
    if o.record:
        return record(names, o.peers)
    if o.write_small:
        os.makedirs(o.write_small, exist_ok=True)
        for name in names:
            for ext in ("fun", "lua"):
                if os.path.exists(source(name, ext, o.peers)):
                    write_small(name, ext, o.peers, o.write_small)
        return

    here = engines(o.quintet, o.also)
    order = []
    for e in (o.engines or ("quintet,quintet-jit" if o.smoke else "quintet,lua5.4,luajit")).split(","):
        if e not in here:
            print(f"{e}: not here; left out", file=sys.stderr)
        elif here[e][1] == "lua" and not os.path.isdir(os.path.join(o.peers, "programs")):
            print(f"{e}: no Lua programs in {o.peers}; left out", file=sys.stderr)
        else:
            order.append(e)
    if not order:
        sys.exit("nothing to run")

    size = "small" if o.smoke else "full"
    expected = load_expected()
    runs = {n: {e: [] for e in order} for n in names}
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        for round_ in range(1 if o.smoke else o.rounds):
            for i, name in enumerate(names):
                turn = (round_ + i) % len(order)
                for e in order[turn:] + order[:turn]:
                    command, ext = here[e]
                    path = write_small(name, ext, o.peers, folder) if o.smoke else source(name, ext, o.peers)
                    r = run_once(command, path, o.timeout)
                    want = expected.get(name, {}).get(size)
                    if "error" not in r and r["check"] != want:
                        r = {"error": f"CHECK {r['check']}, expected {want}"}
                    if "error" in r and f"{e} {name}: {r['error']}" not in failures:
                        failures.append(f"{e} {name}: {r['error']}")
                    runs[name][e].append(r)
            if not o.smoke:
                print(f"round {round_ + 1} of {o.rounds} done", file=sys.stderr)

    if not o.smoke:
        bars = {e: 1.0 for e in order[1:]}
        for entry in o.bar:
            e, _, ratio = entry.partition("=")
            bars[e] = float(ratio)
        table(names, order, runs, o.metric, bars)
    if o.json:
        path = o.json if os.sep in o.json else os.path.join(RESULTS, o.json.removesuffix(".json") + ".json")
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with open(path, "w") as f:
            json.dump({"size": size, "engines": order, "rounds": o.rounds, "runs": runs}, f, indent=1)
            f.write("\n")
    for line in failures:
        print("FAILED " + line, file=sys.stderr)
    if not failures and o.smoke:
        print(f"{len(names)} programs, every CHECK as expected")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
