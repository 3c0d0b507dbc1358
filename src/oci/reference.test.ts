import { expect, test } from 'vitest';
import { familiarString, fullString, parseNormalized, withDefaultTag, withTag } from './reference.ts';

const HEX = 'a'.repeat(64);

test.each([
  ['ubuntu', 'docker.io/library/ubuntu:latest', 'ubuntu:latest'],
  ['a/b:c', 'docker.io/a/b:c', 'a/b:c'],
  ['library/redis', 'docker.io/library/redis:latest', 'redis:latest'],
  ['docker.io/library/a/b', 'docker.io/library/a/b:latest', 'library/a/b:latest'],
  ['index.docker.io/foo', 'docker.io/library/foo:latest', 'foo:latest'],
  ['registry.hub.docker.com/foo', 'registry.hub.docker.com/foo:latest', 'registry.hub.docker.com/foo:latest'],
  ['localhost/x', 'localhost/x:latest', 'localhost/x:latest'],
  ['localhost:5000/x:1', 'localhost:5000/x:1', 'localhost:5000/x:1'],
  ['[::1]:5000/x', '[::1]:5000/x:latest', '[::1]:5000/x:latest'],
  ['UPPER/x', 'UPPER/x:latest', 'UPPER/x:latest'],
  [`x@sha256:${HEX}`, `docker.io/library/x@sha256:${HEX}`, `x@sha256:${HEX}`],
  [`a.b/c__d-e:1@sha256:${HEX}`, `a.b/c__d-e:1@sha256:${HEX}`, `a.b/c__d-e:1@sha256:${HEX}`],
])('%s', (typed, full, familiar) => {
  const reference = withDefaultTag(parseNormalized(typed));
  expect([fullString(reference), familiarString(reference)]).toEqual([full, familiar]);
});

// Texts as printed by real Docker 26.
test.each([
  ['Bad', 'invalid reference format: repository name (library/Bad) must be lowercase'],
  ['localhost/Bad', 'invalid reference format: repository name (Bad) must be lowercase'],
  ['', 'invalid reference format'],
  ['a:b:c', 'invalid reference format'],
  ['x:-bad', 'invalid reference format'],
  [`x:${'t'.repeat(129)}`, 'invalid reference format'],
  ['a//b', 'invalid reference format'],
  ['a..b', 'invalid reference format'],
  ['x@sha256:abc', 'invalid reference format'],
  ['http://x', 'invalid reference format'],
  [HEX, `invalid repository name (${HEX}), cannot specify 64-byte hexadecimal strings`],
  [`x@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
  [`x@sha256:${'a'.repeat(40)}`, 'invalid checksum digest length'],
  ['a/'.repeat(130) + 'a', 'repository name must not be more than 255 characters'],
])('%s is refused', (typed, message) => {
  expect(() => parseNormalized(typed)).toThrow(expect.objectContaining({ kind: 'invalid', message }));
});

test('a bad tag alone', () => {
  expect(() => withTag(parseNormalized('x'), 'a b')).toThrow('invalid tag format');
});
