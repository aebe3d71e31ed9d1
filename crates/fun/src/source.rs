//! Source files and positions in them.
//!
//! Every file of a compilation is laid out one after the other in a single address space of 32-bit positions, so a
//! [`Span`] of two positions names the file as well. Text merged by `include` therefore keeps its own file and line
//! without any bookkeeping. Text is bytes: a source need not be valid UTF-8 inside string literals.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What some editors put before UTF-8 text; it is no part of it.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A half-open range of source bytes, in the positions of the [`SourceMap`] that holds the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of nothing; it lies in no file.
    pub const NONE: Span = Span { start: 0, end: 0 };

    /// From `start` up to, not including, `end`.
    #[inline]
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The smallest span that holds both.
    #[inline]
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span right after this one.
    #[inline]
    #[must_use]
    pub const fn after(self) -> Span {
        Span { start: self.end, end: self.end }
    }

    /// Whether `other` lies wholly inside this span.
    #[inline]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Number of bytes.
    #[inline]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the span holds no byte.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// Stands before the canonical paths of the files that are part of the program.
pub(crate) const EMBEDDED: &str = "library:";

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// Position in [`SourceMap::files`].
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a position is, as people count: all numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// The file.
    pub file: FileId,
    /// Line; LF, CRLF and CR each end one.
    pub line: u32,
    /// Column in characters; a byte that is not part of valid UTF-8 counts as one.
    pub column: u32,
}

/// One source text.
#[derive(Debug)]
pub struct SourceFile {
    /// Name as users know it: the main file as given, others as written in the include or import.
    name: String,
    /// What a loader calls it; includes and imports in it are searched from there.
    path: Option<String>,
    text: Arc<[u8]>,
    /// Position of the first byte.
    base: u32,
    /// Offset of the first byte of every line, computed when first asked for.
    lines: OnceLock<Box<[u32]>>,
}

impl SourceFile {
    /// Name as shown to the user.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The canonical path by which a loader knows the file; none for text that is in no file.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The whole text, as read.
    pub fn text(&self) -> &Arc<[u8]> {
        &self.text
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::new(self.base, self.base + self.text.len() as u32)
    }

    /// The text of `line` (1-based) without its line end and byte order mark; empty if there is no such line.
    pub fn line_text(&self, line: u32) -> &[u8] {
        let lines = self.lines();
        let Some(&start) = (line as usize).checked_sub(1).and_then(|index| lines.get(index)) else { return &[] };
        let end = lines.get(line as usize).map_or(self.text.len(), |&next| next as usize);
        let mut text = &self.text[start as usize..end];
        if line == 1 {
            text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        }
        while let [rest @ .., b'\n' | b'\r'] = text {
            text = rest;
        }
        text
    }

    /// Number of lines, at least 1.
    pub fn line_count(&self) -> u32 {
        self.lines().len() as u32
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| line_starts(&self.text))
    }

    /// The line of an offset, at once if it is `near` or a little behind it.
    fn line_at(&self, offset: u32, near: u32) -> u32 {
        const STEPS: usize = 8;
        let (lines, first) = (self.lines(), near.saturating_sub(1) as usize);
        if lines.get(first).is_some_and(|&start| start <= offset) {
            let ahead = lines[first + 1..].iter().take(STEPS).take_while(|&&start| start <= offset).count();
            if ahead < STEPS {
                return (first + ahead + 1) as u32;
            }
        }
        lines.partition_point(|&start| start <= offset) as u32
    }
}

fn line_starts(text: &[u8]) -> Box<[u32]> {
    let mut starts = Vec::with_capacity(text.len() / 32 + 1);
    starts.push(0);
    let ends = memchr::memchr2_iter(b'\n', b'\r', text);
    let ends = ends.filter(|&end| text[end] == b'\n' || text.get(end + 1) != Some(&b'\n'));
    starts.extend(ends.map(|end| end as u32 + 1));
    starts.into_boxed_slice()
}

/// More than 4 GiB of source in one compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceTooLarge;

impl std::fmt::Display for SourceTooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("source text exceeds 4 GiB")
    }
}

impl std::error::Error for SourceTooLarge {}

/// All source files of a compilation.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// A map without files.
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds text that is in no file. The same name may be added again; it is another text then.
    ///
    /// # Errors
    /// The positions of all files together must fit 32 bits.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<[u8]>>) -> Result<FileId, SourceTooLarge> {
        self.add_file(name, None, text)
    }

    /// Adds a file that a loader knows by its canonical `path`.
    ///
    /// # Errors
    /// The positions of all files together must fit 32 bits.
    pub fn add_file(
        &mut self,
        name: impl Into<String>,
        path: Option<String>,
        text: impl Into<Arc<[u8]>>,
    ) -> Result<FileId, SourceTooLarge> {
        let text = text.into();
        // Position 0 belongs to no file, and one position after each text names its end.
        let base = self.files.last().map_or(1, |file| u64::from(file.span().end) + 1);
        let end = base + text.len() as u64;
        if end >= u64::from(u32::MAX) {
            return Err(SourceTooLarge);
        }
        let id = FileId(self.files.len() as u32);
        self.files.push(SourceFile { name: name.into(), path, text, base: base as u32, lines: OnceLock::new() });
        Ok(id)
    }

    /// The files in the order they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// A file of this map.
    ///
    /// # Panics
    /// If `id` comes from another map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// Whether a position is in a library file that is part of the program: whoever compiles cannot change it.
    pub fn in_library(&self, position: u32) -> bool {
        let path = self.file_of(position).and_then(|file| self.file(file).path());
        path.is_some_and(|path| path.starts_with(EMBEDDED))
    }

    /// The file that holds a position; none for [`Span::NONE`].
    pub fn file_of(&self, position: u32) -> Option<FileId> {
        let index = self.files.partition_point(|file| file.base <= position).checked_sub(1)?;
        (position <= self.files[index].span().end).then_some(FileId(index as u32))
    }

    /// File, line and column of a position, in O(log files + log lines + column).
    pub fn position(&self, position: u32) -> Option<Position> {
        self.position_near(position, 0)
    }

    /// [`Self::position`]; faster if the line is `near` or a little behind it.
    pub(crate) fn position_near(&self, position: u32, near: u32) -> Option<Position> {
        let id = self.file_of(position)?;
        let file = self.file(id);
        let offset = position - file.base;
        let line = file.line_at(offset, near);
        let mut before = &file.text[file.lines()[line as usize - 1] as usize..offset as usize];
        if line == 1 {
            before = before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before);
        }
        Some(Position { file: id, line, column: count_chars(before) + 1 })
    }

    /// The line (1-based) of a position; 0 outside every file.
    pub fn line(&self, position: u32) -> u32 {
        let Some(id) = self.file_of(position) else { return 0 };
        let file = self.file(id);
        file.line_at(position - file.base, 0)
    }

    /// The bytes of a span; empty if it lies in no file.
    pub fn text(&self, span: Span) -> &[u8] {
        let Some(id) = self.file_of(span.start) else { return &[] };
        let file = self.file(id);
        file.text.get(self.offsets(id, span)).unwrap_or(&[])
    }

    /// A span as byte offsets in the text of `file`, cut at its ends.
    pub fn offsets(&self, file: FileId, span: Span) -> Range<usize> {
        let whole = self.file(file).span();
        let start = span.start.clamp(whole.start, whole.end);
        let end = span.end.clamp(start, whole.end);
        (start - whole.start) as usize..(end - whole.start) as usize
    }

    /// The `//` comment lines right above the line where `position` is, without the slashes; none if there are none.
    pub fn doc_comment(&self, position: u32) -> Option<String> {
        let at = self.position(position)?;
        let file = self.file(at.file);
        let mut first = at.line;
        while first > 1 && file.line_text(first - 1).trim_ascii().starts_with(b"//") {
            first -= 1;
        }
        let lines: Vec<_> = (first..at.line).map(|line| comment_text(file.line_text(line))).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

fn comment_text(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    let text = text.trim().trim_start_matches('/');
    text.strip_prefix(' ').unwrap_or(text).to_string()
}

fn count_chars(bytes: &[u8]) -> u32 {
    if bytes.is_ascii() {
        return bytes.len() as u32;
    }
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() as u32 + chunk.invalid().len() as u32).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_of_every_kind_and_characters() {
        let mut map = SourceMap::new();
        map.add("first", *b"x").unwrap();
        let id = map.add("second", "a\r\n\u{e9}b\rc\nd".as_bytes()).unwrap();
        let base = map.file(id).span().start;
        let at = |offset: u32| map.position(base + offset).map(|p| (p.line, p.column)).unwrap();
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (2, 1));
        assert_eq!(at(5), (2, 2));
        assert_eq!(at(7), (3, 1));
        assert_eq!(at(9), (4, 1));
        assert_eq!(at(10), (4, 2));
        assert_eq!(map.file(id).line_text(2), "\u{e9}b".as_bytes());
        assert_eq!(map.position(0), None);
        assert_eq!(map.position(base - 1).map(|p| p.file.index()), Some(0));
    }

    #[test]
    fn comments_above_a_function_are_its_documentation() {
        let mut map = SourceMap::new();
        map.add("m", *b"x = 1\n// Adds.\n//   Twice.\nfun f()\n").unwrap();
        let position = map.files()[0].span().start + 30;
        assert_eq!(map.doc_comment(position).as_deref(), Some("Adds.\n  Twice."));
        assert_eq!(map.doc_comment(1), None);
    }
}
