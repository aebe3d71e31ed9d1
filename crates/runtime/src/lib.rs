//! What a program does: values, objects, heap, processes and the interpreter.
//!
//! A [`Runtime`] loads verified modules; a [`Process`] runs them, a slice of fuel at a time.

mod bigint;
mod capability;
mod code;
mod context;
mod error;
mod fiber;
mod heap;
mod hooks;
mod host;
mod interp;
mod native;
mod native_api;
mod object;
mod ops;
mod process;
mod runtime;
mod scheduler;
mod shape;
mod snapshot;
pub mod tier;
mod value;
pub mod walk;

pub use capability::{Capabilities, Capability, GrantError, Grants, Place, system_path};
pub use code::{LoadedFunction, LoadedModule};
pub use context::{Context, Limits, SharedBytes};
pub use error::{ErrorKind, Result, Trap, displays_as_runtime_error};
pub use fiber::{Budget, natives as fiber_natives};
pub use heap::{HeapProfile, HeapStats, ProfileEntry};
pub use hooks::{Hooks, Site};
pub use host::{Host, Input, InputResult, NoHost, Reading};
pub use native::{
    Begun, CallArgs, ControlFn, Cost, FinishFn, Frame, HostClosure, Intrinsic, NativeDef, NativeFn, Need, Needs,
    ParamType, PrepareFn, QuickFn, ShortFn, Signature, Step, StepFn, What, Work, WorkResult, arity_text, outcome,
};
pub use object::array::{ArrayObject, ElementKind};
pub use object::map::MapObject;
pub use object::record::RecordObject;
pub use object::{ClassObject, ClosureObject, Foreign, PairObject, RangeObject, TupleObject, range_count};
pub use ops::kind_name;
pub use ops::text::char_count;
pub use process::{Dispatch, Ended, Process, ProcessStats, Report, Run, TraceLine};
pub use runtime::{ExtensionFn, Library, LoadError, Runtime, RuntimeBuilder};
pub use scheduler::{Faults, Scheduling, natives as process_natives};
pub use snapshot::SnapshotError;
pub use value::{Kind, Value};
