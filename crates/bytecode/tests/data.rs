//! Runs the data files of `tests/bytecode`. Directives in comments:
//!
//! - `; error: text` — in `verify`, the verifier's message contains the text; in `asm-errors`, the assembler reports an error
//!   that contains it (one directive for each error, in order);
//! - `; ok` — in `verify`, the file is accepted.

use quintet_bytecode::{Op, assemble, disassemble, verify};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn files(directory: &str) -> Vec<(String, String)> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/bytecode")).join(directory);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&root)
        .unwrap_or_else(|e| panic!("{}: {e}", root.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "qasm"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{directory} has files");
    let name = |path: &PathBuf| format!("{directory}/{}", path.file_name().unwrap().to_string_lossy());
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn directives<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let prefix = format!("; {name}");
    text.lines().filter_map(|l| l.strip_prefix(&prefix)).map(|l| l.trim_start_matches(':').trim()).collect()
}

/// Fails with all complaints at once.
fn report(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{} failures:\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn verifier_accepts_and_refuses() {
    let mut complaints = Vec::new();
    for (name, text) in files("verify") {
        let module = match assemble(&text) {
            Ok(module) => module,
            Err(errors) => {
                complaints.push(format!("{name}: {errors}"));
                continue;
            }
        };
        let expected = directives(&text, "error");
        let accepted = !directives(&text, "ok").is_empty();
        match verify(module) {
            Ok(_) if accepted => {}
            Ok(_) => complaints.push(format!("{name}: accepted")),
            Err(error) => {
                let message = error.to_string();
                if accepted || expected.len() != 1 || !message.contains(expected[0]) || message.contains('\n') {
                    complaints.push(format!("{name}: {message}"));
                }
            }
        }
    }
    report(complaints);
}

#[test]
fn assembler_reports_errors() {
    let mut complaints = Vec::new();
    for (name, text) in files("asm-errors") {
        let expected = directives(&text, "error");
        let given: Vec<String> = match assemble(&text) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.0.iter().map(ToString::to_string).collect(),
        };
        let same = given.len() == expected.len() && given.iter().zip(&expected).all(|(g, e)| g.contains(e));
        if !same || expected.is_empty() {
            complaints.push(format!("{name}:\n  {}", given.join("\n  ")));
        }
    }
    report(complaints);
}

#[test]
fn text_round_trips() {
    let mut complaints = Vec::new();
    for (name, text) in files("verify").into_iter().chain(files("ops")) {
        let Ok(module) = assemble(&text) else { continue };
        let printed = disassemble(&module);
        match assemble(&printed) {
            Ok(again) if again == module => {}
            Ok(_) => complaints.push(format!("{name}: differs from\n{printed}")),
            Err(errors) => complaints.push(format!("{name}: {errors}\n{printed}")),
        }
    }
    report(complaints);
}

#[test]
fn every_op_has_an_accepted_file() {
    let mut complaints = Vec::new();
    let mut missing: BTreeSet<&str> = Op::ALL.iter().map(|op| op.name()).collect();
    missing.remove("native_step");
    for (name, text) in files("ops") {
        let module = match assemble(&text) {
            Ok(module) => module,
            Err(errors) => {
                complaints.push(format!("{name}: {errors}"));
                continue;
            }
        };
        if directives(&text, "expect").is_empty() {
            complaints.push(format!("{name}: no expectation"));
        }
        match verify(module) {
            Ok(module) => module.functions.iter().for_each(|f| {
                let mut pc = 0;
                while pc < f.code.len() {
                    let info = Op::from_byte(f.code[pc].op()).unwrap().info();
                    missing.remove(info.name);
                    pc += info.words();
                }
            }),
            Err(error) => complaints.push(format!("{name}: {error}")),
        }
    }
    complaints.extend(missing.iter().map(|op| format!("no file for {op}")));
    report(complaints);
}
