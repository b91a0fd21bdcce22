// Keeps the page in step: nudges over a websocket, content by the catch-up address, polling where the socket fails.
import { CatchUp } from "./catchup.js";
import { showBell, showUnread } from "./counts.js";
import { toast } from "./toasts.js";
import { Watches } from "./watch.js";

const POLL = 30000; // while no socket is open
const RESYNC_AFTER = 2000; // after waking up, several signs come at once

export function startLive() {
  const { live: url, cursor } = document.body.dataset;
  if (!url) return;
  const watches = new Watches();
  const catchUp = new CatchUp(url, cursor ?? "", (news) => show(news, watches));
  const line = { open: false };
  connect(line, catchUp, watches);
  poll(line, catchUp);
  resyncOnWaking(catchUp);
}

function show(news, watches) {
  if (news.reload) {
    const { textBehind, textReload } = document.body.dataset;
    toast(textBehind, { label: textReload, run: () => location.reload() });
    return;
  }
  const risen = typeof news.bell === "number" ? showBell(news.bell) : 0;
  showUnread(news.unread ?? {});
  watches.add(news.items ?? []);
  if (risen > 0) watches.add([{ topic: "bell", count: risen }]);
}

async function connect(line, catchUp, watches) {
  let io;
  try {
    ({ io } = await import("socket.io-client"));
  } catch {
    return; // the scripts run unbundled: polling does the work
  }
  const socket = io({
    transports: ["websocket"],
    reconnectionDelay: 1000,
    reconnectionDelayMax: 60000,
    randomizationFactor: 0.5, // so that a restarted server is not met by everyone at once
  });
  socket.on("connect", () => {
    line.open = true;
    for (const ref of watches.refs()) socket.emit("watch", ref);
    catchUp.run();
  });
  socket.on("disconnect", (reason) => {
    line.open = false;
    // The server closed it (signed out, a role ended): the catch-up address says what is left to see.
    if (reason === "io server disconnect") catchUp.run();
  });
  socket.on("nudge", (nudge) => heed(nudge, catchUp, watches));
}

// Who has the thing open asks at once; the others of a large crowd a little later, so that they do not come all together.
// A page nobody looks at asks when it is looked at again.
function heed({ topic, spread = 0 }, catchUp, watches) {
  if (document.visibilityState !== "visible") return;
  if (spread < 1 || watches.refs().includes(topic)) catchUp.run();
  else setTimeout(() => catchUp.run(), Math.random() * spread * 1000);
}

function poll(line, catchUp) {
  const wait = POLL * (0.75 + Math.random() / 2) * catchUp.patience;
  setTimeout(async () => {
    if (!line.open && document.visibilityState === "visible") await catchUp.run();
    poll(line, catchUp);
  }, wait);
}

function resyncOnWaking(catchUp) {
  let last = 0;
  const resync = () => {
    if (document.visibilityState !== "visible" || Date.now() - last < RESYNC_AFTER) return;
    last = Date.now();
    catchUp.run();
  };
  document.addEventListener("visibilitychange", resync);
  for (const sign of ["online", "focus", "pageshow"]) addEventListener(sign, resync);
}
