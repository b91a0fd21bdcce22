// Menus are details: one at a time, closed by Escape, by a click elsewhere and when the focus leaves.
export function startMenus() {
  const close = (menu) => menu.removeAttribute("open");
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("[data-menu][open]")) {
      if (!menu.contains(event.target)) close(menu);
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("[data-menu][open]");
    if (!menu) return;
    if (event.key === "Escape") {
      close(menu);
      menu.querySelector("summary").focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      step(menu, event);
    } else if (event.key === "Tab") {
      // After the focus moved. Not on focusout: closing under a finger would move what it is about to press.
      setTimeout(() => menu.contains(document.activeElement) || close(menu));
    }
  });
}

function step(menu, event) {
  const items = [...menu.querySelectorAll(".menu-panel a, .menu-panel button")];
  if (!items.length) return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? at + 1 : at - 1;
  items[(next + items.length) % items.length].focus();
}
