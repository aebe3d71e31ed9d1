//! From text to modules.

use super::lexer::{Tok, Token, tokens};
use crate::builder::ConstantKey;
use crate::module::*;
use crate::op::{Op, OperandSpec};
use crate::operand::{OperandKind, Slot, Word};
use std::collections::HashMap;
use std::fmt;

/// What is wrong at a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsmError {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What would have been right.
    pub expected: String,
    /// What was there.
    pub given: String,
}

impl fmt::Display for AsmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: expected {}, given {}", self.line, self.column, self.expected, self.given)
    }
}

impl std::error::Error for AsmError {}

/// All errors found, ascending by line; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsmErrors(pub Vec<AsmError>);

impl fmt::Display for AsmErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if i > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for AsmErrors {}

/// After so many errors the rest of the text is left alone.
const MAX_ERRORS: usize = 100;

type Result<T> = std::result::Result<T, AsmError>;

/// Reads a module. Whether it can run, the verifier decides.
pub fn assemble(text: &str) -> std::result::Result<Module, AsmErrors> {
    let mut assembler = Assembler::default();
    for (i, line) in text.lines().enumerate() {
        if assembler.errors.len() >= MAX_ERRORS {
            break;
        }
        assembler.line = i as u32 + 1;
        let result = tokens(line, assembler.line).and_then(|tokens| {
            let cursor = Cursor { tokens: &tokens, at: 0, line: assembler.line };
            assembler.statement(cursor)
        });
        if let Err(error) = result {
            assembler.errors.push(error);
        }
    }
    assembler.finish()
}

/// A place in the text, to be reported later.
#[derive(Clone, Copy)]
struct At {
    line: u32,
    column: u32,
}

impl At {
    fn error(self, expected: impl Into<String>, given: impl Into<String>) -> AsmError {
        AsmError { line: self.line, column: self.column, expected: expected.into(), given: given.into() }
    }
}

/// Reads the tokens of one line.
struct Cursor<'t> {
    tokens: &'t [Token],
    at: usize,
    line: u32,
}

impl Cursor<'_> {
    fn peek(&self) -> &Tok {
        self.tokens.get(self.at).map_or(&Tok::End, |t| &t.tok)
    }
    fn here(&self) -> At {
        let column = self.tokens.get(self.at).or(self.tokens.last()).map_or(1, |t| t.column);
        At { line: self.line, column }
    }
    fn next(&mut self) -> Tok {
        let tok = self.peek().clone();
        self.at += 1;
        tok
    }
    fn expected<T>(&self, what: &str) -> Result<T> {
        Err(self.here().error(what, self.peek().show()))
    }
    fn take(&mut self, punct: &'static str) -> bool {
        let found = *self.peek() == Tok::Punct(punct);
        self.at += usize::from(found);
        found
    }
    fn punct(&mut self, punct: &'static str) -> Result<()> {
        if self.take(punct) { Ok(()) } else { self.expected(&format!("'{punct}'")) }
    }
    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Tok::Ident(s) if s == word);
        self.at += usize::from(found);
        found
    }
    fn end(&mut self) -> Result<()> {
        if *self.peek() == Tok::End { Ok(()) } else { self.expected("the end of the line") }
    }
    fn ident(&mut self, what: &str) -> Result<String> {
        match self.peek() {
            Tok::Ident(s) => {
                let s = s.clone();
                self.at += 1;
                Ok(s)
            }
            _ => self.expected(what),
        }
    }
    /// An identifier or a string of UTF-8.
    fn name(&mut self, what: &str) -> Result<String> {
        let here = self.here();
        match self.next() {
            Tok::Ident(s) => Ok(s),
            Tok::Str(bytes) => String::from_utf8(bytes)
                .map_err(|e| here.error(format!("{what} in UTF-8"), Tok::Str(e.into_bytes()).show())),
            other => Err(here.error(what, other.show())),
        }
    }
    fn names(&mut self) -> Result<Vec<String>> {
        self.punct("(")?;
        let mut all = Vec::new();
        while !self.take(")") {
            if !all.is_empty() {
                self.punct(",")?;
            }
            all.push(self.name("a name")?);
        }
        Ok(all)
    }
    fn number<T: TryFrom<i128>>(&mut self, what: &str) -> Result<T> {
        match *self.peek() {
            Tok::Int(i) => match T::try_from(i) {
                Ok(value) => {
                    self.at += 1;
                    Ok(value)
                }
                Err(_) => self.expected(what),
            },
            _ => self.expected(what),
        }
    }
    fn register(&mut self) -> Result<u16> {
        let index = match self.peek() {
            Tok::Ident(s) => s.strip_prefix('r').filter(|d| d.starts_with(|c: char| c.is_ascii_digit())),
            _ => None,
        };
        match index.and_then(|digits| digits.parse::<u16>().ok()) {
            Some(index) if index <= Word::MAX_REGISTER => {
                self.at += 1;
                Ok(index)
            }
            Some(_) => self.expected("a register up to r4095"),
            None => self.expected("a register"),
        }
    }
    /// A label or a pc.
    fn place(&mut self) -> Result<Place> {
        let at = self.here();
        match self.peek() {
            Tok::Ident(_) => Ok(Place { at, target: Target::Label(self.ident("a label")?) }),
            Tok::Int(_) => Ok(Place { at, target: Target::Pc(self.number("a label or a pc")?) }),
            _ => self.expected("a label or a pc"),
        }
    }
}

/// What names a pc before all are known.
struct Place {
    at: At,
    target: Target,
}

enum Target {
    Label(String),
    Pc(u32),
}

/// A function being read.
struct Pending {
    function: Function,
    labels: HashMap<String, u32>,
    constants: HashMap<ConstantKey, u32>,
    /// Jumps: the word, the pc behind the instruction, the label.
    jumps: Vec<(usize, usize, Place)>,
    /// Operands that name something of the module or the function.
    references: Vec<(usize, Slot, Reference)>,
    handlers: Vec<([Place; 3], u16, HandlerKind)>,
    locals: Vec<([Place; 2], Local)>,
    body: Option<Place>,
    registers: Option<u16>,
    most_registers: usize,
    file: u32,
    file_name: Option<(At, String)>,
}

/// A name to be resolved, or an index.
struct Reference {
    at: At,
    kind: OperandKind,
    named: Named,
}

enum Named {
    Name(String),
    Extension(String, String),
    Index(u64),
}

#[derive(Default)]
struct Assembler {
    module: Module,
    errors: Vec<AsmError>,
    line: u32,
    current: Option<Pending>,
    done: Vec<Pending>,
    main: Option<Reference>,
    fallbacks: Vec<(Op, Reference)>,
    /// File names in line tables: function, row, place, name.
    files: Vec<(usize, usize, At, String)>,
}

impl Assembler {
    fn statement(&mut self, mut c: Cursor) -> Result<()> {
        match c.peek().clone() {
            Tok::End => Ok(()),
            Tok::Directive(directive) => {
                let at = c.here();
                c.next();
                match self.current.is_some() {
                    true => self.part(&directive, at, c),
                    false => self.declaration(&directive, at, c),
                }
            }
            Tok::Ident(word) => {
                let at = c.here();
                c.next();
                let Some(pending) = &mut self.current else {
                    return Err(at.error("a directive; code stands between .function and .end", format!("'{word}'")));
                };
                if c.take(":") {
                    let pc = pending.function.code.len() as u32;
                    if pending.labels.insert(word.clone(), pc).is_some() {
                        return Err(at.error("a label that is new in this function", format!("'{word}'")));
                    }
                    return self.statement(c);
                }
                pending.instruction(&word, at, c)
            }
            _ => c.expected("a directive, a label or an op"),
        }
    }

    /// Outside functions.
    fn declaration(&mut self, directive: &str, at: At, mut c: Cursor) -> Result<()> {
        let module = &mut self.module;
        match directive {
            "module" => module.name = c.name("the module's name")?,
            "file" => {
                let name = c.name("a file name")?;
                let text = if c.word("text") { Some(c.name("the file's text")?) } else { None };
                module.files.push(SourceFile { name, text });
            }
            "global" => module.globals.push(c.name("a variable's name")?),
            "native" => module.natives.push(c.name("a native's name")?),
            "extension" => {
                let (namespace, name) = (c.name("a namespace")?, c.name("an extension op's name")?);
                module.extensions.push(ExtensionImport { namespace, name });
            }
            "class" => {
                let name = c.name("a class name")?;
                let parameters = c.names()?;
                let fields = if c.word("fields") { c.names()? } else { Vec::new() };
                module.classes.push(ClassTemplate { name, parameters, fields });
            }
            "namespace" => {
                let name = c.name("a namespace")?;
                let mut exports = Vec::new();
                c.punct("(")?;
                while !c.take(")") {
                    if !exports.is_empty() {
                        c.punct(",")?;
                    }
                    exports.push((c.name("an export")?, c.number("a module variable's slot")?));
                }
                module.namespaces.push(Namespace { name, exports });
            }
            "fallback" => {
                let here = c.here();
                let name = c.ident("an op")?;
                let op = Op::from_name(&name).ok_or_else(|| here.error("an op", format!("'{name}'")))?;
                c.punct(",")?;
                let function = reference(OperandKind::Function, &mut c)?;
                self.fallbacks.push((op, function));
            }
            "main" => self.main = Some(reference(OperandKind::Function, &mut c)?),
            "function" => {
                let header = Pending::header(&mut c);
                let (pending, error) = match header {
                    Ok(pending) => (pending, None),
                    // The body is read nevertheless, for its own errors.
                    Err(error) => (Pending::new(Function::default(), None), Some(error)),
                };
                self.current = Some(pending);
                return error.map_or_else(|| c.end(), Err);
            }
            _ => {
                let known = "module, file, global, native, extension, class, namespace, fallback, main or function";
                return Err(at.error(format!("a directive: {known}"), format!("'.{directive}'")));
            }
        }
        c.end()
    }

    /// Inside a function.
    fn part(&mut self, directive: &str, at: At, mut c: Cursor) -> Result<()> {
        let Some(pending) = &mut self.current else { return Ok(()) };
        let function = &mut pending.function;
        match directive {
            "line" => {
                let named = matches!(c.peek(), Tok::Str(_));
                let here = c.here();
                let three = matches!(c.tokens.get(c.at + 3).map(|t| &t.tok), Some(Tok::Punct(":")));
                if named {
                    let name = c.name("a file name")?;
                    c.punct(":")?;
                    pending.file_name = Some((here, name));
                } else if three {
                    pending.file = c.number("a file")?;
                    pending.file_name = None;
                    c.punct(":")?;
                }
                let line = c.number("a line")?;
                c.punct(":")?;
                let column = c.number("a column")?;
                let pc = function.code.len() as u32;
                if let Some((at, name)) = &pending.file_name {
                    self.files.push((self.done.len(), function.lines.len(), *at, name.clone()));
                }
                function.lines.push(Line { pc, file: pending.file, line, column });
            }
            "line_at" => {
                let pc = c.number("a pc")?;
                let file = c.number("a file")?;
                c.punct(":")?;
                let line = c.number("a line")?;
                c.punct(":")?;
                function.lines.push(Line { pc, file, line, column: c.number("a column")? });
            }
            "try" => {
                let start = c.place()?;
                c.punct("..")?;
                let end = c.place()?;
                let kind = match () {
                    _ if c.word("catch") => HandlerKind::Catch,
                    _ if c.word("cleanup") => HandlerKind::Cleanup,
                    _ => return c.expected("'catch' or 'cleanup'"),
                };
                let register = c.register()?;
                let extent = 1 + usize::from(kind == HandlerKind::Cleanup);
                pending.most_registers = pending.most_registers.max(usize::from(register) + extent);
                c.punct("->")?;
                pending.handlers.push(([start, end, c.place()?], register, kind));
            }
            "local" => {
                let name = c.name("a local's name")?;
                let register = c.register()?;
                let cell = c.word("cell");
                let start = c.place()?;
                c.punct("..")?;
                let places = [start, c.place()?];
                pending.locals.push((places, Local { name, register, cell, start: 0, end: 0 }));
            }
            "capture" => {
                let name = c.name("the captured variable's name")?;
                let source = match c.word("capture") {
                    true => CaptureSource::Capture(c.number("a capture's index")?),
                    false => CaptureSource::Register(c.register()?),
                };
                function.captures.push(Capture { name, source });
            }
            "body" => pending.body = Some(c.place()?),
            "result" => function.result_type = c.name("a type's name")?,
            "arity" => {
                let p = &mut function.parameters;
                (p.required, p.optional) = (c.number("a number of parameters")?, c.number("a number of parameters")?);
                p.rest = c.word("rest");
            }
            "const" => {
                let constant = constant(&mut c)?;
                pending.add_constant(constant);
            }
            "word" => {
                let here = c.here();
                let opcode = match c.peek() {
                    Tok::Ident(name) => {
                        let op =
                            Op::from_name(name).ok_or_else(|| here.error("an op or 64 bits", format!("'{name}'")))?;
                        c.next();
                        op as u64
                    }
                    _ => 0,
                };
                let bits: u64 = c.number("64 bits")?;
                function.code.push(Word(bits | opcode));
            }
            "end" => {
                c.end()?;
                self.close();
            }
            "function" => {
                let error = at.error("'.end' before the next function", "'.function'");
                self.close();
                self.current = Pending::header(&mut c).ok();
                return Err(error);
            }
            _ => {
                let known = "line, try, local, capture, body, result, const, word or end";
                return Err(at.error(format!("a directive of functions: {known}"), format!("'.{directive}'")));
            }
        }
        c.end()
    }

    /// Ends the function that is being read.
    fn close(&mut self) {
        if let Some(mut pending) = self.current.take() {
            pending.resolve_places(&mut self.errors);
            self.done.push(pending);
        }
    }

    fn finish(mut self) -> std::result::Result<Module, AsmErrors> {
        if self.current.is_some() {
            let line = self.line;
            self.errors.push(At { line, column: 1 }.error("'.end'", "the end of the text"));
            self.close();
        }
        let functions = Index::new(self.done.iter().map(|p| p.function.name.clone()));
        let mut indices = Indices {
            functions,
            natives: Index::new(self.module.natives.iter().cloned()),
            globals: Index::new(self.module.globals.iter().cloned()),
            classes: Index::new(self.module.classes.iter().map(|c| c.name.clone())),
            namespaces: Index::new(self.module.namespaces.iter().map(|n| n.name.clone())),
            captures: Index::default(),
        };
        let errors = &mut self.errors;
        let files = Index::new(self.module.files.iter().map(|f| f.name.clone()));
        for (function, row, at, name) in self.files {
            match files.find(&name, "a file", at) {
                Ok(file) => {
                    if let Some(line) = self.done.get_mut(function).and_then(|p| p.function.lines.get_mut(row)) {
                        line.file = file as u32;
                    }
                }
                Err(error) => errors.push(error),
            }
        }
        for pending in self.done {
            let mut function = pending.function;
            indices.captures = Index::new(function.captures.iter().map(|c| c.name.clone()));
            for (pc, slot, reference) in pending.references {
                match indices.resolve(&reference, &self.module) {
                    Ok(index) => put(&mut function.code, pc, slot, index),
                    Err(error) => errors.push(error),
                }
            }
            self.module.functions.push(function);
        }
        for (op, reference) in self.fallbacks {
            match indices.resolve(&reference, &self.module) {
                Ok(function) => self.module.fallbacks.push(Fallback { op, function: function as u32 }),
                Err(error) => errors.push(error),
            }
        }
        self.module.main = match self.main {
            Some(reference) => indices.resolve(&reference, &self.module).unwrap_or_else(|error| {
                errors.push(error);
                0
            }) as u32,
            None => self.module.functions.iter().position(|f| f.name == "main").unwrap_or(0) as u32,
        };
        if self.errors.is_empty() {
            return Ok(self.module);
        }
        self.errors.sort_by_key(|e| (e.line, e.column));
        Err(AsmErrors(self.errors))
    }
}

/// Indices by name; `None` where several have it.
#[derive(Default)]
struct Index(HashMap<String, Option<u64>>);

impl Index {
    fn new(names: impl Iterator<Item = String>) -> Index {
        let mut all = HashMap::new();
        for (i, name) in names.enumerate() {
            all.entry(name).and_modify(|index| *index = None).or_insert(Some(i as u64));
        }
        Index(all)
    }
    fn find(&self, name: &str, what: &str, at: At) -> Result<u64> {
        match self.0.get(name) {
            Some(Some(index)) => Ok(*index),
            Some(None) => Err(at.error(format!("{what} by index, since several have the name"), format!("'{name}'"))),
            None => Err(at.error(format!("the name of {what}"), format!("'{name}'"))),
        }
    }
}

struct Indices {
    functions: Index,
    natives: Index,
    globals: Index,
    classes: Index,
    namespaces: Index,
    captures: Index,
}

impl Indices {
    fn resolve(&self, reference: &Reference, module: &Module) -> Result<u64> {
        let at = reference.at;
        let index = match &reference.named {
            Named::Index(index) => *index,
            Named::Extension(namespace, name) => {
                let mut all = module.extensions.iter();
                let found = all.position(|e| e.namespace == *namespace && e.name == *name);
                let given = format!("'{namespace}:{name}'");
                found.ok_or_else(|| at.error("an extension op of the module", given))? as u64
            }
            Named::Name(name) => match reference.kind {
                OperandKind::Native => self.natives.find(name, "a native", at)?,
                OperandKind::Global => self.globals.find(name, "a module variable", at)?,
                OperandKind::Class => self.classes.find(name, "a class", at)?,
                OperandKind::Namespace => self.namespaces.find(name, "a namespace", at)?,
                OperandKind::Capture => self.captures.find(name, "a captured variable", at)?,
                _ => self.functions.find(name, "a function", at)?,
            },
        };
        Ok(index)
    }
}

/// A function, native, variable, class, capture or extension op: by name or index.
fn reference(kind: OperandKind, c: &mut Cursor) -> Result<Reference> {
    let at = c.here();
    let what = match kind {
        OperandKind::Native => "a native",
        OperandKind::Global => "a module variable",
        OperandKind::Class => "a class",
        OperandKind::Namespace => "a namespace",
        OperandKind::Capture => "a captured variable",
        OperandKind::Ext => "an extension op",
        _ => "a function",
    };
    let named = match c.peek() {
        Tok::Int(_) => Named::Index(u64::from(c.number::<u32>(what)?)),
        _ => {
            let name = c.name(what)?;
            match kind {
                OperandKind::Ext => {
                    c.punct(":")?;
                    Named::Extension(name, c.name("an extension op's name")?)
                }
                _ => Named::Name(name),
            }
        }
    };
    Ok(Reference { at, kind, named })
}

/// A constant's literal.
fn constant(c: &mut Cursor) -> Result<Constant> {
    let here = c.here();
    let float = |f: f64| Ok(Constant::Float(Bits(f.to_bits())));
    if *c.peek() == Tok::Punct("(") {
        return Ok(Constant::Names(c.names()?));
    }
    match c.next() {
        Tok::Int(i) => match i64::try_from(i) {
            Ok(i) => Ok(Constant::Int(i)),
            Err(_) => Err(here.error("an integer of 64 bits", Tok::Int(i).show())),
        },
        Tok::Float(f) => float(f),
        Tok::Str(s) => Ok(Constant::String(s)),
        Tok::Bytes(b) => Ok(Constant::Bytes(b)),
        Tok::Punct(":") => Ok(Constant::Symbol(c.name("a symbol's name")?)),
        Tok::Ident(s) if s == "inf" => float(f64::INFINITY),
        Tok::Ident(s) if s == "nan" => match c.take(":") {
            true => {
                let here = c.here();
                let bits = c.number("the bits of a NaN")?;
                match f64::from_bits(bits).is_nan() {
                    true => Ok(Constant::Float(Bits(bits))),
                    false => Err(here.error("the bits of a NaN", format!("'{bits:#x}'"))),
                }
            }
            false => float(f64::NAN),
        },
        other => Err(here.error("a constant", other.show())),
    }
}

/// Puts an operand into its slot, whose range was checked.
fn put(code: &mut [Word], pc: usize, slot: Slot, value: u64) {
    let (at, shift) = match slot {
        Slot::X => (pc, 8),
        Slot::A => (pc, 16),
        Slot::B | Slot::D => (pc, 32),
        Slot::C => (pc, 48),
        Slot::W => (pc + 1, 0),
    };
    if let Some(word) = code.get_mut(at) {
        word.0 |= value << shift;
    }
}

impl Pending {
    fn header(c: &mut Cursor) -> Result<Pending> {
        let name = c.name("a function's name")?;
        let kind = match () {
            _ if c.word("lambda") => FunctionKind::Lambda,
            _ if c.word("method") => FunctionKind::Method,
            _ if c.word("initializer") => FunctionKind::Initializer,
            _ if c.word("main") => FunctionKind::Main,
            _ => FunctionKind::Function,
        };
        c.punct("(")?;
        let mut parameters = Parameters::default();
        while !c.take(")") {
            if !parameters.names.is_empty() {
                c.punct(",")?;
            }
            let here = c.here();
            let rest = c.take("...");
            parameters.names.push(c.name("a parameter's name")?);
            let optional = c.take("?");
            if parameters.rest || rest && optional || !rest && !optional && parameters.optional > 0 {
                let order = "parameters in the order required, optional, rest";
                return Err(here.error(order, "another order"));
            }
            match (rest, optional) {
                (true, _) => parameters.rest = true,
                (_, true) => parameters.optional = parameters.optional.saturating_add(1),
                _ => parameters.required = parameters.required.saturating_add(1),
            }
        }
        let registers = if c.word("registers") { Some(c.number("a number of registers")?) } else { None };
        Ok(Pending::new(Function { name, kind, parameters, ..Function::default() }, registers))
    }

    fn new(function: Function, registers: Option<u16>) -> Pending {
        Pending {
            most_registers: function.parameters.registers(),
            function,
            labels: HashMap::new(),
            constants: HashMap::new(),
            jumps: Vec::new(),
            references: Vec::new(),
            handlers: Vec::new(),
            locals: Vec::new(),
            body: None,
            registers,
            file: 0,
            file_name: None,
        }
    }

    /// Adds a row to the constants; the index of the first equal one.
    fn add_constant(&mut self, constant: Constant) {
        let index = self.function.constants.len() as u32;
        self.constants.entry(ConstantKey::of(&constant)).or_insert(index);
        self.function.constants.push(constant);
    }

    fn instruction(&mut self, name: &str, at: At, mut c: Cursor) -> Result<()> {
        let op = Op::from_name(name).ok_or_else(|| at.error("an op", format!("'{name}'")))?;
        let pc = self.function.code.len();
        let info = op.info();
        self.function.code.push(Word(op as u64));
        self.function.code.extend((info.words() > 1).then_some(Word(0)));
        for (i, operand) in info.operands.iter().enumerate() {
            if i > 0 {
                c.punct(",")?;
            }
            self.operand(pc, operand, &mut c)?;
        }
        let word = self.function.code[pc];
        for operand in info.operands.iter().filter(|o| o.kind.is_register()) {
            let first = word.slot(operand.slot, Word(0)) as usize >> 4;
            self.most_registers = self.most_registers.max(first + operand.kind.extent(word.x()));
        }
        c.end()
    }

    fn operand(&mut self, pc: usize, operand: &OperandSpec, c: &mut Cursor) -> Result<()> {
        let value = match operand.kind {
            kind if kind.is_register() => u64::from(c.register()?) << 4,
            OperandKind::Count => u64::from(c.number::<u8>("a count up to 255")?),
            OperandKind::Int if operand.slot == Slot::D => u64::from(c.number::<i32>("an integer of 32 bits")? as u32),
            OperandKind::Int => u64::from(c.number::<u16>("a number up to 65535")?),
            OperandKind::Access => match () {
                _ if c.word("inside") => 0,
                _ if c.word("outside") => 1,
                _ => u64::from(c.number::<u8>("'inside' or 'outside'")?),
            },
            OperandKind::Type => type_code(c)?,
            OperandKind::Jump | OperandKind::Loop => {
                let signed = c.take("+");
                match c.peek() {
                    Tok::Int(_) => u64::from(c.number::<i32>("a distance of 32 bits")? as u32),
                    Tok::Ident(_) if !signed => {
                        let place = c.place()?;
                        self.jumps.push((pc, self.function.code.len(), place));
                        0
                    }
                    _ => return c.expected("a label or a distance"),
                }
            }
            OperandKind::Const | OperandKind::Name | OperandKind::Names => self.constant_operand(operand, c)?,
            kind => {
                let here = c.here();
                let reference = reference(kind, c)?;
                if let (Named::Index(index), Slot::C) = (&reference.named, operand.slot)
                    && *index > u64::from(u16::MAX)
                {
                    return Err(here.error("an index up to 65535", format!("'{index}'")));
                }
                self.references.push((pc, operand.slot, reference));
                0
            }
        };
        put(&mut self.function.code, pc, operand.slot, value);
        Ok(())
    }

    fn constant_operand(&mut self, operand: &OperandSpec, c: &mut Cursor) -> Result<u64> {
        let here = c.here();
        let limit = if operand.slot == Slot::C { u64::from(u16::MAX) } else { u64::from(u32::MAX) };
        let index = if c.take("#") {
            c.number::<u32>("an index")?
        } else {
            let constant = match (operand.kind, c.peek()) {
                (OperandKind::Name, Tok::Ident(_)) => Constant::String(c.ident("a name")?.into_bytes()),
                _ => constant(c)?,
            };
            let fits = match operand.kind {
                OperandKind::Name => matches!(constant, Constant::String(_)),
                OperandKind::Names => matches!(constant, Constant::Names(_)),
                _ => true,
            };
            if !fits {
                let expected = if operand.kind == OperandKind::Name { "a name" } else { "names in parentheses" };
                return Err(here.error(expected, constant.kind_name()));
            }
            match self.constants.get(&ConstantKey::of(&constant)) {
                Some(&index) => index,
                None => {
                    self.add_constant(constant);
                    self.function.constants.len() as u32 - 1
                }
            }
        };
        match u64::from(index) {
            index if index <= limit => Ok(index),
            index => Err(here.error(format!("a constant with an index up to {limit}"), format!("#{index}"))),
        }
    }

    /// Resolves labels.
    fn resolve_places(&mut self, errors: &mut Vec<AsmError>) {
        let labels = &self.labels;
        let mut find = |place: &Place| match &place.target {
            Target::Pc(pc) => *pc,
            Target::Label(name) => labels.get(name).copied().unwrap_or_else(|| {
                errors.push(place.at.error("a label of this function", format!("'{name}'")));
                0
            }),
        };
        let function = &mut self.function;
        for (word, end, place) in &self.jumps {
            let distance = i64::from(find(place)) - *end as i64;
            put(&mut function.code, *word, Slot::D, u64::from(distance as u32));
        }
        for (places, register, kind) in &self.handlers {
            let [start, end, target] = [&places[0], &places[1], &places[2]].map(&mut find);
            function.handlers.push(Handler { start, end, target, register: *register, kind: *kind });
        }
        for (places, local) in &self.locals {
            let [start, end] = [&places[0], &places[1]].map(&mut find);
            function.locals.push(Local { start, end, ..local.clone() });
        }
        if let Some(body) = &self.body {
            function.body = find(body);
        }
        let most = self.most_registers.min(usize::from(u16::MAX)) as u16;
        function.registers = self.registers.unwrap_or(most);
    }
}

/// A type's name, or its code.
fn type_code(c: &mut Cursor) -> Result<u64> {
    if let Tok::Int(_) = c.peek() {
        return Ok(u64::from(c.number::<u16>("a type")?));
    }
    let here = c.here();
    let name = c.ident("a type")?;
    let index = CoerceType::ALL.iter().position(|t| t.name() == name);
    let code = index.ok_or_else(|| here.error("a type", format!("'{name}'")))? as u64;
    Ok(code | if c.take("?") { u64::from(CoerceType::NULLABLE) } else { 0 })
}
