// Sums and products as functions.

// a + b.
fun add(a, b) => a + b

// a * b.
fun times(a, b) => a * b
