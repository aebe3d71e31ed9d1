// Windows. This machine has none: every method throws Unsupported, before anything is shown.

fun _no_tk() => error("tk support is not built in", "Unsupported")

// What a program with windows calls.
class TK()
  // Sets the title of the window.
  fun title(this, text) => _no_tk()

  // Makes or changes a label.
  fun label(this, id, text) => _no_tk()

  // Makes or changes a button.
  fun button(this, id, text) => _no_tk()

  // Places a widget.
  fun pack(this, id) => _no_tk()

  // Makes a list.
  fun listbox(this, id) => _no_tk()

  // Puts text into a widget.
  fun insert(this, id, index, text) => _no_tk()

  // Empties a widget.
  fun clear(this, id) => _no_tk()

  // Runs a command at an event.
  fun bind(this, id, event, cmd) => _no_tk()

  // Runs a script of Tcl.
  fun eval(this, script) => _no_tk()

  // What the last script gave.
  fun result(this) => _no_tk()

  // Waits until the windows are closed.
  fun loop(this) => _no_tk()
