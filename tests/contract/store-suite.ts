/** What every storage driver, and the store over it, must do: run by a test file per driver. */
import { afterEach, describe, expect, test } from 'vitest';
import { concat, text, utf8 } from '../../src/base/bytes.ts';
import { LIMITS } from '../../src/base/limits.ts';
import type { Ports } from '../../src/base/ports.ts';
import { collect, sourceOf } from '../../src/base/streams.ts';
import type { ByteSource } from '../../src/base/streams.ts';
import { chainId, digestOf } from '../../src/oci/digest.ts';
import type { ChainId, DiffId, Digest } from '../../src/oci/digest-types.ts';
import type { TarHeader } from '../../src/oci/tar/header.ts';
import { encodeTar } from '../../src/oci/tar/write.ts';
import type { StorageDriver } from '../../src/store/driver.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Layer, Store } from '../../src/store/store.ts';

/** Somewhere to store, empty at first. `open` again shows what the last process left. */
export interface Place {
  open(options?: { readonly quotaBytes?: number }): Promise<StorageDriver>;
  dispose?(): Promise<void> | void;
}

export interface SuiteOptions {
  /** Why a quota cannot be set here; the tests that need one are skipped with this reason. */
  readonly noQuota?: string;
}

const MiB = 1024 * 1024;

/** A pattern without zeros that differs everywhere. */
function noise(size: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = seed;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = (state >>> 24) | 1;
  }
  return bytes;
}

function ports(): Ports {
  let next = 1;
  return {
    clock: { now: () => 0, after: () => () => undefined },
    random: { bytes: (size) => noise(size, (next += 7919) + Number(process.hrtime.bigint() % 100_000n)) },
  };
}

const file = (name: string, body: Uint8Array): { header: TarHeader; body: Uint8Array } => ({
  header: { name, type: 'file', mode: 0o644, uid: 1, gid: 2, mtime: 1_700_000_000_000, size: body.length },
  body,
});
const entry = (header: Partial<TarHeader> & Pick<TarHeader, 'name' | 'type'>) => ({
  header: { mode: 0o755, uid: 0, gid: 0, mtime: 0, size: 0, ...header },
});

/** A source in odd pieces, so that nothing depends on how bytes arrive. */
async function* inPieces(bytes: Uint8Array, size = 70_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Large contents are compared by digest: comparing arrays element by element takes minutes. */
const contentOf = async (source: ByteSource) => digestOf(await collect(source, 64 * MiB));

const chunkKeys = (driver: StorageDriver) => driver.keys('chunks', 'c/', 'c0');

export function storeSuite(name: string, place: () => Promise<Place> | Place, options: SuiteOptions = {}): void {
  describe(`store on ${name}`, () => {
    let here: Place;
    let driver: StorageDriver;
    const open = async (quotaBytes?: number): Promise<Store> => {
      driver = await here.open(quotaBytes === undefined ? {} : { quotaBytes });
      return openStore(driver, ports());
    };
    const fresh = async (quotaBytes?: number): Promise<Store> => {
      here = await place();
      return open(quotaBytes);
    };
    const reopen = async (): Promise<Store> => {
      driver.close();
      return open();
    };
    const withQuota = options.noQuota ? test.skip : test;
    const reason = options.noQuota ? ` (skipped: ${options.noQuota})` : '';
    afterEach(async () => {
      driver.close();
      await here.dispose?.();
    });

    test('an ingest is invisible before its commit and whole afterwards', async () => {
      const store = await fresh();
      const bytes = noise(9 * MiB + 123);
      const digest = await digestOf(bytes);
      const ingest = await store.content.ingest();
      for await (const piece of inPieces(bytes)) await ingest.write(piece);
      expect([await store.content.get(digest), await store.content.list()]).toEqual([undefined, []]);
      expect(await ingest.commit(digest)).toEqual({ digest, size: bytes.length });
      const after = await reopen();
      const blob = await after.content.get(digest);
      expect(await contentOf(blob!.source())).toBe(digest);
      expect(await blob!.read(4 * MiB - 5, 10)).toEqual(bytes.slice(4 * MiB - 5, 4 * MiB + 5));
      expect(await blob!.read(bytes.length - 3, 100)).toEqual(bytes.slice(-3));
      expect(await blob!.read(bytes.length, 1)).toEqual(new Uint8Array(0));
    });

    test('a wrong digest and an abort keep nothing; the same blob is kept once', async () => {
      const store = await fresh();
      const bytes = noise(20 * MiB);
      for (const end of ['wrong', 'abort'] as const) {
        const ingest = await store.content.ingest();
        await ingest.write(bytes);
        if (end === 'abort') await ingest.abort();
        else {
          await expect(ingest.commit(`sha256:${'0'.repeat(64)}` as Digest)).rejects.toMatchObject({ kind: 'invalid' });
        }
        expect([await chunkKeys(driver), await store.content.list()]).toEqual([[], []]);
      }
      for (let i = 0; i < 2; i++) {
        const ingest = await store.content.ingest();
        await ingest.write(bytes.subarray(0, 100));
        await ingest.commit();
      }
      expect(await chunkKeys(driver)).toHaveLength(1);
    });

    test('what an earlier process was writing is collected when its content is first asked for', async () => {
      const store = await fresh();
      const ingest = await store.content.ingest();
      for (let i = 0; i < 5; i++) await ingest.write(noise(4 * MiB, i));
      expect((await chunkKeys(driver)).length).toBeGreaterThan(0);
      await store.collectGarbage({ blobs: new Set(), layers: new Set() });
      expect((await chunkKeys(driver)).length).toBeGreaterThan(0); // it is still being written
      const again = await reopen();
      await again.content.list();
      expect(await chunkKeys(driver)).toEqual([]);
    });

    test('runs of zeros take no room and come back', async () => {
      const store = await fresh();
      const bytes = concat([noise(100), new Uint8Array(6 * MiB), noise(70_000), new Uint8Array(300_000)]);
      const ingest = await store.content.ingest();
      for await (const piece of inPieces(bytes, 50_000)) await ingest.write(piece);
      const { digest } = await ingest.commit(await digestOf(bytes));
      const stored = await Promise.all((await chunkKeys(driver)).map((key) => driver.readChunk(key, 0, 5 * MiB)));
      expect(stored.reduce((sum, chunk) => sum + chunk!.length, 0)).toBeLessThan(70_100 + 4 * LIMITS.holeUnitBytes);
      const blob = (await (await reopen()).content.get(digest))!;
      expect(await contentOf(blob.source())).toBe(digest);
      expect(await digestOf(await blob.read(50, 6 * MiB + 100))).toBe(await digestOf(bytes.slice(50, 6 * MiB + 150)));
    });

    test('a blob becomes a layer as it is, once, and only where nobody else has it', async () => {
      const store = await fresh();
      const keep = async (bytes: Uint8Array): Promise<Digest> => {
        const ingest = await store.content.ingest();
        await ingest.write(bytes);
        return (await ingest.commit()).digest;
      };
      const tar = encodeTar([
        file('big', noise(5 * MiB)),
        entry({ name: 'x', type: 'directory' }),
        file('y', utf8('y')),
      ]);
      const blob = await keep(tar);
      const expected = `sha256:${'1'.repeat(64)}` as DiffId;
      await expect(store.layers.adopt(blob, undefined, { expected })).rejects.toMatchObject({ kind: 'invalid' });
      const layer = (await store.layers.adopt(blob, undefined, { expected: blob as string as DiffId })) as Layer;
      expect(layer).toMatchObject({ chainId: blob, diffId: blob, size: 5 * MiB + 1, tarSize: tar.length });
      expect([await store.content.get(blob), await store.layers.adopt(blob, undefined)]).toEqual([
        undefined,
        undefined,
      ]);
      const again = await store.layers.apply(sourceOf(tar), layer.chainId);
      // What is no tar, is cut short, or has been committed by two is refused or left.
      const short = await keep(tar.subarray(0, 4 * MiB));
      await expect(store.layers.adopt(short, undefined)).rejects.toMatchObject({ kind: 'invalid' });
      const gzip = await keep(new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]));
      const other = encodeTar([file('z', utf8('z'))]);
      const shared = [await keep(other), await keep(other)];
      for (const one of [gzip, ...shared]) expect(await store.layers.adopt(one, undefined)).toBeUndefined();
      const after = await reopen();
      await after.collectGarbage({ blobs: new Set(shared), layers: new Set([again.chainId]) });
      expect((await after.layers.entries(layer.chainId)).map(({ path, size }) => [path, size])).toEqual([
        ['big', 5 * MiB],
        ['x', 0],
        ['y', 1],
      ]);
      expect(await contentOf((await after.layers.tar(layer.chainId)).source())).toBe(blob);
      expect([(await after.content.list()).map(({ digest }) => digest), await after.verify()]).toEqual([
        [shared[0]],
        [],
      ]);
    });

    test('a layer gives its entries and its tar back byte for byte', async () => {
      const store = await fresh();
      const entries = [
        entry({ name: 'etc', type: 'directory', mtime: 1_600_000_000_000 }),
        file('etc/passwd', utf8('root:x:0:0\n')),
        entry({ name: './bin/sh', type: 'symlink', link: '../etc/passwd', mode: 0o777 }),
        entry({ name: '/etc/shadow', type: 'hardlink', link: './etc/passwd' }),
        entry({ name: 'dev/null', type: 'char', major: 1, minor: 3 }),
        file(`deep/${'d'.repeat(120)}`, noise(5 * MiB)),
        entry({ name: 'etc/.wh.gone', type: 'file', xattrs: { 'user.a': utf8('b=c\n') } }),
      ];
      const tar = encodeTar(entries);
      const diffId = (await digestOf(tar)) as string as DiffId;
      const base = await store.layers.apply(inPieces(tar), undefined, { expected: diffId });
      expect(base).toEqual({
        chainId: diffId,
        parent: undefined,
        diffId,
        size: 5 * MiB + 11 + '../etc/passwd'.length,
        tarSize: tar.length,
      });
      const top = await store.layers.apply(sourceOf(tar), base.chainId);
      expect(top.chainId).toBe(await chainId(base.chainId, diffId));
      const after = await reopen();
      const index = await after.layers.entries(top.chainId);
      expect(index.map(({ path, type, link }) => [path.slice(0, 12), type, link])).toEqual([
        ['etc', 'directory', undefined],
        ['etc/passwd', 'file', undefined],
        ['bin/sh', 'symlink', '../etc/passwd'],
        ['etc/shadow', 'hardlink', 'etc/passwd'],
        ['dev/null', 'char', undefined],
        ['deep/ddddddd', 'file', undefined],
        ['etc/.wh.gone', 'file', undefined],
      ]);
      expect(index[1]).toEqual({
        path: 'etc/passwd',
        type: 'file',
        mode: 0o644,
        uid: 1,
        gid: 2,
        mtime: 1_700_000_000_000,
        size: 11,
        offset: 1024,
      });
      expect([index[4]!.major, index[4]!.minor, text(index[6]!.xattrs!['user.a']!)]).toEqual([1, 3, 'b=c\n']);
      const blob = await after.layers.tar(base.chainId);
      expect(text(await blob.read(index[1]!.offset, index[1]!.size))).toBe('root:x:0:0\n');
      expect(await contentOf(blob.source())).toBe(diffId);
      await expect(after.layers.remove(base.chainId)).rejects.toMatchObject({ kind: 'conflict' });
      await after.layers.remove(top.chainId);
      expect(await contentOf((await after.layers.tar(base.chainId)).source())).toBe(diffId);
      await after.layers.remove(base.chainId);
      expect([await chunkKeys(driver), await after.layers.list()]).toEqual([[], []]);
    });

    test('bad tars are refused and nothing of them is kept', async () => {
      const store = await fresh();
      const good = encodeTar([file('a', noise(20 * MiB)), file('b', utf8('b'))]);
      const corrupt = good.slice();
      corrupt[good.length - 2048 + 3] = 65; // within the header of b
      const cases: readonly (readonly [Uint8Array, string])[] = [
        [good.subarray(0, 17 * MiB), 'unexpected EOF'],
        [good.subarray(0, 700), 'unexpected EOF'],
        [good.subarray(0, 100), 'unexpected EOF'],
        [corrupt, 'archive/tar: invalid tar header'],
        [
          encodeTar([entry({ name: 's', type: 'symlink', link: '/tmp' }), file('s/evil', utf8('x'))]),
          'open /s/evil: no such file or directory',
        ],
        [
          encodeTar([entry({ name: 'h', type: 'hardlink', link: '../../etc/passwd' })]),
          'link /etc/passwd /h: no such file or directory',
        ],
        [encodeTar([file('a', utf8('1')), file('./a', utf8('2'))]), 'duplicates of file paths not supported'],
      ];
      for (const [tar, message] of cases) {
        await expect(store.layers.apply(inPieces(tar), undefined)).rejects.toMatchObject({ kind: 'invalid', message });
      }
      const options = { expected: `sha256:${'1'.repeat(64)}` as DiffId };
      await expect(store.layers.apply(sourceOf(good), undefined, options)).rejects.toMatchObject({ kind: 'invalid' });
      await expect(store.layers.apply(sourceOf(good), undefined, { maxBytes: 1000 })).rejects.toMatchObject({
        message: 'the layer has more than 1000 bytes',
      });
      await expect(store.layers.apply(sourceOf(good), 'sha256:no' as ChainId)).rejects.toMatchObject({
        kind: 'notFound',
      });
      expect([await chunkKeys(driver), await store.layers.list()]).toEqual([[], []]);
      expect(await driver.keys('records', '', '\uffff')).toEqual([]);
    });

    test('a record that may wait is seen at once, and written with the next one or when it is settled', async () => {
      const store = await fresh();
      await store.records.write([
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ]);
      store.records.writeSoon([{ key: 'b' }, { key: 'c', value: { deep: [3] } }]);
      expect([await store.records.get('b'), await store.records.get('c')]).toEqual([undefined, { deep: [3] }]);
      expect((await store.records.list('')).map(([key]) => key)).toEqual(['a', 'c']);
      await store.records.write([{ key: 'd', value: 4 }]);
      store.records.writeSoon([{ key: 'd' }, { key: 'e', value: 5 }]);
      await store.records.settle();
      store.records.writeSoon([{ key: 'f', value: 6 }]);
      const after = await reopen();
      expect(await after.records.list('')).toEqual([
        ['a', 1],
        ['c', { deep: [3] }],
        ['e', 5],
      ]);
    });

    test('a fresh record that is gone before it was written never reaches the driver', async () => {
      const store = await fresh();
      await store.records.write([{ key: 'a', value: 1 }]);
      store.records.writeSoon([{ key: 'b', value: 2, fresh: true }]);
      store.records.writeSoon([{ key: 'b', value: 3 }]);
      expect(await store.records.get('b')).toBe(3);
      store.records.writeSoon([{ key: 'b' }]);
      expect(await store.records.list('')).toEqual([['a', 1]]);
      store.records.writeSoon([{ key: 'c', value: 4, fresh: true }]);
      await store.records.settle();
      // It was written: taking it away is a change.
      store.records.writeSoon([{ key: 'c' }]);
      await store.records.settle();
      const after = await reopen();
      expect(await after.records.list('')).toEqual([['a', 1]]);
    });

    test('records that trickle are seen at once, and written when they are settled', async () => {
      const store = await fresh();
      const count = 2 * LIMITS.recordsPortion + 1;
      const batch = Array.from({ length: count }, (_, i) => ({ key: `log/${String(i).padStart(3, '0')}`, value: i }));
      store.records.trickle(batch);
      store.records.trickle([{ key: 'log/000', value: 'newer' }, { key: 'log/001' }]);
      expect(await store.records.get('log/000')).toBe('newer');
      const seen = await store.records.list('log/');
      expect(seen).toHaveLength(count - 1);
      await store.records.settle();
      const after = await reopen();
      expect(await after.records.list('log/')).toEqual(seen);
    });

    test('records of one write change together', async () => {
      const store = await fresh();
      await store.records.write([
        { key: 'image/b', value: { n: 1, when: new Map([[1, 2]]) } },
        { key: 'image/a', value: [1, 'two'] },
        { key: 'imagf', value: 0 },
      ]);
      await store.records.write([{ key: 'image/a' }, { key: 'image/c', value: null }]);
      const refused = store.records.write([{ key: 'image/b' }, { key: 'x', value: () => undefined }]);
      await expect(refused).rejects.toThrow();
      const after = await reopen();
      expect(await after.records.list('image/')).toEqual([
        ['image/b', { n: 1, when: new Map([[1, 2]]) }],
        ['image/c', null],
      ]);
      expect([await after.records.get('imagf'), await after.records.get('image/a')]).toEqual([0, undefined]);
    });

    test('files are replaced whole, read in part and deleted with their owner', async () => {
      const store = await fresh();
      const large = noise(9 * MiB);
      const buffer = utf8('one');
      await store.files.save(
        'c/1',
        { v: 1 },
        new Map([
          [1, buffer],
          [2, large],
          [3, utf8('x')],
        ]),
        [],
      );
      buffer[0] = 0;
      await store.files.save('c/10', { v: 1 }, new Map([[1, utf8('other')]]), []);
      const after = await reopen();
      expect(await after.files.load('c/1')).toEqual({ index: { v: 1 } });
      expect(text(await after.files.read('c/1', 1, 0, 100))).toBe('one');
      expect(await digestOf(await after.files.read('c/1', 2, 4 * MiB - 2, 5 * MiB))).toBe(
        await digestOf(large.slice(4 * MiB - 2, 9 * MiB - 2)),
      );
      await after.files.save('c/1', { v: 2 }, new Map([[2, utf8('short')]]), [3]);
      expect([text(await after.files.read('c/1', 2, 0, MiB)), await after.files.read('c/1', 3, 0, 9)]).toEqual([
        'short',
        new Uint8Array(0),
      ]);
      expect(await driver.keys('chunks', 'c/w', 'c/x')).toHaveLength(3);
      expect(await after.files.owners()).toEqual(['c/1', 'c/10']);
      await after.files.delete('c/1');
      expect([await after.files.load('c/1'), text(await after.files.read('c/10', 1, 1, 3))]).toEqual([
        undefined,
        'the',
      ]);
    });

    test('garbage goes, what is kept stays with what it stands on', async () => {
      const store = await fresh();
      const blobs: Digest[] = [];
      for (const word of ['keep', 'drop']) {
        const ingest = await store.content.ingest();
        await ingest.write(utf8(word));
        blobs.push((await ingest.commit()).digest);
      }
      const one = await store.layers.apply(sourceOf(encodeTar([file('1', utf8('1'))])), undefined);
      const two = await store.layers.apply(sourceOf(encodeTar([file('2', utf8('2'))])), one.chainId);
      await store.layers.apply(sourceOf(encodeTar([file('3', utf8('3'))])), one.chainId);
      await store.collectGarbage({ blobs: new Set([blobs[0]!]), layers: new Set([two.chainId]) });
      expect((await store.content.list()).map(({ digest }) => digest)).toEqual([blobs[0]]);
      expect(await store.layers.list()).toEqual([one, two]);
      expect([await chunkKeys(driver).then((keys) => keys.length), await store.verify()]).toEqual([3, []]);
    });

    test('verify finds a chunk that is missing and one that is damaged', async () => {
      const store = await fresh();
      const ingest = await store.content.ingest();
      await ingest.write(noise(5 * MiB));
      const { digest } = await ingest.commit();
      const [, second] = await chunkKeys(driver);
      const layer = await store.layers.apply(sourceOf(encodeTar([file('a', noise(200))])), undefined);
      const layerKey = (await chunkKeys(driver)).find((key) => !key.startsWith(second!.slice(0, 10)))!;
      const bytes = (await driver.readChunk(layerKey, 0, 5 * MiB))!.slice();
      bytes[600]! ^= 1;
      const damaged = await digestOf(concat([bytes, new Uint8Array(layer.tarSize - bytes.length)]));
      await driver.commit([
        { table: 'chunks', delete: second! },
        { table: 'chunks', key: layerKey, put: bytes },
      ]);
      expect(await (await reopen()).verify()).toEqual([
        `blob ${digest}: stored content is damaged: chunk ${second} is missing`,
        `layer ${layer.chainId}: content has digest ${damaged}`,
      ]);
    });

    withQuota(`past the quota everything stays as it was${reason}`, async () => {
      const store = await fresh(12 * MiB);
      const small = await store.layers.apply(sourceOf(encodeTar([file('s', noise(MiB))])), undefined);
      const before = await store.usage();
      const noSpace = { kind: 'noSpace', message: 'no space left on device' };
      const big = encodeTar([file('big', noise(30 * MiB))]);
      await expect(store.layers.apply(inPieces(big), small.chainId)).rejects.toMatchObject({
        kind: 'noSpace',
        message: 'write /big: no space left on device',
      });
      await expect(
        (async () => {
          const ingest = await store.content.ingest();
          await ingest.write(big.subarray(0, 14 * MiB));
          await ingest.commit();
        })(),
      ).rejects.toMatchObject(noSpace);
      await expect(store.files.save('o', {}, new Map([[1, big]]), [])).rejects.toMatchObject(noSpace);
      expect([await store.files.owners(), await store.layers.list(), await store.verify()]).toEqual([[], [small], []]);
      expect((await store.usage()).used - before.used).toBeLessThan(2000); // a log may have grown a little
    });

    test('keys are listed by ranges in order, and a batch applies in its order', async () => {
      await fresh();
      const put = (key: string, value: unknown) => ({ table: 'records', key, put: value }) as const;
      await driver.commit([put('k/b', 1), put('k/a', 2), put('k/é', 3), put('l', 4), put('k/c', 5)]);
      await driver.commit(
        [{ table: 'records', deleteFrom: 'k/b', deleteBefore: 'k/c' }, put('k/b2', 6), put('k/a', 7)],
        {
          durability: 'strict',
        },
      );
      expect(await driver.list('records', 'k/', 'k0')).toEqual([
        ['k/a', 7],
        ['k/b2', 6],
        ['k/c', 5],
        ['k/é', 3],
      ]);
      expect(await driver.keys('records', 'k/b', 'k/c')).toEqual(['k/b2']);
    });
  });
}
