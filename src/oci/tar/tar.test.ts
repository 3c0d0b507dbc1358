import { packTar, unpackTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { concat, text, utf8 } from '../../base/bytes.ts';
import { collect, sourceOf } from '../../base/streams.ts';
import type { TarHeader } from './header.ts';
import { readTar } from './read.ts';
import { encodeTar, writeTar } from './write.ts';

const plain = { mode: 0o644, uid: 0, gid: 0, mtime: 1_700_000_000_000, size: 0 } as const;
const LONG = `d/${'é'.repeat(80)}/${'x'.repeat(90)}`;
const HEADERS: readonly TarHeader[] = [
  { ...plain, name: 'dir/', type: 'directory', mode: 0o1755 },
  { ...plain, name: 'dir/file', type: 'file', size: 600, uname: 'ann', gname: 'staff', mode: 0o4755 },
  { ...plain, name: LONG, type: 'file', size: 3, uid: 3_000_000, mtime: -1000 },
  { ...plain, name: 'link', type: 'symlink', link: '/'.padEnd(150, 'l') },
  { ...plain, name: 'hard', type: 'hardlink', link: LONG },
  { ...plain, name: 'tty', type: 'char', major: 5, minor: 1 },
  { ...plain, name: 'sda', type: 'block', major: 8, minor: 0 },
  { ...plain, name: 'pipe', type: 'fifo' },
  { ...plain, name: 'caps', type: 'file', xattrs: { 'security.capability': Uint8Array.of(1, 0, 10, 255) } },
];
const entries = () => HEADERS.map((header) => ({ header, body: new Uint8Array(header.size).fill(0x61) }));

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function listed(source: AsyncIterable<Uint8Array>): Promise<{ header: TarHeader; body: string }[]> {
  const found: { header: TarHeader; body: string }[] = [];
  for await (const { header, body } of readTar(source)) found.push({ header, body: text(await collect(body, 1e6)) });
  return found;
}

test.each([1_000_000, 512, 700, 13])('what is written is read again, in pieces of %i', async (size) => {
  const tar = await collect(writeTar(entries()), 1e6);
  expect(tar).toEqual(encodeTar(entries()));
  expect(await listed(inPieces(tar, size))).toEqual(
    HEADERS.map((header) => ({ header, body: 'a'.repeat(header.size) })),
  );
});

test('skipped bodies do not disturb; offsets say where they are', async () => {
  const tar = encodeTar(entries());
  const offsets: number[] = [];
  for await (const { header, offset } of readTar(inPieces(tar, 100))) if (header.size) offsets.push(offset);
  expect(offsets.map((offset) => text(tar.subarray(offset, offset + 3)))).toEqual(['aaa', 'aaa']);
});

test('modern-tar agrees, both ways', async () => {
  const theirs = await unpackTar(encodeTar(entries()));
  expect(
    theirs.map(({ header, data }) => [header.name, header.type, data?.length ?? 0, header.linkname ?? '']),
  ).toEqual(
    HEADERS.map(({ name, type, size, link }) => [
      type === 'directory' ? 'dir/' : name,
      { char: 'character-device', block: 'block-device', hardlink: 'link' }[type as string] ?? type,
      size,
      link ?? '',
    ]),
  );
  const packed = await packTar([
    {
      header: { name: LONG, type: 'file', size: 5, mode: 0o600, uid: 7, gid: 8, mtime: new Date(5000) },
      body: 'hello',
    },
    { header: { name: 's', type: 'symlink', size: 0, linkname: 't'.repeat(200) } },
  ]);
  const ours = await listed(sourceOf(packed));
  expect(ours[0]).toMatchObject({ header: { name: LONG, mode: 0o600, uid: 7, gid: 8, mtime: 5000 }, body: 'hello' });
  expect(ours[1]!.header.link).toBe('t'.repeat(200));
});

test("a header is byte for byte as real Docker's", () => {
  const block = encodeTar([
    { header: { ...plain, name: 'a.txt', type: 'file', size: 3, mtime: 1795472766_000 }, body: utf8('hi\n') },
  ]);
  // The one entry of a layer that real Docker 26 made by `RUN echo hi > /a.txt`; only the time is another.
  expect(text(block.subarray(0, 345)).replaceAll('\0', '.')).toBe(
    `a.txt${'.'.repeat(95)}0000644.0000000.0000000.00000000003.${(1795472766).toString(8)}.010225. 0${'.'.repeat(100)}` +
      `ustar.00${'.'.repeat(64)}0000000.0000000.`,
  );
  expect(block.length).toBe(512 + 512 + 1024);
});

/** A block by hand: fields at offsets, and the checksum. */
function block(fields: Readonly<Record<number, string>>): Uint8Array {
  const bytes = new Uint8Array(512);
  for (const [offset, value] of Object.entries(fields)) {
    for (let i = 0; i < value.length; i++) bytes[Number(offset) + i] = value.charCodeAt(i);
  }
  bytes.fill(0x20, 148, 156);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.set(utf8(sum.toString(8).padStart(6, '0')), 148);
  bytes[154] = 0;
  return bytes;
}
const END = new Uint8Array(1024);
const padded = (content: string) => concat([utf8(content), new Uint8Array(512 - content.length)]);

test('v7, ustar prefix, base-256, GNU long names, global PAX headers', async () => {
  const magic = { 257: 'ustar\x0000' };
  const gnu = { 257: 'ustar  \0' };
  const tar = concat([
    block({ 0: 'old/', 100: ' 755 \0', 156: '\0' }),
    block({ 0: 'file', 345: 'some/prefix', 124: '\x80\0\0\0\0\0\0\0\0\0\0\x02', 156: '0', ...magic }),
    padded('ab'),
    block({ 0: '././@LongLink', 124: '00000000006\0', 156: 'L', ...gnu }),
    padded('long!\0'),
    block({ 0: '././@LongLink', 124: '00000000004\0', 156: 'K', ...gnu }),
    padded('aim\0'),
    block({ 0: 'long', 157: 'ai', 156: '2', 136: '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff', ...gnu }),
    block({ 0: 'pax_global_header', 124: '00000000013\0', 156: 'g', ...magic }),
    padded('11 path=abc\n'.slice(0, 11)),
    END,
  ]);
  const bad = listed(sourceOf(tar));
  await expect(bad).rejects.toThrow('archive/tar: invalid tar header'); // 11 is not the record's length
  tar.set(utf8('11 path=ab\n'), tar.length - 1024 - 512);
  expect(
    (await listed(sourceOf(concat([tar.subarray(0, -1024), block({ 0: 'kept', 156: '0', ...magic }), END])))).map(
      ({ header, body }) => [header.name, header.type, header.mode, header.link, header.mtime, body],
    ),
  ).toEqual([
    ['old/', 'directory', 0o755, undefined, 0, ''],
    ['some/prefix/file', 'file', 0, undefined, 0, 'ab'],
    ['long!', 'symlink', 0, 'aim', -1000, ''],
    ['kept', 'file', 0, undefined, 0, ''],
  ]);
});

test('what Go refuses is refused in its words; sparse files say that they are not simulated', async () => {
  const tar = encodeTar(entries());
  const wrongSum = tar.slice();
  wrongSum[148]! ^= 1;
  const cases: readonly (readonly [Uint8Array, string])[] = [
    [utf8('junk\n'), 'unexpected EOF'],
    [tar.subarray(0, 512 + 512 + 100), 'unexpected EOF'],
    [wrongSum, 'archive/tar: invalid tar header'],
    [concat([new Uint8Array(512), tar]), 'archive/tar: invalid tar header'],
    [new Uint8Array(512).fill(7), 'archive/tar: invalid tar header'],
    [block({ 0: 'x', 124: '77777777777\0', 156: 'x', 257: 'ustar\x0000' }), 'archive/tar: header field too long'],
    [block({ 0: 'odd', 156: 'Z' }), 'unhandled tar header type 90'],
  ];
  for (const [bytes, message] of cases) {
    await expect(listed(sourceOf(bytes))).rejects.toMatchObject({ kind: 'invalid', message });
  }
  await expect(listed(sourceOf(block({ 0: 'x', 156: 'S', 257: 'ustar  \0' })))).rejects.toMatchObject({
    kind: 'notImplemented',
  });
  // Ends that Go takes: no trailer, half a trailer, padding cut off, anything after the trailer.
  const one = encodeTar([{ header: { ...plain, name: 'a', type: 'file', size: 1 }, body: utf8('a') }]);
  for (const bytes of [one.subarray(0, 1024), one.subarray(0, 1536), one.subarray(0, 600), concat([one, utf8('x')])]) {
    expect((await listed(sourceOf(bytes))).map(({ header }) => header.name)).toEqual(['a']);
  }
});
