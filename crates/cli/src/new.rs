//! `quintet new`: a project that runs at once.

use crate::files::{describe, write};
use lexopt::{Arg, Parser, ValueExt};
use std::path::Path;

pub const HELP: &str = "\
Begin a project

Usage: quintet new NAME

Makes the directory NAME with a program, a module that it imports, and a test. NAME may be a path; the directory must be new or
empty.

Options:
  -h, --help  print this text
";

/// The files of a new project: paths and texts, in which `NAME` stands for its name.
const FILES: &[(&str, &str)] = &[
    ("main.fun", include_str!("new/main.fun")),
    ("greeting.fun", include_str!("new/greeting.fun")),
    ("greeting_test.fun", include_str!("new/greeting_test.fun")),
    ("README.md", include_str!("new/README.md")),
    (".gitignore", "/doc/\n*.qbc\n"),
];

/// Runs the subcommand.
///
/// # Errors
/// A wrong command line, as a message.
pub fn main(mut parser: Parser) -> Result<i32, String> {
    let mut target = None;
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        match arg {
            Arg::Long("help") | Arg::Short('h') => return Ok(crate::print(HELP)),
            Arg::Value(path) if target.is_none() => target = Some(path.string().map_err(|e| e.to_string())?),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let target = target.ok_or("a name is missing: quintet new NAME")?;
    Ok(match make(Path::new(&target)) {
        Ok(()) => crate::print(&format!(
            "A project is in {target}. To see it work:\n\n  cd {target}\n  quintet main.fun\n  quintet test\n"
        )),
        Err(message) => {
            eprintln!("{message}");
            1
        }
    })
}

fn make(target: &Path) -> Result<(), String> {
    let name = target.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| format!("quintet: '{}' has no name for a project", target.display()))?;
    let problem = |e: std::io::Error| format!("quintet: cannot make '{}': {}", target.display(), describe(&e));
    if target.exists() && (!target.is_dir() || std::fs::read_dir(target).map_err(problem)?.next().is_some()) {
        return Err(format!("quintet: '{}' is there already and is not empty", target.display()));
    }
    std::fs::create_dir_all(target).map_err(problem)?;
    FILES.iter().try_for_each(|(path, text)| write(&target.join(path), text.replace("NAME", name).as_bytes()))
}
