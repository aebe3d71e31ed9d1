//! Files that commands read and write, and the messages when they cannot.

use quintet::fun::include::{Files, Loader, Request};
use quintet::{Capabilities, Capability, Grants};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Finds only files that may be read: what an excerpt in a message shows, or a module exports, is not read in passing.
pub struct Confined {
    pub files: Files,
    pub grants: Grants,
}

impl Loader for Confined {
    fn resolve(&mut self, request: &Request<'_>) -> Option<String> {
        let found = self.files.resolve(request)?;
        // What is part of the command has no path.
        let path = Path::new(&found);
        let readable =
            !path.is_absolute() || self.grants.place(Capabilities::NONE.with(Capability::FsRead), path).is_some();
        readable.then_some(found)
    }

    fn read(&mut self, path: &str) -> Option<Arc<[u8]>> {
        self.files.read(path)
    }
}

/// Reads a file.
///
/// # Errors
/// A message for people.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|e| unreadable(path, &e))
}

fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("quintet: cannot read '{}': {}", path.display(), describe(error))
}

/// Writes a file.
///
/// # Errors
/// A message for people.
pub fn write(path: &Path, text: &[u8]) -> Result<(), String> {
    std::fs::write(path, text).map_err(|e| format!("quintet: cannot write '{}': {}", path.display(), describe(&e)))
}

/// An I/O error without the number that the system gives it.
pub fn describe(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_string()
}

/// The files among `paths`, and the `.fun` files below the directories, each once and in order; without paths, those
/// below the working directory. Hidden files and directories below are left out.
///
/// # Errors
/// A path that does not exist or cannot be read.
pub fn programs(paths: &[String]) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    if paths.is_empty() {
        below(Path::new("."), &mut found)?;
        // What was not asked for by name is named without the `./`.
        found = found.iter().map(|path| path.strip_prefix(".").unwrap_or(path).to_path_buf()).collect();
    }
    for path in paths.iter().map(Path::new) {
        match std::fs::metadata(path) {
            Ok(data) if data.is_dir() => below(path, &mut found)?,
            Ok(_) => found.push(path.to_path_buf()),
            Err(error) => return Err(unreadable(path, &error)),
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

fn below(directory: &Path, found: &mut Vec<PathBuf>) -> Result<(), String> {
    let fail = |e: std::io::Error| unreadable(directory, &e);
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !hidden {
            // A link to a directory is not followed: it might lead back up.
            entries.push((entry.path(), entry.file_type().map_err(fail)?.is_dir()));
        }
    }
    entries.sort();
    for (path, is_directory) in entries {
        match is_directory {
            true => below(&path, found)?,
            false if path.extension().is_some_and(|extension| extension == "fun") => found.push(path),
            false => {}
        }
    }
    Ok(())
}
