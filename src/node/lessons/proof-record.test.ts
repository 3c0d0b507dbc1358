import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { utf8 } from '../../base/bytes.ts';
import type { PackFile, PackFiles } from '../../course/parse-course.ts';
import { buildDigest, ProofRecord } from './proof-record.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proofs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (content: string, executable = false): PackFile => ({ bytes: utf8(content), executable });
const pack = (changes: Record<string, PackFile> = {}): PackFiles =>
  new Map(
    Object.entries({
      '01-a/01-one/en.md': file('one'),
      '01-a/01-one/setup.sh': file(''),
      '01-a/02-two/en.md': file('two'),
      ...changes,
    }),
  );
const at = { root: '/lessons', folder: '01-a/01-one' };
const links = { path: at.folder, id: 'one', prerequisites: [], base: undefined };
const verdict = { ...at, seconds: 1.234, problems: [], links };

function recordOf(build: string): ProofRecord {
  return new ProofRecord(join(folder, 'proofs.json'), build);
}

function proven(given: object = {}, files = pack()): void {
  const record = recordOf('build');
  record.note({ ...verdict, ...given }, files);
  record.keep();
}

test('a lesson is still proven while nothing has changed that its proof depends on', () => {
  proven();
  expect(recordOf('build').stillProven(at, pack())).toEqual({ ...at, seconds: 0, problems: [], links });
  expect(recordOf('build').stillProven(at, pack({ '01-a/02-two/en.md': file('other') }))).toBeDefined();
});

test.each([
  ['a file of it', pack({ '01-a/01-one/en.md': file('One') }), 'build'],
  ['a file more', pack({ '01-a/01-one/files/a': file('') }), 'build'],
  ['whether one can be executed', pack({ '01-a/01-one/setup.sh': file('', true) }), 'build'],
  ['Drydock itself', pack(), 'another build'],
])('and no longer when %s has changed', (_, files, build) => {
  proven();
  expect(recordOf(build).stillProven(at, files)).toBeUndefined();
});

test('one that builds on another is held to the whole pack', () => {
  proven({ links: { ...links, base: 'two' } });
  expect(recordOf('build').stillProven(at, pack())).toBeDefined();
  expect(recordOf('build').stillProven(at, pack({ '01-a/02-two/en.md': file('other') }))).toBeUndefined();
});

test('one with a problem is proven again, even when it was right before', () => {
  proven();
  proven({ problems: ['01-a/01-one/en.md:1: is wrong'] });
  expect(recordOf('build').stillProven(at, pack())).toBeUndefined();
});

test('those that take long come first, and those that nobody has timed before them', () => {
  proven();
  const two = { ...at, folder: '01-a/02-two' };
  proven({ ...two, seconds: 9 });
  const three = { ...at, folder: '01-a/03-three' };
  expect(recordOf('build').longestFirst([at, two, three])).toEqual([three, two, at]);
});

test('the digest of a build is that of its files', () => {
  proven();
  const before = buildDigest(folder);
  expect(buildDigest(folder)).toBe(before);
  expect(JSON.parse(readFileSync(join(folder, 'proofs.json'), 'utf8'))).toHaveProperty('/lessons/01-a/01-one');
  proven({ seconds: 2 });
  expect(buildDigest(folder)).not.toBe(before);
});
