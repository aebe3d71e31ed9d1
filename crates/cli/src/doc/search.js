const field = document.getElementById("search");
const list = document.getElementById("found");
let chosen = 0;

// Better matches first: the whole name, its beginning, the part behind a dot, anywhere.
function rank(name, text) {
  const low = name.toLowerCase();
  if (low === text) return 0;
  if (low.startsWith(text)) return 1;
  if (low.includes("." + text)) return 2;
  return low.includes(text) ? 3 : 4;
}

function show() {
  const text = field.value.trim().toLowerCase();
  const found = text === "" ? [] : names
    .map((row) => [rank(row[0], text), row])
    .filter(([place]) => place < 4)
    .sort((a, b) => a[0] - b[0] || a[1][0].length - b[1][0].length)
    .slice(0, 50);
  chosen = Math.max(0, Math.min(chosen, found.length - 1));
  list.replaceChildren(...found.map(([, [name, kind, address, about]], index) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const note = document.createElement("small");
    link.href = address;
    link.textContent = name + " ";
    link.className = index === chosen ? "chosen" : "";
    note.textContent = kind + (about ? ": " + about : "");
    link.append(note);
    item.append(link);
    return item;
  }));
  list.hidden = found.length === 0;
}

field.addEventListener("input", () => { chosen = 0; show(); });
field.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    chosen += step;
    show();
    event.preventDefault();
  } else if (event.key === "Enter") {
    list.querySelector(".chosen")?.click();
  } else if (event.key === "Escape") {
    field.value = "";
    show();
  }
});
list.addEventListener("click", () => { field.value = ""; setTimeout(show); });
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== field) {
    field.focus();
    event.preventDefault();
  }
});
