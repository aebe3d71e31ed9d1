//! Logical lines and blocks: which line ends count, and what the indentation of a line means.

use super::TokenKind::*;
use super::{Lexer, Nest, NestKind, Role, is_word_byte};

/// The indentation of an open block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indent {
    width: usize,
    /// Whether an INDENT token was handed out for it. Not for the module, nor for a line that landed between two
    /// blocks and has been reported.
    pub(super) counts: bool,
}

impl Indent {
    pub(super) const MODULE: Indent = Indent { width: 0, counts: false };
}

/// A line that has not been cut yet.
#[derive(Clone, Copy)]
struct Line<'a> {
    width: usize,
    /// From its first token on.
    text: &'a [u8],
}

impl<'a> Lexer<'a> {
    /// At a line end.
    pub(super) fn newline(&mut self) {
        let at = self.pos;
        self.line_reported = false;
        let Some(&nest) = self.nests.last() else { return };
        match nest.kind {
            NestKind::Block { .. } if !self.line_continues() => {
                self.push(Newline, 0, at, at);
                self.skip_newline();
                self.import_line = false;
                self.result_type = None;
                if let Some(nest) = self.nests.last_mut() {
                    nest.ternaries = 0;
                }
                self.start_line();
            }
            NestKind::Value { .. } if self.cuts.contains(&nest.at) => {
                self.error(nest.at, nest.at + 2, "Unterminated string");
                self.close_bracket();
                self.give_up_brackets_of_line();
            }
            NestKind::Block { .. } | NestKind::Value { .. } => {
                self.skip_newline();
                self.line_before = true;
            }
            NestKind::Bracket { role, .. } => self.newline_in_brackets(role),
        }
    }

    fn newline_in_brackets(&mut self, role: Role) {
        let at = self.pos;
        self.skip_newline();
        self.line_before = true;
        let after_arrow = matches!(self.last_kind(), Some(Arrow | Comma));
        if let Some(fn_at) = self.fn_header.filter(|_| !after_arrow) {
            return self.start_fn_block(at, fn_at);
        }
        let blanks = blanks(self.rest());
        let line = Line { width: width(&self.rest()[..blanks]), text: &self.rest()[blanks..] };
        match role {
            Role::Other if self.starts_statement(line) => self.give_up_brackets(),
            Role::Params if self.is_behind_params(line) => self.give_up_brackets(),
            Role::FnParams(fn_at) if self.is_behind_params(line) => {
                self.report_unclosed();
                self.close_bracket();
                self.start_fn_block(at, fn_at);
            }
            _ => {}
        }
    }

    /// Whether a line inside a parameter list can only be the body of the function, so that the bracket is missing.
    fn is_behind_params(&self, line: Line<'_>) -> bool {
        let word = line.text.split(|byte| !is_word_byte(*byte)).next().unwrap_or(&[]);
        let starts = word.first().is_some_and(|byte| !byte.is_ascii_digit()) && !is_word_operator(word);
        starts && self.last_kind().is_some_and(|kind| kind.ends_operand())
    }

    /// After the header of an `fn` inside brackets: its body, unless an arrow follows.
    fn start_fn_block(&mut self, at: usize, fn_at: usize) {
        let Some(line) = next_code_line(self.rest()) else {
            self.fn_header = None;
            return;
        };
        if line.text.starts_with(b"=>") || line.text.starts_with(b"->") {
            self.pos = self.text.len() - line.text.len();
            return;
        }
        self.push(Newline, 0, at, at);
        self.result_type = None;
        self.fn_header = None;
        let base = self.line_indentation(fn_at);
        if line.width > base && !matches!(line.text, [b')' | b']' | b'}' | b',', ..]) {
            let kind = NestKind::Block { base: Some(base), floor: self.indents.len() };
            self.enter(kind, fn_at);
            self.start_line();
        }
    }

    /// Whether the next line belongs to the same body of an `fn`.
    pub(super) fn block_goes_on(&self, base: usize) -> bool {
        let line_end = self.rest().iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.rest().len());
        let next = next_code_line(&self.rest()[line_end..]);
        next.is_some_and(|line| line.width > base && !matches!(line.text, [b')' | b']' | b'}' | b',', ..]))
    }

    /// Whether a line end after the last token does not end the logical line.
    fn line_continues(&self) -> bool {
        match self.last_kind() {
            Some(Colon) => self.ternary_colon,
            Some(kind) if self.result_type.is_some() => matches!(kind, Arrow | Comma),
            Some(kind) => kind.continues_line(),
            None => false,
        }
    }

    /// At the beginning of a line where lines count: skips what does not matter, then compares indentations.
    pub(super) fn start_line(&mut self) {
        loop {
            let start = self.pos;
            self.pos += blanks(self.rest());
            let end = self.pos;
            while let Some(byte @ (b' ' | b'\t' | b'/')) = self.peek(0) {
                match (byte, self.peek(1)) {
                    (b'/', Some(b'/')) => self.skip_line(),
                    (b'/', Some(b'*')) => self.skip_block_comment(),
                    (b'/', _) => break,
                    _ => self.pos += 1,
                }
            }
            match self.peek(0) {
                None => return,
                Some(b'\n' | b'\r') => self.skip_newline(),
                Some(_) => return self.compare_indentation(start, end),
            }
        }
    }

    /// The token at the current position starts a statement, unless it ends the body of an `fn`.
    fn compare_indentation(&mut self, start: usize, end: usize) {
        let width = width(&self.text[start..end]);
        let (base, floor) = match self.nests.last().map(|nest| nest.kind) {
            Some(NestKind::Block { base, floor }) => (base, floor),
            _ => (None, 0),
        };
        if let Some(base) = base {
            let first = self.indents.get(floor).map_or(usize::MAX, |indent| indent.width);
            let closes = matches!(self.peek(0), Some(b')' | b']' | b'}' | b','));
            if width <= base || (width < first && closes) {
                self.close_block();
                if let Some(Nest { kind: NestKind::Bracket { role: Role::Other, .. }, .. }) = self.nests.last()
                    && self.starts_statement(Line { width, text: self.rest() })
                {
                    self.pos = start;
                    self.give_up_brackets();
                }
                return;
            }
        }
        self.check_tabs(start, end, width);
        let width = self.check_parity(start, end, width);
        let keep = if base.is_some() { floor + 1 } else { 1 };
        self.move_to(width, keep, start, end);
    }

    /// Reports an odd indentation, unless it is that of a block, and returns the one that was probably meant.
    fn check_parity(&mut self, start: usize, end: usize, width: usize) -> usize {
        let is_block = |width| self.indents.iter().any(|indent| indent.width == width);
        if width.is_multiple_of(2) || is_block(width) || self.tabs_around {
            return width;
        }
        // A deeper line opens a block; one less deep belongs to a block nearby.
        let current = self.indents.last().map_or(0, |indent| indent.width);
        let near = [width + 1, width - 1].into_iter().find(|&near| width < current && is_block(near));
        self.error(start, end, "Indentation must be multiples of two spaces").hint =
            Some(format!("this line has {width} space{}", if width == 1 { "" } else { "s" }));
        near.unwrap_or(width)
    }

    fn check_tabs(&mut self, start: usize, end: usize, width: usize) {
        if width == 0 {
            self.tabs_around = false;
        }
        let tab = self.text[start..end].iter().position(|&byte| byte == b'\t');
        if let Some(tab) = tab {
            self.tabs_around = true;
            // A run of such lines is one mistake.
            if !self.tabs_before {
                self.error(start + tab, start + tab + 1, "Tabs are forbidden for indentation").hint =
                    Some("indent with two spaces a level".to_string());
            }
        }
        self.tabs_before = tab.is_some();
    }

    /// Opens or closes blocks so that the current one has this indentation. The first `keep` are not closed.
    fn move_to(&mut self, width: usize, keep: usize, start: usize, end: usize) {
        let current = self.indents.last().map_or(0, |indent| indent.width);
        if width == current && self.indents.len() >= keep {
            return;
        }
        // The block's first line was off by one, which has been reported.
        if let Some(last) = self.indents.last_mut()
            && last.width % 2 == 1
            && last.width.abs_diff(width) == 1
            && width > 0
        {
            last.width = width;
            return;
        }
        let deeper = width > current || self.indents.len() < keep;
        if deeper {
            self.indents.push(Indent { width, counts: true });
            self.push(Indent, 0, end, end);
        } else {
            while self.indents.len() > keep && self.indents.last().is_some_and(|indent| indent.width > width) {
                if self.indents.pop().is_some_and(|indent| indent.counts) {
                    self.push(Dedent, 0, end, end);
                }
            }
        }
        let reached = self.indents.last().map_or(0, |indent| indent.width);
        let known = !deeper && reached == width;
        if !known && !deeper && reached < width {
            self.indents.push(Indent { width, counts: false });
        }
        if known || deeper || self.tabs_around || width % 2 == 1 {
            return;
        }
        self.error(start, end, "Inconsistent dedent").hint =
            Some(format!("{width} spaces do not match any block around; the nearest has {reached}"));
    }

    /// Ends the body of an `fn` inside brackets.
    pub(super) fn close_block(&mut self) {
        let Some(Nest { kind: NestKind::Block { floor, .. }, .. }) = self.nests.pop() else { return };
        while self.indents.len() > floor {
            if self.indents.pop().is_some_and(|indent| indent.counts) {
                self.push(Dedent, 0, self.pos, self.pos);
            }
        }
        self.line_before = true;
    }

    /// Whether a line inside brackets can only be the beginning of a statement, so that a bracket must be missing.
    fn starts_statement(&self, line: Line<'_>) -> bool {
        let enclosing = self.indents.last().map_or(0, |indent| indent.width);
        if line.width > enclosing || self.nests.last().is_some_and(|nest| nest.in_value) {
            return false;
        }
        let length = line.text.iter().take_while(|byte| is_word_byte(**byte)).count();
        let (word, after) = line.text.split_at(length);
        let after = after.trim_ascii_start();
        match word {
            b"" => false,
            b"if" | b"while" | b"for" | b"try" | b"fun" | b"class" | b"return" | b"break" | b"continue" | b"elif"
            | b"else" | b"catch" | b"finally" => !matches!(after, [b':' | b',', ..]),
            _ if is_word_operator(word) || word[0].is_ascii_digit() => false,
            _ => match after {
                [b'=', b'=' | b'>', ..] => false,
                [b'=', ..] | [b'+' | b'-' | b'*' | b'/' | b'%', b'=', ..] => true,
                [b'(', ..] => self.last_kind().is_some_and(|kind| kind.ends_operand() || kind == Dedent),
                _ => false,
            },
        }
    }

    fn report_unclosed(&mut self) {
        if let Some(Nest { kind: NestKind::Bracket { open, .. }, at, .. }) = self.nests.last().copied() {
            self.error(at, at + 1, format!("{} is never closed", open.describe()));
        }
    }

    /// Reports a bracket that is never closed and goes on with the current line as a new statement.
    fn give_up_brackets(&mut self) {
        self.report_unclosed();
        // After an operand a comma may be missing instead, and the bracket be closed further down.
        let doubtful = self.last_kind().is_some_and(|kind| kind.ends_operand());
        while matches!(self.nests.last(), Some(Nest { kind: NestKind::Bracket { .. }, .. })) {
            self.orphans += u32::from(doubtful);
            self.close_bracket();
        }
        self.insert(Newline);
        self.start_line();
    }

    /// After a string without end: the brackets opened in its line before it are closed too.
    pub(super) fn give_up_brackets_of_line(&mut self) {
        let line = self.line_start(self.pos.saturating_sub(1));
        while let Some(Nest { kind: NestKind::Bracket { .. }, at, .. }) = self.nests.last()
            && *at >= line
        {
            self.close_bracket();
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |newline| newline + 1)
    }

    /// Indentation of the line that holds an offset.
    fn line_indentation(&self, at: usize) -> usize {
        let line = &self.text[self.line_start(at)..at];
        width(&line[..blanks(line)])
    }
}

/// Words that can continue an expression or pattern in the next line.
fn is_word_operator(word: &[u8]) -> bool {
    matches!(word, b"and" | b"or" | b"in" | b"is" | b"not" | b"as" | b"when")
}

/// Length of the white space at the beginning.
fn blanks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Columns of an indentation; a tab, which is reported, stands for one level.
fn width(indentation: &[u8]) -> usize {
    indentation.iter().map(|&byte| if byte == b'\t' { 2 } else { 1 }).sum()
}

/// The next line with a token on it, from a line start on.
fn next_code_line(text: &[u8]) -> Option<Line<'_>> {
    let mut rest = text;
    loop {
        let (indentation, after) = rest.split_at(blanks(rest));
        rest = after;
        loop {
            match rest {
                [] => return None,
                [b'\r', b'\n', after @ ..] | [b'\n' | b'\r', after @ ..] => {
                    rest = after;
                    break;
                }
                [b'/', b'/', ..] => {
                    let length = rest.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
                    rest = &rest[length..];
                }
                [b'/', b'*', inside @ ..] => {
                    let length = inside.windows(2).position(|pair| pair == b"*/")?;
                    rest = &inside[length + 2..];
                }
                [b' ' | b'\t', after @ ..] => rest = after,
                _ => return Some(Line { width: width(indentation), text: rest }),
            }
        }
    }
}
