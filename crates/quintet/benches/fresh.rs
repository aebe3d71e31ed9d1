//! What a fresh sandboxed process costs: `cargo bench -p quintet`. For loaded code it is created, runs `1 + 1` and is gone;
//! the median of rounds and the least, beside what a system thread costs here.

use quintet::{Config, Ending, Engine, Limits};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 101;
const EACH: u32 = 200;

/// The median and the least time of one turn, in microseconds.
fn time(mut turn: impl FnMut()) -> (f64, f64) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            (0..EACH).for_each(|_| turn());
            start.elapsed() / EACH
        })
        .collect();
    times.sort_unstable();
    (times[ROUNDS / 2].as_secs_f64() * 1e6, times[0].as_secs_f64() * 1e6)
}

fn limits() -> Limits {
    Limits { fuel: 1_000_000, max_heap: 16 << 20, max_stack: 1 << 20, output_bytes: 1 << 16, ..Limits::default() }
}

fn main() -> Result<(), quintet::ProgramError> {
    let turns = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let engine = Engine::new();
    for (what, text) in [
        ("1 + 1", "1 + 1"),
        ("one object", "a = [1, \"two\", {\"three\": 4}]"),
        ("a call", "fun f(x)\n  return x + 1\nf(1)"),
    ] {
        let program = engine.compile("fresh.fun", text)?;
        let run = || {
            let mut config = Config::capture();
            config.limits = limits();
            let mut session = engine.start(black_box(&program), config);
            assert!(matches!(session.run(), Ending::Finished(_)));
        };
        if let Some(turns) = turns {
            // For a profiler: so many turns of the first, nothing else.
            (0..turns).for_each(|_: u32| run());
            return Ok(());
        }
        let (median, least) = time(run);
        println!("{what:<12} {median:7.2} us, at least {least:.2}");
    }
    let (median, least) = time(|| std::thread::spawn(|| black_box(1) + 1).join().map(drop).unwrap_or_default());
    println!("{:<12} {median:7.2} us, at least {least:.2}", "a thread");
    Ok(())
}
