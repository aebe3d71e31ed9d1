#!/usr/bin/env bash
# Shows that the tests catch what they are there for: applies each planted bug to a copy of the tree and demands that the
# net named in the patch fails.
#
#     tests/plants/run.sh [NAME...]        all plants, or some
#
# The copy and its build lie in QUINTET_PLANTS, by default a directory beside other temporary files, and are used again by the
# next run. QUINTET_PLANT_SECONDS (600) is how long a net may take once it is built; a plant may make it hang.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${QUINTET_PLANTS:-${TMPDIR:-/tmp}/quintet-plants}
limit=${QUINTET_PLANT_SECONDS:-600}
tree=$work/tree
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$work/target} CARGO_INCREMENTAL=0 CARGO_TERM_COLOR=never
# Release code, as the threaded driver is only there, but built in less time.
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0
# A part of the seeds of a normal run is enough.
export QUINTET_SEEDS=${QUINTET_SEEDS:-0..60}
unset QUINTET_FUZZ

# The cargo arguments of a net, behind `cargo test --release` or, for the oracle, `cargo build --release`.
net() {
    case $1 in
        differential) echo "-p quintet-tests --test differential" ;;
        verify) echo "-p quintet-bytecode --test data" ;;
        data) echo "-p quintet-tests --test data" ;;
        heap) echo "-p quintet-runtime --lib" ;;
        oracle) echo "-p quintet-cli" ;;
        robustness) echo "-p quintet-tests --test robustness" ;;
        escapes) echo "-p quintet-tests --test escapes" ;;
        *) return 1 ;;
    esac
}

build_net() {
    case $1 in
        oracle) cargo build --release $(net "$1") ;;
        *) cargo test --release $(net "$1") --no-run ;;
    esac
}

# Runs a net, or what a filter leaves of it.
run_net() {
    case $1 in
        oracle) timeout "$limit" python3 tests/oracle.py ${QUINTET_SEEDS/../ } ;;
        *) timeout "$limit" cargo test --release $(net "$1") ${2:+-- "$2"} ;;
    esac
}

# Makes the copy the tree as it is; files that are the same keep their times, so that cargo builds little.
refresh() {
    mkdir -p "$work/fresh" "$tree"
    (cd "$root" && tar cf - --exclude=./target --exclude=./.git --exclude=./fuzz/target .) | tar xf - -C "$work/fresh" || return 1
    (cd "$work/fresh" && find . -type f -print0) | while IFS= read -r -d '' file; do
        cmp -s "$work/fresh/$file" "$tree/$file" && continue
        mkdir -p "$(dirname "$tree/$file")"
        cp "$work/fresh/$file" "$tree/$file"
        touch "$tree/$file"
    done
    (cd "$tree" && find . -type f -print0) | while IFS= read -r -d '' file; do
        [ -e "$work/fresh/$file" ] || rm -f "$tree/$file"
    done
    rm -rf "$work/fresh"
}

# Applies ($1 empty) or takes back ($1 -R) a patch, and tells cargo.
patch_tree() {
    (cd "$tree" && GIT_CEILING_DIRECTORIES=$work git apply $1 "$2") || return 1
    sed -n 's|^+++ b/||p' "$2" | while IFS= read -r file; do touch "$tree/$file"; done
}

passed=0 failed=0
miss() {
    echo "MISSED $1: $2"
    failed=$((failed + 1))
}

# Nets known to pass without a plant; what always fails catches nothing.
sound=" "
is_sound() {
    local log=$work/without-plant.log
    case $sound in *" $1:$2 "*) return ;; esac
    (cd "$tree" && build_net "$1") >"$log" 2>&1 || return 1
    (cd "$tree" && run_net "$1" "$2") >>"$log" 2>&1 || return 1
    sound+="$1:$2 "
}

plant() {
    local name=$1 patch=$here/$1.patch net filter
    read -r net filter < <(sed -n 's/^net: //p' "$patch")
    if [ ! -e "$patch" ] || ! net "$net" >/dev/null; then miss "$name" "no such patch, or it names no net"; return; fi
    if ! is_sound "$net" "$filter"; then miss "$name" "$net fails without it; see $work/without-plant.log"; return; fi
    local log=$work/$name.log
    if ! patch_tree "" "$patch" 2>"$log"; then miss "$name" "the patch does not apply; see $log"; return; fi
    if ! (cd "$tree" && build_net "$net") >"$log" 2>&1; then
        miss "$name" "the tree with it does not compile; see $log"
    elif (cd "$tree" && run_net "$net" "$filter") >>"$log" 2>&1; then
        miss "$name" "$net${filter:+ $filter} does not fail"
    else
        echo "caught $name by $net${filter:+ $filter}"
        passed=$((passed + 1))
    fi
    patch_tree -R "$patch" || { echo "the copy cannot be restored" >&2; exit 1; }
}

refresh || exit 1
names=("$@")
[ ${#names[@]} -gt 0 ] || for patch in "$here"/*.patch; do names+=("$(basename "$patch" .patch)"); done
for name in "${names[@]}"; do plant "$name"; done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
