//! Modules that a host gives to programs: texts from its own loader, and natives.

use quintet::fun::include::{Loader, Request};
use quintet::runtime::{NativeDef, Value};
use quintet::{Config, Ending, Engine};
use std::collections::HashMap;
use std::sync::Arc;

/// Texts by name; there are no files.
struct Texts(HashMap<&'static str, &'static str>);

impl Loader for Texts {
    fn resolve(&mut self, request: &Request<'_>) -> Option<String> {
        self.0.contains_key(request.path).then(|| request.path.to_string())
    }

    fn read(&mut self, path: &str) -> Option<Arc<[u8]>> {
        self.0.get(path).map(|text| Arc::from(text.as_bytes()))
    }
}

fn engine() -> Engine {
    Engine::with(|builder| {
        builder.native(NativeDef::short("acme.double", "n: number", |_, args| {
            Ok(Value::int(args[0].as_int().unwrap_or(0) * 2))
        }));
        builder.native(NativeDef::short("acme.text.shout", "s: string", |ctx, args| {
            let text = args[0].as_str().unwrap_or("").to_uppercase();
            ctx.new_string(text.as_bytes())
        }));
    })
}

fn output(text: &str) -> Result<String, String> {
    let mut texts = Texts(HashMap::from([("util", "import acme\nfun four(n) => acme.double(acme.double(n))\n")]));
    let engine = engine();
    let program = engine.compile_with("main.fun", text.as_bytes(), &mut texts).map_err(|e| e.to_string())?;
    let mut session = engine.start(&program, Config::capture());
    match session.run() {
        Ending::Finished(_) => Ok(session.output()),
        other => Err(format!("{other:?}")),
    }
}

#[test]
fn natives_look_like_modules_of_text() {
    let text = r#"
import util
import acme
import acme.text as text
import shout, shout as loud from <acme/text>
print(util.four(3), acme.double(4), text.shout("a"), shout("b"), loud(...["c"]))
print(acme, text, typeof(acme), "double" in acme, len(text))
f = acme.double
m = acme
print([1, 2].map(f), m.double(5), m["double"](6), [1].map(acme.double))
for name, value in acme
  print(name, value(1))
try
  acme.double("x")
catch e
  print(e.kind, e.message)
try
  acme.double = 1
catch e
  print(e)
"#;
    let expected = "12 8 A B C\n<module acme> <module text> Module true 1\n[2, 4] 10 12 [2]\ndouble 2\n\
                    TypeError acme.double expects (number), got string\n\
                    AccessError: cannot assign to module name 'double'\n";
    assert_eq!(output(text).as_deref(), Ok(expected));
}

#[test]
fn a_host_decides_what_can_be_imported() {
    assert!(output("import nothing\n").unwrap_err().contains("Import error: cannot read 'nothing.fun'"));
    assert!(output("import acme\nacme.doubel(1)\n").unwrap_err().contains("(did you mean 'double'?)"));
    assert!(output("#include \"acme\"\n").unwrap_err().contains("Include error: cannot read 'acme'"));
    assert!(output("#include \"util\"\nprint(four(1))\n").is_ok());
    assert!(output("import \"/etc/passwd\" as p\n").unwrap_err().contains("cannot read"));
}
