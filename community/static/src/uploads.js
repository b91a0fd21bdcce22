// Sends one file in parts, by the tus protocol, and goes on by itself after the connection was lost.
import { Upload } from "tus-js-client";
import { ours } from "./requests.js";

const PART = 5_000_000;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
const MOST_ANSWERS = 8; // of a server that is there and fails; a server that is away is waited for without end
const PASSES = new Set([409, 423, 429]);

/** Why a file was not taken, in words for its owner; empty when nobody said why. */
export class Refused extends Error {}

/**
 * One file on its way to `about.url`, for a purpose and a space. `told(state, done, total)` hears how it goes: "sending",
 * "looking" once all is there, or "paused" while the connection is lost.
 */
export class Sending {
  constructor(file, about, told) {
    this.told = told;
    this.failures = 0;
    this.wake = () => {};
    this.upload = new Upload(file, {
      endpoint: new URL(about.url, location.href).href,
      chunkSize: PART,
      retryDelays: null, // run() tries again, without end and with words
      headers: ours(),
      metadata: described(file, about),
      fingerprint: async () => nameOf(file, about),
      removeFingerprintOnSuccess: true,
      onProgress: (done, total) => {
        this.failures = 0;
        told(done < total ? "sending" : "looking", done, total);
      },
    });
  }

  /** Resolves with what the server made of it ({id, url, name, image, ...}), or with null once it was stopped. */
  async run() {
    const [begun] = await this.upload.findPreviousUploads();
    if (begun) this.upload.resumeFromPreviousUpload(begun);
    for (let answers = 0; !this.stopped; ) {
      try {
        const last = await this.#once();
        return this.stopped ? null : await taken(this.upload.url, last);
      } catch (error) {
        if (this.stopped) return null;
        const status = error.originalResponse?.getStatus() ?? 0;
        if (status) answers += 1;
        if (error instanceof Refused || !passes(status) || answers > MOST_ANSWERS) throw this.#refused(error);
        this.told("paused");
        await this.#wait();
      }
    }
    return null;
  }

  /** Stop, and let the server forget what came so far. */
  stop() {
    this.stopped = true;
    this.#forget();
    this.wake();
  }

  #once() {
    return new Promise((done, failed) => {
      this.wake = done;
      this.upload.options.onSuccess = ({ lastResponse }) => done(lastResponse);
      this.upload.options.onError = failed;
      this.upload.start();
    });
  }

  #refused(error) {
    this.#forget();
    return error instanceof Refused ? error : new Refused(words(parsed(error.originalResponse?.getBody())));
  }

  #forget() {
    this.upload.abort(true).catch(() => {}); // what stays there ends by itself
  }

  async #wait() {
    const time = Math.min(FIRST_WAIT * 2 ** this.failures++, LONGEST_WAIT);
    await new Promise((resolve) => {
      this.wake = resolve;
      setTimeout(resolve, time);
      addEventListener("online", resolve, { once: true });
    });
  }
}

function described(file, { purpose, space }) {
  return { filename: file.name, purpose, ...(space ? { space } : {}) };
}

/** The person is part of the name: on a shared computer nobody goes on with another's file. */
function nameOf(file, { purpose, space }) {
  const { person = "" } = document.body.dataset;
  return ["upload", person, purpose, space ?? "", file.name, file.size, file.lastModified].join(":");
}

function passes(status) {
  return status === 0 || status >= 500 || PASSES.has(status);
}

/** What became of a file that arrived: in the last answer, or asked for where that answer was lost on its way. */
async function taken(url, answer) {
  let told = parsed(answer?.getBody());
  while (!told?.file && !told?.error) {
    if (told) await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT)); // it is still being looked at
    told = await (await fetch(url, { headers: ours() })).json();
  }
  if (told.error) throw new Refused(words(told));
  return told.file;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The server's own words for what it refuses. */
function words(told) {
  const error = told?.error;
  if (typeof error === "string") return error;
  return Object.values(error?.errors ?? {})[0] ?? error?.message ?? "";
}
