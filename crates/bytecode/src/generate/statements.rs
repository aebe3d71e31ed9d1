//! Statements.

use super::function::{FunctionGen, Kind};
use super::*;
use crate::builder::Label;

type Unary = fn(Reg, Reg) -> Instruction;
type Binary = fn(Reg, Reg, Reg) -> Instruction;

/// Lists constructors of instructions with the operands a, b, c.
macro_rules! binary {
    ($($variant:ident)*) => { &[$(|a, b, c| Instruction::$variant { a, b, c }),*] };
}
/// Lists constructors of instructions with the operands a, b.
macro_rules! unary {
    ($($variant:ident)*) => { &[$(|a, b| Instruction::$variant { a, b }),*] };
}
/// Lists constructors of jumps on a register.
macro_rules! jumps {
    ($($variant:ident)*) => { &[$(|a| Instruction::$variant { a, d: 0 }),*] };
}

/// Total on integers, with integers as results.
const INT: &[Binary] = binary!(Add Sub Mul BitAnd BitOr BitXor Shl Shr Ushr ShlRich ShrRich AddRich);
/// Likewise, if they do not fail.
const INT_RISKY: &[Binary] = binary!(Div Mod IdivFloor ModFloor DivRich ModRich AddChecked SubChecked MulChecked);
/// From numbers of which one at least is a float to a float.
const FLOAT: &[Binary] = binary!(Add Sub Mul Div Mod IdivFloor ModFloor Fdiv Pow AddRich AddChecked MulPromote);
const FLOAT_RISKY: &[Binary] = binary!(DivRich ModRich);
/// From integers to anything.
const INT_ANY: &[Binary] = binary!(AddPromote SubPromote MulPromote Pow Fdiv);
/// From anything to anything that is not larger than both together, if they do not fail.
const ANY: &[Binary] = binary!(Add Sub Div Mod Fdiv BitAnd BitXor Shr AddPromote);
const COMPARE: &[Binary] = binary!(Eq Ne Lt Le Gt Ge EqRich NeRich LtRich LeRich GtRich GeRich Is);
const COMPARE_TOTAL: &[Binary] = binary!(Eq Ne EqRich NeRich Is);
const TEST: &[Unary] = unary!(IsNil Not Truth NotRich TruthRich);
const JUMP: &[fn(Reg) -> Instruction] = jumps!(JumpIf JumpIfNot JumpIfRich JumpIfNotRich JumpIfNil JumpIfNotNil);
const LOOP: &[fn(Reg) -> Instruction] = jumps!(LoopIf LoopIfRich);
const LOOP_NOT: &[fn(Reg) -> Instruction] = jumps!(LoopIfNot LoopIfNotRich);

impl FunctionGen<'_> {
    pub fn statement(&mut self) {
        self.left = self.left.saturating_sub(1);
        self.g.line += 1;
        self.b.at(0, self.g.line, 1);
        let mark = self.b.mark();
        match self.g.random.below(42) {
            0..=4 => self.integers(),
            5 | 6 => self.floats(),
            7 | 8 => self.comparison(),
            9 => self.conversion(),
            10 => self.assignment(),
            11 => self.anything(),
            12..=14 if self.may_nest() => self.condition(),
            15 if self.may_nest() => self.counted_while(),
            16 if self.may_nest() => self.counted_for(),
            17 if self.may_nest() => self.iteration(),
            18 if self.may_nest() => self.catch(),
            19 if self.may_nest() => self.cleanup(),
            20..=22 => self.call(),
            23 => self.strings(),
            24 => self.slices(),
            25 => self.arrays(),
            26 => self.maps(),
            27 => self.tuples(),
            28 => self.cells(),
            29 => self.globals(),
            30 | 31 => self.records(),
            32 => self.rare(),
            33 | 34 => self.captured(),
            35 if self.may_nest() => self.counted_while(),
            36..=38 => self.fibers(),
            39 => self.suspension(),
            _ => self.call(),
        }
        self.b.release_to(mark);
    }

    fn one(&mut self, all: &[Binary]) -> Binary {
        self.random().of(all)
    }

    /// An operand: a local, or a constant in a register of its own.
    fn operand(&mut self, kind: Kind) -> Reg {
        if self.has(kind) && !self.random().one_in(3) {
            return self.local(kind);
        }
        let t = self.b.register();
        self.constant(t, kind);
        t
    }
    /// A small integer that is not negative, in a register of its own.
    fn small(&mut self, mask: i64) -> Reg {
        let (t, m) = (self.b.register(), self.b.register());
        let b = self.local(Kind::Int);
        self.b.load_int(m, mask);
        self.b.emit(Instruction::BitAnd { a: t, b, c: m });
        t
    }

    fn integers(&mut self) {
        let a = self.local(Kind::Int);
        let (b, c) = (self.operand(Kind::Int), self.operand(Kind::Int));
        match self.random().below(8) {
            0 => self.b.emit(Instruction::Neg { a, b }),
            1 => self.b.emit(Instruction::BitNot { a, b }),
            2 => {
                let op = self.one(INT_RISKY);
                self.risky(|g| g.b.emit(op(a, b, c)));
            }
            3 => {
                let a = self.local(Kind::Any);
                let op = self.one(INT_ANY);
                match self.random().below(4) {
                    0 => self.b.emit(Instruction::NegPromote { a, b }),
                    _ => self.b.emit(op(a, b, c)),
                }
            }
            4 => self.risky(|g| g.b.emit(Instruction::NegChecked { a, b })),
            _ => {
                let op = self.one(INT);
                self.b.emit(op(a, b, c));
            }
        }
    }

    fn floats(&mut self) {
        let a = self.local(Kind::Float);
        let other = self.random().of(&[Kind::Float, Kind::Int]);
        let (mut b, mut c) = (self.operand(Kind::Float), self.operand(other));
        if self.random().one_in(2) {
            (b, c) = (c, b);
        }
        match self.random().below(6) {
            0 => {
                let op = self.one(FLOAT_RISKY);
                self.risky(|g| g.b.emit(op(a, b, c)));
            }
            1 => {
                let b = self.operand(Kind::Float);
                let op: Unary = self.random().of(unary!(Neg NegChecked NegPromote));
                self.b.emit(op(a, b));
            }
            _ => {
                let op = self.one(FLOAT);
                self.b.emit(op(a, b, c));
            }
        }
    }

    /// Compares into a register; whether it can fail depends on the operands.
    fn compare_into(&mut self, a: Reg) {
        let op = self.one(COMPARE);
        match self.random().below(4) {
            0 => {
                let (b, c) = (self.operand(Kind::Str), self.operand(Kind::Str));
                self.b.emit(op(a, b, c));
            }
            1 => {
                let (b, c) = (self.whatever(), self.whatever());
                let op = self.one(COMPARE_TOTAL);
                self.b.emit(op(a, b, c));
            }
            _ => {
                let kinds = [Kind::Int, Kind::Int, Kind::Float];
                let (x, y) = (self.random().of(&kinds), self.random().of(&kinds));
                let (b, c) = (self.operand(x), self.operand(y));
                self.b.emit(op(a, b, c));
            }
        }
    }

    fn comparison(&mut self) {
        let a = self.local(Kind::Bool);
        match self.random().below(6) {
            0 => {
                let b = self.whatever();
                let op: Unary = self.random().of(TEST);
                self.b.emit(op(a, b));
            }
            3 => self.pattern_test(a),
            1 => {
                let (b, c) = (self.whatever(), self.whatever());
                let op = self.one(COMPARE);
                self.risky(|g| g.b.emit(op(a, b, c)));
            }
            2 => {
                let kind = self.random().of(&[Kind::Arr, Kind::Map, Kind::Str]);
                let key = if kind == Kind::Str { Kind::Str } else { Kind::Int };
                let (b, c) = (self.operand(kind), self.operand(key));
                self.b.emit(Instruction::Contains { a, b, c });
            }
            _ => self.compare_into(a),
        }
    }

    fn pattern_test(&mut self, a: Reg) {
        let b = self.whatever();
        match self.random().below(4) {
            0 => {
                let c = self.coerce_type();
                self.b.emit(Instruction::IsType { a, b, c });
            }
            1 if self.has(Kind::Class) => {
                let c = if self.random().one_in(8) { b } else { self.local(Kind::Class) };
                let w = self.b.string("C");
                self.risky(|g| g.b.emit(Instruction::InstanceOf { a, b, c, w }));
            }
            n => {
                let b = if self.has(Kind::Arr) { self.operand(Kind::Arr) } else { b };
                let c = self.random().below(5) as u16;
                self.b.emit(match n {
                    2 => Instruction::IsArrayOf { a, b, c },
                    _ => Instruction::IsArrayFrom { a, b, c },
                });
            }
        }
    }

    fn conversion(&mut self) {
        match self.random().below(5) {
            0 => {
                let (a, b) = (self.local(Kind::Float), self.operand(Kind::Int));
                self.b.emit(Instruction::ToFloat { a, b });
            }
            1 => {
                let (a, b) = (self.local(Kind::Int), self.operand(Kind::Float));
                self.risky(|g| g.b.emit(Instruction::ToInt { a, b }));
            }
            2 => {
                let (a, b) = (self.local(Kind::Int), self.operand(Kind::Float));
                self.b.emit(Instruction::ToIntSat { a, b });
            }
            3 => {
                let (a, b) = (self.local(Kind::Int), self.local(Kind::Any));
                let c = self.random().below(7) as u16;
                self.risky(|g| g.b.emit(Instruction::Coerce { a, b, c }));
            }
            _ => {
                let (a, b, c) = (self.local(Kind::Any), self.scalar(), self.coerce_type());
                self.risky(|g| g.b.emit(Instruction::Coerce { a, b, c }));
            }
        }
    }

    fn assignment(&mut self) {
        let kinds = [Kind::Int, Kind::Float, Kind::Str, Kind::Bool, Kind::Arr, Kind::Map, Kind::Class, Kind::Any];
        let kind = self.random().of(&kinds);
        if !self.has(kind) {
            return;
        }
        let a = self.local(kind);
        match self.random().below(3) {
            0 => self.constant(a, kind),
            1 if kind == Kind::Any => {
                let b = self.scalar();
                self.b.emit(Instruction::Move { a, b });
            }
            _ => {
                let b = self.local(kind);
                self.b.emit(Instruction::Move { a, b });
            }
        }
    }

    /// Operations on values of whatever kind.
    fn anything(&mut self) {
        let a = self.local(Kind::Any);
        let (b, c) = (self.local(Kind::Any), self.scalar());
        let op = self.one(ANY);
        self.risky(|g| g.b.emit(op(a, b, c)));
    }

    fn condition(&mut self) {
        let (other, end) = (self.b.label(), self.b.label());
        let t = self.b.register();
        let jump = self.random().of(JUMP);
        let condition = match self.random().below(4) {
            0 => self.whatever(),
            _ => {
                self.compare_into(t);
                t
            }
        };
        self.b.jump(jump(condition), other);
        self.block();
        if !self.breaks.is_empty() && self.random().one_in(4) {
            let label: Label = self.g.random.of(&self.breaks);
            self.b.jump(Instruction::Jump { d: 0 }, label);
        } else if !self.is_main && self.random().one_in(12) {
            let a = self.scalar();
            self.b.emit(Instruction::Ret { a });
        }
        self.b.jump(Instruction::Jump { d: 0 }, end);
        self.b.place(other);
        if self.random().one_in(2) {
            self.block();
        }
        self.b.place(end);
    }

    /// A loop that counts for itself, upwards or downwards.
    fn counted_while(&mut self) {
        let (i, n) = (self.b.register(), self.b.register());
        let turns = 1 + self.random().below(4) as i64;
        // What steps the counter, the comparisons that hold while turns are left, and their bounds.
        type Loops = &'static [(&'static [Binary], i64)];
        let (start, step, loops): (i64, &[Binary], Loops) = match self.random().below(3) {
            0 => (turns, binary!(Sub), &[(binary!(Gt GtRich), 0), (binary!(Ge GeRich), 1), (binary!(Ne NeRich), 0)]),
            _ => (
                -turns,
                binary!(Add AddRich),
                &[(binary!(Lt LtRich), 0), (binary!(Le LeRich), -1), (binary!(Ne NeRich), 0)],
            ),
        };
        let (compare, bound) = self.random().of(loops);
        let (mut compare, mut start, mut bound) = (self.random().of(compare), start, bound);
        if self.random().one_in(8) {
            (start, bound, compare) = (0, if start < 0 { 1 } else { -1 }, self.random().of(binary!(Eq EqRich)));
        }
        self.b.load_int(i, start);
        self.b.load_int(n, bound);
        let end = self.b.label();
        let top = self.b.here();
        self.breaks.push(end);
        self.block();
        self.breaks.pop();
        let (t, u) = (self.b.register(), self.b.register());
        self.b.load_int(t, 1);
        let step = self.one(step);
        self.b.emit(step(i, i, t));
        match self.random().below(4) {
            0 => self.b.emit(Instruction::Nop {}),
            1 => self.b.load_int(n, bound),
            _ => {}
        }
        self.b.emit(compare(u, i, n));
        match self.random().below(6) {
            0 => {
                self.b.emit(Instruction::Not { a: u, b: u });
                let back = self.random().of(LOOP_NOT);
                self.b.jump(back(u), top);
            }
            1 => {
                self.b.jump(Instruction::JumpIfNot { a: u, d: 0 }, end);
                self.b.jump(Instruction::Loop { d: 0 }, top);
            }
            _ => {
                let back = self.random().of(LOOP);
                self.b.jump(back(u), top);
            }
        }
        self.b.place(end);
    }

    fn counted_for(&mut self) {
        let a = self.b.registers(4);
        let (start, turns) = (self.integer() >> 1, self.random().below(5) as i64);
        let step = self.random().of(&[1, 1, 2, -1, -3, 1000]);
        self.b.load_int(a, start);
        self.b.load_int(a.offset(1), start.saturating_add(turns * step));
        self.b.load_int(a.offset(2), step);
        let end = self.b.label();
        self.b.jump(Instruction::RangePrep { a, d: 0 }, end);
        let top = self.b.here();
        let i = self.local(Kind::Int);
        self.b.emit(Instruction::Move { a: i, b: a.offset(3) });
        self.breaks.push(end);
        self.block();
        self.breaks.pop();
        self.b.jump(Instruction::RangeLoop { a, d: 0 }, top);
        self.b.place(end);
    }

    fn iteration(&mut self) {
        let a = self.b.registers(5);
        let x = self.random().of(&[1, 2]);
        let (end, step) = (self.b.label(), self.b.label());
        let kind = self.random().of(&[Kind::Arr, Kind::Arr, Kind::Map, Kind::Str]);
        // Few turns: of long ones only the beginning.
        match kind {
            Kind::Map => {
                let b = self.local(Kind::Map);
                self.b.emit(Instruction::Move { a, b });
            }
            _ => {
                let b = self.operand(kind);
                let bounds = self.b.registers(2);
                self.b.load_int(bounds, 0);
                self.b.load_int(bounds.offset(1), 4);
                self.b.emit(Instruction::GetSlice { a, b, c: bounds });
            }
        }
        self.b.emit(Instruction::IterPrep { a, x });
        self.b.jump(Instruction::Jump { d: 0 }, step);
        let top = self.b.here();
        let last = a.offset(2 + usize::from(x));
        match kind {
            Kind::Str => {
                let to = self.local(Kind::Str);
                self.b.emit(Instruction::Move { a: to, b: last });
            }
            _ => {
                let to = self.local(Kind::Any);
                self.b.emit(Instruction::Move { a: to, b: last });
            }
        }
        self.breaks.push(end);
        self.block();
        self.breaks.pop();
        self.b.place(step);
        self.b.jump(Instruction::IterLoop { a, x, d: 0 }, top);
        self.b.place(end);
    }

    fn catch(&mut self) {
        let (caught, end) = (self.b.label(), self.b.label());
        let to = self.local(Kind::Any);
        let start = self.b.here();
        self.block();
        match self.random().below(4) {
            0 => {
                let a = self.scalar();
                self.b.emit(Instruction::Throw { a });
            }
            1 => {
                let d = self.b.string("nothing");
                self.b.emit(Instruction::Undefined { d });
            }
            _ => {}
        }
        let stop = self.b.here();
        self.b.jump(Instruction::Jump { d: 0 }, end);
        self.b.place(caught);
        self.block();
        self.b.place(end);
        self.b.handler(start, stop, caught, to, HandlerKind::Catch);
    }

    fn cleanup(&mut self) {
        let pair = self.b.registers(2);
        let (cleanup, end) = (self.b.label(), self.b.label());
        let start = self.b.here();
        // Breaking out of here would have to clean up too.
        let breaks = std::mem::take(&mut self.breaks);
        self.block();
        self.breaks = breaks;
        if self.random().one_in(3) {
            let a = self.scalar();
            self.b.emit(Instruction::Throw { a });
        }
        let stop = self.b.here();
        self.b.jump(Instruction::Jump { d: 0 }, end);
        self.b.place(cleanup);
        self.block();
        self.b.emit(Instruction::Rethrow { a: pair });
        self.b.place(end);
        self.b.handler(start, stop, cleanup, pair, HandlerKind::Cleanup);
    }

    /// A number of arguments that a function takes.
    fn argument_count(&mut self, p: &Parameters) -> usize {
        let mut n = usize::from(p.required) + self.random().below(usize::from(p.optional) + 1);
        if p.rest && n == p.count() {
            n += self.random().below(3);
        }
        // Rarely a wrong number.
        if self.random().one_in(30) { self.random().below(5) } else { n }
    }
    fn arguments(&mut self, first: Reg, n: usize) {
        for i in 0..n {
            let b = self.scalar();
            self.b.emit(Instruction::Move { a: first.offset(i), b });
        }
    }

    fn call(&mut self) {
        let b = self.local(Kind::Any);
        match self.random().below(4) {
            0 if self.has(Kind::Fun) => {
                let callee = self.local(Kind::Fun);
                let a = self.b.registers(2);
                self.b.emit(Instruction::Move { a, b: callee });
                self.arguments(a.offset(1), 1);
                self.risky(|g| g.b.emit(Instruction::Call { b, a, x: 1 }));
            }
            0 if self.closures < 2 => {
                let a = self.b.registers(2);
                self.closure(a);
                self.arguments(a.offset(1), 1);
                self.risky(|g| g.b.emit(Instruction::Call { b, a, x: 1 }));
            }
            1 => self.call_args(b),
            _ => {
                let signature = self.signature();
                self.call_function(&signature);
            }
        }
    }

    /// Calls a function directly.
    pub fn call_function(&mut self, signature: &Signature) {
        let b = self.local(Kind::Any);
        let n = self.argument_count(&signature.parameters);
        let a = self.b.registers(n + 1);
        self.arguments(a.offset(1), n);
        let (x, c) = (n as u8, signature.index as u16);
        self.risky(|g| g.b.emit(Instruction::CallFunction { b, a, x, c }));
    }

    fn signature(&mut self) -> Signature {
        let i = self.g.random.below(self.g.signatures.len());
        self.g.signatures[i].clone()
    }

    /// Fills a window with a callee, an array of positional arguments and named ones; gives the names.
    fn window_of_args(&mut self, a: Reg, p: &Parameters, skip: usize) -> Vec<String> {
        let named = if p.optional > 0 && !p.rest { 1 } else { 0 };
        let positional = p.count() - named;
        let first = self.b.registers(positional.max(1));
        self.arguments(first.offset(skip.min(positional)), positional.saturating_sub(skip));
        self.b.emit(Instruction::ArrayNew { a: a.offset(1), b: first, x: positional as u8 });
        self.arguments(a.offset(2), named);
        p.names[positional..positional + named].to_vec()
    }

    fn call_args(&mut self, b: Reg) {
        let signature = self.signature();
        let a = self.b.registers(3);
        self.b.emit(Instruction::Closure { a, d: signature.index });
        let names = self.window_of_args(a, &signature.parameters, 0);
        let x = names.len() as u8;
        let w = self.b.constant(Constant::Names(names));
        self.risky(|g| g.b.emit(Instruction::CallArgs { b, a, x, w }));
    }

    /// Ends the function with a call in its place.
    pub fn tail_call(&mut self) {
        let signature = self.signature();
        let n = self.argument_count(&signature.parameters);
        match self.random().below(7) {
            0 => {
                let a = self.b.registers(n + 1);
                self.b.emit(Instruction::Closure { a, d: signature.index });
                self.arguments(a.offset(1), n);
                self.b.emit(Instruction::TailCall { a, x: n as u8 });
            }
            1 => {
                let a = self.b.registers(3);
                self.b.emit(Instruction::Closure { a, d: signature.index });
                let names = self.window_of_args(a, &signature.parameters, 0);
                let x = names.len() as u8;
                let w = self.b.constant(Constant::Names(names));
                self.b.emit(Instruction::TailCallArgs { a, x, w });
            }
            2..=4 if self.has(Kind::Rec) => {
                let (a, c) = self.method_window();
                match self.random().below(4) {
                    0 => self.b.emit(Instruction::TailCallMethod { a, x: 2, c }),
                    1 => self.b.emit(Instruction::TailCallMethodOutside { a, x: 2, c }),
                    outside => {
                        let t = a.offset(1);
                        self.b.emit(Instruction::ArrayNew { a: t, b: t, x: 2 });
                        let w = self.b.constant(Constant::Names(Vec::new()));
                        self.b.emit(match outside {
                            2 => Instruction::TailCallMethodArgs { a, x: 0, c, w },
                            _ => Instruction::TailCallMethodArgsOutside { a, x: 0, c, w },
                        });
                    }
                }
            }
            _ => {
                let a = self.b.registers(n + 1);
                self.arguments(a.offset(1), n);
                let (x, c) = (n as u8, signature.index as u16);
                self.b.emit(Instruction::TailCallFunction { a, x, c });
            }
        }
    }

    /// Skips what follows if a container or string has grown; the label is to be placed behind it.
    fn unless_long(&mut self, b: Reg) -> Label {
        let (t, u) = (self.b.register(), self.b.register());
        let end = self.b.label();
        self.b.emit(Instruction::Len { a: t, b });
        self.b.load_int(u, 40);
        self.b.emit(Instruction::Gt { a: t, b: t, c: u });
        self.b.jump(Instruction::JumpIf { a: t, d: 0 }, end);
        end
    }

    fn strings(&mut self) {
        let a = self.local(Kind::Str);
        let (b, c) = (self.operand(Kind::Str), self.operand(Kind::Str));
        match self.random().below(4) {
            0 => {
                let (a, i) = (self.local(Kind::Int), self.small(3));
                self.risky(|g| g.b.emit(Instruction::StringByte { a, b, c: i }));
            }
            1 => {
                let a = self.local(Kind::Int);
                self.b.emit(Instruction::Len { a, b });
            }
            2 => {
                let (one, two) = (self.unless_long(b), self.unless_long(c));
                let x = 2 + self.random().below(3);
                let first = self.b.registers(x);
                for i in 0..x {
                    let from = if i % 2 == 0 { b } else { c };
                    self.b.emit(Instruction::Move { a: first.offset(i), b: from });
                }
                self.b.emit(Instruction::Concat { a, b: first, x: x as u8 });
                self.b.place(one);
                self.b.place(two);
            }
            _ => {
                let (one, two) = (self.unless_long(b), self.unless_long(c));
                self.b.emit(Instruction::AddRich { a, b, c });
                self.b.place(one);
                self.b.place(two);
            }
        }
    }

    fn slices(&mut self) {
        let kind = self.random().of(&[Kind::Str, Kind::Arr]);
        let (a, b) = (self.local(kind), self.operand(kind));
        let bounds = self.b.registers(2);
        for i in 0..2 {
            match self.random().one_in(3) {
                true => self.b.emit(Instruction::LoadNil { a: bounds.offset(i) }),
                false => self.constant(bounds.offset(i), Kind::Int),
            }
        }
        self.risky(|g| g.b.emit(Instruction::GetSlice { a, b, c: bounds }));
    }

    fn arrays(&mut self) {
        let a = self.local(Kind::Arr);
        match self.random().below(7) {
            0 => {
                let end = self.unless_long(a);
                let b = self.operand(Kind::Arr);
                self.b.emit(Instruction::ArrayExtend { a, b });
                self.b.place(end);
            }
            1 => {
                let i = self.small(3);
                let v = self.scalar();
                self.risky(|g| g.b.emit(Instruction::SetIndex { a, b: i, c: v }));
            }
            2 => {
                let to = self.local(Kind::Any);
                let i = self.operand(Kind::Int);
                self.risky(|g| g.b.emit(Instruction::GetIndex { a: to, b: a, c: i }));
            }
            3 => {
                let to = self.local(Kind::Int);
                self.b.emit(Instruction::Len { a: to, b: a });
            }
            4 => {
                let b = self.operand(Kind::Arr);
                let (one, two) = (self.unless_long(a), self.unless_long(b));
                self.b.emit(Instruction::AddRich { a, b: a, c: b });
                self.b.place(one);
                self.b.place(two);
            }
            5 => {
                // Two integers exchanged through an array.
                let (i, j) = (self.local(Kind::Int), self.local(Kind::Int));
                let pair = self.b.registers(2);
                self.b.emit(Instruction::Move { a: pair, b: j });
                self.b.emit(Instruction::Move { a: pair.offset(1), b: i });
                let t = self.b.register();
                self.b.emit(Instruction::ArrayNew { a: t, b: pair, x: 2 });
                let x = if self.random().one_in(5) { 1 } else { 2 };
                self.risky(|g| g.b.emit(Instruction::Destructure { a: pair, b: t, x }));
                self.b.emit(Instruction::Move { a: i, b: pair });
                self.b.emit(Instruction::Move { a: j, b: pair.offset(1) });
            }
            _ => {
                let end = self.unless_long(a);
                let b = self.scalar();
                self.b.emit(Instruction::ArrayPush { a, b });
                self.b.place(end);
            }
        }
    }

    fn maps(&mut self) {
        let a = self.local(Kind::Map);
        let key = if self.random().one_in(2) { self.small(7) } else { self.operand(Kind::Str) };
        match self.random().below(6) {
            0 => {
                let to = self.local(Kind::Any);
                let own = self.random().one_in(4);
                self.b.emit(match own {
                    true => Instruction::GetOwn { a: to, b: a, c: key },
                    false => Instruction::GetIndex { a: to, b: a, c: key },
                });
            }
            1 => {
                let (to, c) = (self.local(Kind::Any), self.b.string("k") as u16);
                let x = self.random().below(2) as u8;
                self.b.emit(Instruction::GetField { a: to, b: a, c, x });
            }
            2 => {
                let (b, c) = (self.scalar(), self.b.string("k") as u16);
                self.b.emit(Instruction::SetField { a, b, c, x: 0 });
            }
            3 => {
                let b = self.local(Kind::Map);
                self.b.emit(Instruction::MapExtend { a, b });
            }
            n => {
                let end = self.unless_long(a);
                let v = self.scalar();
                let own = self.random().one_in(4);
                self.b.emit(match n {
                    5 if own => Instruction::SetOwn { a, b: key, c: v },
                    4 => Instruction::MapInsert { a, b: key, c: v },
                    _ => Instruction::SetIndex { a, b: key, c: v },
                });
                self.b.place(end);
            }
        }
    }

    fn tuples(&mut self) {
        let kind = self.random().of(&[Kind::Int, Kind::Str, Kind::Float]);
        let (a, b) = (self.local(kind), self.operand(kind));
        let t = self.b.register();
        match self.random().below(3) {
            0 => {
                let first = self.b.registers(3);
                (0..3).for_each(|i| self.b.emit(Instruction::Move { a: first.offset(i), b }));
                self.b.emit(Instruction::TupleNew { a: t, b: first, x: 3 });
                let c = self.random().below(4) as u16;
                self.risky(|g| g.b.emit(Instruction::TupleGet { a, b: t, c }));
            }
            1 => {
                let c = self.scalar();
                self.b.emit(Instruction::PairNew { a: t, b, c });
                self.b.emit(Instruction::PairFirst { a, b: t });
            }
            _ => {
                let c = self.scalar();
                self.b.emit(Instruction::PairNew { a: t, b: c, c: b });
                self.b.emit(Instruction::PairSecond { a, b: t });
            }
        }
    }

    fn cells(&mut self) {
        let (cell, i) = (self.local(Kind::Cell), self.local(Kind::Int));
        match self.random().below(5) {
            0 => self.b.emit(Instruction::CellNew { a: cell, b: i }),
            1 | 2 => self.b.emit(Instruction::CellSet { a: cell, b: i }),
            _ => self.b.emit(Instruction::CellGet { a: i, b: cell }),
        }
    }

    fn globals(&mut self) {
        let (kind, d) = self.random().of(&[(Kind::Int, GLOBAL_INT), (Kind::Str, GLOBAL_STR)]);
        let a = self.local(kind);
        match self.random().below(5) {
            0 if self.has(Kind::Any) => {
                let a = self.local(Kind::Any);
                self.b.emit(Instruction::LoadNamespace { a, d: 0 });
                let name = self.random().of(&["int", "str", "none"]);
                let c = self.b.string(name) as u16;
                self.b.emit(Instruction::GetField { a, b: a, c, x: 1 });
            }
            0..=2 => self.b.emit(Instruction::GlobalGet { a, d }),
            _ => self.b.emit(Instruction::GlobalSet { a, d }),
        }
    }

    /// A window with an instance and an integer for one of its methods; gives the method's name.
    fn method_window(&mut self) -> (Reg, u16) {
        let a = self.b.registers(3);
        let (this, n) = (self.local(Kind::Rec), self.operand(Kind::Int));
        self.b.emit(Instruction::Move { a: a.offset(1), b: this });
        self.b.emit(Instruction::Move { a: a.offset(2), b: n });
        let name = self.random().of(&["m0", "m1", "m0", "m1", "_m2", "none"]);
        (a, self.b.string(name) as u16)
    }

    fn records(&mut self) {
        let b = self.local(Kind::Any);
        let class = self.local(Kind::Class);
        if !self.has(Kind::Rec) {
            let a = self.local(Kind::Bool);
            let t = self.b.register();
            self.b.emit(Instruction::ClassParent { a: t, b: class });
            return self.b.emit(Instruction::IsNil { a, b: t });
        }
        let this = self.local(Kind::Rec);
        let (x, y) = (self.b.string("x") as u16, self.b.string("y") as u16);
        let field = self.random().of(&[x, y]);
        match self.random().below(11) {
            0 => self.b.emit(Instruction::GetField { a: b, b: this, c: field, x: 1 }),
            1 => {
                let v = self.operand(Kind::Int);
                self.b.emit(Instruction::SetField { a: this, b: v, c: field, x: 0 });
            }
            2 => {
                let (t, c) = (self.b.registers(3), self.b.string("m0") as u16);
                let n = self.local(Kind::Int);
                self.risky(|g| {
                    g.b.emit(Instruction::GetMethod { a: t, b: class, c });
                    g.b.emit(Instruction::Move { a: t.offset(1), b: this });
                    g.b.emit(Instruction::Move { a: t.offset(2), b: n });
                    g.b.emit(Instruction::Call { b, a: t, x: 2 });
                });
            }
            n @ 3..=5 => {
                let a = self.b.registers(4);
                let v = self.operand(Kind::Int);
                self.b.emit(Instruction::RecordNew { a: this, b: class });
                self.b.emit(Instruction::Move { a, b: class });
                self.b.emit(Instruction::Move { a: a.offset(1), b: this });
                self.b.emit(Instruction::Move { a: a.offset(2), b: v });
                self.b.emit(Instruction::Move { a: a.offset(3), b: v });
                let t = self.b.register();
                self.risky(|g| {
                    g.b.emit(match n {
                        3 => Instruction::CallInit { b: t, a, x: 2 },
                        4 => Instruction::CallInitLeading { b: t, a, x: 3 },
                        _ => Instruction::Call { b: this, a, x: 1 },
                    });
                });
            }
            6 => {
                let a = self.b.registers(4);
                let v = self.operand(Kind::Int);
                self.b.emit(Instruction::RecordNew { a: this, b: class });
                self.b.emit(Instruction::Move { a, b: class });
                self.b.emit(Instruction::Move { a: a.offset(1), b: this });
                self.b.emit(Instruction::ArrayNew { a: a.offset(1), b: a.offset(1), x: 1 });
                self.b.emit(Instruction::Move { a: a.offset(2), b: v });
                let name = self.random().of(&["x", "x", "z"]);
                let w = self.b.constant(Constant::Names(vec![name.to_string()]));
                let t = self.b.register();
                self.risky(|g| g.b.emit(Instruction::CallInitArgs { b: t, a, x: 1, w }));
            }
            7 => {
                let (a, c) = self.method_window();
                let t = a.offset(1);
                self.b.emit(Instruction::ArrayNew { a: t, b: t, x: 2 });
                let w = self.b.constant(Constant::Names(Vec::new()));
                let outside = self.random().one_in(2);
                self.risky(|g| {
                    g.b.emit(match outside {
                        true => Instruction::CallMethodArgsOutside { b, a, x: 0, c, w },
                        false => Instruction::CallMethodArgs { b, a, x: 0, c, w },
                    });
                });
            }
            n => {
                let (a, c) = self.method_window();
                self.risky(|g| {
                    g.b.emit(match n {
                        8 => Instruction::CallMethodOutside { b, a, x: 2, c },
                        _ => Instruction::CallMethod { b, a, x: 2, c },
                    });
                });
            }
        }
    }

    /// What programs seldom do.
    fn rare(&mut self) {
        match self.random().below(4) {
            0 => self.b.emit(Instruction::Nop {}),
            3 => self.receive(),
            1 => {
                let (a, c) = (self.local(Kind::Bool), self.whatever());
                let (t, d) = (self.b.register(), self.b.constant(Constant::Symbol("s".to_string())));
                self.b.emit(Instruction::LoadConst { a: t, d });
                self.b.emit(Instruction::Eq { a, b: t, c });
            }
            _ => {
                // An error with the last caught value as its cause.
                let (e, zero) = (self.b.register(), self.b.register());
                let (caught, end) = (self.b.label(), self.b.label());
                self.b.load_int(zero, 0);
                let start = self.b.here();
                self.b.emit(Instruction::Div { a: e, b: zero, c: zero });
                let stop = self.b.here();
                self.b.jump(Instruction::Jump { d: 0 }, end);
                self.b.place(caught);
                let b = self.local(Kind::Any);
                self.b.emit(Instruction::SetCause { a: e, b });
                self.b.emit(Instruction::Move { a: b, b: e });
                self.b.place(end);
                self.b.handler(start, stop, caught, e, HandlerKind::Catch);
            }
        }
    }

    /// A look into the mailbox, in which there is nothing.
    fn receive(&mut self) {
        let (until, number) = (self.b.register(), self.b.register());
        let to = self.local(Kind::Any);
        self.b.emit(Instruction::LoadNil { a: until });
        self.b.emit(Instruction::ReceiveStart { a: until, b: until });
        self.b.emit(Instruction::ReceiveFresh { a: number, b: until });
        self.b.load_int(until, 0);
        self.b.emit(Instruction::ReceiveWait { a: to, b: number, c: until });
        self.b.emit(Instruction::ReceiveGet { a: to, b: number });
        self.b.emit(Instruction::ReceiveTake { a: number });
    }

    /// What the function captured.
    fn captured(&mut self) {
        if self.captures.is_empty() {
            return self.integers();
        }
        let i = self.g.random.below(self.captures.len());
        let kind = self.captures[i].1;
        let d = i as u32;
        let int = self.local(Kind::Int);
        match kind {
            Kind::Cell => match self.random().one_in(2) {
                true => self.b.emit(Instruction::CaptureCellGet { a: int, d }),
                false => self.b.emit(Instruction::CaptureCellSet { a: int, d }),
            },
            Kind::Int if self.random().one_in(2) => {
                let c = self.b.register();
                self.b.emit(Instruction::CaptureGet { a: c, d });
                self.b.emit(Instruction::Add { a: int, b: int, c });
            }
            _ => {
                let a = self.local(kind);
                self.b.emit(Instruction::CaptureGet { a, d });
            }
        }
    }
}
