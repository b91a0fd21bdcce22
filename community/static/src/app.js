// The one script: starts each small module where its marks are on the page. Every page works without it.
import { startAlike } from "./alike.js";
import { startAnchors } from "./anchors.js";
import { startAsk } from "./ask.js";
import { startComposers } from "./composer.js";
import { startCopy } from "./copy.js";
import { startDialogs } from "./dialogs.js";
import { startDrawer } from "./drawer.js";
import { startDrops } from "./drops.js";
import { startForms } from "./forms.js";
import { startLive } from "./live.js";
import { startMenus } from "./menus.js";
import { startMoments } from "./moments.js";
import { startProgress } from "./progress.js";
import { startReading } from "./reading.js";
import { startSearch } from "./search.js";
import { startTheme } from "./theme.js";

for (const start of [
  startTheme,
  startSearch,
  startDrawer,
  startMenus,
  startDialogs,
  startAsk,
  startForms,
  startMoments,
  startDrops,
  startAlike,
  startAnchors,
  startComposers,
  startCopy,
  startProgress,
  startReading,
  startLive,
]) {
  try {
    start();
  } catch (error) {
    // One broken module must not take the others with it.
    console.error(error);
  }
}
