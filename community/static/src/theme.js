// Light, dark or as on the device. Kept in a cookie, so that the server draws the page right the first time.
const YEAR = 31536000;

export function startTheme() {
  const root = document.documentElement;
  for (const choice of document.querySelectorAll("[data-theme-choice]")) {
    const buttons = [...choice.querySelectorAll("[data-theme-set]")];
    const show = () => {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.dataset.themeSet === (root.dataset.theme || "")));
      }
    };
    choice.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme-set]");
      if (!button) return;
      const theme = button.dataset.themeSet;
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      const secure = location.protocol === "https:" ? "; secure" : "";
      document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax${secure}`;
      show();
    });
    show();
    choice.hidden = false;
  }
}
