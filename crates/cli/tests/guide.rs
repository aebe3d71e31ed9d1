//! Every example of the language guide, run: `docs/guide/**/*.md`.
//!
//! A block that begins with "```fun" is a program; its comments `// >` say line by line what it prints. One with
//! "```fun,error" ends with an exit code other than 0, and its comments `// !` say what stands in the error output, in that
//! order. A block that begins with `// file: NAME` is not run; later blocks of the page can import it. All are in the one style;
//! `BLESS=1` puts them into it.

use quintet::fun::builtins::{BUILTINS, groups};
use quintet::fun::format::format;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide")
}

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => pages(&path, found),
            false if path.extension().is_some_and(|extension| extension == "md") => found.push(path),
            false => {}
        }
    }
}

/// A block: the line where it begins, whether it is to fail, its text.
type Example = (usize, bool, String);

fn examples(page: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(language) = line.strip_prefix("```") else { continue };
        let body = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```");
        let text: String = body.map(|line| format!("{line}\n")).collect();
        match language {
            "fun" => found.push((number + 1, false, text)),
            "fun,error" => found.push((number + 1, true, text)),
            "" => panic!("line {}: a block without a language", number + 1),
            _ => assert!(!language.starts_with("fun"), "line {}: '{language}'", number + 1),
        }
    }
    found
}

/// What the comments with this mark say, as lines.
fn expected<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    text.lines().filter_map(|line| Some(&line[line.find(mark)? + mark.len()..])).collect()
}

/// A page whose examples are in the one style.
fn in_style(page: &str) -> String {
    let mut page = page.to_string();
    for (_, _, text) in examples(&page) {
        if let Ok(formatted) = format("example.fun", text.as_bytes()) {
            page = page.replacen(&format!("\n{text}```"), &format!("\n{}```", String::from_utf8_lossy(&formatted)), 1);
        }
    }
    page
}

fn check(page: &Path, folder: &Path, (line, fails, text): &Example) -> Result<(), String> {
    let at = |what: String| Err(format!("{}:{line}: {what}\n{text}", page.display()));
    match format("example.fun", text.as_bytes()) {
        Ok(formatted) if formatted != text.as_bytes() => {
            return at(format!("in the one style it is\n{}\ninstead of", String::from_utf8_lossy(&formatted)));
        }
        Ok(_) => {}
        Err(error) => return at(format!("{error:?}")),
    }
    if let Some(name) = text.lines().next().and_then(|line| line.strip_prefix("// file: ")) {
        fs::write(folder.join(name), text).unwrap();
        return Ok(());
    }
    fs::write(folder.join("example.fun"), text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_quintet")).arg("example.fun").current_dir(folder).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let shown: Vec<&str> = out.lines().map(str::trim_end).collect();
    let wanted: Vec<&str> = expected(text, "// > ").into_iter().map(str::trim_end).collect();
    if shown != wanted || output.status.success() == *fails || (!fails && !err.is_empty()) {
        return at(format!("{}\nprints\n{out}\nwith the errors\n{err}", output.status));
    }
    let mut rest = &err[..];
    for message in expected(text, "// ! ") {
        match rest.find(message) {
            Some(start) => rest = &rest[start + message.len()..],
            None => return at(format!("no {message:?} in\n{err}")),
        }
    }
    Ok(())
}

#[test]
fn every_example_does_what_it_says() {
    let mut found = Vec::new();
    pages(&guide(), &mut found);
    found.sort();
    let folder = std::env::temp_dir().join(format!("quintet-guide-{}", std::process::id()));
    let (mut count, mut failures) = (0, Vec::new());
    for page in &found {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let mut text = fs::read_to_string(page).unwrap();
        if std::env::var_os("BLESS").is_some() {
            text = in_style(&text);
            fs::write(page, &text).unwrap();
        }
        for example in examples(&text) {
            count += 1;
            failures.extend(check(page, &folder, &example).err());
        }
    }
    let _ = fs::remove_dir_all(&folder);
    assert!(failures.is_empty(), "{} of {count} examples fail:\n{}", failures.len(), failures.join("\n\n"));
    assert!(count > 80, "{count} examples");
}

#[test]
fn the_summary_lists_every_page() {
    let summary = fs::read_to_string(guide().join("SUMMARY.md")).unwrap();
    let mut found = Vec::new();
    pages(&guide(), &mut found);
    for page in found {
        let name = page.strip_prefix(guide()).unwrap().display().to_string();
        assert!(name == "SUMMARY.md" || summary.contains(&format!("({name})")), "{name} is not in SUMMARY.md");
    }
    for link in summary.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(guide().join(link).is_file(), "{link} does not exist");
    }
}

/// `reference/builtins.md` follows from the tables; `BLESS=1` writes it anew.
#[test]
fn the_page_of_builtins_is_up_to_date() {
    let engine = quintet::Engine::new();
    let mut text = "# Builtins\n\nFunctions that are there without an import. A parameter in brackets may be left out, one behind \
                    `...` stands for any number\nof arguments. A builtin can also be called as a method of its first argument: \
                    `len(xs)` is `xs.len()`.\n"
        .to_string();
    for (title, rows) in groups() {
        let known = |name: &str| BUILTINS.iter().any(|row| row.name == name && row.is_available());
        let rows: Vec<_> = rows.filter(|(name, _)| known(name)).collect();
        if rows.is_empty() {
            continue;
        }
        text += &format!("\n## {title}\n\n| | |\n|---|---|\n");
        for (name, what) in rows {
            let native = engine.runtime().natives().iter().find(|native| native.name == name);
            let signature = native.map_or(String::new(), |native| format!("({})", native.signature));
            text += &format!("| `{name}{}` | {what} |\n", signature.replace('|', "\\|"));
        }
    }
    let page = guide().join("reference/builtins.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&page, &text).unwrap();
    }
    assert!(fs::read_to_string(page).unwrap() == text, "BLESS=1 writes docs/guide/reference/builtins.md anew");
}
