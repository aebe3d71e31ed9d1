//! One function: its locals, its frame of entry and exit, and the means that statements use.

use super::random::Random;
use super::*;
use crate::builder::Label;

/// What a local holds, always.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Int,
    Float,
    Str,
    Bool,
    /// An array of scalars.
    Arr,
    /// A map with strings or small integers as keys and scalars as values.
    Map,
    /// A cell with an integer in it.
    Cell,
    Class,
    /// An instance of a class.
    Rec,
    /// A closure that takes one argument.
    Fun,
    /// A fiber of a function.
    Fib,
    /// Anything but what could lead to endless printing.
    Any,
}

/// What a function is there for.
#[derive(PartialEq, Eq)]
pub(super) enum Role {
    /// It sets the module up, with these initializer and methods, and returns what it has in all locals.
    Main(Vec<u32>),
    /// It is called by name, and takes from the budget.
    Function,
    /// It is called by the function that makes it.
    Closure,
}

/// How deep statements nest.
const MAX_NESTING: usize = 3;

/// Functions of fewer statements have few locals.
const SMALL: usize = 6;

/// A function being generated.
pub(super) struct FunctionGen<'g> {
    pub g: &'g mut Generator,
    pub b: FunctionBuilder,
    role: Role,
    /// Whether it is the one function that runs once; it is not to end early.
    pub is_main: bool,
    locals: Vec<(Reg, Kind)>,
    pub captures: Vec<(Capture, Kind)>,
    /// How many closures are around.
    pub closures: usize,
    /// Statements that may still be made.
    pub left: usize,
    pub nesting: usize,
    /// Where `break` goes.
    pub breaks: Vec<Label>,
}

impl<'g> FunctionGen<'g> {
    pub fn new(
        g: &'g mut Generator,
        b: FunctionBuilder,
        role: Role,
        captures: Vec<(Capture, Kind)>,
        closures: usize,
    ) -> Self {
        let size = g.extent.statements;
        let left = if role == Role::Closure { 1 + size / 4 } else { size };
        let is_main = matches!(role, Role::Main(_));
        FunctionGen {
            g,
            b,
            role,
            is_main,
            locals: Vec::new(),
            captures,
            closures,
            left,
            nesting: 0,
            breaks: Vec::new(),
        }
    }

    pub fn generate(mut self) -> Function {
        let captures = self.captures.iter().map(|(capture, _)| capture.clone()).collect();
        self.b.function_mut().captures = captures;
        self.parameters();
        match std::mem::replace(&mut self.role, Role::Function) {
            Role::Main(methods) => self.main(methods),
            role => self.body(role),
        }
        // Builders fail at limits that are far away from here.
        self.b.finish().unwrap_or_default()
    }

    fn parameters(&mut self) {
        let p = self.b.function().parameters.clone();
        let body = self.b.label();
        for i in 0..p.count() {
            self.locals.push((Reg(i as u16), Kind::Any));
        }
        for i in usize::from(p.required)..p.count() {
            let a = Reg(i as u16);
            let given = self.b.label();
            let next = if i + 1 == p.count() { body } else { given };
            self.b.jump(Instruction::JumpIfGiven { a, d: 0 }, next);
            self.constant(a, Kind::Any);
            self.b.place(given);
        }
        if p.optional > 0 {
            self.b.place(body);
            self.b.body_here();
        }
        if p.rest {
            self.locals.push((Reg(p.count() as u16), Kind::Arr));
        }
        for i in 0..p.count() {
            if self.random().one_in(12) {
                let c = self.coerce_type();
                self.b.emit(Instruction::CoerceArgument { a: Reg(i as u16), c });
            }
        }
    }

    /// Takes one from the budget; without any left, returns.
    fn spend(&mut self) {
        let mark = self.b.mark();
        let (t, u) = (self.b.register(), self.b.register());
        let go = self.b.label();
        self.b.emit(Instruction::GlobalGet { a: t, d: GLOBAL_BUDGET });
        self.b.load_int(u, 1);
        self.b.emit(Instruction::Sub { a: t, b: t, c: u });
        self.b.emit(Instruction::GlobalSet { a: t, d: GLOBAL_BUDGET });
        self.b.load_int(u, 0);
        self.b.emit(Instruction::Gt { a: u, b: t, c: u });
        self.b.jump(Instruction::JumpIf { a: u, d: 0 }, go);
        self.b.emit(Instruction::RetNil {});
        self.b.place(go);
        self.b.release_to(mark);
    }

    fn body(&mut self, role: Role) {
        self.spend();
        if self.random().one_in(10) {
            self.b.emit(Instruction::Generate {});
        }
        self.make_locals(role == Role::Closure);
        while self.left > 0 {
            self.statement();
        }
        self.finish();
    }

    /// Gives every local a value.
    fn make_locals(&mut self, few: bool) {
        use Kind::*;
        let n = if few { 1 } else { 2 };
        let mut kinds = vec![Int; n + 1];
        for kind in [Float, Str, Bool, Any, Arr] {
            kinds.extend(std::iter::repeat_n(kind, 1 + self.random().below(n)));
        }
        kinds.extend([Map, Cell, Class]);
        if !few {
            kinds.push(Rec);
        }
        let small = self.g.extent.statements < SMALL;
        for (i, kind) in kinds.into_iter().enumerate() {
            if small && i > 0 && !self.random().one_in(3) {
                continue;
            }
            let a = self.b.register();
            self.constant(a, kind);
            self.locals.push((a, kind));
        }
        if self.closures == 0 && self.random().one_in(if small { 4 } else { 2 }) {
            let a = self.b.register();
            self.constant(a, Kind::Fib);
            self.locals.push((a, Kind::Fib));
        }
        if self.closures < 2 && self.random().one_in(if small { 4 } else { 2 }) {
            let a = self.b.register();
            self.closure(a);
            self.locals.push((a, Kind::Fun));
        }
    }

    fn main(&mut self, methods: Vec<u32>) {
        let t = self.b.register();
        self.b.load_int(t, i64::from(self.g.extent.calls));
        self.b.emit(Instruction::GlobalSet { a: t, d: GLOBAL_BUDGET });
        self.constant(t, Kind::Int);
        self.b.emit(Instruction::GlobalSet { a: t, d: GLOBAL_INT });
        self.constant(t, Kind::Str);
        self.b.emit(Instruction::GlobalSet { a: t, d: GLOBAL_STR });
        let class = self.b.register();
        self.b.emit(Instruction::LoadNil { a: class });
        for i in 0..self.g.classes {
            // The second class is a child of the first.
            self.b.emit(Instruction::ClassNew { a: class, b: class, c: i as u16 });
            for (k, &method) in methods.iter().enumerate() {
                self.b.emit(Instruction::Closure { a: t, d: method });
                match k {
                    0 => self.b.emit(Instruction::ClassInit { a: class, b: t }),
                    _ if i == 0 || self.g.random.one_in(2) => {
                        let c = self.b.string(["", "m0", "m1", "_m2"][k]) as u16;
                        self.b.emit(Instruction::ClassMethod { a: class, b: t, c });
                    }
                    _ => {}
                }
            }
            self.b.emit(Instruction::GlobalSet { a: class, d: GLOBAL_CLASSES + i as u32 });
        }
        self.make_locals(false);
        let start = self.b.here();
        while self.left > 0 {
            self.statement();
        }
        // Whatever the statements were, every function runs.
        for signature in self.g.signatures.clone() {
            let mark = self.b.mark();
            self.call_function(&signature);
            self.b.release_to(mark);
        }
        if self.random().one_in(60) {
            let a = self.local(Kind::Int);
            self.b.emit(Instruction::Exit { a });
        }
        let end = self.b.here();
        self.return_all();
        // What is thrown is seen either with what the locals hold by then, or with its trace.
        if !self.random().one_in(4) {
            let caught = self.b.here();
            let handler = t;
            self.return_all();
            self.b.handler(start, end, caught, handler, HandlerKind::Catch);
        }
    }

    /// Returns an array of what the locals hold.
    fn return_all(&mut self) {
        let printable = |kind: Kind| !matches!(kind, Kind::Cell | Kind::Class | Kind::Fun);
        let all: Vec<Reg> = self.locals.iter().filter(|l| printable(l.1)).map(|l| l.0).collect();
        let mark = self.b.mark();
        let first = self.b.registers(all.len().max(1));
        for (i, &b) in all.iter().enumerate() {
            self.b.emit(Instruction::Move { a: first.offset(i), b });
        }
        self.b.emit(Instruction::ArrayNew { a: first, b: first, x: all.len() as u8 });
        self.b.emit(Instruction::Ret { a: first });
        self.b.release_to(mark);
    }

    pub fn random(&mut self) -> &mut Random {
        &mut self.g.random
    }

    /// A local of the kind; without any, a new value in a register of its own.
    pub fn local(&mut self, kind: Kind) -> Reg {
        let all = self.locals.iter().filter(|l| l.1 == kind).count();
        if all == 0 {
            let a = self.b.register();
            self.constant(a, kind);
            return a;
        }
        let i = self.g.random.below(all);
        self.locals.iter().filter(|l| l.1 == kind).nth(i).map_or(Reg(0), |l| l.0)
    }
    /// Whether there is a local of the kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.locals.iter().any(|l| l.1 == kind)
    }
    /// A local of any kind.
    pub fn whatever(&mut self) -> Reg {
        let i = self.g.random.below(self.locals.len());
        self.locals[i].0
    }
    /// A local that holds no container.
    pub fn scalar(&mut self) -> Reg {
        let kind = self.g.random.of(&[Kind::Int, Kind::Float, Kind::Str, Kind::Bool]);
        self.local(kind)
    }
    /// A number that is interesting.
    pub fn integer(&mut self) -> i64 {
        let edges =
            [0, 1, -1, 2, 3, 7, 10, -5, 63, 64, -64, 255, 1 << 31, (1 << 53) + 1, i64::MAX, i64::MIN, i64::MIN + 1];
        match self.random().below(8) {
            0 => self.random().next() as i64,
            1 | 2 => self.random().of(&edges),
            _ => self.random().below(12) as i64 - 3,
        }
    }

    /// Puts a new value of the kind into a register.
    pub fn constant(&mut self, a: Reg, kind: Kind) {
        match kind {
            Kind::Int => {
                let value = self.integer();
                self.b.load_int(a, value);
            }
            Kind::Float => {
                let edges =
                    [0.0, -0.0, 1.0, 1.5, -2.5, 0.1, 1e300, 9.3e18, 9007199254740993.0, f64::NAN, f64::INFINITY];
                let value = self.random().of(&edges);
                self.b.load_float(a, value);
            }
            Kind::Str => {
                let text = self.random().of(&["", "a", "bc", "é", "0", "a string that is longer than fourteen bytes"]);
                self.b.load_string(a, text.as_bytes());
            }
            Kind::Bool => match self.random().one_in(2) {
                true => self.b.emit(Instruction::LoadTrue { a }),
                false => self.b.emit(Instruction::LoadFalse { a }),
            },
            Kind::Arr => {
                let x = self.random().below(4) as u8;
                let first = self.scalars(usize::from(x));
                self.b.emit(Instruction::ArrayNew { a, b: first, x });
            }
            Kind::Map => {
                let d = self.random().below(9) as i32;
                self.b.emit(Instruction::MapNew { a, d });
            }
            Kind::Cell => {
                self.constant(a, Kind::Int);
                self.b.emit(Instruction::CellNew { a, b: a });
            }
            Kind::Class => {
                let d = GLOBAL_CLASSES + self.g.random.below(self.g.classes) as u32;
                self.b.emit(Instruction::GlobalGet { a, d });
            }
            Kind::Rec => {
                self.constant(a, Kind::Class);
                let mark = self.b.mark();
                let window = self.b.registers(2);
                self.b.emit(Instruction::Move { a: window, b: a });
                self.constant(window.offset(1), Kind::Int);
                self.b.emit(Instruction::Call { b: a, a: window, x: 1 });
                self.b.release_to(mark);
            }
            Kind::Fun => self.closure(a),
            Kind::Fib => self.new_fiber(a),
            Kind::Any => match self.random().below(7) {
                0 => self.b.emit(Instruction::LoadNil { a }),
                1 => self.constant(a, Kind::Float),
                2 => self.constant(a, Kind::Str),
                3 => self.constant(a, Kind::Bool),
                4 => {
                    let d = self.b.constant(Constant::Bytes(b"ab".to_vec()));
                    self.b.emit(Instruction::LoadConst { a, d });
                }
                _ => self.constant(a, Kind::Int),
            },
        }
    }

    /// New scalars in consecutive registers, which the caller uses at once.
    pub fn scalars(&mut self, n: usize) -> Reg {
        let mark = self.b.mark();
        let first = self.b.registers(n.max(1));
        for i in 0..n {
            let kind = self.random().of(&[Kind::Int, Kind::Float, Kind::Str, Kind::Bool]);
            self.constant(first.offset(i), kind);
        }
        self.b.release_to(mark);
        first
    }

    /// A closure of a new function with one parameter.
    pub fn closure(&mut self, a: Reg) {
        let mut captures = Vec::new();
        for _ in 0..1 + self.random().below(3) {
            let kind = self.random().of(&[Kind::Int, Kind::Str, Kind::Cell, Kind::Cell]);
            let own: Vec<u32> =
                (0..self.captures.len() as u32).filter(|&i| self.captures[i as usize].1 == kind).collect();
            let source = match () {
                _ if !own.is_empty() && self.random().one_in(2) => CaptureSource::Capture(self.random().of(&own)),
                _ if self.has(kind) => CaptureSource::Register(self.local(kind).0),
                _ => continue,
            };
            captures.push((Capture { name: format!("v{}", captures.len()), source }, kind));
        }
        let parameters = Parameters { names: vec!["q".to_string()], required: 1, ..Parameters::default() };
        let b = FunctionBuilder::new("closure", FunctionKind::Lambda, parameters);
        let function = self.g.function(b, Role::Closure, captures, self.closures + 1);
        let d = self.g.add(function);
        self.b.emit(Instruction::Closure { a, d });
    }

    pub fn coerce_type(&mut self) -> u16 {
        let code = self.random().below(CoerceType::ALL.len()) as u16;
        if self.random().one_in(2) { code | CoerceType::NULLABLE } else { code }
    }

    /// Runs code of which an instruction may fail, most of the time with a handler for it.
    pub fn risky(&mut self, code: impl FnOnce(&mut Self)) {
        let bare = if self.is_main { 60 } else { 10 };
        if self.random().one_in(bare) {
            return code(self);
        }
        let (start, caught, end) = (self.b.here(), self.b.label(), self.b.label());
        code(self);
        let stop = self.b.here();
        self.b.jump(Instruction::Jump { d: 0 }, end);
        self.b.place(caught);
        let to = if self.has(Kind::Any) { self.local(Kind::Any) } else { self.b.register() };
        if self.random().one_in(2) {
            let a = self.local(Kind::Int);
            self.constant(a, Kind::Int);
        }
        self.b.place(end);
        self.b.handler(start, stop, caught, to, HandlerKind::Catch);
    }

    /// Statements, one level deeper.
    pub fn block(&mut self) {
        self.nesting += 1;
        for _ in 0..1 + self.random().below(3) {
            self.statement();
        }
        self.nesting -= 1;
    }
    /// Whether statements with statements in them may be made here.
    pub fn may_nest(&self) -> bool {
        self.nesting < MAX_NESTING
    }

    /// Returns a sum, difference or comparison, where it can be with something captured.
    fn return_sum(&mut self) {
        let (b, t) = (self.local(Kind::Int), self.b.register());
        let captured: Vec<usize> = (0..self.captures.len()).filter(|&i| self.captures[i].1 == Kind::Int).collect();
        let mut c = self.local(Kind::Int);
        if !captured.is_empty() {
            c = t;
            let d = self.random().of(&captured) as u32;
            self.b.emit(Instruction::CaptureGet { a: c, d });
        }
        let result = match self.random().below(5) {
            0 => Instruction::Sub { a: t, b, c },
            1 => Instruction::Lt { a: t, b, c },
            2 => Instruction::Gt { a: t, b, c },
            _ => Instruction::Add { a: t, b, c },
        };
        self.b.emit(result);
        self.b.emit(Instruction::Ret { a: t });
    }

    /// Ends the function with a result.
    fn finish(&mut self) {
        match self.random().below(8) {
            0 => self.b.emit(Instruction::RetNil {}),
            1 => self.return_all(),
            2 | 3 if self.closures == 0 => self.tail_call(),
            4 => self.return_sum(),
            _ => {
                let a = self.scalar();
                if self.random().one_in(8) {
                    self.b.function_mut().result_type = "Number".to_string();
                    let c = self.coerce_type();
                    let t = self.b.register();
                    self.b.emit(Instruction::CoerceResult { a: t, b: a, c });
                    self.b.emit(Instruction::Ret { a: t });
                } else {
                    self.b.emit(Instruction::Ret { a });
                }
            }
        }
    }
}
