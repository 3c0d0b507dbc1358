/** Image archives cross the border both ways, with the same IDs and layer digests. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../src/api/client/create-client.ts';
import type { EngineClient } from '../../src/api/calls.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { encodeTar } from '../../src/oci/tar/write.ts';
import { DEFAULT_HUB } from '../../src/node/build-tree.ts';
import { nodeSandbox } from '../../src/node/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/assemble.ts';
import { docker, missingReason } from './docker.ts';

const reason = missingReason();
if (reason) console.warn(`skipped: ${reason}`);

async function* file(path: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(path);
}

describe.skipIf(reason)('archives and a real engine', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'drydock-real-'));
  let sandbox: Sandbox;
  let client: EngineClient;

  beforeAll(async () => {
    sandbox = await nodeSandbox({ hub: DEFAULT_HUB });
    client = createClient(sandbox.api);
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const load = async (path: string) => {
    const lines: string[] = [];
    for await (const message of await client.imageLoad({ query: { quiet: true }, body: file(path) })) {
      if (message.error) throw new Error(message.error);
      if (message.stream) lines.push(message.stream);
    }
    return lines.join('');
  };
  const save = async (name: string, path: string) => {
    const { source } = await client.imageGet({ path: { name } });
    const parts: Uint8Array[] = [];
    for await (const chunk of source) parts.push(chunk);
    writeFileSync(path, Buffer.concat(parts));
  };

  test('what real Docker saved loads, lists, runs cat, and saves again with the same IDs', async () => {
    docker(
      'run',
      '--name',
      'border-real',
      'busybox',
      'sh',
      '-c',
      'mkdir /d && echo from-real > /d/note && rm /etc/group',
    );
    docker('commit', '-m', 'border', 'border-real', 'border/real:1');
    docker('save', '-o', join(scratch, 'real.tar'), 'border/real:1');
    const [real] = JSON.parse(docker('image', 'inspect', 'border/real:1')) as {
      Id: string;
      RootFS: { Layers: string[] };
    }[];
    docker('rm', 'border-real');
    docker('rmi', 'border/real:1');

    expect(await load(join(scratch, 'real.tar'))).toBe('Loaded image: border/real:1\n');
    const ours = await client.imageInspect({ path: { name: 'border/real:1' } });
    expect({ Id: ours.Id, Layers: ours.RootFS.Layers }).toEqual({ Id: real?.Id, Layers: real?.RootFS.Layers });
    const ran = await sandbox.host.runScript(
      'docker run --rm border/real:1 cat /d/note; docker run --rm border/real:1 ls /etc',
    );
    expect(ran.stdout).toMatch(/^from-real\n/);
    expect(ran.stdout).not.toContain('group\n');

    await save('border/real:1', join(scratch, 'again.tar'));
    docker('load', '-i', join(scratch, 'again.tar'));
    const [again] = JSON.parse(docker('image', 'inspect', 'border/real:1')) as {
      Id: string;
      RootFS: { Layers: string[] };
    }[];
    docker('rmi', 'border/real:1');
    expect(again?.Id).toBe(real?.Id);
    expect(again?.RootFS.Layers).toEqual(real?.RootFS.Layers);
  });

  test('what Drydock saved loads into the real engine with the same ID and files', async () => {
    const script = `docker pull -q ubuntu:14.04 && docker run --name border ubuntu:14.04 sh -c 'echo hi > /srv/note; ln /srv/note /srv/hard;
      ln -s note /srv/soft; chmod 4711 /srv/note; mkdir -p /opt/a/b; rm -r /media' && docker commit -a me -m x border border/ours:1`;
    expect(await sandbox.host.runScript(script)).toMatchObject({ status: 0 });
    await save('border/ours:1', join(scratch, 'ours.tar'));
    const ours = await client.imageInspect({ path: { name: 'border/ours:1' } });
    docker('load', '-i', join(scratch, 'ours.tar'));
    const [real] = JSON.parse(docker('image', 'inspect', 'border/ours:1')) as {
      Id: string;
      RootFS: { Layers: string[] };
    }[];
    expect({ Id: real?.Id, Layers: real?.RootFS.Layers }).toEqual({ Id: ours.Id, Layers: ours.RootFS.Layers });
    docker('create', '--name', 'border-ours', 'border/ours:1');
    docker('export', '-o', join(scratch, 'ours-export.tar'), 'border-ours');
    docker('rm', 'border-ours');
    docker('rmi', 'border/ours:1');
    const listing = execFileSync('tar', ['-tvf', join(scratch, 'ours-export.tar'), 'srv'], { encoding: 'utf8' });
    expect(listing).toMatch(/-rws--x--x 0\/0 +\d+ .* srv\/(note|hard)/);
    expect(listing).toContain('srv/soft -> note');
  });

  test('skopeo reads what Drydock saved', async () => {
    const skopeo = spawnSync('skopeo', ['inspect', '--config', `docker-archive:${join(scratch, 'ours.tar')}`], {
      encoding: 'utf8',
    });
    if (skopeo.error) return console.warn('skipped: skopeo is not installed');
    expect(skopeo.stderr).toBe('');
    const config = JSON.parse(skopeo.stdout) as { author: string; rootfs: { diff_ids: string[] } };
    const ours = await client.imageInspect({ path: { name: 'border/ours:1' } });
    expect(config.author).toBe('me');
    expect(config.rootfs.diff_ids).toEqual(ours.RootFS.Layers);
  });

  interface Identity {
    readonly Id: string;
    readonly Layers: readonly string[];
    readonly Size: number;
  }
  const theirs = (name: string): Identity => {
    const [image] = JSON.parse(docker('image', 'inspect', name)) as {
      Id: string;
      Size: number;
      RootFS: { Layers: string[] };
    }[];
    return { Id: image?.Id ?? '', Layers: image?.RootFS.Layers ?? [], Size: image?.Size ?? -1 };
  };
  const ours = async (name: string): Promise<Identity> => {
    const { Id, RootFS, Size } = await client.imageInspect({ path: { name } });
    return { Id, Layers: RootFS.Layers ?? [], Size };
  };
  /** `tar -tv` of all that a container of the image would see, without what an engine puts there itself. */
  const listing = (archive: string): string[] => {
    const lines = execFileSync('tar', ['-tvf', archive], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n');
    const made = /^\S+ +\S+ +\S+ \S+ \S+ (\.dockerenv|dev|proc|sys|etc\/(hosts|hostname|resolv\.conf|mtab))?(\/| ->|$)/;
    const engines = /^\S+ +\S+ +\S+ \S+ \S+ (dev|proc|sys|etc)\/(pts|shm|console)?\/?$/;
    return lines.filter((line) => line && !made.test(line) && !engines.test(line)).sort();
  };
  const exportTheirs = (image: string, path: string): void => {
    docker('create', '--name', 'border-export', image, 'x');
    docker('export', '-o', path, 'border-export');
    docker('rm', 'border-export');
  };
  const exportOurs = async (image: string, path: string): Promise<void> => {
    const created = await client.containerCreate({
      query: { name: 'border-export' },
      body: { Image: image, Cmd: ['x'] },
    });
    const { source } = await client.containerExport({ path: { id: created.Id } });
    const parts: Uint8Array[] = [];
    for await (const chunk of source) parts.push(chunk);
    writeFileSync(path, Buffer.concat(parts));
    await client.containerDelete({ path: { id: created.Id }, query: {} });
  };
  /** Digests of the files in an archive, by name; its index.json is dated, not its content. */
  const contents = (archive: string): string =>
    execFileSync(
      'sh',
      ['-c', 'mkdir "$0.d" && tar -xf "$0" -C "$0.d" && cd "$0.d" && find . -type f | sort | xargs sha256sum', archive],
      {
        encoding: 'utf8',
      },
    );

  /** As `contents`, for several images: real Docker writes them in no certain order. */
  const severalContents = (archive: string): unknown => {
    const lines = contents(archive).split('\n');
    const items = JSON.parse(readFileSync(join(`${archive}.d`, 'manifest.json'), 'utf8')) as { Config: string }[];
    const manifest = items.sort((a, b) => (a.Config < b.Config ? -1 : 1));
    return { files: lines.filter((line) => !/\.\/(index|manifest)\.json$/.test(line)), manifest };
  };

  /** Everything a layer can hold, in three layers: the second hides, the third makes a directory opaque. */
  const LONG = `${'n'.repeat(255)}/${'deep-'.repeat(30)}/${'p'.repeat(99)}`;
  const STEPS = [
    `mkdir -p /k/dir/sub /k/${LONG} && echo one > /k/file && ln /k/file /k/hard && ln -s ../k/file /k/soft && mkfifo /k/pipe
     mknod /k/char c 1 3 && mknod /k/block b 7 0 && echo x > /k/dir/sub/x && echo long > /k/${LONG}/f && chmod 6755 /k/file
     chown 12:34 /k/dir && chmod 1777 /k/dir && mkdir /k/empty && echo z > "/k/a b" && echo u > /k/ünïcode && touch -t 199901020304 /k/file`,
    'rm /k/soft /k/pipe && rm -r /k/empty && echo two >> /k/hard',
    'rm -r /k/dir && mkdir /k/dir && echo y > /k/dir/y',
  ];

  test('hard links, devices, long names, whiteouts and opaque directories of real Docker come through', async () => {
    STEPS.forEach((step, i) => {
      docker('run', '--name', 'border-kinds', i ? 'border/kinds:1' : 'busybox', 'sh', '-c', step);
      docker('commit', 'border-kinds', 'border/kinds:1');
      docker('rm', 'border-kinds');
    });
    const archive = join(scratch, 'kinds.tar');
    docker('save', '-o', archive, 'border/kinds:1');
    const real = theirs('border/kinds:1');
    exportTheirs('border/kinds:1', join(scratch, 'kinds-theirs.tar'));
    docker('rmi', 'border/kinds:1');
    expect(await load(archive)).toBe('Loaded image: border/kinds:1\n');
    expect(await ours('border/kinds:1')).toEqual(real);
    await exportOurs('border/kinds:1', join(scratch, 'kinds-ours.tar'));
    expect(listing(join(scratch, 'kinds-ours.tar'))).toEqual(listing(join(scratch, 'kinds-theirs.tar')));
    await save('border/kinds:1', join(scratch, 'kinds-again.tar'));
    expect(contents(join(scratch, 'kinds-again.tar'))).toBe(contents(archive));
    expect(await sandbox.store.verify()).toEqual([]);
  });

  test('the same made in Drydock is the same to real Docker', async () => {
    const steps = STEPS.map(
      (step, i) => `docker run --name kinds${i} ${i ? 'border/made:1' : 'busybox'} sh -c '${step}' &&
        docker commit kinds${i} border/made:1 && docker rm kinds${i}`,
    );
    const made = await sandbox.host.runScript(`docker pull -q busybox && ${steps.join(' && ')}`);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    await save('border/made:1', join(scratch, 'made.tar'));
    await exportOurs('border/made:1', join(scratch, 'made-ours.tar'));
    docker('load', '-i', join(scratch, 'made.tar'));
    exportTheirs('border/made:1', join(scratch, 'made-theirs.tar'));
    docker('save', '-o', join(scratch, 'made-again.tar'), 'border/made:1');
    const real = theirs('border/made:1');
    docker('rmi', 'border/made:1');
    expect(await ours('border/made:1')).toEqual(real);
    expect(listing(join(scratch, 'made-theirs.tar'))).toEqual(listing(join(scratch, 'made-ours.tar')));
    expect(contents(join(scratch, 'made-again.tar'))).toBe(contents(join(scratch, 'made.tar')));
  });

  test('extended attributes, and names that only a foreign tar has', async () => {
    const entry = { mode: 0o755, uid: 0, gid: 0, mtime: 1_600_000_000_000, size: 0 };
    const layer = encodeTar([
      { header: { ...entry, name: './bin/', type: 'directory' } },
      {
        header: { ...entry, name: './bin/x', type: 'file', size: 2, xattrs: { 'user.note': utf8('a=b\n') } },
        body: utf8('x\n'),
      },
      { header: { ...entry, name: '/abs', type: 'hardlink', link: '/bin/x' } },
      { header: { ...entry, name: '../up', type: 'symlink', link: '../../../bin/x' } },
      { header: { ...entry, name: 'in', type: 'directory' } },
      { header: { ...entry, name: 'bin/../in/y', type: 'file', size: 1 }, body: utf8('y') },
    ]);
    const config = utf8(
      JSON.stringify({
        architecture: 'amd64',
        os: 'linux',
        config: {},
        rootfs: { type: 'layers', diff_ids: [await digestOf(layer)] },
      }),
    );
    const manifest = utf8(JSON.stringify([{ Config: 'c.json', RepoTags: ['border/foreign:1'], Layers: ['l.tar'] }]));
    const file = (name: string, body: Uint8Array) => ({
      header: { ...entry, name, type: 'file' as const, size: body.length },
      body,
    });
    const archive = encodeTar([file('c.json', config), file('l.tar', layer), file('manifest.json', manifest)]);
    writeFileSync(join(scratch, 'foreign.tar'), archive);
    writeFileSync(join(scratch, 'foreign.tar.gz'), gzipSync(archive));
    docker('load', '-i', join(scratch, 'foreign.tar'));
    const real = theirs('border/foreign:1');
    docker('save', '-o', join(scratch, 'foreign-theirs.tar'), 'border/foreign:1');
    exportTheirs('border/foreign:1', join(scratch, 'foreign-export-theirs.tar'));
    docker('rmi', 'border/foreign:1');
    expect(await load(join(scratch, 'foreign.tar.gz'))).toBe('Loaded image: border/foreign:1\n');
    expect(await ours('border/foreign:1')).toEqual(real);
    await save('border/foreign:1', join(scratch, 'foreign-ours.tar'));
    expect(contents(join(scratch, 'foreign-ours.tar'))).toBe(contents(join(scratch, 'foreign-theirs.tar')));
    await exportOurs('border/foreign:1', join(scratch, 'foreign-export-ours.tar'));
    expect(listing(join(scratch, 'foreign-export-ours.tar'))).toEqual(
      listing(join(scratch, 'foreign-export-theirs.tar')),
    );
  });

  const saveMany = async (names: readonly string[], path: string) => {
    const { source } = await client.imageGetAll({ query: { names } });
    const parts: Uint8Array[] = [];
    for await (const chunk of source) parts.push(chunk);
    writeFileSync(path, Buffer.concat(parts));
  };
  const loaded = (said: string): string[] => said.split('\n').filter(Boolean).sort();

  test('archives of several images, tagged and not, both ways', async () => {
    const names = ['border/many:a', 'border/many:b', 'border/other:1'];
    const tag =
      'docker tag busybox border/many:a; docker tag busybox border/many:b; docker tag hello-world border/other:1';
    const made = await sandbox.host.runScript(`docker pull -q busybox; docker pull -q hello-world; ${tag}`);
    expect(made).toMatchObject({ stderr: '' });
    await saveMany(names, join(scratch, 'many.tar'));
    const said = docker('load', '-qi', join(scratch, 'many.tar'));
    expect(loaded(said)).toEqual(names.map((name) => `Loaded image: ${name}`));
    expect(names.map(theirs)).toEqual(await Promise.all(names.map(ours)));
    docker('save', '-o', join(scratch, 'many-again.tar'), ...names);
    expect(severalContents(join(scratch, 'many-again.tar'))).toEqual(severalContents(join(scratch, 'many.tar')));
    const ids = [...new Set(names.map((name) => theirs(name).Id))];
    docker('save', '-o', join(scratch, 'untagged.tar'), ...ids);
    docker('rmi', ...names);
    expect(loaded(await load(join(scratch, 'untagged.tar')))).toEqual(ids.map((id) => `Loaded image ID: ${id}`).sort());
    await saveMany(ids, join(scratch, 'untagged-ours.tar'));
    expect(severalContents(join(scratch, 'untagged-ours.tar'))).toEqual(severalContents(join(scratch, 'untagged.tar')));
    // A repository stands for all its tags.
    await saveMany(['border/many'], join(scratch, 'repository.tar'));
    const repository = loaded(docker('load', '-qi', join(scratch, 'repository.tar')));
    docker('rmi', 'border/many:a', 'border/many:b');
    expect(repository).toEqual(['Loaded image: border/many:a', 'Loaded image: border/many:b']);
  });

  test('what skopeo makes of our archives and of the tree of teaching images is the same image', async () => {
    if (spawnSync('skopeo', ['--version']).error) return console.warn('skipped: skopeo is not installed');
    const skopeo = (...args: string[]) => execFileSync('skopeo', args, { encoding: 'utf8', stdio: 'pipe' });
    await sandbox.host.runScript('docker pull -q alpine && docker tag alpine border/skopeo:1');
    await save('border/skopeo:1', join(scratch, 'skopeo.tar'));
    skopeo(
      'copy',
      `docker-archive:${join(scratch, 'skopeo.tar')}`,
      `docker-archive:${join(scratch, 'copy.tar')}:border/copy:1`,
    );
    expect(await load(join(scratch, 'copy.tar'))).toBe('Loaded image: border/copy:1\n');
    expect(await ours('border/copy:1')).toEqual(await ours('border/skopeo:1'));
    // An OCI layout without Docker's own manifest.json is refused by Engine 26 in the same words.
    skopeo(
      'copy',
      `docker-archive:${join(scratch, 'skopeo.tar')}`,
      `oci-archive:${join(scratch, 'oci.tar')}:border/oci:1`,
    );
    const refused = /open \/var\/lib\/docker\/tmp\/docker-import-\d+\/blobs\/json: no such file or directory/;
    await expect(load(join(scratch, 'oci.tar'))).rejects.toThrow(refused);
    expect(() => docker('load', '-i', join(scratch, 'oci.tar'))).toThrow(refused);
  });

  const registry = process.env.DRYDOCK_REGISTRY ?? join(homedir(), '.cache/real-docker/rootfs/usr/bin/docker-registry');
  test.skipIf(!existsSync(registry))(
    'an image pushed to a real registry comes back as it was, to us and to skopeo',
    async () => {
      const config = `version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: ${join(scratch, 'registry')}}}
http: {addr: "127.0.0.1:5057"}
`;
      writeFileSync(join(scratch, 'registry.yml'), config);
      const server = spawn(registry, ['serve', join(scratch, 'registry.yml')], { stdio: 'ignore' });
      try {
        for (let i = 0; i < 100; i++) {
          if (
            await fetch('http://127.0.0.1:5057/v2/').then(
              () => true,
              () => false,
            )
          )
            break;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        const name = '127.0.0.1:5057/border/pushed:1';
        const image = await ours('border/made:1');
        const pushed = await sandbox.host.runScript(`docker tag border/made:1 ${name} && docker push -q ${name}`);
        expect(pushed).toMatchObject({ status: 0, stderr: '' });
        const there = spawnSync('skopeo', ['inspect', '--tls-verify=false', '--config', '--raw', `docker://${name}`]);
        if (!there.error) expect(await digestOf(there.stdout)).toBe(image.Id);
        const again = `docker rmi ${name} border/made:1 && docker pull -q ${name}`;
        expect(await sandbox.host.runScript(again)).toMatchObject({ status: 0, stderr: '' });
        expect(await ours(name)).toEqual(image);
        expect(await sandbox.store.verify()).toEqual([]);
      } finally {
        server.kill();
      }
    },
  );
});
