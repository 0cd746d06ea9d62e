/* Behaviour of every page, declared by attributes (docs/components.md). Nothing here is needed to use the product:
   without it forms post, menus open and links lead on. */

const words = document.querySelector(".gw-words-for-scripts")?.dataset ?? {};

/* Toasts: leave after a while, wait while they are read, errors stay ------------------------------------- */

const toasts = document.getElementById("toasts");
const READING_TIME = 7000;

function tend(toast) {
  if (toast.dataset.tended) return;
  toast.dataset.tended = "yes";
  // Something else has happened since: what an earlier toast would undo is not the last thing any more.
  toasts.querySelectorAll("[data-toast][data-tended]").forEach((other) => { if (other !== toast && other.querySelector("form")) other.remove(); });
  if ("toastStays" in toast.dataset) return;
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), READING_TIME); };
  const stop = () => clearTimeout(timer);
  for (const event of ["mouseenter", "focusin"]) toast.addEventListener(event, stop);
  for (const event of ["mouseleave", "focusout"]) toast.addEventListener(event, () => { stop(); start(); });
  start();
}

function say(text) {
  const made = document.getElementById("gw-toast-template")?.content.firstElementChild.cloneNode(true);
  if (!made || !toasts) return;
  made.querySelector("[data-toast-text]").textContent = text;
  toasts.append(made);
}

if (toasts) {
  const tendAll = () => toasts.querySelectorAll("[data-toast]").forEach(tend);
  new MutationObserver(tendAll).observe(toasts, { childList: true });
  tendAll();
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".gw-toast, .gw-note")?.remove();
});

/* Light or dark: at once here, in a cookie for the next page ------------------------------------------------ */

document.addEventListener("submit", (event) => {
  const form = event.target;
  const theme = event.submitter?.value;
  if (!form.matches("[data-themes]") || !theme) return;
  event.preventDefault();
  document.cookie = `goodword_theme=${theme};path=/;max-age=31536000;samesite=lax`;
  document.documentElement.dataset.theme = theme;
  document.dispatchEvent(new Event("goodword:theme"));
  document.querySelectorAll("[data-themes] button").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.value === theme));
  });
  form.closest("details.gw-menu")?.removeAttribute("open");
});

/* Menus: one open at a time; a click outside or Escape closes ------------------------------------------------ */

const openMenus = () => document.querySelectorAll("details.gw-menu[open]");

document.addEventListener("click", (event) => {
  openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details.gw-menu[open]")) return;
  openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
}, true);

/* Any of many choices: the folded line says what is chosen. */
document.addEventListener("change", (event) => {
  const picks = event.target.closest?.("[data-picks]");
  if (!picks) return;
  const chosen = [...picks.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
  picks.querySelector("summary").textContent = chosen.join(picks.dataset.or) || picks.dataset.any;
});

/* Ticked rows of a list: all of the page at once, and how many they are. */
document.addEventListener("change", (event) => {
  const table = event.target.closest?.("td.pick, th.pick")?.closest("table");
  if (!table) return;
  const boxes = [...table.querySelectorAll("td.pick input")];
  const all = table.querySelector("[data-tick-all]");
  if (event.target === all) boxes.forEach((box) => { box.checked = all.checked; });
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && !all.checked;
  const said = boxes[0].form?.querySelector("[data-ticked]");
  if (said) said.textContent = ticked ? ` (${ticked})` : "";
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    openMenus().forEach((menu) => {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    });
    return;
  }
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.getElementById("gw-search");
  if (!search?.checkVisibility?.()) return;
  event.preventDefault();
  search.focus();
  search.select();
});

/* One question before something happens --------------------------------------------------------------------- */

const dialog = document.getElementById("gw-confirm");
const confirmed = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  const asking = event.submitter?.dataset.confirm ? event.submitter : form;
  const question = asking.dataset.confirm;
  if (!question || !dialog?.showModal) return;
  if (confirmed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const yes = dialog.querySelector("[data-confirm-yes]");
  dialog.querySelector("[data-confirm-text]").textContent = question;
  const danger = "confirmDanger" in asking.dataset;
  yes.classList.toggle("btn-danger", danger);
  yes.classList.toggle("btn-primary", !danger);
  yes.textContent = asking.dataset.confirmVerb || event.submitter?.textContent.trim() || "";
  dialog.returnValue = "no";
  const submitter = event.submitter;
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "yes") {
      confirmed.add(form);
      form.requestSubmit(submitter);
    } else {
      submitter?.focus();
    }
  }, { once: true });
  dialog.showModal();
}, true);

/* A form is sent once ----------------------------------------------------------------------------------------- */

const buttonsOf = (form) => form.querySelectorAll("button[type=submit], button:not([type])");

function busy(form) {
  form.setAttribute("aria-busy", "true");
  buttonsOf(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
}

function ready(form) {
  form.removeAttribute("aria-busy");
  buttonsOf(form).forEach((button) => button.removeAttribute("aria-disabled"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.dataset.once === "off") return;
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  busy(form);
});
// htmx sends from the form itself, before the listener above: a second click on its way is stopped on the way down.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[hx-post][aria-busy=true]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy=true]").forEach(ready));
document.addEventListener("htmx:before:request", (event) => {
  const form = event.detail?.ctx?.sourceElement?.closest?.("form[method=post]");
  if (form && form.dataset.once !== "off") busy(form);
});
document.addEventListener("htmx:finally:request", (event) => {
  const form = event.detail?.ctx?.sourceElement?.closest?.("form");
  if (form) ready(form);
});

/* Answers that are no page: say so, keep everything ---------------------------------------------------------- */

document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail?.ctx?.response?.status ?? 0;
  if (status === 422 || status === 409) return;
  say(status === 403 || status === 404 ? words.refused : words.failed);
});
document.addEventListener("htmx:error", () => say(words.offline));

/* A form that sends itself when a choice changes --------------------------------------------------------------- */

document.addEventListener("change", (event) => {
  const form = event.target.form;
  const wants = event.target.matches("[data-submit-on-change]") || form?.matches("[data-submit-on-change]");
  if (form && wants && !event.target.matches("input[type=search], input[type=text]")) form.requestSubmit();
});

/* Drafts save themselves ------------------------------------------------------------------------------------------ */

const PAUSE = 1200;

function keepDraft(form) {
  if (form.dataset.tended) return;
  form.dataset.tended = "yes";
  const state = form.querySelector("[data-autosave-state]");
  let timer;
  let running = false;
  let again = false;
  let sent = false;

  async function save() {
    if (running) { again = true; return; }
    running = true;
    again = false;
    if (state) state.textContent = words.saving;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const said = (answer.headers.get("content-type") ?? "").includes("json") ? await answer.json() : {};
      if (said.autosave) form.dataset.autosave = said.autosave;
      if (said.action) form.action = said.action;
      if (said.address) history.replaceState(history.state, "", said.address);
      if (state) state.textContent = answer.status === 204 ? "" : `${words.saved} ${said.time ?? ""}`.trim();
    } catch {
      if (state) state.textContent = words.notSaved;
    }
    running = false;
    if (again && !sent) save();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (!sent) save(); }, PAUSE);
  });
  form.addEventListener("submit", () => { sent = true; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer && !sent) { clearTimeout(timer); save(); }
  });
}

const keepDrafts = () => document.querySelectorAll("form[data-autosave]").forEach(keepDraft);
document.addEventListener("htmx:after:swap", keepDrafts);
keepDrafts();

/* A new installation: the time zone of whoever sets it up, when its list has it. Without script it is chosen by hand. */

const guessed = document.querySelector("select[data-guess-zone]");
if (guessed?.value === "UTC") {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...guessed.options].some((option) => option.value === here)) guessed.value = here;
}

/* A page that is made for paper has a button for it. */

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

/* Text to copy: where the browser does not let us, it is marked, and copied by hand. */

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  const text = button && document.getElementById(button.dataset.copy);
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text.innerText.trim());
    say(button.dataset.copied);
  } catch {
    getSelection()?.selectAllChildren(text);
    say(button.dataset.notCopied);
  }
});
