// section: 13.scheduling
// limits: --fuel=60000
// exit: 1
// stderr: out of fuel
// fuel-varies: what is left for the main process depends on when the others stop
fun spin()
  n = 0
  while true
    n += 1
fun breed()
  while true
    spawn(breed)
spawn(spin)
spawn(breed)
while true
  sleep(1)
