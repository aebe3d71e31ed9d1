//! Commands of the session: what begins with a colon.

use super::{Next, Repl, lock, say};
use crate::files::write;
use quintet::bytecode::disassemble;
use std::path::Path;
use std::sync::PoisonError;
use std::time::Instant;

/// The commands: name, what follows it, what it does.
pub const COMMANDS: &[(&str, &str, &str)] = &[
    ("help", "", "show this"),
    ("type", "EXPR", "the kind of a value, or the class of an instance"),
    ("doc", "NAME", "what a builtin, or a function or class of yours, is for"),
    ("time", "ENTRY", "run an entry and show how long it took"),
    ("disasm", "ENTRY", "the bytecode of an entry, or of a function by its name"),
    ("names", "", "what is bound"),
    ("load", "FILE", "run a file in this session"),
    ("save", "FILE", "write the entries of this session to a file"),
    ("reset", "", "forget everything that was bound"),
    ("quit", "[CODE]", "leave, as does Ctrl-D"),
];

fn help() -> String {
    let mut text = String::new();
    for (name, argument, what) in COMMANDS {
        text += &format!("  :{:<14} {what}\n", format!("{name} {argument}"));
    }
    text + "
A block ends with an empty line. The last value is _ . Commands may be shortened while they are unique.
Tab completes names, members and file names, Ctrl-R searches the history, Ctrl-C interrupts the program.
"
}

impl Repl {
    /// Does what a command says, without its colon.
    pub fn command(&mut self, text: &str) -> Next {
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        let candidates: Vec<&str> =
            COMMANDS.iter().map(|(name, ..)| *name).filter(|name| name.starts_with(word)).collect();
        let name = match candidates[..] {
            _ if word.is_empty() => "",
            [only] => only,
            _ => candidates.into_iter().find(|name| *name == word).unwrap_or(""),
        };
        let wants = COMMANDS.iter().find(|(known, ..)| *known == name).map_or("", |(_, argument, _)| argument);
        if rest.is_empty() && !wants.is_empty() && !wants.starts_with('[') {
            return self.complain(&format!(":{name} needs an argument: :{name} {wants}"));
        }
        match name {
            "help" => self.tell(&help()),
            "type" => self.kind(rest),
            "doc" => self.doc(rest),
            "time" => return self.time(rest),
            "disasm" => self.disasm(rest),
            "names" => self.names(),
            "load" => return self.load(rest),
            "save" => self.save(rest),
            "reset" => {
                lock(&self.session).reset();
                self.entries.lock().unwrap_or_else(PoisonError::into_inner).clear();
            }
            "quit" if rest.is_empty() => return Err(0),
            "quit" => match rest.parse::<u8>() {
                Ok(code) => return Err(i32::from(code)),
                Err(_) => return self.complain(&format!("an exit code is a number from 0 to 255, not '{rest}'")),
            },
            _ => return self.complain(&format!("there is no command ':{word}'; :help shows all")),
        }
        Ok(())
    }

    fn tell(&mut self, text: &str) {
        self.failed |= !say(text);
    }

    fn complain(&mut self, message: &str) -> Next {
        eprintln!("{message}");
        self.failed = true;
        Ok(())
    }

    fn kind(&mut self, expression: &str) {
        let probe = "(fn(v) => kind(v) == \"Instance\" ? class_of(v).name : kind(v))";
        let outcome =
            lock(&self.session).look(&format!("{probe}({expression}\n)"), &mut crate::loader(), self.terminal.fresh());
        match outcome {
            Ok(value) => self.tell(&format!("{}\n", value.value.unwrap_or_default().trim_matches('"'))),
            // Leaving is for entries.
            error => drop(self.show(error)),
        }
    }

    fn doc(&mut self, name: &str) {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let found = crate::doc::lookup(name, &entries, lock(&self.session).engine().runtime());
        match found {
            Some(text) => self.tell(&text),
            None => drop(self.complain(&format!("nothing is known of '{name}'"))),
        }
    }

    fn time(&mut self, text: &str) -> Next {
        let start = Instant::now();
        let outcome = lock(&self.session).enter(text, &mut crate::loader(), self.terminal.fresh());
        let took = start.elapsed();
        self.keep(text, &outcome);
        if let Some(value) = self.show(outcome)? {
            self.tell(&format!("{} ms, {} units of fuel\n", milliseconds(took), value.fuel));
        }
        Ok(())
    }

    /// A function that an entry has defined, else the text as an entry.
    fn disasm(&mut self, text: &str) {
        let session = lock(&self.session);
        let found = session.programs().rev().find_map(|program| {
            let all = disassemble(&program.module().module);
            let start = all.find(&format!("\n.function {text} "))?;
            let end = all[start..].find("\n.end")?;
            Some(format!("{}\n.end\n", all[start..start + end].trim_start()))
        });
        let shown = match found {
            Some(function) => Ok(function),
            None => session.compile("entry", None, text, &mut crate::loader()).map(|entry| disassemble(&entry.module)),
        };
        drop(session);
        match shown {
            Ok(text) => self.tell(&text),
            Err(error) => drop(self.show(Err(quintet::EntryError::Program(error)))),
        }
    }

    fn names(&mut self) {
        let names: Vec<String> = lock(&self.session).names().map(str::to_string).collect();
        if !names.is_empty() {
            self.tell(&format!("{}\n", names.join(" ")));
        }
    }

    fn save(&mut self, path: &str) {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = entries.join("\n");
        if !text.is_empty() {
            text.push('\n');
        }
        if let Ok(formatted) = quintet::fun::format::format(path, text.as_bytes()) {
            text = String::from_utf8_lossy(&formatted).into_owned();
        }
        let count = entries.len();
        drop(entries);
        match write(Path::new(path), text.as_bytes()) {
            Ok(()) => self.tell(&format!("{count} entr{} written to {path}\n", if count == 1 { "y" } else { "ies" })),
            Err(message) => drop(self.complain(message.trim_start_matches("quintet: "))),
        }
    }
}

fn milliseconds(took: std::time::Duration) -> String {
    format!("{:.3}", took.as_secs_f64() * 1e3)
}
