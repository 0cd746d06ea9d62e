/* The search of the top bar as a list one can walk through with the arrow keys. Without this it is a form that
   leads to the page of results. */

const field = document.getElementById("gw-search");
const list = document.querySelector("[data-search-results]");

if (field && list) {
  const options = () => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  list.setAttribute("role", "listbox");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  const show = (open) => {
    const now = open && list.childElementCount > 0 && field.value.trim() !== "";
    list.classList.toggle("open", now);
    field.setAttribute("aria-expanded", String(now));
    if (!now) choose(null);
  };

  const choose = (option) => {
    chosen()?.removeAttribute("aria-selected");
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return field.setAttribute("aria-activedescendant", option.id);
  };

  let fresh = false; // whether the list is about what stands in the field
  new MutationObserver(() => { fresh = true; show(document.activeElement === field); }).observe(list, { childList: true });
  field.addEventListener("focus", () => show(true));
  field.addEventListener("input", () => { fresh = false; if (!field.value.trim()) show(false); });
  field.addEventListener("blur", () => setTimeout(() => { if (!list.contains(document.activeElement)) show(false); }, 150));

  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (list.classList.contains("open")) event.preventDefault();
      return show(false);
    }
    const found = options();
    const wanted = chosen() ?? (fresh && found.length === 1 ? found[0] : null);
    if (event.key === "Enter" && wanted) {
      event.preventDefault();
      return wanted.click();
    }
    if (!found.length || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return undefined;
    event.preventDefault();
    show(true);
    const at = found.indexOf(chosen());
    const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? found.length - 1 : at - 1;
    return choose(found[(next + found.length) % found.length]);
  });
}
