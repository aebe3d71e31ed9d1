//! Facts and tables of modules and functions.

use super::{Report, VerifyError, ensure};
use crate::bitset::BitSet;
use crate::module::*;
use crate::op::Effect;
use crate::operand::{MAX_ARGUMENTS, MAX_CAPTURES, MAX_REGISTERS};
use std::cmp::Reverse;
use std::fmt;

/// `given < bound`.
fn below(what: impl fmt::Display, given: usize, bound: usize) -> Result<(), VerifyError> {
    ensure(given < bound, || Report::about(what), format_args!("an index below {bound}"), given)
}

/// What concerns no single function.
pub(super) fn check_module(module: &Module) -> Result<(), VerifyError> {
    below("main", module.main as usize, module.functions.len())?;
    let main = &module.functions[module.main as usize];
    let parameters = main.parameters.registers();
    ensure(parameters == 0, || Report::about("main"), "a function without parameters", format_args!("{parameters}"))?;
    captures_nothing(main, "main")?;
    for (i, namespace) in module.namespaces.iter().enumerate() {
        for &(_, slot) in &namespace.exports {
            below(format_args!("namespace {i}"), slot as usize, module.globals.len())?;
        }
    }
    let mut seen = BitSet::new(crate::Op::ALL.len());
    for (i, fallback) in module.fallbacks.iter().enumerate() {
        let about = format_args!("fallback {i}");
        let (op, info) = (fallback.op, fallback.op.info());
        ensure(
            matches!(info.effect, Effect::Throws | Effect::Calls),
            || Report::about(about),
            "an op that can fail",
            info.name,
        )?;
        ensure(!seen.contains(op as usize), || Report::about(about), "one fallback for each op", info.name)?;
        seen.insert(op as usize);
        below(about, fallback.function as usize, module.functions.len())?;
        captures_nothing(&module.functions[fallback.function as usize], about)?;
    }
    Ok(())
}

fn captures_nothing(function: &Function, about: impl fmt::Display) -> Result<(), VerifyError> {
    let n = function.captures.len();
    ensure(n == 0, || Report::about(about), "a function that captures nothing", format_args!("one with {n} captures"))
}

/// Parameters and sizes: what the check of operands relies on.
pub(super) fn check_facts(function: &Function) -> Result<(), VerifyError> {
    let registers = usize::from(function.registers);
    let p = &function.parameters;
    ensure(
        registers <= MAX_REGISTERS,
        || Report::about("registers"),
        format_args!("at most {MAX_REGISTERS}"),
        registers,
    )?;
    ensure(
        function.captures.len() <= MAX_CAPTURES,
        || Report::about("captures"),
        format_args!("at most {MAX_CAPTURES}"),
        function.captures.len(),
    )?;
    ensure(
        p.count() <= MAX_ARGUMENTS,
        || Report::about("parameters"),
        format_args!("at most {MAX_ARGUMENTS}"),
        p.count(),
    )?;
    ensure(
        p.names.len() == p.registers(),
        || Report::about("parameters"),
        format_args!("{} names", p.registers()),
        p.names.len(),
    )?;
    ensure(
        p.registers() <= registers,
        || Report::about("parameters"),
        format_args!("at most as many as the {registers} registers"),
        p.registers(),
    )?;
    let size = function.code.len();
    ensure(size <= i32::MAX as usize, || Report::about("code"), format_args!("at most {} words", i32::MAX), size)?;
    if p.optional == 0 {
        let body = function.body;
        ensure(body == 0, || Report::about("body"), "0 where no parameter is optional", body)?;
    }
    for (i, constant) in function.constants.iter().enumerate() {
        if let Constant::Names(names) = constant {
            let n = names.len();
            let limit = MAX_ARGUMENTS;
            ensure(
                n <= limit,
                || Report::about(format_args!("constant {i}")),
                format_args!("at most {limit} names"),
                n,
            )?;
        }
    }
    Ok(())
}

/// Tables with pcs in them; `starts` holds the pcs of instructions.
pub(super) fn check_tables(module: &Module, function: &Function, starts: &BitSet) -> Result<(), VerifyError> {
    let start = |about: &dyn fmt::Display, pc: u32| {
        let report = || Report::about(about);
        ensure(starts.contains(pc as usize), report, "the pc of an instruction", pc)
    };
    start(&"body", function.body)?;
    check_handlers(function, &start)?;
    let size = function.code.len();
    let mut previous = None;
    for (i, line) in function.lines.iter().enumerate() {
        let about = format_args!("line table row {i}");
        let ascending = previous.is_none_or(|p| p < line.pc);
        ensure(ascending, || Report::about(about), "pcs that ascend", line.pc)?;
        previous = Some(line.pc);
        below(about, line.pc as usize, size)?;
        below(format_args!("{about}, file"), line.file as usize, module.files.len())?;
    }
    for (i, local) in function.locals.iter().enumerate() {
        let about = format_args!("local {i}");
        below(about, usize::from(local.register), usize::from(function.registers))?;
        let (start, end) = (local.start, local.end);
        let inside = start <= end && end as usize <= size;
        ensure(inside, || Report::about(about), "a range within the code", format_args!("{start}..{end}"))?;
    }
    Ok(())
}

fn check_handlers(
    function: &Function,
    start: &dyn Fn(&dyn fmt::Display, u32) -> Result<(), VerifyError>,
) -> Result<(), VerifyError> {
    let handlers = &function.handlers;
    for (i, h) in handlers.iter().enumerate() {
        let about = format_args!("handler {i}");
        let report = || Report::about(about);
        let range = format_args!("{}..{}", h.start, h.end);
        start(&format_args!("{about}, start"), h.start)?;
        if h.end as usize != function.code.len() {
            start(&format_args!("{about}, end"), h.end)?;
        }
        start(&format_args!("{about}, target"), h.target)?;
        ensure(h.start < h.end, report, "a range that is not empty", range)?;
        ensure(h.target >= h.end, report, format_args!("a target behind the range {range}"), h.target)?;
        let needed = usize::from(h.register) + usize::from(h.kind == HandlerKind::Cleanup);
        ensure(
            needed < usize::from(function.registers),
            report,
            format_args!("registers below {}", function.registers),
            format_args!("r{needed}"),
        )?;
    }
    // Outer ranges first; of equal ranges the one that comes later in the table is the outer one.
    let mut order: Vec<usize> = (0..handlers.len()).collect();
    order.sort_by_key(|&i| (handlers[i].start, Reverse(handlers[i].end), Reverse(i)));
    let mut open: Vec<usize> = Vec::new();
    for i in order {
        while open.last().is_some_and(|&o| handlers[o].end <= handlers[i].start) {
            open.pop();
        }
        if let Some(&outer) = open.last() {
            let report = || Report::about(format_args!("handlers {i} and {outer}"));
            let (a, b) = (handlers[i], handlers[outer]);
            let ranges = format_args!("{}..{} and {}..{}", a.start, a.end, b.start, b.end);
            ensure(a.end <= b.end, report, "ranges that are nested or disjoint", ranges)?;
            ensure(i < outer, report, "the inner one first", ranges)?;
        }
        open.push(i);
    }
    Ok(())
}
