//! Chooses the interpreter's driver: one function an op needs sibling calls to become jumps, which only optimised builds
//! for some targets do.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(threaded)");
    let level = std::env::var("OPT_LEVEL").unwrap_or_default();
    let arch = std::env::var("CARGO_CFG_TARGET_ARCH").unwrap_or_default();
    // The five arguments of a handler must all be passed in registers, which rules Windows out.
    let unix = std::env::var_os("CARGO_CFG_UNIX").is_some();
    // What is instrumented ends in calls.
    let sanitized = std::env::var_os("CARGO_CFG_SANITIZE").is_some();
    if unix && !sanitized && level != "0" && matches!(arch.as_str(), "x86_64" | "aarch64") {
        println!("cargo::rustc-cfg=threaded");
    }
}
