// Buttons that copy a text beside them. Without scripts the text stands there to be selected.
import { announce } from "./toasts.js";

/** Every button with data-copy copies the text of the element with that id, and says so. */
export function startCopy() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    if (!text || !navigator.clipboard) continue; // only where the connection is secure
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = button.dataset.textCopied;
      announce(button.dataset.textCopied);
    });
  }
}
