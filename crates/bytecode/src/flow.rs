//! What instructions do to registers and where they go: the one reading of [`OperandKind`] that the verifier's and the
//! collector's data flow share.

use crate::bitset::BitSet;
use crate::module::{CaptureSource, Handler, HandlerKind, Module};
use crate::op::{Effect, Op};
use crate::operand::{OperandKind, Word};
use std::collections::BTreeSet;

/// Which way an instruction is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edge {
    /// To the instruction behind it.
    Straight,
    /// To the target of its jump.
    Jump,
}

/// An instruction in its place.
#[derive(Clone, Copy)]
pub struct Site {
    /// Where it is.
    pub pc: usize,
    /// Its op.
    pub op: Op,
    /// Its first word.
    pub word: Word,
    /// The word behind it.
    pub next: Word,
}

impl Site {
    /// The instruction at `pc`, if there is a word and its opcode is known.
    #[inline]
    pub fn at(code: &[Word], pc: usize) -> Option<Site> {
        let word = *code.get(pc)?;
        let next = code.get(pc + 1).copied().unwrap_or(Word(0));
        Some(Site { pc, op: Op::from_byte(word.op())?, word, next })
    }

    /// If all it does to registers is to read and write single ones, on every way out: those that it reads and those that it writes.
    #[inline]
    pub(crate) fn plain(&self) -> Option<(Singles, Singles)> {
        match self.op {
            Op::Closure | Op::JumpIfGiven => None,
            _ => self.op.info().plain().map(|(reads, writes)| (Singles(self.word, reads), Singles(self.word, writes))),
        }
    }

    /// The pc behind it.
    #[inline]
    pub fn end(&self) -> usize {
        self.pc + self.op.info().words()
    }

    /// Its register operands: kind and index.
    fn registers(&self) -> impl Iterator<Item = (OperandKind, usize)> + '_ {
        let operands = self.op.info().operands.iter().filter(|o| o.kind.is_register());
        operands.map(|o| (o.kind, self.word.slot(o.slot, self.next) as usize >> 4))
    }

    /// The registers that are read: first and count.
    pub fn reads(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let x = self.word.x();
        self.registers().map(move |(kind, register)| {
            let (offset, count) = kind.reads(x);
            (register + offset, count)
        })
    }

    /// The registers that are written on the way out by `edge`: first and count.
    pub fn writes(&self, edge: Edge) -> impl Iterator<Item = (usize, usize)> + '_ {
        use OperandKind::*;
        let x = self.word.x();
        let own = match self.op {
            Op::JumpIfGiven => edge == Edge::Jump,
            _ => true,
        };
        self.registers().filter_map(move |(kind, register)| {
            let written = match kind {
                RangePrep => edge == Edge::Straight,
                Range | Iter => edge == Edge::Jump,
                _ => own,
            };
            let count = if written { kind.writes(x) } else { 0 };
            (count > 0).then_some((register, count))
        })
    }

    /// The registers that hold nothing any more on the way out by `edge`, unless written: first and count.
    pub fn loses(&self, edge: Edge) -> Option<(usize, usize)> {
        let a = usize::from(self.word.a() >> 4);
        match (self.op, edge) {
            (Op::JumpIfGiven, Edge::Straight) => Some((a, 1)),
            (Op::RangePrep, Edge::Jump) => Some((a, 4)),
            _ => None,
        }
    }

    /// The first register of a call's window: from there up all registers are lost once the callee runs.
    pub fn clobbers(&self) -> Option<usize> {
        self.op.info().window().map(|slot| self.word.slot(slot, self.next) as usize >> 4)
    }

    /// Whether it is left by jumping, and how far.
    pub fn distance(&self) -> Option<i64> {
        self.op.info().jumps().then(|| i64::from(self.word.sd()))
    }

    /// Where its jump goes.
    pub fn target(&self) -> Option<usize> {
        usize::try_from(self.end() as i64 + self.distance()?).ok()
    }

    /// Whether it can be left to the instruction behind it.
    pub fn goes_on(&self) -> bool {
        self.op.info().effect != Effect::Ends && !matches!(self.op, Op::Jump | Op::Loop)
    }

    /// The registers that a `closure` op reads because the function it closes over captures them.
    pub fn captured<'m>(&self, module: &'m Module) -> impl Iterator<Item = usize> + use<'m> {
        let function = match self.op {
            Op::Closure => module.functions.get(self.word.d() as usize),
            _ => None,
        };
        function.into_iter().flat_map(|f| &f.captures).filter_map(|c| match c.source {
            CaptureSource::Register(r) => Some(usize::from(r)),
            CaptureSource::Capture(_) => None,
        })
    }
}

/// Single registers that an instruction names: those of `a`, `b` and `c` whose bits are set.
#[derive(Clone, Copy)]
pub(crate) struct Singles(Word, u8);

impl Singles {
    /// Whether all are in the set.
    #[inline]
    pub fn all_in(self, set: &BitSet) -> bool {
        let Singles(word, bits) = self;
        (bits & 1 == 0 || set.contains(usize::from(word.a() >> 4)))
            && (bits & 2 == 0 || set.contains(usize::from(word.b() >> 4)))
            && (bits & 4 == 0 || set.contains(usize::from(word.c() >> 4)))
    }
    /// Each of them.
    #[inline]
    pub fn each(self, mut then: impl FnMut(usize)) {
        let Singles(word, bits) = self;
        for (bit, operand) in [(1, word.a()), (2, word.b()), (4, word.c())] {
            if bits & bit != 0 {
                then(usize::from(operand >> 4));
            }
        }
    }
}

/// The handlers that something thrown can reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Where an error goes: the innermost handler.
    pub error: Option<u32>,
    /// Where everything else that unwinds goes: the innermost cleanup handler.
    pub other: Option<u32>,
}

impl Reach {
    /// Whether nothing catches.
    pub fn is_none(self) -> bool {
        self.error.is_none() && self.other.is_none()
    }
    /// Both, once each.
    pub fn handlers(self) -> impl Iterator<Item = usize> {
        let other = if self.other == self.error { None } else { self.other };
        self.error.into_iter().chain(other).map(|h| h as usize)
    }
}

/// Basic blocks: runs of instructions that are entered at the top only, left at the bottom or by throwing, and covered
/// by the same handlers throughout.
pub(crate) struct Blocks {
    /// The first pc of each, ascending.
    pub starts: Vec<u32>,
    /// The pc of the last instruction of each.
    pub lasts: Vec<u32>,
    /// The handlers in reach of each.
    pub reach: Vec<Reach>,
}

impl Blocks {
    /// Longer blocks are cut, so that what looks at single instructions again has little to scan.
    const MAX_LENGTH: usize = 128;

    /// The blocks of well-formed code: opcodes known, jumps and handlers on instruction starts. O(n log n).
    pub fn new(code: &[Word], body: usize, handlers: &[Handler]) -> Blocks {
        let mut leaders = vec![false; code.len() + 1];
        for pc in
            [0, body].into_iter().chain(handlers.iter().flat_map(|h| [h.start, h.end, h.target].map(|p| p as usize)))
        {
            if let Some(leader) = leaders.get_mut(pc) {
                *leader = true;
            }
        }
        let mut pc = 0;
        while let Some(site) = Site::at(code, pc) {
            pc = site.end();
            if let Some(target) = site.target()
                && let Some(leader) = leaders.get_mut(target)
            {
                *leader = true;
            }
            if (site.target().is_some() || !site.goes_on())
                && let Some(leader) = leaders.get_mut(pc)
            {
                *leader = true;
            }
        }
        let (mut starts, mut lasts) = (Vec::new(), Vec::new());
        let mut pc = 0;
        let mut length = 0;
        while let Some(site) = Site::at(code, pc) {
            length += 1;
            if leaders[pc] || length > Self::MAX_LENGTH {
                length = 1;
                starts.push(pc as u32);
                lasts.push(pc as u32);
            } else if let Some(last) = lasts.last_mut() {
                *last = pc as u32;
            }
            pc = site.end();
        }
        let reach = reach(&starts, handlers);
        Blocks { starts, lasts, reach }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }
    /// The block that the instruction at `pc` is in.
    pub fn at(&self, pc: usize) -> usize {
        self.starts.partition_point(|&s| s as usize <= pc).saturating_sub(1)
    }
    /// The instructions of a block, in order.
    pub fn sites<'c>(&self, code: &'c [Word], block: usize) -> impl Iterator<Item = Site> + use<'c> {
        let last = self.lasts[block] as usize;
        let first = Site::at(code, self.starts[block] as usize);
        std::iter::successors(first, move |site| if site.pc >= last { None } else { Site::at(code, site.end()) })
    }
    /// Where a block's last instruction leads.
    pub fn successors(&self, last: &Site) -> impl Iterator<Item = (Edge, usize)> + use<> {
        let straight = last.goes_on().then(|| (Edge::Straight, self.at(last.end())));
        let jump = last.target().map(|t| (Edge::Jump, self.at(t)));
        straight.into_iter().chain(jump)
    }
}

/// The handlers in reach from each of the pcs, which are ascending: the first rows of the table that cover it.
fn reach(pcs: &[u32], handlers: &[Handler]) -> Vec<Reach> {
    if handlers.is_empty() {
        return vec![Reach::default(); pcs.len()];
    }
    let mut by_start: Vec<u32> = (0..handlers.len() as u32).collect();
    let mut by_end = by_start.clone();
    by_start.sort_by_key(|&h| handlers[h as usize].start);
    by_end.sort_by_key(|&h| handlers[h as usize].end);
    let (mut opening, mut closing) = (by_start.into_iter().peekable(), by_end.into_iter().peekable());
    let (mut active, mut cleanups) = (BTreeSet::new(), BTreeSet::new());
    let at = |pc: &u32| {
        while let Some(h) = opening.next_if(|&h| handlers[h as usize].start <= *pc) {
            active.insert(h);
            if handlers[h as usize].kind == HandlerKind::Cleanup {
                cleanups.insert(h);
            }
        }
        while let Some(h) = closing.next_if(|&h| handlers[h as usize].end <= *pc) {
            active.remove(&h);
            cleanups.remove(&h);
        }
        Reach { error: active.first().copied(), other: cleanups.first().copied() }
    };
    pcs.iter().map(at).collect()
}
