//! Operands: where they sit in an instruction word and what they mean.
//!
//! An instruction is one 64-bit word, `op:8 x:8 a:16 b:16 c:16` from the low bits up, or
//! `op:8 x:8 a:16 d:32`; some ops have one auxiliary word behind it, `w`. A register operand holds
//! the register's byte offset in its window (`index * 16`), so that an engine adds it to the base
//! as it is. The verifier and the printers switch on [`OperandKind`], never on the op.

use std::fmt;

/// The highest number of registers a function may have.
pub const MAX_REGISTERS: usize = 4000;
/// The highest number of arguments of one call, its receiver included.
pub const MAX_ARGUMENTS: usize = 255;
/// Captures of a function at most.
pub const MAX_CAPTURES: usize = u16::MAX as usize;

/// A register of the running function's window, by index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Reg(pub u16);

impl Reg {
    /// The register `n` places above this one.
    pub fn offset(self, n: usize) -> Reg {
        Reg(self.0 + n as u16)
    }
    /// As an index into the window.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for Reg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{}", self.0)
    }
}

/// One word of code: an instruction, or the auxiliary word of the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Word(pub u64);

impl Word {
    /// The highest register that an operand can name; what a function may have is [`MAX_REGISTERS`].
    pub const MAX_REGISTER: u16 = 0xfff;

    /// The opcode byte.
    #[inline(always)]
    pub fn op(self) -> u8 {
        self.0 as u8
    }
    /// The 8-bit operand.
    #[inline(always)]
    pub fn x(self) -> u8 {
        (self.0 >> 8) as u8
    }
    /// The first 16-bit operand.
    #[inline(always)]
    pub fn a(self) -> u16 {
        (self.0 >> 16) as u16
    }
    /// The second 16-bit operand.
    #[inline(always)]
    pub fn b(self) -> u16 {
        (self.0 >> 32) as u16
    }
    /// The third 16-bit operand.
    #[inline(always)]
    pub fn c(self) -> u16 {
        (self.0 >> 48) as u16
    }
    /// The wide operand, in the place of `b` and `c`.
    #[inline(always)]
    pub fn d(self) -> u32 {
        (self.0 >> 32) as u32
    }
    /// The wide operand, signed.
    #[inline(always)]
    pub fn sd(self) -> i32 {
        (self.0 >> 32) as i32
    }
    /// The same word with another opcode byte.
    pub fn with_op(self, op: u8) -> Word {
        Word(self.0 & !0xff | u64::from(op))
    }
    /// The same word with another 8-bit operand.
    pub fn with_x(self, x: u8) -> Word {
        Word(self.0 & !0xff00 | u64::from(x) << 8)
    }
    /// The same word with another wide operand.
    pub fn with_d(self, d: u32) -> Word {
        Word(self.0 & 0xffff_ffff | u64::from(d) << 32)
    }
    /// Reads the operand in `slot`, as it is encoded. `next` is the word behind this one.
    #[inline]
    pub fn slot(self, slot: Slot, next: Word) -> u64 {
        match slot.mask() {
            0 => next.0,
            mask => (self.0 & mask) >> mask.trailing_zeros(),
        }
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Where an operand sits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// 8 bits beside the opcode.
    X,
    /// First 16 bits.
    A,
    /// Second 16 bits.
    B,
    /// Third 16 bits.
    C,
    /// 32 bits in the place of `B` and `C`.
    D,
    /// The auxiliary word.
    W,
}

impl Slot {
    /// The bits of an instruction's first word that it covers.
    #[inline]
    pub(crate) const fn mask(self) -> u64 {
        match self {
            Slot::X => 0xff00,
            Slot::A => 0xffff_0000,
            Slot::B => 0xffff_0000_0000,
            Slot::C => 0xffff_0000_0000_0000,
            Slot::D => 0xffff_ffff_0000_0000,
            Slot::W => 0,
        }
    }
    /// The letter that stands for it in the op table and in text.
    pub fn letter(self) -> char {
        match self {
            Slot::X => 'x',
            Slot::A => 'a',
            Slot::B => 'b',
            Slot::C => 'c',
            Slot::D => 'd',
            Slot::W => 'w',
        }
    }
}

/// What an operand means: its role, its range and the registers it touches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OperandKind {
    /// A register that is written.
    Dst,
    /// A register that is read.
    Src,
    /// A register that is read and written.
    Mod,
    /// Call window: the callee, then `x` arguments. Registers from here up are lost by the call.
    Call,
    /// Call window whose callee the op itself puts there; then `x` arguments, the receiver first.
    /// Registers from here up are lost by the call.
    Method,
    /// Call window: the callee, an array of positional arguments, then `x` named ones.
    /// Registers from here up are lost by the call.
    Args,
    /// Like `Args`, for a method: the op puts the callee there; the array's first element is the receiver.
    MethodArgs,
    /// `x` registers that are read.
    Values,
    /// `x` registers that are written.
    Out,
    /// Two registers that are read.
    Two,
    /// The four registers of a counted loop before it starts: start, stop and step are read, all four written.
    RangePrep,
    /// The four registers of a running counted loop: read and written.
    Range,
    /// The registers of an iteration before it starts: the iterable is read, three are written.
    IterPrep,
    /// The registers of a running iteration: three are read and written, then come the element and, if
    /// `x` is 2, its key or index before it.
    Iter,
    /// A count of registers or arguments; gives other operands of the word their extent. The kinds before it name registers.
    Count,
    /// An index into the function's constants.
    Const,
    /// An index into the function's constants; that one is a string.
    Name,
    /// An index into the function's constants; that one is a tuple of strings.
    Names,
    /// A forward jump: words from the end of this instruction, at least 0.
    Jump,
    /// A back edge: words from the end of this instruction, below 0.
    Loop,
    /// A signed integer.
    Int,
    /// An index into the module's functions.
    Function,
    /// An index into the module's class templates.
    Class,
    /// An index into the module's namespaces.
    Namespace,
    /// An index into the module's imported natives.
    Native,
    /// An index into the module's imported extension ops.
    Ext,
    /// A module variable's slot.
    Global,
    /// An index into the function's captures.
    Capture,
    /// A code of [`crate::CoerceType`].
    Type,
    /// 1: the access comes from outside the record's class, so that names starting with `_` are refused. 0: from inside.
    Access,
}

impl OperandKind {
    /// Whether the operand names a register (or the first of several).
    #[inline]
    pub const fn is_register(self) -> bool {
        (self as u8) < OperandKind::Count as u8
    }

    /// Whether it names exactly one register.
    #[inline]
    pub const fn is_single(self) -> bool {
        matches!(self, OperandKind::Dst | OperandKind::Src | OperandKind::Mod)
    }

    /// The registers read, as first offset and count from the operand, given the word's `x`.
    pub fn reads(self, x: u8) -> (usize, usize) {
        use OperandKind::*;
        let x = usize::from(x);
        match self {
            Src | Mod => (0, 1),
            Call => (0, x + 1),
            Method => (1, x),
            Args => (0, x + 2),
            MethodArgs => (1, x + 1),
            Values => (0, x),
            Two => (0, 2),
            RangePrep | Range => (0, 3),
            IterPrep => (0, 1),
            Iter => (0, 3),
            _ => (0, 0),
        }
    }

    /// The registers written on the way straight on, as count from the operand.
    pub fn writes(self, x: u8) -> usize {
        use OperandKind::*;
        match self {
            Dst | Mod => 1,
            RangePrep | Range => 4,
            IterPrep => 3,
            Out => usize::from(x),
            Iter => 3 + usize::from(x),
            _ => 0,
        }
    }

    /// How many registers from the operand on belong to it; all of them must be in the window.
    pub fn extent(self, x: u8) -> usize {
        use OperandKind::*;
        let x = usize::from(x);
        match self {
            Dst | Src | Mod => 1,
            Call | Method => x + 1,
            Args | MethodArgs => x + 2,
            Values | Out => x,
            Two => 2,
            RangePrep | Range => 4,
            IterPrep | Iter => x + 3,
            _ => 0,
        }
    }

    /// Whether registers from the operand up are lost.
    pub const fn clobbers(self) -> bool {
        use OperandKind::*;
        matches!(self, Call | Method | Args | MethodArgs)
    }
}
