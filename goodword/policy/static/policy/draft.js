/* A number that differs from what holds today is set off while it is written; the rest comes from the server. */
const form = document.getElementById("policy-draft");

form?.addEventListener("change", (event) => {
  const field = event.target;
  if (!("today" in field.dataset)) return;
  field.classList.toggle("c", field.value.trim() !== field.dataset.today);
  field.removeAttribute("aria-invalid");
});

/* What it changes today is counted again once something was saved. */
document.addEventListener("htmx:after:swap", () => {
  const edition = document.getElementById("draft-edition")?.value;
  if (!form || edition === form.dataset.edition) return;
  const first = form.dataset.edition === undefined;
  form.dataset.edition = edition;
  if (!first) document.body.dispatchEvent(new Event("policy:saved"));
});
