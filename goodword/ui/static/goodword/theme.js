/* Before the first paint: turn "like my system" into light or dark. Everything else is in app.js. */
(() => {
  const page = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const chosen = page.dataset.theme || "auto";
    page.dataset.bsTheme = chosen === "auto" ? (dark.matches ? "dark" : "light") : chosen;
  };
  apply();
  dark.addEventListener("change", apply);
  document.addEventListener("goodword:theme", apply);
})();
