//! The natives of fibers: what programs call to make them, to resume them and to ask about them. They act on the process.

use super::{Action, Signal, bits};
use crate::error::Result;
use crate::native::{ControlFn, Cost, NativeDef, NativeFn};
use crate::process::{CallSite, Process};
use crate::value::{Kind, Value};

/// All of them.
pub fn natives() -> Vec<NativeDef> {
    type Act = fn(&mut Process, &[Value], CallSite) -> Result<()>;
    let control = |name: &'static str, signature: &'static str, act: Act| {
        NativeDef::new(name, signature, NativeFn::Control(ControlFn(act)))
    };
    vec![
        control("fiber", "f: function|instance, [options: map|nil]", |process, args, site| {
            let options = process.fiber_options(argument(args, 1))?;
            let fiber = process.new_fiber(args[0], options)?;
            process.deliver(fiber, site)
        })
        .doc("a new fiber that will call f"),
        control("resume", "fiber: fiber, ...values: any", |process, args, site| {
            process.resume(args[0], Action::Values(&args[1..]), site)
        })
        .doc("starts or continues a fiber; what it yields or returns"),
        control("throw", "fiber: fiber, error: any", |process, args, site| {
            process.resume(args[0], Action::Throw(args[1]), site)
        })
        .doc("continues a fiber by throwing in it"),
        control("proceed", "fiber: fiber", |process, args, site| process.resume(args[0], Action::Proceed, site))
            .doc("continues a fiber as if nobody had caught its signal"),
        control("start_io", "fiber: fiber", |process, args, site| {
            let reference = process.start_io(args[0])?;
            process.deliver(reference, site)
        })
        .costs(Cost::Fixed(50))
        .doc("begins the operation that a fiber asks for without waiting; the message [\"io\", ref, result] says what came of it"),
        control("cancel", "fiber: fiber, [reason: any]", |process, args, site| {
            process.resume(args[0], Action::Cancel(argument(args, 1)), site)
        })
        .doc("unwinds a fiber, running only its cleanup code"),
        control("status", "fiber: fiber", |process, args, site| {
            let name = process.fiber_status_name(args[0])?;
            process.deliver(Value::short(name.as_bytes()).unwrap_or(Value::NIL), site)
        })
        .doc("new, suspended, running, done, error or cancelled"),
        control("done", "fiber: fiber", |process, args, site| {
            process.deliver(Value::bool(args[0].is_finished_fiber()), site)
        })
        .doc("whether it has ended"),
        control("fuel", "fiber: fiber", |process, args, site| {
            let fiber = process.fiber_of(args[0])?;
            let left = process.fuel_left_of(fiber);
            process.deliver(left.map_or(Value::NIL, Value::int), site)
        })
        .doc("the fuel it may still burn, nil without a limit"),
        control("add_fuel", "fiber: fiber, units: int", |process, args, site| {
            let fiber = process.fiber_of(args[0])?;
            process.refill(fiber, args[1].as_int().unwrap_or(0))?;
            process.deliver(Value::NIL, site)
        })
        .doc("lets a suspended fiber burn more"),
        control("signal", "fiber: fiber", |process, args, site| {
            let fiber = process.fiber_of(args[0])?;
            // SAFETY: the argument keeps the fiber alive.
            let signal = unsafe { (*fiber).signal };
            process.deliver(signal, site)
        })
        .doc("its last Signal, or nil"),
        control("name", "fiber: fiber", |process, args, site| {
            let fiber = process.fiber_of(args[0])?;
            // SAFETY: the argument keeps the fiber alive.
            let name = unsafe { (*fiber).name() };
            process.deliver(name, site)
        })
        .doc("the name it was given, or nil"),
        control("fiber_current", "", |process, _, site| {
            let this = process.current_fiber();
            process.deliver(this, site)
        })
        .doc("the running fiber, nil at the root"),
        control("emit", "name: string, value: any", |process, args, site| {
            let signal = process.user_signal(args[0], args[1])?;
            process.emit(&signal, site.dst, site.skip)
        })
        .doc("suspends the running fiber with a signal; what it is resumed with"),
        control("breakpoint", "", |process, _, site| {
            process.emit(&Signal::machine(bits::DEBUG, Value::NIL), site.dst, site.skip)
        })
        .doc("emits the signal debug; nil if nobody wants to see it"),
        control("is_signal", "v: any", |process, args, site| {
            let signal = process.ctx.runtime().signal_class();
            let is = args[0].kind() == Kind::RECORD && args[0].as_record().is_some_and(|r| r.class() == signal);
            process.deliver(Value::bool(is), site)
        })
        .doc("whether it is a Signal"),
        control("cleanup_failed", "error: any", |process, args, site| {
            // SAFETY: the running fiber is alive.
            let fiber = unsafe { &mut *process.fiber };
            if fiber.cancelling {
                process.set_error_cause(args[0], fiber.entry);
                fiber.entry = args[0];
                return process.deliver(Value::NIL, site);
            }
            match process.ctx.runtime().native_value("report_failure") {
                Some(report) => process.call_value(report, args, site),
                None => process.deliver(Value::NIL, site),
            }
        })
        // What reports it is charged.
        .costs(Cost::Fixed(0))
        .doc("cleanup code threw while what it belongs to is ended"),
    ]
}

fn argument(args: &[Value], i: usize) -> Value {
    args.get(i).copied().unwrap_or(Value::NIL)
}
