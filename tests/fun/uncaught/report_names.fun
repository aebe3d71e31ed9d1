// section: 9.6
class C()
  fun m(this)
    g = fn()
      error("deep", "Custom")
    g()
    return 1
x = C().m()
// exit: 1
// stderr: Custom: deep
// stderr: (at report_names.fun:5 in <fn>)
// stderr:   at report_names.fun:5 in <fn>
// stderr:   at report_names.fun:6 in C.m
// stderr:   at report_names.fun:8 in report_names.fun
