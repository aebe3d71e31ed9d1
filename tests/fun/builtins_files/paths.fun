// section: 16.7
print(path_join("a", "b", "c.txt"), path_dir("/a/b.txt"), path_base("/a/b.txt"), path_stem("/a/b.txt")) // > a/b/c.txt /a b.txt b
print(path_normalize("a/../b/./c"), path_is_abs("/a"), path_is_abs("a")) // > b/c true false
