// A list that grows while it is read: a button says how many are new, and puts them in place when it is pressed.
import { fill, page } from "./requests.js";
import { announce } from "./toasts.js";

export class Watches {
  constructor() {
    this.lists = [...document.querySelectorAll("[data-watch]")].map((list) => new Watch(list));
  }

  /** The public refs to follow; a list of everything, or of notices, has none. */
  refs() {
    return this.lists.map((watch) => watch.ref).filter((ref) => ref.includes(":"));
  }

  /** Take the items of one answer that belong to lists of this page; "*" takes all. */
  add(items) {
    for (const item of items) {
      for (const watch of this.lists) if (watch.ref === "*" || watch.ref === item.topic) watch.add(item);
    }
  }
}

class Watch {
  constructor(list) {
    this.list = list;
    this.ref = list.dataset.watch;
    this.waiting = 0;
    this.notice = noticeOf(list);
    this.button = this.notice?.querySelector("button");
    this.button?.addEventListener("click", () => this.show());
  }

  add(item) {
    if (!this.notice) return;
    this.waiting += item.count ?? 1;
    const { textOne, textMany } = this.notice.dataset;
    this.#offer(this.waiting === 1 ? textOne : textMany);
  }

  async show() {
    this.button.disabled = true;
    try {
      const there = await page(this.list.dataset.watchUrl || location.href);
      const fresh = this.#take(there);
      renew(there);
      if (fresh.length || "watchWhole" in this.list.dataset) this.#land(fresh);
      else leave();
    } catch {
      location.reload(); // the plain way: the page as the server sees it now
    } finally {
      this.button.disabled = false;
    }
  }

  /** Take over what is not here yet from the page that holds the list: the new items alone, or the list as a whole. */
  #take(there) {
    const other = there.querySelector(`[data-watch="${CSS.escape(this.ref)}"]`);
    if (!other) throw new Error("the list is gone");
    const known = new Set([...this.list.querySelectorAll("[data-item][id]")].map((item) => item.id));
    if ("watchWhole" in this.list.dataset) this.list.replaceChildren(...copies(other.childNodes));
    else this.list.append(...copies([...other.querySelectorAll("[data-item][id]")].filter(({ id }) => !known.has(id))));
    const fresh = [...this.list.querySelectorAll("[data-item][id]")].filter(({ id }) => !known.has(id));
    for (const item of fresh) item.classList.add("is-new");
    this.list.dispatchEvent(new CustomEvent("items-added", { bubbles: true, detail: fresh.length }));
    return fresh;
  }

  /** Go to the first new item, and say how many more there are on a later page. */
  #land(fresh) {
    const rest = "watchWhole" in this.list.dataset || !later() ? 0 : this.waiting - fresh.length;
    this.waiting = Math.max(rest, 0);
    this.notice.hidden = true;
    announce(this.notice.dataset.textShown);
    if (this.waiting) this.#offer(this.notice.dataset.textMore);
    const first = fresh[0] ?? this.list;
    first.setAttribute("tabindex", "-1");
    first.scrollIntoView();
    first.focus({ preventScroll: true });
  }

  #offer(text) {
    this.button.textContent = fill(text, { count: this.waiting });
    this.notice.hidden = false;
    announce(this.button.textContent);
  }
}

/** What else of the page depends on the list: its heading, its pager. */
function renew(there) {
  for (const part of document.querySelectorAll("[data-watch-part][id]")) {
    const other = there.getElementById(part.id);
    if (other) part.replaceChildren(...copies(other.childNodes));
  }
}

/** What is new stands on a later page of the list. */
function leave() {
  if (!later()) throw new Error("nothing is new here");
  location.assign(later().href);
}

function later() {
  return document.querySelector('a[rel="next"]');
}

function copies(nodes) {
  return [...nodes].map((node) => document.importNode(node, true));
}

function noticeOf(list) {
  const inside = list.querySelector("[data-watch-notice]") ?? list.parentElement.querySelector("[data-watch-notice]");
  return inside ?? document.querySelector("[data-watch-notice]");
}
