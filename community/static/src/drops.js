// File fields: files may be dragged onto them; what is chosen is listed and can be taken out again.
import { fill } from "./requests.js";

export function startDrops() {
  for (const drop of document.querySelectorAll("[data-drop]")) {
    const input = drop.querySelector('input[type="file"]');
    drop.querySelector("[data-drop-hint]").hidden = false;
    accept(drop, (files) => {
      input.files = join(input.multiple ? [...input.files] : [], input.multiple ? files : files.slice(0, 1));
      list(drop, input);
    });
    input.addEventListener("change", () => list(drop, input));
  }
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
