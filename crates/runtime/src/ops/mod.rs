//! What operations mean: one home for the interpreter's slow paths, the instrumented interpreter and compiled code's
//! helpers. Fast paths elsewhere are shortcuts for the commonest operands and must give the same.

mod arith;
mod container;
mod execute;
mod iterate;

pub mod text;

pub(crate) use arith::{binary, coerce};
pub use container::kind_name;
