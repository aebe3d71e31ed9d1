// Smart cards, as methods. Where the machine has none of it, nothing throws: contexts and cards are 0, lists empty.

include <hex.fun>

// What a builtin of this area gives, or `default` if it gives nothing or is not there.
fun _of_cards(f, default)
  try
    return f() ?? default
  catch e when e.kind == "Unsupported"
    return default

// Contexts, readers, cards.
class PCSC2()
  // A context; 0 if there is none.
  fun establish(this) => _of_cards(fn() => pcsc_establish(), 0)

  // Ends a context: 1, or 0 if that fails.
  fun release(this, ctx) => _of_cards(fn() => pcsc_release(ctx), 0)

  // The names of the readers.
  fun list_readers(this, ctx) => _of_cards(fn() => pcsc_list_readers(ctx), [])

  // The card in a reader; 0 if there is none.
  fun connect(this, ctx, reader) => _of_cards(fn() => pcsc_connect(ctx, to_string(reader)), 0)

  // Lets go of a card: 1, or 0 if that fails.
  fun disconnect(this, card) => _of_cards(fn() => pcsc_disconnect(card), 0)

  // Sends bytes, an Array of Numbers: a Map of data, sw1, sw2 and code.
  fun transmit_bytes(this, card, bytes)
    var none = {data: [], sw1: -1, sw2: -1, code: -2}
    var answer = _of_cards(fn() => pcsc_transmit(card, bytes), none)
    return kind(answer) == "Map" ? none.merge(answer) : none

  // Sends bytes given in hexadecimal: a Map of data_hex, sw1, sw2 and code.
  fun transmit_hex(this, card, text)
    var answer = this.transmit_bytes(card, hex_to_bytes(text))
    var data = answer.delete("data") ?? []
    return {data_hex: bytes_to_hex(data)}.merge(answer)
