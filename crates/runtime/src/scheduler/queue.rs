//! Run queues: what is ready, one queue for each scheduler. A scheduler takes from its own and, when that is empty, from
//! others'; without work it sleeps and is woken by whoever has more than it can do at once.

use super::inbox::Priority;
use crate::process::Process;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// Something that is ready to run.
pub(crate) enum Task {
    Process(Box<Process>),
    /// The process that the driving thread has; only the first scheduler takes it.
    Main,
}

/// Processes woken from waiting that run one after the other before one that was preempted does.
pub(super) const WOKEN_FIRST: u32 = 8;
/// Turns after which one of low priority runs.
const LOW_TURN: u32 = 8;

/// See the module's documentation.
#[derive(Default)]
pub(crate) struct Queue {
    max: VecDeque<Task>,
    high: VecDeque<Task>,
    woken: VecDeque<Task>,
    normal: VecDeque<Task>,
    low: VecDeque<Task>,
    turns: u32,
    woken_run: u32,
    /// The main process is here, which only the first scheduler takes.
    has_main: bool,
}

/// A scheduler's queue, and what others know of it without its lock.
#[derive(Default)]
pub(crate) struct Ready {
    queue: Mutex<Queue>,
    /// What is in it.
    waiting: AtomicUsize,
    /// Of that, what any scheduler may take, and what is of a priority above normal.
    free: AtomicUsize,
    above: AtomicUsize,
}

impl Ready {
    /// Does something with the queue.
    pub fn with<T>(&self, act: impl FnOnce(&mut Queue) -> T) -> T {
        let mut queue = self.queue.lock().unwrap_or_else(|e| e.into_inner());
        let result = act(&mut queue);
        self.waiting.store(queue.len(), Ordering::SeqCst);
        self.free.store(queue.len() - usize::from(queue.has_main), Ordering::SeqCst);
        self.above.store(queue.max.len() + queue.high.len(), Ordering::Relaxed);
        result
    }
    /// How many wait here.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }
    /// How many of them any scheduler may run.
    pub fn free(&self) -> usize {
        self.free.load(Ordering::SeqCst)
    }
    /// Whether something here is more urgent than what has normal priority.
    pub fn has_urgent(&self) -> bool {
        self.above.load(Ordering::Relaxed) > 0
    }
}

impl Queue {
    pub fn push(&mut self, task: Task, priority: Priority, woken: bool) {
        self.has_main |= matches!(task, Task::Main);
        match priority {
            Priority::Max => self.max.push_back(task),
            Priority::High => self.high.push_back(task),
            Priority::Normal if woken => self.woken.push_back(task),
            Priority::Normal => self.normal.push_back(task),
            Priority::Low => self.low.push_back(task),
        }
    }

    pub fn len(&self) -> usize {
        self.max.len() + self.high.len() + self.woken.len() + self.normal.len() + self.low.len()
    }

    /// Whether something waits that is more urgent than a process of this priority.
    pub fn has_above(&self, priority: Priority) -> bool {
        priority > Priority::Max && !self.max.is_empty()
            || priority > Priority::High && !self.high.is_empty()
            || priority >= Priority::Normal && !self.woken.is_empty()
    }

    /// What runs next.
    pub fn pop(&mut self) -> Option<Task> {
        let task = self.next();
        self.has_main &= !matches!(task, Some(Task::Main));
        task
    }

    /// As many woken processes have run in a row as may.
    pub fn end_row(&mut self) {
        self.woken_run = WOKEN_FIRST;
    }

    fn next(&mut self) -> Option<Task> {
        if let Some(task) = self.max.pop_front().or_else(|| self.high.pop_front()) {
            return Some(task);
        }
        self.turns = self.turns.wrapping_add(1);
        if self.turns.is_multiple_of(LOW_TURN)
            && let Some(task) = self.low.pop_front()
        {
            return Some(task);
        }
        if (self.woken_run < WOKEN_FIRST || self.normal.is_empty())
            && let Some(task) = self.woken.pop_front()
        {
            self.woken_run += 1;
            return Some(task);
        }
        self.woken_run = 0;
        self.normal.pop_front().or_else(|| self.low.pop_front())
    }

    /// Half of what is here, for a scheduler without work. What talks to each other stays together: a process that was woken
    /// by one that runs is not here unless that one goes on running.
    pub fn steal(&mut self) -> Vec<(Task, Priority)> {
        let mut stolen = Vec::new();
        for (queue, priority) in [
            (&mut self.max, Priority::Max),
            (&mut self.high, Priority::High),
            (&mut self.woken, Priority::Normal),
            (&mut self.normal, Priority::Normal),
            (&mut self.low, Priority::Low),
        ] {
            let mut wanted = queue.len().div_ceil(2);
            let mut i = 0;
            while wanted > 0 && i < queue.len() {
                match queue.get(i) {
                    Some(Task::Process(_)) => {
                        stolen.extend(queue.remove(i).map(|task| (task, priority)));
                        wanted -= 1;
                    }
                    _ => i += 1,
                }
            }
        }
        stolen
    }

    /// The task at a place chosen by `choose`, which is given how many there are.
    pub fn pop_any(&mut self, choose: impl FnOnce(usize) -> usize) -> Option<Task> {
        let n = self.len();
        if n == 0 {
            return None;
        }
        let mut at = choose(n);
        for queue in [&mut self.max, &mut self.high, &mut self.woken, &mut self.normal, &mut self.low] {
            if at < queue.len() {
                let task = queue.remove(at);
                self.has_main &= !matches!(task, Some(Task::Main));
                return task;
            }
            at -= queue.len();
        }
        None
    }

    /// Takes out everything.
    pub fn drain(&mut self) -> Vec<Task> {
        let all = std::mem::take(self);
        [all.max, all.high, all.woken, all.normal, all.low].into_iter().flatten().collect()
    }
}

/// Where a scheduler sleeps.
#[derive(Default)]
pub(crate) struct Bed {
    woken: Mutex<bool>,
    bell: Condvar,
}

impl Bed {
    /// Sleeps until it is woken, or for so long.
    pub fn sleep(&self, at_most: Option<Duration>) {
        let mut woken = self.woken.lock().unwrap_or_else(|e| e.into_inner());
        while !*woken {
            match at_most {
                None => woken = self.bell.wait(woken).unwrap_or_else(|e| e.into_inner()),
                Some(time) => {
                    woken = self.bell.wait_timeout(woken, time).unwrap_or_else(|e| e.into_inner()).0;
                    break;
                }
            }
        }
        *woken = false;
    }

    pub fn wake(&self) {
        *self.woken.lock().unwrap_or_else(|e| e.into_inner()) = true;
        self.bell.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(queue: &mut Queue, n: usize) -> Vec<bool> {
        (0..n).map(|_| matches!(queue.pop(), Some(Task::Main))).collect()
    }

    #[test]
    fn more_urgent_tasks_come_first_and_woken_ones_not_for_ever() {
        let mut queue = Queue::default();
        for _ in 0..20 {
            queue.push(Task::Main, Priority::Normal, true);
        }
        queue.push(Task::Main, Priority::Normal, false);
        queue.push(Task::Main, Priority::Max, false);
        assert!(queue.has_above(Priority::High) && !queue.has_above(Priority::Max));
        order(&mut queue, 1);
        assert!(queue.max.is_empty());
        order(&mut queue, 8);
        assert_eq!((queue.woken.len(), queue.normal.len()), (12, 1));
        order(&mut queue, 1);
        assert_eq!((queue.woken.len(), queue.normal.len()), (12, 0));
        order(&mut queue, 12);
        assert_eq!(queue.len(), 0);
        assert!(queue.pop().is_none());
    }

    #[test]
    fn low_priority_has_its_share() {
        let mut queue = Queue::default();
        for _ in 0..64 {
            queue.push(Task::Main, Priority::Normal, false);
            queue.push(Task::Main, Priority::Low, false);
        }
        order(&mut queue, 64);
        assert_eq!((queue.normal.len(), queue.low.len()), (8, 56));
    }
}
