//! Sets of small numbers: registers, pcs.

/// A set of numbers below a bound that is fixed when it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BitSet {
    words: Vec<u64>,
}

impl BitSet {
    /// The empty set for numbers below `bound`.
    pub fn new(bound: usize) -> BitSet {
        BitSet { words: vec![0; bound.div_ceil(64)] }
    }
    /// Puts `n` in; numbers at or above the bound (rounded up to 64) are ignored.
    #[inline]
    pub fn insert(&mut self, n: usize) {
        if let Some(word) = self.words.get_mut(n / 64) {
            *word |= 1 << (n % 64);
        }
    }
    /// Takes `n` out.
    pub fn remove(&mut self, n: usize) {
        if let Some(word) = self.words.get_mut(n / 64) {
            *word &= !(1 << (n % 64));
        }
    }
    /// Whether `n` is in.
    #[inline]
    pub fn contains(&self, n: usize) -> bool {
        self.words.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 != 0)
    }
    /// Puts `first` and the `count - 1` numbers behind it in.
    pub fn insert_range(&mut self, first: usize, count: usize) {
        self.masks(first, count, |word, mask| *word |= mask);
    }
    /// Takes `first` and the `count - 1` numbers behind it out.
    pub fn remove_range(&mut self, first: usize, count: usize) {
        self.masks(first, count, |word, mask| *word &= !mask);
    }
    /// The first number of the range that is not in.
    pub fn first_missing(&self, first: usize, count: usize) -> Option<usize> {
        (first..first + count).find(|&n| !self.contains(n))
    }
    /// Takes everything out.
    pub fn clear(&mut self) {
        self.words.fill(0);
    }
    /// Whether nothing is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }
    /// How many are in.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }
    /// What is in, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(i, &word)| {
            std::iter::successors((word != 0).then_some(word), |w| Some(w & (w - 1)).filter(|&w| w != 0))
                .map(move |w| i * 64 + w.trailing_zeros() as usize)
        })
    }

    /// The set as words.
    pub fn words(&self) -> &[u64] {
        &self.words
    }
    /// Becomes the set with these words.
    pub(crate) fn assign(&mut self, words: &[u64]) {
        self.words.clear();
        self.words.extend_from_slice(words);
    }
    /// Adds what is in the set with these words.
    pub fn unite(&mut self, words: &[u64]) {
        self.words.iter_mut().zip(words).for_each(|(a, b)| *a |= b);
    }

    fn masks(&mut self, first: usize, count: usize, mut apply: impl FnMut(&mut u64, u64)) {
        let end = (first + count).min(self.words.len() * 64);
        let mut at = first;
        while at < end {
            let next = (at / 64 + 1) * 64;
            let upto = end.min(next);
            let mask = !0 << (at % 64) & !0 >> (next - upto);
            apply(&mut self.words[at / 64], mask);
            at = upto;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_single_steps() {
        for first in 0..130 {
            for count in 0..140 {
                let (mut a, mut b) = (BitSet::new(200), BitSet::new(200));
                a.insert_range(first, count);
                (first..first + count).for_each(|n| b.insert(n));
                assert_eq!(a, b);
                assert_eq!(a.len(), b.iter().count());
                assert_eq!(a.iter().collect::<Vec<_>>(), (first..(first + count).min(256)).collect::<Vec<_>>());
                a.remove_range(first + 1, count / 2);
                (first + 1..first + 1 + count / 2).for_each(|n| b.remove(n));
                assert_eq!(a, b);
            }
        }
    }
}
