// section: 13.links
fun child() => 1
pid = spawn_link(child)
sleep(3)
print(is_alive(pid), is_alive(self())) // > false true
