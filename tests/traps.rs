//! The ten traps that sandboxes fall into, one test each. What is tested in detail elsewhere is named there; here is the
//! one place where all ten can be seen.
//!
//! 1. a string that doubles · 2. many small objects · 3. the same cap through every code path · 4. accounting that costs
//!    more than what it counts · 5. builtins that count nothing · 6. waits that ignore the limit of time · 7. reuse after a
//!    forced stop · 8. a limit's handler that meets the limit again · 9. suspended fibers as roots · 10. OutOfMemory caught
//!    and survived

use quintet::runtime::{Host, Input, NoHost, Reading};
use quintet::{Config, Ending, Engine, Grants, Interrupt, Limits, Mode, ProcessStats};
use std::io;
use std::sync::mpsc;
use std::time::Duration;

const HEAP: usize = 4 << 20;

/// Runs a program; what it prints, how it ended, what it took.
fn run(limits: Limits, mode: Mode, text: &str) -> (String, Ending, ProcessStats) {
    let engine = Engine::new();
    let program = engine.compile("trap.fun", text).unwrap_or_else(|e| panic!("{text}\n{e}"));
    let mut config = Config::capture();
    (config.limits, config.mode) = (limits, mode);
    let mut session = engine.start(&program, config);
    let ending = session.run();
    (session.output(), ending, session.stats())
}

fn small() -> Limits {
    Limits { max_heap: HEAP, max_stack: 8 << 20, fuel: 100_000_000, ..Limits::default() }
}

/// These statements run out of memory, which is thrown and caught, and at no time was more in use than is allowed and what
/// is kept for handlers.
fn runs_out(modes: &[Mode], statements: &[&str]) {
    for statement in statements {
        for &mode in modes {
            let body: String = statement.lines().map(|line| format!("  {line}\n")).collect();
            let rest =
                "try\n  attack()\n  print(\"enough\")\ncatch e\n  print(e.kind)\nprint(len(repeat(\"x\", 100000)))";
            let text = format!("fun attack()\n{body}{rest}");
            let (output, ending, stats) = run(small(), mode, &text);
            assert_eq!(output, "OutOfMemory\n100000\n", "{statement} in {mode:?}: {ending:?}");
            assert!(stats.heap.peak <= HEAP + HEAP / 4, "{statement} in {mode:?}: {}", stats.heap.peak);
        }
    }
}

const MODES: [Mode; 3] = [Mode::Plain, Mode::Instrumented, Mode::Preempt];

#[test]
fn a_string_that_doubles() {
    runs_out(
        &MODES,
        &[
            "s = \"0123456789\"\nwhile true\n  s = s + s",
            "s = \"0123456789\"\nwhile true\n  s = f\"{s}{s}\"",
            "s = \"0123456789\"\nwhile true\n  s = join([s, s], \"\")",
            "s = \"0123456789\"\nwhile true\n  s = repeat(s, 2)",
            "s = to_bytes(\"0123456789\")\nwhile true\n  s = s + s",
        ],
    );
}

#[test]
fn many_small_objects() {
    runs_out(
        &MODES,
        &[
            "a = []\nwhile true\n  push(a, [])",
            "a = nil\nwhile true\n  a = [a]",
            "a = []\nwhile true\n  push(a, {})",
            "a = []\nwhile true\n  push(a, fn() => a)",
            "a = []\nwhile true\n  push(a, str(len(a)) + \" is its number\")",
            "m = {}\nwhile true\n  m[len(m)] = 1.5",
            "a = []\nwhile true\n  push(a, error_of())\n".replace("error_of()", "Error(\"x\")").as_str(),
        ],
    );
}

/// Every builtin that makes much of little, in one step or many.
#[test]
fn the_same_cap_through_every_code_path() {
    runs_out(
        &[Mode::Plain],
        &[
            "repeat(\"a\", 1000000000)",
            "array(1000000000, 1)",
            "pad_left(\"a\", 1000000000)",
            "format(\"{:1000000000}\", 1)",
            "join(array(10000, \"abcdefghij\"), repeat(\", \", 1000))",
            "to_array(range(1000000000))",
            "range(1000000000).map(fn(x) => x)",
            "replace(repeat(\"a\", 100000), \"a\", repeat(\"b\", 1000))",
            "regex_replace(repeat(\"a\", 100000), \"a\", repeat(\"b\", 1000))",
            "split(repeat(\"a,\", 500000), \",\")",
            "chars(repeat(\"ab\", 800000))",
            "lines(repeat(\"\\n\", 800000))",
            "hex_encode(repeat(\"a\", 3000000))",
            "base64_encode(repeat(\"a\", 3500000))",
            "url_encode(repeat(\" \", 2000000))",
            "escape_html(repeat(\"<\", 1500000))",
            "b = gzip(repeat(\"a\", 1000000))\nwhile true\n  b = b + b\n  gunzip(b)",
            "x = [1]\nwhile true\n  x = [x, x]\n  str(x)",
            "x = [1]\nwhile true\n  x = [x, x]\n  json_encode(x)",
            "x = [1]\nwhile true\n  x = concat(x, x)",
            "x = [1]\nwhile true\n  x = x + x",
            "x = [[1]]\nwhile true\n  x = deep_copy([x, deep_copy(x)])",
            "x = [[1]]\nwhile true\n  x = freeze([deep_copy(x), deep_copy(x)])",
            "json_parse(\"[\" + repeat(\"[],\", 200000) + \"1]\")",
            "csv_parse(repeat(\"a,b\\n\", 200000))",
            "xml_parse(\"<a>\" + repeat(\"<b>text</b>\", 100000) + \"</a>\")",
            "sort(to_array(range(400000)))",
            "group_by(range(1000000), fn(x) => x)",
            "regex_find_all(repeat(\"a\", 1000000), \"a\")",
            "a = []\nwhile true\n  push(a, fiber(fn() => 1))",
            "a = []\nwhile true\n  f = fiber(fn() => emit(\"yield\", 1))\n  f.resume()\n  push(a, f)",
        ],
    );
    // Registers and frames have a cap of their own, and count as memory too.
    let deep = "fun f(n) => f(n + 1) + 1\ntry\n  f(0)\ncatch e\n  print(e.kind)";
    for mode in MODES {
        assert_eq!(run(small(), mode, deep).0, "StackOverflow\n");
    }
}

/// With most of the memory in use, the collections that keep the rest below the limit do not take over: twice the garbage
/// is twice the work.
#[test]
fn accounting_that_costs_more_than_what_it_counts() {
    let work = |garbage: &str, n: u64| {
        let text = format!(
            "kept = []\nfor i in range(6000)\n  push(kept, [i, [i]])\ntext = repeat(\"x\", 1000000)\nfor i in range({n})\n  {garbage}\nprint(len(kept))"
        );
        let (output, ending, stats) = run(small(), Mode::Plain, &text);
        assert_eq!(output, "6000\n", "{text} {ending:?}");
        (stats.heap.copied, stats.heap.minor + stats.heap.major)
    };
    for garbage in ["[i, i]", "str(i) + \"some text behind it\"", "substr(text, i, 5000)", "repeat(\"x\", 3000)"] {
        let ((copied, runs), (copied_twice, runs_twice)) = (work(garbage, 100_000), work(garbage, 200_000));
        assert!(copied_twice <= copied * 5 / 2 + HEAP as u64, "{garbage}: {copied} and {copied_twice} bytes copied");
        assert!(runs_twice <= runs * 5 / 2 + 10, "{garbage}: {runs} and {runs_twice} collections");
    }
}

/// Every builtin whose work grows burns at least a unit for 64 bytes or elements (`fuel.rs` measures them exactly), and so
/// do comparisons and copies, however deep what they look at lies.
#[test]
fn builtins_that_count_nothing() {
    let n = 50_000;
    let fuel = |text: &str| {
        let limits = Limits { capabilities: Grants::ALL, ..Limits::default() };
        let (_, ending, stats) = run(limits, Mode::Plain, &format!("n = {n}\n{text}\nfor i in range(2)\n  nil\n"));
        assert!(matches!(ending, Ending::Finished(_)), "{text}: {ending:?}");
        stats.fuel
    };
    let mut free = Vec::new();
    for row in include_str!("fuel.txt").lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '-'])) {
        let parts: Vec<&str> = row.splitn(3, '|').map(str::trim).collect();
        let burnt = fuel(&format!("{}\n{}", parts[1], parts[2])) - fuel(parts[1]);
        if burnt < n / 64 {
            free.push(format!("{row}: {burnt}"));
        }
    }
    assert!(free.is_empty(), "{}", free.join("\n"));
    for walk in [
        "a == b",
        "a <= b",
        "[a] == [b]",
        "[b].contains(a)",
        "deep_copy(a)",
        "freeze(a)",
        "a in [b]",
        "[nil, b].indexOf(a)",
    ] {
        let text = format!(
            "a = range({n}).map(fn(i) => [i])\nb = deep_copy(a)\na = [[a]]\nb = [[b]]\nturns = 0\ntry\n  while true\n    turns += 1\n    {}\nfinally\n  print(turns)",
            if walk.contains("==") || walk.contains("<=") || walk.contains(" in ") {
                format!("x = {walk}")
            } else {
                walk.to_string()
            }
        );
        let limits = Limits { fuel: 1_000_000, ..Limits::default() };
        let (output, ending, _) = run(limits, Mode::Plain, &text);
        assert!(matches!(ending, Ending::OutOfFuel), "{walk}: {ending:?}");
        let turns: u64 = output.trim().parse().unwrap();
        assert!(turns * n / 64 < 1_000_000, "{walk}: {turns} turns");
    }
}

/// Gives its input never.
struct Silent;

impl Host for Silent {
    fn write_out(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
    fn write_err(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn input(&mut self, _: Input) -> Reading {
        Reading::Waits(Box::new(|| {
            loop {
                std::thread::park();
            }
        }))
    }
    fn is_terminal(&self) -> bool {
        false
    }
    fn wall_ns(&mut self) -> i128 {
        NoHost.wall_ns()
    }
    fn monotonic_ns(&mut self) -> u64 {
        static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
        START.get_or_init(std::time::Instant::now).elapsed().as_nanos() as u64
    }
    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        NoHost.random(bytes)
    }
    fn arguments(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Runs a program in a thread of its own; fails if it does not end, instead of hanging.
fn ending(text: String, limits: Limits, stop: impl FnOnce(Interrupt) + Send + 'static) -> Ending {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let engine = Engine::new();
        let program = engine.compile("wait.fun", &text).unwrap_or_else(|e| panic!("{text}\n{e}"));
        let mut config = Config::with_host(Box::new(Silent));
        config.limits = limits;
        let mut session = engine.start(&program, config);
        let interrupt = session.interrupt();
        std::thread::spawn(move || stop(interrupt));
        sender.send(session.run())
    });
    receiver.recv_timeout(Duration::from_secs(100)).expect("it ends")
}

#[cfg(unix)]
#[test]
fn waits_that_ignore_the_limit_of_time() {
    let waits = [
        "sleep(100000000)",
        "input(\"say: \")",
        "read_stdin()",
        "exec([\"sleep\", \"10\"])",
        "system(\"sleep 10\")",
        "proc_spawn([\"sleep\", \"10\"]).wait()",
        "proc_spawn([\"sleep\", \"10\"]).read_line()",
        "read_file(PIPE)",
        "read_lines(PIPE)",
        "open(PIPE, \"r\")",
        "open(PIPE, \"w\")",
        "append_file(PIPE, \"x\")",
        "open(PIPE, \"r+\").read_line()",
        "open(PIPE, \"r+\").read(10)",
        "f = open(PIPE, \"r+\")\nwhile true\n  f.write(repeat(\"x\", 1000000))",
        "n = 0\nwhile true\n  n += 1",
        "s = repeat(\"a\", 1000000)\nwhile true\n  sha256(s)",
        "a = to_array(range(100000))\nwhile true\n  x = [a] == [deep_copy(a)]",
        "fun f() => f()\nf()",
        "while true\n  try\n    sleep(5)\n  finally\n    sleep(5)",
        "fiber(fn() => sleep(100000000)).resume()",
    ];
    for (number, wait) in waits.iter().enumerate() {
        // What is left behind still waits at its pipe, so that each has its own.
        let text = |stopped: &str| {
            let pipe = format!("quintet-trap-{}-{number}-{stopped}", std::process::id());
            let pipe = std::env::temp_dir().join(pipe);
            let _ = std::fs::remove_file(&pipe);
            assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
            (wait.replace("PIPE", &format!("\"{}\"", pipe.display())), pipe)
        };
        let (program, pipe) = text("late");
        let limits = Limits { wall_time: Duration::from_millis(15), capabilities: Grants::ALL, ..Limits::default() };
        let ended = ending(program, limits, drop);
        assert!(matches!(ended, Ending::TimedOut), "{wait}: {ended:?}");
        std::fs::remove_file(pipe).unwrap();
        // Another thread ends it as well.
        let (program, pipe) = text("killed");
        let limits = Limits { capabilities: Grants::ALL, ..Limits::default() };
        let ended = ending(program, limits, |interrupt| interrupt.kill());
        assert!(matches!(ended, Ending::Killed), "{wait}: {ended:?}");
        std::fs::remove_file(pipe).unwrap();
    }
}

/// Whatever a program was doing when it was stopped, its session stays ended, and the code that it shared works.
#[test]
fn reuse_after_a_forced_stop() {
    let engine = Engine::new();
    let text = "class Point(x)\n  fun twice(this) => this.x * 2\nfun* count()\n  n = 0\n  while true\n    n += 1\n    yield n\n\
                total = 0\nfor n in count()\n  try\n    total += Point(n).twice() + sort([3, n, 1], fn(a, b) => a - b).len() + len(str([n]))\n  \
                finally\n    total += 1\n  if n == 200\n    break\nprint(total)";
    let program = engine.compile("reuse.fun", text).unwrap();
    let whole = |mode: Mode| {
        let mut config = Config::capture();
        (config.limits, config.mode) = (small(), mode);
        let mut session = engine.start(&program, config);
        assert!(matches!(session.run(), Ending::Finished(_)));
        (session.output(), session.stats().fuel)
    };
    let expected = whole(Mode::Plain);
    for stopped_after in (1..expected.1).step_by(97) {
        let mut config = Config::capture();
        config.limits = small();
        let mut session = engine.start(&program, config);
        let interrupt = session.interrupt();
        assert!(session.run_slice(stopped_after).is_none());
        interrupt.kill();
        for _ in 0..3 {
            assert!(matches!(session.run(), Ending::Killed));
            assert!(matches!(session.run_slice(10), Some(Ending::Killed)));
        }
        assert_eq!(session.stats().fuel, stopped_after);
        assert!(session.snapshot().is_err());
    }
    // A budget that is spent in the middle ends it for good too.
    let mut config = Config::capture();
    config.limits = Limits { fuel: expected.1 / 2, ..small() };
    let mut session = engine.start(&program, config);
    assert!(matches!(session.run(), Ending::OutOfFuel));
    session.add_fuel(1_000_000);
    assert!(matches!(session.run(), Ending::OutOfFuel));
    for mode in [Mode::Plain, Mode::GcStress, Mode::RoundTrip(1)] {
        assert_eq!(whole(mode), expected);
    }
}

/// Code that handles a limit meets it again: it is told once more, or ended, but never runs without a limit.
#[test]
fn a_handler_that_meets_its_limit_again() {
    let fill = "fun fill()\n  a = []\n  while true\n    push(a, repeat(\"x\", 300))\n";
    for mode in [Mode::Plain, Mode::Preempt, Mode::Instrumented] {
        let caught_twice = format!(
            "{fill}try\n  try\n    fill()\n  catch e\n    print(e.kind)\n    fill()\ncatch e\n  print(e.kind)\nfinally\n  print(\"end\")"
        );
        let (output, ending, stats) = run(small(), mode, &caught_twice);
        assert_eq!(output, "OutOfMemory\nOutOfMemory\nend\n", "{ending:?}");
        assert!(stats.heap.peak <= HEAP + HEAP / 4);
        // What is held while it is handled leaves no room: the process ends, the host does not.
        let holding = format!(
            "{fill}a = []\nfun more()\n  try\n    while true\n      push(a, repeat(\"x\", 300))\n  finally\n    more()\nmore()"
        );
        let (_, ending, stats) = run(Limits { fuel: 1_000_000, ..small() }, mode, &holding);
        assert!(matches!(ending, Ending::OutOfMemory | Ending::OutOfFuel | Ending::Uncaught(_)), "{ending:?}");
        assert!(stats.heap.peak <= HEAP + HEAP / 2, "{}", stats.heap.peak);
        // A print form that fills the memory while the error is printed.
        let printing = format!(
            "{fill}class C\n  fun toString(this)\n    fill()\ntry\n  print(C())\ncatch e\n  print(e.kind)\ntry\n  throw C()\ncatch e\n  try\n    str(e)\n  catch f\n    print(f.kind)"
        );
        assert_eq!(run(small(), mode, &printing).0, "OutOfMemory\nOutOfMemory\n");
        // Fuel: once a little more, then the end.
        let burning = "try\n  while true\n    nil\nfinally\n  n = 0\n  try\n    while true\n      n += 1\n  finally\n    while true\n      n += 1";
        let (_, ending, stats) = run(Limits { fuel: 5_000, ..small() }, mode, burning);
        assert!(matches!(ending, Ending::OutOfFuel), "{ending:?}");
        assert_eq!(stats.fuel, 15_000);
        // Depth: the handler has some frames of its own.
        let deep = "fun down(n)\n  try\n    return down(n + 1)\n  catch e\n    return down_again(0)\nfun down_again(n) => down_again(n + 1) + 1\n\
                    try\n  down(0)\ncatch e\n  print(e.kind)";
        let (output, ending, _) = run(Limits { fuel: 1_000_000, ..small() }, mode, deep);
        assert!(output == "StackOverflow\n" || matches!(ending, Ending::OutOfFuel), "{output} {ending:?}");
        // Output: nothing is written of what does not fit, however often it is tried.
        let loud = "for i in range(3)\n  try\n    print(repeat(\"x\", 90))\n  catch e\n    try\n      print(e.kind + repeat(\"!\", 90))\n    catch f\n      nil";
        let (output, ..) = run(Limits { output_bytes: 100, ..small() }, mode, loud);
        assert_eq!(output.len(), 91);
    }
    // While memory is being collected no code of the program runs: under stress, where all is collected all the time, it is
    // told as often.
    let text =
        format!("{fill}try\n  fill()\ncatch e\n  print(e.kind)\n  try\n    fill()\n  catch e\n    print(e.kind)\n");
    let limits = || Limits { max_heap: 64 << 10, ..small() };
    assert_eq!(run(limits(), Mode::GcStress, &text).0, run(limits(), Mode::Plain, &text).0);
}

#[test]
fn suspended_fibers_as_roots() {
    for mode in [Mode::Plain, Mode::GcStress, Mode::Preempt, Mode::RoundTrip(7)] {
        // What only suspended fibers hold stays, through collections, nested ones and those in the middle of builtins.
        let text = "fun* holder(i)\n  held = [\"number \" + str(i), {\"of\": [i]}]\n  while true\n    yield held\n\
                    inner = fiber(fn() => [1, 2, 3].map(fn(x) => emit(\"ask\", [x, str(x)])), {\"mask\": [\"yield\"]})\n\
                    outer = fiber(fn() => inner.resume(), {\"mask\": [\"ask\"]})\nasked = outer.resume()\n\
                    fibers = range(20).map(holder)\nfibers.each(fn(f) => f.resume())\n\
                    for i in range(30)\n  array(1000, [i])\n\
                    print(fibers.all(fn(f) => f.resume() == f.resume()), fibers[7].resume())\n\
                    print(asked.value, outer.resume(\"a\").value, outer.resume(\"b\").value, outer.resume(\"c\"))";
        let (output, ending, _) = run(small(), mode, text);
        let expected = "true [number 7, {\"of\": [7]}]\n[1, 1] [2, 2] [3, 3] [a, b, c]\n";
        assert_eq!(output, expected, "{mode:?}: {ending:?}");
    }
    // What they hold counts, and what nobody holds any more does not.
    runs_out(
        &MODES,
        &[
            "fun* holder()\n  held = repeat(\"x\", 1000)\n  yield 1\n  yield held\nfibers = []\nwhile true\n  f = holder()\n  f.resume()\n  push(fibers, f)",
        ],
    );
    for mode in MODES {
        let text = "fun* holder()\n  held = repeat(\"x\", 1000)\n  yield 1\n  yield held\nfor i in range(20000)\n  holder().resume()\nprint(\"done\")";
        let (output, ending, _) = run(small(), mode, text);
        assert_eq!(output, "done\n", "{ending:?}");
    }
}

#[test]
fn out_of_memory_caught_and_survived() {
    let text = "fun fill(a)\n  while true\n    push(a, [repeat(\"x\", 200), {\"k\": len(a)}])\n\
                counts = []\nfor i in range(20)\n  a = []\n  try\n    fill(a)\n  catch e when e.kind == \"OutOfMemory\"\n    push(counts, len(a))\n    a = nil\n\
                print(len(counts), counts.all(fn(n) => n > 1000), counts[19] * 2 > counts[0])\n\
                m = {}\nfor i in range(1000)\n  m[str(i)] = [i]\nprint(m.values().map(fn(v) => v[0]).sum())";
    for mode in MODES {
        let (output, ending, stats) = run(small(), mode, text);
        assert_eq!(output, "20 true true\n499500\n", "{mode:?}: {ending:?}");
        assert!(stats.heap.peak <= HEAP + HEAP / 4, "{}", stats.heap.peak);
    }
}
