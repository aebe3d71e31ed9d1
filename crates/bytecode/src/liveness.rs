//! Live registers, for the collector: what a frame still needs at a pc.
//!
//! A backward data flow over the blocks of verified code. Only the sets at the tops of blocks are kept; a query scans one
//! block. What is live at a pc that execution can reach is written there: otherwise the verifier had found a path to a read
//! without a write.

use crate::bitset::BitSet;
use crate::flow::{Blocks, Edge, Site};
use crate::module::{Function, Handler, HandlerKind, Module};
use crate::op::Op;
use crate::operand::{OperandKind, Word};
use std::collections::HashMap;

/// The live registers of one function.
pub struct Liveness {
    code: Box<[Word]>,
    handlers: Box<[Handler]>,
    /// What each `closure` op reads besides its operands, by pc.
    captured: HashMap<usize, Box<[usize]>>,
    blocks: Blocks,
    registers: usize,
    /// The sets at the tops of blocks, one after the other.
    tops: Vec<u64>,
}

/// What looking at a block needs, used again for the next.
struct Scratch {
    sites: Vec<Site>,
    one: BitSet,
    /// What the handlers in reach need.
    thrown: BitSet,
}

impl Liveness {
    /// For a function of a verified module. Near-linear in the size of its code.
    pub fn compute(module: &Module, function: &Function) -> Liveness {
        let code: Box<[Word]> = function.code.as_slice().into();
        let handlers: Box<[Handler]> = function.handlers.as_slice().into();
        let blocks = Blocks::new(&code, function.body as usize, &handlers);
        let mut captured = HashMap::new();
        for site in (0..blocks.len()).flat_map(|b| blocks.sites(&code, b)) {
            let registers: Box<[usize]> = site.captured(module).collect();
            if !registers.is_empty() {
                captured.insert(site.pc, registers);
            }
        }
        let registers = usize::from(function.registers);
        let tops = vec![0; blocks.len() * registers.div_ceil(64)];
        let mut liveness = Liveness { code, handlers, captured, blocks, registers, tops };
        liveness.settle();
        liveness
    }

    /// Makes `live` the registers that are live right before the instruction at `pc` executes, what the handlers that
    /// cover it need included.
    pub fn before(&self, pc: usize, live: &mut BitSet) {
        *live = BitSet::new(self.registers);
        let mut scratch = self.scratch();
        self.scan(self.blocks.at(pc), live, &mut scratch, pc, |this, site, live| this.enter(site, live));
    }

    /// Makes `live` the registers that must survive while the call that the instruction at `pc` makes is in progress: those
    /// live behind it that it does not write, what the handlers that cover it need, and the state of an iteration.
    pub fn during_call(&self, pc: usize, live: &mut BitSet) {
        *live = BitSet::new(self.registers);
        let mut scratch = self.scratch();
        self.scan(self.blocks.at(pc), live, &mut scratch, pc, |_, site, live| {
            if let Some(window) = site.clobbers() {
                live.remove_range(window, self.registers - window);
            }
            let kinds = site.op.info().operands.iter().map(|o| o.kind);
            if kinds.into_iter().any(|kind| matches!(kind, OperandKind::Iter | OperandKind::IterPrep)) {
                site.reads().for_each(|(first, count)| live.insert_range(first, count));
            }
        });
    }

    /// What the handlers that cover `pc` need.
    pub(crate) fn needed_by_handlers(&self, pc: usize) -> BitSet {
        let mut scratch = self.scratch();
        self.throw(self.blocks.at(pc), &mut scratch);
        scratch.thrown
    }

    fn scratch(&self) -> Scratch {
        let none = || BitSet::new(self.registers);
        Scratch { sites: Vec::new(), one: none(), thrown: none() }
    }

    fn width(&self) -> usize {
        self.registers.div_ceil(64)
    }
    fn top(&self, block: usize) -> &[u64] {
        &self.tops[block * self.width()..][..self.width()]
    }

    /// Makes `thrown` what the handlers in reach of a block need.
    fn throw(&self, block: usize, scratch: &mut Scratch) {
        let Scratch { one, thrown, .. } = scratch;
        thrown.clear();
        for h in self.blocks.reach[block].handlers() {
            let handler = &self.handlers[h];
            one.assign(self.top(self.blocks.at(handler.target as usize)));
            let count = 1 + usize::from(handler.kind == HandlerKind::Cleanup);
            one.remove_range(usize::from(handler.register), count);
            thrown.unite(one.words());
        }
    }

    /// Computes all tops. Blocks in descending order: of what is live, only that needed round a back edge comes late.
    fn settle(&mut self) {
        let mut live = BitSet::new(self.registers);
        let mut looped = vec![false; self.blocks.len()];
        for &last in &self.blocks.lasts {
            if let Some(site) = Site::at(&self.code, last as usize)
                && let Some(target) = site.target()
                && target <= site.pc
            {
                looped[self.blocks.at(target)] = true;
            }
        }
        let mut scratch = self.scratch();
        let mut changed = true;
        while changed {
            changed = false;
            for block in (0..self.blocks.len()).rev() {
                let first = self.blocks.starts[block] as usize;
                live.clear();
                self.scan(block, &mut live, &mut scratch, first, |this, site, live| this.enter(site, live));
                let width = self.width();
                let top = &mut self.tops[block * width..][..width];
                if top != live.words() {
                    top.copy_from_slice(live.words());
                    changed |= looped[block];
                }
            }
        }
    }

    /// Goes up through a block to the instruction at `pc` and ends with `last` on it; `live` must be empty before.
    fn scan(
        &self,
        block: usize,
        live: &mut BitSet,
        scratch: &mut Scratch,
        pc: usize,
        last: impl Fn(&Self, &Site, &mut BitSet),
    ) {
        self.throw(block, scratch);
        let Scratch { sites, one, thrown } = scratch;
        sites.clear();
        sites.extend(self.blocks.sites(&self.code, block).filter(|s| s.pc >= pc));
        for (i, site) in sites.iter().enumerate().rev() {
            if i + 1 == sites.len() {
                for (edge, to) in self.blocks.successors(site) {
                    one.assign(self.top(to));
                    leave(site, edge, one);
                    live.unite(one.words());
                }
            } else {
                leave(site, Edge::Straight, live);
            }
            match i {
                0 => last(self, site, live),
                _ => self.enter(site, live),
            }
            live.unite(thrown.words());
        }
    }

    /// From behind an instruction's writes to before it.
    fn enter(&self, site: &Site, live: &mut BitSet) {
        if let Some(window) = site.clobbers() {
            live.remove_range(window, self.registers - window);
        }
        site.reads().for_each(|(first, count)| live.insert_range(first, count));
        if site.op == Op::JumpIfGiven {
            live.insert(usize::from(site.word.a() >> 4));
        }
        if site.op != Op::Closure {
            return;
        }
        self.captured.get(&site.pc).into_iter().flatten().for_each(|&register| live.insert(register));
    }
}

/// From behind an instruction back over what it writes on its way out by `edge`.
fn leave(site: &Site, edge: Edge, live: &mut BitSet) {
    site.writes(edge).chain(site.loses(edge)).for_each(|(first, count)| live.remove_range(first, count));
}
