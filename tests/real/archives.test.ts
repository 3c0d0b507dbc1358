/** Image archives cross the border both ways, with the same IDs and layer digests. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../src/api/client/create-client.ts';
import type { EngineClient } from '../../src/api/calls.ts';
import { nodeSandbox } from '../../src/node/sandbox.ts';
import type { Sandbox } from '../../src/sandbox/assemble.ts';
import { docker, missingReason } from './docker.ts';

const HUB = join(import.meta.dirname, '../../dist/hub');
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
    sandbox = await nodeSandbox({ hub: HUB });
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
    const script = `docker pull -q ubuntu:14.04 && docker run --name b ubuntu:14.04 sh -c 'echo hi > /srv/note; ln /srv/note /srv/hard;
      ln -s note /srv/soft; chmod 4711 /srv/note; mkdir -p /opt/a/b; rm -r /media' && docker commit -a me -m x b border/ours:1`;
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
});
