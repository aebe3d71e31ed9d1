//! A long-lived program in every mode at once: what its heap holds – records that refer to one another, strings, maps, arrays,
//! fibers, weak references, ephemerons – is changed at random, compared with a model after every round, and neither the
//! living bytes of any of them nor the memory of this process may grow.
//!
//! `QUINTET_SECONDS=3600` soaks for an hour instead of a moment, `QUINTET_SEED=n` begins elsewhere, `QUINTET_WAY=jit`
//! takes only the ways with that in their names. Growth is judged in runs
//! that are long enough.

use quintet::runtime::{Context, Host, Input, NativeDef, NoHost, Reading, Result, Value};
use quintet::{Config, Dispatch, Engine, Mode, Program, Session, jit};
use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How large a program's world is.
#[derive(Clone, Copy)]
struct Size {
    nodes: usize,
    wide: usize,
    fibers: usize,
    steps: usize,
}

/// For modes that do much at every charge point.
const SMALL: Size = Size { nodes: 48, wide: 600, fibers: 8, steps: 60 };
const LARGE: Size = Size { nodes: 1_000, wide: 8_000, fibers: 100, steps: 3_000 };

/// How a program is driven, besides its mode.
#[derive(Clone, Copy)]
enum Drive {
    /// Slices of so many units.
    Slices(u64),
    /// Stored, dropped and restored after each.
    Storing(u64),
}

/// The modes: name, size, driver, mode, whether it is compiled, slices.
const WAYS: [(&str, Size, Dispatch, Mode, bool, Drive); 10] = [
    ("threaded", LARGE, Dispatch::Threaded, Mode::Plain, false, Drive::Slices(50_000)),
    ("loop", LARGE, Dispatch::Loop, Mode::Plain, false, Drive::Slices(50_000)),
    ("instrumented", SMALL, Dispatch::Threaded, Mode::Instrumented, false, Drive::Slices(5_000)),
    ("gc-stress", SMALL, Dispatch::Threaded, Mode::GcStress, false, Drive::Slices(500)),
    ("preempt", SMALL, Dispatch::Loop, Mode::Preempt, false, Drive::Slices(1)),
    ("round-trip", SMALL, Dispatch::Threaded, Mode::Plain, false, Drive::Storing(61)),
    ("round-trip, large", LARGE, Dispatch::Loop, Mode::Plain, false, Drive::Storing(20_011)),
    ("jit-eager", LARGE, Dispatch::Threaded, Mode::Plain, true, Drive::Slices(50_000)),
    ("jit-stress", SMALL, Dispatch::Threaded, Mode::GcStress, true, Drive::Slices(500)),
    ("jit-round-trip", SMALL, Dispatch::Threaded, Mode::Plain, true, Drive::Storing(53)),
];

/// Output that the harness takes away as it comes.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    /// The whole line that has been written, if one has.
    fn take(&self) -> Option<String> {
        let mut bytes = self.0.lock().expect("no holder panics");
        let end = bytes.iter().position(|&b| b == b'\n')?;
        let line: Vec<u8> = bytes.drain(..=end).collect();
        Some(String::from_utf8_lossy(&line[..end]).into_owned())
    }
}

impl Host for Lines {
    fn write_out(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().expect("no holder panics").extend_from_slice(bytes);
        Ok(())
    }
    fn write_err(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_out(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn input(&mut self, what: Input) -> Reading {
        NoHost.input(what)
    }
    fn is_terminal(&self) -> bool {
        false
    }
    fn wall_ns(&mut self) -> i128 {
        0
    }
    fn monotonic_ns(&mut self) -> u64 {
        0
    }
    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        NoHost.random(bytes)
    }
    fn arguments(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Weak references and weak maps, which the language has no names for.
fn natives() -> [NativeDef; 4] {
    fn weak(ctx: &mut Context, a: &[Value]) -> Result<Value> {
        ctx.new_weak(a[0])
    }
    fn target(ctx: &mut Context, a: &[Value]) -> Result<Value> {
        Ok(ctx.weak_target(a[0]).unwrap_or(Value::NIL))
    }
    fn put(ctx: &mut Context, a: &[Value]) -> Result<Value> {
        ctx.weak_map_set(a[0], a[1], a[2])?;
        Ok(Value::NIL)
    }
    fn get(ctx: &mut Context, a: &[Value]) -> Result<Value> {
        Ok(ctx.weak_map_get(a[0], a[1])?.unwrap_or(Value::NIL))
    }
    [
        NativeDef::short("soak.weak", "v: any", weak),
        NativeDef::short("soak.target", "v: any", target),
        NativeDef::short("soak.put", "m: map, k: any, v: any", put),
        NativeDef::short("soak.get", "m: map, k: any", get),
    ]
}

/// What the program does, once more.
struct Model {
    size: Size,
    state: i64,
    serial: i64,
    nodes: Vec<i64>,
    /// All that have been made and may still be alive.
    all: HashMap<i64, Node>,
    /// A text's length, or an integer.
    wide: Vec<i64>,
    fibers: Vec<(i64, u32, bool)>,
    table: HashMap<i64, i64>,
    number: u64,
}

#[derive(Default)]
struct Node {
    weight: i64,
    left: Option<i64>,
    right: Option<i64>,
    name: usize,
    tags: Vec<(i64, i64)>,
}

const PRIME: i64 = 1_000_000_007;

fn digits(n: i64) -> usize {
    n.to_string().len()
}

impl Model {
    fn new(size: Size, seed: u64) -> Model {
        let mut model = Model {
            size,
            state: seed as i64,
            serial: 0,
            nodes: Vec::new(),
            all: HashMap::new(),
            wide: (0..size.wide as i64).collect(),
            fibers: (0..size.fibers as i64).map(|n| (n, 0, false)).collect(),
            table: HashMap::new(),
            number: 0,
        };
        for _ in 0..size.nodes {
            let node = model.make();
            model.nodes.push(node);
        }
        model
    }

    fn draw(&mut self, n: usize) -> i64 {
        self.state = (self.state * 1_103_515_245 + 12_345) % 2_147_483_648;
        (self.state >> 8) % n as i64
    }

    fn make(&mut self) -> i64 {
        self.all.insert(self.serial, Node { name: 4, ..Node::default() });
        self.serial += 1;
        self.serial - 1
    }

    fn add(&mut self, id: i64, n: i64) {
        let node = self.node(id);
        node.weight = (node.weight + n) % 1_000_003;
    }

    fn node(&mut self, id: i64) -> &mut Node {
        self.all.get_mut(&id).expect("what is reachable is kept")
    }

    fn step(&mut self) {
        let op = self.draw(14);
        let i = self.draw(self.size.nodes) as usize;
        let id = self.nodes[i];
        match op {
            0 => {
                let node = self.node(id);
                (node.left, node.right) = (None, None);
                self.nodes[i] = self.make();
            }
            1 | 2 => {
                let to = self.draw(self.size.nodes) as usize;
                let to = Some(self.nodes[to]);
                let node = self.node(id);
                if op == 1 { node.left = to } else { node.right = to }
            }
            3 => {
                let n = self.draw(1000);
                self.add(id, n);
            }
            4 => {
                let n = digits(self.draw(1000));
                let node = self.node(id);
                node.name += 1 + n;
                if node.name > 400 {
                    node.name = 4;
                }
            }
            5 => {
                let (key, value) = (self.draw(20), self.draw(1000));
                let tags = &mut self.node(id).tags;
                match tags.iter_mut().find(|(k, _)| *k == key) {
                    Some(entry) => entry.1 = value,
                    None => tags.push((key, value)),
                }
            }
            6 => {
                let key = self.draw(20);
                self.node(id).tags.retain(|(k, _)| *k != key);
            }
            7 => {
                let k = self.draw(self.size.fibers) as usize;
                let sent = self.draw(1000);
                let (held, turns, begun) = self.fibers[k];
                let (held, turns) = if begun { ((held * 31 + sent) % 1_000_003, turns + 1) } else { (held, turns) };
                self.add(id, held);
                self.fibers[k] = if turns == 10 { (self.draw(1000), 0, false) } else { (held, turns, true) };
            }
            8 => {
                self.draw(self.size.fibers);
            }
            9 => {
                let value = self.draw(1000);
                self.table.insert(id, id + value);
            }
            10 => {
                let k = self.draw(self.size.wide) as usize;
                self.wide[k] = match self.draw(2) {
                    0 => self.draw(1_000_000),
                    _ => (5 + digits(self.draw(1_000_000)) + 15) as i64,
                };
            }
            11 => {
                let n = self.draw(1000);
                self.wide.push(n);
                if self.wide.len() > self.size.wide + self.size.wide / 2 {
                    self.wide.truncate(self.size.wide);
                }
            }
            12 => {
                let depth = self.draw(5);
                (1..=depth).for_each(|d| self.add(id, d));
                self.add(id, id % 97);
            }
            _ => {
                let n = 2 + self.node(id).name as i64;
                self.add(id, n);
            }
        }
    }

    /// What the program prints next.
    fn round(&mut self) -> String {
        (0..self.size.steps).for_each(|_| self.step());
        let mut d = 0;
        let mut mix = |n: i64| d = (d * 31 + n) % PRIME;
        let id_of = |id: Option<i64>| id.unwrap_or(7);
        for id in &self.nodes {
            let node = &self.all[id];
            mix(id + node.weight * 3 + node.name as i64);
            mix(id_of(node.left) + id_of(node.right) * 5);
            if let Some(left) = node.left {
                let left = &self.all[&left];
                mix(id_of(left.left) + left.weight);
            }
            node.tags.iter().for_each(|(key, value)| mix(1 + digits(*key) as i64 + value));
            if let Some(value) = self.table.get(id) {
                mix(*value);
            }
        }
        self.wide.iter().step_by(7).for_each(|&e| mix(e));
        self.number += 1;
        let line = format!("{} {d}", self.number - 1);
        self.forget();
        line
    }

    /// Drops what nothing leads to.
    fn forget(&mut self) {
        let mut reached: HashSet<i64> = HashSet::new();
        let mut left = self.nodes.clone();
        while let Some(id) = left.pop() {
            if reached.insert(id) {
                left.extend([self.all[&id].left, self.all[&id].right].into_iter().flatten());
            }
        }
        self.all.retain(|id, _| reached.contains(id));
        self.table.retain(|id, _| reached.contains(id));
    }
}

/// One of the programs.
struct Runner {
    name: &'static str,
    dispatch: Dispatch,
    mode: Mode,
    drive: Drive,
    engine: Arc<Engine>,
    program: Program,
    session: Session,
    lines: Lines,
    model: Model,
    rounds: u64,
    /// How many there were when the second part began.
    settled: u64,
    spent: Duration,
    fuel: u64,
    /// The least bytes that the process had in use behind a round, by part of the run.
    used: Vec<usize>,
    /// The least that a snapshot took: what lives, and no more.
    live: Vec<usize>,
}

fn config(lines: &Lines, dispatch: Dispatch, mode: Mode) -> Config {
    let mut config = Config::with_host(Box::new(lines.clone()));
    (config.dispatch, config.mode) = (dispatch, mode);
    config
}

impl Runner {
    fn new(way: usize, engine: &Arc<Engine>, seed: u64) -> Runner {
        let (name, size, dispatch, mode, _, drive) = WAYS[way];
        let Size { nodes, wide, fibers, steps } = size;
        let constants = format!("NODES = {nodes}\nWIDE = {wide}\nFIBERS = {fibers}\nSTEPS = {steps}\nSEED = {seed}\n");
        let text = constants + include_str!("nets/soak.fun");
        let program = engine.compile("soak.fun", &text).unwrap_or_else(|e| panic!("{e}"));
        let lines = Lines::default();
        let session = engine.start(&program, config(&lines, dispatch, mode));
        let (engine, model) = (engine.clone(), Model::new(size, seed));
        Runner {
            name,
            dispatch,
            mode,
            drive,
            engine,
            program,
            session,
            lines,
            model,
            rounds: 0,
            settled: 0,
            spent: Duration::ZERO,
            fuel: 0,
            live: vec![usize::MAX; PARTS],
            used: vec![usize::MAX; PARTS],
        }
    }

    /// Runs until the program has printed a line.
    fn round(&mut self, part: usize) {
        let expected = self.model.round();
        let line = loop {
            if let Some(line) = self.lines.take() {
                break line;
            }
            let (Drive::Slices(units) | Drive::Storing(units)) = self.drive;
            let before = self.session.stats().fuel;
            let ended = self.session.run_slice(units);
            self.fuel += self.session.stats().fuel - before;
            if let Some(ending) = ended {
                panic!("{} has ended in round {}: {ending:?}", self.name, self.rounds);
            }
            if let Drive::Storing(_) = self.drive {
                let bytes = self.session.snapshot().unwrap_or_else(|e| panic!("{}: {e}", self.name));
                let config = config(&self.lines, self.dispatch, self.mode);
                let resumed = self.engine.resume(&self.program, &bytes, config);
                self.session = resumed.unwrap_or_else(|e| panic!("{}: {e}", self.name));
            }
        };
        assert_eq!(line, expected, "{} in round {}", self.name, self.rounds);
        self.rounds += 1;
        if part == 0 {
            self.settled = self.rounds;
        }
        let used = self.session.process().map_or(0, |process| process.ctx.memory_used());
        self.used[part] = self.used[part].min(used);
        if self.rounds.is_multiple_of(LOOKED_AT) {
            let live = self.session.snapshot().map_or(0, |bytes| bytes.len());
            self.live[part] = self.live[part].min(live);
        }
    }
}

/// Bytes of this process that are in memory; 0 where that cannot be known.
fn resident() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: Option<usize> = text.split(' ').nth(1).and_then(|n| n.parse().ok());
    pages.unwrap_or(0) * 4096
}

/// The run is looked at in parts: what lives in the last is compared with what lived in the second.
const PARTS: usize = 8;
/// Rounds after which nothing grows any more that is not to grow for ever.
const SETTLED: u64 = 150;
/// Every so many rounds what lives is measured.
const LOOKED_AT: u64 = 5;
/// Growth that is none: things die when a collection comes.
const SLACK: f64 = 1.3;
const RESIDENT_SLACK: usize = 16 << 20;

#[test]
fn what_lives_neither_changes_nor_grows() {
    let seconds = std::env::var("QUINTET_SECONDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let (length, begun) = (Duration::from_secs(seconds), Instant::now());
    let seed = std::env::var("QUINTET_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(1u64);
    let extend = |builder: &mut quintet::runtime::RuntimeBuilder| {
        builder.natives(natives());
    };
    let plain = Arc::new(Engine::with(extend));
    let compiling = Engine::compiling(jit::Options::eager(), extend).expect("there is a compiler for this machine");
    let compiling = Arc::new(compiling);
    let only = std::env::var("QUINTET_WAY").unwrap_or_default();
    let mut runners: Vec<Runner> = (0..WAYS.len())
        .filter(|&way| WAYS[way].0.contains(&only))
        .map(|way| Runner::new(way, if WAYS[way].4 { &compiling } else { &plain }, seed + way as u64))
        .collect();
    let mut residents = vec![usize::MAX; PARTS];
    let (mut shown, mut rounds, mut part) = (Instant::now(), 0usize, 0);
    while begun.elapsed() < length || rounds < 3 * runners.len() {
        part = (begun.elapsed().as_secs_f64() / length.as_secs_f64() * PARTS as f64) as usize;
        part = part.min(PARTS - 1);
        // Each gets the same time.
        let Some(runner) = runners.iter_mut().min_by_key(|runner| (runner.spent, runner.rounds)) else { break };
        let started = Instant::now();
        runner.round(part);
        // One that does not live long, of a program that is loaded.
        let lines = Lines::default();
        let mut short = runner.engine.start(&runner.program, config(&lines, runner.dispatch, runner.mode));
        assert!(short.run_slice(500).is_none());
        drop(short);
        runner.spent += started.elapsed();
        residents[part] = residents[part].min(resident());
        rounds += 1;
        if shown.elapsed() > Duration::from_secs(60) {
            shown = Instant::now();
            let seconds = begun.elapsed().as_secs_f64();
            println!("{seconds:.0} s: {rounds} rounds, {} MiB resident", resident() >> 20);
        }
    }
    println!("{rounds} rounds in {:.0} s", begun.elapsed().as_secs_f64());
    println!("resident: {} MiB at least, by part", by_part(&residents, 20));
    for Runner { name, rounds, fuel, used, live, .. } in &runners {
        println!("{name}: {rounds} rounds, {fuel} units");
        println!("  KiB in use at least, by part: {}", by_part(used, 10));
        println!("  KiB alive at least, by part: {}", by_part(live, 10));
    }
    if part + 1 < PARTS {
        return;
    }
    let grows = |sizes: &[usize]| sizes[1] != usize::MAX && sizes[PARTS - 1] as f64 > sizes[1] as f64 * SLACK;
    let settled = |runner: &&Runner| runner.settled >= SETTLED;
    for Runner { name, used, live, .. } in runners.iter().filter(settled) {
        assert!(!grows(live), "what lives in {name} has grown: {live:?}");
        assert!(!grows(used), "what {name} uses has grown: {used:?}");
    }
    if runners.iter().all(|runner| settled(&runner)) {
        assert!(residents[PARTS - 1] <= residents[1] + RESIDENT_SLACK, "resident memory has grown: {residents:?}");
    }
}

/// Sizes in units of 2^shift bytes; parts without any round have none.
fn by_part(sizes: &[usize], shift: u32) -> String {
    let sizes = sizes.iter().map(|&n| if n == usize::MAX { "-".to_string() } else { (n >> shift).to_string() });
    sizes.collect::<Vec<_>>().join(" ")
}
