//! `quintet doc`: documentation from the comments of source files, and of the builtins.

use quintet::fun::builtins::{BUILTINS, Builtin};
use quintet::fun::docs::{self, Item};
use quintet::runtime::Runtime;

/// What is known of a name: of the entries of a session, latest first, else of the builtins.
pub fn lookup(name: &str, entries: &[String], runtime: &Runtime) -> Option<String> {
    let (name, member) = name.split_once('.').unwrap_or((name, ""));
    for entry in entries.iter().rev() {
        let Ok(docs) = docs::extract("entry", entry.as_bytes()) else { continue };
        let Some(item) = docs.items.iter().find(|item| item.name == name) else { continue };
        return match member {
            "" => Some(shown(item)),
            member => item.members.iter().find(|item| item.name == member).map(shown),
        };
    }
    let row = BUILTINS.iter().find(|row| row.name == name).filter(|_| member.is_empty())?;
    Some(format!("{}\n{}\n", signature(row, runtime), quintet::fun::builtins::describe(row.name)))
}

fn shown(item: &Item) -> String {
    let mut text = format!("{}\n", item.signature);
    if !item.text.is_empty() {
        text += &format!("{}\n", item.text);
    }
    for member in &item.members {
        text += &format!("  {}\n", member.signature);
    }
    text
}

/// How a builtin is called.
fn signature(row: &Builtin, runtime: &Runtime) -> String {
    match runtime.natives().iter().find(|native| native.name == row.name) {
        Some(native) => format!("{}({})", row.name, native.signature),
        None => row.name.to_string(),
    }
}
