//! Whether what has been typed so far is a whole entry, for hosts that read programs line by line.

use crate::format::tree::{self, Atom, Block, Row};
use crate::lexer::{self, BoundWords, TokenKind};
use crate::symbol::{Interner, word};

/// What a text still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is whole, or no continuation would make it right.
    Nothing,
    /// It ends in a block, which may go on: an empty line, or a line that is less deep, ends it.
    EndOfBlock,
    /// It cannot end here: a bracket, string or comment is open, an operator lacks its operand, a `try` its `catch`.
    More,
}

/// What `text` needs to be a whole entry. Linear in the text.
pub fn needs(text: &str) -> Needs {
    let mut interner = Interner::new();
    let lexed = lexer::lex(text.as_bytes(), 0, &mut interner, BoundWords::default());
    let open = ["is never closed", "Unterminated string", "Unterminated comment"];
    if lexed.diagnostics.iter().any(|error| open.iter().any(|what| error.message.ends_with(what))) {
        return Needs::More;
    }
    if !lexed.diagnostics.is_empty() {
        return Needs::Nothing;
    }
    let tokens = &lexed.tokens;
    let layout = |kind| matches!(kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::End);
    let last = tokens.tokens.iter().rev().find(|token| !layout(token.kind));
    let Some(last) = last else { return Needs::Nothing };
    let block = tree::build(text.as_bytes(), 0, tokens, BoundWords::default());
    let needs = needs_of_block(&block, false);
    // After `->` and in types, `>` and `?` end a line.
    let operator = last.kind.continues_line() || last.kind == TokenKind::Colon;
    if operator && needs == Needs::Nothing {
        return Needs::More;
    }
    needs
}

fn needs_of_block(block: &Block, arms: bool) -> Needs {
    let Some(row) = block.lines.iter().rfind(|row| !row.atoms.is_empty()) else { return Needs::Nothing };
    if let Some(Atom::Block(body)) = row.atoms.last() {
        let first = row.atoms.first().and_then(Atom::kind);
        if first == Some(TokenKind::Try) {
            return Needs::More;
        }
        return match needs_of_block(body, tree::has_match(&row.atoms)) {
            Needs::More => Needs::More,
            _ => Needs::EndOfBlock,
        };
    }
    match tree::is_header(&row.atoms, arms) || starts_match(row) {
        true if row.atoms.first().and_then(Atom::kind) == Some(TokenKind::Try) => Needs::More,
        true => Needs::EndOfBlock,
        false => Needs::Nothing,
    }
}

/// `match v` or `receive` before any case is there.
fn starts_match(row: &Row) -> bool {
    row.atoms.iter().enumerate().any(|(index, atom)| {
        let Atom::Leaf(leaf) = atom else { return false };
        let before = index.checked_sub(1).and_then(|index| row.atoms.get(index));
        let place = match before {
            None => true,
            Some(before) => before.kind().is_some_and(|kind| {
                tree::is_assignment(kind) || matches!(kind, TokenKind::Return | TokenKind::FatArrow | TokenKind::Comma)
            }),
        };
        let after = row.atoms.get(index + 1);
        match leaf.symbol {
            Some(word::MATCH) => place && matches!(after, Some(Atom::Bracket(_) | Atom::Leaf(_))) && operand(after),
            Some(word::RECEIVE) => place && after.is_none(),
            _ => false,
        }
    })
}

fn operand(atom: Option<&Atom>) -> bool {
    match atom {
        Some(Atom::Leaf(leaf)) => leaf.kind.starts_operand() || leaf.kind == TokenKind::FStringEnd,
        Some(Atom::Bracket(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_known_when_an_entry_is_whole() {
        for (text, expected) in [
            ("", Needs::Nothing),
            ("1 + 2", Needs::Nothing),
            ("// only", Needs::Nothing),
            ("x = ", Needs::More),
            ("x = a &&\n", Needs::More),
            ("x = c ? 1 :", Needs::More),
            ("print(1,", Needs::More),
            ("s = \"abc", Needs::More),
            ("s = f\"a {b", Needs::More),
            ("/* a", Needs::More),
            ("x = )", Needs::Nothing),
            ("if x", Needs::EndOfBlock),
            ("if x\n  y()", Needs::EndOfBlock),
            ("if x\n  if y\n    z(", Needs::More),
            ("if (x) y()", Needs::Nothing),
            ("fun f(a) => a + 1", Needs::Nothing),
            ("fun f(a) -> number?", Needs::EndOfBlock),
            ("fun f(a)\n  return a\nf(1)", Needs::Nothing),
            ("class A(x)", Needs::EndOfBlock),
            ("class A\n  fun m(this) => 1\n", Needs::EndOfBlock),
            ("try\n  f()", Needs::More),
            ("try\n  f()\ncatch e", Needs::EndOfBlock),
            ("try\n  f()\ncatch e\n  print(e)", Needs::EndOfBlock),
            ("xs.map(fn(x)\n  return x", Needs::More),
            ("xs.map(fn(x)\n  return x\n)", Needs::Nothing),
            ("f = fn(x)", Needs::EndOfBlock),
            ("match v", Needs::EndOfBlock),
            ("r = match v", Needs::EndOfBlock),
            ("match v\n  case 1 => 2", Needs::EndOfBlock),
            ("match v\n  case 1", Needs::EndOfBlock),
            ("match = 5", Needs::Nothing),
            ("import test", Needs::Nothing),
        ] {
            assert_eq!(needs(text), expected, "{text:?}");
        }
    }
}
