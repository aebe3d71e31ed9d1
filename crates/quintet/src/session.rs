//! A running program: slices of fuel one after another, until it has ended.

use quintet_runtime::{
    Dispatch, Ended, HeapProfile, Hooks, Host, Limits, LoadedModule, Process, ProcessStats, Report, Run, Runtime,
    Scheduling, SnapshotError, Work,
};
use quintet_stdlib::host::{CaptureHost, Captured, StdHost};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// How a session executes. All modes give the same output, errors and fuel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Long slices.
    #[default]
    Plain,
    /// Everything goes through the instrumented interpreter.
    Instrumented,
    /// Every charge point collects, in every way by turns, checks the heap and poisons what it frees.
    GcStress,
    /// Slices of one unit.
    Preempt,
    /// After every so many units the process is stored, dropped and restored.
    RoundTrip(u64),
}

/// What a session is started with.
pub struct Config {
    /// Memory, stack, capabilities.
    pub limits: Limits,
    /// Which driver.
    pub dispatch: Dispatch,
    /// How it executes.
    pub mode: Mode,
    /// The outside world.
    pub host: Box<dyn Host>,
    /// How its processes are run, if it has several.
    pub scheduling: Scheduling,
    /// Told of everything the program does.
    pub hooks: Option<Box<dyn Hooks>>,
    /// Notes which line allocates what, for [`Session::heap_profile`]; slow.
    pub heap_profile: bool,
    /// Shared with `host`, if it collects the output.
    captured: Option<Captured>,
}

impl Config {
    /// No capabilities; output is collected for [`Session::output`].
    pub fn capture() -> Config {
        let host = CaptureHost::new();
        Config { captured: Some(host.captured()), ..Config::with_host(Box::new(host)) }
    }
    /// No capabilities; the program's output and input are this process's.
    pub fn standard(arguments: Vec<String>) -> Config {
        Config::with_host(Box::new(StdHost::new(arguments)))
    }
    /// No capabilities; a host of the embedder's.
    pub fn with_host(host: Box<dyn Host>) -> Config {
        Config {
            limits: Limits::default(),
            dispatch: Dispatch::default(),
            mode: Mode::default(),
            scheduling: Scheduling::default(),
            host,
            hooks: None,
            heap_profile: false,
            captured: None,
        }
    }
}

/// How a session ended.
#[derive(Debug)]
pub enum Ending {
    /// The top level returned this, in its repr form.
    Finished(String),
    /// Something was thrown and not caught.
    Uncaught(Report),
    /// The program asked for this exit code.
    Exited(i32),
    /// OutOfMemory was thrown, and memory ran out again before anything was freed.
    OutOfMemory,
    /// The fuel of the whole program was used up.
    OutOfFuel,
    /// It has taken longer than its limits allow.
    TimedOut,
    /// It was ended with this reason, in its repr form: by `exit_self`, or by another of its processes.
    Stopped(String),
    /// The host has ended it.
    Killed,
    /// The machine itself failed; the text says how. This is a defect.
    Failed(String),
}

impl Ending {
    /// The exit code of a command that ran the program.
    pub fn exit_code(&self) -> i32 {
        match self {
            Ending::Finished(_) => 0,
            Ending::Exited(code) => *code,
            _ => 1,
        }
    }
}

/// A program being run.
pub struct Session {
    runtime: Arc<Runtime>,
    process: Option<Box<Process>>,
    limits: Limits,
    mode: Mode,
    dispatch: Dispatch,
    scheduling: Scheduling,
    heap_profile: bool,
    captured: Option<Captured>,
    failure: Option<String>,
    /// When the program must have ended, on the host's clock.
    deadline: Option<u64>,
    killed: Option<Arc<AtomicBool>>,
    timed_out: bool,
    unwritten: Option<io::Error>,
}

/// Ends a running program from any thread.
#[derive(Clone, Debug)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// The program ends without running any more of its code: after the slice that it is in, at the latest.
    pub fn kill(&self) {
        self.0.store(true, Ordering::Release);
    }
}

/// How long a session waits at once for work on another thread before it looks whether it is to end.
const PATIENCE: Duration = Duration::from_millis(5);

/// Units of a slice in plain mode.
const SLICE: u64 = 1 << 20;

/// Units that a program runs at once that may be ended from outside.
const WATCHED: u64 = 1 << 12;

impl Session {
    pub(crate) fn new(runtime: Arc<Runtime>, module: &LoadedModule, config: Config) -> Session {
        let Config { limits, dispatch, mode, scheduling, host, hooks, heap_profile, captured } = config;
        let process = Process::new(runtime.clone(), module, limits.clone(), host);
        let process = process.map_err(|_| "the limits leave no room for a process".to_string());
        Session::of(runtime, process, limits, scheduling, (dispatch, mode, hooks, captured, heap_profile))
    }

    /// A session that goes on with a stored process.
    pub(crate) fn restored(runtime: Arc<Runtime>, bytes: &[u8], config: Config) -> Result<Session, SnapshotError> {
        let Config { limits, dispatch, mode, scheduling, host, hooks, heap_profile, captured } = config;
        let process = Process::restore_snapshot(runtime.clone(), bytes, limits.clone(), host)?;
        Ok(Session::of(runtime, Ok(process), limits, scheduling, (dispatch, mode, hooks, captured, heap_profile)))
    }

    fn of(
        runtime: Arc<Runtime>,
        process: Result<Box<Process>, String>,
        limits: Limits,
        mut scheduling: Scheduling,
        (dispatch, mode, hooks, captured, heap_profile): (
            Dispatch,
            Mode,
            Option<Box<dyn Hooks>>,
            Option<Captured>,
            bool,
        ),
    ) -> Session {
        if mode == Mode::Preempt {
            scheduling.slice = 1;
        }
        let mut session = Session {
            scheduling,
            runtime,
            process: None,
            limits,
            mode,
            dispatch,
            heap_profile,
            captured,
            failure: None,
            deadline: None,
            killed: None,
            timed_out: false,
            unwritten: None,
        };
        match process {
            Ok(mut process) => {
                session.set_up(&mut process);
                process.begin_simulation();
                if let Some(hooks) = hooks {
                    process.set_hooks(hooks);
                }
                let wall_time = session.limits.wall_time;
                if wall_time != Duration::MAX {
                    let nanoseconds = u64::try_from(wall_time.as_nanos()).unwrap_or(u64::MAX);
                    session.deadline = Some(process.ctx.host.monotonic_ns().saturating_add(nanoseconds));
                }
                session.process = Some(process);
            }
            Err(text) => session.failure = Some(text),
        }
        session
    }

    /// What ends the program from another thread.
    pub fn interrupt(&mut self) -> Interrupt {
        Interrupt(self.killed.get_or_insert_default().clone())
    }

    /// Lets the program burn more, if its fuel is limited.
    pub fn add_fuel(&mut self, units: u64) {
        if let Some(process) = &mut self.process {
            process.add_fuel(units);
        }
    }

    /// The program as it is now, for [`Engine::resume`](crate::Engine::resume): O(its reachable memory). Between two slices.
    ///
    /// # Errors
    /// It holds objects of the host, waits for work of another thread, or has ended.
    pub fn snapshot(&mut self) -> Result<Vec<u8>, SnapshotError> {
        self.process.as_mut().map_or(Err(SnapshotError::NotRunning), |process| process.snapshot())
    }

    /// Ends the program if it is to end from outside.
    fn check_outside(&mut self) {
        let Some(process) = &mut self.process else { return };
        if self.killed.as_ref().is_some_and(|killed| killed.load(Ordering::Acquire)) {
            process.kill();
        }
        if self.deadline.is_some_and(|deadline| process.ctx.host.monotonic_ns() >= deadline) {
            self.timed_out = true;
            process.kill();
        }
    }

    /// Does the work that the program waits for. If it may be ended meanwhile, another thread does it; its result is then
    /// dropped.
    fn wait_for(&mut self, work: Work) {
        let result = if self.deadline.is_none() && self.killed.is_none() {
            // This thread has nothing else to do.
            Some(work())
        } else {
            let (sender, receiver) = std::sync::mpsc::channel();
            std::thread::spawn(move || drop(sender.send(work())));
            loop {
                match receiver.recv_timeout(PATIENCE) {
                    Ok(result) => break Some(result),
                    Err(RecvTimeoutError::Disconnected) => {
                        self.failure = Some("a blocking native failed".to_string());
                        self.process = None;
                        break None;
                    }
                    Err(RecvTimeoutError::Timeout) => self.check_outside(),
                }
                if !self.process.as_ref().is_some_and(|process| process.is_blocked()) {
                    break None;
                }
            }
        };
        if let (Some(result), Some(process)) = (result, &mut self.process) {
            process.complete(result);
        }
    }

    fn set_up(&self, process: &mut Process) {
        process.dispatch = self.dispatch;
        process.scheduling = self.scheduling;
        process.set_stress(self.mode == Mode::GcStress);
        if self.heap_profile {
            process.start_heap_profile();
        }
        process.counting = self.mode == Mode::Instrumented;
    }

    /// Runs the program to its end.
    pub fn run(&mut self) -> Ending {
        let slice = match self.mode {
            Mode::Plain | Mode::Instrumented | Mode::GcStress => SLICE,
            Mode::Preempt => 1,
            Mode::RoundTrip(k) => k.max(1),
        };
        loop {
            if let Some(ending) = self.run_slice(slice) {
                return ending;
            }
            if let Mode::RoundTrip(_) = self.mode
                && let Err(text) = self.round_trip()
            {
                return Ending::Failed(text);
            }
        }
    }

    /// Runs at most `units` of fuel; `None` if the program goes on.
    pub fn run_slice(&mut self, units: u64) -> Option<Ending> {
        if self.deadline.is_none() && self.killed.is_none() {
            return self.step(units);
        }
        // It looks every now and then whether it is to end.
        let mut left = units;
        while left > 0 {
            let before = self.stats().fuel;
            if let Some(ending) = self.step(left.min(WATCHED)) {
                return Some(ending);
            }
            if self.process.as_ref().is_some_and(|process| process.is_blocked()) {
                return None;
            }
            left = left.saturating_sub((self.stats().fuel - before).max(1));
        }
        None
    }

    fn step(&mut self, units: u64) -> Option<Ending> {
        self.check_outside();
        let Some(process) = &mut self.process else {
            return Some(Ending::Failed(self.failure.clone().unwrap_or_default()));
        };
        // Without a reason to look around it may wait for other processes as long as it likes.
        let patience = (self.deadline.is_some() || self.killed.is_some()).then_some(PATIENCE);
        let ended = match process.run_program(units, patience) {
            Run::Slice | Run::Waiting(_) => return None,
            Run::Blocked(work) => {
                self.wait_for(work);
                return None;
            }
            Run::Ended(ended) => ended,
        };
        process.end_program();
        self.unwritten = process.ctx.host.flush().err();
        Some(match ended {
            Ended::Stopped(reason) => match process.display(reason).as_str() {
                "normal" | "shutdown" => Ending::Exited(0),
                _ => Ending::Stopped(process.repr(reason)),
            },
            Ended::Returned(value) => Ending::Finished(process.repr(value)),
            Ended::Threw(value) => Ending::Uncaught(process.report(value)),
            Ended::Exited(code) => Ending::Exited(code),
            Ended::OutOfMemory => Ending::OutOfMemory,
            Ended::OutOfFuel => Ending::OutOfFuel,
            Ended::Killed if self.timed_out => Ending::TimedOut,
            Ended::Killed => Ending::Killed,
            Ended::Failed => Ending::Failed(process.failure().to_string()),
        })
    }

    /// Stores the process, drops it and restores it. A process that cannot be stored goes on as it is.
    fn round_trip(&mut self) -> Result<(), String> {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        match process.snapshot_beside_others() {
            Ok(bytes) => {
                let host = std::mem::replace(&mut process.ctx.host, Box::new(quintet_runtime::NoHost));
                let mut restored = Process::restore_snapshot(self.runtime.clone(), &bytes, self.limits.clone(), host)
                    .map_err(|e| e.to_string())?;
                self.set_up(&mut restored);
                restored.succeed(&mut process);
                self.process = Some(restored);
            }
            Err(SnapshotError::Foreign(_) | SnapshotError::NotRunning | SnapshotError::Processes) => {
                self.process = Some(process);
            }
            Err(error) => return Err(error.to_string()),
        }
        Ok(())
    }

    /// What the program has written so far, if the host collects it.
    pub fn output(&self) -> String {
        self.captured.as_ref().map_or(String::new(), |c| String::from_utf8_lossy(&c.out()).into_owned())
    }

    /// The process, unless it could not be made.
    pub fn process(&mut self) -> Option<&mut Process> {
        self.process.as_deref_mut()
    }

    /// What lived in the heap when most did; `None` unless [`Config::heap_profile`] was set.
    pub fn heap_profile(&mut self) -> Option<HeapProfile> {
        self.process.as_mut()?.heap_profile()
    }

    /// Why the end of what an ended program wrote did not reach its output, if it did not. Said once.
    pub fn unwritten(&mut self) -> Option<io::Error> {
        self.unwritten.take()
    }

    /// Counts so far.
    pub fn stats(&self) -> ProcessStats {
        self.process.as_ref().map_or(ProcessStats::default(), |p| p.stats())
    }
}

/// The report of an uncaught value as the command prints it.
pub fn render_report(report: &Report) -> String {
    report.render()
}
