// Before the first paint: the theme and language that the visitor chose last time (src/ui/state/settings.svelte.ts).
(function () {
  var chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem('drydock.settings')) || {};
  } catch {
    // Storage refused: the system's own preference decides.
  }
  var dark = chosen.theme === 'dark' || (chosen.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  if (chosen.language) document.documentElement.lang = chosen.language;
})();
