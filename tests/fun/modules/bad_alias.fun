// section: 11.2
// stderr: bad_alias.fun:4:8: 'not-a-name' is no name; add 'as' and one
// exit: 1
import "some/not-a-name.fun"
