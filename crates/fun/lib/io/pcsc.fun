// Smart cards, the short way: one reader, one command.

#include <io/pcsc2.fun>

// Each method makes a context of its own.
class PCSC()
  // The names of the readers.
  fun get_readers(this) => this._within(fn(cards, ctx) => cards.list_readers(ctx))

  // Sends bytes given in hexadecimal to the card in the second reader, or the only one: a Map of data, sw1, sw2 and code; 0
  // if there is no reader.
  fun transmit(this, text)
    return this._within(fn(cards, ctx)
      var readers = cards.list_readers(ctx)
      if len(readers) == 0
        print(readers)
        return 0
      var card = cards.connect(ctx, readers[len(readers) > 1 ? 1 : 0])
      var answer = cards.transmit_bytes(card, this.hex_to_bytes(text))
      cards.disconnect(card)
      return answer
    )

  fun _within(this, body)
    var cards = PCSC2()
    var ctx = cards.establish()
    try
      return body(cards, ctx)
    finally
      cards.release(ctx)

  // The value of a hexadecimal digit; 0 for anything else.
  fun hex_digit(this, digit) => "0123456789abcdef".find(to_string(digit).lower()).max(0)

  // The bytes of a text of hexadecimal digits, two for each.
  fun hex_to_bytes(this, text)
    var digits = to_string(text).chars().map(fn(c) => this.hex_digit(c))
    return digits.chunk(2).filter(fn(pair) => len(pair) == 2).map(
      fn(pair) => pair[0] * 16 + pair[1],
    )
