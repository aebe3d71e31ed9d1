//! The heap against a model: random graphs, changed at random, with a collection at every step and the whole heap checked
//! before and after each. What the roots lead to must always be what the model says.

use super::{Collection, Extent, Heap, Verifier};
use crate::context::{Context, Limits};
use crate::host::NoHost;
use crate::object::Tracer;
use crate::runtime::Runtime;
use crate::value::{Kind, Value};
use std::collections::{HashMap, HashSet};

/// A value of the model: an object is known by its number.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Model {
    Nil,
    Int(i64),
    /// A long string with this text in it; its block lies outside the heap.
    Text(u64),
    Object(usize),
}

/// An object of the model.
enum Object {
    Array(Vec<Model>),
    /// By integer keys, in order of insertion.
    Map(Vec<(i64, Model)>),
    Record(Vec<Model>),
    Pair([Model; 2]),
    Weak(Model),
    Ephemeron(Model, Model),
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }
}

const ROOTS: usize = 12;
/// Fields of a record that the test uses: some in the object, some in its overflow storage.
const FIELDS: usize = 12;

struct World {
    ctx: Context,
    random: Random,
    objects: Vec<Object>,
    roots: [(Model, Value); ROOTS],
    texts: u64,
}

fn text(n: u64) -> String {
    format!("{n}:{}", "x".repeat(300))
}

impl World {
    fn new(seed: u64) -> World {
        let mut ctx = Context::new(Runtime::builder().hash_seed(seed).build(), Limits::default(), Box::new(NoHost));
        ctx.heap.set_stress(true);
        let random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        World { ctx, random, objects: Vec::new(), roots: [(Model::Nil, Value::NIL); ROOTS], texts: 0 }
    }

    fn collect(&mut self, extent: Extent) {
        fn visit(tracer: &mut impl Tracer, roots: &mut [(Model, Value); ROOTS]) {
            for (_, value) in roots {
                // SAFETY: roots are values of live objects.
                unsafe { tracer.value(value) };
            }
        }
        let World { ctx, roots, .. } = self;
        let mut verifier = Verifier::new(&ctx.heap);
        visit(&mut verifier, roots);
        verifier.scan();
        match extent {
            Extent::Minor => {
                let mut collection = ctx.heap.begin_minor();
                visit(&mut collection, roots);
                collection.finish(Collection::scan);
            }
            Extent::Major => {
                let mut collection = ctx.heap.begin_major();
                visit(&mut collection, roots);
                collection.finish(Collection::scan);
            }
        }
        let mut verifier = Verifier::new(&ctx.heap);
        visit(&mut verifier, roots);
        verifier.scan();
        self.forget_weak(extent);
        self.compare();
    }

    /// The objects that the roots keep.
    fn reachable(&self) -> HashSet<usize> {
        let mut reached = HashSet::new();
        let mut left: Vec<Model> = self.roots.iter().map(|(model, _)| *model).collect();
        let mut ephemerons = Vec::new();
        loop {
            while let Some(model) = left.pop() {
                let Model::Object(n) = model else { continue };
                if reached.insert(n) {
                    match &self.objects[n] {
                        Object::Array(values) | Object::Record(values) => left.extend(values),
                        Object::Map(entries) => left.extend(entries.iter().map(|(_, v)| *v)),
                        Object::Pair(values) => left.extend(values),
                        Object::Weak(_) => {}
                        Object::Ephemeron(key, value) => ephemerons.push((*key, *value)),
                    }
                }
            }
            ephemerons.retain(|(key, value)| {
                let kept = !matches!(key, Model::Object(n) if !reached.contains(n));
                if kept {
                    left.push(*value);
                }
                !kept
            });
            if left.is_empty() {
                return reached;
            }
        }
    }

    /// What a full collection takes from weak references and ephemerons. A minor one may take it; `compare` sees that it takes
    /// nothing else.
    fn forget_weak(&mut self, extent: Extent) {
        if extent == Extent::Minor {
            return;
        }
        let reached = self.reachable();
        let gone = |model: &Model| matches!(model, Model::Object(n) if !reached.contains(n));
        for object in &mut self.objects {
            match object {
                Object::Weak(target) if gone(target) => *target = Model::Nil,
                // Strings are kept by nothing but references either.
                Object::Weak(target @ Model::Text(_)) => *target = Model::Nil,
                Object::Ephemeron(key, value) if gone(key) => (*key, *value) = (Model::Nil, Model::Nil),
                _ => {}
            }
        }
    }

    /// Walks model and heap side by side.
    fn compare(&mut self) {
        let reached = self.reachable();
        let mut seen: HashMap<usize, Value> = HashMap::new();
        let mut left: Vec<(Model, Value)> = self.roots.to_vec();
        while let Some((model, value)) = left.pop() {
            let n = match model {
                Model::Nil => {
                    assert_eq!(value, Value::NIL);
                    continue;
                }
                Model::Int(i) => {
                    assert_eq!(value, Value::int(i));
                    continue;
                }
                Model::Text(n) => {
                    assert_eq!(value.as_str(), Some(text(n).as_str()));
                    continue;
                }
                Model::Object(n) => n,
            };
            if let Some(&known) = seen.get(&n) {
                assert_eq!(known, value, "one object of the model is two of the heap");
                continue;
            }
            seen.insert(n, value);
            match &mut self.objects[n] {
                Object::Array(values) => {
                    let array = value.as_array().expect("an array");
                    assert_eq!(array.len(), values.len());
                    left.extend(values.iter().copied().zip(array.iter()));
                }
                Object::Map(entries) => {
                    let map = value.as_map().expect("a map");
                    assert_eq!(map.len(), entries.len());
                    for ((key, model), (k, v)) in entries.iter().zip(map.iter()) {
                        assert_eq!(k, Value::int(*key));
                        left.push((*model, v));
                    }
                }
                Object::Record(fields) => {
                    let fields = fields.clone();
                    for (i, model) in fields.into_iter().enumerate() {
                        let field = self.ctx.field(value, format!("f{i}").as_bytes());
                        left.push((model, field.unwrap_or(Value::NIL)));
                    }
                }
                Object::Pair(models) => {
                    let (first, second) = value.as_pair().expect("a pair").values();
                    left.extend([(models[0], first), (models[1], second)]);
                }
                Object::Weak(target) => {
                    let there = self.ctx.weak_target(value).expect("a weak reference");
                    let may_go = !matches!(target, Model::Object(n) if reached.contains(n));
                    if there.is_nil() && may_go {
                        *target = Model::Nil;
                    }
                    // Reached or not: what a weak reference still has is whole.
                    if matches!(target, Model::Object(n) if reached.contains(n)) {
                        left.push((*target, there));
                    }
                }
                Object::Ephemeron(key, held) => match self.ctx.ephemeron(value) {
                    Some((k, v)) => {
                        if !matches!(key, Model::Object(n) if !reached.contains(n)) {
                            left.extend([(*key, k), (*held, v)]);
                        }
                    }
                    None => {
                        let gone = *key == Model::Nil || matches!(key, Model::Object(n) if !reached.contains(n));
                        assert!(gone, "an ephemeron lost its key");
                        (*key, *held) = (Model::Nil, Model::Nil);
                    }
                },
            }
        }
    }

    /// Something that the roots lead to, at most a few steps away, or something new.
    fn pick(&mut self) -> (Model, Value) {
        match self.random.below(8) {
            0 => (Model::Nil, Value::NIL),
            1 => {
                let i = self.random.below(1000) as i64;
                (Model::Int(i), Value::int(i))
            }
            2 => {
                self.texts += 1;
                let value = self.ctx.new_string(text(self.texts).as_bytes()).unwrap();
                (Model::Text(self.texts), value)
            }
            _ => self.walk(),
        }
    }

    fn walk(&mut self) -> (Model, Value) {
        let mut at = self.roots[self.random.below(ROOTS)];
        for _ in 0..self.random.below(4) {
            let Model::Object(n) = at.0 else { break };
            let step = self.random.below(1 << 16);
            let next = match &self.objects[n] {
                Object::Array(values) if !values.is_empty() => {
                    let i = step % values.len();
                    Some((values[i], at.1.as_array().unwrap().at(i)))
                }
                Object::Map(entries) if !entries.is_empty() => {
                    let i = step % entries.len();
                    Some((entries[i].1, at.1.as_map().unwrap().iter().nth(i).unwrap().1))
                }
                Object::Pair(models) => {
                    let (first, second) = at.1.as_pair().unwrap().values();
                    Some(if step.is_multiple_of(2) { (models[0], first) } else { (models[1], second) })
                }
                Object::Record(fields) => {
                    let i = step % FIELDS;
                    let model = fields[i];
                    let value = self.ctx.field(at.1, format!("f{i}").as_bytes());
                    Some((model, value.unwrap_or(Value::NIL)))
                }
                _ => None,
            };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    fn add(&mut self, object: Object, value: Value) -> (Model, Value) {
        self.objects.push(object);
        (Model::Object(self.objects.len() - 1), value)
    }

    fn make(&mut self) -> (Model, Value) {
        match self.random.below(8) {
            0 | 1 => {
                // Now and then one whose storage lies apart and has cards.
                let n = if self.random.below(6) == 0 { 300 + self.random.below(400) } else { self.random.below(6) };
                let parts: Vec<_> =
                    (0..n).map(|i| if i % 50 < 3 { self.pick() } else { (Model::Nil, Value::NIL) }).collect();
                let (models, values): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
                let value = self.ctx.new_array(&values).unwrap();
                self.add(Object::Array(models), value)
            }
            2 => {
                let value = self.ctx.new_map(0).unwrap();
                self.add(Object::Map(Vec::new()), value)
            }
            3 => {
                let class = self.ctx.runtime().error_class();
                let value = self.ctx.new_record(class).unwrap();
                self.add(Object::Record(vec![Model::Nil; FIELDS]), value)
            }
            4 => {
                let target = self.walk();
                let value = self.ctx.new_weak(target.1).unwrap();
                self.add(Object::Weak(target.0), value)
            }
            5 => {
                let (key, held) = (self.walk(), self.pick());
                let key = if matches!(key.0, Model::Object(_)) { key } else { (Model::Int(1), Value::int(1)) };
                let value = self.ctx.new_ephemeron(key.1, held.1).unwrap();
                self.add(Object::Ephemeron(key.0, held.0), value)
            }
            _ => {
                let (a, b) = (self.pick(), self.pick());
                let value = self.ctx.new_pair(a.1, b.1).unwrap();
                self.add(Object::Pair([a.0, b.0]), value)
            }
        }
    }

    fn change(&mut self) {
        // Often what was changed last, so that it is changed in every state between young and old.
        if self.random.below(2) == 0 {
            self.roots[ROOTS - 1] = self.walk();
        }
        let (target, value) = self.roots[ROOTS - 1];
        let Model::Object(n) = target else { return };
        let (model, new) = if self.random.below(2) == 0 { self.make() } else { self.pick() };
        let step = self.random.below(1 << 16);
        let ctx = &mut self.ctx;
        match &mut self.objects[n] {
            Object::Array(values) => match step % 8 {
                0 if !values.is_empty() => {
                    let i = (step >> 4) % values.len();
                    values.remove(i);
                    ctx.array_remove(value, i).unwrap();
                }
                1 => {
                    let i = (step >> 4) % (values.len() + 1);
                    values.insert(i, model);
                    ctx.array_insert(value, i, new).unwrap();
                }
                2 if values.len() < 1000 => {
                    values.extend_from_within(..);
                    ctx.array_extend(value, value).unwrap();
                }
                3 | 4 => {
                    values.push(model);
                    ctx.array_push(value, new).unwrap();
                }
                _ if !values.is_empty() => {
                    let i = (step >> 4) % values.len();
                    values[i] = model;
                    assert!(ctx.array_set(value, i, new).unwrap());
                }
                _ => {}
            },
            Object::Map(entries) => {
                let key = (step >> 4) as i64 % 400;
                let found = entries.iter().position(|(k, _)| *k == key);
                match (step % 8, found) {
                    (0, Some(i)) => {
                        entries.remove(i);
                        ctx.map_delete(value, Value::int(key)).unwrap();
                    }
                    (_, Some(i)) => {
                        entries[i].1 = model;
                        ctx.map_set(value, Value::int(key), new).unwrap();
                    }
                    (_, None) => {
                        // Many at once, so that some tables lie apart.
                        let more = if step % 16 == 1 { 200 } else { 1 };
                        for key in (0..more).map(|i| key + i * 1000) {
                            if entries.iter().all(|(k, _)| *k != key) {
                                entries.push((key, model));
                                ctx.map_set(value, Value::int(key), new).unwrap();
                            }
                        }
                    }
                }
            }
            Object::Record(fields) => {
                let i = step % FIELDS;
                fields[i] = model;
                ctx.set_field(value, format!("f{i}").as_bytes(), new).unwrap();
            }
            _ => {}
        }
    }

    fn step(&mut self) {
        match self.random.below(5) {
            0 => {
                let root = self.random.below(ROOTS);
                self.roots[root] = if self.random.below(6) == 0 { (Model::Nil, Value::NIL) } else { self.make() };
            }
            1 => {
                let (from, to) = (self.walk(), self.random.below(ROOTS));
                self.roots[to] = from;
            }
            _ => self.change(),
        }
        let extent = if self.random.below(4) == 0 { Extent::Major } else { Extent::Minor };
        self.collect(extent);
    }
}

fn is_empty(heap: &Heap) -> bool {
    heap.large_bytes == 0
        && heap.external_bytes == 0
        && heap.blocks.is_empty()
        && heap.externals.old.is_empty()
        && heap.large.old.is_empty()
        && heap.weak.old.is_empty()
        && heap.remembered.is_empty()
}

#[test]
fn random_graphs_are_what_the_model_says() {
    // `QUINTET_SEEDS=from..to` runs others.
    let asked = std::env::var("QUINTET_SEEDS").ok();
    let ends =
        asked.as_deref().and_then(|s| s.split_once("..")).and_then(|(a, b)| Some(a.parse().ok()?..b.parse().ok()?));
    for seed in ends.unwrap_or(1..if cfg!(debug_assertions) { 5 } else { 41 }) {
        let mut world = World::new(seed);
        for _ in 0..400 {
            world.step();
        }
        world.roots = [(Model::Nil, Value::NIL); ROOTS];
        world.collect(Extent::Major);
        assert!(is_empty(&world.ctx.heap), "seed {seed}: something is left");
    }
}

#[test]
fn weak_maps_forget_dead_keys() {
    let mut world = World::new(7);
    let key = world.ctx.new_array(&[]).unwrap();
    let map = world.ctx.new_map(0).unwrap();
    // The value leads back to the key, which must not keep it.
    let value = world.ctx.new_pair(key, Value::int(5)).unwrap();
    world.ctx.weak_map_set(map, key, value).unwrap();
    world.roots[0].1 = map;
    world.roots[1].1 = key;
    let collect = |world: &mut World| {
        let mut collection = world.ctx.heap.begin_major();
        for (_, value) in &mut world.roots {
            // SAFETY: roots are values of live objects.
            unsafe { collection.value(value) };
        }
        collection.finish(Collection::scan);
    };
    collect(&mut world);
    let (map, key) = (world.roots[0].1, world.roots[1].1);
    let found = world.ctx.weak_map_get(map, key).unwrap().and_then(|v| v.as_pair().map(|p| p.values()));
    assert_eq!(found, Some((key, Value::int(5))));
    world.roots[1].1 = Value::NIL;
    collect(&mut world);
    let map = world.roots[0].1;
    let left: Vec<Value> = map.as_map().unwrap().iter().map(|(_, e)| e).collect();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].kind(), Kind::EPHEMERON);
    assert_eq!(world.ctx.ephemeron(left[0]), None);
    assert!(world.ctx.weak_map_set(map, Value::int(1), Value::NIL).is_err());
}

#[test]
fn host_objects_are_dropped_once() {
    use crate::object::Foreign;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    struct Counted(Arc<AtomicUsize>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    impl Foreign for Counted {
        fn label(&self) -> &str {
            "counted"
        }
        fn as_any(&mut self) -> &mut dyn std::any::Any {
            self
        }
    }
    let dropped = Arc::new(AtomicUsize::new(0));
    let mut world = World::new(3);
    for _ in 0..10 {
        world.ctx.new_foreign(Box::new(Counted(dropped.clone()))).unwrap();
    }
    world.roots[0].1 = world.ctx.new_foreign(Box::new(Counted(dropped.clone()))).unwrap();
    for extent in [Extent::Minor, Extent::Minor, Extent::Major] {
        let World { ctx, roots, .. } = &mut world;
        // SAFETY: the root is the value of a live object.
        unsafe {
            if extent == Extent::Minor {
                let mut collection = ctx.heap.begin_minor();
                collection.value(&mut roots[0].1);
                collection.finish(Collection::scan);
            } else {
                let mut collection = ctx.heap.begin_major();
                collection.value(&mut roots[0].1);
                collection.finish(Collection::scan);
            }
        }
        ctx.heap.finalize();
        assert_eq!(dropped.load(Ordering::Relaxed), 10);
    }
    drop(world);
    assert_eq!(dropped.load(Ordering::Relaxed), 11);
}

/// A list of a million links and an array of a million objects go through both kinds of collection.
#[test]
fn deep_and_wide_structures() {
    let mut world = World::new(5);
    world.ctx.heap.set_stress(false);
    let mut list = Value::NIL;
    let mut wide = Vec::new();
    for i in 0..1_000_000 {
        list = world.ctx.new_pair(Value::int(i), list).unwrap();
        if i % 4 == 0 {
            wide.push(list);
        }
    }
    let wide = world.ctx.new_array(&wide).unwrap();
    for extent in [Extent::Minor, Extent::Minor, Extent::Major, Extent::Major, Extent::Minor] {
        let World { ctx, roots, .. } = &mut world;
        if extent == Extent::Minor && roots[0].1.is_nil() {
            (roots[0].1, roots[1].1) = (list, wide);
        }
        // SAFETY: roots are values of live objects.
        unsafe {
            if extent == Extent::Minor {
                let mut collection = ctx.heap.begin_minor();
                collection.value(&mut roots[0].1);
                collection.value(&mut roots[1].1);
                collection.finish(Collection::scan);
            } else {
                let mut collection = ctx.heap.begin_major();
                collection.value(&mut roots[0].1);
                collection.value(&mut roots[1].1);
                collection.finish(Collection::scan);
            }
        }
    }
    let (mut at, mut n) = (world.roots[0].1, 0);
    while let Some((first, second)) = at.as_pair().map(|p| p.values()) {
        n += 1;
        assert_eq!(first, Value::int(1_000_000 - n));
        at = second;
    }
    assert_eq!(n, 1_000_000);
    assert_eq!(world.roots[1].1.as_array().unwrap().len(), 250_000);
}
