//! Building functions: registers, labels, constants, handlers.
//!
//! [`FunctionBuilder`] is for frontends that place values in registers themselves; [`crate::StackBuilder`] stands on
//! it for those that think in pushes and pops. Nothing here checks what the verifier checks.

use crate::module::*;
use crate::op::Instruction;
use crate::operand::{MAX_REGISTERS, Reg, Word};
use std::collections::HashMap;

/// A place in code that jumps can name before it is known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Label(u32);

/// Why a function cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// More registers than a function may have.
    TooManyRegisters,
    /// A label that was used but never placed.
    UnplacedLabel,
    /// More code than jumps can span.
    TooLong,
    /// An operation takes more values than the stack holds.
    StackUnderflow,
    /// Ways to one label come with different numbers of values on the stack.
    StackDepth,
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            BuildError::TooManyRegisters => "a function may have at most 4000 registers",
            BuildError::UnplacedLabel => "a jump names a label that was never placed",
            BuildError::TooLong => "a function's code is longer than jumps can span",
            BuildError::StackUnderflow => "an operation takes more values than the stack holds",
            BuildError::StackDepth => "ways to one label come with different numbers of values on the stack",
        })
    }
}

impl std::error::Error for BuildError {}

struct PendingHandler {
    start: Label,
    end: Label,
    target: Label,
    register: Reg,
    kind: HandlerKind,
}

/// Builds one function. Registers are a stack: parameters first, then locals, then temporaries.
pub struct FunctionBuilder {
    function: Function,
    labels: Vec<Option<u32>>,
    fixups: Vec<(u32, Label)>,
    handlers: Vec<PendingHandler>,
    interned: HashMap<ConstantKey, u32>,
    next_register: usize,
    position: (u32, u32, u32),
    body: Option<Label>,
}

/// A constant as a key: floats by their bits.
#[derive(PartialEq, Eq, Hash)]
pub(crate) enum ConstantKey {
    Int(i64),
    Float(u64),
    String(Vec<u8>),
    Bytes(Vec<u8>),
    Symbol(String),
    Names(Vec<String>),
}

impl ConstantKey {
    pub(crate) fn of(constant: &Constant) -> ConstantKey {
        match constant {
            Constant::Int(i) => ConstantKey::Int(*i),
            Constant::Float(f) => ConstantKey::Float(f.0),
            Constant::String(s) => ConstantKey::String(s.clone()),
            Constant::Bytes(b) => ConstantKey::Bytes(b.clone()),
            Constant::Symbol(s) => ConstantKey::Symbol(s.clone()),
            Constant::Names(n) => ConstantKey::Names(n.clone()),
        }
    }
}

impl FunctionBuilder {
    /// A function with these parameters, which take the first registers.
    pub fn new(name: impl Into<String>, kind: FunctionKind, parameters: Parameters) -> Self {
        let next_register = parameters.registers();
        FunctionBuilder {
            function: Function {
                name: name.into(),
                kind,
                registers: next_register as u16,
                parameters,
                ..Function::default()
            },
            labels: Vec::new(),
            fixups: Vec::new(),
            handlers: Vec::new(),
            interned: HashMap::new(),
            next_register,
            position: (0, 0, 0),
            body: None,
        }
    }

    /// Takes the next register.
    pub fn register(&mut self) -> Reg {
        self.registers(1)
    }

    /// Takes `n` consecutive registers and gives the first.
    pub fn registers(&mut self, n: usize) -> Reg {
        let first = self.next_register;
        self.next_register += n;
        self.need_registers(self.next_register);
        Reg(first.min(usize::from(u16::MAX)) as u16)
    }

    /// Makes the window at least this large.
    pub fn need_registers(&mut self, n: usize) {
        let n = n.min(usize::from(u16::MAX)) as u16;
        self.function.registers = self.function.registers.max(n);
    }

    /// The number of registers taken; with [`Self::release_to`] it brackets temporaries.
    pub fn mark(&self) -> usize {
        self.next_register
    }

    /// Gives back all registers from `mark` on.
    pub fn release_to(&mut self, mark: usize) {
        self.next_register = mark;
    }

    /// The function so far.
    pub fn function(&self) -> &Function {
        &self.function
    }

    /// The function's facts, for names, captures, locals and the result type.
    pub fn function_mut(&mut self) -> &mut Function {
        &mut self.function
    }

    /// The next instruction's pc.
    pub fn pc(&self) -> u32 {
        self.function.code.len() as u32
    }

    /// Sets the source position of what is emitted from here on: file index, line and column from 1.
    pub fn at(&mut self, file: u32, line: u32, column: u32) {
        self.position = (file, line, column);
    }

    /// Emits an instruction. Jumps are emitted with [`Self::jump`].
    pub fn emit(&mut self, instruction: Instruction) {
        let pc = self.pc();
        let (file, line, column) = self.position;
        let new = match self.function.lines.last() {
            Some(l) => (l.file, l.line, l.column) != self.position,
            None => line != 0,
        };
        if new {
            self.function.lines.push(Line { pc, file, line, column });
        }
        let (word, aux) = instruction.encode();
        self.function.code.push(word);
        self.function.code.extend(aux);
    }

    /// A new label, not placed yet.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Places a label here.
    pub fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.pc());
    }

    /// A new label, placed here.
    pub fn here(&mut self) -> Label {
        let label = self.label();
        self.place(label);
        label
    }

    /// Emits a jump or back edge to `label`; whatever distance the instruction holds is replaced.
    pub fn jump(&mut self, instruction: Instruction, label: Label) {
        self.fixups.push((self.pc(), label));
        self.emit(instruction);
    }

    /// The constant's index; equal constants share one.
    pub fn constant(&mut self, constant: Constant) -> u32 {
        let key = ConstantKey::of(&constant);
        let constants = &mut self.function.constants;
        *self.interned.entry(key).or_insert_with(|| {
            constants.push(constant);
            constants.len() as u32 - 1
        })
    }

    /// The index of a string constant.
    pub fn string(&mut self, text: &str) -> u32 {
        self.constant(Constant::String(text.as_bytes().to_vec()))
    }

    /// Emits what sets `a` to an integer.
    pub fn load_int(&mut self, a: Reg, value: i64) {
        match i32::try_from(value) {
            Ok(d) => self.emit(Instruction::LoadInt { a, d }),
            Err(_) => {
                let d = self.constant(Constant::Int(value));
                self.emit(Instruction::LoadConst { a, d });
            }
        }
    }

    /// Emits what sets `a` to a float.
    pub fn load_float(&mut self, a: Reg, value: f64) {
        let d = self.constant(Constant::Float(Bits(value.to_bits())));
        self.emit(Instruction::LoadConst { a, d });
    }

    /// Emits what sets `a` to a string.
    pub fn load_string(&mut self, a: Reg, text: &[u8]) {
        let d = self.constant(Constant::String(text.to_vec()));
        self.emit(Instruction::LoadConst { a, d });
    }

    /// Covers the code between two labels with a handler. Inner handlers must be added before outer ones.
    pub fn handler(&mut self, start: Label, end: Label, target: Label, register: Reg, kind: HandlerKind) {
        self.handlers.push(PendingHandler { start, end, target, register, kind });
    }

    /// Says that a call with all optional parameters given starts here.
    pub fn body_here(&mut self) {
        let label = self.here();
        self.body = Some(label);
    }

    /// Names a register from here to `end`.
    pub fn local(&mut self, name: &str, register: Reg, cell: bool, start: u32, end: u32) {
        self.function.locals.push(Local { name: name.to_string(), register: register.0, cell, start, end });
    }

    /// The finished function.
    pub fn finish(mut self) -> Result<Function, BuildError> {
        if self.next_register.max(usize::from(self.function.registers)) > MAX_REGISTERS {
            return Err(BuildError::TooManyRegisters);
        }
        let labels = std::mem::take(&mut self.labels);
        let find = |label: Label| labels[label.0 as usize].ok_or(BuildError::UnplacedLabel);
        for (pc, label) in std::mem::take(&mut self.fixups) {
            let word = self.function.code[pc as usize];
            let words = crate::Op::from_byte(word.op()).map_or(1, |op| op.info().words());
            let distance = i64::from(find(label)?) - (i64::from(pc) + words as i64);
            let distance = i32::try_from(distance).map_err(|_| BuildError::TooLong)?;
            self.function.code[pc as usize] = word.with_d(distance as u32);
        }
        for h in std::mem::take(&mut self.handlers) {
            let (start, end) = (find(h.start)?, find(h.end)?);
            if start < end {
                let target = find(h.target)?;
                self.function.handlers.push(Handler { start, end, target, register: h.register.0, kind: h.kind });
            }
        }
        if let Some(body) = self.body {
            self.function.body = find(body)?;
        }
        Ok(self.function)
    }
}

/// The words of an instruction, for code that is put together by hand.
pub fn words(instruction: Instruction) -> Vec<Word> {
    let (word, aux) = instruction.encode();
    std::iter::once(word).chain(aux).collect()
}
