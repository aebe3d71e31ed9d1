//! Whatever compiles, the verifier accepts: over all Fun programs of the repository.

use quintet_fun::compile::{Options, compile};
use quintet_fun::diagnostics::has_errors;
use quintet_fun::include::Files;
use quintet_fun::source::SourceMap;
use std::path::{Path, PathBuf};

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "fun") {
            found.push(path);
        }
    }
}

#[test]
fn compiled_programs_are_verified() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = Vec::new();
    ["bench", "tests", "examples", "crates/fun/lib"].iter().for_each(|folder| programs(&root.join(folder), &mut paths));
    assert!(!paths.is_empty());
    let mut verified = 0;
    for path in paths {
        let mut sources = SourceMap::new();
        let canonical = path.canonicalize().unwrap();
        let text = std::fs::read(&path).unwrap();
        let main = sources.add_file("main.fun", canonical.to_str().map(str::to_string), text).unwrap();
        match compile(&mut sources, main, &mut Files::default(), Options::default()) {
            Err(errors) => assert!(has_errors(&errors), "{}", path.display()),
            Ok(compiled) => {
                if let Err(error) = quintet_bytecode::verify(compiled.module) {
                    panic!("{}: {error}", path.display());
                }
                verified += 1;
            }
        }
    }
    assert!(verified > 0);
}
