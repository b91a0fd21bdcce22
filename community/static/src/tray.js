// The files that are on their way from one field of a form: a line for each, with how far it is, and its way out.
// A form that is sent meanwhile waits until they have arrived, and says so.
import { fill } from "./requests.js";
import { announce } from "./toasts.js";
import { Refused, Sending } from "./uploads.js";

export class Tray {
  /** `place(made, words)` puts a file that arrived where it belongs; `changed()` hears that the lines are others. */
  constructor(box, about, place, changed = () => {}) {
    Object.assign(this, { box, about, place, changed });
    this.texts = box.dataset;
    this.list = box.querySelector("ul");
    this.status = box.querySelector("[role=status]");
    this.lines = new Set();
    this.turn = Promise.resolve(); // one file at a time: the first is whole before the second begins
    this.form = box.closest("form");
    this.form?.addEventListener("submit", (event) => this.#hold(event));
    addEventListener("beforeunload", (event) => this.lines.size && event.preventDefault());
  }

  /** Take files in. Of each picture a description is asked for, where `about.describe` says so. */
  add(files) {
    const fresh = files.map((file) => new Line(this, file));
    for (const line of fresh) {
      this.lines.add(line);
      this.list.append(line.row);
      this.turn = this.turn.then(() => line.run());
    }
    this.#show();
    fresh.find((line) => line.words)?.words.focus();
    if (fresh.length) this.say(fill(this.texts.textSending, { name: fresh[0].file.name }));
  }

  /** Say something in the region that screen readers follow. */
  say(text) {
    this.status.textContent = text;
  }

  /** A line is through: its file is in place, or it was taken out. */
  done(line, text) {
    line.row.remove();
    this.lines.delete(line);
    this.say(text);
    this.#show();
    if (this.held && !this.lines.size) this.#send();
  }

  /** A file was refused: whoever sent the form meanwhile decides anew. */
  refuse(line) {
    this.lines.delete(line);
    if (this.held) this.say(this.texts.textStopped);
    this.held = null;
    this.#show();
  }

  #show() {
    this.box.hidden = !this.list.children.length && !this.status.textContent;
    this.changed();
  }

  #hold(event) {
    if (event.defaultPrevented || !this.lines.size) return;
    event.preventDefault();
    this.held = { submitter: event.submitter };
    const open = [...this.lines].find((line) => line.waitsForWords);
    this.say(open ? this.texts.textDescribeFirst : this.texts.textWaiting);
    open?.words.focus();
  }

  #send() {
    const { submitter } = this.held;
    this.held = null;
    this.form.requestSubmit(submitter);
  }
}

class Line {
  constructor(tray, file) {
    Object.assign(this, { tray, file });
    this.row = element("li", "upload");
    this.bar = element("progress");
    this.state = element("span", "upload-state");
    const name = element("span", "upload-name", file.name);
    this.bar.setAttribute("aria-label", file.name);
    this.bar.max = 1;
    this.bar.value = 0;
    this.row.append(name, this.bar, this.state, this.#out());
    if (tray.about.describe && file.type.startsWith("image/")) this.#ask();
  }

  get waitsForWords() {
    return Boolean(this.words) && !this.described;
  }

  async run() {
    if (this.gone) return;
    this.sending = new Sending(this.file, this.tray.about, (...how) => this.#told(...how));
    try {
      this.made = await this.sending.run();
      if (this.made) this.#arrived();
    } catch (error) {
      if (!(error instanceof Refused)) console.error(error);
      this.#refused(error instanceof Refused ? error.message : "");
    }
  }

  #told(state, done, total) {
    const { texts } = this.tray;
    const paused = state === "paused";
    if (paused !== Boolean(this.paused)) {
      announce(paused ? texts.textPaused : fill(texts.textSending, { name: this.file.name }));
    }
    this.paused = paused;
    this.row.dataset.state = state;
    if (paused) this.state.textContent = texts.textPaused;
    else if (state === "looking") this.state.textContent = texts.textLooking;
    else this.state.textContent = fill(texts.textDone, { done: size(done), total: size(total) });
    if (!paused) this.bar.value = total ? done / total : 1;
  }

  #arrived() {
    if (this.tray.about.describe && this.made.image && !this.words) this.#ask();
    this.bar.remove();
    this.row.dataset.state = "arrived";
    this.state.textContent = "";
    if (!this.waitsForWords) this.#place();
    else this.tray.say(this.tray.texts.textDescribeFirst);
  }

  #place() {
    this.tray.place(this.made, this.described ?? "");
    this.tray.done(this, fill(this.tray.texts.textAdded, { name: this.file.name }));
  }

  #refused(words) {
    this.row.dataset.state = "refused";
    this.bar.remove();
    this.asked?.remove();
    this.state.setAttribute("role", "alert");
    this.state.textContent = words || this.tray.texts.textFailed;
    this.tray.refuse(this);
  }

  /** The field for what a picture shows. It goes into the text once it has arrived and is described. */
  #ask() {
    const { texts } = this.tray;
    this.asked = element("div", "upload-words");
    const label = element("label", "", fill(texts.textDescribe, { name: this.file.name }));
    this.words = element("input", "input");
    this.words.id = label.htmlFor = `upload-words-${++asked}`;
    this.words.maxLength = 1000;
    this.words.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#describe();
    });
    this.asked.append(label, this.words, press(texts.textPut, "button button-small", () => this.#describe()));
    this.row.append(this.asked);
  }

  #describe() {
    const typed = this.words.value.trim();
    if (!typed) {
      this.tray.say(this.tray.texts.textDescribeFirst);
      this.words.focus();
      return;
    }
    this.described = typed;
    this.asked.hidden = true;
    this.tray.about.back?.focus();
    if (this.made) this.#place();
  }

  #out() {
    const button = press(this.tray.texts.textRemove, "button button-quiet button-small", () => {
      this.gone = true;
      this.sending?.stop();
      this.tray.about.back?.focus();
      this.tray.done(this, fill(this.tray.texts.textRemoved, { name: this.file.name }));
    });
    button.setAttribute("aria-label", `${this.tray.texts.textRemove}: ${this.file.name}`);
    return button;
  }
}

let asked = 0;

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function press(text, className, run) {
  const button = element("button", className, text);
  button.type = "button";
  button.addEventListener("click", run);
  return button;
}

/** A number of bytes as people say it, in the language of the page. */
function size(bytes) {
  const [unit, by, digits] = bytes < 1e6 ? ["kB", 1e3, 0] : bytes < 1e9 ? ["MB", 1e6, bytes < 1e7 ? 1 : 0] : ["GB", 1e9, 1];
  return `${(bytes / by).toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${unit}`;
}
