/** Every host of the simulated Internet. */
import type { Clock, Random } from '../base/ports.ts';
import type { RegistryStorage } from '../registry/server-contents.ts';
import { jsonAnswer, plainAnswer } from './answers.ts';
import { website, type InternetHost } from './host.ts';
import { createHub, type Hub } from './hub/create-hub.ts';
import { dockerDownloads } from './install-scripts.ts';
import { keyserver } from './keyserver.ts';
import { mirrors } from './mirrors.ts';
import { staticSite, type SiteFetch } from './static-site.ts';

export interface HostsOptions {
  /** `fetch` of the serving site's files, by path below its root. */
  readonly fetch: SiteFetch;
  /** Where Docker Hub keeps accounts and what is pushed. */
  readonly storage: RegistryStorage;
  readonly clock: Clock;
  readonly random: Random;
}

const APACHE = 'Apache/2.4.29 (Ubuntu)';

/** Names, address, folder below `internet/`, age of files that do not tell theirs. */
const SITES: readonly (readonly [names: readonly string[], address: string, folder: string, lastModified: string])[] = [
  [
    ['archive.ubuntu.com', 'us.archive.ubuntu.com'],
    '203.0.113.60',
    'archive.ubuntu.com',
    'Thu, 08 May 2014 14:19:09 GMT',
  ],
  [['security.ubuntu.com'], '203.0.113.61', 'security.ubuntu.com', 'Thu, 25 Apr 2019 10:00:00 GMT'],
  [['old-releases.ubuntu.com'], '203.0.113.62', 'old-releases.ubuntu.com', 'Thu, 26 Apr 2012 10:00:00 GMT'],
  [
    ['deb.debian.org', 'security.debian.org', 'httpredir.debian.org', 'ftp.debian.org'],
    '203.0.113.63',
    'deb.debian.org',
    'Sat, 10 Jun 2023 08:00:00 GMT',
  ],
  [['mirror.centos.org', 'vault.centos.org'], '203.0.113.64', 'mirror.centos.org', 'Wed, 11 Nov 2020 16:00:00 GMT'],
  [['dl-cdn.alpinelinux.org'], '203.0.113.65', 'dl-cdn.alpinelinux.org', 'Wed, 22 May 2024 10:00:00 GMT'],
  [
    ['rubygems.org', 'index.rubygems.org', 'api.rubygems.org'],
    '203.0.113.66',
    'rubygems.org',
    'Wed, 05 Nov 2014 10:00:00 GMT',
  ],
  [['download.openvz.org'], '203.0.113.67', 'download.openvz.org', 'Tue, 22 Apr 2014 10:00:00 GMT'],
];

export function internetHosts(options: HostsOptions): { readonly hosts: readonly InternetHost[]; readonly hub: Hub } {
  const { fetch } = options;
  const hub = createHub(options);
  const site = (folder: string, lastModified: string) => staticSite({ fetch, folder, server: APACHE, lastModified });
  const hosts = [
    ...hub.hosts,
    ...mirrors(hub.tree),
    keyserver(),
    dockerDownloads(site('get.docker.io', 'Thu, 16 Oct 2014 10:00:00 GMT')),
    ...SITES.map(([names, address, folder, age]) => website(names, address, site(folder, age))),
    mirrorList(),
    example(),
    notHere(),
    control(hub),
  ];
  return { hosts, hub };
}

/** mirrorlist.centos.org: where yum finds mirrors; here there is one. */
function mirrorList(): InternetHost {
  return website(['mirrorlist.centos.org'], '203.0.113.68', async ({ url }) => {
    const query = new URL(url).searchParams;
    const [release, arch, repo] = ['release', 'arch', 'repo'].map((name) => query.get(name) ?? '');
    if (!release || !arch || !repo) return plainAnswer(200, 'Invalid release/repo/arch combination\n');
    return plainAnswer(200, `http://mirror.centos.org/centos/${release}/${repo}/${arch}/\n`);
  });
}

const EXAMPLE = `<!doctype html>
<html>
<head><title>Example Domain</title></head>
<body>
<h1>Example Domain</h1>
<p>This host is part of Drydock's simulated Internet. It is here so that there is something to fetch.</p>
</body>
</html>
`;

function example(): InternetHost {
  const names = ['example.com', 'www.example.com', 'example.org', 'example.net'];
  return website(names, '203.0.113.5', async ({ url, method }) => {
    if (new URL(url).pathname !== '/') return plainAnswer(404, 'Not Found\n');
    return plainAnswer(200, method === 'HEAD' ? '' : EXAMPLE, { 'Content-Type': 'text/html', Server: 'ECS (drydock)' });
  });
}

/** Sites that people reach for, and that would need all of the real Internet. */
function notHere(): InternetHost {
  const names = [
    'github.com',
    'raw.githubusercontent.com',
    'gitlab.com',
    'bitbucket.org',
    'google.com',
    'www.google.com',
  ];
  return website(names, '203.0.113.6', async ({ url }) => {
    const { hostname } = new URL(url);
    return plainAnswer(
      501,
      `${hostname} is not simulated in Drydock: the sandbox reaches only its own small Internet.\n`,
    );
  });
}

/** For lessons: turns what is usually out of sight. `PUT /hub/pull-limit` with a number, or nothing for none; GET tells. */
function control({ limit }: Hub): InternetHost {
  return website(['control.drydock.example'], '203.0.113.250', async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== '/hub/pull-limit') return jsonAnswer(404, { message: 'no such control' });
    if (request.method === 'GET') return jsonAnswer(200, { pulls: limit.pulls ?? null });
    if (request.method !== 'PUT') return jsonAnswer(405, { message: 'GET or PUT' });
    const pulls = searchParams.get('pulls');
    if (pulls !== null && !/^\d{1,6}$/.test(pulls)) return jsonAnswer(400, { message: 'pulls is a number' });
    limit.set(pulls === null ? undefined : Number(pulls));
    return jsonAnswer(200, { pulls: pulls === null ? null : Number(pulls) });
  });
}
