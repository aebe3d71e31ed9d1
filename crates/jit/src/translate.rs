//! From bytecode to Cranelift's form: finds the blocks that can be reached from an entry, what is known of registers at the
//! top of each, and translates them one after the other.

use crate::emit::{Emitter, code_signature};
use crate::plan::{Act, Plan, Planner, apply, apply_guards, caught, may_throw};
use crate::types::{ARRAY, BOOL, FLOAT, INT, Slot, State};
use cranelift_codegen::Context;
use cranelift_codegen::ir::{AbiParam, InstBuilder, Signature, UserFuncName, types};
use cranelift_codegen::isa::{CallConv, TargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use quintet_bytecode::{BitSet, Edge, Op, Site};
use quintet_runtime::LoadedFunction;
use quintet_runtime::tier::{Request, seen};
use std::collections::{BTreeMap, BTreeSet};

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

/// Where an instruction with this plan leads.
pub(crate) fn ways(site: &Site, plan: &Plan) -> (bool, Option<usize>) {
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
    let code = Code::new(function, entry);
    let registers = usize::from(function.def.registers);
    if code.leaders.len().saturating_mul(registers) > MOST_STATES {
        return Err(format!("{} blocks with {registers} registers", code.leaders.len()));
    }
    let planner = Planner::new(function, plain);
    let distrusted = plain || function.seen(entry) & seen::FAILED != 0;
    let slots = request.kinds.iter().map(|&kind| match kind {
        Request::UNKNOWN => Slot::DEAD,
        kind if is_trusted(kind) && !distrusted => Slot::known(kind),
        _ => Slot::ANY,
    });
    let at_entry = State(slots.collect());
    let tops = analyse(&code, &planner, entry, &at_entry);

    context.func.signature = code_signature();
    context.func.name = UserFuncName::user(0, 0);
    let builder = FunctionBuilder::new(&mut context.func, builders);
    let mut emitter = Emitter::new(builder, &code, &tops, request.mark());
    emitter.enter(entry, &at_entry);
    for (&top, state) in &tops {
        emitter.begin(top, state);
        let mut pc = top;
        while let Some(site) = code.site(pc) {
            let plan = planner.plan(&site, emitter.state());
            let (straight, _) = ways(&site, &plan);
            emitter.instruction(&site, &plan);
            if !straight {
                break;
            }
            pc = site.end();
            if code.is_leader(pc) {
                if !emitter.is_done() {
                    emitter.go(pc);
                }
                break;
            }
        }
    }
    emitter.finish(isa);
    Ok(())
}
