//! What is done about one instruction, given what is known of its operands: decided here, once, for the analysis and for the
//! translation.

use crate::emit::register;
use crate::translate::Body;
use crate::types::{ARRAY, BOOL, CELL, FLOAT, INT, NIL, RECORD, Slot, State, Ty};
use quintet_bytecode::{Constant, Edge, Handler, HandlerKind, Op, OperandKind, Site};
use quintet_runtime::tier::{layout, seen};
use quintet_runtime::{Intrinsic, Kind, LoadedFunction};
use std::cell::RefCell;
use std::rc::Rc;

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Order {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// How an instruction is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Act {
    /// By nothing.
    Nothing,
    /// A value that the code knows.
    Constant(u64, u64),
    Move,
    /// `op` on two integers.
    Int(Op),
    /// `op` on two numbers of which one is a float.
    Float(Op),
    Negate,
    CompareInts(Order),
    CompareFloats(Order),
    /// Of values whose payloads decide.
    CompareWords(Order),
    IsNil,
    /// The truth of `b`, negated or not.
    Truth {
        negated: bool,
    },
    Jump,
    /// Depending on the truth of `a`.
    Branch {
        wanted: bool,
    },
    /// Depending on the truth of `a`, which is nil, a boolean, an integer or an array.
    BranchSome {
        wanted: bool,
    },
    /// Depending on whether `a` is nil, or absent.
    BranchKind {
        kind: u8,
        wanted: bool,
    },
    /// A counted loop with step 1 begins.
    RangeOfOne,
    /// Any other counted loop begins.
    Range,
    RangeTurn,
    /// A turn over an array whose elements lie in this way.
    ArrayTurn {
        elements: u16,
        result: Option<u8>,
    },
    GetIndex {
        elements: u16,
        result: Option<u8>,
    },
    /// Whatever kind the elements are of.
    GetAnyIndex,
    SetIndex {
        elements: u16,
    },
    /// A new array of values whose elements lie in this way.
    ArrayNew {
        elements: u16,
    },
    /// Appends to an array whose elements lie in this way, if there is room.
    Push {
        elements: u16,
    },
    /// What is called gives the length of an array.
    LenCall,
    GetField {
        shape: u32,
        offset: u32,
        result: Option<u8>,
    },
    SetField {
        shape: u32,
        offset: u32,
    },
    /// A function that is known.
    CallKnown {
        result: Option<u8>,
    },
    /// The function or closure in the window.
    CallValue {
        result: Option<u8>,
    },
    /// The method that a shape has at an index.
    CallMethod {
        shape: u32,
        index: u32,
        result: Option<u8>,
    },
    /// The function's own code, after a check that it is that function.
    Inline {
        result: Option<u8>,
        via: Via,
    },
    /// The method that the inline cache gives.
    CallFound {
        result: Option<u8>,
    },
    /// In this frame's place.
    TailKnown,
    TailValue,
    TailMethod {
        shape: u32,
        index: u32,
    },
    Capture {
        result: Option<u8>,
    },
    CellGet {
        captured: bool,
        result: Option<u8>,
    },
    CellSet {
        captured: bool,
    },
    Global {
        result: Option<u8>,
    },
    SetGlobal,
    ArrayLen,
    Return,
    ReturnNil,
    /// The op's routine does it.
    Helper,
    /// The interpreter does it.
    Leave,
}

/// Where a function whose code stands in place of a call comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Via {
    /// The instruction names it.
    Known,
    /// The window.
    Value,
    /// The method that a shape has at an index.
    Method { shape: u32, index: u32 },
}

/// An instruction's act, what has to hold for it, and what it leaves behind.
pub(crate) struct Plan<'a> {
    pub act: Act,
    /// Registers that must be of a kind.
    pub guards: Vec<(usize, u8)>,
    /// The function whose code stands in place of a call.
    pub body: Option<Rc<Body<'a>>>,
}

type Bodies<'a> = Vec<(u64, Vec<Slot>, Option<Rc<Body<'a>>>)>;

/// Functions with more words are called.
const MOST_INLINED: usize = 40;
/// Functions that may stand in place of calls within one another.
const MOST_AROUND: usize = 3;

/// Where plans come from.
pub(crate) struct Planner<'a> {
    pub function: &'a LoadedFunction,
    /// The functions around it, if it is to stand in place of a call.
    around: Vec<&'a LoadedFunction>,
    /// What has been found out about functions that could stand in place of calls, with what is known of their arguments.
    bodies: RefCell<Bodies<'a>>,
    /// Everything by its routine.
    plain: bool,
    /// By pc, as they were when the compilation began: they may change meanwhile.
    seen: Box<[u32]>,
    cached: Box<[Option<(u32, u32)>]>,
    polymorphic: Box<[bool]>,
    targets: Box<[Option<&'a LoadedFunction>]>,
}

/// The only kind among the bits that were seen of results, if compiled code can count on it.
fn only_kind(bits: u32) -> Option<u8> {
    match bits & 0xffff {
        0b10 => Some(BOOL),
        0b100 => Some(INT),
        0b1000 => Some(FLOAT),
        0b10_0000 => Some(ARRAY),
        0b100_0000 => Some(RECORD),
        _ => None,
    }
}

/// The only element kind that was seen.
fn only_elements(bits: u32) -> Option<u16> {
    let bits = (bits / seen::ELEMENTS) & 15;
    (bits.count_ones() == 1).then(|| bits.trailing_zeros() as u16)
}

impl<'a> Planner<'a> {
    pub fn new(function: &'a LoadedFunction, plain: bool, around: &[&'a LoadedFunction]) -> Planner<'a> {
        let pcs = 0..function.def.code.len();
        Planner {
            function,
            around: around.to_vec(),
            bodies: RefCell::default(),
            plain,
            seen: pcs.clone().map(|pc| function.seen(pc)).collect(),
            cached: pcs.clone().map(|pc| function.cached(pc)).collect(),
            polymorphic: pcs.clone().map(|pc| function.is_polymorphic(pc)).collect(),
            targets: pcs.map(|pc| function.target(pc)).collect(),
        }
    }

    pub fn plan(&self, site: &Site, state: &State) -> Plan<'a> {
        let mut guards = Vec::new();
        let act = self.act(site, state, &mut guards);
        if matches!(act, Act::Helper | Act::Leave) {
            guards.clear();
        }
        let mut plan = Plan { act, guards, body: None };
        if let Some((body, via)) = self.inlined(site, state, &plan) {
            plan.act = Act::Inline { result: body.result, via };
            plan.body = Some(body);
        }
        plan
    }

    /// What could stand in place of a call.
    fn inlined(&self, site: &Site, state: &State, plan: &Plan<'a>) -> Option<(Rc<Body<'a>>, Via)> {
        let seen_target = || self.targets[site.pc].filter(|_| self.seen[site.pc] & seen::FAILED == 0);
        let (callee, via) = match plan.act {
            Act::CallKnown { .. } => (self.function.sibling(usize::from(site.word.c()))?, Via::Known),
            Act::CallValue { .. } => (seen_target()?, Via::Value),
            Act::CallMethod { shape, index, .. } => (seen_target()?, Via::Method { shape, index }),
            _ => return None,
        };
        let arguments = usize::from(site.word.x());
        let is_around = |f: &&LoadedFunction| std::ptr::eq(*f, callee);
        if callee.exact_arguments() != Some(arguments as u32)
            || callee.def.code.len() > MOST_INLINED
            || !callee.def.handlers.is_empty()
            || self.around.len() >= MOST_AROUND
            || self.around.iter().any(is_around)
            || is_around(&self.function)
        {
            return None;
        }
        let mut given = state.clone();
        apply_guards(&mut given, plan);
        let first = register(site.word.a()) + 1;
        let given: Vec<Slot> =
            given.0[first..first + arguments].iter().map(|s| Slot { clean: s.ty == Ty::Any, ..*s }).collect();
        if given.iter().any(|s| s.ty == Ty::Dead) {
            return None;
        }
        let known = |(address, slots, _): &&(u64, Vec<Slot>, _)| *address == callee.address() && *slots == given;
        let found = self.bodies.borrow().iter().find(known).map(|(_, _, body)| body.clone());
        let body = found.unwrap_or_else(|| {
            let around: Vec<_> = self.around.iter().copied().chain([self.function]).collect();
            let mut slots = given.clone();
            slots.resize(usize::from(callee.def.registers), Slot::DEAD);
            let body = Body::new(Planner::new(callee, false, &around), callee.def.body as usize, State(slots));
            let body = body.can_be_inlined.then(|| Rc::new(body));
            self.bodies.borrow_mut().push((callee.address(), given, body.clone()));
            body
        });
        body.map(|body| (body, via))
    }

    fn act(&self, site: &Site, state: &State, guards: &mut Vec<(usize, u8)>) -> Act {
        use Op::*;
        let word = site.word;
        let (a, b, c) = (register(word.a()), register(word.b()), register(word.c()));
        let bits = self.seen[site.pc];
        let failed = bits & seen::FAILED != 0;
        // What has to stay out of compiled code, and what never needs anything else.
        match site.op {
            TailCall | TailCallFunction | TailCallMethod | TailCallMethodOutside if self.plain => return Act::Leave,
            TailCallArgs
            | TailCallMethodArgs
            | TailCallMethodArgsOutside
            | Undefined
            | Generate
            | Resume
            | FiberThrow
            | FiberProceed
            | FiberCancel
            | Yield
            | Emit
            | Exit
            | NativeStep
            | CallArgs
            | CallMethodArgs
            | CallMethodArgsOutside
            | CallInit
            | CallInitLeading
            | CallInitArgs => return Act::Leave,
            Ret => return Act::Return,
            RetNil => return Act::ReturnNil,
            Jump => return Act::Jump,
            Nop => return Act::Nothing,
            _ if self.plain => {
                return match site.op {
                    CallFunction => Act::Leave,
                    _ => Act::Helper,
                };
            }
            _ => {}
        }
        let result = if failed { None } else { only_kind(bits) };
        let mut guard = |register: usize, kind: u8| match state.0[register].ty {
            Ty::Is(known) => known == kind,
            Ty::Any if !failed => {
                guards.push((register, kind));
                true
            }
            _ => false,
        };
        match site.op {
            LoadNil => Act::Constant(u64::from(NIL), 0),
            LoadTrue => Act::Constant(u64::from(BOOL), 1),
            LoadFalse => Act::Constant(u64::from(BOOL), 0),
            LoadInt => Act::Constant(u64::from(INT), i64::from(word.sd()) as u64),
            LoadConst => match self.function.def.constants.get(word.d() as usize) {
                Some(Constant::Names(_)) | None => Act::Helper,
                Some(_) => {
                    let value = self.function.constants()[word.d() as usize];
                    Act::Constant(value.tag(), value.payload())
                }
            },
            Move => Act::Move,
            Add | AddRich | Sub | Mul | Div | DivRich | Mod | ModRich => {
                let Some((x, y)) = self.numbers(state, b, c, bits) else { return Act::Helper };
                let (given_x, given_y) = (guard(b, x), guard(c, y));
                match (x, y) {
                    _ if !given_x || !given_y => Act::Helper,
                    (INT, INT) => Act::Int(site.op),
                    _ if matches!(site.op, Mod | ModRich) => Act::Helper,
                    _ => Act::Float(site.op),
                }
            }
            BitAnd | BitOr | BitXor | ShlRich | ShrRich => {
                if bits & seen::FIRST << 1 | bits & seen::FIRST << 2 != 0 {
                    return Act::Helper;
                }
                if guard(b, INT) && guard(c, INT) { Act::Int(site.op) } else { Act::Helper }
            }
            Neg => match state.kind(b).or(result) {
                Some(kind @ (INT | FLOAT)) if guard(b, kind) => Act::Negate,
                _ => Act::Helper,
            },
            Lt | LtRich => self.compare(state, b, c, bits, Order::Lt, &mut guard),
            Le | LeRich => self.compare(state, b, c, bits, Order::Le, &mut guard),
            Gt | GtRich => self.compare(state, b, c, bits, Order::Gt, &mut guard),
            Ge | GeRich => self.compare(state, b, c, bits, Order::Ge, &mut guard),
            Eq | EqRich => self.compare(state, b, c, bits, Order::Eq, &mut guard),
            Ne | NeRich => self.compare(state, b, c, bits, Order::Ne, &mut guard),
            Op::IsNil => Act::IsNil,
            Not | Truth => Act::Truth { negated: site.op == Not },
            NotRich | TruthRich => match state.kind(b) {
                Some(NIL | BOOL | INT) => Act::Truth { negated: site.op == NotRich },
                _ => Act::Helper,
            },
            JumpIf | LoopIf => Act::Branch { wanted: true },
            JumpIfNot | LoopIfNot => Act::Branch { wanted: false },
            JumpIfRich | LoopIfRich | JumpIfNotRich | LoopIfNotRich => {
                let wanted = matches!(site.op, JumpIfRich | LoopIfRich);
                match state.kind(a).or(result) {
                    Some(kind @ (NIL | BOOL | INT | ARRAY)) if guard(a, kind) => Act::Branch { wanted },
                    None if !failed && bits & 0xffff != 0 && bits & 0xffff & !SOME == 0 => Act::BranchSome { wanted },
                    _ => Act::Helper,
                }
            }
            JumpIfNil => Act::BranchKind { kind: NIL, wanted: true },
            JumpIfNotNil => Act::BranchKind { kind: NIL, wanted: false },
            JumpIfGiven => Act::BranchKind { kind: Kind::ABSENT.0, wanted: false },
            Loop => Act::Jump,
            Op::RangePrep => {
                let integers = guard(a, INT) && guard(a + 1, INT) && guard(a + 2, INT);
                match integers {
                    true if state.0[a + 2].constant == Some(1) => Act::RangeOfOne,
                    _ => Act::Range,
                }
            }
            RangeLoop => match guard(a, INT) && guard(a + 1, INT) && guard(a + 2, INT) {
                true => Act::RangeTurn,
                false => Act::Helper,
            },
            IterLoop => match only_elements(bits) {
                Some(elements) if word.x() == 1 && guard(a, ARRAY) && guard(a + 1, INT) && guard(a + 2, INT) => {
                    Act::ArrayTurn { elements, result: element_kind(elements).or(result) }
                }
                _ => Act::Helper,
            },
            Op::GetIndex => match only_elements(bits) {
                Some(elements) if guard(b, ARRAY) && guard(c, INT) => {
                    Act::GetIndex { elements, result: element_kind(elements).or(result) }
                }
                None if bits & (seen::ELEMENTS * 15) != 0 && guard(b, ARRAY) && guard(c, INT) => Act::GetAnyIndex,
                _ => Act::Helper,
            },
            Op::SetIndex => match only_elements(bits) {
                Some(elements) if guard(a, ARRAY) && guard(b, INT) => match element_kind(elements) {
                    Some(kind) if !guard(c, kind) => Act::Helper,
                    _ => Act::SetIndex { elements },
                },
                _ => Act::Helper,
            },
            Op::GetField => match self.cached[site.pc] {
                Some((shape, offset)) if guard(b, RECORD) => Act::GetField { shape, offset, result },
                _ => Act::Helper,
            },
            Op::SetField => match self.cached[site.pc] {
                Some((shape, offset)) if guard(a, RECORD) => Act::SetField { shape, offset },
                _ => Act::Helper,
            },
            CallFunction => {
                let callee = self.function.sibling(usize::from(word.c()));
                match callee.and_then(|f| f.exact_arguments()) {
                    Some(count) if count == u32::from(word.x()) => Act::CallKnown { result },
                    _ => Act::Leave,
                }
            }
            Call if failed => Act::Helper,
            Call => Act::CallValue { result },
            Op::CallMethod | CallMethodOutside => match self.cached[site.pc] {
                Some((shape, index)) if guard(a + 1, RECORD) => Act::CallMethod { shape, index, result },
                None if self.polymorphic[site.pc] => Act::CallFound { result },
                _ => Act::Helper,
            },
            TailCall if failed => Act::Leave,
            TailCall => Act::TailValue,
            TailCallFunction => {
                let callee = self.function.sibling(usize::from(word.c()));
                match callee.and_then(|f| f.exact_arguments()) {
                    Some(count) if count == u32::from(word.x()) => Act::TailKnown,
                    _ => Act::Leave,
                }
            }
            TailCallMethod | TailCallMethodOutside => match self.cached[site.pc] {
                Some((shape, index)) if guard(a + 1, RECORD) => Act::TailMethod { shape, index },
                _ => Act::Leave,
            },
            CaptureGet => Act::Capture { result },
            Op::CellGet if guard(b, CELL) => Act::CellGet { captured: false, result },
            Op::CellSet if guard(a, CELL) => Act::CellSet { captured: false },
            CaptureCellGet if !failed => Act::CellGet { captured: true, result },
            CaptureCellSet if !failed => Act::CellSet { captured: true },
            GlobalGet => Act::Global { result },
            GlobalSet => Act::SetGlobal,
            Op::ArrayNew if word.x() > 0 && word.x() <= MOST_ELEMENTS => {
                match new_elements(state, b..b + usize::from(word.x())) {
                    Some(elements) => Act::ArrayNew { elements },
                    None => Act::Helper,
                }
            }
            CallNative => match (self.function.intrinsic(usize::from(word.c())), word.x()) {
                (Some(Intrinsic::Push), 2) if guard(a + 1, ARRAY) => {
                    Act::Push { elements: state.kind(a + 2).map_or(0, elements_of) }
                }
                (Some(Intrinsic::Len), 1) if state.kind(a + 1) == Some(ARRAY) => Act::LenCall,
                _ => Act::Helper,
            },
            Len if state.kind(b) == Some(ARRAY) => Act::ArrayLen,
            _ => Act::Helper,
        }
    }

    /// The kinds that two numbers are taken to be of.
    fn numbers(&self, state: &State, b: usize, c: usize, bits: u32) -> Option<(u8, u8)> {
        let seen_as = |register: usize, shift: u32| match state.0[register].ty {
            Ty::Is(kind) => Some(kind),
            _ => match (bits / (seen::FIRST << shift)) & 7 {
                1 => Some(INT),
                2 => Some(FLOAT),
                _ => None,
            },
        };
        let (x, y) = (seen_as(b, 0), seen_as(c, seen::OPERAND));
        let unseen = (bits / seen::FIRST) & 0x3f == 0;
        let (x, y) = match (x, y) {
            (Some(x), Some(y)) => (x, y),
            // What was never executed is taken to stay within one kind.
            (Some(x), None) if unseen => (x, x),
            (None, Some(y)) if unseen => (y, y),
            _ => return None,
        };
        let is_number = |kind| kind == INT || kind == FLOAT;
        (is_number(x) && is_number(y)).then_some((x, y))
    }

    fn compare(
        &self,
        state: &State,
        b: usize,
        c: usize,
        bits: u32,
        order: Order,
        guard: &mut dyn FnMut(usize, u8) -> bool,
    ) -> Act {
        if let (Some(x), Some(y)) = (state.kind(b), state.kind(c))
            && x == y
            && (x == BOOL || x == NIL)
            && matches!(order, Order::Eq | Order::Ne)
        {
            return Act::CompareWords(order);
        }
        let Some((x, y)) = self.numbers(state, b, c, bits) else { return Act::Helper };
        if !guard(b, x) || !guard(c, y) {
            return Act::Helper;
        }
        match (x, y) {
            (INT, INT) => Act::CompareInts(order),
            (FLOAT, FLOAT) => Act::CompareFloats(order),
            // Small integers are floats exactly.
            (FLOAT, INT) if state.0[c].constant.is_some() => Act::CompareFloats(order),
            (INT, FLOAT) if state.0[b].constant.is_some() => Act::CompareFloats(order),
            _ => Act::Helper,
        }
    }
}

/// Arrays of more elements are made by the routine.
const MOST_ELEMENTS: u8 = 8;
/// What [`Act::BranchSome`] knows the truth of, as kinds that were seen.
const SOME: u32 = 0b10_0111;

/// How an array's elements lie that has one of a kind.
pub(crate) const fn elements_of(kind: u8) -> u16 {
    match kind {
        INT => 1,
        FLOAT => 2,
        BOOL => 3,
        _ => 0,
    }
}

/// How the elements of a new array lie, if that is known.
fn new_elements(state: &State, mut registers: std::ops::Range<usize>) -> Option<u16> {
    let mut known = registers.clone().filter_map(|r| state.kind(r)).map(elements_of);
    let first = known.next()?;
    match known.all(|elements| elements == first) {
        true if first != 0 && registers.any(|r| state.kind(r).is_none()) => None,
        true => Some(first),
        false => Some(0),
    }
}

/// The kind of the elements of a packed array.
pub(crate) fn element_kind(elements: u16) -> Option<u8> {
    match elements {
        1 => Some(INT),
        2 => Some(FLOAT),
        3 => Some(BOOL),
        _ => None,
    }
}

/// The registers that an instruction's routine looks at or writes in the window.
pub(crate) fn window_operands(site: &Site, captured: &[usize]) -> Vec<usize> {
    let mut registers: Vec<usize> = site.reads().flat_map(|(first, n)| first..first + n).collect();
    if site.op.info().operands.iter().any(|o| matches!(o.kind, OperandKind::Jump | OperandKind::Loop)) {
        // What it writes on one way only, it must find on the other.
        registers.extend(site.writes(Edge::Jump).flat_map(|(first, n)| first..first + n));
    }
    registers.extend_from_slice(captured);
    registers
}

/// Whether an instruction may throw before it is left for good.
pub(crate) fn may_throw(act: Act) -> bool {
    matches!(
        act,
        Act::Helper
            | Act::Range
            | Act::SetIndex { .. }
            | Act::SetField { .. }
            | Act::CellSet { .. }
            | Act::ArrayNew { .. }
            | Act::Push { .. }
            | Act::CallKnown { .. }
            | Act::CallValue { .. }
            | Act::CallMethod { .. }
            | Act::CallFound { .. }
    )
}

/// What an instruction of code that stands in place of a call may do.
pub(crate) struct Nature {
    /// It can be part of such code at all.
    pub allowed: bool,
    /// It may leave, before it has done anything.
    pub exits: bool,
    /// It changes an object.
    pub stores: bool,
}

pub(crate) fn nature(site: &Site, plan: &Plan<'_>, state: &State) -> Nature {
    let (a, b, c) = (register(site.word.a()), register(site.word.b()), register(site.word.c()));
    // Nobody has to be told of it.
    let is_plain = |r: usize| state.kind(r).is_some_and(|kind| kind < layout::LEAST_OBJECT);
    let (allowed, exits, stores) = match plan.act {
        Act::Nothing
        | Act::Constant(..)
        | Act::Move
        | Act::Negate
        | Act::CompareInts(_)
        | Act::CompareFloats(_)
        | Act::CompareWords(_)
        | Act::IsNil
        | Act::Truth { .. }
        | Act::Jump
        | Act::Branch { .. }
        | Act::BranchKind { .. }
        | Act::ArrayLen
        | Act::Return
        | Act::ReturnNil => (true, false, false),
        Act::Int(op) | Act::Float(op) => (true, matches!(op, Op::Div | Op::DivRich | Op::Mod | Op::ModRich), false),
        Act::GetIndex { .. }
        | Act::GetField { .. }
        | Act::Capture { .. }
        | Act::CellGet { .. }
        | Act::Global { .. } => (true, true, false),
        Act::GetAnyIndex | Act::BranchSome { .. } => (true, true, false),
        Act::Inline { .. } => (true, true, plan.body.as_ref().is_some_and(|body| body.stores)),
        Act::SetGlobal => (true, true, true),
        Act::SetIndex { .. } => (is_plain(c), true, true),
        Act::SetField { .. } | Act::CellSet { captured: false } => (is_plain(b), true, true),
        Act::CellSet { captured: true } => (is_plain(a), true, true),
        _ => (false, true, true),
    };
    Nature { allowed, exits: exits || !plan.guards.is_empty(), stores }
}

/// What is known in the handler of what an instruction throws, with what is known when it is executed.
pub(crate) fn caught(state: &State, site: &Site, handler: &Handler) -> State {
    let mut state = state.clone();
    if let Some(window) = site.clobbers() {
        state.0[window..].fill(Slot::DEAD);
    }
    let values = if handler.kind == HandlerKind::Cleanup { 2 } else { 1 };
    let register = usize::from(handler.register);
    state.0[register..register + values].fill(Slot::ANY);
    state
}

/// Makes what guards see to part of what is known.
pub(crate) fn apply_guards(state: &mut State, plan: &Plan<'_>) {
    for &(register, kind) in &plan.guards {
        if state.0[register].ty == Ty::Any {
            state.0[register] = Slot::known(kind);
        }
    }
}

/// Makes `state` what it is behind the instruction, on the way out by `edge`.
pub(crate) fn apply(state: &mut State, site: &Site, plan: &Plan<'_>, captured: &[usize], edge: Edge) {
    apply_guards(state, plan);
    let word = site.word;
    let (a, b) = (register(word.a()), register(word.b()));
    let put = |state: &mut State, register: usize, kind: Option<u8>| {
        state.0[register] = kind.map_or(Slot::ANY, Slot::fresh);
    };
    let int = |constant| Slot { constant, ..Slot::fresh(INT) };
    match plan.act {
        Act::Constant(tag, payload) => {
            let is_kind = tag <= 0xff && tag != u64::from(Kind::SHORT.0);
            put(state, a, is_kind.then_some(tag as u8));
            if tag == u64::from(INT) {
                state.0[a].constant = i32::try_from(payload as i64).ok();
            }
        }
        Act::Move => state.0[a] = Slot { clean: state.0[b].ty == Ty::Any, ..state.0[b] },
        Act::Int(_) => put(state, a, Some(INT)),
        Act::Float(_) => put(state, a, Some(FLOAT)),
        Act::Negate => put(state, a, state.kind(b)),
        Act::ArrayLen => put(state, a, Some(INT)),
        Act::GetAnyIndex => put(state, a, None),
        Act::ArrayNew { .. } => put(state, a, Some(ARRAY)),
        Act::Push { .. } | Act::LenCall => {
            state.0[a..].fill(Slot::DEAD);
            put(state, b, Some(INT));
        }
        Act::CompareInts(_) | Act::CompareFloats(_) | Act::CompareWords(_) | Act::IsNil | Act::Truth { .. } => {
            put(state, a, Some(BOOL));
        }
        Act::RangeOfOne if edge == Edge::Straight => {
            state.0[a + 1] = int(None);
            state.0[a + 3] = int(None);
        }
        Act::Range => {
            for r in a..a + 4 {
                state.0[r] = if edge == Edge::Straight { Slot::known(INT) } else { Slot::DEAD };
            }
        }
        Act::RangeTurn if edge == Edge::Jump => {
            for r in [a, a + 1, a + 3] {
                state.0[r] = int(None);
            }
        }
        Act::ArrayTurn { result, .. } if edge == Edge::Jump => {
            state.0[a + 1] = int(None);
            put(state, a + 3, result);
        }
        Act::GetIndex { result, .. }
        | Act::GetField { result, .. }
        | Act::Capture { result }
        | Act::CellGet { result, .. }
        | Act::Global { result } => put(state, a, result),
        Act::CallKnown { result }
        | Act::CallValue { result }
        | Act::CallFound { result }
        | Act::Inline { result, .. }
        | Act::CallMethod { result, .. } => {
            state.0[a..].fill(Slot::DEAD);
            put(state, b, result);
        }
        Act::Helper => {
            for r in window_operands(site, captured) {
                state.0[r].clean = true;
            }
            if let Some(window) = site.clobbers() {
                state.0[window..].fill(Slot::DEAD);
            }
            for (first, n) in site.writes(Edge::Jump).chain(site.writes(Edge::Straight)) {
                state.0[first..first + n].fill(Slot::ANY);
            }
        }
        _ => {}
    }
}
