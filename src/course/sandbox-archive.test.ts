import { describe, expect, test } from 'vitest';
import { utf8 } from '../base/bytes.ts';
import { emptyProgress } from './progress.ts';
import { readSandboxArchive, writeSandboxArchive } from './sandbox-archive.ts';

const progress = emptyProgress('seed');
const sandbox = new Blob([new Uint8Array([0x1f, 0x8b, 1, 2, 3])]);
const bytesOf = async (blob: Blob) => [...new Uint8Array(await blob.arrayBuffer())];

describe('the file of a sandbox', () => {
  test('carries progress, lesson packs and the machine', async () => {
    const packs = [
      {
        source: 'https://example.com/' + 'long/'.repeat(40) + 'pack.tar.gz?v=1',
        bytes: Uint8Array.from({ length: 300_000 }, (_, i) => i % 251),
      },
      { source: '第一課.zip', bytes: utf8('PK') },
    ];
    const file = writeSandboxArchive({ progress, packs, sandbox }, 0);
    const read = await readSandboxArchive(file);
    expect(read.progress).toEqual(progress);
    expect(read.packs.map(({ source }) => source)).toEqual(packs.map(({ source }) => source));
    expect(
      read.packs.map(({ bytes }) =>
        Buffer.from(bytes).equals(
          packs.find(({ bytes: before }) => before.length === bytes.length)?.bytes as Uint8Array,
        ),
      ),
    ).toEqual([true, true]);
    expect(await bytesOf(read.sandbox)).toEqual([0x1f, 0x8b, 1, 2, 3]);
  });

  test('may be the machine alone', async () => {
    const read = await readSandboxArchive(sandbox);
    expect(read).toMatchObject({ progress: undefined, packs: [] });
    expect(read.sandbox.size).toBe(5);
  });

  test('without a machine is refused', async () => {
    const file = writeSandboxArchive({ progress, packs: [], sandbox }, 0);
    await expect(readSandboxArchive(file.slice(0, 1024))).rejects.toMatchObject({ kind: 'invalid' });
    await expect(readSandboxArchive(new Blob(['no tar at all']))).rejects.toThrow();
  });
});
