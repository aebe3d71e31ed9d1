//! Brackets: what is open, and the repair of those that do not match.

use super::TokenKind::*;
use super::{Lexer, Nest, NestKind, Role, Token, TokenKind};
use crate::diagnostics::Diagnostic;

impl Lexer<'_> {
    pub(super) fn open(&mut self, kind: TokenKind) {
        let role = if kind == ParenOpen { self.paren_role() } else { Role::Other };
        self.enter(NestKind::Bracket { open: kind, role }, self.pos);
        self.push(kind, 0, self.pos, self.pos + 1);
        self.pos += 1;
    }

    pub(super) fn enter(&mut self, kind: NestKind, at: usize) {
        let in_value = match kind {
            NestKind::Block { .. } => false,
            NestKind::Value { .. } => true,
            NestKind::Bracket { .. } => self.nests.last().is_some_and(|nest| nest.in_value),
        };
        self.nests.push(Nest { kind, at, in_value, ternaries: 0 });
    }

    /// Tells from the tokens before a `(` what is in it.
    fn paren_role(&self) -> Role {
        let offset = |token: &Token| (token.start - self.base) as usize;
        match self.tokens.tokens.as_slice() {
            [.., function, star] if star.kind == Star && function.kind == Fn => Role::FnParams(offset(function)),
            [.., function] if function.kind == Fn => Role::FnParams(offset(function)),
            [.., fun, star, name] if name.kind.is_word() && star.kind == Star && fun.kind == Fun => Role::Params,
            [.., fun, name] if name.kind.is_word() && matches!(fun.kind, Fun | Class) => Role::Params,
            _ => Role::Other,
        }
    }

    pub(super) fn close(&mut self, kind: TokenKind) {
        let Some(&nest) = self.nests.last() else { return };
        match nest.kind {
            NestKind::Bracket { open, role } if open.closer() == kind => {
                self.nests.pop();
                self.push(kind, 0, self.pos, self.pos + 1);
                self.pos += 1;
                if let Role::FnParams(at) = role {
                    self.fn_header = Some(at);
                }
            }
            NestKind::Value { quote } if kind == BraceClose => {
                self.nests.pop();
                self.push(FStringClose, 0, self.pos, self.pos + 1);
                self.pos += 1;
                self.fstring_text(nest.at, quote);
            }
            _ => self.mismatch(kind),
        }
    }

    /// A closing bracket that does not fit what is open. If it fits something further out, what is inside was not
    /// closed; otherwise it is taken for a misspelled one.
    fn mismatch(&mut self, kind: TokenKind) {
        let end = self.pos + 1;
        let Some(&Nest { kind: inner, at, .. }) = self.nests.last() else { return };
        match (inner, self.unclosed_before(kind)) {
            (NestKind::Bracket { open, .. }, Some(missing)) => {
                let message = format!("Expected {} before {}", open.closer().describe(), kind.describe());
                self.error_about(at, end, message);
                for _ in 0..missing {
                    self.close_bracket();
                }
                self.close(kind);
            }
            (NestKind::Bracket { open, .. }, None) if self.is_closed_in_line(open) => self.unmatched(kind),
            (NestKind::Bracket { open, .. }, None) => {
                let message = format!("Expected {}, found {}", open.closer().describe(), kind.describe());
                self.error_about(at, end, message);
                self.close_bracket();
                self.pos = end;
            }
            (NestKind::Block { base: Some(base), .. }, _) if !self.block_goes_on(base) => {
                // The body of a block-form `fn` goes to the end of its last line.
                if self.first_in_line() {
                    self.error(self.pos, end, "Unexpected trailing characters at end of line").hint =
                        Some(format!("put {} on a line of its own, as deep as the line with 'fn'", kind.describe()));
                }
                self.insert(Newline);
                self.close_block();
                self.close(kind);
            }
            _ => self.unmatched(kind),
        }
    }

    /// A closing bracket that closes nothing.
    fn unmatched(&mut self, kind: TokenKind) {
        let end = self.pos + 1;
        if self.orphans > 0 {
            self.orphans -= 1;
            self.space_before = true;
        } else {
            if self.first_in_line() {
                self.error(self.pos, end, format!("Unmatched {}", kind.describe()));
            }
            self.push(Error, 0, self.pos, end);
        }
        self.pos = end;
    }

    /// Whether the rest of the line closes the innermost bracket.
    fn is_closed_in_line(&self, open: TokenKind) -> bool {
        let (open, close) = match open {
            BracketOpen => (b'[', b']'),
            BraceOpen => (b'{', b'}'),
            _ => (b'(', b')'),
        };
        let mut depth = 0u32;
        for &byte in self.rest() {
            match byte {
                b'\n' | b'\r' => return false,
                byte if byte == open => depth += 1,
                byte if byte == close && depth == 0 => return true,
                byte if byte == close => depth -= 1,
                _ => {}
            }
        }
        false
    }

    /// At `->` or `=>`: parameters that are still open end here, unless the arrow belongs to an `fn` in a default value.
    pub(super) fn end_params(&mut self, arrow: TokenKind) {
        let Some(&Nest { kind: NestKind::Bracket { role, .. }, at, .. }) = self.nests.last() else { return };
        if role == Role::Other || self.fn_header.is_some() {
            return;
        }
        self.error_about(at, self.pos + 2, format!("Expected ')' before {}", arrow.describe()));
        self.close_bracket();
        if let Role::FnParams(fn_at) = role {
            self.fn_header = Some(fn_at);
        }
    }

    /// How many brackets are open inside the innermost one that `kind` closes.
    fn unclosed_before(&self, kind: TokenKind) -> Option<usize> {
        for (count, nest) in self.nests.iter().rev().enumerate() {
            match nest.kind {
                NestKind::Bracket { open, .. } if open.closer() == kind => return Some(count),
                NestKind::Bracket { .. } => {}
                NestKind::Value { .. } => return (kind == BraceClose).then_some(count),
                NestKind::Block { .. } => return None,
            }
        }
        None
    }

    /// An error at the current position about the bracket opened at `opened`.
    fn error_about(&mut self, opened: usize, end: usize, message: String) {
        let error = Diagnostic::error(self.span(self.pos, end), message);
        let opened = self.span(opened, opened + 1);
        if self.first_in_line() {
            self.report(error.with_label(opened, "opened here"));
        }
    }

    /// Ends the innermost bracket or f-string value with an inserted token.
    pub(super) fn close_bracket(&mut self) {
        match self.nests.pop().map(|nest| nest.kind) {
            Some(NestKind::Bracket { open, .. }) => self.insert(open.closer()),
            Some(NestKind::Value { .. }) => {
                self.insert(FStringClose);
                self.insert(FStringEnd);
            }
            Some(NestKind::Block { .. }) | None => {}
        }
    }
}
