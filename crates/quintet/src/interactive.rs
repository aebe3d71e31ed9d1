//! A program that is typed bit by bit: one process, in which entry after entry is compiled and run. What an entry binds,
//! later ones see and may rebind; an entry that fails leaves everything as far as it got.

use crate::{Engine, Program, ProgramError};
use quintet_fun::compile::{Bound, Options, compile_entry};
use quintet_fun::diagnostics::Diagnostic;
use quintet_fun::include::Loader;
use quintet_fun::source::SourceMap;
use quintet_runtime::{Ended, Host, Limits, Process, Report, Run};
use std::io;

/// How an entry ended, if not well.
#[derive(Debug)]
pub enum EntryError {
    /// It is not a program; nothing has run.
    Program(ProgramError),
    /// Something was thrown and not caught.
    Uncaught(Report),
    /// It was interrupted.
    Interrupted,
    /// It asked for the end of the program with this code.
    Exited(i32),
    /// OutOfMemory was thrown, and memory ran out again before anything was freed.
    OutOfMemory,
    /// What it wrote did not reach the output.
    Unwritten(io::Error),
    /// The machine itself failed; the text says how. The session has lost what was bound.
    Failed(String),
}

/// What an entry that ended well leaves.
#[derive(Clone, Debug, Default)]
pub struct EntryValue {
    /// The value of the expression that it ends with, in its repr form; none if it ends with another statement or is nil.
    pub value: Option<String>,
    /// Units of fuel it used.
    pub fuel: u64,
}

/// The units after which it is looked whether the entry is to be interrupted: well under a millisecond.
const SLICE: u64 = 1 << 15;

/// How long it is waited at once for other processes.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(5);

/// See the module's documentation.
pub struct Interactive {
    engine: Engine,
    limits: Limits,
    process: Option<Box<Process>>,
    /// What was loaded, in order; each continues the one before.
    programs: Vec<Program>,
    bound: Bound,
    entries: u32,
}

impl Interactive {
    /// A session without anything bound.
    pub fn new(engine: Engine, limits: Limits) -> Interactive {
        Interactive { engine, limits, process: None, programs: Vec::new(), bound: Bound::default(), entries: 0 }
    }

    /// The engine that compiles and runs the entries.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The names that are bound, in the order in which they were first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.bound.names.iter().map(|(name, _)| &**name)
    }

    /// The number of the next entry, from 1; reports show it in brackets as the name of the file.
    pub fn next_entry(&self) -> u32 {
        self.entries + 1
    }

    /// Compiles an entry without running it.
    ///
    /// # Errors
    /// All errors of the text.
    pub fn compile(
        &self,
        name: &str,
        path: Option<String>,
        text: &str,
        loader: &mut dyn Loader,
    ) -> Result<quintet_fun::compile::Entry, ProgramError> {
        let mut sources = SourceMap::new();
        let invalid = |error: &dyn std::fmt::Display| ProgramError::Invalid(error.to_string());
        let main = sources.add_file(name, path, text.as_bytes()).map_err(|error| invalid(&error))?;
        compile_entry(&mut sources, main, loader, Options::default(), &self.bound)
            .map_err(|diagnostics: Vec<Diagnostic>| ProgramError::Source(Box::new(sources), diagnostics))
    }

    /// Compiles and runs an entry that is called by its number.
    ///
    /// # Errors
    /// See [`EntryError`].
    pub fn enter(
        &mut self,
        text: &str,
        loader: &mut dyn Loader,
        control: &mut dyn Control,
    ) -> Result<EntryValue, EntryError> {
        let name = format!("[{}]", self.next_entry());
        let outcome = self.enter_file(&name, None, text, loader, control);
        self.entries += u32::from(!matches!(outcome, Err(EntryError::Program(_))));
        outcome
    }

    /// The same for text of a file; `path` is its canonical path, from where its includes and imports are searched.
    ///
    /// # Errors
    /// See [`EntryError`].
    pub fn enter_file(
        &mut self,
        name: &str,
        path: Option<String>,
        text: &str,
        loader: &mut dyn Loader,
        control: &mut dyn Control,
    ) -> Result<EntryValue, EntryError> {
        let entry = self.compile(name, path, text, loader).map_err(EntryError::Program)?;
        let program = self.engine.load_entry(entry.module, self.programs.last()).map_err(EntryError::Program)?;
        let before = self.process.as_ref().map_or(0, |process| process.stats().fuel);
        let started = match &mut self.process {
            Some(process) => process.run_again(program.module()),
            None => {
                let runtime = self.engine.runtime().clone();
                self.process = Process::new(runtime, program.module(), self.limits.clone(), control.host()).ok();
                self.process.is_some()
            }
        };
        self.programs.push(program.clone());
        let known = std::mem::replace(&mut self.bound, entry.bound).names;
        let Some(process) = self.process.as_mut().filter(|_| started) else {
            return Err(self.lost("the limits leave no room for a process".to_string()));
        };
        let (ended, interrupted) = run(process, control);
        let written = process.ctx.host.flush();
        if !matches!(ended, Ended::Returned(_)) {
            // What an entry has not come to bind is not bound.
            self.bound.names.retain(|(name, slot)| {
                known.iter().any(|(before, _)| before == name) || !process.variable(program.module(), *slot).is_nil()
            });
        }
        match ended {
            Ended::Returned(_) => {
                written.map_err(EntryError::Unwritten)?;
                let value = entry.value.map(|slot| process.variable(program.module(), slot));
                let value = value.filter(|value| !value.is_nil()).map(|value| process.repr(value));
                Ok(EntryValue { value, fuel: process.stats().fuel - before })
            }
            Ended::Threw(value) => Err(EntryError::Uncaught(process.report(value))),
            Ended::Exited(_) if interrupted => Err(EntryError::Interrupted),
            Ended::Exited(code) => Err(EntryError::Exited(code)),
            Ended::OutOfMemory => Err(EntryError::OutOfMemory),
            Ended::Stopped(reason) => {
                let text = format!("ended with the reason {}", process.repr(reason));
                Err(self.lost(text))
            }
            Ended::OutOfFuel | Ended::Killed => Err(self.lost("the session's limits are used up".to_string())),
            Ended::Failed => {
                let text = process.failure().to_string();
                Err(self.lost(text))
            }
        }
    }

    /// The value of an expression, which leaves no trace but what it does.
    ///
    /// # Errors
    /// See [`EntryError`].
    pub fn look(
        &mut self,
        text: &str,
        loader: &mut dyn Loader,
        control: &mut dyn Control,
    ) -> Result<EntryValue, EntryError> {
        let names = self.bound.names.clone();
        self.bound.names.retain(|(name, _)| name != "_");
        let outcome = self.enter_file("value", None, text, loader, control);
        // If the session was lost, nothing is bound any more.
        if self.process.is_some() {
            self.bound.names = names;
        }
        outcome
    }

    /// What was loaded since the session began or was reset, in order.
    pub fn programs(&self) -> impl DoubleEndedIterator<Item = &Program> {
        self.programs.iter()
    }

    /// Forgets everything.
    pub fn reset(&mut self) {
        (self.process, self.bound) = (None, Bound::default());
        self.programs.clear();
    }

    fn lost(&mut self, text: String) -> EntryError {
        self.reset();
        EntryError::Failed(text)
    }
}

/// What a session asks of whoever runs it.
pub trait Control {
    /// The outside world of a new process.
    fn host(&self) -> Box<dyn Host>;
    /// Whether an interruption has come since it was last asked. Asked often.
    fn interrupted(&mut self) -> bool;
    /// Does work that the process waits for. None if it was interrupted before the work was done.
    fn work(&mut self, work: quintet_runtime::Work) -> Option<quintet_runtime::WorkResult>;
}

/// Runs a process to its end; also whether it was interrupted.
fn run(process: &mut Process, control: &mut dyn Control) -> (Ended, bool) {
    let mut interrupted = false;
    let ended = loop {
        match process.run_program(SLICE, Some(PATIENCE)) {
            Run::Slice | Run::Waiting(_) => {}
            Run::Blocked(work) => {
                if let Some(result) = control.work(work) {
                    process.complete(result);
                }
            }
            Run::Ended(ended) => break ended,
        }
        if control.interrupted() {
            interrupted = true;
            process.interrupt(130);
        }
    };
    (ended, interrupted)
}
