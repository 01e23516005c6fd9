"use strict";
(() => {
  // Light or dark: what the system prefers, until the reader chooses.
  const root = document.documentElement;
  const theme = document.getElementById("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches;
  const label = () => {
    theme.textContent = isDark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
  };
  // A page from a file may have no storage; then the choice lasts as long as the page.
  const stored = (use) => { try { return use(localStorage); } catch { return null; } };
  const earlier = stored((storage) => storage.getItem("swapscore-theme"));
  if (earlier === "dark" || earlier === "light") root.dataset.theme = earlier;
  theme.hidden = false;
  label();
  prefersDark.addEventListener("change", label);
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    stored((storage) => storage.setItem("swapscore-theme", root.dataset.theme));
    label();
  });

  // Genotypes and other long texts: copied whole.
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = button.parentElement.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
      } catch {
        // A page from a file may not write to the clipboard by itself; a selection may be copied.
        getSelection().selectAllChildren(code);
        document.execCommand("copy");
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
  }

  // Tables: by value where there are values, else as text; what has none stays last, equals stay in order.
  const announcement = document.getElementById("announcement");
  const key = (row, column, isNumber) => {
    const cell = row.cells[column];
    return isNumber ? (cell.dataset.value === undefined ? null : Number(cell.dataset.value)) : cell.textContent;
  };
  const sort = (heading) => {
    const headings = [...heading.parentElement.cells];
    const column = headings.indexOf(heading);
    const isNumber = heading.classList.contains("n");
    const descends = heading.getAttribute("aria-sort") === "ascending"
      || (isNumber && heading.getAttribute("aria-sort") === "none");
    const body = heading.closest("table").tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, key: key(row, column, isNumber) }));
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      const order = isNumber ? a.key - b.key : a.key.localeCompare(b.key, "en", { numeric: true });
      return descends ? -order : order;
    });
    body.append(...rows.map((entry) => entry.row));
    for (const other of headings) other.setAttribute("aria-sort", other === heading ? (descends ? "descending" : "ascending") : "none");
    announcement.textContent = `Sorted by ${heading.textContent}, ${descends ? "descending" : "ascending"}`;
  };
  for (const button of document.querySelectorAll("th button")) button.addEventListener("click", () => sort(button.parentElement));
})();
