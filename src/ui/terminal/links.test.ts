import { expect, test } from 'vitest';
import { localPort } from './links.ts';

test.each([
  ['http://localhost:8080/x', 8080],
  ['http://127.0.0.1', 80],
  ['https://localhost', 443],
  ['http://0.0.0.0:5000/', 5000],
  ['http://[::]:8000/', 8000],
  ['https://docs.docker.com/', undefined],
  ['http://127.0.0.1.example.com/', undefined],
])('%s names port %s of the machine', (uri, port) => expect(localPort(uri)).toBe(port));
