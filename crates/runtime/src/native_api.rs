//! What natives outside this crate ask of values and of the context.

use crate::code::LoadedFunction;
use crate::context::Context;
use crate::error::{ErrorKind, Result};
use crate::object::RangeObject;
use crate::process::ERROR_PARAMETERS;
use crate::value::{Kind, Value};

impl RangeObject {
    /// Start, stop (not reached) and step.
    pub fn bounds(&self) -> (i64, i64, i64) {
        (self.start, self.stop, self.step)
    }
    /// Element `i`, which is below the count.
    #[inline]
    pub fn nth(&self, i: u64) -> i64 {
        self.start.wrapping_add(self.step.wrapping_mul(i as i64))
    }
}

impl Context {
    /// The loaded function behind a function value; none for natives and classes.
    fn loaded(&self, value: Value) -> Option<&LoadedFunction> {
        let function: *const LoadedFunction = match value.kind() {
            Kind::FUNCTION => value.address(),
            Kind::CLOSURE => value.as_closure()?.function,
            _ => return None,
        };
        // SAFETY: function values point to loaded code, which lives as long as the runtime that this context holds.
        Some(unsafe { &*function })
    }

    /// A function of the libraries that were registered with the runtime, for a native to call.
    ///
    /// # Errors
    /// There is none of that name: a defect of the native.
    pub fn library_function(&mut self, name: &str) -> Result<Value> {
        let found = self.runtime().library_function(name);
        found.ok_or_else(|| self.error(ErrorKind::InternalError, format!("the library has no function '{name}'")))
    }

    /// The names that a module exports, as strings.
    pub fn module_names(&mut self, module: Value) -> Result<Vec<Value>> {
        let Some(namespace) = module.as_namespace() else { return Ok(Vec::new()) };
        namespace.def().exports.iter().map(|(name, _)| self.new_string(name.as_bytes())).collect()
    }

    /// The names of the parameters that a class's header declares.
    pub fn header_names(&self, class: Value) -> Vec<String> {
        let Some(object) = class.as_class() else { return Vec::new() };
        if object.init.is_nil() && object.parent.is_null() && self.is_error_class(class) {
            return ERROR_PARAMETERS.map(str::to_string).to_vec();
        }
        let names = self.loaded(object.init).map(|init| &init.def.parameters.names[..]);
        names.and_then(|names| names.get(1..)).unwrap_or_default().to_vec()
    }

    /// How many arguments a callable requires and accepts; `None` for the latter means any number. A method's receiver
    /// counts.
    pub fn parameter_counts(&self, callable: Value) -> Option<(usize, Option<usize>)> {
        if let Some(function) = self.loaded(callable) {
            let parameters = &function.def.parameters;
            let most = if parameters.rest { None } else { Some(parameters.count()) };
            return Some((usize::from(parameters.required), most));
        }
        match callable.kind() {
            Kind::NATIVE => {
                let def = self.runtime().native(callable.payload() as u32)?;
                Some((def.parameters().required, def.parameters().most()))
            }
            Kind::CLASS => {
                let mut class = callable;
                while let Some(c) = class.as_class() {
                    if !c.init.is_nil() {
                        let (required, most) = self.parameter_counts(c.init)?;
                        return Some((required.saturating_sub(1), most.map(|n| n.saturating_sub(1))));
                    }
                    if c.parent.is_null() {
                        break;
                    }
                    class = Value::from_object(Kind::CLASS, c.parent);
                }
                Some((0, Some(if self.is_error_class(callable) { 3 } else { 0 })))
            }
            _ => None,
        }
    }

    /// The integer of these decimal digits, a BigInt if it is beyond 64 bits. O(n²); none if it is no integer.
    pub fn integer_of(&mut self, digits: &str) -> crate::Result<Option<Value>> {
        match digits.parse() {
            Ok(n) => crate::bigint::new_bigint(self, n).map(Some),
            Err(_) => Ok(None),
        }
    }
    /// The decimal digits of an integer; empty for other values.
    pub fn integer_digits(&self, value: Value) -> String {
        crate::bigint::to_string(value)
    }

    /// The name of the function that called the one that runs, if the trace is known.
    pub fn caller_name(&self) -> Option<String> {
        let entry = self.trace.get(1)?;
        // SAFETY: traces name loaded code, which lives as long as the runtime.
        Some(crate::process::display_name(unsafe { &*entry.function }).to_string())
    }

    /// A number that tells objects apart. Containers do not keep theirs when they move.
    pub fn identity_number(&mut self, value: Value) -> u64 {
        match value.kind() {
            Kind::FUNCTION => self.function_serial(value),
            _ => self.identity(value),
        }
    }
}
