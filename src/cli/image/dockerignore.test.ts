import { expect, test } from 'vitest';
import { isIgnored, parseDockerignore } from './dockerignore.ts';

const patterns = parseDockerignore(
  '# comment\nnode_modules\n*.txt\n!keep.txt\n**/*.log\n/docs/*\n!docs/README.md\ntemp?\n',
);

test.each([
  ['node_modules', true],
  ['node_modules/a/b.js', true],
  ['a.txt', true],
  ['keep.txt', false],
  ['sub/a.txt', false],
  ['x.log', true],
  ['deep/down/x.log', true],
  ['docs/a.md', true],
  ['docs/README.md', false],
  ['tempa', true],
  ['Dockerfile', false],
])('%s: %s', (path, ignored) => {
  expect(isIgnored(path, patterns)).toBe(ignored);
});
