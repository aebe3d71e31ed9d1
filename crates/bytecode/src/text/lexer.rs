//! Tokens of a line.

use super::assembler::AsmError;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tok {
    /// A word; dots may be inside.
    Ident(String),
    /// `.word` at the beginning of a statement.
    Directive(String),
    /// A whole number.
    Int(i128),
    /// A float's text.
    Float(f64),
    /// `"…"`.
    Str(Vec<u8>),
    /// `b"…"`.
    Bytes(Vec<u8>),
    /// `,` `:` `(` `)` `#` `?` `+` `..` `...` `->`.
    Punct(&'static str),
    /// The end of the line.
    End,
}

impl Tok {
    /// How messages show it.
    pub fn show(&self) -> String {
        match self {
            Tok::Ident(s) => format!("'{s}'"),
            Tok::Directive(s) => format!("'.{s}'"),
            Tok::Int(i) => format!("'{i}'"),
            Tok::Float(f) => format!("'{f:?}'"),
            Tok::Str(s) => format!("the string \"{}\"", s.escape_ascii()),
            Tok::Bytes(s) => format!("the bytes b\"{}\"", s.escape_ascii()),
            Tok::Punct(p) => format!("'{p}'"),
            Tok::End => "the end of the line".to_string(),
        }
    }
}

/// A token and where it begins: column in characters, from 1.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub tok: Tok,
    pub column: u32,
}

/// Whether a name can be written without quotes.
pub(super) fn is_identifier(name: &str) -> bool {
    name.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(is_start) && chars.all(is_part)
    })
}

fn is_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The tokens of a line, `End` last.
pub(super) fn tokens(text: &str, line: u32) -> Result<Vec<Token>, AsmError> {
    let mut lexer = Lexer { chars: text.chars().collect(), at: 0, line };
    let mut tokens = Vec::new();
    loop {
        lexer.skip(|c| c.is_whitespace());
        let column = lexer.at as u32 + 1;
        let tok = lexer.token(tokens.is_empty())?;
        let end = tok == Tok::End;
        tokens.push(Token { tok, column });
        if end {
            return Ok(tokens);
        }
    }
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: u32,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }
    fn skip(&mut self, accept: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.chars.get(self.at).copied().is_some_and(&accept) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }
    fn error(&self, at: usize, expected: impl Into<String>, given: impl Into<String>) -> AsmError {
        AsmError { line: self.line, column: at as u32 + 1, expected: expected.into(), given: given.into() }
    }

    fn token(&mut self, first: bool) -> Result<Tok, AsmError> {
        let c = self.peek(0);
        if self.at >= self.chars.len() || c == ';' {
            return Ok(Tok::End);
        }
        if c == '"' {
            return Ok(Tok::Str(self.string()?));
        }
        if c == 'b' && self.peek(1) == '"' {
            self.at += 1;
            return Ok(Tok::Bytes(self.string()?));
        }
        if is_start(c) {
            return Ok(Tok::Ident(self.identifier()));
        }
        if c == '.' && first && is_start(self.peek(1)) {
            self.at += 1;
            return Ok(Tok::Directive(self.identifier()));
        }
        if c.is_ascii_digit() || c == '-' && self.peek(1).is_ascii_digit() {
            return self.number();
        }
        if c == '-' && self.peek(1) == 'i' && self.peek(2) == 'n' && self.peek(3) == 'f' && !is_part(self.peek(4)) {
            self.at += 4;
            return Ok(Tok::Float(f64::NEG_INFINITY));
        }
        for p in ["...", "..", "->", ",", ":", "(", ")", "#", "?", "+"] {
            if p.chars().enumerate().all(|(i, c)| self.peek(i) == c) {
                self.at += p.len();
                return Ok(Tok::Punct(p));
            }
        }
        Err(self.error(self.at, "a statement, an operand or a comment", format!("'{}'", c.escape_default())))
    }

    fn identifier(&mut self) -> String {
        let mut name = self.skip(is_part);
        while self.peek(0) == '.' && is_start(self.peek(1)) {
            self.at += 1;
            name.push('.');
            name.push_str(&self.skip(is_part));
        }
        name
    }

    fn number(&mut self) -> Result<Tok, AsmError> {
        let start = self.at;
        let negative = self.peek(0) == '-';
        self.at += usize::from(negative);
        let sign = if negative { -1 } else { 1 };
        if self.peek(0) == '0' && self.peek(1) == 'x' {
            self.at += 2;
            let digits = self.skip(is_part);
            return match u64::from_str_radix(&digits, 16) {
                Ok(value) => Ok(Tok::Int(i128::from(value) * sign)),
                Err(_) => Err(self.error(start, "up to 16 hexadecimal digits", format!("'0x{digits}'"))),
            };
        }
        let mut text = self.skip(|c| c.is_ascii_digit());
        let mut float = false;
        if self.peek(0) == '.' && self.peek(1).is_ascii_digit() {
            float = true;
            self.at += 1;
            text.push('.');
            text.push_str(&self.skip(|c| c.is_ascii_digit()));
        }
        if matches!(self.peek(0), 'e' | 'E') {
            float = true;
            self.at += 1;
            text.push('e');
            if matches!(self.peek(0), '+' | '-') {
                text.push(self.peek(0));
                self.at += 1;
            }
            text.push_str(&self.skip(|c| c.is_ascii_digit()));
        }
        let rest = self.skip(is_part);
        let bad = format!("'{text}{rest}'");
        if !rest.is_empty() {
            return Err(self.error(start, "a number", bad));
        }
        if float {
            let value = text.parse::<f64>().map_err(|_| self.error(start, "a number", bad))?;
            return Ok(Tok::Float(if negative { -value } else { value }));
        }
        match text.parse::<u64>() {
            Ok(value) => Ok(Tok::Int(i128::from(value) * sign)),
            Err(_) => Err(self.error(start, "a number of at most 64 bits", bad)),
        }
    }

    /// From the opening quote on.
    fn string(&mut self) -> Result<Vec<u8>, AsmError> {
        let start = self.at;
        self.at += 1;
        let mut bytes = Vec::new();
        loop {
            let at = self.at;
            let Some(&c) = self.chars.get(at) else {
                return Err(self.error(start, "a closing quote", "the end of the line"));
            };
            self.at += 1;
            match c {
                '"' => return Ok(bytes),
                '\\' => self.escape(at, &mut bytes)?,
                _ => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
    }

    fn escape(&mut self, start: usize, bytes: &mut Vec<u8>) -> Result<(), AsmError> {
        let c = self.peek(0);
        self.at += 1;
        bytes.push(match c {
            'n' => b'\n',
            'r' => b'\r',
            't' => b'\t',
            '0' => 0,
            '\\' => b'\\',
            '"' => b'"',
            'x' => {
                let digits: String = [self.peek(0), self.peek(1)].iter().collect();
                self.at += 2;
                match u8::from_str_radix(&digits, 16) {
                    Ok(byte) if digits.bytes().all(|b| b.is_ascii_hexdigit()) => byte,
                    _ => {
                        return Err(self.error(
                            start,
                            "two hexadecimal digits",
                            format!("'{}'", digits.escape_default()),
                        ));
                    }
                }
            }
            'u' if self.peek(0) == '{' => {
                self.at += 1;
                let digits = self.skip(|c| c.is_ascii_hexdigit());
                let scalar = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                let (Some(scalar), '}') = (scalar, self.peek(0)) else {
                    return Err(self.error(start, "a Unicode scalar in braces", format!("'{digits}'")));
                };
                self.at += 1;
                bytes.extend_from_slice(scalar.encode_utf8(&mut [0; 4]).as_bytes());
                return Ok(());
            }
            _ => return Err(self.error(start, "an escape: n r t 0 \\ \" x u", format!("'\\{}'", c.escape_default()))),
        });
        Ok(())
    }
}
