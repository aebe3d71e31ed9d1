// section: 16.7
d = temp_dir()
mkdir(path_join(d, "sub/deep"), true)
write_file(path_join(d, "b.txt"), "b")
write_file(path_join(d, "a.txt"), "a")
print(os_list_dir(d), os_list_dir(path_join(d, "none"))) // > [a.txt, b.txt, sub] []
copy_file(path_join(d, "a.txt"), path_join(d, "c.txt"))
move(path_join(d, "b.txt"), path_join(d, "sub/b2.txt"))
print(os_list_dir(d), os_list_dir(path_join(d, "sub"))) // > [a.txt, c.txt, sub] [b2.txt, deep]
remove_file(path_join(d, "a.txt"))
print(os_list_dir(d), glob(path_join(d, "*.txt")).map(path_base)) // > [c.txt, sub] [c.txt]
print(kind(stat(d)), real_path(path_join(d, "sub/..")) == real_path(d)) // > Map true
remove_dir(d, true)
