//! Reports about source text: what is wrong, where, and what would be right.
//!
//! The stages before and after only collect [`Diagnostic`]s; hosts decide what to do with them. [`render`] makes the
//! form for people, [`compact`] one line for editors and tools.

use crate::source::{FileId, SourceMap, Span};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt::Write;

/// Errors reported in one run; the rest are counted.
pub const MAX_REPORTED: usize = 20;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Shown by `quintet check` only; the program runs.
    Warning,
    /// The program does not run.
    Error,
}

/// A report about a place in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// One line; the texts of the language reference where it has one.
    pub message: String,
    /// Where; the position shown is its start.
    pub span: Span,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// What would be right.
    pub hint: Option<String>,
}

/// A remark at another place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words.
    pub text: String,
}

impl Diagnostic {
    /// An error.
    pub fn error(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Error, message: message.into(), span, labels: Vec::new(), hint: None }
    }

    /// A warning.
    pub fn warning(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(span, message) }
    }

    /// With a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// With a remark at another place.
    #[must_use]
    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Whether the program cannot run.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Whether any of them is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

/// One report: `Parse error FILE:LINE:COL: MSG` (`Warning …` for warnings), an excerpt with carets, the hint. Ends with
/// a line end. `colour` adds ANSI sequences.
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, colour: bool) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "Parse error",
        Severity::Warning => "Warning",
    };
    let mut out = match sources.position(diagnostic.span.start) {
        Some(at) => {
            let name = sources.file(at.file).name();
            format!("{kind} {name}:{}:{}: {}\n", at.line, at.column, diagnostic.message)
        }
        None => format!("{kind}: {}\n", diagnostic.message),
    };
    if colour {
        out = bold(&out, diagnostic.severity);
    }
    let excerpts = excerpts(diagnostic, sources);
    if !excerpts.is_empty() {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let group = Group::with_level(level).elements(excerpts.iter().map(Excerpt::snippet));
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        out += &renderer.decor_style(DecorStyle::Ascii).render(&[group]);
        out += "\n";
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(out, "  hint: {hint}");
    }
    out
}

/// All reports in reading order: up to [`MAX_REPORTED`] errors, then the number of those left out. Warnings are shown
/// only if `warnings` is set.
pub fn render_all(diagnostics: &[Diagnostic], sources: &SourceMap, colour: bool, warnings: bool) -> String {
    let shown = in_order(diagnostics).into_iter().filter(|diagnostic| warnings || diagnostic.is_error());
    let (mut out, mut errors) = (String::new(), 0);
    for diagnostic in shown {
        errors += usize::from(diagnostic.is_error());
        if !diagnostic.is_error() || errors <= MAX_REPORTED {
            out += &render(diagnostic, sources, colour);
        }
    }
    if let Some(more) = errors.checked_sub(MAX_REPORTED).filter(|&more| more > 0) {
        let _ = writeln!(out, "and {more} more error{}", if more == 1 { "" } else { "s" });
    }
    out
}

/// One report as `FILE:LINE:COL-LINE:COL: severity: MSG [hint]`, without line end; every line end and control
/// character inside is a space.
pub fn compact(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let mut out = String::new();
    if let Some(start) = sources.position(diagnostic.span.start) {
        let end = sources.position(diagnostic.span.end).filter(|end| end.file == start.file).unwrap_or(start);
        let name = sources.file(start.file).name();
        let _ = write!(out, "{name}:{}:{}-{}:{}: ", start.line, start.column, end.line, end.column);
    }
    out += match diagnostic.severity {
        Severity::Error => "error: ",
        Severity::Warning => "warning: ",
    };
    out += &diagnostic.message;
    if let Some(hint) = &diagnostic.hint {
        let _ = write!(out, " [{hint}]");
    }
    out.replace(char::is_control, " ")
}

/// The reports sorted by place, files in the order they were read.
pub fn in_order(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<_> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.span.start);
    sorted
}

/// The candidate that `word` is most likely a misspelling of. O(candidates · length²).
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = word.len().max(3) / 3;
    let distance = |candidate: &&str| strsim::damerau_levenshtein(word, candidate);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit && *candidate != word)
        .map(|candidate| (distance(&candidate), candidate))
        .filter(|&(distance, _)| distance <= limit && distance < word.len())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Words that other languages have for what is written differently here.
const FOREIGN: &[(&str, &str)] = &[
    ("function", "functions are written 'fun name(params)'"),
    ("def", "functions are written 'fun name(params)'"),
    ("func", "functions are written 'fun name(params)'"),
    ("proc", "functions are written 'fun name(params)'"),
    ("lambda", "anonymous functions are written 'fn(params) => expression'"),
    ("let", "variables are written 'name = value' or 'var name = value'"),
    ("local", "variables are written 'name = value' or 'var name = value'"),
    ("int", "integers are declared 'number' or 'int32'"),
    ("str", "strings are declared 'string'"),
    ("bool", "booleans are declared 'boolean'"),
    ("double", "floating-point numbers are declared 'float'"),
    ("switch", "write 'match value' with 'case' lines"),
    ("elsif", "did you mean 'elif'?"),
    ("elseif", "did you mean 'elif'?"),
    ("except", "did you mean 'catch'?"),
    ("raise", "did you mean 'throw'?"),
    ("unless", "write 'if not condition'"),
    ("until", "write 'while not condition'"),
    ("foreach", "did you mean 'for'?"),
    ("require", "did you mean 'import'?"),
    ("use", "did you mean 'import'?"),
    ("do", "write 'while condition'"),
    ("undefined", "did you mean 'nil'?"),
    ("null", "did you mean 'nil'?"),
    ("None", "did you mean 'nil'?"),
    ("True", "did you mean 'true'?"),
    ("False", "did you mean 'false'?"),
];

/// A hint for a word of another language (`def`, `let`, `switch`).
pub fn foreign_hint(word: &str) -> Option<&'static str> {
    FOREIGN.iter().find(|(foreign, _)| *foreign == word).map(|(_, hint)| *hint)
}

/// A hint for a name that looks like a keyword: misspelled (`whlie`), or of another language (`def`, `let`, `switch`).
pub fn keyword_hint(word: &str) -> Option<String> {
    const WORDS: &[&str] = &[
        "break", "catch", "class", "continue", "elif", "else", "exit", "extends", "finally", "for", "fun", "if",
        "return", "try", "while", "throw", "defer", "yield", "import", "const", "var", "global", "include", "print",
        "echo", "match", "receive", "case",
    ];
    if let Some(hint) = foreign_hint(word) {
        return Some(hint.to_string());
    }
    closest(word, WORDS.iter().copied()).map(|keyword| format!("did you mean '{keyword}'?"))
}

/// Lines of one file with marked spans, as valid UTF-8.
struct Excerpt {
    text: String,
    first_line: usize,
    path: Option<String>,
    marks: Vec<(std::ops::Range<usize>, Option<String>, bool)>,
}

impl Excerpt {
    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let marks = self.marks.iter().map(|(range, text, primary)| {
            let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(range.clone()).label(text.as_deref())
        });
        Snippet::source(&self.text).line_start(self.first_line).path(self.path.as_deref()).annotations(marks)
    }
}

fn excerpts(diagnostic: &Diagnostic, sources: &SourceMap) -> Vec<Excerpt> {
    let Some(main) = sources.file_of(diagnostic.span.start) else { return Vec::new() };
    let mut files = vec![main];
    for label in &diagnostic.labels {
        files.extend(sources.file_of(label.span.start).filter(|file| !files.contains(file)));
    }
    let marks = |file| {
        let primary = std::iter::once((diagnostic.span, None, true));
        let labels = diagnostic.labels.iter().map(|label| (label.span, Some(label.text.as_str()), false));
        primary.chain(labels).filter(move |(span, ..)| sources.file_of(span.start) == Some(file))
    };
    let excerpt = |&file: &FileId| excerpt(sources, file, file != main, &marks(file).collect::<Vec<_>>());
    files.iter().filter_map(excerpt).collect()
}

fn excerpt(sources: &SourceMap, id: FileId, named: bool, marks: &[(Span, Option<&str>, bool)]) -> Option<Excerpt> {
    let file = sources.file(id);
    let first_line = marks.iter().map(|(span, ..)| sources.line(span.start)).min()?;
    let last_line = marks.iter().map(|(span, ..)| sources.line(span.start)).max()?;
    let mut text = String::new();
    let mut ranges = Vec::with_capacity(marks.len());
    for line in first_line..=last_line {
        let bytes = file.line_text(line);
        for &(span, label, primary) in marks {
            let Some(at) = sources.position(span.start).filter(|at| at.line == line) else { continue };
            // A span that goes on to further lines is shown to the end of its first.
            let start = column_offset(bytes, at.column);
            let end = match sources.position(span.end).filter(|end| end.line == line) {
                Some(end) => column_offset(bytes, end.column),
                None => String::from_utf8_lossy(bytes).len(),
            };
            let range = text.len() + start..text.len() + end.max(start);
            ranges.push((range, label.map(str::to_string), primary));
        }
        text += &String::from_utf8_lossy(bytes);
        text.push('\n');
    }
    let path = named.then(|| file.name().to_string());
    Some(Excerpt { text, first_line: first_line as usize, path, marks: ranges })
}

/// Byte offset of a 1-based column in the line as valid UTF-8.
fn column_offset(line: &[u8], column: u32) -> usize {
    let mut left = column.saturating_sub(1) as usize;
    let mut offset = 0;
    for chunk in line.utf8_chunks() {
        for character in chunk.valid().chars() {
            if left == 0 {
                return offset;
            }
            left -= 1;
            offset += character.len_utf8();
        }
        if !chunk.invalid().is_empty() {
            if left < chunk.invalid().len() {
                return offset;
            }
            left -= chunk.invalid().len();
            offset += char::REPLACEMENT_CHARACTER.len_utf8();
        }
    }
    offset
}

fn bold(text: &str, severity: Severity) -> String {
    let colour = match severity {
        Severity::Error => "31",
        Severity::Warning => "33",
    };
    match text.split_once(": ") {
        Some((place, message)) => format!("\x1b[1;{colour}m{place}:\x1b[0m\x1b[1m {}\x1b[0m\n", message.trim_end()),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(name: &str, text: &[u8]) -> SourceMap {
        let mut map = SourceMap::new();
        map.add(name, text).unwrap();
        map
    }

    #[test]
    fn a_report_has_place_excerpt_and_hint() {
        let sources = map("m.fun", b"x = 1\ny = foo(2 3)\n");
        let error = Diagnostic::error(Span::new(17, 18), "Expected ')'").with_label(Span::new(14, 15), "opened here");
        let text = render(&error.with_hint("add a comma"), &sources, false);
        let expected = "\
Parse error m.fun:2:11: Expected ')'
  |
2 | y = foo(2 3)
  |        -  ^
  |        |
  |        opened here
  hint: add a comma
";
        assert_eq!(text, expected, "\n{text}");
    }

    #[test]
    fn odd_text_and_places_are_rendered() {
        let sources = map("m", b"\xff\xfe '\xc3\xa9' x\r\ty\n");
        for (start, end) in [(1, 2), (9, 10), (4, 13), (12, 13), (14, 14), (0, 0), (99, 100)] {
            let error = Diagnostic::error(Span::new(start, end), "m").with_label(Span::new(2, 14), "l");
            assert!(render(&error, &sources, true).contains("m"));
            assert!(compact(&error, &sources).ends_with("error: m"));
        }
        assert_eq!(compact(&Diagnostic::error(Span::new(9, 10), "a\nb"), &sources), "m:1:8-1:9: error: a b");
    }

    #[test]
    fn words_are_corrected() {
        assert_eq!(keyword_hint("whlie").as_deref(), Some("did you mean 'while'?"));
        assert_eq!(keyword_hint("elseif").as_deref(), Some("did you mean 'elif'?"));
        assert_eq!(keyword_hint("banana"), None);
        assert_eq!(closest("lenght", ["len", "length"]), Some("length"));
    }
}
