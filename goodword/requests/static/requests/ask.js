/* Another kind has other questions. What was typed before is typed still, where the new kind asks for it too, and where one comes back
   to the first: also what was typed while its questions were on their way. Without this the server keeps what both kinds ask for. */

const said = new Map();
const questions = () => document.getElementById("questions");
let shown = questions();
let place = null;

function named(part) {
  const found = new Map();
  for (const field of part?.querySelectorAll("input[name], select[name], textarea[name]") ?? []) {
    found.set(field.name, [...(found.get(field.name) ?? []), field]);
  }
  return found;
}

const isTick = (field) => field.type === "checkbox" || field.type === "radio";
const values = (fields) => fields.filter((field) => !isTick(field) || field.checked).map((field) => field.value);

function isOwn(field) {
  if (isTick(field)) return field.checked !== field.defaultChecked;
  if (field.options) return field.value !== ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
  return field.value !== field.defaultValue;
}

function keep() {
  for (const [name, fields] of named(shown)) if (said.has(name) || fields.some(isOwn)) said.set(name, values(fields));
  const now = document.activeElement;
  place = now?.name && shown?.contains(now) ? { name: now.name, from: now.selectionStart, to: now.selectionEnd } : null;
}

function put(fields, wanted) {
  if (values(fields).join("\n") === wanted.join("\n")) return;
  for (const field of fields) {
    if (isTick(field)) field.checked = wanted.includes(field.value);
    else if (!field.options || [...field.options].some((option) => option.value === wanted[0])) field.value = wanted[0] ?? "";
  }
  if (fields[0].closest("[data-picks]")) fields[0].dispatchEvent(new Event("change", { bubbles: true }));
  fields[0].dispatchEvent(new Event("input", { bubbles: true }));
}

function goOn() {
  if (questions() === shown) return;
  shown = questions();
  const fields = named(shown);
  for (const [name, wanted] of said) if (fields.has(name)) put(fields.get(name), wanted);
  const again = place && !shown.contains(document.activeElement) ? fields.get(place.name)?.[0] : null;
  again?.focus({ preventScroll: true });
  if (again?.setSelectionRange && typeof place.from === "number") again.setSelectionRange(place.from, place.to);
}

document.addEventListener("htmx:before:swap", keep);
document.addEventListener("htmx:after:swap", goOn);
