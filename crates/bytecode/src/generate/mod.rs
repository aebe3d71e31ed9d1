//! Random programs that verify and end, for differential tests of the tiers.
//!
//! [`generate`] gives a module whose main function returns a value; every way of running it must give the same value, burn
//! the same fuel and fail at the same places. The programs use every op that needs no natives. They end because loops
//! are counted, and because every function that can call others takes one from a budget in a module variable and returns at once when
//! it is used up. Values stay small: what could grow is measured before it does.
//!
//! Registers of a function have kinds that do not change, so that most operations get operands that they define; what may fail
//! stands in a `try` most of the time.

mod fibers;
mod function;
mod random;
mod statements;

use crate::builder::FunctionBuilder;
use crate::module::*;
use crate::op::Instruction;
use crate::operand::Reg;
use function::{FunctionGen, Kind, Role};
use random::Random;

const GLOBAL_BUDGET: u32 = 0;
const GLOBAL_INT: u32 = 1;
const GLOBAL_STR: u32 = 2;
/// The classes' variables come last.
const GLOBAL_CLASSES: u32 = 3;

/// How large a program is.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Functions that may be called from anywhere, at most.
    pub functions: usize,
    /// Statements of a function, roughly.
    pub statements: usize,
    /// Calls that the program may make, roughly.
    pub calls: u32,
}

/// A program from a seed, of up to four functions. `size` is roughly the number of statements of a function; 20 is a good one.
pub fn generate(seed: u64, size: usize) -> Module {
    generate_within(seed, Extent { functions: 4, statements: size, calls: 120 })
}

/// A program from a seed, of such an extent.
pub fn generate_within(seed: u64, extent: Extent) -> Module {
    let mut random = Random(seed);
    let functions = 1 + random.below(extent.functions.max(1));
    let classes = 1 + random.below(2);
    let extent = Extent { statements: extent.statements.max(1), ..extent };
    let mut generator =
        Generator { random, extent, module: Module::default(), signatures: Vec::new(), classes, line: 0 };
    generator.module(functions);
    generator.module
}

/// What callers know of a function.
#[derive(Clone)]
struct Signature {
    index: u32,
    parameters: Parameters,
}

/// The module being made.
struct Generator {
    random: Random,
    extent: Extent,
    module: Module,
    /// Functions that anybody may call.
    signatures: Vec<Signature>,
    classes: usize,
    /// Statements so far: every one has a line of its own.
    line: u32,
}

impl Generator {
    fn module(&mut self, functions: usize) {
        self.module.name = "generated".to_string();
        self.module.files.push(SourceFile { name: "generated".to_string(), text: None });
        let names = ["budget", "int", "str"].map(String::from);
        self.module.globals = names.into_iter().chain((0..self.classes).map(|i| format!("C{i}"))).collect();
        for i in 0..self.classes {
            let name = format!("C{i}");
            let fields = vec!["x".to_string(), "y".to_string()];
            self.module.classes.push(ClassTemplate { name, parameters: vec!["x".to_string()], fields });
        }
        let exports = vec![("int".to_string(), 1), ("str".to_string(), 2)];
        self.module.namespaces.push(Namespace { name: "part".to_string(), exports });
        // Main is function 0; the others may call each other, so their signatures come first.
        self.module.functions.push(Function::default());
        for i in 1..=functions {
            let parameters = self.parameters(i);
            self.module.functions.push(Function::default());
            self.signatures.push(Signature { index: i as u32, parameters });
        }
        let methods = self.methods();
        for signature in self.signatures.clone() {
            let name = format!("f{}", signature.index);
            let role = Role::Function;
            let b = FunctionBuilder::new(name, FunctionKind::Function, signature.parameters);
            self.module.functions[signature.index as usize] = self.function(b, role, Vec::new(), 0);
        }
        if self.random.one_in(3) {
            self.fallbacks();
        }
        let b = FunctionBuilder::new("main", FunctionKind::Main, Parameters::default());
        self.module.functions[0] = self.function(b, Role::Main(methods), Vec::new(), 0);
        self.module.main = 0;
    }

    /// Generates a function's body.
    fn function(&mut self, b: FunctionBuilder, role: Role, captures: Vec<(Capture, Kind)>, nesting: usize) -> Function {
        FunctionGen::new(self, b, role, captures, nesting).generate()
    }

    /// Adds a function that is finished.
    fn add(&mut self, function: Function) -> u32 {
        self.module.functions.push(function);
        self.module.functions.len() as u32 - 1
    }

    fn parameters(&mut self, salt: usize) -> Parameters {
        let required = self.random.below(3) as u16;
        let optional = if self.random.one_in(3) { 1 + self.random.below(2) as u16 } else { 0 };
        let rest = self.random.one_in(4);
        let count = usize::from(required + optional) + usize::from(rest);
        Parameters { names: (0..count).map(|i| format!("p{salt}_{i}")).collect(), required, optional, rest }
    }

    /// An initializer and methods, which call nothing; in the order init, m0, m1, _m2.
    fn methods(&mut self) -> Vec<u32> {
        let two = |names: [&str; 2]| Parameters {
            names: names.map(String::from).to_vec(),
            required: 2,
            ..Parameters::default()
        };
        let mut all = Vec::new();
        let mut b = FunctionBuilder::new("C0", FunctionKind::Initializer, two(["this", "x"]));
        let (x, y) = (b.string("x") as u16, b.string("y") as u16);
        b.emit(Instruction::SetField { a: Reg(0), b: Reg(1), c: x, x: 0 });
        b.emit(Instruction::SetField { a: Reg(0), b: Reg(1), c: y, x: 0 });
        b.emit(Instruction::Ret { a: Reg(0) });
        all.extend(b.finish().ok().map(|f| self.add(f)));
        for (i, name) in ["m0", "m1", "_m2"].into_iter().enumerate() {
            let mut b = FunctionBuilder::new(format!("C0.{name}"), FunctionKind::Method, two(["this", "n"]));
            let (x, y) = (b.string("x") as u16, b.string("y") as u16);
            let t = b.register();
            let field = self.random.of(&[x, y]);
            b.emit(Instruction::GetField { a: t, b: Reg(0), c: field, x: 0 });
            match i {
                0 => b.emit(Instruction::Add { a: t, b: t, c: Reg(1) }),
                1 => b.emit(Instruction::Sub { a: t, b: Reg(1), c: t }),
                _ => b.emit(Instruction::BitXor { a: t, b: t, c: Reg(1) }),
            }
            b.emit(Instruction::SetField { a: Reg(0), b: t, c: field, x: 0 });
            b.emit(Instruction::Ret { a: t });
            all.extend(b.finish().ok().map(|f| self.add(f)));
        }
        all
    }

    /// Meanings for operands that ops do not define.
    fn fallbacks(&mut self) {
        use crate::Op;
        for op in [Op::Add, Op::Lt, Op::Sub, Op::GetIndex] {
            if self.random.one_in(2) {
                let parameters =
                    Parameters { names: vec!["b".to_string(), "c".to_string()], required: 2, ..Parameters::default() };
                let mut b = FunctionBuilder::new(format!("fallback_{}", op.name()), FunctionKind::Function, parameters);
                let a = b.register();
                match self.random.below(3) {
                    0 => b.emit(Instruction::Eq { a, b: Reg(0), c: Reg(1) }),
                    1 => b.emit(Instruction::IsNil { a, b: Reg(0) }),
                    _ => b.load_int(a, 3),
                }
                b.emit(Instruction::Ret { a });
                if let Ok(function) = b.finish() {
                    let function = self.add(function);
                    self.module.fallbacks.push(Fallback { op, function });
                }
            }
        }
    }
}
