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
    delete form.dataset.changed;
    setTimeout(() => delete form.dataset.sending, AGAIN_AFTER);
    if (new URL(form.action, location.href).pathname === "/sign-out") forgetDrafts();
  });
  // Whoever goes away from a long text is asked first, unless the text is kept as a draft.
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (box.matches("textarea") && box.form?.method === "post" && !box.form.querySelector("[data-draft-key]")) {
      box.form.dataset.changed = "1";
    }
    if (box.matches("input[type=range]")) document.getElementById(`${box.id}-shown`).textContent = box.value;
  });
  addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-changed]")) event.preventDefault();
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
