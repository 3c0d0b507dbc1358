import { describe, expect, test } from 'vitest';
import { explain } from './explanations.ts';

describe('explain', () => {
  test.each([
    ['Error response from daemon: manifest for ubuntu:12.4 not found: manifest unknown: manifest unknown', 'tag'],
    [
      'docker: Error response from daemon: Conflict. The container name "/web" is already in use by container "abc".',
      'name',
    ],
    [
      'pull access denied for nope, repository does not exist: denied: requested access to the resource is denied',
      'spelling',
    ],
    ['denied: requested access to the resource is denied', 'user name'],
    ['\x1b[1mbash: \x1b[0mdocker: command not found\r\n', 'installed'],
    ['Error response from daemon: No such container: web', 'docker ps -a'],
    ['-bash: dokcer: command not found\r\n', 'spelling'],
    ['sh: 1: nano: not found\r\n', 'spelling'],
    ['Error response from daemon: Get "https://auth.docker.io/token": Failed to fetch\r\n$ ', 'network'],
    ['python: cannot fetch pyodide-1.0/pyodide.mjs: Failed to fetch dynamically imported module: x\r\n', 'language'],
    ["unknown shorthand flag: 'z' in -z", '--help'],
    ['Error response from daemon: container 73f270655b2e is not running', 'docker start'],
    ['Error: invalid reference format: repository name must be lowercase', 'lower case'],
  ])('knows %j', (output, word) => expect(explain(output)?.en).toContain(word));

  test('has nothing to say about what went well', () => {
    expect(explain("Unable to find image 'busybox:latest' locally\nlatest: Pulling\nabc: Pull complete\nhello")).toBe(
      undefined,
    );
    expect(explain('$ ls\nfile')).toBe(undefined);
  });
});
