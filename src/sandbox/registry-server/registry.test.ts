import { expect, test } from 'vitest';
import { testMachine, type TestMachine } from '../../../tests/support/kernel.ts';
import { PROGRAMS } from '../../userland/bin/table.ts';
import { programTable } from '../../userland/programs.ts';
import { registry } from './registry-program.ts';

const CONFIG = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
`;

async function serving(env: Readonly<Record<string, string>> = {}): Promise<TestMachine & { log(): string }> {
  const made = await testMachine({
    programs: programTable({ registry }, PROGRAMS),
    bin: ['registry', ...Object.keys(PROGRAMS)],
    files: {
      '/etc/hosts': '127.0.0.1 localhost\n',
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
      '/etc/docker/registry/config.yml': CONFIG,
    },
  });
  let log = '';
  const stdout = (bytes: Uint8Array) => (log += new TextDecoder().decode(bytes));
  await made.start(['registry', 'serve', '/etc/docker/registry/config.yml'], { env, stdout });
  await expect.poll(() => log).toContain('listening on [::]:5000');
  return { ...made, log: () => log };
}

const PUSH = `
cd /tmp; H=http://localhost:5000; printf '{}' > cfg; D=sha256:$(sha256sum cfg | cut -d' ' -f1)
L=$(curl -si -X POST $H/v2/app/blobs/uploads/ | grep -i ^location | cut -d' ' -f2 | tr -d '\\r')
curl -s -o /dev/null -w '%{http_code}\\n' -X PUT -H 'Content-Type: application/octet-stream' --data-binary @cfg "$H$L?digest=$D"
T=application/vnd.docker.distribution.manifest.v2+json
printf '{"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":2,"digest":"%s"},"layers":[]}' $T $D > m.json
curl -s -o /dev/null -w '%{http_code}\\n' -X PUT -H "Content-Type: $T" --data-binary @m.json $H/v2/app/manifests/latest
`;

test('keeps what is pushed in the real layout, and serves it', async () => {
  const { run, log } = await serving();
  expect((await run(['bash', '-c', PUSH])).stdout).toBe('201\n201\n');
  const config = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
  const manifest = (await run(['bash', '-c', "sha256sum /tmp/m.json | cut -d' ' -f1"])).stdout.trim();
  const tree = await run(['bash', '-c', 'cd /var/lib/registry/docker/registry/v2 && find . -type f | sort']);
  expect(tree.stdout.split('\n').slice(0, -1)).toEqual(
    [
      `./blobs/sha256/${config.slice(0, 2)}/${config}/data`,
      `./blobs/sha256/${manifest.slice(0, 2)}/${manifest}/data`,
      `./repositories/app/_layers/sha256/${config}/link`,
      `./repositories/app/_manifests/revisions/sha256/${manifest}/link`,
      './repositories/app/_manifests/tags/latest/current/link',
      `./repositories/app/_manifests/tags/latest/index/sha256/${manifest}/link`,
    ].sort(),
  );
  const get = async (path: string) => (await run(['curl', '-s', `http://localhost:5000${path}`])).stdout;
  expect(await get('/v2/_catalog')).toBe('{"repositories":["app"]}\n');
  expect(await get('/v2/app/tags/list')).toBe('{"name":"app","tags":["latest"]}\n');
  expect(await get('/v2/app/manifests/latest')).toContain(config);
  expect(await get('/v2/nosuch/tags/list')).toBe(
    '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"nosuch"}}]}\n',
  );
  expect((await run(['curl', '-sI', 'http://localhost:5000/v2/'])).stdout).toContain(
    'X-Content-Type-Options: nosniff\r\n',
  );
  await expect
    .poll(log)
    .toMatch(/127\.0\.0\.1 - - \[.*\] "GET \/v2\/_catalog HTTP\/1\.1" 200 25 "" "curl\/7\.88\.1"\n/);
  const status = await run([
    'curl',
    '-s',
    '-o',
    '/dev/null',
    '-w',
    '%{http_code}',
    '-X',
    'DELETE',
    `http://localhost:5000/v2/app/manifests/sha256:${manifest}`,
  ]);
  expect(status.stdout).toBe('405');
});

test('asks for a password when told so', async () => {
  const env = {
    REGISTRY_AUTH: 'htpasswd',
    REGISTRY_AUTH_HTPASSWD_REALM: 'Registry Realm',
    REGISTRY_AUTH_HTPASSWD_PATH: '/tmp/auth',
  };
  const { run } = await serving(env);
  const refused = await run(['curl', '-si', 'http://localhost:5000/v2/']);
  expect(refused.stdout).toContain('Www-Authenticate: Basic realm="Registry Realm"\r\n');
  expect(refused.stdout).toContain(
    '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":null}]}',
  );
  await run(['bash', '-c', 'htpasswd -Bbn me secret > /tmp/auth']);
  expect((await run(['curl', '-s', '-u', 'me:secret', 'http://localhost:5000/v2/'])).stdout).toBe('{}\n');
  expect(
    (await run(['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', '-u', 'me:wrong', 'http://localhost:5000/v2/']))
      .stdout,
  ).toBe('401');
});

test('refuses a wrong configuration', async () => {
  const { run } = await serving();
  expect(await run(['registry', 'serve', '/nosuch.yml'])).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'configuration error: open /nosuch.yml: no such file or directory\nUsage:\n  registry serve <config> [flags]\n\nFlags:\n  -h, --help   help for serve\n',
  });
  expect((await run(['registry', 'serve', '/etc/docker/registry/config.yml'])).stderr).toContain(
    'level=fatal msg="listen tcp :5000: bind: address already in use"',
  );
});
