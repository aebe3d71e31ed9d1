//! The table of builtin names that the compiler knows and the natives of this library agree.

use quintet_fun::builtins::{BUILTINS, MANY};
use quintet_runtime::{Cost, NativeFn};
use std::collections::HashMap;

/// Natives that generated code calls and no source text can name.
const INTERNAL: [&str; 13] = [
    "port_send",
    "port_recv",
    "port_try_recv",
    "port_close",
    "port_len",
    "port_closed",
    "format_value",
    "check_class",
    "check_elements",
    "cleanup_failed",
    "report_failure",
    "input_line",
    "program_wait",
];

#[test]
fn every_available_builtin_is_registered_with_its_arity() {
    let natives = quintet_stdlib::natives();
    let by_name: HashMap<&str, _> = natives.iter().map(|def| (def.name.as_ref(), def)).collect();
    assert_eq!(by_name.len(), natives.len(), "a native is registered twice");
    for row in BUILTINS.iter().filter(|row| row.is_registered() && !row.is_class()) {
        let def = by_name.get(row.name).unwrap_or_else(|| panic!("{} is not registered", row.name));
        assert!(
            !row.is_available() || def.documentation().ends_with('.') && !def.documentation().contains('\n'),
            "{} has no line of documentation",
            row.name
        );
        assert_eq!(def.parameters().required, usize::from(row.min), "{}: {}", row.name, def.signature);
        let most = def.parameters().most().unwrap_or(usize::from(MANY));
        // As a method of a file, `flush` takes the file.
        let max = usize::from(row.max) + usize::from(row.name == "flush");
        assert_eq!(most, max, "{}: {}", row.name, def.signature);
    }
    for name in INTERNAL {
        assert!(by_name.contains_key(name), "{name} is not registered");
    }
}

/// The reference of all builtins, from their registrations. `BLESS=1` writes it anew.
#[test]
fn the_reference_is_up_to_date() {
    let natives = quintet_stdlib::natives();
    let by_name: HashMap<&str, _> = natives.iter().map(|def| (def.name.as_ref(), def)).collect();
    let mut text = String::from(
        "# Builtins\n\nFunctions that are there without an import; each can also be called as a method of its first argument. `[x]` \
         may be left out, `...x` is any number. Costs count units of fuel: *grows* are those in proportion to what is \
         read or made. A host may deny what a builtin *needs*.\n",
    );
    let mut area = None;
    for row in BUILTINS.iter().filter(|row| row.is_available() && !row.is_class()) {
        let Some(def) = by_name.get(row.name) else { continue };
        if area != Some(row.area) {
            area = Some(row.area);
            text.push_str(&format!("\n## {:?}\n\n| call | cost | needs | |\n|---|---|---|---|\n", row.area));
        }
        let cost = match (&def.cost, &def.function) {
            (Cost::Fixed(n), NativeFn::Short(_)) => n.to_string(),
            _ => "grows".to_string(),
        };
        let mut needs: Vec<&str> = def.needs.iter().map(|need| need.capability.name()).collect();
        needs.dedup();
        let needs = needs.join(", ");
        let (signature, doc) = (def.shown_signature().replace('|', "\\|"), def.documentation().replace('|', "\\|"));
        text.push_str(&format!("| `{}({signature})` | {cost} | {needs} | {doc} |\n", row.name));
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/reference/builtins.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &text).expect("docs can be written");
    }
    let known = std::fs::read_to_string(path).unwrap_or_default();
    assert!(known == text, "docs/guide/reference/builtins.md is out of date; BLESS=1 writes it anew");
}
