//! Very many small generated modules, one after another: engines are used for many of them, and each is run in the few ways
//! that a net is about, drawn from the seed. What costs most in a run of millions is done once or not at all.

use crate::modes::{Outcome, execute, extend};
use crate::random::Random;
use quintet::bytecode::{Extent, Module, Op, disassemble, generate_within, verify};
use quintet::runtime::tier::Heat;
use quintet::{Dispatch, Engine, Mode, Program, jit};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Modules of one engine: what is loaded stays until the engine goes.
const OF_ONE_ENGINE: u64 = 500;

/// What the ways are to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Net {
    /// The heap and snapshots: a collection at every charge point, and storing after every few units.
    Stress,
    /// Compiled code, with thresholds of every kind, alone and with collections, storing and slices of one unit.
    Compiled,
}

/// What a run saw, printed now and then and at its end.
struct Tally {
    begun: Instant,
    shown: Instant,
    programs: u64,
    runs: u64,
    fuel: u64,
    finished: u64,
    threw: u64,
    exited: u64,
    /// Instructions by op, as they stand in the modules.
    ops: Vec<u64>,
    /// Modules by op that is in them.
    modules: Vec<u64>,
}

/// Between two lines of progress.
const QUIET: Duration = Duration::from_secs(60);

impl Tally {
    fn new() -> Tally {
        let now = Instant::now();
        let none = vec![0; Op::ALL.len()];
        Tally {
            begun: now,
            shown: now,
            programs: 0,
            runs: 0,
            fuel: 0,
            finished: 0,
            threw: 0,
            exited: 0,
            ops: none.clone(),
            modules: none,
        }
    }

    fn count(&mut self, module: &Module, outcome: &Outcome, runs: u64) {
        self.programs += 1;
        self.runs += runs;
        self.fuel += outcome.fuel;
        match () {
            _ if outcome.ending.starts_with("finished") => self.finished += 1,
            _ if outcome.ending.starts_with("exited") => self.exited += 1,
            _ => self.threw += 1,
        }
        let mut seen = [false; 256];
        for function in &module.functions {
            let mut pc = 0;
            while let Some(op) = function.code.get(pc).and_then(|word| Op::from_byte(word.op())) {
                self.ops[op as usize] += 1;
                seen[op as usize] = true;
                pc += op.info().words();
            }
        }
        for (count, seen) in self.modules.iter_mut().zip(seen) {
            *count += u64::from(seen);
        }
    }

    fn line(&self, net: Net, seed: u64) -> String {
        let seconds = self.begun.elapsed().as_secs_f64();
        let rate = self.programs as f64 / seconds.max(1e-9);
        format!(
            "{net:?} up to seed {seed}: {} programs, {} runs, {seconds:.0} s, {rate:.0} programs/s; {} finished, {} threw, {} exited; {} units of fuel",
            self.programs, self.runs, self.finished, self.threw, self.exited, self.fuel,
        )
    }

    fn progress(&mut self, net: Net, seed: u64) {
        if self.shown.elapsed() >= QUIET {
            self.shown = Instant::now();
            println!("{}", self.line(net, seed));
        }
    }

    /// Ops by how many modules have them.
    fn histogram(&self) -> String {
        let mut all: Vec<_> = Op::ALL.iter().map(|&op| (self.modules[op as usize], op)).collect();
        all.sort_by_key(|&(modules, op)| (std::cmp::Reverse(modules), op as usize));
        let absent: Vec<_> = all.iter().filter(|(modules, _)| *modules == 0).map(|(_, op)| op.name()).collect();
        let mut text = String::from("op, modules with it, instructions:\n");
        for (modules, op) in all.iter().filter(|(modules, _)| *modules > 0) {
            text.push_str(&format!("{:24} {modules:>10} {:>12}\n", op.name(), self.ops[*op as usize]));
        }
        text + &format!("in none: {}", absent.join(" "))
    }
}

/// The engines of some hundred modules.
struct Engines {
    fused: Engine,
    other: Engine,
    /// What is special about the second.
    about: String,
}

impl Engines {
    fn new(net: Net, random: &mut Random) -> Result<Engines, String> {
        let fused = Engine::with(extend);
        let (other, about) = match net {
            Net::Stress => (Engine::with(extend).fusion(false), "no fusion".to_string()),
            Net::Compiled => {
                let heat = Heat {
                    calls: 1 + random.below(5) as i32,
                    turns: random.below(6) as u64,
                    observed: random.of(&[0, 20, 40, 100, 400]),
                };
                let plain = random.one_in(4);
                let options = jit::Options { heat, plain, ..jit::Options::eager() };
                (Engine::compiling(options, extend)?.fusion(!random.one_in(4)), format!("{options:?}"))
            }
        };
        Ok(Engines { fused, other, about })
    }
}

/// Runs the programs of all seeds; fails at the first that does not do the same in all its ways.
///
/// # Errors
/// What differs: seed, ways, outcomes, and the program.
pub fn run(net: Net, seeds: Range<u64>) -> Result<(), String> {
    let mut tally = Tally::new();
    let mut engines = None;
    for seed in seeds.clone() {
        if seed % OF_ONE_ENGINE == 0 || engines.is_none() {
            // The same engines for a seed wherever the run begins.
            engines = Some(Engines::new(net, &mut Random::new(seed / OF_ONE_ENGINE))?);
        }
        let Some(engines) = &engines else { continue };
        let mut random = Random::new(!seed);
        let extent = Extent {
            functions: 1 + random.below(3),
            statements: 1 + random.below(8),
            calls: 1 + random.below(12) as u32,
        };
        let module = generate_within(seed, extent);
        let about = || format!("seed {seed}, {extent:?}, {}", engines.about);
        let caught = catch_unwind(AssertUnwindSafe(|| check(net, engines, &module, &mut random)));
        let checked = caught.unwrap_or_else(|_| Err("the machine panicked".to_string()));
        let (outcome, runs) = checked.map_err(|text| format!("{}\n{text}\n{}", about(), disassemble(&module)))?;
        tally.count(&module, &outcome, runs);
        tally.progress(net, seed);
    }
    println!("{}\n{}", tally.line(net, seeds.end), tally.histogram());
    Ok(())
}

/// Runs one module in its ways.
fn check(net: Net, engines: &Engines, module: &Module, random: &mut Random) -> Result<(Outcome, u64), String> {
    let verified = verify(module.clone()).map_err(|e| e.to_string())?;
    let load = |engine: &Engine| engine.load_verified(verified.clone()).map_err(|e| e.to_string());
    let program = load(&engines.fused)?;
    let drivers = [Dispatch::Threaded, Dispatch::Threaded, Dispatch::Loop];
    let reference = execute(&engines.fused, &program, random.of(&drivers), Mode::Plain)?;
    let trip = Mode::RoundTrip(random.of(&[1, 2, 3, 5, 7, 13]));
    let mut ways: Vec<(&Engine, Program, Mode)> = Vec::with_capacity(2);
    match net {
        Net::Stress => {
            // Caches are as the first run left them, or empty.
            let program = if random.one_in(4) { load(&engines.fused)? } else { program };
            ways.push((&engines.fused, program.clone(), Mode::GcStress));
            ways.push((&engines.fused, program, trip));
            if random.one_in(8) {
                ways.push((&engines.other, load(&engines.other)?, Mode::Plain));
            }
        }
        Net::Compiled => {
            let program = load(&engines.other)?;
            ways.push((&engines.other, program.clone(), Mode::Plain));
            ways.push((&engines.other, program, random.of(&[Mode::Plain, Mode::GcStress, Mode::Preempt, trip])));
        }
    }
    let mut runs = 1;
    for (engine, program, mode) in ways {
        let dispatch = random.of(&drivers);
        let outcome =
            execute(engine, &program, dispatch, mode).map_err(|text| format!("{mode:?}, {dispatch:?}: {text}"))?;
        if outcome != reference {
            return Err(format!("plain: {reference:#?}\n{mode:?}, {dispatch:?}: {outcome:#?}"));
        }
        runs += 1;
    }
    Ok((reference, runs))
}
