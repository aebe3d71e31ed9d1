//! Documents: text with places where lines may end, and the printer that decides where they do.
//!
//! After Wadler's "A prettier printer", in the form with explicit alternatives. A [`Doc::Group`] is laid out in one line if
//! what comes up to the next certain line end fits; of a [`Doc::Choice`] the first layout whose first line fits is taken.

use std::rc::Rc;

/// Columns of a line.
pub(super) const WIDTH: usize = 100;

/// What is to be laid out.
#[derive(Clone, Debug)]
pub(super) enum Doc {
    /// Bytes as they are; a line end among them is one of a literal, after which nothing is indented.
    Text(Rc<[u8]>),
    /// A space, or a line end if the group around is broken.
    Line,
    /// A line end.
    HardLine,
    /// An empty line, after the line end that follows.
    Blank,
    /// One after the other; and whether there is a line end in every layout.
    Concat(Rc<[Doc]>, bool),
    /// Line ends inside are followed by so many spaces more.
    Indent(usize, Rc<Doc>),
    /// Laid out in one line if that fits; if not, all its `Line`s end lines and are indented by `indent` more.
    Group { doc: Rc<Doc>, indent: usize, broken: bool },
    /// The first that fits, else the last; and whether all have line ends.
    Choice(Rc<[Doc]>, bool),
    /// Counts as broken where it can be when it is decided whether something around it fits.
    Loose(Rc<Doc>),
    /// A space if the document (which is what follows) still fits into the line, else a line end.
    Fill(Rc<Doc>),
    /// A comment at the end of the line, whatever follows in it.
    Suffix(Rc<[u8]>),
    /// A comment in a line of its own, if nothing stands before it in the line; else a `Suffix`. The number is the column
    /// it had in the source.
    Comment(Rc<[u8]>, usize),
}

impl Doc {
    pub(super) fn text(text: &[u8]) -> Doc {
        Doc::Text(text.into())
    }

    pub(super) fn concat(parts: Vec<Doc>) -> Doc {
        let hard = parts.iter().any(Doc::is_hard);
        Doc::Concat(parts.into(), hard)
    }

    pub(super) fn choice(layouts: Vec<Doc>) -> Doc {
        let hard = layouts.iter().all(Doc::is_hard);
        Doc::Choice(layouts.into(), hard)
    }

    /// The last layout of what is a choice and nothing else.
    pub(super) fn last_layout(&self) -> &Doc {
        match self {
            Doc::Concat(parts, _) if parts.len() == 1 => parts[0].last_layout(),
            Doc::Choice(layouts, _) => layouts.last().unwrap_or(self),
            _ => self,
        }
    }

    pub(super) fn indent(by: usize, parts: Vec<Doc>) -> Doc {
        Doc::Indent(by, Rc::new(Doc::concat(parts)))
    }

    /// Whether it has a line end in every layout. O(nesting of groups).
    pub(super) fn is_hard(&self) -> bool {
        match self {
            Doc::HardLine | Doc::Blank => true,
            Doc::Concat(_, hard) | Doc::Choice(_, hard) => *hard,
            Doc::Indent(_, doc) | Doc::Loose(doc) => doc.is_hard(),
            Doc::Group { doc, broken, .. } => *broken || doc.is_hard(),
            Doc::Text(_) | Doc::Line | Doc::Fill(_) | Doc::Suffix(_) | Doc::Comment(..) => false,
        }
    }
}

/// A printed line.
struct Row {
    /// Its indentation; none if it begins inside a literal.
    indent: Option<usize>,
    code: Vec<u8>,
    /// What stands at its end.
    comments: Vec<Vec<u8>>,
    /// It ends inside a literal, so spaces at its end count.
    open: bool,
}

/// Something to print: indentation, whether lines end, what.
type Work<'a> = (usize, bool, &'a Doc);

struct Printer {
    rows: Vec<Row>,
    row: Row,
    column: usize,
    blank: bool,
}

/// Lays out a document. Every line ends with `\n`.
pub(super) fn print(doc: &Doc) -> Vec<u8> {
    let row = Row { indent: Some(0), code: Vec::new(), comments: Vec::new(), open: false };
    let mut printer = Printer { rows: Vec::new(), row, column: 0, blank: false };
    printer.run(doc);
    printer.end_line(0);
    printer.finish()
}

impl Printer {
    fn run(&mut self, doc: &Doc) {
        let mut work: Vec<Work<'_>> = vec![(0, true, doc)];
        while let Some((indent, broken, doc)) = work.pop() {
            match doc {
                Doc::Text(text) => self.text(text, indent),
                Doc::Line if broken => self.end_line(indent),
                Doc::Line => self.space(),
                Doc::HardLine => self.end_line(indent),
                Doc::Blank => self.blank = true,
                Doc::Concat(parts, _) => work.extend(parts.iter().rev().map(|part| (indent, broken, part))),
                Doc::Indent(by, doc) => work.push((indent + by, broken, doc)),
                Doc::Loose(doc) => work.push((indent, broken, doc)),
                Doc::Group { doc, indent: by, broken: forced } => {
                    match !forced && fits(WIDTH.checked_sub(self.column), &(indent, false, doc), &work) {
                        true => work.push((indent, false, doc)),
                        false => work.push((indent + by, true, doc)),
                    }
                }
                Doc::Choice(layouts, _) => {
                    let room = WIDTH.checked_sub(self.column);
                    let fitting = |layout: &&Doc| fits(room, &(indent, false, layout), &work);
                    if let Some(layout) = layouts.iter().find(fitting).or(layouts.last()) {
                        work.push((indent, false, layout));
                    }
                }
                Doc::Fill(next) => match fits(WIDTH.checked_sub(self.column + 1), &(indent, false, next), &[]) {
                    true => self.space(),
                    false => self.end_line(indent),
                },
                Doc::Suffix(text) => self.suffix(text),
                Doc::Comment(text, column) if self.row.code.is_empty() && self.row.comments.is_empty() => {
                    self.text(&shifted(text, *column, self.column), indent);
                    self.end_line(indent);
                }
                Doc::Comment(text, _) => self.suffix(text),
            }
        }
    }

    fn space(&mut self) {
        self.text(b" ", 0);
    }

    fn suffix(&mut self, text: &[u8]) {
        // Nothing can stand behind a comment that ends with its line.
        let at = match text.starts_with(b"/*") {
            true => self.row.comments.iter().position(|other| other.starts_with(b"//")),
            false => None,
        };
        self.row.comments.insert(at.unwrap_or(self.row.comments.len()), text.to_vec());
    }

    fn text(&mut self, text: &[u8], indent: usize) {
        // A comment that waits for the end of the line must not get into a literal.
        if !self.row.comments.is_empty() && text.contains(&b'\n') {
            self.end_line(indent);
        }
        for (index, line) in text.split(|&byte| byte == b'\n').enumerate() {
            if index > 0 {
                self.row.open = true;
                let next = Row { indent: None, code: Vec::new(), comments: Vec::new(), open: false };
                self.rows.push(std::mem::replace(&mut self.row, next));
                self.column = 0;
            }
            self.row.code.extend_from_slice(line);
            self.column += width(line);
        }
    }

    /// Ends the line, unless it is empty.
    fn end_line(&mut self, indent: usize) {
        let empty = self.row.code.is_empty() && self.row.comments.is_empty() && self.row.indent.is_some();
        let next = Row { indent: Some(indent), code: Vec::new(), comments: Vec::new(), open: false };
        let row = std::mem::replace(&mut self.row, next);
        self.column = indent;
        if !empty {
            self.rows.push(row);
        }
        if std::mem::take(&mut self.blank) {
            self.rows.push(Row { indent: Some(0), code: Vec::new(), comments: Vec::new(), open: false });
        }
    }

    /// Puts comments at the ends of neighbouring lines of one indentation below each other.
    fn finish(self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut rows = &self.rows[..];
        while let [first, ..] = rows {
            let joins = |row: &&Row| {
                row.indent == first.indent
                    && !row.comments.is_empty()
                    && !row.comments.iter().any(|comment| comment.contains(&b'\n'))
            };
            let run = match first.comments.is_empty() || first.indent.is_none() {
                true => 1,
                false => rows.iter().take_while(joins).count().max(1),
            };
            let (now, later) = rows.split_at(run);
            let end = |row: &Row| row.indent.unwrap_or(0) + width(&row.code);
            let column = now.iter().map(end).max().unwrap_or(0) + 2;
            let aligned = now.iter().all(|row| column + width(&row.comments.join(&b' ')) <= WIDTH);
            for row in now {
                let start = out.len();
                out.resize(start + if row.code.is_empty() { 0 } else { row.indent.unwrap_or(0) }, b' ');
                out.extend_from_slice(&row.code);
                if !row.comments.is_empty() {
                    let gap = match (row.code.is_empty(), aligned) {
                        (true, _) => row.indent.unwrap_or(0),
                        (false, true) => column - end(row),
                        (false, false) => 2,
                    };
                    out.resize(out.len() + gap, b' ');
                    out.extend_from_slice(&row.comments.join(&b' '));
                }
                while !row.open && out.len() > start && out.last() == Some(&b' ') {
                    out.pop();
                }
                out.push(b'\n');
            }
            rows = later;
        }
        out
    }
}

/// A comment of several lines, moved from one column to another.
fn shifted(text: &[u8], from: usize, to: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for (index, line) in text.split(|&byte| byte == b'\n').enumerate() {
        if index == 0 {
            out.extend_from_slice(line);
            continue;
        }
        let spaces = line.iter().take_while(|&&byte| byte == b' ').count();
        let line = &line[spaces.min(from)..];
        out.push(b'\n');
        if !line.is_empty() {
            out.resize(out.len() + to, b' ');
            out.extend_from_slice(line);
        }
    }
    out
}

/// Whether what comes up to the next line end has room. `rest` is what follows, its last element first.
fn fits(room: Option<usize>, first: &Work<'_>, rest: &[Work<'_>]) -> bool {
    let Some(mut room) = room else { return false };
    let mut rest = rest.iter().rev();
    let mut work = vec![*first];
    // What follows may still be broken where it can.
    let mut follows = false;
    loop {
        let next = work.pop().or_else(|| {
            follows = true;
            rest.next().copied()
        });
        let Some((indent, broken, doc)) = next else { return true };
        match doc {
            Doc::Text(text) => {
                for (index, line) in text.split(|&byte| byte == b'\n').enumerate() {
                    let left = if index == 0 { room } else { WIDTH };
                    match left.checked_sub(width(line)) {
                        Some(left) => room = left,
                        None => return false,
                    }
                }
            }
            Doc::Line | Doc::Fill(_) if !broken => match room.checked_sub(1) {
                Some(left) => room = left,
                None => return false,
            },
            Doc::Line | Doc::Fill(_) | Doc::HardLine | Doc::Blank => return true,
            Doc::Concat(parts, _) => work.extend(parts.iter().rev().map(|part| (indent, broken, part))),
            Doc::Indent(_, doc) => work.push((indent, broken, doc)),
            Doc::Loose(doc) => {
                follows = true;
                work.push((indent, broken, doc));
            }
            Doc::Group { doc, broken: forced, .. } => work.push((indent, follows || *forced, doc)),
            Doc::Choice(layouts, _) => {
                let layout = if follows { layouts.last() } else { layouts.first() };
                work.extend(layout.map(|layout| (indent, broken, layout)));
            }
            Doc::Suffix(_) | Doc::Comment(..) => {}
        }
    }
}

/// Characters; bytes that are not UTF-8 count as one each.
fn width(text: &[u8]) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}
