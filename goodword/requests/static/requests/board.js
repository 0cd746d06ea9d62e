/* The board: cards are dragged, or moved with keys. The server does the move, or says why not; a card stays where it stands until then.
   Without this file the three dots of a card do the same. */

const SHIFTS = { ArrowLeft: -1, ArrowRight: 1 };
let moved = "";

function go(card, column) {
  const button = card.querySelector("[data-drop]");
  moved = card.id;
  button.value = column;
  button.form.requestSubmit(button);
}

function tend() {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  board.dataset.boardReady = "yes";
  document.querySelector("[data-board-hint]")?.removeAttribute("hidden");
  if (!window.Sortable) return;
  board.querySelectorAll("[data-column]").forEach((column) => {
    if (window.Sortable.get(column)) return;
    window.Sortable.create(column, {
      group: "board", sort: false, animation: 120, delay: 150, delayOnTouchOnly: true, filter: "form, summary, button", preventOnFilter: false,
      onEnd({ item, from, to, oldIndex }) {
        if (from === to) return;
        const wanted = to.dataset.column;
        from.insertBefore(item, from.children[oldIndex] ?? null);
        go(item, wanted);
      },
    });
  });
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("[data-card]");
  const sideways = SHIFTS[event.key];
  const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!card || event.target.closest("details") || (!sideways && !along) || event.ctrlKey || event.metaKey || event.altKey) return;
  const columns = [...document.querySelectorAll("[data-column]")];
  const here = card.parentElement;
  event.preventDefault();
  if (along) {
    const next = along < 0 ? card.previousElementSibling : card.nextElementSibling;
    next?.querySelector("a.t")?.focus();
    return;
  }
  if (event.shiftKey) {
    const next = columns[columns.indexOf(here) + sideways];
    if (next) go(card, next.dataset.column);
    return;
  }
  for (let n = columns.indexOf(here) + sideways; columns[n]; n += sideways) {
    const cards = columns[n].children;
    if (cards.length) {
      cards[Math.min([...here.children].indexOf(card), cards.length - 1)].querySelector("a.t").focus();
      return;
    }
  }
});

document.addEventListener("submit", (event) => {
  if (event.target.matches(".gw-moves")) moved = event.target.closest("[data-card]").id;
}, true);

document.addEventListener("htmx:after:swap", () => {
  tend();
  const card = moved && document.getElementById(moved);
  card?.querySelector("a.t")?.focus();
  moved = "";
});
tend();
