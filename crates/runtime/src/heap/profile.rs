//! What lives in a heap, by kind and by the line that allocated it.
//!
//! While a heap is profiled the limit of its nursery's chunk is hidden, so that every allocation takes the slow path, where its
//! place in the program is noted beside the object's address. Collections move the notes with the objects. A profile is
//! taken at each full collection, which come often then, and the one with the most bytes is kept.

use super::{Heap, block_of_string, size_of_object};
use crate::code::LoadedFunction;
use crate::object::{Header, flags};
use crate::value::Kind;
use quintet_bytecode::Word;
use std::collections::HashMap;

/// An instruction of a program.
pub(super) type Place = (*const LoadedFunction, *const Word);

/// Bytes and objects of one kind or line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProfileEntry {
    /// Bytes, with what the objects hold outside the heap.
    pub bytes: usize,
    /// How many objects.
    pub objects: usize,
}

/// What lived when most did.
#[derive(Clone, Debug, Default)]
pub struct HeapProfile {
    /// Of all.
    pub total: ProfileEntry,
    /// By kind, as error messages name them; most bytes first.
    pub kinds: Vec<(&'static str, ProfileEntry)>,
    /// By `file:line in function`; most bytes first.
    pub lines: Vec<(String, ProfileEntry)>,
}

/// The notes of a heap that is profiled.
#[derive(Default)]
pub(super) struct Profiler {
    /// The instruction that runs.
    place: Option<Place>,
    /// Which instruction allocated an object.
    places: HashMap<usize, Option<Place>, foldhash::fast::FixedState>,
    /// Where the nursery's chunk really ends.
    limit: usize,
    peak: ProfileEntry,
    kinds: HashMap<Kind, ProfileEntry>,
    at: HashMap<Option<Place>, ProfileEntry>,
}

impl Profiler {
    /// Moves the note of large storage.
    pub(super) fn grown(&mut self, old: usize, new: usize) {
        if let Some(place) = self.places.remove(&old) {
            self.places.insert(new, place);
        }
    }
}

impl Heap {
    /// Notes from now on where objects are allocated.
    pub(crate) fn start_profile(&mut self) {
        self.profiler = Some(Box::default());
        self.hide_limit();
    }

    /// Whether allocations are noted.
    #[inline]
    pub(crate) fn is_profiled(&self) -> bool {
        self.profiler.is_some()
    }

    /// Says which instruction runs.
    pub(crate) fn set_place(&mut self, function: *const LoadedFunction, pc: *const Word) {
        if let Some(profiler) = &mut self.profiler {
            profiler.place = Some((function, pc));
        }
    }

    /// Makes every allocation slow, if the heap is profiled.
    pub(super) fn hide_limit(&mut self) {
        if let Some(profiler) = &mut self.profiler {
            profiler.limit = self.nursery.limit as usize;
            self.nursery.limit = self.nursery.top;
        }
    }

    /// Takes back [`Self::hide_limit`].
    pub(super) fn show_limit(&mut self) {
        if let Some(profiler) = &self.profiler {
            self.nursery.limit = self.nursery.limit.with_addr(profiler.limit);
        }
    }

    /// Notes a new object.
    pub(super) fn note_allocation(&mut self, object: *mut Header) {
        if let Some(profiler) = &mut self.profiler
            && !object.is_null()
        {
            profiler.places.insert(object as usize, profiler.place);
        }
    }

    /// Moves the notes with the objects: `kept` says where one is now.
    pub(super) fn move_notes(&mut self, kept: impl Fn(*mut Header) -> Option<*mut Header>) {
        if let Some(profiler) = &mut self.profiler {
            let notes = std::mem::take(&mut profiler.places);
            let moved =
                |(address, place)| Some((kept(std::ptr::with_exposed_provenance_mut(address))? as usize, place));
            profiler.places = notes.into_iter().filter_map(moved).collect();
        }
    }

    /// After a full collection: keeps a profile if this is the most that has lived.
    pub(super) fn take_profile(&mut self) {
        let Some(profiler) = &mut self.profiler else { return };
        let mut total = ProfileEntry::default();
        let (mut kinds, mut at) = (HashMap::new(), HashMap::new());
        for (&address, place) in &profiler.places {
            let object: *mut Header = std::ptr::with_exposed_provenance_mut(address);
            // SAFETY: a full collection has just found the object alive.
            let (kind, bytes) = unsafe {
                let mut bytes = size_of_object(object);
                let kind = (*object).kind;
                if matches!(kind, Kind::STRING | Kind::BYTES)
                    && (*object).flags & flags::BLOCK != 0
                    && let Some(block) = block_of_string(object)
                {
                    // Several strings may share a block.
                    bytes += (*block).capacity() / self.blocks.get(&(block as usize)).copied().unwrap_or(1).max(1);
                }
                (kind, bytes)
            };
            for entry in [&mut total, kinds.entry(kind).or_default(), at.entry(*place).or_default()] {
                entry.bytes += bytes;
                entry.objects += 1;
            }
        }
        if total.bytes >= profiler.peak.bytes {
            (profiler.peak, profiler.kinds, profiler.at) = (total, kinds, at);
        }
    }

    /// The profile with the most bytes of those taken so far.
    pub(crate) fn profile(&self) -> Option<HeapProfile> {
        let profiler = self.profiler.as_ref()?;
        let mut kinds: HashMap<&'static str, ProfileEntry> = HashMap::new();
        for (kind, entry) in &profiler.kinds {
            merge(kinds.entry(kind.word()).or_default(), entry);
        }
        let mut lines: HashMap<String, ProfileEntry> = HashMap::new();
        for (place, entry) in &profiler.at {
            let name = match place {
                // SAFETY: loaded code outlives the process.
                Some((function, pc)) => line_of(unsafe { &**function }, *pc),
                None => "outside the program".to_string(),
            };
            merge(lines.entry(name).or_default(), entry);
        }
        Some(HeapProfile { total: profiler.peak, kinds: sorted(kinds), lines: sorted(lines) })
    }
}

fn merge(into: &mut ProfileEntry, entry: &ProfileEntry) {
    into.bytes += entry.bytes;
    into.objects += entry.objects;
}

/// Most bytes first; what is equal by name.
fn sorted<K: Ord>(entries: HashMap<K, ProfileEntry>) -> Vec<(K, ProfileEntry)> {
    let mut sorted: Vec<_> = entries.into_iter().collect();
    sorted.sort_by(|(a, x), (b, y)| y.bytes.cmp(&x.bytes).then_with(|| a.cmp(b)));
    sorted
}

fn line_of(function: &LoadedFunction, pc: *const Word) -> String {
    let name = crate::process::display_name(function);
    match function.def.line_at(function.index_of(pc)) {
        Some(line) => {
            let file = function.module().module.files.get(line.file as usize).map_or("", |f| f.name.as_str());
            format!("{file}:{} in {name}", line.line)
        }
        None => format!("in {name}"),
    }
}
