// While somebody types a title: what is there already that is like it, asked when they pause. Without scripts the form asks.
import { page } from "./requests.js";

const PAUSE = 500;

/** Every field with data-alike-url shows the answer in the next part of its form marked data-alike. */
export function startAlike() {
  for (const field of document.querySelectorAll("[data-alike-url]")) watch(field);
}

function watch(field) {
  const place = field.form?.querySelector("[data-alike]");
  if (!place) return;
  let timer = 0;
  let asked = "";
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked = field.value.trim();
      const mine = asked;
      try {
        const found = asked ? await page(`${field.dataset.alikeUrl}?title=${encodeURIComponent(mine)}`) : null;
        if (mine === asked) place.replaceChildren(...(found?.body.childNodes ?? []));
      } catch {
        place.replaceChildren(); // a hint: the form asks again when it is sent
      }
    }, PAUSE);
  });
}
