//! Fragments: the memory of a message on its way from one heap to another. What lies in a fragment is young; the heap that
//! adopts it takes over its chunks as they are, and the next minor collection moves out of them what still lives.

use super::space::{BLOCK, Bump, Pool};
use super::{Heap, LARGE, NURSERIES};
use crate::object::Header;

/// Sizes of a fragment's chunks, by what it has; most messages are small.
const SIZES: [usize; 4] = [128, NURSERIES[0], NURSERIES[1], BLOCK];

/// Memory that belongs to no heap. Dropped, it lets go of everything that lies in it.
#[derive(Default)]
pub(crate) struct Fragment {
    nursery: Bump,
    large: Vec<*mut Header>,
    externals: Vec<*mut Header>,
}

// SAFETY: a fragment's memory is owned by it alone; what its objects hold outside are string blocks, which are `Send`.
unsafe impl Send for Fragment {}

impl Fragment {
    /// One of exactly so many bytes, for what needs no walk.
    pub fn of_size(size: usize) -> Option<(Fragment, *mut Header)> {
        let mut fragment = Fragment::default();
        fragment.nursery.add(Pool::default().take(size)?);
        let memory = fragment.nursery.take(size).cast();
        Some((fragment, memory))
    }
    /// Bytes of its memory.
    pub fn bytes(&self) -> usize {
        // SAFETY: large objects of a fragment were made by `alloc_large`.
        let large = self.large.iter().map(|&object| unsafe { super::size_of_object(object) }).sum::<usize>();
        self.nursery.bytes() + large
    }
    /// Whether nothing lies in it.
    pub fn is_empty(&self) -> bool {
        self.nursery.is_empty() && self.large.is_empty()
    }
}

impl Drop for Fragment {
    fn drop(&mut self) {
        if !self.is_empty() {
            Heap::new(usize::MAX).adopt(std::mem::take(self));
        }
    }
}

impl Heap {
    /// Memory for an object that is copied from another heap; null if there is none.
    #[inline]
    pub(crate) fn alloc_copy(&mut self, size: usize) -> *mut Header {
        if size < LARGE {
            let object = self.nursery.take(size);
            if !object.is_null() {
                return object.cast();
            }
        }
        self.alloc_copy_slow(size)
    }

    #[cold]
    fn alloc_copy_slow(&mut self, size: usize) -> *mut Header {
        if size >= LARGE || self.profiler.is_some() {
            return self.alloc_slow(size);
        }
        // Chunks grow with what there is, so that a large message is not many small pieces.
        let have = self.nursery.bytes();
        let chunk = SIZES.iter().find(|&&n| have < n && size <= n).unwrap_or(&BLOCK);
        let Some(chunk) = self.pool.take(*chunk) else { return std::ptr::null_mut() };
        self.nursery.add(chunk);
        self.account();
        self.note_copied();
        self.nursery.take(size).cast()
    }

    /// A collection is due when much more than a nursery has come from outside.
    fn note_copied(&mut self) {
        let enough = (NURSERIES[self.nursery_class] * 2).max(BLOCK);
        if self.nursery.bytes() > enough {
            self.wants_collection = true;
        }
    }

    /// Everything that was allocated in a heap made for it.
    pub(crate) fn into_fragment(mut self) -> Fragment {
        Fragment {
            nursery: std::mem::take(&mut self.nursery),
            large: std::mem::take(&mut self.large.young),
            externals: std::mem::take(&mut self.externals.young),
        }
    }

    /// Makes what lies in a fragment part of this heap.
    pub(crate) fn adopt(&mut self, mut fragment: Fragment) {
        self.show_limit();
        // A chunk of its own comes first: that is the one which collections keep.
        if self.nursery.is_empty()
            && fragment.nursery.bytes() < NURSERIES[self.nursery_class]
            && let Some(chunk) = self.pool.take(NURSERIES[self.nursery_class])
        {
            self.nursery.add(chunk);
        }
        self.nursery.append(std::mem::take(&mut fragment.nursery));
        self.hide_limit();
        for object in std::mem::take(&mut fragment.large) {
            // SAFETY: large objects of a fragment were made by `alloc_large`.
            let size = unsafe { super::size_of_object(object) };
            self.list_large(object);
            self.large_bytes += size;
            self.account_apart(size);
        }
        for object in std::mem::take(&mut fragment.externals) {
            // SAFETY: a string object with a block, alive in the chunks just taken over.
            unsafe { self.add_external(object) };
        }
        self.account();
        self.note_copied();
    }
}
