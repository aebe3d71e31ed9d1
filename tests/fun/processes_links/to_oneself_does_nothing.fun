// section: 13.links
print(link(self()), unlink(self()), process_info(self()).links) // > true true []
