// The composer: toolbar, preview, files, drafts, mentions. The text area stays what it is.
import { startDraft } from "./drafts.js";
import { accept } from "./drops.js";
import { startMentions } from "./mentions.js";
import { post } from "./requests.js";
import { apply, insert } from "./toolbar.js";
import { Tray } from "./tray.js";

export function startComposers() {
  for (const box of document.querySelectorAll("[data-composer]")) start(box);
}

function start(box) {
  const area = box.querySelector("textarea");
  const status = box.querySelector("[data-composer-status]");
  const say = (text) => {
    status.textContent = text;
  };
  startToolbar(box, area, say);
  if (box.dataset.uploadUrl) startFiles(box, area);
  if (box.dataset.draftKey) startDraft(box, area, say);
  if (box.dataset.mentionUrl) startMentions(box, area);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.form?.requestSubmit();
  });
}

function startToolbar(box, area, say) {
  const bar = box.querySelector("[data-composer-bar]");
  bar.hidden = false;
  const tools = [...bar.querySelectorAll("[data-tool]")];
  // One stop for the Tab key, arrows inside: the pattern of a toolbar.
  tools.forEach((tool, at) => (tool.tabIndex = at ? -1 : 0));
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (tools.indexOf(document.activeElement) + step + tools.length) % tools.length;
    tools.forEach((tool, index) => (tool.tabIndex = index === at ? 0 : -1));
    tools[at].focus();
  });
  bar.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-tool]");
    if (!tool) return;
    if (tool.dataset.tool === "preview") togglePreview(box, area, tool, say);
    else apply(area, tool.dataset.tool);
  });
}

async function togglePreview(box, area, tool, say) {
  const view = box.querySelector("[data-composer-preview]");
  const open = view.hidden;
  tool.setAttribute("aria-pressed", String(open));
  view.hidden = !open;
  area.hidden = open;
  if (!open) {
    area.focus();
    return;
  }
  if (!area.value.trim()) {
    view.textContent = box.dataset.textEmpty;
    return;
  }
  view.replaceChildren();
  view.setAttribute("aria-busy", "true");
  try {
    const html = await (await post(box.dataset.previewUrl, { body: area.value })).text();
    // Parsed apart and moved: the server cleaned it with the renderer of the page.
    view.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  } catch {
    view.textContent = box.dataset.textPreviewFailed;
    say(box.dataset.textPreviewFailed);
  }
  view.removeAttribute("aria-busy");
}

function startFiles(box, area) {
  const input = box.querySelector("[data-composer-input]");
  const about = { url: box.dataset.uploadUrl, purpose: "attachment", space: box.dataset.uploadSpace, describe: true };
  const tray = new Tray(box.querySelector("[data-tray]"), { ...about, back: area }, (made, shows) => {
    const words = (shows || made.name).replace(/[[\]\\]/g, "");
    insert(area, `${made.image ? "!" : ""}[${words}](${made.url})`);
  });
  // From here on files go ahead of the form; what lets them travel with it is for browsers without scripts.
  input.removeAttribute("name");
  for (const plain of box.querySelectorAll("[data-composer-plain]")) plain.remove();
  accept(box, (files) => tray.add(files));
  area.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    tray.add(files);
  });
  input.addEventListener("change", () => {
    tray.add([...input.files]);
    input.value = "";
  });
}
