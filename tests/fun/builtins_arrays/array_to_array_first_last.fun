// section: 16.2
print(array(3), array(2, "x"), array(0)) // > [nil, nil, nil] [x, x] []
print(to_array(range(3)), to_array("h\u{e9}"), to_array(b"AB"), to_array([1])) // > [0, 1, 2] [h, é] [65, 66] [1]
print(first([1, 2]), last([1, 2]), first([]), last([])) // > 1 2 nil nil
