// Numbers that change while a page is open: the bell and the unread marks of spaces.

/** Show how many notices are unread; also in the title of the window. */
export function showBell(count) {
  for (const mark of document.querySelectorAll("[data-bell]")) put(mark, count);
  document.title = document.title.replace(/^\(\d+\+?\) /, "");
  if (count > 0) document.title = `(${words(count)}) ${document.title}`;
}

/** `unread`: numbers by the public id of the space. A space that is not named keeps its number. */
export function showUnread(unread) {
  for (const [id, count] of Object.entries(unread)) {
    for (const mark of document.querySelectorAll(`[data-unread="${CSS.escape(id)}"]`)) put(mark, count);
  }
}

function put(mark, count) {
  mark.hidden = count < 1;
  mark.querySelector("[data-number]").textContent = words(count);
}

function words(count) {
  return count < 100 ? String(count) : "99+";
}
