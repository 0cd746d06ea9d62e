/* A placeholder goes where one typed last, at the cursor. Without this one types it. */

const form = document.getElementById("text-form");
let field = form?.querySelector("textarea[data-takes]");

form?.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-takes]")) field = event.target;
});

document.addEventListener("click", (event) => {
  const words = event.target.closest("[data-insert]")?.dataset.insert;
  if (!words || !field) return;
  event.preventDefault();
  field.focus();
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
