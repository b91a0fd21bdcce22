// Short messages of the script itself, in the polite region at the foot of the page.
const STAYS = 8000;

/** Show a message; `action` is {label, run} or nothing. It stays while there is something to press. */
export function toast(text, action) {
  const region = document.querySelector("[data-toasts]");
  if (!region) return;
  const box = document.createElement("div");
  box.className = "toast";
  const words = document.createElement("span");
  words.textContent = text;
  box.append(words);
  if (action) box.append(press(action.label, action.run));
  box.append(press(document.body.dataset.textClose, () => box.remove()));
  region.append(box);
  if (!action) setTimeout(() => box.remove(), STAYS);
}

/** Say something to screen readers alone. */
export function announce(text) {
  const region = document.querySelector("[data-announce]");
  if (region) region.textContent = text;
}

function press(label, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", run);
  return button;
}
