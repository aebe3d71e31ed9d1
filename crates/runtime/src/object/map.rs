//! Maps: insertion-ordered and compact. Entries lie in the order of insertion; up to eight are searched one by one,
//! more through an open-addressing index of (hash, entry) pairs.

use super::{Header, Raw, Slots, flags};
use crate::context::Context;
use crate::error::Result;
use crate::value::{Kind, Value};
use crate::walk::equal;
use std::hash::{BuildHasher, Hasher};

const LINEAR_MAX: usize = 8;
/// Elements of a key that its hash looks at. Shared structure can be exponentially large.
const HASHED: usize = 10_000;
/// The seed of the hashes that programs are shown: those of maps are secret.
const PUBLIC_SEED: u64 = 0x5175_696e_7465_7421;
const FREE: u64 = u64::MAX;
const DELETED: u64 = u64::MAX - 1;

/// A map.
#[repr(C)]
pub struct MapObject {
    pub(crate) header: Header,
    /// Live entries.
    pub(crate) len: u32,
    /// Entries in use, deleted ones included.
    pub(crate) used: u32,
    /// `SLOTS`: key and value by turns; a deleted entry's key is absent. Null while empty.
    pub(crate) entries: *mut Header,
    /// `RAW`: words of hash (high half) and entry (low half), a power of two of them; null while small.
    pub(crate) index: *mut Header,
}

impl MapObject {
    /// The number of entries.
    #[inline]
    pub fn len(&self) -> usize {
        self.len as usize
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Positions in use: entries are found at `0..positions()`, with gaps.
    pub fn positions(&self) -> usize {
        self.used as usize
    }
    /// The entry at a position, unless it was deleted.
    #[inline]
    pub fn entry(&self, position: usize) -> Option<(Value, Value)> {
        if position >= self.used as usize {
            return None;
        }
        // SAFETY: entries `0..used` are initialised.
        let (key, value) = unsafe {
            let entry = Slots::values(self.entries).add(position * 2);
            (*entry, *entry.add(1))
        };
        if key.kind() == Kind::ABSENT { None } else { Some((key, value)) }
    }
    /// All entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (Value, Value)> + '_ {
        (0..self.positions()).filter_map(|i| self.entry(i))
    }
    /// Entries, deleted ones included, for which there is room.
    pub(crate) fn capacity(&self) -> usize {
        if self.entries.is_null() { 0 } else { Slots::capacity(self.entries) / 2 }
    }
    fn index_words(&self) -> &[u64] {
        if self.index.is_null() {
            return &[];
        }
        // SAFETY: the index belongs to this map alone; its capacity is a power of two of words and all are set.
        unsafe { std::slice::from_raw_parts(Raw::bytes(self.index).cast(), Raw::capacity(self.index) / 8) }
    }
    fn index_words_mut(&mut self) -> &mut [u64] {
        if self.index.is_null() {
            return &mut [];
        }
        // SAFETY: the index belongs to this map alone; its capacity is a power of two of words and all are set.
        unsafe { std::slice::from_raw_parts_mut(Raw::bytes(self.index).cast(), Raw::capacity(self.index) / 8) }
    }

    /// The position of a key whose hash is known.
    fn find(&self, key: Value, hash: u32) -> Option<usize> {
        if self.index.is_null() {
            return (0..self.positions()).find(|&i| self.entry(i).is_some_and(|(k, _)| same_key(k, key)));
        }
        let index = self.index_words();
        let mask = index.len() - 1;
        let mut i = hash as usize & mask;
        loop {
            let word = index[i];
            if word == FREE {
                return None;
            }
            if (word >> 32) as u32 == hash
                && word != DELETED
                && let Some((k, _)) = self.entry(word as u32 as usize)
                && same_key(k, key)
            {
                return Some(word as u32 as usize);
            }
            i = (i + 1) & mask;
        }
    }

    fn set_value(&mut self, position: usize, value: Value) {
        // SAFETY: the position was found, so it is in use.
        unsafe { *Slots::values(self.entries).add(position * 2 + 1) = value }
    }
}

/// Whether two normalized keys are the same.
#[inline]
fn same_key(a: Value, b: Value) -> bool {
    a == b || a.kind() == b.kind() && a.kind() >= Kind::STRING && same_object_key(a, b)
}

#[cold]
fn same_object_key(a: Value, b: Value) -> bool {
    match a.kind() {
        Kind::STRING | Kind::BYTES => a.as_any_bytes() == b.as_any_bytes(),
        Kind::BIGINT => crate::bigint::bytes(a) == crate::bigint::bytes(b),
        Kind::TUPLE | Kind::ARRAY => equal::same_sequences(a, b, |x, y| same_key(normal(x), normal(y))),
        _ => false,
    }
}

/// An integral float in range as the integer it equals.
#[inline]
fn normal(key: Value) -> Value {
    match key.as_float() {
        Some(f) if f as i64 as f64 == f && (i64::MIN as f64..-(i64::MIN as f64)).contains(&f) => Value::int(f as i64),
        _ => key,
    }
}

/// The words of an index for so many entries.
fn index_words(capacity: usize) -> usize {
    (capacity * 3 / 2).next_power_of_two().max(16)
}

fn mix(a: u64, b: u64) -> u64 {
    let m = u128::from(a) * u128::from(b);
    m as u64 ^ (m >> 64) as u64
}

/// The hash of two words under a seed.
#[inline]
fn hash_words(seed: u64, a: u64, b: u64) -> u32 {
    let h = mix(a ^ seed, b ^ 0x9e37_79b9_7f4a_7c15);
    (mix(h ^ 0xa076_1d64_78bd_642f, seed | 1) >> 32) as u32
}

impl Context {
    /// A key as maps hold it, and its hash; TypeError for what cannot be one.
    #[inline]
    fn key(&mut self, key: Value) -> Result<(Value, u32)> {
        let seed = self.hash_seed();
        self.key_under(key, seed)
    }

    #[inline]
    fn key_under(&mut self, key: Value, seed: u64) -> Result<(Value, u32)> {
        match key.kind() {
            Kind::INT
            | Kind::SHORT
            | Kind::NIL
            | Kind::BOOL
            | Kind::SYMBOL
            | Kind::PID
            | Kind::REF
            | Kind::PORT
            | Kind::NATIVE => Ok((key, hash_words(seed, key.tag(), key.payload()))),
            _ => self.object_key(key, seed),
        }
    }

    fn object_key(&mut self, key: Value, seed: u64) -> Result<(Value, u32)> {
        let hash = match key.kind() {
            Kind::FLOAT => {
                let key = normal(key);
                if key.as_float().is_some_and(f64::is_nan) {
                    return Err(self.type_error("unhashable map key"));
                }
                return Ok((key, hash_words(seed, key.tag(), key.payload())));
            }
            Kind::STRING | Kind::BYTES => {
                let mut hasher = foldhash::fast::FixedState::with_seed(seed).build_hasher();
                hasher.write(key.as_any_bytes().unwrap_or_default());
                hasher.finish() as u32
            }
            Kind::BIGINT => {
                let mut hasher = foldhash::fast::FixedState::with_seed(seed).build_hasher();
                hasher.write(crate::bigint::bytes(key));
                hasher.finish() as u32
            }
            Kind::FUNCTION => hash_words(seed, key.tag(), self.function_serial(key)),
            Kind::CLOSURE | Kind::CLASS | Kind::FOREIGN => hash_words(seed, key.tag(), self.identity(key)),
            Kind::ARRAY | Kind::TUPLE => self.sequence_hash(key, seed)?,
            _ => return Err(self.type_error("unhashable map key")),
        };
        Ok((key, hash))
    }

    /// The hash of a frozen array, or a tuple, of keys: of its first [`HASHED`] elements, at whatever depth, and of where
    /// sequences begin and end.
    fn sequence_hash(&mut self, key: Value, seed: u64) -> Result<u32> {
        let element = |of: Value, i: usize| match of.as_array() {
            Some(array) => array.get(i),
            None => of.as_tuple()?.values().get(i).copied(),
        };
        let mut hash = seed;
        let mut add = |word: u64| hash = mix(hash ^ word, 0x9e37_79b9_7f4a_7c15);
        // The sequences on the way and, of each, the number of the next element.
        let mut open: smallvec::SmallVec<[(Value, usize); 8]> = smallvec::SmallVec::new();
        let mut next = key;
        for _ in 0..HASHED {
            match next.kind() {
                Kind::ARRAY if !next.is_frozen() => return Err(self.type_error("unhashable map key")),
                Kind::ARRAY | Kind::TUPLE => {
                    add(u64::from(next.kind().0) << 32);
                    open.push((next, 0));
                }
                _ => add(u64::from(self.key_under(next, seed)?.1)),
            }
            next = loop {
                let Some((sequence, i)) = open.last_mut() else { return Ok(hash as u32) };
                *i += 1;
                match element(*sequence, *i - 1) {
                    Some(value) => break value,
                    None => drop(open.pop()),
                }
                add(1 << 40);
            };
        }
        Ok(hash as u32)
    }

    /// A hash of a value that can be a key, the same for equal keys and in every run.
    pub fn hash_of(&mut self, key: Value) -> Result<u32> {
        Ok(self.key_under(key, PUBLIC_SEED)?.1)
    }

    /// A new empty map with room for `capacity` entries.
    pub fn new_map(&mut self, capacity: usize) -> Result<Value> {
        let entries = if capacity == 0 { std::ptr::null_mut() } else { self.new_slots(capacity * 2)? };
        let index = if capacity > LINEAR_MAX { self.new_index(capacity)? } else { std::ptr::null_mut() };
        let object = self.allocate(Kind::MAP, size_of::<MapObject>(), 0)?;
        // SAFETY: just allocated with this size.
        unsafe {
            let map = object.cast::<MapObject>();
            (*map).len = 0;
            (*map).used = 0;
            (*map).entries = entries;
            (*map).index = index;
        }
        Ok(Value::from_object(Kind::MAP, object))
    }

    /// A free index for so many entries.
    fn new_index(&mut self, capacity: usize) -> Result<*mut Header> {
        let words = index_words(capacity);
        let index = self.new_raw(words * 8)?;
        // SAFETY: just allocated with room for the words.
        unsafe { Raw::bytes(index).cast::<u64>().write_bytes(0xff, words) };
        Ok(index)
    }

    /// A new map of these entries, keys and values by turns, with no room for more. Of equal keys the last value counts,
    /// in the place of the first.
    pub fn new_map_of(&mut self, entries: &[Value]) -> Result<Value> {
        const PLAIN_MAX: usize = 2 * LINEAR_MAX;
        let n = entries.len() / 2;
        // Without an index until it grows; a search of so few takes no longer than a hash.
        let map = self.new_map(if n <= PLAIN_MAX { 0 } else { n })?;
        let slots = if n <= PLAIN_MAX && n > 0 { self.new_slots(n * 2)? } else { std::ptr::null_mut() };
        let plain = |key: Value| matches!(key.kind(), Kind::INT | Kind::SHORT | Kind::STRING | Kind::NIL | Kind::BOOL);
        let first_of_its_kind = |(i, key): (usize, &Value)| {
            plain(*key) && entries[..i * 2].iter().step_by(2).all(|other| !same_key(*other, *key))
        };
        if n <= PLAIN_MAX && entries.iter().step_by(2).enumerate().all(first_of_its_kind) {
            if let Some(m) = map.map_mut()
                && n > 0
            {
                // SAFETY: just made with room for the entries, whose keys need no other form.
                unsafe {
                    std::ptr::copy_nonoverlapping(entries.as_ptr(), Slots::values(slots), n * 2);
                    (*m).entries = slots;
                    (*m).len = n as u32;
                    (*m).used = n as u32;
                }
            }
            return Ok(map);
        }
        for entry in entries.chunks_exact(2) {
            self.map_set(map, entry[0], entry[1])?;
        }
        Ok(map)
    }

    fn map_of(&mut self, map: Value) -> Result<*mut MapObject> {
        match map.map_mut() {
            // SAFETY: the pointer comes from a map value.
            Some(m) if unsafe { (*m).header.flags } & flags::FROZEN != 0 => Err(self.frozen_error("frozen Map")),
            Some(m) => Ok(m),
            None => Err(self.type_error(format!("expected a map, got {}", map.kind().word()))),
        }
    }

    /// The value of a key: O(1). TypeError if the key cannot be one.
    #[inline]
    pub fn map_get(&mut self, map: Value, key: Value) -> Result<Option<Value>> {
        Ok(self.map_position(map, key)?.and_then(|i| map.as_map()?.entry(i)).map(|(_, v)| v))
    }

    /// The position of a key's entry.
    #[inline]
    pub fn map_position(&mut self, map: Value, key: Value) -> Result<Option<usize>> {
        let (key, hash) = self.key(key)?;
        Ok(map.as_map().and_then(|m| m.find(key, hash)))
    }

    /// Sets a key: amortized O(1).
    pub fn map_set(&mut self, map: Value, key: Value, value: Value) -> Result<()> {
        let m = self.map_of(map)?;
        let (key, hash) = self.key(key)?;
        // SAFETY: `m` comes from a map value; nothing moves before the next charge point.
        unsafe {
            if let Some(position) = (*m).find(key, hash) {
                (*m).set_value(position, value);
                self.wrote_entry(m, position);
                return Ok(());
            }
            if (*m).used as usize == (*m).capacity() {
                self.map_grow(m)?;
            }
            let position = (*m).used;
            let entry = Slots::values((*m).entries).add(position as usize * 2);
            *entry = key;
            *entry.add(1) = value;
            (*m).used = position + 1;
            (*m).len += 1;
            self.wrote_entry(m, position as usize);
            if !(*m).index.is_null() {
                insert((*m).index_words_mut(), hash, position);
            }
        }
        Ok(())
    }

    /// Appends a deleted entry, which counts as in use; nothing happens if there is no room for it.
    pub(crate) fn map_push_gap(&mut self, map: Value) {
        let Some(m) = map.map_mut() else { return };
        // SAFETY: `m` comes from a map value, and its storage has room for one more entry.
        unsafe {
            if ((*m).used as usize) < (*m).capacity() {
                let entry = Slots::values((*m).entries).add((*m).used as usize * 2);
                *entry = Value::ABSENT;
                *entry.add(1) = Value::NIL;
                (*m).used += 1;
            }
        }
    }

    /// Sets the value of the entry at a position, even of a frozen map; nothing happens if there is none.
    pub(crate) fn map_set_at(&mut self, map: Value, position: usize, value: Value) {
        let Some(m) = map.map_mut() else { return };
        // SAFETY: `m` comes from a map value.
        unsafe {
            if (*m).entry(position).is_some() {
                (*m).set_value(position, value);
                self.wrote_entry(m, position);
            }
        }
    }

    /// Makes room for one more entry: drops deleted ones, or doubles the room.
    #[cold]
    fn map_grow(&mut self, m: *mut MapObject) -> Result<()> {
        // SAFETY: `m` comes from a map value.
        unsafe {
            let len = (*m).len as usize;
            // The index holds 32-bit positions.
            if len >= u32::MAX as usize / 2 {
                return Err(self.error(crate::error::ErrorKind::OutOfMemory, "out of memory"));
            }
            let capacity =
                if len * 4 < (*m).used as usize * 3 { (*m).capacity() } else { ((*m).capacity() * 2).max(4) };
            self.reserve(capacity * 32 + index_words(capacity) * 8)?;
            let entries = self.new_slots(capacity * 2)?;
            let index = if capacity > LINEAR_MAX { self.new_index(capacity)? } else { std::ptr::null_mut() };
            let words: &mut [u64] = if index.is_null() {
                &mut []
            } else {
                std::slice::from_raw_parts_mut(Raw::bytes(index).cast(), index_words(capacity))
            };
            let from = Slots::values((*m).entries_or(entries));
            let to = Slots::values(entries);
            if words.is_empty() || (*m).index.is_null() {
                let mut at = 0;
                for i in 0..(*m).used as usize {
                    let key = *from.add(i * 2);
                    if key.kind() != Kind::ABSENT {
                        *to.add(at * 2) = key;
                        *to.add(at * 2 + 1) = *from.add(i * 2 + 1);
                        if !words.is_empty() {
                            let hash = self.key(key)?.1;
                            insert(words, hash, at as u32);
                        }
                        at += 1;
                    }
                }
            } else {
                // The old index knows the hashes. Positions shift by the gaps before them.
                let mut shift = Vec::new();
                let gaps = (*m).len != (*m).used;
                let mut at = 0u32;
                for i in 0..(*m).used as usize {
                    let key = *from.add(i * 2);
                    if gaps {
                        shift.push(at);
                    }
                    if key.kind() != Kind::ABSENT {
                        *to.add(at as usize * 2) = key;
                        *to.add(at as usize * 2 + 1) = *from.add(i * 2 + 1);
                        at += 1;
                    }
                }
                for &word in (*m).index_words().iter() {
                    if word != FREE && word != DELETED {
                        let old = word as u32 as usize;
                        insert(words, (word >> 32) as u32, if gaps { shift[old] } else { old as u32 });
                    }
                }
            }
            (*m).entries = entries;
            (*m).index = index;
            (*m).used = (*m).len;
            self.heap.wrote_pointers(m.cast());
            Ok(())
        }
    }

    /// Tells the heap that the entry at a position was written.
    ///
    /// # Safety
    /// `m` comes from a map value; the position is in use.
    #[inline]
    unsafe fn wrote_entry(&mut self, m: *mut MapObject, position: usize) {
        // SAFETY: the caller's promise.
        unsafe { self.heap.wrote_slots(m.cast(), (*m).entries, Slots::values((*m).entries).add(position * 2), 2) }
    }

    /// Removes a key: O(1), for small maps O(entries).
    pub fn map_delete(&mut self, map: Value, key: Value) -> Result<Option<Value>> {
        let m = self.map_of(map)?;
        let (key, hash) = self.key(key)?;
        // SAFETY: `m` comes from a map value.
        unsafe {
            let Some(position) = (*m).find(key, hash) else { return Ok(None) };
            let entry = Slots::values((*m).entries).add(position * 2);
            let value = *entry.add(1);
            *entry = Value::ABSENT;
            *entry.add(1) = Value::NIL;
            (*m).len -= 1;
            let index = (*m).index_words_mut();
            if !index.is_empty() {
                let mask = index.len() - 1;
                let mut i = hash as usize & mask;
                let wanted = u64::from(hash) << 32 | position as u64;
                while index[i] != wanted {
                    i = (i + 1) & mask;
                }
                index[i] = DELETED;
            }
            if (*m).len == 0 {
                (*m).used = 0;
                index.fill(FREE);
            }
            Ok(Some(value))
        }
    }

    /// Removes all entries.
    pub fn map_clear(&mut self, map: Value) -> Result<()> {
        let m = self.map_of(map)?;
        // SAFETY: `m` comes from a map value; empty storage is null.
        unsafe {
            (*m).len = 0;
            (*m).used = 0;
            (*m).entries = std::ptr::null_mut();
            (*m).index = std::ptr::null_mut();
        }
        Ok(())
    }
}

impl MapObject {
    fn entries_or(&self, other: *mut Header) -> *mut Header {
        if self.entries.is_null() { other } else { self.entries }
    }
}

/// Enters a position under a hash that is not there yet. There is always a free word: the index is at most two
/// thirds full, deleted words included.
#[inline]
fn insert(index: &mut [u64], hash: u32, position: u32) {
    let mask = index.len() - 1;
    let mut i = hash as usize & mask;
    while index[i] != FREE {
        i = (i + 1) & mask;
    }
    index[i] = u64::from(hash) << 32 | u64::from(position);
}
