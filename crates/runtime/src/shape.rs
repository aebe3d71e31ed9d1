//! Shapes and class layouts: where fields and methods are found without looking for them.
//!
//! A layout belongs to a class statement and the layout of its parent: it fixes the index of each method. A shape belongs
//! to a layout and a sequence of added fields: it fixes the slot of each field. So one 32-bit shape number tells a
//! cache both. Both live in the runtime, are shared by all processes and only ever grow; whoever makes one is charged for
//! its bytes. A record of too many fields, or one more shape than there may be, goes to [`DICTIONARY`] and keeps its fields
//! in a map. Every layout has a shape without further fields: places for [`MAX_LAYOUTS`] of them are kept free, so that a
//! new instance never needs a map.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// The shape of records that keep their fields in a map.
pub const DICTIONARY: u32 = 0;
/// Records with more fields use a map.
pub const MAX_FIELDS: usize = 64;
/// More shapes than this are not made.
pub const MAX_SHAPES: usize = 1 << 20;
/// A field that the program names makes no more shapes of one layout than this.
pub const NAMED_SHAPES: u32 = 1 << 12;
/// A field whose name is computed, which may be data, stops making them earlier.
pub const COMPUTED_SHAPES: u32 = 1 << 8;
/// More layouts than this are not made: one for a class statement and parent, and one for each of its methods.
pub const MAX_LAYOUTS: usize = 1 << 17;
/// The hidden fields with which errors begin.
pub const ERROR_FIELDS: [&str; 5] = ["message", "kind", "data", "trace", "cause"];

/// Bytes of a shape with its places in the tables, as charged; each key takes [`KEY_BYTES`] more.
const SHAPE_BYTES: usize = 300;
/// Bytes of a layout, the shape that it begins with included; each method takes [`KEY_BYTES`] more.
const LAYOUT_BYTES: usize = 700;
const KEY_BYTES: usize = size_of::<Arc<[u8]>>();

/// A sequence of fields of instances of one layout.
pub struct Shape {
    /// Its number.
    pub id: u32,
    /// The layout it belongs to.
    pub layout: u32,
    /// All fields, by slot.
    pub keys: Arc<[Arc<[u8]>]>,
    next: Mutex<HashMap<Arc<[u8]>, u32>>,
}

impl Shape {
    /// The slot of a field: O(fields), which are at most [`MAX_FIELDS`].
    pub fn slot(&self, key: &[u8]) -> Option<usize> {
        self.keys.iter().position(|k| &**k == key)
    }
}

/// The methods of a class statement's classes, by index.
pub struct Layout {
    /// Its number.
    pub id: u32,
    /// Names of methods, inherited ones first.
    pub methods: Arc<[Arc<[u8]>]>,
    /// Field slots in the object itself; further ones are in its overflow storage.
    pub capacity: u16,
    /// Whether instances are errors.
    pub error: bool,
    /// Shapes that added fields have made.
    shapes: AtomicU32,
    root: OnceLock<u32>,
    next: Mutex<HashMap<Arc<[u8]>, u32>>,
    children: Mutex<HashMap<(u32, u32), u32>>,
}

impl Layout {
    /// The index of a method.
    pub fn method(&self, name: &[u8]) -> Option<usize> {
        self.methods.iter().position(|m| &**m == name)
    }
}

/// A piece of a table.
type Chunk<T> = Box<[OnceLock<T>]>;

/// A table that only grows and whose entries never move: found without a lock. Each chunk is twice as long as the one
/// before.
struct Table<T> {
    chunks: [OnceLock<Chunk<T>>; CHUNKS],
    len: Mutex<usize>,
}

const FIRST_CHUNK: usize = 16;
const CHUNKS: usize = (MAX_SHAPES / FIRST_CHUNK).ilog2() as usize + 1;

/// The chunk of an index and its place there.
#[inline(always)]
fn locate(i: usize) -> (usize, usize) {
    let n = i + FIRST_CHUNK;
    let chunk = n.ilog2() - FIRST_CHUNK.ilog2();
    (chunk as usize, n - (FIRST_CHUNK << chunk))
}

impl<T> Table<T> {
    fn new() -> Table<T> {
        Table { chunks: [const { OnceLock::new() }; CHUNKS], len: Mutex::new(0) }
    }
    #[inline(always)]
    fn get(&self, i: u32) -> Option<&T> {
        let (chunk, at) = locate(i as usize);
        self.chunks.get(chunk)?.get()?.get(at)?.get()
    }
    /// Adds what `make` makes of its index; `None` if that would be more than `most` entries.
    fn push(&self, most: usize, make: impl FnOnce(u32) -> T) -> Option<u32> {
        let mut len = lock(&self.len);
        let i = *len;
        if i >= most {
            return None;
        }
        let (chunk, at) = locate(i);
        let room = || (0..FIRST_CHUNK << chunk).map(|_| OnceLock::new()).collect();
        self.chunks.get(chunk)?.get_or_init(room)[at].get_or_init(|| make(i as u32));
        *len += 1;
        Some(i as u32)
    }
}

/// All shapes and layouts of a runtime, and the entries of polymorphic caches.
pub struct Shapes {
    shapes: Table<Shape>,
    layouts: Table<Layout>,
    polymorphic: Table<[AtomicU64; WAYS]>,
    most_shapes: usize,
    most_layouts: usize,
}

/// The low half of a cache cell whose high half names a polymorphic entry. No shape has this number.
pub const POLYMORPHIC: u32 = 0x4000_0000;
/// Shapes that a polymorphic entry holds.
const WAYS: usize = 4;
/// A way that holds nothing.
const NO_WAY: u64 = u64::MAX;

/// The layout from which classes without a parent descend.
pub const ROOT_LAYOUT: u32 = 0;
/// The layout of the class Error.
pub const ERROR_LAYOUT: u32 = 1;
/// The layout of the class Signal.
pub const SIGNAL_LAYOUT: u32 = 2;

impl Default for Shapes {
    fn default() -> Self {
        Shapes::with_room(MAX_SHAPES, MAX_LAYOUTS)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A panic while one of these is held leaves a map that is whole.
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

impl Shapes {
    /// No shapes yet but the dictionary's, and room for at most so many; `shapes` is more than `layouts`.
    pub(crate) fn with_room(most_shapes: usize, most_layouts: usize) -> Shapes {
        let (shapes, layouts, polymorphic) = (Table::new(), Table::new(), Table::new());
        let shapes = Shapes { shapes, layouts, polymorphic, most_shapes, most_layouts };
        let dictionary = shapes.add_shape(most_shapes, ROOT_LAYOUT, Arc::new([]));
        debug_assert_eq!(dictionary, Some(DICTIONARY));
        for (capacity, error) in [(0, false), (ERROR_FIELDS.len() as u16, true), (3, false)] {
            let layout = shapes.add_layout(Arc::new([]), capacity, error);
            debug_assert!(layout.is_some());
        }
        shapes
    }

    /// The shape with that number.
    #[inline]
    pub fn shape(&self, id: u32) -> &Shape {
        // Numbers are handed out by `add_shape` alone; the dictionary's shape is always there.
        self.shapes.get(id).unwrap_or_else(|| unreachable!("no shape {id}"))
    }

    /// The layout with that number.
    #[inline]
    pub fn layout(&self, id: u32) -> &Layout {
        // Numbers are handed out by `add_layout` alone.
        self.layouts.get(id).unwrap_or_else(|| unreachable!("no layout {id}"))
    }

    /// How many shapes there are.
    pub fn count(&self) -> usize {
        *lock(&self.shapes.len)
    }

    fn add_shape(&self, most: usize, layout: u32, keys: Arc<[Arc<[u8]>]>) -> Option<u32> {
        self.shapes.push(most, |id| Shape { id, layout, keys, next: Mutex::default() })
    }

    fn add_layout(&self, methods: Arc<[Arc<[u8]>]>, capacity: u16, error: bool) -> Option<u32> {
        let (shapes, root, next, children) = Default::default();
        self.layouts.push(self.most_layouts, |id| Layout { id, methods, capacity, error, shapes, root, next, children })
    }

    /// What a polymorphic entry says of a shape.
    #[inline(always)]
    pub(crate) fn polymorphic(&self, entry: u32, shape: u32) -> Option<usize> {
        for way in self.polymorphic.get(entry)? {
            let cell = way.load(Ordering::Relaxed);
            if cell as u32 == shape {
                return Some((cell >> 32) as usize);
            }
        }
        None
    }

    /// What a cache cell is to hold after it has seen one more shape, or something that is no record and for which `new`
    /// names no shape. A cell that names a polymorphic entry keeps it, so that a site makes one at most.
    pub(crate) fn cache(&self, old: u64, new: u64) -> u64 {
        let names_shape = |cell: u64| cell as u32 != DICTIONARY && (cell as u32) < MAX_SHAPES as u32;
        if old as u32 != POLYMORPHIC {
            if old as u32 == new as u32 || !names_shape(old) || !names_shape(new) {
                return new;
            }
            let entry = [old, new, NO_WAY, NO_WAY].map(AtomicU64::new);
            return match self.polymorphic.push(MAX_SHAPES, |_| entry) {
                Some(index) => u64::from(POLYMORPHIC) | u64::from(index) << 32,
                None => new,
            };
        }
        if let Some(ways) = self.polymorphic.get((old >> 32) as u32).filter(|_| names_shape(new)) {
            let free = ways.iter().position(|w| w.load(Ordering::Relaxed) == NO_WAY);
            // A full entry gives up the way that the new shape's number picks.
            let way = free.unwrap_or(new as usize % WAYS);
            ways[way].store(new, Ordering::Relaxed);
        }
        old
    }

    /// The layout of a class statement's class below a parent's; `None` if there are too many. `statement` names module
    /// and template. What is made is added to `bytes`.
    pub fn class_layout(
        &self,
        parent: u32,
        statement: (u32, u32),
        own_fields: usize,
        bytes: &mut usize,
    ) -> Option<u32> {
        let parent = self.layout(parent);
        let mut children = lock(&parent.children);
        if let Some(&known) = children.get(&statement) {
            return Some(known);
        }
        let capacity = (usize::from(parent.capacity) + own_fields).min(MAX_FIELDS) as u16;
        let id = self.add_layout(parent.methods.clone(), capacity, parent.error)?;
        children.insert(statement, id);
        *bytes += LAYOUT_BYTES;
        Some(id)
    }

    /// The layout with one more method, or the same if it has it, and the method's index; `None` if there are too many.
    /// What is made is added to `bytes`.
    pub fn with_method(&self, layout: u32, name: &[u8], bytes: &mut usize) -> Option<(u32, usize)> {
        let layout = self.layout(layout);
        if let Some(index) = layout.method(name) {
            return Some((layout.id, index));
        }
        let mut next = lock(&layout.next);
        let known = next.get(name).copied();
        let id = match known {
            Some(known) => known,
            None => {
                let key: Arc<[u8]> = name.into();
                let methods = layout.methods.iter().cloned().chain([key.clone()]).collect();
                let id = self.add_layout(methods, layout.capacity, layout.error)?;
                next.insert(key, id);
                *bytes += LAYOUT_BYTES + KEY_BYTES * layout.methods.len() + name.len();
                id
            }
        };
        Some((id, layout.methods.len()))
    }

    /// The shape of an instance without fields of its own; errors begin with their hidden ones. Never [`DICTIONARY`].
    pub fn root(&self, layout: u32) -> u32 {
        let layout = self.layout(layout);
        *layout.root.get_or_init(|| {
            let hidden: &[&str] = if layout.error { &ERROR_FIELDS } else { &[] };
            let keys = hidden.iter().map(|k| Arc::from(k.as_bytes())).collect();
            // There is a place for each layout: `with_field` leaves as many free.
            let added = self.add_shape(self.most_shapes, layout.id, keys);
            added.unwrap_or_else(|| unreachable!("no place for the shape of layout {}", layout.id))
        })
    }

    /// The shape with one more field. [`DICTIONARY`] if there are too many fields or shapes, or if it is not there and
    /// `most` of its layout are. What is made is added to `bytes`.
    pub fn with_field(&self, shape: u32, key: &[u8], most: u32, bytes: &mut usize) -> u32 {
        let shape = self.shape(shape);
        if shape.id == DICTIONARY || shape.keys.len() >= MAX_FIELDS {
            return DICTIONARY;
        }
        let mut next = lock(&shape.next);
        if let Some(&id) = next.get(key) {
            return id;
        }
        let made = &self.layout(shape.layout).shapes;
        if made.load(Ordering::Relaxed) >= most {
            return DICTIONARY;
        }
        let key: Arc<[u8]> = key.into();
        let keys = shape.keys.iter().cloned().chain([key.clone()]).collect();
        let Some(id) = self.add_shape(self.most_shapes - self.most_layouts, shape.layout, keys) else {
            return DICTIONARY;
        };
        made.fetch_add(1, Ordering::Relaxed);
        *bytes += SHAPE_BYTES + KEY_BYTES * shape.keys.len() + key.len();
        next.insert(key, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_makes_one_polymorphic_entry() {
        let shapes = Shapes::default();
        // Two records, a map's entry (not the first), a native for a kind.
        let seen = [1 | 7 << 32, 2 | 8 << 32, 5 << 32, 0x8000_0009 | 3 << 32];
        let mut cell = 0;
        for turn in 0..100 {
            for new in seen {
                cell = shapes.cache(cell, new);
                assert!(turn == 0 || cell as u32 == POLYMORPHIC);
            }
        }
        assert_eq!(*lock(&shapes.polymorphic.len), 1);
        assert_eq!(shapes.polymorphic((cell >> 32) as u32, 2), Some(8));
        // What is no record never makes one.
        let mut cell = 0;
        for new in [seen[2], seen[0], seen[3], seen[0], seen[2]].repeat(100) {
            cell = shapes.cache(cell, new);
            assert_eq!(cell, new);
        }
        assert_eq!(*lock(&shapes.polymorphic.len), 1);
    }
}
