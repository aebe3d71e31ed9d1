//! From tokens to a tree of lines, blocks and brackets, with every comment at its place.
//!
//! The formatter works on this tree and not on the syntax tree because it has to keep what that one drops: parentheses,
//! the spelling of literals, comments, empty lines. It knows no more of the grammar than spaces and line ends depend on.

use super::comments::{self, Comment, Gap, with_line_feeds};
use crate::lexer::{BoundWords, Token, TokenKind, Tokens};
use crate::symbol::{Symbol, word};
use TokenKind::*;

/// Lines of one indentation.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) lines: Vec<Row>,
    /// Comments behind the last line.
    pub(crate) tail: Vec<Comment>,
}

/// A logical line, with the block that it is the header of.
#[derive(Debug)]
pub(crate) struct Row {
    /// Comments above it.
    pub(crate) lead: Vec<Comment>,
    /// An empty line stands before it.
    pub(crate) blank: bool,
    pub(crate) atoms: Vec<Atom>,
}

/// A part of a line.
#[derive(Debug)]
pub(crate) enum Atom {
    Leaf(Leaf),
    Bracket(Bracket),
    Block(Block),
}

/// A token, or a whole f-string.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) kind: TokenKind,
    pub(crate) symbol: Option<Symbol>,
    pub(crate) text: Vec<u8>,
    pub(crate) role: Role,
    pub(crate) notes: Notes,
}

/// Comments around a token.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    pub(crate) own: Vec<Comment>,
    pub(crate) inline: Vec<Comment>,
    pub(crate) trailing: Vec<Comment>,
}

impl Notes {
    pub(crate) fn is_empty(&self) -> bool {
        self.own.is_empty() && self.inline.is_empty() && self.trailing.is_empty()
    }
}

/// What a token is for, as far as spaces and line ends depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Part of an operand, or whatever its kind says.
    Plain,
    /// A word that is no operand: an operand follows.
    Keyword,
    /// A prefix operator.
    Prefix,
    /// An operator between operands, by precedence; the loosest is 1.
    Binary(u8),
    /// The second word of `is not` and `not in`.
    SecondWord,
    /// Part of a type, close to what is before.
    Type,
    /// `:` behind a key or label.
    Label,
    /// `:` of a slice.
    Slice,
    /// `*` of a generator.
    Generator,
    /// `=>`, `=`, `->` and the like.
    Separator,
}

/// What a pair of brackets is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Arguments, parameters, an Array, a Map: a list that may end with a comma.
    List,
    /// Targets of a destructuring assignment and such: a list that may not.
    Fixed,
    /// Parentheses around an expression.
    Group,
    /// An index or slice.
    Index,
}

#[derive(Debug)]
pub(crate) struct Bracket {
    pub(crate) open: Leaf,
    pub(crate) items: Vec<Item>,
    pub(crate) close: Leaf,
    pub(crate) shape: Shape,
    /// A line end follows the opening bracket.
    pub(crate) spread: bool,
}

/// An element of a bracket.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) atoms: Vec<Atom>,
    /// Comments above it.
    pub(crate) lead: Vec<Comment>,
    /// An empty line stands before it.
    pub(crate) blank: bool,
    /// It begins a line.
    pub(crate) line: bool,
    /// Comments around the comma behind it.
    pub(crate) comma: Notes,
}

impl Atom {
    pub(crate) fn kind(&self) -> Option<TokenKind> {
        match self {
            Atom::Leaf(leaf) => Some(leaf.kind),
            Atom::Bracket(_) | Atom::Block(_) => None,
        }
    }

    pub(crate) fn role(&self) -> Role {
        match self {
            Atom::Leaf(leaf) => leaf.role,
            Atom::Bracket(_) | Atom::Block(_) => Role::Plain,
        }
    }

    /// Whether an operand can end with it.
    pub(crate) fn ends_operand(&self) -> bool {
        match self {
            Atom::Leaf(leaf) => leaf.role == Role::Plain && leaf.kind.ends_operand(),
            Atom::Bracket(_) | Atom::Block(_) => true,
        }
    }
}

pub(crate) struct Builder<'a> {
    text: &'a [u8],
    /// Position of the first byte.
    base: u32,
    tokens: &'a Tokens,
    bound: BoundWords,
    index: usize,
    /// Where the text of the last token that is in the text ends.
    end: usize,
    /// Comments before the current token that belong to a block that has ended.
    claimed: usize,
}

/// The tree of a file.
pub(crate) fn build(text: &[u8], base: u32, tokens: &Tokens, bound: BoundWords) -> Block {
    let mut builder = Builder { text, base, tokens, bound, index: 0, end: 0, claimed: 0 };
    let mut block = Block::default();
    builder.lines(&mut block, false);
    let gap = builder.gap();
    block.tail.extend(gap.own.into_iter().skip(builder.claimed));
    block
}

impl Builder<'_> {
    fn token(&self) -> Token {
        self.tokens.get(self.index)
    }

    fn kind(&self) -> TokenKind {
        self.token().kind
    }

    /// The next token that is in the text.
    fn solid(&self) -> Token {
        let mut index = self.index;
        while matches!(self.tokens.get(index).kind, Newline | Indent | Dedent) {
            index += 1;
        }
        self.tokens.get(index)
    }

    /// What stands between the last token and the next.
    fn gap(&self) -> Gap {
        let next = self.solid();
        let start = (next.start - self.base) as usize;
        let last = next.kind == End;
        let start = if last { self.text.len() } else { start };
        comments::gap(self.text, self.end..start.max(self.end), self.end == 0, last)
    }

    /// Lines up to the end of the block.
    fn lines(&mut self, block: &mut Block, arms: bool) {
        loop {
            match self.kind() {
                End => return,
                Dedent => return,
                // A line deeper than its block.
                Indent => {
                    self.index += 1;
                    let width = self.column(self.solid());
                    self.lines(block, arms);
                    block.tail.extend(self.claim(width));
                    self.close_block();
                    let tail = std::mem::take(&mut block.tail);
                    self.put_back(block, tail);
                }
                Newline => self.index += 1,
                _ => {
                    let row = self.row(arms);
                    block.lines.push(row);
                }
            }
        }
    }

    /// Comments at the end of a stray block go before the next line, which is of the same block.
    fn put_back(&mut self, block: &mut Block, tail: Vec<Comment>) {
        match tail.is_empty() {
            true => {}
            false => block.lines.push(Row { lead: tail, blank: false, atoms: Vec::new() }),
        }
    }

    fn close_block(&mut self) {
        if self.kind() == Dedent {
            self.index += 1;
        }
    }

    /// The indentation of the line of a token.
    fn column(&self, token: Token) -> usize {
        comments::indentation(self.text, (token.start - self.base) as usize)
    }

    /// Takes the comments before the next token that are at least as deep as a block that ends here.
    fn claim(&mut self, width: usize) -> Vec<Comment> {
        let gap = self.gap();
        let taken: Vec<Comment> =
            gap.own.into_iter().skip(self.claimed).take_while(|comment| comment.column >= width).collect();
        self.claimed += taken.len();
        taken
    }

    /// The comments before the next token that no block has claimed; whether an empty line comes before them and before
    /// the token.
    fn lead(&mut self) -> Gap {
        let mut gap = self.gap();
        gap.own.drain(..std::mem::take(&mut self.claimed).min(gap.own.len()));
        gap
    }

    fn row(&mut self, arms: bool) -> Row {
        let column = self.column(self.token());
        let lead = self.lead();
        let mut atoms = Vec::new();
        let blank = lead.blank;
        self.atoms(&mut atoms, true);
        fix_first(&mut atoms, Assign);
        loop {
            let before = self.index;
            if self.kind() == Newline {
                self.index += 1;
            }
            let has_cases = self.kind() == Indent && {
                let next = self.solid();
                next.kind == Name && matches!(next.symbol(), word::CASE | word::AFTER)
            };
            classify(&mut atoms, self.bound, Place::Line { arms, has_cases });
            let header = is_header(&atoms, arms);
            let is_match = header && has_cases && has_match(&atoms);
            if header && self.kind() == Indent {
                self.index += 1;
                let width = self.column(self.solid());
                let mut body = Block::default();
                self.lines(&mut body, is_match);
                body.tail.extend(self.claim(width));
                self.close_block();
                atoms.push(Atom::Block(body));
                if self.goes_on() {
                    self.atoms(&mut atoms, false);
                    continue;
                }
            } else if header {
                let tail = self.claim(column + 1);
                if !tail.is_empty() {
                    atoms.push(Atom::Block(Block { lines: Vec::new(), tail }));
                }
            }
            debug_assert!(self.index > before || matches!(self.kind(), Newline | Dedent | End));
            break;
        }
        Row { lead: lead.own, blank, atoms }
    }

    /// Whether the statement goes on after a block in it.
    fn goes_on(&self) -> bool {
        match self.kind() {
            Dot | QuestionDot | Comma | Question | Colon | And | Or | In | Is => true,
            Minus | Bang | Not | Tilde | Ellipsis | Newline | Dedent | Indent | End => false,
            kind => kind as u8 >= Arrow as u8,
        }
    }

    /// Atoms up to the end of the line, or of the item of a bracket.
    fn atoms(&mut self, atoms: &mut Vec<Atom>, first: bool) {
        let mut first = first;
        loop {
            match self.kind() {
                Newline | Indent | Dedent | End | ParenClose | BracketClose | BraceClose => return,
                ParenOpen | BracketOpen | BraceOpen => {
                    let bracket = self.bracket(atoms, first);
                    atoms.push(Atom::Bracket(bracket));
                }
                _ => {
                    let leaf = self.leaf(first);
                    atoms.push(Atom::Leaf(leaf));
                }
            }
            first = false;
        }
    }

    /// The current token with its comments; those above the first of a line have been taken by the line.
    fn leaf(&mut self, first: bool) -> Leaf {
        let token = self.token();
        let before = self.lead();
        let start = (token.start - self.base) as usize;
        if token.kind == FStringStart {
            let mut depth = 0;
            loop {
                match self.kind() {
                    FStringStart => depth += 1,
                    FStringEnd => depth -= 1,
                    _ => {}
                }
                if depth == 0 || self.kind() == End {
                    break;
                }
                self.index += 1;
            }
        }
        let last = self.token();
        self.index += 1;
        self.end = (last.end - self.base) as usize;
        let text = with_line_feeds(&self.text[start..self.end]);
        let behind = self.gap();
        let trailing = if behind.line || self.solid().kind == End { behind.trailing } else { Vec::new() };
        let own = if first { Vec::new() } else { before.own };
        Leaf {
            kind: last.kind,
            symbol: token.kind.is_word().then(|| token.symbol()),
            text: if token.kind == Str { with_double_quotes(text) } else { text },
            role: Role::Plain,
            notes: Notes { own, inline: before.inline, trailing },
        }
    }

    fn bracket(&mut self, before: &[Atom], first: bool) -> Bracket {
        let open = self.leaf(first);
        let spread = self.gap().line;
        let mut items = Vec::new();
        let closes = |kind| matches!(kind, ParenClose | BracketClose | BraceClose | End);
        while !closes(self.kind()) {
            let lead = self.lead();
            let mut item =
                Item { atoms: Vec::new(), lead: lead.own, blank: lead.blank, line: lead.line, comma: Notes::default() };
            self.item(&mut item.atoms);
            if self.kind() == Comma {
                item.comma = self.leaf(false).notes;
            }
            items.push(item);
        }
        let shape = shape(before, &open, &items);
        for item in &mut items {
            fix_first(&mut item.atoms, Colon);
        }
        let place = Place::Bracket { slice: shape == Shape::Index };
        for item in &mut items {
            classify(&mut item.atoms, self.bound, place);
        }
        Bracket { close: self.leaf(false), open, items, shape, spread }
    }

    fn item(&mut self, atoms: &mut Vec<Atom>) {
        let mut first = true;
        loop {
            match self.kind() {
                Comma | ParenClose | BracketClose | BraceClose | Dedent | End => return,
                Newline => {
                    self.index += 1;
                    self.bracket_block(atoms);
                }
                Indent => self.index += 1,
                ParenOpen | BracketOpen | BraceOpen => {
                    let bracket = self.bracket(atoms, first);
                    atoms.push(Atom::Bracket(bracket));
                }
                _ => {
                    let leaf = self.leaf(first);
                    atoms.push(Atom::Leaf(leaf));
                }
            }
            first = false;
        }
    }

    /// The body of an `fn` inside brackets.
    fn bracket_block(&mut self, atoms: &mut Vec<Atom>) {
        let mut body = Block::default();
        if self.kind() == Indent {
            self.index += 1;
            let width = self.column(self.solid());
            self.lines(&mut body, false);
            body.tail.extend(self.claim(width));
            self.close_block();
        }
        atoms.push(Atom::Block(body));
    }
}

/// The same literal in double quotes, unless its text has some or a backslash.
fn with_double_quotes(text: Vec<u8>) -> Vec<u8> {
    let quote = text.iter().position(|&byte| byte == b'\'' || byte == b'"');
    match quote {
        Some(at) if text[at] == b'\'' && !text.iter().any(|byte| matches!(byte, b'"' | b'\\')) => {
            let mut text = text;
            let last = text.len() - 1;
            text[at] = b'"';
            text[last] = b'"';
            text
        }
        _ => text,
    }
}

/// `[a, b] = e` and `{[k]: v}`: brackets that look like an Array but cannot end with a comma.
fn fix_first(atoms: &mut [Atom], followed_by: TokenKind) {
    if let [Atom::Bracket(bracket), Atom::Leaf(next), ..] = atoms
        && next.kind == followed_by
        && bracket.open.kind == BracketOpen
    {
        bracket.shape = Shape::Fixed;
    }
}

fn shape(before: &[Atom], open: &Leaf, items: &[Item]) -> Shape {
    let after_operand = before.last().is_some_and(|atom| match atom {
        // A word whose role is not known yet; what is no operand is told by its kind.
        Atom::Leaf(leaf) => leaf.kind.ends_operand() || names_function(before),
        Atom::Bracket(_) | Atom::Block(_) => true,
    });
    let after_fn = match before {
        [.., fun, star] => fun.kind() == Some(Fn) && star.kind() == Some(Star),
        _ => false,
    } || before.last().and_then(Atom::kind) == Some(Fn);
    match open.kind {
        ParenOpen if after_operand || after_fn => Shape::List,
        ParenOpen if items.len() > 1 => Shape::Fixed,
        ParenOpen => Shape::Group,
        BracketOpen if after_operand => Shape::Index,
        _ => Shape::List,
    }
}

/// Whether the last atom is the name of a function, which may be a reserved word.
fn names_function(atoms: &[Atom]) -> bool {
    match atoms {
        [.., fun, star, name] if fun.kind() == Some(Fun) && star.kind() == Some(Star) => is_word(name),
        [.., fun, name] if fun.kind() == Some(Fun) => is_word(name),
        _ => false,
    }
}

fn is_word(atom: &Atom) -> bool {
    atom.kind().is_some_and(TokenKind::is_word)
}

/// Where a run of atoms stands.
#[derive(Clone, Copy)]
enum Place {
    Line {
        /// Directly in a `match` or `receive`.
        arms: bool,
        /// A deeper line with a case follows.
        has_cases: bool,
    },
    Bracket {
        slice: bool,
    },
}

/// Gives every atom its role.
fn classify(atoms: &mut [Atom], bound: BoundWords, place: Place) {
    let mut questions: Vec<usize> = Vec::new();
    let types = type_brackets(atoms);
    for index in 0..atoms.len() {
        let (before, rest) = atoms.split_at_mut(index);
        let Some((Atom::Leaf(leaf), after)) = rest.split_first_mut() else { continue };
        let operand = before.last().is_some_and(Atom::ends_operand);
        let second = |word: TokenKind| before.last().and_then(Atom::kind) == Some(word);
        leaf.role = match leaf.kind {
            _ if types.contains(&index) => Role::Type,
            kind if kind.is_word() && kind != Name => match kind {
                _ if names_function_before(before) => Role::Plain,
                True | False | Nil => Role::Plain,
                Not if operand => Role::Binary(8),
                Not if second(Is) => Role::SecondWord,
                In if second(Not) => Role::SecondWord,
                Not => Role::Prefix,
                _ if after.first().and_then(Atom::kind) == Some(Colon) && !operand => Role::Plain,
                And => Role::Binary(5),
                Or => Role::Binary(4),
                In => Role::Binary(8),
                Is => Role::Binary(7),
                _ => Role::Keyword,
            },
            Name if is_keyword(leaf, before, after, operand, bound, place) => Role::Keyword,
            HashInclude => Role::Keyword,
            Minus | Bang | Tilde | Caret if !operand => Role::Prefix,
            Ellipsis => Role::Prefix,
            Star if second(Fun) || second(Fn) => Role::Generator,
            Bang => Role::Binary(1),
            Coalesce => Role::Binary(3),
            OrOr => Role::Binary(4),
            AndAnd => Role::Binary(5),
            Equal | NotEqual => Role::Binary(7),
            Less | LessEqual | Greater | GreaterEqual => Role::Binary(8),
            Pipe => Role::Binary(9),
            Caret => Role::Binary(10),
            Amp => Role::Binary(11),
            ShiftLeft | ShiftRight => Role::Binary(12),
            Plus | Minus => Role::Binary(13),
            Star | Slash | Percent => Role::Binary(14),
            Comma => {
                questions.clear();
                Role::Separator
            }
            Question => {
                questions.push(index);
                Role::Type
            }
            Colon => match (questions.pop(), place) {
                (Some(question), _) => {
                    if let Some(Atom::Leaf(question)) = before.get_mut(question) {
                        question.role = Role::Binary(2);
                    }
                    Role::Binary(2)
                }
                (None, Place::Bracket { slice: true }) => Role::Slice,
                (None, _) => Role::Label,
            },
            Arrow | FatArrow => Role::Separator,
            kind if is_assignment(kind) => Role::Separator,
            _ => Role::Plain,
        };
        // What a bracket is was told from the word before it, which turns out not to be an operand.
        if leaf.role == Role::Keyword
            && leaf.kind == Name
            && let Some(Atom::Bracket(bracket)) = after.first_mut()
        {
            bracket.shape = shape(&[], &bracket.open, &bracket.items);
        }
    }
}

pub(crate) fn is_assignment(kind: TokenKind) -> bool {
    matches!(kind, Assign | PlusAssign | MinusAssign | StarAssign | SlashAssign | PercentAssign | CoalesceAssign)
}

fn names_function_before(before: &[Atom]) -> bool {
    match before {
        [.., fun, star] if fun.kind() == Some(Fun) && star.kind() == Some(Star) => true,
        [.., fun] => fun.kind() == Some(Fun),
        [] => false,
    }
}

/// Whether a name is a contextual word in its special meaning, after which an operand follows.
fn is_keyword(leaf: &Leaf, before: &[Atom], after: &[Atom], operand: bool, bound: BoundWords, place: Place) -> bool {
    let Some(symbol) = leaf.symbol.filter(|symbol| symbol.is_contextual()) else { return false };
    let previous = before.last().and_then(Atom::kind);
    if bound.contains(symbol) && !matches!(symbol, word::MATCH | word::RECEIVE | word::CASE | word::AFTER | word::WHEN)
        || matches!(previous, Some(Dot | QuestionDot | Fun))
        || after.first().and_then(Atom::kind) == Some(Colon)
    {
        return false;
    }
    let next = after.first();
    let starts = match next {
        Some(Atom::Leaf(next)) => {
            next.kind.starts_operand() || matches!(next.kind, Path | FStringEnd) || next.kind.is_word()
        }
        Some(Atom::Bracket(_)) => true,
        Some(Atom::Block(_)) | None => false,
    };
    let is_paren = matches!(next, Some(Atom::Bracket(bracket)) if bracket.open.kind == ParenOpen);
    let at_start = before.is_empty() || operand || matches!(previous, Some(Else | FatArrow));
    match symbol {
        word::SUPER => false,
        word::PRINT | word::ECHO => at_start && starts && (!is_paren || after.len() > 1),
        word::YIELD => starts || next.is_none(),
        word::MATCH => {
            let position = before.is_empty()
                || matches!(previous, Some(Return | FatArrow | Comma))
                || previous.is_some_and(is_assignment);
            position && starts && matches!(place, Place::Line { has_cases: true, .. })
        }
        word::RECEIVE => false,
        word::CASE | word::AFTER => before.is_empty() && matches!(place, Place::Line { arms: true, .. }),
        word::WHEN => (operand || previous == Some(Catch)) && starts,
        word::AS | word::FROM => operand && starts,
        _ => at_start && starts,
    }
}

/// The `<`, `>` and `>>` of types such as `array<number>`.
fn type_brackets(atoms: &[Atom]) -> Vec<usize> {
    let mut found = Vec::new();
    for (start, atom) in atoms.iter().enumerate() {
        let Atom::Leaf(Leaf { symbol: Some(word::ARRAY | word::MAP), .. }) = atom else { continue };
        let (mut depth, mut inside) = (0i32, Vec::new());
        for (index, atom) in atoms.iter().enumerate().skip(start + 1) {
            let Atom::Leaf(leaf) = atom else { break };
            match leaf.kind {
                Less => depth += 1,
                Greater => depth -= 1,
                ShiftRight => depth -= 2,
                Name | Nil | Dot | Question | Comma if depth > 0 => continue,
                _ => break,
            }
            inside.push(index);
            if depth <= 0 {
                break;
            }
        }
        if depth == 0 {
            found.append(&mut inside);
        }
    }
    found
}

pub(crate) fn has_match(atoms: &[Atom]) -> bool {
    atoms.iter().any(|atom| match atom {
        Atom::Leaf(leaf) => {
            matches!(leaf.symbol, Some(word::MATCH)) && leaf.role == Role::Keyword
                || matches!(leaf.symbol, Some(word::RECEIVE))
        }
        _ => false,
    })
}

/// Whether a deeper line behind these atoms is their block.
pub(crate) fn is_header(atoms: &[Atom], arms: bool) -> bool {
    if ends_with_fn(atoms) || has_match(atoms) {
        return true;
    }
    let Some(Atom::Leaf(first)) = atoms.first() else { return false };
    let has = |kind| atoms.iter().any(|atom| atom.kind() == Some(kind));
    match first.kind {
        If | Elif | While | For => !has_suite(&atoms[1..]),
        Else => match atoms.get(1).and_then(Atom::kind) {
            Some(If) => !has_suite(&atoms[2..]),
            _ => atoms.len() == 1,
        },
        Try | Catch | Finally | Class => true,
        Fun => !has(FatArrow),
        Name => match first.symbol {
            Some(word::DEFER) => atoms.len() == 1,
            Some(word::CASE | word::AFTER) => arms && first.role == Role::Keyword && !has(FatArrow),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a statement follows the condition in the same line.
fn has_suite(atoms: &[Atom]) -> bool {
    atoms.windows(2).any(|pair| {
        let starts = match &pair[1] {
            Atom::Leaf(leaf) => match leaf.kind {
                Name | Int | Float | Str | Bytes | FStringEnd | True | False | Nil | Return | Exit | Break
                | Continue | Fn => true,
                kind => is_assignment(kind),
            },
            Atom::Bracket(bracket) => bracket.open.kind == BraceOpen,
            Atom::Block(_) => false,
        };
        pair[0].ends_operand() && starts
    })
}

/// Whether the last thing is an `fn` without `=>`, whose body is a block.
fn ends_with_fn(atoms: &[Atom]) -> bool {
    let Some(last) = atoms.iter().rposition(|atom| atom.kind() == Some(Fn) && atom.role() == Role::Keyword) else {
        return false;
    };
    !atoms[last..].iter().any(|atom| atom.kind() == Some(FatArrow) || matches!(atom, Atom::Block(_)))
}
