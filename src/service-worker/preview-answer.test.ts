import { describe, expect, test } from 'vitest';
import { hostPage, previewVerdict } from './preview-answer.ts';

describe('what a request below __port/ gets', () => {
  test.each([
    ['__port/8080/', 'navigate', 'iframe', 'host'],
    ['__port/8080/a/b', 'navigate', 'iframe', 'host'],
    ['__port/8080/', 'navigate', 'document', 'host'],
    ['__port/8080/app.js', 'no-cors', 'script', 'forbidden'],
    ['__port/8080/x', 'cors', '', 'forbidden'],
    ['__port/8080/w.js', 'same-origin', 'worker', 'forbidden'],
    ['__port/x/', 'navigate', 'iframe', 'forbidden'],
    ['__port/8080', 'navigate', 'iframe', 'forbidden'],
    ['', 'navigate', 'iframe', 'forbidden'],
    ['index.html', 'navigate', 'embed', 'forbidden'],
    [undefined, 'navigate', 'iframe', 'forbidden'],
    ['', 'navigate', 'document', 'pass'],
    ['assets/x.js', 'cors', 'script', 'pass'],
  ] as const)('%s by %s for %s: %s', (path, mode, destination, verdict) => {
    expect(previewVerdict({ path, mode, destination })).toBe(verdict);
  });

  test('the host page has no origin, and no text of the shim ends its script', async () => {
    const page = hostPage('const end = "</script><p>"');
    expect(page.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-same-origin)/);
    expect((await page.text()).match(/<\/script/g)).toHaveLength(1);
  });
});
