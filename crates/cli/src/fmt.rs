//! `quintet fmt`: source files in the one style.

use crate::files::{programs, read, write};
use lexopt::{Arg, Parser, ValueExt};
use quintet::fun::diagnostics;
use quintet::fun::format::{FormatError, format};
use std::io::{IsTerminal, Read};
use std::path::Path;

pub const HELP: &str = "\
Format source files in the one style of the language

Usage: quintet fmt [--check] [PATH...]
       quintet fmt [--check] -

Files are rewritten in place, and only if their text changes. Of a directory all .fun files below it are formatted;
without a PATH, those below the working directory. With '-' the text comes from the standard input and the result goes
to the standard output. Files with syntax errors are reported and left as they are.

There are no options of style: two spaces a level, lines of up to 100 columns, double quotes, comments kept. Formatting
never changes what a program does, and formatting twice changes nothing more.

Options:
  --check     write nothing; show what would change as a diff, and end with code 1 if anything would
  -h, --help  print this text

Exit codes: 0 all formatted; 1 something would change (--check), or a file has errors; 2 wrong command line.
";

/// Runs the subcommand.
///
/// # Errors
/// A wrong command line, as a message.
pub fn main(mut parser: Parser) -> Result<i32, String> {
    let (mut check, mut paths) = (false, Vec::new());
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        match arg {
            Arg::Long("check") => check = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(crate::print(HELP)),
            Arg::Value(path) => paths.push(path.string().map_err(|e| e.to_string())?),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if paths.iter().any(|path| path == "-") {
        return match paths.len() {
            1 => Ok(standard_input(check)),
            _ => Err("'-' stands alone".to_string()),
        };
    }
    let files = match programs(&paths) {
        Ok(files) => files,
        Err(message) => {
            eprintln!("{message}");
            return Ok(1);
        }
    };
    let outcomes: Vec<Outcome> = files.iter().map(|file| one_file(file, check)).collect();
    let count = |outcome| outcomes.iter().filter(|&&each| each == outcome).count();
    let (changed, failed) = (count(Outcome::Changed), count(Outcome::Failed));
    if changed + failed > 0 {
        let verb = if check { "would be formatted" } else { "formatted" };
        let mut summary = format!("{} {verb}, {} unchanged", files_of(changed), count(Outcome::Same));
        if failed > 0 {
            summary += &format!(", {failed} with errors");
        }
        eprintln!("{summary}");
    }
    Ok(i32::from(failed > 0 || (check && changed > 0)))
}

fn files_of(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Same,
    Changed,
    Failed,
}

fn one_file(path: &Path, check: bool) -> Outcome {
    let name = path.display().to_string();
    let formatted = read(path).and_then(|text| Ok((formatted(&name, &text)?, text)));
    let result = match formatted {
        Ok((new, text)) if new == text => return Outcome::Same,
        Ok((new, text)) if check => show(&difference(&name, &text, &new)),
        Ok((new, _)) => write(path, &new),
        Err(message) => Err(message),
    };
    match result {
        Ok(()) => Outcome::Changed,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            Outcome::Failed
        }
    }
}

fn standard_input(check: bool) -> i32 {
    let mut text = Vec::new();
    let result = match std::io::stdin().lock().read_to_end(&mut text) {
        Ok(_) => formatted("<stdin>", &text),
        Err(error) => Err(format!("quintet: cannot read the standard input: {error}")),
    };
    match result {
        Ok(new) if check && new != text => {
            let _ = show(&difference("<stdin>", &text, &new));
            1
        }
        Ok(_) if check => 0,
        Ok(new) => crate::print_bytes(&new),
        Err(message) => {
            eprintln!("{}", message.trim_end());
            1
        }
    }
}

fn formatted(name: &str, text: &[u8]) -> Result<Vec<u8>, String> {
    format(name, text).map_err(|error| match error {
        FormatError::Syntax(sources, list) => {
            diagnostics::render_all(&list, &sources, std::io::stderr().is_terminal(), false)
        }
        FormatError::Changed(what) => format!("quintet: {name} is left as it is, since formatting failed: {what}"),
    })
}

fn show(text: &str) -> Result<(), String> {
    crate::print(text);
    Ok(())
}

/// A unified diff.
fn difference(name: &str, old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    similar::TextDiff::from_lines(&*old, &*new)
        .unified_diff()
        .context_radius(2)
        .header(name, &format!("{name} (formatted)"))
        .to_string()
}
