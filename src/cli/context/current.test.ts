import { expect, test } from 'vitest';
import { normalHost } from './current.ts';

// Recorded from `docker -H HOST ps`.
test.each([
  ['/nosuch', 'tcp://localhost:2375/nosuch'],
  ['tcp://127.0.0.1:1/x', 'tcp://127.0.0.1:1/x'],
  ['tcp://127.0.0.1:', 'tcp://127.0.0.1:2375'],
  ['[::1]:5', 'tcp://[::1]:5'],
  ['', 'unix:///var/run/docker.sock'],
])('%s', (given, host) => expect(normalHost(given)).toBe(host));

test.each([
  ['tcp://x:y', 'parse "tcp://x:y": invalid port ":y" after host'],
  ['tcp://a:b:c', 'parse "tcp://a:b:c": invalid port ":c" after host'],
  ['tcp://[::1', 'parse "tcp://[::1": missing \']\' in host'],
  ['npipe://x', 'protocol not available'],
  ['ssh://', 'ssh host connection is not valid: invalid SSH URL: hostname is empty'],
  ['fd://', 'unable to parse docker host `fd://`'],
  ['http://a', 'invalid bind address format: http://a'],
])('%s is refused', (given, words) => expect(() => normalHost(given)).toThrow(words));
