//! The syntax tree of Fun.
//!
//! The parser builds it, name resolution and code generation read it. It says what was written, with few shorthands
//! undone: parentheses leave no node, `print e` is a call, the arms of `match` are blocks, runs of operators of one
//! precedence are flat. Every node has a [`Span`] in the compilation's [`SourceMap`](crate::source::SourceMap); names
//! and literal text are [`Symbol`]s of its [`Interner`](crate::symbol::Interner).
//!
//! **Invariant.** The depth of a tree is bounded (`parser::MAX_NESTING` blocks, as many expressions, and `parser::MAX_CHAIN`
//! calls, indexes and members hung on each other), so recursive walks need no stack check. Long runs of operators,
//! conditions and statements are slices instead of spines.
//!
//! The parser has already checked everything that needs no scopes: see the parser for the list.

use crate::source::{FileId, Span};
use crate::symbol::Symbol;
use hashbrown::HashMap;

/// A name where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ident {
    /// The name.
    pub name: Symbol,
    /// Where it stands.
    pub span: Span,
}

/// A program: the main file and all files that it imports, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Program {
    /// The first is the main file.
    pub modules: Vec<Module>,
    /// For each import, by the position of its path, the module it means.
    pub imports: HashMap<u32, ModuleId>,
}

/// A module: an index into [`Program::modules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleId(pub u32);

impl ModuleId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One file with the text of its includes merged in.
#[derive(Debug)]
pub struct Module {
    /// The file itself; included statements come from others.
    pub file: FileId,
    /// The whole text of `file`.
    pub span: Span,
    /// The statements at module level, in execution order.
    pub body: Vec<Stmt>,
    /// What a module of natives exports: names, and the names under which they are registered.
    pub natives: Vec<(Symbol, String)>,
}

impl Module {
    /// Whether the text at `span` was brought in by `include`.
    pub fn is_included(&self, span: Span) -> bool {
        !self.span.contains(span)
    }
}

/// Statements that run one after the other. A block opens no scope.
#[derive(Debug, Default)]
pub struct Block {
    /// The statements; bodies may be empty everywhere.
    pub stmts: Vec<Stmt>,
    /// From the first statement to the last; empty and at the end of the header if there are none.
    pub span: Span,
}

/// A statement.
#[derive(Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// From its first to its last token, blocks included.
    pub span: Span,
}

/// The kinds of statement.
#[derive(Debug)]
pub enum StmtKind {
    /// An expression whose value is dropped, unless it ends an arm of a `match` used as an expression.
    Expr(Expr),
    /// `target = e`
    Assign(Box<Assign>),
    /// `target op= e`
    CompoundAssign(Box<CompoundAssign>),
    /// `a, b = e` or `[a, b] = e`: an Array of exactly that length is taken apart.
    Destructure(Box<Destructure>),
    /// `a, b = x, y`: as many values as targets, at least two.
    MultiAssign(Box<MultiAssign>),
    /// `T x [= e]`, `var [T] x = e`, `const [T] x = e`
    Declare(Box<Declare>),
    /// `global a, b`
    Global(Box<[Ident]>),
    /// `if`, with all its `elif` and `else if`
    If(Box<If>),
    /// `while`
    While(Box<While>),
    /// `for`
    For(Box<For>),
    /// `break`, always inside a loop of the same function
    Break,
    /// `continue`, always inside a loop of the same function
    Continue,
    /// `return [e]`; never inside a `defer` body of the same function
    Return(Option<Expr>),
    /// `exit [e]`: ends the program
    Exit(Option<Expr>),
    /// `exit(pid, reason)`: sends an exit signal
    ExitProcess(Box<ExitProcess>),
    /// `throw e`
    Throw(Expr),
    /// `try`
    Try(Box<Try>),
    /// `defer stmt` or `defer` with a block
    Defer(Box<Block>),
    /// `fun` as a statement; `name` is always there
    Function(Box<Function>),
    /// `class`
    Class(Box<Class>),
    /// `import`, or `include … as m`; only at module level
    Import(Box<Import>),
    /// `include` without `as`, only at module level. Expansion replaces it by the statements of the file.
    Include(Box<Include>),
}

/// `target = value`
#[derive(Debug)]
pub struct Assign {
    /// What is assigned.
    pub target: Target,
    /// Right side.
    pub value: Expr,
}

/// `target op= value`; the target's parts evaluate once.
#[derive(Debug)]
pub struct CompoundAssign {
    /// What is read and assigned.
    pub target: Target,
    /// The operator.
    pub op: AssignOp,
    /// Right side.
    pub value: Expr,
}

/// Operators of [`CompoundAssign`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignOp {
    /// One of `Add Sub Mul Div Rem`.
    Binary(BinaryOp),
    /// `??=`: assigns, and evaluates the right side, only if the target is nil.
    Coalesce,
}

/// `a, b = value`
#[derive(Debug)]
pub struct Destructure {
    /// At least one.
    pub targets: Vec<Target>,
    /// The Array.
    pub value: Expr,
}

/// `a, b = x, y`
#[derive(Debug)]
pub struct MultiAssign {
    /// As many as values.
    pub targets: Vec<Target>,
    /// All evaluated before any assignment.
    pub values: Vec<Expr>,
}

/// What can be assigned.
#[derive(Debug)]
pub struct Target {
    /// What it is.
    pub kind: TargetKind,
    /// All of it.
    pub span: Span,
}

/// The kinds of assignment target.
#[derive(Debug)]
pub enum TargetKind {
    /// `x`
    Name(Symbol),
    /// `object[index]`
    Index(Box<Index>),
    /// `object.name`; never optional
    Member(Box<Member>),
}

/// A declaration.
#[derive(Debug)]
pub struct Declare {
    /// Its form.
    pub kind: DeclareKind,
    /// The type, always there for [`DeclareKind::Typed`].
    pub ty: Option<TypeRef>,
    /// The variable.
    pub name: Ident,
    /// The initializer, absent only for [`DeclareKind::Typed`].
    pub value: Option<Expr>,
}

/// The forms of declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclareKind {
    /// `T x [= e]`
    Typed,
    /// `var [T] x = e`
    Var,
    /// `const [T] x = e`
    Const,
}

/// A declared type.
#[derive(Debug)]
pub struct TypeRef {
    /// What it accepts.
    pub kind: TypeKind,
    /// `T?`: nil too.
    pub nullable: bool,
    /// As written.
    pub span: Span,
}

/// The kinds of declared type. Aliases are resolved: `number` is `Int(Int64)`, `byte` is `Int(Uint8)`, `sintN` is `intN`.
#[derive(Debug)]
pub enum TypeKind {
    /// `any`
    Any,
    /// `nil`
    Nil,
    /// `boolean`
    Boolean,
    /// An integer type.
    Int(IntType),
    /// `float`
    Float,
    /// `string`
    String,
    /// `bytes`
    Bytes,
    /// `array` or `array<T>`
    Array(Option<Box<TypeRef>>),
    /// `map` or `map<K, V>`
    Map(Option<Box<(TypeRef, TypeRef)>>),
    /// `function`
    Function,
    /// A class: `C` or `m.C`, at least one part.
    Class(Box<[Ident]>),
}

/// Declared integer types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntType {
    /// `int8`, `sint8`
    Int8,
    /// `int16`, `sint16`
    Int16,
    /// `int32`, `sint32`
    Int32,
    /// `int64`, `sint64`, `number`
    Int64,
    /// `uint8`, `byte`
    Uint8,
    /// `uint16`
    Uint16,
    /// `uint32`
    Uint32,
    /// `uint64`
    Uint64,
}

/// `if`, its `elif`s and its `else`.
#[derive(Debug)]
pub struct If {
    /// At least one.
    pub branches: Vec<Branch>,
    /// `else`
    pub otherwise: Option<Block>,
}

/// A condition and what it guards.
#[derive(Debug)]
pub struct Branch {
    /// Evaluated if none before was true.
    pub condition: Expr,
    /// Runs if it is true.
    pub body: Block,
}

/// `while condition`
#[derive(Debug)]
pub struct While {
    /// Evaluated before each turn.
    pub condition: Expr,
    /// One turn.
    pub body: Block,
}

/// `for x in e`, `for k, v in e`, `for (k, v) in e`
#[derive(Debug)]
pub struct For {
    /// The element; with `second`, the key or index.
    pub first: Ident,
    /// The value or element of the pair form.
    pub second: Option<Ident>,
    /// What is iterated.
    pub iterable: Expr,
    /// One turn.
    pub body: Block,
}

/// `exit(pid, reason)`
#[derive(Debug)]
pub struct ExitProcess {
    /// To whom.
    pub pid: Expr,
    /// With what.
    pub reason: Expr,
}

/// `try` with at least one catch or a finally.
#[derive(Debug)]
pub struct Try {
    /// What is tried.
    pub body: Block,
    /// Tried in order.
    pub catches: Vec<Catch>,
    /// `finally`
    pub finally: Option<Block>,
}

/// `catch [name] [when filter]`
#[derive(Debug)]
pub struct Catch {
    /// Bound in filter and body only.
    pub name: Option<Ident>,
    /// `when`
    pub filter: Option<Expr>,
    /// The handler.
    pub body: Block,
    /// The whole clause.
    pub span: Span,
}

/// Any function: `fun`, a method, or an anonymous `fn`.
#[derive(Debug)]
pub struct Function {
    /// None for `fn`. A method's name may be any word.
    pub name: Option<Ident>,
    /// `fun*`, `fn*`
    pub generator: bool,
    /// Distinct names; `this` first in a method; those after one with a default have defaults; at most 255.
    pub params: Vec<Param>,
    /// `-> T`
    pub result: Option<TypeRef>,
    /// What it does.
    pub body: FunctionBody,
    /// From `fun` or `fn` to the end of the parameters or the result type.
    pub header: Span,
    /// All of it.
    pub span: Span,
}

/// A parameter.
#[derive(Debug)]
pub struct Param {
    /// Its name.
    pub name: Ident,
    /// `...name`, always last, without type and default.
    pub rest: bool,
    /// Declared type.
    pub ty: Option<TypeRef>,
    /// Evaluated per call in the callee.
    pub default: Option<Expr>,
}

/// The body of a function.
#[derive(Debug)]
pub enum FunctionBody {
    /// `=> e`: the result, in tail position.
    Expr(Expr),
    /// An indented block.
    Block(Block),
}

/// `class`
#[derive(Debug)]
pub struct Class {
    /// Its name.
    pub name: Ident,
    /// The header, which is empty if not written.
    pub params: Vec<Param>,
    /// `extends`
    pub parent: Option<Parent>,
    /// Initializers in source order.
    pub fields: Vec<Field>,
    /// Methods in source order, each with `this` as first parameter.
    pub methods: Vec<Function>,
    /// From `class` to the end of its line.
    pub header: Span,
}

/// `extends path[(args)]`
#[derive(Debug)]
pub struct Parent {
    /// `Base` or `m.Base`
    pub path: Box<[Ident]>,
    /// None if not written: the leading header arguments are passed then.
    pub args: Option<Vec<Arg>>,
    /// Path and arguments.
    pub span: Span,
}

/// `[T] name = value` in a class.
#[derive(Debug)]
pub struct Field {
    /// Checked at initialization only.
    pub ty: Option<TypeRef>,
    /// Its name.
    pub name: Ident,
    /// Evaluated per instance, with header parameters and `this` in scope.
    pub value: Expr,
}

/// `import`, or `include … as m`
#[derive(Debug)]
pub struct Import {
    /// Which module.
    pub path: ModulePath,
    /// Whether string paths are searched as `include` does (`include … as m`).
    pub include_search: bool,
    /// What is bound.
    pub binds: ImportBinds,
}

/// How the module is named.
#[derive(Debug)]
pub struct ModulePath {
    /// The form.
    pub kind: PathKind,
    /// The path: as written inside quotes or brackets; for dotted names joined with `/`. The suffix `.fun` is optional.
    pub path: Symbol,
    /// Where it stands.
    pub span: Span,
}

/// The forms of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// `a.b`: in the library path.
    Dotted,
    /// `"p"`: relative to the file, then the library path.
    Quoted,
    /// `<p>`: in the library path.
    Library,
}

/// What an import binds.
#[derive(Debug)]
pub enum ImportBinds {
    /// The module, under this name (the default alias has the path's span).
    Module(Ident),
    /// Names of it: `x, y as z`.
    Names(Vec<ImportName>),
}

/// `name [as alias]` of an import.
#[derive(Debug)]
pub struct ImportName {
    /// The exported name.
    pub name: Ident,
    /// The name bound here; equal to `name` without `as`.
    pub alias: Ident,
}

/// `include` of a file into this module.
#[derive(Debug)]
pub struct Include {
    /// `Quoted` or `Library`.
    pub path: ModulePath,
}

/// An expression.
#[derive(Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// All of it, without parentheses around it.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Debug)]
pub enum ExprKind {
    /// A constant.
    Literal(Literal),
    /// `f"…"`
    FString(Box<[FStringPart]>),
    /// A variable. `this` is one too.
    Name(Symbol),
    /// `[a, ...b]`
    Array(Box<[Element]>),
    /// `{k: v, ...m}`
    Map(Box<[MapEntry]>),
    /// `-x`, `~x`, `!x`, `not x`
    Unary(UnaryOp, Box<Expr>),
    /// `a op b`
    Binary(Box<Binary>),
    /// `a + b - c`: at least three operands joined by left-associative arithmetic or bitwise operators of one precedence.
    Chain(Box<Chain>),
    /// `a && b && c`, `a || b`, `a ?? b ?? c`
    Logical(LogicalOp, Box<[Expr]>),
    /// `c ? a : b`
    Ternary(Box<Ternary>),
    /// `p ! m`
    Send(Box<Send>),
    /// `yield [e]`
    Yield(Option<Box<Expr>>),
    /// `f(…)` where `f` is anything but `x.name`, unless in parentheses
    Call(Box<Call>),
    /// `x.m(…)`, `x?.m(…)`
    MethodCall(Box<MethodCall>),
    /// `super.m(…)`; only in a method of a class with a parent
    SuperCall(Box<SuperCall>),
    /// `super.m`; only in a method of a class with a parent
    SuperMember(Ident),
    /// `x[i]`
    Index(Box<Index>),
    /// `x[a:b]`
    Slice(Box<Slice>),
    /// `x.name`, `x?.name`
    Member(Box<Member>),
    /// `fn`
    Function(Box<Function>),
    /// `match`
    Match(Box<Match>),
    /// `receive`
    Receive(Box<Receive>),
}

// Trees of large programs are kept while code is generated.
const _: () = assert!(size_of::<Expr>() == 32);
const _: () = assert!(size_of::<Stmt>() == 48);

/// A constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// `nil`
    Nil,
    /// `true`, `false`
    Bool(bool),
    /// A Number; literals of 2^63 and more have wrapped.
    Int(i64),
    /// A Float.
    Float(f64),
    /// A String: bytes, not always UTF-8.
    Str(Symbol),
    /// A Bytes.
    Bytes(Symbol),
}

/// A piece of an f-string.
#[derive(Debug)]
pub enum FStringPart {
    /// Literal text, not empty.
    Text(Symbol),
    /// `{value}` or `{value:spec}`
    Value(FStringValue),
}

/// An interpolated value.
#[derive(Debug)]
pub struct FStringValue {
    /// What is printed.
    pub value: Expr,
    /// The format spec after `:`, which may be empty; not parsed.
    pub spec: Option<(Symbol, Span)>,
}

/// An element of an Array literal.
#[derive(Debug)]
pub enum Element {
    /// `e`
    Item(Expr),
    /// `...e`
    Spread(Expr),
}

/// An entry of a Map literal.
#[derive(Debug)]
pub enum MapEntry {
    /// `"k": v`, `name: v` (the name is a String), `1: v`, `true: v`
    Pair(Literal, Span, Expr),
    /// `[k]: v`
    Computed(Expr, Expr),
    /// `...m`
    Spread(Expr),
}

/// Prefix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `~`
    BitNot,
    /// `!` and `not`
    Not,
}

/// Operators that evaluate both operands, left first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `&`
    BitAnd,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `in`
    In,
    /// `not in`
    NotIn,
}

/// Operators that evaluate the next operand only if needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogicalOp {
    /// `&&`, `and`: a Boolean
    And,
    /// `||`, `or`: a Boolean
    Or,
    /// `??`: the first operand that is not nil, else the last
    Coalesce,
}

/// `left op right`
#[derive(Debug)]
pub struct Binary {
    /// The operator.
    pub op: BinaryOp,
    /// Evaluated first.
    pub left: Expr,
    /// Evaluated second.
    pub right: Expr,
}

/// `first op operand op operand …`, from left to right.
#[derive(Debug)]
pub struct Chain {
    /// The leftmost operand.
    pub first: Expr,
    /// At least two.
    pub rest: Vec<ChainLink>,
}

/// One more operand of a [`Chain`].
#[derive(Debug)]
pub struct ChainLink {
    /// Applied to everything before and `operand`.
    pub op: BinaryOp,
    /// Right operand.
    pub operand: Expr,
}

/// `condition ? then : otherwise`
#[derive(Debug)]
pub struct Ternary {
    /// Decides.
    pub condition: Expr,
    /// If true.
    pub then: Expr,
    /// If false.
    pub otherwise: Expr,
}

/// `dest ! message`; its value is the message.
#[derive(Debug)]
pub struct Send {
    /// Evaluated first.
    pub dest: Expr,
    /// What is sent.
    pub message: Expr,
}

/// `callee(args)`
#[derive(Debug)]
pub struct Call {
    /// Evaluated first.
    pub callee: Expr,
    /// At most 255; named ones last.
    pub args: Vec<Arg>,
}

/// `object.name(args)`
#[derive(Debug)]
pub struct MethodCall {
    /// The receiver.
    pub object: Expr,
    /// Any word.
    pub name: Ident,
    /// `?.`: nil, and no argument evaluated, if the receiver is nil.
    pub optional: bool,
    /// At most 255; named ones last.
    pub args: Vec<Arg>,
}

/// `super.name(args)`
#[derive(Debug)]
pub struct SuperCall {
    /// Any word.
    pub name: Ident,
    /// At most 255; named ones last.
    pub args: Vec<Arg>,
}

/// A call argument.
#[derive(Debug)]
pub enum Arg {
    /// `e`
    Positional(Expr),
    /// `...e`
    Spread(Expr),
    /// `name: e`
    Named(Ident, Expr),
}

/// `object[index]`
#[derive(Debug)]
pub struct Index {
    /// Evaluated first.
    pub object: Expr,
    /// Evaluated second.
    pub index: Expr,
}

/// `object[start:end]`
#[derive(Debug)]
pub struct Slice {
    /// Evaluated first.
    pub object: Expr,
    /// Absent is the beginning.
    pub start: Option<Expr>,
    /// Absent is the end.
    pub end: Option<Expr>,
}

/// `object.name`
#[derive(Debug)]
pub struct Member {
    /// The container.
    pub object: Expr,
    /// Any word.
    pub name: Ident,
    /// `?.`: nil if the object is nil.
    pub optional: bool,
}

/// `match subject`
#[derive(Debug)]
pub struct Match {
    /// Evaluated once.
    pub subject: Expr,
    /// Tried in order.
    pub arms: Vec<Arm>,
}

/// `receive`
#[derive(Debug)]
pub struct Receive {
    /// Tried in order for each message.
    pub arms: Vec<Arm>,
    /// `after`
    pub after: Option<After>,
}

/// `case pattern [when guard]`. As an expression its value is that of the last statement if that is
/// [`StmtKind::Expr`], else nil; `=> e` is a block of one statement.
#[derive(Debug)]
pub struct Arm {
    /// What it takes.
    pub pattern: Pattern,
    /// `when`; sees the bindings.
    pub guard: Option<Expr>,
    /// What it does.
    pub body: Block,
    /// The whole arm.
    pub span: Span,
}

/// `after timeout`; its value is like that of an [`Arm`].
#[derive(Debug)]
pub struct After {
    /// Milliseconds; nil waits forever.
    pub timeout: Expr,
    /// What it does.
    pub body: Block,
}

/// A pattern. A name is bound once in it, and all alternatives of an [`PatternKind::Or`] bind the same names.
#[derive(Debug)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// All of it.
    pub span: Span,
}

impl Pattern {
    /// The patterns directly inside.
    pub fn for_each_inner<'p>(&'p self, f: &mut dyn FnMut(&'p Pattern)) {
        match &self.kind {
            PatternKind::Array(array) => array.before.iter().chain(&array.after).for_each(f),
            PatternKind::Map(map) => map.entries.iter().for_each(|entry| f(&entry.pattern)),
            PatternKind::Class(class) => class.args.iter().for_each(|arg| f(&arg.pattern)),
            PatternKind::As(inner, _) => f(inner),
            PatternKind::Or(alternatives) => alternatives.iter().for_each(f),
            PatternKind::Wildcard
            | PatternKind::Bind(_)
            | PatternKind::Literal(_)
            | PatternKind::Range(_)
            | PatternKind::Pin(_) => {}
        }
    }

    /// The name that this pattern itself binds, the patterns inside left out.
    pub fn own_name(&self) -> Option<Ident> {
        match &self.kind {
            PatternKind::Bind(name) => Some(Ident { name: *name, span: self.span }),
            PatternKind::As(_, name) => Some(*name),
            PatternKind::Array(array) => array.rest.and_then(|rest| rest.name),
            PatternKind::Map(map) => map.rest,
            _ => None,
        }
    }

    /// All names it binds, those of alternatives several times.
    pub fn for_each_name(&self, f: &mut dyn FnMut(Ident)) {
        self.for_each_inner(&mut |inner| inner.for_each_name(f));
        self.own_name().into_iter().for_each(f);
    }

    /// Whether it takes every value.
    pub fn takes_all(&self) -> bool {
        match &self.kind {
            PatternKind::Wildcard | PatternKind::Bind(_) => true,
            PatternKind::As(inner, _) => inner.takes_all(),
            PatternKind::Or(alternatives) => alternatives.iter().any(Pattern::takes_all),
            _ => false,
        }
    }
}

/// The kinds of pattern.
#[derive(Debug)]
pub enum PatternKind {
    /// `_`
    Wildcard,
    /// `name`: a fresh variable of the arm
    Bind(Symbol),
    /// A constant.
    Literal(Literal),
    /// `low..high`: both numbers, or both Strings of one character
    Range(Box<RangePattern>),
    /// `^name`, `^(e)`
    Pin(Box<Expr>),
    /// `[p, ...rest, q]`
    Array(Box<ArrayPattern>),
    /// `{"k": p, name, ...rest}`
    Map(Box<MapPattern>),
    /// `C(p, f: q)`, `m.C()`, `Number()`
    Class(Box<ClassPattern>),
    /// `p as name`
    As(Box<Pattern>, Ident),
    /// `p | q`, at least two
    Or(Box<[Pattern]>),
}

/// `low..high` or `low..=high`
#[derive(Clone, Copy, Debug)]
pub struct RangePattern {
    /// Least value.
    pub low: Literal,
    /// Bound.
    pub high: Literal,
    /// Whether `high` itself matches.
    pub inclusive: bool,
}

/// An Array pattern.
#[derive(Debug)]
pub struct ArrayPattern {
    /// Elements before `...`, or all.
    pub before: Vec<Pattern>,
    /// `...`; without it the length must be exact.
    pub rest: Option<RestPattern>,
    /// Elements after `...`, counted from the end.
    pub after: Vec<Pattern>,
}

/// `...[name]`
#[derive(Clone, Copy, Debug)]
pub struct RestPattern {
    /// Bound to a new Array of the others.
    pub name: Option<Ident>,
    /// Where it stands.
    pub span: Span,
}

/// A Map pattern.
#[derive(Debug)]
pub struct MapPattern {
    /// Keys that must be there.
    pub entries: Vec<MapPatternEntry>,
    /// `...name`: bound to a new Map of the others.
    pub rest: Option<Ident>,
}

/// `key: pattern` or `name`
#[derive(Debug)]
pub struct MapPatternEntry {
    /// A name is that String.
    pub key: Literal,
    /// For its value.
    pub pattern: Pattern,
}

/// A class or kind pattern.
#[derive(Debug)]
pub struct ClassPattern {
    /// `C` or `m.C`
    pub path: Box<[Ident]>,
    /// In source order.
    pub args: Vec<PatternArg>,
}

/// `p` or `field: p`
#[derive(Debug)]
pub struct PatternArg {
    /// None for positions: the n-th of them is the n-th header parameter.
    pub field: Option<Ident>,
    /// For its value.
    pub pattern: Pattern,
}
