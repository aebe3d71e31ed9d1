//! From tokens to the syntax tree: recursive descent, with operator precedence for expressions.
//!
//! All syntax errors of a file are found in one run. After an error the parser goes on behind the statement's line, or
//! behind the element of a bracketed list; the lexer guarantees that brackets and blocks match, so both are easy to
//! find. Where the lexer had to insert tokens it has reported already, and the parser keeps quiet.
//!
//! Besides the grammar it checks all rules that need no scopes: targets of assignments, numbers of targets and values,
//! `break` and `continue` outside loops, `return` in `defer`, parameters (duplicates, defaults, `this`), named
//! arguments last, names bound by patterns, ranges of patterns, placement of imports, and the limits of nesting,
//! parameters and arguments. Left to name resolution: everything about what a name means.
//!
//! Which words are special depends on the whole file: a contextual word that the file binds as a name is one. The
//! parser collects bound words while it goes; if it took one of them for special, the file is parsed again.

mod binding;
mod class;
mod compound;
mod expr;
mod function;
mod list;
mod matching;
mod module;
mod pattern;
mod primary;
mod simple;
mod types;

mod dump;
#[cfg(test)]
mod tests;

use crate::ast::{Ident, Module};
use crate::diagnostics::{self, Diagnostic};
use crate::lexer::{self, BoundWords, MAX_ERRORS, Token, TokenKind, Tokens};
use crate::source::{FileId, SourceMap, Span};
use crate::symbol::{Interner, Symbol, word};
use TokenKind::*;

/// Levels of blocks, and levels of expressions, that may be nested in each other.
pub const MAX_NESTING: u32 = 256;
/// Calls, indexes, members and comparisons hung on each other, those in operands and arguments included.
pub const MAX_CHAIN: u32 = 512;
/// Parameters of a function, and arguments of a call.
pub const MAX_PARAMS: usize = 255;
/// Warnings kept of one file.
const MAX_WARNINGS: usize = 500;
/// Failures, those that are not reported included, after which the rest of a file is not looked at.
const MAX_FAILURES: usize = 4 * MAX_ERRORS;

/// Parses one file. Its includes are left as statements; [`parse_program`](crate::include::parse_program) merges them.
///
/// If any of the diagnostics is an error the tree is incomplete and must not be executed.
pub fn parse(sources: &SourceMap, interner: &mut Interner, file: FileId) -> (Module, Vec<Diagnostic>) {
    let (module, diagnostics, ..) = parse_with_tokens(sources, interner, file);
    (module, diagnostics)
}

/// The same with the tokens, and the contextual words that are names in the file.
pub(crate) fn parse_with_tokens(
    sources: &SourceMap,
    interner: &mut Interner,
    file: FileId,
) -> (Module, Vec<Diagnostic>, Tokens, BoundWords) {
    let source = sources.file(file);
    let span = source.span();
    let mut bound = BoundWords::default();
    // Each turn adds a word, so there are at most as many as contextual words; nearly always it is one or two.
    loop {
        let lexed = lexer::lex(source.text(), span.start, interner, bound);
        let mut parser = Parser::new(&lexed.tokens, lexed.diagnostics, interner, bound);
        let body = parser.module();
        let found = bound.union(parser.binds);
        if found.is_special_somewhere() && found != bound {
            bound = found;
            continue;
        }
        let diagnostics = parser.diagnostics;
        return (Module { file, span, body, natives: Vec::new() }, diagnostics, lexed.tokens, bound);
    }
}

/// A tree as text, without positions: equal trees have equal texts.
pub(crate) fn dump(module: &Module, interner: &Interner) -> String {
    let mut dump = dump::Dump { interner, out: String::new() };
    dump.stmts(&module.body);
    dump.out
}

/// An error was found, and reported unless it follows from another.
#[derive(Clone, Copy, Debug)]
struct Failed;

type Result<T> = std::result::Result<T, Failed>;

/// What surrounds the statement being parsed.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    /// Directly in the module.
    module_level: bool,
    /// In a line that is deeper than its block.
    indented: bool,
    /// In a loop of the same function.
    in_loop: bool,
    /// In the body of a `defer` of the same function.
    in_defer: bool,
    /// In a method of a class with a parent.
    has_super: bool,
    /// In a block whose header could not be parsed.
    is_stray: bool,
}

struct Parser<'a> {
    tokens: &'a Tokens,
    pos: usize,
    /// The token at `pos`.
    token: Token,
    interner: &'a mut Interner,
    /// Words that are names in this file, as far as known when this run started.
    bound: BoundWords,
    /// Names bound in this run.
    binds: BoundWords,
    diagnostics: Vec<Diagnostic>,
    context: Context,
    /// First token of the current statement.
    statement: usize,
    /// Token of the last error.
    last_error: Option<usize>,
    /// Start of the last `if` or `try` of this block: an error since then may be why an `else` or `catch` stands alone.
    suspect: u32,
    failures: usize,
    warnings: usize,
    /// A statement, up to which token it was searched for repairs of the lexer, and whether there is one.
    repaired: (usize, usize, bool),
    /// Position right behind a block that ended an expression: no line end is needed there.
    after_block: usize,
    /// Where the text of that block ends.
    block_end: u32,
    blocks: u32,
    expressions: u32,
    /// The longest chain that ends in an expression finished on the current level; see [`MAX_CHAIN`].
    height: u32,
    /// Contextual words used as types, which is an error if they turn out to be names.
    doubtful_types: Vec<Ident>,
}

impl<'a> Parser<'a> {
    fn new(
        tokens: &'a Tokens,
        diagnostics: Vec<Diagnostic>,
        interner: &'a mut Interner,
        bound: BoundWords,
    ) -> Parser<'a> {
        Parser {
            tokens,
            pos: 0,
            token: tokens.get(0),
            interner,
            bound,
            binds: BoundWords::default(),
            diagnostics,
            context: Context { module_level: true, ..Context::default() },
            statement: 0,
            last_error: None,
            suspect: 0,
            failures: 0,
            warnings: 0,
            repaired: (0, 0, false),
            after_block: usize::MAX,
            block_end: 0,
            blocks: 0,
            expressions: 0,
            height: 0,
            doubtful_types: Vec::new(),
        }
    }

    // Tokens.

    #[inline]
    fn kind(&self) -> TokenKind {
        self.token.kind
    }

    #[inline]
    fn peek(&self, ahead: usize) -> Token {
        self.tokens.get(self.pos + ahead)
    }

    #[inline]
    fn at(&self, kind: TokenKind) -> bool {
        self.token.kind == kind
    }

    /// Whether the current token is this contextual word.
    #[inline]
    fn at_word(&self, word: Symbol) -> bool {
        self.token.kind == Name && self.token.symbol() == word
    }

    #[inline]
    fn bump(&mut self) -> Token {
        let token = self.token;
        if token.kind != End {
            self.pos += 1;
            self.token = self.tokens.get(self.pos);
        }
        token
    }

    #[inline]
    fn eat(&mut self, kind: TokenKind) -> bool {
        let found = self.at(kind);
        if found {
            self.bump();
        }
        found
    }

    /// End of the text of what was consumed last.
    #[inline]
    fn end(&self) -> u32 {
        match self.after_block == self.pos {
            true => self.block_end,
            false => self.tokens.get(self.pos.saturating_sub(1)).end,
        }
    }

    #[inline]
    fn span_from(&self, start: u32) -> Span {
        Span::new(start, self.end().max(start))
    }

    fn expect(&mut self, kind: TokenKind) -> Result<Token> {
        match self.at(kind) {
            true => Ok(self.bump()),
            false => Err(self.expected(kind.describe())),
        }
    }

    /// A name that is not reserved. `what` says what for, with its article.
    fn name(&mut self, what: &str) -> Result<Ident> {
        match self.kind() {
            Name => Ok(self.ident()),
            kind if kind.is_word() => {
                let message = format!("Expected {what}, found {}", kind.describe());
                Err(self.fail_with_hint(self.token.span(), message, format!("{} is a reserved word", kind.describe())))
            }
            _ => Err(self.expected(what)),
        }
    }

    /// Any word, after `.` and wherever else names may be reserved words.
    fn word(&mut self, what: &str) -> Result<Ident> {
        match self.kind().is_word() {
            true => Ok(self.ident()),
            false => Err(self.expected(what)),
        }
    }

    fn ident(&mut self) -> Ident {
        let token = self.bump();
        Ident { name: token.symbol(), span: token.span() }
    }

    /// Whether a statement may end before the current token.
    #[inline]
    fn at_statement_end(&self) -> bool {
        matches!(self.kind(), Newline | Dedent | End) || self.after_block == self.pos
    }

    /// Whether the expression before ended with a block and the current token, though it could, does not continue it.
    #[inline]
    fn starts_new_line(&self) -> bool {
        self.after_block == self.pos && matches!(self.kind(), ParenOpen | BracketOpen | Minus | Bang | Not)
    }

    /// Index of the token that closes the bracket opened at `open`.
    fn closing(&self, open: usize) -> usize {
        self.skip(open + 1, |kind| matches!(kind, ParenClose | BracketClose | BraceClose | FStringClose))
    }

    /// Index of the first token from `from` on, outside brackets and blocks opened on the way, that satisfies `stop`;
    /// otherwise the end of what is around.
    fn skip(&self, from: usize, stop: impl std::ops::Fn(TokenKind) -> bool) -> usize {
        let mut depth = 0u32;
        let mut index = from;
        loop {
            let kind = self.tokens.get(index).kind;
            if depth == 0 && stop(kind) {
                return index;
            }
            match kind {
                ParenOpen | BracketOpen | BraceOpen | FStringOpen | Indent => depth += 1,
                ParenClose | BracketClose | BraceClose | FStringClose | Dedent => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return index,
                },
                End => return index,
                _ => {}
            }
            index += 1;
        }
    }

    fn go_to(&mut self, index: usize) {
        self.pos = index;
        self.token = self.tokens.get(index);
    }

    // Errors.

    /// Reports an error at the current token.
    fn fail(&mut self, span: Span, message: impl Into<String>) -> Failed {
        self.report(Diagnostic::error(span, message))
    }

    fn fail_with_hint(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) -> Failed {
        self.report(Diagnostic::error(span, message).with_hint(hint))
    }

    /// Reports a syntax error at the current token, unless it is likely to follow from another one: in a statement the
    /// lexer had to repair, or in the line of the last error of this statement.
    fn report(&mut self, diagnostic: Diagnostic) -> Failed {
        let follows = self.last_error.is_some_and(|last| {
            last >= self.statement
                && last <= self.pos
                && (last..self.pos)
                    .all(|index| self.tokens.get(index).kind != Newline && !self.tokens.get(index + 1).line_before())
        });
        self.last_error = Some(self.pos);
        if !self.is_repaired() && !follows {
            self.note(diagnostic);
        }
        self.failures += 1;
        if self.failures >= MAX_FAILURES {
            self.go_to(self.tokens.tokens.len());
        }
        Failed
    }

    /// Whether the current statement, as far as it has been read, has tokens that stand for an error.
    fn is_repaired(&mut self) -> bool {
        let (statement, searched, found) = self.repaired;
        let (from, found) = match statement == self.statement && searched <= self.pos {
            true => (searched, found),
            false => (self.statement, false),
        };
        let doubtful = |token: Token| token.is_inserted() || token.kind == Error;
        let found = found || (from..=self.pos).any(|index| doubtful(self.tokens.get(index)));
        self.repaired = (self.statement, self.pos, found);
        found
    }

    /// Records a problem that does not disturb parsing.
    fn note(&mut self, diagnostic: Diagnostic) {
        self.warnings += usize::from(!diagnostic.is_error());
        if diagnostic.is_error() || self.warnings <= MAX_WARNINGS {
            self.diagnostics.push(diagnostic);
        }
    }

    fn expected(&mut self, what: &str) -> Failed {
        let message = format!("Expected {what}, found {}", self.found());
        self.fail(self.token.span(), message)
    }

    /// The current token as messages name it.
    fn found(&self) -> String {
        match self.kind() {
            Name => format!("'{}'", self.interner.name(self.token.symbol())),
            kind => kind.describe().to_string(),
        }
    }

    fn text(&self, symbol: Symbol) -> String {
        self.interner.name(symbol).to_string()
    }

    // Nesting.

    /// Parses something inside another expression.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.expressions >= MAX_NESTING {
            return Err(self.fail(self.token.span(), too_deep()));
        }
        self.expressions += 1;
        let outer = std::mem::take(&mut self.height);
        let result = parse(self);
        self.height = outer.max(self.height);
        self.expressions -= 1;
        result
    }

    /// Parses something with a context of its own.
    fn within<T>(&mut self, context: Context, parse: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.context, context);
        let result = parse(self);
        self.context = outer;
        result
    }

    /// The context of a function's body.
    fn function_context(&self) -> Context {
        Context { has_super: self.context.has_super, ..Context::default() }
    }

    // Recovery.

    /// Parses the header of a block; after an error goes to the end of its line, so that the block is still seen.
    fn header<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T>) -> Option<T> {
        self.statement = self.pos;
        match parse(self) {
            Ok(parsed) => Some(parsed),
            Err(Failed) => {
                self.go_to_line_end();
                None
            }
        }
    }

    /// Goes to the NEWLINE that ends the current statement's line.
    fn go_to_line_end(&mut self) {
        let mut index = self.statement;
        loop {
            index = self.skip(index, |kind| kind == Newline);
            // Stopped by the end of a bracket or block that was opened before: the statement is over.
            if index >= self.pos || !matches!(self.tokens.get(index).kind, Newline) {
                break;
            }
            index += 1;
        }
        self.go_to(index.max(self.pos));
    }

    /// After an error in a statement: goes behind its line.
    fn synchronize(&mut self) {
        self.go_to_line_end();
        if !self.eat(Newline) && !matches!(self.kind(), Dedent | End) && self.pos == self.statement {
            self.bump();
        }
    }

    /// The line of a simple statement must end here.
    fn end_statement(&mut self) -> Result<()> {
        if self.at_statement_end() {
            self.eat(Newline);
            return Ok(());
        }
        let mut error = Diagnostic::error(self.token.span(), "Unexpected trailing characters at end of line");
        error.hint = self.trailing_hint();
        let joined = (self.statement + 1..=self.pos).rev().find(|&index| self.tokens.get(index).line_before());
        if let Some(index) = joined.filter(|&index| self.is_outside_brackets(index)) {
            let operator = self.tokens.get(index - 1);
            let text = format!("the line does not end after {}", operator.kind.describe());
            error = error.with_label(operator.span(), text);
        }
        Err(self.report(error))
    }

    fn is_outside_brackets(&self, index: usize) -> bool {
        self.skip(self.statement, |kind| kind == Newline) >= index
            && (self.statement..index).fold(0i32, |depth, index| match self.tokens.get(index).kind {
                ParenOpen | BracketOpen | BraceOpen | FStringOpen => depth + 1,
                ParenClose | BracketClose | BraceClose | FStringClose => depth - 1,
                _ => depth,
            }) == 0
    }

    fn trailing_hint(&self) -> Option<String> {
        let first = self.tokens.get(self.statement);
        let previous = self.tokens.get(self.pos.saturating_sub(1));
        let hint = match self.kind() {
            Assign => "assignment is a statement and has no value; use '==' to compare",
            Colon if self.peek(1).kind == Assign => "assignment is written '='",
            Colon => "headers of blocks end without ':'",
            FatArrow if matches!(previous.kind, ParenClose | Name) => {
                "functions are written 'fn(params) => expression'"
            }
            FatArrow => "arms of a 'match' begin with 'case'; 'at least' is written '>='",
            BraceOpen => "blocks are indented, without braces",
            Str | FStringStart if matches!(previous.kind, Str | FStringEnd) => "join strings with '+'",
            Else => "'else' goes on a line of its own",
            If => "'if' is a statement; write 'condition ? value : other'",
            Question | Coalesce => "put this expression in parentheses",
            _ if first.kind == Name && matches!(first.symbol(), word::CASE | word::AFTER) => {
                "it belongs into the indented block of a 'match' or 'receive'"
            }
            _ if first.kind == Name && first.symbol() == word::MATCH => {
                "'match' needs an indented block of 'case' lines"
            }
            _ if first.kind == Name => {
                let word = self.interner.name(first.symbol());
                return diagnostics::keyword_hint(word).filter(|_| !first.symbol().is_contextual());
            }
            _ => return None,
        };
        Some(hint.to_string())
    }
}

fn too_deep() -> String {
    format!("Nesting is deeper than {MAX_NESTING} levels")
}

/// Whether a word loses its meaning in a file that binds it.
fn yields_to_names(word: Symbol) -> bool {
    (word::THROW..=word::ECHO).contains(&word)
}
