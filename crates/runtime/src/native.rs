//! Natives: functions of the host that programs can call.
//!
//! *Short* ones are charged, then work, all or nothing. *Stepped* ones keep their state in the registers of a frame of
//! their own, do a bounded amount of work a step, and may ask the interpreter to call a function between two steps.
//! *Blocking* ones work in three parts, the middle one on another thread. Whatever may call bytecode is stepped;
//! there is no loop of the interpreter inside a native.

use crate::capability::{Capabilities, Capability};
use crate::context::Context;
use crate::error::Result;
use crate::value::{Kind, Value};
use std::sync::{Arc, OnceLock};

/// Text that is usually a constant of the host's program.
pub type Text = std::borrow::Cow<'static, str>;

/// A short native that is a closure of the host.
pub type HostClosure = dyn Fn(&mut Context, &[Value]) -> Result<Value> + Send + Sync;

/// Something that a call of a native needs permission for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// The capability.
    pub capability: Capability,
    /// Of what is under it.
    pub what: What,
}

/// How much of a capability a call needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// All of it: one that is granted for certain paths or addresses is not enough.
    All,
    /// The path in this argument.
    Path(u8),
    /// The host and the port in these arguments.
    Address(u8, u8),
    /// What the native itself asks the context for.
    AskedLater,
}

/// Everything that a call needs permission for.
pub type Needs = smallvec::SmallVec<[Need; 2]>;

/// What a call costs in fuel, from its arguments; charged before the native works.
#[derive(Clone, Copy)]
pub enum Cost {
    /// Always the same.
    Fixed(u32),
    /// 1, and 1 for every 16 bytes or elements of these arguments (a bit set).
    Sizes(u8),
    /// What the function says.
    Of(fn(&[Value]) -> u64),
    /// 1, and 1 for every 16 bytes of what the native makes; the function says how many these are. What there is no
    /// room for is refused before anything is charged.
    Makes(fn(&[Value]) -> usize),
}

impl Cost {
    /// What a call with these arguments costs.
    #[inline]
    pub(crate) fn of(self, args: &[Value]) -> u64 {
        match self {
            Cost::Fixed(n) => u64::from(n),
            Cost::Sizes(set) => {
                let sized = args.iter().take(8).enumerate().filter(|(i, _)| set >> i & 1 != 0);
                sized.fold(1, |sum, (_, v)| sum + v.extent() as u64 / 16)
            }
            Cost::Of(f) => f(args),
            Cost::Makes(f) => 1 + f(args) as u64 / 16,
        }
    }
}

/// How a native goes on after a step.
pub enum Step {
    /// It is finished.
    Done(Value),
    /// It is finished. Costs the units of work that the last step did.
    Spent(Value, u64),
    /// It wants another step. Costs the units of work that the last one did.
    Again(u64),
    /// It wants this called; the result is [`Frame::input`] of the next step.
    Call(Value, CallArgs),
}

/// The arguments of a call that a stepped native asks for.
pub type CallArgs = smallvec::SmallVec<[Value; 3]>;

impl Step {
    /// Asks for a call.
    #[inline]
    pub fn call(callee: Value, args: &[Value]) -> Step {
        Step::Call(callee, CallArgs::from_slice(args))
    }
}

/// The frame of a stepped native: its arguments, then registers for its state, nil at first.
pub struct Frame<'a> {
    /// Arguments and state. The first are the arguments; missing optional ones are nil.
    pub registers: &'a mut [Value],
    /// How many arguments were given; the rest array counts as one.
    pub count: usize,
    /// What the last call returned; nil in the first step.
    pub input: Value,
}

/// A short native.
pub type ShortFn = fn(&mut Context, &[Value]) -> Result<Value>;
/// A stepped native.
pub type StepFn = fn(&mut Context, &mut Frame) -> Result<Step>;
/// The first part of a blocking native: makes the work from arguments, which it may not keep, or does at once what does
/// not wait.
pub type PrepareFn = fn(&mut Context, &[Value]) -> Result<Begun>;
/// What the first part of a blocking native has come to.
pub enum Begun {
    /// There is nothing to wait for.
    Done(Value),
    /// What is to be done.
    Waits(Work),
}

impl Begun {
    /// Work whose result is of this type; [`outcome`] gives it back.
    pub fn waits<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Begun {
        Begun::Waits(Box::new(move || Box::new(work())))
    }
}

/// The result of [`Begun::waits`], in the native that began it.
pub fn outcome<T: 'static>(ctx: &mut Context, result: WorkResult) -> Result<T> {
    match result.downcast() {
        Ok(result) => Ok(*result),
        Err(_) => Err(ctx.error(crate::error::ErrorKind::InternalError, "the outcome of a native is of another type")),
    }
}
/// The middle part, which runs on another thread and sees neither values nor the context.
pub type Work = Box<dyn FnOnce() -> WorkResult + Send>;
/// What the middle part gives.
pub type WorkResult = Box<dyn std::any::Any + Send>;
/// The last part: makes the value.
pub type FinishFn = fn(&mut Context, WorkResult) -> Result<Value>;

/// The attempt of a stepped native to finish at once: nothing if that would take more than a bounded amount of work, call
/// anything, fail or change something. Its cost has been charged.
pub type QuickFn = fn(&mut Context, &[Value]) -> Option<Value>;

/// Short natives that the machine can do without calling them. They cost one unit, as the native does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Intrinsic {
    /// Appends the second argument to the array that is the first; its new length.
    Push,
    /// The number of elements or bytes.
    Len,
}

/// A native of the machine's own that acts on the process: it may switch to another fiber.
#[derive(Clone, Copy)]
pub struct ControlFn(pub(crate) fn(&mut crate::process::Process, &[Value], crate::process::CallSite) -> Result<()>);

/// The attempt of a [`ControlFn`] to finish at once: nothing, and nothing changed, if it would fail, wait or switch. Its cost has
/// been charged.
pub(crate) type AttemptFn = fn(&mut crate::process::Process, &[Value]) -> Option<Value>;

/// A native function by its kind.
#[derive(Clone)]
pub enum NativeFn {
    /// See [`ShortFn`].
    Short(ShortFn),
    /// A short native that is a host closure.
    Closure(Arc<HostClosure>),
    /// See [`StepFn`]. The number is that of state registers behind the arguments.
    Stepped(u16, StepFn),
    /// See [`PrepareFn`].
    Blocking(PrepareFn, FinishFn),
    /// See [`ControlFn`].
    Control(ControlFn),
}

/// A parameter of a native: the kinds it accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParamType(u64);

impl ParamType {
    const NUMBER: u64 = 1 << Kind::INT.0 | 1 << Kind::FLOAT.0;
    const STRING: u64 = 1 << Kind::SHORT.0 | 1 << Kind::STRING.0;
    const FUNCTION: u64 = 1 << Kind::FUNCTION.0 | 1 << Kind::CLOSURE.0 | 1 << Kind::NATIVE.0 | 1 << Kind::CLASS.0;
    const NAMED: [(&'static str, u64); 21] = [
        ("any", u64::MAX),
        ("nil", 1 << Kind::NIL.0),
        ("boolean", 1 << Kind::BOOL.0),
        ("int", 1 << Kind::INT.0),
        ("float", 1 << Kind::FLOAT.0),
        ("number", Self::NUMBER),
        ("string", Self::STRING),
        ("bytes", 1 << Kind::BYTES.0),
        ("array", 1 << Kind::ARRAY.0),
        ("map", 1 << Kind::MAP.0),
        ("range", 1 << Kind::RANGE.0),
        ("function", Self::FUNCTION),
        ("class", 1 << Kind::CLASS.0),
        ("instance", 1 << Kind::RECORD.0),
        ("error", 1 << Kind::ERROR.0),
        ("foreign", 1 << Kind::FOREIGN.0),
        ("fiber", 1 << Kind::FIBER.0),
        ("pid", 1 << Kind::PID.0),
        ("ref", 1 << Kind::REF.0),
        ("port", 1 << Kind::PORT.0),
        ("tuple", 1 << Kind::TUPLE.0),
    ];

    /// Whether it accepts a value.
    #[inline]
    pub fn accepts(self, value: Value) -> bool {
        self.0 >> value.kind().0 & 1 != 0
    }
    /// Whether it accepts everything.
    pub fn is_any(self) -> bool {
        self.0 == u64::MAX
    }
    fn parse(text: &str) -> Option<ParamType> {
        text.split('|').try_fold(ParamType(0), |set, name| {
            let (_, bits) = Self::NAMED.iter().find(|(n, _)| *n == name)?;
            Some(ParamType(set.0 | bits))
        })
    }
}

/// A native function as registered.
#[derive(Clone)]
pub struct NativeDef {
    /// The name under which modules import it.
    pub name: Text,
    /// How it is called, for documentation and messages: `s: string, n: int, [sep: string], ...rest: any`.
    pub signature: Text,
    /// What the signature says, once it has been read.
    parameters: OnceLock<Box<Signature>>,
    /// What it needs permission for.
    pub needs: Needs,
    /// Which of those it needs with these arguments; all if there is no such function.
    pub needed: Option<fn(&[Value]) -> Capabilities>,
    /// What a call costs.
    pub cost: Cost,
    /// Whether it looks at the frames of the program that calls it.
    pub reads_frames: bool,
    doc: Doc,
    /// The function itself.
    pub function: NativeFn,
    /// See [`QuickFn`].
    pub(crate) quick: Option<QuickFn>,
    /// See [`AttemptFn`].
    pub(crate) attempt: Option<AttemptFn>,
    /// How many of its first arguments it goes through.
    pub(crate) iterated: u8,
    pub(crate) intrinsic: Option<Intrinsic>,
}

/// Where the line of a native's documentation is.
#[derive(Clone)]
enum Doc {
    Text(Text),
    Table(fn(&str) -> Option<&'static str>),
}

/// The parameters of a native.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Their types; the last one serves for all further arguments if `variadic`.
    pub types: Box<[ParamType]>,
    /// What must be given.
    pub required: usize,
    /// Whether it takes any number of arguments.
    pub variadic: bool,
}

impl Signature {
    fn parse(name: &str, text: &str) -> Signature {
        let (mut types, mut required, mut variadic) = (Vec::new(), 0, false);
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let optional = part.starts_with('[');
            let part = part.trim_matches(['[', ']']);
            variadic |= part.starts_with("...");
            let (_, ty) = part.split_once(':').unwrap_or((part, "any"));
            let ty = ParamType::parse(ty.trim());
            types.push(ty.unwrap_or_else(|| panic!("signature of native {name}: unknown type in {part:?}")));
            required += usize::from(!optional && !variadic);
        }
        Signature { types: types.into(), required, variadic }
    }
    /// The most arguments that it takes.
    pub fn most(&self) -> Option<usize> {
        if self.variadic { None } else { Some(self.types.len()) }
    }
    /// The type of argument `i`.
    pub fn parameter(&self, i: usize) -> Option<ParamType> {
        self.types.get(i).or(if self.variadic { self.types.last() } else { None }).copied()
    }
}

impl NativeDef {
    /// A native that needs no capability and costs one unit. The signature lists parameters as `name: type`, types
    /// joined by `|`, optional ones in brackets, a variadic one behind `...`. A wrong signature panics when it is first
    /// read, for those of [`RuntimeBuilder::native`](crate::RuntimeBuilder::native) there: it is a constant of the host's
    /// program.
    pub fn new(name: impl Into<Text>, signature: impl Into<Text>, function: NativeFn) -> NativeDef {
        NativeDef {
            name: name.into(),
            signature: signature.into(),
            parameters: OnceLock::new(),
            needs: Needs::new(),
            needed: None,
            cost: Cost::Fixed(1),
            reads_frames: false,
            doc: Doc::Text(Text::Borrowed("")),
            function,
            quick: None,
            attempt: None,
            iterated: 0,
            intrinsic: None,
        }
    }
    /// A short native.
    pub fn short(name: impl Into<Text>, signature: impl Into<Text>, function: ShortFn) -> NativeDef {
        NativeDef::new(name, signature, NativeFn::Short(function))
    }
    /// A stepped native with so many registers for its state.
    pub fn stepped(name: impl Into<Text>, signature: impl Into<Text>, registers: u16, function: StepFn) -> NativeDef {
        NativeDef::new(name, signature, NativeFn::Stepped(registers, function))
    }
    /// The same, needing permission for all that is under a capability. What is granted for certain paths or addresses only is
    /// not enough for it, since nobody knows what it touches.
    pub fn needs(self, capability: Capability) -> NativeDef {
        self.needing(capability, What::All)
    }
    /// The same, needing `fs.read` or `fs.write` for the path in this argument, which it must use through
    /// [`Context::place`].
    pub fn needs_path(self, capability: Capability, argument: u8) -> NativeDef {
        self.needing(capability, What::Path(argument))
    }
    /// The same, needing `net` for the host and the port in these arguments.
    pub fn needs_address(self, host: u8, port: u8) -> NativeDef {
        self.needing(Capability::Net, What::Address(host, port))
    }
    /// The same with one more need.
    pub fn needing(mut self, capability: Capability, what: What) -> NativeDef {
        self.needs.push(Need { capability, what });
        self
    }
    /// The same, needing with some arguments less than was said.
    pub fn needs_only(mut self, needed: fn(&[Value]) -> Capabilities) -> NativeDef {
        self.needed = Some(needed);
        self
    }
    /// Whether it needs permission for anything.
    pub(crate) fn is_guarded(&self) -> bool {
        !self.needs.is_empty()
    }
    /// Everything that a call with these arguments needs permission for.
    pub(crate) fn needed(&self, args: &[Value]) -> impl Iterator<Item = Need> {
        let needed = self.needed.map_or(Capabilities::ALL, |needed| needed(args));
        self.needs.iter().copied().filter(move |need| needed.has(need.capability))
    }
    /// The same with this cost.
    pub fn costs(mut self, cost: Cost) -> NativeDef {
        self.cost = cost;
        self
    }
    /// The same, able to look at the frames of the program that calls it.
    pub fn reads_frames(mut self) -> NativeDef {
        self.reads_frames = true;
        self
    }
    /// The same with this documentation.
    pub fn doc(mut self, doc: impl Into<Text>) -> NativeDef {
        self.doc = Doc::Text(doc.into());
        self
    }
    /// Gives it the documentation that a table has for its name.
    pub fn doc_from(&mut self, table: fn(&str) -> Option<&'static str>) {
        self.doc = Doc::Table(table);
    }
    /// The same, attempted by the interpreter's fast path first.
    pub(crate) fn attempt(mut self, attempt: AttemptFn) -> NativeDef {
        self.attempt = Some(attempt);
        self
    }
    /// The same, attempted without a frame of its own first.
    pub fn quick(mut self, attempt: QuickFn) -> NativeDef {
        self.quick = Some(attempt);
        self
    }
    /// The same, going through its first `n` arguments: those that are fibers are cancelled when an error or the like leaves
    /// the native.
    pub fn iterates(mut self, n: u8) -> NativeDef {
        self.iterated = n;
        self
    }
    /// The same, which the machine knows how to do by itself.
    pub fn intrinsic(mut self, intrinsic: Intrinsic) -> NativeDef {
        self.intrinsic = Some(intrinsic);
        self
    }

    /// The signature without the kinds that only bytecode makes.
    pub fn shown_signature(&self) -> String {
        self.signature.replace("|tuple", "")
    }

    /// A line of documentation.
    pub fn documentation(&self) -> &str {
        match &self.doc {
            Doc::Text(text) => text,
            Doc::Table(table) => table(&self.name).unwrap_or_default(),
        }
    }

    /// Its parameters.
    ///
    /// # Panics
    /// The signature is wrong.
    pub fn parameters(&self) -> &Signature {
        self.parameters.get_or_init(|| Box::new(Signature::parse(&self.name, &self.signature)))
    }

    /// What a call with these arguments costs.
    pub(crate) fn charge(&self, args: &[Value]) -> u64 {
        self.cost.of(args)
    }

    /// `expects 2 arguments`, as in `len expects 1 argument`.
    pub fn arity_text(&self) -> String {
        arity_text(self.parameters().required, self.parameters().most())
    }
}

/// `expects 2 arguments`, `expects 1 to 3 arguments`, `expects at least 1 argument`.
pub fn arity_text(min: usize, max: Option<usize>) -> String {
    let plural = |n| if n == 1 { "" } else { "s" };
    match max {
        Some(max) if max == min => format!("expects {min} argument{}", plural(min)),
        Some(max) => format!("expects {min} to {max} arguments"),
        None => format!("expects at least {min} argument{}", plural(min)),
    }
}

impl Value {
    /// Elements of a container, or bytes of a string; 0 for everything else. Of a range at most `i64::MAX`.
    pub fn size(self) -> usize {
        match self.kind() {
            Kind::SHORT | Kind::STRING | Kind::BYTES => self.as_any_bytes().map_or(0, <[u8]>::len),
            Kind::ARRAY => self.as_array().map_or(0, |a| a.len()),
            Kind::MAP => self.as_map().map_or(0, |m| m.len()),
            Kind::RANGE => self.as_range().map_or(0, |r| r.count().min(i64::MAX as u64) as usize),
            Kind::TUPLE => self.as_tuple().map_or(0, |t| t.values().len()),
            _ => 0,
        }
    }

    /// The size of what lies in memory: that of a range is 0.
    pub fn extent(self) -> usize {
        if self.kind() == Kind::RANGE { 0 } else { self.size() }
    }
}

/// Runs a native, turning a panic into an InternalError.
pub(crate) fn guard<T>(ctx: &mut Context, name: &str, run: impl FnOnce(&mut Context) -> Result<T>) -> Result<T> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(ctx))) {
        Ok(result) => result,
        Err(panic) => {
            let text = format!("{name} failed: {}", panic_text(&*panic));
            Err(ctx.error(crate::error::ErrorKind::InternalError, text))
        }
    }
}

/// What a panic said.
pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| s.to_string());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_string())
}
