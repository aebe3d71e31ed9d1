//! Every register is written before it is read, on every path.
//!
//! A forward data flow over basic blocks; a state is a set of facts that hold on all paths to a point, and paths meet in
//! the intersection. The facts are
//!
//! - register r holds a value;
//! - optional parameter p is as the call left it or was written since, so that `jump_if_given` can look at it;
//! - the first registers of a counted loop or iteration (a *preparation*) are as its preparing op or the last step left them.
//!
//! Jumps other than back edges and handlers lead forward, so blocks in order of their pcs are in reverse postorder, and sweeps in
//! that order settle after nesting depth + 2 rounds.

use super::{Report, VerifyError};
use crate::bitset::BitSet;
use crate::flow::{Blocks, Edge, Site};
use crate::module::*;
use crate::op::Op;
use crate::operand::{OperandKind, Reg};

/// Where which fact lies in a state.
struct Facts {
    registers: usize,
    /// The optional parameters' registers; their facts lie behind those of the registers.
    optional: std::ops::Range<usize>,
    /// Sorted: the first register, and what is prepared there; their facts come last.
    preparations: Vec<(usize, Prepared)>,
    /// By register: the facts of `preparations` that it is in, as [`Facts::touching`] gives them; empty if there are none.
    touched: Vec<(usize, usize)>,
}

/// What a loop finds in its registers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Prepared {
    Range,
    Elements,
    Pairs,
}

impl Prepared {
    /// What the op prepares or continues.
    fn of(site: &Site) -> Option<Prepared> {
        match site.op {
            Op::RangePrep | Op::RangeLoop => Some(Prepared::Range),
            Op::IterPrep | Op::IterLoop if site.word.x() == 2 => Some(Prepared::Pairs),
            Op::IterPrep | Op::IterLoop => Some(Prepared::Elements),
            _ => None,
        }
    }
}

impl Facts {
    /// Among `marked` are all instructions of the function that begin a loop.
    fn new(function: &Function, marked: &[Site]) -> Facts {
        let p = &function.parameters;
        let prepare = marked.iter().filter(|site| matches!(site.op, Op::RangePrep | Op::IterPrep));
        let mut preparations: Vec<_> =
            prepare.filter_map(|site| Prepared::of(site).map(|kind| (first(site), kind))).collect();
        preparations.sort_unstable();
        preparations.dedup();
        let optional = usize::from(p.required)..p.count();
        let registers = usize::from(function.registers);
        let mut facts = Facts { registers, optional, preparations, touched: Vec::new() };
        if !facts.preparations.is_empty() {
            facts.touched = (0..registers).map(|register| facts.touching(register, register)).collect();
        }
        facts
    }

    fn count(&self) -> usize {
        self.registers + self.optional.len() + self.preparations.len()
    }
    /// The fact that the parameter is as it was given.
    fn given(&self, register: usize) -> Option<usize> {
        self.optional.contains(&register).then(|| self.registers + register - self.optional.start)
    }
    /// The fact that the loop's registers are prepared.
    fn preparation(&self, first: usize, kind: Prepared) -> Option<usize> {
        let i = self.preparations.binary_search(&(first, kind)).ok()?;
        Some(self.registers + self.optional.len() + i)
    }
    /// The facts about preparations of which one of the three registers is at least `from` and the first at most `upto`.
    fn touching(&self, from: usize, upto: usize) -> (usize, usize) {
        if self.preparations.is_empty() {
            return (0, 0);
        }
        let begin = self.preparations.partition_point(|&(a, _)| a + 2 < from);
        let end = self.preparations.partition_point(|&(a, _)| a <= upto);
        (self.registers + self.optional.len() + begin, end.saturating_sub(begin))
    }
}

/// The register of the first operand of a loop's op.
fn first(site: &Site) -> usize {
    usize::from(site.word.a() >> 4)
}

/// What holds at a point, and what still holds wherever in the block something is thrown; that is empty where nothing catches.
#[derive(Default)]
struct State {
    now: BitSet,
    thrown: BitSet,
}

impl State {
    fn remove(&mut self, (first, count): (usize, usize)) {
        self.now.remove_range(first, count);
        self.thrown.remove_range(first, count);
    }
    /// Registers change their values.
    fn write(&mut self, facts: &Facts, first: usize, count: usize) {
        self.remove(facts.touching(first, first + count - 1));
        self.now.insert_range(first, count);
        if first < facts.optional.end {
            for register in first..first + count {
                facts.given(register).into_iter().for_each(|fact| self.now.insert(fact));
            }
        }
    }
    /// One register changes its value.
    #[inline]
    fn write_one(&mut self, facts: &Facts, register: usize) {
        self.now.insert(register);
        if let Some(&(first, count)) = facts.touched.get(register)
            && count > 0
        {
            self.remove((first, count));
        }
        if register < facts.optional.end {
            facts.given(register).into_iter().for_each(|fact| self.now.insert(fact));
        }
    }
    /// Registers lose their values.
    fn lose(&mut self, facts: &Facts, first: usize, count: usize) {
        self.remove((first, count));
        self.remove(facts.touching(first, first + count - 1));
        let (start, end) = (facts.optional.start.max(first), facts.optional.end.min(first + count));
        if start < end {
            self.remove((facts.registers + start - facts.optional.start, end - start));
        }
    }

    /// Executes an instruction up to the choice of its way out.
    fn execute(&mut self, facts: &Facts, site: &Site) {
        if let Some(window) = site.clobbers() {
            self.lose(facts, window, facts.registers - window);
        }
        if matches!(site.op, Op::RangePrep | Op::IterPrep) {
            // Should it throw, the registers are neither what they were nor prepared.
            self.remove(facts.touching(first(site), first(site) + 2));
        }
    }

    /// Leaves an instruction.
    fn leave(&mut self, facts: &Facts, site: &Site, edge: Edge) {
        if let Some((_, writes)) = site.plain() {
            return writes.each(|register| self.write_one(facts, register));
        }
        let loops = matches!(site.op, Op::RangeLoop | Op::IterLoop);
        let way = if loops { Edge::Jump } else { Edge::Straight };
        let prepared = Prepared::of(site).filter(|_| edge == way).and_then(|kind| facts.preparation(first(site), kind));
        if loops {
            let (first, count) = facts.touching(first(site), first(site) + 2);
            self.now.remove_range(first, count);
        }
        if let Some((first, count)) = site.loses(edge) {
            self.lose(facts, first, count);
        }
        for (first, count) in site.writes(edge) {
            self.write(facts, first, count);
        }
        prepared.into_iter().for_each(|fact| self.now.insert(fact));
    }
}

/// Checks one function whose operands and tables are known to be well formed.
pub(super) fn check(module: &Module, function: &Function, marked: &[Site]) -> Result<(), VerifyError> {
    let facts = Facts::new(function, marked);
    let blocks = Blocks::new(&function.code, function.body as usize, &function.handlers);
    Flow { module, function, facts: &facts, blocks: &blocks }.settle()
}

/// The entry states of blocks; those not reached have none.
struct States {
    width: usize,
    words: Vec<u64>,
    reached: Vec<bool>,
}

impl States {
    fn get(&self, block: usize) -> Option<&[u64]> {
        self.reached[block].then(|| &self.words[block * self.width..][..self.width])
    }
    /// Lets another path arrive; whether that changed anything.
    fn meet(&mut self, block: usize, from: &[u64]) -> bool {
        let state = &mut self.words[block * self.width..][..self.width];
        if !std::mem::replace(&mut self.reached[block], true) {
            state.copy_from_slice(from);
            return true;
        }
        let mut changed = false;
        for (a, b) in state.iter_mut().zip(from) {
            changed |= *a & !b != 0;
            *a &= b;
        }
        changed
    }
}

struct Flow<'a> {
    module: &'a Module,
    function: &'a Function,
    facts: &'a Facts,
    blocks: &'a Blocks,
}

impl Flow<'_> {
    /// Executes blocks, checking what they read, until the entry states of all do not change any more. States only ever shrink, so
    /// what is missing at a visit is missing in the end too.
    fn settle(&self) -> Result<(), VerifyError> {
        let (facts, blocks) = (self.facts, self.blocks);
        let width = facts.count().div_ceil(64);
        let n = blocks.len();
        let mut states = States { width, words: vec![0; n * width], reached: vec![false; n] };
        let mut dirty = vec![false; n];
        let mut entry = BitSet::new(facts.count());
        let p = &self.function.parameters;
        entry.insert_range(0, usize::from(p.required));
        if p.rest {
            entry.insert(p.count());
        }
        entry.insert_range(facts.registers, facts.optional.len());
        states.meet(0, entry.words());
        dirty[0] = true;
        if p.optional > 0 {
            entry.insert_range(0, p.registers());
            let body = blocks.at(self.function.body as usize);
            states.meet(body, entry.words());
            dirty[body] = true;
        }
        let (mut state, mut out) = (State::default(), State::default());
        while dirty.contains(&true) {
            for block in 0..n {
                if std::mem::take(&mut dirty[block])
                    && let Some(entry) = states.get(block)
                {
                    state.now.assign(entry);
                    state.thrown.assign(if blocks.reach[block].is_none() { &[] } else { entry });
                    self.flow_block(block, &mut state, &mut out, |to, with| {
                        dirty[to] |= states.meet(to, with);
                    })?;
                }
            }
        }
        Ok(())
    }

    /// Executes a block from its entry state and hands each way out to `arrive`.
    fn flow_block(
        &self,
        block: usize,
        state: &mut State,
        out: &mut State,
        mut arrive: impl FnMut(usize, &[u64]),
    ) -> Result<(), VerifyError> {
        let (facts, blocks) = (self.facts, self.blocks);
        for site in blocks.sites(&self.function.code, block) {
            if !site.plain().is_some_and(|(reads, _)| reads.all_in(&state.now)) {
                self.check_site(&site, state)?;
                state.execute(facts, &site);
            }
            if site.pc != blocks.lasts[block] as usize {
                state.leave(facts, &site, Edge::Straight);
                continue;
            }
            for (edge, to) in blocks.successors(&site) {
                out.now.assign(state.now.words());
                out.thrown.assign(state.thrown.words());
                out.leave(facts, &site, edge);
                arrive(to, out.now.words());
            }
        }
        for h in blocks.reach[block].handlers() {
            let handler = &self.function.handlers[h];
            out.now.assign(state.thrown.words());
            let count = 1 + usize::from(handler.kind == HandlerKind::Cleanup);
            out.write(facts, usize::from(handler.register), count);
            arrive(blocks.at(handler.target as usize), out.now.words());
        }
        Ok(())
    }

    fn check_site(&self, site: &Site, state: &State) -> Result<(), VerifyError> {
        let report = || Report::default().with_pc(site.pc).with_op(site.op);
        let unwritten = |register: usize| Reg(register as u16);
        let info = site.op.info();
        for operand in info.operands.iter().filter(|o| o.kind.is_register()) {
            let register = site.word.slot(operand.slot, site.next) as usize >> 4;
            let (offset, count) = operand.kind.reads(site.word.x());
            if let Some(missing) = state.now.first_missing(register + offset, count) {
                let report = report().with_operand(operand.slot);
                return Err(report.error("a register that is written on every path to here", unwritten(missing)));
            }
            if matches!(operand.kind, OperandKind::Range | OperandKind::Iter) {
                let fact = Prepared::of(site).and_then(|kind| self.facts.preparation(register, kind));
                if !fact.is_some_and(|fact| state.now.contains(fact)) {
                    let expected = match operand.kind {
                        OperandKind::Range => "registers as range_prep or this op left them on every path to here",
                        _ => "registers as iter_prep or this op, with the same x, left them on every path to here",
                    };
                    return Err(report().with_operand(operand.slot).error(expected, unwritten(register)));
                }
            }
            if site.op == Op::JumpIfGiven && !self.facts.given(register).is_some_and(|fact| state.now.contains(fact)) {
                let expected = "a parameter that no call's window has covered";
                return Err(report().with_operand(operand.slot).error(expected, unwritten(register)));
            }
        }
        for register in site.captured(self.module) {
            if !state.now.contains(register) {
                let expected = "captured registers that are written on every path to here";
                return Err(report().error(expected, unwritten(register)));
            }
        }
        Ok(())
    }
}
