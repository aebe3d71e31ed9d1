//! Every op, executed: the slow path of the interpreter and the whole of the instrumented one.

use super::arith::{binary, operand_error};
use super::container::method_arguments;
use crate::error::{ErrorKind, Result, Trap};
use crate::fiber::{Action, Signal, bits};
use crate::object::{CellObject, ClosureObject, range_count};
use crate::process::{Args, CallSite, Process, display_name};
use crate::value::{Kind, Value};
use crate::walk;
use quintet_bytecode::{CaptureSource, CoerceType, Constant, Instruction, Op, Reg, Visitor, Word};
use std::cmp::Ordering;

/// Offset of a register in its window.
fn at(r: Reg) -> u16 {
    r.0 * 16
}

impl Process {
    /// Executes the instruction at `insn`; `pc` is behind its first word. A fused op is executed as its first part.
    pub(crate) fn execute(&mut self, word: Word) -> Result<()> {
        // SAFETY: the verifier has checked that an op with an auxiliary word has one; for the others the word behind
        // is not used. No function ends in an op that falls off its end, so that one can be read.
        let next = unsafe { if word_has_aux(word) { *self.pc } else { Word(0) } };
        if word_has_aux(word) {
            // SAFETY: as above.
            self.pc = unsafe { self.pc.add(1) };
        }
        match Instruction::decode(word, next) {
            Some(instruction) => instruction.visit(self),
            None => Err(self.ctx.error(ErrorKind::InternalError, "unknown op")),
        }
    }

    /// Goes `d` words on from behind the instruction.
    pub(crate) fn jump(&mut self, d: i32) {
        // SAFETY: the verifier has checked that jumps land on instructions of the function.
        self.pc = unsafe { self.pc.offset(d as isize) };
    }

    fn back_edge(&mut self, taken: bool, d: i32) -> Result<()> {
        if taken {
            self.charge(1)?;
            self.jump(d);
        }
        Ok(())
    }

    fn get(&self, r: Reg) -> Value {
        self.at(at(r))
    }
    fn set(&mut self, r: Reg, value: Value) -> Result<()> {
        self.set_at(at(r), value);
        Ok(())
    }

    /// What to do with operands that an op does not define: the module's fallback, else an error.
    fn undefined_operands(&mut self, op: Op, dst: Reg, operands: &[Value]) -> Result<()> {
        let module = self.code().module();
        if let Some(fallback) = module.module.fallbacks.iter().find(|f| f.op == op) {
            let function = Value::from_address(Kind::FUNCTION, &module.functions[fallback.function as usize]);
            let site = self.site_above(at(dst), 1);
            return self.call_value(function, operands, site);
        }
        let message = operand_error(op, operands);
        Err(self.ctx.type_error(message))
    }

    fn arithmetic(&mut self, op: Op, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (x, y) = (self.get(b), self.get(c));
        match binary(&mut self.ctx, op, x, y)? {
            Some(value) => self.set(a, value),
            None => self.undefined_operands(op, a, &[x, y]),
        }
    }

    fn order(&mut self, op: Op, a: Reg, b: Reg, c: Reg, wanted: fn(Ordering) -> bool) -> Result<()> {
        let (x, y) = (self.get(b), self.get(c));
        let rich = matches!(op, Op::LtRich | Op::LeRich | Op::GtRich | Op::GeRich);
        let name = match op {
            Op::Lt | Op::LtRich => "LT",
            Op::Le | Op::LeRich => "LTE",
            Op::Gt | Op::GtRich => "GT",
            _ => "GTE",
        };
        let ordered = x.as_number().is_some() && y.as_number().is_some() || x.is_string() && y.is_string();
        let module = self.code().module();
        if !ordered && module.module.fallbacks.iter().any(|f| f.op == op) {
            return self.undefined_operands(op, a, &[x, y]);
        }
        let ordering = if rich {
            walk::order::compare(&mut self.ctx, x, y, name)?
        } else {
            walk::order::strict_compare(&mut self.ctx, x, y, name)?
        };
        self.set(a, Value::bool(ordering.is_some_and(wanted)))
    }

    fn unary_int(&mut self, op: Op, a: Reg, b: Reg, f: fn(i64) -> i64) -> Result<()> {
        let value = self.get(b);
        match value.as_int() {
            Some(i) => self.set(a, Value::int(f(i))),
            None => self.undefined_operands(op, a, &[value]),
        }
    }

    fn negate(&mut self, op: Op, a: Reg, b: Reg) -> Result<()> {
        let value = self.get(b);
        if let Some(f) = value.as_float() {
            return self.set(a, Value::float(-f));
        }
        let sub = match op {
            Op::Neg => Op::Sub,
            Op::NegChecked => Op::SubChecked,
            _ => Op::SubPromote,
        };
        match value.kind() {
            Kind::INT | Kind::BIGINT => match binary(&mut self.ctx, sub, Value::int(0), value)? {
                Some(result) => self.set(a, result),
                None => self.undefined_operands(op, a, &[value]),
            },
            _ => self.undefined_operands(op, a, &[value]),
        }
    }

    fn number_operand(&mut self, op: Op, value: Value) -> Result<f64> {
        value.as_number().ok_or_else(|| {
            let message = operand_error(op, &[value]);
            self.ctx.type_error(message)
        })
    }

    fn coerced(&mut self, value: Value, code: u16, fail: impl FnOnce(&Process, &str) -> String) -> Result<Value> {
        let Some((ty, nullable)) = CoerceType::from_code(code) else { return Ok(value) };
        if nullable && value.is_nil() {
            return Ok(value);
        }
        match super::coerce(value, ty) {
            Some(value) => Ok(value),
            None => {
                let mut expected = ty.expected().to_string();
                if nullable {
                    expected.push('?');
                }
                let message = fail(self, &expected);
                Err(self.ctx.type_error(message))
            }
        }
    }

    fn site(&self, a: Reg, dst: Reg) -> CallSite {
        // SAFETY: `pc` is behind the instruction at `insn`.
        let skip = unsafe { self.pc.offset_from(self.insn) } as u8;
        CallSite { window: usize::from(at(a)), dst: at(dst), skip }
    }

    fn arguments(&self, a: Reg, x: u8) -> Args {
        self.window(usize::from(at(a)) + 16, usize::from(x))
    }

    fn function_value(&self, index: u16) -> Value {
        // SAFETY: the verifier has checked the index; a module's functions lie in one piece.
        Value::from_address(Kind::FUNCTION, unsafe { self.code().functions.add(usize::from(index)) })
    }

    fn names(&self, w: u32) -> &'static [String] {
        match self.code().def.constants.get(w as usize) {
            Some(Constant::Names(names)) => names,
            _ => &[],
        }
    }

    /// Callee and arguments of a call with an array of positional arguments and named ones behind it.
    fn spread_call(&mut self, a: Reg, x: u8, w: u32) -> Result<(Value, Args)> {
        let callee = self.get(a);
        let array = self.get(a.offset(1));
        let named = self.window(usize::from(at(a)) + 32, usize::from(x));
        let args = self.positional(array)?;
        let args = self.spread(callee, args, &named, self.names(w))?;
        Ok((callee, args))
    }

    fn spread_method(&mut self, a: Reg, x: u8, c: u16, w: u32, outside: bool) -> Result<(Value, Args)> {
        let array = self.get(a.offset(1));
        let receiver = array.as_array().and_then(|a| a.get(0)).unwrap_or(Value::NIL);
        let name = self.constant(usize::from(c));
        let callee = self.find_method(receiver, name, outside)?;
        // An export of a module is called without the module.
        let array = match receiver.kind() {
            Kind::MODULE => self.ctx.get_slice(array, Value::int(1), Value::NIL)?,
            _ => array,
        };
        let named = self.window(usize::from(at(a)) + 32, usize::from(x));
        let args = self.positional(array)?;
        let args = self.spread(callee, args, &named, self.names(w))?;
        Ok((callee, args))
    }

    fn tuple_of<'v>(&mut self, value: &'v Value) -> Result<&'v [Value]> {
        match value.as_tuple() {
            Some(t) => Ok(t.values()),
            None => Err(self.ctx.type_error(format!("expected a tuple, got {}", value.kind().word()))),
        }
    }

    fn pair_of(&mut self, value: Value) -> Result<(Value, Value)> {
        match value.as_pair() {
            Some(p) => Ok(p.values()),
            None => Err(self.ctx.type_error(format!("expected a pair, got {}", value.kind().word()))),
        }
    }

    fn cell_of(&mut self, value: Value) -> Result<*mut CellObject> {
        value.cell_mut().ok_or_else(|| self.ctx.type_error(format!("expected a cell, got {}", value.kind().word())))
    }

    fn capture(&self, d: u32) -> Value {
        match self.closure().as_closure() {
            Some(c) => c.values().get(d as usize).copied().unwrap_or(Value::NIL),
            None => Value::NIL,
        }
    }

    fn tail(&mut self, callee: Value, args: &[Value]) -> Result<()> {
        self.tail_call_value(callee, args)
    }
}

fn word_has_aux(word: Word) -> bool {
    Op::from_byte(word.op()).is_some_and(|op| op.info().words() == 2)
}

macro_rules! arithmetic {
    ($($name:ident $op:ident;)*) => { $(
        fn $name(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
            self.arithmetic(Op::$op, a, b, c)
        }
    )* };
}

macro_rules! order {
    ($($name:ident $op:ident $wanted:ident;)*) => { $(
        fn $name(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
            self.order(Op::$op, a, b, c, Ordering::$wanted)
        }
    )* };
}

/// Whether a value is true as machines and Lua have it.
pub(crate) fn strict_truth(v: Value) -> bool {
    !(v.is_nil() || v == Value::FALSE)
}

impl Visitor for Process {
    type Output = Result<()>;

    fn nop(&mut self) -> Result<()> {
        Ok(())
    }
    fn load_nil(&mut self, a: Reg) -> Result<()> {
        self.set(a, Value::NIL)
    }
    fn load_true(&mut self, a: Reg) -> Result<()> {
        self.set(a, Value::TRUE)
    }
    fn load_false(&mut self, a: Reg) -> Result<()> {
        self.set(a, Value::FALSE)
    }
    fn load_int(&mut self, a: Reg, d: i32) -> Result<()> {
        self.set(a, Value::int(i64::from(d)))
    }
    fn load_const(&mut self, a: Reg, d: u32) -> Result<()> {
        self.set(a, self.constant(d as usize))
    }
    fn load_native(&mut self, a: Reg, d: u32) -> Result<()> {
        self.set(a, self.code().module().natives[d as usize])
    }
    fn r#move(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.set(a, self.get(b))
    }

    arithmetic! {
        add Add; sub Sub; mul Mul; div Div; r#mod Mod; idiv_floor IdivFloor; mod_floor ModFloor; fdiv Fdiv; pow Pow;
        add_rich AddRich; div_rich DivRich; mod_rich ModRich;
        add_checked AddChecked; sub_checked SubChecked; mul_checked MulChecked;
        add_promote AddPromote; sub_promote SubPromote; mul_promote MulPromote;
        bit_and BitAnd; bit_or BitOr; bit_xor BitXor; shl Shl; shr Shr; ushr Ushr; shl_rich ShlRich; shr_rich ShrRich;
    }
    fn neg(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.negate(Op::Neg, a, b)
    }
    fn neg_checked(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.negate(Op::NegChecked, a, b)
    }
    fn neg_promote(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.negate(Op::NegPromote, a, b)
    }
    fn bit_not(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.unary_int(Op::BitNot, a, b, |i| !i)
    }

    fn to_float(&mut self, a: Reg, b: Reg) -> Result<()> {
        let number = self.number_operand(Op::ToFloat, self.get(b))?;
        self.set(a, Value::float(number))
    }
    fn to_int(&mut self, a: Reg, b: Reg) -> Result<()> {
        let value = self.get(b);
        if value.is_int() {
            return self.set(a, value);
        }
        let number = self.number_operand(Op::ToInt, value)?;
        match quintet_bytecode::number::float_to_int(number) {
            Some(i) => self.set(a, Value::int(i)),
            None => {
                let mut text = String::new();
                quintet_bytecode::number::format_float(number, &mut text);
                Err(self.ctx.value_error(format!("{text} is out of the range of integers")))
            }
        }
    }
    fn to_int_sat(&mut self, a: Reg, b: Reg) -> Result<()> {
        let value = self.get(b);
        if value.is_int() {
            return self.set(a, value);
        }
        let number = self.number_operand(Op::ToIntSat, value)?;
        self.set(a, Value::int(quintet_bytecode::number::float_to_int_sat(number)))
    }
    fn coerce(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        let value = self.coerced(self.get(b), c, |_, expected| match expected {
            "Boolean" => "expected Boolean or Number for boolean".to_string(),
            _ => format!("expected {expected}"),
        })?;
        self.set(a, value)
    }
    fn coerce_argument(&mut self, a: Reg, c: u16) -> Result<()> {
        let value = self.coerced(self.get(a), c, |process, expected| {
            let code = process.code();
            let name = code.def.parameters.names.get(a.index()).map_or("", String::as_str);
            format!("{}() expects {expected} for '{name}'", display_name(code))
        })?;
        self.set(a, value)
    }
    fn coerce_result(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        let value = self.coerced(self.get(b), c, |process, expected| {
            format!("{}() must return {expected}", display_name(process.code()))
        })?;
        self.set(a, value)
    }

    fn eq(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        self.set(a, Value::bool(walk::equal::strict_equal(self.get(b), self.get(c))))
    }
    fn ne(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        self.set(a, Value::bool(!walk::equal::strict_equal(self.get(b), self.get(c))))
    }
    order! {
        lt Lt is_lt; le Le is_le; gt Gt is_gt; ge Ge is_ge;
        lt_rich LtRich is_lt; le_rich LeRich is_le; gt_rich GtRich is_gt; ge_rich GeRich is_ge;
    }
    fn eq_rich(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (x, y) = (self.get(b), self.get(c));
        let equal = walk::equal::equal(&mut self.ctx, x, y);
        self.set(a, Value::bool(equal))
    }
    fn ne_rich(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (x, y) = (self.get(b), self.get(c));
        let equal = walk::equal::equal(&mut self.ctx, x, y);
        self.set(a, Value::bool(!equal))
    }
    fn is(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        self.set(a, Value::bool(walk::equal::same(self.get(b), self.get(c))))
    }
    fn is_nil(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.set(a, Value::bool(self.get(b).is_nil()))
    }
    fn not(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.set(a, Value::bool(!strict_truth(self.get(b))))
    }
    fn truth(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.set(a, Value::bool(strict_truth(self.get(b))))
    }
    fn not_rich(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.set(a, Value::bool(!walk::truth(self.get(b))))
    }
    fn truth_rich(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.set(a, Value::bool(walk::truth(self.get(b))))
    }
    fn is_type(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        self.set(a, Value::bool(self.get(b).is_type(c)))
    }
    fn is_array_of(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        let fits = self.get(b).as_array().is_some_and(|array| array.len() == usize::from(c));
        self.set(a, Value::bool(fits))
    }
    fn is_array_from(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        let fits = self.get(b).as_array().is_some_and(|array| array.len() >= usize::from(c));
        self.set(a, Value::bool(fits))
    }
    fn instance_of(&mut self, a: Reg, b: Reg, c: Reg, w: u32) -> Result<()> {
        let (value, class) = (self.get(b), self.get(c));
        if class.kind() != Kind::CLASS {
            let name = String::from_utf8_lossy(self.constant(w as usize).as_string().unwrap_or_default()).into_owned();
            return Err(self.ctx.type_error(format!("'{name}' is not a class")));
        }
        let is = value.as_record().is_some_and(|record| self.ctx.is_subclass(record.class(), class));
        self.set(a, Value::bool(is))
    }
    fn contains(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (value, container) = (self.get(b), self.get(c));
        self.charge(container.extent() as u64 / 64)?;
        let found = self.ctx.contains(value, container)?;
        self.set(a, Value::bool(found))
    }

    fn jump(&mut self, d: i32) -> Result<()> {
        Process::jump(self, d);
        Ok(())
    }
    fn jump_if(&mut self, a: Reg, d: i32) -> Result<()> {
        if strict_truth(self.get(a)) {
            Process::jump(self, d);
        }
        Ok(())
    }
    fn jump_if_not(&mut self, a: Reg, d: i32) -> Result<()> {
        if !strict_truth(self.get(a)) {
            Process::jump(self, d);
        }
        Ok(())
    }
    fn jump_if_rich(&mut self, a: Reg, d: i32) -> Result<()> {
        if walk::truth(self.get(a)) {
            Process::jump(self, d);
        }
        Ok(())
    }
    fn jump_if_not_rich(&mut self, a: Reg, d: i32) -> Result<()> {
        if !walk::truth(self.get(a)) {
            Process::jump(self, d);
        }
        Ok(())
    }
    fn jump_if_nil(&mut self, a: Reg, d: i32) -> Result<()> {
        if self.get(a).is_nil() {
            Process::jump(self, d);
        }
        Ok(())
    }
    fn jump_if_not_nil(&mut self, a: Reg, d: i32) -> Result<()> {
        if !self.get(a).is_nil() {
            Process::jump(self, d);
        }
        Ok(())
    }
    fn jump_if_given(&mut self, a: Reg, d: i32) -> Result<()> {
        if self.get(a).kind() != Kind::ABSENT {
            Process::jump(self, d);
        }
        Ok(())
    }
    fn r#loop(&mut self, d: i32) -> Result<()> {
        self.back_edge(true, d)
    }
    fn loop_if(&mut self, a: Reg, d: i32) -> Result<()> {
        self.back_edge(strict_truth(self.get(a)), d)
    }
    fn loop_if_not(&mut self, a: Reg, d: i32) -> Result<()> {
        self.back_edge(!strict_truth(self.get(a)), d)
    }
    fn loop_if_rich(&mut self, a: Reg, d: i32) -> Result<()> {
        self.back_edge(walk::truth(self.get(a)), d)
    }
    fn loop_if_not_rich(&mut self, a: Reg, d: i32) -> Result<()> {
        self.back_edge(!walk::truth(self.get(a)), d)
    }
    fn range_prep(&mut self, a: Reg, d: i32) -> Result<()> {
        let values = [self.get(a), self.get(a.offset(1)), self.get(a.offset(2))];
        let [Some(start), Some(stop), Some(step)] = values.map(Value::as_int) else {
            // Those that the program has not written are integers.
            let wrong = values.iter().find(|v| !v.is_int()).map_or("nothing", |v| v.kind().word());
            let text = format!("range expects integers, got {wrong}");
            return Err(self.ctx.type_error(text));
        };
        if step == 0 {
            return Err(self.ctx.value_error("range step must not be 0"));
        }
        match range_count(start, stop, step) {
            0 => Process::jump(self, d),
            n => {
                // The second register counts the turns that are left.
                self.set(a.offset(1), Value::int((n - 1) as i64))?;
                self.set(a.offset(3), Value::int(start))?;
            }
        }
        Ok(())
    }
    fn range_loop(&mut self, a: Reg, d: i32) -> Result<()> {
        let values = [self.get(a), self.get(a.offset(1)), self.get(a.offset(2))];
        let [Some(at), Some(left), Some(step)] = values.map(Value::as_int) else { return Ok(()) };
        if left == 0 {
            return Ok(());
        }
        self.charge(1)?;
        let next = Value::int(at.wrapping_add(step));
        self.set(a, next)?;
        self.set(a.offset(1), Value::int(left.wrapping_sub(1)))?;
        self.set(a.offset(3), next)?;
        Process::jump(self, d);
        Ok(())
    }
    fn iter_prep(&mut self, a: Reg, _x: u8) -> Result<()> {
        self.op_iter_prep(a)
    }
    fn iter_loop(&mut self, a: Reg, x: u8, d: i32) -> Result<()> {
        self.op_iter_loop(a, x, d)
    }

    fn call(&mut self, b: Reg, a: Reg, x: u8) -> Result<()> {
        let (callee, args, site) = (self.get(a), self.arguments(a, x), self.site(a, b));
        self.call_value(callee, &args, site)
    }
    fn call_function(&mut self, b: Reg, a: Reg, x: u8, c: u16) -> Result<()> {
        let (callee, args, site) = (self.function_value(c), self.arguments(a, x), self.site(a, b));
        self.call_value(callee, &args, site)
    }
    fn call_native(&mut self, b: Reg, a: Reg, x: u8, c: u16) -> Result<()> {
        let callee = self.code().module().natives[usize::from(c)];
        let (args, site) = (self.arguments(a, x), self.site(a, b));
        self.call_value(callee, &args, site)
    }
    fn call_method(&mut self, b: Reg, a: Reg, x: u8, c: u16) -> Result<()> {
        let (name, args, site) = (self.constant(usize::from(c)), self.arguments(a, x), self.site(a, b));
        self.call_found_method(name, false, &args, site)
    }
    fn call_method_outside(&mut self, b: Reg, a: Reg, x: u8, c: u16) -> Result<()> {
        let (name, args, site) = (self.constant(usize::from(c)), self.arguments(a, x), self.site(a, b));
        self.call_found_method(name, true, &args, site)
    }
    fn call_args(&mut self, b: Reg, a: Reg, x: u8, w: u32) -> Result<()> {
        let (callee, args) = self.spread_call(a, x, w)?;
        let site = self.site(a, b);
        self.call_value(callee, &args, site)
    }
    fn call_method_args(&mut self, b: Reg, a: Reg, x: u8, c: u16, w: u32) -> Result<()> {
        let (callee, args) = self.spread_method(a, x, c, w, false)?;
        let site = self.site(a, b);
        self.call_value(callee, &args, site)
    }
    fn call_method_args_outside(&mut self, b: Reg, a: Reg, x: u8, c: u16, w: u32) -> Result<()> {
        let (callee, args) = self.spread_method(a, x, c, w, true)?;
        let site = self.site(a, b);
        self.call_value(callee, &args, site)
    }
    fn tail_call(&mut self, a: Reg, x: u8) -> Result<()> {
        let (callee, args) = (self.get(a), self.arguments(a, x));
        self.tail(callee, &args)
    }
    fn tail_call_function(&mut self, a: Reg, x: u8, c: u16) -> Result<()> {
        let (callee, args) = (self.function_value(c), self.arguments(a, x));
        self.tail(callee, &args)
    }
    fn tail_call_method(&mut self, a: Reg, x: u8, c: u16) -> Result<()> {
        let (name, args) = (self.constant(usize::from(c)), self.arguments(a, x));
        let callee = match self.cached_method(args[0]) {
            Some(callee) => callee,
            None => self.find_method(args[0], name, false)?,
        };
        self.tail(callee, method_arguments(&args))
    }
    fn tail_call_method_outside(&mut self, a: Reg, x: u8, c: u16) -> Result<()> {
        let (name, args) = (self.constant(usize::from(c)), self.arguments(a, x));
        let callee = match self.cached_method(args[0]) {
            Some(callee) => callee,
            None => self.find_method(args[0], name, true)?,
        };
        self.tail(callee, method_arguments(&args))
    }
    fn tail_call_args(&mut self, a: Reg, x: u8, w: u32) -> Result<()> {
        let (callee, args) = self.spread_call(a, x, w)?;
        self.tail(callee, &args)
    }
    fn tail_call_method_args(&mut self, a: Reg, x: u8, c: u16, w: u32) -> Result<()> {
        let (callee, args) = self.spread_method(a, x, c, w, false)?;
        self.tail(callee, &args)
    }
    fn tail_call_method_args_outside(&mut self, a: Reg, x: u8, c: u16, w: u32) -> Result<()> {
        let (callee, args) = self.spread_method(a, x, c, w, true)?;
        self.tail(callee, &args)
    }
    fn ret(&mut self, a: Reg) -> Result<()> {
        self.return_value(self.get(a))
    }
    fn ret_nil(&mut self) -> Result<()> {
        self.return_value(Value::NIL)
    }
    fn pick_callable(&mut self, a: Reg, d: u32) -> Result<()> {
        let value = self.get(a);
        let calls = matches!(value.kind(), Kind::RECORD | Kind::ERROR) && self.ctx.method(value, b"_call").is_some();
        if !value.is_callable() && !calls {
            self.set(a, self.code().module().natives[d as usize])?;
        }
        Ok(())
    }

    fn closure(&mut self, a: Reg, d: u32) -> Result<()> {
        let code = self.code();
        // SAFETY: the verifier has checked the index.
        let function = unsafe { &*code.functions.add(d as usize) };
        let captures = &function.def.captures;
        if captures.is_empty() {
            return self.set(a, Value::from_address(Kind::FUNCTION, function));
        }
        let values: Args = captures
            .iter()
            .map(|c| match c.source {
                CaptureSource::Register(r) => self.at(r * 16),
                CaptureSource::Capture(i) => self.capture(i),
            })
            .collect();
        let closure = self.ctx.new_closure(function, values.len())?;
        if let Some(object) = closure.closure_mut() {
            for (i, value) in values.iter().enumerate() {
                // SAFETY: just made with room for so many.
                unsafe { *ClosureObject::captures(object).add(i) = *value };
            }
        }
        self.set(a, closure)
    }
    fn capture_get(&mut self, a: Reg, d: u32) -> Result<()> {
        self.set(a, self.capture(d))
    }
    fn cell_new(&mut self, a: Reg, b: Reg) -> Result<()> {
        let cell = self.ctx.new_cell(self.get(b))?;
        self.set(a, cell)
    }
    fn cell_get(&mut self, a: Reg, b: Reg) -> Result<()> {
        let cell = self.cell_of(self.get(b))?;
        // SAFETY: the pointer comes from a cell value.
        self.set(a, unsafe { (*cell).value })
    }
    fn cell_set(&mut self, a: Reg, b: Reg) -> Result<()> {
        let cell = self.cell_of(self.get(a))?;
        // SAFETY: the pointer comes from a cell value.
        unsafe {
            (*cell).value = self.get(b);
            self.ctx.heap.wrote(cell.cast(), (*cell).value);
        }
        Ok(())
    }
    fn capture_cell_get(&mut self, a: Reg, d: u32) -> Result<()> {
        let cell = self.cell_of(self.capture(d))?;
        // SAFETY: the pointer comes from a cell value.
        self.set(a, unsafe { (*cell).value })
    }
    fn capture_cell_set(&mut self, a: Reg, d: u32) -> Result<()> {
        let cell = self.cell_of(self.capture(d))?;
        // SAFETY: the pointer comes from a cell value.
        unsafe {
            (*cell).value = self.get(a);
            self.ctx.heap.wrote(cell.cast(), (*cell).value);
        }
        Ok(())
    }
    fn global_get(&mut self, a: Reg, d: u32) -> Result<()> {
        let value = self.module_globals()[d as usize];
        self.set(a, value)
    }
    fn global_set(&mut self, a: Reg, d: u32) -> Result<()> {
        let value = self.get(a);
        self.module_globals()[d as usize] = value;
        Ok(())
    }
    fn load_namespace(&mut self, a: Reg, d: u32) -> Result<()> {
        let namespace = Value::from_address(Kind::MODULE, &self.code().module().namespaces[d as usize]);
        self.set(a, namespace)
    }
    fn undefined(&mut self, d: u32) -> Result<()> {
        let name = String::from_utf8_lossy(self.constant(d as usize).as_string().unwrap_or_default()).into_owned();
        Err(self.ctx.error(ErrorKind::NameError, format!("undefined name '{name}'")))
    }

    fn array_new(&mut self, a: Reg, b: Reg, x: u8) -> Result<()> {
        let values = self.window(usize::from(at(b)), usize::from(x));
        let array = self.ctx.new_array(&values)?;
        self.set(a, array)
    }
    fn array_push(&mut self, a: Reg, b: Reg) -> Result<()> {
        let (array, value) = (self.get(a), self.get(b));
        self.ctx.array_push(array, value)
    }
    fn array_extend(&mut self, a: Reg, b: Reg) -> Result<()> {
        let (array, other) = (self.get(a), self.get(b));
        self.charge(other.size() as u64 / 64)?;
        self.ctx.array_extend(array, other)
    }
    fn map_new(&mut self, a: Reg, d: i32) -> Result<()> {
        let map = self.ctx.new_map(d.max(0) as usize)?;
        self.set(a, map)
    }
    fn map_insert(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (map, key, value) = (self.get(a), self.get(b), self.get(c));
        self.ctx.map_set(map, key, value)
    }
    fn map_extend(&mut self, a: Reg, b: Reg) -> Result<()> {
        let (map, other) = (self.get(a), self.get(b));
        self.charge(other.size() as u64 / 16)?;
        let Some(entries) = other.as_map().map(|m| m.iter().collect::<Vec<_>>()) else {
            return Err(self.ctx.type_error(format!("spread expects map, got {}", other.kind().word())));
        };
        self.ctx.reserve(entries.len() * 40)?;
        for (key, value) in entries {
            self.ctx.map_set(map, key, value)?;
        }
        Ok(())
    }
    fn tuple_new(&mut self, a: Reg, b: Reg, x: u8) -> Result<()> {
        let values = self.window(usize::from(at(b)), usize::from(x));
        let tuple = self.ctx.new_tuple(&values)?;
        self.set(a, tuple)
    }
    fn tuple_get(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        let tuple = self.get(b);
        match self.tuple_of(&tuple)?.get(usize::from(c)) {
            Some(&value) => self.set(a, value),
            None => Err(self.ctx.index_error("index out of range")),
        }
    }
    fn pair_new(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let pair = self.ctx.new_pair(self.get(b), self.get(c))?;
        self.set(a, pair)
    }
    fn pair_first(&mut self, a: Reg, b: Reg) -> Result<()> {
        let (first, _) = self.pair_of(self.get(b))?;
        self.set(a, first)
    }
    fn pair_second(&mut self, a: Reg, b: Reg) -> Result<()> {
        let (_, second) = self.pair_of(self.get(b))?;
        self.set(a, second)
    }
    fn destructure(&mut self, a: Reg, b: Reg, x: u8) -> Result<()> {
        let value = self.get(b);
        let Some(array) = value.as_array() else {
            return Err(self.ctx.type_error(format!("cannot destructure {}", value.kind().word())));
        };
        let (expected, got) = (usize::from(x), array.len());
        if got != expected {
            let plural = if expected == 1 { "" } else { "s" };
            return Err(self.ctx.index_error(format!("expected {expected} value{plural}, got {got}")));
        }
        for i in 0..expected {
            self.set(a.offset(i), array.at(i))?;
        }
        Ok(())
    }
    fn len(&mut self, a: Reg, b: Reg) -> Result<()> {
        let value = self.get(b);
        match value.kind() {
            Kind::SHORT | Kind::STRING | Kind::BYTES | Kind::ARRAY | Kind::MAP | Kind::RANGE | Kind::TUPLE => {
                self.set(a, Value::int(value.size() as i64))
            }
            _ => self.undefined_operands(Op::Len, a, &[value]),
        }
    }
    fn concat(&mut self, a: Reg, b: Reg, x: u8) -> Result<()> {
        let values = self.window(usize::from(at(b)), usize::from(x));
        let mut parts: smallvec::SmallVec<[&[u8]; 8]> = smallvec::SmallVec::new();
        for value in &values {
            match value.as_string() {
                Some(bytes) => parts.push(bytes),
                None => {
                    return Err(self.ctx.type_error(format!("concat expects strings, got {}", value.kind().word())));
                }
            }
        }
        let len: usize = parts.iter().map(|p| p.len()).sum();
        self.charge(len as u64 / 256)?;
        let joined = if len <= Value::SHORT_MAX {
            let mut short = [0; Value::SHORT_MAX];
            let mut end = 0;
            for part in &parts {
                short[end..end + part.len()].copy_from_slice(part);
                end += part.len();
            }
            self.ctx.new_string(&short[..end])?
        } else if parts.len() == 1 {
            values[0]
        } else {
            self.ctx.new_byte_object(Kind::STRING, &parts)?
        };
        self.set(a, joined)
    }
    fn string_byte(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (string, index) = (self.get(b), self.get(c));
        let (Some(bytes), Some(i)) = (string.as_any_bytes(), index.as_int()) else {
            let (s, i) = (string.kind().word(), index.kind().word());
            return Err(self.ctx.type_error(format!("string_byte expects (string, int), got {s} and {i}")));
        };
        match usize::try_from(i).ok().and_then(|i| bytes.get(i)) {
            Some(&byte) => self.set(a, Value::int(i64::from(byte))),
            None => Err(self.ctx.index_error("index out of range")),
        }
    }

    fn get_index(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (container, index) = (self.get(b), self.get(c));
        self.op_get_index(at(a), container, index, true)
    }
    fn get_own(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (container, index) = (self.get(b), self.get(c));
        self.op_get_index(at(a), container, index, false)
    }
    fn set_index(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (container, index, value) = (self.get(a), self.get(b), self.get(c));
        self.op_set_index(container, index, value, true)
    }
    fn set_own(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (container, index, value) = (self.get(a), self.get(b), self.get(c));
        self.op_set_index(container, index, value, false)
    }
    fn get_slice(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (container, from, to) = (self.get(b), self.get(c), self.get(c.offset(1)));
        self.charge(container.extent() as u64 / 256)?;
        let slice = self.ctx.get_slice(container, from, to)?;
        self.set(a, slice)
    }
    fn get_field(&mut self, a: Reg, b: Reg, c: u16, x: u8) -> Result<()> {
        let (object, name) = (self.get(b), self.constant(usize::from(c)));
        self.op_get_field(at(a), object, name, x == 1)
    }
    fn set_field(&mut self, a: Reg, b: Reg, c: u16, x: u8) -> Result<()> {
        let (object, value, name) = (self.get(a), self.get(b), self.constant(usize::from(c)));
        self.op_set_field(object, value, name, x == 1)
    }

    fn class_new(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        let template = &self.code().module().classes[usize::from(c)];
        let class = self.ctx.new_class(template, self.get(b))?;
        self.set(a, class)
    }
    fn class_method(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        let name = self.constant(usize::from(c));
        let (class, method) = (self.get(a), self.get(b));
        self.ctx.add_method(class, name.as_string().unwrap_or_default(), method)
    }
    fn class_init(&mut self, a: Reg, b: Reg) -> Result<()> {
        let init = self.get(b);
        let class = self.get(a);
        let class = self.ctx.mutable_class(class)?;
        // SAFETY: the pointer comes from a class value.
        unsafe {
            (*class).init = init;
            self.ctx.heap.wrote(class.cast(), init);
        }
        Ok(())
    }
    fn record_new(&mut self, a: Reg, b: Reg) -> Result<()> {
        let record = self.ctx.new_record(self.get(b))?;
        self.set(a, record)
    }
    fn call_init(&mut self, b: Reg, a: Reg, x: u8) -> Result<()> {
        let (class, args, site) = (self.get(a), self.arguments(a, x), self.site(a, b));
        if class.kind() != Kind::CLASS || args.is_empty() {
            return Err(self.ctx.type_error("Parent is not a class"));
        }
        self.initialize(class, &args, site)
    }
    fn call_init_leading(&mut self, b: Reg, a: Reg, x: u8) -> Result<()> {
        let (class, mut args, site) = (self.get(a), self.arguments(a, x), self.site(a, b));
        if class.kind() != Kind::CLASS || args.is_empty() {
            return Err(self.ctx.type_error("Parent is not a class"));
        }
        let declared = if self.ctx.is_error_class(class) && self.initializer_is_builtin(class) {
            // An error class without arguments of its own gives on a message only if it is a string.
            usize::from(args.get(1).is_some_and(|m| m.is_string()))
        } else {
            self.initializer_arity(class)
        };
        args.truncate(1 + declared);
        self.initialize(class, &args, site)
    }
    fn call_init_args(&mut self, b: Reg, a: Reg, x: u8, w: u32) -> Result<()> {
        let (class, site) = (self.get(a), self.site(a, b));
        let mut args = self.positional(self.get(a.offset(1)))?;
        if class.kind() != Kind::CLASS || args.is_empty() {
            return Err(self.ctx.type_error("Parent is not a class"));
        }
        let instance = args.remove(0);
        let named = self.window(usize::from(at(a)) + 32, usize::from(x));
        let mut args = self.spread(class, args, &named, self.names(w))?;
        args.insert(0, instance);
        self.initialize(class, &args, site)
    }
    fn class_parent(&mut self, a: Reg, b: Reg) -> Result<()> {
        let class = self.get(b);
        match class.as_class() {
            Some(c) if !c.parent.is_null() => self.set(a, Value::from_object(Kind::CLASS, c.parent)),
            Some(_) => self.set(a, Value::NIL),
            None => Err(self.ctx.type_error("Parent is not a class")),
        }
    }
    fn get_method(&mut self, a: Reg, b: Reg, c: u16) -> Result<()> {
        let (class, name) = (self.get(b), self.constant(usize::from(c)));
        match self.ctx.class_method(class, name.as_string().unwrap_or_default()) {
            Some(method) => self.set(a, method),
            None => {
                let name = String::from_utf8_lossy(name.as_string().unwrap_or_default()).into_owned();
                let class = self.ctx.name_of_class(class);
                Err(self.ctx.type_error(format!("no method '{name}' on {class}")))
            }
        }
    }

    fn fiber_new(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (entry, options) = (self.get(b), self.get(c));
        let options = self.fiber_options(options)?;
        let fiber = self.new_fiber(entry, options)?;
        self.set(a, fiber)
    }
    fn fiber_current(&mut self, a: Reg) -> Result<()> {
        self.set(a, self.current_fiber())
    }
    fn fiber_status(&mut self, a: Reg, b: Reg) -> Result<()> {
        let name = self.fiber_status_name(self.get(b))?;
        self.set(a, Value::short(name.as_bytes()).unwrap_or(Value::NIL))
    }
    fn generate(&mut self) -> Result<()> {
        Process::generate(self)
    }
    fn resume(&mut self, b: Reg, a: Reg, x: u8, c: u16) -> Result<()> {
        let fiber = self.get(a.offset(1));
        if fiber.kind() != Kind::FIBER || x == 0 {
            return self.call_method_outside(b, a, x, c);
        }
        self.charge(1)?;
        let values = self.window(usize::from(at(a)) + 32, usize::from(x) - 1);
        Process::resume(self, fiber, Action::Values(&values), self.site(a, b))
    }
    fn fiber_throw(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        self.charge(1)?;
        let site = self.site(a, a);
        Process::resume(self, self.get(b), Action::Throw(self.get(c)), site)
    }
    fn fiber_proceed(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.charge(1)?;
        let site = self.site(a, a);
        Process::resume(self, self.get(b), Action::Proceed, site)
    }
    fn fiber_cancel(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        self.charge(1)?;
        let site = self.site(a, a);
        Process::resume(self, self.get(b), Action::Cancel(self.get(c)), site)
    }
    fn r#yield(&mut self, a: Reg, b: Reg) -> Result<()> {
        let signal = Signal::machine(bits::YIELD, self.get(b));
        let site = self.site(a, a);
        Process::emit(self, &signal, site.dst, site.skip)
    }
    fn emit(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let signal = self.user_signal(self.get(b), self.get(c))?;
        let site = self.site(a, a);
        Process::emit(self, &signal, site.dst, site.skip)
    }
    fn iter_close(&mut self, a: Reg) -> Result<()> {
        let fiber = self.get(a);
        match self.fiber_is_open(fiber) {
            true => {
                let site = CallSite { window: 0, dst: self.scratch(), skip: 1 };
                Process::resume(self, fiber, Action::Cancel(Value::NIL), site)
            }
            false => Ok(()),
        }
    }

    fn receive_start(&mut self, a: Reg, b: Reg) -> Result<()> {
        self.charge(1)?;
        let until = self.deadline(self.get(b), "receive")?;
        self.set(a, until.map_or(Value::NIL, |at| Value::int(i64::try_from(at).unwrap_or(i64::MAX))))
    }
    fn receive_fresh(&mut self, a: Reg, b: Reg) -> Result<()> {
        let number = self.number_before(self.get(b));
        self.set(a, Value::int(number))
    }
    fn receive_wait(&mut self, a: Reg, b: Reg, c: Reg) -> Result<()> {
        let (after, until) = (self.get(b).as_int().unwrap_or(-1), self.get(c).as_int());
        let number = self.next_message(after, until.map(|at| at.max(0) as u64))?;
        self.set(a, number.map_or(Value::NIL, |n| Value::int(n as i64)))
    }
    fn receive_get(&mut self, a: Reg, b: Reg) -> Result<()> {
        let message = self.look_at_message(self.get(b).as_int().unwrap_or(-1));
        self.set(a, message)
    }
    fn receive_take(&mut self, a: Reg) -> Result<()> {
        if let Some(number) = self.get(a).as_int().and_then(|n| u64::try_from(n).ok()) {
            self.take_message(number);
        }
        Ok(())
    }

    fn throw(&mut self, a: Reg) -> Result<()> {
        Err(Trap::Throw(self.get(a)))
    }
    fn rethrow(&mut self, a: Reg) -> Result<()> {
        let (value, bits) = (self.get(a), self.get(a.offset(1)));
        Err(Process::rethrow(self, value, bits))
    }
    fn set_cause(&mut self, a: Reg, b: Reg) -> Result<()> {
        let (error, cause) = (self.get(a), self.get(b));
        self.set_error_cause(error, cause);
        Ok(())
    }
    fn exit(&mut self, a: Reg) -> Result<()> {
        let value = self.get(a);
        let code = match value.kind() {
            Kind::NIL => Some(0),
            Kind::INT => value.as_int(),
            Kind::BOOL => Some(i64::from(value == Value::TRUE)),
            Kind::FLOAT => value.as_float().and_then(quintet_bytecode::number::float_to_int),
            _ => value.as_str().and_then(|s| s.trim().parse().ok()),
        };
        match code {
            Some(code) => Err(Trap::Exit((code & 255) as i32)),
            None => Err(self.ctx.type_error(format!("exit expects a number, got {}", value.kind().word()))),
        }
    }
    fn ext(&mut self, a: Reg, b: Reg, c: Reg, w: u32) -> Result<()> {
        let index = self.code().module().extensions[w as usize];
        let handler = self.ctx.runtime().extension(index);
        let args = [self.get(b), self.get(c)];
        self.charge(1)?;
        let value = crate::native::guard(&mut self.ctx, "an extension op", |ctx| handler(ctx, &args))?;
        self.set(a, value)
    }
    fn native_step(&mut self, a: Reg) -> Result<()> {
        self.step_native(at(a))
    }
}
