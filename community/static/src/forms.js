// Forms: the error summary takes the focus; a form is sent once; drafts leave with the person who signs out.
import { forgetDrafts, settleDraft } from "./drafts.js";

const AGAIN_AFTER = 5000;

export function startForms() {
  settleDraft();
  document.querySelector("[data-summary]")?.focus();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "1";
    setTimeout(() => delete form.dataset.sending, AGAIN_AFTER);
    if (new URL(form.action, location.href).pathname === "/sign-out") forgetDrafts();
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
  });
}
