//! Whom a process is linked to, whom it watches and who watches it. Most have few or none, so what is empty takes a word.

use std::collections::HashMap;

type Map<V> = HashMap<u64, V, foldhash::fast::FixedState>;

/// A map from numbers that takes no memory while nothing has been in it.
pub(crate) struct Table<V>(Option<Box<Map<V>>>);

impl<V> Default for Table<V> {
    fn default() -> Self {
        Table(None)
    }
}

impl<V> Table<V> {
    /// Says whether there was nothing under that number.
    pub fn insert(&mut self, number: u64, value: V) -> bool {
        self.0.get_or_insert_default().insert(number, value).is_none()
    }
    pub fn remove(&mut self, number: u64) -> Option<V> {
        self.0.as_mut()?.remove(&number)
    }
    pub fn get(&self, number: u64) -> Option<&V> {
        self.0.as_ref()?.get(&number)
    }
    /// Everything, by number.
    pub fn sorted(&self) -> Vec<(u64, &V)> {
        let mut all: Vec<_> = self.0.iter().flat_map(|map| map.iter()).map(|(n, v)| (*n, v)).collect();
        all.sort_unstable_by_key(|(number, _)| *number);
        all
    }
    /// Takes everything out, by number.
    pub fn take(&mut self) -> Vec<(u64, V)> {
        let mut all: Vec<_> = self.0.take().into_iter().flat_map(|map| map.into_iter()).collect();
        all.sort_unstable_by_key(|(number, _)| *number);
        all
    }
}

/// The links of a process.
///
/// Each end of a link is kept by one of the two, and both may make and remove it at the same time. Therefore the other
/// confirms that its end is gone, and what it said about the link before that no longer counts (OTP's link protocol).
#[derive(Default)]
pub(crate) struct Links {
    active: Table<()>,
    /// Ends that the other process has not confirmed the removal of, and the number of the removal.
    removed: Table<u64>,
    removals: u64,
}

impl Links {
    /// This process makes a link; whether the other one is to be told.
    pub fn make(&mut self, pid: u64) -> bool {
        self.active.insert(pid, ())
    }
    /// It removes one; the number of the removal, for the other one to confirm.
    pub fn remove(&mut self, pid: u64) -> Option<u64> {
        self.active.remove(pid)?;
        self.removals += 1;
        self.removed.insert(pid, self.removals);
        Some(self.removals)
    }
    /// The other one has made a link.
    pub fn made_by(&mut self, pid: u64) {
        if self.removed.get(pid).is_none() {
            self.active.insert(pid, ());
        }
    }
    /// The other one has removed it, or ended; whether there was one.
    pub fn ended_by(&mut self, pid: u64) -> bool {
        self.active.remove(pid).is_some()
    }
    /// The other one has confirmed a removal.
    pub fn confirmed(&mut self, pid: u64, removal: u64) {
        if self.removed.get(pid) == Some(&removal) {
            self.removed.remove(pid);
        }
    }
    /// Whom it is linked to.
    pub fn pids(&self) -> Vec<u64> {
        self.active.sorted().into_iter().map(|(pid, ())| pid).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug)]
    enum Said {
        Made,
        Removed(u64),
        Confirmed(u64),
    }

    /// Both ends agree once everything said has arrived, in whatever order the two act and listen.
    #[test]
    fn both_keep_their_end_or_neither() {
        for script in 0..1 << 16 {
            let mut ends = [Links::default(), Links::default()];
            let mut said: [std::collections::VecDeque<Said>; 2] = Default::default();
            let hear = |me: usize, ends: &mut [Links; 2], said: &mut [std::collections::VecDeque<Said>; 2]| {
                let other = 1 - me;
                match said[me].pop_front() {
                    Some(Said::Made) => ends[me].made_by(other as u64),
                    Some(Said::Removed(n)) => {
                        ends[me].ended_by(other as u64);
                        said[other].push_back(Said::Confirmed(n));
                    }
                    Some(Said::Confirmed(n)) => ends[me].confirmed(other as u64, n),
                    None => return false,
                }
                true
            };
            for step in 0..8 {
                let (me, act) = (script >> (step * 2) & 1, script >> (step * 2 + 1) & 1);
                let other = (1 - me) as u64;
                if act == 0 {
                    hear(me, &mut ends, &mut said);
                } else if ends[me].pids().is_empty() {
                    ends[me].make(other);
                    said[other as usize].push_back(Said::Made);
                } else if let Some(n) = ends[me].remove(other) {
                    said[other as usize].push_back(Said::Removed(n));
                }
            }
            while hear(0, &mut ends, &mut said) || hear(1, &mut ends, &mut said) {}
            assert_eq!(ends[0].pids().len(), ends[1].pids().len(), "script {script:b}");
        }
    }
}
