// Numbers that change while a page is open: the bell and the unread marks of spaces.

let known = null; // the number at the bell before this one

/** Show how many notices are unread; also in the title of the window. Answers by how many they grew. */
export function showBell(count) {
  const before = known ?? Number.parseInt(document.querySelector("[data-bell] [data-number]")?.textContent ?? "0", 10);
  known = count;
  for (const mark of document.querySelectorAll("[data-bell]")) put(mark, count);
  for (const part of document.querySelectorAll("[data-while-unread]")) part.hidden = count < 1;
  document.title = document.title.replace(/^\(\d+\+?\) /, "");
  if (count > 0) document.title = `(${words(count)}) ${document.title}`;
  return count - before;
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
