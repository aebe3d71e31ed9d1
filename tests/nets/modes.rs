//! One module in every mode of execution through the embedding API: the endings, the output and the fuel must be the same.

use quintet::bytecode::Module;
use quintet::runtime::tier::Heat;
use quintet::runtime::{RuntimeBuilder, Value};
use quintet::{Config, Dispatch, Ending, Engine, Mode, Program, ProgramError, jit};
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A program that takes more has not been bounded by its generator, or a mode never ends.
const MOST_FUEL: u64 = 3_000_000;

/// A way to execute.
struct Way {
    name: &'static str,
    fused: bool,
    dispatch: Dispatch,
    mode: Mode,
    jit: Option<fn() -> jit::Options>,
}

const fn way(name: &'static str, mode: Mode) -> Way {
    Way { name, fused: true, dispatch: Dispatch::Threaded, mode, jit: None }
}

/// Compiled as soon as anything is, or a little later, when more has been seen.
const fn eager(name: &'static str, mode: Mode) -> Way {
    Way { jit: Some(jit::Options::eager), ..way(name, mode) }
}

fn soon() -> jit::Options {
    let heat = Heat { calls: 3, turns: 4, observed: 200 };
    jit::Options { heat, ..jit::Options::eager() }
}

/// All ways; the others are compared with the first.
const WAYS: [Way; 16] = [
    way("threaded", Mode::Plain),
    Way { dispatch: Dispatch::Loop, ..way("loop", Mode::Plain) },
    Way { fused: false, ..way("no-fusion", Mode::Plain) },
    Way { fused: false, dispatch: Dispatch::Loop, ..way("loop, no-fusion", Mode::Plain) },
    way("instrumented", Mode::Instrumented),
    way("gc-stress", Mode::GcStress),
    way("preempt", Mode::Preempt),
    way("round-trip:1", Mode::RoundTrip(1)),
    way("round-trip:7", Mode::RoundTrip(7)),
    eager("jit-eager", Mode::Plain),
    Way { dispatch: Dispatch::Loop, fused: false, ..eager("jit-eager, loop, no-fusion", Mode::Plain) },
    Way { jit: Some(jit::Options::plain), ..way("jit-baseline", Mode::Plain) },
    Way { jit: Some(soon), ..way("jit", Mode::Plain) },
    eager("jit-eager, gc-stress", Mode::GcStress),
    eager("jit-eager, preempt", Mode::Preempt),
    eager("jit-eager, round-trip:7", Mode::RoundTrip(7)),
];

/// What a run did, as text that can be compared and read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended: the value, or the message and the trace, or the exit code.
    pub ending: String,
    /// Standard output.
    pub output: String,
    /// The fuel burnt.
    pub fuel: u64,
}

/// Adds what modules may import.
pub fn extend(builder: &mut RuntimeBuilder) {
    builder.extension("test", "add", |_, arguments| {
        let sum = arguments.iter().filter_map(|value| value.as_int()).fold(0, i64::wrapping_add);
        Ok(Value::int(sum))
    });
}

/// The engines that a module is run on, when it is not compiled.
pub struct Engines {
    fused: Engine,
    plain: Engine,
}

impl Engines {
    /// One with fusion and one without; both have the extension op `test.add`.
    pub fn new() -> Engines {
        Engines { fused: Engine::with(extend), plain: Engine::with(extend).fusion(false) }
    }

    /// Runs a module in all modes.
    ///
    /// # Errors
    /// The modes disagree, or one fails; the text says how.
    pub fn agree(&self, module: &Module) -> Result<Outcome, String> {
        let reference = self.outcome(module, &WAYS[0])?;
        let mut report = String::new();
        for way in &WAYS[1..] {
            match self.outcome(module, way) {
                Ok(outcome) if outcome == reference => {}
                Ok(outcome) => {
                    let _ = write!(report, "{}: {reference:#?}\n{}: {outcome:#?}\n", WAYS[0].name, way.name);
                }
                Err(text) => report.push_str(&text),
            }
        }
        if report.is_empty() { Ok(reference) } else { Err(report) }
    }

    fn outcome(&self, module: &Module, way: &Way) -> Result<Outcome, String> {
        let outcome = catch_unwind(AssertUnwindSafe(|| self.run(module, way)));
        match outcome {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(text)) => Err(format!("{}: {text}\n", way.name)),
            Err(_) => Err(format!("{}: the machine panicked\n", way.name)),
        }
    }

    fn run(&self, module: &Module, way: &Way) -> Result<Outcome, String> {
        let compiling;
        let engine = match way.jit {
            // An engine of its own, as code takes memory.
            Some(options) => {
                compiling = Engine::compiling(options(), extend)?.fusion(way.fused);
                &compiling
            }
            None if way.fused => &self.fused,
            None => &self.plain,
        };
        let program = engine.load(module.clone()).map_err(|e: ProgramError| e.to_string())?;
        execute(engine, &program, way.dispatch, way.mode)
    }
}

/// Runs a program that is loaded.
///
/// # Errors
/// It does not end, or the machine fails; the text says how.
pub fn execute(engine: &Engine, program: &Program, dispatch: Dispatch, mode: Mode) -> Result<Outcome, String> {
    let mut config = Config::capture();
    (config.dispatch, config.mode) = (dispatch, mode);
    let mut session = engine.start(program, config);
    let ending = match mode {
        // Long slices that end when it waits; a program without end fails the test instead of hanging it.
        Mode::Plain | Mode::Instrumented => loop {
            let left = MOST_FUEL.checked_sub(session.stats().fuel).filter(|&left| left > 0).ok_or("does not end")?;
            if let Some(ending) = session.run_slice(left) {
                break ending;
            }
        },
        _ => session.run(),
    };
    let ending = match ending {
        Ending::Finished(value) => format!("finished: {value}"),
        Ending::Uncaught(report) => quintet::render_report(&report),
        Ending::Exited(code) => format!("exited: {code}"),
        Ending::Stopped(reason) => format!("ended with the reason {reason}"),
        Ending::OutOfFuel => "out of fuel".to_string(),
        Ending::TimedOut | Ending::Killed => return Err("ended from outside".to_string()),
        Ending::OutOfMemory => return Err("out of memory".to_string()),
        Ending::Failed(text) => return Err(format!("failed: {text}")),
    };
    Ok(Outcome { ending, output: session.output(), fuel: session.stats().fuel })
}
