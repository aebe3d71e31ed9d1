//! Lines and columns of source positions, in constant time while positions stay in a line.

use crate::source::{SourceMap, Span};

/// Finds positions of one compilation.
pub(super) struct Positions<'a> {
    sources: &'a SourceMap,
    last: u32,
    place: (u32, u32, u32),
    /// The line of `last`, if all its characters are single bytes: first and last position.
    line: (u32, u32),
}

impl<'a> Positions<'a> {
    pub fn new(sources: &'a SourceMap) -> Self {
        Positions { sources, last: u32::MAX, place: (0, 0, 0), line: (1, 0) }
    }

    /// The text of a span as far as it is UTF-8, runs of white space as one space.
    pub fn text(&self, span: Span) -> String {
        let text = String::from_utf8_lossy(self.sources.text(span));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// File, line and column; line 0 if the position lies in no file.
    pub fn find(&mut self, position: u32) -> (u32, u32, u32) {
        if position == self.last {
            return self.place;
        }
        if (self.line.0..=self.line.1).contains(&position) {
            self.last = position;
            self.place.2 = position - self.line.0 + 1;
            return self.place;
        }
        let Some(found) = self.sources.position_near(position, self.place.1) else { return (0, 0, 0) };
        self.last = position;
        self.place = (found.file.index() as u32, found.line, found.column);
        let text = self.sources.file(found.file).line_text(found.line);
        self.line = match text.is_ascii() {
            true => {
                let first = position - (found.column - 1);
                (first, first + text.len() as u32)
            }
            false => (1, 0),
        };
        self.place
    }
}
