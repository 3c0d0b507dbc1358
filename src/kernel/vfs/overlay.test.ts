import { describe, expect, test } from 'vitest';
import { text, utf8 } from '../../base/bytes.ts';
import { EXTENT_BYTES } from './file-data.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { overlayChanges } from './overlay-changes.ts';
import { overlayEntries } from './overlay-entries.ts';
import type { OverlayNode } from './overlay-node.ts';
import type { Checkpoint } from './overlay-checkpoint.ts';
import type { FileContent, TreeNode } from './tree.ts';

const clock = { now: () => 5000, after: () => () => undefined };
const plain = { uid: 0, gid: 0, mtime: 1000 };
const made = { uid: 0, gid: 0, mode: 0o644 };

function file(content: string, mode = 0o644): TreeNode {
  return { ...plain, type: 'file', mode, content: contentOf(utf8(content)) };
}

function contentOf(bytes: Uint8Array): FileContent {
  return { size: bytes.length, read: (offset, length) => bytes.slice(offset, offset + length) };
}

function directory(children: Record<string, TreeNode>): TreeNode {
  return { ...plain, type: 'directory', mode: 0o755, children: new Map(Object.entries(children)) };
}

const shared = file('linked');
const lower = directory({
  etc: directory({ hosts: file('127.0.0.1'), passwd: file('root'), deep: directory({ a: file('A'), b: file('B') }) }),
  usr: directory({ bin: directory({ one: shared, two: shared }) }),
  tmp: directory({}),
});

function at(fs: Overlay, path: string): OverlayNode {
  let node: OverlayNode | undefined = fs.root;
  for (const name of path.split('/')) if (name) node = node?.lookup(name);
  if (!node) throw new Error(`no ${path}`);
  return node;
}

async function content(node: OverlayNode): Promise<string> {
  return text(await node.read(0, 1_000_000));
}

const changes = (fs: Overlay) => overlayChanges(fs).map(({ path, kind }) => `${'CAD'[kind]} ${path}`);
const entries = (fs: Overlay) =>
  overlayEntries(fs).map((entry) => `${entry.kind === 'node' ? '+' : '-'} ${entry.path}`);

describe('changes', () => {
  test('used bytes are those of files, each once, and of the targets of symbolic links', () => {
    const fs = createOverlay({ lower, clock });
    at(fs, '/etc/hosts').write(0, utf8('::1'));
    at(fs, '/tmp').link('hard', at(fs, '/etc/hosts'));
    at(fs, '/tmp').create('soft', { ...made, type: 'symlink', target: '/etc/hosts' });
    at(fs, '/tmp').create('pipe', { ...made, type: 'fifo' });
    at(fs, '/etc').unlink('passwd');
    expect(fs.usedBytes()).toBe('127.0.0.1'.length + '/etc/hosts'.length);
  });

  test('nothing after looking around', () => {
    const fs = createOverlay({ lower, clock });
    at(fs, '/etc/hosts').read(0, 10);
    expect([changes(fs), entries(fs), fs.usedBytes()]).toEqual([[], [], 0]);
  });

  test('added, changed and deleted, with the directories above', () => {
    const fs = createOverlay({ lower, clock });
    at(fs, '/etc/hosts').write(0, utf8('::1'));
    at(fs, '/etc').unlink('passwd');
    at(fs, '/tmp')
      .create('new', { ...made, type: 'directory' })
      .create('f', { ...made, type: 'file' });
    expect(changes(fs)).toEqual(['C /etc', 'C /etc/hosts', 'D /etc/passwd', 'C /tmp', 'A /tmp/new', 'A /tmp/new/f']);
    expect(entries(fs)).toEqual([
      '+ /',
      '+ /etc',
      '+ /etc/hosts',
      '- /etc/passwd',
      '+ /tmp',
      '+ /tmp/new',
      '+ /tmp/new/f',
    ]);
  });

  test('a file made and removed leaves nothing; times of directories do not count', () => {
    const fs = createOverlay({ lower, clock });
    at(fs, '/tmp').create('x', { ...made, type: 'file' });
    at(fs, '/tmp').unlink('x');
    expect(changes(fs)).toEqual([]);
  });

  test('mode alone counts, access time alone does not', () => {
    const fs = createOverlay({ lower, clock });
    at(fs, '/etc/passwd').setAttributes({ atime: 9 });
    at(fs, '/tmp').setAttributes({ mode: 0o700 });
    expect(changes(fs)).toEqual(['C /tmp']);
  });

  test('removed and made again: changed, and what was inside is deleted', () => {
    const fs = createOverlay({ lower, clock });
    const etc = at(fs, '/etc');
    at(fs, '/etc/deep').unlink('a');
    at(fs, '/etc/deep').unlink('b');
    etc.rmdir('deep');
    etc.create('deep', { ...made, mode: 0o755, type: 'directory' });
    etc.unlink('hosts');
    etc.create('hosts', { ...made, type: 'file' });
    expect(changes(fs)).toEqual(['C /etc', 'C /etc/deep', 'D /etc/deep/a', 'D /etc/deep/b', 'C /etc/hosts']);
    expect(overlayEntries(fs).find(({ path }) => path === '/etc/deep')).toMatchObject({ kind: 'node', opaque: true });
  });

  test('a directory of a lower layer stays where it is, one made here goes', () => {
    const fs = createOverlay({ lower, clock });
    expect(() => at(fs, '/etc').rename('deep', at(fs, '/tmp'), 'moved')).toThrow(
      expect.objectContaining({ errno: 'EXDEV' }),
    );
    at(fs, '/etc').create('own', { ...made, mode: 0o755, type: 'directory' });
    at(fs, '/etc').rename('own', at(fs, '/tmp'), 'moved');
    expect(at(fs, '/tmp/moved').type).toBe('directory');
  });

  test('a directory of the image moved elsewhere', async () => {
    const fs = createOverlay({ lower, clock, layered: false });
    at(fs, '/etc').rename('deep', at(fs, '/tmp'), 'moved');
    expect(await content(at(fs, '/tmp/moved/a'))).toBe('A');
    expect(changes(fs)).toEqual([
      'C /etc',
      'D /etc/deep',
      'C /tmp',
      'A /tmp/moved',
      'A /tmp/moved/a',
      'A /tmp/moved/b',
    ]);
    const packed = overlayEntries(fs).find(({ path }) => path === '/tmp/moved/b');
    expect(packed?.kind === 'node' && text(await packed.node.content!.read(0, 9))).toBe('B');
  });
});

describe('links', () => {
  test('of the image are one file until one name changes', async () => {
    const fs = createOverlay({ lower, clock });
    const [one, two] = [at(fs, '/usr/bin/one'), at(fs, '/usr/bin/two')];
    expect([one.stat().nlink, one.stat().ino === two.stat().ino]).toEqual([2, true]);
    one.write(0, utf8('L'));
    expect([await content(one), await content(two), one.stat().nlink]).toEqual(['Linked', 'linked', 1]);
    expect(changes(fs)).toEqual(['C /usr', 'C /usr/bin', 'C /usr/bin/one']);
  });

  test('made here share everything', async () => {
    const fs = createOverlay({ lower, clock });
    at(fs, '/tmp').link('again', at(fs, '/etc/hosts'));
    at(fs, '/tmp/again').write(9, utf8('!'));
    expect(await content(at(fs, '/etc/hosts'))).toBe('127.0.0.1!');
    expect(at(fs, '/etc/hosts').stat().nlink).toBe(2);
    const links = overlayEntries(fs).map((entry) => entry.kind === 'node' && entry.linkTo);
    expect(links).toContain('/etc/hosts');
    at(fs, '/etc').unlink('hosts');
    expect(await content(at(fs, '/tmp/again'))).toBe('127.0.0.1!');
  });
});

describe('content', () => {
  test('a byte into a large file loads one extent', async () => {
    const reads: number[] = [];
    const size = 400 * EXTENT_BYTES;
    const big: FileContent = {
      size,
      read: (_offset, length) => {
        reads.push(length);
        return Promise.resolve(new Uint8Array(length).fill(7));
      },
    };
    const fs = createOverlay({
      lower: directory({ big: { ...plain, type: 'file', mode: 0o644, content: big } }),
      clock,
    });
    await at(fs, '/big').write(3 * EXTENT_BYTES + 5, Uint8Array.of(1, 2));
    expect(reads).toEqual([EXTENT_BYTES]);
    expect([...(await at(fs, '/big').read(3 * EXTENT_BYTES + 4, 4))]).toEqual([7, 1, 2, 7]);
    expect(at(fs, '/big').size).toBe(size);
    await at(fs, '/big').setAttributes({ size: 10 });
    await at(fs, '/big').setAttributes({ size: 20 });
    expect([...(await at(fs, '/big').read(8, 4))]).toEqual([7, 7, 0, 0]);
  });

  test('holes, and bytes that readers hold', async () => {
    const fs = createOverlay({ lower, clock });
    const node = at(fs, '/tmp').create('sparse', { ...made, type: 'file' });
    node.write(50 * 1024 * 1024, utf8('end'));
    expect([node.size, node.stat().blocks]).toEqual([50 * 1024 * 1024 + 3, 8]);
    expect([...(await node.read(1000, 2))]).toEqual([0, 0]);
    node.write(0, utf8('first'));
    const held = await node.read(0, 5);
    node.write(0, utf8('other'));
    node.setAttributes({ size: 2 });
    node.write(2, utf8('XYZ'));
    expect([text(held), await content(node)]).toEqual(['first', 'otXYZ']);
  });

  test('ENOSPC past the size, and room again after removal', () => {
    const fs = createOverlay({ lower: directory({}), clock, maxBytes: 100 });
    fs.root.create('a', { ...made, type: 'file' }).write(0, new Uint8Array(90));
    const b = fs.root.create('b', { ...made, type: 'file' });
    expect(() => b.write(0, new Uint8Array(20))).toThrow('No space left on device');
    fs.root.unlink('a');
    expect(b.write(0, new Uint8Array(20))).toBe(20);
  });
});

describe('saving', () => {
  const saver = () => {
    const files = new Map<number, Uint8Array>();
    let index: unknown;
    return {
      files,
      save: (checkpoint: Checkpoint) => {
        for (const [number, bytes] of checkpoint.files) files.set(number, bytes.slice());
        for (const number of checkpoint.removed) files.delete(number);
        index = structuredClone(checkpoint.index);
        return checkpoint.files.size;
      },
      load: () =>
        createOverlay({
          lower,
          clock,
          saved: {
            index,
            read: (number, offset, length) => Promise.resolve(files.get(number)!.slice(offset, offset + length)),
          },
        }),
    };
  };

  test('a checkpoint brings everything back, and writes only what changed', async () => {
    const fs = createOverlay({ lower, clock, layered: false });
    const store = saver();
    at(fs, '/etc/hosts').write(9, utf8(' localhost'));
    at(fs, '/etc').unlink('passwd');
    at(fs, '/etc').rename('deep', at(fs, '/tmp'), 'moved');
    at(fs, '/tmp/moved/a').write(0, utf8('x'));
    at(fs, '/tmp').link('hard', at(fs, '/etc/hosts'));
    at(fs, '/tmp').create('link', { ...made, type: 'symlink', target: 'hard' });
    expect(store.save(fs.checkpoint())).toBe(2);
    expect(store.save(fs.checkpoint())).toBe(0);
    at(fs, '/tmp/moved/a').write(0, utf8('y'));
    expect(store.save(fs.checkpoint())).toBe(1);
    const back = store.load();
    expect(changes(back)).toEqual(changes(fs));
    expect(entries(back)).toEqual(entries(fs));
    expect(await content(at(back, '/tmp/hard'))).toBe('127.0.0.1 localhost');
    expect(await content(at(back, '/tmp/moved/a'))).toBe('y');
    expect(await content(at(back, '/tmp/moved/b'))).toBe('B');
    await at(back, '/etc/hosts').write(0, utf8('X'));
    expect(await content(at(back, '/tmp/hard'))).toBe('X27.0.0.1 localhost');
    expect(store.save(back.checkpoint())).toBe(1);
    back.root.lookup('tmp')!.unlink('hard');
    at(back, '/etc').unlink('hosts');
    store.save(back.checkpoint());
    expect(store.files.size).toBe(1);
  });

  test('a failed save is taken up by the next', async () => {
    const fs = createOverlay({ lower, clock });
    at(fs, '/etc/hosts').write(0, utf8('x'));
    const first = fs.checkpoint();
    first.failed();
    expect(fs.checkpoint().files).toEqual(first.files);
  });
});
