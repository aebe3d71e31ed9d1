//! One instruction after the other in Cranelift's form.
//!
//! A register whose kind is known lives in a variable; every other one in its window. What leaves – a guard that fails, a
//! charge point without fuel, anything the interpreter has to do – goes to a cold block that writes the variables back.

use crate::plan::{Act, Order, Plan, Planner, apply, caught, element_kind, window_operands};
use crate::translate::{Body, Code, Room, ways};
use crate::types::{ARRAY, BOOL, FLOAT, INT, NIL, Slot, State, Ty};
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{
    AbiParam, AliasRegion, AliasRegionData, Block, BlockArg, InstBuilder, MemFlagsData, SigRef, Signature, Type, Value,
    types,
};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, Variable};
use quintet_bytecode::{BitSet, Edge, Handler, HandlerKind, Op, Site};
use quintet_runtime::LoadedFunction;
use quintet_runtime::tier::{self, LEFT, done, layout};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Memory whose accesses cannot be meant by those of another region.
#[derive(Clone, Copy)]
pub(crate) enum Region {
    Window,
    Object,
    Process,
}

/// Why compiled code is left for good.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// The interpreter has to do something.
    Plain,
    /// An assumption was wrong.
    Failed,
    /// What was called has left: its state stands.
    Left,
}

/// A cold block that is still to be filled.
struct Exit<'a> {
    block: Block,
    cause: Cause,
    /// The pc at which the interpreter goes on.
    pc: usize,
    /// The instruction that made the assumption, and its function.
    at: usize,
    of: &'a LoadedFunction,
    /// The fuel there is, if that is not in memory.
    fuel: Option<Value>,
    /// Registers to be written back.
    stores: Vec<(usize, u8)>,
    /// What stops something thrown by it, and what is known there.
    catch: Option<(&'a Handler, State)>,
}

/// The call that a function's code stands in place of. Whatever leaves such code leaves before the call.
#[derive(Clone)]
struct Outermost {
    exit: Block,
    pc: usize,
    fuel: Option<Value>,
    stores: Vec<(usize, u8)>,
}

/// Where code that stands in place of a call leads.
struct Inlined {
    outermost: Outermost,
    /// The closure that is called.
    closure: Option<Value>,
    /// Where its result goes: a register of the function around it, in a variable if its kind is known.
    to: i32,
    variable: Option<Variable>,
    next: Block,
}

/// The function that is being translated.
struct Frame<'a> {
    code: Rc<Code<'a>>,
    tops: Rc<BTreeMap<usize, State>>,
    blocks: BTreeMap<usize, Block>,
    /// By register: its payload as an integer, and as a float.
    words: Vec<Variable>,
    floats: Vec<Variable>,
    state: State,
    /// The bytes from the base to its window.
    window: i32,
    inlined: Option<Inlined>,
    pc: usize,
    /// The exits of the instruction that is being translated.
    plain: Option<Block>,
    failed: Option<Block>,
    done: bool,
}

impl<'a> Frame<'a> {
    fn new(b: &mut FunctionBuilder<'_>, code: Rc<Code<'a>>, tops: Rc<BTreeMap<usize, State>>) -> Frame<'a> {
        let registers = usize::from(code.function.def.registers);
        Frame {
            words: (0..registers).map(|_| b.declare_var(types::I64)).collect(),
            floats: (0..registers).map(|_| b.declare_var(types::F64)).collect(),
            blocks: tops.keys().map(|&pc| (pc, b.create_block())).collect(),
            state: State(vec![Slot::DEAD; registers]),
            code,
            tops,
            window: 0,
            inlined: None,
            pc: 0,
            plain: None,
            failed: None,
            done: false,
        }
    }
}

pub(crate) struct Emitter<'a, 'f> {
    pub b: FunctionBuilder<'f>,
    f: Frame<'a>,
    pub vm: Value,
    pub base: Value,
    mark: u64,
    /// The fuel, in code that has loops or stands in place of calls; else it is in memory only.
    fuel: Option<Variable>,
    exits: Vec<Exit<'a>>,
    regions: [AliasRegion; 3],
    helper: SigRef,
    pub compiled: SigRef,
}

impl<'a, 'f> Emitter<'a, 'f> {
    pub fn new(mut b: FunctionBuilder<'f>, body: &Body<'a>, mark: u64) -> Emitter<'a, 'f> {
        let f = Frame::new(&mut b, body.code.clone(), body.tops.clone());
        let fuel = body.keeps_fuel.then(|| b.declare_var(types::I64));
        let regions = [(0, "window"), (1, "object"), (2, "process")].map(|(user_id, description)| {
            b.func.dfg.alias_regions.insert(AliasRegionData { user_id, description: description.into() })
        });
        let mut signature = |parameters: usize, returns: usize| {
            let mut signature = Signature::new(CallConv::SystemV);
            signature.params.resize(parameters, AbiParam::new(types::I64));
            signature.returns.resize(returns, AbiParam::new(types::I64));
            b.import_signature(signature)
        };
        let helper = signature(5, 1);
        let compiled = b.import_signature(code_signature());
        let entry = b.create_block();
        b.append_block_params_for_function_params(entry);
        b.switch_to_block(entry);
        b.seal_block(entry);
        let (vm, base) = (b.block_params(entry)[0], b.block_params(entry)[1]);
        Emitter { b, f, vm, base, mark, fuel, exits: Vec::new(), regions, helper, compiled }
    }

    pub fn function(&self) -> &'a LoadedFunction {
        self.f.code.function
    }
    pub fn set_state(&mut self, state: State) {
        self.f.state = state;
    }
    pub fn state(&self) -> &State {
        &self.f.state
    }

    // ---- memory ----

    pub fn load(&mut self, region: Region, ty: Type, address: Value, offset: i32) -> Value {
        let flags = MemFlagsData::trusted().with_alias_region(Some(self.regions[region as usize]));
        self.b.ins().load(ty, flags, address, offset)
    }
    pub fn store(&mut self, region: Region, value: Value, address: Value, offset: i32) {
        let flags = MemFlagsData::trusted().with_alias_region(Some(self.regions[region as usize]));
        self.b.ins().store(flags, value, address, offset);
    }
    pub fn int(&mut self, value: i64) -> Value {
        self.b.ins().iconst(types::I64, value)
    }
    /// The offset of a register from the base.
    fn at(&self, register: usize) -> i32 {
        self.f.window + register as i32 * 16
    }
    fn tag_of(&mut self, register: usize) -> Value {
        self.load(Region::Window, types::I64, self.base, self.at(register))
    }
    /// The two words of a register, wherever it is.
    pub fn both(&mut self, register: usize) -> (Value, Value) {
        match self.f.state.0[register].ty {
            Ty::Is(kind) => {
                let tag = self.int(i64::from(kind));
                (tag, self.payload(register, kind))
            }
            _ => {
                let tag = self.tag_of(register);
                (tag, self.load(Region::Window, types::I64, self.base, self.at(register) + 8))
            }
        }
    }
    /// The payload of a register of a known kind as a word.
    fn payload(&mut self, register: usize, kind: u8) -> Value {
        match kind {
            NIL => self.int(0),
            FLOAT => {
                let float = self.b.use_var(self.f.floats[register]);
                self.b.ins().bitcast(types::I64, cranelift_codegen::ir::MemFlagsData::new(), float)
            }
            _ => self.b.use_var(self.f.words[register]),
        }
    }
    pub fn word(&mut self, register: usize) -> Value {
        self.b.use_var(self.f.words[register])
    }
    pub fn set_word(&mut self, register: usize, value: Value) {
        self.b.def_var(self.f.words[register], value);
    }
    fn set_float(&mut self, register: usize, value: Value) {
        self.b.def_var(self.f.floats[register], value);
    }
    /// A number as a float.
    fn float(&mut self, register: usize) -> Value {
        if self.f.state.kind(register) == Some(INT) {
            let word = self.word(register);
            return self.b.ins().fcvt_from_sint(types::F64, word);
        }
        self.b.use_var(self.f.floats[register])
    }
    /// Writes a register of a known kind to its window.
    fn write_back(&mut self, register: usize, kind: u8) {
        let tag = self.int(i64::from(kind));
        self.store(Region::Window, tag, self.base, self.at(register));
        if kind == FLOAT {
            let float = self.b.use_var(self.f.floats[register]);
            self.store(Region::Window, float, self.base, self.at(register) + 8);
        } else {
            let payload = self.payload(register, kind);
            self.store(Region::Window, payload, self.base, self.at(register) + 8);
        }
    }
    /// Sees to it that the window has a register.
    pub fn flush(&mut self, register: usize) {
        if let Some(kind) = self.f.state.0[register].dirty() {
            self.write_back(register, kind);
            self.f.state.0[register].clean = true;
        }
    }
    /// Makes exits write these registers to the window, where something else may have been written meanwhile.
    pub fn forget_clean(&mut self, registers: std::ops::Range<usize>) {
        for slot in &mut self.f.state.0[registers] {
            slot.clean &= !matches!(slot.ty, Ty::Is(_));
        }
    }
    pub fn set_both(&mut self, register: usize, tag: Value, payload: Value) {
        self.store(Region::Window, tag, self.base, self.at(register));
        self.store(Region::Window, payload, self.base, self.at(register) + 8);
    }
    /// Takes a register's payload from its window.
    pub fn take(&mut self, register: usize, kind: u8) {
        let offset = self.at(register) + 8;
        match kind {
            NIL => {}
            FLOAT => {
                let value = self.load(Region::Window, types::F64, self.base, offset);
                self.set_float(register, value);
            }
            _ => {
                let value = self.load(Region::Window, types::I64, self.base, offset);
                self.set_word(register, value);
            }
        }
    }

    // ---- blocks ----

    pub fn block(&mut self) -> Block {
        self.b.create_block()
    }
    /// Goes on in a block that everything has been said about that leads to it.
    pub fn switch(&mut self, block: Block) {
        self.b.switch_to_block(block);
        self.b.seal_block(block);
    }
    /// Goes to `block` if the condition holds.
    pub fn if_then(&mut self, condition: Value, block: Block) {
        let next = self.block();
        self.b.ins().brif(condition, block, &[], next, &[]);
        self.switch(next);
    }

    fn dirty(&self, live: &BitSet) -> Vec<(usize, u8)> {
        let dirty = |(r, slot): (usize, &Slot)| slot.dirty().filter(|_| live.contains(r)).map(|kind| (r, kind));
        self.f.state.0.iter().enumerate().filter_map(dirty).collect()
    }
    fn exit(&mut self, cause: Cause, pc: usize, stores: Vec<(usize, u8)>) -> Block {
        let block = self.block();
        self.b.set_cold_block(block);
        let fuel = self.fuel.map(|fuel| self.b.use_var(fuel));
        let (at, of) = (self.f.pc, self.f.code.function);
        self.exits.push(Exit { block, cause, pc, at, of, fuel, stores, catch: None });
        block
    }
    /// Leaves before the instruction.
    pub fn plain_exit(&mut self) -> Block {
        if let Some(Inlined { outermost, .. }) = &self.f.inlined {
            return outermost.exit;
        }
        if let Some(block) = self.f.plain {
            return block;
        }
        let stores = self.dirty(&self.f.code.live_before(self.f.pc));
        let block = self.exit(Cause::Plain, self.f.pc, stores);
        *self.f.plain.insert(block)
    }
    /// The same because an assumption was wrong.
    pub fn failed_exit(&mut self) -> Block {
        if let Some(block) = self.f.failed {
            return block;
        }
        let block = match &self.f.inlined {
            Some(Inlined { outermost, .. }) => {
                let Outermost { pc, fuel, stores, .. } = outermost.clone();
                let block = self.exit(Cause::Failed, pc, stores);
                if let Some(exit) = self.exits.last_mut() {
                    exit.fuel = fuel;
                }
                block
            }
            None => {
                let stores = self.dirty(&self.f.code.live_before(self.f.pc));
                self.exit(Cause::Failed, self.f.pc, stores)
            }
        };
        *self.f.failed.insert(block)
    }

    /// The beginning of the code: checks what it was made for.
    pub fn enter(&mut self, entry: usize, state: &State, room: &Room) {
        self.f.pc = entry;
        self.reload_fuel();
        self.f.state = State(vec![Slot::ANY; state.0.len()]);
        for (register, slot) in state.0.iter().enumerate() {
            if let Ty::Is(kind) = slot.ty {
                self.guard(register, kind);
            }
        }
        if room.frames > 0 {
            // Code that stands in place of calls leaves where a call would have to make room.
            let exit = self.plain_exit();
            let end = self.b.ins().iadd_imm_s(self.base, room.registers as i64 * 16);
            let stack_end = self.load(Region::Process, types::I64, self.vm, layout::STACK_END);
            let overflows = self.b.ins().icmp(IntCC::UnsignedGreaterThan, end, stack_end);
            self.if_then(overflows, exit);
            let top = self.load(Region::Process, types::I64, self.vm, layout::FRAME_TOP);
            let top = self.b.ins().iadd_imm_s(top, room.frames as i64 * i64::from(layout::RECORD_SIZE));
            let frame_end = self.load(Region::Process, types::I64, self.vm, layout::FRAME_END);
            let full = self.b.ins().icmp(IntCC::UnsignedGreaterThan, top, frame_end);
            self.if_then(full, exit);
        }
        self.f.state = state.clone();
        self.go(entry);
    }

    /// Writes the blocks, one after the other.
    pub fn blocks(&mut self, planner: &Planner<'a>) {
        let tops = self.f.tops.clone();
        for (&top, state) in &*tops {
            let block = self.f.blocks[&top];
            self.b.switch_to_block(block);
            self.f.state = state.clone();
            self.f.done = false;
            let mut pc = top;
            while let Some(site) = self.f.code.site(pc) {
                let plan = planner.plan(&site, &self.f.state);
                let (straight, _) = ways(&site, &plan);
                self.instruction(&site, &plan);
                if !straight {
                    break;
                }
                pc = site.end();
                if self.f.code.is_leader(pc) {
                    if !self.f.done {
                        self.go(pc);
                    }
                    break;
                }
            }
        }
    }

    /// Ends the block by going to the one at `pc`.
    pub fn go(&mut self, pc: usize) {
        self.settle(pc);
        let block = self.f.blocks[&pc];
        self.b.ins().jump(block, &[]);
        self.f.done = true;
    }

    /// Registers that have to be in the window at the top of the block at `pc`.
    fn unsettled(&self, pc: usize) -> Vec<(usize, u8)> {
        let there = &self.f.tops[&pc];
        let here = self.f.state.0.iter().enumerate();
        here.filter_map(|(r, slot)| slot.dirty().filter(|_| there.0[r].ty == Ty::Any).map(|kind| (r, kind))).collect()
    }
    fn settle(&mut self, pc: usize) {
        for (register, kind) in self.unsettled(pc) {
            self.write_back(register, kind);
        }
    }

    /// Checks that a register is of a kind, and takes its payload.
    pub fn guard(&mut self, register: usize, kind: u8) {
        if self.f.state.0[register].ty != Ty::Any {
            return;
        }
        let tag = self.tag_of(register);
        let wrong = self.b.ins().icmp_imm_s(IntCC::NotEqual, tag, i64::from(kind));
        let failed = self.failed_exit();
        self.if_then(wrong, failed);
        self.take(register, kind);
        self.f.state.0[register] = Slot::known(kind);
    }

    /// Takes one unit of fuel, or leaves before the instruction.
    pub fn charge(&mut self) {
        let exit = self.plain_exit();
        let fuel = match self.fuel {
            Some(fuel) => self.b.use_var(fuel),
            None => self.load(Region::Process, types::I64, self.vm, layout::FUEL),
        };
        let left = self.b.ins().iadd_imm_s(fuel, -1);
        let none = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, left, 0);
        self.if_then(none, exit);
        match self.fuel {
            Some(fuel) => self.b.def_var(fuel, left),
            None => self.store(Region::Process, left, self.vm, layout::FUEL),
        }
    }
    /// Sees to it that the fuel in memory is what there is, before anybody looks.
    pub fn spill_fuel(&mut self) {
        if let Some(fuel) = self.fuel {
            let fuel = self.b.use_var(fuel);
            self.store(Region::Process, fuel, self.vm, layout::FUEL);
        }
    }
    /// Takes the fuel from memory, after somebody may have used some.
    pub fn reload_fuel(&mut self) {
        if let Some(fuel) = self.fuel {
            let value = self.load(Region::Process, types::I64, self.vm, layout::FUEL);
            self.b.def_var(fuel, value);
        }
    }

    // ---- instructions ----

    pub fn instruction(&mut self, site: &Site, plan: &Plan<'a>) {
        self.f.pc = site.pc;
        self.f.plain = None;
        self.f.failed = None;
        for &(register, kind) in &plan.guards {
            self.guard(register, kind);
        }
        let (straight, jump) = ways(site, plan);
        if let Some(target) = jump {
            return self.jumping(site, plan, straight, target);
        }
        let word = site.word;
        let (a, b, c) = (register(word.a()), register(word.b()), register(word.c()));
        match plan.act {
            Act::Constant(tag, payload) => self.constant(a, tag, payload),
            Act::Move => match self.f.state.0[b].ty {
                Ty::Is(FLOAT) => {
                    let value = self.float(b);
                    self.set_float(a, value);
                }
                Ty::Is(NIL) => {}
                Ty::Is(_) => {
                    let value = self.word(b);
                    self.set_word(a, value);
                }
                _ => {
                    let (tag, payload) = self.both(b);
                    self.set_both(a, tag, payload);
                }
            },
            Act::Int(op) => {
                let value = self.integers(op, b, c);
                self.set_word(a, value);
            }
            Act::Float(op) => {
                let (x, y) = (self.float(b), self.float(c));
                let value = match op {
                    Op::Add | Op::AddRich => self.b.ins().fadd(x, y),
                    Op::Sub => self.b.ins().fsub(x, y),
                    Op::Mul => self.b.ins().fmul(x, y),
                    _ => {
                        let zero = self.b.ins().f64const(0.0);
                        let by_zero = self.b.ins().fcmp(FloatCC::Equal, y, zero);
                        let exit = self.plain_exit();
                        self.if_then(by_zero, exit);
                        self.b.ins().fdiv(x, y)
                    }
                };
                self.set_float(a, value);
            }
            Act::Negate if self.f.state.kind(b) == Some(FLOAT) => {
                let x = self.float(b);
                let value = self.b.ins().fneg(x);
                self.set_float(a, value);
            }
            Act::Negate => {
                let x = self.word(b);
                let value = self.b.ins().ineg(x);
                self.set_word(a, value);
            }
            Act::CompareInts(order) | Act::CompareWords(order) => {
                let truth = self.compare_words(order, b, c);
                self.set_truth(a, truth);
            }
            Act::CompareFloats(order) => {
                let (x, y) = (self.float(b), self.float(c));
                let truth = self.b.ins().fcmp(float_order(order), x, y);
                self.set_truth(a, truth);
            }
            Act::IsNil => {
                let (tag, _) = self.both(b);
                let truth = self.b.ins().icmp_imm_s(IntCC::Equal, tag, i64::from(NIL));
                self.set_truth(a, truth);
            }
            Act::Truth { negated } => {
                let rich = matches!(site.op, Op::NotRich | Op::TruthRich);
                let truth = self.truth(b, rich);
                let truth = if negated { self.b.ins().bxor_imm_s(truth, 1) } else { truth };
                self.set_truth(a, truth);
            }
            Act::Return | Act::ReturnNil if self.f.inlined.is_some() => {
                self.give(if plan.act == Act::Return { Some(a) } else { None });
                self.f.done = true;
                return;
            }
            Act::Return | Act::ReturnNil => {
                let (tag, payload) = match plan.act {
                    Act::Return => self.both(a),
                    _ => (self.int(i64::from(NIL)), self.int(0)),
                };
                self.spill_fuel();
                self.b.ins().return_(&[tag, payload]);
                self.f.done = true;
                return;
            }
            Act::TailKnown | Act::TailValue | Act::TailMethod { .. } => {
                self.tail_call(site, plan);
                self.f.done = true;
                return;
            }
            Act::Leave => {
                let exit = self.plain_exit();
                self.b.ins().jump(exit, &[]);
                self.f.done = true;
                return;
            }
            Act::Helper => {
                let outcome = self.call_helper(site);
                if !straight {
                    // It throws.
                    let exit = self.left_exit(site);
                    self.b.ins().jump(exit, &[]);
                    self.f.done = true;
                    return;
                }
                let left = self.b.ins().icmp_imm_s(IntCC::NotEqual, outcome, done::NEXT as i64);
                let exit = self.left_exit(site);
                self.if_then(left, exit);
            }
            Act::Nothing => {}
            _ => self.access(site, plan),
        }
        apply(&mut self.f.state, site, plan, self.f.code.captured(site.pc), Edge::Straight);
    }

    fn constant(&mut self, register: usize, tag: u64, payload: u64) {
        match u8::try_from(tag) {
            Ok(NIL) => {}
            Ok(FLOAT) => {
                let value = self.b.ins().f64const(f64::from_bits(payload));
                self.set_float(register, value);
            }
            Ok(kind) if kind != quintet_runtime::Kind::SHORT.0 => {
                let value = self.int(payload as i64);
                self.set_word(register, value);
            }
            _ => {
                let (tag, payload) = (self.int(tag as i64), self.int(payload as i64));
                self.set_both(register, tag, payload);
            }
        }
    }

    fn integers(&mut self, op: Op, b: usize, c: usize) -> Value {
        let (x, y) = (self.word(b), self.word(c));
        match op {
            Op::Add | Op::AddRich => self.b.ins().iadd(x, y),
            Op::Sub => self.b.ins().isub(x, y),
            Op::Mul => self.b.ins().imul(x, y),
            Op::BitAnd => self.b.ins().band(x, y),
            Op::BitOr => self.b.ins().bor(x, y),
            Op::BitXor => self.b.ins().bxor(x, y),
            Op::ShlRich => self.b.ins().ishl(x, y),
            Op::ShrRich => self.b.ins().sshr(x, y),
            _ => {
                if self.f.state.0[c].constant.is_none_or(|k| k == 0 || k == -1) {
                    // By 0 and by -1, which the interpreter does.
                    let above = self.b.ins().iadd_imm_s(y, 1);
                    let special = self.b.ins().icmp_imm_s(IntCC::UnsignedLessThanOrEqual, above, 1);
                    let exit = self.plain_exit();
                    self.if_then(special, exit);
                }
                match op {
                    Op::Div | Op::DivRich => self.b.ins().sdiv(x, y),
                    _ => self.b.ins().srem(x, y),
                }
            }
        }
    }

    fn compare_words(&mut self, order: Order, b: usize, c: usize) -> Value {
        if self.f.state.kind(b) == Some(NIL) {
            return self.b.ins().iconst(types::I8, i64::from(order == Order::Eq));
        }
        let (x, y) = (self.word(b), self.word(c));
        let order = match order {
            Order::Eq => IntCC::Equal,
            Order::Ne => IntCC::NotEqual,
            Order::Lt => IntCC::SignedLessThan,
            Order::Le => IntCC::SignedLessThanOrEqual,
            Order::Gt => IntCC::SignedGreaterThan,
            Order::Ge => IntCC::SignedGreaterThanOrEqual,
        };
        self.b.ins().icmp(order, x, y)
    }

    fn set_truth(&mut self, register: usize, truth: Value) {
        let word = self.b.ins().uextend(types::I64, truth);
        self.set_word(register, word);
    }

    /// The truth of a register.
    fn truth(&mut self, register: usize, rich: bool) -> Value {
        match self.f.state.0[register].ty {
            Ty::Is(NIL) => self.b.ins().iconst(types::I8, 0),
            Ty::Is(kind) if kind == BOOL || kind == INT && rich => {
                let word = self.word(register);
                self.b.ins().icmp_imm_s(IntCC::NotEqual, word, 0)
            }
            Ty::Is(ARRAY) if rich => {
                let array = self.word(register);
                let len = self.load(Region::Object, types::I64, array, layout::ARRAY_LEN);
                self.b.ins().icmp_imm_s(IntCC::NotEqual, len, 0)
            }
            Ty::Is(_) => self.b.ins().iconst(types::I8, 1),
            _ => {
                let (tag, payload) = self.both(register);
                let something = self.b.ins().icmp_imm_s(IntCC::NotEqual, tag, i64::from(NIL));
                let other = self.b.ins().icmp_imm_s(IntCC::NotEqual, tag, i64::from(BOOL));
                let yes = self.b.ins().icmp_imm_s(IntCC::NotEqual, payload, 0);
                let decided = self.b.ins().bor(other, yes);
                self.b.ins().band(something, decided)
            }
        }
    }

    /// Calls an instruction's routine, with its operands in the window.
    pub fn call_helper(&mut self, site: &Site) -> Value {
        for register in window_operands(site, self.f.code.captured(site.pc)) {
            self.flush(register);
        }
        self.call_routine(site, tier::helper(site.op))
    }

    /// Calls a routine about an instruction.
    pub fn call_routine(&mut self, site: &Site, routine: tier::Helper) -> Value {
        self.spill_fuel();
        let function = self.f.code.function;
        let routine = self.int((routine as *const ()).expose_provenance() as i64);
        let pc = self.int(function.word_address(site.pc) as i64);
        let this = self.int(function.address() as i64);
        let word = self.int(site.word.0 as i64);
        let call = self.b.ins().call_indirect(self.helper, routine, &[self.vm, self.base, pc, this, word]);
        self.reload_fuel();
        self.b.inst_results(call)[0]
    }

    /// Where it goes when an instruction's routine, or a callee, has left.
    pub fn left_exit(&mut self, site: &Site) -> Block {
        let mut live = self.f.code.live_before(site.pc);
        live.unite(self.f.code.live_during(site.pc).words());
        // What it has written is not what the variables hold.
        for (first, n) in site.writes(Edge::Straight).chain(site.writes(Edge::Jump)) {
            live.remove_range(first, n);
        }
        if let Some(window) = site.clobbers() {
            live.remove_range(window, self.f.state.0.len() - window);
        }
        let stores = self.dirty(&live);
        let block = self.exit(Cause::Left, site.pc, stores);
        let handler = self.f.code.function.handler_at(site.pc, true);
        let catch = handler.map(|handler| (handler, caught(&self.f.state, site, handler)));
        if let Some(exit) = self.exits.last_mut() {
            exit.catch = catch;
        }
        block
    }
    /// Leaves behind an instruction, whose result is in the window, because an assumption about it was wrong.
    pub fn failed_behind(&mut self, site: &Site, result: usize) -> Block {
        let mut live = self.f.code.live_before(site.end());
        live.remove_range(result, 1);
        if let Some(window) = site.clobbers() {
            live.remove_range(window, self.f.state.0.len() - window);
        }
        let stores = self.dirty(&live);
        self.exit(Cause::Failed, site.end(), stores)
    }

    /// An instruction that may jump.
    fn jumping(&mut self, site: &Site, plan: &Plan<'_>, straight: bool, target: usize) {
        let back = target <= site.pc;
        let a = register(site.word.a());
        match plan.act {
            Act::Jump => {
                if back {
                    self.charge();
                }
                apply(&mut self.f.state, site, plan, &[], Edge::Jump);
                self.go(target);
            }
            Act::Helper => {
                let outcome = self.call_helper(site);
                let left = self.b.ins().icmp_imm_s(IntCC::Equal, outcome, done::LEFT as i64);
                let exit = self.left_exit(site);
                self.if_then(left, exit);
                if !straight {
                    apply(&mut self.f.state, site, plan, &[], Edge::Jump);
                    return self.go(target);
                }
                let jumped = self.b.ins().icmp_imm_s(IntCC::Equal, outcome, done::JUMPED as i64);
                self.fork(site, plan, (jumped, true), target, |_| {});
            }
            Act::Branch { wanted } => {
                let rich = matches!(site.op, Op::JumpIfRich | Op::JumpIfNotRich | Op::LoopIfRich | Op::LoopIfNotRich);
                let truth = self.truth(a, rich);
                self.fork(site, plan, (truth, wanted), target, |this| {
                    if back {
                        this.charge();
                    }
                });
            }
            Act::BranchSome { wanted } => {
                // Nil has no payload.
                const _: () = assert!(NIL == 0 && BOOL == 1 && INT == 2);
                let (tag, payload) = self.both(a);
                let (array, other, next) = (self.block(), self.block(), self.block());
                let truth = self.b.append_block_param(next, types::I64);
                let is_array = self.b.ins().icmp_imm_s(IntCC::Equal, tag, i64::from(ARRAY));
                self.b.ins().brif(is_array, array, &[], other, &[]);
                self.switch(array);
                let len = self.load(Region::Object, types::I64, payload, layout::ARRAY_LEN);
                self.b.ins().jump(next, &[BlockArg::Value(len)]);
                self.switch(other);
                let unknown = self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThan, tag, i64::from(INT));
                let failed = self.failed_exit();
                self.b.ins().brif(unknown, failed, &[], next, &[BlockArg::Value(payload)]);
                self.switch(next);
                let truth = self.b.ins().icmp_imm_s(IntCC::NotEqual, truth, 0);
                self.fork(site, plan, (truth, wanted), target, |this| {
                    if back {
                        this.charge();
                    }
                });
            }
            Act::BranchKind { kind, wanted } => {
                let (tag, _) = self.both(a);
                let is = self.b.ins().icmp_imm_s(IntCC::Equal, tag, i64::from(kind));
                self.fork(site, plan, (is, wanted), target, |_| {});
            }
            Act::RangeOfOne => {
                let (start, stop) = (self.word(a), self.word(a + 1));
                let none = self.b.ins().icmp(IntCC::SignedGreaterThanOrEqual, start, stop);
                self.fork(site, plan, (none, true), target, |_| {});
                let count = self.b.ins().isub(stop, start);
                let left = self.b.ins().iadd_imm_s(count, -1);
                self.set_word(a + 1, left);
                self.set_word(a + 3, start);
            }
            Act::Range => {
                let outcome = self.call_helper(site);
                let left = self.b.ins().icmp_imm_s(IntCC::Equal, outcome, done::LEFT as i64);
                let exit = self.left_exit(site);
                self.if_then(left, exit);
                let none = self.b.ins().icmp_imm_s(IntCC::Equal, outcome, done::JUMPED as i64);
                self.fork(site, plan, (none, true), target, |_| {});
                (a..a + 4).for_each(|r| self.take(r, INT));
            }
            Act::RangeTurn => {
                let (at, left, step) = (self.word(a), self.word(a + 1), self.word(a + 2));
                let more = self.b.ins().icmp_imm_s(IntCC::NotEqual, left, 0);
                self.fork(site, plan, (more, true), target, |this| {
                    this.charge();
                    let next = this.b.ins().iadd(at, step);
                    let left = this.b.ins().iadd_imm_s(left, -1);
                    this.set_word(a, next);
                    this.set_word(a + 1, left);
                    this.set_word(a + 3, next);
                });
            }
            Act::ArrayTurn { elements, result } => {
                let (array, n, limit) = (self.word(a), self.word(a + 1), self.word(a + 2));
                let len = self.load(Region::Object, types::I64, array, layout::ARRAY_LEN);
                let within = self.b.ins().icmp(IntCC::UnsignedLessThan, n, len);
                let due = self.b.ins().icmp(IntCC::UnsignedLessThan, n, limit);
                let more = self.b.ins().band(within, due);
                self.fork(site, plan, (more, true), target, |this| {
                    let element = this.element(array, n, elements, result);
                    this.charge();
                    this.put(a + 3, element);
                    let next = this.b.ins().iadd_imm_s(n, 1);
                    this.set_word(a + 1, next);
                });
            }
            _ => unreachable!("acts of jumps: {:?}", plan.act),
        }
    }

    /// Goes to `target`, after `before`, if the condition is as wanted; else straight on.
    fn fork(
        &mut self,
        site: &Site,
        plan: &Plan<'_>,
        (condition, wanted): (Value, bool),
        target: usize,
        before: impl FnOnce(&mut Self),
    ) {
        let (jump, next) = (self.block(), self.block());
        let (then, otherwise) = if wanted { (jump, next) } else { (next, jump) };
        self.b.ins().brif(condition, then, &[], otherwise, &[]);
        self.switch(jump);
        let here = self.f.state.clone();
        before(self);
        apply(&mut self.f.state, site, plan, &[], Edge::Jump);
        self.go(target);
        self.f.state = here;
        self.switch(next);
        self.f.done = false;
        apply(&mut self.f.state, site, plan, &[], Edge::Straight);
    }

    /// Fills the cold blocks and ends the function.
    pub fn finish(mut self, isa: &dyn TargetIsa) {
        for exit in std::mem::take(&mut self.exits) {
            self.b.switch_to_block(exit.block);
            if let Some((handler, state)) = exit.catch {
                self.catch(handler, state);
            }
            for (register, kind) in exit.stores {
                self.write_back(register, kind);
            }
            if exit.cause != Cause::Left {
                let function = self.f.code.function;
                let pc = self.int(function.word_address(exit.pc) as i64);
                self.store(Region::Process, pc, self.vm, layout::PC);
                self.store(Region::Process, self.base, self.vm, layout::BASE);
                let this = self.int(function.address() as i64);
                self.store(Region::Process, this, self.vm, layout::FUNCTION);
                if let Some(fuel) = exit.fuel {
                    self.store(Region::Process, fuel, self.vm, layout::FUEL);
                }
            }
            if exit.cause == Cause::Failed {
                let mark = self.int(self.mark as i64);
                self.store(Region::Process, mark, self.vm, layout::FAILED);
                let of = self.int(exit.of.address() as i64);
                self.store(Region::Process, of, self.vm, layout::FAILED_IN);
                let at = self.int(exit.at as i64);
                self.store(Region::Process, at, self.vm, layout::FAILED_AT);
            }
            let (left, nothing) = (self.int(LEFT as i64), self.int(0));
            self.b.ins().return_(&[left, nothing]);
        }
        self.b.seal_all_blocks();
        self.b.finalize(isa.frontend_config());
    }

    /// Goes to a handler with what was thrown, if that is meant for this frame.
    fn catch(&mut self, handler: &Handler, state: State) {
        let caught = self.load(Region::Process, types::I64, self.vm, layout::CAUGHT);
        let is_caught = self.b.ins().icmp(IntCC::Equal, caught, self.base);
        let (here, leave) = (self.block(), self.block());
        self.b.ins().brif(is_caught, here, &[], leave, &[]);
        self.switch(here);
        let none = self.int(0);
        self.store(Region::Process, none, self.vm, layout::CAUGHT);
        let tag = self.load(Region::Process, types::I64, self.vm, layout::CAUGHT_VALUE);
        let payload = self.load(Region::Process, types::I64, self.vm, layout::CAUGHT_VALUE + 8);
        let register = usize::from(handler.register);
        self.set_both(register, tag, payload);
        if handler.kind == HandlerKind::Cleanup {
            let (tag, bits) = (self.int(i64::from(INT)), self.int(tier::THROWN));
            self.set_both(register + 1, tag, bits);
        }
        self.reload_fuel();
        self.f.state = state;
        self.go(handler.target as usize);
        self.switch(leave);
    }

    /// Puts the function's own code in place of a call. From here on it is called.
    pub fn inline(&mut self, site: &Site, body: &Body<'a>, closure: Option<Value>, result: Option<u8>) {
        let exit = self.plain_exit();
        let (a, to) = (register(site.word.a()), register(site.word.b()));
        let outermost = match &self.f.inlined {
            Some(inlined) => inlined.outermost.clone(),
            None => Outermost {
                exit,
                pc: site.pc,
                fuel: self.fuel.map(|fuel| self.b.use_var(fuel)),
                stores: self.dirty(&self.f.code.live_before(site.pc)),
            },
        };
        self.charge();
        let mut frame = Frame::new(&mut self.b, body.code.clone(), body.tops.clone());
        for n in 0..usize::from(site.word.x()) {
            match self.f.state.0[a + 1 + n].ty {
                Ty::Is(FLOAT) => {
                    let value = self.b.use_var(self.f.floats[a + 1 + n]);
                    self.b.def_var(frame.floats[n], value);
                }
                Ty::Is(NIL) => {}
                Ty::Is(_) => {
                    let value = self.word(a + 1 + n);
                    self.b.def_var(frame.words[n], value);
                }
                _ => {}
            }
        }
        let next = self.block();
        frame.window = self.at(a + 1);
        frame.state = body.entry_state.clone();
        let variable = match result {
            Some(FLOAT) => Some(self.f.floats[to]),
            Some(kind) if kind != NIL => Some(self.f.words[to]),
            _ => None,
        };
        frame.inlined = Some(Inlined { outermost, closure, to: self.at(to), variable, next });
        let around = std::mem::replace(&mut self.f, frame);
        self.go(body.entry);
        self.blocks(&body.planner);
        self.f = around;
        self.b.switch_to_block(next);
    }

    /// Returns from code that stands in place of a call, with a register's value or nil.
    fn give(&mut self, register: Option<usize>) {
        let Some(Inlined { to, variable, next, .. }) = &self.f.inlined else { return };
        let (to, variable, next) = (*to, *variable, *next);
        match (variable, register) {
            (Some(variable), Some(register)) => {
                let value = match self.f.state.kind(register) {
                    Some(FLOAT) => self.b.use_var(self.f.floats[register]),
                    _ => self.word(register),
                };
                self.b.def_var(variable, value);
            }
            _ => {
                let (tag, payload) = match register {
                    Some(register) => self.both(register),
                    None => (self.int(i64::from(NIL)), self.int(0)),
                };
                self.store(Region::Window, tag, self.base, to);
                self.store(Region::Window, payload, self.base, to + 8);
            }
        }
        self.b.ins().jump(next, &[]);
    }

    /// The closure that the code runs for.
    pub fn closure(&mut self) -> Value {
        match &self.f.inlined {
            // Functions that use theirs are in place of calls of closures only.
            Some(inlined) => inlined.closure.unwrap_or(self.vm),
            None => self.load(Region::Window, types::I64, self.base, -8),
        }
    }
    /// Whether it is code in place of a call, which may not call anything.
    pub fn is_inlined(&self) -> bool {
        self.f.inlined.is_some()
    }

    /// What was loaded: a payload of a kind, or tag and payload.
    pub fn put(&mut self, register: usize, loaded: Loaded) {
        match loaded {
            Loaded::Float(value) => self.set_float(register, value),
            Loaded::Word(value) => self.set_word(register, value),
            Loaded::Both(tag, payload) => self.set_both(register, tag, payload),
        }
    }

    /// Element `n` of an array, which has one, if its elements lie as they were seen to.
    pub fn element(&mut self, array: Value, n: Value, elements: u16, result: Option<u8>) -> Loaded {
        self.check_elements(array, elements);
        let storage = self.load(Region::Object, types::I64, array, layout::ARRAY_STORAGE);
        let header = layout::HEADER_SIZE;
        match element_kind(elements) {
            Some(BOOL) => {
                let address = self.b.ins().iadd(storage, n);
                let byte = self.load(Region::Object, types::I8, address, header);
                Loaded::Word(self.b.ins().uextend(types::I64, byte))
            }
            Some(kind) => {
                let offset = self.b.ins().ishl_imm_s(n, 3);
                let address = self.b.ins().iadd(storage, offset);
                if kind == FLOAT {
                    Loaded::Float(self.load(Region::Object, types::F64, address, header))
                } else {
                    Loaded::Word(self.load(Region::Object, types::I64, address, header))
                }
            }
            None => {
                let offset = self.b.ins().ishl_imm_s(n, 4);
                let address = self.b.ins().iadd(storage, offset);
                self.value_at(address, header, result)
            }
        }
    }

    pub fn check_elements(&mut self, array: Value, elements: u16) {
        let kind = self.load(Region::Object, types::I16, array, layout::HEADER_EXTRA);
        let wrong = self.b.ins().icmp_imm_s(IntCC::NotEqual, kind, i64::from(elements));
        let failed = self.failed_exit();
        self.if_then(wrong, failed);
    }

    /// The value at an address, of the kind that it was seen to be of.
    pub fn value_at(&mut self, address: Value, offset: i32, result: Option<u8>) -> Loaded {
        let tag = self.load(Region::Object, types::I64, address, offset);
        let Some(kind) = result else {
            let payload = self.load(Region::Object, types::I64, address, offset + 8);
            return Loaded::Both(tag, payload);
        };
        let wrong = self.b.ins().icmp_imm_s(IntCC::NotEqual, tag, i64::from(kind));
        let failed = self.failed_exit();
        self.if_then(wrong, failed);
        match kind {
            FLOAT => Loaded::Float(self.load(Region::Object, types::F64, address, offset + 8)),
            _ => Loaded::Word(self.load(Region::Object, types::I64, address, offset + 8)),
        }
    }
}

/// How compiled code is entered: with process and window, for tag and payload. Tail calls need a convention of their own.
pub(crate) fn code_signature() -> Signature {
    let mut signature = Signature::new(CallConv::Tail);
    signature.params.resize(2, AbiParam::new(types::I64));
    signature.returns.resize(2, AbiParam::new(types::I64));
    signature
}

/// A value as it was loaded.
#[derive(Clone, Copy)]
pub(crate) enum Loaded {
    Float(Value),
    Word(Value),
    Both(Value, Value),
}

pub(crate) fn register(offset: u16) -> usize {
    usize::from(offset >> 4)
}

fn float_order(order: Order) -> FloatCC {
    match order {
        Order::Eq => FloatCC::Equal,
        Order::Ne => FloatCC::NotEqual,
        Order::Lt => FloatCC::LessThan,
        Order::Le => FloatCC::LessThanOrEqual,
        Order::Gt => FloatCC::GreaterThan,
        Order::Ge => FloatCC::GreaterThanOrEqual,
    }
}
