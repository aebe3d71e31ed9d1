//! From text to tokens.
//!
//! Besides cutting the text, the lexer finds out where logical lines and blocks begin and end. Inside brackets line
//! ends mean nothing, except in the body of a block-form `fn`; so it keeps a stack of what is open (`Nest`) and one of
//! indentations. Whatever the text, the tokens it hands out are well nested: brackets that do not match are reported
//! here and repaired with inserted tokens, and every INDENT has its DEDENT. The parser relies on that to find the end
//! of a statement it does not understand.

mod brackets;
mod layout;
mod number;
mod string;
mod token;

pub use token::{Token, TokenKind, Tokens};

use crate::diagnostics::Diagnostic;
use crate::source::{BYTE_ORDER_MARK, Span};
use crate::symbol::{Interner, Symbol, word};
use TokenKind::*;

/// Errors after which the rest of a file is not looked at.
pub(crate) const MAX_ERRORS: usize = 500;

/// The contextual words that a file uses as names. They are not special there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoundWords(u32);

impl BoundWords {
    /// Adds a name; those that are not contextual words do not matter.
    pub fn insert(&mut self, symbol: Symbol) {
        if symbol.is_contextual() {
            self.0 |= 1 << (symbol.index() - word::THROW.index());
        }
    }

    /// Whether the file binds the word.
    pub fn contains(self, symbol: Symbol) -> bool {
        symbol.is_contextual() && self.0 & (1 << (symbol.index() - word::THROW.index())) != 0
    }

    /// Whether one of the words is special elsewhere at the start of a statement.
    pub fn is_special_somewhere(self) -> bool {
        self.0 & ((1 << (word::MATCH.index() - word::THROW.index())) - 1) != 0
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: BoundWords) -> BoundWords {
        BoundWords(self.0 | other.0)
    }
}

/// What [`lex`] returns.
#[derive(Debug)]
pub struct Lexed {
    /// Well nested, closed by [`TokenKind::End`].
    pub tokens: Tokens,
    /// What was wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Cuts `text`, whose first byte has position `base` and all of whose positions fit 32 bits, into tokens. Linear in the text, except that each string literal
/// without an end costs another pass.
pub fn lex(text: &[u8], base: u32, interner: &mut Interner, bound: BoundWords) -> Lexed {
    /// Unterminated strings that are looked for one by one.
    const PASSES: usize = 32;
    let mut cuts = Vec::new();
    loop {
        let mut lexer = Lexer::new(text, base, interner, bound, &cuts);
        lexer.run();
        match lexer.unterminated {
            Some(start) if cuts.len() < PASSES && !cuts.contains(&start) => cuts.push(start),
            _ => return Lexed { tokens: lexer.tokens, diagnostics: lexer.diagnostics },
        }
    }
}

/// Something that is open.
#[derive(Clone, Copy, Debug)]
struct Nest {
    kind: NestKind,
    /// Offset of what opened it.
    at: usize,
    /// It is in a value of an f-string, with no block between.
    in_value: bool,
    /// `?` that wait for their `:`.
    ternaries: u32,
}

#[derive(Clone, Copy, Debug)]
enum NestKind {
    /// Lines count: the module, or the body of a block-form `fn` inside brackets.
    Block {
        /// A line not deeper than this ends the block; none for the module.
        base: Option<usize>,
        /// Indentations below this index belong to enclosing blocks.
        floor: usize,
    },
    /// A bracket, by its opening token.
    Bracket { open: TokenKind, role: Role },
    /// `{` of an f-string that started at the nest's offset.
    Value { quote: u8 },
}

/// What a pair of parentheses is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Parameters of the anonymous function that starts at this offset.
    FnParams(usize),
    /// Parameters of a function with a name, or of a class.
    Params,
    Other,
}

struct Lexer<'a> {
    text: &'a [u8],
    base: u32,
    pos: usize,
    interner: &'a mut Interner,
    bound: BoundWords,
    tokens: Tokens,
    diagnostics: Vec<Diagnostic>,
    /// The first one is the module's block.
    nests: Vec<Nest>,
    indents: Vec<layout::Indent>,
    /// A line end, or white space, since the last token.
    line_before: bool,
    space_before: bool,
    /// Inside `-> T`: how many `<` are open.
    result_type: Option<u32>,
    /// The parameters of this `fn` (by offset) were just closed, perhaps its result type given.
    fn_header: Option<usize>,
    /// The last `:` belongs to a ternary.
    ternary_colon: bool,
    /// The logical line started with `import` or `include`.
    import_line: bool,
    /// Something unexpected in this line has been reported.
    line_reported: bool,
    /// Errors not reported for that reason.
    unreported: usize,
    /// The last statement line had a tab in its indentation.
    tabs_before: bool,
    /// Indentation is unreliable since a tab; until the next unindented line.
    tabs_around: bool,
    /// Closing brackets to come whose opening one may have been given up wrongly.
    orphans: u32,
    /// Offsets of string literals that must end with their first line.
    cuts: &'a [usize],
    /// The string literal that most probably lacks its end.
    unterminated: Option<usize>,
    /// The first string literal over several lines after which the rest of the line looks like the inside of a string.
    suspect: Option<usize>,
    scratch: Vec<u8>,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a [u8], base: u32, interner: &'a mut Interner, bound: BoundWords, cuts: &'a [usize]) -> Self {
        let mut tokens = Tokens::default();
        tokens.tokens.reserve(text.len() / 4);
        let module = NestKind::Block { base: None, floor: 0 };
        Lexer {
            text,
            base,
            pos: 0,
            interner,
            bound,
            tokens,
            diagnostics: Vec::new(),
            nests: vec![Nest { kind: module, at: 0, in_value: false, ternaries: 0 }],
            indents: vec![layout::Indent::MODULE],
            line_before: false,
            space_before: false,
            result_type: None,
            fn_header: None,
            ternary_colon: false,
            import_line: false,
            line_reported: false,
            unreported: 0,
            tabs_before: false,
            tabs_around: false,
            orphans: 0,
            cuts,
            unterminated: None,
            suspect: None,
            scratch: Vec::new(),
        }
    }

    fn run(&mut self) {
        if self.text.starts_with(BYTE_ORDER_MARK) {
            self.pos = BYTE_ORDER_MARK.len();
        }
        if self.rest().starts_with(b"#!") {
            self.skip_line();
            self.skip_newline();
        }
        self.start_line();
        while let Some(byte) = self.peek(0) {
            self.token(byte);
            // What has this many errors is no program; the time to repair it would not be linear.
            if self.diagnostics.len() + self.unreported >= MAX_ERRORS {
                self.pos = self.text.len();
            }
        }
        self.finish();
    }

    #[inline]
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.pos + ahead).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.text.get(self.pos..).unwrap_or(&[])
    }

    fn last_kind(&self) -> Option<TokenKind> {
        self.tokens.tokens.last().map(|token| token.kind)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start as u32, self.base + end as u32)
    }

    fn error(&mut self, start: usize, end: usize, message: impl Into<String>) -> &mut Diagnostic {
        let error = Diagnostic::error(self.span(start, end), message);
        self.report(error)
    }

    fn report(&mut self, error: Diagnostic) -> &mut Diagnostic {
        self.diagnostics.push(error);
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    #[inline]
    fn push(&mut self, kind: TokenKind, value: u32, start: usize, end: usize) {
        let token = Token::new(kind, value, self.base + start as u32, self.base + end as u32)
            .with_space(self.line_before, self.space_before);
        self.line_before = false;
        self.space_before = false;
        self.follow_header(kind);
        self.tokens.tokens.push(token);
    }

    /// A token that is not in the text, at the current position.
    fn insert(&mut self, kind: TokenKind) {
        let at = self.base + self.pos as u32;
        self.follow_header(kind);
        self.tokens.tokens.push(Token::new(kind, 0, at, at).inserted());
    }

    /// Keeps track of `fn(…)` and `-> T`, after which a line end has its own meaning.
    #[inline]
    fn follow_header(&mut self, kind: TokenKind) {
        match self.result_type {
            None if kind == Arrow => self.result_type = Some(0),
            None => self.fn_header = None,
            Some(open) => {
                self.result_type = match kind {
                    Name | Nil | Dot | Question => Some(open),
                    Less => Some(open + 1),
                    Greater => Some(open.saturating_sub(1)),
                    ShiftRight => Some(open.saturating_sub(2)),
                    Comma if open > 0 => Some(open),
                    _ => None,
                };
                if self.result_type.is_none() {
                    self.fn_header = None;
                }
            }
        }
    }

    fn token(&mut self, byte: u8) {
        match byte {
            b' ' | b'\t' => {
                self.pos += 1;
                self.space_before = true;
            }
            b'\n' | b'\r' => self.newline(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
            b'0'..=b'9' => self.number(),
            b'"' | b'\'' => self.string(self.pos, byte, string::Prefix::None),
            b'(' => self.open(ParenOpen),
            b'[' => self.open(BracketOpen),
            b'{' => self.open(BraceOpen),
            b')' => self.close(ParenClose),
            b']' => self.close(BracketClose),
            b'}' => self.close(BraceClose),
            b'/' if self.peek(1) == Some(b'/') => self.skip_line(),
            b'/' if self.peek(1) == Some(b'*') => self.skip_block_comment(),
            _ => self.operator(byte),
        }
    }

    fn operator(&mut self, byte: u8) {
        let (next, third) = (self.peek(1), self.peek(2));
        let (kind, length) = match (byte, next, third) {
            (b',', ..) => (Comma, 1),
            (b'.', Some(b'.'), Some(b'.')) => (Ellipsis, 3),
            (b'.', Some(b'.'), Some(b'=')) => (DotDotEqual, 3),
            (b'.', Some(b'.'), _) => (DotDot, 2),
            (b'.', Some(b'0'..=b'9'), _) => return self.number(),
            (b'.', ..) => (Dot, 1),
            (b'?', Some(b'?'), Some(b'=')) => (CoalesceAssign, 3),
            (b'?', Some(b'?'), _) => (Coalesce, 2),
            (b'?', Some(b'.'), third) if !matches!(third, Some(b'0'..=b'9')) => (QuestionDot, 2),
            (b'?', ..) => return self.question(),
            (b':', ..) => return self.colon(),
            (b'=', Some(b'='), _) => (Equal, 2),
            (b'=', Some(b'>'), _) => (FatArrow, 2),
            (b'=', ..) => (Assign, 1),
            (b'+', Some(b'='), _) => (PlusAssign, 2),
            (b'+', ..) => (Plus, 1),
            (b'-', Some(b'>'), _) => (Arrow, 2),
            (b'-', Some(b'='), _) => (MinusAssign, 2),
            (b'-', ..) => (Minus, 1),
            (b'*', Some(b'='), _) => (StarAssign, 2),
            (b'*', ..) => (Star, 1),
            (b'/', Some(b'='), _) => (SlashAssign, 2),
            (b'/', ..) => (Slash, 1),
            (b'%', Some(b'='), _) => (PercentAssign, 2),
            (b'%', ..) => (Percent, 1),
            (b'!', Some(b'='), _) => (NotEqual, 2),
            (b'!', ..) => (Bang, 1),
            (b'<', ..) if self.import_line && self.path() => return,
            (b'<', Some(b'='), _) => (LessEqual, 2),
            (b'<', Some(b'<'), _) => (ShiftLeft, 2),
            (b'<', ..) => (Less, 1),
            (b'>', Some(b'='), _) => (GreaterEqual, 2),
            (b'>', Some(b'>'), _) => (ShiftRight, 2),
            (b'>', ..) => (Greater, 1),
            (b'&', Some(b'&'), _) => (AndAnd, 2),
            (b'&', ..) => (Amp, 1),
            (b'|', Some(b'|'), _) => (OrOr, 2),
            (b'|', ..) => (Pipe, 1),
            (b'^', ..) => (Caret, 1),
            (b'~', ..) => (Tilde, 1),
            (b'#', ..) if self.at_statement_start() && self.hash_include() => return,
            _ => return self.unexpected(byte),
        };
        if matches!(kind, Arrow | FatArrow) {
            self.end_params(kind);
        }
        self.push(kind, 0, self.pos, self.pos + length);
        self.pos += length;
    }

    fn question(&mut self) {
        // In `-> T?` it asks for nothing.
        if self.result_type.is_none()
            && let Some(nest) = self.nests.last_mut()
        {
            nest.ternaries += 1;
        }
        self.push(Question, 0, self.pos, self.pos + 1);
        self.pos += 1;
    }

    fn colon(&mut self) {
        let mut ternary = false;
        if let Some(nest) = self.nests.last_mut() {
            ternary = nest.ternaries > 0;
            nest.ternaries = nest.ternaries.saturating_sub(1);
            if let (NestKind::Value { .. }, false) = (nest.kind, ternary) {
                return self.format_spec();
            }
        }
        self.ternary_colon = ternary;
        self.push(Colon, 0, self.pos, self.pos + 1);
        self.pos += 1;
    }

    fn word(&mut self) {
        let start = self.pos;
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !is_word_byte(byte)).unwrap_or(rest.len());
        let text = &rest[..length];
        if let ([letter @ (b'r' | b'b' | b'f')], Some(quote @ (b'"' | b'\''))) = (text, self.peek(1)) {
            self.pos += 1;
            return self.string(start, quote, string::Prefix::of(*letter));
        }
        let symbol = self.interner.intern(text);
        let kind = match self.last_kind() {
            Some(Dot | QuestionDot) => Name,
            _ => TokenKind::of_word(symbol),
        };
        if matches!(symbol, word::IMPORT | word::INCLUDE) && self.at_statement_start() && !self.bound.contains(symbol) {
            self.import_line = true;
        }
        self.push(kind, symbol.raw(), start, start + length);
        self.pos += length;
    }

    fn at_statement_start(&self) -> bool {
        matches!(self.last_kind(), None | Some(Newline | Indent | Dedent))
    }

    /// `<path>` where an import or include has one.
    fn path(&mut self) -> bool {
        let expected = self.tokens.tokens.last().is_some_and(|last| match last.kind {
            HashInclude => true,
            Name => matches!(last.symbol(), word::IMPORT | word::INCLUDE | word::FROM),
            _ => false,
        });
        let line = self.rest().split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or(&[]);
        let Some(length) = line.iter().position(|&byte| byte == b'>').filter(|_| expected) else { return false };
        let symbol = self.interner.intern(line[1..length].trim_ascii());
        self.push(Path, symbol.raw(), self.pos, self.pos + length + 1);
        self.pos += length + 1;
        true
    }

    fn hash_include(&mut self) -> bool {
        let spaces = self.rest()[1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let after = &self.rest()[1 + spaces..];
        if !after.starts_with(b"include") || after.get(7).is_some_and(|byte| is_word_byte(*byte)) {
            return false;
        }
        let end = self.pos + 1 + spaces + 7;
        self.push(HashInclude, 0, self.pos, end);
        self.pos = end;
        self.import_line = true;
        true
    }

    fn unexpected(&mut self, byte: u8) {
        let start = self.pos;
        let rest = self.rest();
        let (name, length) = match first_char(rest) {
            Some(c) if c.is_ascii_graphic() => (format!("character '{c}'"), 1),
            Some(c) => (format!("character U+{:04X}", u32::from(c)), c.len_utf8()),
            None => (format!("byte 0x{byte:02X}"), 1),
        };
        // A word in letters that names cannot have is one mistake.
        let word = rest[length..].iter().take_while(|byte| !byte.is_ascii() || is_word_byte(**byte)).count();
        let end = match byte {
            b'#' => start + rest.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count(),
            0x80.. => start + length + word,
            _ => start + length,
        };
        let hint = match byte {
            b';' => Some("a statement ends with its line; put each on a line of its own"),
            b'#' => Some("comments are written '// …'"),
            b'\\' => Some("an expression goes on after an operator or inside brackets"),
            b'@' | b'$' | b'`' => None,
            0xFE | 0xFF if start == 0 => Some("save the file as UTF-8"),
            0x80.. if matches!(&rest[..length], [0xE2, 0x80, 0x98..=0x9F]) => Some("strings take straight quotes"),
            0x80.. => Some("names are made of A-Z, a-z, 0-9 and _"),
            _ => None,
        };
        if self.first_in_line() {
            self.error(start, start + length, format!("Unexpected {name}")).hint = hint.map(str::to_string);
        }
        self.push(Error, 0, start, end);
        self.pos = end;
    }

    /// Whether something unexpected is the first of its kind in the line, and so worth a report.
    fn first_in_line(&mut self) -> bool {
        let first = !std::mem::replace(&mut self.line_reported, true);
        self.unreported += usize::from(!first);
        first
    }

    fn skip_line(&mut self) {
        self.pos += self.rest().iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
        self.space_before = true;
    }

    fn skip_block_comment(&mut self) {
        self.space_before = true;
        match self.rest()[2..].windows(2).position(|pair| pair == b"*/") {
            Some(length) => self.pos += length + 4,
            None => {
                self.error(self.pos, self.pos + 2, "Unterminated comment");
                self.pos = self.text.len();
            }
        }
    }

    /// Skips one line end, if there is one.
    fn skip_newline(&mut self) {
        match (self.peek(0), self.peek(1)) {
            (Some(b'\r'), Some(b'\n')) => self.pos += 2,
            (Some(b'\n' | b'\r'), _) => self.pos += 1,
            _ => {}
        }
    }

    /// Closes what is still open at the end of the text.
    fn finish(&mut self) {
        self.line_before = false;
        self.space_before = false;
        let open = self.nests.iter().rev().find(|nest| !matches!(nest.kind, NestKind::Block { .. }));
        match open.copied() {
            Some(Nest { kind: NestKind::Bracket { open, .. }, at, .. }) => {
                self.error(at, at + 1, format!("{} is never closed", open.describe()));
            }
            Some(Nest { at, .. }) => self.string_without_end(at),
            None => {}
        }
        loop {
            match self.nests.last().map(|nest| nest.kind) {
                Some(NestKind::Block { base: Some(_), .. }) => {
                    self.end_line();
                    self.close_block();
                }
                Some(NestKind::Block { base: None, .. }) | None => break,
                Some(_) => self.close_bracket(),
            }
        }
        self.end_line();
        while let Some(indent) = self.indents.pop() {
            if indent.counts {
                self.push(Dedent, 0, self.pos, self.pos);
            }
        }
        self.push(End, 0, self.pos, self.pos);
    }

    fn end_line(&mut self) {
        if !self.at_statement_start() {
            self.push(Newline, 0, self.pos, self.pos);
        }
    }
}

/// The character that a text starts with; none if that is not UTF-8.
fn first_char(text: &[u8]) -> Option<char> {
    let decode = |length| std::str::from_utf8(text.get(..length)?).ok()?.chars().next();
    (1..=4).find_map(decode)
}

#[inline]
fn is_word_byte(byte: u8) -> bool {
    const IN_WORDS: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
            byte += 1;
        }
        table
    };
    IN_WORDS[usize::from(byte)]
}

#[cfg(test)]
mod tests;
