//! Snapshots: a process as bytes and back. Serialization, not a memory image: functions are named by module, content hash
//! and index, natives, symbols and fields by text, objects by number, so that sharing and cycles survive.
//!
//! Only between two calls of [`Process::run`]. Host objects cannot be stored, nor a process that waits for a blocking
//! native.

use crate::capability::Capabilities;
use crate::code::{LoadedClass, LoadedFunction, LoadedModule};
use crate::context::{Context, Limits, TraceEntry};
use crate::fiber::{Budget, Depth, Fiber, Pause, Status};
use crate::host::Host;
use crate::object::array::ElementKind;
use crate::object::{ClosureObject, Header, Slots, flags};
use crate::process::{FrameRecord, LiveSets, Process, RED_ZONE};
use crate::runtime::Runtime;
use crate::value::{Kind, Value};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

const MAGIC: &[u8; 8] = b"QUINTSN2";

/// Why a process cannot be stored or restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnapshotError {
    /// It holds an object of the host.
    Foreign(String),
    /// It waits for a blocking native, or has ended.
    NotRunning,
    /// It has to do with other processes.
    Processes,
    /// It runs code that is not loaded here, or is not the same.
    MissingModule(String),
    /// It uses a native that is not registered here, or keeps another state in its frame.
    MissingNative(String),
    /// The bytes are not a snapshot, or not a whole one.
    Malformed,
    /// There is not enough memory within the limits.
    OutOfMemory,
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SnapshotError::Foreign(label) => write!(f, "a snapshot cannot hold the host's object <foreign {label}>"),
            SnapshotError::Processes => f.write_str("a process that has to do with others cannot be stored"),
            SnapshotError::NotRunning => f.write_str("only a process that is running can be stored"),
            SnapshotError::MissingModule(name) => {
                write!(f, "the snapshot runs the module '{name}', which is not loaded, or is another now")
            }
            SnapshotError::MissingNative(name) => {
                write!(f, "the snapshot uses the native '{name}', which is not registered, or keeps another state")
            }
            SnapshotError::Malformed => f.write_str("not a snapshot, or a damaged one"),
            SnapshotError::OutOfMemory => f.write_str("the snapshot does not fit into the memory limit"),
        }
    }
}

impl std::error::Error for SnapshotError {}

type Result<T> = std::result::Result<T, SnapshotError>;

/// How values other than plain kinds are marked.
mod mark {
    pub const OBJECT: u8 = 200;
    pub const ERROR_CLASS: u8 = 201;
    pub const CONSTANT: u8 = 202;
    pub const SIGNAL_CLASS: u8 = 203;
}

/// The name under which the functions at the bottom of fibers' stacks are stored; no native has it.
const STARTER: &[u8] = b"\0fiber";

/// How a fiber is linked to its resumer.
mod link {
    pub const NONE: u64 = 0;
    pub const ROOT: u64 = 1;
    pub const FIBER: u64 = 2;
}

struct Writer<'p> {
    ctx: &'p Context,
    out: Vec<u8>,
    numbers: HashMap<*mut Header, u64>,
    queue: Vec<Value>,
    modules: Vec<*const LoadedModule>,
    sets: LiveSets,
    /// The fiber whose next instruction is at `insn`.
    running: *const Fiber,
}

impl Writer<'_> {
    fn u64(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.out.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.out.push(n as u8);
    }
    fn i64(&mut self, n: i64) {
        self.u64((n << 1 ^ n >> 63) as u64);
    }
    fn bytes(&mut self, bytes: &[u8]) {
        self.u64(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }

    fn function(&mut self, function: *const LoadedFunction) {
        // SAFETY: loaded code outlives the process.
        let code = unsafe { &*function };
        if code.native.is_some() {
            self.u64(0);
            self.bytes(code.def.name.as_bytes());
            self.u64(u64::from(code.def.registers));
            return;
        }
        if self.ctx.runtime().is_starter(code) {
            self.u64(0);
            self.bytes(STARTER);
            self.u64(u64::from(code.index));
            return;
        }
        let module = self.module(code.module);
        self.u64(module + 1);
        self.u64(u64::from(code.index));
    }

    fn module(&mut self, module: *const LoadedModule) -> u64 {
        let known = self.modules.iter().position(|&m| m == module);
        known.unwrap_or_else(|| {
            self.modules.push(module);
            self.modules.len() - 1
        }) as u64
    }

    fn value(&mut self, value: Value) -> Result<()> {
        let kind = value.kind();
        match kind {
            Kind::NIL | Kind::ABSENT => self.out.push(kind.0),
            Kind::BOOL | Kind::PID | Kind::REF | Kind::PORT => {
                self.out.push(kind.0);
                self.u64(value.payload());
            }
            Kind::INT => {
                self.out.push(kind.0);
                self.i64(value.payload() as i64);
            }
            Kind::FLOAT => {
                self.out.push(kind.0);
                self.out.extend_from_slice(&value.payload().to_le_bytes());
            }
            Kind::SHORT => {
                self.out.push(kind.0);
                self.bytes(value.short_bytes());
            }
            Kind::SYMBOL => {
                self.out.push(kind.0);
                let name = self.ctx.runtime().symbol_name(value.payload() as u32);
                self.bytes(name.as_deref().unwrap_or("").as_bytes());
            }
            Kind::NATIVE => {
                self.out.push(kind.0);
                let name = self.ctx.runtime().native(value.payload() as u32).map_or("", |d| &*d.name);
                self.bytes(name.as_bytes());
            }
            Kind::FUNCTION => {
                self.out.push(kind.0);
                self.function(value.address());
            }
            Kind::MODULE => {
                self.out.push(kind.0);
                if let Some(namespace) = value.as_namespace() {
                    let module = self.module(namespace.module);
                    self.u64(module);
                    self.u64(u64::from(namespace.index));
                }
            }
            _ => self.object(value),
        }
        Ok(())
    }

    fn object(&mut self, value: Value) {
        if value == self.ctx.runtime().error_class() {
            return self.out.push(mark::ERROR_CLASS);
        }
        if value == self.ctx.runtime().signal_class() {
            return self.out.push(mark::SIGNAL_CLASS);
        }
        let object = value.object();
        // SAFETY: a live object of the process.
        let header = unsafe { *object };
        if header.flags & flags::IMMORTAL != 0 {
            // A long constant: its bytes.
            self.out.push(mark::CONSTANT);
            self.out.push(header.kind.0);
            let bytes = value.as_any_bytes().unwrap_or_default().to_vec();
            return self.bytes(&bytes);
        }
        let next = self.numbers.len() as u64;
        let number = *self.numbers.entry(object).or_insert(next);
        if number == next {
            self.queue.push(value);
        }
        self.out.push(mark::OBJECT);
        self.u64(number);
    }

    fn body(&mut self, value: Value) -> Result<()> {
        let kind = value.kind();
        // SAFETY: a live object of the process.
        let header = unsafe { *value.object() };
        self.out.push(kind.0);
        self.out.push(header.flags & flags::FROZEN);
        self.u64(self.ctx.heap.known_identity(value.object()).unwrap_or(0));
        match kind {
            Kind::STRING | Kind::BYTES => {
                let bytes = value.as_any_bytes().unwrap_or_default().to_vec();
                self.bytes(&bytes);
            }
            Kind::ARRAY => {
                let Some(array) = value.as_array() else { return Ok(()) };
                self.out.push(array.elements().0 as u8);
                self.u64(array.len() as u64);
                for element in array.iter() {
                    self.value(element)?;
                }
            }
            Kind::MAP => {
                let Some(map) = value.as_map() else { return Ok(()) };
                // With its gaps and its room: natives that run hold positions, which only growing may shift.
                self.u64(map.capacity() as u64);
                self.u64(map.positions() as u64);
                for position in 0..map.positions() {
                    let (key, value) = map.entry(position).unwrap_or((Value::ABSENT, Value::NIL));
                    self.value(key)?;
                    self.value(value)?;
                }
            }
            Kind::RECORD | Kind::ERROR => {
                let Some(record) = value.as_record() else { return Ok(()) };
                self.value(record.class())?;
                if record.is_dictionary() {
                    self.out.push(1);
                    return self.value(record.dictionary());
                }
                self.out.push(0);
                let shape = self.ctx.runtime().shapes.shape(record.shape);
                self.u64(shape.keys.len() as u64);
                for (i, key) in shape.keys.iter().enumerate() {
                    self.bytes(key);
                    self.value(record.slot_value(i))?;
                }
            }
            Kind::CLASS => {
                let Some(class) = value.as_class() else { return Ok(()) };
                // SAFETY: templates live as long as the runtime.
                let template = unsafe { &*class.template };
                let Some(module) = self.ctx.runtime().module(template.module) else {
                    return Err(SnapshotError::Malformed);
                };
                let module = self.module(Arc::as_ptr(&module));
                self.u64(module);
                self.u64(u64::from(template.index));
                let parent =
                    if class.parent.is_null() { Value::NIL } else { Value::from_object(Kind::CLASS, class.parent) };
                self.value(parent)?;
                self.u64(u64::from(class.id));
                self.value(class.init)?;
                let layout = self.ctx.runtime().shapes.layout(class.layout);
                self.u64(layout.methods.len() as u64);
                for (i, name) in layout.methods.iter().enumerate() {
                    self.bytes(name);
                    // SAFETY: a class's storage has a value for each method of its layout.
                    self.value(unsafe { *Slots::values(class.methods).add(i) })?;
                }
            }
            Kind::CLOSURE => {
                let Some(closure) = value.as_closure() else { return Ok(()) };
                self.function(closure.function);
                self.u64(closure.id);
                self.u64(closure.values().len() as u64);
                for captured in closure.values() {
                    self.value(*captured)?;
                }
            }
            Kind::RANGE => {
                let Some(range) = value.as_range() else { return Ok(()) };
                for n in [range.start, range.stop, range.step] {
                    self.i64(n);
                }
            }
            Kind::TUPLE => {
                let values = value.as_tuple().map_or(Vec::new(), |t| t.values().to_vec());
                self.u64(values.len() as u64);
                for element in values {
                    self.value(element)?;
                }
            }
            Kind::PAIR => {
                let Some(pair) = value.as_pair() else { return Ok(()) };
                self.value(pair.first)?;
                self.value(pair.second)?;
            }
            Kind::WEAK | Kind::EPHEMERON => {
                for part in value.weak_parts() {
                    self.value(part)?;
                }
            }
            Kind::CELL => self.value(value.as_cell().map_or(Value::NIL, |c| c.value))?,
            Kind::BIGINT => {
                let text = crate::bigint::to_string(value);
                self.bytes(text.as_bytes());
            }
            Kind::RAW => {
                let (entries, omitted) = Context::read_trace(value);
                self.u64(omitted);
                self.u64(entries.len() as u64);
                for entry in entries {
                    self.function(entry.function);
                    self.u64(u64::from(entry.pc));
                    self.out.push(u8::from(entry.tail));
                }
            }
            Kind::FIBER => {
                let Some(fiber) = value.as_fiber() else { return Ok(()) };
                if fiber.data.is_null() {
                    let mut whole = fiber.whole(value);
                    whole.active = &raw mut whole;
                    return self.fiber(&whole);
                }
                // SAFETY: a fiber object's data is alive as it is.
                self.fiber(unsafe { &*fiber.data })?;
            }
            Kind::FOREIGN => return Err(SnapshotError::Foreign(self.ctx.foreign_label(value))),
            _ => return Err(SnapshotError::Malformed),
        }
        Ok(())
    }
}

impl Writer<'_> {
    /// Everything that a fiber is. What is saved in it is true.
    fn fiber(&mut self, fiber: &Fiber) -> Result<()> {
        let running = std::ptr::eq(fiber, self.running);
        let flags = [fiber.cancelling, fiber.cancel_head, fiber.in_reserve];
        for n in [
            fiber.status as u64,
            fiber.pause as u64,
            u64::from(fiber.dst),
            u64::from(fiber.skip),
            flags.iter().rev().fold(0, |word, flag| word << 1 | u64::from(*flag)),
            u64::from(fiber.mask),
            u64::from(fiber.denied.bits()),
            u64::from(fiber.permit),
            u64::from(fiber.asked.bits()),
            u64::from(fiber.paused_by),
            fiber.below.bytes as u64,
            fiber.below.frames as u64,
            fiber.paid,
            fiber.debt,
            fiber.id,
            fiber.owed,
        ] {
            self.u64(n);
        }
        match fiber.budget {
            None => self.u64(0),
            Some(budget) => {
                self.u64(1 + u64::from(budget.spare_given));
                self.i64(budget.left);
            }
        }
        for value in [fiber.entry, fiber.signal, fiber.about] {
            self.value(value)?;
        }
        // SAFETY: fibers that are linked to are alive.
        match unsafe { fiber.resumer.as_ref() } {
            None => self.u64(link::NONE),
            Some(resumer) if resumer.this.is_nil() => self.u64(link::ROOT),
            Some(resumer) => {
                self.u64(link::FIBER);
                self.value(resumer.this)?;
            }
        }
        // SAFETY: as above.
        self.value(unsafe { fiber.active.as_ref() }.map_or(Value::NIL, |f| f.this))?;
        self.frames(fiber, if running { None } else { fiber.resumes_behind() })
    }

    fn frames(&mut self, fiber: &Fiber, skip: Option<u8>) -> Result<()> {
        let frames = fiber.frames_inward(skip);
        let stack = fiber.stack.as_ptr();
        self.u64(frames.len() as u64);
        for (frame, record) in frames.iter().rev().zip(&fiber.frames) {
            // SAFETY: loaded code outlives the process; frames lie in the fiber's stack.
            let (code, base) = unsafe { (&*frame.function, frame.base.cast_const().offset_from(stack)) };
            self.function(frame.function);
            self.u64(code.index_of(frame.pc) as u64);
            self.u64(base as u64);
            self.u64(u64::from(record.delta));
            self.u64(u64::from(record.dst));
            self.u64(u64::from(record.unmarked().skip));
            self.u64(u64::from(record.tail));
            let mut sets = std::mem::take(&mut self.sets);
            let live = frame.live(&mut sets);
            // SAFETY: the registers lie in the stack and live ones are initialised; a function with captures has its
            // closure below its window.
            let written = unsafe {
                let closure = if code.def.captures.is_empty() { Ok(()) } else { self.value(*frame.base.sub(1)) };
                (0..usize::from(code.def.registers)).fold(closure, |written, r| {
                    let alive = r < frame.own && live.contains(r);
                    written.and(self.value(if alive { *frame.base.add(r) } else { Value::NIL }))
                })
            };
            self.sets = sets;
            written?;
        }
        Ok(())
    }
}

impl Process {
    /// The process as bytes: O(its reachable memory).
    pub fn snapshot(&mut self) -> Result<Vec<u8>> {
        if self.ended.is_some() || self.is_blocked() {
            return Err(SnapshotError::NotRunning);
        }
        if !self.is_alone() {
            return Err(SnapshotError::Processes);
        }
        self.snapshot_beside_others()
    }

    /// The same of a process beside others, which its successor takes the place of: see [`Process::succeed`].
    ///
    /// # Errors
    /// As for [`Process::snapshot`]; `Processes` if it holds something for them.
    pub fn snapshot_beside_others(&mut self) -> Result<Vec<u8>> {
        if self.ended.is_some() || self.is_blocked() {
            return Err(SnapshotError::NotRunning);
        }
        if self.holds_for_others() {
            return Err(SnapshotError::Processes);
        }
        // What is dead at its frame's pc is nil from here on, as after a collection.
        self.insn = self.pc;
        self.save();
        let (running, root) = (self.fiber, self.root.0);
        // SAFETY: the running fiber is alive.
        let this = unsafe {
            (*running).paid = self.paid;
            (*running).debt = self.debt;
            (*running).this
        };
        let (references, written) = (self.references(), self.ctx.written);
        let mut writer = Writer {
            ctx: &self.ctx,
            out: Vec::new(),
            numbers: HashMap::new(),
            queue: Vec::new(),
            modules: Vec::new(),
            sets: LiveSets::default(),
            running,
        };
        let walked = self.ctx.walked;
        for n in [self.stats().fuel, self.instructions, self.ctx.serial(), self.fibers, written, references, walked] {
            writer.u64(n);
        }
        for n in self.ctx.random {
            writer.u64(n);
        }
        writer.u64(u64::from(self.ctx.out_of_memory) | u64::from(self.ctx.cleanup_failed) << 1);
        writer.value(self.ctx.library)?;
        writer.value(this)?;
        // SAFETY: the root lives as long as the process.
        writer.fiber(unsafe { &*root })?;
        let globals: Vec<_> = self.globals.iter().enumerate().filter_map(|(i, g)| Some((i, g.as_ref()?))).collect();
        writer.u64(globals.len() as u64);
        for (module, values) in globals {
            let Some(module) = self.ctx.runtime().module(module as u32) else { return Err(SnapshotError::Malformed) };
            let module = writer.module(Arc::as_ptr(&module));
            writer.u64(module);
            writer.u64(values.len() as u64);
            for value in values {
                writer.value(*value)?;
            }
        }
        // Objects are written in the order of their numbers; writing one may number others.
        let state = std::mem::take(&mut writer.out);
        let mut next = 0;
        while next < writer.queue.len() {
            let value = writer.queue[next];
            writer.body(value)?;
            next += 1;
        }
        let objects = std::mem::take(&mut writer.out);
        writer.out.extend_from_slice(MAGIC);
        let modules = std::mem::take(&mut writer.modules);
        writer.u64(modules.len() as u64);
        for module in modules {
            // SAFETY: loaded code outlives the process.
            let module = unsafe { &*module };
            writer.bytes(module.module.name.as_bytes());
            writer.u64(module.hash());
        }
        let count = writer.queue.len() as u64;
        writer.u64(count);
        writer.bytes(&objects);
        writer.bytes(&state);
        Ok(writer.out)
    }

    /// A process from the bytes of another, with other limits and another host. The modules it runs must be loaded. Its
    /// fuel is what these limits say, whatever the other one had left, and what it burns is added to what that one has.
    ///
    /// The bytes must be those that [`Process::snapshot`] gave: what they say of frames and registers is taken as it is, so
    /// bytes from elsewhere must never be passed. Cutting them short is noticed.
    pub fn restore_snapshot(
        runtime: Arc<Runtime>,
        bytes: &[u8],
        limits: Limits,
        host: Box<dyn Host>,
    ) -> Result<Box<Process>> {
        let mut process = Process::empty(runtime, Arc::new(limits), host);
        let mut reader = Reader { at: bytes, root: process.root.0, modules: Vec::new(), objects: Vec::new() };
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(SnapshotError::Malformed);
        }
        for _ in 0..reader.count()? {
            let name = String::from_utf8_lossy(reader.bytes()?).into_owned();
            let hash = reader.u64()?;
            let module = process.ctx.runtime().find_module(&name, hash);
            reader.modules.push(module.ok_or(SnapshotError::MissingModule(name))?);
        }
        let count = reader.count()?;
        let objects = reader.bytes()?;
        let state = reader.bytes()?;
        reader.objects = reader.make_objects(&mut process.ctx, objects, count)?;
        // Maps come last: their keys must be whole when they are hashed.
        for maps in [false, true] {
            reader.at = objects;
            for i in 0..count {
                reader.fill(&mut process.ctx, i, maps)?;
            }
        }
        reader.at = state;
        reader.state(&mut process)?;
        for object in &reader.objects {
            if let Some(fiber) = object.as_fiber() {
                // SAFETY: just made; nobody else looks at it.
                let fiber = unsafe { &mut *fiber.data };
                process.place_ends_of(fiber);
                if fiber.resumer.is_null() {
                    Process::count_inside(fiber);
                }
            }
        }
        Ok(process)
    }
}

struct Reader<'b> {
    at: &'b [u8],
    root: *mut Fiber,
    modules: Vec<Arc<LoadedModule>>,
    objects: Vec<Value>,
}

fn memory<T>(result: crate::error::Result<T>) -> Result<T> {
    result.map_err(|_| SnapshotError::OutOfMemory)
}

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Result<&'b [u8]> {
        let (head, tail) = self.at.split_at_checked(n).ok_or(SnapshotError::Malformed)?;
        self.at = tail;
        Ok(head)
    }
    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }
    fn u64(&mut self) -> Result<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(n);
            }
        }
        Err(SnapshotError::Malformed)
    }
    fn i64(&mut self) -> Result<i64> {
        let n = self.u64()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }
    /// A number of things of at least a byte each.
    fn count(&mut self) -> Result<usize> {
        let n = self.u64()? as usize;
        if n > self.at.len() { Err(SnapshotError::Malformed) } else { Ok(n) }
    }
    fn bytes(&mut self) -> Result<&'b [u8]> {
        let n = self.count()?;
        self.take(n)
    }

    fn function(&mut self, ctx: &Context) -> Result<*const LoadedFunction> {
        match self.u64()? {
            0 => {
                let name = self.bytes()?;
                if name == STARTER {
                    let index = self.u64()? as usize;
                    return Ok(ctx.runtime().starter(index));
                }
                let name = String::from_utf8_lossy(name).into_owned();
                let registers = self.u64()?;
                let value = ctx.runtime().native_value(&name).filter(|v| v.kind() == Kind::NATIVE);
                let code = value.and_then(|v| ctx.runtime().stepper(v.payload() as u32));
                let code = code.filter(|code| u64::from(code.def.registers) == registers);
                code.map(|c| c as *const _).ok_or(SnapshotError::MissingNative(name))
            }
            module => {
                let index = self.u64()? as usize;
                let module = self.modules.get(module as usize - 1).ok_or(SnapshotError::Malformed)?;
                module.functions.get(index).map(|f| f as *const _).ok_or(SnapshotError::Malformed)
            }
        }
    }

    fn value(&mut self, ctx: &mut Context) -> Result<Value> {
        let tag = self.byte()?;
        let kind = Kind(tag);
        Ok(match kind {
            Kind::NIL => Value::NIL,
            Kind::ABSENT => Value::ABSENT,
            Kind::BOOL => Value::bool(self.u64()? != 0),
            Kind::PID | Kind::REF | Kind::PORT => Value::immediate(kind, self.u64()?),
            Kind::INT => Value::int(self.i64()?),
            Kind::FLOAT => {
                let bits = self.take(8)?.try_into().map_err(|_| SnapshotError::Malformed)?;
                Value::float(f64::from_bits(u64::from_le_bytes(bits)))
            }
            Kind::SHORT => Value::short(self.bytes()?).ok_or(SnapshotError::Malformed)?,
            Kind::SYMBOL => {
                let name = String::from_utf8_lossy(self.bytes()?).into_owned();
                Value::symbol(ctx.runtime().symbol(&name))
            }
            Kind::NATIVE => {
                let name = String::from_utf8_lossy(self.bytes()?).into_owned();
                ctx.runtime().native_value(&name).ok_or(SnapshotError::MissingNative(name))?
            }
            Kind::MODULE => {
                let (module, index) = (self.u64()? as usize, self.u64()? as usize);
                let module = self.modules.get(module).ok_or(SnapshotError::Malformed)?;
                let namespace = module.namespaces.get(index).ok_or(SnapshotError::Malformed)?;
                Value::from_address(Kind::MODULE, namespace)
            }
            Kind::FUNCTION => {
                let function = self.function(ctx)?;
                Value::from_address(Kind::FUNCTION, function)
            }
            _ => match tag {
                mark::ERROR_CLASS => ctx.runtime().error_class(),
                mark::SIGNAL_CLASS => ctx.runtime().signal_class(),
                mark::OBJECT => {
                    let number = self.u64()? as usize;
                    *self.objects.get(number).ok_or(SnapshotError::Malformed)?
                }
                mark::CONSTANT => {
                    let kind = Kind(self.byte()?);
                    let bytes = self.bytes()?;
                    memory(if kind == Kind::BYTES { ctx.new_bytes(bytes) } else { ctx.new_string(bytes) })?
                }
                _ => return Err(SnapshotError::Malformed),
            },
        })
    }

    /// Allocates all objects, empty; classes before the records that need their layout.
    fn make_objects(&mut self, ctx: &mut Context, bodies: &'b [u8], count: usize) -> Result<Vec<Value>> {
        // First where each body lies; values are skipped by reading them against placeholders.
        self.objects = vec![Value::NIL; count];
        self.at = bodies;
        let mut starts = Vec::with_capacity(count);
        for _ in 0..count {
            starts.push(self.at);
            self.skip_body(ctx)?;
        }
        // Classes whose parents are made, until none is left.
        let mut waiting: Vec<usize> = (0..count).filter(|&i| starts[i].first() == Some(&Kind::CLASS.0)).collect();
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut left = Vec::new();
            for i in waiting {
                self.at = starts[i];
                match self.make_class(ctx)? {
                    Some(class) => self.objects[i] = class,
                    None => left.push(i),
                }
            }
            if left.len() == before {
                return Err(SnapshotError::Malformed);
            }
            waiting = left;
        }
        for (i, start) in starts.iter().enumerate() {
            self.at = start;
            let made = self.make_object(ctx)?;
            if let Some(made) = made {
                self.objects[i] = made;
            }
        }
        Ok(std::mem::take(&mut self.objects))
    }

    /// Reads a body without keeping anything.
    fn skip_body(&mut self, ctx: &mut Context) -> Result<()> {
        let kind = Kind(self.byte()?);
        self.byte()?;
        self.u64()?;
        let values = match kind {
            Kind::STRING | Kind::BYTES | Kind::BIGINT => {
                self.bytes()?;
                0
            }
            Kind::ARRAY => {
                self.byte()?;
                self.count()?
            }
            Kind::MAP => {
                self.u64()?;
                self.count()? * 2
            }
            Kind::RECORD | Kind::ERROR => {
                self.value(ctx)?;
                if self.byte()? == 1 {
                    1
                } else {
                    return self.skip_named(ctx);
                }
            }
            Kind::CLASS => {
                self.u64()?;
                self.u64()?;
                self.value(ctx)?;
                self.u64()?;
                self.value(ctx)?;
                return self.skip_named(ctx);
            }
            Kind::CLOSURE => {
                self.function(ctx)?;
                self.u64()?;
                self.count()?
            }
            Kind::RANGE => {
                for _ in 0..3 {
                    self.i64()?;
                }
                0
            }
            Kind::TUPLE => self.count()?,
            Kind::PAIR | Kind::WEAK | Kind::EPHEMERON => 2,
            Kind::CELL => 1,
            Kind::FIBER => {
                self.fiber(ctx, &mut Fiber::new(), std::ptr::null_mut())?;
                0
            }
            Kind::RAW => {
                self.u64()?;
                for _ in 0..self.count()? {
                    self.function(ctx)?;
                    self.u64()?;
                    self.byte()?;
                }
                0
            }
            _ => return Err(SnapshotError::Malformed),
        };
        for _ in 0..values {
            self.value(ctx)?;
        }
        Ok(())
    }

    fn skip_named(&mut self, ctx: &mut Context) -> Result<()> {
        for _ in 0..self.count()? {
            self.bytes()?;
            self.value(ctx)?;
        }
        Ok(())
    }

    /// The class at a body, its methods nil; `None` if its parent is not made yet.
    fn make_class(&mut self, ctx: &mut Context) -> Result<Option<Value>> {
        self.byte()?;
        self.byte()?;
        self.u64()?;
        let (module, index) = (self.u64()? as usize, self.u64()? as usize);
        let has_parent = self.at.first() != Some(&Kind::NIL.0);
        let parent = self.value(ctx)?;
        if has_parent && parent.kind() != Kind::CLASS {
            return Ok(None);
        }
        let module = self.modules.get(module).ok_or(SnapshotError::Malformed)?.clone();
        let template: &LoadedClass = module.classes.get(index).ok_or(SnapshotError::Malformed)?;
        let class = memory(ctx.new_class(template, parent))?;
        let id = self.u64()?;
        self.value(ctx)?;
        for _ in 0..self.count()? {
            let name = self.bytes()?;
            self.value(ctx)?;
            memory(ctx.add_method(class, name, Value::NIL))?;
        }
        if let Some(c) = class.class_mut() {
            // SAFETY: just made.
            unsafe { (*c).id = id as u32 };
        }
        Ok(Some(class))
    }

    /// The object at a body, without its contents; `None` for classes, which are there.
    fn make_object(&mut self, ctx: &mut Context) -> Result<Option<Value>> {
        let kind = Kind(self.byte()?);
        self.byte()?;
        self.u64()?;
        Ok(Some(match kind {
            Kind::FIBER => memory(ctx.new_fiber_object(Fiber::new()))?,
            Kind::CLASS => return Ok(None),
            Kind::STRING => {
                let bytes = self.bytes()?;
                memory(ctx.new_byte_object(Kind::STRING, &[bytes]))?
            }
            Kind::BYTES => {
                let bytes = self.bytes()?;
                memory(ctx.new_bytes(bytes))?
            }
            Kind::ARRAY => {
                let elements = ElementKind(u16::from(self.byte()?).min(3));
                memory(ctx.array_with_capacity(elements, 0))?
            }
            Kind::MAP => {
                let capacity = u32::try_from(self.u64()?).map_err(|_| SnapshotError::Malformed)?;
                memory(ctx.new_map(capacity as usize))?
            }
            Kind::RECORD | Kind::ERROR => {
                let class = self.value(ctx)?;
                memory(ctx.new_record(class))?
            }
            Kind::CLOSURE => {
                let function = self.function(ctx)?;
                let id = self.u64()?;
                let captures = self.count()?;
                let closure = memory(ctx.new_closure(function, captures))?;
                if let Some(c) = closure.closure_mut() {
                    // SAFETY: just made.
                    unsafe { (*c).id = id };
                }
                closure
            }
            Kind::RANGE => {
                let (start, stop, step) = (self.i64()?, self.i64()?, self.i64()?);
                memory(ctx.new_range(start, stop, step))?
            }
            Kind::TUPLE => {
                let n = self.count()?;
                memory(ctx.new_tuple(&vec![Value::NIL; n]))?
            }
            Kind::PAIR => memory(ctx.new_pair(Value::NIL, Value::NIL))?,
            Kind::WEAK => memory(ctx.new_weak(Value::NIL))?,
            Kind::EPHEMERON => memory(ctx.new_ephemeron(Value::NIL, Value::NIL))?,
            Kind::CELL => memory(ctx.new_cell(Value::NIL))?,
            Kind::BIGINT => {
                let text = std::str::from_utf8(self.bytes()?).map_err(|_| SnapshotError::Malformed)?;
                let number = text.parse().map_err(|_| SnapshotError::Malformed)?;
                memory(crate::bigint::new_bigint(ctx, number))?
            }
            Kind::RAW => {
                let omitted = self.u64()?;
                let mut entries = Vec::new();
                for _ in 0..self.count()? {
                    let function = self.function(ctx)?;
                    let (pc, tail) = (self.u64()? as u32, self.byte()? != 0);
                    entries.push(TraceEntry { function, pc, tail });
                }
                memory(ctx.new_trace(&entries, omitted))?
            }
            _ => return Err(SnapshotError::Malformed),
        }))
    }

    /// Reads the contents of object `i`, whose body is next, if it is a map or not as wanted.
    fn fill(&mut self, ctx: &mut Context, i: usize, maps: bool) -> Result<()> {
        let object = self.objects[i];
        let start = self.at;
        let kind = Kind(self.byte()?);
        let frozen = self.byte()? & flags::FROZEN;
        let id = self.u64()?;
        if maps != (kind == Kind::MAP) {
            self.at = start;
            return self.skip_body(ctx);
        }
        if id != 0 {
            ctx.heap.identity(object.object(), id);
        }
        match kind {
            Kind::ARRAY => {
                self.byte()?;
                for _ in 0..self.count()? {
                    let value = self.value(ctx)?;
                    memory(ctx.array_push(object, value))?;
                }
            }
            Kind::MAP => {
                self.u64()?;
                for _ in 0..self.count()? {
                    let (key, value) = (self.value(ctx)?, self.value(ctx)?);
                    match key.kind() {
                        Kind::ABSENT => ctx.map_push_gap(object),
                        _ => memory(ctx.map_set(object, key, value))?,
                    }
                }
            }
            Kind::RECORD | Kind::ERROR => {
                self.value(ctx)?;
                let Some(record) = object.record_mut() else { return Err(SnapshotError::Malformed) };
                if self.byte()? == 1 {
                    let dictionary = self.value(ctx)?;
                    // SAFETY: just made; the map is filled on its own.
                    unsafe {
                        (*record).shape = crate::shape::DICTIONARY;
                        (*record).overflow = dictionary.object();
                    }
                } else {
                    for _ in 0..self.count()? {
                        let key = self.bytes()?;
                        let value = self.value(ctx)?;
                        memory(ctx.set_field(object, key, value))?;
                    }
                }
            }
            Kind::CLASS => {
                self.u64()?;
                self.u64()?;
                self.value(ctx)?;
                self.u64()?;
                let init = self.value(ctx)?;
                let Some(class) = object.class_mut() else { return Err(SnapshotError::Malformed) };
                // SAFETY: just made.
                unsafe { (*class).init = init };
                for _ in 0..self.count()? {
                    let name = self.bytes()?;
                    let method = self.value(ctx)?;
                    memory(ctx.add_method(object, name, method))?;
                }
            }
            Kind::CLOSURE => {
                self.function(ctx)?;
                self.u64()?;
                let Some(closure) = object.closure_mut() else { return Err(SnapshotError::Malformed) };
                for i in 0..self.count()? {
                    let value = self.value(ctx)?;
                    // SAFETY: made with room for so many captures.
                    unsafe { *ClosureObject::captures(closure).add(i) = value };
                }
            }
            Kind::TUPLE => {
                let Some(tuple) = object.tuple_mut() else { return Err(SnapshotError::Malformed) };
                for i in 0..self.count()? {
                    let value = self.value(ctx)?;
                    // SAFETY: made with room for so many values behind the fields.
                    unsafe { *tuple.add(1).cast::<Value>().add(i) = value };
                }
            }
            Kind::PAIR => {
                let Some(pair) = object.pair_mut() else { return Err(SnapshotError::Malformed) };
                let (first, second) = (self.value(ctx)?, self.value(ctx)?);
                // SAFETY: just made.
                unsafe {
                    (*pair).first = first;
                    (*pair).second = second;
                }
            }
            Kind::WEAK | Kind::EPHEMERON => object.set_weak_parts([self.value(ctx)?, self.value(ctx)?]),
            Kind::FIBER => {
                let Some(made) = object.fiber_mut() else { return Err(SnapshotError::Malformed) };
                let (root, mut fiber) = (self.root, Fiber::new());
                self.fiber(ctx, &mut fiber, root)?;
                fiber.this = object;
                if !fiber.stack.is_empty() {
                    ctx.heap.add_stack(fiber.stack_bytes());
                }
                // SAFETY: just made; nobody else looks at it.
                unsafe {
                    let data = (*made).data;
                    (*made).id = fiber.id;
                    if fiber.active.is_null() {
                        fiber.active = data;
                    }
                    *data = fiber;
                }
            }
            Kind::CELL => {
                let value = self.value(ctx)?;
                let Some(cell) = object.cell_mut() else { return Err(SnapshotError::Malformed) };
                // SAFETY: just made.
                unsafe { (*cell).value = value };
            }
            _ => {
                self.at = start;
                self.skip_body(ctx)?;
            }
        }
        // SAFETY: a live object.
        unsafe { (*object.object()).flags |= frozen };
        Ok(())
    }

    fn state(&mut self, process: &mut Process) -> Result<()> {
        let mut numbers = [0; 7];
        for n in &mut numbers {
            *n = self.u64()?;
        }
        let [burnt, instructions, serial, fibers, written, references, walked] = numbers;
        process.references = references;
        process.ctx.walked = walked;
        process.burnt = burnt;
        process.instructions = instructions;
        process.fibers = fibers;
        process.ctx.written = written;
        process.ctx.set_serial(serial);
        for i in 0..4 {
            process.ctx.random[i] = self.u64()?;
        }
        let flags = self.u64()?;
        process.ctx.out_of_memory = flags & 1 != 0;
        process.ctx.cleanup_failed = flags & 2 != 0;
        process.ctx.library = self.value(&mut process.ctx)?;
        let running = self.value(&mut process.ctx)?;
        let mut root = Fiber::new();
        self.fiber(&mut process.ctx, &mut root, process.root.0)?;
        root.active = process.root.0;
        process.ctx.heap.add_stack(root.stack_bytes());
        process.place_ends_of(&mut root);
        let running = running.as_fiber().map_or(process.root.0, |f| f.data);
        // SAFETY: the root lives as long as the process; the running fiber was made with it and has a stack if it has
        // frames, which is checked.
        unsafe {
            *process.root.0 = root;
            if (*running).function.is_null() {
                return Err(SnapshotError::Malformed);
            }
            process.place_ends_of(&mut *running);
            process.load(running);
        }
        process.pc = process.insn;
        process.set_budget(Budget::of(process.ctx.limits.fuel));
        for _ in 0..self.count()? {
            let module = self.u64()? as usize;
            let index = self.modules.get(module).ok_or(SnapshotError::Malformed)?.index as usize;
            let mut values = Vec::new();
            for _ in 0..self.count()? {
                values.push(self.value(&mut process.ctx)?);
            }
            if process.globals.len() <= index {
                process.globals.resize_with(index + 1, || None);
            }
            process.globals[index] = Some(values.into());
        }
        Ok(())
    }

    /// Reads a fiber.
    fn fiber(&mut self, ctx: &mut Context, fiber: &mut Fiber, root: *mut Fiber) -> Result<()> {
        let mut numbers = [0; 16];
        for n in &mut numbers {
            *n = self.u64()?;
        }
        let [status, pause, dst, skip, flags, mask, denied, permit, asked, paused_by, ..] = numbers;
        fiber.status = *Status::ALL.get(status as usize).ok_or(SnapshotError::Malformed)?;
        fiber.pause = *Pause::ALL.get(pause as usize).ok_or(SnapshotError::Malformed)?;
        (fiber.dst, fiber.skip) = (dst as u16, skip as u8);
        fiber.cancelling = flags & 1 != 0;
        fiber.cancel_head = flags & 2 != 0;
        fiber.in_reserve = flags & 4 != 0;
        fiber.mask = mask as u16;
        fiber.denied = Capabilities::from_bits(denied as u16);
        fiber.permit = permit as u16;
        fiber.asked = Capabilities::from_bits(asked as u16);
        fiber.paused_by = paused_by as u16;
        fiber.below = Depth { bytes: numbers[10] as usize, frames: numbers[11] as usize };
        (fiber.paid, fiber.debt, fiber.id, fiber.owed) = (numbers[12], numbers[13], numbers[14], numbers[15]);
        fiber.budget = match self.u64()? {
            0 => None,
            given => Some(Budget { left: self.i64()?, spare_given: given == 2 }),
        };
        fiber.entry = self.value(ctx)?;
        fiber.signal = self.value(ctx)?;
        fiber.about = self.value(ctx)?;
        fiber.resumer = match self.u64()? {
            link::NONE => std::ptr::null_mut(),
            link::ROOT => root,
            _ => self.value(ctx)?.as_fiber().map_or(std::ptr::null_mut(), |f| f.data),
        };
        fiber.active = self.value(ctx)?.as_fiber().map_or(std::ptr::null_mut(), |f| f.data);
        self.frames(ctx, fiber)
    }

    fn frames(&mut self, ctx: &mut Context, fiber: &mut Fiber) -> Result<()> {
        let frames = self.count()?;
        if frames == 0 {
            return Ok(());
        }
        let most = ctx.limits.max_stack.saturating_add(1 << 20);
        let (mut function, mut pc) = (std::ptr::null(), std::ptr::null());
        fiber.frames.try_reserve_exact(frames + 8).map_err(|_| SnapshotError::OutOfMemory)?;
        for _ in 0..frames {
            let callee = self.function(ctx)?;
            // SAFETY: loaded code outlives the process.
            let code = unsafe { &*callee };
            let (index, base) = (self.u64()? as usize, self.u64()? as usize);
            let delta = self.u64()? as u32;
            let (dst, skip, tail) = (self.u64()? as u16, self.u64()? as u8, self.u64()? != 0);
            if index >= code.words().len() || base < 1 || base.saturating_mul(16) > most {
                return Err(SnapshotError::Malformed);
            }
            fiber.frames.push(FrameRecord { pc, function, delta, dst, skip, tail });
            let needed = base + usize::from(code.def.registers) + RED_ZONE / 16;
            if needed > fiber.stack.len() {
                let more = needed - fiber.stack.len();
                fiber.stack.try_reserve(more).map_err(|_| SnapshotError::OutOfMemory)?;
                fiber.stack.resize(needed, Value::NIL);
            }
            if !code.def.captures.is_empty() {
                fiber.stack[base - 1] = self.value(ctx)?;
            }
            for r in 0..usize::from(code.def.registers) {
                fiber.stack[base + r] = self.value(ctx)?;
            }
            function = callee;
            // SAFETY: checked to be within the code.
            pc = unsafe { code.code.add(index) };
            fiber.base = std::ptr::without_provenance_mut(base);
        }
        fiber.frames.resize(frames + 8, FrameRecord::EMPTY);
        (fiber.function, fiber.insn) = (function, pc);
        // SAFETY: the stack reaches beyond the last base, the frame list beyond the last frame.
        unsafe {
            fiber.base = fiber.stack.as_mut_ptr().add(fiber.base.addr()).cast();
            fiber.frame_top = fiber.frames.as_mut_ptr().add(frames);
        }
        Ok(())
    }
}
