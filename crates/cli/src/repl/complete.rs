//! Completion of names, members and file names.

use super::commands::COMMANDS;
use super::{Shared, lock};
use quintet::fun::builtins::BUILTINS;
use quintet::runtime::{Host, NativeDef, Work, WorkResult};
use quintet::{Control, Interactive};
use reedline::{Completer, Span, Suggestion};
use std::path::Path;

/// Words that begin statements and expressions.
const WORDS: &[&str] = &[
    "and", "break", "catch", "class", "const", "continue", "defer", "elif", "else", "exit", "extends", "false",
    "finally", "fn", "for", "fun", "global", "if", "import", "in", "is", "match", "nil", "not", "or", "return",
    "super", "this", "throw", "true", "try", "var", "while", "yield",
];

pub struct Completion {
    session: Shared,
}

impl Completion {
    pub fn new(session: Shared) -> Completion {
        Completion { session }
    }
}

impl Completer for Completion {
    fn complete(&mut self, line: &str, pos: usize) -> Vec<Suggestion> {
        let Some(before) = line.get(..pos) else { return Vec::new() };
        let (start, found) = candidates(before, &mut lock(&self.session));
        let mut found: Vec<(String, Option<String>)> = found;
        found.sort();
        found.dedup_by(|a, b| a.0 == b.0);
        let suggestion = |(value, description): (String, Option<String>)| Suggestion {
            append_whitespace: false,
            span: Span::new(start, pos),
            description,
            value,
            ..Suggestion::default()
        };
        found.into_iter().map(suggestion).collect()
    }
}

/// Where what is completed begins, and what it may become, with descriptions.
fn candidates(before: &str, session: &mut Interactive) -> (usize, Vec<(String, Option<String>)>) {
    if let Some(command) = before.strip_prefix(':') {
        match command.split_once(' ') {
            None => {
                let matching = COMMANDS.iter().filter(|(name, ..)| name.starts_with(command));
                return (1, matching.map(|(name, _, what)| (name.to_string(), Some(what.to_string()))).collect());
            }
            Some(("load" | "save", path)) => return (before.len() - path.len(), files(path)),
            Some(_) => {}
        }
    }
    if let Some(open) = open_string(before) {
        return (open, files(&before[open..]));
    }
    let word = before.rfind(|c: char| !is_word(c)).map_or(0, |at| at + 1);
    let typed = &before[word..];
    if let Some(object) = before[..word].strip_suffix('.') {
        let object = object.strip_suffix('?').unwrap_or(object);
        let start = object.rfind(|c: char| !is_word(c) && c != '.').map_or(0, |at| at + 1);
        let mut found = members(&object[start..], session);
        found.retain(|(name, _)| name.starts_with(typed));
        return (word, found);
    }
    let names = session.names().map(|name| (name.to_string(), None));
    let builtins = BUILTINS.iter().filter(|row| row.is_available());
    let builtins = builtins.map(|row| (row.name.to_string(), None));
    let words = WORDS.iter().map(|word| (word.to_string(), None));
    let all = names.chain(builtins).chain(words).filter(|(name, _)| name.starts_with(typed) && name != "_");
    (word, if typed.is_empty() { Vec::new() } else { all.collect() })
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Where the text of a string begins that is not closed.
fn open_string(before: &str) -> Option<usize> {
    let mut open: Option<(char, usize)> = None;
    let mut characters = before.char_indices();
    while let Some((at, c)) = characters.next() {
        match (c, open) {
            ('\\', Some(_)) => drop(characters.next()),
            ('"' | '\'', None) => open = Some((c, at + 1)),
            (c, Some((quote, _))) if c == quote => open = None,
            _ => {}
        }
    }
    open.map(|(_, at)| at)
}

/// Files whose paths begin with `typed`.
fn files(typed: &str) -> Vec<(String, Option<String>)> {
    let (directory, name) = match typed.rfind('/') {
        Some(slash) => typed.split_at(slash + 1),
        None => ("", typed),
    };
    let Ok(entries) = std::fs::read_dir(if directory.is_empty() { Path::new(".") } else { Path::new(directory) })
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let Ok(file) = entry.file_name().into_string() else { continue };
        if file.starts_with(name) && (name.starts_with('.') || !file.starts_with('.')) {
            let slash = if entry.path().is_dir() { "/" } else { "" };
            found.push((format!("{directory}{file}{slash}"), None));
        }
    }
    found
}

/// What can stand behind `object.`: fields, keys, names of a module, and builtins for the value.
fn members(object: &str, session: &mut Interactive) -> Vec<(String, Option<String>)> {
    let known = object.split('.').next().is_some_and(|first| session.names().any(|name| name == first));
    let path = object.split('.').all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
    if !known || !path {
        return Vec::new();
    }
    // Only what runs no code of the program: kinds, keys, fields.
    let probe = format!(
        "(fn(v)\n  r = [kind(v)]\n  if kind(v) == \"Map\" or kind(v) == \"Instance\"\n    for k in keys(v)\n      if kind(k) == \
         \"String\"\n        push(r, k)\n  elif kind(v) == \"Module\"\n    for k in v\n      push(r, k)\n  return join(r, \" \")\n)({object})"
    );
    let Ok(value) = session.look(&probe, &mut crate::loader(), &mut Quick(0)) else { return Vec::new() };
    let text = value.value.unwrap_or_default();
    let mut words = text.trim_matches('"').split(' ');
    let kind = words.next().unwrap_or_default().to_ascii_lowercase();
    let mut found: Vec<_> = words
        .filter(|name| !name.is_empty() && name.chars().all(is_word))
        .map(|name| (name.to_string(), None))
        .collect();
    if kind != "module" {
        let available = |name: &str| BUILTINS.iter().any(|row| row.name == name && row.is_available());
        let natives = session.engine().runtime().natives().iter();
        let fitting = natives.filter(|native| available(&native.name) && accepts(native, &kind));
        found.extend(fitting.map(|native| (native.name.to_string(), Some(native.shown_signature()))));
    }
    found
}

/// Whether the first parameter of a native is for values of this kind in particular.
fn accepts(native: &NativeDef, kind: &str) -> bool {
    let first = native.signature.split(',').next().unwrap_or_default();
    let types = first.split(':').nth(1).unwrap_or_default();
    types.split('|').any(|word| match word.trim_matches([' ', ']', '[']) {
        "int" | "number" => matches!(kind, "number" | "float"),
        "map" => matches!(kind, "map" | "instance"),
        word => word == kind,
    })
}

/// Gives up soon: a value is looked at while somebody types.
struct Quick(u32);

impl Control for Quick {
    fn host(&self) -> Box<dyn Host> {
        quintet::standard_host(Vec::new())
    }
    fn interrupted(&mut self) -> bool {
        self.0 += 1;
        self.0 > 8
    }
    fn work(&mut self, _: Work) -> Option<WorkResult> {
        None
    }
}
