//! How an outcome differs from what its file states.

use std::fmt::Write;

use crate::case::Case;
use crate::run::Outcome;

/// Differing lines shown per stream.
const SHOWN: usize = 8;

/// Differences between the case's statements and `outcome`, as text for people; empty if there are none.
/// `reference` is the same case's outcome in the mode whose fuel all others must use.
pub fn differences(case: &Case, outcome: &Outcome, reference: Option<&Outcome>) -> String {
    let mut report = String::new();
    stdout(case, &outcome.stdout, &mut report);
    stderr(case, &outcome.stderr, &mut report);
    if outcome.exit != Some(case.exit) {
        let exit = outcome.exit.map_or("a signal".to_string(), |code| code.to_string());
        note(&mut report, &format!("exit code: expected {}, got {exit}", case.exit));
    }
    fuel(case, outcome, reference, &mut report);
    if !report.is_empty() && case.stderr.is_empty() && !outcome.stderr.is_empty() {
        let _ = write!(report, "standard error:\n{}", String::from_utf8_lossy(&outcome.stderr));
    }
    report
}

fn stdout(case: &Case, bytes: &[u8], report: &mut String) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines: Vec<&str> = text.split('\n').collect();
    let ends_with_newline = lines.last() == Some(&"");
    if ends_with_newline {
        lines.pop();
    }
    let mut shown = 0;
    for index in 0..lines.len().max(case.stdout.len()) {
        let expected = case.stdout.get(index);
        let actual = lines.get(index).copied();
        if expected.map(|line| line.text.as_str()) == actual {
            continue;
        }
        shown += 1;
        if shown > SHOWN {
            note(report, "further differing lines are not shown");
            break;
        }
        match expected {
            Some(line) => note(report, &format!("{}:{}: output line {}", case.file, line.source_line, index + 1)),
            None => note(report, &format!("{}: more output than stated, line {}", case.file, index + 1)),
        }
        if let Some(line) = expected {
            note(report, &format!("  - {}", line.text));
        }
        if let Some(line) = actual {
            note(report, &format!("  + {line}"));
        }
    }
    if !bytes.is_empty() && ends_with_newline == case.no_final_newline {
        let (expected, got) = if ends_with_newline { ("no newline", "one") } else { ("a newline", "none") };
        note(report, &format!("end of the output: expected {expected}, got {got}"));
    }
}

fn stderr(case: &Case, bytes: &[u8], report: &mut String) {
    let text = String::from_utf8_lossy(bytes);
    if case.stderr.is_empty() && !text.is_empty() {
        note(report, "standard error is not empty");
    }
    let mut rest = &text[..];
    for expected in &case.stderr {
        match rest.find(expected.as_str()) {
            Some(at) => rest = &rest[at + expected.len()..],
            None => {
                note(report, &format!("standard error lacks, or has too early:\n  - {expected}"));
                for line in text.lines().take(3 * SHOWN) {
                    note(report, &format!("  + {line}"));
                }
                break;
            }
        }
    }
    for unwanted in case.stderr_not.iter().filter(|unwanted| text.contains(unwanted.as_str())) {
        note(report, &format!("standard error contains `{unwanted}`"));
    }
}

fn fuel(case: &Case, outcome: &Outcome, reference: Option<&Outcome>, report: &mut String) {
    let compiled = !String::from_utf8_lossy(&outcome.stderr).contains("Failed to compile script");
    if compiled && outcome.fuel.is_none() {
        note(report, "the run reported no fuel");
    }
    if case.fuel.is_some() && outcome.fuel != case.fuel {
        note(report, &format!("fuel: expected {:?}, got {:?}", case.fuel, outcome.fuel));
    }
    if let Some(reference) = reference.filter(|_| case.fuel_varies.is_none())
        && reference.fuel != outcome.fuel
    {
        note(report, &format!("fuel: {:?} in the reference mode, got {:?}", reference.fuel, outcome.fuel));
    }
}

fn note(report: &mut String, line: &str) {
    report.push_str(line);
    report.push('\n');
}
