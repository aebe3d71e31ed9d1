//! Memory and calls: arrays, fields, captured and module variables, and how compiled code calls compiled code.

use crate::emit::{Emitter, Loaded, Region, register};
use crate::plan::{Act, Plan, Via, element_kind, elements_of};
use crate::types::{ARRAY, BOOL, CELL, CLOSURE, FLOAT, FUNCTION, INT};
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, BlockArg, InstBuilder, Value, types};
use quintet_bytecode::{Op, Site};
use quintet_runtime::Kind;
use quintet_runtime::tier::{LEFT, done, layout, method_finder};

impl<'a> Emitter<'a, '_> {
    pub(crate) fn access(&mut self, site: &Site, plan: &Plan<'a>) {
        let word = site.word;
        let (a, b, c) = (register(word.a()), register(word.b()), register(word.c()));
        match plan.act {
            Act::GetIndex { elements, result } => {
                let (array, n) = (self.word(b), self.word(c));
                self.check_bounds(array, n);
                let element = self.element(array, n, elements, result);
                self.put(a, element);
            }
            Act::GetAnyIndex => {
                let (array, n) = (self.word(b), self.word(c));
                self.check_bounds(array, n);
                let (tag, payload) = self.any_element(array, n);
                self.set_both(a, tag, payload);
            }
            Act::ArrayNew { elements } => self.new_array(site, elements),
            Act::Push { elements } => self.push(site, elements),
            Act::LenCall => {
                let array = self.word(a + 1);
                self.charge();
                let len = self.load(Region::Object, types::I64, array, layout::ARRAY_LEN);
                self.set_word(b, len);
            }
            Act::SetIndex { elements } => {
                let (array, n) = (self.word(a), self.word(b));
                self.check_bounds(array, n);
                self.check_elements(array, elements);
                self.set_element(site, (array, n), elements, c);
            }
            Act::GetField { shape, offset, result } => {
                let record = self.word(b);
                self.check_shape(record, shape);
                let value = self.value_at(record, offset as i32, result);
                self.put(a, value);
            }
            Act::SetField { shape, offset } => {
                let record = self.word(a);
                self.check_shape(record, shape);
                self.guarded_store(site, record, b, |this| {
                    let (tag, payload) = this.both(b);
                    this.store(Region::Object, tag, record, offset as i32);
                    this.store(Region::Object, payload, record, offset as i32 + 8);
                });
            }
            Act::ArrayLen => {
                let array = self.word(b);
                let len = self.load(Region::Object, types::I64, array, layout::ARRAY_LEN);
                self.set_word(a, len);
            }
            Act::Capture { result } => {
                let closure = self.closure();
                let value = self.value_at(closure, capture_offset(word.d()), result);
                self.put(a, value);
            }
            Act::CellGet { captured, result } => {
                let cell = if captured { self.captured_cell(word.d()) } else { self.word(b) };
                let value = self.value_at(cell, layout::CELL_VALUE, result);
                self.put(a, value);
            }
            Act::CellSet { captured } => {
                let (cell, from) = if captured { (self.captured_cell(word.d()), a) } else { (self.word(a), b) };
                self.guarded_store(site, cell, from, |this| {
                    let (tag, payload) = this.both(from);
                    this.store(Region::Object, tag, cell, layout::CELL_VALUE);
                    this.store(Region::Object, payload, cell, layout::CELL_VALUE + 8);
                });
            }
            Act::Global { result } => {
                let variables = self.variables();
                let value = self.value_at(variables, word.d() as i32 * 16, result);
                self.put(a, value);
            }
            Act::SetGlobal => {
                let variables = self.variables();
                let (tag, payload) = self.both(a);
                self.store(Region::Object, tag, variables, word.d() as i32 * 16);
                self.store(Region::Object, payload, variables, word.d() as i32 * 16 + 8);
            }
            Act::CallKnown { result } => {
                let callee = self.function().sibling(usize::from(word.c()));
                let (address, window) = callee.map_or((0, 0), |f| (f.address(), f.window_bytes()));
                let (function, window) = (self.int(address as i64), self.int(i64::from(window)));
                self.call(site, function, window, result);
            }
            Act::CallValue { result } => {
                let (tag, payload) = self.both(a);
                let function = self.function_of(tag, payload);
                let window = self.check_arguments(site, function);
                self.call(site, function, window, result);
            }
            Act::CallMethod { shape, index, result } => {
                let (tag, payload) = self.method(a + 1, shape, index);
                let function = self.function_of(tag, payload);
                let window = self.check_arguments(site, function);
                self.set_both(a, tag, payload);
                self.call(site, function, window, result);
            }
            Act::Inline { result, via } => {
                // What the function writes to its window may lie over its arguments, which an exit needs.
                self.forget_clean(a + 1..a + 1 + usize::from(word.x()));
                let Some(body) = &plan.body else { return };
                let target = body.code.function.address();
                let closure = match via {
                    Via::Known => None,
                    _ => {
                        let (tag, payload) = match via {
                            Via::Method { shape, index } => self.method(a + 1, shape, index),
                            _ => self.both(a),
                        };
                        let function = self.function_of(tag, payload);
                        let other = self.b.ins().icmp_imm_s(IntCC::NotEqual, function, target as i64);
                        let failed = self.failed_exit();
                        self.if_then(other, failed);
                        Some(payload)
                    }
                };
                self.inline(site, body, closure, result);
            }
            Act::CallFound { result } => {
                self.flush(a + 1);
                let function = self.call_routine(site, method_finder());
                let none = self.b.ins().icmp_imm_s(IntCC::Equal, function, 0);
                let exit = self.plain_exit();
                self.if_then(none, exit);
                let window = self.check_arguments(site, function);
                self.call(site, function, window, result);
            }
            _ => unreachable!("acts on memory: {:?}", plan.act),
        }
    }

    fn check_bounds(&mut self, array: Value, n: Value) {
        let len = self.load(Region::Object, types::I64, array, layout::ARRAY_LEN);
        let outside = self.b.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, n, len);
        let exit = self.plain_exit();
        self.if_then(outside, exit);
    }

    fn check_shape(&mut self, record: Value, shape: u32) {
        let found = self.load(Region::Object, types::I32, record, layout::RECORD_SHAPE);
        let wrong = self.b.ins().icmp_imm_s(IntCC::NotEqual, found, i64::from(shape));
        let failed = self.failed_exit();
        self.if_then(wrong, failed);
    }

    fn set_element(&mut self, site: &Site, (array, n): (Value, Value), elements: u16, from: usize) {
        self.guarded_store(site, array, from, |this| {
            let storage = this.load(Region::Object, types::I64, array, layout::ARRAY_STORAGE);
            let address = this.element_address(storage, n, elements);
            this.put_element(address, 0, elements, from);
        });
    }

    /// Stores a register's value into an object; through the instruction's routine if that is frozen, or the heap has to be
    /// told.
    fn guarded_store(&mut self, site: &Site, object: Value, from: usize, store: impl FnOnce(&mut Self)) {
        let flags = self.load(Region::Object, types::I8, object, layout::HEADER_FLAGS);
        let kind = self.state().kind(from);
        let plain = kind.is_some_and(|kind| kind < layout::LEAST_OBJECT);
        let mask = if plain { layout::FROZEN } else { layout::FROZEN | layout::BARRIER };
        let guarded = self.b.ins().band_imm_s(flags, i64::from(mask));
        if self.is_inlined() {
            // Of a kind that nobody has to be told of: see `Planner::body`.
            let exit = self.plain_exit();
            self.if_then(guarded, exit);
            return store(self);
        }
        let (slow, fast, next) = (self.block(), self.block(), self.block());
        self.b.set_cold_block(slow);
        if kind.is_some() {
            self.b.ins().brif(guarded, slow, &[], fast, &[]);
        } else {
            let maybe = self.block();
            self.b.ins().brif(guarded, maybe, &[], fast, &[]);
            self.switch(maybe);
            let (tag, _) = self.both(from);
            let kind = self.b.ins().ireduce(types::I8, tag);
            let pointer =
                self.b.ins().icmp_imm_s(IntCC::UnsignedGreaterThanOrEqual, kind, i64::from(layout::LEAST_OBJECT));
            let frozen = self.b.ins().band_imm_s(flags, i64::from(layout::FROZEN));
            let needed = self.b.ins().bor(frozen, pointer);
            self.b.ins().brif(needed, slow, &[], fast, &[]);
        }
        self.slow_way(site, slow, next, |_| {});
        self.switch(fast);
        store(self);
        self.b.ins().jump(next, &[]);
        self.switch(next);
    }

    /// The instruction's routine in a block of its own, and what follows it there.
    fn slow_way(&mut self, site: &Site, slow: Block, next: Block, then: impl FnOnce(&mut Self)) {
        self.switch(slow);
        let here = self.state().clone();
        let outcome = self.call_helper(site);
        let left = self.b.ins().icmp_imm_s(IntCC::NotEqual, outcome, done::NEXT as i64);
        let exit = self.left_exit(site);
        self.if_then(left, exit);
        then(self);
        self.b.ins().jump(next, &[]);
        self.set_state(here);
    }

    /// Element `n` of an array that has one, whatever its elements are.
    fn any_element(&mut self, array: Value, n: Value) -> (Value, Value) {
        let header = layout::HEADER_SIZE;
        let (values, packed, bytes, words, next) =
            (self.block(), self.block(), self.block(), self.block(), self.block());
        let (tag, payload) = (self.b.append_block_param(next, types::I64), self.b.append_block_param(next, types::I64));
        let elements = self.load(Region::Object, types::I16, array, layout::HEADER_EXTRA);
        let storage = self.load(Region::Object, types::I64, array, layout::ARRAY_STORAGE);
        self.b.ins().brif(elements, packed, &[], values, &[]);
        self.switch(values);
        let offset = self.b.ins().ishl_imm_s(n, 4);
        let address = self.b.ins().iadd(storage, offset);
        let found = [header, header + 8].map(|o| BlockArg::Value(self.load(Region::Object, types::I64, address, o)));
        self.b.ins().jump(next, &found);
        self.switch(packed);
        let truths = self.b.ins().icmp_imm_s(IntCC::Equal, elements, i64::from(elements_of(BOOL)));
        self.b.ins().brif(truths, bytes, &[], words, &[]);
        self.switch(bytes);
        let address = self.b.ins().iadd(storage, n);
        let byte = self.load(Region::Object, types::I8, address, header);
        let found = [self.int(i64::from(BOOL)), self.b.ins().uextend(types::I64, byte)].map(BlockArg::Value);
        self.b.ins().jump(next, &found);
        self.switch(words);
        // The kinds of numbers are in the order of the kinds of elements.
        const _: () = assert!(INT + 1 == FLOAT);
        let number = self.b.ins().uextend(types::I64, elements);
        let kind = self.b.ins().iadd_imm_s(number, i64::from(INT) - i64::from(elements_of(INT)));
        let offset = self.b.ins().ishl_imm_s(n, 3);
        let address = self.b.ins().iadd(storage, offset);
        let word = self.load(Region::Object, types::I64, address, header);
        self.b.ins().jump(next, &[BlockArg::Value(kind), BlockArg::Value(word)]);
        self.switch(next);
        (tag, payload)
    }

    /// A new array, in the nursery's chunk if that has room.
    fn new_array(&mut self, site: &Site, elements: u16) {
        let (a, b, n) = (register(site.word.a()), register(site.word.b()), usize::from(site.word.x()));
        let (slow, next) = (self.block(), self.block());
        self.b.set_cold_block(slow);
        let words = 1 + match element_kind(elements) {
            None => n * 2,
            Some(BOOL) => n.div_ceil(8),
            Some(_) => n,
        } as i32;
        let storage = self.load(Region::Process, types::I64, self.vm, layout::NURSERY_TOP);
        let top = self.b.ins().iadd_imm_s(storage, i64::from(words + layout::ARRAY_WORDS) * 8);
        let limit = self.load(Region::Process, types::I64, self.vm, layout::NURSERY_LIMIT);
        let full = self.b.ins().icmp(IntCC::UnsignedGreaterThan, top, limit);
        self.if_then(full, slow);
        self.store(Region::Process, top, self.vm, layout::NURSERY_TOP);
        let kind = if elements == 0 { Kind::SLOTS } else { Kind::RAW };
        let header = self.int(layout::header(kind, 0, words as u32) as i64);
        self.store(Region::Object, header, storage, 0);
        for i in 0..n {
            self.put_element(storage, i, elements, b + i);
        }
        let array = self.b.ins().iadd_imm_s(storage, i64::from(words) * 8);
        let header = self.int(layout::header(Kind::ARRAY, elements, layout::ARRAY_WORDS as u32) as i64);
        self.store(Region::Object, header, array, 0);
        let len = self.int(n as i64);
        self.store(Region::Object, len, array, layout::ARRAY_LEN);
        self.store(Region::Object, storage, array, layout::ARRAY_STORAGE);
        self.set_word(a, array);
        self.b.ins().jump(next, &[]);
        self.slow_way(site, slow, next, |this| this.take(a, ARRAY));
        self.switch(next);
    }

    /// Appends to an array, if nobody has to be told and there is room.
    fn push(&mut self, site: &Site, elements: u16) {
        let (a, b) = (register(site.word.a()), register(site.word.b()));
        let (array, from) = (self.word(a + 1), a + 2);
        let (slow, next) = (self.block(), self.block());
        self.b.set_cold_block(slow);
        let flags = self.load(Region::Object, types::I8, array, layout::HEADER_FLAGS);
        let plain = self.state().kind(from).is_some_and(|kind| kind < layout::LEAST_OBJECT);
        let mask = if plain { layout::FROZEN } else { layout::FROZEN | layout::BARRIER };
        let told = self.b.ins().band_imm_s(flags, i64::from(mask));
        self.if_then(told, slow);
        let found = self.load(Region::Object, types::I16, array, layout::HEADER_EXTRA);
        let other = self.b.ins().icmp_imm_s(IntCC::NotEqual, found, i64::from(elements));
        self.if_then(other, slow);
        let storage = self.load(Region::Object, types::I64, array, layout::ARRAY_STORAGE);
        let none = self.b.ins().icmp_imm_s(IntCC::Equal, storage, 0);
        self.if_then(none, slow);
        let words = self.load(Region::Object, types::I32, storage, layout::HEADER_WORDS);
        let words = self.b.ins().uextend(types::I64, words);
        let words = self.b.ins().iadd_imm_s(words, -1);
        let room = match element_kind(elements) {
            None => self.b.ins().ushr_imm_s(words, 1),
            Some(BOOL) => self.b.ins().ishl_imm_s(words, 3),
            Some(_) => words,
        };
        let len = self.load(Region::Object, types::I64, array, layout::ARRAY_LEN);
        let full = self.b.ins().icmp(IntCC::UnsignedGreaterThanOrEqual, len, room);
        self.if_then(full, slow);
        self.charge();
        let address = self.element_address(storage, len, elements);
        self.put_element(address, 0, elements, from);
        let len = self.b.ins().iadd_imm_s(len, 1);
        self.store(Region::Object, len, array, layout::ARRAY_LEN);
        self.set_word(b, len);
        self.b.ins().jump(next, &[]);
        self.slow_way(site, slow, next, |this| this.take(b, INT));
        self.switch(next);
    }

    /// The address of element `n`, but for the header of the storage.
    fn element_address(&mut self, storage: Value, n: Value, elements: u16) -> Value {
        let shift = match element_kind(elements) {
            None => 4,
            Some(BOOL) => 0,
            Some(_) => 3,
        };
        let offset = self.b.ins().ishl_imm_s(n, shift);
        self.b.ins().iadd(storage, offset)
    }

    /// Writes a register's value as the `i`th element behind a header.
    fn put_element(&mut self, header: Value, i: usize, elements: u16, from: usize) {
        let (offset, i) = (layout::HEADER_SIZE, i as i32);
        match element_kind(elements) {
            None => {
                let (tag, payload) = self.both(from);
                self.store(Region::Object, tag, header, offset + i * 16);
                self.store(Region::Object, payload, header, offset + i * 16 + 8);
            }
            Some(BOOL) => {
                let payload = self.word(from);
                let byte = self.b.ins().ireduce(types::I8, payload);
                self.store(Region::Object, byte, header, offset + i);
            }
            Some(_) => {
                let (_, payload) = self.both(from);
                self.store(Region::Object, payload, header, offset + i * 8);
            }
        }
    }

    fn captured_cell(&mut self, index: u32) -> Value {
        let closure = self.closure();
        let offset = capture_offset(index);
        let tag = self.load(Region::Object, types::I64, closure, offset);
        let wrong = self.b.ins().icmp_imm_s(IntCC::NotEqual, tag, i64::from(CELL));
        let exit = self.failed_exit();
        self.if_then(wrong, exit);
        self.load(Region::Object, types::I64, closure, offset + 8)
    }

    /// The variables of the function's module.
    fn variables(&mut self) -> Value {
        let storage = self.function().storage();
        let modules = self.load(Region::Process, types::I64, self.vm, layout::MODULES);
        let exit = self.plain_exit();
        let unknown = self.b.ins().icmp_imm_s(IntCC::UnsignedLessThanOrEqual, modules, i64::from(storage));
        self.if_then(unknown, exit);
        let table = self.load(Region::Process, types::I64, self.vm, layout::VARIABLES);
        let variables = self.load(Region::Process, types::I64, table, storage as i32 * 8);
        let none = self.b.ins().icmp_imm_s(IntCC::Equal, variables, 0);
        self.if_then(none, exit);
        variables
    }

    /// The function of a function value; the interpreter calls everything else.
    fn function_of(&mut self, tag: Value, payload: Value) -> Value {
        let (closure, other, next) = (self.block(), self.block(), self.block());
        let function = self.b.append_block_param(next, types::I64);
        let is_closure = self.b.ins().icmp_imm_s(IntCC::Equal, tag, i64::from(CLOSURE));
        self.b.ins().brif(is_closure, closure, &[], other, &[]);
        self.switch(other);
        let is_other = self.b.ins().icmp_imm_s(IntCC::NotEqual, tag, i64::from(FUNCTION));
        let exit = self.failed_exit();
        self.b.ins().brif(is_other, exit, &[], next, &[BlockArg::Value(payload)]);
        self.switch(closure);
        let code = self.load(Region::Object, types::I64, payload, layout::CLOSURE_FUNCTION);
        self.b.ins().jump(next, &[BlockArg::Value(code)]);
        self.switch(next);
        function
    }

    /// Sees to it that a call needs nothing but a frame; gives the size of the callee's window.
    fn check_arguments(&mut self, site: &Site, function: Value) -> Value {
        let exact = self.load(Region::Object, types::I32, function, layout::EXACT);
        let wrong = self.b.ins().icmp_imm_s(IntCC::NotEqual, exact, i64::from(site.word.x()));
        let exit = self.plain_exit();
        self.if_then(wrong, exit);
        let window = self.load(Region::Object, types::I32, function, layout::WINDOW);
        self.b.ins().uextend(types::I64, window)
    }

    /// The method of the record in a register whose shape has it at an index.
    fn method(&mut self, receiver: usize, shape: u32, index: u32) -> (Value, Value) {
        let record = self.word(receiver);
        self.check_shape(record, shape);
        let class = self.load(Region::Object, types::I64, record, layout::RECORD_CLASS);
        let methods = self.load(Region::Object, types::I64, class, layout::CLASS_METHODS);
        let offset = layout::HEADER_SIZE + index as i32 * 16;
        let tag = self.load(Region::Object, types::I64, methods, offset);
        (tag, self.load(Region::Object, types::I64, methods, offset + 8))
    }

    /// Goes on in compiled code in this frame's place. Whatever else the call would take, the interpreter does.
    pub(crate) fn tail_call(&mut self, site: &Site, plan: &Plan<'_>) {
        let a = register(site.word.a());
        let (function, window, callee) = match plan.act {
            Act::TailKnown => {
                let callee = self.function().sibling(usize::from(site.word.c()));
                let (address, window) = callee.map_or((0, 0), |f| (f.address(), f.window_bytes()));
                (self.int(address as i64), self.int(i64::from(window)), None)
            }
            _ => {
                let (tag, payload) = match plan.act {
                    Act::TailMethod { shape, index } => self.method(a + 1, shape, index),
                    _ => self.both(a),
                };
                let function = self.function_of(tag, payload);
                (function, self.check_arguments(site, function), Some((tag, payload)))
            }
        };
        let exit = self.plain_exit();
        let end = self.b.ins().iadd(self.base, window);
        let stack_end = self.load(Region::Process, types::I64, self.vm, layout::STACK_END);
        let overflows = self.b.ins().icmp(IntCC::UnsignedGreaterThan, end, stack_end);
        self.if_then(overflows, exit);
        let entry = self.load(Region::Object, types::I64, function, layout::ENTRY);
        let none = self.b.ins().icmp_imm_s(IntCC::Equal, entry, 0);
        self.if_then(none, exit);
        self.charge();
        // From here on it is done.
        let arguments: Vec<_> = (1..=usize::from(site.word.x())).map(|n| self.both(a + n)).collect();
        for (n, (tag, payload)) in arguments.into_iter().enumerate() {
            self.set_both(n, tag, payload);
        }
        if let Some((tag, payload)) = callee {
            self.store(Region::Window, tag, self.base, -16);
            self.store(Region::Window, payload, self.base, -8);
        }
        let top = self.load(Region::Process, types::I64, self.vm, layout::FRAME_TOP);
        let yes = self.b.ins().iconst(types::I8, 1);
        self.store(Region::Process, yes, top, layout::RECORD_TAIL - layout::RECORD_SIZE);
        self.spill_fuel();
        self.b.ins().return_call_indirect(self.compiled, entry, &[self.vm, self.base]);
    }

    /// Calls compiled code. Whatever else the call would take, the interpreter does.
    fn call(&mut self, site: &Site, function: Value, window: Value, result: Option<u8>) {
        let (a, b) = (register(site.word.a()), register(site.word.b()));
        let delta = a as i64 * 16 + 16;
        let exit = self.plain_exit();
        let new_base = self.b.ins().iadd_imm_s(self.base, delta);
        let end = self.b.ins().iadd(new_base, window);
        let stack_end = self.load(Region::Process, types::I64, self.vm, layout::STACK_END);
        let overflows = self.b.ins().icmp(IntCC::UnsignedGreaterThan, end, stack_end);
        self.if_then(overflows, exit);
        let record = self.load(Region::Process, types::I64, self.vm, layout::FRAME_TOP);
        let frame_end = self.load(Region::Process, types::I64, self.vm, layout::FRAME_END);
        let full = self.b.ins().icmp(IntCC::Equal, record, frame_end);
        self.if_then(full, exit);
        let stack = self.b.ins().get_stack_pointer(types::I64);
        let native_end = self.load(Region::Process, types::I64, self.vm, layout::NATIVE_END);
        let deep = self.b.ins().icmp(IntCC::UnsignedLessThan, stack, native_end);
        self.if_then(deep, exit);
        let entry = self.load(Region::Object, types::I64, function, layout::ENTRY);
        let none = self.b.ins().icmp_imm_s(IntCC::Equal, entry, 0);
        self.if_then(none, exit);
        self.charge();
        // From here on it is done.
        let first = if matches!(site.op, Op::Call) { a } else { a + 1 };
        for register in first..=a + usize::from(site.word.x()) {
            self.flush(register);
        }
        let pc = self.int(self.function().word_address(site.pc) as i64);
        self.store(Region::Process, pc, record, layout::RECORD_PC);
        let this = self.int(self.function().address() as i64);
        self.store(Region::Process, this, record, layout::RECORD_FUNCTION);
        let link = self.int(layout::link(delta as u32, site.word.b()) as i64);
        self.store(Region::Process, link, record, layout::RECORD_LINK);
        let top = self.b.ins().iadd_imm_s(record, i64::from(layout::RECORD_SIZE));
        self.store(Region::Process, top, self.vm, layout::FRAME_TOP);
        self.spill_fuel();
        let call = self.b.ins().call_indirect(self.compiled, entry, &[self.vm, new_base]);
        self.reload_fuel();
        let (tag, payload) = (self.b.inst_results(call)[0], self.b.inst_results(call)[1]);
        let left = self.left_exit(site);
        match result {
            None => {
                let has_left = self.b.ins().icmp_imm_s(IntCC::Equal, tag, LEFT as i64);
                self.if_then(has_left, left);
                self.store(Region::Process, record, self.vm, layout::FRAME_TOP);
                self.set_both(b, tag, payload);
            }
            Some(kind) => {
                let (other, expected) = (self.block(), self.block());
                self.b.set_cold_block(other);
                let is_other = self.b.ins().icmp_imm_s(IntCC::NotEqual, tag, i64::from(kind));
                self.b.ins().brif(is_other, other, &[], expected, &[]);
                self.switch(other);
                let has_left = self.b.ins().icmp_imm_s(IntCC::Equal, tag, LEFT as i64);
                self.if_then(has_left, left);
                self.store(Region::Process, record, self.vm, layout::FRAME_TOP);
                self.set_both(b, tag, payload);
                let failed = self.failed_behind(site, b);
                self.b.ins().jump(failed, &[]);
                self.switch(expected);
                self.store(Region::Process, record, self.vm, layout::FRAME_TOP);
                let loaded = if kind == FLOAT {
                    Loaded::Float(self.b.ins().bitcast(types::F64, cranelift_codegen::ir::MemFlagsData::new(), payload))
                } else {
                    Loaded::Word(payload)
                };
                self.put(b, loaded);
            }
        }
    }
}

/// Where a captured value lies in its closure.
fn capture_offset(index: u32) -> i32 {
    layout::CLOSURE_CAPTURES + index as i32 * 16
}
