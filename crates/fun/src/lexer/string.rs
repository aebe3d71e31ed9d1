//! String literals of all prefixes.

use super::TokenKind::*;
use super::{Lexer, Nest, NestKind};

/// What stands before the quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix {
    None,
    Raw,
    Bytes,
    Format,
}

impl Prefix {
    pub(super) fn of(letter: u8) -> Prefix {
        match letter {
            b'r' => Prefix::Raw,
            b'b' => Prefix::Bytes,
            _ => Prefix::Format,
        }
    }
}

/// Why the scan of literal text stopped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Quote,
    /// Only in f-strings.
    Brace,
    /// The end of the text, or of the line if the literal is known to lack its end.
    Nothing,
}

impl Lexer<'_> {
    /// A literal that starts at `start`; the current position is at its quote.
    pub(super) fn string(&mut self, start: usize, quote: u8, prefix: Prefix) {
        if self.ends_fstring(quote) {
            return;
        }
        self.pos += 1;
        if prefix == Prefix::Format {
            self.push(FStringStart, 0, start, self.pos);
            return self.fstring_text(start, quote);
        }
        let text = self.pos;
        let stop = self.text_until(start, quote, prefix);
        let symbol = self.interner.intern(&self.scratch);
        let end = self.pos;
        self.pos += usize::from(stop == Stop::Quote);
        let kind = if prefix == Prefix::Bytes { Bytes } else { Str };
        self.push(kind, symbol.raw(), start, self.pos);
        self.after_literal(start, text, end, quote, stop);
    }

    /// Text of an f-string up to its next value or its end. The current position is after the quote or a `}`.
    pub(super) fn fstring_text(&mut self, start: usize, quote: u8) {
        let text = self.pos;
        let stop = self.text_until(start, quote, Prefix::Format);
        if !self.scratch.is_empty() {
            let symbol = self.interner.intern(&self.scratch);
            self.push(FStringText, symbol.raw(), text, self.pos);
        }
        let end = self.pos;
        match stop {
            Stop::Brace => {
                self.push(FStringOpen, 0, self.pos, self.pos + 1);
                self.pos += 1;
                self.enter(NestKind::Value { quote }, start);
            }
            Stop::Quote => {
                self.pos += 1;
                self.push(FStringEnd, 0, end, self.pos);
                self.after_literal(start, text, end, quote, stop);
            }
            Stop::Nothing => {
                self.insert(FStringEnd);
                self.after_literal(start, text, end, quote, stop);
            }
        }
    }

    /// `:spec` of a value of an f-string, and the `}` after it.
    pub(super) fn format_spec(&mut self) {
        let Some(Nest { kind: NestKind::Value { quote }, at, .. }) = self.nests.last().copied() else { return };
        let start = self.pos;
        self.pos += 1;
        self.scratch.clear();
        while let Some(byte) = self.peek(0) {
            match byte {
                b'}' => break,
                b'\\' => self.escape(Prefix::Format),
                byte if byte == quote => break,
                b'\n' | b'\r' => self.line_end_in_text(),
                byte => {
                    self.scratch.push(byte);
                    self.pos += 1;
                }
            }
        }
        let symbol = self.interner.intern(&self.scratch);
        self.push(FStringSpec, symbol.raw(), start, self.pos);
        self.nests.pop();
        match self.peek(0) {
            Some(b'}') => {
                self.push(FStringClose, 0, self.pos, self.pos + 1);
                self.pos += 1;
                self.fstring_text(at, quote);
            }
            Some(_) => {
                self.error(self.pos, self.pos + 1, "Expected '}' before the end of the string");
                self.insert(FStringClose);
                self.push(FStringEnd, 0, self.pos, self.pos + 1);
                self.pos += 1;
            }
            None => {
                self.string_without_end(at);
                self.insert(FStringClose);
                self.insert(FStringEnd);
            }
        }
    }

    /// A quote right after an operand inside a value of an f-string with the same quote ends that f-string: no string
    /// can follow an operand, so a `}` is missing.
    fn ends_fstring(&mut self, quote: u8) -> bool {
        let Some(Nest { kind: NestKind::Value { quote: outer }, .. }) = self.nests.last().copied() else {
            return false;
        };
        let operand = self.last_kind().is_some_and(|kind| kind.ends_operand() || kind == Error);
        if outer != quote || !operand {
            return false;
        }
        self.error(self.pos, self.pos + 1, "Expected '}' before the end of the string");
        self.nests.pop();
        self.insert(FStringClose);
        self.push(FStringEnd, 0, self.pos, self.pos + 1);
        self.pos += 1;
        true
    }

    /// Collects literal text in `scratch` and stops before what ends it.
    fn text_until(&mut self, start: usize, quote: u8, prefix: Prefix) -> Stop {
        self.scratch.clear();
        loop {
            // Most text is plain.
            let plain = self.rest().iter().take_while(|byte| is_plain(**byte)).count();
            self.scratch.extend_from_slice(&self.text[self.pos..self.pos + plain]);
            self.pos += plain;
            let Some(byte) = self.peek(0) else { return Stop::Nothing };
            match byte {
                byte if byte == quote => return Stop::Quote,
                b'\\' if prefix != Prefix::Raw => self.escape(prefix),
                b'\n' | b'\r' => {
                    if self.cuts.contains(&start) {
                        return Stop::Nothing;
                    }
                    self.line_end_in_text();
                }
                b'{' | b'}' if prefix == Prefix::Format => {
                    if self.peek(1) == Some(byte) {
                        self.pos += 1;
                    } else if byte == b'{' {
                        return Stop::Brace;
                    } else {
                        self.error(self.pos, self.pos + 1, "Single '}' in f-string").hint =
                            Some("write '}}' for a brace".to_string());
                    }
                    self.scratch.push(byte);
                    self.pos += 1;
                }
                0x80.. if prefix == Prefix::Bytes => {
                    let length = self.rest().iter().take_while(|byte| **byte >= 0x80).count();
                    self.error(self.pos, self.pos + length, "Invalid escape").hint =
                        Some("a Bytes literal takes ASCII characters; write others as \\xHH".to_string());
                    self.pos += length;
                }
                byte => {
                    self.scratch.push(byte);
                    self.pos += 1;
                }
            }
        }
    }

    fn line_end_in_text(&mut self) {
        self.skip_newline();
        self.scratch.push(b'\n');
    }

    /// At a backslash.
    fn escape(&mut self, prefix: Prefix) {
        let start = self.pos;
        self.pos += 1;
        let Some(byte) = self.peek(0) else { return };
        match byte {
            b'\n' | b'\r' => return self.skip_newline(),
            b'x' => return self.hex_escape(start),
            b'u' => return self.unicode_escape(start, prefix),
            0x80.. if prefix == Prefix::Bytes => return,
            _ => {}
        }
        self.scratch.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'0' => 0,
            byte => byte,
        });
        self.pos += 1;
    }

    fn hex_escape(&mut self, start: usize) {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (digit(self.peek(1)), digit(self.peek(2))) {
            (Some(high), Some(low)) => {
                self.scratch.push((high * 16 + low) as u8);
                self.pos += 3;
            }
            _ => {
                self.pos += 1;
                self.error(start, self.pos, "Invalid escape").hint =
                    Some("write \\xHH with two hex digits".to_string());
            }
        }
    }

    fn unicode_escape(&mut self, start: usize, prefix: Prefix) {
        self.pos += 1;
        let digits = self.rest().get(1..).unwrap_or(&[]).iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        let braces = self.peek(0) == Some(b'{') && self.peek(1 + digits) == Some(b'}');
        let scalar = self.rest().get(1..1 + digits).filter(|_| braces && (1..=6).contains(&digits)).and_then(|text| {
            let value = text.iter().filter_map(|&byte| char::from(byte).to_digit(16)).fold(0, |sum, d| sum * 16 + d);
            char::from_u32(value)
        });
        if braces {
            self.pos += digits + 2;
        }
        match scalar.filter(|_| prefix != Prefix::Bytes) {
            Some(scalar) => self.scratch.extend_from_slice(scalar.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {
                let hint = match prefix {
                    Prefix::Bytes => "a Bytes literal takes \\xHH",
                    _ => "write \\u{H} with the 1 to 6 hex digits of a Unicode scalar",
                };
                self.error(start, self.pos, "Invalid escape").hint = Some(hint.to_string());
            }
        }
    }

    /// Finds the literal to blame if some string has no end: then the quotes after it are paired wrongly, and the rest
    /// of the line where it seems to end holds an odd number of them.
    fn after_literal(&mut self, start: usize, text: usize, end: usize, quote: u8, stop: Stop) {
        if stop == Stop::Nothing {
            return self.string_without_end(start);
        }
        let is_line_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        if self.suspect.is_none() && self.text[text..end].iter().any(is_line_end) {
            let line = self.rest().split(is_line_end).next().unwrap_or(&[]);
            if line.iter().filter(|&&byte| byte == quote).count() % 2 == 1 {
                self.suspect = Some(start);
            }
        }
    }

    /// The literal at `start` has no end. If it is known to have none, that is reported and the line ends here;
    /// otherwise the text is cut again.
    pub(super) fn string_without_end(&mut self, start: usize) {
        if !self.cuts.contains(&start) {
            self.unterminated = self.unterminated.or(self.suspect).or(Some(start));
        }
        let quote = self.text[start..].iter().position(|byte| matches!(byte, b'"' | b'\'')).unwrap_or(0);
        self.error(start, start + quote + 1, "Unterminated string");
        if let Some(last) = self.tokens.tokens.last_mut() {
            *last = last.inserted();
        }
        self.give_up_brackets_of_line();
    }
}

/// Text that stands for itself in every kind of literal.
#[inline]
fn is_plain(byte: u8) -> bool {
    !matches!(byte, b'"' | b'\'' | b'\\' | b'\n' | b'\r' | b'{' | b'}' | 0x80..)
}
