import { expect, test } from 'vitest';
import { ignores } from './dockerignore.ts';

test('the last pattern that says something wins', () => {
  const paths = ['Dockerfile', '.dockerignore', 'a.txt', 'docs/a.txt', 'docs/deep/b.md'];
  const ignored = (content: string) => paths.filter((path) => ignores(content, path));
  expect(ignored('*.txt\n!a.txt\n# Dockerfile\n')).toEqual([]);
  expect(ignored('*.txt\n')).toEqual(['a.txt']);
  expect(ignored('**/*.txt\n')).toEqual(['a.txt', 'docs/a.txt']);
  expect(ignored('docs\n!docs/deep\n')).toEqual(['docs/a.txt']);
  expect(ignored('/Dockerfile\n.dockerignore')).toEqual(['Dockerfile', '.dockerignore']);
  expect(ignored('**')).toEqual(paths);
});
