// Forms: the error summary takes the focus; a form is sent once; drafts leave with the person who signs out.
import { forgetDrafts, settleDraft } from "./drafts.js";
import { fill } from "./requests.js";

const AGAIN_AFTER = 5000;
const FEW = 20;

export function startForms() {
  settleDraft();
  document.querySelector("[data-summary]")?.focus();
  // Mistakes are told by the server, in our words and the reader's language, all at once.
  for (const form of document.forms) form.noValidate = true;
  for (const box of document.querySelectorAll("[data-longest]")) count(box);
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

/** Say how many characters are left in a box when they become few, and when there are too many. */
function count(box) {
  const line = box.parentElement.querySelector("[data-left]");
  const show = () => {
    const left = Number(box.dataset.longest) - [...box.value].length;
    line.hidden = left > FEW;
    line.textContent = line.hidden ? "" : fill(left < 0 ? line.dataset.textOver : line.dataset.textLeft, { count: Math.abs(left) });
  };
  box.addEventListener("input", show);
  show();
}
