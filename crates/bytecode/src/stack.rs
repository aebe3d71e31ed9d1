//! [`StackBuilder`]: for frontends that think in pushes and pops.
//!
//! The value at stack depth d has the register `locals + d`. Loads of locals and constants are delayed until something
//! needs them, and a store takes the place of the destination of the instruction right before it, so that `load a; load b; add;
//! store c` ends as `add c, a, b`. Where paths meet, at labels, all values are in their own registers.

use crate::builder::{BuildError, FunctionBuilder, Label};
use crate::module::{Bits, Constant, Function, FunctionKind, HandlerKind, Parameters};
use crate::op::Instruction;
use crate::operand::{OperandKind, Reg, Slot};
use std::collections::HashMap;

/// Where a value of the stack is.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Entry {
    /// In a register: its own, a local's whose load is delayed, or another value's own.
    Reg(Reg),
    /// An integer not loaded yet.
    Int(i32),
    /// A constant not loaded yet.
    Const(u32),
    /// Nil not loaded yet.
    Nil,
    /// A boolean not loaded yet.
    Bool(bool),
}

/// The beginning of code that a handler will cover; made by [`StackBuilder::protect`].
#[derive(Clone, Copy, Debug)]
pub struct Protected {
    start: Label,
    depth: usize,
}

/// Builds one function for a stack machine. The first error is kept and given by [`Self::finish`].
pub struct StackBuilder {
    builder: FunctionBuilder,
    /// The register of the value at depth 0.
    base: usize,
    stack: Vec<Entry>,
    /// As many values from the bottom are in their own registers.
    settled: usize,
    /// The depth with which labels are reached.
    depths: HashMap<Label, usize>,
    /// The last instruction, if its destination may still be changed: its pc and the destination.
    last: Option<(u32, Reg)>,
    reachable: bool,
    error: Option<BuildError>,
}

impl StackBuilder {
    /// A function with these parameters and so many further locals. Parameters are the first locals; the others hold nothing
    /// until they are stored to.
    pub fn new(name: impl Into<String>, kind: FunctionKind, parameters: Parameters, locals: usize) -> Self {
        let mut builder = FunctionBuilder::new(name, kind, parameters);
        builder.registers(locals);
        StackBuilder {
            base: builder.mark(),
            builder,
            stack: Vec::new(),
            settled: 0,
            depths: HashMap::new(),
            last: None,
            reachable: true,
            error: None,
        }
    }

    /// The builder beneath, for positions, constants, captures and names. Code is emitted through `self` alone.
    pub fn builder(&mut self) -> &mut FunctionBuilder {
        &mut self.builder
    }
    /// How many values are on the stack.
    pub fn depth(&self) -> usize {
        self.stack.len()
    }
    /// Whether execution can get here.
    pub fn is_reachable(&self) -> bool {
        self.reachable
    }

    /// Pushes a local.
    pub fn load(&mut self, local: u16) {
        self.stack.push(Entry::Reg(Reg(local)));
    }
    /// Pushes an integer.
    pub fn load_int(&mut self, value: i64) {
        match i32::try_from(value) {
            Ok(value) => self.stack.push(Entry::Int(value)),
            Err(_) => self.load_constant(Constant::Int(value)),
        }
    }
    /// Pushes a float.
    pub fn load_float(&mut self, value: f64) {
        self.load_constant(Constant::Float(Bits(value.to_bits())));
    }
    /// Pushes a string.
    pub fn load_string(&mut self, text: &[u8]) {
        self.load_constant(Constant::String(text.to_vec()));
    }
    /// Pushes nil.
    pub fn load_nil(&mut self) {
        self.stack.push(Entry::Nil);
    }
    /// Pushes a boolean.
    pub fn load_bool(&mut self, value: bool) {
        self.stack.push(Entry::Bool(value));
    }
    /// Pushes a constant.
    pub fn load_constant(&mut self, constant: Constant) {
        let index = self.builder.constant(constant);
        self.stack.push(Entry::Const(index));
    }

    /// Pops a value into a local.
    pub fn store(&mut self, local: u16) {
        let local = Reg(local);
        let Some(top) = self.pop_entry() else { return };
        if top == Entry::Reg(local) {
            return;
        }
        // Values loaded before keep what the local held then.
        let top = self.keep_from(local, top);
        if let (Entry::Reg(from), Some((pc, dst))) = (top, self.last)
            && from == dst
            && !self.stack.contains(&top)
            && self.retarget(pc, local)
        {
            self.last = None;
            return;
        }
        self.put(top, local);
        self.last = None;
    }

    /// Pushes the value `n` below the top once more.
    pub fn pick(&mut self, n: usize) {
        match self.stack.len().checked_sub(n + 1) {
            Some(i) => self.stack.push(self.stack[i]),
            None => self.fail(BuildError::StackUnderflow),
        }
    }
    /// Pushes the top once more.
    pub fn dup(&mut self) {
        self.pick(0);
    }
    /// Exchanges the two topmost values.
    pub fn swap(&mut self) {
        match self.stack.len().checked_sub(2) {
            Some(i) => {
                self.stack.swap(i, i + 1);
                self.settled = self.settled.min(i);
            }
            None => self.fail(BuildError::StackUnderflow),
        }
    }
    /// Drops the top.
    pub fn pop(&mut self) {
        self.pop_entry();
    }

    /// Pops `n` operands and emits an instruction that reads them from wherever they are; the closure gets the destination and the
    /// operands, the deepest first. With `push`, the destination is pushed.
    pub fn apply(&mut self, n: usize, push: bool, build: impl FnOnce(Reg, &[Reg]) -> Instruction) {
        let Some(first) = self.stack.len().checked_sub(n) else { return self.fail(BuildError::StackUnderflow) };
        self.prepare(first);
        for i in first..self.stack.len() {
            if !matches!(self.stack[i], Entry::Reg(_)) {
                self.settle_one(i);
            }
        }
        let operand = |entry: &Entry| match entry {
            Entry::Reg(reg) => *reg,
            _ => Reg(0),
        };
        let operands: Vec<Reg> = self.stack[first..].iter().map(operand).collect();
        self.shrink(first);
        self.finish_op(build(self.own(first), &operands), push);
    }
    /// Pops one operand and pushes what an instruction makes of it.
    pub fn unary(&mut self, build: impl FnOnce(Reg, Reg) -> Instruction) {
        self.apply(1, true, |dst, o| build(dst, o[0]));
    }
    /// Pops two operands and pushes what an instruction makes of them.
    pub fn binary(&mut self, build: impl FnOnce(Reg, Reg, Reg) -> Instruction) {
        self.apply(2, true, |dst, o| build(dst, o[0], o[1]));
    }
    /// Pops `n` values and pushes what an instruction makes of them that finds them in consecutive registers; the closure gets the
    /// destination and the first of them. So for arrays, tuples, joined strings.
    pub fn gather(&mut self, n: usize, build: impl FnOnce(Reg, Reg) -> Instruction) {
        let Some(first) = self.stack.len().checked_sub(n) else { return self.fail(BuildError::StackUnderflow) };
        self.settle_from(first);
        let dst = self.own(first);
        self.finish_op(build(dst, dst), true);
    }
    /// Pops a callee and `n` arguments and pushes the result; the closure gets the destination and the window.
    pub fn call_with(&mut self, n: usize, build: impl FnOnce(Reg, Reg) -> Instruction) {
        let Some(first) = self.stack.len().checked_sub(n + 1) else { return self.fail(BuildError::StackUnderflow) };
        self.settle_from(first);
        let window = self.own(first);
        self.finish_op(build(window, window), true);
    }
    /// Calls the value below `n` arguments.
    pub fn call(&mut self, n: u8) {
        self.call_with(usize::from(n), |b, a| Instruction::Call { b, a, x: n });
    }
    /// Pops `n` arguments and pushes the result of a call whose op puts the callee into the window itself; the closure gets the
    /// destination and the window. So for functions, natives and methods.
    pub fn call_named_with(&mut self, n: usize, build: impl FnOnce(Reg, Reg) -> Instruction) {
        let Some(first) = self.stack.len().checked_sub(n) else { return self.fail(BuildError::StackUnderflow) };
        self.prepare(first);
        let elsewhere =
            |&i: &usize| matches!(self.stack[i], Entry::Reg(reg) if reg >= self.own(0) && reg != self.own(i));
        if (first..self.stack.len()).any(|i| elsewhere(&i)) {
            self.settle_down();
        }
        // Room for the callee: the arguments are one place higher, the topmost moves first.
        for i in (first..self.stack.len()).rev() {
            self.put(self.stack[i], self.own(i + 1));
        }
        self.shrink(first);
        let window = self.own(first);
        self.finish_op(build(window, window), true);
    }
    /// Calls a function of the module that captures nothing.
    pub fn call_function(&mut self, function: u16, n: u8) {
        self.call_named_with(usize::from(n), |b, a| Instruction::CallFunction { b, a, x: n, c: function });
    }
    /// Calls an imported native.
    pub fn call_native(&mut self, native: u16, n: u8) {
        self.call_named_with(usize::from(n), |b, a| Instruction::CallNative { b, a, x: n, c: native });
    }

    /// A new label, not placed yet.
    pub fn label(&mut self) -> Label {
        self.builder.label()
    }
    /// Places a label here. What jumps to it must come with as many values on the stack as are there now; behind code that does
    /// not go on, as many are there as jumps to it came with, if any did.
    pub fn place(&mut self, label: Label) {
        if self.reachable {
            self.settle_down();
            self.arrive(label);
        } else {
            let depth = self.depths.get(&label).copied().unwrap_or(self.stack.len());
            self.restart(depth);
            self.depths.insert(label, depth);
        }
        self.builder.place(label);
        self.last = None;
    }
    /// Emits a jump or back edge: `jump` or `loop`, whatever distance it holds.
    pub fn jump(&mut self, instruction: Instruction, label: Label) {
        self.settle_down();
        self.arrive(label);
        self.builder.jump(instruction, label);
        self.last = None;
        self.reachable = false;
    }
    /// Pops a condition and emits a conditional jump or back edge on it.
    pub fn branch(&mut self, label: Label, build: impl FnOnce(Reg) -> Instruction) {
        let Some(top) = self.stack.len().checked_sub(1) else { return self.fail(BuildError::StackUnderflow) };
        let condition = match self.stack[top] {
            Entry::Reg(local) if local < self.own(0) => local,
            _ => self.own(top),
        };
        // All that stays must be in its own register at the target.
        match condition < self.own(0) {
            true => self.shrink(top),
            false => self.settle_one(top),
        }
        self.settle_down();
        self.shrink(top);
        self.arrive(label);
        self.builder.jump(build(condition), label);
        self.last = None;
    }
    /// Pops a value and returns it.
    pub fn ret(&mut self) {
        self.end_with(|a| Instruction::Ret { a });
    }
    /// Pops a value and throws it.
    pub fn throw(&mut self) {
        self.end_with(|a| Instruction::Throw { a });
    }
    /// Pops a value and emits an instruction that reads it and ends the path.
    pub fn end_with(&mut self, build: impl FnOnce(Reg) -> Instruction) {
        self.apply(1, false, |_, o| build(o[0]));
        self.last = None;
        self.reachable = false;
    }

    /// Pops what a cleanup handler was given and goes on unwinding with it.
    pub fn rethrow(&mut self) {
        let Some(first) = self.stack.len().checked_sub(2) else { return self.fail(BuildError::StackUnderflow) };
        self.settle_from(first);
        self.emit(Instruction::Rethrow { a: self.own(first) });
        self.reachable = false;
    }

    /// Begins code that a handler covers.
    pub fn protect(&mut self) -> Protected {
        self.settle_down();
        self.last = None;
        Protected { start: self.builder.here(), depth: self.stack.len() }
    }
    /// Ends the covered code; the handler is `target`, where the thrown value is on the stack and, for a cleanup handler, the
    /// signal's bits on top of it. Inner ones end before outer ones.
    pub fn unprotect(&mut self, protected: Protected, target: Label, kind: HandlerKind) {
        self.last = None;
        let end = self.builder.here();
        let register = self.own(protected.depth);
        let extra = usize::from(kind == HandlerKind::Cleanup);
        self.builder.need_registers(register.index() + 1 + extra);
        self.builder.handler(protected.start, end, target, register, kind);
        self.depths.insert(target, protected.depth + 1 + extra);
    }

    /// The finished function.
    pub fn finish(self) -> Result<Function, BuildError> {
        match self.error {
            Some(error) => Err(error),
            None => self.builder.finish(),
        }
    }

    fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }
    /// The register of the value at depth `i`.
    fn own(&self, i: usize) -> Reg {
        Reg((self.base + i).min(usize::from(u16::MAX)) as u16)
    }
    fn pop_entry(&mut self) -> Option<Entry> {
        match self.stack.len().checked_sub(1) {
            Some(i) => {
                let entry = self.stack[i];
                self.shrink(i);
                Some(entry)
            }
            None => {
                self.fail(BuildError::StackUnderflow);
                None
            }
        }
    }
    fn shrink(&mut self, depth: usize) {
        self.stack.truncate(depth);
        self.settled = self.settled.min(depth);
    }
    fn emit(&mut self, instruction: Instruction) {
        self.builder.emit(instruction);
        self.last = None;
    }
    /// Emits what puts a value into a register.
    fn put(&mut self, entry: Entry, a: Reg) {
        self.builder.need_registers(a.index() + 1);
        self.emit(match entry {
            Entry::Reg(b) => Instruction::Move { a, b },
            Entry::Int(d) => Instruction::LoadInt { a, d },
            Entry::Const(d) => Instruction::LoadConst { a, d },
            Entry::Nil => Instruction::LoadNil { a },
            Entry::Bool(true) => Instruction::LoadTrue { a },
            Entry::Bool(false) => Instruction::LoadFalse { a },
        });
    }
    /// Emits an instruction whose destination is the register of the next value.
    fn finish_op(&mut self, instruction: Instruction, push: bool) {
        let pc = self.builder.pc();
        let dst = self.own(self.stack.len());
        self.builder.need_registers(dst.index() + 1);
        self.emit(instruction);
        if push {
            self.last = Some((pc, dst));
            if self.settled == self.stack.len() {
                self.settled += 1;
            }
            self.stack.push(Entry::Reg(dst));
        }
    }
    /// Changes the destination of the instruction at `pc`.
    fn retarget(&mut self, pc: u32, dst: Reg) -> bool {
        let Some(word) = self.builder.function_mut().code.get_mut(pc as usize) else { return false };
        let Some(op) = crate::Op::from_byte(word.op()) else { return false };
        let shift = match op.info().operands.iter().find(|o| o.kind == OperandKind::Dst).map(|o| o.slot) {
            Some(Slot::A) => 16,
            Some(Slot::B) => 32,
            _ => return false,
        };
        word.0 = word.0 & !(0xffff << shift) | u64::from(dst.0) << 4 << shift;
        true
    }

    /// Values other than those settled that are in the register.
    fn users(&self, reg: Reg) -> impl Iterator<Item = usize> + '_ {
        (self.settled..self.stack.len()).filter(move |&i| self.stack[i] == Entry::Reg(reg))
    }
    /// Gives values loaded from a local that is about to be written registers of their own; `top` was just popped and must not
    /// be overwritten. Where it is then is given.
    fn keep_from(&mut self, local: Reg, top: Entry) -> Entry {
        if self.users(local).next().is_none() {
            return top;
        }
        self.stack.push(top);
        self.settle_down_to(self.stack.len() - 1);
        // It may be elsewhere now.
        let kept = self.stack.pop();
        self.settled = self.settled.min(self.stack.len());
        kept.unwrap_or(top)
    }
    /// Gives the value at depth `i` its own register.
    fn settle_one(&mut self, i: usize) {
        let (entry, own) = (self.stack[i], self.own(i));
        if entry == Entry::Reg(own) {
            return;
        }
        if self.users(own).next().is_some() {
            return self.settle_down();
        }
        self.put(entry, own);
        self.stack[i] = Entry::Reg(own);
    }
    /// Gives all values their own registers.
    fn settle_down(&mut self) {
        self.settle_down_to(self.stack.len());
    }
    /// Gives the values below `end` their own registers, as a parallel move: those above may be read, so they are moved out of the
    /// way if need be.
    fn settle_down_to(&mut self, end: usize) {
        let mut waiting: Vec<usize> =
            (self.settled..end).filter(|&i| self.stack[i] != Entry::Reg(self.own(i))).collect();
        while !waiting.is_empty() {
            let before = waiting.len();
            waiting.retain(|&i| {
                let own = self.own(i);
                let free = self.users(own).all(|user| user == i);
                if free {
                    self.put(self.stack[i], own);
                    self.stack[i] = Entry::Reg(own);
                }
                !free
            });
            if waiting.len() == before {
                // A cycle: one value waits in a register above all.
                let own = self.own(waiting[0]);
                let spare = self.spare();
                self.put(Entry::Reg(own), spare);
                let users: Vec<usize> = self.users(own).collect();
                users.into_iter().for_each(|user| self.stack[user] = Entry::Reg(spare));
            }
        }
        if end == self.stack.len() {
            self.settled = end;
        }
    }
    /// A register above all that are in use.
    fn spare(&self) -> Reg {
        let used = self.stack.iter().map(|entry| match entry {
            Entry::Reg(reg) => reg.index() + 1,
            _ => 0,
        });
        let top = used.max().unwrap_or(0).max(self.base + self.stack.len());
        Reg(top.min(usize::from(u16::MAX)) as u16)
    }
    /// Makes the registers from that of the value at depth `first` on free of values below it.
    fn prepare(&mut self, first: usize) {
        let from = self.own(first);
        let above = |entry: &Entry| matches!(entry, Entry::Reg(reg) if *reg >= from);
        if (self.settled..first).any(|i| above(&self.stack[i])) {
            self.settle_down();
        }
    }
    /// Pops the values from depth `first` on after giving them their own registers, which are used by no other value then.
    fn settle_from(&mut self, first: usize) {
        self.prepare(first);
        (first..self.stack.len()).for_each(|i| self.settle_one(i));
        self.shrink(first);
    }

    fn arrive(&mut self, label: Label) {
        let depth = self.stack.len();
        if *self.depths.entry(label).or_insert(depth) != depth {
            self.fail(BuildError::StackDepth);
        }
    }
    /// Continues with values in their own registers.
    fn restart(&mut self, depth: usize) {
        self.stack.clear();
        for i in 0..depth {
            let own = self.own(i);
            self.stack.push(Entry::Reg(own));
        }
        self.settled = depth;
        self.reachable = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::Module;
    use crate::op::Op;
    use crate::text::disassemble;
    use crate::verify::verify;

    fn function(locals: usize, build: impl FnOnce(&mut StackBuilder)) -> Function {
        let mut b = StackBuilder::new("f", FunctionKind::Function, Parameters::default(), locals);
        build(&mut b);
        b.finish().unwrap()
    }

    /// The code of a function that verifies, one instruction a line.
    fn code(function: Function) -> String {
        let module = Module { functions: vec![function], ..Module::default() };
        let text = disassemble(&module);
        verify(module).unwrap_or_else(|e| panic!("{e}\n{text}"));
        let lines = text.lines().map(str::trim).skip_while(|l| !l.starts_with(".function")).skip(1);
        lines.filter(|l| *l != ".end").collect::<Vec<_>>().join("; ")
    }

    fn add(b: &mut StackBuilder) {
        b.binary(|a, b, c| Instruction::Add { a, b, c });
    }
    fn set(b: &mut StackBuilder, local: u16, value: i64) {
        b.load_int(value);
        b.store(local);
    }

    #[test]
    fn loads_and_stores_disappear() {
        let f = function(3, |b| {
            set(b, 0, 1);
            set(b, 1, 2);
            b.load(0);
            b.load(1);
            add(b);
            b.store(2);
            b.load(2);
            b.ret();
        });
        assert_eq!(code(f), "load_int r0, 1; load_int r1, 2; add r2, r0, r1; ret r2");
    }

    #[test]
    fn delayed_load_of_a_local_that_is_stored_to() {
        let f = function(1, |b| {
            set(b, 0, 1);
            b.load(0);
            b.load(0);
            b.load_int(1);
            add(b);
            b.store(0);
            b.load(0);
            add(b);
            b.ret();
        });
        let expected =
            "load_int r0, 1; load_int r3, 1; add r2, r0, r3; move r1, r0; move r0, r2; add r1, r1, r0; ret r1";
        assert_eq!(code(f), expected);
    }

    #[test]
    fn values_meet_at_labels() {
        let f = function(1, |b| {
            set(b, 0, 1);
            let (other, end) = (b.label(), b.label());
            b.load(0);
            b.load(0);
            b.branch(other, |a| Instruction::JumpIf { a, d: 0 });
            b.load_int(5);
            b.jump(Instruction::Jump { d: 0 }, end);
            b.place(other);
            b.load_int(6);
            b.place(end);
            add(b);
            b.ret();
        });
        let expected = "load_int r0, 1; move r1, r0; jump_if r0, L1; load_int r2, 5; jump L2; L1:; load_int r2, 6; L2:; \
                        add r1, r1, r2; ret r1";
        assert_eq!(code(f), expected);
    }

    #[test]
    fn joins_of_different_depths_are_an_error() {
        let mut b = StackBuilder::new("f", FunctionKind::Function, Parameters::default(), 0);
        let end = b.label();
        b.load_nil();
        b.branch(end, |a| Instruction::JumpIf { a, d: 0 });
        b.load_nil();
        b.place(end);
        b.ret();
        assert_eq!(b.finish(), Err(BuildError::StackDepth));
        let mut b = StackBuilder::new("f", FunctionKind::Function, Parameters::default(), 0);
        b.pop();
        assert_eq!(b.finish(), Err(BuildError::StackUnderflow));
    }

    #[test]
    fn calls() {
        let f = function(1, |b| {
            b.load_nil();
            b.store(0);
            b.load(0);
            b.load(0);
            b.load_int(1);
            b.call(2);
            b.load_int(2);
            b.call_native(0, 2);
            b.store(0);
            b.load(0);
            b.ret();
        });
        let module = Module { functions: vec![f], natives: vec!["n".to_string()], ..Module::default() };
        let text = disassemble(&module);
        assert!(verify(module).is_ok(), "{text}");
        assert!(text.contains("move r1, r0\n    move r2, r0\n    load_int r3, 1\n    call r1, r1, 2\n    load_int r3, 2\n    move r2, r1\n    call_native r0, r1, 2, n\n    ret r0"), "{text}");
    }

    #[test]
    fn handlers_find_the_stack() {
        let f = function(0, |b| {
            let (caught, end) = (b.label(), b.label());
            b.load_int(7);
            let try_ = b.protect();
            b.load_int(1);
            b.load_nil();
            add(b);
            b.unprotect(try_, caught, HandlerKind::Catch);
            b.jump(Instruction::Jump { d: 0 }, end);
            b.place(caught);
            b.pop();
            b.load_int(3);
            b.place(end);
            add(b);
            b.ret();
        });
        let expected = ".try L1..L2 catch r1 -> L3; load_int r0, 7; L1:; load_int r1, 1; load_nil r2; add r1, r1, r2; L2:; \
                        jump L4; L3:; load_int r1, 3; L4:; add r0, r0, r1; ret r0";
        assert_eq!(code(f), expected);
    }

    /// Runs straight-line code; calls give a mixture of their arguments and spoil all registers of their window.
    fn run(function: &Function, registers: usize) -> Vec<i64> {
        let mut r = vec![0i64; registers];
        for &word in &function.code {
            let (a, b, c) = (word.a() as usize >> 4, word.b() as usize >> 4, word.c() as usize >> 4);
            match Op::from_byte(word.op()).unwrap() {
                Op::LoadInt => r[a] = i64::from(word.sd()),
                Op::Move => r[a] = r[b],
                Op::Sub => r[a] = r[b].wrapping_mul(3).wrapping_sub(r[c]),
                op @ (Op::Call | Op::CallNative) => {
                    let skip = usize::from(op == Op::CallNative);
                    let all = &r[a + skip..=a + usize::from(word.x())];
                    let value = mix(all);
                    r[a..].fill(-777);
                    r[b] = value;
                }
                Op::ArrayNew => r[a] = mix(&r[b..b + usize::from(word.x())]),
                Op::Ret => return r,
                op => panic!("{op:?}"),
            }
        }
        r
    }

    fn mix(values: &[i64]) -> i64 {
        values.iter().fold(17, |sum, &v| sum.wrapping_mul(31).wrapping_add(v))
    }

    #[test]
    fn random_code_does_what_a_stack_machine_does() {
        for seed in 1..4000u64 {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut random = move |n: usize| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 11) as usize % n
            };
            const LOCALS: usize = 4;
            let mut b = StackBuilder::new("f", FunctionKind::Function, Parameters::default(), LOCALS);
            let (mut stack, mut locals) = (Vec::<i64>::new(), [0i64; LOCALS]);
            for (i, value) in locals.iter_mut().enumerate() {
                *value = i as i64 * 100;
                set(&mut b, i as u16, *value);
            }
            for _ in 0..40 {
                let local = random(LOCALS);
                match random(12) {
                    0 | 1 => {
                        b.load(local as u16);
                        stack.push(locals[local]);
                    }
                    2 => {
                        let value = random(1000) as i64;
                        b.load_int(value);
                        stack.push(value);
                    }
                    3 | 4 if !stack.is_empty() => {
                        b.store(local as u16);
                        locals[local] = stack.pop().unwrap();
                    }
                    5 if !stack.is_empty() => {
                        let n = random(stack.len());
                        b.pick(n);
                        stack.push(stack[stack.len() - 1 - n]);
                    }
                    6 | 7 if stack.len() > 1 => {
                        b.swap();
                        let n = stack.len();
                        stack.swap(n - 1, n - 2);
                    }
                    8 if !stack.is_empty() => {
                        b.pop();
                        stack.pop();
                    }
                    9 if stack.len() > 1 => {
                        b.binary(|a, b, c| Instruction::Sub { a, b, c });
                        let (y, x) = (stack.pop().unwrap(), stack.pop().unwrap());
                        stack.push(x.wrapping_mul(3).wrapping_sub(y));
                    }
                    10 if !stack.is_empty() => {
                        let n = random(stack.len()) + 1;
                        match random(3) {
                            0 => b.call(n as u8 - 1),
                            1 => b.call_native(0, n as u8),
                            _ => b.gather(n, |a, b| Instruction::ArrayNew { a, b, x: n as u8 }),
                        }
                        let values = stack.split_off(stack.len() - n);
                        stack.push(mix(&values));
                    }
                    11 if random(4) == 0 => {
                        let label = b.label();
                        b.place(label);
                    }
                    _ => {}
                }
            }
            let label = b.label();
            b.place(label);
            b.load_int(0);
            b.ret();
            let function = b.finish().unwrap();
            let registers = usize::from(function.registers);
            let given = run(&function, registers);
            assert_eq!(given[..LOCALS], locals, "locals, seed {seed}");
            assert_eq!(given[LOCALS..][..stack.len()], stack, "stack, seed {seed}");
            let module = Module { functions: vec![function], natives: vec!["n".to_string()], ..Module::default() };
            assert!(verify(module).is_ok(), "seed {seed}");
        }
    }
}
