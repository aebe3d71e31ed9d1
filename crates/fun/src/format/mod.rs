//! The one style of Fun programs (`quintet fmt`).
//!
//! ```text
//! text --parser--> tokens --tree--> lines, blocks, brackets, comments --layout--> Doc --doc--> text
//! ```
//! Two spaces a level, lines of up to [`WIDTH`](doc::WIDTH) columns, double quotes, at most one empty line in a row. A line
//! that is too long is broken inside its last bracket, or every bracket item gets a line of its own with a comma behind it,
//! or it goes on behind its loosest operator. A list whose opening bracket ends its line stays open. Comments stay where they
//! are; those at the ends of neighbouring lines are put below each other.
//!
//! **Invariant.** The program stays the same. [`format`] compares the syntax trees and the comments before and after and
//! would rather fail than change either.

mod comments;
mod doc;
mod layout;
pub(crate) mod tree;

use crate::diagnostics::{Diagnostic, has_errors};
use crate::lexer::{BoundWords, TokenKind, Tokens};
use crate::parser;
use crate::source::{BYTE_ORDER_MARK, SourceMap};
use crate::symbol::Interner;

/// Why a text cannot be formatted.
#[derive(Debug)]
pub enum FormatError {
    /// It has errors. The map has it as its only file.
    Syntax(Box<SourceMap>, Vec<Diagnostic>),
    /// The result would have meant something else, which is a defect of the formatter; the text says what.
    Changed(String),
}

/// The text in the one style, ending with a line end unless it is empty. `name` is what reports show.
///
/// # Errors
/// The text has syntax errors.
pub fn format(name: &str, text: &[u8]) -> Result<Vec<u8>, FormatError> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let before = Parsed::new(name, text)?;
    let out = doc::print(&layout::block(&tree::build(text, before.base, &before.tokens, before.bound)));
    match Parsed::new(name, &out) {
        Ok(after) if after.tree != before.tree => {
            Err(FormatError::Changed("the program would not be the same".to_string()))
        }
        Ok(after) if after.comments(&out) != before.comments(text) => {
            Err(FormatError::Changed("a comment would be lost".to_string()))
        }
        Ok(_) => Ok(out),
        Err(FormatError::Syntax(_, errors)) => {
            Err(FormatError::Changed(errors.first().map_or(String::new(), |error| error.message.clone())))
        }
        Err(other) => Err(other),
    }
}

/// What is known of a text without errors.
struct Parsed {
    /// The syntax tree, as text.
    tree: String,
    tokens: Tokens,
    bound: BoundWords,
    /// Position of the first byte.
    base: u32,
}

impl Parsed {
    fn new(name: &str, text: &[u8]) -> Result<Parsed, FormatError> {
        let (mut sources, mut interner) = (SourceMap::new(), Interner::new());
        let file = sources.add(name, text).map_err(|error| FormatError::Changed(error.to_string()))?;
        let base = sources.file(file).span().start;
        let (module, diagnostics, tokens, bound) = parser::parse_with_tokens(&sources, &mut interner, file);
        if has_errors(&diagnostics) {
            return Err(FormatError::Syntax(Box::new(sources), diagnostics));
        }
        Ok(Parsed { tree: parser::dump(&module, &interner), tokens, bound, base })
    }

    /// The words of all comments, in alphabetical order.
    fn comments(&self, text: &[u8]) -> Vec<Vec<u8>> {
        let (mut words, mut end, mut depth) = (Vec::new(), 0, 0);
        for token in &self.tokens.tokens {
            let start = match token.kind {
                TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent => continue,
                TokenKind::End => text.len(),
                _ => (token.start - self.base) as usize,
            };
            if depth == 0 {
                let gap = comments::gap(text, end..start.max(end), end == 0, false);
                for comment in [gap.trailing, gap.own, gap.inline].into_iter().flatten() {
                    words.extend(comment.text.split(u8::is_ascii_whitespace).map(<[u8]>::to_vec));
                }
            }
            match token.kind {
                TokenKind::FStringStart => depth += 1,
                TokenKind::FStringEnd => depth -= 1,
                _ => {}
            }
            end = (token.end - self.base) as usize;
        }
        words.retain(|word| !word.is_empty());
        words.sort();
        words
    }
}
