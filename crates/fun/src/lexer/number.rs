//! Number literals.

use super::TokenKind::{Assign, Float, Int, Name};
use super::{Lexer, Token, is_word_byte};

impl Lexer<'_> {
    /// At a digit, or at a `.` before one.
    pub(super) fn number(&mut self) {
        let start = self.pos;
        if self.plain_integer(start) {
            return;
        }
        let valid = match (self.peek(0), self.peek(1)) {
            (Some(b'0'), Some(b'x')) => self.radix(start, 16),
            (Some(b'0'), Some(b'b')) => self.radix(start, 2),
            (Some(b'0'), Some(b'o')) => self.radix(start, 8),
            _ => self.decimal(start),
        };
        // A letter or digit directly after is part of the mistake, not another token.
        let tail = self.rest().iter().take_while(|byte| is_word_byte(**byte)).count();
        if valid && tail == 0 {
            return;
        }
        self.pos += tail;
        let value = self.tokens.add_number(0);
        self.error(start, self.pos, "Invalid number");
        if valid {
            // Its token came before the tail was seen.
            self.tokens.tokens.pop();
        }
        self.push(Int, value, start, self.pos);
    }

    /// Digits that are all there is to the number and fit: most numbers are no more than that.
    fn plain_integer(&mut self, start: usize) -> bool {
        const FIT: usize = 18;
        let rest = self.rest();
        let digits = rest.iter().take(FIT).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || rest.get(digits).is_some_and(|&byte| byte == b'.' || is_word_byte(byte)) {
            return false;
        }
        let value = rest[..digits].iter().fold(0, |value, byte| value * 10 + u64::from(byte - b'0'));
        let value = self.tokens.add_number(value);
        self.pos += digits;
        self.push(Int, value, start, self.pos);
        true
    }

    fn radix(&mut self, start: usize, radix: u32) -> bool {
        self.pos += 2;
        let digits = self.digits(|byte| char::from(byte).is_digit(radix));
        if digits {
            self.push_integer(start, start + 2, radix);
        }
        digits
    }

    fn decimal(&mut self, start: usize) -> bool {
        let mut float = false;
        if self.peek(0) != Some(b'.') && !self.digits(|byte| byte.is_ascii_digit()) {
            return false;
        }
        if self.peek(0) == Some(b'.') && self.dot_is_point() {
            float = true;
            self.pos += 1;
            if self.peek(0).is_some_and(|byte| byte.is_ascii_digit()) && !self.digits(|byte| byte.is_ascii_digit()) {
                return false;
            }
        }
        if let Some(b'e' | b'E') = self.peek(0) {
            let sign = usize::from(matches!(self.peek(1), Some(b'+' | b'-')));
            if !self.peek(1 + sign).is_some_and(|byte| byte.is_ascii_digit()) {
                return false;
            }
            float = true;
            self.pos += 1 + sign;
            if !self.digits(|byte| byte.is_ascii_digit()) {
                return false;
            }
        }
        if !float {
            self.push_integer(start, start, 10);
            return true;
        }
        let text: String = self.text[start..self.pos].iter().filter(|&&b| b != b'_').map(|&b| char::from(b)).collect();
        let value = self.tokens.add_number(text.parse::<f64>().unwrap_or(0.0).to_bits());
        self.push(Float, value, start, self.pos);
        true
    }

    /// Whether the `.` after digits belongs to the number: not before another dot, nor before a name.
    fn dot_is_point(&self) -> bool {
        match (self.peek(1), self.peek(2), self.peek(3)) {
            (Some(b'.'), ..) => false,
            (Some(b'e' | b'E'), Some(b'0'..=b'9'), _) => true,
            (Some(b'e' | b'E'), Some(b'+' | b'-'), Some(b'0'..=b'9')) => true,
            (Some(byte), ..) => !(byte.is_ascii_alphabetic() || byte == b'_'),
            (None, ..) => true,
        }
    }

    /// Skips digits with single `_` between them. False if there are none, or a `_` is misplaced.
    fn digits(&mut self, is_digit: impl Fn(u8) -> bool) -> bool {
        let mut after_digit = false;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'_' if after_digit && self.peek(1).is_some_and(&is_digit) => after_digit = false,
                byte if is_digit(byte) => after_digit = true,
                _ => break,
            }
            self.pos += 1;
        }
        after_digit && self.peek(0) != Some(b'_')
    }

    fn push_integer(&mut self, start: usize, digits: usize, radix: u32) {
        let (mut value, mut fits) = (0u64, true);
        for digit in self.text[digits..self.pos].iter().filter_map(|&byte| char::from(byte).to_digit(radix)) {
            let (scaled, beyond) = value.overflowing_mul(u64::from(radix));
            let (sum, over) = scaled.overflowing_add(u64::from(digit));
            (value, fits) = (sum, fits && !beyond && !over);
        }
        if !fits && !self.is_for_declared_integer() {
            self.error(start, self.pos, "Integer literal too large").hint =
                Some("a Number has 64 bits; write a point for a Float".to_string());
        }
        let value = self.tokens.add_number(value);
        self.push(Int, value, start, self.pos);
    }

    /// Whether what follows is assigned to a name that the text so far declares as an integer: that wraps whatever it gets.
    fn is_for_declared_integer(&self) -> bool {
        let [.., name, assign] = self.tokens.tokens.as_slice() else { return false };
        let declares = |pair: &[Token]| {
            let [ty, declared] = pair else { return false };
            let is_integer = ty.kind == Name && ty.symbol().is_integer_type_word();
            is_integer && declared.kind == Name && declared.symbol() == name.symbol()
        };
        assign.kind == Assign && name.kind == Name && self.tokens.tokens.windows(2).any(declares)
    }
}
