/* Cities are offered as one types, told apart by state and country, and the one that is chosen fills in those too. Of one that
   nobody knows it is said beside the field; it stays as it was typed. Without this it is a plain field. */

const PAUSE = 120;
let list = null;
let waits = 0;
let asked = 0;

const options = () => (list ? [...list.querySelectorAll("[role=option]")] : []);
const chosen = () => list?.querySelector("[aria-selected=true]");
const beside = (box, kind) => (box.dataset[kind] ? box.form?.elements[box.dataset[kind]] : null);
const query = (box) => new URLSearchParams({ q: box.value, country: beside(box, "country")?.value ?? "", state: beside(box, "area")?.value ?? "" });

function close(box) {
  clearTimeout(waits);
  asked += 1;
  list?.remove();
  list = null;
  box.removeAttribute("aria-activedescendant");
  box.removeAttribute("aria-controls");
  box.setAttribute("aria-expanded", "false");
}

function choose(box, option) {
  chosen()?.removeAttribute("aria-selected");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function take(box, option) {
  for (const kind of ["country", "area"]) {
    const field = beside(box, kind);
    if (field) field.value = option.dataset[kind];
  }
  box.value = option.dataset.city;
  close(box);
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

async function read(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

async function offer(box) {
  const mine = ++asked;
  const html = await read(`${box.dataset.cities}?${query(box)}`);
  if (html === null || mine !== asked || document.activeElement !== box) return;
  if (!html.trim()) {
    close(box);
    return;
  }
  if (!list) {
    list = Object.assign(document.createElement("ul"), { className: "gw-callees", id: `${box.id}-cities` });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels?.[0]?.textContent ?? "");
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) take(box, option);
    });
    box.after(list);
    list.style.insetBlockStart = `${box.offsetTop + box.offsetHeight}px`;
  }
  list.innerHTML = html;
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "true");
  box.removeAttribute("aria-activedescendant");
  list.scrollIntoView({ block: "nearest" });
}

/* The note takes the place of the hint that the page may have come with. */
async function note(box) {
  const words = await read(`${box.dataset.cities}note/?${query(box)}`);
  if (words === null) return;
  let line = document.getElementById(`${box.id}-note`) ?? document.getElementById(`${box.id}_helptext`);
  if (!line && !words) return;
  if (!line) {
    line = Object.assign(document.createElement("p"), { className: "form-hint mt1", id: `${box.id}-note` });
    box.after(line);
    box.setAttribute("aria-describedby", [box.getAttribute("aria-describedby"), line.id].filter(Boolean).join(" "));
  }
  line.setAttribute("role", "status");
  line.textContent = [box.dataset.plain, words].filter(Boolean).join(" ");
}

document.addEventListener("focusin", (event) => {
  const box = event.target.closest?.("[data-cities]");
  if (!box || box.getAttribute("role") === "combobox") return;
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.parentElement.classList.add("gw-calls");
});
document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches?.("[data-cities]")) return;
  clearTimeout(waits);
  if (box.value.trim().length < 2) close(box);
  else waits = setTimeout(() => offer(box), PAUSE);
});
document.addEventListener("focusout", (event) => { if (event.target.matches?.("[data-cities]")) close(event.target); });
document.addEventListener("change", (event) => {
  const form = event.target.form;
  for (const box of form?.querySelectorAll("[data-cities]") ?? []) {
    const names = [box.name, box.dataset.country, box.dataset.area];
    if (names.includes(event.target.name)) note(box);
  }
});
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!list || !box.matches?.("[data-cities]")) return;
  const found = options();
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close(box);
  } else if (event.key === "Enter" && chosen()) {
    event.preventDefault();
    take(box, chosen());
  } else if (found.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const at = found.indexOf(chosen());
    const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? found.length - 1 : at - 1;
    choose(box, found[(next + found.length) % found.length]);
  }
});
