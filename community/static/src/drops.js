// File fields: files may be dragged onto them; what is chosen is listed and can be taken out again.
import { fill } from "./requests.js";
import { Tray } from "./tray.js";

export function startDrops() {
  for (const drop of document.querySelectorAll("[data-drop]")) {
    drop.querySelector("[data-drop-hint]").hidden = false;
    if (drop.dataset.uploadUrl) sendAhead(drop);
    else sendAlong(drop);
  }
}

/** The files travel with the form. */
function sendAlong(drop) {
  const input = drop.querySelector('input[type="file"]');
  accept(drop, (files) => {
    input.files = join(input.multiple ? [...input.files] : [], input.multiple ? files : files.slice(0, 1));
    chosen();
  });
  const chosen = () => {
    forgive(drop, input);
    list(drop, input);
  };
  input.addEventListener("change", chosen);
}

/** Each file goes ahead of the form, which then names it; the field itself stays empty. */
function sendAhead(drop) {
  const input = drop.querySelector('input[type="file"]');
  const kept = drop.querySelector("[data-drop-kept]");
  const { multiple, required } = input;
  const { uploadUrl: url, uploadPurpose: purpose, uploadSpace: space } = drop.dataset;
  const name = `${input.name}_id`;
  input.removeAttribute("name");
  const named = () => kept.querySelectorAll("input:checked").length;
  const tray = new Tray(
    drop.querySelector("[data-tray]"),
    { url, purpose, space, back: input },
    (made) => {
      if (!multiple) kept.replaceChildren();
      kept.append(keep(name, made));
      kept.dispatchEvent(new CustomEvent("file-added", { bubbles: true, detail: made }));
    },
    () => (input.required = required && !named() && !tray?.lines.size),
  );
  const take = (files) => {
    forgive(drop, input);
    tray.add(multiple ? files : files.slice(0, 1));
  };
  kept.addEventListener("change", () => tray.changed());
  accept(drop, take);
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
}

/** What was wrong before is answered by another file. */
function forgive(drop, input) {
  const field = drop.closest(".field");
  field.classList.remove("field-wrong");
  field.querySelector(".field-error")?.remove();
  input.removeAttribute("aria-invalid");
}

/** The line of a file that has arrived: its box is ticked for as long as it is meant. */
function keep(name, made) {
  const line = document.createElement("li");
  const label = document.createElement("label");
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name, value: made.id, checked: true });
  label.className = "choice";
  label.append(box, made.name);
  line.append(label);
  return line;
}

/** Call `take(files)` with the files that are dropped onto the element; data-over marks it meanwhile. */
export function accept(element, take) {
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  element.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    element.dataset.over = "";
  });
  element.addEventListener("dragleave", (event) => {
    if (!element.contains(event.relatedTarget)) delete element.dataset.over;
  });
  element.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    delete element.dataset.over;
    take([...event.dataTransfer.files]);
  });
}

function join(...lists) {
  const all = new DataTransfer();
  for (const file of lists.flat()) all.items.add(file);
  return all.files;
}

function list(drop, input) {
  const box = drop.querySelector("[data-drop-list]");
  const files = [...input.files];
  box.hidden = files.length < 1;
  box.setAttribute("aria-label", fill(drop.dataset.textChosen, { count: files.length }));
  box.replaceChildren(
    ...files.map((file) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = file.name;
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "button button-quiet button-small";
      remove.textContent = drop.dataset.textRemove;
      remove.setAttribute("aria-label", `${drop.dataset.textRemove}: ${file.name}`);
      remove.addEventListener("click", () => {
        input.files = join(files.filter((other) => other !== file));
        list(drop, input);
        input.focus();
      });
      line.append(name, remove);
      return line;
    }),
  );
}
