//! The runtime: loaded code, natives, shapes. Shared by all processes and threads; nothing in it is ever moved.

use crate::code::{
    self, FunctionParts, Immortals, LoadedClass, LoadedFunction, LoadedModule, LoadedNamespace, NativeCall,
};
use crate::native::{NativeDef, NativeFn, Text};
use crate::object::{ClassObject, Header, flags};
use crate::shape::{ERROR_LAYOUT, SIGNAL_LAYOUT, Shapes};
use crate::tier::{Compiler, Heat};
use crate::value::{Kind, Value};
use quintet_bytecode::{
    Function, FunctionKind, Fusion, Handler, HandlerKind, Instruction, Module, Parameters, Reg, Verified, words,
};
use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock, RwLock};

/// Handles an extension op: gets both source operands, gives the destination.
pub type ExtensionFn = crate::native::ShortFn;

/// What a runtime is made from.
#[derive(Default)]
pub struct RuntimeBuilder {
    natives: Vec<NativeDef>,
    extensions: Vec<(String, String, ExtensionFn)>,
    libraries: Vec<Library>,
    hash_seed: Option<u64>,
    compiler: Option<Arc<dyn Compiler>>,
}

/// A library once it has been asked for; nothing if it cannot be loaded.
type LoadedLibrary = OnceLock<Option<Arc<LoadedModule>>>;

/// Bytecode that natives call, as [`Context::library_function`](crate::Context::library_function) gives it; made and
/// loaded when it is first needed.
pub type Library = fn() -> Module;

impl RuntimeBuilder {
    /// Registers a native; a later one of the same name replaces an earlier one.
    ///
    /// # Panics
    /// Its signature is wrong.
    pub fn native(&mut self, def: NativeDef) -> &mut Self {
        def.parameters();
        match self.natives.iter_mut().find(|d| d.name == def.name) {
            Some(old) => *old = def,
            None => self.natives.push(def),
        }
        self
    }
    /// Registers many natives.
    pub fn natives(&mut self, defs: impl IntoIterator<Item = NativeDef>) -> &mut Self {
        if self.natives.is_empty() {
            self.natives = defs.into_iter().collect();
            return self;
        }
        let known: HashMap<Text, usize> = self.natives.iter().enumerate().map(|(i, d)| (d.name.clone(), i)).collect();
        for def in defs {
            match known.get(&def.name) {
                Some(&i) => self.natives[i] = def,
                None => self.natives.push(def),
            }
        }
        self
    }
    /// Registers an extension op in a namespace.
    pub fn extension(&mut self, namespace: &str, name: &str, handler: ExtensionFn) -> &mut Self {
        self.extensions.push((namespace.to_string(), name.to_string(), handler));
        self
    }
    /// Adds functions in bytecode that natives call. The module must be valid and import registered natives only.
    pub fn library(&mut self, library: Library) -> &mut Self {
        self.libraries.push(library);
        self
    }
    /// Fixes the seed of hashes, for runs that are to be repeated exactly.
    pub fn hash_seed(&mut self, seed: u64) -> &mut Self {
        self.hash_seed = Some(seed);
        self
    }
    /// Has frequent functions and loops compiled.
    pub fn compiler(&mut self, compiler: Arc<dyn Compiler>) -> &mut Self {
        self.compiler = Some(compiler);
        self
    }
    /// The runtime.
    pub fn build(&mut self) -> Arc<Runtime> {
        let natives: Box<[NativeDef]> = std::mem::take(&mut self.natives).into();
        let names = natives.iter().enumerate().map(|(i, d)| (d.name.clone(), i as u32)).collect();
        let random = {
            use std::hash::{BuildHasher, Hasher};
            std::collections::hash_map::RandomState::new().build_hasher().finish()
        };
        let mut immortals = Immortals::default();
        let class = |immortals: &mut Immortals, name: &str, index, layout| {
            let name = immortals.string(Kind::STRING, name.as_bytes());
            let template = Box::new(LoadedClass { module: u32::MAX, index, name, fields: 0 });
            let words = size_of::<ClassObject>() / 8;
            let header = Header { kind: Kind::CLASS, flags: flags::IMMORTAL, extra: 0, size: words as u32 };
            let no_methods = Header { kind: Kind::SLOTS, flags: flags::IMMORTAL, extra: 0, size: 3 };
            let no_methods = immortals.allocate(3, no_methods);
            let class = immortals.allocate(words, header).cast::<ClassObject>();
            // SAFETY: just allocated with the size of a class; zeroed memory is nil and null.
            unsafe {
                (*class).layout = layout;
                (*class).methods = no_methods;
                (*class).init = Value::NIL;
                (*class).template = &*template;
            }
            (Value::from_object(Kind::CLASS, class.cast()), template)
        };
        let (error_class, error_template) = class(&mut immortals, "Error", 0, ERROR_LAYOUT);
        let (signal_class, signal_template) = class(&mut immortals, "Signal", 1, SIGNAL_LAYOUT);
        let steppers = natives.iter().map(|_| OnceLock::new()).collect();
        Arc::new(Runtime {
            natives,
            names,
            extensions: std::mem::take(&mut self.extensions),
            libraries: std::mem::take(&mut self.libraries).into_iter().map(|make| (make, OnceLock::new())).collect(),
            steppers,
            modules: RwLock::default(),
            symbols: RwLock::default(),
            shapes: Shapes::default(),
            hash_seed: self.hash_seed.unwrap_or(random),
            error_class,
            signal_class,
            _templates: [error_template, signal_template],
            starters: starters(),
            _immortals: immortals,
            compiler: self.compiler.take(),
        })
    }
}

/// Why a module cannot be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It imports a native that is not registered.
    MissingNative(String),
    /// It imports an extension op that is not registered.
    MissingExtension(String, String),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::MissingNative(name) => {
                write!(f, "the module imports the native '{name}', which is not registered")
            }
            LoadError::MissingExtension(namespace, name) => {
                write!(f, "the module imports the extension op '{namespace}.{name}', which is not registered")
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// See the module's documentation.
pub struct Runtime {
    pub(crate) natives: Box<[NativeDef]>,
    names: HashMap<Text, u32, foldhash::fast::FixedState>,
    extensions: Vec<(String, String, ExtensionFn)>,
    /// What is not valid is not there.
    libraries: Box<[(Library, LoadedLibrary)]>,
    /// For each native that runs in a frame of its own: the module with that frame's function, made when first used.
    steppers: Box<[OnceLock<Arc<LoadedModule>>]>,
    modules: RwLock<Vec<Arc<LoadedModule>>>,
    symbols: RwLock<Vec<Arc<str>>>,
    /// Shapes and class layouts.
    pub shapes: Shapes,
    pub(crate) hash_seed: u64,
    error_class: Value,
    signal_class: Value,
    _templates: [Box<LoadedClass>; 2],
    /// What lies at the bottom of a fiber's stack and calls its function.
    starters: Arc<LoadedModule>,
    _immortals: Immortals,
    /// Owns compiled code, so it goes last.
    compiler: Option<Arc<dyn Compiler>>,
}

// SAFETY: the immortal objects are never changed after `build`; everything else is `Send` and `Sync` by itself.
unsafe impl Send for Runtime {}
// SAFETY: as above.
unsafe impl Sync for Runtime {}

impl Runtime {
    /// Begins a runtime.
    pub fn builder() -> RuntimeBuilder {
        RuntimeBuilder::default()
    }

    /// The class Error.
    pub fn error_class(&self) -> Value {
        self.error_class
    }

    /// The class Signal.
    pub fn signal_class(&self) -> Value {
        self.signal_class
    }

    /// The function that begins a fiber with so many arguments: its first register holds what it calls, the next ones the
    /// arguments, or an array of them if they are many.
    pub(crate) fn starter(&self, arguments: usize) -> &LoadedFunction {
        &self.starters.functions[arguments.min(STARTERS)]
    }
    /// Whether a function begins fibers.
    pub(crate) fn is_starter(&self, function: &LoadedFunction) -> bool {
        std::ptr::eq(function.module, Arc::as_ptr(&self.starters))
    }

    /// The value of a registered native: a function, or a builtin class for its name.
    pub fn native_value(&self, name: &str) -> Option<Value> {
        match name {
            "Error" => return Some(self.error_class),
            "Signal" => return Some(self.signal_class),
            _ => {}
        }
        self.names.get(name).map(|&i| Value::native(i))
    }

    /// What compiles frequent code.
    pub(crate) fn compiler(&self) -> Option<&Arc<dyn Compiler>> {
        self.compiler.as_ref()
    }
    /// When it wants to be asked.
    pub(crate) fn heat(&self) -> Option<Heat> {
        self.compiler.as_ref().map(|c| c.heat())
    }

    /// A native by its index.
    pub fn native(&self, index: u32) -> Option<&NativeDef> {
        self.natives.get(index as usize)
    }
    /// All natives.
    pub fn natives(&self) -> &[NativeDef] {
        &self.natives
    }

    /// The function of the frames in which a stepped native runs.
    pub(crate) fn stepper(&self, native: u32) -> Option<&LoadedFunction> {
        let def = self.native(native)?;
        let NativeFn::Stepped(state, _) = def.function else { return None };
        let module = self.steppers.get(native as usize)?.get_or_init(|| stepper(def, state));
        module.functions.first()
    }

    /// A loaded module by its index.
    pub fn module(&self, index: u32) -> Option<Arc<LoadedModule>> {
        self.modules.read().unwrap_or_else(|e| e.into_inner()).get(index as usize).cloned()
    }

    pub(crate) fn find_module(&self, name: &str, hash: u64) -> Option<Arc<LoadedModule>> {
        let find = || {
            let modules = self.modules.read().unwrap_or_else(|e| e.into_inner());
            modules.iter().find(|m| m.module.name == name && m.hash() == hash).cloned()
        };
        find().or_else(|| {
            self.libraries().for_each(drop);
            find()
        })
    }

    /// The modules that natives call into.
    fn libraries(&self) -> impl Iterator<Item = &Arc<LoadedModule>> {
        self.libraries.iter().filter_map(|(make, loaded)| {
            let load = || self.load_module(quintet_bytecode::verify(make()).ok()?, true, None, true).ok();
            loaded.get_or_init(load).as_ref()
        })
    }

    /// A function of a library, as a value.
    pub(crate) fn library_function(&self, name: &str) -> Option<Value> {
        let mut functions = self.libraries().flat_map(|module| module.functions.iter());
        let function = functions.find(|function| function.def.name == name)?;
        Some(Value::from_address(Kind::FUNCTION, function))
    }

    pub(crate) fn extension(&self, index: u32) -> ExtensionFn {
        self.extensions[index as usize].2
    }

    /// The symbol of a name.
    pub fn symbol(&self, name: &str) -> u32 {
        let mut symbols = self.symbols.write().unwrap_or_else(|e| e.into_inner());
        if let Some(i) = symbols.iter().position(|s| &**s == name) {
            return i as u32;
        }
        symbols.push(name.into());
        symbols.len() as u32 - 1
    }
    /// The name of a symbol.
    pub fn symbol_name(&self, symbol: u32) -> Option<Arc<str>> {
        self.symbols.read().unwrap_or_else(|e| e.into_inner()).get(symbol as usize).cloned()
    }

    /// Loads a module: resolves what it imports. With `fuse`, sequences of ops that occur often run as one.
    pub fn load(&self, module: Verified<Module>, fuse: bool) -> Result<Arc<LoadedModule>, LoadError> {
        self.load_module(module, fuse, None, false)
    }

    /// Loads a module whose first variables are those of a module that has run: a continuation of it, to be run by
    /// [`Process::run_again`](crate::Process::run_again).
    pub fn load_after(
        &self,
        module: Verified<Module>,
        fuse: bool,
        previous: Option<&LoadedModule>,
    ) -> Result<Arc<LoadedModule>, LoadError> {
        self.load_module(module, fuse, previous, false)
    }

    fn load_module(
        &self,
        module: Verified<Module>,
        fuse: bool,
        previous: Option<&LoadedModule>,
        library: bool,
    ) -> Result<Arc<LoadedModule>, LoadError> {
        let natives = module
            .natives
            .iter()
            .map(|name| self.native_value(name).ok_or_else(|| LoadError::MissingNative(name.to_string())));
        let natives = natives.collect::<Result<Box<[Value]>, _>>()?;
        let calls = natives
            .iter()
            .map(|v| NativeCall::new(if v.kind() == Kind::NATIVE { self.native(v.payload() as u32) } else { None }));
        let calls = calls.collect();
        let extensions = module.extensions.iter().map(|e| {
            let found = self.extensions.iter().position(|(ns, name, _)| *ns == e.namespace && *name == e.name);
            found.map(|i| i as u32).ok_or_else(|| LoadError::MissingExtension(e.namespace.clone(), e.name.clone()))
        });
        let extensions = extensions.collect::<Result<Box<[u32]>, _>>()?;
        let mut immortals = Immortals::default();
        let functions = (0..module.functions.len()).map(|i| {
            let def = module.functions[i].clone();
            let words = if fuse { Fusion::new(&module, i as u32).code.into() } else { def.code.clone().into() };
            let values = code::constant_values(&def.constants, &mut immortals, &mut |s| self.symbol(s));
            let function = LoadedFunction::new(FunctionParts { def, words, values, index: i as u32, native: None });
            if let Some(heat) = self.heat() {
                function.tier.heat.store(heat.calls, Ordering::Relaxed);
            }
            function
        });
        let functions = functions.collect();
        let mut modules = self.modules.write().unwrap_or_else(|e| e.into_inner());
        let index = modules.len() as u32;
        let classes = module.classes.iter().enumerate().map(|(i, class)| LoadedClass {
            module: index,
            index: i as u32,
            name: immortals.string(Kind::STRING, class.name.as_bytes()),
            fields: class.fields.len(),
        });
        let classes = classes.collect();
        let namespaces = (0..module.namespaces.len() as u32)
            .map(|index| LoadedNamespace { module: std::ptr::null(), index })
            .collect();
        let loaded = place(LoadedModule {
            index,
            storage: previous.map_or(index, |previous| previous.storage),
            hash: OnceLock::new(),
            library,
            module,
            functions,
            natives,
            calls,
            extensions,
            classes,
            namespaces,
            _immortals: immortals,
        });
        modules.push(loaded.clone());
        Ok(loaded)
    }
}

/// A module with the function in whose frames a stepped native runs: it takes the native's arguments and consists of
/// steps.
fn stepper(native: &NativeDef, state: u16) -> Arc<LoadedModule> {
    let signature = native.parameters();
    let count = signature.types.len() - usize::from(signature.variadic);
    let names = native
        .signature
        .split(',')
        .map(|p| p.trim().trim_matches(['[', ']', '.']).split(':').next().unwrap_or("").trim().to_string());
    let parameters = Parameters {
        names: names.filter(|n| !n.is_empty()).collect(),
        required: signature.required as u16,
        optional: (count - signature.required) as u16,
        rest: signature.variadic,
    };
    // Behind the state lie a call that is yet to be made (callee and arguments) and what the last one returned.
    let last = parameters.registers() as u16 + state + 2;
    let mut registers = last + 1;
    let mut code = words(Instruction::NativeStep { a: Reg(last) });
    let end = code.len() as u32;
    code.extend(words(Instruction::Ret { a: Reg(last) }));
    let mut handlers = Vec::new();
    if native.iterated > 0 {
        let (target, value) = (code.len() as u32, Reg(registers));
        handlers.push(Handler { start: 0, end, target, register: value.0, kind: HandlerKind::Cleanup });
        code.extend((0..u16::from(native.iterated)).flat_map(|a| words(Instruction::IterClose { a: Reg(a) })));
        code.extend(words(Instruction::Rethrow { a: value }));
        registers += 2;
    }
    let def = Function {
        name: native.name.to_string(),
        kind: FunctionKind::Function,
        parameters,
        body: 0,
        registers,
        code: code.clone(),
        handlers,
        ..Function::default()
    };
    let function = LoadedFunction::new(FunctionParts {
        def,
        words: code.into(),
        values: Box::new([]),
        index: 0,
        native: Some(native),
    });
    own_module([function])
}

/// Arguments for which a fiber is begun by a function of its own.
const STARTERS: usize = 4;

/// The functions at the bottom of fibers' stacks.
fn starters() -> Arc<LoadedModule> {
    let function = |index: usize| {
        let a = Reg(0);
        let call = match index {
            STARTERS => Instruction::CallArgs { b: a, a, x: 0, w: 0 },
            x => Instruction::Call { b: a, a, x: x as u8 },
        };
        let mut code = words(call);
        code.extend(words(Instruction::Ret { a }));
        let def = Function {
            name: "fiber".to_string(),
            kind: FunctionKind::Function,
            registers: if index == STARTERS { 2 } else { index as u16 + 1 },
            constants: vec![quintet_bytecode::Constant::Names(Vec::new())],
            code: code.clone(),
            ..Function::default()
        };
        let values = Box::new([Value::NIL]);
        LoadedFunction::new(FunctionParts { def, words: code.into(), values, index: index as u32, native: None })
    };
    own_module((0..=STARTERS).map(function))
}

/// A module for functions that are not a program's. What it says of itself is never looked at: it does nothing.
fn own_module(functions: impl IntoIterator<Item = LoadedFunction>) -> Arc<LoadedModule> {
    let mut module = Module { name: "natives".to_string(), ..Module::default() };
    module.functions.push(Function {
        name: "natives".to_string(),
        kind: FunctionKind::Main,
        code: words(Instruction::RetNil {}),
        ..Function::default()
    });
    place(LoadedModule {
        index: u32::MAX,
        storage: u32::MAX,
        hash: OnceLock::new(),
        library: true,
        module: quintet_bytecode::verify(module).unwrap_or_else(|e| unreachable!("{e}")),
        functions: functions.into_iter().collect(),
        natives: Box::new([]),
        calls: Box::new([]),
        extensions: Box::new([]),
        classes: Box::new([]),
        namespaces: Box::new([]),
        _immortals: Immortals::default(),
    })
}

/// Gives a module its place and its functions the way back to it.
fn place(module: LoadedModule) -> Arc<LoadedModule> {
    let module = Arc::new(module);
    let at = Arc::as_ptr(&module);
    let functions = module.functions.as_ptr();
    let namespaces = module.namespaces.as_ptr();
    for i in 0..module.namespaces.len() {
        // SAFETY: as below.
        unsafe { (*namespaces.add(i).cast_mut()).module = at }
    }
    for i in 0..module.functions.len() {
        // SAFETY: nobody else has the module yet; the two fields are written once, before it is shared.
        unsafe {
            let function = functions.add(i).cast_mut();
            (*function).module = at;
            (*function).functions = functions;
        }
    }
    module
}
