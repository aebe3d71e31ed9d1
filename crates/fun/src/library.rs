//! The standard library that is written in the language: modules that `import` finds without files.

/// The text of a module by its path, such as `test.fun`.
pub fn file(path: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// All modules: paths and texts.
pub const FILES: &[(&str, &[u8])] = &[
    ("pool.fun", include_bytes!("../lib/pool.fun")),
    ("pubsub.fun", include_bytes!("../lib/pubsub.fun")),
    ("registry.fun", include_bytes!("../lib/registry.fun")),
    ("server.fun", include_bytes!("../lib/server.fun")),
    ("statem.fun", include_bytes!("../lib/statem.fun")),
    ("supervisor.fun", include_bytes!("../lib/supervisor.fun")),
    ("task.fun", include_bytes!("../lib/task.fun")),
    ("test.fun", include_bytes!("../lib/test.fun")),
];
