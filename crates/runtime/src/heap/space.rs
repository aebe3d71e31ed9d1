//! Where the bytes of a heap come from: chunks that are bumped through, and the old space, which is chunks while it is
//! small and blocks of lines when it is not.
//!
//! A block is [`BLOCK`] bytes at a multiple of its size, so that an object's address names its block. Its first line holds
//! its own data: which lines are in use, and whether a running collection empties it. Lines in use are exact: an object
//! marks every line that it touches.

use super::LARGE;
use smallvec::SmallVec;
use std::alloc::{Layout, alloc, dealloc};

/// Bytes of a block, and its alignment.
pub(super) const BLOCK: usize = 32 * 1024;
/// Bytes that a block is asked for: the allocator's own word before the next one fits between two blocks.
const BLOCK_BYTES: usize = BLOCK - 16;
/// Bytes of a line.
pub(super) const LINE: usize = 256;
/// Lines of a block, its own among them.
const LINES: usize = BLOCK / LINE;
/// Free blocks that a pool keeps.
const KEPT_BLOCKS: usize = 64;

const _: () = assert!(size_of::<Block>() <= LINE);

/// A piece of memory.
pub(super) struct Chunk {
    pub start: *mut u8,
    pub size: usize,
}

fn layout(size: usize) -> Layout {
    // Sizes are far below `isize::MAX` and alignments are powers of two.
    let layout = match size {
        BLOCK => Layout::from_size_align(BLOCK_BYTES, BLOCK),
        _ => Layout::from_size_align(size, 16),
    };
    layout.unwrap_or(Layout::new::<u128>())
}

/// Has the system's allocator give back whole pages that are free in its middle. Without this a limited process may keep
/// twice its limit in pieces that what it allocates next does not fit into.
pub(super) fn trim_allocator() {
    #[cfg(all(target_os = "linux", target_env = "gnu", not(miri)))]
    {
        unsafe extern "C" {
            fn malloc_trim(pad: usize) -> std::ffi::c_int;
        }
        // SAFETY: a function of the C library that takes any number and may be called from any thread at any time.
        unsafe { malloc_trim(0) };
    }
}

/// Free blocks, kept because fresh pages cost more than collections.
#[derive(Default)]
pub(super) struct Pool {
    free: Vec<*mut u8>,
    /// How many it keeps; 0 gives everything back at once.
    pub kept: usize,
    /// Overwrite what is given back.
    pub poison: bool,
    /// Bytes given back to the system's allocator since this was last reset.
    pub freed: usize,
}

impl Pool {
    pub fn new(max: usize) -> Pool {
        Pool { free: Vec::new(), kept: (max / 32 / BLOCK).min(KEPT_BLOCKS), poison: false, freed: 0 }
    }
    /// Bytes of free blocks.
    pub fn bytes(&self) -> usize {
        self.free.len() * BLOCK
    }
    /// A chunk of `size` bytes; `None` if there is no memory.
    pub fn take(&mut self, size: usize) -> Option<Chunk> {
        if size == BLOCK
            && let Some(start) = self.free.pop()
        {
            return Some(Chunk { start, size });
        }
        // SAFETY: the size is not 0.
        let start = unsafe { alloc(layout(size)) };
        if start.is_null() { None } else { Some(Chunk { start, size }) }
    }
    /// Takes a chunk back.
    pub fn give(&mut self, chunk: Chunk) {
        if self.poison {
            // SAFETY: the chunk is owned by the caller, who gives it up.
            unsafe { std::ptr::write_bytes(chunk.start, 0xdb, usable(chunk.size)) };
        }
        if chunk.size == BLOCK && self.free.len() < self.kept && !self.poison {
            self.free.push(chunk.start);
        } else {
            self.freed += chunk.size;
            // SAFETY: allocated in `take` with this layout.
            unsafe { dealloc(chunk.start, layout(chunk.size)) };
        }
    }
    /// Gives all free blocks back to the system.
    pub fn drain(&mut self) {
        for start in std::mem::take(&mut self.free) {
            // SAFETY: allocated in `take` with this layout.
            unsafe { dealloc(start, layout(BLOCK)) };
        }
    }
}

fn usable(size: usize) -> usize {
    if size == BLOCK { BLOCK_BYTES } else { size }
}

/// Chunks that are allocated from by moving a pointer.
pub(crate) struct Bump {
    pub(crate) top: *mut u8,
    pub(crate) limit: *mut u8,
    chunks: SmallVec<[Chunk; 1]>,
    bytes: usize,
}

impl Default for Bump {
    fn default() -> Self {
        Bump { top: std::ptr::null_mut(), limit: std::ptr::null_mut(), chunks: SmallVec::new(), bytes: 0 }
    }
}

impl Bump {
    /// Bytes of all chunks.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
    /// Bytes allocated, what was left at the ends of chunks included.
    pub(super) fn allocated(&self) -> usize {
        self.bytes - (self.limit as usize - self.top as usize)
    }
    pub(super) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }
    /// `size` bytes, or null if the chunk has too few left.
    #[inline(always)]
    pub(crate) fn take(&mut self, size: usize) -> *mut u8 {
        let top = self.top;
        if size > (self.limit as usize).wrapping_sub(top as usize) {
            return std::ptr::null_mut();
        }
        self.top = top.wrapping_add(size);
        top
    }
    /// Goes on in this chunk.
    pub(super) fn add(&mut self, chunk: Chunk) {
        self.top = chunk.start;
        self.limit = chunk.start.wrapping_add(usable(chunk.size));
        self.bytes += chunk.size;
        self.chunks.push(chunk);
    }
    /// Takes over the chunks of another. It goes on where it was, or where the other was if it had none.
    pub(super) fn append(&mut self, mut other: Bump) {
        if self.chunks.is_empty() {
            *self = other;
            return;
        }
        self.bytes += other.bytes;
        self.chunks.append(&mut other.chunks);
    }
    /// Gives all chunks back but, if its size is `keep`, the first, which is begun anew.
    pub(super) fn reset(&mut self, keep: usize, pool: &mut Pool) {
        let Bump { chunks, top, .. } = std::mem::take(self);
        for chunk in chunks {
            if self.chunks.is_empty() && chunk.size == keep {
                if pool.poison {
                    // Nothing has lain behind `top`, if that is in this chunk.
                    let used = (top as usize).wrapping_sub(chunk.start as usize).min(usable(chunk.size));
                    // SAFETY: the chunk is owned and what lay there was moved or is dead.
                    unsafe { std::ptr::write_bytes(chunk.start, 0xdb, used) };
                }
                self.add(chunk);
            } else {
                pool.give(chunk);
            }
        }
    }
}

/// What lies in the first line of a block.
#[repr(C)]
pub(super) struct Block {
    /// 1 for lines in use or handed out; the first is always 1.
    lines: [u8; LINES],
    /// How many are.
    used: u32,
    /// The running collection moves everything out of it.
    pub emptied: bool,
}

/// The block that an object of a space of blocks lies in.
#[inline(always)]
pub(super) fn block_of<T>(object: *mut T) -> *mut Block {
    object.map_addr(|a| a & !(BLOCK - 1)).cast()
}

/// Marks the lines that `size` bytes touch.
///
/// # Safety
/// They are an object in a block of the heap.
#[inline]
pub(super) unsafe fn mark_lines<T>(object: *mut T, size: usize) {
    let first = object as usize % BLOCK / LINE;
    let last = (object as usize % BLOCK + size - 1) / LINE;
    // SAFETY: the caller's promise; an object ends within its block.
    unsafe {
        let lines = (&raw mut (*block_of(object)).lines).cast::<u8>();
        for line in first..=last {
            *lines.add(line) = 1;
        }
    }
}

/// Which of its two forms the old space has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Chunks: a full collection copies everything.
    Copied,
    /// Blocks: a full collection marks, and moves what lies in sparse blocks.
    Marked,
}

/// The old space.
pub(super) struct Old {
    pub form: Form,
    /// The chunk, or the run of free lines, that is allocated from.
    bump: Bump,
    /// For objects over a line that do not fit into the run.
    spare: Bump,
    blocks: Vec<*mut Block>,
    /// Blocks with free lines.
    holes: Vec<*mut Block>,
    /// Where the search for the next run goes on: a block (or null) and a line.
    at: (*mut Block, usize),
    /// A full collection runs: objects mark their lines, so fresh blocks begin with none in use.
    marking: bool,
}

impl Old {
    /// An empty one; `marking` if a full collection is about to fill it.
    pub fn new(form: Form, marking: bool) -> Old {
        let (bump, spare) = Default::default();
        Old { form, bump, spare, blocks: Vec::new(), holes: Vec::new(), at: (std::ptr::null_mut(), 0), marking }
    }
    /// Bytes of all chunks and blocks.
    pub fn bytes(&self) -> usize {
        self.bump.bytes() + self.blocks.len() * BLOCK
    }
    /// Bytes of blocks that are not in lines in use.
    pub fn free_bytes(&self) -> usize {
        // SAFETY: listed blocks are owned.
        self.blocks.iter().map(|&b| (LINES - unsafe { (*b).used } as usize) * LINE).sum()
    }

    /// `size` bytes, a multiple of 8 below [`LARGE`]; null if there is no memory.
    #[inline]
    pub fn alloc(&mut self, size: usize, pool: &mut Pool) -> *mut u8 {
        debug_assert!(size < LARGE);
        let object = self.bump.take(size);
        if object.is_null() { self.alloc_slow(size, pool) } else { object }
    }

    #[cold]
    fn alloc_slow(&mut self, size: usize, pool: &mut Pool) -> *mut u8 {
        if self.form == Form::Copied {
            let chunk = (self.bump.bytes() / 2).max(size).next_power_of_two().clamp(1024, BLOCK);
            let Some(chunk) = pool.take(chunk) else { return std::ptr::null_mut() };
            self.bump.add(chunk);
            return self.bump.take(size);
        }
        if size > LINE {
            let object = self.spare.take(size);
            if !object.is_null() {
                return object;
            }
            return match self.new_block(pool) {
                Some(run) => {
                    (self.spare.top, self.spare.limit) = run;
                    self.spare.take(size)
                }
                None => std::ptr::null_mut(),
            };
        }
        while let Some(run) = self.next_run() {
            (self.bump.top, self.bump.limit) = run;
            let object = self.bump.take(size);
            if !object.is_null() {
                return object;
            }
        }
        match self.new_block(pool) {
            Some(run) => {
                (self.bump.top, self.bump.limit) = run;
                self.bump.take(size)
            }
            None => std::ptr::null_mut(),
        }
    }

    /// A fresh block, all of it handed out.
    fn new_block(&mut self, pool: &mut Pool) -> Option<(*mut u8, *mut u8)> {
        let chunk = pool.take(BLOCK)?;
        let block: *mut Block = chunk.start.cast();
        // SAFETY: a chunk of this size is a block, aligned as one.
        unsafe {
            block.write(Block { lines: [u8::from(!self.marking); LINES], used: LINES as u32, emptied: false });
            (*block).lines[0] = 1;
        }
        self.blocks.push(block);
        Some((chunk.start.wrapping_add(LINE), chunk.start.wrapping_add(BLOCK_BYTES)))
    }

    /// The next run of free lines, which is handed out with this.
    fn next_run(&mut self) -> Option<(*mut u8, *mut u8)> {
        loop {
            let (block, line) = self.at;
            if block.is_null() {
                self.at = (self.holes.pop()?, 1);
                continue;
            }
            // SAFETY: listed blocks are owned.
            let Block { lines, used, .. } = unsafe { &mut *block };
            let Some(first) = (line..LINES).find(|&l| lines[l] == 0) else {
                self.at.0 = std::ptr::null_mut();
                continue;
            };
            let end = (first..LINES).find(|&l| lines[l] != 0).unwrap_or(LINES);
            lines[first..end].fill(1);
            *used += (end - first) as u32;
            self.at.1 = end;
            let start: *mut u8 = block.cast();
            return Some((start.wrapping_add(first * LINE), start.wrapping_add((end * LINE).min(BLOCK_BYTES))));
        }
    }

    /// Before a full collection that marks: chooses the blocks that it empties, at most `budget` bytes of live lines, those
    /// with the fewest first and none with more than `sparse` lines in use, and clears the lines of the others.
    pub fn begin_marking(&mut self, sparse: usize, budget: usize) {
        (self.bump, self.spare) = Default::default();
        self.holes.clear();
        self.at = (std::ptr::null_mut(), 0);
        self.marking = true;
        // SAFETY: listed blocks are owned.
        unsafe {
            self.blocks.sort_by_key(|&b| (*b).used);
            let mut moved = 0;
            for &block in &self.blocks {
                let live = (*block).used as usize;
                moved += live * LINE;
                (*block).emptied = live <= sparse && moved <= budget;
                if !(*block).emptied {
                    (*block).lines.fill(0);
                    (*block).lines[0] = 1;
                }
            }
        }
    }

    /// After marking: frees blocks without a line in use and finds the holes of the others.
    pub fn finish_marking(&mut self, pool: &mut Pool) {
        (self.bump, self.spare) = Default::default();
        self.marking = false;
        let blocks = std::mem::take(&mut self.blocks);
        for block in blocks {
            // SAFETY: listed blocks are owned; what lived in emptied ones was moved.
            unsafe {
                let used = (*block).lines.iter().map(|&l| u32::from(l)).sum();
                if (*block).emptied || used == 1 {
                    pool.give(Chunk { start: block.cast(), size: BLOCK });
                    continue;
                }
                (*block).used = used;
                if pool.poison {
                    for line in (1..LINES).filter(|&l| (*block).lines[l] == 0) {
                        let bytes = LINE.min(BLOCK_BYTES - line * LINE);
                        std::ptr::write_bytes(block.cast::<u8>().add(line * LINE), 0xdb, bytes);
                    }
                }
                self.blocks.push(block);
                if (used as usize) < LINES {
                    self.holes.push(block);
                }
            }
        }
        // The fullest are used up first.
        // SAFETY: listed blocks are owned.
        self.holes.sort_by_key(|&b| unsafe { (*b).used });
    }

    /// Gives everything back.
    pub fn free(&mut self, pool: &mut Pool) {
        self.bump.reset(0, pool);
        for block in std::mem::take(&mut self.blocks) {
            pool.give(Chunk { start: block.cast(), size: BLOCK });
        }
        self.holes.clear();
        self.at = (std::ptr::null_mut(), 0);
        self.spare = Bump::default();
    }
}
