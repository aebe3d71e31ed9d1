//! Opcodes known, operands in range, jumps to instructions.

use super::{Report, VerifyError, ensure};
use crate::bitset::BitSet;
use crate::flow::Site;
use crate::module::*;
use crate::op::{Op, OperandSpec};
use crate::operand::{OperandKind, Reg, Slot};
use std::fmt;

/// Checks all instructions; gives the pcs at which they start, and those that jump or begin a loop.
pub(super) fn check(module: &Module, function: &Function) -> Result<(BitSet, Vec<Site>), VerifyError> {
    let code = &function.code;
    let mut starts = BitSet::new(code.len());
    let mut pc = 0;
    let mut last = None;
    let mut marked = Vec::new();
    while pc < code.len() {
        let site = Site::at(code, pc);
        let site = site.ok_or_else(|| Report::default().with_pc(pc).error("a known opcode", code[pc].op()))?;
        let report = || Report::default().with_pc(pc).with_op(site.op);
        ensure(site.end() <= code.len(), report, "an auxiliary word", "the end of the code")?;
        ensure(site.op != Op::NativeStep, report, "an op that modules may hold", "one that only the machine places")?;
        check_instruction(module, function, &site)?;
        starts.insert(pc);
        marked.extend((site.op.info().jumps() || site.op == Op::IterPrep).then_some(site));
        pc = site.end();
        last = Some(site);
    }
    let last = last.ok_or_else(|| Report::about("code").error("an instruction", "none"))?;
    let report = || Report::default().with_pc(last.pc).with_op(last.op);
    ensure(!last.goes_on(), report, "an op that ends the path at the end of the code", "one that goes on")?;
    for site in marked.iter().filter(|site| site.op.info().jumps()) {
        if !site.target().is_some_and(|t| starts.contains(t)) {
            let target = site.end() as i64 + i64::from(site.word.sd());
            let report = Report::default().with_pc(site.pc).with_op(site.op).with_operand(Slot::D);
            return Err(report.error("the pc of an instruction", format_args!("{target} ({:+})", site.word.sd())));
        }
    }
    Ok((starts, marked))
}

fn check_instruction(module: &Module, function: &Function, site: &Site) -> Result<(), VerifyError> {
    let info = site.op.info();
    // One register, in the window: most operands are that. What else an op demands of it is looked at the long way.
    let demands = matches!(site.op, Op::CoerceArgument | Op::JumpIfGiven);
    let window = u64::from(function.registers) << 4;
    for operand in info.operands {
        let value = site.word.slot(operand.slot, site.next);
        if !(operand.kind.is_single() && value & 15 == 0 && value < window && !demands) {
            check_operand(module, function, site, operand, value)?;
        }
    }
    let rest = site.word.0 & !info.used();
    let report = || Report::default().with_pc(site.pc).with_op(site.op);
    ensure(rest == 0, report, "zero in unused bits", format_args!("{rest:#018x}"))?;
    check_count(site)
}

fn check_operand(
    module: &Module,
    function: &Function,
    site: &Site,
    operand: &OperandSpec,
    value: u64,
) -> Result<(), VerifyError> {
    use OperandKind::*;
    let report = || Report::default().with_pc(site.pc).with_op(site.op).with_operand(operand.slot);
    let index = usize::try_from(value).unwrap_or(usize::MAX);
    let below = |what: &str, bound: usize| ensure(index < bound, report, format_args!("a {what} below {bound}"), value);
    let constant = |expected: &str, fits: fn(&Constant) -> bool| {
        below("constant", function.constants.len())?;
        let constant = &function.constants[index];
        ensure(fits(constant), report, expected, format_args!("constant {index}, {}", constant.kind_name()))
    };
    if operand.kind.is_register() {
        return check_register(function, site, operand, value, &report);
    }
    match operand.kind {
        Count | Int => {
            let room = site.op != Op::MapNew || site.word.sd() >= 0;
            ensure(room, report, "0 or more", site.word.sd())
        }
        Const => constant("a constant that is a value", |c| !matches!(c, Constant::Names(_))),
        Name => constant("a string", |c| matches!(c, Constant::String(_))),
        Names => {
            constant("names", |c| matches!(c, Constant::Names(_)))?;
            let n = match &function.constants[index] {
                Constant::Names(names) => names.len(),
                _ => 0,
            };
            let x = site.word.x();
            ensure(n == usize::from(x), report, format_args!("{x} names, as x says"), n)
        }
        Jump => ensure(site.word.sd() >= 0, report, "a distance of 0 or more", site.word.sd()),
        Loop => ensure(site.word.sd() < 0, report, "a distance below 0", site.word.sd()),
        Function => {
            below("function", module.functions.len())?;
            let callee = &module.functions[index];
            match site.op {
                Op::Closure => check_captures(function, callee, index, &report),
                _ => {
                    let n = callee.captures.len();
                    let given = format_args!("function {index} with {n} captures");
                    ensure(n == 0, report, "a function that captures nothing", given)
                }
            }
        }
        Class => below("class template", module.classes.len()),
        Namespace => below("namespace", module.namespaces.len()),
        Native => below("native", module.natives.len()),
        Ext => below("extension op", module.extensions.len()),
        Global => below("module variable", module.globals.len()),
        Capture => below("capture", function.captures.len()),
        Type => {
            let known = u16::try_from(value).is_ok_and(|code| CoerceType::from_code(code).is_some());
            ensure(known, report, "the code of a type", value)
        }
        Access => ensure(value <= 1, report, "0 or 1", value),
        // Registers were handled above.
        _ => Ok(()),
    }
}

fn check_register(
    function: &Function,
    site: &Site,
    operand: &OperandSpec,
    value: u64,
    report: &impl Fn() -> Report,
) -> Result<(), VerifyError> {
    ensure(value & 15 == 0, report, "a register's offset, a multiple of 16", value)?;
    let first = Reg((value >> 4) as u16);
    let extent = operand.kind.extent(site.word.x());
    let registers = usize::from(function.registers);
    if first.index() + extent > registers {
        let given = if extent == 1 { first.to_string() } else { format!("{extent} from {first}") };
        return Err(report().error(format_args!("registers below r{registers}"), given));
    }
    let p = &function.parameters;
    match site.op {
        Op::CoerceArgument => ensure(first.index() < p.registers(), report, "the register of a parameter", first),
        Op::JumpIfGiven => {
            let optional = usize::from(p.required)..p.count();
            ensure(optional.contains(&first.index()), report, "the register of an optional parameter", first)
        }
        _ => Ok(()),
    }
}

/// Whether the function that makes a closure has what the function it closes over captures.
fn check_captures(
    function: &Function,
    callee: &Function,
    index: usize,
    report: &impl Fn() -> Report,
) -> Result<(), VerifyError> {
    for (i, capture) in callee.captures.iter().enumerate() {
        let (what, given, bound): (_, &dyn fmt::Display, _) = match &capture.source {
            CaptureSource::Register(r) if *r < function.registers => continue,
            CaptureSource::Capture(c) if (*c as usize) < function.captures.len() => continue,
            CaptureSource::Register(r) => ("registers below ", &Reg(*r), Reg(function.registers).to_string()),
            CaptureSource::Capture(c) => ("captures below ", c, function.captures.len().to_string()),
        };
        let given = format_args!("{given} as capture {i} of function {index}");
        return Err(report().error(format_args!("captured {what}{bound}"), given));
    }
    Ok(())
}

/// What an op demands of its count.
fn check_count(site: &Site) -> Result<(), VerifyError> {
    let x = site.word.x();
    let report = || Report::default().with_pc(site.pc).with_op(site.op).with_operand(Slot::X);
    match site.op {
        Op::IterPrep | Op::IterLoop => ensure(x == 1 || x == 2, report, "1 or 2", x),
        Op::CallMethod
        | Op::CallMethodOutside
        | Op::TailCallMethod
        | Op::TailCallMethodOutside
        | Op::Resume
        | Op::CallInit
        | Op::CallInitLeading => ensure(x >= 1, report, "at least 1, the receiver counted", x),
        _ => Ok(()),
    }
}
