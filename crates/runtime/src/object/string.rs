//! Strings and bytes: short ones in the value, middling ones in the heap, long ones in counted blocks outside.
//!
//! A block may have room behind the bytes in use. Who holds a string that ends where the block's use ends may append in
//! place by moving that end; older strings go on seeing their own bytes. So building a string by appending is linear.

use super::{Header, flags};
use crate::value::{Kind, Value};
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Strings and bytes longer than this lie in blocks.
pub const INLINE_MAX: usize = 256;

/// A string or a byte sequence. In line: `len` bytes follow. With the flag `BLOCK`: a [`BlockRef`] follows.
#[repr(C)]
pub struct StringObject {
    pub(crate) header: Header,
    pub(crate) len: usize,
}

/// What follows a string object whose bytes are in a block.
#[repr(C)]
pub(crate) struct BlockRef {
    /// From `Arc::into_raw`.
    pub block: *const Block,
    pub offset: usize,
}

impl BlockRef {
    /// Adds a count, for a copy of this reference.
    pub fn share(&self) {
        // SAFETY: the pointer comes from `Arc::into_raw`, and this reference holds a count.
        unsafe { Arc::increment_strong_count(self.block) }
    }
}

/// Bytes outside all heaps, shared by count. Bytes below `used` are set and never change again; those above may never
/// have been set, so that room costs no memory until it is used.
pub struct Block {
    bytes: Box<[UnsafeCell<MaybeUninit<u8>>]>,
    used: AtomicUsize,
}

// SAFETY: bytes below `used` are never written again, and those above are written only by the one thread whose
// compare-and-swap on `used` reserved them, before it publishes a string that covers them.
unsafe impl Sync for Block {}
// SAFETY: the bytes are plain memory owned by the block.
unsafe impl Send for Block {}

impl Block {
    /// A block holding `bytes`, with room for `capacity` in all. `None` if there is no memory.
    pub fn new(bytes: &[u8], capacity: usize) -> Option<Arc<Block>> {
        let mut room = Vec::new();
        room.try_reserve_exact(capacity.max(bytes.len())).ok()?;
        room.extend_from_slice(bytes);
        Some(Block::from_vec(room))
    }

    /// A block that takes over the bytes of a vector, with what room it has.
    pub fn from_vec(bytes: Vec<u8>) -> Arc<Block> {
        let used = AtomicUsize::new(bytes.len());
        let mut bytes = std::mem::ManuallyDrop::new(bytes);
        let capacity = bytes.capacity();
        // SAFETY: pointer and capacity are those of a vector that is not dropped; such a cell lies in memory as a `u8`
        // does, and may be unset.
        let cells = unsafe { Vec::from_raw_parts(bytes.as_mut_ptr().cast(), capacity, capacity) };
        Arc::new(Block { bytes: cells.into_boxed_slice(), used })
    }

    /// Gives the block room for `capacity` bytes in all. False if there is no memory.
    fn grow(&mut self, capacity: usize) -> bool {
        let mut cells = std::mem::take(&mut self.bytes).into_vec();
        let more = capacity.saturating_sub(cells.len());
        let grown = cells.try_reserve_exact(more).is_ok();
        if grown {
            // SAFETY: the room is there, and the cells may be unset.
            unsafe { cells.set_len(cells.capacity()) };
        }
        self.bytes = cells.into_boxed_slice();
        grown
    }

    /// Its size.
    pub fn capacity(&self) -> usize {
        self.bytes.len()
    }

    /// Appends behind `end` if that is where the use ends and there is room.
    pub(crate) fn append(&self, end: usize, more: &[u8]) -> bool {
        let Some(new_end) = end.checked_add(more.len()).filter(|&n| n <= self.bytes.len()) else { return false };
        if self.used.compare_exchange(end, new_end, Ordering::AcqRel, Ordering::Relaxed).is_err() {
            return false;
        }
        // SAFETY: the exchange reserved `end..new_end`, within the block, for this thread alone; no string covers it
        // yet. `more` cannot overlap it, since it is readable.
        unsafe {
            std::ptr::copy_nonoverlapping(more.as_ptr(), self.bytes[end..].as_ptr() as *mut u8, more.len());
        }
        true
    }

    /// Bytes in use.
    pub fn slice(&self, offset: usize, len: usize) -> &[u8] {
        debug_assert!(offset + len <= self.used.load(Ordering::Relaxed));
        let cells = &self.bytes[offset..offset + len];
        // SAFETY: bytes below `used` are never written again.
        unsafe { std::slice::from_raw_parts(cells.as_ptr().cast(), len) }
    }
}

impl StringObject {
    /// The bytes.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: what follows the fields is a `BlockRef` with the flag, `len` bytes without. The block is held
        // by this object's count.
        unsafe {
            let after = (self as *const Self).add(1);
            if self.header.flags & flags::BLOCK != 0 {
                let r = &*after.cast::<BlockRef>();
                (*r.block).slice(r.offset, self.len)
            } else {
                std::slice::from_raw_parts(after.cast(), self.len)
            }
        }
    }

    /// Appends in place, with room for as much again if need be, to a string whose block nothing else holds. The bytes by
    /// which the block has grown; none if that is not possible.
    pub(crate) fn append_own(&mut self, more: &[u8]) -> Option<usize> {
        if self.header.flags & flags::BLOCK == 0 {
            return None;
        }
        let len = self.len;
        // SAFETY: as in `bytes`; the pointer comes from `Arc::into_raw`, and the count stays this object's.
        let (mut shared, offset) = unsafe {
            let r = &*(self as *const Self).add(1).cast::<BlockRef>();
            (std::mem::ManuallyDrop::new(Arc::from_raw(r.block)), r.offset)
        };
        let block = Arc::get_mut(&mut shared)?;
        let (old, wanted) = (block.capacity(), len.checked_add(more.len())?);
        if offset != 0 || *block.used.get_mut() != len {
            return None;
        }
        if wanted > old && !block.grow(wanted.max(old.saturating_mul(2))) || !block.append(len, more) {
            return None;
        }
        self.len = wanted;
        self.header.flags &= !(flags::ASCII | flags::UTF8);
        Some(block.capacity() - old)
    }

    /// The block, if the bytes are in one, and where they begin.
    pub(crate) fn block(&self) -> Option<(&Block, usize)> {
        if self.header.flags & flags::BLOCK == 0 {
            return None;
        }
        // SAFETY: as in `bytes`.
        unsafe {
            let r = &*(self as *const Self).add(1).cast::<BlockRef>();
            Some((&*r.block, r.offset))
        }
    }
}

impl Value {
    /// The bytes of a string.
    #[inline]
    pub fn as_string(&self) -> Option<&[u8]> {
        match self.kind() {
            Kind::SHORT => Some(self.short_bytes()),
            // SAFETY: such a value points to a string object, alive until the next charge point.
            Kind::STRING => Some(unsafe { (*self.object().cast::<StringObject>()).bytes() }),
            _ => None,
        }
    }
    /// The text of a string that is valid UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(self.as_string()?).ok()
    }
    /// The bytes of a byte sequence.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self.kind() {
            // SAFETY: such a value points to a string object, alive until the next charge point.
            Kind::BYTES => Some(unsafe { (*self.object().cast::<StringObject>()).bytes() }),
            _ => None,
        }
    }
    /// The bytes of a string or a byte sequence.
    #[inline]
    pub fn as_any_bytes(&self) -> Option<&[u8]> {
        self.as_string().or_else(|| self.as_bytes())
    }
    /// Whether a string consists of ASCII only. O(1) once known.
    pub fn is_ascii(&self) -> bool {
        match self.kind() {
            Kind::STRING => {
                let object = self.object();
                // SAFETY: as in `as_string`; the flag is only ever added, by the process that owns the object, and
                // never in immortal objects, which carry it from the start.
                unsafe {
                    if (*object).flags & flags::ASCII != 0 {
                        return true;
                    }
                    // The flag UTF8 without ASCII says that the bytes were looked at and are not ASCII.
                    if (*object).flags & flags::UTF8 != 0 {
                        return false;
                    }
                    let bytes = (*object.cast::<StringObject>()).bytes();
                    let ascii = bytes.is_ascii();
                    if (*object).flags & flags::IMMORTAL == 0 {
                        if ascii {
                            (*object).flags |= flags::ASCII | flags::UTF8;
                        } else if std::str::from_utf8(bytes).is_ok() {
                            (*object).flags |= flags::UTF8;
                        }
                    }
                    ascii
                }
            }
            Kind::SHORT => self.short_bytes().is_ascii(),
            _ => false,
        }
    }
}
