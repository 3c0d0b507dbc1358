/** The page by the Tab key alone: every stop is named, shows that it has the focus, lies beneath nothing, and follows the one before. */
import { expect, test, type Page } from '@playwright/test';
import { onMachine } from './site.ts';
import { TerminalPage } from './terminal.ts';

interface Stop {
  readonly what: string;
  readonly name: string;
  /** Of the section that scrolls, or the page's head. */
  readonly pane: string;
  readonly x: number;
  /** From the top of all that the pane holds. */
  readonly y: number;
  readonly outlined: boolean;
  /** What lies over a corner of it. */
  readonly beneath: string;
}

/** What has the focus; undefined: nothing. xterm shows the focus of its text field by its cursor. */
async function stop(page: Page): Promise<Stop | 'terminal' | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return undefined;
    if (element.matches('.xterm-helper-textarea')) return 'terminal';
    const { outlineStyle, outlineWidth, display } = getComputedStyle(element);
    const box = (display === 'inline' && element.getClientRects()[0]) || element.getBoundingClientRect();
    const pane = element.closest('#pane-lesson, #pane-side .view, header');
    let scrolled = 0;
    for (let outer = element.parentElement; outer; outer = outer.parentElement) scrolled += outer.scrollTop;
    const over = (x: number, y: number) => {
      const top = document.elementFromPoint(x, y);
      return element.contains(top) ? '' : (top?.className ?? 'the edge of the window');
    };
    // What is a pane itself, or a line to drag, has others on it.
    const large = box.height > innerHeight / 2;
    return {
      what: `<${element.localName}> ${element.innerText?.slice(0, 40)}`,
      name:
        element.getAttribute('aria-label') ??
        ((element as HTMLInputElement).labels?.[0]?.innerText || element.innerText?.trim() || ''),
      pane: large ? '' : (pane?.id ?? pane?.localName ?? ''),
      x: box.left,
      y: box.top + scrolled,
      outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1,
      beneath: large ? '' : over(box.left + 3, box.top + 3) || over(box.right - 3, box.bottom - 3),
    };
  });
}

/** From where the focus is to the end of the page, by one key. A terminal is left by F6, as its bar says. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press(key);
    const at = await stop(page);
    if (at === undefined) return stops;
    if (at === 'terminal') await page.keyboard.press('F6');
    else stops.push(at);
  }
  throw new Error(`the focus does not come out: ${stops.slice(-3).map(({ what }) => what)}`);
}

const SAME_ROW_PX = 12;

function complaints(stops: readonly Stop[], key: string): string[] {
  return stops.flatMap((at, i) => {
    const before = stops[i - 1];
    const [first, second] = key === 'Tab' ? [before, at] : [at, before];
    const turned =
      first && second && first.pane !== '' && first.pane === second.pane && second.y < first.y - SAME_ROW_PX;
    return [
      ...(at.name ? [] : ['no name']),
      ...(at.outlined ? [] : ['no outline']),
      ...(at.beneath ? [`beneath ${at.beneath}`] : []),
      ...(turned ? [`above ${first.what}`] : []),
    ].map((complaint) => `${key}, ${at.what}: ${complaint}`);
  });
}

for (const [language, id] of [
  ['en', 'commit-a-gem'],
  ['zh-TW', 'three-words'],
] as const) {
  test(`the Tab key through a lesson, both ways, with what a command lacks told: ${language}`, async ({ page }) => {
    // Low, so that things lie below each other.
    await page.setViewportSize({ width: 1280, height: 560 });
    await page.addInitScript((chosen) => {
      localStorage.setItem('drydock.settings', JSON.stringify({ language: chosen }));
    }, language);
    const terminal = new TerminalPage(page);
    await page.goto(`./#/lesson/${id}`);
    await terminal.prompt();
    await page.locator('.start').focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.steps .current h2 button')).toBeFocused({ timeout: 30_000 });
    await onMachine(page, 'docker pull -q hello-world');
    await page.locator('.xterm-helper-textarea').focus();
    await terminal.run('docker run hello-world > /dev/null');
    await expect(page.locator('.miss')).toBeVisible();
    await page.locator('header a').focus();
    const there = await walk(page, 'Tab');
    expect(there.length).toBeGreaterThan(25);
    expect(complaints(there, 'Tab')).toEqual([]);
    const back = await walk(page, 'Shift+Tab');
    expect(complaints(back, 'Shift+Tab')).toEqual([]);
  });
}
