//! What a process that ended badly says of it: the error, where, and through which calls.

use super::Process;
use crate::context::{Context, TraceEntry};
use crate::error::Result;
use crate::process::call::display_name;
use crate::process::unwind::TRACE_SLOT;
use crate::value::{Kind, Value};
use crate::walk;

/// A line of a trace, readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceLine {
    /// `area`, `Point.move`, `<fn>` or the file's base name.
    pub function: String,
    /// The file's name; empty if not known.
    pub file: String,
    /// From 1; 0 if not known.
    pub line: u32,
    /// From 1; 0 if not known.
    pub column: u32,
    /// The frame was entered by a tail call.
    pub tail: bool,
    /// The text of the line, if the module has its source.
    pub text: Option<String>,
}

/// The report of an uncaught value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The display text, or `Uncaught:` and the value.
    pub message: String,
    /// Innermost first; `None` stands for frames left out.
    pub trace: Vec<Option<TraceLine>>,
    /// How many frames were left out.
    pub omitted: u64,
}

impl Report {
    /// The report as the command prints it.
    pub fn render(&self) -> String {
        let mut text = format!("{}\n", self.message);
        let place = |line: &TraceLine| match (line.file.is_empty(), line.line) {
            (true, _) => format!("in {}", line.function),
            (false, 0) => format!("at {} in {}", line.file, line.function),
            (false, n) => format!("at {}:{n} in {}", line.file, line.function),
        };
        if let Some(Some(first)) = self.trace.first() {
            text.push_str(&format!(" ({})\n", place(first)));
            if let Some(source) = &first.text {
                let indent = source.chars().take_while(|c| *c == ' ' || *c == '\t').count();
                let shown: String = source.chars().skip(indent).collect();
                let column = (first.column as usize).saturating_sub(indent).max(1);
                text.push_str(&format!("{:>4} | {}\n", first.line, shown.trim_end()));
                text.push_str(&format!("     | {}^\n", " ".repeat(column - 1)));
            }
        }
        if !self.trace.is_empty() {
            text.push_str("Stack trace (most recent call first):\n");
        }
        for line in &self.trace {
            match line {
                Some(line) => {
                    let tail = if line.tail { " (tail call)" } else { "" };
                    text.push_str(&format!("  {}{tail}\n", place(line)));
                }
                None => text.push_str(&format!("  ... {} more\n", self.omitted)),
            }
        }
        text
    }
}

pub(crate) fn line_of(entry: &TraceEntry) -> TraceLine {
    // SAFETY: traces name loaded code, which outlives the process.
    let code = unsafe { &*entry.function };
    let module = &code.module().module;
    let line = code.def.line_at(entry.pc as usize);
    let file = line.and_then(|l| module.files.get(l.file as usize));
    let number = line.map_or(0, |l| l.line);
    let text = file.and_then(|f| f.text.as_deref()).and_then(|t| t.lines().nth((number as usize).checked_sub(1)?));
    TraceLine {
        function: display_name(code).to_string(),
        file: file.map_or(String::new(), |f| f.name.clone()),
        line: number,
        column: line.map_or(0, |l| l.column),
        tail: entry.tail,
        text: text.map(str::to_string),
    }
}

impl Process {
    /// The report of a value that nobody caught.
    pub fn report(&mut self, value: Value) -> Report {
        let (entries, omitted) = match value.as_record() {
            Some(r) if value.kind() == Kind::ERROR && !r.is_dictionary() => {
                Context::read_trace(r.slot_value(TRACE_SLOT))
            }
            _ => self.trace(),
        };
        let half = if omitted > 0 { entries.len() / 2 } else { usize::MAX };
        let mut trace = Vec::new();
        for (i, entry) in entries.iter().enumerate() {
            if i == half {
                trace.push(None);
            }
            trace.push(Some(line_of(entry)));
        }
        let message = match value.kind() {
            Kind::ERROR => walk::display_string(&mut self.ctx, value),
            _ => format!("Uncaught: {}", walk::repr_string(&mut self.ctx, value)),
        };
        Report { message, trace, omitted }
    }

    /// A value in its print form; instances are shown by their fields.
    pub fn display(&mut self, value: Value) -> String {
        walk::display_string(&mut self.ctx, value)
    }
    /// A value in its repr form.
    pub fn repr(&mut self, value: Value) -> String {
        walk::repr_string(&mut self.ctx, value)
    }
}

impl Context {
    /// The trace of an error as an array of maps.
    pub(crate) fn trace_value(&mut self, trace: Value) -> Result<Value> {
        let (entries, omitted) = Context::read_trace(trace);
        self.trace_array(&entries, omitted)
    }

    /// A trace as an array of maps.
    pub(crate) fn trace_array(&mut self, entries: &[TraceEntry], omitted: u64) -> Result<Value> {
        let array = self.new_array(&[])?;
        let half = if omitted > 0 { entries.len() / 2 } else { usize::MAX };
        for (i, entry) in entries.iter().enumerate() {
            if i == half {
                let map = self.new_map(1)?;
                let key = self.new_string(b"omitted")?;
                self.map_set(map, key, Value::int(omitted as i64))?;
                self.array_push(array, map)?;
            }
            let line = line_of(entry);
            let map = self.new_map(3)?;
            let function = self.new_string(line.function.as_bytes())?;
            let file = self.new_string(line.file.as_bytes())?;
            for (key, value) in [("function", function), ("file", file), ("line", Value::int(line.line.into()))] {
                let key = self.new_string(key.as_bytes())?;
                self.map_set(map, key, value)?;
            }
            self.array_push(array, map)?;
        }
        Ok(array)
    }
}
