import { describe, expect, it } from 'vitest';
import { concat, text, utf8 } from './bytes.ts';
import { decodeStdcopy, stdcopyFrame, StdcopyDecoder } from './stdcopy.ts';
import { sourceOf } from './streams.ts';

const wire = concat([
  stdcopyFrame('stdout', utf8('hi\n')),
  stdcopyFrame('stderr', utf8('')),
  stdcopyFrame('stderr', utf8('oops')),
]);

describe('stdcopy', () => {
  it('frames as real Docker does', () => {
    expect([...stdcopyFrame('stdout', utf8('hi\n'))]).toEqual([1, 0, 0, 0, 0, 0, 0, 3, 104, 105, 10]);
  });

  it('decodes any chunking', async () => {
    for (const size of [1, 2, 7, 9, wire.length]) {
      const chunks = [];
      for (let at = 0; at < wire.length; at += size) chunks.push(wire.subarray(at, at + size));
      const out = { stdin: '', stdout: '', stderr: '', systemError: '' };
      for await (const piece of decodeStdcopy(sourceOf(...chunks))) out[piece.stream] += text(piece.bytes);
      expect(out, `in chunks of ${size}`).toEqual({ stdin: '', stdout: 'hi\n', stderr: 'oops', systemError: '' });
    }
  });

  it('refuses what is no frame', () => {
    expect(() => new StdcopyDecoder().decode(utf8('plain text'))).toThrow('Unrecognized input header: 112');
  });
});
