//! What natives charge is in proportion to their work: `fuel.txt` has a call for each native whose cost grows with its
//! arguments, and what it burns a unit of n is the same, within a tenth, from a thousand to a million.

use quintet::runtime::{Cost, NativeFn};
use quintet::{Capability, Config, Ending, Engine, Grants};
use std::collections::{BTreeSet, HashMap};

const SIZES: [u64; 3] = [1_000, 30_000, 1_000_000];

/// A line `name | setup | call`; both are expressions or statements of Fun in which `n` is the size.
struct Row {
    name: &'static str,
    setup: &'static str,
    call: &'static str,
}

fn rows() -> Vec<Row> {
    let lines = include_str!("fuel.txt").lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '-']));
    let row = |line: &'static str| {
        let mut parts = line.splitn(3, '|').map(str::trim);
        let mut part = || parts.next().unwrap_or_else(|| panic!("no row: {line}"));
        Row { name: part(), setup: part(), call: part() }
    };
    lines.map(row).collect()
}

fn fuel(engine: &Engine, text: &str) -> u64 {
    let program = engine.compile("fuel.fun", text).unwrap_or_else(|e| panic!("{text}\n{e}"));
    let mut config = Config::capture();
    config.limits.capabilities = Grants::NONE.allow(Capability::Random);
    let mut session = engine.start(&program, config);
    let ending = session.run();
    assert!(matches!(ending, Ending::Finished(_)), "{text}\n{ending:?}");
    session.stats().fuel
}

#[test]
fn what_natives_burn_is_in_proportion() {
    let engine = Engine::new();
    let mut wrong = Vec::new();
    let mut setups = HashMap::new();
    for Row { name, setup, call } in rows() {
        let mut rates = Vec::new();
        for n in SIZES {
            let setup = format!("n = {n}\n{setup}\n");
            let before = *setups.entry(setup.clone()).or_insert_with(|| fuel(&engine, &setup));
            let burnt = fuel(&engine, &format!("{setup}{call}\n")) - before;
            rates.push(burnt as f64 / n as f64);
        }
        let (least, most) = rates.iter().fold((f64::MAX, 0f64), |(a, b), r| (a.min(*r), b.max(*r)));
        if least <= 0.0 || most > least * 1.1 {
            wrong.push(format!("{name}: {rates:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} natives:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_native_whose_cost_grows_has_a_row() {
    let engine = Engine::new();
    let excused = include_str!("fuel.txt").lines().filter_map(|line| line.strip_prefix("- ")?.split(':').next());
    let named: Vec<&str> = rows().iter().map(|row| row.name).chain(excused).collect();
    let named: BTreeSet<&str> = named.iter().flat_map(|names| names.split(' ')).collect();
    let grows = |def: &&quintet::runtime::NativeDef| {
        !matches!(def.cost, Cost::Fixed(_)) || matches!(def.function, NativeFn::Stepped(..))
    };
    let missing: Vec<_> =
        engine.runtime().natives().iter().filter(grows).filter(|def| !named.contains(&*def.name)).collect();
    let missing: Vec<&str> = missing.iter().map(|def| &*def.name).collect();
    assert!(missing.is_empty(), "no row for {}", missing.join(" "));
}

/// Natives whose work can be exponentially more than their arguments take, and patterns that would take for ever: they stop
/// when a slice is used up, soon.
#[test]
fn no_native_outlives_its_fuel() {
    const SHARED: &str = "a = [1]\nfor i in range(60)\n  a = [a, a]\n";
    let calls = [
        "str(a)",
        "repr(a)",
        "print(a)",
        "format(\"{:>5}\", a)",
        "f\"{a}\"",
        "json_encode(a)",
        "csv_stringify([[a]])",
        "error(a)",
        "regex_find_all(repeat(\"A\", 1000000), \".*[^A-Z]|[A-Z]\")",
        "regex_find_all(repeat(\"a\", 1000000), \"a{500}b|a\")",
    ];
    let engine = Engine::new();
    for call in calls {
        let program = engine.compile("fuel.fun", &format!("{SHARED}{call}\n")).unwrap_or_else(|e| panic!("{e}"));
        let mut config = Config::capture();
        config.limits.max_heap = 256 << 20;
        let mut session = engine.start(&program, config);
        let ended = session.run_slice(500_000);
        assert!(ended.is_none(), "{call}: {ended:?}");
        assert!(session.stats().fuel <= 500_000, "{call}");
    }
}
