// "5 hours ago" shows its full date when it is pressed, also without a pointer that hovers.
export function startMoments() {
  document.addEventListener("click", (event) => {
    const time = event.target.closest("time[title]");
    if (!time || time.closest("a, button, summary")) return;
    const short = time.textContent;
    time.textContent = time.title;
    time.title = short;
  });
}
