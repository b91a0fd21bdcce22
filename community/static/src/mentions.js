// "@na" offers people to mention: a list box below the text area, steered from the keyboard.
const WAIT = 150;
const WORD = /(^|[\s(])@([\p{L}\p{N}._-]{0,40})$/u;
let lists = 0;

export function startMentions(box, area) {
  const list = document.createElement("ul");
  list.className = "mentions-list";
  list.id = `mentions-${++lists}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.textPeople);
  list.hidden = true;
  box.querySelector("[data-mentions]").append(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);

  let timer = 0;
  let asked = 0;
  const look = () => {
    clearTimeout(timer);
    const word = wordAt(area);
    if (word === null) return hide(area, list);
    timer = setTimeout(async () => {
      const turn = ++asked;
      const people = await find(box.dataset.mentionUrl, word);
      if (turn === asked && wordAt(area) === word) offer(area, list, people);
    }, WAIT);
    return undefined;
  };
  area.addEventListener("input", look);
  area.addEventListener("click", look);
  area.addEventListener("blur", () => setTimeout(() => hide(area, list), WAIT));
  area.addEventListener("keydown", (event) => steer(event, area, list));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault(); // the text area keeps the focus
    if (option) choose(area, list, option);
  });
}

function wordAt(area) {
  if (area.selectionStart !== area.selectionEnd) return null;
  const found = WORD.exec(area.value.slice(Math.max(0, area.selectionStart - 60), area.selectionStart));
  return found ? found[2] : null;
}

async function find(url, word) {
  try {
    const address = new URL(url, location.href);
    address.searchParams.set("q", word);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).slice(0, 6) : [];
  } catch {
    return [];
  }
}

function offer(area, list, people) {
  if (!people.length) return hide(area, list);
  list.replaceChildren(
    ...people.map((person, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.dataset.handle = person.handle;
      const detail = document.createElement("span");
      detail.className = "detail";
      detail.textContent = person.detail ?? "";
      option.append(person.name, detail);
      return option;
    }),
  );
  list.hidden = false;
  return mark(area, list, list.firstElementChild);
}

function mark(area, list, option) {
  for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
  area.setAttribute("aria-activedescendant", option.id);
}

function hide(area, list) {
  list.hidden = true;
  area.removeAttribute("aria-activedescendant");
}

function steer(event, area, list) {
  if (list.hidden) return;
  const now = list.querySelector("[aria-selected=true]");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const down = event.key === "ArrowDown";
    const next = down ? now.nextElementSibling ?? list.firstElementChild : now.previousElementSibling ?? list.lastElementChild;
    mark(area, list, next);
  } else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") choose(area, list, now);
  else if (event.key === "Escape") hide(area, list);
  else return;
  event.preventDefault();
}

function choose(area, list, option) {
  const start = area.selectionStart - wordAt(area).length;
  area.setRangeText(`${option.dataset.handle} `, start, area.selectionStart, "end");
  hide(area, list);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
