// section: 2.kinds
class Named(n)
  fun toString(this) => "I am " + this.n
class Extra(n)
  fun toString(this, x = 1) => "not used"
print(typeof(Named("Ann"))) // > I am Ann
print(typeof(Extra("Ann"))) // > Extra
print(kind(Named("Ann"))) // > Instance
