//! Calls: how a callee of any kind gets its frame, and how arguments become parameters.

use super::{Asking, FrameRecord, Process};
use crate::capability::{Capabilities, Capability};
use crate::code::LoadedFunction;
use crate::error::{ErrorKind, Result, Trap};
use crate::fiber::{CANCEL, ERROR, Status, Unwound, bits};
use crate::native::{Begun, ControlFn, Cost, Frame, NativeDef, NativeFn, Step, arity_text};
use crate::object::ClosureObject;
use crate::value::{Kind, Value};
use quintet_bytecode::FunctionKind;
use smallvec::SmallVec;

/// Arguments on their way into a window.
pub(crate) type Args = SmallVec<[Value; 8]>;

/// Where a call's result goes and how the caller goes on.
#[derive(Clone, Copy)]
pub(crate) struct CallSite {
    /// Byte offset of the register that holds the callee; its window begins behind it.
    pub window: usize,
    /// Byte offset of the register for the result.
    pub dst: u16,
    /// Words from the instruction to where the caller goes on; 0 executes it again.
    pub skip: u8,
}

impl Process {
    /// The site of a call that an op makes by itself, above the running function's window.
    pub(crate) fn site_above(&self, dst: u16, skip: u8) -> CallSite {
        CallSite { window: self.code().window as usize, dst, skip }
    }

    /// A register above the running function's window, for results that nobody wants.
    pub(crate) fn scratch(&self) -> u16 {
        // A window has at most 4,000 registers of 16 bytes.
        self.code().window as u16
    }

    /// Calls a value of any kind. A short native has run when this returns, with its result in place and `pc` behind
    /// the call; everything else has a frame now.
    pub(crate) fn call_value(&mut self, callee: Value, args: &[Value], site: CallSite) -> Result<()> {
        match callee.kind() {
            Kind::FUNCTION => self.push(callee.address(), callee, args, site, 1),
            Kind::CLOSURE => {
                let Some(function) = callee.as_closure().map(|c| c.function) else { return Ok(()) };
                self.push(function, callee, args, site, 1)
            }
            Kind::NATIVE => self.call_native(callee.payload() as u32, args, site),
            Kind::CLASS => self.construct(callee, args, site),
            Kind::RECORD | Kind::ERROR => match self.ctx.method(callee, b"_call") {
                Some(method) => {
                    let args: Args = std::iter::once(callee).chain(args.iter().copied()).collect();
                    self.call_value(method, &args, site)
                }
                None => Err(self.not_callable(callee)),
            },
            _ => Err(self.not_callable(callee)),
        }
    }

    /// What calling something that cannot be called throws.
    pub(crate) fn not_callable(&mut self, callee: Value) -> Trap {
        self.ctx.type_error(format!("CALL expects function, got {}", callee.kind().word()))
    }

    /// Gives a function a frame, for `cost` units.
    fn push(
        &mut self,
        function: *const LoadedFunction,
        callee: Value,
        args: &[Value],
        site: CallSite,
        cost: u64,
    ) -> Result<()> {
        // SAFETY: functions are loaded code.
        let code = unsafe { &*function };
        if code.exact as usize == args.len() && code.native.is_none() && all_given(args, args.len()) {
            self.charge(cost)?;
            self.push_frame(code, site, false)?;
            // SAFETY: `push_frame` has made room for the window and the register below it.
            unsafe {
                let base: *mut Value = self.base.cast();
                *base.sub(1) = callee;
                std::ptr::copy_nonoverlapping(args.as_ptr(), base, args.len());
            }
            self.pc = code.body;
            return Ok(());
        }
        let parameters = &code.def.parameters;
        let (required, count) = (usize::from(parameters.required), parameters.count());
        if args.len() < required || args.len() > count && !parameters.rest {
            return Err(self.arity_error(code, args.len()));
        }
        let rest =
            if parameters.rest { Some(self.ctx.new_array(args.get(count..).unwrap_or_default())?) } else { None };
        self.charge(cost)?;
        self.push_frame(code, site, false)?;
        // SAFETY: `push_frame` has made room for the window and the register below it.
        unsafe {
            let base: *mut Value = self.base.cast();
            *base.sub(1) = callee;
            for i in 0..count {
                *base.add(i) = args.get(i).copied().unwrap_or(Value::ABSENT);
            }
            if let Some(rest) = rest {
                *base.add(count) = rest;
            }
        }
        self.pc = if all_given(args, count) { code.body } else { code.code };
        self.clear_native_state(code);
        Ok(())
    }

    /// The state registers of a stepped native are nil at first, and so are arguments that were not given.
    fn clear_native_state(&mut self, code: &LoadedFunction) {
        if code.native.is_none() {
            return;
        }
        let count = code.def.parameters.count();
        for r in 0..code.def.registers {
            let absent = usize::from(r) < count && self.at(r * 16).kind() == Kind::ABSENT;
            if absent || usize::from(r) >= code.def.parameters.registers() {
                self.set_at(r * 16, Value::NIL);
            }
        }
    }

    /// Appends the record of the running function and makes `code` the running one, its base behind the site's window.
    fn push_frame(&mut self, code: &LoadedFunction, site: CallSite, tail: bool) -> Result<()> {
        let delta = site.window + 16;
        self.need_stack(delta + code.window as usize)?;
        if self.frame_top == self.frame_end {
            self.grow_frames(0)?;
        }
        // SAFETY: room was made for the record and the window.
        unsafe {
            *self.frame_top = FrameRecord {
                pc: self.insn,
                function: self.function,
                delta: delta as u32,
                dst: site.dst,
                skip: site.skip,
                tail,
            };
            self.frame_top = self.frame_top.add(1);
            self.base = self.base.add(delta);
        }
        self.function = code;
        self.insn = code.code;
        Ok(())
    }

    /// The ArityError of a call with `given` arguments.
    fn arity_error(&mut self, code: &LoadedFunction, given: usize) -> Trap {
        let parameters = &code.def.parameters;
        let name = display_name(code);
        let (mut required, mut count, mut given) = (usize::from(parameters.required), parameters.count(), given);
        let receiver = matches!(code.def.kind, FunctionKind::Method | FunctionKind::Initializer);
        if receiver {
            required = required.saturating_sub(1);
            count = count.saturating_sub(1);
            given = given.saturating_sub(1);
        }
        if code.def.kind == FunctionKind::Initializer {
            let message = match parameters.names.get(given + 1) {
                Some(missing) if given < required => format!("missing argument '{missing}' in {name}()"),
                _ => format!("{name}() received too many arguments"),
            };
            return self.ctx.error(ErrorKind::ArityError, message);
        }
        let expects = arity_text(required, if parameters.rest { None } else { Some(count) });
        self.ctx.error(ErrorKind::ArityError, format!("{name}() {expects}, got {given}"))
    }

    /// Puts a result in place and goes on behind the call.
    pub(crate) fn deliver(&mut self, value: Value, site: CallSite) -> Result<()> {
        if site.skip == TAIL_SKIP {
            return self.return_value(value);
        }
        self.set_at(site.dst, value);
        // SAFETY: the verifier has checked that an instruction follows every call that does not end the function.
        self.pc = unsafe { self.insn.add(usize::from(site.skip)) };
        Ok(())
    }

    /// Checks a native's arguments, its capability, and charges it.
    fn admit(&mut self, index: u32, def: &NativeDef, args: &[Value], site: CallSite) -> Result<()> {
        let parameters = def.parameters();
        if args.len() < parameters.required || parameters.most().is_some_and(|most| args.len() > most) {
            let message = format!("{}() {}, got {}", def.name, def.arity_text(), args.len());
            return Err(self.ctx.error(ErrorKind::ArityError, message));
        }
        for (i, arg) in args.iter().enumerate() {
            if !parameters.parameter(i).is_none_or(|p| p.accepts(*arg)) {
                let message = argument_error(def, args);
                return Err(self.ctx.type_error(message));
            }
        }
        if def.is_guarded() {
            self.permit(index, def, args, site)?;
        }
        if let Cost::Makes(bytes) = def.cost {
            self.ctx.reserve(bytes(args))?;
        }
        self.charge(def.charge(args))
    }

    /// Makes sure that a native may do what it does: it has permission for it, and nobody further out wants to be asked.
    fn permit(&mut self, index: u32, def: &NativeDef, args: &[Value], site: CallSite) -> Result<()> {
        // SAFETY: the running fiber is alive.
        let permit = unsafe { (*self.fiber).permit };
        let mut ask = None;
        for need in def.needed(args) {
            let capability = need.capability;
            let proceeds = permit & bits::DENIED != 0;
            let granted = self.ctx.limits.capabilities.cover(need, args);
            if !granted || !proceeds && self.ctx.is_denied(capability) {
                if proceeds || !self.is_caught(bits::DENIED) {
                    return Err(self.ctx.refused_need(need, args));
                }
                ask = Some((bits::DENIED, capability));
                break;
            }
            let io = !matches!(capability, Capability::Clock | Capability::Random);
            if io && permit & bits::IO == 0 && self.is_caught(bits::IO) {
                ask = Some((bits::IO, capability));
            }
        }
        let Some((ask, capability)) = ask else { return Ok(()) };
        let needed = def.needed(args).fold(Capabilities::NONE, |all, need| all.with(need.capability));
        let args = args.into();
        self.asking =
            Some(Box::new(Asking { native: index, capability, needed, args, dst: site.dst, skip: site.skip }));
        Err(Trap::Ask(ask))
    }

    /// Calls a native.
    pub(crate) fn call_native(&mut self, index: u32, args: &[Value], site: CallSite) -> Result<()> {
        // SAFETY: a runtime's natives do not move and the context holds the runtime.
        let def = unsafe { &*self.ctx.runtime.natives.as_ptr().add(index as usize) };
        if def.reads_frames {
            self.ctx.trace = self.trace().0;
        }
        if def.is_guarded() {
            return self.call_guarded(index, def, args, site);
        }
        self.call_permitted(index, def, args, site)
    }

    /// Calls a native that needs permission for what it does.
    fn call_guarded(&mut self, index: u32, def: &NativeDef, args: &[Value], site: CallSite) -> Result<()> {
        // SAFETY: the running fiber is alive.
        if unsafe { (*self.fiber).permit } & bits::DENIED != 0 {
            self.ctx.permitted = def.needed(args).fold(Capabilities::NONE, |all, need| all.with(need.capability));
        }
        let called = self.call_permitted(index, def, args, site);
        self.ctx.permitted = Capabilities::NONE;
        if !matches!(called, Err(Trap::Fuel | Trap::Again | Trap::Collect(_) | Trap::Ask(_))) {
            // SAFETY: as above; these natives do not switch.
            unsafe { (*self.fiber).permit = 0 };
        }
        called
    }

    fn call_permitted(&mut self, index: u32, def: &NativeDef, args: &[Value], site: CallSite) -> Result<()> {
        match &def.function {
            NativeFn::Short(function) => {
                self.admit(index, def, args, site)?;
                let function = *function;
                let value = crate::native::guard(&mut self.ctx, &def.name, |ctx| function(ctx, args))?;
                self.deliver(value, site)?;
            }
            NativeFn::Closure(function) => {
                self.admit(index, def, args, site)?;
                let function = function.clone();
                let value = crate::native::guard(&mut self.ctx, &def.name, |ctx| function(ctx, args))?;
                self.deliver(value, site)?;
            }
            NativeFn::Control(ControlFn(act)) => {
                self.admit(index, def, args, site)?;
                return act(self, args, site);
            }
            NativeFn::Blocking(prepare, finish) => {
                self.admit(index, def, args, site)?;
                if let Some(result) = self.ctx.kept.take() {
                    // It is executed again after a collection: what it did is not done twice.
                    let value = crate::native::guard(&mut self.ctx, &def.name, |ctx| finish(ctx, result))?;
                    return self.deliver(value, site);
                }
                match crate::native::guard(&mut self.ctx, &def.name, |ctx| prepare(ctx, args))? {
                    Begun::Done(value) => self.deliver(value, site)?,
                    Begun::Waits(work) => {
                        self.block(work, *finish, site.dst, site.skip);
                        return Err(Trap::Stop);
                    }
                }
            }
            NativeFn::Stepped(..) => {
                let args: Args = args.into();
                self.admit(index, def, &args, site)?;
                if let Some(attempt) = def.quick
                    && let Some(value) = crate::native::guard(&mut self.ctx, &def.name, |ctx| Ok(attempt(ctx, &args)))?
                {
                    return self.deliver(value, site);
                }
                let Some(code) = self.ctx.runtime.stepper(index).map(|c| c as *const LoadedFunction) else {
                    return Ok(());
                };
                // The native was charged; its frame costs nothing more.
                return self.push(code, Value::native(index), &args, site, 0);
            }
        }
        Ok(())
    }

    /// Makes an instance of a class and has its initializer run on it.
    fn construct(&mut self, class: Value, args: &[Value], site: CallSite) -> Result<()> {
        if self.initializer(class).is_nil() && !self.ctx.is_error_class(class) && !args.is_empty() {
            let message = format!("{}() received too many arguments", self.ctx.name_of_class(class));
            return Err(self.ctx.error(ErrorKind::ArityError, message));
        }
        let record = self.ctx.new_record(class)?;
        let args: Args = std::iter::once(record).chain(args.iter().copied()).collect();
        self.initialize(class, &args, site)
    }

    /// The initializer of a class, its own or the nearest inherited one; nil if there is none.
    fn initializer(&self, class: Value) -> Value {
        let mut at = class;
        while let Some(c) = at.as_class() {
            if !c.init.is_nil() {
                return c.init;
            }
            if c.parent.is_null() {
                break;
            }
            at = Value::from_object(Kind::CLASS, c.parent);
        }
        Value::NIL
    }

    /// Runs a class's initializer on the instance `args[0]`. Its result is the instance.
    pub(crate) fn initialize(&mut self, class: Value, args: &[Value], site: CallSite) -> Result<()> {
        let init = self.initializer(class);
        if !init.is_nil() {
            return self.call_value(init, args, site);
        }
        let record = args[0];
        if self.ctx.is_error_class(class) {
            self.initialize_error(class, record, &args[1..])?;
        }
        self.deliver(record, site)
    }

    /// Whether a class is initialized as the class Error is.
    pub(crate) fn initializer_is_builtin(&self, class: Value) -> bool {
        self.initializer(class).is_nil()
    }

    /// How many arguments a class's initializer declares, the instance not counted.
    pub(crate) fn initializer_arity(&self, class: Value) -> usize {
        let init = self.initializer(class);
        let function: *const LoadedFunction = match init.kind() {
            Kind::FUNCTION => init.address(),
            Kind::CLOSURE => init.as_closure().map_or(std::ptr::null(), |c| c.function),
            _ => return if self.ctx.is_error_class(class) { 3 } else { 0 },
        };
        // SAFETY: functions are loaded code.
        unsafe { (*function).def.parameters.count().saturating_sub(1) }
    }

    /// What the class Error does with its arguments: message, kind, data.
    fn initialize_error(&mut self, class: Value, error: Value, args: &[Value]) -> Result<()> {
        if args.len() > 3 {
            let message = format!("{}() received too many arguments", self.ctx.name_of_class(class));
            return Err(self.ctx.error(ErrorKind::ArityError, message));
        }
        for (i, name) in ERROR_PARAMETERS.iter().enumerate().take(2) {
            let accepted =
                args.get(i).is_none_or(|v| v.is_string() || v.kind() == Kind::ABSENT || i == 1 && v.is_nil());
            if !accepted {
                let name = format!("{}() expects String for '{name}'", self.ctx.name_of_class(class));
                return Err(self.ctx.type_error(name));
            }
        }
        let given = |i: usize, default| args.get(i).copied().filter(|v| v.kind() != Kind::ABSENT).unwrap_or(default);
        let message = given(0, Value::EMPTY);
        let kind = match given(1, Value::NIL) {
            kind if kind.is_nil() => {
                // The kind defaults to the name of the instance's class, which may be a subclass.
                let name = self.ctx.class_name(error);
                self.ctx.new_string(name.as_bytes())?
            }
            kind => kind,
        };
        let data = given(2, Value::NIL);
        for (key, value) in [("message", message), ("kind", kind), ("data", data)] {
            self.ctx.set_field(error, key.as_bytes(), value)?;
        }
        Ok(())
    }

    /// Calls a value in the running function's place: its frame is given up first, unless a native has to be asked.
    pub(crate) fn tail_call_value(&mut self, callee: Value, args: &[Value]) -> Result<()> {
        let function: *const LoadedFunction = match callee.kind() {
            Kind::FUNCTION => callee.address(),
            Kind::CLOSURE => callee.as_closure().map_or(std::ptr::null(), |c| c.function),
            _ => {
                // Natives, classes and instances are called from this frame; what they give is returned at once, by
                // `deliver` or, if they needed a frame, by `return_value`.
                let site = self.site_above(self.scratch(), TAIL_SKIP);
                return self.call_value(callee, args, site);
            }
        };
        // SAFETY: functions are loaded code.
        let code = unsafe { &*function };
        let parameters = &code.def.parameters;
        let (required, count) = (usize::from(parameters.required), parameters.count());
        if args.len() < required || args.len() > count && !parameters.rest {
            return Err(self.arity_error(code, args.len()));
        }
        let rest =
            if parameters.rest { Some(self.ctx.new_array(args.get(count..).unwrap_or_default())?) } else { None };
        self.need_stack(code.window as usize)?;
        self.charge(1)?;
        // SAFETY: room was made for the window; the frame below the first function's window has a register for a
        // closure, as every frame has.
        unsafe {
            (*self.frame_top.sub(1)).tail = true;
            let base: *mut Value = self.base.cast();
            *base.sub(1) = callee;
            for i in 0..count {
                *base.add(i) = args.get(i).copied().unwrap_or(Value::ABSENT);
            }
            if let Some(rest) = rest {
                *base.add(count) = rest;
            }
        }
        self.function = function;
        self.insn = code.code;
        self.pc = if all_given(args, count) { code.body } else { code.code };
        Ok(())
    }

    /// Leaves the running function with a result; stops if it was the last.
    pub(crate) fn return_value(&mut self, mut value: Value) -> Result<()> {
        loop {
            let record = self.pop_frame();
            if record.function.is_null() && !self.at_root() {
                // SAFETY: the running fiber is alive.
                let site = if unsafe { (*self.fiber).cancelling } {
                    // Cleanup code that returns does not stop what it is part of.
                    match self.unwound(Value::NIL, CANCEL) {
                        Unwound::Further(value, bits) => return Err(Trap::Unwind(value, bits)),
                        Unwound::Answer(answer, site) => {
                            value = answer;
                            site
                        }
                    }
                } else {
                    self.end_fiber(Status::Done)
                };
                if site.skip == TAIL_SKIP {
                    continue;
                }
                return self.deliver(value, site);
            }
            if record.function.is_null() {
                // SAFETY: the record was there a moment ago; reports still walk the frames.
                self.frame_top = unsafe { self.frame_top.add(1) };
                self.ended = Some(super::Ended::Returned(value));
                return Err(Trap::Stop);
            }
            self.restore(&record);
            if record.skip == TAIL_SKIP {
                // The caller made a tail call to something that needed a frame: it returns in turn.
                continue;
            }
            self.set_at(record.dst, value);
            // SAFETY: the verifier has checked that an instruction follows.
            self.pc = unsafe { record.pc.add(usize::from(record.skip)) };
            return Ok(());
        }
    }

    /// Continues a stepped native in its frame. `last` is the register for what calls return; below it lie the callee
    /// (nil if there is none) and the arguments of a call that is yet to be made, or [`SETTLING`] and the result.
    pub(crate) fn step_native(&mut self, last: u16) -> Result<()> {
        let code = self.code();
        let Some(native) = code.native else { return Ok(()) };
        // SAFETY: a runtime's natives do not move.
        let def = unsafe { &*native };
        let NativeFn::Stepped(_, step) = def.function else { return Ok(()) };
        let (callee, args) = (last - 32, last - 16);
        let pending = self.at(callee);
        if pending == SETTLING {
            self.charge(self.debt)?;
            self.debt = 0;
            self.set_at(callee, Value::NIL);
            self.set_at(last, self.at(args));
            return Ok(());
        }
        if pending.kind() != Kind::NIL {
            let given: Args = self.at(args).as_tuple().map_or(Args::new(), |t| t.values().into());
            return self.call_for_native(pending, &given, last);
        }
        self.charge(self.debt)?;
        self.debt = 0;
        let input = self.at(last);
        self.set_at(last, Value::NIL);
        let count = usize::from(callee / 16);
        // SAFETY: the frame's registers lie in the stack, which the native cannot reach through the context; all of
        // them were set when the frame was made.
        let registers = unsafe { std::slice::from_raw_parts_mut(self.base.cast::<Value>(), count) };
        let mut frame = Frame { registers, count: code.def.parameters.registers(), input };
        match crate::native::guard(&mut self.ctx, &def.name, |ctx| step(ctx, &mut frame)) {
            Ok(Step::Done(value) | Step::Spent(value, 0)) => self.set_at(last, value),
            Ok(Step::Spent(value, units)) => {
                self.debt = units;
                self.set_at(callee, SETTLING);
                self.set_at(args, value);
                self.pc = self.insn;
            }
            Ok(Step::Again(units)) => {
                self.debt = units.max(1);
                self.pc = self.insn;
            }
            Ok(Step::Call(callee, args)) => return self.call_for_native(callee, &args, last),
            Err(trap) => {
                // The step is taken again after a collection, with the same input.
                self.set_at(last, input);
                return Err(trap);
            }
        }
        Ok(())
    }

    /// Makes the call that a stepped native asked for. What cannot be made at once is kept in the frame's registers.
    fn call_for_native(&mut self, callee: Value, args: &[Value], last: u16) -> Result<()> {
        self.set_at(last - 32, Value::NIL);
        // What the last step cost is settled. If this traps, only what it has been charged itself counts when it is made again.
        self.charged = 0;
        let site = self.site_above(last, 0);
        let called = self.call_value(callee, args, site);
        if let Err(Trap::Fuel | Trap::Again | Trap::Collect(_) | Trap::Ask(_)) = called {
            let Ok(kept) = self.ctx.new_tuple_beyond_limit(args) else {
                return Err(self.ctx.error(ErrorKind::OutOfMemory, "out of memory"));
            };
            self.set_at(last - 32, callee);
            self.set_at(last - 16, kept);
        }
        called
    }

    /// Takes the value and signal bits that a cleanup handler was given and goes on unwinding.
    pub(crate) fn rethrow(&mut self, value: Value, bits: Value) -> Trap {
        match bits.as_int() {
            Some(bits) if bits != ERROR => Trap::Unwind(value, bits),
            _ => Trap::Throw(value),
        }
    }

    /// The values of an array of arguments.
    pub(crate) fn positional(&mut self, array: Value) -> Result<Args> {
        let Some(positional) = array.as_array() else {
            return Err(self.ctx.type_error(format!("spread expects array, got {}", array.kind().word())));
        };
        self.ctx.reserve(positional.len().saturating_mul(16))?;
        Ok(positional.iter().collect())
    }

    /// The arguments of a call with positional arguments and named ones behind them. An instance that the call makes, or
    /// that is called, is not among them.
    pub(crate) fn spread(&mut self, callee: Value, mut args: Args, named: &[Value], names: &[String]) -> Result<Args> {
        if names.is_empty() {
            return Ok(args);
        }
        let builtin_error =
            callee.kind() == Kind::CLASS && self.ctx.is_error_class(callee) && self.initializer_is_builtin(callee);
        if builtin_error {
            let known = ERROR_PARAMETERS.map(str::to_string);
            let name = self.ctx.name_of_class(callee);
            return self.name_arguments(args, named, names, &known, &name);
        }
        let target = match callee.kind() {
            Kind::CLASS => self.initializer(callee),
            Kind::RECORD | Kind::ERROR => self.ctx.method(callee, b"_call").unwrap_or(Value::NIL),
            _ => callee,
        };
        let function: *const LoadedFunction = match target.kind() {
            Kind::FUNCTION => target.address(),
            _ => target.as_closure().map_or(std::ptr::null(), |c| c.function),
        };
        if function.is_null() {
            let what = self.callee_name(callee);
            return Err(self.ctx.type_error(format!("{what}() has no parameter '{}'", names[0])));
        }
        // SAFETY: functions are loaded code.
        let code = unsafe { &*function };
        let skip = usize::from(target != callee);
        let parameters = &code.def.parameters;
        let known = &parameters.names[skip.min(parameters.count())..parameters.count()];
        let name = display_name(code);
        args = self.name_arguments(args, named, names, known, name)?;
        let required = usize::from(parameters.required) - skip.min(usize::from(parameters.required));
        for (i, missing) in known.iter().enumerate().take(required) {
            if args.get(i).is_none_or(|a| a.kind() == Kind::ABSENT) {
                let message = match code.def.kind {
                    FunctionKind::Initializer => format!("missing argument '{missing}' in {name}()"),
                    _ => format!("{name}() is missing argument '{missing}'"),
                };
                return Err(self.ctx.error(ErrorKind::ArityError, message));
            }
        }
        Ok(args)
    }

    /// Puts named arguments in the places of the parameters `known`; gaps are absent.
    fn name_arguments(
        &mut self,
        mut args: Args,
        named: &[Value],
        names: &[String],
        known: &[String],
        name: &str,
    ) -> Result<Args> {
        for (value, wanted) in named.iter().zip(names) {
            let Some(i) = known.iter().position(|k| k == wanted) else {
                return Err(self.ctx.type_error(format!("{name}() has no parameter '{wanted}'")));
            };
            while args.len() <= i {
                args.push(Value::ABSENT);
            }
            if args[i].kind() != Kind::ABSENT {
                return Err(self.ctx.type_error(format!("{name}() got '{wanted}' twice")));
            }
            args[i] = *value;
        }
        Ok(args)
    }

    fn callee_name(&mut self, callee: Value) -> String {
        match callee.kind() {
            Kind::NATIVE => {
                self.ctx.runtime.native(callee.payload() as u32).map_or(String::new(), |d| d.name.to_string())
            }
            Kind::CLASS => self.ctx.name_of_class(callee),
            other => other.word().to_string(),
        }
    }
}

/// Stands for the callee in the frame of a stepped native that is finished but has not been charged for its last step.
const SETTLING: Value = Value::TRUE;

/// The header of the class Error.
pub(crate) const ERROR_PARAMETERS: [&str; 3] = ["message", "kind", "data"];

/// The `skip` of a tail call that needed a frame after all: the caller returns what the callee gives.
pub(crate) const TAIL_SKIP: u8 = u8::MAX;

/// Whether the first `count` parameters are all given; named arguments may leave gaps.
fn all_given(args: &[Value], count: usize) -> bool {
    args.len() >= count && args[..count].iter().all(|a| a.kind() != Kind::ABSENT)
}

/// How reports name a function.
pub(crate) fn display_name(code: &LoadedFunction) -> &str {
    if code.def.kind == FunctionKind::Lambda { "<fn>" } else { &code.def.name }
}

/// `substr expects (string, int, int), got int and float`.
fn argument_error(def: &NativeDef, args: &[Value]) -> String {
    let signature = def.shown_signature();
    let types: Vec<&str> = signature
        .split(',')
        .map(|p| p.trim().trim_matches(['[', ']']).split_once(':').map_or("any", |(_, t)| t.trim()))
        .take(args.len().max(def.parameters().required))
        .collect();
    let given: Vec<&str> = args.iter().map(|a| a.kind().word()).collect();
    let given = match given.split_last() {
        Some((last, [])) => (*last).to_string(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "nothing".to_string(),
    };
    format!("{} expects ({}), got {given}", def.name, types.join(", "))
}

const _: () = assert!(size_of::<ClosureObject>() == 24);
