//! The reference of the bytecode, `docs/bytecode.md`, from the tables.

use crate::binary;
use crate::fuse::{Fused, FusedShape};
use crate::module::CoerceType;
use crate::op::{Effect, OPS, Op};
use crate::operand::{MAX_ARGUMENTS, MAX_CAPTURES, MAX_REGISTERS, OperandKind};
use crate::text::GRAMMAR;
use std::fmt::Write;

/// The text of the reference.
pub fn reference() -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut out);
    out
}

const INTRODUCTION: &str = "\
# Bytecode

Generated from the tables of `crates/bytecode`; change those, then run its tests with `BLESS=1`.

A *module* holds functions, module variables, class templates and what it imports. A *function* has a window of registers, code,
constants, a handler table, and names and positions for people. It becomes runnable by the verifier, which is the only way to
a `Verified<Module>`; after it, engines run without checks of their own.

## Words

An instruction is one 64-bit word, some have one auxiliary word behind it. From the low bits up:

```
op:8 x:8 a:16 b:16 c:16
op:8 x:8 a:16 d:32
w:64                       the auxiliary word; its upper half is zero
```

A register operand holds the register's offset in the window in bytes, its index times 16. Operands that an op does not
have are zero. Distances of jumps count words from the end of the instruction.
";

const VERIFIER: &str = "\
## What the verifier guarantees

1. Each instruction is of the table and complete; each operand is in range, its unused bits are zero.
2. Jumps and handlers go to instructions. Only back edges go back: `Jump` operands and handlers lead forward, so that every
   cycle passes a charge point.
3. A register that is read was written on every path. A call loses the registers from its window up, also when it throws. At pc 0
   the required parameters and the rest array are written, at `body` the optional ones too; `jump_if_given` writes its
   parameter on the jump alone. `range_prep` leaves nothing in its registers when it jumps; `range_loop` and `iter_loop` write
   their elements on the jump back alone.
4. `range_loop` and `iter_loop` find in their first three registers what `range_prep` or `iter_prep` left there.
5. A handler finds what every instruction it covers had before it; a catch handler's register, and a cleanup handler's two, are
   written. Handlers are nested or disjoint, inner ones first, and lie behind what they cover.
6. Execution does not run off the end.
7. `call_function`, `tail_call_function`, `main` and fallbacks name functions that capture nothing; `main` has no parameters; a closure
   finds what it captures.
";

fn write(out: &mut String) -> std::fmt::Result {
    out.push_str(INTRODUCTION);
    writeln!(
        out,
        "\nLimits: {MAX_REGISTERS} registers, {MAX_ARGUMENTS} arguments, {MAX_CAPTURES} captures, 65536 constants where an operand has 16 bits.\n"
    )?;
    out.push_str("## Operands\n\n| kind | meaning |\n|---|---|\n");
    for (kind, meaning) in KINDS {
        writeln!(out, "| `{kind:?}` | {meaning} |")?;
    }
    out.push_str("\nTypes, for `Type` operands; 256 is added where nil is accepted too:");
    for (i, ty) in CoerceType::ALL.iter().enumerate() {
        write!(out, "{} {i} `{}`", if i > 0 { "," } else { "" }, ty.name())?;
    }
    out.push_str(".\n\n## Ops\n\n");
    out.push_str(
        "Effects: *pure*; *throws*: it may throw; *calls*: it may enter another function; *jumps*; *ends* the path.\n",
    );
    out.push_str("An op that throws or calls asks the module's fallback before it throws a TypeError for its operands' kinds.\n\n");
    out.push_str("| no. | op | operands | effect | |\n|---|---|---|---|---|\n");
    for (op, info) in Op::ALL.iter().zip(OPS) {
        let operands: Vec<String> =
            info.operands.iter().map(|o| format!("{}: {:?}", o.slot.letter(), o.kind)).collect();
        let effect = match info.effect {
            Effect::Pure => "pure",
            Effect::Throws => "throws",
            Effect::Calls => "calls",
            Effect::Jumps => "jumps",
            Effect::Ends => "ends",
        };
        let doc = info.doc.replace('|', "\\|");
        writeln!(out, "| {} | `{}` | {} | {effect} | {doc} |", *op as u8, info.name, operands.join(", "))?;
    }
    out.push('\n');
    out.push_str(VERIFIER);
    write_fused(out)?;
    writeln!(out, "\n## Text form (`.qasm`)\n\n```{GRAMMAR}```")?;
    writeln!(out, "\n## Binary form (`.qbc`), version {}\n", binary::VERSION)?;
    out.push_str("All numbers are little-endian; a *number* is a LEB128 of at most 64 bits in its shortest form, a *string* its length in\n");
    out.push_str("bytes and the bytes, a *list* its length and the elements.\n\n");
    writeln!(out, "```\n{}```", binary::LAYOUT)
}

fn write_fused(out: &mut String) -> std::fmt::Result {
    out.push_str("\n## Fused ops\n\n");
    out.push_str("A fused op replaces the first word of its sequence: its opcode is its own, `x` is the base opcode. The words behind it\n");
    out.push_str("stay; it reads its operands from them and skips them. The `_rich` twins of the ops fuse alike.\n\n");
    for shape in FusedShape::ALL {
        let text = match shape {
            FusedShape::Branch => "`cmp u, b, c; branch u`, u dead behind it",
            FusedShape::IntBranch => "`load_int t, k; cmp u, b, t; branch u`, t and u dead behind it",
            FusedShape::Operand => "`load t; op a, b, t`, t dead behind it",
            FusedShape::Result => "`op a, b, c; ret a`",
            FusedShape::OperandResult => "`load t; op a, b, t; ret a`",
            FusedShape::CountedLoop => "`load_int t, k; add i, i, t; cmp u, i, n; branch u`, t and u dead behind it",
            FusedShape::Sequence => "ops that each are done whole; only dispatches are saved",
        };
        writeln!(out, "- {text}:")?;
        let all: Vec<String> = Fused::ALL
            .iter()
            .filter(|f| f.shape() == shape)
            .map(|f| format!("`{}` ({})", f.name(), f.byte()))
            .collect();
        writeln!(out, "  {}", all.join(", "))?;
    }
    Ok(())
}

use OperandKind as K;

/// What the kinds mean, as their own docs say it.
const KINDS: &[(OperandKind, &str)] = &[
    (K::Dst, "a register that is written"),
    (K::Src, "a register that is read"),
    (K::Mod, "a register that is read and written"),
    (K::Count, "a count; gives other operands their extent"),
    (K::Call, "call window: the callee, then `x` arguments; registers from here up are lost"),
    (
        K::Method,
        "call window whose callee the op puts there; then `x` arguments, a receiver first; registers from here up are lost",
    ),
    (
        K::Args,
        "call window: the callee, an array of positional arguments, then `x` named ones; registers from here up are lost",
    ),
    (K::MethodArgs, "as `Args`, but the op puts the callee there; the array's first element is the receiver"),
    (K::Values, "`x` registers that are read"),
    (K::Out, "`x` registers that are written"),
    (K::Two, "two registers that are read"),
    (K::RangePrep, "the four registers of a counted loop before it starts: three are read, all four written"),
    (K::Range, "the four registers of a running counted loop"),
    (K::IterPrep, "the registers of an iteration before it starts: the first is read, three are written"),
    (
        K::Iter,
        "the registers of a running iteration: three for its state, then the element, or key and element if `x` is 2",
    ),
    (K::Const, "a constant's index"),
    (K::Name, "the index of a constant that is a string"),
    (K::Names, "the index of a constant that is names"),
    (K::Jump, "a distance, at least 0"),
    (K::Loop, "a distance below 0; a charge point"),
    (K::Int, "an integer"),
    (K::Function, "a function's index"),
    (K::Class, "a class template's index"),
    (K::Namespace, "a namespace's index"),
    (K::Native, "an imported native's index"),
    (K::Ext, "an imported extension op's index"),
    (K::Global, "a module variable's index"),
    (K::Capture, "a capture's index"),
    (K::Type, "a declared type"),
    (K::Access, "1: from outside the record's class, names starting with `_` are refused; 0: from inside"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/bytecode.md");
        let text = reference();
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &text).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(written == text, "docs/bytecode.md is stale; run this test with BLESS=1");
    }

    #[test]
    fn every_kind_is_explained() {
        for info in OPS {
            for operand in info.operands {
                assert!(KINDS.iter().any(|(kind, _)| *kind == operand.kind), "{:?}", operand.kind);
            }
        }
    }
}
