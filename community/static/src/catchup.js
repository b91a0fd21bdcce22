// Asks what happened since the cursor. One question at a time, so the position only ever moves forward.
const MOST_PATIENT = 10;

export class CatchUp {
  /** `take(news)` gets each answer, in order. An empty cursor means: from now on. */
  constructor(url, cursor, take) {
    this.url = url;
    this.cursor = cursor;
    this.take = take;
    this.running = null;
    this.again = false;
    this.over = false;
    this.patience = 1; // grows with failures; the poll waits that many times longer
  }

  /** Ask now; while a question is open, ask once more after it. Never rejects. */
  run() {
    if (this.over) return Promise.resolve();
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = this.#ask().finally(() => {
      this.running = null;
      if (!this.again) return undefined;
      this.again = false;
      return this.run();
    });
    return this.running;
  }

  async #ask() {
    try {
      const address = new URL(this.url, location.href);
      if (this.cursor) address.searchParams.set("since", this.cursor);
      const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.status === 401 || answer.status === 403 || answer.redirected) {
        this.over = true; // signed out: the next click says so
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const news = await answer.json();
      this.patience = 1;
      if (news.reload) this.over = true;
      else if (news.cursor) this.cursor = news.cursor;
      this.take(news);
    } catch {
      this.patience = Math.min(this.patience * 2, MOST_PATIENT);
    }
  }
}
