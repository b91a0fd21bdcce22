// What the buttons of the composer do to the text. Undo of the browser keeps working where it can.
const WRAPS = { bold: "**", italic: "_" };
const PREFIXES = { heading: () => "## ", quote: () => "> ", list: () => "- ", numbers: (at) => `${at + 1}. ` };

/** Apply one tool to the selection of a text area. */
export function apply(area, tool) {
  area.focus();
  if (WRAPS[tool]) wrap(area, WRAPS[tool], WRAPS[tool]);
  else if (tool === "link") link(area);
  else if (tool === "mention") mention(area);
  else if (PREFIXES[tool]) prefix(area, PREFIXES[tool]);
}

/** Put text at the cursor, on a line of its own when it is a file. */
export function insert(area, text) {
  const before = area.value.slice(0, area.selectionStart);
  replace(area, area.selectionStart, area.selectionEnd, `${before && !before.endsWith("\n") ? "\n" : ""}${text}\n`);
}

function wrap(area, left, right) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const text = value.slice(from, to);
  replace(area, from, to, left + text + right);
  area.setSelectionRange(from + left.length, from + left.length + text.length);
}

function link(area) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const text = value.slice(from, to);
  if (/^https?:\/\/\S+$/.test(text)) {
    replace(area, from, to, `[](${text})`);
    area.setSelectionRange(from + 1, from + 1);
    return;
  }
  replace(area, from, to, `[${text}](https://)`);
  const address = from + text.length + 3;
  area.setSelectionRange(address, address + "https://".length);
}

function mention(area) {
  const before = area.value.slice(0, area.selectionStart);
  replace(area, area.selectionStart, area.selectionEnd, /(^|\s)$/.test(before) ? "@" : " @");
}

function prefix(area, mark) {
  const { value } = area;
  const from = value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = value.indexOf("\n", area.selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  replace(area, from, to, lines.map((line, at) => mark(at) + line).join("\n"));
}

function replace(area, from, to, text) {
  area.setSelectionRange(from, to);
  // setRangeText is not undoable; insertText is, where the browser still has it. It writes where the focus is.
  if (document.activeElement !== area || !document.execCommand?.("insertText", false, text)) {
    area.setRangeText(text, from, to, "end");
  }
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
