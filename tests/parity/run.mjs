// npm run parity [-- [engine|cli] [FAMILY...]]: how far the engine and the docker program behave like real Docker.
//
// Runs the scenarios of the parity suite (DRYDOCK_PARITY, by default ../shared/oracle beside this project) with the real
// client on our engine, compared with recordings of real Docker, and with our client on our engine, compared with the
// real client. Prints the share of equal commands for each family and for all.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '../..');
const suite = process.env.DRYDOCK_PARITY ?? join(root, '../shared/oracle');
if (!existsSync(join(suite, 'parity.sh'))) {
  console.error(`No parity suite at ${suite}. Name its folder in DRYDOCK_PARITY.`);
  process.exit(2);
}
const words = process.argv.slice(2);
const modes = words.filter((word) => word === 'engine' || word === 'cli');
const families = words.filter((word) => !modes.includes(word));
const verbose = process.env.VERBOSE !== undefined;

const scratch = mkdtempSync(join(tmpdir(), 'drydock-parity-'));
const socket = `unix://${scratch}/docker.sock`;
const drydock = join(root, 'src/node/drydock.mjs');
const hub = join(scratch, 'hub');
const engine = spawn('node', [drydock, 'engine', '--host', socket, '--hub', hub, '--allow-path', '/'], {
  stdio: ['ignore', 'inherit', 'inherit'],
});

async function answering() {
  for (let i = 0; i < 300; i++) {
    if (spawnSync('docker', ['-H', socket, 'version'], { stdio: 'ignore' }).status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the engine does not answer');
}

/** What the suite's Docker Hub holds (its lib/images.sh), so that pulls find the images that were recorded. */
const HUB_IMAGES = {
  'busybox:latest': 'busybox',
  'busybox:1.37': 'busybox',
  'alpine:latest': 'alpine',
  'alpine:3.20': 'alpine-3.20',
  'hello-world:latest': 'hello-world',
  'ubuntu:14.04': 'ubuntu',
};

/** Turns the suite's archives into a static distribution tree for `--hub`. */
function fillHub() {
  const { stdout } = spawnSync('sh', [join(suite, 'fixtures.sh')], {
    encoding: 'utf8',
    env: { ...process.env, DOCKER_HOST: socket },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [, images] = /^IMAGES=(.*)$/m.exec(stdout) ?? [];
  for (const [name, archive] of Object.entries(HUB_IMAGES)) {
    const [repository, tag] = name.split(':');
    const read = (path) =>
      spawnSync('tar', ['-xOf', join(images, `${archive}.tar`), path], { maxBuffer: 1 << 28 }).stdout;
    const [{ Config, Layers }] = JSON.parse(read('manifest.json'));
    const home = join(hub, 'v2/library', repository);
    const put = (kind, bytes, name) => {
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      mkdirSync(join(home, kind), { recursive: true });
      writeFileSync(join(home, kind, name ?? digest), bytes);
      return { size: bytes.length, digest };
    };
    const type = 'application/vnd.docker';
    const manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: `${type}.distribution.manifest.v2+json`,
        config: { mediaType: `${type}.container.image.v1+json`, ...put('blobs', read(Config)) },
        layers: Layers.map((path) => ({
          mediaType: `${type}.image.rootfs.diff.tar.gzip`,
          ...put('blobs', gzipSync(read(path))),
        })),
      }),
    );
    put('manifests', manifest);
    put('manifests', manifest, tag);
    const tags = Object.keys(HUB_IMAGES).filter((other) => other.startsWith(`${repository}:`));
    const list = { name: `library/${repository}`, tags: tags.map((other) => other.split(':')[1]) };
    put('tags', Buffer.from(JSON.stringify(list)), 'list');
  }
}

/** The last line of a measurement: `N of M commands equal (P%)`. */
function measure(mode, golden, scenario) {
  const subject = mode === 'engine' ? golden : `node -- ${drydock} docker`;
  const { stdout, stderr } = spawnSync('sh', [join(suite, 'parity.sh'), mode, socket, subject, scenario], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 600_000,
  });
  const [, equal, all] = /(\d+) of (\d+) commands equal/.exec(stdout) ?? [];
  if (equal === undefined) console.error(stdout, stderr);
  if (verbose) console.log(stdout);
  return { equal: Number(equal ?? 0), all: Number(all ?? 0) };
}

let failed = false;
try {
  await answering();
  fillHub();
  // The suite's own, and those of this folder, recorded with the suite's recorder.
  const folders = [
    [join(suite, 'scenarios/open'), join(suite, 'golden/open')],
    [join(import.meta.dirname, 'scenarios'), join(import.meta.dirname, 'golden')],
  ];
  const scenarios = folders
    .flatMap(([folder, golden]) => readdirSync(folder).map((name) => ({ name, golden, path: join(folder, name) })))
    .filter(
      ({ name }) => families.length === 0 || families.some((family) => name.replace(/\.sh$/, '').endsWith(family)),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const mode of modes.length ? modes : ['engine', 'cli']) {
    let equal = 0;
    let all = 0;
    for (const { name, golden, path } of scenarios) {
      const result = measure(mode, golden, path);
      equal += result.equal;
      all += result.all;
      const share = result.all ? ((100 * result.equal) / result.all).toFixed(1) : '-';
      console.log(`${mode} ${name.replace(/\.sh$/, '')}: ${result.equal} of ${result.all} (${share}%)`);
    }
    console.log(`${mode}: ${equal} of ${all} commands equal (${((100 * equal) / all).toFixed(1)}%)`);
  }
} catch (error) {
  console.error(error.message);
  failed = true;
} finally {
  engine.kill('SIGTERM');
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
