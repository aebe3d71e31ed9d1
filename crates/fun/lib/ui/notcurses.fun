// Drawing on the terminal. This machine cannot: `init` says so with 0, and whoever draws all the same is told -1.

// What a program that draws calls.
class Notcurses()
  // 1 if there is something to draw on. There is not.
  fun init(this) => 0

  // Empties the screen.
  fun clear(this) => -1

  // Puts a text at a row and a column.
  fun draw_text(this, y, x, text) => -1

  // Puts a character at a row and a column.
  fun draw_char(this, y, x, ch) => -1

  // The next key, waiting so many milliseconds.
  fun getch(this, timeout_ms = 0) => -1

  // Gives the terminal back.
  fun shutdown(this) => -1

  // Rows and columns.
  fun size(this) => [0, 0]

  // Shows what was drawn.
  fun render(this) => -1

  // Sets colours, 0xRRGGBB, and style for what follows.
  fun set_style(this, fg, bg, style) => -1

  // Draws a line from left to right.
  fun hline(this, y, x, length, ch) => -1

  // Draws a line downward.
  fun vline(this, y, x, length, ch) => -1

  // Draws a frame.
  fun box(this, y, x, h, w, style) => -1

  // Fills an area.
  fun fill(this, y, x, h, w, ch) => -1

  // Writes on the last row.
  fun status_bar(this, text, style = nil) => -1

  // Writes a text in a style.
  fun label(this, y, x, text, style = nil) => -1

  // Draws a frame with a title.
  fun box_panel(this, y, x, h, w, title = nil, style = nil) => -1

  // Draws how far something is, from 0 to 1.
  fun progress(this, y, x, w, done, style = nil) => -1

  // Draws a menu.
  fun menu(this, y, x, items, selected, w = nil, style = nil, selected_style = nil) => -1

  // Draws a line that is being typed.
  fun input_line(this, y, x, prompt, buffer, cursor, w = nil, style = nil) => -1
