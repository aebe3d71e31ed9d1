where = "library"
