//! Bracketed lists, the places inside statements where parsing can go on after an error.

use super::{Failed, Parser, Result, TokenKind};
use TokenKind::*;

impl Parser<'_> {
    /// `open [ item { "," item } "," ] close`, from the opening bracket on. An item that fails is left out.
    pub(super) fn list(&mut self, close: TokenKind, mut item: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.bump();
        while !self.at(close) {
            let start = self.pos;
            let parsed = item(self).and_then(|()| self.end_of_item(close));
            if let Err(Failed) = parsed {
                self.skip_item(start);
                if !matches!(self.kind(), Comma) && !self.at(close) {
                    return Err(Failed);
                }
            }
            if !self.eat(Comma) {
                break;
            }
        }
        self.expect(close).map(drop)
    }

    fn end_of_item(&mut self, close: TokenKind) -> Result<()> {
        if self.at(Comma) || self.at(close) {
            return Ok(());
        }
        let message = format!("Expected ',' or {}, found {}", close.describe(), self.found());
        let hint = match self.kind() {
            Assign if close == ParenClose => "named arguments are written 'name: value'; use '==' to compare",
            Assign if close == BraceClose => "entries of a Map are written 'key: value'",
            Assign => "use '==' to compare",
            Colon if close == BracketClose => "a Map is written in braces",
            For => "there are no comprehensions; use 'map' and 'filter'",
            _ => return Err(self.fail(self.token.span(), message)),
        };
        Err(self.fail_with_hint(self.token.span(), message, hint))
    }

    /// Goes to the `,` or the closing bracket behind the item that starts at `start`.
    fn skip_item(&mut self, start: usize) {
        let mut index = start;
        loop {
            index = self.skip(index, |kind| kind == Comma);
            if index >= self.pos || self.tokens.get(index).kind != Comma {
                break;
            }
            index += 1;
        }
        self.go_to(index.max(self.pos));
    }
}
