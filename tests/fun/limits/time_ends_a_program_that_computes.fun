// section: 12.fuel
while true
  nil
// limits: --time=30
// exit: 1
// stderr: out of time
// skip-mode: threaded burns as much fuel as it can until its time is over
// skip-mode: loop burns as much fuel as it can until its time is over
// skip-mode: no-fusion burns as much fuel as it can until its time is over
// skip-mode: instrumented burns as much fuel as it can until its time is over
// skip-mode: gc-stress burns as much fuel as it can until its time is over
// skip-mode: jit burns as much fuel as it can until its time is over
// skip-mode: jit-eager burns as much fuel as it can until its time is over
// skip-mode: jit-baseline burns as much fuel as it can until its time is over
// skip-mode: round-trip burns as much fuel as it can until its time is over
