// A link to something inside of a folded part unfolds it.
export function startAnchors() {
  const unfold = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    let folded = false;
    for (let part = target.closest("details"); part; part = part.parentElement?.closest("details")) {
      folded ||= !part.open;
      part.open = true;
    }
    if (folded) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
}
