// Drafts: kept on this device at once and on the server soon after, until the text has been accepted.
import { post } from "./requests.js";

const HERE_AFTER = 600;
const THERE_AFTER = 4000;
const PREFIX = "draft:";

/** The person is part of the name: on a shared computer nobody meets another's text. */
function nameOf(key) {
  return `${PREFIX}${document.body.dataset.person ?? ""}:${key}`;
}

/** Keep the draft of one composer. */
export function startDraft(box, area, say) {
  const { draftKey: key, draftUrl: url } = box.dataset;
  const name = nameOf(key);
  restore(box, area, name, say);
  let here = 0;
  let there = 0;
  area.addEventListener("input", () => {
    clearTimeout(here);
    clearTimeout(there);
    here = setTimeout(() => {
      if (write(name, area.value) && !url) say(box.dataset.textSavedHere);
    }, HERE_AFTER);
    if (url) there = setTimeout(() => send(box, key, area, say), THERE_AFTER);
  });
  area.form?.addEventListener("submit", () => {
    clearTimeout(here);
    clearTimeout(there);
    write(name, area.value);
    write(`${name}:sent`, area.value);
    nameIt(area.form, key);
  });
}

/** Forget the draft that the server accepted, as the page after it says: only if it is still the text that was sent. */
export function settleDraft() {
  const { accepted } = document.body.dataset;
  if (!accepted) return;
  const name = nameOf(accepted);
  if (read(`${name}:sent`) === read(name)) write(name, "");
  write(`${name}:sent`, "");
}

/** The form says which draft it carries, so that its answer can. */
function nameIt(form, key) {
  let field = form.elements.namedItem("draft");
  if (!field) {
    field = document.createElement("input");
    field.type = "hidden";
    field.name = "draft";
    form.append(field);
  }
  field.value = key;
}

/** Remove all drafts of this person from the device: on signing out. */
export function forgetDrafts() {
  const mine = nameOf("");
  for (const name of Object.keys(localStorage)) if (name.startsWith(mine)) localStorage.removeItem(name);
}

function restore(box, area, name, say) {
  const kept = read(name);
  if (!kept || area.value.trim()) return;
  area.value = kept;
  say("");
  const status = box.querySelector("[data-composer-status]");
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "button button-quiet button-small";
  discard.textContent = box.dataset.textDiscard;
  discard.addEventListener("click", () => {
    area.value = "";
    localStorage.removeItem(name);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    say("");
    area.focus();
  });
  status.append(`${box.dataset.textRestored} `, discard);
}

async function send(box, key, area, say) {
  try {
    await post(box.dataset.draftUrl, { key, body: area.value });
    say(area.value ? box.dataset.textSaved : "");
  } catch {
    say(box.dataset.textSavedHere);
  }
}

function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage is switched off: the server still keeps drafts
  }
}

function write(name, text) {
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
    return Boolean(text);
  } catch {
    return false;
  }
}
