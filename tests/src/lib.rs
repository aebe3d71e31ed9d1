//! Conformance tests as data: Fun programs under `fun/` whose comments say what they must print.
//!
//! `case` reads a file and its directives, `run` executes it in one mode and is the only place that knows how a
//! program is started, `compare` says how an outcome differs from what the file states. The `data` test target
//! joins them. `README.md` describes the directives.
#![forbid(unsafe_code)]

pub mod case;
pub mod compare;
pub mod run;

#[cfg(test)]
mod embedding;
