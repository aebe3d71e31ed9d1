//! `quintet doc`: documentation from the comments of source files, and of the builtins.

use crate::files::{describe, programs, read, write};
use lexopt::{Arg, Parser, ValueExt};
use pulldown_cmark::{Event, Options as Markdown, Tag, html};
use quintet::fun::builtins::{BUILTINS, Builtin};
use quintet::fun::diagnostics;
use quintet::fun::docs::{self, FileDocs, Item};
use quintet::runtime::Runtime;
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

pub const HELP: &str = "\
Write documentation as HTML

Usage: quintet doc [OPTIONS] [PATH...]

The // lines right above a function, class, method, field or variable of a module document it, those that begin a file and
have an empty line behind them the file; they are Markdown. Names that begin with _ are private. Of a directory all .fun files
below it are documented, tests left out; without a PATH, those below the working directory. The builtins of the language get
a page, and so does the library that is part of it.

The pages need no server: open index.html in a browser. The field at the top searches all names.

Options:
  -o, --output=DIR  where the pages go (default: doc)
  --title=TEXT      what the pages are called (default: the name of the working directory)
  -h, --help        print this text

Exit codes: 0 all written; 1 a file has errors or cannot be read or written; 2 wrong command line.
";

/// A page: its file name, what it is called, its body.
struct Page {
    file: String,
    title: String,
    summary: String,
    body: String,
}

/// A name that can be searched for: name, what it is, address, first words.
type Entry = (String, &'static str, String, String);

/// Runs the subcommand.
///
/// # Errors
/// A wrong command line, as a message.
pub fn main(mut parser: Parser) -> Result<i32, String> {
    let (mut output, mut title, mut paths) = (PathBuf::from("doc"), None, Vec::new());
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        match arg {
            Arg::Long("output") | Arg::Short('o') => output = parser.value().map_err(|e| e.to_string())?.into(),
            Arg::Long("title") => {
                let value = parser.value().map_err(|e| e.to_string())?;
                title = Some(value.string().map_err(|e| e.to_string())?);
            }
            Arg::Long("help") | Arg::Short('h') => return Ok(crate::print(HELP)),
            Arg::Value(path) => paths.push(path.string().map_err(|e| e.to_string())?),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let directory = || std::env::current_dir().ok()?.file_name()?.to_str().map(str::to_string);
    let title = title.or_else(directory).unwrap_or_else(|| "Documentation".to_string());
    Ok(match make(&paths, &output, &title) {
        Ok(failed) => i32::from(failed),
        Err(message) => {
            eprintln!("{message}");
            1
        }
    })
}

/// Writes all pages. Whether a file was left out because of its errors.
fn make(paths: &[String], output: &Path, title: &str) -> Result<bool, String> {
    let named: Vec<&Path> = paths.iter().map(Path::new).filter(|path| path.is_file()).collect();
    let wanted = |path: &PathBuf| {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let is_test = stem.ends_with("_test") || stem.starts_with("test_");
        named.contains(&path.as_path()) || !(is_test || path.starts_with(output))
    };
    let files: Vec<PathBuf> = programs(paths)?.into_iter().filter(wanted).collect();
    let (mut pages, mut entries, mut failed) = (Vec::new(), Vec::new(), false);
    for path in &files {
        let name = path.display().to_string();
        match docs::extract(&name, &read(path)?) {
            Ok(docs) => pages.push(file_page(&name, &page_file(&name), &docs, &mut entries)),
            Err((sources, list)) => {
                eprint!("{}", diagnostics::render_all(&list, &sources, std::io::stderr().is_terminal(), false));
                failed = true;
            }
        }
    }
    let own = pages.len();
    for (path, text) in quintet::fun::library::FILES {
        let name = path.strip_suffix(".fun").unwrap_or(path).replace('/', ".");
        if let Ok(docs) = docs::extract(path, text) {
            pages.push(file_page(&format!("import {name}"), &format!("library.{name}.html"), &docs, &mut entries));
        }
    }
    pages.push(builtins_page(quintet::Engine::new().runtime(), &mut entries));
    std::fs::create_dir_all(output)
        .map_err(|e| format!("quintet: cannot make the directory '{}': {}", output.display(), describe(&e)))?;
    let put = |file: &str, text: &str| write(&output.join(file), text.as_bytes());
    for page in &pages {
        put(&page.file, &framed(title, &page.title, &page.body))?;
    }
    put("index.html", &framed(title, title, &index(&pages[..own], &pages[own..])))?;
    put("search.js", &search(&entries))?;
    put("style.css", STYLE)?;
    let files = if own == 1 { "file" } else { "files" };
    crate::print(&format!("{own} {files} documented in {}\n", output.join("index.html").display()));
    Ok(failed)
}

/// The name of the page of a file.
fn page_file(path: &str) -> String {
    let name = path.strip_suffix(".fun").unwrap_or(path);
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    format!("file.{}.html", parts.join("."))
}

fn file_page(title: &str, file: &str, docs: &FileDocs, entries: &mut Vec<Entry>) -> Page {
    let mut body = format!("<h1>{}</h1>\n{}", escape(title), markdown(&docs.text));
    for item in &docs.items {
        let id = escape(&item.name);
        entries.push((
            item.name.clone(),
            item.kind.name(),
            format!("{file}#{}", item.name),
            first_sentence(&item.text),
        ));
        let _ = write!(body, "<section id=\"{id}\">\n<h2><a href=\"#{id}\">{id}</a></h2>\n");
        body += &described(item);
        for member in &item.members {
            let anchor = format!("{}.{}", item.name, member.name);
            let id = escape(&anchor);
            entries.push((
                anchor.clone(),
                member.kind.name(),
                format!("{file}#{anchor}"),
                first_sentence(&member.text),
            ));
            let _ = write!(body, "<div class=\"member\" id=\"{id}\">\n{}</div>\n", described(member));
        }
        body += "</section>\n";
    }
    if docs.items.is_empty() {
        body += "<p>Nothing in this file can be used by others.</p>\n";
    }
    Page { file: file.to_string(), title: title.to_string(), summary: first_sentence(&docs.text), body }
}

/// The declaration of an item and its comment.
fn described(item: &Item) -> String {
    let signature = escape(&item.signature);
    let line = format!("<span class=\"line\">{}, line {}</span>", item.kind.name(), item.line);
    format!("<pre class=\"signature\">{signature}{line}</pre>\n{}", markdown(&item.text))
}

fn builtins_page(runtime: &Runtime, entries: &mut Vec<Entry>) -> Page {
    let file = "builtins.html";
    let mut body =
        "<h1>Builtins</h1>\n<p>Functions that are there without an import. Those that take a value of some kind \
                    first can be called as its methods: <code>len(xs)</code> is <code>xs.len()</code>.</p>\n"
            .to_string();
    let mut area = None;
    for row in BUILTINS.iter().filter(|row| row.is_available()) {
        if area != Some(row.area) {
            let end = if area.is_some() { "</dl>\n" } else { "" };
            let _ = write!(body, "{end}<h2>{:?}</h2>\n<dl>\n", row.area);
            area = Some(row.area);
        }
        let (name, text) = (escape(row.name), description(row, runtime));
        entries.push((row.name.to_string(), "builtin", format!("{file}#{}", row.name), text.to_string()));
        let signature = escape(&signature(row, runtime));
        let _ = write!(body, "<dt id=\"{name}\"><code>{signature}</code></dt>\n<dd>{}</dd>\n", markdown(text));
    }
    body += "</dl>\n";
    let summary = "Functions that are there without an import.".to_string();
    Page { file: file.to_string(), title: "Builtins".to_string(), summary, body }
}

fn index(own: &[Page], language: &[Page]) -> String {
    let mut body = String::new();
    for (title, pages) in [("Files", own), ("The language", language)] {
        if pages.is_empty() {
            continue;
        }
        let _ = write!(body, "<h2>{title}</h2>\n<dl>\n");
        for page in pages {
            let (file, title) = (escape(&page.file), escape(&page.title));
            let _ = write!(body, "<dt><a href=\"{file}\">{title}</a></dt>\n<dd>{}</dd>\n", markdown(&page.summary));
        }
        body += "</dl>\n";
    }
    body
}

/// A whole page.
fn framed(site: &str, title: &str, body: &str) -> String {
    let (site, title) = (escape(site), escape(title));
    let head = if title == site { site.clone() } else { format!("{title} - {site}") };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{head}</title>\n\
         <link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<header><a href=\"index.html\">{site}</a>\
         <input id=\"search\" type=\"search\" placeholder=\"Search ( / )\" autocomplete=\"off\" aria-label=\"Search\">\
         </header>\n<ul id=\"found\" hidden></ul>\n<main>\n{body}</main>\n<script src=\"search.js\"></script>\n</body>\n</html>\n"
    )
}

const STYLE: &str = include_str!("doc/style.css");

/// The script that searches, with the names that it searches in.
fn search(entries: &[Entry]) -> String {
    let mut names = String::new();
    for (name, kind, address, text) in entries {
        let row: Vec<String> = [name, *kind, address, text].iter().map(|text| script_string(text)).collect();
        let _ = writeln!(names, "[{}],", row.join(","));
    }
    format!("const names = [\n{names}];\n{}", include_str!("doc/search.js"))
}

/// A literal of a script.
fn script_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Neither may a script end in a literal nor a line.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c if c.is_control() => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Markdown as HTML; HTML in it is text, and links lead to pages and mail only.
fn markdown(text: &str) -> String {
    let options = Markdown::ENABLE_TABLES | Markdown::ENABLE_STRIKETHROUGH;
    let events = pulldown_cmark::Parser::new_ext(text, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if leads_to_page(&dest_url) { dest_url } else { "".into() };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = if leads_to_page(&dest_url) { dest_url } else { "".into() };
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        event => event,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

/// Whether an address is relative, or has one of the schemes that run nothing. Browsers skip control characters and spaces.
fn leads_to_page(address: &str) -> bool {
    let address: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    match address.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
        _ => true,
    }
}

/// The first sentence of a comment.
fn first_sentence(text: &str) -> String {
    let paragraph = text.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    match paragraph.find(". ") {
        Some(end) => paragraph[..=end].to_string(),
        None => paragraph,
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

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
    if let Some(row) = BUILTINS.iter().find(|row| row.name == name).filter(|_| member.is_empty()) {
        return Some(format!("{}\n{}\n", signature(row, runtime), description(row, runtime)));
    }
    // A module of the library, or something in it.
    let text = quintet::fun::library::file(&format!("{name}.fun"))?;
    let docs = docs::extract(name, text).ok()?;
    match member {
        "" => {
            let lines = docs.items.iter().map(|item| format!("  {}\n", item.signature));
            Some(format!("{}\n{}", docs.text, lines.collect::<String>()))
        }
        member => docs.items.iter().find(|item| item.name == member).map(shown),
    }
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

/// What a builtin does, in a sentence.
fn description<'a>(row: &Builtin, runtime: &'a Runtime) -> &'a str {
    match runtime.natives().iter().find(|native| native.name == row.name) {
        Some(native) => native.documentation(),
        None => "The class of errors.",
    }
}

/// How a builtin is called.
fn signature(row: &Builtin, runtime: &Runtime) -> String {
    match runtime.natives().iter().find(|native| native.name == row.name) {
        Some(native) => format!("{}({})", row.name, native.shown_signature()),
        None => format!("{}([message], [kind], [data])", row.name),
    }
}
