// Reading settles what is new: the farthest text that was on the screen goes to the server, one small POST at a time.
import { post } from "./requests.js";

const SETTLE = 800; // a glance in passing is no reading

export function startReading() {
  const list = document.querySelector("[data-read-url]");
  if (!list) return;
  const place = new Place(list.dataset.readUrl, Number(list.dataset.readFrom));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) place.reach(Number(entry.target.dataset.number));
  });
  const follow = () => {
    for (const text of document.querySelectorAll("[data-number]")) watcher.observe(text);
  };
  follow();
  list.addEventListener("items-added", follow);
  document.addEventListener("visibilitychange", () => place.tell());
}

class Place {
  constructor(url, known) {
    this.url = url;
    this.known = known; // what the server has
    this.reached = known;
    this.timer = 0;
  }

  reach(number) {
    if (number <= this.reached) return;
    this.reached = number;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), SETTLE);
  }

  async tell() {
    if (this.reached <= this.known || document.visibilityState !== "visible") return;
    const before = this.known;
    this.known = this.reached;
    try {
      await post(this.url, { number: this.known });
    } catch {
      this.known = before; // the next text that comes into view tries again
    }
  }
}
