#!/usr/bin/env -S quintet run
// section: 1.source
print("ran") // > ran
