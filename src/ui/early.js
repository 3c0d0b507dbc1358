// Before the first paint: what must be known early. The theme and language that the visitor chose last time (src/ui/state/settings.svelte.ts).
(function () {
  var chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem('drydock.settings')) || {};
  } catch {
    // Storage refused: the system's own preference decides.
  }
  var dark =
    chosen.theme === 'dark' || (chosen.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  if (chosen.language) document.documentElement.lang = chosen.language;
  // Frames show published ports and nothing else. The address of the site is not known when it is built.
  var policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = 'frame-src ' + location.href.replace(/[?#].*$/, '').replace(/[^/]*$/, '') + '__port/';
  document.head.appendChild(policy);
})();
