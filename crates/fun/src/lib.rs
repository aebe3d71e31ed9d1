//! The language Fun: from source text to bytecode modules.
//!
//! ```text
//! text --lexer--> tokens --parser--> ast::Module --include--> ast::Module with included statements
//!      --resolve--> Resolution --codegen--> bytecode::Module
//! ```
//! Nothing in this crate prints, exits or panics on any input; problems are diagnostics.

#![forbid(unsafe_code)]

pub mod ast;
pub mod builtins;
mod codegen;
pub mod compile;
pub mod diagnostics;
pub mod docs;
pub mod entry;
pub mod format;
pub mod include;
pub mod lexer;
pub mod library;
pub mod parser;
pub mod resolve;
pub mod source;
pub mod symbol;
