import { expect, test } from 'vitest';
import { messageOf } from '../../base/errors.ts';
import { readSandboxArchive, writeSandboxArchive } from '../../course/sandbox-archive.ts';
import { emptyProgress } from '../../course/progress.ts';
import { refusalWords } from './refusal-words.ts';

const sandbox = new Blob([new Uint8Array([0x1f, 0x8b])]);
const good = writeSandboxArchive({ progress: emptyProgress('seed'), packs: [], sandbox }, 0);

/** With other bytes from a place on. */
const changed = (at: number, bytes: string) => new Blob([good.slice(0, at), bytes, good.slice(at + bytes.length)]);

test.each([
  ['text', new Blob(['no tar at all '.repeat(100)]), '裡面找不到沙箱。'],
  ['nothing', new Blob([]), '裡面找不到沙箱。'],
  ['progress that is no JSON', changed(512, '!'), '裡面的學習進度無法讀取。'],
  ['progress of another kind', changed(512, '[1] '.padEnd(20)), '裡面的學習進度無法讀取。'],
])('%s is refused in both languages', async (_, file, chinese) => {
  const words = await readSandboxArchive(file).then(() => '', messageOf);
  expect(refusalWords(words)?.['zh-TW']).toBe(chinese);
  expect(refusalWords(words)?.en).toMatch(/^[A-Z].*\.$/);
});

test('what is named stays', () => {
  expect(refusalWords('the sandbox file has version 7: this Drydock reads version 2')).toEqual({
    en: 'It was saved by another version of Drydock (7; this one reads 2). If this page is older than that, loading it again may bring a newer one.',
    'zh-TW': '它是由另一個版本的 Drydock 存下的（7；這裡讀得懂的是 2）。如果這個網頁比較舊，重新載入也許會換成新的。',
  });
  expect(refusalWords('packs/%E0 is no name of a lesson pack')?.en).toBe('%E0 cannot be a lesson pack.');
});

test('an early end is told from other damage', () => {
  const told = (why: string) => refusalWords(`the sandbox file is damaged: ${why}`)?.en;
  expect(told('it ends too early')).toBe(told('unexpected EOF'));
  expect(told('blob sha256:1 is missing')).not.toBe(told('it ends too early'));
});

test('words that are not known are not told', () => {
  expect(refusalWords('no space left on device')).toBeUndefined();
});
