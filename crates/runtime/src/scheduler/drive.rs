//! Who runs when: the loops of schedulers, the driving thread's turns, work that blocks, and the end of processes.

use super::inbox::{Entry, Handle, Parked, Priority};
use super::queue::{Queue, Ready, Task, WOKEN_FIRST};
use super::timers::Due;
use super::{Flying, Simulation, System, lock};
use crate::native::Work;
use crate::process::{Ended, Process, Run};
use crate::value::Value;
use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// How long a process runs while others wait.
const TURN: Duration = Duration::from_micros(100);
/// A thread for work that blocks ends when it has had none for so long.
const IDLE: Duration = Duration::from_secs(10);
/// Bytes of a message that a report shows.
const BRIEF: usize = 400;
/// Such threads at most.
const BLOCKING_MOST: usize = 256;

thread_local! {
    /// Which system's scheduler this thread is, by the system's address, and its number there.
    static SCHEDULER: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
    /// What this scheduler runs next: a process of normal priority that was woken by what it runs. No other scheduler takes it,
    /// so that a pair that talks stays together, and no lock is needed.
    static NEXT: Cell<Option<Task>> = const { Cell::new(None) };
    /// How many such have run in a row.
    static ROW: Cell<u32> = const { Cell::new(0) };
}

/// This thread is a scheduler as long as this lives.
struct Post<'s> {
    system: &'s System,
    number: usize,
    /// What it was before, and what it was to run next.
    before: (usize, usize),
    next: Option<Task>,
}

impl Post<'_> {
    fn take(system: &System, number: usize) -> Post<'_> {
        let before = SCHEDULER.replace((std::ptr::from_ref(system).addr(), number));
        let next = if before == SCHEDULER.get() { None } else { NEXT.take() };
        Post { system, number, before, next }
    }
}

impl Drop for Post<'_> {
    fn drop(&mut self) {
        if SCHEDULER.replace(self.before) != self.before {
            if let Some(task) = NEXT.replace(self.next.take()) {
                self.system.queues[self.number].with(|queue| queue.push(task, Priority::Normal, true));
            }
        }
    }
}

/// How a turn of the driving thread ended.
#[derive(PartialEq)]
enum Turn {
    /// It is the main process's turn.
    Main,
    /// The thread has been away from its owner for long enough.
    Patience,
    /// Nothing will ever happen again; only simulated systems know.
    Deadlock,
}

impl System {
    /// The scheduler that this thread is.
    fn here(&self) -> Option<usize> {
        let (system, number) = SCHEDULER.get();
        (system == std::ptr::from_ref(self).addr()).then_some(number)
    }

    /// Makes something ready to run.
    pub(crate) fn enqueue(&self, mut task: Task, priority: Priority, woken: bool) {
        let here = self.here();
        let is_main = matches!(task, Task::Main);
        if woken
            && priority == Priority::Normal
            && self.simulation.is_none()
            && here.is_some_and(|number| number == 0 || !is_main)
        {
            match NEXT.replace(Some(task)) {
                None => return,
                // The first one stays the first.
                Some(first) => task = NEXT.replace(Some(first)).unwrap_or(Task::Main),
            }
        }
        // The main process runs on the first scheduler, everything else where it became ready.
        let number = match here {
            _ if is_main => 0,
            Some(number) => number,
            // Somebody who is no scheduler: one that sleeps is to wake.
            None => lock(&self.idle).last().copied().unwrap_or(0),
        };
        let waiting = self.queues[number].with(|queue| {
            queue.push(task, priority, woken);
            queue.len()
        });
        if here != Some(number) {
            self.wake_scheduler(Some(number));
        } else if waiting > 1 {
            self.wake_scheduler(None);
        }
    }

    /// Puts a process that waits back into its inbox; if something has come meanwhile it is queued.
    pub(crate) fn repark(&self, handle: &Arc<Handle>, process: Box<Process>) {
        let mut inbox = handle.inbox();
        if inbox.entries.is_empty() {
            inbox.parked = Parked::Here(process);
            return;
        }
        drop(inbox);
        self.wake(handle, Parked::Here(process));
    }

    /// Wakes a scheduler that sleeps, a certain one or any.
    fn wake_scheduler(&self, which: Option<usize>) {
        if self.idle_count.load(Ordering::SeqCst) == 0 {
            return;
        }
        let woken = {
            let mut idle = lock(&self.idle);
            let place = match which {
                Some(number) => idle.iter().position(|&i| i == number),
                None => idle.len().checked_sub(1),
            };
            let woken = place.map(|place| idle.swap_remove(place));
            self.idle_count.store(idle.len(), Ordering::SeqCst);
            woken
        };
        if let Some(number) = woken {
            self.beds[number].wake();
        }
    }

    /// Starts the threads of the schedulers but the first, once.
    pub(crate) fn start_schedulers(self: &Arc<Self>) {
        if self.queues.len() == 1 {
            return;
        }
        let mut threads = lock(&self.threads);
        if threads.is_some() {
            return;
        }
        let start = |number: usize| {
            let system = self.clone();
            let thread = std::thread::Builder::new().name(format!("scheduler {number}"));
            thread.spawn(move || system.schedule(number)).ok()
        };
        *threads = Some((1..self.queues.len()).filter_map(start).collect());
    }

    fn schedule(self: Arc<Self>, number: usize) {
        let _post = Post::take(&self, number);
        while !self.stopping.load(Ordering::Acquire) {
            self.fire();
            match self.next_task(number) {
                Some(Task::Process(process)) => self.run_process(number, process),
                // Only the first scheduler has it in its queue.
                Some(Task::Main) => self.enqueue(Task::Main, Priority::Normal, true),
                None => self.sleep(number, None),
            }
        }
    }

    fn next_task(&self, number: usize) -> Option<Task> {
        let own = &self.queues[number];
        if let Some(simulation) = &self.simulation {
            let choose = |n: usize| lock(simulation).below(n);
            return own.with(|queue| queue.pop_any(choose));
        }
        if let Some(task) = NEXT.take() {
            let row = ROW.get();
            if own.waiting() == 0 || row < WOKEN_FIRST && !own.has_urgent() {
                ROW.set(row + 1);
                return Some(task);
            }
            return own.with(|queue| {
                queue.push(task, Priority::Normal, true);
                if row >= WOKEN_FIRST {
                    ROW.set(0);
                    queue.end_row();
                }
                queue.pop()
            });
        }
        ROW.set(0);
        if own.waiting() > 0
            && let Some(task) = own.with(Queue::pop)
        {
            return Some(task);
        }
        let others = self.queues.len();
        for i in 1..others {
            let other = &self.queues[(number + i) % others];
            if other.free() == 0 {
                continue;
            }
            let mut stolen = other.with(Queue::steal).into_iter();
            if let Some((first, _)) = stolen.next() {
                if stolen.len() > 0 {
                    own.with(|queue| stolen.for_each(|(task, priority)| queue.push(task, priority, false)));
                }
                return Some(first);
            }
        }
        None
    }

    /// Whether a scheduler has something to do.
    fn has_work(&self, number: usize) -> bool {
        let is_due = self.timers.first().is_some_and(|at| at <= self.now());
        is_due
            || self.stopping.load(Ordering::Acquire)
            || self.queues.iter().enumerate().any(|(i, queue)| match i == number {
                true => queue.waiting() > 0,
                false => queue.free() > 0,
            })
    }

    /// Sleeps until there is work, a timer is due, or for so long.
    fn sleep(&self, number: usize, at_most: Option<Duration>) {
        {
            let mut idle = lock(&self.idle);
            if !idle.contains(&number) {
                idle.push(number);
            }
            self.idle_count.store(idle.len(), Ordering::SeqCst);
        }
        // Whoever queued something before this saw nobody asleep.
        if !self.has_work(number) {
            let first = self.timers.first().map(|at| Duration::from_nanos(at.saturating_sub(self.now()).max(1000)));
            let time = match (first, at_most) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            self.beds[number].sleep(time);
        }
        let mut idle = lock(&self.idle);
        idle.retain(|&i| i != number);
        self.idle_count.store(idle.len(), Ordering::SeqCst);
    }

    /// Runs a process until it waits, ends, or others are to have their turn.
    fn run_process(self: &Arc<Self>, number: usize, mut process: Box<Process>) {
        // Most do not use up their first slice.
        let mut begun = None;
        let handle = process.member().handle.clone();
        loop {
            process.cancel_timer();
            if process.is_urgent() {
                process.take_urgent();
            }
            let slice = self.slice(&mut process);
            let before = process.burnt;
            let run = process.run(slice);
            self.pass(process.burnt - before);
            process.spend_cleanup(before);
            process.count_memory();
            match run {
                Run::Slice => {
                    let mine = handle.priority();
                    let queue = &self.queues[number];
                    self.share(queue);
                    let above = queue.waiting() > 0 && queue.with(|queue| queue.has_above(mine));
                    let above = above || mine >= Priority::Normal && self.has_next();
                    let exact = self.scheduling.slice == 1 || self.simulation.is_some();
                    let begun = begun.get_or_insert_with(Instant::now);
                    if exact || above || begun.elapsed() >= TURN || self.stopping.load(Ordering::Relaxed) {
                        return self.enqueue(Task::Process(process), mine, false);
                    }
                }
                Run::Waiting(until) => {
                    process.return_fuel();
                    process.set_timer(until);
                    return self.park(&handle, process);
                }
                Run::Blocked(work) => {
                    self.block(&mut process, work);
                    return self.park(&handle, process);
                }
                Run::Ended(ended) => {
                    process.finish(ended);
                    return drop(process);
                }
            }
        }
    }

    /// Whether something was woken by what this scheduler runs, and is to run next.
    fn has_next(&self) -> bool {
        let next = NEXT.take();
        let has = next.is_some();
        NEXT.set(next);
        has
    }

    /// What runs goes on running: others may take what waits for it.
    fn share(&self, queue: &Ready) {
        if self.idle_count.load(Ordering::SeqCst) == 0 {
            return;
        }
        if let Some(task) = NEXT.take() {
            queue.with(|queue| queue.push(task, Priority::Normal, true));
        }
        if queue.free() > 0 {
            self.wake_scheduler(None);
        }
    }

    fn slice(&self, process: &mut Process) -> u64 {
        let slice = match &self.simulation {
            Some(simulation) => 1 + lock(simulation).below(self.scheduling.slice as usize) as u64,
            None => self.scheduling.slice,
        };
        match process.member().exiting {
            Some(left) => slice.min(left.max(1)),
            None => slice,
        }
    }

    /// Leaves a process in its inbox until something comes.
    fn park(&self, handle: &Arc<Handle>, process: Box<Process>) {
        self.repark(handle, process);
    }

    /// Has another thread do what a process waits for.
    fn block(self: &Arc<Self>, process: &mut Process, work: Work) {
        let member = process.member();
        member.work += 1;
        let (serial, handle) = (member.work, member.handle.clone());
        let system = self.clone();
        let job = move || {
            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
            let result = result.unwrap_or_else(|panic| panic);
            system.give_to(handle.pid, &handle, Entry::Done { serial, result });
        };
        if self.simulation.is_some() {
            // Time stands still meanwhile.
            return job();
        }
        self.blocking.run(Box::new(job));
    }

    /// Runs other processes on the driving thread until it is the main process's turn.
    fn turn(self: &Arc<Self>, patience: Option<Duration>) -> Turn {
        let begun = Instant::now();
        let mut turns = 0_u32;
        loop {
            self.fire();
            let idle = self.simulation.is_some() && self.simulate();
            match self.next_task(0) {
                Some(Task::Main) => return Turn::Main,
                Some(Task::Process(process)) => self.run_process(0, process),
                None if idle => return Turn::Deadlock,
                None if self.simulation.is_some() => {}
                None => {
                    self.sleep(0, patience);
                    turns = 0;
                }
            }
            // A look at the clock costs as much as a short turn.
            turns = turns.wrapping_add(1);
            if turns % 16 == 1 && patience.is_some_and(|patience| begun.elapsed() >= patience) {
                return Turn::Patience;
            }
        }
    }

    /// Lets some of what is on its way arrive, and time pass if nothing else can happen. Whether nothing will ever happen.
    fn simulate(self: &Arc<Self>) -> bool {
        let Some(simulation) = &self.simulation else { return false };
        let ready = self.queues[0].waiting();
        let mut arrived = Vec::new();
        {
            let mut simulation = lock(simulation);
            let now = simulation.outside.now();
            let mut due: Vec<usize> =
                (0..simulation.flying.len()).filter(|&i| simulation.flying[i].at <= now).collect();
            let mut wanted = if due.is_empty() { 0 } else { simulation.below(due.len().min(8) + 1) };
            if ready == 0 && wanted == 0 && !due.is_empty() {
                wanted = 1;
            }
            for _ in 0..wanted {
                let chosen = due[simulation.below(due.len())];
                let (from, to) = (simulation.flying[chosen].from, simulation.flying[chosen].to.pid);
                // What one process sends to another keeps its order.
                let first = simulation.flying.iter().position(|f| f.from == from && f.to.pid == to);
                let first = first.unwrap_or(chosen);
                arrived.push(simulation.flying.remove(first));
                due.retain(|&i| i != first);
                due.iter_mut().filter(|i| **i > first).for_each(|i| *i -= 1);
            }
            // Each step takes a little time, so that timers fire at different places.
            let step = simulation.below(2000) as u64;
            simulation.outside.pass(step);
        }
        let any = !arrived.is_empty();
        for Flying { to, entry, .. } in arrived {
            self.deliver(&to, entry);
        }
        self.kill_some();
        if any || ready > 0 {
            return false;
        }
        let simulation = lock(simulation);
        let arrives = simulation.flying.iter().map(|f| f.at).min();
        match self.timers.first().into_iter().chain(arrives).min() {
            Some(at) => {
                simulation.outside.pass_to(at);
                false
            }
            None => true,
        }
    }

    /// Kills a process in some of the turns, if that is asked for.
    fn kill_some(&self) {
        let Some(simulation) = &self.simulation else { return };
        let kills = self.scheduling.faults.kills as usize;
        if kills == 0 || lock(simulation).below(1000) >= kills {
            return;
        }
        let others: Vec<u64> = self.pids().into_iter().filter(|&pid| pid != super::MAIN).collect();
        if others.is_empty() {
            return;
        }
        let victim = others[lock(simulation).below(others.len())];
        if let Some(handle) = self.find(victim) {
            self.deliver(&handle, Entry::Exit { from: victim, reason: super::plain(b"kill"), link: false });
        }
    }

    /// Work takes time, in a simulation too.
    fn pass(&self, units: u64) {
        if let Some(simulation) = &self.simulation {
            lock(simulation).outside.pass(units.saturating_mul(super::UNIT));
        }
    }

    /// Ends all processes but the main one and lets go of everything.
    pub(crate) fn shut_down(&self) {
        self.stopping.store(true, Ordering::SeqCst);
        let threads = lock(&self.threads).take();
        for bed in &self.beds {
            bed.wake();
        }
        for thread in threads.into_iter().flatten() {
            // A scheduler that panicked has said so.
            let _ = thread.join();
        }
        for queue in &self.queues {
            drop(queue.with(Queue::drain));
        }
        self.timers.clear();
        lock(&self.results).clear();
        drop(std::mem::take(&mut *lock(&self.ports)));
        let handles: Vec<Arc<Handle>> =
            self.handles.iter().flat_map(|s| std::mem::take(&mut *lock(s)).into_values()).collect();
        for handle in handles {
            let mut inbox = handle.inbox();
            inbox.closed = true;
            let (entries, parked) = (std::mem::take(&mut inbox.entries), std::mem::take(&mut inbox.parked));
            inbox.senders.clear();
            drop(inbox);
            drop((entries, parked));
        }
        if let Some(simulation) = &self.simulation {
            let Simulation { flying, .. } = &mut *lock(simulation);
            drop(std::mem::take(flying));
        }
    }
}

impl Process {
    /// Runs the program whose main process this is, for at most `units` of this process's fuel, other processes beside it;
    /// comes back earlier than that when others have had their turn, and after `patience` if nothing of its own happens. Where
    /// there is nothing but this process, this is [`Process::run`].
    ///
    /// What is [`Run::Waiting`] for `run` is [`Run::Slice`] here, after the wait or the patience.
    pub fn run_program(&mut self, units: u64, patience: Option<Duration>) -> Run {
        if let Some(ended) = self.ended {
            return Run::Ended(ended);
        }
        let Some(member) = &self.member else {
            let run = self.run(units);
            return match run {
                // It has become a member of a system meanwhile.
                Run::Waiting(_) | Run::Ended(_) | Run::Blocked(_) => self.after_run(run, patience),
                Run::Slice => run,
            };
        };
        let system = member.system.clone();
        let _post = Post::take(&system, 0);
        if member.away {
            match system.turn(patience) {
                Turn::Main => self.member().away = false,
                Turn::Patience => return Run::Slice,
                Turn::Deadlock => {
                    self.fail("every process waits, and nothing will ever happen".to_string());
                    self.ended = Some(Ended::Failed);
                }
            }
        }
        self.cancel_timer();
        if self.is_urgent() {
            self.take_urgent();
        }
        let alone = system.alive.load(Ordering::Relaxed) == 1 && system.simulation.is_none();
        let exiting = self.member().exiting.is_some();
        let slice = if alone && !exiting { units } else { system.slice(self).min(units) };
        let before = self.burnt;
        let run = self.run(slice);
        system.pass(self.burnt - before);
        self.spend_cleanup(before);
        self.count_memory();
        self.after_run(run, patience)
    }

    /// Ends all other processes of the program whose main process this is; they run no more code.
    pub fn end_program(&mut self) {
        if let Some(member) = &self.member
            && member.handle.pid == super::MAIN
        {
            member.system.shut_down();
        }
    }

    /// The main process does not wait any longer.
    pub(crate) fn come_back(&mut self) {
        if let Some(member) = &mut self.member {
            let mut inbox = member.handle.inbox();
            if matches!(inbox.parked, Parked::Main) {
                inbox.parked = Parked::No;
                member.away = false;
            }
        }
    }

    fn after_run(&mut self, run: Run, patience: Option<Duration>) -> Run {
        let Some(member) = &self.member else { return run };
        let (system, handle) = (member.system.clone(), member.handle.clone());
        let _post = Post::take(&system, 0);
        match run {
            Run::Slice => {
                system.share(&system.queues[0]);
                if system.queues[0].waiting() > 0 || system.has_next() || system.simulation.is_some() {
                    system.enqueue(Task::Main, handle.priority(), false);
                    self.member().away = true;
                }
                return Run::Slice;
            }
            Run::Waiting(until) => self.set_timer(until),
            Run::Blocked(work) => {
                if system.alive.load(Ordering::Relaxed) == 1 && system.simulation.is_none() {
                    return Run::Blocked(work);
                }
                system.block(self, work);
            }
            Run::Ended(_) => return run,
        }
        let mut inbox = handle.inbox();
        if inbox.entries.is_empty() {
            inbox.parked = Parked::Main;
            drop(inbox);
            self.member().away = true;
            if system.turn(patience) == Turn::Main {
                self.member().away = false;
            } else if system.simulation.is_some() {
                self.fail("every process waits, and nothing will ever happen".to_string());
                self.ended = Some(Ended::Failed);
            }
        }
        Run::Slice
    }

    /// Handles entries that do not wait for the process to look for messages. Between two slices.
    fn take_urgent(&mut self) {
        if self.ended.is_some() {
            return;
        }
        if let Err(trap) = self.take_inbox() {
            self.handle(trap);
        }
    }

    /// Counts what cleanup code of an ending process has burnt since; ends it when it has had enough.
    fn spend_cleanup(&mut self, before: u64) {
        let spent = self.burnt - before;
        if let Some(member) = &mut self.member
            && let Some(left) = &mut member.exiting
        {
            *left = left.saturating_sub(spent);
            if *left == 0 && self.ended.is_none() {
                let reason = member.reason.unwrap_or(Value::NIL);
                self.kill();
                self.ended = Some(Ended::Stopped(reason));
            }
        }
    }

    fn set_timer(&mut self, until: Option<u64>) {
        if let Some(at) = until {
            let member = self.member();
            let key = member.system.timers.set(at, Due::Wake(member.handle.clone()));
            member.timer = Some(key);
        }
    }

    fn cancel_timer(&mut self) {
        if let Some(member) = &mut self.member
            && let Some(key) = member.timer.take()
        {
            member.system.timers.cancel(key);
        }
    }

    /// Why a process that has ended did: the reason that its links and watchers get.
    fn reason(&mut self, ended: Ended) -> Value {
        let text = |this: &mut Process, text: &str| this.ctx.new_string(text.as_bytes()).unwrap_or(Value::NIL);
        match ended {
            Ended::Returned(_) => text(self, "normal"),
            Ended::Stopped(reason) => reason,
            Ended::Threw(error) if error.kind() == crate::value::Kind::ERROR => error,
            Ended::Threw(value) => {
                let kind = text(self, "nocatch");
                self.ctx.new_array(&[kind, value]).unwrap_or(kind)
            }
            Ended::Exited(_) | Ended::Killed => text(self, "killed"),
            Ended::OutOfMemory => text(self, "out_of_memory"),
            Ended::OutOfFuel => text(self, "fuel"),
            Ended::Failed => {
                let kind = text(self, "failed");
                let what = self.failure().to_string();
                let what = text(self, &what);
                self.ctx.new_array(&[kind, what]).unwrap_or(kind)
            }
        }
    }

    /// Tells everyone who is to know that this process, not the main one, has ended.
    fn finish(&mut self, ended: Ended) {
        let system = self.member().system.clone();
        let handle = self.member().handle.clone();
        let own = handle.pid;
        self.cancel_timer();
        if let Ended::Exited(code) = ended {
            system.give(own, super::MAIN, Entry::ExitProgram(code));
        }
        match self.member().operation {
            Some(operation) => self.end_operation(operation, ended),
            None => self.log_end(ended),
        }
        self.return_fuel();
        let reason = self.reason(ended);
        self.ended = Some(Ended::Stopped(reason));
        // What came before the end counts.
        let senders = loop {
            self.take_last();
            let mut inbox = handle.inbox();
            if inbox.entries.is_empty() {
                inbox.closed = true;
                break std::mem::take(&mut inbox.senders);
            }
        };
        handle.exiting.store(true, Ordering::Release);
        system.shard(own).remove(&own);
        system.forget_name(own);
        system.alive.fetch_sub(1, Ordering::SeqCst);
        if handle.timers.load(Ordering::Relaxed) > 0 {
            system.timers.cancel_all(&handle);
        }
        for sender in senders {
            system.deliver(&sender, Entry::Wake);
        }
        let member = self.member();
        let links = member.links.pids();
        let (watchers, watched) = (member.watchers.take(), member.watched.take());
        let thread = member.thread;
        for to in links {
            let Some(to) = system.find(to) else { continue };
            let reason = self.pack(&[reason], &to).unwrap_or_default();
            system.give_to(own, &to, Entry::Exit { from: own, reason, link: true });
        }
        for (reference, watcher) in watchers {
            let Some(to) = system.find(watcher.pid) else { continue };
            let reason = self.pack(&[reason], &to).unwrap_or_default();
            system.give_to(own, &to, Entry::Down { reference, reason });
        }
        for (reference, watched) in watched {
            if let Some(to) = system.find(watched.pid) {
                system.give_to(own, &to, Entry::Demonitor { reference });
            }
        }
        if let Some(id) = thread {
            self.end_thread(&system, id, ended);
        }
    }

    /// Handles what came before the end: links and watchers are told like the others, the rest is dropped.
    fn take_last(&mut self) {
        let member = self.member();
        let (handle, system) = (member.handle.clone(), member.system.clone());
        let entries = std::mem::take(&mut handle.inbox().entries);
        for entry in entries {
            let member = self.member();
            match entry {
                Entry::Link { from } => member.links.made_by(from),
                Entry::Unlink { from, removal } => {
                    member.links.ended_by(from);
                    system.give(handle.pid, from, Entry::Unlinked { from: handle.pid, removal });
                }
                Entry::Monitor { by, reference, name } => {
                    member.watchers.insert(reference, super::member::Watched { pid: by, name });
                }
                Entry::Demonitor { reference } => drop(member.watchers.remove(reference)),
                Entry::Exit { from, link: true, .. } => drop(member.links.ended_by(from)),
                entry @ Entry::Ask { .. } => system.not_delivered(handle.pid, entry),
                _ => {}
            }
        }
    }

    /// Hands on the result of a process that `thread_spawn` has made.
    fn end_thread(&mut self, system: &Arc<System>, id: u64, ended: Ended) {
        let result = match ended {
            Ended::Returned(value) => {
                // It is not known who will ask.
                let anyone = Handle::new(0, Priority::Normal, usize::MAX, None);
                self.pack(&[value], &anyone).ok()
            }
            _ => None,
        };
        let waiting = {
            let mut results = lock(&system.results);
            let Some(thread) = results.get_mut(&id) else { return };
            thread.ended = Some(result);
            std::mem::take(&mut thread.waiting)
        };
        for handle in waiting {
            system.deliver(&handle, Entry::Wake);
        }
    }

    /// A message as reports show it.
    fn brief(&mut self, message: Value) -> String {
        let before = std::mem::replace(&mut self.ctx.print_limit, BRIEF);
        let shown = crate::walk::repr_string(&mut self.ctx, message);
        self.ctx.print_limit = before;
        shown
    }

    /// Says on the standard error how a process ended that did not end well.
    fn log_end(&mut self, ended: Ended) {
        let text = match ended {
            Ended::Threw(value) => self.report(value).render(),
            Ended::Stopped(reason) if reason.kind() == crate::value::Kind::ERROR => return,
            Ended::OutOfMemory => "Runtime error: out of memory\n".to_string(),
            Ended::Failed => format!("internal error: {}\n", self.failure()),
            _ => return,
        };
        let member = self.member();
        let (pid, received, waiting) = (member.handle.pid, member.received, member.mailbox.len());
        let ancestors: Vec<String> = member.ancestors.iter().map(|pid| format!("<pid {pid}>")).collect();
        let ancestors = ancestors.join(" of ");
        let name = member.system.name_of(pid).map_or(String::new(), |n| format!(" '{}'", String::from_utf8_lossy(&n)));
        let head =
            format!("Process <pid {pid}>{name}, begun by {ancestors}, has ended with {waiting} messages left:\n");
        let text = match received.is_nil() {
            true => text,
            false => format!("{text}Its last message: {}\n", self.brief(received)),
        };
        // Nobody is left to tell of a closed stream.
        let _ = self.ctx.write(format!("{head}{text}").as_bytes(), true);
    }
}

type Job = Box<dyn FnOnce() + Send>;

/// Threads for work that blocks: as many as there is work for at once, up to a limit.
#[derive(Default)]
pub(crate) struct Blocking {
    shared: Arc<BlockingShared>,
}

#[derive(Default)]
struct BlockingShared {
    jobs: Mutex<VecDeque<Job>>,
    bell: Condvar,
    idle: AtomicUsize,
    threads: AtomicUsize,
}

impl Blocking {
    fn run(&self, job: Job) {
        let shared = &self.shared;
        let waiting = {
            let mut jobs = lock(&shared.jobs);
            jobs.push_back(job);
            jobs.len()
        };
        if shared.idle.load(Ordering::SeqCst) >= waiting {
            return shared.bell.notify_one();
        }
        if shared.threads.load(Ordering::SeqCst) < BLOCKING_MOST {
            shared.threads.fetch_add(1, Ordering::SeqCst);
            let own = shared.clone();
            let thread = std::thread::Builder::new().name("blocking".to_string()).spawn(move || own.work());
            if thread.is_err() {
                shared.threads.fetch_sub(1, Ordering::SeqCst);
            }
        }
        shared.bell.notify_one();
    }
}

impl BlockingShared {
    fn work(&self) {
        loop {
            let mut jobs = lock(&self.jobs);
            while jobs.is_empty() {
                self.idle.fetch_add(1, Ordering::SeqCst);
                let (back, timeout) = self.bell.wait_timeout(jobs, IDLE).unwrap_or_else(|e| e.into_inner());
                jobs = back;
                self.idle.fetch_sub(1, Ordering::SeqCst);
                if timeout.timed_out() && jobs.is_empty() {
                    self.threads.fetch_sub(1, Ordering::SeqCst);
                    return;
                }
            }
            let job = jobs.pop_front();
            drop(jobs);
            if let Some(job) = job {
                // What a job's owner panics with is its result.
                let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(job));
            }
        }
    }
}
