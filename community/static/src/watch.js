// A list that grows while it is read: a button says how many are new, and puts them in place when it is pressed.
import { fill, page } from "./requests.js";
import { announce } from "./toasts.js";

export class Watches {
  constructor() {
    this.lists = [...document.querySelectorAll("[data-watch]")].map((list) => new Watch(list));
  }

  /** The public refs to follow. */
  refs() {
    return this.lists.map((watch) => watch.ref);
  }

  /** Take the items of one answer that belong to lists of this page. */
  add(items) {
    for (const item of items) {
      for (const watch of this.lists) if (watch.ref === item.topic) watch.add(item);
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
    const text = fill(this.waiting === 1 ? textOne : textMany, { count: this.waiting });
    this.button.textContent = text;
    this.notice.hidden = false;
    announce(text);
  }

  async show() {
    this.button.disabled = true;
    try {
      const fresh = await this.#fetch();
      this.waiting = 0;
      this.notice.hidden = true;
      announce(this.notice.dataset.textShown);
      fresh[0]?.setAttribute("tabindex", "-1");
      fresh[0]?.focus({ preventScroll: true });
    } catch {
      location.reload(); // the plain way: the page as the server sees it now
    } finally {
      this.button.disabled = false;
    }
  }

  /** Fetch the page that holds the list and append the items that are not here yet, in their order. */
  async #fetch() {
    const there = await page(this.list.dataset.watchUrl || location.href);
    const other = there.querySelector(`[data-watch="${CSS.escape(this.ref)}"]`);
    if (!other) throw new Error("the list is gone");
    const fresh = [...other.querySelectorAll("[data-item][id]")]
      .filter((item) => !document.getElementById(item.id))
      .map((item) => document.importNode(item, true));
    if (!fresh.length) return this.#leave();
    for (const item of fresh) item.classList.add("is-new");
    this.list.append(...fresh);
    this.list.dispatchEvent(new CustomEvent("items-added", { bubbles: true, detail: fresh.length }));
    return fresh;
  }

  /** What is new stands on a later page of the list. */
  #leave() {
    const later = document.querySelector('a[rel="next"]');
    if (!later) throw new Error("nothing is new here");
    location.assign(later.href);
    return [];
  }
}

function noticeOf(list) {
  const inside = list.querySelector("[data-watch-notice]") ?? list.parentElement.querySelector("[data-watch-notice]");
  return inside ?? document.querySelector("[data-watch-notice]");
}
