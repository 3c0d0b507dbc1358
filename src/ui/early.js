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
  // Frames show published ports, and nothing else that was not chosen. The address of the site is not known when it is built.
  var policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = 'frame-src ' + location.href.replace(/[?#].*$/, '').replace(/[^/]*$/, '') + '__port/';
  // A WebContainer is a frame of its makers' site; where the visitor did not choose it, no such frame can be.
  if (chosen.webContainer === true) policy.content += ' https://stackblitz.com/';
  document.head.appendChild(policy);
})();
