//! `quintet repl`, which is also `quintet` alone: a program typed bit by bit.

mod commands;
mod complete;
mod control;
mod line;

use crate::files::{describe, read};
use control::Terminal;
use lexopt::{Arg, Parser};
use quintet::fun::entry::{Needs, needs};
use quintet::{Engine, EntryError, EntryValue, Grants, Interactive, Limits, render_report};
use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub const HELP: &str = "\
Type a program and see what it does

Usage: quintet
       quintet repl
       quintet < FILE

An entry is run as soon as it is whole. A block ends with an empty line. The value of an entry that is an expression is
shown, and kept in the variable _ . An error leaves everything that was bound as it is.

  :help     the commands, and how to edit
  Tab       completes names, members, file names
  Ctrl-C    interrupts the running program, or drops what has been typed
  Ctrl-D    leaves

The history is in $XDG_STATE_HOME/quintet/history. If the standard input is no terminal, entries are read from it; a block
then ends with a line that is not indented, and the exit code is 1 if an entry failed.

Options:
  -h, --help  print this text
";

/// Runs the subcommand.
///
/// # Errors
/// A wrong command line, as a message.
pub fn main(mut parser: Parser) -> Result<i32, String> {
    match parser.next().map_err(|e| e.to_string())? {
        Some(Arg::Long("help") | Arg::Short('h')) => return Ok(crate::print(HELP)),
        Some(other) => return Err(other.unexpected().to_string()),
        None => {}
    }
    let mut repl = Repl::new();
    match std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        true => line::run(&mut repl),
        false => Ok(repl.piped()),
    }
}

/// Prints what is for the user; whether it could be. A terminal that is gone is noticed by whoever reads from it.
fn say(text: &str) -> bool {
    crate::print(text) == 0
}

/// The session, shared with the completion of the line editor.
type Shared = Arc<Mutex<Interactive>>;

fn lock(shared: &Shared) -> MutexGuard<'_, Interactive> {
    // A panic elsewhere does not make the session worse than it is.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A session with its surroundings.
struct Repl {
    session: Shared,
    terminal: Terminal,
    /// The texts of the entries that were run, for `:save` and for documentation.
    entries: Arc<Mutex<Vec<String>>>,
    failed: bool,
}

/// Whether to go on; if not, the exit code.
type Next = Result<(), i32>;

impl Repl {
    fn new() -> Repl {
        // Memory of the stack that was in use once stays, so a recursion without end must not take all there is.
        let limits = Limits { capabilities: Grants::ALL, max_stack: 256 << 20, ..Limits::default() };
        Repl {
            session: Arc::new(Mutex::new(Interactive::new(Engine::new(), limits))),
            terminal: Terminal::new(),
            entries: Arc::default(),
            failed: false,
        }
    }

    /// Runs an entry or a command.
    fn enter(&mut self, text: &str) -> Next {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(());
        }
        match trimmed.strip_prefix(':') {
            Some(command) => self.command(command),
            None => self.run(text),
        }
    }

    /// Runs an entry and shows its value.
    fn run(&mut self, text: &str) -> Next {
        let outcome = lock(&self.session).enter(text, &mut crate::loader(), self.terminal.fresh());
        self.keep(text, &outcome);
        self.show(outcome).map(drop)
    }

    /// Remembers the text of an entry that was run.
    fn keep(&mut self, text: &str, outcome: &Result<EntryValue, EntryError>) {
        if !matches!(outcome, Err(EntryError::Program(_))) {
            self.entries.lock().unwrap_or_else(PoisonError::into_inner).push(text.trim_end().to_string());
        }
    }

    /// Shows how an entry ended; gives back what it left if it ended well.
    fn show(&mut self, outcome: Result<EntryValue, EntryError>) -> Result<Option<EntryValue>, i32> {
        let error = match outcome {
            Ok(value) => {
                if let Some(text) = &value.value {
                    self.failed |= !say(&format!("{}\n", shortened(&pretty(text))));
                }
                return Ok(Some(value));
            }
            Err(error) => error,
        };
        self.failed = true;
        match error {
            EntryError::Program(error) => eprint!("{}", error.render(std::io::stderr().is_terminal())),
            EntryError::Uncaught(report) => eprint!("{}", render_report(&report)),
            EntryError::Interrupted => eprintln!("Interrupted"),
            EntryError::Exited(code) => return Err(code),
            EntryError::OutOfMemory => eprintln!("Runtime error: out of memory"),
            EntryError::Unwritten(error) => eprintln!("quintet: cannot write the output: {}", describe(&error)),
            EntryError::Failed(text) => eprintln!("quintet: internal error: {text}\nThe session starts anew."),
        }
        Ok(None)
    }

    /// Reads a file and runs it as an entry.
    fn load(&mut self, path: &str) -> Next {
        let text = match read(Path::new(path)) {
            Ok(text) => String::from_utf8_lossy(&text).into_owned(),
            Err(message) => {
                eprintln!("{}", message.trim_start_matches("quintet: "));
                self.failed = true;
                return Ok(());
            }
        };
        let canonical = std::fs::canonicalize(path).ok().and_then(|p| p.into_os_string().into_string().ok());
        let outcome =
            lock(&self.session).enter_file(path, canonical, &text, &mut crate::loader(), self.terminal.fresh());
        self.keep(&text, &outcome);
        self.show(outcome).map(drop)
    }

    /// Reads entries from a standard input that is no terminal. Gives the exit code.
    fn piped(&mut self) -> i32 {
        let mut text = String::new();
        loop {
            let mut line = Vec::new();
            let end = match std::io::stdin().lock().read_until(b'\n', &mut line) {
                Ok(length) => length == 0,
                Err(error) => {
                    eprintln!("quintet: cannot read the standard input: {error}");
                    return 1;
                }
            };
            let line = String::from_utf8_lossy(&line);
            // A line that cannot belong to a block ends it.
            let ends_block = needs(&text) != Needs::More && starts_entry(&line);
            if (end || ends_block)
                && let Err(code) = self.enter(&std::mem::take(&mut text))
            {
                return code;
            }
            if end {
                return i32::from(self.failed);
            }
            text += &line;
            if !is_block(&text)
                && let Err(code) = self.enter(&std::mem::take(&mut text))
            {
                return code;
            }
        }
    }
}

/// Whether a line of piped input begins a new entry.
fn starts_entry(line: &str) -> bool {
    let word: String = line.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let continues = ["elif", "else", "catch", "finally", "and", "or", "in", "is"].contains(&&*word);
    let first = line.chars().next();
    let operator = first.is_some_and(|c| ".?,)]}=<>+*/%&|^".contains(c)) && !line.starts_with("//");
    !continues && !operator && !first.is_none_or(char::is_whitespace)
}

/// Whether a line that follows may belong to an entry although that could end here.
fn is_block(text: &str) -> bool {
    needs(text) != Needs::Nothing
        || text.trim_end().contains('\n')
        || text.starts_with("if")
        || text.starts_with("else")
}

/// A value as the formatter would write it, if it does not fit into a line.
fn pretty(text: &str) -> String {
    const LINE: usize = 100;
    const MOST: usize = 1 << 16;
    if text.len() <= LINE || text.len() > MOST {
        return text.to_string();
    }
    match quintet::fun::format::format("value", text.as_bytes()) {
        Ok(formatted) => String::from_utf8_lossy(&formatted).trim_end().to_string(),
        Err(_) => text.to_string(),
    }
}

/// The beginning of a very long text.
fn shortened(text: &str) -> String {
    const MOST: usize = 20_000;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} … and {} more bytes", &text[..end], text.len() - end),
        None => text.to_string(),
    }
}
