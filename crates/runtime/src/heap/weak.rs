//! Weak references and ephemerons.
//!
//! A weak reference does not keep its target; once the target is gone it holds nil. An ephemeron keeps its value as long
//! as its key is reached in another way; once the key is gone it holds nothing. A weak map is a map from the serial
//! numbers of its keys to ephemerons. All of this happens in collections, so at charge points.

use super::collection::{Collection, Generation};
use crate::context::Context;
use crate::error::Result;
use crate::object::{Header, PairObject, Tracer, WeakObject, flags};
use crate::value::{Kind, Value};

impl<G: Generation> Collection<'_, G> {
    /// Visits the values of ephemerons whose keys were reached, until there is none left, and empties the others. O(ephemerons)
    /// for each link of the longest chain in which the key of one is found through the value of another.
    pub(super) fn resolve_ephemerons(&mut self) {
        loop {
            let mut found = false;
            for object in std::mem::take(&mut self.ephemerons) {
                let pair: *mut PairObject = object.cast();
                // SAFETY: ephemerons come here when they are visited, as live objects in their final place.
                unsafe {
                    let key = (*pair).first;
                    if key.is_object() && self.generation.kept(key.object()).is_none() {
                        self.ephemerons.push(object);
                        continue;
                    }
                    found = true;
                    self.take_young();
                    self.value(&raw mut (*pair).first);
                    self.value(&raw mut (*pair).second);
                    if self.take_young() && (*object).flags & flags::BARRIER != 0 {
                        self.heap.remember(object);
                    }
                }
            }
            self.scan();
            if !found {
                break;
            }
        }
        for object in std::mem::take(&mut self.ephemerons) {
            let pair: *mut PairObject = object.cast();
            // SAFETY: as above.
            unsafe { ((*pair).first, (*pair).second) = (Value::ABSENT, Value::NIL) };
        }
    }

    /// Lets weak references follow their targets, or lose them.
    pub(super) fn resolve_weak(&mut self) {
        let mut weak = std::mem::take(&mut self.heap.weak.young);
        if G::EXTENT == super::Extent::Major {
            weak.append(&mut self.heap.weak.old);
        }
        for object in weak {
            // SAFETY: listed references were alive before the collection, and their targets were.
            unsafe {
                let Some(object) = self.generation.kept(object) else { continue };
                let weak: *mut WeakObject = object.cast();
                let target = (*weak).target;
                let mut old = (*object).flags & flags::OLD != 0;
                if target.is_object() {
                    (*weak).target = match self.generation.kept(target.object()) {
                        Some(new) => {
                            old &= (*new).flags & flags::OLD != 0;
                            Value::from_object(target.kind(), new)
                        }
                        None => Value::NIL,
                    };
                }
                let list = if old { &mut self.heap.weak.old } else { &mut self.heap.weak.young };
                list.push(object);
            }
        }
    }
}

impl Context {
    /// A reference that does not keep its target.
    pub fn new_weak(&mut self, target: Value) -> Result<Value> {
        let object = self.allocate(Kind::WEAK, size_of::<WeakObject>(), 0)?;
        // SAFETY: just allocated with this size.
        unsafe { (*object.cast::<WeakObject>()).target = target };
        self.heap.weak.young.push(object);
        Ok(Value::from_object(Kind::WEAK, object))
    }

    /// What a weak reference leads to; nil once that is gone. `None` for other values.
    pub fn weak_target(&self, weak: Value) -> Option<Value> {
        weak.as_weak().map(|w| w.target)
    }

    /// A value that lives as long as a key does.
    pub fn new_ephemeron(&mut self, key: Value, value: Value) -> Result<Value> {
        let object = self.allocate(Kind::EPHEMERON, size_of::<PairObject>(), 0)?;
        // SAFETY: just allocated with this size.
        unsafe {
            let pair = object.cast::<PairObject>();
            (*pair).first = key;
            (*pair).second = value;
        }
        Ok(Value::from_object(Kind::EPHEMERON, object))
    }

    /// Key and value of an ephemeron, if the key is still there.
    pub fn ephemeron(&self, ephemeron: Value) -> Option<(Value, Value)> {
        ephemeron.as_ephemeron().map(PairObject::values).filter(|(key, _)| key.kind() != Kind::ABSENT)
    }

    /// Sets the value that a weak map (a map made by [`Context::new_map`] and used as such only) has for an object, until
    /// the object is gone: amortized O(1). TypeError for keys that are no objects.
    pub fn weak_map_set(&mut self, map: Value, key: Value, value: Value) -> Result<()> {
        if !key.is_object() {
            return Err(self.type_error(format!("a weak map expects an object as key, got {}", key.kind().word())));
        }
        let id = Value::int(self.identity(key) as i64);
        if let Some(found) = self.map_get(map, id)?
            && let Some(pair) = found.ephemeron_mut()
        {
            // SAFETY: the pointer comes from an ephemeron value.
            unsafe {
                (*pair).second = value;
                self.heap.wrote(pair.cast(), value);
            }
            return Ok(());
        }
        // Now and then those whose keys are gone are dropped; positions only grow in between.
        let positions = map.as_map().map_or(0, |m| m.positions());
        if positions >= 8 && positions.is_power_of_two() {
            let gone: Vec<Value> = map.as_map().map_or(Vec::new(), |m| {
                m.iter().filter(|(_, e)| self.ephemeron(*e).is_none()).map(|(id, _)| id).collect()
            });
            for id in gone {
                self.map_delete(map, id)?;
            }
        }
        let ephemeron = self.new_ephemeron(key, value)?;
        self.map_set(map, id, ephemeron)
    }

    /// The value that a weak map has for an object.
    pub fn weak_map_get(&mut self, map: Value, key: Value) -> Result<Option<Value>> {
        let Some(id) = self.weak_key(key) else { return Ok(None) };
        Ok(self.map_get(map, id)?.and_then(|found| self.ephemeron(found)).map(|(_, value)| value))
    }

    /// Removes an object's entry from a weak map.
    pub fn weak_map_delete(&mut self, map: Value, key: Value) -> Result<Option<Value>> {
        let Some(id) = self.weak_key(key) else { return Ok(None) };
        Ok(self.map_delete(map, id)?.and_then(|found| self.ephemeron(found)).map(|(_, value)| value))
    }

    fn weak_key(&mut self, key: Value) -> Option<Value> {
        key.is_object().then(|| Value::int(self.identity(key) as i64))
    }
}

impl Value {
    fn as_weak(&self) -> Option<&WeakObject> {
        // SAFETY: a value of this kind points to such an object, alive until the next charge point.
        (self.kind() == Kind::WEAK).then(|| unsafe { &*self.object().cast() })
    }
    fn as_ephemeron(&self) -> Option<&PairObject> {
        // SAFETY: as above.
        self.ephemeron_mut().map(|pair| unsafe { &*pair })
    }
    fn ephemeron_mut(self) -> Option<*mut PairObject> {
        (self.kind() == Kind::EPHEMERON).then(|| self.object().cast::<PairObject>())
    }
    /// What a snapshot stores of a weak reference or an ephemeron.
    pub(crate) fn weak_parts(self) -> [Value; 2] {
        match (self.as_weak(), self.as_ephemeron()) {
            (Some(weak), _) => [weak.target, Value::NIL],
            (_, Some(pair)) => [pair.first, pair.second],
            _ => [Value::NIL; 2],
        }
    }
    /// Sets these; for restored objects, which are young.
    pub(crate) fn set_weak_parts(self, [first, second]: [Value; 2]) {
        let object: *mut Header = self.object();
        // SAFETY: the kinds say what lies there.
        unsafe {
            match self.kind() {
                Kind::WEAK => (*object.cast::<WeakObject>()).target = first,
                Kind::EPHEMERON => {
                    let pair = object.cast::<PairObject>();
                    ((*pair).first, (*pair).second) = (first, second);
                }
                _ => {}
            }
        }
    }
}
