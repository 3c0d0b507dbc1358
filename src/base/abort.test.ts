import { expect, test } from 'vitest';
import { Aborter, either } from './abort.ts';

const reason = new Error('gone');

test('goes off once, for those who listen then', () => {
  const aborter = new Aborter();
  const heard: string[] = [];
  const left = () => heard.push('left');
  aborter.addEventListener('abort', () => heard.push('stayed'));
  aborter.addEventListener('abort', left);
  aborter.removeEventListener('abort', left);
  aborter.abort(reason);
  aborter.abort(new Error('again'));
  aborter.addEventListener('abort', () => heard.push('late'));
  expect([heard, aborter.aborted, aborter.reason]).toEqual([['stayed'], true, reason]);
  expect(() => aborter.throwIfAborted()).toThrow(reason);
});

test('of two, the first counts, whichever it is and whenever it went off', () => {
  const platform = new AbortController();
  const own = new Aborter();
  const joined = either(platform.signal, own);
  expect(joined.aborted).toBe(false);
  platform.abort(reason);
  own.abort(new Error('later'));
  expect(joined.reason).toBe(reason);
  expect(either(new Aborter(), platform.signal).reason).toBe(reason);
});
