//! Tokens.

use crate::source::Span;
use crate::symbol::Symbol;

/// A token. Sixteen bytes; text and numbers are kept elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// See the constants.
    flags: u8,
    /// Symbol of words and texts, index into [`Tokens::numbers`] of numbers.
    value: u32,
    /// First position.
    pub start: u32,
    /// Position after the last byte.
    pub end: u32,
}

const _: () = assert!(size_of::<Token>() == 16);

const LINE_BEFORE: u8 = 1;
const SPACE_BEFORE: u8 = 2;
const INSERTED: u8 = 4;

impl Token {
    pub(super) fn new(kind: TokenKind, value: u32, start: u32, end: u32) -> Token {
        Token { kind, flags: 0, value, start, end }
    }

    pub(super) fn with_space(mut self, line: bool, space: bool) -> Token {
        self.flags |= u8::from(line) * LINE_BEFORE + u8::from(space) * SPACE_BEFORE;
        self
    }

    pub(super) fn inserted(mut self) -> Token {
        self.flags |= INSERTED;
        self
    }

    /// Where it stands.
    #[inline]
    pub fn span(self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Whether a line end that does not count stands between it and the token before.
    #[inline]
    pub fn line_before(self) -> bool {
        self.flags & LINE_BEFORE != 0
    }

    /// Whether white space stands between it and the token before.
    #[inline]
    pub fn space_before(self) -> bool {
        self.flags & SPACE_BEFORE != 0
    }

    /// Whether the lexer made it up to repair brackets, having reported the problem.
    #[inline]
    pub fn is_inserted(self) -> bool {
        self.flags & INSERTED != 0
    }

    /// The symbol of a word or text.
    #[inline]
    pub fn symbol(self) -> Symbol {
        Symbol::from_raw(self.value)
    }

    pub(super) fn number_index(self) -> usize {
        self.value as usize
    }
}

/// The tokens of a file, and what they refer to.
#[derive(Debug, Default)]
pub struct Tokens {
    /// In order; the last one is [`TokenKind::End`].
    pub tokens: Vec<Token>,
    /// Bits of integers and floats.
    numbers: Vec<u64>,
}

impl Tokens {
    pub(super) fn add_number(&mut self, bits: u64) -> u32 {
        self.numbers.push(bits);
        (self.numbers.len() - 1) as u32
    }

    /// The token at an index; the last one for all beyond.
    #[inline]
    pub fn get(&self, index: usize) -> Token {
        match self.tokens.get(index) {
            Some(&token) => token,
            None => self.tokens.last().copied().unwrap_or(Token::new(TokenKind::End, 0, 0, 0)),
        }
    }

    /// The value of an integer token.
    pub fn int(&self, token: Token) -> i64 {
        self.numbers.get(token.number_index()).map_or(0, |&bits| bits as i64)
    }

    /// The value of a float token.
    pub fn float(&self, token: Token) -> f64 {
        self.numbers.get(token.number_index()).map_or(0.0, |&bits| f64::from_bits(bits))
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $text:literal)*) => {
        /// The kinds of token.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum TokenKind { $($(#[$doc])* $name),* }

        impl TokenKind {
            /// How messages name it.
            pub fn describe(self) -> &'static str {
                match self { $(TokenKind::$name => $text),* }
            }
        }
    };
}

kinds! {
    // Reserved words, in the order of their symbols.
    /// `and`
    And "'and'"
    /// `break`
    Break "'break'"
    /// `catch`
    Catch "'catch'"
    /// `class`
    Class "'class'"
    /// `continue`
    Continue "'continue'"
    /// `elif`
    Elif "'elif'"
    /// `else`
    Else "'else'"
    /// `exit`
    Exit "'exit'"
    /// `extends`
    Extends "'extends'"
    /// `false`
    False "'false'"
    /// `finally`
    Finally "'finally'"
    /// `fn`
    Fn "'fn'"
    /// `for`
    For "'for'"
    /// `fun`
    Fun "'fun'"
    /// `if`
    If "'if'"
    /// `in`
    In "'in'"
    /// `is`
    Is "'is'"
    /// `nil`
    Nil "'nil'"
    /// `not`
    Not "'not'"
    /// `or`
    Or "'or'"
    /// `return`
    Return "'return'"
    /// `true`
    True "'true'"
    /// `try`
    Try "'try'"
    /// `while`
    While "'while'"

    /// Any other word.
    Name "a name"
    /// An integer.
    Int "a number"
    /// A float.
    Float "a number"
    /// A String literal.
    Str "a string"
    /// A Bytes literal.
    Bytes "a bytes literal"
    /// `f"`
    FStringStart "a string"
    /// Text of an f-string.
    FStringText "text"
    /// `{` of an f-string.
    FStringOpen "'{'"
    /// The spec of a value, with its `:`.
    FStringSpec "a format spec"
    /// `}` of an f-string.
    FStringClose "'}'"
    /// The closing quote of an f-string.
    FStringEnd "end of string"
    /// `<path>` of an import or include.
    Path "a path"
    /// `#include`
    HashInclude "'#include'"

    /// End of a logical line.
    Newline "end of line"
    /// The next line is deeper.
    Indent "indented line"
    /// The next line is less deep.
    Dedent "end of block"
    /// End of file.
    End "end of file"
    /// A character that belongs nowhere; reported.
    Error "an unexpected character"

    /// `(`
    ParenOpen "'('"
    /// `)`
    ParenClose "')'"
    /// `[`
    BracketOpen "'['"
    /// `]`
    BracketClose "']'"
    /// `{`
    BraceOpen "'{'"
    /// `}`
    BraceClose "'}'"
    /// `,`
    Comma "','"
    /// `.`
    Dot "'.'"
    /// `?.`
    QuestionDot "'?.'"
    /// `..`
    DotDot "'..'"
    /// `..=`
    DotDotEqual "'..='"
    /// `...`
    Ellipsis "'...'"
    /// `?`
    Question "'?'"
    /// `:`
    Colon "':'"
    /// `->`
    Arrow "'->'"
    /// `=>`
    FatArrow "'=>'"
    /// `=`
    Assign "'='"
    /// `+=`
    PlusAssign "'+='"
    /// `-=`
    MinusAssign "'-='"
    /// `*=`
    StarAssign "'*='"
    /// `/=`
    SlashAssign "'/='"
    /// `%=`
    PercentAssign "'%='"
    /// `??=`
    CoalesceAssign "'??='"
    /// `==`
    Equal "'=='"
    /// `!=`
    NotEqual "'!='"
    /// `<`
    Less "'<'"
    /// `<=`
    LessEqual "'<='"
    /// `>`
    Greater "'>'"
    /// `>=`
    GreaterEqual "'>='"
    /// `&&`
    AndAnd "'&&'"
    /// `||`
    OrOr "'||'"
    /// `??`
    Coalesce "'??'"
    /// `!`
    Bang "'!'"
    /// `+`
    Plus "'+'"
    /// `-`
    Minus "'-'"
    /// `*`
    Star "'*'"
    /// `/`
    Slash "'/'"
    /// `%`
    Percent "'%'"
    /// `|`
    Pipe "'|'"
    /// `&`
    Amp "'&'"
    /// `^`
    Caret "'^'"
    /// `~`
    Tilde "'~'"
    /// `<<`
    ShiftLeft "'<<'"
    /// `>>`
    ShiftRight "'>>'"
}

use TokenKind::*;

const RESERVED: [TokenKind; 24] = [
    And, Break, Catch, Class, Continue, Elif, Else, Exit, Extends, False, Finally, Fn, For, Fun, If, In, Is, Nil, Not,
    Or, Return, True, Try, While,
];

impl TokenKind {
    /// The kind of a word.
    #[inline]
    pub(super) fn of_word(symbol: Symbol) -> TokenKind {
        RESERVED.get(symbol.index()).copied().unwrap_or(Name)
    }

    /// A name or reserved word.
    #[inline]
    pub fn is_word(self) -> bool {
        self as u8 <= Name as u8
    }

    /// Whether an operand can end with it.
    pub(crate) fn ends_operand(self) -> bool {
        matches!(
            self,
            Name | Int | Float | Str | Bytes | FStringEnd | True | False | Nil | ParenClose | BracketClose | BraceClose
        )
    }

    /// Whether an operand can start with it, prefix operators included.
    #[inline]
    pub fn starts_operand(self) -> bool {
        matches!(
            self,
            Name | Int
                | Float
                | Str
                | Bytes
                | FStringStart
                | True
                | False
                | Nil
                | Fn
                | Not
                | ParenOpen
                | BracketOpen
                | BraceOpen
                | Minus
                | Bang
                | Tilde
        )
    }

    /// Whether the line end after it does not count: operators, `,`, `=`, `=>`, `->`. The `:` of a ternary is not here.
    #[inline]
    pub(crate) fn continues_line(self) -> bool {
        matches!(self, And | Or | Not | In | Is | Comma | Question) || self as u8 >= Arrow as u8
    }

    /// The closing bracket of an opening one.
    pub(super) fn closer(self) -> TokenKind {
        match self {
            BracketOpen => BracketClose,
            BraceOpen => BraceClose,
            _ => ParenClose,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbol::word;

    #[test]
    fn kinds_follow_the_order_of_the_words() {
        assert_eq!(TokenKind::of_word(word::AND), And);
        assert_eq!(TokenKind::of_word(word::WHILE), While);
        assert_eq!(TokenKind::of_word(word::THROW), Name);
        assert!(RESERVED.iter().enumerate().all(|(index, kind)| *kind as usize == index));
        assert!(Arrow.continues_line() && ShiftRight.continues_line() && !Colon.continues_line());
    }
}
