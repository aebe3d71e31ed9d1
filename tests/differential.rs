//! Differential tests: random modules and random Fun programs must do the same in every mode of execution, and the
//! assembler files of `bytecode/ops` must give in every mode what they state.
//!
//! `QUINTET_SEEDS=from..to` runs other seeds than the few hundred of a normal run.

#[path = "nets/many.rs"]
mod many;
#[path = "nets/modes.rs"]
mod modes;
#[path = "nets/patterns.rs"]
mod patterns;
#[path = "nets/programs.rs"]
mod programs;
#[path = "nets/random.rs"]
mod random;

use modes::{Engines, Outcome};
use quintet::bytecode::{Debug, Module, assemble, decode, disassemble, encode, generate};
use std::ops::Range;
use std::path::Path;

/// Mismatches shown before a test gives up.
const SHOWN: usize = 3;

/// The seeds asked for, or the first `count`; fewer in builds that are slow.
fn seeds(count: u64) -> Range<u64> {
    let Ok(text) = std::env::var("QUINTET_SEEDS") else {
        return 0..if cfg!(debug_assertions) { count / 6 } else { count };
    };
    let ends = text.split_once("..").and_then(|(from, to)| Some(from.trim().parse().ok()?..to.trim().parse().ok()?));
    ends.unwrap_or_else(|| panic!("QUINTET_SEEDS={text}: expected from..to"))
}

/// Checks each seed; fails with the first complaints.
fn for_seeds(seeds: Range<u64>, check: impl Fn(u64) -> Result<Outcome, String>) {
    let (mut complaints, mut finished, mut fuel) = (Vec::new(), 0, 0);
    for seed in seeds.clone() {
        match check(seed) {
            Ok(outcome) => {
                finished += u64::from(outcome.ending.starts_with("finished"));
                fuel += outcome.fuel;
            }
            Err(text) => complaints.push(format!("seed {seed}:\n{text}")),
        }
        if complaints.len() == SHOWN {
            break;
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    println!("seeds {seeds:?}: the same in all modes; {finished} finished; {fuel} units of fuel");
}

/// Whether text and binary form give the module back.
fn survives_its_forms(module: &Module) -> Result<(), String> {
    let text = disassemble(module);
    match assemble(&text) {
        Ok(again) if again == *module => {}
        Ok(_) => return Err(format!("the text form is another module:\n{text}")),
        Err(errors) => return Err(format!("the text form is not read back: {errors}\n{text}")),
    }
    match decode(&encode(module, Debug::Keep)) {
        Ok(again) if again == *module => Ok(()),
        Ok(_) => Err(format!("the binary form is another module:\n{text}")),
        Err(error) => Err(format!("the binary form is not read back: {error}\n{text}")),
    }
}

#[test]
fn modules() {
    let engines = Engines::new();
    for_seeds(seeds(300), |seed| {
        let module = generate(seed, 4 + seed as usize % 20);
        survives_its_forms(&module)?;
        engines.agree(&module).map_err(|text| format!("{text}{}", disassemble(&module)))
    });
}

#[test]
fn many_stressed() {
    many::run(many::Net::Stress, seeds(2_000)).unwrap_or_else(|text| panic!("{text}"));
}

#[test]
fn many_compiled() {
    many::run(many::Net::Compiled, seeds(300)).unwrap_or_else(|text| panic!("{text}"));
}

#[test]
fn fun_programs() {
    let engines = Engines::new();
    for_seeds(seeds(100), |seed| {
        let text = programs::program(seed);
        let options = quintet::fun::compile::Options::default();
        let mut loader = quintet::fun::include::NoFiles;
        let compiled = quintet::compile_source("random.fun", None, text.as_bytes(), &mut loader, options);
        let module = compiled.map_err(|e| format!("{e}{text}"))?.1.module;
        survives_its_forms(&module)?;
        engines.agree(&module).map_err(|mismatch| format!("{mismatch}{text}"))
    });
}

/// A `match` of many arms, which may go straight to some of them, does what its arms do one after the other.
#[test]
fn arms() {
    let engine = quintet::Engine::new();
    for seed in seeds(150) {
        let text = patterns::program(seed);
        let program = engine.compile("random.fun", &text).unwrap_or_else(|e| panic!("seed {seed}: {e}{text}"));
        let mut session = engine.start(&program, quintet::Config::capture());
        let ending = session.run();
        assert!(matches!(ending, quintet::Ending::Finished(_)), "seed {seed}: {ending:?}\n{text}");
        assert_eq!(session.output(), "", "seed {seed}:\n{text}");
    }
}

/// `; expect: value` is the repr form of what a file's main function returns, `; expect-exit: code` how the program exits.
#[test]
fn op_files() {
    let engines = Engines::new();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("bytecode/ops");
    let mut paths: Vec<_> = std::fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|e| e == "qasm"));
    assert!(!paths.is_empty(), "{} has files", directory.display());
    let mut complaints = Vec::new();
    for path in &paths {
        if let Err(text) = op_file(&engines, &std::fs::read_to_string(path).unwrap()) {
            complaints.push(format!("{}: {text}", path.file_name().unwrap().to_string_lossy()));
        }
    }
    assert!(complaints.is_empty(), "{} of {} files:\n{}", complaints.len(), paths.len(), complaints.join("\n"));
    println!("{} files give what they state in all modes", paths.len());
}

fn op_file(engines: &Engines, text: &str) -> Result<(), String> {
    let directive = |name: &str| text.lines().find_map(|line| Some(line.strip_prefix(name)?.trim().to_string()));
    let value = directive("; expect:").map(|value| format!("finished: {value}"));
    let code = directive("; expect-exit:").map(|code| format!("exited: {code}"));
    let expected = value.or(code).ok_or("it states no expectation")?;
    let module = assemble(text).map_err(|errors| errors.to_string())?;
    survives_its_forms(&module)?;
    let outcome = engines.agree(&module)?;
    if outcome.ending == expected { Ok(()) } else { Err(format!("expected {expected}, got {}", outcome.ending)) }
}
