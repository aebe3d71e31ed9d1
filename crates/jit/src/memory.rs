//! Memory for code: each piece is written into fresh pages, which become executable and are never written again.

use memmap2::{Mmap, MmapMut};

/// All code of a compiler; given back when it is dropped.
#[derive(Default)]
pub(crate) struct Memory {
    pieces: Vec<Mmap>,
    used: usize,
}

/// Bytes of a page.
const PAGE: usize = 4096;

impl Memory {
    /// Bytes in use.
    pub fn used(&self) -> usize {
        self.used
    }

    /// Puts code into place.
    pub fn add(&mut self, code: &[u8], limit: usize) -> Result<*const u8, String> {
        let bytes = code.len().next_multiple_of(PAGE);
        if self.used + bytes > limit {
            return Err(format!("the {limit} bytes for code are used up"));
        }
        let fail = |error: std::io::Error| format!("no memory for code: {error}");
        let mut piece = MmapMut::map_anon(code.len().max(1)).map_err(fail)?;
        piece[..code.len()].copy_from_slice(code);
        let piece = piece.make_exec().map_err(fail)?;
        let address = piece.as_ptr();
        self.pieces.push(piece);
        self.used += bytes;
        Ok(address)
    }
}
