#!/usr/bin/env bash
# The tests under a sanitizer of the compiler. Needs a nightly toolchain; x86-64 Linux.
#
#     scripts/sanitize.sh address [NET...]     memory that is not there any more, or not that large
#     scripts/sanitize.sh thread [NET...]      threads that do not agree about memory
#
# Nets: bytecode runtime jit stdlib quintet embedding escapes traps differential data data-rest; without any, those that are meant
# for the sanitizer. `data` runs the programs in the modes that stress the heap and compiled code, `data-rest` in all others;
# QUINTET_FILTER is a part of the names to run.
#
# `address` sees blocks of the heap, stacks, strings and code as the system's allocator gave them out; objects inside a block of
# the heap it cannot tell apart, for which the checks of gc-stress are there.
#
# `thread` sees what is compiled here. The standard library is not instrumented unless its source is installed
# (`rustup component add rust-src --toolchain nightly`), and then all of it is built anew; without, locks and channels inside it
# are known by their atomics only, and reports that name nothing but it are wrong.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

kind=${1:-}
case $kind in
    address) nets="bytecode runtime jit stdlib quintet embedding escapes traps differential data" ;;
    thread) nets="runtime quintet data" ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
shift
[ $# -gt 0 ] && nets=$*

target=x86_64-unknown-linux-gnu
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}/sanitize-$kind
export RUSTFLAGS="-Zsanitizer=$kind" CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1
export CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true
build=()
if [ "$kind" = thread ] && [ -d "$(rustc +nightly --print sysroot)/lib/rustlib/src/rust/library" ]; then
    build=(-Zbuild-std)
fi
# An allocation that is too large is refused, as it is elsewhere.
export ASAN_OPTIONS=allocator_may_return_null=1:quarantine_size_mb=64:detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
export TSAN_OPTIONS=halt_on_error=1:exitcode=66${TSAN_OPTIONS:+:$TSAN_OPTIONS}
# Instrumented functions need several times the stack.
export RUST_MIN_STACK=67108864

run() {
    cargo +nightly test --release --target $target ${build[@]+"${build[@]}"} "$@"
}

filter=${QUINTET_FILTER:-}
failed=0
for net in $nets; do
    begun=$SECONDS
    case $net in
        bytecode | runtime | jit | stdlib) run -p "quintet-$net" --lib --tests -- $filter ;;
        quintet) run -p quintet --lib --tests -- $filter ;;
        embedding) run -p quintet-tests --lib -- $filter ;;
        escapes | traps) run -p quintet-tests --test "$net" -- $filter ;;
        differential) QUINTET_SEEDS=${QUINTET_SEEDS:-0..60} run -p quintet-tests --test differential -- $filter ;;
        data)
            modes="::gc-stress ::jit-stress ::jit-eager ::round-trip ::two-schedulers"
            [ "$kind" = thread ] && modes="::two-schedulers ::jit"
            status=0
            for mode in $modes; do run -p quintet-tests --test data -- "$filter$mode" || status=1; done
            [ $status = 0 ]
            ;;
        data-rest)
            run -p quintet-tests --test data -- --skip ::gc-stress --skip ::jit-stress --skip ::jit-eager --skip ::round-trip \
                --skip ::two-schedulers $filter
            ;;
        *) echo "no net '$net'" >&2; exit 2 ;;
    esac
    status=$?
    echo "== $kind $net: $([ $status = 0 ] && echo passed || echo FAILED) in $((SECONDS - begun)) s"
    [ $status = 0 ] || failed=1
done
exit $failed
