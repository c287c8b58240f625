/* The grid: Alt with an arrow goes to the same control of the row above or below; leaving unsaved text is asked about. */
const form = document.querySelector("[data-grid]");

function sameControl(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

function move(event) {
  const step = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
  const name = event.target.name?.split("-")[1];
  if (!step || !name || !(event.altKey || event.ctrlKey)) return;
  event.preventDefault();
  let row = event.target.closest("tr")[step];
  while (row && !sameControl(row, name)) row = row[step];
  if (row) sameControl(row, name).focus();
}

if (form) {
  let typed = false;
  form.addEventListener("keydown", move);
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
}
