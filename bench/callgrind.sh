#!/bin/sh
# Instruction counts of Quintet, and of lua5.4 where it is here, on small programs: callgrind.sh [PROGRAM...]
# Prints a table and writes it to results/callgrind.md. QUINTET names another binary than the release build.
set -e
here=$(cd "$(dirname "$0")" && pwd)
quintet=${QUINTET:-$here/../target/release/quintet}
[ $# -gt 0 ] || set -- fib methods binarytrees strmap jsondoc
command -v valgrind >/dev/null || { echo "valgrind is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
: > "$folder/empty.fun"
: > "$folder/empty.lua"

for p in "$@"; do "$here/run.py" --only "$p" --write-small "$folder"; done

count() { # instructions of one command, JIT code included; "-" if it fails
  if valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" >/dev/null 2>"$folder/log"
  then sed -n 's/^==[0-9]*== Collected : //p' "$folder/log"
  else echo -
  fi
}

row() { # program, counts without and with start-up
  awk -v p="$1" -v q="$2" -v q0="$3" -v l="$4" -v l0="$5" 'BEGIN {
    a = q == "-" ? "-" : q - q0; b = l == "-" ? "-" : l - l0
    printf "| %s | %s | %s | %s |\n", p, a, b, (a == "-" || b == "-" || b <= 0) ? "-" : sprintf("%.2f", a / b) }'
}

q0=$(count "$quintet" run "$folder/empty.fun")
l0=$(command -v lua5.4 >/dev/null && count lua5.4 "$folder/empty.lua" || echo -)
mkdir -p "$here/results"
{
  echo "Instructions on the small programs, without start-up (an empty program: Quintet $q0, lua5.4 $l0)."
  echo
  echo "| program | Quintet | lua5.4 | ratio |"
  echo "|---|---:|---:|---:|"
  for p in "$@"; do
    q=- l=-
    [ "$q0" = - ] || q=$(count "$quintet" run "$folder/$p.fun")
    [ "$l0" = - ] || [ ! -f "$folder/$p.lua" ] || l=$(count lua5.4 "$folder/$p.lua")
    row "$p" "$q" "$q0" "$l" "$l0"
  done
} | tee "$here/results/callgrind.md"
