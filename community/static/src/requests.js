// How the script asks the server: same origin, with the form token, and never twice at once for the same thing.

/** The headers that tell the server that a script of its own pages asks. */
export function ours() {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  return { "X-Requested-With": "fetch", Accept: "application/json, text/html", "X-CSRFToken": token };
}

/** POST values (a mapping or FormData); answers the Response. Rejects when the server did not accept it. */
export async function post(url, values) {
  const body = values instanceof FormData ? values : new URLSearchParams(values);
  const answer = await fetch(url, { method: "POST", body, headers: ours() });
  if (!answer.ok || answer.redirected) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** GET a page of ours as a document. */
export async function page(url) {
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Put values into a text with {name} places. */
export function fill(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
