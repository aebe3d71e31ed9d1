//! A module: what a frontend hands over and the engines run once it is verified.

use crate::operand::Word;

/// A compilation unit: functions, module variables, class templates and what it imports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    /// The name under which traces and importers know it.
    pub name: String,
    /// All functions; `main` is one of them.
    pub functions: Vec<Function>,
    /// The function that runs when the module does; it takes no parameters and captures nothing.
    pub main: u32,
    /// The names of the module variables, by slot.
    pub globals: Vec<String>,
    /// The class templates that `class_new` uses.
    pub classes: Vec<ClassTemplate>,
    /// Parts of the program that it can hold as values.
    pub namespaces: Vec<Namespace>,
    /// The natives it needs, by registered name (`"len"`); loading fails if one does not exist.
    pub natives: Vec<String>,
    /// The extension ops it needs; loading fails if one is not registered.
    pub extensions: Vec<ExtensionImport>,
    /// What to call when an op meets operand kinds that it does not define.
    pub fallbacks: Vec<Fallback>,
    /// The source files that line tables name.
    pub files: Vec<SourceFile>,
}

/// A source file, for positions and excerpts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceFile {
    /// The name as users know it.
    pub name: String,
    /// Its text, if reports are to show excerpts.
    pub text: Option<String>,
}

/// What kind of thing a function is to its users; decides how reports name it and what wrong arity says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FunctionKind {
    /// A named function.
    #[default]
    Function,
    /// An anonymous one; reports name it `<fn>`.
    Lambda,
    /// A method: parameter 0 is the receiver and not counted in arity errors.
    Method,
    /// A class initializer: parameter 0 is the instance; its name is the class's.
    Initializer,
    /// A module's top level.
    Main,
}

/// How arguments become parameters. Parameters are the first registers, in order; the rest array comes after them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// Names, of the required, the optional ones and the rest parameter, in order.
    pub names: Vec<String>,
    /// How many must be given.
    pub required: u16,
    /// How many more may be given. If fewer are, the function starts at pc 0, where `jump_if_given` finds out
    /// and defaults are computed; else it starts at `body`.
    pub optional: u16,
    /// Whether further arguments are collected into an array in the register after the parameters.
    pub rest: bool,
}

impl Parameters {
    /// Parameters without the rest parameter.
    pub fn count(&self) -> usize {
        usize::from(self.required) + usize::from(self.optional)
    }
    /// Registers that the call fills.
    pub fn registers(&self) -> usize {
        self.count() + usize::from(self.rest)
    }
}

/// One function.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Function {
    /// Its name: `area`, `Point.move`, or the file's base name for a module's top level.
    pub name: String,
    /// What it is.
    pub kind: FunctionKind,
    /// How it takes arguments.
    pub parameters: Parameters,
    /// Where it starts when all optional parameters are given; 0 if there are none.
    pub body: u32,
    /// The size of its register window.
    pub registers: u16,
    /// Instructions and auxiliary words.
    pub code: Vec<Word>,
    /// Constants.
    pub constants: Vec<Constant>,
    /// Exception handlers, innermost first.
    pub handlers: Vec<Handler>,
    /// Positions, ascending by pc; each holds up to the next.
    pub lines: Vec<Line>,
    /// Names of locals, for debuggers and for reports.
    pub locals: Vec<Local>,
    /// What a closure of this function takes along.
    pub captures: Vec<Capture>,
    /// What a failing `coerce_result` says was expected; empty if there is no such check.
    pub result_type: String,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// An integer that `load_int` cannot hold.
    Int(i64),
    /// A float, compared by bits so that equality is reflexive.
    Float(Bits),
    /// A string: bytes, UTF-8 by convention.
    String(Vec<u8>),
    /// A byte sequence.
    Bytes(Vec<u8>),
    /// A symbol.
    Symbol(String),
    /// Names, as of named arguments.
    Names(Vec<String>),
}

impl Constant {
    /// What it is, for messages.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Constant::Int(_) => "an integer",
            Constant::Float(_) => "a float",
            Constant::String(_) => "a string",
            Constant::Bytes(_) => "bytes",
            Constant::Symbol(_) => "a symbol",
            Constant::Names(_) => "names",
        }
    }
}

/// A float's bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bits(pub u64);

impl Bits {
    /// The float.
    pub fn float(self) -> f64 {
        f64::from_bits(self.0)
    }
}

/// What a handler stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandlerKind {
    /// Errors. The thrown value goes to `register`.
    Catch,
    /// Everything that unwinds: errors, exits, cancellation. The value goes to `register` and the signal's
    /// bits, as an integer, to the one behind it; `rethrow` goes on with them.
    Cleanup,
}

/// A row of the handler table: while `start <= pc < end`, what `kind` names goes to `target`.
/// For a frame that has called another, the pc is that of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First pc that is covered.
    pub start: u32,
    /// First pc that is not.
    pub end: u32,
    /// Where it goes on.
    pub target: u32,
    /// Where the thrown value goes.
    pub register: u16,
    /// What it stops.
    pub kind: HandlerKind,
}

/// A row of the line table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First pc of the position.
    pub pc: u32,
    /// Index into the module's files.
    pub file: u32,
    /// Line, from 1; 0 where there is none.
    pub line: u32,
    /// Column in characters, from 1; 0 where there is none.
    pub column: u32,
}

/// The range of pcs in which a register holds a local.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// Its name.
    pub name: String,
    /// Its register.
    pub register: u16,
    /// Whether the register holds a cell with the value in it.
    pub cell: bool,
    /// First pc at which it is in scope.
    pub start: u32,
    /// First pc at which it is not.
    pub end: u32,
}

/// Where a captured value comes from when the closure is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptureSource {
    /// A register of the function that makes the closure.
    Register(u16),
    /// A capture of the function that makes the closure.
    Capture(u32),
}

/// A captured variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: CaptureSource,
}

/// What a class statement knows before it runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassTemplate {
    /// The class's name.
    pub name: String,
    /// The parameters of its header, by which patterns and named arguments address it.
    pub parameters: Vec<String>,
    /// Fields that an instance is likely to have, in order; only room is reserved for them.
    pub fields: Vec<String>,
}

/// A part of the program as a value: names for module variables, read live.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namespace {
    /// The name it prints under.
    pub name: String,
    /// What it exports, in order: names and slots of module variables.
    pub exports: Vec<(String, u32)>,
}

/// An extension op that a module uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionImport {
    /// The namespace of the frontend or host that registered it.
    pub namespace: String,
    /// Its name there.
    pub name: String,
}

/// A function of the module that gives an op a meaning for operands the op does not define. It is called with
/// the op's operands; what it returns is the op's result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallback {
    /// The op.
    pub op: crate::Op,
    /// The function, by index.
    pub function: u32,
}

/// A declared type that `coerce` checks and converts to. The flag [`CoerceType::NULLABLE`] accepts nil too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum CoerceType {
    /// Integer; booleans as 1 and 0, integral floats in range as integers.
    Int64,
    /// As Int64, then wrapped to the low 8 bits, signed; and so on.
    Int8,
    /// Wrapped.
    Int16,
    /// Wrapped.
    Int32,
    /// Wrapped.
    Uint8,
    /// Wrapped.
    Uint16,
    /// Wrapped.
    Uint32,
    /// Float; integers are converted.
    Float,
    /// String.
    String,
    /// Bytes.
    Bytes,
    /// Boolean as it is; an integer masked to its lowest bit, staying an integer.
    Boolean,
    /// Array.
    Array,
    /// Map.
    Map,
    /// Function, native or class.
    Function,
    /// Nil.
    Nil,
}

impl CoerceType {
    /// Added to a code: nil is accepted too.
    pub const NULLABLE: u16 = 0x100;
    /// All, in order of their codes.
    pub const ALL: [CoerceType; 15] = {
        use CoerceType::*;
        [Int64, Int8, Int16, Int32, Uint8, Uint16, Uint32, Float, String, Bytes, Boolean, Array, Map, Function, Nil]
    };
    /// The type and whether nil is accepted too, for a code as an operand holds it.
    pub fn from_code(code: u16) -> Option<(CoerceType, bool)> {
        let ty = CoerceType::ALL.get(usize::from(code & !Self::NULLABLE)).copied()?;
        Some((ty, code & Self::NULLABLE != 0))
    }
    /// What errors call it: `expected Number`.
    pub fn expected(self) -> &'static str {
        use CoerceType::*;
        match self {
            Int64 | Int8 | Int16 | Int32 | Uint8 | Uint16 | Uint32 => "Number",
            Float => "Float",
            String => "String",
            Bytes => "Bytes",
            Boolean => "Boolean",
            Array => "Array",
            Map => "Map",
            Function => "Function",
            Nil => "Nil",
        }
    }
    /// The name in text form.
    pub fn name(self) -> &'static str {
        use CoerceType::*;
        match self {
            Int64 => "int64",
            Int8 => "int8",
            Int16 => "int16",
            Int32 => "int32",
            Uint8 => "uint8",
            Uint16 => "uint16",
            Uint32 => "uint32",
            Float => "float",
            String => "string",
            Bytes => "bytes",
            Boolean => "boolean",
            Array => "array",
            Map => "map",
            Function => "function",
            Nil => "nil",
        }
    }
}

impl Function {
    /// The position of the instruction at `pc`: O(log n).
    pub fn line_at(&self, pc: usize) -> Option<&Line> {
        let after = self.lines.partition_point(|l| l.pc as usize <= pc);
        self.lines.get(after.checked_sub(1)?)
    }
}
