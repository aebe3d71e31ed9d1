//! What a program is: the op table, modules, builders, the text and binary forms, the verifier and fusion.
//!
//! Frontends depend on this crate alone. A [`Module`] becomes runnable by [`verify`](fn@verify), the only way to a
//! [`Verified`] module.
#![forbid(unsafe_code)]

pub mod binary;
mod bitset;
mod builder;
mod flow;
mod fuse;
mod generate;
mod liveness;
mod module;
pub mod number;
mod op;
mod operand;
mod reference;
mod stack;
mod text;
mod verify;

pub use binary::{Debug, DecodeError, decode, encode};
pub use bitset::BitSet;
pub use builder::{BuildError, FunctionBuilder, Label, words};
pub use flow::{Edge, Site};
pub use fuse::{Fused, FusedShape, Fusion, FusionSite, fuse};
pub use generate::{Extent, generate, generate_within};
pub use liveness::Liveness;
pub use module::*;
pub use op::{Effect, Instruction, OPS, Op, OpInfo, OperandSpec, Visitor};
pub use operand::{MAX_ARGUMENTS, MAX_CAPTURES, MAX_REGISTERS, OperandKind, Reg, Slot, Word};
pub use reference::reference;
pub use stack::{Protected, StackBuilder};
pub use text::{AsmError, AsmErrors, GRAMMAR, assemble, disassemble};
pub use verify::{Fault, Verified, VerifyError, verify};
