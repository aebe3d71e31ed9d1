//! Interned names and literal texts.
//!
//! One [`Interner`] serves all modules of a program, so equal texts are equal [`Symbol`]s in all of them. The words the
//! language knows have fixed symbols, in the order of the table below: the lexer tells a keyword from a name by
//! comparing numbers.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// An interned byte string: an identifier, or the text of a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u32);

impl Symbol {
    /// A dense number, from 0 in order of first appearance.
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    #[inline]
    pub(crate) const fn from_raw(index: u32) -> Symbol {
        Symbol(index)
    }

    #[inline]
    pub(crate) const fn raw(self) -> u32 {
        self.0
    }

    /// Whether the word is reserved.
    #[inline]
    pub const fn is_reserved(self) -> bool {
        self.0 <= word::WHILE.0
    }

    /// Whether the word is special in some positions only.
    #[inline]
    pub const fn is_contextual(self) -> bool {
        self.0 > word::WHILE.0 && self.0 <= word::SUPER.0
    }

    /// Whether the word can begin a declaration as the name of a built-in type.
    #[inline]
    pub const fn is_type_word(self) -> bool {
        (self.0 > word::SUPER.0 && self.0 <= word::SINT64.0) || self.0 == word::NIL.0
    }

    /// Whether the word is the name of an integer type.
    pub const fn is_integer_type_word(self) -> bool {
        matches!(self, word::NUMBER | word::BYTE) || (self.0 >= word::INT8.0 && self.0 <= word::SINT64.0)
    }
}

macro_rules! words {
    ($($name:ident $text:literal)*) => {
        /// Words with fixed symbols.
        #[expect(missing_docs, reason = "each constant is the word it is named after")]
        pub mod word {
            use super::Symbol;
            words!(@number Symbol(0); $($name)*);
        }
        const WORDS: &[&str] = &[$($text),*];
    };
    (@number $value:expr; $name:ident $($rest:ident)*) => {
        pub const $name: Symbol = $value;
        words!(@number Symbol($name.0 + 1); $($rest)*);
    };
    (@number $value:expr;) => {};
}

words! {
    // Reserved; AND to WHILE.
    AND "and" BREAK "break" CATCH "catch" CLASS "class" CONTINUE "continue" ELIF "elif" ELSE "else" EXIT "exit"
    EXTENDS "extends" FALSE "false" FINALLY "finally" FN "fn" FOR "for" FUN "fun" IF "if" IN "in" IS "is" NIL "nil"
    NOT "not" OR "or" RETURN "return" TRUE "true" TRY "try" WHILE "while"
    // Contextual; THROW to SUPER. The first ten lose their meaning in a file that binds them.
    THROW "throw" DEFER "defer" YIELD "yield" IMPORT "import" CONST "const" VAR "var" GLOBAL "global" INCLUDE "include"
    PRINT "print" ECHO "echo"
    MATCH "match" RECEIVE "receive" CASE "case" AFTER "after" WHEN "when" AS "as" FROM "from" SUPER "super"
    // Types; NUMBER to SINT64.
    NUMBER "number" FLOAT "float" STRING "string" BOOLEAN "boolean" BYTES "bytes" BYTE "byte" ARRAY "array" MAP "map"
    ANY "any" FUNCTION "function" INT8 "int8" INT16 "int16" INT32 "int32" INT64 "int64" UINT8 "uint8" UINT16 "uint16"
    UINT32 "uint32" UINT64 "uint64" SINT8 "sint8" SINT16 "sint16" SINT32 "sint32" SINT64 "sint64"
    // Others that the compiler asks for.
    EMPTY "" UNDERSCORE "_" THIS "this" CONSTRUCT "_construct" RANGE "range" TYPEOF "typeof" FUN_SUFFIX ".fun"
    CLASS_TYPE "Class"
}

/// The texts of all [`Symbol`]s.
#[derive(Debug)]
pub struct Interner {
    /// All texts, one after the other.
    bytes: Vec<u8>,
    /// Start of each text; it ends where the next starts.
    starts: Vec<usize>,
    table: HashTable<Symbol>,
    hasher: DefaultHashBuilder,
}

impl Default for Interner {
    fn default() -> Self {
        Self::new()
    }
}

impl Interner {
    /// An interner that knows the fixed words.
    pub fn new() -> Interner {
        let mut interner = Interner {
            bytes: Vec::with_capacity(4096),
            starts: Vec::with_capacity(512),
            table: HashTable::with_capacity(512),
            hasher: DefaultHashBuilder::default(),
        };
        interner.starts.push(0);
        for word in WORDS {
            interner.intern(word.as_bytes());
        }
        interner
    }

    /// The symbol of `text`.
    pub fn intern(&mut self, text: &[u8]) -> Symbol {
        let hash = self.hasher.hash_one(text);
        let Interner { bytes, starts, table, hasher } = self;
        if let Some(&found) = table.find(hash, |&symbol| slice(bytes, starts, symbol) == text) {
            return found;
        }
        let symbol = Symbol((starts.len() - 1) as u32);
        bytes.extend_from_slice(text);
        starts.push(bytes.len());
        table.insert_unique(hash, symbol, |&other| hasher.hash_one(slice(bytes, starts, other)));
        symbol
    }

    /// The symbol of `text` if it has one already.
    pub fn get(&self, text: &[u8]) -> Option<Symbol> {
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |&symbol| slice(&self.bytes, &self.starts, symbol) == text).copied()
    }

    /// The text of a symbol of this interner.
    #[inline]
    pub fn bytes(&self, symbol: Symbol) -> &[u8] {
        slice(&self.bytes, &self.starts, symbol)
    }

    /// The text of an identifier; of other text, the part before the first byte that is not UTF-8.
    pub fn name(&self, symbol: Symbol) -> &str {
        self.bytes(symbol).utf8_chunks().next().map_or("", |chunk| chunk.valid())
    }

    /// Number of symbols; each index is below it.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Never: the fixed words are there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[inline]
fn slice<'a>(bytes: &'a [u8], starts: &[usize], symbol: Symbol) -> &'a [u8] {
    let index = symbol.index();
    match (starts.get(index), starts.get(index + 1)) {
        (Some(&start), Some(&end)) => &bytes[start..end],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_words_have_their_constants() {
        let mut interner = Interner::new();
        assert_eq!(interner.len(), WORDS.len(), "a word is listed twice");
        assert_eq!(interner.intern(b"while"), word::WHILE);
        assert_eq!(interner.intern(b".fun"), word::FUN_SUFFIX);
        assert_eq!(interner.name(word::SINT64), "sint64");
        assert!(word::NIL.is_reserved() && word::NIL.is_type_word() && !word::THIS.is_type_word());
        assert!(word::SUPER.is_contextual() && !word::NUMBER.is_contextual());
        let new = interner.intern(b"\xff");
        assert_eq!(interner.bytes(new), b"\xff");
        assert_eq!(interner.intern(b"\xff"), new);
        assert_eq!(interner.name(new), "");
    }
}
