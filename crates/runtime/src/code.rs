//! Loaded code: verified modules in the form that the engines run. Immutable, shared by all threads, alive as long as
//! its runtime; feedback and inline caches lie beside the code, one 64-bit cell for each word of it.

use crate::native::NativeDef;
use crate::object::{Header, flags, string::StringObject};
use crate::tier::Tier;
use crate::value::{Kind, Value};
use quintet_bytecode::{
    Constant, Debug, Function, Handler, HandlerKind, Instruction, Liveness, Module, Namespace, Verified, Word, encode,
};
use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;
use std::sync::atomic::AtomicU64;

/// A function, ready to run.
#[repr(C)]
pub struct LoadedFunction {
    /// First word.
    pub(crate) code: *const Word,
    /// Where a call with all optional arguments starts.
    pub(crate) body: *const Word,
    /// The number of arguments with which a call starts at `body` without further ado; none if there is a rest array.
    pub(crate) exact: u32,
    /// Size of the window in bytes.
    pub(crate) window: u32,
    pub(crate) constants: *const Value,
    /// All functions of the module.
    pub(crate) functions: *const LoadedFunction,
    /// From a word's address to that of its cache cell.
    pub(crate) cache_delta: isize,
    pub(crate) module: *const LoadedModule,
    /// Its compiled code.
    pub(crate) tier: Tier,
    /// Index in the module.
    pub(crate) index: u32,
    /// The stepped native that runs in this frame.
    pub(crate) native: Option<*const NativeDef>,
    words: Box<[Word]>,
    caches: Box<[AtomicU64]>,
    values: Box<[Value]>,
    /// The definition: names, tables.
    pub def: Function,
    liveness: OnceLock<Liveness>,
    mentions: OnceLock<Box<[u32]>>,
}

/// No call has this many arguments.
pub(crate) const NEVER_EXACT: u32 = u32::MAX;

impl LoadedFunction {
    /// The index of a word of this function's code.
    #[inline]
    pub(crate) fn index_of(&self, pc: *const Word) -> usize {
        (pc as usize - self.code as usize) / size_of::<Word>()
    }
    /// The handler that stops what comes out of an instruction: something thrown, or a signal for which there are cleanups only.
    pub fn handler_at(&self, pc: usize, thrown: bool) -> Option<&Handler> {
        let pc = pc as u32;
        let mut handlers = self.def.handlers.iter();
        handlers.find(|h| h.start <= pc && pc < h.end && (thrown || h.kind == HandlerKind::Cleanup))
    }
    /// Its code, fused or not as it was loaded.
    pub fn words(&self) -> &[Word] {
        &self.words
    }
    /// The values of its constants.
    pub fn constants(&self) -> &[Value] {
        &self.values
    }
    /// The module it belongs to.
    pub fn module(&self) -> &LoadedModule {
        // SAFETY: a module owns its functions and does not move once loaded.
        unsafe { &*self.module }
    }
    /// The module variables that this function or those it refers to can read or write, in ascending order. What their
    /// values mention is not among them.
    pub(crate) fn mentions(&self) -> &[u32] {
        self.mentions.get_or_init(|| {
            let module = &self.module().module;
            let mut variables = BTreeSet::new();
            let fallbacks = module.fallbacks.iter().map(|f| f.function);
            let mut functions: Vec<u32> = fallbacks.chain([self.index]).collect();
            let mut seen: HashSet<u32> = functions.iter().copied().collect();
            // A native's frame belongs to no module of a program.
            if self.native.is_some() {
                return Box::default();
            }
            while let Some(index) = functions.pop() {
                let Some(function) = module.functions.get(index as usize) else { continue };
                let mut refer = |index: u32| {
                    if seen.insert(index) {
                        functions.push(index);
                    }
                };
                for_each_instruction(&function.code, |instruction| match instruction {
                    Instruction::GlobalGet { d, .. } | Instruction::GlobalSet { d, .. } => drop(variables.insert(d)),
                    Instruction::Closure { d, .. } => refer(d),
                    Instruction::CallFunction { c, .. } | Instruction::TailCallFunction { c, .. } => refer(c.into()),
                    Instruction::LoadNamespace { d, .. } => {
                        let exports = module.namespaces.get(d as usize).map_or(&[][..], |n| &n.exports);
                        variables.extend(exports.iter().map(|(_, slot)| *slot));
                    }
                    _ => {}
                });
            }
            variables.into_iter().collect()
        })
    }
    /// Live registers at each pc; computed when first asked for.
    pub fn liveness(&self) -> &Liveness {
        self.liveness.get_or_init(|| Liveness::compute(&self.module().module, &self.def))
    }
}

/// What the interpreter's fast path needs to call an imported native; without a body it leaves it to the slow one.
pub(crate) struct NativeCall {
    pub body: Option<NativeBody>,
    pub intrinsic: Option<crate::native::Intrinsic>,
    pub required: usize,
    /// How many arguments it takes at most.
    pub most: usize,
    /// The types of all parameters; the last serves for further arguments.
    pub types: Box<[crate::native::ParamType]>,
    pub cost: crate::native::Cost,
}

/// What of a native needs no frame of its own.
#[derive(Clone, Copy)]
pub(crate) enum NativeBody {
    Short(crate::native::ShortFn),
    Quick(crate::native::QuickFn),
    Attempt(crate::native::AttemptFn),
}

impl NativeCall {
    /// Of natives that need no permission.
    pub(crate) fn new(def: Option<&NativeDef>) -> NativeCall {
        use crate::native::{Cost, NativeFn};
        let none = || NativeCall {
            body: None,
            intrinsic: None,
            required: 0,
            most: 0,
            types: Box::new([]),
            cost: Cost::Fixed(0),
        };
        let Some(def) = def.filter(|d| !d.reads_frames && !d.is_guarded()) else { return none() };
        let body = match (&def.function, def.quick) {
            (NativeFn::Short(function), _) => NativeBody::Short(*function),
            (NativeFn::Stepped(..), Some(attempt)) => NativeBody::Quick(attempt),
            (NativeFn::Control(_), _) => match def.attempt {
                Some(attempt) => NativeBody::Attempt(attempt),
                None => return none(),
            },
            _ => return none(),
        };
        let parameters = def.parameters();
        NativeCall {
            body: Some(body),
            intrinsic: def.intrinsic,
            required: parameters.required,
            most: parameters.most().unwrap_or(usize::MAX),
            types: parameters.types.clone(),
            cost: def.cost,
        }
    }
}

/// A class template of a module.
pub struct LoadedClass {
    pub(crate) module: u32,
    pub(crate) index: u32,
    /// The class's name, a string that lives as long as the module.
    pub(crate) name: Value,
    pub(crate) fields: usize,
}

/// A namespace of a module.
pub struct LoadedNamespace {
    pub(crate) module: *const LoadedModule,
    /// Index in the module.
    pub(crate) index: u32,
}

impl LoadedNamespace {
    /// The module it belongs to.
    pub fn module(&self) -> &'static LoadedModule {
        // SAFETY: a module owns its namespaces and does not move once loaded; it lives as long as any process that runs
        // it, and values do not outlive their process.
        unsafe { &*self.module }
    }
    /// As the module has it.
    pub fn def(&self) -> &'static Namespace {
        &self.module().module.namespaces[self.index as usize]
    }
}

/// A module, ready to run.
pub struct LoadedModule {
    /// Index in the runtime.
    pub(crate) index: u32,
    /// Index of the module whose variables it has: its own, or that of the first module of which it is a continuation.
    pub(crate) storage: u32,
    /// See [`LoadedModule::hash`].
    pub(crate) hash: OnceLock<u64>,
    /// It belongs to natives: traces do not show it.
    pub(crate) library: bool,
    /// The module as it was verified.
    pub module: Verified<Module>,
    pub(crate) functions: Box<[LoadedFunction]>,
    pub(crate) natives: Box<[Value]>,
    /// What fast bodies need to call each of them.
    pub(crate) calls: Box<[NativeCall]>,
    pub(crate) extensions: Box<[u32]>,
    pub(crate) classes: Box<[LoadedClass]>,
    pub(crate) namespaces: Box<[LoadedNamespace]>,
    pub(crate) _immortals: Immortals,
}

// SAFETY: everything a module points to is its own, immutable after loading except for atomics and `OnceLock`s; its
// values are immediates or immortal objects.
unsafe impl Send for LoadedModule {}
// SAFETY: as above.
unsafe impl Sync for LoadedModule {}

impl LoadedModule {
    /// Its functions.
    pub fn functions(&self) -> &[LoadedFunction] {
        &self.functions
    }
    /// A hash of all that the module is but its debug data, the same in every run; snapshots know it again by that.
    pub(crate) fn hash(&self) -> u64 {
        use std::hash::{BuildHasher, Hasher};
        *self.hash.get_or_init(|| {
            let mut hasher = foldhash::fast::FixedState::with_seed(0).build_hasher();
            hasher.write(&encode(&self.module, Debug::Strip));
            hasher.finish()
        })
    }
    /// The function that runs when the module does.
    pub fn main(&self) -> &LoadedFunction {
        &self.functions[self.module.main as usize]
    }
}

/// Objects that belong to loaded code.
#[derive(Default)]
pub(crate) struct Immortals {
    objects: Vec<Box<[u64]>>,
}

impl Immortals {
    /// A string or byte sequence that is never moved.
    pub(crate) fn string(&mut self, kind: Kind, bytes: &[u8]) -> Value {
        if kind == Kind::STRING
            && let Some(short) = Value::short(bytes)
        {
            return short;
        }
        let words = 2 + bytes.len().div_ceil(8);
        let mut flags = flags::IMMORTAL;
        if bytes.is_ascii() {
            flags |= flags::ASCII | flags::UTF8;
        } else if std::str::from_utf8(bytes).is_ok() {
            flags |= flags::UTF8;
        }
        let object = self.allocate(words, Header { kind, flags, extra: 0, size: words as u32 });
        // SAFETY: `words` words were allocated: two for the fields, the rest for the bytes.
        unsafe {
            let string = object.cast::<StringObject>();
            (*string).len = bytes.len();
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), string.add(1).cast(), bytes.len());
        }
        Value::from_object(kind, object)
    }

    /// Zeroed memory with this header, kept for as long as `self`.
    pub(crate) fn allocate(&mut self, words: usize, header: Header) -> *mut Header {
        let mut memory = vec![0u64; words].into_boxed_slice();
        let object: *mut Header = memory.as_mut_ptr().cast();
        // SAFETY: at least one word; a header is one word.
        unsafe { *object = Header { flags: header.flags | flags::OLD, ..header } };
        self.objects.push(memory);
        object
    }
}

/// The values of a function's constants.
pub(crate) fn constant_values(
    constants: &[Constant],
    immortals: &mut Immortals,
    symbol: &mut dyn FnMut(&str) -> u32,
) -> Box<[Value]> {
    constants
        .iter()
        .map(|constant| match constant {
            Constant::Int(i) => Value::int(*i),
            Constant::Float(f) => Value::float(f.float()),
            Constant::String(s) => immortals.string(Kind::STRING, s),
            Constant::Bytes(b) => immortals.string(Kind::BYTES, b),
            Constant::Symbol(s) => Value::symbol(symbol(s)),
            // Names are read from the definition.
            Constant::Names(_) => Value::NIL,
        })
        .collect()
}

/// Visits the instructions of code that was verified.
fn for_each_instruction(code: &[Word], mut visit: impl FnMut(Instruction)) {
    let mut pc = 0;
    while let Some(&word) = code.get(pc) {
        let next = code.get(pc + 1).copied().unwrap_or(Word(0));
        let Some(instruction) = Instruction::decode(word, next) else { return };
        pc += instruction.op().info().words();
        visit(instruction);
    }
}

/// What a function is made from.
pub(crate) struct FunctionParts {
    pub def: Function,
    pub words: Box<[Word]>,
    pub values: Box<[Value]>,
    pub index: u32,
    pub native: Option<*const NativeDef>,
}

impl LoadedFunction {
    /// The pointers to the module are filled in once it has its place.
    pub(crate) fn new(parts: FunctionParts) -> LoadedFunction {
        let FunctionParts { def, words, values, index, native } = parts;
        let caches: Box<[AtomicU64]> = words.iter().map(|_| AtomicU64::new(0)).collect();
        let exact = if def.parameters.rest { NEVER_EXACT } else { def.parameters.count() as u32 };
        LoadedFunction {
            code: words.as_ptr(),
            // The verifier has checked that `body` is within the code.
            body: words[def.body as usize..].as_ptr(),
            exact,
            window: u32::from(def.registers) * 16,
            constants: values.as_ptr(),
            functions: std::ptr::null(),
            cache_delta: caches.as_ptr() as isize - words.as_ptr() as isize,
            module: std::ptr::null(),
            tier: Tier::new(),
            index,
            native,
            words,
            caches,
            values,
            def,
            liveness: OnceLock::new(),
            mentions: OnceLock::new(),
        }
    }

    /// The cache cell of the word at `pc`.
    #[inline(always)]
    pub(crate) fn cache(&self, pc: *const Word) -> &AtomicU64 {
        &self.caches[self.index_of(pc)]
    }
}
