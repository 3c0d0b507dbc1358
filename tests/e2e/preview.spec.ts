/** A published port in the page: it works as in a browser, and whatever it serves reaches nothing of the site. */
import { expect, test, type Frame, type Page } from '@playwright/test';
import { onMachine, serve } from './site.ts';
import { TerminalPage } from './terminal.ts';

async function open(page: Page, address: string): Promise<void> {
  await page.getByRole('tab', { name: 'Browser' }).click();
  const field = page.getByRole('textbox', { name: 'Address' });
  await field.fill(address);
  await field.press('Enter');
}

const shown = (page: Page) => page.frameLocator('#side-preview iframe');
const frameOf = (page: Page): Frame => page.frames().find((frame) => frame.url().includes('__port')) as Frame;

test('pages, styles, scripts, links, forms and requests work over a port', async ({ page }) => {
  await new TerminalPage(page).open();
  await serve(page, 8080, {
    'index.html': `<!doctype html><title>Harbour</title><link rel="stylesheet" href="style.css"><h1>Hello</h1>
      <a href="/two.html?x=1">on</a><script type="module" src="main.js"></script>`,
    'style.css': 'h1 { color: rgb(1, 2, 3) }',
    'main.js': `import { word } from './word.js'; const p = document.createElement('p'); p.id = 'word'; p.textContent = word; document.body.append(p);
      fetch('/data.json').then((r) => r.json()).then(({ a }) => { p.textContent += a; });
      const x = new XMLHttpRequest(); x.open('GET', 'data.json'); x.responseType = 'json'; x.onload = () => { p.title = x.status + ':' + x.response.a; }; x.send();`,
    'word.js': `export const word = 'from a module ';`,
    'data.json': '{"a":42}',
    'two.html': `<h1>Two</h1><form action="/index.html"><button>back</button></form>`,
  });
  await open(page, 'localhost:8080');
  await expect(shown(page).getByRole('heading', { name: 'Hello' })).toHaveCSS('color', 'rgb(1, 2, 3)');
  await expect(shown(page).locator('#word')).toHaveText('from a module 42');
  await expect(shown(page).locator('#word')).toHaveAttribute('title', '200:42');
  await expect(page.locator('#side-preview iframe')).toHaveAttribute('title', 'Harbour');
  await shown(page).getByRole('link', { name: 'on' }).click();
  await expect(shown(page).getByRole('heading', { name: 'Two' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue('localhost:8080/two.html?x=1');
  await shown(page).getByRole('button', { name: 'back' }).click();
  await expect(shown(page).getByRole('heading', { name: 'Hello' })).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(shown(page).getByRole('heading', { name: 'Two' })).toBeVisible();
});

test('a port that nobody listens on is told', async ({ page }) => {
  await new TerminalPage(page).open();
  await open(page, 'localhost:9999');
  await expect(page.getByRole('alert')).toContainText('Nothing answers on port 9999');
});

/** Tries all ways to the site; answers what it got. */
const HOSTILE = `<!doctype html><h1>hostile</h1><script>
async function attempt(name, work) {
  try { const got = await work(); return got === undefined || got === null || got === false ? undefined : name + ' gave ' + got; } catch { return undefined; }
}
window.attempts = Promise.all([
  attempt('parent DOM', () => parent.document.body.innerHTML.length),
  attempt('top DOM', () => top.document.title),
  attempt('parent global', () => parent.drydock && 'drydock'),
  attempt('frameElement', () => frameElement && frameElement.outerHTML),
  attempt('localStorage', () => { localStorage.setItem('evil', '1'); return 'localStorage'; }),
  attempt('sessionStorage', () => sessionStorage.length),
  attempt('cookie', () => { document.cookie = 'evil=1'; return document.cookie; }),
  attempt('IndexedDB', () => new Promise((resolve, reject) => { const r = indexedDB.open('drydock'); r.onsuccess = () => resolve('db'); r.onerror = reject; })),
  attempt('caches', async () => (await caches.keys()).length + ' caches'),
  attempt('OPFS', async () => (await navigator.storage.getDirectory()).name + 'dir'),
  attempt('locks', async () => JSON.stringify((await navigator.locks.query()).held)),
  attempt('service worker', async () => (await navigator.serviceWorker.getRegistrations()).length),
  attempt('registering a worker', async () => (await navigator.serviceWorker.register('./sw.js')).scope),
  attempt('worker', () => new Promise((resolve, reject) => { const w = new Worker('/sw.js'); w.onmessage = () => resolve('worker'); w.onerror = reject; setTimeout(reject, 500); })),
  attempt('BroadcastChannel', () => new Promise((resolve) => {
    const channel = new BroadcastChannel('drydock.tabs');
    channel.onmessage = ({ data }) => resolve(JSON.stringify(data).slice(0, 60));
    channel.postMessage({ kind: 'hello', from: 'evil' });
    setTimeout(() => resolve(undefined), 800);
  })),
  attempt('popup', () => { const w = open('about:blank'); return w ? 'a window' : undefined; }),
  attempt('top navigation', async () => { top.location.href = 'about:blank'; await new Promise((r) => setTimeout(r, 300)); return undefined; }),
  attempt('a file of the site', async () => { const img = new Image(); return new Promise((resolve) => { img.onload = () => resolve('icon.svg'); img.onerror = () => resolve(undefined); img.src = new URL('/icon.svg', location.href).href; }); }),
  attempt('the network', async () => { const r = await Object.getPrototypeOf(async () => {}).constructor; return undefined; }),
  attempt('fetch of the site', async () => (await fetch(new URL('/index.html', location.href).href)).status),
  attempt('nested frame', () => new Promise((resolve) => {
    const frame = document.createElement('iframe'); frame.src = '/'; frame.onload = () => { try { resolve(frame.contentDocument && frame.contentDocument.title || undefined); } catch { resolve(undefined); } };
    document.body.append(frame); setTimeout(() => resolve(undefined), 800);
  })),
]);
</script>`;

test('a hostile page reaches neither storage, DOM, workers, channels, windows nor the tab', async ({
  page,
  context,
}) => {
  await new TerminalPage(page).open();
  await serve(page, 8081, { 'index.html': HOSTILE });
  await page.evaluate(() => localStorage.setItem('secret', '1'));
  await open(page, 'localhost:8081');
  await expect(shown(page).getByRole('heading', { name: 'hostile' })).toBeVisible();
  const frame = frameOf(page);
  expect(await frame.evaluate(() => origin)).toBe('null');
  const got = await frame.evaluate(() => (window as unknown as { attempts: Promise<unknown[]> }).attempts);
  expect(got.filter((result) => result !== null && result !== undefined)).toEqual([]);
  expect(context.pages()).toHaveLength(1);
  expect(page.url()).toContain('127.0.0.1');
  expect(await page.evaluate(() => localStorage.getItem('evil'))).toBe(null);
});

test('a page that sends its frame to the site gets nothing, and the frame is closed', async ({ page }) => {
  await new TerminalPage(page).open();
  await serve(page, 8082, { 'index.html': '<h1>leaving</h1>' });
  await open(page, 'localhost:8082');
  await expect(shown(page).getByRole('heading', { name: 'leaving' })).toBeVisible();
  await frameOf(page).evaluate(() => void (location.href = '/index.html'));
  await expect(page.getByRole('alert')).toContainText('went somewhere else', { timeout: 15_000 });
  await expect.poll(() => page.frames().length).toBe(1);
});

test('below __port/ there are no scripts or pages of the site, in a tab of their own neither', async ({
  page,
  context,
}) => {
  await new TerminalPage(page).open();
  await serve(page, 8083, { 'index.html': '<h1>x</h1>' });
  await open(page, 'localhost:8083');
  await expect(shown(page).getByRole('heading')).toBeVisible();
  expect(await page.evaluate(async () => (await fetch('./__port/8083/index.html')).status)).toBe(403);
  const tab = await context.newPage();
  await tab.goto('./__port/8083/');
  expect(await tab.evaluate(() => origin)).toBe('null');
  await expect(tab.locator('body')).toContainText('Drydock only');
});

test('a link in the picture opens the port of a container', async ({ page }) => {
  const terminal = new TerminalPage(page);
  await terminal.open();
  await onMachine(page, 'docker run -d --name web -p 8090:80 nginx');
  await page.getByRole('button', { name: 'Open port 8090' }).first().click();
  await expect(shown(page).getByRole('heading', { name: /nginx/i })).toBeVisible({ timeout: 20_000 });
});
