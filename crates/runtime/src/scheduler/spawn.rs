//! New processes: what they are given, and what they may.

use super::inbox::{Bound, Handle, Overflow, Priority};
use super::member::{Member, Watched};
use super::operations::Operation;
use super::queue::Task;
use super::{System, Taken, lock};
use crate::capability::Capabilities;
use crate::error::{ErrorKind, Result, Trap};
use crate::process::Process;
use crate::value::{Kind, Value};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// So many ancestors are kept of a process.
const MOST_ANCESTORS: usize = 8;

/// What a process is spawned with.
pub(crate) struct SpawnOptions {
    pub link: bool,
    pub monitor: bool,
    /// It ends when its spawner does, whatever the reason; linked.
    pub follow: bool,
    pub name: Value,
    pub priority: Priority,
    pub max_heap: Option<usize>,
    pub fuel: Option<u64>,
    pub denied: Capabilities,
    pub bound: Option<Bound>,
    pub thread: bool,
    pub operation: Option<Operation>,
}

impl Default for SpawnOptions {
    fn default() -> Self {
        SpawnOptions {
            link: false,
            monitor: false,
            follow: false,
            name: Value::NIL,
            priority: Priority::Normal,
            max_heap: None,
            fuel: None,
            denied: Capabilities::NONE,
            bound: None,
            thread: false,
            operation: None,
        }
    }
}

/// A process that has just been made.
pub(crate) struct Spawned {
    pub pid: u64,
    /// The reference under which its maker watches it, if it does.
    pub reference: Option<u64>,
    /// Its thread id, if it is to have one.
    pub thread: u64,
}

impl Process {
    /// Makes a process that will call `entry`.
    pub(crate) fn spawn(&mut self, options: &SpawnOptions, entry: Value, args: &[Value]) -> Result<Spawned> {
        let system = self.member().system.clone();
        if !self.count_memory() {
            return Err(self.ctx.error(ErrorKind::OutOfMemory, "out of memory"));
        }
        let counted =
            system.alive.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| (n < system.most).then_some(n + 1));
        if counted.is_err() {
            return Err(self.ctx.error(ErrorKind::LimitError, "too many processes"));
        }
        let made = self.make_child(&system, options, entry, args);
        if made.is_err() {
            system.alive.fetch_sub(1, Ordering::SeqCst);
        }
        let (mut child, spawned) = made?;
        child.count_memory();
        system.start_schedulers();
        system.enqueue(Task::Process(child), options.priority, false);
        Ok(spawned)
    }

    fn make_child(
        &mut self,
        system: &Arc<System>,
        options: &SpawnOptions,
        entry: Value,
        args: &[Value],
    ) -> Result<(Box<Process>, Spawned)> {
        let own = self.member().handle.pid;
        let pid = system.next_pid.fetch_add(1, Ordering::Relaxed);
        let mut limits = self.ctx.limits.clone();
        for capability in self.ctx.denied.and(options.denied).iter() {
            let limits = Arc::make_mut(&mut limits);
            limits.capabilities = limits.capabilities.clone().deny(capability);
        }
        if let Some(most) = options.max_heap.filter(|&most| most < limits.max_heap) {
            Arc::make_mut(&mut limits).max_heap = most;
        }
        let handle = Arc::new(Handle::new(pid, options.priority, limits.max_heap, options.bound));
        let mut child = Process::empty(self.ctx.runtime().clone(), limits, Box::new(system.host.clone()));
        child.inherit(self, pid);
        let mut member = Member::new(system.clone(), handle.clone(), own);
        member.ancestors = self.descent();
        member.follows = options.follow;
        member.operation = options.operation;
        if options.link || options.follow {
            member.links.make(own);
        }
        let reference = options.monitor.then(|| system.new_reference());
        if let Some(reference) = reference {
            member.watchers.insert(reference, Watched { pid: own, name: None });
        }
        child.member = Some(Box::new(member));
        self.draw_fuel(&mut child, options.fuel);

        let values: smallvec::SmallVec<[Value; 8]> = std::iter::once(entry).chain(args.iter().copied()).collect();
        let most = child.ctx.limits.max_heap;
        let parcel = self.pack_into(&values, &mut child.ctx.heap, &handle, most);
        let parcel = parcel.map_err(|why| self.refuse(why))?;
        let values = child.unpack(parcel);
        if child.start_call(values[0], &values[1..]).is_err() {
            return Err(self.ctx.error(ErrorKind::LimitError, "the limits leave no room for a process"));
        }

        system.shard(pid).insert(pid, handle.clone());
        if let Some(name) = options.name.as_string()
            && let Err(taken) = system.register(name, pid)
        {
            system.shard(pid).remove(&pid);
            return Err(self.name_error(taken, options.name));
        }
        let mut thread = 0;
        if options.thread {
            thread = system.next_thread.fetch_add(1, Ordering::Relaxed);
            lock(&system.results).insert(thread, super::Thread::default());
            child.member().thread = Some(thread);
        }
        let member = self.member();
        if options.link || options.follow {
            member.links.make(pid);
        }
        if let Some(reference) = reference {
            member.watched.insert(reference, Watched { pid, name: None });
            member.fresh = (reference, member.mailbox.next());
        }
        Ok((child, Spawned { pid, reference, thread }))
    }

    /// The ancestors of the processes that it begins.
    fn descent(&mut self) -> Arc<[u64]> {
        let member = self.member();
        let own = member.handle.pid;
        let ancestors = &member.ancestors;
        let make = || std::iter::once(own).chain(ancestors.iter().copied()).take(MOST_ANCESTORS).collect();
        member.descent.get_or_insert_with(make).clone()
    }

    /// How a process runs, as its maker does.
    fn inherit(&mut self, maker: &Process, pid: u64) {
        self.dispatch = maker.dispatch;
        self.counting = maker.counting;
        self.scheduling = maker.scheduling;
        self.set_stress(maker.stress);
        self.ctx.print_limit = maker.ctx.print_limit;
        self.ctx.random[0] ^= pid.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.ctx.output = maker.ctx.output.clone();
    }

    /// Why a name cannot be given.
    pub(crate) fn name_error(&mut self, taken: Taken, name: Value) -> Trap {
        let name = String::from_utf8_lossy(name.as_string().unwrap_or_default()).into_owned();
        let message = match taken {
            Taken::Name => format!("name '{name}' is taken"),
            Taken::Process => format!("cannot register '{name}': the process has a name"),
            Taken::Dead => format!("cannot register '{name}': the process has ended"),
        };
        self.ctx.error(ErrorKind::NameError, message)
    }

    /// Reads the options of `spawn_opt`.
    pub(crate) fn spawn_options(&mut self, options: Value) -> Result<SpawnOptions> {
        let mut read = SpawnOptions::default();
        let Some(map) = options.as_map() else { return Ok(read) };
        let entries: Vec<(Value, Value)> = map.iter().collect();
        for (key, value) in entries {
            let number = value.as_int().and_then(|n| u64::try_from(n).ok());
            match key.as_string().unwrap_or_default() {
                b"link" => read.link = self.flag("link", value)?,
                b"monitor" => read.monitor = self.flag("monitor", value)?,
                b"follow" => read.follow = self.flag("follow", value)?,
                b"name" if value.is_string() || value.is_nil() => read.name = value,
                b"name" => return Err(self.wrong_spawn_option("name", "a string", value)),
                b"priority" => match value.as_string().and_then(Priority::named) {
                    Some(priority) => read.priority = priority,
                    None => return Err(self.wrong_value("priority", "low, normal, high or max", value)),
                },
                b"max_heap" => match number {
                    _ if value.is_nil() => {}
                    Some(bytes) => read.max_heap = Some(bytes as usize),
                    None => return Err(self.wrong_spawn_option("max_heap", "a number of bytes", value)),
                },
                b"fuel" => match number {
                    _ if value.is_nil() => {}
                    Some(units) => read.fuel = Some(units),
                    None => return Err(self.wrong_spawn_option("fuel", "a number from 0", value)),
                },
                b"deny" => read.denied = self.denied(value)?,
                b"mailbox" => read.bound = self.bound(value)?,
                _ => {
                    let shown = crate::walk::repr_string(&mut self.ctx, key);
                    let message = format!(
                        "unknown spawn option {shown}: expected link, monitor, follow, name, priority, max_heap, fuel, deny or mailbox"
                    );
                    return Err(self.ctx.value_error(message));
                }
            }
        }
        Ok(read)
    }

    fn flag(&mut self, option: &str, value: Value) -> Result<bool> {
        match value.as_bool() {
            Some(flag) => Ok(flag),
            None if value.is_nil() => Ok(false),
            None => Err(self.wrong_spawn_option(option, "a boolean", value)),
        }
    }

    fn wrong_spawn_option(&mut self, option: &str, expected: &str, given: Value) -> Trap {
        let message = format!("spawn_opt expects {expected} for '{option}', got {}", given.kind().word());
        self.ctx.type_error(message)
    }

    pub(crate) fn wrong_value(&mut self, option: &str, expected: &str, given: Value) -> Trap {
        let shown = crate::walk::repr_string(&mut self.ctx, given);
        self.ctx.value_error(format!("'{option}' must be {expected}, got {shown}"))
    }

    fn bound(&mut self, value: Value) -> Result<Option<Bound>> {
        if value.is_nil() {
            return Ok(None);
        }
        let Some(map) = value.as_map() else { return Err(self.wrong_spawn_option("mailbox", "a map", value)) };
        let entries: Vec<(Value, Value)> = map.iter().collect();
        let (mut capacity, mut overflow) = (None, Overflow::Block);
        for (key, value) in entries {
            match key.as_string().unwrap_or_default() {
                b"capacity" => match value.as_int().filter(|n| *n > 0) {
                    Some(n) => capacity = Some(n as usize),
                    None => return Err(self.wrong_value("capacity", "a number from 1", value)),
                },
                b"overflow" => {
                    overflow = match value.as_string() {
                        Some(b"block") => Overflow::Block,
                        Some(b"drop_newest") => Overflow::DropNewest,
                        Some(b"drop_oldest") => Overflow::DropOldest,
                        Some(b"error") => Overflow::Error,
                        Some(b"kill") => Overflow::Kill,
                        _ => {
                            let all = "block, drop_newest, drop_oldest, error or kill";
                            return Err(self.wrong_value("overflow", all, value));
                        }
                    }
                }
                _ => return Err(self.wrong_value("mailbox", "a map of capacity and overflow", value)),
            }
        }
        Ok(capacity.map(|capacity| Bound { capacity, overflow }))
    }

    /// A process as a value.
    pub(crate) fn pid_value(pid: u64) -> Value {
        Value::immediate(Kind::PID, pid)
    }
}
