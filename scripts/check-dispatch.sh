#!/usr/bin/env bash
# Checks that the threaded driver is what it is meant to be: every handler ends its fast path in a jump to the next handler,
# leaves everything else in a jump to `slow`, never returns, and calls nothing. Also counts those that save registers, which
# is allowed and costs a little.
#
#     scripts/check-dispatch.sh [PROGRAM]
#
# Needs objdump. Only for targets that have the threaded driver: x86-64 and aarch64.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-${CARGO_TARGET_DIR:-target}/release/quintet}

# Handlers that may call. Remainders: that of floats is a function of the system's library. `call_native`, `native_step`:
# natives are called. `resume`, `yield`, `iter_loop`: fibers are switched. `receive_wait`, `receive_get`,
# `receive_take`: the mailbox is looked into. (Handlers with equal code are one symbol, whose name may be that of any of them.)
may_call='base_handlers::mod base_handlers::mod_rich fused_handlers::mod_int
    base_handlers::call_native base_handlers::native_step
    base_handlers::resume base_handlers::yield base_handlers::iter_loop base_handlers::receive_wait base_handlers::receive_get base_handlers::receive_take'
# Fewer are suspicious: the pattern below, or the driver, has gone. (Handlers that leave everything to `slow` are one symbol.)
least=90

objdump -d --no-show-raw-insn -C "$program" | awk -v may_call="$may_call" -v least="$least" '
    function finish() {
        if (name == "") return
        total++
        if (!next_jumps && !slow_jumps) complain("neither jumps to the next handler nor to slow")
        if (returns) complain("returns: its jump has become a call")
        if (calls && !(name in allowed)) complain("calls " callee)
        if (pushes) saving++
        if (next_jumps) fast++
        name = ""
    }
    function complain(what) { print name ": " what; bad++ }
    BEGIN { split(may_call, names, " "); for (i in names) allowed[names[i]] = 1 }
    /^[0-9a-f]+ <.*>:$/ {
        finish()
        if (match($0, /threaded::(base|fused)_handlers::[a-z_#0-9]+>:$/)) {
            name = substr($0, RSTART + 10, RLENGTH - 12)
            next_jumps = slow_jumps = returns = calls = pushes = 0
        }
        next
    }
    name == "" { next }
    $2 == "jmp" && $3 ~ /^\*/ || $2 == "br" { next_jumps++ }
    ($2 == "jmp" || $2 == "b" || $2 ~ /^j/) && /driver::threaded::slow>/ { slow_jumps++ }
    $2 ~ /^ret/ { returns++ }
    $2 ~ /^call/ || $2 == "bl" || $2 == "blr" { calls++; callee = $NF }
    $2 == "push" { pushes++ }
    END {
        finish()
        if (total < least) { print "only " total + 0 " handlers found in the program"; bad++ }
        if (bad) exit 1
        print total " handlers, " fast " with a fast path, each ends in a jump; " saving + 0 " save registers"
    }'
