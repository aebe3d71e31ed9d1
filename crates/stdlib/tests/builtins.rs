//! The table of builtin names that the compiler knows and the natives of this library agree.

use quintet_fun::builtins::{BUILTINS, MANY};
use std::collections::HashMap;

/// Natives that generated code calls and no source text can name.
const INTERNAL: [&str; 5] = ["format_value", "check_class", "check_elements", "cleanup_failed", "report_failure"];

#[test]
fn every_available_builtin_is_registered_with_its_arity() {
    let natives = quintet_stdlib::natives();
    let by_name: HashMap<&str, _> = natives.iter().map(|def| (def.name.as_ref(), def)).collect();
    assert_eq!(by_name.len(), natives.len(), "a native is registered twice");
    for row in BUILTINS.iter().filter(|row| row.is_available() && !row.is_class()) {
        let def = by_name.get(row.name).unwrap_or_else(|| panic!("{} is not registered", row.name));
        assert_eq!(def.required, usize::from(row.min), "{}: {}", row.name, def.signature);
        let most = if def.variadic { usize::from(MANY) } else { def.parameters.len() };
        // As a method of a file, `flush` takes the file.
        let max = usize::from(row.max) + usize::from(row.name == "flush");
        assert_eq!(most, max, "{}: {}", row.name, def.signature);
    }
    for name in INTERNAL {
        assert!(by_name.contains_key(name), "{name} is not registered");
    }
}
