/* Comments and files: names are offered after an @, files can be dropped and are sent at once. Without this, one types
   the name, chooses files and presses the button. */

/* Files --------------------------------------------------------------------------------------------------- */

const MEGABYTE = 1024 * 1024;

function say(text) {
  const made = document.getElementById("gw-toast-template")?.content.firstElementChild.cloneNode(true);
  if (!made) return;
  made.querySelector("[data-toast-text]").textContent = text;
  document.getElementById("toasts")?.append(made);
}

function small(form, files) {
  const most = Number(form.dataset.most) * MEGABYTE;
  const fit = [...files].filter((file) => file.size <= most);
  const large = [...files].filter((file) => file.size > most).map((file) => `${file.name} ${form.dataset.tooLarge}`);
  if (large.length > 4) large.splice(4, large.length, `+ ${large.length - 4}`);
  if (large.length) say(large.join("\n"));
  const kept = new DataTransfer();
  fit.forEach((file) => kept.items.add(file));
  return kept.files;
}

function tend() {
  document.querySelectorAll("[data-drop]:not(.sends)").forEach((form) => form.classList.add("sends"));
  document.querySelectorAll(".gw-attach:not(.sends)").forEach((label) => label.classList.add("sends"));
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-drop]");
  if (form) {
    event.target.files = small(form, event.target.files);
    if (event.target.files.length) form.requestSubmit();
    return;
  }
  const label = event.target.matches?.("[data-pick]") ? event.target.closest(".gw-attach") : null;
  if (!label) return;
  label.querySelector(".gw-chosen")?.remove();
  const list = document.createElement("ul");
  list.className = "gw-chosen";
  for (const file of event.target.files) list.append(Object.assign(document.createElement("li"), { textContent: file.name }));
  label.append(list);
});

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("[data-drop]");
    if (!form || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  const form = event.target.closest?.("[data-drop]");
  if (form && !form.contains(event.relatedTarget)) form.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  const form = event.target.closest?.("[data-drop]");
  if (!form || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  form.classList.remove("over");
  const field = form.querySelector("input[type=file]");
  field.files = small(form, event.dataTransfer.files);
  if (field.files.length) form.requestSubmit();
});

/* What was written stands above now: the box is empty again. What was refused stays in it. */
document.addEventListener("htmx:finally:request", (event) => {
  const form = event.detail?.ctx?.sourceElement?.closest?.("[data-empties]");
  if (form && event.detail.ctx.response?.status === 200) {
    form.reset();
    form.querySelector(".gw-attach .gw-chosen")?.remove();
  }
});

document.addEventListener("htmx:after:swap", tend);
tend();

/* Mentions ------------------------------------------------------------------------------------------------ */

const CALL = /(?:^|[^\p{L}\p{N}_@.+-])@([\p{L}\p{N}][\p{L}\p{N} '’-]{0,40}|)$/u;
let list = null;
let asked = 0;

const begun = (box) => CALL.exec(box.value.slice(0, box.selectionStart));
const options = () => (list ? [...list.querySelectorAll("[role=option]")] : []);
const chosen = () => list?.querySelector("[aria-selected=true]");

function close(box) {
  list?.remove();
  list = null;
  asked += 1;
  box?.removeAttribute("aria-activedescendant");
  box?.setAttribute("aria-expanded", "false");
}

function choose(box, option) {
  chosen()?.removeAttribute("aria-selected");
  if (!option) return;
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function take(box, option) {
  const call = begun(box);
  if (!call) return close(box);
  const from = box.selectionStart - call[1].length - 1;
  box.setRangeText(`${option.dataset.call} `, from, box.selectionStart, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  close(box);
  return box.focus();
}

async function offer(box) {
  const call = begun(box);
  if (!call) return close(box);
  const mine = ++asked;
  const address = `${box.dataset.mentions}?q=${encodeURIComponent(call[1].trim())}`;
  let answer;
  try {
    answer = await fetch(address);
  } catch {
    return undefined;
  }
  if (mine !== asked || !answer.ok) return undefined;
  const html = await answer.text();
  if (mine !== asked || document.activeElement !== box) return undefined;
  if (!list) {
    list = Object.assign(document.createElement("ul"), { className: "gw-callees", id: "gw-callees" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels?.[0]?.textContent ?? "");
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) take(box, option);
    });
    box.after(list);
    box.setAttribute("aria-controls", list.id);
  }
  list.innerHTML = html;
  // A name of two words that nobody has: the writer goes on with the sentence.
  if (!options().length && call[1].includes(" ")) return close(box);
  box.setAttribute("aria-expanded", "true");
  return choose(box, options()[0]);
}

document.addEventListener("input", (event) => { if (event.target.matches?.("[data-mentions]")) offer(event.target); });
document.addEventListener("focusout", (event) => { if (event.target.matches?.("[data-mentions]")) close(event.target); });
document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!list || !box.matches?.("[data-mentions]")) return;
  const found = options();
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close(box);
  } else if ((event.key === "Enter" || event.key === "Tab") && chosen()) {
    event.preventDefault();
    take(box, chosen());
  } else if (found.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(box, found[(found.indexOf(chosen()) + step + found.length) % found.length]);
  }
}, true);

/* A link to an older comment --------------------------------------------------------------------------------- */

const older = document.querySelector('#comments a[href^="?said="]');
if (older && /^#comment-\d+$/.test(location.hash) && !document.querySelector(location.hash)) {
  location.replace(`?said=2500${location.hash}`);
}
