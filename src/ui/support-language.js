// On support.html: follows the page's settings (src/ui/state/settings.svelte.ts), and lets the language be changed there.
(function () {
  var KEY = 'drydock.settings';
  var root = document.documentElement;
  var choice = document.getElementById('language');
  var chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
  function show() {
    choice.value = root.lang;
    document.title = choice.selectedOptions[0].dataset.title;
  }
  if (!chosen.language && /^zh/i.test(navigator.language)) root.lang = 'zh-TW';
  choice.onchange = function () {
    root.lang = chosen.language = choice.value;
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // Storage refused.
    }
    show();
  };
  show();
  // What early.js has set goes with the system, while nothing else was chosen.
  var dark = matchMedia('(prefers-color-scheme: dark)');
  dark.onchange = function () {
    if (chosen.theme !== 'dark' && chosen.theme !== 'light') root.dataset.theme = dark.matches ? 'dark' : 'light';
  };
})();
