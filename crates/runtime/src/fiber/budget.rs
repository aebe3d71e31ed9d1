//! Fuel: how much may be burnt, and by whom. A unit is charged to every fiber of the chain that has a budget and to the
//! slice that the host has given; the context counts down the least of them, and here the count is settled.

use super::signals::CANCEL;
use super::{Fiber, Pause, Signal, bits};
use crate::error::{ErrorKind, Result, Trap};
use crate::process::{Ended, Process};
use crate::value::Value;
use std::sync::{Arc, Mutex, MutexGuard};

/// Fuel that several processes burn: those of a process with a budget and of what it spawns. A process takes some at a time
/// and gives back what it has not burnt, so that all together never burn more.
#[derive(Debug)]
pub(crate) struct Account {
    left: Mutex<i64>,
    /// The account out of which this one burns too.
    parent: Option<Arc<Account>>,
}

/// Units that are taken from an account at once.
const GRANT: i64 = 4000;

impl Account {
    fn new(left: i64, parent: Option<Arc<Account>>) -> Arc<Account> {
        Arc::new(Account { left: Mutex::new(left), parent })
    }
    fn lock(&self) -> MutexGuard<'_, i64> {
        // A number is always whole.
        self.left.lock().unwrap_or_else(|e| e.into_inner())
    }
    pub(crate) fn left(&self) -> i64 {
        *self.lock()
    }
    fn take(&self, most: i64) -> i64 {
        let mut left = self.lock();
        let taken = most.min(*left).max(0);
        *left -= taken;
        taken
    }
    fn give(&self, units: i64) {
        *self.lock() += units;
    }
    /// Takes units from this account and all that it burns out of.
    fn draw(&self, most: i64) -> i64 {
        let mut taken = self.take(most);
        if let Some(parent) = &self.parent
            && taken > 0
        {
            let given = parent.draw(taken);
            self.give(taken - given);
            taken = given;
        }
        taken
    }
    /// Gives back what was drawn.
    fn give_back(&self, units: i64) {
        let mut at = Some(self);
        while let Some(account) = at {
            account.give(units);
            at = account.parent.as_deref();
        }
    }
}

impl Process {
    /// The account of the innermost budget of the chain; budgets that processes share have one from then on.
    fn shared_account(&mut self) -> Option<Arc<Account>> {
        if self.budgets == 0 {
            return None;
        }
        self.settle();
        let mut owners = Vec::new();
        self.for_budgets(|fiber, _| owners.push(fiber));
        let mut outer: Option<Arc<Account>> = None;
        for fiber in owners.into_iter().rev() {
            // SAFETY: the fibers of the chain are alive.
            let fiber = unsafe { &mut *fiber };
            if let (None, Some(budget)) = (&fiber.account, &mut fiber.budget) {
                let left = std::mem::take(&mut budget.left);
                fiber.account = Some(Account::new(left.max(0), outer.take()));
            }
            outer = fiber.account.clone();
        }
        self.grant();
        outer
    }

    /// Makes a process that this one has spawned burn this one's fuel, or so much of it.
    pub(crate) fn draw_fuel(&mut self, child: &mut Process, fuel: Option<u64>) {
        let shared = self.shared_account();
        let own = fuel.map(|units| i64::try_from(units).unwrap_or(i64::MAX));
        let account = match own {
            Some(units) => Some(Account::new(units, shared)),
            None => shared,
        };
        if account.is_some() {
            // SAFETY: the root lives as long as the process.
            let root = unsafe { &mut *child.root.0 };
            // What handlers may burn once more belongs to the budget's owner.
            root.budget = Some(super::Budget { left: 0, spare_given: true });
            root.account = account;
            child.budgets = 1;
        }
    }

    /// Gives back what a process that another one has spawned has drawn and not burnt.
    pub(crate) fn return_fuel(&mut self) {
        // SAFETY: the root lives as long as the process.
        let root = unsafe { &mut *self.root.0 };
        if let (Some(account), Some(budget)) = (&root.account, &mut root.budget)
            && budget.left > 0
        {
            account.give_back(std::mem::take(&mut budget.left));
        }
    }
}

/// What a budget brings once more when it is spent, for handlers and cleanup code.
const SPARE: i64 = 10_000;

impl Process {
    /// Charges what has been burnt since the last grant to the slice and to all budgets of the chain.
    pub(crate) fn settle(&mut self) {
        let rest = self.ctx.fuel + self.ctx.stash;
        let used = self.granted - rest;
        self.granted = rest;
        self.slice_left -= used;
        self.burnt += used as u64;
        if self.budgets > 0 {
            self.for_budgets(|_, budget| budget.left -= used);
        }
    }

    /// Lets the context count down the least of what the slice and the budgets have left.
    pub(crate) fn grant(&mut self) {
        let mut least = self.slice_left.max(0);
        if self.budgets > 0 {
            self.for_budgets(|_, budget| least = least.min(budget.left.max(0)));
        }
        self.granted = least;
        self.ctx.fuel = least;
        self.ctx.stash = 0;
        if self.stress || self.ctx.heap.wants_collection || self.ctx.owed > 0 {
            self.ctx.interrupt();
        }
    }

    /// Visits the budgets of the chain from the innermost outward.
    fn for_budgets(&mut self, mut visit: impl FnMut(*mut Fiber, &mut super::Budget)) {
        let mut at = self.fiber;
        while !at.is_null() {
            // SAFETY: the fibers of the chain are alive.
            let fiber = unsafe { &mut *at };
            if let Some(budget) = &mut fiber.budget {
                visit(at, budget);
            }
            at = fiber.resumer;
        }
    }

    /// The outermost fiber of the chain whose budget is spent.
    pub(crate) fn exhausted(&mut self) -> Option<*mut Fiber> {
        let mut outermost = None;
        if self.budgets > 0 {
            let root = self.root.0;
            self.for_budgets(|fiber, budget| {
                // SAFETY: the fibers of the chain are alive; the budget is another field.
                if let Some(account) = unsafe { &(*fiber).account }
                    && budget.left <= 0
                {
                    // Further out, what a fiber burns is charged by itself.
                    budget.left += if fiber == root { account.draw(GRANT) } else { account.take(GRANT) };
                }
                if budget.left <= 0 {
                    outermost = Some(fiber);
                }
            });
        }
        outermost
    }

    /// A budget is spent at the instruction `insn`. Whether the process goes on, at `pc`.
    pub(crate) fn budget_spent(&mut self, owner: *mut Fiber) -> bool {
        // SAFETY: the fibers of the chain are alive.
        let value = unsafe { (*owner).this };
        let signal = Signal::machine(bits::FUEL, value);
        if owner != self.root.0
            && let Some(head) = self.catcher(owner, &signal)
        {
            return match self.suspend(head, &signal, Pause::Again, 0, 0) {
                Ok(()) => true,
                Err(trap) => self.handle(trap),
            };
        }
        match self.fuel_exhausted(owner) {
            Ok(()) => true,
            Err(trap) => self.handle(trap),
        }
    }

    /// What happens when a spent budget is not refilled: once more a little fuel, for handlers and cleanup code, and
    /// then the end without further code.
    pub(crate) fn fuel_exhausted(&mut self, owner: *mut Fiber) -> Result<()> {
        // SAFETY: the fibers of the chain are alive.
        let budget = unsafe { &mut (*owner).budget };
        let spare = budget.as_mut().filter(|b| !b.spare_given);
        let has_spare = spare.is_some();
        if let Some(budget) = spare {
            budget.left = SPARE;
            budget.spare_given = true;
            self.settle();
            self.grant();
        }
        if owner == self.root.0 {
            if has_spare {
                return Err(Trap::Unwind(Value::NIL, i64::from(bits::FUEL)));
            }
            self.ended = Some(Ended::OutOfFuel);
            return Err(Trap::Stop);
        }
        if has_spare {
            return Err(self.ctx.error(ErrorKind::FuelExhausted, "fuel exhausted"));
        }
        // SAFETY: the value that the resumer holds keeps the fiber alive.
        let (cancelling, cancel_head) = unsafe { ((*owner).cancelling, (*owner).cancel_head) };
        let site = self.kill_fibers(owner);
        match (cancelling, cancel_head) {
            (true, true) => self.deliver(Value::NIL, site),
            (true, false) => Err(Trap::Unwind(Value::NIL, CANCEL)),
            _ => match self.ctx.error(ErrorKind::FuelExhausted, "fuel exhausted") {
                Trap::Throw(error) => match self.error_signal(owner, error)? {
                    Some(given) => self.deliver(given, site),
                    None => Err(Trap::Throw(error)),
                },
                trap => Err(trap),
            },
        }
    }

    /// Gives the fibers from the running one out to `head`, whose fuel may be what suspended them, the fuel for handlers and
    /// cleanup code.
    pub(crate) fn give_spare(&mut self, head: *mut Fiber) {
        // SAFETY: the fibers of the chain are alive, and `head` is one of them.
        unsafe {
            if (*head).outside == self.budgets {
                return;
            }
            self.settle();
            let mut at = self.fiber;
            loop {
                if let Some(budget) = (*at).budget.as_mut().filter(|b| b.left <= 0 && !b.spare_given) {
                    budget.left = SPARE;
                    budget.spare_given = true;
                }
                if at == head {
                    break;
                }
                at = (*at).resumer;
            }
            self.grant();
        }
    }

    /// Counts the budgets of the chain, for the process and for each fiber in it.
    pub(crate) fn count_budgets(&mut self) {
        // SAFETY: the fibers of the chain are alive.
        self.budgets = unsafe { count_from(self.fiber) };
    }

    /// Counts the budgets of what is suspended under a fiber.
    pub(crate) fn count_inside(head: &mut Fiber) {
        // SAFETY: what is suspended with a fiber is alive as it is.
        head.inside = unsafe { count_from(head.active) };
    }

    /// What a fiber may still burn; `None` without a limit.
    pub(crate) fn fuel_left_of(&mut self, fiber: *mut Fiber) -> Option<i64> {
        self.settle();
        // SAFETY: the value that names the fiber keeps it alive.
        unsafe { (*fiber).budget.map(|b| b.left.max(0) + (*fiber).account.as_ref().map_or(0, |a| a.left())) }
    }

    /// Gives a suspended fiber more to burn. One that runs cannot help itself.
    pub(crate) fn refill(&mut self, fiber: *mut Fiber, units: i64) -> Result<()> {
        if units < 0 {
            return Err(self.ctx.value_error(format!("add_fuel expects a number from 0, got {units}")));
        }
        // SAFETY: the value that names the fiber keeps it alive.
        let fiber = unsafe { &mut *fiber };
        if fiber.status_name() == "running" {
            return Err(self.ctx.error(ErrorKind::FiberError, "cannot add fuel to a running fiber"));
        }
        if let Some(budget) = &mut fiber.budget {
            budget.left = budget.left.max(0).saturating_add(units);
            budget.spare_given = false;
        }
        Ok(())
    }
}

/// Counts the budgets from a fiber out to the one without a resumer, and notes in each how many are further out.
///
/// # Safety
/// The fiber is alive.
unsafe fn count_from(inner: *mut Fiber) -> u32 {
    // SAFETY: the caller's promise; resumers are alive.
    unsafe {
        let outward = || std::iter::successors(Some(inner), |&at| Some((*at).resumer).filter(|next| !next.is_null()));
        let all = outward().filter(|&at| (*at).budget.is_some()).count() as u32;
        let mut outside = all;
        for at in outward() {
            outside -= u32::from((*at).budget.is_some());
            (*at).outside = outside;
        }
        all
    }
}
