import { describe, expect, test } from 'vitest';
import { text } from '../../base/bytes.ts';
import { readArchive } from './read-archive.ts';

// One folder around a pack, as an archive of a repository has it: made by Python's zipfile and by GNU tar.
const ZIP =
  'UEsDBBQAAAAAAHtkfF0AAAAAAAAAAAAAAAAKAAAAcGFjay1tYWluL1BLAwQUAAAACAB7ZHxds5DkFgkAAAAHAAAAEwAAAHBhY2stbWFpbi9SRUFETUUubWQrSk1MyU3lAgBQSwMEFAAAAAAAe2R8XQAAAAAAAAAAAAAAABIAAABwYWNrLW1haW4vMDEtcGFydC9QSwMEFAAAAAgAe2R8XXHgupoIAAAABgAAABsAAABwYWNrLW1haW4vMDEtcGFydC9wYXJ0LnlhbWzLTLFSKOACAFBLAwQUAAAAAAB7ZHxdAAAAAAAAAAAAAAAAGQAAAHBhY2stbWFpbi8wMS1wYXJ0LzAxLW9uZS9QSwMEFAAAAAgAe2R8XblqzXYNAAAAQAAAACQAAABwYWNrLW1haW4vMDEtcGFydC8wMS1vbmUvbGVzc29uLnlhbWzLTLFSyM9L5cokkwYAUEsDBBQAAAAIAHtkfF1CBSOhBwAAAAUAAAAhAAAAcGFjay1tYWluLzAxLXBhcnQvMDEtb25lL3NldHVwLnNoKykqTeUCAFBLAwQUAAAAAAB7ZHxdAAAAAAAAAAAAAAAAHwAAAHBhY2stbWFpbi8wMS1wYXJ0LzAxLW9uZS9maWxlcy9QSwMEFAAAAAgAe2R8XXp6b+0FAAAAAwAAACYAAABwYWNrLW1haW4vMDEtcGFydC8wMS1vbmUvZmlsZXMvLmhpZGRlbsvI5AIAUEsBAhQDFAAAAAAAe2R8XQAAAAAAAAAAAAAAAAoAAAAAAAAAAAAQAO1BAAAAAHBhY2stbWFpbi9QSwECFAMUAAAACAB7ZHxds5DkFgkAAAAHAAAAEwAAAAAAAAAAAAAApIEoAAAAcGFjay1tYWluL1JFQURNRS5tZFBLAQIUAxQAAAAAAHtkfF0AAAAAAAAAAAAAAAASAAAAAAAAAAAAEADtQWIAAABwYWNrLW1haW4vMDEtcGFydC9QSwECFAMUAAAACAB7ZHxdceC6mggAAAAGAAAAGwAAAAAAAAAAAAAApIGSAAAAcGFjay1tYWluLzAxLXBhcnQvcGFydC55YW1sUEsBAhQDFAAAAAAAe2R8XQAAAAAAAAAAAAAAABkAAAAAAAAAAAAQAO1B0wAAAHBhY2stbWFpbi8wMS1wYXJ0LzAxLW9uZS9QSwECFAMUAAAACAB7ZHxduWrNdg0AAABAAAAAJAAAAAAAAAAAAAAApIEKAQAAcGFjay1tYWluLzAxLXBhcnQvMDEtb25lL2xlc3Nvbi55YW1sUEsBAhQDFAAAAAgAe2R8XUIFI6EHAAAABQAAACEAAAAAAAAAAAAAAO2BWQEAAHBhY2stbWFpbi8wMS1wYXJ0LzAxLW9uZS9zZXR1cC5zaFBLAQIUAxQAAAAAAHtkfF0AAAAAAAAAAAAAAAAfAAAAAAAAAAAAEADtQZ8BAABwYWNrLW1haW4vMDEtcGFydC8wMS1vbmUvZmlsZXMvUEsBAhQDFAAAAAgAe2R8XXp6b+0FAAAAAwAAACYAAAAAAAAAAAAAAKSB3AEAAHBhY2stbWFpbi8wMS1wYXJ0LzAxLW9uZS9maWxlcy8uaGlkZGVuUEsFBgAAAAAJAAkAiwIAACUCAAAAAA==';
const TAR_GZ =
  'H4sIAAAAAAAAA+3Yy2qDQBgFYNd5Cl8gdu4D3QWaZTd9g6FalMYLXhZ9+2oWDWjN1HYcKZ5vkQkkMAOH/zhJZV7fj7nJiodgNaSnpbyuvfF6fU8lJ0wKySQLCKWC6iCU6x3ppmtaU4dhUJdle+97ts//qeor/5fz6en5HOWx8z2GgJUQd/LXo/yZ0jwIifOTfGPn+deJifPksPUxYCO3+Sf0WJm6XeE5sLz/mSIc/e/DNP/hJfow+cXZHvb+V6P8heAU/e9DFj+GFep/t6bz369lkbh8DCzvf64IQ//7MJt/k7RdFTWpgz3s+ctR/pJpgf73oa073P53bHb+37JL0rh5Cizvf6GJQP/7YMk/SrM4Toq/7WG///NR/ori/u9HmqH992x2/vvpb8rCyR8Btvmnk/6XWhHMvw/D7/8+7sNv163PDwAAAAAAAD/zCdwkikMAKAAA';

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

describe('a lesson pack in one file', () => {
  test.each([
    ['ZIP', ZIP],
    ['tar.gz', TAR_GZ],
  ])('%s', async (_, base64) => {
    const files = await readArchive(bytesOf(base64));
    expect(
      [...files].map(([path, { bytes, executable }]) => [path, text(bytes).slice(0, 8), executable]).sort(),
    ).toEqual([
      ['01-part/01-one/files/.hidden', 'hi\n', false],
      ['01-part/01-one/lesson.yaml', 'id: one\n', false],
      ['01-part/01-one/setup.sh', 'true\n', true],
      ['01-part/part.yaml', 'id: p\n', false],
    ]);
  });

  test('what is cut off is refused, wherever', async () => {
    const zip = bytesOf(ZIP);
    for (let size = 4; size < zip.length; size += 37) {
      await expect(readArchive(zip.subarray(0, size))).rejects.toMatchObject({ kind: 'invalid' });
    }
    const tar = bytesOf(TAR_GZ);
    for (const size of [20, 100]) {
      await expect(readArchive(tar.subarray(0, size))).rejects.toMatchObject({ kind: 'invalid' });
    }
  });

  test('lengths that lead out of the archive are refused', async () => {
    const zip = bytesOf(ZIP);
    new DataView(zip.buffer).setUint32(zip.length - 22 + 16, 0xfffffff0, true);
    await expect(readArchive(zip)).rejects.toMatchObject({ kind: 'invalid' });
  });
});
