//! The formatter: the same program, the same text when done twice, the one style.

use quintet_bytecode::{Debug, disassemble};
use quintet_fun::compile::{Options, compile};
use quintet_fun::format::{FormatError, format};
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

/// The bytecode of a program without positions, or none if it does not compile.
fn bytecode(path: &Path, text: &[u8]) -> Option<String> {
    let mut sources = SourceMap::new();
    let canonical = path.canonicalize().unwrap();
    let main = sources.add_file("main.fun", canonical.to_str().map(str::to_string), text).unwrap();
    let options = Options { source_text: false, ..Options::default() };
    let module = compile(&mut sources, main, &mut Files::default(), options).ok()?.module;
    let bytes = quintet_bytecode::encode(&quintet_bytecode::verify(module).unwrap(), Debug::Strip);
    Some(disassemble(&quintet_bytecode::decode(&bytes).unwrap()))
}

#[test]
fn every_program_keeps_its_bytecode_and_is_formatted_once_for_all() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = Vec::new();
    ["bench", "tests", "examples", "crates/fun/lib"].iter().for_each(|folder| programs(&root.join(folder), &mut paths));
    let (mut formatted, mut compiled) = (0, 0);
    for path in paths {
        let text = std::fs::read(&path).unwrap();
        let name = path.display().to_string();
        let once = match format(&name, &text) {
            Ok(once) => once,
            Err(FormatError::Syntax(..)) => continue,
            Err(FormatError::Changed(what)) => panic!("{name}: {what}"),
        };
        let twice = format(&name, &once).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let (shown, again) = (String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice));
        assert_eq!(shown, again, "{name}: not the same when formatted twice");
        let before = bytecode(&path, &text);
        assert_eq!(before, bytecode(&path, &once), "{name}: other bytecode");
        formatted += 1;
        compiled += usize::from(before.is_some());
    }
    assert!(formatted > 100 && compiled > 100, "{formatted} formatted, {compiled} compiled");
}

/// `tests/format/style.fun` becomes `style.formatted`; `BLESS=1` writes that anew.
#[test]
fn the_style() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/format");
    let text = std::fs::read(folder.join("style.fun")).unwrap();
    let formatted = format("style.fun", &text).unwrap_or_else(|error| panic!("{error:?}"));
    let expected = folder.join("style.formatted");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&expected, &formatted).unwrap();
    }
    assert_eq!(String::from_utf8_lossy(&formatted), String::from_utf8_lossy(&std::fs::read(expected).unwrap()));
}

#[test]
fn texts_at_the_edges() {
    let formatted = |text: &[u8]| String::from_utf8(format("edge", text).unwrap()).unwrap();
    assert_eq!(formatted(b""), "");
    assert_eq!(formatted(b"\n\n  \n"), "");
    assert_eq!(formatted(b"\xEF\xBB\xBFx=1\r\ny=2"), "x = 1\ny = 2\n");
    assert_eq!(formatted(b"// only a comment"), "// only a comment\n");
    assert_eq!(formatted(b"s = \"a  \r\n  b\"  // c"), "s = \"a  \n  b\"  // c\n");
    assert!(matches!(format("wrong", b"x = (1\n"), Err(FormatError::Syntax(_, errors)) if errors.len() == 1));
}
