//! What a host does with a running program: it stores it, goes on with it elsewhere, limits it, runs the next one.

use quintet::fun::include::NoFiles;
use quintet::runtime::{
    CallArgs, Context, Frame, Host, NativeDef, NoHost, Result as Outcome, SnapshotError, Step, Value,
};
use quintet::runtime::{Work, WorkResult};
use quintet::{Config, Control, Ending, Engine, EntryError, Interactive, Limits};

/// The program after `units` of fuel, as bytes.
fn stored(text: &str, units: u64, config: Config) -> Vec<u8> {
    let engine = Engine::new();
    let program = engine.compile("main.fun", text).unwrap();
    let mut session = engine.start(&program, config);
    assert!(session.run_slice(units).is_none());
    session.snapshot().unwrap()
}

/// How a stored program ends, and what it has written.
fn resumed(text: &str, bytes: &[u8], config: Config) -> Result<(Ending, String), SnapshotError> {
    let engine = Engine::new();
    let program = engine.compile("main.fun", text).unwrap();
    let mut session = engine.resume(&program, bytes, config)?;
    let ending = session.run();
    Ok((ending, session.output()))
}

#[test]
fn a_snapshot_goes_on_in_the_same_program_only() {
    let text = "
class Pair(a, b)
fun twice(s, n = 2)
  try
    return repeat(s, 2)
  catch e
    return e
for i in range(1000)
  nil
print(upper(twice(\"Ab\")))
";
    let bytes = stored(text, 500, Config::capture());
    let (ending, output) = resumed(text, &bytes, Config::capture()).unwrap();
    assert!(matches!(ending, Ending::Finished(_)));
    assert_eq!(output, "ABAB\n");
    // Lines and comments are not what runs.
    let moved = format!("// A comment.\n\n{text}");
    assert_eq!(resumed(&moved, &bytes, Config::capture()).unwrap().1, "ABAB\n");
    for (old, new) in [
        ("upper(", "lower("),
        ("class Pair(a, b)", "class Pair(b, a)"),
        ("(s, n = 2)", "(s, m = 2)"),
        ("(s, n = 2)", "(string s, n = 2)"),
        ("\"Ab\"", "\"aB\""),
    ] {
        let other = text.replacen(old, new, 1);
        assert_ne!(text, other);
        let given = resumed(&other, &bytes, Config::capture()).map(|(_, output)| output);
        assert_eq!(given, Err(SnapshotError::MissingModule("main.fun".to_string())), "{new}");
    }
}

const COUNTS: &str = "
i = 0
while i < 1000
  i += 1
print(i)
";

fn with_fuel(units: u64) -> Config {
    let mut config = Config::capture();
    config.limits.fuel = units;
    config
}

#[test]
fn the_fuel_of_a_restored_program_is_what_its_new_limits_say() {
    let unlimited = stored(COUNTS, 200, Config::capture());
    let limited = stored(COUNTS, 200, with_fuel(300));
    for bytes in [&unlimited, &limited] {
        let (ending, output) = resumed(COUNTS, bytes, Config::capture()).unwrap();
        assert!(matches!(ending, Ending::Finished(_)), "{ending:?}");
        assert_eq!(output, "1000\n");

        let engine = Engine::new();
        let program = engine.compile("main.fun", COUNTS).unwrap();
        let mut session = engine.resume(&program, bytes, with_fuel(100)).unwrap();
        assert_eq!(session.process().unwrap().fuel_left(), Some(100));
        assert!(matches!(session.run(), Ending::OutOfFuel));
        assert_eq!(session.stats().fuel, 300);
    }
}

#[test]
fn a_restored_fiber_spends_the_new_fuel_too() {
    let text = "
fun count()
  i = 0
  while i < 1000
    i += 1
  return i
f = fiber(count, {fuel: 500})
try
  print(f.resume())
catch e
  print(e.kind)
";
    let bytes = stored(text, 200, Config::capture());
    let (ending, output) = resumed(text, &bytes, with_fuel(100)).unwrap();
    assert!(matches!(ending, Ending::OutOfFuel), "{ending:?} {output}");
    let bytes = stored(text, 200, with_fuel(100_000));
    let (ending, output) = resumed(text, &bytes, Config::capture()).unwrap();
    assert!(matches!(ending, Ending::Finished(_)), "{ending:?}");
    assert_eq!(output, "FuelExhausted\n");
}

struct Alone;

impl Control for Alone {
    fn host(&self) -> Box<dyn Host> {
        Box::new(NoHost)
    }
    fn interrupted(&mut self) -> bool {
        false
    }
    fn work(&mut self, work: Work) -> Option<WorkResult> {
        Some(work())
    }
}

#[test]
fn the_next_program_begins_at_the_root_whatever_the_one_before_ended_in() {
    let mut session = Interactive::new(Engine::new(), Limits { max_heap: 1 << 20, ..Limits::default() });
    let mut enter = |text: &str| session.enter(text, &mut NoFiles, &mut Alone).map(|entry| entry.value);
    // Memory runs out in its handler again: it ends in the middle of two fibers, one of which has a budget.
    let row = format!("[{}]", vec!["i"; 250].join(", "));
    let grow = format!("k = [k, {}]", vec![row; 60].join(", "));
    enter("k = nil").unwrap();
    enter(&format!(
        "fun eat()\n  i = 1\n  while true\n    try\n      while true\n        {grow}\n    catch e\n      {grow}"
    ))
    .unwrap();
    enter("inner = fiber(eat, {fuel: 1000000})").unwrap();
    enter("outer = fiber(fn() => inner.resume())").unwrap();
    enter("went_on = false").unwrap();
    assert!(matches!(enter("if true\n  outer.resume()\n  went_on = true"), Err(EntryError::OutOfMemory)));
    enter("k = nil").unwrap();
    assert_eq!(enter("1 + 1").unwrap().as_deref(), Some("2"));
    assert_eq!(enter("fiber_current() == nil").unwrap().as_deref(), Some("true"));
    assert_eq!(enter("[inner.status(), outer.status()]").unwrap().as_deref(), Some("[\"cancelled\", \"cancelled\"]"));
    assert!(matches!(enter("yield 5"), Err(EntryError::Uncaught(_))));
    assert_eq!(enter("went_on").unwrap().as_deref(), Some("false"));
    enter("fun down(n) => n < 1 ? 0 : 1 + down(n - 1)").unwrap();
    assert_eq!(enter("down(1000)").unwrap().as_deref(), Some("1000"));
}

/// Calls its argument with many values, after a step that costs something.
fn feed(ctx: &mut Context, frame: &mut Frame) -> Outcome<Step> {
    let turn = frame.registers[1].as_int().unwrap_or(0);
    frame.registers[1] = Value::int(turn + 1);
    match turn {
        0 => Ok(Step::Again(5)),
        1 => {
            let text = ctx.new_string(b"x")?;
            Ok(Step::Call(frame.registers[0], CallArgs::from_elem(text, 6000)))
        }
        _ => Ok(Step::Done(frame.input)),
    }
}

#[test]
fn a_call_that_waits_for_memory_is_made_once_and_paid_once() {
    let engine = Engine::with(|builder| {
        builder.native(NativeDef::stepped("acme.feed", "f: function", 1, feed));
    });
    let mut collected = false;
    for garbage in 25..70 {
        let text = format!(
            "import acme
fun count(...all) => len(all)
for i in range({garbage})
  x = to_array(range(4000))
x = nil
print(acme.feed(count))
"
        );
        let program = engine.compile_with("main.fun", text.as_bytes(), &mut NoFiles).unwrap();
        let run = |max_heap: usize| {
            let mut config = Config::capture();
            config.limits.max_heap = max_heap;
            let mut session = engine.start(&program, config);
            assert!(matches!(session.run(), Ending::Finished(_)));
            assert_eq!(session.output(), "6000\n", "after {garbage} arrays");
            session.stats()
        };
        let (free, tight) = (run(usize::MAX), run(1 << 20));
        assert_eq!(tight.fuel, free.fuel, "after {garbage} arrays");
        collected |= tight.heap.major > free.heap.major;
    }
    assert!(collected, "memory was never short");
}
