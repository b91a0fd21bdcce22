// The menu of spaces on a phone. Without this it opens by its address; here it keeps the focus and closes on Escape.
export function startDrawer() {
  const drawer = document.querySelector("[data-drawer]");
  const opener = document.querySelector("[data-drawer-open]");
  if (!drawer || !opener) return;
  const rest = [...document.querySelectorAll(".head, .page, .foot, .skip, .toasts")];
  document.documentElement.dataset.drawer = "";
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-controls", drawer.id);
  opener.setAttribute("aria-expanded", "false");

  const show = (open) => {
    drawer.toggleAttribute("data-open", open);
    opener.setAttribute("aria-expanded", String(open));
    for (const part of rest) part.inert = open;
    if (open) drawer.querySelector("a")?.focus();
    else opener.focus();
  };

  opener.addEventListener("click", (event) => {
    event.preventDefault();
    show(!drawer.hasAttribute("data-open"));
  });
  opener.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    show(true);
  });
  document.addEventListener("click", (event) => {
    if (!drawer.hasAttribute("data-open") || opener.contains(event.target)) return;
    if (event.target.closest("[data-drawer-close]")) event.preventDefault();
    else if (drawer.contains(event.target)) return;
    show(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.hasAttribute("data-open")) show(false);
  });
  // A wide window shows the rail anyway: nothing may stay inert behind it.
  matchMedia("(min-width: 64rem)").addEventListener("change", (wide) => {
    if (wide.matches && drawer.hasAttribute("data-open")) show(false);
  });
}
