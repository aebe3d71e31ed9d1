//! Code generation: one walk over the resolved tree, one [`FunctionBuilder`] for each function.
//!
//! Registers of a function are, from the bottom: parameters, locals, temporaries. Expressions are compiled towards a
//! destination register ([`Codegen::expr`]), which is written by the last instruction of the expression and by none
//! before, unless it is a temporary. So a local can be the destination even if the expression reads it or throws half-way.
//! Locals are read in place ([`Codegen::operand`]): nothing inside an expression assigns a register of its function.
//!
//! Functions are compiled where they stand in the text, as declared types govern what follows them in the text.

mod assign;
mod call;
mod class;
mod control;
mod expr;
mod fiber;
mod function;
mod loops;
mod matching;
mod modules;
mod operators;
mod pattern;
mod position;
mod stmt;
mod switch;
mod types;
mod unwind;
mod variables;

#[cfg(test)]
mod tests;

use crate::ast;
use crate::builtins::{BuiltinId, BuiltinTable};
use crate::compile::Options;
use crate::diagnostics::Diagnostic;
use crate::resolve::{ConstantKind, GlobalId, MAIN, Names, Place, Resolution, ScopeId, VariableId};
use crate::source::{SourceMap, Span};
use crate::symbol::{Interner, Symbol};
use control::Control;
use hashbrown::HashMap;
use position::Positions;
use quintet_bytecode::{
    Constant, Function, FunctionBuilder, FunctionKind, Instruction, MAX_REGISTERS, Module, Parameters, Reg, SourceFile,
};

/// A function under construction.
struct State<'a> {
    builder: FunctionBuilder,
    scope: ScopeId,
    /// Its captures, in order.
    captures: Vec<VariableId>,
    /// Loops and cleanups around the current statement, outermost first.
    control: Vec<Control>,
    /// How many `try` statements are around the current statement.
    tries: u32,
    /// Declared result type.
    result: Option<&'a ast::TypeRef>,
    /// Whether calls may replace the frame outside of `try`.
    tail_calls: bool,
    /// Registers of variables; all others are temporaries.
    is_variable: Vec<bool>,
    /// Indexes of string constants by symbol.
    strings: HashMap<Symbol, u32>,
    /// Parameters whose defaults are not computed yet.
    unready: Vec<VariableId>,
    /// The array of deferred functions.
    deferred: Option<Reg>,
    /// Bindings to undo at its end.
    names: usize,
    /// Where it stands.
    position: u32,
}

/// The class whose body is being compiled.
#[derive(Clone, Copy)]
struct ClassContext {
    /// Where its value is: a module variable if it is a constant, else a variable that methods capture.
    value: Place,
}

/// The generator of one program. Its modules share functions and constants of one [`Module`]; each has a main function,
/// which its first import calls.
pub(crate) struct Codegen<'a> {
    program: &'a ast::Program,
    sources: &'a SourceMap,
    interner: &'a Interner,
    builtins: &'a BuiltinTable,
    resolution: Resolution,
    diagnostics: &'a mut Vec<Diagnostic>,
    positions: Positions<'a>,
    names: Names,
    module: Module,
    /// Functions by index; none while only their index is taken.
    functions: Vec<Option<Function>>,
    /// Indexes taken in advance for functions at these positions.
    reserved: HashMap<u32, u32>,
    /// Imports of builtins and internal natives.
    natives: HashMap<String, u32>,
    /// Registers of variables, by variable.
    registers: Vec<Reg>,
    /// By variable: the first pc at which its register surely holds it; `u32::MAX` if it is never written.
    written_from: Vec<u32>,
    /// For loop variables: where their value is kept for the rest of the function as well.
    mirrors: HashMap<VariableId, Place>,
    /// Declared types in force at this point of the text.
    declared: HashMap<Place, &'a ast::TypeRef>,
    /// Functions and classes that are constants of the module.
    known_functions: HashMap<GlobalId, &'a ast::Function>,
    known_classes: HashMap<GlobalId, &'a ast::Class>,
    /// Module variables that are natives of the host.
    known_natives: HashMap<GlobalId, &'a str>,
    class: Option<ClassContext>,
    /// In the arms of a `receive`: the register with the number of the message.
    received: Option<Reg>,
    /// Namespaces made so far.
    namespaces: HashMap<ast::ModuleId, u32>,
    state: State<'a>,
    enclosing: Vec<State<'a>>,
}

const NO_REGISTER: Reg = Reg(u16::MAX);

/// What code is generated from, besides the resolution.
pub(crate) struct Input<'a> {
    pub program: &'a ast::Program,
    pub sources: &'a SourceMap,
    pub interner: &'a Interner,
    pub builtins: &'a BuiltinTable,
    pub options: Options,
}

/// Generates the code of a resolved program.
pub(crate) fn generate<'a>(input: Input<'a>, resolution: Resolution, diagnostics: &'a mut Vec<Diagnostic>) -> Module {
    let Input { program, sources, interner, builtins, options } = input;
    let mut globals: Vec<String> =
        resolution.globals.iter().map(|global| interner.name(global.name).to_string()).collect();
    // Behind them, for each module whether it has run.
    globals.extend(program.modules.iter().skip(1).map(|_| String::new()));
    let name = modules::file_name(sources, &program.modules[0]).to_string();
    let registers = vec![NO_REGISTER; resolution.variables.len()];
    let builder = FunctionBuilder::new(name.clone(), FunctionKind::Main, Parameters::default());
    let mut generator = Codegen {
        program,
        sources,
        interner,
        builtins,
        diagnostics,
        positions: Positions::new(sources),
        names: Names::new(interner.len()),
        module: Module { name, globals, ..Module::default() },
        functions: program.modules.iter().map(|_| None).collect(),
        reserved: HashMap::new(),
        natives: HashMap::new(),
        registers,
        written_from: vec![u32::MAX; resolution.variables.len()],
        mirrors: HashMap::new(),
        declared: HashMap::new(),
        known_functions: HashMap::new(),
        known_classes: HashMap::new(),
        known_natives: HashMap::new(),
        class: None,
        received: None,
        namespaces: HashMap::new(),
        state: State::new(builder, MAIN, 0, program.modules[0].span.start),
        enclosing: Vec::new(),
        resolution,
    };
    generator.modules();
    generator.finish(options)
}

impl State<'_> {
    fn new(builder: FunctionBuilder, scope: ScopeId, names: usize, position: u32) -> Self {
        let is_variable = vec![true; builder.mark()];
        State {
            builder,
            scope,
            captures: Vec::new(),
            control: Vec::new(),
            tries: 0,
            result: None,
            tail_calls: false,
            is_variable,
            strings: HashMap::new(),
            unready: Vec::new(),
            deferred: None,
            names,
            position,
        }
    }
}

impl<'a> Codegen<'a> {
    fn finish(mut self, options: Options) -> Module {
        self.module.functions = self.functions.into_iter().map(Option::unwrap_or_default).collect();
        for file in self.sources.files() {
            let text = options.source_text.then(|| match std::str::from_utf8(file.text()) {
                Ok(text) => text.to_string(),
                Err(_) => String::from_utf8_lossy(file.text()).into_owned(),
            });
            self.module.files.push(SourceFile { name: file.name().to_string(), text });
        }
        self.module
    }

    /// Finds the constants of a module; functions get their indexes.
    fn declare_constants(&mut self, tree: &'a ast::Module) {
        for stmt in &tree.body {
            let (name, position) = match &stmt.kind {
                ast::StmtKind::Function(f) => (f.name.map(|ident| ident.name), f.span.start),
                ast::StmtKind::Class(class) => (Some(class.name.name), class.header.start),
                _ => continue,
            };
            let Some(global) = name.and_then(|name| self.resolution.global(name)) else { continue };
            let constant = self.resolution.globals[global.index()].constant;
            match &stmt.kind {
                ast::StmtKind::Function(f) if constant == Some(ConstantKind::Function(position)) => {
                    self.known_functions.insert(global, f);
                    self.reserve(position);
                }
                ast::StmtKind::Class(class) if constant == Some(ConstantKind::Class(position)) => {
                    self.known_classes.insert(global, class);
                }
                _ => {}
            }
        }
    }

    /// Makes the constants of the module before anything else runs, parents before their subclasses.
    fn create_constants(&mut self) {
        let mut classes = Vec::new();
        let module = self.resolution.current.index();
        for index in 0..self.resolution.modules[module].globals.len() {
            let global = self.resolution.modules[module].globals[index];
            match self.resolution.globals[global.index()].constant {
                Some(ConstantKind::Function(position)) => {
                    if let Some(&index) = self.reserved.get(&position) {
                        self.constant_function(global, index);
                    }
                }
                Some(ConstantKind::Class(_)) => classes.push(global),
                None => {}
            }
        }
        let mut made = Vec::new();
        for global in classes {
            self.create_class_after_parent(global, &mut made);
        }
    }

    fn constant_function(&mut self, global: GlobalId, index: u32) {
        let mark = self.mark();
        let a = self.temp();
        self.emit(Instruction::Closure { a, d: index });
        self.emit(Instruction::GlobalSet { a, d: global.0 });
        self.release(mark);
    }

    fn create_class_after_parent(&mut self, global: GlobalId, made: &mut Vec<GlobalId>) {
        let mut line = vec![global];
        while let Some(&last) = line.last() {
            let parent = self.known_classes.get(&last).and_then(|class| self.constant_parent(class));
            match parent {
                Some(parent) if !made.contains(&parent) && !line.contains(&parent) => line.push(parent),
                _ => break,
            }
        }
        while let Some(next) = line.pop() {
            if !made.contains(&next)
                && let Some(&class) = self.known_classes.get(&next)
            {
                self.create_constant_class(next, class);
                made.push(next);
            }
        }
    }

    /// The class constant that a class names as its parent.
    fn constant_parent(&self, class: &ast::Class) -> Option<GlobalId> {
        let [parent] = &*class.parent.as_ref()?.path else { return None };
        self.resolution.global(parent.name).filter(|id| self.known_classes.contains_key(id))
    }

    /// The index for the function at `position`, which is compiled later.
    fn reserve(&mut self, position: u32) -> u32 {
        let index = self.functions.len() as u32;
        self.functions.push(None);
        self.reserved.insert(position, index);
        index
    }

    // Reports.

    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(span, message));
    }

    fn text(&self, name: Symbol) -> &'a str {
        self.interner.name(name)
    }

    // Instructions.

    fn emit(&mut self, instruction: Instruction) {
        self.state.builder.emit(instruction);
    }

    /// What is emitted from here on belongs to this place in the source.
    fn at(&mut self, position: u32) {
        let (file, line, column) = self.positions.find(position);
        self.state.builder.at(file, line, column);
    }

    fn mark(&self) -> usize {
        self.state.builder.mark()
    }

    fn release(&mut self, mark: usize) {
        self.state.builder.release_to(mark);
    }

    /// A new temporary.
    fn temp(&mut self) -> Reg {
        self.temps(1)
    }

    /// Consecutive new temporaries; the first.
    fn temps(&mut self, count: usize) -> Reg {
        let first = self.next_register();
        self.state.builder.registers(count);
        first
    }

    /// The register that [`Self::temp`] would give. A function that needs more than there are is refused in the end;
    /// until then its code is nonsense in the registers there are.
    fn next_register(&self) -> Reg {
        Reg(self.mark().min(MAX_REGISTERS) as u16)
    }

    /// A new register that stays with a variable until it is released.
    fn variable_register(&mut self) -> Reg {
        let register = self.temp();
        self.set_variable(register, true);
        register
    }

    fn set_variable(&mut self, register: Reg, is: bool) {
        let registers = &mut self.state.is_variable;
        if registers.len() <= register.index() {
            registers.resize(register.index() + 1, false);
        }
        registers[register.index()] = is;
    }

    fn is_temporary(&self, register: Reg) -> bool {
        !self.state.is_variable.get(register.index()).copied().unwrap_or(false)
    }

    /// `register` if it may be written before the expression is finished, else a new temporary.
    fn scratch(&mut self, register: Reg) -> Reg {
        if self.is_temporary(register) { register } else { self.temp() }
    }

    fn move_to(&mut self, a: Reg, b: Reg) {
        if a != b {
            self.emit(Instruction::Move { a, b });
        }
    }

    // Constants.

    fn string_constant(&mut self, name: Symbol) -> u32 {
        if let Some(&known) = self.state.strings.get(&name) {
            return known;
        }
        let text = self.interner.bytes(name).to_vec();
        let index = self.state.builder.constant(Constant::String(text));
        self.state.strings.insert(name, index);
        index
    }

    /// A name as an operand.
    fn name_operand(&mut self, name: Symbol, span: Span) -> u16 {
        let index = self.string_constant(name);
        self.narrow(index, span)
    }

    /// An index as a 16-bit operand; the error that it does not fit concerns machine-made texts only.
    fn narrow(&mut self, index: u32, span: Span) -> u16 {
        u16::try_from(index).unwrap_or_else(|_| {
            self.error(span, "more than 65536 functions, classes, names or natives are used in one function or module");
            0
        })
    }

    fn load_text(&mut self, a: Reg, text: &str) {
        self.state.builder.load_string(a, text.as_bytes());
    }

    /// The import of a native.
    fn native(&mut self, name: &str) -> u32 {
        if let Some(&known) = self.natives.get(name) {
            return known;
        }
        let index = self.module.natives.len() as u32;
        self.module.natives.push(name.to_string());
        self.natives.insert(name.to_string(), index);
        index
    }

    fn builtin(&mut self, id: BuiltinId) -> u32 {
        self.native(id.row().name)
    }
}
