import { expect, test } from 'vitest';
import { familiarString, fullString, parseReference, withDefaultTag } from './reference.ts';

test.each([
  ['busybox', 'docker.io/library/busybox:latest', 'busybox:latest'],
  ['ada/site:2', 'docker.io/ada/site:2', 'ada/site:2'],
  ['127.0.0.1:5000/tools/mine', '127.0.0.1:5000/tools/mine:latest', '127.0.0.1:5000/tools/mine:latest'],
  ['localhost/x', 'localhost/x:latest', 'localhost/x:latest'],
  ['docker.io/library/alpine:3', 'docker.io/library/alpine:3', 'alpine:3'],
  ['a/b/c:d_e.f-9', 'docker.io/a/b/c:d_e.f-9', 'a/b/c:d_e.f-9'],
])('%s is %s', (text, full, familiar) => {
  const reference = withDefaultTag(parseReference(text));
  expect([fullString(reference), familiarString(reference)]).toEqual([full, familiar]);
});

test.each([
  ['Busybox', 'invalid reference format: repository name (library/Busybox) must be lowercase'],
  ['Bad Name', 'invalid reference format: repository name (library/Bad Name) must be lowercase'],
  ['busybox:latest:1', 'invalid reference format'],
  ['busybox:', 'invalid reference format'],
  ['/busybox', 'invalid reference format'],
  ['-mybox', 'invalid reference format'],
  ['busybox@sha256:123', 'invalid reference format'],
])('%s: %s', (text, message) => {
  expect(() => parseReference(text)).toThrow(new Error(message).message);
});
