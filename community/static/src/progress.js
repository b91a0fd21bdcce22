// Long work: asks how far it is, more slowly as time goes, and goes on to the result when there is one.
const FIRST = 1000;
const SLOWEST = 15000;

export function startProgress() {
  for (const box of document.querySelectorAll("[data-progress]")) follow(box, FIRST);
}

function follow(box, wait) {
  setTimeout(async () => {
    let state = null;
    try {
      state = await (await fetch(box.dataset.progress, { headers: { Accept: "application/json" } })).json();
    } catch {
      // The work goes on without us: ask again later.
    }
    if (state?.finished) {
      if (state.url) location.assign(state.url);
      else location.reload();
      return;
    }
    if (state) show(box, state);
    follow(box, Math.min(wait * 1.4, SLOWEST));
  }, wait);
}

function show(box, state) {
  const bar = box.querySelector("progress");
  if (state.total) {
    bar.max = state.total;
    bar.value = state.done;
  }
  if (state.text) box.querySelector("[data-progress-text]").textContent = state.text;
}
