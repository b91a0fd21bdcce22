// Sends one file to the upload address of a composer and puts it into the text.
import { fill, post } from "./requests.js";

/** POST the file; the answer is JSON {url, name, image}. `put(markdown)` places it; `say(text)` tells how it went. */
export async function upload(box, file, put, say) {
  say(fill(box.dataset.textUploading, { name: file.name }));
  try {
    const values = new FormData();
    values.append("file", file);
    const made = await (await post(box.dataset.uploadUrl, values)).json();
    const name = (made.name ?? file.name).replace(/[[\]\\]/g, "");
    put(`${made.image ? "!" : ""}[${name}](${made.url})`);
    say("");
  } catch {
    say(fill(box.dataset.textUploadFailed, { name: file.name }));
  }
}
