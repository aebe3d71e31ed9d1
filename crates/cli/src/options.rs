//! The command line.

use lexopt::{Arg, Parser, ValueExt};
use quintet::{Dispatch, Faults, Grants, Mode, jit};
use std::ffi::OsString;
use std::time::Duration;

/// What `--help` prints.
pub const HELP: &str = "\
quintet - one virtual machine for dynamic languages

  quintet                        type a program and see what it does (quintet repl)
  quintet FILE [ARGS]            run a program (.fun, .qasm or .qbc)
  quintet run [OPTIONS] FILE [ARGS]
  quintet check FILE             report errors and warnings, run nothing
  quintet test [PATH...]         run tests
  quintet fmt [PATH...]          format source files
  quintet doc [PATH...]          write documentation as HTML
  quintet new NAME               begin a project
  quintet disasm [--fusion] FILE show the bytecode; with --fusion, which ops run as one
  quintet asm FILE [-o OUT]      assemble to binary form
  quintet completions SHELL      print completions for bash, zsh or fish

'quintet help COMMAND' and 'quintet COMMAND --help' say more.

Options of run:
  --max-heap=BYTES               limit of the heaps of all processes; K, M and G multiply
  --max-stack=BYTES              limit of registers and frames (default 1G)
  --max-depth=CALLS              limit of calls in progress
  --max-output=BYTES             limit of what is written to standard output and error
  --max-handles=N                limit of files and programs open at the same time
  --max-processes=N              limit of processes at the same time (default 1048576)
  --schedulers=N                 threads that run processes (default: one for each processor)
  --sim=SEED                     one thread, simulated time, an order that follows from the seed
  --sim-faults=kills=N,delays=MS of a simulated run: in N of a thousand turns a process is killed, but not the main one;
                                 messages and signals take up to MS milliseconds
  --sandbox                      grant nothing: no files, network, environment, programs, clocks or random numbers
  --allow=GRANTS                 grant this and nothing else, several separated by commas: fs.read, fs.read:PATH, fs.write,
                                 fs.write:PATH, net, net:HOST, net:HOST:PORT, env, process, clock, random, ffi
  --deny=NAMES                   do not grant these: fs.read, fs.write, net, env, process, clock, random, ffi
  --fuel=UNITS                   limit of work: one unit for each call and turn of a loop
  --time=MS                      limit of time in milliseconds, waiting included
  --snapshot-every=UNITS         store the program every so many units of fuel
  --snapshot=PATH                where to, with {n} for the number of the snapshot (default snapshot-{n}.qsn)
  --resume=PATH                  go on from a snapshot of the same program, under the limits given here
  --stats                        print fuel, collections and memory at the end
  --stats-file=PATH              the same, to a file
  --heap-profile=PATH            write live bytes by kind and by allocating line, when most lived
  --trace                        print every instruction as it is executed
  --jit=on[:CALLS]|off|eager|baseline
                                 compile to machine code what is frequent (on x86-64; called 8000 times, or CALLS),
                                 nothing, everything at once, or everything without specialising it
  --jit-memory=BYTES             limit of machine code (default 64M)
  --jit-report                   print what has been compiled and what has not, and why, at the end
  --dispatch=threaded|loop       which driver executes the code
  --no-fusion                    execute every op by itself
  --mode=plain|instrumented|gc-stress|preempt|round-trip[:UNITS]
                                 test modes; programs behave the same in all
  --version, --help
";

/// What to do.
pub enum Command {
    /// Print the help text.
    Help,
    /// Print the version.
    Version,
    /// Run a program.
    Run,
    /// Report errors and warnings.
    Check,
    /// Show bytecode, or what fusion makes of it.
    Disasm { fusion: bool },
    /// Write the binary form.
    Asm { output: Option<String> },
}

/// Where counts go at the end.
pub enum Emit {
    /// Nowhere.
    Nothing,
    /// To the standard error.
    Stderr,
    /// To a file.
    File(String),
}

/// The command line, read.
pub struct Options {
    pub command: Command,
    pub file: String,
    pub arguments: Vec<String>,
    pub max_heap: usize,
    pub max_stack: usize,
    pub depth: usize,
    pub output_bytes: u64,
    pub open_handles: usize,
    pub fuel: u64,
    pub wall_time: Duration,
    pub processes: usize,
    pub schedulers: usize,
    pub simulated: Option<u64>,
    pub faults: Faults,
    pub grants: Grants,
    pub snapshot_every: Option<u64>,
    pub snapshot: String,
    pub resume: Option<String>,
    pub emit: Emit,
    pub heap_profile: Option<String>,
    pub trace: bool,
    pub dispatch: Dispatch,
    pub jit: Option<jit::Options>,
    pub jit_memory: usize,
    pub jit_report: bool,
    pub fusion: bool,
    pub mode: Mode,
}

/// Reads the command line.
///
/// # Errors
/// A line that says what is wrong.
pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Options, String> {
    let mut options = Options {
        command: Command::Run,
        file: String::new(),
        arguments: Vec::new(),
        max_heap: usize::MAX,
        max_stack: 1 << 30,
        depth: usize::MAX,
        output_bytes: u64::MAX,
        open_handles: usize::MAX,
        fuel: u64::MAX,
        wall_time: Duration::MAX,
        processes: 1 << 20,
        schedulers: 0,
        simulated: None,
        faults: Faults::default(),
        grants: Grants::ALL,
        snapshot_every: None,
        snapshot: "snapshot-{n}.qsn".to_string(),
        resume: None,
        emit: Emit::Nothing,
        heap_profile: None,
        trace: false,
        dispatch: Dispatch::default(),
        jit: jit::Jit::is_there().then(jit::Options::frequent),
        jit_memory: jit::Options::MEMORY,
        jit_report: false,
        fusion: true,
        mode: Mode::default(),
    };
    let mut parser = Parser::from_args(args);
    // What is granted if it is not everything, and what is not in any case.
    let (mut allowed, mut denied) = (None, Vec::new());
    let mut first = true;
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        let running = matches!(options.command, Command::Run);
        match arg {
            Arg::Long("help") | Arg::Short('h') => options.command = Command::Help,
            Arg::Long("version") | Arg::Short('V') => options.command = Command::Version,
            Arg::Long("max-heap") if running => options.max_heap = bytes(&value(&mut parser)?)?,
            Arg::Long("max-stack") if running => options.max_stack = bytes(&value(&mut parser)?)?,
            Arg::Long("max-depth") if running => options.depth = number(&value(&mut parser)?)?,
            Arg::Long("max-output") if running => options.output_bytes = bytes(&value(&mut parser)?)? as u64,
            Arg::Long("max-processes") if running => options.processes = number(&value(&mut parser)?)?,
            Arg::Long("schedulers") if running => match number(&value(&mut parser)?)? {
                0 => return Err("--schedulers is at least 1".to_string()),
                n => options.schedulers = n,
            },
            Arg::Long("sim") if running => options.simulated = Some(number(&value(&mut parser)?)?),
            Arg::Long("sim-faults") if running => options.faults = faults(&value(&mut parser)?)?,
            Arg::Long("max-handles") if running => options.open_handles = number(&value(&mut parser)?)?,
            Arg::Long("fuel") if running => options.fuel = number(&value(&mut parser)?)?,
            Arg::Long("time") if running => {
                options.wall_time = Duration::from_millis(number(&value(&mut parser)?)?);
            }
            Arg::Long("sandbox") if running => drop(allowed.get_or_insert(Grants::NONE)),
            Arg::Long("allow") if running => {
                let list = value(&mut parser)?;
                let so_far = allowed.take().unwrap_or_default();
                let more = list.split(',').try_fold(so_far, Grants::allow_text).map_err(|e| format!("--allow: {e}"))?;
                allowed = Some(more);
            }
            Arg::Long("deny") if running => denied.push(value(&mut parser)?),
            Arg::Long("snapshot-every") if running => {
                let units = value(&mut parser)?;
                options.snapshot_every = Some(
                    number(&units)
                        .ok()
                        .filter(|&n| n > 0)
                        .ok_or_else(|| format!("--snapshot-every is a number of units from 1, not '{units}'"))?,
                );
            }
            Arg::Long("snapshot") if running => options.snapshot = value(&mut parser)?,
            Arg::Long("resume") if running => options.resume = Some(value(&mut parser)?),
            Arg::Long("stats") if running => options.emit = Emit::Stderr,
            Arg::Long("stats-file") if running => options.emit = Emit::File(value(&mut parser)?),
            Arg::Long("heap-profile") if running => options.heap_profile = Some(value(&mut parser)?),
            Arg::Long("trace") if running => options.trace = true,
            Arg::Long("no-fusion") if running => options.fusion = false,
            Arg::Long("jit") if running => {
                let wanted = value(&mut parser)?;
                options.jit = match wanted.as_str() {
                    "off" => None,
                    "on" => Some(jit::Options::frequent()),
                    "eager" => Some(jit::Options::eager()),
                    "baseline" => Some(jit::Options::plain()),
                    other => match other.strip_prefix("on:").and_then(|calls| calls.parse().ok()) {
                        Some(calls) => Some(jit::Options::after(calls)),
                        None => return Err(format!("--jit is off, on, on:CALLS, eager or baseline, not '{other}'")),
                    },
                }
            }
            Arg::Long("jit-memory") if running => options.jit_memory = bytes(&value(&mut parser)?)?,
            Arg::Long("jit-report") if running => options.jit_report = true,
            Arg::Long("dispatch") if running => {
                options.dispatch = match value(&mut parser)?.as_str() {
                    "threaded" => Dispatch::Threaded,
                    "loop" => Dispatch::Loop,
                    other => return Err(format!("--dispatch is threaded or loop, not '{other}'")),
                }
            }
            Arg::Long("mode") if running => options.mode = mode(&value(&mut parser)?)?,
            Arg::Long("fusion") if matches!(options.command, Command::Disasm { .. }) => {
                options.command = Command::Disasm { fusion: true };
            }
            Arg::Short('o') | Arg::Long("output") if matches!(options.command, Command::Asm { .. }) => {
                options.command = Command::Asm { output: Some(value(&mut parser)?) };
            }
            Arg::Value(word) => {
                let word = word.string().map_err(|e| e.to_string())?;
                let command = match word.as_str() {
                    "run" => Some(Command::Run),
                    "check" => Some(Command::Check),
                    "disasm" => Some(Command::Disasm { fusion: false }),
                    "asm" => Some(Command::Asm { output: None }),
                    _ => None,
                };
                match command.filter(|_| first) {
                    Some(command) => options.command = command,
                    None => options.file = word,
                }
                if !options.file.is_empty() && matches!(options.command, Command::Run) {
                    // What follows the file belongs to the program.
                    let rest = parser.raw_args().map_err(|e| e.to_string())?;
                    for arg in rest {
                        options.arguments.push(arg.string().map_err(|e| e.to_string())?);
                    }
                    break;
                }
            }
            other => return Err(other.unexpected().to_string()),
        }
        first = false;
    }
    options.grants = allowed.unwrap_or(Grants::ALL);
    for list in denied {
        options.grants = options.grants.deny_text(&list).map_err(|e| format!("--deny: {e}"))?;
    }
    if options.faults != Faults::default() && options.simulated.is_none() {
        return Err("--sim-faults is for runs with --sim".to_string());
    }
    let wants_file = !matches!(options.command, Command::Help | Command::Version);
    if wants_file && options.file.is_empty() {
        return Err("a file is missing".to_string());
    }
    Ok(options)
}

/// Faults of a simulated run.
pub fn faults(text: &str) -> Result<Faults, String> {
    Faults::parse(text).map_err(|e| format!("--sim-faults: {e}"))
}

fn value(parser: &mut Parser) -> Result<String, String> {
    parser.value().map_err(|e| e.to_string())?.string().map_err(|e| e.to_string())
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("'{text}' is not a number from 0"))
}

/// A number of bytes: `65536`, `64K`, `16M`, `2G`.
fn bytes(text: &str) -> Result<usize, String> {
    let (digits, shift) = match text.as_bytes().last() {
        Some(b'k' | b'K') => (&text[..text.len() - 1], 10),
        Some(b'm' | b'M') => (&text[..text.len() - 1], 20),
        Some(b'g' | b'G') => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let number: usize = digits.parse().map_err(|_| format!("'{text}' is not a number of bytes"))?;
    number.checked_mul(1 << shift).ok_or_else(|| format!("'{text}' is too large"))
}

fn mode(text: &str) -> Result<Mode, String> {
    Ok(match text {
        "plain" => Mode::Plain,
        "instrumented" => Mode::Instrumented,
        "gc-stress" => Mode::GcStress,
        "preempt" => Mode::Preempt,
        "round-trip" => Mode::RoundTrip(1000),
        _ => match text.strip_prefix("round-trip:").map(str::parse) {
            Some(Ok(units)) if units > 0 => Mode::RoundTrip(units),
            Some(_) => return Err(format!("'{text}': the units of a round trip are a number from 1")),
            None => return Err(format!("unknown mode '{text}'")),
        },
    })
}
