import { expect, test } from 'vitest';
import type { JsonMessage } from '../../api/types/image.ts';
import { showMessages } from './json-messages.ts';

async function show(messages: readonly JsonMessage[], isTerminal: boolean): Promise<string> {
  let out = '';
  async function* source() {
    yield* messages;
  }
  const sink = { isTerminal, columns: 80, write: async (text: string) => void (out += text) };
  await showMessages(source(), sink, () => 0).catch((error: Error) => (out += `! ${error.message}`));
  return out;
}

const pull: readonly JsonMessage[] = [
  { status: 'Pulling from library/alpine', id: '3.20' },
  { status: 'Pulling fs layer', progressDetail: {}, id: 'aaa' },
  { status: 'Pulling fs layer', progressDetail: {}, id: 'bbb' },
  { status: 'Downloading', progressDetail: { current: 512, total: 2048 }, progress: '[>]', id: 'aaa' },
  { status: 'Pull complete', progressDetail: {}, id: 'aaa' },
  { status: 'Digest: sha256:1' },
];

test('without a terminal there are plain lines, and no bars', async () => {
  expect(await show(pull, false)).toBe(
    '3.20: Pulling from library/alpine\naaa: Pulling fs layer\nbbb: Pulling fs layer\naaa: Pull complete\nDigest: sha256:1\n',
  );
});

test('on a terminal each layer keeps its line', async () => {
  expect(await show(pull, true)).toBe(
    '3.20: Pulling from library/alpine\n' +
      '\n\x1b[1A\x1b[2K\raaa: Pulling fs layer \r\x1b[1B' +
      '\n\x1b[1A\x1b[2K\rbbb: Pulling fs layer \r\x1b[1B' +
      '\x1b[2A\x1b[2K\raaa: Downloading     512B/2.048kB\r\x1b[2B' +
      '\x1b[2A\x1b[2K\raaa: Pull complete \r\x1b[2B' +
      'Digest: sha256:1\n',
  );
});

test('an error in the stream ends it', async () => {
  expect(await show([{ status: 'a' }, { errorDetail: { message: 'no space' }, error: 'no space' }], false)).toBe(
    'a\n! no space',
  );
});
