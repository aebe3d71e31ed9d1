//! Shapes and class layouts: where fields and methods are found without looking for them.
//!
//! A layout belongs to a class statement and the layout of its parent: it fixes the index of each method. A shape belongs
//! to a layout and a sequence of added fields: it fixes the slot of each field. So one 32-bit shape number tells a
//! cache both. Both live in the runtime, are shared by all processes and only ever grow; a record of too many fields,
//! or one more shape than [`MAX_SHAPES`], goes to [`DICTIONARY`] and keeps its fields in a map.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, RwLock};

/// The shape of records that keep their fields in a map.
pub const DICTIONARY: u32 = 0;
/// Records with more fields use a map.
pub const MAX_FIELDS: usize = 64;
/// More shapes than this are not made.
pub const MAX_SHAPES: usize = 1 << 20;
/// The hidden fields with which errors begin.
pub const ERROR_FIELDS: [&str; 5] = ["message", "kind", "data", "trace", "cause"];

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
    root: Mutex<Option<u32>>,
    next: Mutex<HashMap<Arc<[u8]>, u32>>,
    children: Mutex<HashMap<(u32, u32), u32>>,
}

impl Layout {
    /// The index of a method.
    pub fn method(&self, name: &[u8]) -> Option<usize> {
        self.methods.iter().position(|m| &**m == name)
    }
}

/// All shapes and layouts of a runtime.
pub struct Shapes {
    shapes: RwLock<Vec<Arc<Shape>>>,
    layouts: RwLock<Vec<Arc<Layout>>>,
}

/// The layout from which classes without a parent descend.
pub const ROOT_LAYOUT: u32 = 0;
/// The layout of the class Error.
pub const ERROR_LAYOUT: u32 = 1;

impl Default for Shapes {
    fn default() -> Self {
        let shapes = Shapes { shapes: RwLock::default(), layouts: RwLock::default() };
        let dictionary = shapes.add_shape(ROOT_LAYOUT, Arc::new([]));
        debug_assert_eq!(dictionary, Some(DICTIONARY));
        shapes.add_layout(Arc::new([]), 0, false);
        shapes.add_layout(Arc::new([]), ERROR_FIELDS.len() as u16, true);
        shapes
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A panic while one of these is held leaves a map that is whole.
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

impl Shapes {
    /// The shape with that number.
    pub fn shape(&self, id: u32) -> Arc<Shape> {
        self.shapes.read().unwrap_or_else(|e| e.into_inner())[id as usize].clone()
    }

    /// The layout with that number.
    pub fn layout(&self, id: u32) -> Arc<Layout> {
        self.layouts.read().unwrap_or_else(|e| e.into_inner())[id as usize].clone()
    }

    /// How many shapes there are.
    pub fn count(&self) -> usize {
        self.shapes.read().unwrap_or_else(|e| e.into_inner()).len()
    }

    fn add_shape(&self, layout: u32, keys: Arc<[Arc<[u8]>]>) -> Option<u32> {
        let mut shapes = self.shapes.write().unwrap_or_else(|e| e.into_inner());
        if shapes.len() >= MAX_SHAPES {
            return None;
        }
        let id = shapes.len() as u32;
        shapes.push(Arc::new(Shape { id, layout, keys, next: Mutex::default() }));
        Some(id)
    }

    fn add_layout(&self, methods: Arc<[Arc<[u8]>]>, capacity: u16, error: bool) -> u32 {
        let mut layouts = self.layouts.write().unwrap_or_else(|e| e.into_inner());
        let id = layouts.len() as u32;
        let (root, next, children) = Default::default();
        layouts.push(Arc::new(Layout { id, methods, capacity, error, root, next, children }));
        id
    }

    /// The layout of a class statement's class below a parent's. `statement` names module and template.
    pub fn class_layout(&self, parent: u32, statement: (u32, u32), own_fields: usize) -> u32 {
        let parent = self.layout(parent);
        *lock(&parent.children).entry(statement).or_insert_with(|| {
            let capacity = (usize::from(parent.capacity) + own_fields).min(MAX_FIELDS) as u16;
            self.add_layout(parent.methods.clone(), capacity, parent.error)
        })
    }

    /// The layout with one more method, or the same if it has it, and the method's index.
    pub fn with_method(&self, layout: u32, name: &[u8]) -> (u32, usize) {
        let layout = self.layout(layout);
        if let Some(index) = layout.method(name) {
            return (layout.id, index);
        }
        let key: Arc<[u8]> = name.into();
        let id = *lock(&layout.next).entry(key.clone()).or_insert_with(|| {
            let methods = layout.methods.iter().cloned().chain([key]).collect();
            self.add_layout(methods, layout.capacity, layout.error)
        });
        (id, layout.methods.len())
    }

    /// The shape of an instance without fields of its own; errors begin with their hidden ones.
    pub fn root(&self, layout: u32) -> u32 {
        let layout = self.layout(layout);
        let mut root = lock(&layout.root);
        *root.get_or_insert_with(|| {
            let hidden: &[&str] = if layout.error { &ERROR_FIELDS } else { &[] };
            let keys = hidden.iter().map(|k| Arc::from(k.as_bytes())).collect();
            self.add_shape(layout.id, keys).unwrap_or(DICTIONARY)
        })
    }

    /// The shape with one more field. [`DICTIONARY`] if there are too many fields or shapes.
    pub fn with_field(&self, shape: u32, key: &[u8]) -> u32 {
        let shape = self.shape(shape);
        if shape.keys.len() >= MAX_FIELDS {
            return DICTIONARY;
        }
        let key: Arc<[u8]> = key.into();
        let mut next = lock(&shape.next);
        if let Some(&id) = next.get(&key) {
            return id;
        }
        let keys = shape.keys.iter().cloned().chain([key.clone()]).collect();
        match self.add_shape(shape.layout, keys) {
            Some(id) => *next.entry(key).or_insert(id),
            None => DICTIONARY,
        }
    }
}
