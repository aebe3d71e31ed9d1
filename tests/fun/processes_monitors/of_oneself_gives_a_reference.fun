// section: 13.monitors
print(kind(monitor(self())), process_info(self()).monitors) // > Ref []
