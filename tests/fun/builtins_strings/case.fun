// section: 16.4
print(upper("abc \u{e9}"), lower("ABC \u{c9}"), capitalize("hello world"), title("hello world")) // > ABC É abc é Hello world Hello World
