// "/" goes to the search box, unless the reader is writing.
export function startSearch() {
  const box = document.querySelector("[data-search]");
  if (!box) return;
  for (const key of document.querySelectorAll("[data-search-key]")) key.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
    if (box.offsetParent === null) return; // on a phone the box is not shown
    event.preventDefault();
    box.focus();
    box.select();
  });
}
