// A question asked in place: Escape takes it back, and the focus returns to what asked it.
export function startAsk() {
  document.addEventListener("keydown", (event) => {
    const ask = event.key === "Escape" && event.target.closest?.("[data-ask][open]");
    if (!ask) return;
    ask.removeAttribute("open");
    ask.querySelector("summary").focus();
  });
}
