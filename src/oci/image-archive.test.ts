import { expect, test } from 'vitest';
import { text, utf8 } from '../base/bytes.ts';
import { collect, sourceOf } from '../base/streams.ts';
import { encodeImageConfig, imageIdOf, parseImageConfig } from './config.ts';
import type { DiffId } from './digest-types.ts';
import { saveArchive } from './image-archive.ts';
import { legacyImages } from './legacy-image.ts';
import { parseLoadManifest } from './load-plan.ts';
import { parseNormalized } from './reference.ts';
import { readTar } from './tar/read.ts';

// A busybox and an image built on it by real Docker 26.1.5.
const BUSYBOX =
  '{"architecture":"amd64","config":{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Cmd":["sh"]},"created":"2024-09-26T21:31:42Z","history":[{"created":"2024-09-26T21:31:42Z","created_by":"BusyBox 1.37.0 (glibc), Debian 12"}],"os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:f5ee3a68f3cfa3f3a52fb1424a2681533e975c51d4b672142bc221ae1f9c06e7"]}}';
const RUN =
  '"Hostname":"","Domainname":"","User":"","AttachStdin":false,"AttachStdout":false,"AttachStderr":false,"Tty":false,"OpenStdin":false,"StdinOnce":false,"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","A=\\u003cb\\u003e\\u0026"],';
const REST =
  ',"Image":"sha256:5ad5f4afb447b6dfc41da35fa01b31de2b6cc27e1019d1c70f47fe80ea6a0298","Volumes":null,"WorkingDir":"","Entrypoint":null,"OnBuild":null,"Labels":null}';
const BUILT = `{"architecture":"amd64","config":{${RUN}"Cmd":["sh"]${REST},"container":"129370ce13c9b6a4254a2f61db86e72fca9deb16acc68b45c8c662521ed7eccd","container_config":{${RUN}"Cmd":["/bin/sh","-c","true"]${REST},"created":"2026-11-23T22:26:07.769837671Z","docker_version":"26.1.5+dfsg1","history":[{"created":"2024-09-26T21:31:42Z","created_by":"BusyBox 1.37.0 (glibc), Debian 12"},{"created":"2026-11-23T22:26:06.848254402Z","created_by":"/bin/sh -c echo hi \\u003e /a.txt"},{"created":"2026-11-23T22:26:06.879979042Z","created_by":"/bin/sh -c #(nop)  ENV A=\\u003cb\\u003e\\u0026","empty_layer":true},{"created":"2026-11-23T22:26:07.160877242Z","created_by":"/bin/sh -c rm /a.txt"},{"created":"2026-11-23T22:26:07.474193031Z","created_by":"/bin/sh -c true","empty_layer":true},{"created":"2026-11-23T22:26:07.769837671Z","created_by":"/bin/sh -c true","empty_layer":true}],"os":"linux","rootfs":{"type":"layers","diff_ids":["sha256:f5ee3a68f3cfa3f3a52fb1424a2681533e975c51d4b672142bc221ae1f9c06e7","sha256:e8658c3162b7d56597307de3019d97282b9d6d5c6c34cef209b944efb7c70b5f","sha256:682ec1aa3eea630819fbc4cdf41e4d1de49e69aa0a9977a96a21695c1ee084eb"]}}`;

test("a real config is written back byte for byte and has Docker's image id", async () => {
  const config = parseImageConfig(utf8(BUILT));
  expect(text(encodeImageConfig(config))).toBe(BUILT);
  expect(await imageIdOf(utf8(BUILT))).toBe('sha256:beacb91397b7b07499faa107378a85421c8902879c39915bf6959407c12f2b10');
});

test('legacy ids are those of real docker save', async () => {
  expect((await legacyImages(parseImageConfig(utf8(BUILT)))).map(({ id }) => id)).toEqual([
    'ea0bbb7dfcef7bdecb0d5488a2678aaf51c4a73eb6ed0dbf2332c37d34802bd1',
    '45e07824f819944bffb5554bdb7805b1bd0dbe9533e5f63753015d93b3402438',
    '9c719730d7fedfbd8331b11fabed3fe94e672adfa50e703630385ec3b7b72589',
  ]);
});

test('the archive of busybox has the entries and blobs of real docker save', async () => {
  const id = await imageIdOf(utf8(BUSYBOX));
  const layer = {
    diffId: 'sha256:f5ee3a68f3cfa3f3a52fb1424a2681533e975c51d4b672142bc221ae1f9c06e7' as DiffId,
    size: 3,
    source: () => sourceOf(utf8('tar')),
  };
  const image = {
    id,
    config: utf8(BUSYBOX),
    created: 1727386302000,
    tags: [parseNormalized('busybox:latest')],
    layers: [layer],
  };
  const seen: [string, number, number, string][] = [];
  for await (const { header, body } of readTar(saveArchive([image], 1_800_000_000_000))) {
    seen.push([header.name, header.mode, header.mtime / 1000, text(await collect(body, 10_000))]);
  }
  const manifest =
    '[{"Config":"blobs/sha256/e3ca87f3388b7d2144b52254056ed3c4eb120ec33103f0f425c6f4c4d3e40555","RepoTags":["busybox:latest"],"Layers":["blobs/sha256/f5ee3a68f3cfa3f3a52fb1424a2681533e975c51d4b672142bc221ae1f9c06e7"],"LayerSources":{"sha256:f5ee3a68f3cfa3f3a52fb1424a2681533e975c51d4b672142bc221ae1f9c06e7":{"mediaType":"application/vnd.oci.image.layer.v1.tar","size":3,"digest":"sha256:f5ee3a68f3cfa3f3a52fb1424a2681533e975c51d4b672142bc221ae1f9c06e7"}}}]\n';
  expect(seen.map(([name, mode, mtime]) => [name.slice(0, 23), mode, mtime])).toEqual([
    ['blobs/', 0o755, 1727386302],
    ['blobs/sha256/', 0o755, 1_800_000_000],
    expect.anything(), // the OCI manifest: its digest depends on the layer's size
    ['blobs/sha256/b9062c929b', 0o644, 1727386302],
    ['blobs/sha256/e3ca87f338', 0o644, 1727386302],
    ['blobs/sha256/f5ee3a68f3', 0o644, 1727386302],
    ['index.json', 0o644, 1_800_000_000],
    ['manifest.json', 0o644, 0],
    ['oci-layout', 0o644, 0],
    ['repositories', 0o644, 0],
  ]);
  const content = Object.fromEntries(seen.map(([name, , , body]) => [name, body]));
  expect(content['manifest.json']).toBe(manifest);
  expect(content['repositories']).toBe(
    '{"busybox":{"latest":"f5ee3a68f3cfa3f3a52fb1424a2681533e975c51d4b672142bc221ae1f9c06e7"}}\n',
  );
  expect(parseLoadManifest(utf8(manifest))).toEqual([
    {
      config: `blobs/sha256/${id.slice(7)}`,
      repoTags: ['busybox:latest'],
      layers: ['blobs/sha256/f5ee3a68f3cfa3f3a52fb1424a2681533e975c51d4b672142bc221ae1f9c06e7'],
    },
  ]);
});
