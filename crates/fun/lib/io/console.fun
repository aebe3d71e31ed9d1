// Talking to whoever sits at the terminal.

#include <strings.fun>

// Asks questions and shows how far something is.
class Console()
  // A line that is typed after a prompt.
  fun prompt(this, text) => input(to_string(text))

  // The answer to a question.
  fun ask(this, question) => input(this._asked(question))

  // The answer to a question, not shown while it is typed.
  fun ask_hidden(this, question) => input_hidden(this._asked(question))

  fun _asked(this, question)
    var text = to_string(question)
    return text == "" ? "" : text + ": "

  // 1 for y or yes, 0 for n or no; asks until it is one of them. A hundred empty answers are no: the input has ended.
  fun ask_yes_no(this, question)
    var empty = 0
    while empty < 100
      var typed = str_to_lower(input(to_string(question) + " [y/n]: "))
      if typed == "y" or typed == "yes"
        return 1
      if typed == "n" or typed == "no"
        return 0
      empty = typed == "" ? empty + 1 : 0
    return 0

  // The columns of the terminal; 80 if there is none.
  fun term_cols(this)
    var columns = (term_size() ?? {}).get("columns", 0)
    return columns > 0 ? columns : 80

  // Draws a bar over the whole line, in the place of the one before, and ends the line at the total: the percentage.
  fun progress(this, current, total, label)
    var done = to_number(current)
    var whole = to_number(total).max(1)
    var percent = (done * 100 / whole).to_int().clamp(0, 100)
    var head = to_string(label) == "" ? "" : to_string(label) + " "
    var tail = f" {percent}%"
    var width = (this.term_cols() - len(head) - len(tail) - 2).max(10)
    echo("\r" + head + "[" + "=".repeat(width * percent / 100).pad_right(width) + "]" + tail)
    if done >= whole
      print()
    return percent
