//! From bytecode to Cranelift's form: finds the blocks that can be reached from an entry, what is known of registers at the
//! top of each, and translates them one after the other.

use crate::emit::{Emitter, code_signature, register};
use crate::plan::{Act, Plan, Planner, apply, apply_guards, caught, may_throw, nature};
use crate::types::{ARRAY, BOOL, FLOAT, INT, NIL, Slot, State};
use cranelift_codegen::Context;
use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, UserFuncName, types};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use quintet_bytecode::{BitSet, Edge, Op, Site};
use quintet_runtime::LoadedFunction;
use quintet_runtime::tier::{Request, seen};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Functions with more words stay interpreted: compiling takes longer than its length.
const MOST_WORDS: usize = 8000;
/// Blocks times registers that are looked at.
const MOST_STATES: usize = 1 << 20;

/// The code of one function as the passes need it.
pub(crate) struct Code<'a> {
    pub function: &'a LoadedFunction,
    /// By the pc of a `closure` op: the registers that it captures.
    captured: BTreeMap<usize, Vec<usize>>,
    /// Where blocks begin.
    leaders: BTreeSet<usize>,
}

impl<'a> Code<'a> {
    fn new(function: &'a LoadedFunction, entry: usize) -> Code<'a> {
        let words = &function.def.code;
        let mut code = Code { function, captured: BTreeMap::new(), leaders: BTreeSet::from([entry]) };
        code.leaders.extend(function.def.handlers.iter().map(|h| h.target as usize));
        let mut pc = 0;
        while let Some(site) = Site::at(words, pc) {
            if let Some(target) = site.target() {
                code.leaders.insert(target);
                code.leaders.insert(site.end());
            }
            if site.op == Op::Closure {
                let registers = site.captured(&function.module().module).collect();
                code.captured.insert(pc, registers);
            }
            pc = site.end();
        }
        code
    }
    pub fn site(&self, pc: usize) -> Option<Site> {
        Site::at(&self.function.def.code, pc)
    }
    pub fn captured(&self, pc: usize) -> &[usize] {
        self.captured.get(&pc).map_or(&[], |c| c)
    }
    pub fn is_leader(&self, pc: usize) -> bool {
        self.leaders.contains(&pc)
    }
    pub fn live_before(&self, pc: usize) -> BitSet {
        let mut live = BitSet::new(usize::from(self.function.def.registers));
        self.function.liveness().before(pc, &mut live);
        live
    }
    pub fn live_during(&self, pc: usize) -> BitSet {
        let mut live = BitSet::new(usize::from(self.function.def.registers));
        self.function.liveness().during_call(pc, &mut live);
        live
    }
}

/// What code in place of calls needs where it is entered: frames, and registers from its base on.
#[derive(Clone, Copy, Default)]
pub(crate) struct Room {
    pub frames: usize,
    pub registers: usize,
}

/// A function, or what of it can be reached from an entry, with what has been found out about it.
pub(crate) struct Body<'a> {
    pub code: Rc<Code<'a>>,
    pub planner: Planner<'a>,
    pub tops: Rc<BTreeMap<usize, State>>,
    pub entry: usize,
    pub entry_state: State,
    /// The kind of what it returns, if that is always the same.
    pub result: Option<u8>,
    /// Whether fuel is worth keeping in a register: it has loops, or code in place of calls.
    pub keeps_fuel: bool,
    pub room: Room,
    /// Whether it can stand in place of a call.
    pub can_be_inlined: bool,
    /// Whether it changes an object.
    pub stores: bool,
}

impl<'a> Body<'a> {
    pub fn new(planner: Planner<'a>, entry: usize, entry_state: State) -> Body<'a> {
        let code = Code::new(planner.function, entry);
        let tops = analyse(&code, &planner, entry, &entry_state);
        let mut body = Body {
            code: Rc::new(code),
            planner,
            tops: Rc::new(tops),
            entry,
            entry_state,
            result: None,
            keeps_fuel: false,
            room: Room::default(),
            can_be_inlined: true,
            stores: false,
        };
        body.examine();
        body
    }

    /// Looks at all instructions once more, now that it is known what holds at the top of each block.
    fn examine(&mut self) {
        let (code, tops) = (self.code.clone(), self.tops.clone());
        let mut results = BTreeSet::new();
        // Parameters that are in the window alone: an exit needs them there.
        let untyped: Vec<usize> =
            (0..self.entry_state.0.len()).filter(|&r| self.entry_state.0[r] == Slot::ANY).collect();
        let (mut first_store, mut last_exit) = (usize::MAX, 0);
        for (&top, state) in &*tops {
            let mut state = state.clone();
            let mut pc = top;
            while let Some(site) = code.site(pc) {
                let plan = self.planner.plan(&site, &state);
                let (straight, jump) = ways(&site, &plan);
                let loops = jump.is_some_and(|target| target <= pc);
                self.keeps_fuel |= loops || plan.body.is_some();
                apply_guards(&mut state, &plan);
                match plan.act {
                    Act::Return => drop(results.insert(state.kind(register(site.word.a())))),
                    Act::ReturnNil => drop(results.insert(Some(NIL))),
                    _ => {}
                }
                if let Some(inner) = &plan.body {
                    let window = register(site.word.a()) + 1;
                    self.room.frames = self.room.frames.max(1 + inner.room.frames);
                    self.room.registers = self.room.registers.max(window + inner.room.registers);
                }
                let nature = nature(&site, &plan, &state);
                let lost = site.clobbers().unwrap_or(usize::MAX);
                let writes = || site.writes(Edge::Jump).chain(site.writes(Edge::Straight));
                let keeps = |r: &usize| *r < lost && !writes().any(|(first, n)| (first..first + n).contains(r));
                self.can_be_inlined &= nature.allowed && !loops && untyped.iter().all(keeps);
                if nature.exits {
                    last_exit = last_exit.max(pc);
                }
                if nature.stores {
                    first_store = first_store.min(pc);
                }
                if !straight {
                    break;
                }
                apply(&mut state, &site, &plan, code.captured(pc), Edge::Straight);
                pc = site.end();
                if code.is_leader(pc) {
                    break;
                }
            }
        }
        self.room.registers = self.room.registers.max(usize::from(code.function.def.registers));
        self.stores = first_store != usize::MAX;
        // What leaves begins the call anew, so nothing may have been changed by then.
        self.can_be_inlined &= !results.is_empty() && (!self.stores || last_exit <= first_store);
        self.result = results.pop_first().flatten().filter(|_| results.is_empty());
    }
}

/// Where an instruction with this plan leads.
pub(crate) fn ways(site: &Site, plan: &Plan<'_>) -> (bool, Option<usize>) {
    let ends = matches!(plan.act, Act::Return | Act::ReturnNil | Act::Leave | Act::Jump) || !site.goes_on();
    let jumps = if plan.act == Act::Leave { None } else { site.target() };
    (!ends, jumps)
}

/// What is known at the tops of blocks.
fn analyse(code: &Code<'_>, planner: &Planner<'_>, entry: usize, at_entry: &State) -> BTreeMap<usize, State> {
    let mut tops: BTreeMap<usize, State> = BTreeMap::new();
    let mut waiting = BTreeSet::new();
    let reach = |tops: &mut BTreeMap<usize, State>, waiting: &mut BTreeSet<usize>, pc: usize, mut state: State| {
        let live = code.live_before(pc);
        for (r, slot) in state.0.iter_mut().enumerate() {
            if !live.contains(r) {
                *slot = Slot::DEAD;
            }
        }
        let changed = match tops.get_mut(&pc) {
            Some(top) => top.join(&state),
            None => tops.insert(pc, state).is_none(),
        };
        if changed {
            waiting.insert(pc);
        }
    };
    reach(&mut tops, &mut waiting, entry, at_entry.clone());
    while let Some(top) = waiting.pop_first() {
        let Some(mut state) = tops.get(&top).cloned() else { continue };
        let mut pc = top;
        while let Some(site) = code.site(pc) {
            let plan = planner.plan(&site, &state);
            let (straight, jump) = ways(&site, &plan);
            if may_throw(plan.act)
                && let Some(handler) = code.function.handler_at(pc, true)
            {
                apply_guards(&mut state, &plan);
                reach(&mut tops, &mut waiting, handler.target as usize, caught(&state, &site, handler));
            }
            if let Some(target) = jump {
                let mut there = state.clone();
                apply(&mut there, &site, &plan, code.captured(pc), Edge::Jump);
                reach(&mut tops, &mut waiting, target, there);
            }
            if !straight {
                break;
            }
            apply(&mut state, &site, &plan, code.captured(pc), Edge::Straight);
            pc = site.end();
            if code.is_leader(pc) {
                reach(&mut tops, &mut waiting, pc, state);
                break;
            }
        }
    }
    tops
}

/// Whether compiled code is made for a register of this kind that holds it when it is entered.
fn is_trusted(kind: u8) -> bool {
    matches!(kind, INT | FLOAT | BOOL | ARRAY)
}

/// What enters compiled code from outside, since nobody else knows its calling convention.
pub(crate) fn door(isa: &dyn TargetIsa, context: &mut Context, builders: &mut FunctionBuilderContext) {
    let mut signature = Signature::new(CallConv::SystemV);
    signature.params.resize(3, AbiParam::new(types::I64));
    signature.returns.resize(2, AbiParam::new(types::I64));
    context.func.signature = signature;
    let mut b = FunctionBuilder::new(&mut context.func, builders);
    let code = b.import_signature(code_signature());
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    b.seal_block(block);
    let [vm, base, address] = *b.block_params(block) else { unreachable!("the signature has three parameters") };
    let call = b.ins().call_indirect(code, address, &[vm, base]);
    let [tag, payload] = *b.inst_results(call) else { unreachable!("the signature has two results") };
    b.ins().return_(&[tag, payload]);
    b.finalize(isa.frontend_config());
}

/// Translates the code for a request into `context`; the error is the reason why it cannot be done.
pub(crate) fn translate(
    request: &Request,
    plain: bool,
    isa: &dyn TargetIsa,
    context: &mut Context,
    builders: &mut FunctionBuilderContext,
) -> Result<(), String> {
    let function = request.function();
    let entry = request.pc();
    let words = function.def.code.len();
    if words > MOST_WORDS {
        return Err(format!("{words} words, more than {MOST_WORDS}"));
    }
    let registers = usize::from(function.def.registers);
    let blocks = Code::new(function, entry).leaders.len();
    if blocks.saturating_mul(registers) > MOST_STATES {
        return Err(format!("{blocks} blocks with {registers} registers"));
    }
    let distrusted = plain || function.seen(entry) & seen::FAILED != 0;
    let slots = request.kinds.iter().map(|&kind| match kind {
        Request::UNKNOWN => Slot::DEAD,
        kind if is_trusted(kind) && !distrusted => Slot::known(kind),
        _ => Slot::ANY,
    });
    let at_entry = State(slots.collect());
    let body = Body::new(Planner::new(function, plain, &[]), entry, at_entry);

    context.func.signature = code_signature();
    context.func.name = UserFuncName::user(0, 0);
    let builder = FunctionBuilder::new(&mut context.func, builders);
    let mut emitter = Emitter::new(builder, &body, request.mark());
    emitter.enter(entry, &body.entry_state, &body.room);
    emitter.blocks(&body.planner);
    emitter.finish(isa);
    Ok(())
}
