//! The messages that a process has taken out of its inbox and not received: numbered in the order in which they came, so that
//! a `receive` that looks through them knows where it is, whatever is taken out meanwhile.

use crate::heap::Extent;
use crate::value::Value;
use std::collections::VecDeque;

struct Letter {
    number: u64,
    value: Value,
    /// An exit or a DOWN: it does not count against a bound.
    system: bool,
}

/// See the module's documentation.
#[derive(Default)]
pub(crate) struct Mailbox {
    letters: VecDeque<Letter>,
    next: u64,
    /// Letters from the front that lead to nothing young, and those that have seen one minor collection: what a message
    /// holds is old after two, and nobody changes it before it is received.
    old: usize,
    aged: usize,
    /// How many are system messages.
    system: usize,
}

impl Mailbox {
    pub fn len(&self) -> usize {
        self.letters.len()
    }
    /// Messages that count against a bound.
    pub fn counted(&self) -> usize {
        self.letters.len() - self.system
    }
    /// The number that the next message will have.
    pub fn next(&self) -> u64 {
        self.next
    }
    pub fn push(&mut self, value: Value, system: bool) {
        self.letters.push_back(Letter { number: self.next, value, system });
        self.next += 1;
        self.system += usize::from(system);
    }

    fn index_from(&self, number: u64) -> usize {
        match self.letters.front() {
            Some(first) if first.number < number => {
                // Exact where nothing behind the first was taken out.
                let guess = (number - first.number) as usize;
                match self.letters.get(guess) {
                    Some(letter) if letter.number == number => guess,
                    _ => self.letters.partition_point(|l| l.number < number),
                }
            }
            _ => 0,
        }
    }

    /// The first message with this number or a higher one.
    pub fn first_from(&self, number: u64) -> Option<(u64, Value)> {
        self.letters.get(self.index_from(number)).map(|l| (l.number, l.value))
    }

    /// Takes a message out; says whether it counted against a bound. Nothing if it is gone.
    pub fn remove(&mut self, number: u64) -> Option<(Value, bool)> {
        let index = match self.letters.front() {
            Some(first) if first.number == number => 0,
            _ => self.index_from(number),
        };
        if self.letters.get(index)?.number != number {
            return None;
        }
        let letter = if index == 0 { self.letters.pop_front() } else { self.letters.remove(index) }?;
        self.old -= usize::from(index < self.old);
        self.aged -= usize::from(index < self.aged);
        self.system -= usize::from(letter.system);
        if self.letters.is_empty() && self.letters.capacity() > 64 {
            self.letters = VecDeque::new();
        }
        Some((letter.value, !letter.system))
    }

    /// Takes out the oldest message that counts against a bound.
    pub fn remove_oldest(&mut self) {
        if let Some(number) = self.letters.iter().find(|l| !l.system).map(|l| l.number) {
            self.remove(number);
        }
    }

    /// Takes out the DOWN message of a reference.
    pub fn remove_down(&mut self, is: impl Fn(Value) -> bool) {
        if let Some(number) = self.letters.iter().find(|l| l.system && is(l.value)).map(|l| l.number) {
            self.remove(number);
        }
    }

    /// The values that a collection has to visit; a minor one only those that may lead to something young.
    pub fn roots(&mut self, extent: Option<Extent>) -> impl Iterator<Item = &mut Value> {
        let first = if extent == Some(Extent::Minor) { self.old } else { 0 };
        self.letters.iter_mut().skip(first).map(|letter| &mut letter.value)
    }

    /// A collection has visited the roots.
    pub fn collected(&mut self, extent: Extent) {
        self.old = if extent == Extent::Minor { self.aged } else { self.letters.len() };
        self.aged = self.letters.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_found_by_number_whatever_was_taken_out() {
        let mut mailbox = Mailbox::default();
        for i in 0..10 {
            mailbox.push(Value::int(i), i == 3);
        }
        assert_eq!(mailbox.counted(), 9);
        assert_eq!(mailbox.remove(4), Some((Value::int(4), true)));
        assert_eq!(mailbox.remove(4), None);
        assert_eq!(mailbox.first_from(4), Some((5, Value::int(5))));
        assert_eq!(mailbox.remove(0), Some((Value::int(0), true)));
        assert_eq!(mailbox.first_from(0), Some((1, Value::int(1))));
        assert_eq!(mailbox.first_from(9), Some((9, Value::int(9))));
        assert_eq!(mailbox.first_from(10), None);
        mailbox.remove_oldest();
        mailbox.remove_oldest();
        mailbox.remove_oldest();
        assert_eq!(mailbox.first_from(0), Some((3, Value::int(3))));
        assert_eq!((mailbox.len(), mailbox.counted(), mailbox.next()), (5, 4, 10));
    }
}
