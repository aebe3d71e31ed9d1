//! A test file and its directives.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::run::Mode;

/// One expected line of standard output.
#[derive(Debug, PartialEq)]
pub struct Expected {
    /// The text without its line end.
    pub text: String,
    /// Where the file says so, from 1.
    pub source_line: usize,
}

/// A program and everything its comments say about running it.
#[derive(Debug, Default)]
pub struct Case {
    /// `area/name`, unique among all cases.
    pub name: String,
    /// The directory the program runs in.
    pub directory: PathBuf,
    /// The file's name in that directory.
    pub file: String,
    /// Sections of the language reference the case proves.
    pub sections: Vec<String>,
    /// Standard output, line by line.
    pub stdout: Vec<Expected>,
    /// Standard output does not end with a newline.
    pub no_final_newline: bool,
    /// Texts that standard error contains, in this order; none means it is empty.
    pub stderr: Vec<String>,
    /// Texts that standard error does not contain.
    pub stderr_not: Vec<String>,
    /// Exit code.
    pub exit: i32,
    /// Arguments after the file.
    pub args: Vec<String>,
    /// Standard input.
    pub stdin: String,
    /// Environment variables to set.
    pub env: Vec<(String, String)>,
    /// Fuel the whole run uses.
    pub fuel: Option<u64>,
    /// Heap limit in bytes.
    pub max_heap: Option<u64>,
    /// Other limits for modes in which the work grows with what lives.
    pub max_heap_in: Vec<(Mode, u64)>,
    /// Further limits, as options of the command.
    pub limits: Vec<String>,
    /// Why the fuel of the main process is not the same in every run.
    pub fuel_varies: Option<String>,
    /// Modes the case does not run in, each with its reason.
    pub skipped: Vec<(Mode, String)>,
}

impl Case {
    /// Why the case does not run in `mode`, if it does not.
    pub fn skip_reason(&self, mode: Mode) -> Option<&str> {
        self.skipped
            .iter()
            .find(|(skipped, _)| *skipped == mode || Some(*skipped) == mode.like())
            .map(|(_, reason)| reason.as_str())
    }

    /// The heap limit in `mode`.
    pub fn max_heap(&self, mode: Mode) -> Option<u64> {
        let own = self.max_heap_in.iter().find(|(of, _)| *of == mode || Some(*of) == mode.like());
        own.map(|(_, bytes)| *bytes).or(self.max_heap)
    }

    /// Whether it is about processes.
    pub fn has_processes(&self) -> bool {
        let of_libraries = ["15.supervisor", "15.server", "15.task"];
        self.sections.iter().any(|s| s.starts_with("13.") || s == "16.10" || of_libraries.contains(&s.as_str()))
    }

    /// Reads the directives of a program.
    ///
    /// # Errors
    /// One text per directive that is unknown, malformed or contradictory, beginning with its line.
    pub fn parse(name: &str, directory: &Path, file: &str, source: &[u8]) -> Result<Case, Vec<String>> {
        let text = String::from_utf8_lossy(source);
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let mut case = Case {
            name: name.to_string(),
            directory: directory.to_path_buf(),
            file: file.to_string(),
            ..Case::default()
        };
        let mut errors = Vec::new();
        let mut block = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let source_line = index + 1;
            if let Some(text) = after(line, "// > ").or_else(|| line.ends_with("// >").then_some("")) {
                case.stdout.push(Expected { text: text.to_string(), source_line });
            } else if let Some(text) = line.strip_prefix("// |") {
                let text = text.strip_prefix(' ').unwrap_or(text).to_string();
                block.push(Expected { text, source_line });
            } else if let Some((key, value)) = directive(line)
                && let Err(error) = case.apply(key, value)
            {
                errors.push(format!("line {source_line}: {error}"));
            }
        }
        if !block.is_empty() && !case.stdout.is_empty() {
            errors.push(format!("line {}: both `// >` and a `// stdout:` block", block[0].source_line));
        }
        if case.stdout.is_empty() {
            case.stdout = block;
        }
        if errors.is_empty() { Ok(case) } else { Err(errors) }
    }

    fn apply(&mut self, key: &str, value: &str) -> Result<(), String> {
        let number = || value.trim().parse::<u64>().map_err(|error| format!("`{key}: {value}`: {error}"));
        match key {
            "section" => self.sections.extend(value.split([',', ' ']).filter(|id| !id.is_empty()).map(String::from)),
            "stdout" if value.is_empty() => {}
            "stdout-no-newline" => self.no_final_newline = true,
            "stderr" => self.stderr.push(value.to_string()),
            "stderr-not" => self.stderr_not.push(value.to_string()),
            "exit" => self.exit = i32::try_from(number()?).map_err(|error| error.to_string())?,
            "args" => self.args = value.split_whitespace().map(String::from).collect(),
            "stdin" => self.stdin += &format!("{value}\n"),
            "env" => {
                let (name, value) = value.split_once('=').ok_or("`env:` wants NAME=value")?;
                self.env.push((name.to_string(), value.to_string()));
            }
            "fuel" => self.fuel = Some(number()?),
            "fuel-varies" => self.fuel_varies = Some(value.to_string()),
            "max-heap" => self.max_heap = Some(number()?),
            "max-heap-in" => {
                let (mode, bytes) = value.split_once(' ').ok_or("`max-heap-in:` wants a mode and bytes")?;
                let mode = Mode::from_name(mode).ok_or_else(|| format!("no mode `{mode}`"))?;
                let bytes = bytes.trim().parse().map_err(|error| format!("`{key}: {value}`: {error}"))?;
                self.max_heap_in.push((mode, bytes));
            }
            "limits" => self.limits.extend(value.split_whitespace().map(String::from)),
            "skip-mode" => {
                let (mode, reason) = value.split_once(' ').ok_or("`skip-mode:` wants a mode and a reason")?;
                let mode = Mode::from_name(mode).ok_or_else(|| format!("no mode `{mode}`"))?;
                self.skipped.push((mode, reason.to_string()));
            }
            _ => return Err(format!("unknown directive `{key}`")),
        }
        Ok(())
    }
}

/// Every conformance test below `fun/` in `tests`, and every program of the examples beside `tests`. Names beginning with
/// `_` are files and directories that cases include.
///
/// # Errors
/// Unreadable directories and files, and the errors of all files together: those of directives, and tests that prove
/// no requirement. (Examples need not.)
pub fn all(tests: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut errors = Vec::new();
    below(&tests.join("fun"), "", &mut cases, &mut errors)?;
    let unfounded = cases.iter().filter(|case| case.sections.is_empty());
    errors.extend(unfounded.map(|case| format!("{}: no `// section:`", case.name)));
    below(&tests.join("../examples"), "shown/", &mut cases, &mut errors)?;
    if errors.is_empty() { Ok(cases) } else { Err(io::Error::other(errors.join("\n"))) }
}

/// Adds the cases below `root`, in the order of their names, which begin with `prefix`.
fn below(root: &Path, prefix: &str, cases: &mut Vec<Case>, errors: &mut Vec<String>) -> io::Result<()> {
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();
    for path in files {
        let inside = path.strip_prefix(root).map_err(io::Error::other)?;
        let name = prefix.to_string() + &inside.with_extension("").to_string_lossy().replace('\\', "/");
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let directory = path.parent().unwrap_or(root);
        match Case::parse(&name, directory, &file, &fs::read(&path)?) {
            Ok(case) => cases.push(case),
            Err(found) => errors.extend(found.into_iter().map(|error| format!("{name}: {error}"))),
        }
    }
    Ok(())
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('_')) {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "fun") {
            files.push(path);
        }
    }
    Ok(())
}

fn after<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    line.find(mark).map(|at| &line[at + mark.len()..])
}

/// `// key: value` or `// stdout-no-newline` at the start of a line. A comment whose first word ends with a colon
/// always counts, so that a misspelt directive is noticed.
fn directive(line: &str) -> Option<(&str, &str)> {
    let comment = line.strip_prefix("// ")?;
    if comment == "stdout-no-newline" {
        return Some((comment, ""));
    }
    let (key, value) = comment.split_once(':')?;
    let is_word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    is_word.then(|| (key, value.strip_prefix(' ').unwrap_or(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Result<Case, Vec<String>> {
        Case::parse("area/name", Path::new("area"), "name.fun", source.as_bytes())
    }

    #[test]
    fn expectations_stand_beside_statements() {
        let case = parse("// section: 5.slice, 6\nprint(1) // > 1\n// > two  words\nprint() // >\n").unwrap();
        let texts: Vec<_> = case.stdout.iter().map(|line| (line.text.as_str(), line.source_line)).collect();
        assert_eq!(texts, [("1", 2), ("two  words", 3), ("", 4)]);
        assert_eq!(case.sections, ["5.slice", "6"]);
    }

    #[test]
    fn a_block_holds_output_that_is_out_of_order() {
        let case = parse("// section: 1\nf()\n// stdout:\n// | a\n// |\n// |  b\n// exit: 3\n").unwrap();
        assert_eq!(case.stdout.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["a", "", " b"]);
        assert_eq!(case.exit, 3);
    }

    #[test]
    fn mistakes_are_errors() {
        assert_eq!(parse("// section: 1\n// exti: 1\n").unwrap_err(), ["line 2: unknown directive `exti`"]);
        assert!(parse("// section: 1\n// skip-mode: loop\n").is_err());
        assert!(parse("// section: 1\nx() // > 1\n// | 1\n").is_err());
    }

    #[test]
    fn line_ends_of_every_kind_are_understood() {
        let case = parse("\u{feff}// section: 1\r\nprint(1) // > 1\rprint(2) // > 2\n").unwrap();
        assert_eq!(case.stdout.len(), 2);
    }
}
