//! Fusion: frequent sequences of ops run as one, without any position changing.
//!
//! A fused op replaces only the first word of its sequence: the opcode byte becomes its own, `x` the base opcode of that
//! word (only ops that have no `x` begin a sequence). The words behind it stay as they are; the fused op reads its
//! operands from them and skips them. So pcs, handlers, lines, breakpoints and snapshots mean the same with and without
//! fusion, a jump into the middle finds plain instructions, and what a fused op does not handle itself it leaves to them.
//!
//! The registers between the parts of a sequence need not be written: they are dead behind it, also for the handlers
//! that cover it.

use crate::bitset::BitSet;
use crate::flow::Site;
use crate::liveness::Liveness;
use crate::module::{Function, Module};
use crate::op::Op;
use crate::operand::Word;
use crate::verify::Verified;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::sync::OnceLock;

/// Calls the macro it is given with all rows of the table of fused ops: `name Variant Shape(ops) "doc";`. The ops are
/// the strict ones; their `_rich` twins fuse alike.
#[macro_export]
macro_rules! for_each_fused {
    ($then:ident) => {
        $then! {
            lt_jump_if LtJumpIf Branch(Lt JumpIf) "Goes forward if b < c.";
            lt_jump_if_not LtJumpIfNot Branch(Lt JumpIfNot) "Goes forward unless b < c.";
            lt_loop_if LtLoopIf Branch(Lt LoopIf) "Goes back if b < c; a charge point when it does.";
            le_jump_if LeJumpIf Branch(Le JumpIf) "Goes forward if b <= c.";
            le_jump_if_not LeJumpIfNot Branch(Le JumpIfNot) "Goes forward unless b <= c.";
            le_loop_if LeLoopIf Branch(Le LoopIf) "Goes back if b <= c; a charge point when it does.";
            gt_jump_if GtJumpIf Branch(Gt JumpIf) "Goes forward if b > c.";
            gt_jump_if_not GtJumpIfNot Branch(Gt JumpIfNot) "Goes forward unless b > c.";
            gt_loop_if GtLoopIf Branch(Gt LoopIf) "Goes back if b > c; a charge point when it does.";
            ge_jump_if GeJumpIf Branch(Ge JumpIf) "Goes forward if b >= c.";
            ge_jump_if_not GeJumpIfNot Branch(Ge JumpIfNot) "Goes forward unless b >= c.";
            ge_loop_if GeLoopIf Branch(Ge LoopIf) "Goes back if b >= c; a charge point when it does.";
            eq_jump_if EqJumpIf Branch(Eq JumpIf) "Goes forward if b == c.";
            eq_jump_if_not EqJumpIfNot Branch(Eq JumpIfNot) "Goes forward unless b == c.";
            eq_loop_if EqLoopIf Branch(Eq LoopIf) "Goes back if b == c; a charge point when it does.";
            ne_jump_if NeJumpIf Branch(Ne JumpIf) "Goes forward if b != c.";
            ne_jump_if_not NeJumpIfNot Branch(Ne JumpIfNot) "Goes forward unless b != c.";
            ne_loop_if NeLoopIf Branch(Ne LoopIf) "Goes back if b != c; a charge point when it does.";
            lt_int_jump_if LtIntJumpIf IntBranch(LoadInt Lt JumpIf) "Goes forward if b < an integer constant.";
            lt_int_jump_if_not LtIntJumpIfNot IntBranch(LoadInt Lt JumpIfNot) "Goes forward unless b < an integer constant.";
            lt_int_loop_if LtIntLoopIf IntBranch(LoadInt Lt LoopIf) "Goes back if b < an integer constant; a charge point when it does.";
            le_int_jump_if LeIntJumpIf IntBranch(LoadInt Le JumpIf) "Goes forward if b <= an integer constant.";
            le_int_jump_if_not LeIntJumpIfNot IntBranch(LoadInt Le JumpIfNot) "Goes forward unless b <= an integer constant.";
            le_int_loop_if LeIntLoopIf IntBranch(LoadInt Le LoopIf) "Goes back if b <= an integer constant; a charge point when it does.";
            gt_int_jump_if GtIntJumpIf IntBranch(LoadInt Gt JumpIf) "Goes forward if b > an integer constant.";
            gt_int_jump_if_not GtIntJumpIfNot IntBranch(LoadInt Gt JumpIfNot) "Goes forward unless b > an integer constant.";
            gt_int_loop_if GtIntLoopIf IntBranch(LoadInt Gt LoopIf) "Goes back if b > an integer constant; a charge point when it does.";
            ge_int_jump_if GeIntJumpIf IntBranch(LoadInt Ge JumpIf) "Goes forward if b >= an integer constant.";
            ge_int_jump_if_not GeIntJumpIfNot IntBranch(LoadInt Ge JumpIfNot) "Goes forward unless b >= an integer constant.";
            ge_int_loop_if GeIntLoopIf IntBranch(LoadInt Ge LoopIf) "Goes back if b >= an integer constant; a charge point when it does.";
            eq_int_jump_if EqIntJumpIf IntBranch(LoadInt Eq JumpIf) "Goes forward if b == an integer constant.";
            eq_int_jump_if_not EqIntJumpIfNot IntBranch(LoadInt Eq JumpIfNot) "Goes forward unless b == an integer constant.";
            eq_int_loop_if EqIntLoopIf IntBranch(LoadInt Eq LoopIf) "Goes back if b == an integer constant; a charge point when it does.";
            ne_int_jump_if NeIntJumpIf IntBranch(LoadInt Ne JumpIf) "Goes forward if b != an integer constant.";
            ne_int_jump_if_not NeIntJumpIfNot IntBranch(LoadInt Ne JumpIfNot) "Goes forward unless b != an integer constant.";
            ne_int_loop_if NeIntLoopIf IntBranch(LoadInt Ne LoopIf) "Goes back if b != an integer constant; a charge point when it does.";
            add_int AddInt Operand(LoadInt Add) "a = b + an integer constant";
            sub_int SubInt Operand(LoadInt Sub) "a = b - an integer constant";
            mul_int MulInt Operand(LoadInt Mul) "a = b * an integer constant";
            div_int DivInt Operand(LoadInt Div) "a = b / an integer constant";
            mod_int ModInt Operand(LoadInt Mod) "a = b % an integer constant";
            bit_and_int BitAndInt Operand(LoadInt BitAnd) "a = b & an integer constant";
            shl_int ShlInt Operand(LoadInt Shl) "a = b << an integer constant";
            shr_int ShrInt Operand(LoadInt Shr) "a = b >> an integer constant";
            add_int_lt_loop_if AddIntLtLoopIf CountedLoop(LoadInt Add Lt LoopIf) "Adds an integer constant to i and goes back if i < n then; a charge point when it does.";
            add_int_le_loop_if AddIntLeLoopIf CountedLoop(LoadInt Add Le LoopIf) "Adds an integer constant to i and goes back if i <= n then; a charge point when it does.";
            sub_get_index SubGetIndex Sequence(Sub GetIndex) "Does sub, then get_index.";
            get_index_sub GetIndexSub Sequence(GetIndex Sub) "Does get_index, then sub.";
            get_index_get_index GetIndexGetIndex Sequence(GetIndex GetIndex) "Does get_index, then get_index.";
            get_index_move GetIndexMove Sequence(GetIndex Move) "Does get_index, then move.";
            get_index_move_call GetIndexMoveCall Sequence(GetIndex Move Call) "Does get_index, move and call.";
            get_index_mul GetIndexMul Sequence(GetIndex Mul) "Does get_index, then mul.";
            add_ret AddRet Result(Add Ret) "Returns b + c.";
            sub_ret SubRet Result(Sub Ret) "Returns b - c.";
            lt_ret LtRet Result(Lt Ret) "Returns b < c.";
            gt_ret GtRet Result(Gt Ret) "Returns b > c.";
            capture_get_add CaptureGetAdd Operand(CaptureGet Add) "a = b + a captured value";
            capture_get_add_ret CaptureGetAddRet OperandResult(CaptureGet Add Ret) "Returns b + a captured value.";
            mul_add MulAdd Sequence(Mul Add) "Does mul, then add.";
            mul_mul MulMul Sequence(Mul Mul) "Does mul, then mul.";
            sub_add SubAdd Sequence(Sub Add) "Does sub, then add.";
            load_const_mul LoadConstMul Sequence(LoadConst Mul) "Does load_const, then mul.";
            move_move MoveMove Sequence(Move Move) "Does move, then move.";
            move_call MoveCall Sequence(Move Call) "Does move, then call.";
            move_call_function MoveCallFunction Sequence(Move CallFunction) "Does move, then call_function.";
            move_call_method MoveCallMethod Sequence(Move CallMethod) "Does move, then call_method.";
            get_index_set_index GetIndexSetIndex Sequence(GetIndex SetIndex) "Does get_index, then set_index.";
        }
    };
}

/// How the operands of a sequence hang together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FusedShape {
    /// `cmp u, b, c; branch u`.
    Branch,
    /// `load_int t, k; cmp u, b, t; branch u`.
    IntBranch,
    /// `load t; op a, b, t`.
    Operand,
    /// `op a, b, c; ret a`.
    Result,
    /// `load t; op a, b, t; ret a`.
    OperandResult,
    /// `load_int t, k; add i, i, t; cmp u, i, n; branch u`.
    CountedLoop,
    /// Any ops that often follow each other. Each does all that it does; only dispatches are saved.
    Sequence,
}

impl FusedShape {
    /// All.
    pub const ALL: [FusedShape; 7] = [
        FusedShape::Branch,
        FusedShape::IntBranch,
        FusedShape::Operand,
        FusedShape::Result,
        FusedShape::OperandResult,
        FusedShape::CountedLoop,
        FusedShape::Sequence,
    ];
}

macro_rules! define_fused {
    ($($name:ident $variant:ident $shape:ident ( $($op:ident)* ) $doc:literal;)*) => {
        /// A fused op. Its opcode is its number here plus the number of base ops.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Fused { $($variant),* }

        impl Fused {
            /// Every fused op, in the order of the table.
            pub const ALL: &'static [Fused] = &[$(Fused::$variant),*];
            /// The mnemonic.
            pub fn name(self) -> &'static str {
                match self { $(Fused::$variant => stringify!($name)),* }
            }
            /// The ops of the sequence; each is one word long.
            pub fn ops(self) -> &'static [Op] {
                match self { $(Fused::$variant => &[$(Op::$op),*]),* }
            }
            /// How their operands hang together.
            pub fn shape(self) -> FusedShape {
                match self { $(Fused::$variant => FusedShape::$shape),* }
            }
            /// One line for the reference.
            pub fn doc(self) -> &'static str {
                match self { $(Fused::$variant => $doc),* }
            }
        }
    };
}

for_each_fused!(define_fused);

const _: () = assert!(Op::ALL.len() + Fused::ALL.len() <= 256, "opcodes are bytes");

impl Fused {
    /// The opcode byte.
    pub const fn byte(self) -> u8 {
        Op::ALL.len() as u8 + self as u8
    }
    /// The fused op with that opcode byte.
    pub fn from_byte(byte: u8) -> Option<Fused> {
        Fused::ALL.get(usize::from(byte).checked_sub(Op::ALL.len())?).copied()
    }
    /// The length of the sequence in words.
    pub fn words(self) -> usize {
        self.ops().len()
    }
    /// A word as it is without fusion.
    pub fn original(word: Word) -> Word {
        match Fused::from_byte(word.op()) {
            Some(_) => word.with_op(word.x()).with_x(0),
            None => word,
        }
    }
}

/// The strict twin of an op that fuses like it.
fn strict(op: Op) -> Op {
    match op {
        Op::AddRich => Op::Add,
        Op::DivRich => Op::Div,
        Op::ModRich => Op::Mod,
        Op::ShlRich => Op::Shl,
        Op::ShrRich => Op::Shr,
        Op::EqRich => Op::Eq,
        Op::NeRich => Op::Ne,
        Op::LtRich => Op::Lt,
        Op::LeRich => Op::Le,
        Op::GtRich => Op::Gt,
        Op::GeRich => Op::Ge,
        Op::JumpIfRich => Op::JumpIf,
        Op::JumpIfNotRich => Op::JumpIfNot,
        Op::LoopIfRich => Op::LoopIf,
        other => other,
    }
}

/// A fused sequence in its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FusionSite {
    /// The pc of its first word.
    pub pc: u32,
    /// What it became.
    pub fused: Fused,
}

/// A function's code with sequences fused.
#[derive(Clone, Debug)]
pub struct Fusion {
    /// The code, as long as the function's own.
    pub code: Vec<Word>,
    /// What was fused, ascending by pc.
    pub sites: Vec<FusionSite>,
}

/// Fuses what can be fused in function `index`. Near-linear in the size of its code.
pub fn fuse(module: &Verified<Module>, index: u32) -> Fusion {
    Fusion::new(module, index)
}

impl Fusion {
    /// Fuses what can be fused in function `index`; where several forms fit, the longest wins.
    pub fn new(module: &Verified<Module>, index: u32) -> Fusion {
        let Some(function) = module.functions.get(index as usize) else {
            return Fusion { code: Vec::new(), sites: Vec::new() };
        };
        let mut fusion = Fusion { code: function.code.clone(), sites: Vec::new() };
        let mut finder = Finder::new(module, function);
        let mut pc = 0;
        while let Some(site) = Site::at(&function.code, pc) {
            pc = match finder.find(&site) {
                Some(fused) => {
                    fusion.code[pc] = site.word.with_op(fused.byte()).with_x(site.op as u8);
                    fusion.sites.push(FusionSite { pc: pc as u32, fused });
                    pc + fused.words()
                }
                None => site.end(),
            };
        }
        fusion
    }

    /// How often each form occurs, frequent ones first.
    pub fn counts(&self) -> Vec<(Fused, usize)> {
        let mut counts = BTreeMap::new();
        self.sites.iter().for_each(|s| *counts.entry(s.fused).or_insert(0) += 1);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
        counts
    }

    /// What was fused, for people: counts of forms, then a line for each site with its source position.
    pub fn report(&self, module: &Module, function: &Function) -> String {
        let mut out = String::new();
        self.write_report(module, function, &mut out).unwrap_or_default();
        out
    }

    fn write_report(&self, module: &Module, function: &Function, out: &mut String) -> fmt::Result {
        let covered: usize = self.sites.iter().map(|s| s.fused.words()).sum();
        writeln!(out, "{}: {} sites, {covered} of {} words", function.name, self.sites.len(), self.code.len())?;
        for (fused, n) in self.counts() {
            writeln!(out, "  {n:5} {}", fused.name())?;
        }
        for site in &self.sites {
            write!(out, "  {:5} {}", site.pc, fused_name_padded(site.fused))?;
            if let Some(line) = function.line_at(site.pc as usize)
                && line.line != 0
            {
                let file = module.files.get(line.file as usize).map_or("?", |f| &f.name);
                write!(out, " {file}:{}:{}", line.line, line.column)?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

fn fused_name_padded(fused: Fused) -> String {
    format!("{:<22}", fused.name())
}

/// Finds sequences; keeps the sets it needs for that.
struct Finder<'a> {
    module: &'a Module,
    function: &'a Function,
    /// Computed when something may fuse.
    liveness: OnceCell<Liveness>,
    /// Pcs at which what covers the code changes.
    boundaries: BitSet,
    live: BitSet,
}

/// Forms by their first op, longest first.
fn forms(first: Op) -> &'static [Fused] {
    static FORMS: OnceLock<Vec<Vec<Fused>>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let mut forms = vec![Vec::new(); Op::ALL.len()];
        let mut all = Fused::ALL.to_vec();
        all.sort_by_key(|f| std::cmp::Reverse(f.words()));
        for fused in all {
            forms[fused.ops()[0] as usize].push(fused);
        }
        forms
    });
    &forms[first as usize]
}

impl<'a> Finder<'a> {
    fn new(module: &'a Module, function: &'a Function) -> Finder<'a> {
        let mut boundaries = BitSet::new(function.code.len() + 1);
        for h in &function.handlers {
            boundaries.insert(h.start as usize);
            boundaries.insert(h.end as usize);
        }
        Finder { module, function, liveness: OnceCell::new(), boundaries, live: BitSet::default() }
    }

    fn liveness(&self) -> &Liveness {
        self.liveness.get_or_init(|| Liveness::compute(self.module, self.function))
    }

    fn find(&mut self, first: &Site) -> Option<Fused> {
        let forms = forms(strict(first.op));
        if forms.is_empty() {
            return None;
        }
        // Most forms are of two or three ops, and most are not there because of the second.
        let second = Op::from_byte(first.next.op()).map(strict);
        forms.iter().copied().find(|&fused| second == Some(fused.ops()[1]) && self.fits(first.pc, fused))
    }

    fn fits(&mut self, pc: usize, fused: Fused) -> bool {
        let ops = fused.ops();
        let Some(words) = self.function.code.get(pc..pc + ops.len()) else { return false };
        let same = |(word, op): (&Word, &Op)| Op::from_byte(word.op()).map(strict) == Some(*op);
        let end = pc + ops.len();
        if !words.iter().zip(ops).all(same) || (pc + 1..end).any(|p| self.boundaries.contains(p)) {
            return false;
        }
        // The first instruction's own operand and the register between compare and branch.
        let t = words[0].a();
        match fused.shape() {
            FusedShape::Branch => words[1].a() == t && self.dead_behind(pc, end, &[t]),
            FusedShape::IntBranch => {
                let (cmp, branch) = (words[1], words[2]);
                let linked = cmp.c() == t && cmp.b() != t && branch.a() == cmp.a();
                linked && self.dead_behind(pc, end, &[t, cmp.a()])
            }
            FusedShape::Operand => {
                let op = words[1];
                let linked = op.c() == t && op.b() != t;
                // What the op writes is not dead, but it is written all the same.
                linked && (op.a() == t && !self.thrown(pc, t) || self.dead_behind(pc, end, &[t]))
            }
            FusedShape::Result => words[1].a() == t,
            FusedShape::OperandResult => {
                let (op, ret) = (words[1], words[2]);
                op.c() == t && op.b() != t && ret.a() == op.a() && !self.thrown(pc, t)
            }
            // Each part is done whole, and where the second cannot be done it is left in its place.
            FusedShape::Sequence => true,
            FusedShape::CountedLoop => {
                let (add, cmp, branch) = (words[1], words[2], words[3]);
                let i = add.a();
                let linked = add.b() == i && add.c() == t && cmp.b() == i && cmp.c() != t && branch.a() == cmp.a();
                linked && t != i && cmp.c() != i && cmp.a() != i && self.dead_behind(pc, end, &[t, cmp.a()])
            }
        }
    }

    /// Whether nothing needs these registers, given by their offsets, once the sequence is through or has thrown.
    fn dead_behind(&mut self, pc: usize, end: usize, registers: &[u16]) -> bool {
        let last = Site::at(&self.function.code, end - 1);
        let target = last.and_then(|l| l.target());
        if registers.iter().any(|&r| self.thrown(pc, r)) {
            return false;
        }
        for next in [Some(end), target].into_iter().flatten() {
            let mut live = std::mem::take(&mut self.live);
            self.liveness().before(next, &mut live);
            self.live = live;
            if registers.iter().any(|&r| self.live.contains(usize::from(r >> 4))) {
                return false;
            }
        }
        true
    }

    /// Whether a handler that covers `pc` needs the register.
    fn thrown(&self, pc: usize, register: u16) -> bool {
        self.liveness().needed_by_handlers(pc).contains(usize::from(register >> 4))
    }
}
