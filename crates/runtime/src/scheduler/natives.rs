//! The natives of processes: what programs call to make them, to send, to link and to watch, and to ask about them. They act
//! on the process that calls them.

use super::inbox::{Entry, Handle, Name, Priority};
use super::lock;
use super::member::Watched;
use super::spawn::{SpawnOptions, Spawned};
use super::timers::Destination;
use crate::error::{ErrorKind, Result, Trap};
use crate::fiber::{Pause, Signal, bits};
use crate::native::{ControlFn, Cost, NativeDef, NativeFn};
use crate::process::{CallSite, Process};
use crate::value::{Kind, Value};
use std::sync::Arc;
use std::sync::atomic::Ordering;

type Act = fn(&mut Process, &[Value], CallSite) -> Result<()>;

fn control(name: &'static str, signature: &'static str, act: Act) -> NativeDef {
    NativeDef::new(name, signature, NativeFn::Control(ControlFn(act)))
}

/// What spawning costs beside copying.
const SPAWN: Cost = Cost::Fixed(50);

/// All of them.
pub fn natives() -> Vec<NativeDef> {
    let mut all = making();
    all.extend(messages());
    all.extend(links());
    all.extend(questions());
    all.extend(times());
    all.extend(ports());
    all
}

fn making() -> Vec<NativeDef> {
    vec![
        control("spawn", "f: function|instance, ...args: any", |process, args, site| {
            let spawned = process.spawn(&SpawnOptions::default(), args[0], &args[1..])?;
            process.deliver(Process::pid_value(spawned.pid), site)
        })
        .costs(SPAWN),
        control("spawn_link", "f: function|instance, ...args: any", |process, args, site| {
            let options = SpawnOptions { link: true, ..SpawnOptions::default() };
            let spawned = process.spawn(&options, args[0], &args[1..])?;
            process.deliver(Process::pid_value(spawned.pid), site)
        })
        .costs(SPAWN),
        control("spawn_monitor", "f: function|instance, ...args: any", |process, args, site| {
            let options = SpawnOptions { monitor: true, ..SpawnOptions::default() };
            let spawned = process.spawn(&options, args[0], &args[1..])?;
            let pair = process.spawned_pair(&spawned)?;
            process.deliver(pair, site)
        })
        .costs(SPAWN),
        control("spawn_opt", "options: map|nil, f: function|instance, ...args: any", |process, args, site| {
            let options = process.spawn_options(args[0])?;
            let spawned = process.spawn(&options, args[1], &args[2..])?;
            let result = match options.monitor {
                true => process.spawned_pair(&spawned)?,
                false => Process::pid_value(spawned.pid),
            };
            process.deliver(result, site)
        })
        .costs(SPAWN),
        control("thread_spawn", "f: function|instance, [args: any]", |process, args, site| {
            let options = SpawnOptions { thread: true, ..SpawnOptions::default() };
            let given: Vec<Value> = match args.get(1) {
                None => Vec::new(),
                Some(value) => value.as_array().map_or(vec![*value], |array| array.iter().collect()),
            };
            let spawned = process.spawn(&options, args[0], &given)?;
            process.deliver(Value::int(spawned.thread as i64), site)
        })
        .costs(SPAWN),
        control("thread_join", "id: int", |process, args, site| {
            let result = process.thread_join(args[0].as_int().unwrap_or(0));
            process.end_wait(result, site)
        }),
        control("self", "", |process, _, site| {
            let pid = Process::pid_value(process.pid());
            process.deliver(pid, site)
        })
        .attempt(|process, _| process.member.as_ref().map(|member| Process::pid_value(member.handle.pid))),
        control("exit_self", "reason: any", |process, args, site| {
            if !process.take_permit(bits::EXIT) {
                let signal = Signal::machine(bits::EXIT, args[0]);
                if let Some(head) = process.catcher(process.fiber, &signal) {
                    return process.suspend(head, &signal, Pause::Operation, site.dst, site.skip);
                }
            }
            Err(process.end_with(args[0]))
        }),
    ]
}

fn messages() -> Vec<NativeDef> {
    vec![
        control("send", "to: pid|string, message: any", |process, args, site| {
            let pid = process.receiver(args[0])?;
            process.send(pid, args[1])?;
            process.deliver(args[1], site)
        })
        .costs(Cost::Sizes(2))
        .attempt(|process, args| process.quick_send(args[0], args[1])),
        control("send_reply", "from: array, answer: any", |process, args, site| {
            let (pid, reference) = process.asker(args[0])?;
            let system = process.member().system.clone();
            if let Some(to) = system.find(pid) {
                let answer = process.ctx.new_array(&[Value::immediate(Kind::REF, reference), args[1]])?;
                let message = process.pack(&[answer], &to).map_err(|why| process.refuse(why))?;
                let own = process.pid();
                system.give_to(own, &to, Entry::Reply { reference, message });
            }
            process.deliver(args[1], site)
        })
        .costs(Cost::Sizes(2)),
        control("receive_any", "[ms: number|nil]", |process, args, site| {
            let result = process.receive_any(args.first().copied().unwrap_or(Value::NIL));
            process.end_wait(result, site)
        }),
        control("mailbox_len", "", |process, _, site| {
            process.take_inbox()?;
            let n = process.member().mailbox.len();
            process.deliver(Value::int(n as i64), site)
        }),
        control("make_ref", "", |process, _, site| {
            let reference = process.member().system.new_reference();
            process.note_fresh(reference);
            process.deliver(Value::immediate(Kind::REF, reference), site)
        })
        .attempt(|process, _| {
            let reference = process.member.as_ref()?.system.new_reference();
            process.note_fresh(reference);
            Some(Value::immediate(Kind::REF, reference))
        }),
    ]
}

fn links() -> Vec<NativeDef> {
    vec![
        control("link", "pid: pid", |process, args, site| {
            let (pid, own) = (args[0].payload(), process.pid());
            if pid != own && process.member().links.make(pid) {
                let system = process.member().system.clone();
                system.give(own, pid, Entry::Link { from: own });
                process.take_own_signals()?;
            }
            process.deliver(Value::TRUE, site)
        }),
        control("unlink", "pid: pid", |process, args, site| {
            let (pid, own) = (args[0].payload(), process.pid());
            if let Some(removal) = process.member().links.remove(pid) {
                let system = process.member().system.clone();
                system.give(own, pid, Entry::Unlink { from: own, removal });
            }
            process.deliver(Value::TRUE, site)
        }),
        control("monitor", "process: pid|string", |process, args, site| {
            let reference = process.watch(args[0])?;
            process.deliver(Value::immediate(Kind::REF, reference), site)
        }),
        control("demonitor", "reference: ref, [flush: boolean|nil]", |process, args, site| {
            let (reference, own) = (args[0], process.pid());
            let member = process.member();
            if let Some(watched) = member.watched.remove(reference.payload()) {
                let system = member.system.clone();
                system.give(own, watched.pid, Entry::Demonitor { reference: reference.payload() });
            }
            if args.get(1) == Some(&Value::TRUE) {
                process.take_inbox()?;
                let is_down = |message: Value| {
                    let parts = message.as_array().map(|a| (a.get(0), a.get(1)));
                    parts.is_some_and(|(kind, of)| {
                        of == Some(reference) && kind.is_some_and(|k| k.as_string() == Some(b"DOWN"))
                    })
                };
                process.member().mailbox.remove_down(is_down);
            }
            process.deliver(Value::TRUE, site)
        }),
        control("send_exit", "pid: pid, reason: any", |process, args, site| {
            let (pid, own) = (args[0].payload(), process.pid());
            let system = process.member().system.clone();
            if let Some(to) = system.find(pid) {
                let reason = process.pack(&[args[1]], &to).map_err(|why| process.refuse(why))?;
                system.give_to(own, &to, Entry::Exit { from: own, reason, link: false });
                process.take_own_signals()?;
            }
            process.deliver(Value::TRUE, site)
        })
        .costs(Cost::Sizes(2)),
        control("trap_exit", "on: boolean", |process, args, site| {
            let before = std::mem::replace(&mut process.member().trap_exit, args[0] == Value::TRUE);
            process.deliver(Value::bool(before), site)
        }),
        control("register", "name: string, pid: pid", |process, args, site| {
            let system = process.member().system.clone();
            match system.register(args[0].as_string().unwrap_or_default(), args[1].payload()) {
                Ok(()) => process.deliver(Value::TRUE, site),
                Err(taken) => Err(process.name_error(taken, args[0])),
            }
        }),
        control("unregister", "name: string", |process, args, site| {
            let system = process.member().system.clone();
            match system.unregister(args[0].as_string().unwrap_or_default()) {
                true => process.deliver(Value::TRUE, site),
                false => Err(process.no_such_name(args[0])),
            }
        }),
        control("whereis", "name: string", |process, args, site| {
            let pid = process.member().system.named(args[0].as_string().unwrap_or_default());
            process.deliver(pid.map_or(Value::NIL, Process::pid_value), site)
        }),
        control("registered", "", |process, _, site| {
            let names = process.member().system.all_names();
            let names = names.iter().map(|n| process.ctx.new_string(n)).collect::<Result<Vec<_>>>()?;
            let names = process.ctx.new_array(&names)?;
            process.deliver(names, site)
        }),
    ]
}

fn questions() -> Vec<NativeDef> {
    vec![
        control("is_alive", "pid: pid", |process, args, site| {
            let handle = process.member().system.find(args[0].payload());
            let alive = handle.is_some_and(|h| !h.exiting.load(Ordering::Acquire));
            process.deliver(Value::bool(alive), site)
        }),
        control("processes", "", |process, _, site| {
            let pids: Vec<Value> = process.member().system.pids().into_iter().map(Process::pid_value).collect();
            let pids = process.ctx.new_array(&pids)?;
            process.deliver(pids, site)
        }),
        control("process_info", "pid: pid", |process, args, site| {
            let result = process.process_info(args[0].payload());
            process.end_wait(result, site)
        }),
        control("process_flag", "key: string, value: any", |process, args, site| {
            let before = process.process_flag(args[0], args[1])?;
            process.deliver(before, site)
        }),
        control("wait", "process: pid|foreign, [ms: number|nil]", |process, args, site| {
            if let (Kind::FOREIGN, Some(wait)) = (args[0].kind(), process.ctx.runtime().native_value("program_wait")) {
                // A program of the system, which has a method of this name.
                return process.call_value(wait, &args[..1], site);
            }
            let result = process.wait_for(args[0].payload(), args.get(1).copied().unwrap_or(Value::NIL));
            process.end_wait(result, site)
        }),
    ]
}

fn times() -> Vec<NativeDef> {
    let sleep: Act = |process, args, site| {
        let result = process.sleep(args[0]);
        process.end_wait(result, site)
    };
    vec![
        control("sleep", "ms: number", sleep),
        control("sleep_ms", "ms: number", sleep),
        control("send_after", "ms: number, to: pid|string, message: any", |process, args, site| {
            let Some(at) = process.deadline(args[0], "send_after")? else { return Err(Trap::Stop) };
            let system = process.member().system.clone();
            let (to, handle) = match args[1].as_string() {
                Some(name) => (Some(Destination::Name(Name::from(name))), None),
                None => {
                    let handle = system.find(args[1].payload());
                    (handle.clone().map(Destination::Process), handle)
                }
            };
            // For a name it is not known yet who will receive.
            let anyone = Arc::new(Handle::new(0, Priority::Normal, usize::MAX, None));
            let receiver = handle.unwrap_or(anyone);
            let message = process.pack(&[args[2]], &receiver).map_err(|why| process.refuse(why))?;
            let reference = match to {
                Some(to) => system.send_later(at, to, message),
                None => system.new_reference(),
            };
            process.deliver(Value::immediate(Kind::REF, reference), site)
        })
        .costs(Cost::Sizes(4)),
        control("cancel_timer", "reference: ref", |process, args, site| {
            let system = process.member().system.clone();
            let left = system.timers.cancel_reference(args[0].payload()).map(|at| at.saturating_sub(system.now()));
            let left = left.map_or(Value::NIL, |ns| Value::int(ns.div_ceil(1_000_000) as i64));
            process.deliver(left, site)
        }),
    ]
}

fn ports() -> Vec<NativeDef> {
    vec![
        control("port", "capacity: any", |process, args, site| {
            let port = process.new_port(args[0])?;
            process.deliver(port, site)
        }),
        control("port_send", "port: port, message: any, [ms: number|nil]", |process, args, site| {
            let result = process.port_send(args[0], args[1], args.get(2).copied().unwrap_or(Value::NIL));
            process.end_wait(result, site)
        })
        .costs(Cost::Sizes(2)),
        control("port_recv", "port: port, [ms: number|nil]", |process, args, site| {
            let result = process.port_recv(args[0], args.get(1).copied().unwrap_or(Value::NIL));
            process.end_wait(result, site)
        }),
        control("port_try_recv", "port: port", |process, args, site| {
            let result = process.port_try_recv(args[0])?;
            process.deliver(result, site)
        }),
        control("port_select", "ports: array, [ms: number|nil]", |process, args, site| {
            let result = process.port_select(args[0], args.get(1).copied().unwrap_or(Value::NIL));
            process.end_wait(result, site)
        })
        .costs(Cost::Sizes(1)),
        control("port_close", "port: port", |process, args, site| {
            process.port_close(args[0]);
            process.deliver(Value::NIL, site)
        }),
        control("port_len", "port: port", |process, args, site| {
            let (len, _) = process.port_state(args[0]);
            process.deliver(Value::int(len as i64), site)
        }),
        control("port_closed", "port: port", |process, args, site| {
            let (_, closed) = process.port_state(args[0]);
            process.deliver(Value::bool(closed), site)
        }),
    ]
}

impl Process {
    /// Delivers the result of a native that may wait. What it has noted of its wait is forgotten when it does not.
    fn end_wait(&mut self, result: Result<Value>, site: CallSite) -> Result<()> {
        if !matches!(result, Err(Trap::Wait)) {
            self.member().until = None;
            self.member().awaited = 0;
            self.member().answered = false;
        }
        self.deliver(result?, site)
    }

    /// Until when a native waits; the first time it is executed this is worked out.
    pub(crate) fn begin_wait(&mut self, ms: Value, what: &str) -> Result<(Option<u64>, bool)> {
        self.check_waiting()?;
        if let Some(until) = self.member().until {
            return Ok((until, false));
        }
        let until = self.deadline(ms, what)?;
        self.member().until = Some(until);
        Ok((until, true))
    }

    pub(crate) fn is_past(&mut self, until: Option<u64>) -> bool {
        until.is_some_and(|at| self.member().system.now() >= at)
    }

    fn sleep(&mut self, ms: Value) -> Result<Value> {
        let (until, _) = self.begin_wait(ms, "sleep")?;
        self.take_inbox()?;
        if self.is_past(until) { Ok(Value::NIL) } else { Err(self.wait_until(until)) }
    }

    fn receive_any(&mut self, ms: Value) -> Result<Value> {
        let first = self.member().mailbox.first_from(0);
        if let Some((number, _)) = first {
            return Ok(self.take_message(number).unwrap_or(Value::NIL));
        }
        let (until, _) = self.begin_wait(ms, "receive_any")?;
        match self.next_message(-1, until)? {
            Some(number) => Ok(self.take_message(number).unwrap_or(Value::NIL)),
            None => Ok(Value::NIL),
        }
    }

    fn wait_for(&mut self, pid: u64, ms: Value) -> Result<Value> {
        let own = self.pid();
        if pid == own {
            return Err(self.ctx.value_error("a process cannot wait for itself"));
        }
        let (until, begins) = self.begin_wait(ms, "wait")?;
        let system = self.member().system.clone();
        if begins {
            let reference = system.new_reference();
            self.member().awaited = reference;
            system.give(own, pid, Entry::Monitor { by: own, reference, name: None });
        }
        self.take_inbox()?;
        let reference = self.member().awaited;
        if self.member().answered {
            return Ok(self.member().answer.take().unwrap_or(Value::NIL));
        }
        if self.is_past(until) {
            system.give(own, pid, Entry::Demonitor { reference });
            return Ok(Value::NIL);
        }
        Err(self.wait_until(until))
    }

    fn process_info(&mut self, pid: u64) -> Result<Value> {
        let own = self.pid();
        if pid == own {
            self.take_inbox()?;
            return self.describe();
        }
        let (_, begins) = self.begin_wait(Value::NIL, "process_info")?;
        let system = self.member().system.clone();
        if begins {
            let reference = system.new_reference();
            self.member().awaited = reference;
            system.give(own, pid, Entry::Ask { from: own, reference });
        }
        self.take_inbox()?;
        match self.member().answered {
            true => Ok(self.member().answer.take().unwrap_or(Value::NIL)),
            false => Err(self.wait_until(None)),
        }
    }

    fn thread_join(&mut self, id: i64) -> Result<Value> {
        self.begin_wait(Value::NIL, "thread_join")?;
        self.take_inbox()?;
        let member = self.member();
        let (system, handle) = (member.system.clone(), member.handle.clone());
        let mut results = lock(&system.results);
        let Some(thread) = u64::try_from(id).ok().and_then(|id| results.get_mut(&id)) else { return Ok(Value::NIL) };
        match thread.ended.take() {
            Some(result) => {
                results.remove(&(id as u64));
                drop(results);
                let values = result.map(|parcel| self.unpack(parcel));
                Ok(values.and_then(|v| v.first().copied()).unwrap_or(Value::NIL))
            }
            None => {
                if !thread.waiting.iter().any(|h| h.pid == handle.pid) {
                    thread.waiting.push(handle);
                }
                drop(results);
                Err(self.wait_until(None))
            }
        }
    }

    /// Exit signals that the process sends itself take effect at once.
    fn take_own_signals(&mut self) -> Result<()> {
        if self.is_urgent() { self.take_inbox() } else { Ok(()) }
    }

    pub(crate) fn note_fresh(&mut self, reference: u64) {
        let member = self.member();
        member.fresh = (reference, member.mailbox.next());
    }

    fn spawned_pair(&mut self, spawned: &Spawned) -> Result<Value> {
        let reference = Value::immediate(Kind::REF, spawned.reference.unwrap_or(0));
        self.ctx.new_array(&[Process::pid_value(spawned.pid), reference])
    }

    fn no_such_name(&mut self, name: Value) -> Trap {
        let name = String::from_utf8_lossy(name.as_string().unwrap_or_default()).into_owned();
        self.ctx.error(ErrorKind::NameError, format!("no process named '{name}'"))
    }

    /// The process that a pid or a name means.
    pub(crate) fn receiver(&mut self, to: Value) -> Result<u64> {
        if to.kind() == Kind::PID {
            return Ok(to.payload());
        }
        let Some(name) = to.as_string() else {
            let word = to.kind().word();
            return Err(self.ctx.type_error(format!("send expects (pid|string, any), got {word}")));
        };
        let found = self.member().system.named(name);
        found.ok_or_else(|| self.no_such_name(to))
    }

    /// Whom to answer, and under which reference: [pid, ref].
    fn asker(&mut self, from: Value) -> Result<(u64, u64)> {
        let parts = from.as_array().map(|a| (a.get(0), a.get(1)));
        match parts {
            Some((Some(pid), Some(reference))) if pid.kind() == Kind::PID && reference.kind() == Kind::REF => {
                Ok((pid.payload(), reference.payload()))
            }
            _ => {
                let shown = crate::walk::repr_string(&mut self.ctx, from);
                Err(self.ctx.type_error(format!("send_reply expects [pid, ref], got {shown}")))
            }
        }
    }

    fn watch(&mut self, of: Value) -> Result<u64> {
        let own = self.pid();
        let system = self.member().system.clone();
        let reference = system.new_reference();
        let name: Option<Name> = of.as_string().map(Name::from);
        let pid = match &name {
            Some(name) => system.named(name).unwrap_or(0),
            None => of.payload(),
        };
        if pid != own {
            self.member().watched.insert(reference, Watched { pid, name: name.clone() });
            system.give(own, pid, Entry::Monitor { by: own, reference, name });
        }
        self.note_fresh(reference);
        Ok(reference)
    }

    fn process_flag(&mut self, key: Value, value: Value) -> Result<Value> {
        match key.as_string().unwrap_or_default() {
            b"trap_exit" => match value.as_bool() {
                Some(on) => Ok(Value::bool(std::mem::replace(&mut self.member().trap_exit, on))),
                None => Err(self.wrong_value("trap_exit", "true or false", value)),
            },
            b"priority" => {
                let Some(priority) = value.as_string().and_then(Priority::named) else {
                    return Err(self.wrong_value("priority", "low, normal, high or max", value));
                };
                let handle = self.member().handle.clone();
                let before = handle.priority().name();
                handle.priority.store(priority as u8, Ordering::Relaxed);
                self.ctx.new_string(before.as_bytes())
            }
            b"max_heap" => {
                let before = self.ctx.heap.max();
                let Some(bytes) = value.as_int().and_then(|n| usize::try_from(n).ok()) else {
                    return Err(self.wrong_value("max_heap", "a number of bytes", value));
                };
                // What was given can only be narrowed.
                let most = bytes.min(self.ctx.limits.max_heap);
                self.ctx.heap.set_max(most);
                self.member().handle.max_heap.store(most, Ordering::Relaxed);
                Ok(i64::try_from(before).map_or(Value::NIL, Value::int))
            }
            _ => Err(self.wrong_value("process_flag", "priority, max_heap or trap_exit", key)),
        }
    }

    /// What a process says of itself.
    pub(crate) fn describe(&mut self) -> Result<Value> {
        let own = self.pid();
        let function = self.trace().0.first().map_or(String::new(), |entry| entry.function_name());
        let waits = self.waiting.is_some();
        let used = self.ctx.heap.used();
        let stack = self.ctx.heap.stack_bytes();
        let fuel = self.burnt_so_far();
        let member = self.member();
        let pending = member.handle.inbox().entries.iter().filter(|e| matches!(e, Entry::Message(_))).count();
        let (system, handle) = (member.system.clone(), member.handle.clone());
        let status = match (member.exiting.is_some(), waits) {
            (true, _) => "exiting",
            (false, true) => "waiting",
            (false, false) => "running",
        };
        let linked = member.links.pids();
        let watched: Vec<(u64, Option<Name>)> =
            member.watched.sorted().into_iter().map(|(_, w)| (w.pid, w.name.clone())).collect();
        let watchers: Vec<u64> = member.watchers.sorted().into_iter().map(|(_, w)| w.pid).collect();
        let (parent, started, traps) = (member.parent, member.started, member.trap_exit);
        let waiting = member.mailbox.len() + pending;
        let name = system.name_of(own);

        let mut monitors = Vec::new();
        for (pid, name) in watched {
            monitors.push(match name {
                Some(name) => self.ctx.new_string(&name)?,
                None => Process::pid_value(pid),
            });
        }
        let linked: Vec<Value> = linked.into_iter().map(Process::pid_value).collect();
        let watchers: Vec<Value> = watchers.into_iter().map(Process::pid_value).collect();
        let name = match name {
            Some(name) => self.ctx.new_string(&name)?,
            None => Value::NIL,
        };
        let entries = [
            ("pid", Process::pid_value(own)),
            ("name", name),
            ("status", self.ctx.new_string(status.as_bytes())?),
            ("function", self.ctx.new_string(function.as_bytes())?),
            ("parent", if parent == 0 { Value::NIL } else { Process::pid_value(parent) }),
            ("links", self.ctx.new_array(&linked)?),
            ("monitors", self.ctx.new_array(&monitors)?),
            ("monitored_by", self.ctx.new_array(&watchers)?),
            ("trap_exit", Value::bool(traps)),
            ("mailbox_len", Value::int(waiting as i64)),
            ("heap_bytes", Value::int(used.saturating_sub(stack) as i64)),
            ("stack_bytes", Value::int(stack as i64)),
            ("fuel_used", Value::int(fuel as i64)),
            ("priority", self.ctx.new_string(handle.priority().name().as_bytes())?),
            ("started_ms", Value::int((started / 1_000_000) as i64)),
        ];
        let map = self.ctx.new_map(entries.len())?;
        for (key, value) in entries {
            let key = self.ctx.new_string(key.as_bytes())?;
            self.ctx.map_set(map, key, value)?;
        }
        Ok(map)
    }
}
