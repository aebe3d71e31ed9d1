//! Running one case in one mode. Nothing else knows how a program is started.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::case::Case;

/// A case that runs longer has hung.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// A way to execute a program. What a program does, and the fuel it uses, is the same in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The driver of release builds: every handler jumps to the next. Fuel of the others is measured against it.
    Threaded,
    /// The portable driver: a loop around one dispatch.
    Loop,
    /// Without fused instructions.
    NoFusion,
    /// With every hook of the tools on.
    Instrumented,
    /// A collection at every charge point.
    GcStress,
    /// A time slice of one unit.
    Preempt,
    /// Serialized, dropped and restored at every charge point.
    RoundTrip,
    /// What is frequent is compiled in the background.
    Jit,
    /// Everything is compiled when it first runs.
    JitEager,
    /// The same, without specialising it.
    JitBaseline,
    /// Compiled code and a collection at every charge point.
    JitStress,
    /// Compiled code and a time slice of a few units.
    JitRoundTrip,
    /// Processes on two threads; for programs about processes.
    TwoSchedulers,
    /// One thread, simulated time, an order of events that follows from a seed; for programs about processes.
    Simulated,
}

impl Mode {
    /// Every mode, the one the others are compared with first.
    pub const ALL: [Mode; 14] = [
        Mode::Threaded,
        Mode::Loop,
        Mode::NoFusion,
        Mode::Instrumented,
        Mode::GcStress,
        Mode::Preempt,
        Mode::RoundTrip,
        Mode::Jit,
        Mode::JitEager,
        Mode::JitBaseline,
        Mode::JitStress,
        Mode::JitRoundTrip,
        Mode::TwoSchedulers,
        Mode::Simulated,
    ];

    /// The name in test names and `skip-mode` directives.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Threaded => "threaded",
            Mode::Loop => "loop",
            Mode::NoFusion => "no-fusion",
            Mode::Instrumented => "instrumented",
            Mode::GcStress => "gc-stress",
            Mode::Preempt => "preempt",
            Mode::RoundTrip => "round-trip",
            Mode::Jit => "jit",
            Mode::JitEager => "jit-eager",
            Mode::JitBaseline => "jit-baseline",
            Mode::JitStress => "jit-stress",
            Mode::JitRoundTrip => "jit-round-trip",
            Mode::TwoSchedulers => "two-schedulers",
            Mode::Simulated => "simulated",
        }
    }

    /// The mode whose reasons not to run hold for this one as well.
    pub fn like(self) -> Option<Mode> {
        match self {
            Mode::JitStress => Some(Mode::GcStress),
            Mode::JitRoundTrip => Some(Mode::RoundTrip),
            _ => None,
        }
    }

    /// The mode of that name.
    pub fn from_name(name: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// Whether a case runs in this mode at all.
    pub fn is_for(self, case: &Case) -> bool {
        !matches!(self, Mode::TwoSchedulers | Mode::Simulated) || case.has_processes()
    }

    /// Runs in this mode differ by a seed: how many there are.
    pub fn seeds(self) -> u64 {
        match self {
            Mode::Simulated => env::var("QUINTET_SEEDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3),
            _ => 1,
        }
    }

    fn options(self, seed: u64) -> Vec<String> {
        let options: &[&str] = match self {
            Mode::Threaded => &["--jit=off", "--dispatch=threaded"],
            Mode::Loop => &["--jit=off", "--dispatch=loop"],
            Mode::NoFusion => &["--jit=off", "--no-fusion"],
            Mode::Instrumented => &["--jit=off", "--mode=instrumented"],
            Mode::GcStress => &["--jit=off", "--mode=gc-stress"],
            Mode::Preempt => &["--jit=off", "--mode=preempt"],
            Mode::RoundTrip => &["--jit=off", "--mode=round-trip:1"],
            Mode::Jit => &["--jit=on:1000"],
            Mode::JitEager => &["--jit=eager"],
            Mode::JitBaseline => &["--jit=baseline"],
            Mode::JitStress => &["--jit=eager", "--mode=gc-stress"],
            Mode::JitRoundTrip => &["--jit=eager", "--mode=round-trip:7"],
            Mode::TwoSchedulers => return ["--jit=eager", "--schedulers=2"].map(String::from).to_vec(),
            Mode::Simulated => return vec!["--jit=off".to_string(), format!("--sim={seed}")],
        };
        options.iter().copied().chain(["--schedulers=1"]).map(String::from).collect()
    }
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
    /// Exit code; none if a signal ended the program.
    pub exit: Option<i32>,
    /// Fuel the main process used; none if nothing was executed.
    pub fuel: Option<u64>,
}

/// Runs `case` in `mode`, with this seed if the mode has seeds.
///
/// # Errors
/// The program cannot be started, or does not end within the time limit.
pub fn run(case: &Case, mode: Mode, seed: u64) -> io::Result<Outcome> {
    let stats = StatsFile::new();
    let mut command = program()?;
    command.arg("run").args(mode.options(seed)).arg(format!("--stats-file={}", stats.0.display()));
    if let Some(bytes) = case.max_heap(mode) {
        command.arg(format!("--max-heap={bytes}"));
    }
    command.args(&case.limits);
    command.arg(&case.file).args(&case.args).current_dir(&case.directory);
    command.env_remove("FUN_LIB_DIR").envs(case.env.iter().cloned());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;

    // A program need not read its input, so a closed pipe is no failure. Inputs are smaller than a pipe's buffer.
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(case.stdin.as_bytes());
    }
    let (ended, endings) = mpsc::channel();
    let stdout = drain(child.stdout.take(), ended.clone());
    let stderr = drain(child.stderr.take(), ended);
    for _ in 0..2 {
        if endings.recv_timeout(TIME_LIMIT).is_err() {
            child.kill()?;
            child.wait()?;
            return Err(io::Error::other(format!("still running after {TIME_LIMIT:?}")));
        }
    }
    let exit = child.wait()?.code();
    let bytes = |reader: thread::JoinHandle<Vec<u8>>| reader.join().unwrap_or_default();
    Ok(Outcome { stdout: bytes(stdout), stderr: bytes(stderr), exit, fuel: stats.fuel() })
}

fn drain(pipe: Option<impl Read + Send + 'static>, ended: mpsc::Sender<()>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        let _ = ended.send(());
        bytes
    })
}

/// First argument of a test program that is to be the command `quintet`.
pub const AS_COMMAND: &str = "--as-command";

/// The command: the program `QUINTET_BIN`, or this test program itself, which holds the code that is to be tested.
fn program() -> io::Result<Command> {
    if let Some(path) = env::var_os("QUINTET_BIN") {
        return Ok(Command::new(fs::canonicalize(path)?));
    }
    let mut command = Command::new(env::current_exe()?);
    command.arg(AS_COMMAND);
    Ok(command)
}

/// The file in which the program leaves its `fuel: N` line; removed when dropped.
struct StatsFile(PathBuf);

impl StatsFile {
    fn new() -> StatsFile {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        StatsFile(env::temp_dir().join(format!("quintet-tests-{}-{number}.stats", std::process::id())))
    }

    fn fuel(&self) -> Option<u64> {
        let text = fs::read_to_string(&self.0).ok()?;
        text.lines().find_map(|line| line.strip_prefix("fuel: ")?.trim().parse().ok())
    }
}

impl Drop for StatsFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
