/** yum's repositories: what /etc/yum.repos.d names, and their metadata (createrepo's XML), kept below /var/cache/yum. */
import { text, utf8 } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { gunzipped } from '../../../base/compression/gzip-decode.ts';
import { makeDirectories, namesIn, writeBytes } from '../files.ts';
import { readTextIfAny } from '../../read-all.ts';
import { httpGet, NetworkFailure } from '../http-get.ts';
import { parseEvr, type Evr } from '../rpm/version.ts';
import type { Requirement } from '../rpm/database.ts';

export interface Repo {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

export interface AvailableRpm extends Evr {
  readonly name: string;
  readonly arch: string;
  readonly summary: string;
  readonly description: string;
  /** Bytes of the file, and of what it installs. */
  readonly size: number;
  readonly installed: number;
  readonly location: string;
  readonly sha256: string;
  readonly license: string;
  readonly url: string;
  readonly requires: readonly Requirement[];
  readonly provides: readonly Requirement[];
  readonly files: readonly string[];
  readonly repo: Repo;
}

export class YumFailure extends Error {
  override name = 'YumFailure';
}

export const CACHE = '/var/cache/yum/x86_64/7';

/** Repositories that are enabled, by their ids. */
export async function readRepos(sys: Sys): Promise<readonly Repo[]> {
  const repos: Repo[] = [];
  const release = /release (\d+)/.exec((await readTextIfAny(sys, '/etc/centos-release')) ?? '')?.[1] ?? '7';
  const expand = (value: string) =>
    value
      .replace(/\$releasever/g, release)
      .replace(/\$basearch/g, 'x86_64')
      .replace(/\$infra/g, 'stock');
  for (const file of await namesIn(sys, '/etc/yum.repos.d')) {
    if (!file.endsWith('.repo')) continue;
    const source = (await readTextIfAny(sys, `/etc/yum.repos.d/${file}`)) ?? '';
    for (const [, id = '', body = ''] of source.matchAll(/^\[([^\]]+)\]\n([^[]*)/gm)) {
      const value = (key: string) => new RegExp(`^${key}\\s*=\\s*(.*)$`, 'm').exec(body)?.[1]?.trim();
      if (value('enabled') === '0') continue;
      const base = value('baseurl')?.split(/\s+/)[0];
      const list = value('mirrorlist');
      const url = base !== undefined ? expand(base) : list !== undefined ? await mirror(sys, expand(list)) : '';
      repos.push({ id, name: expand(value('name') ?? id), url: url.endsWith('/') ? url : `${url}/` });
    }
  }
  return repos.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export const AGENT = 'urlgrabber/3.10 yum/3.4.3';

async function mirror(sys: Sys, url: string): Promise<string> {
  const first = text(await fetchBytes(sys, url))
    .split('\n')
    .find((line) => /^https?:/.test(line));
  if (first === undefined) throw new YumFailure(`Cannot find a valid baseurl for repo: ${url}`);
  return first;
}

export async function fetchBytes(sys: Sys, url: string): Promise<Uint8Array> {
  try {
    const answer = await httpGet(sys, url, { agent: AGENT });
    const bytes = await collect(answer.body, LIMITS.layerBytes);
    if (answer.status === 200) return bytes;
    throw new YumFailure(`${url}: [Errno 14] HTTP Error ${answer.status} - ${answer.reason}`);
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    const host = new URL(url).host;
    const why =
      error.kind === 'resolve'
        ? `curl#6 - "Could not resolve host: ${host}; Unknown error"`
        : `curl#7 - "Failed connect to ${host}; ${error.message}"`;
    throw new YumFailure(`${url}: [Errno 14] ${why}`);
  }
}

export interface Metadata {
  readonly packages: readonly AvailableRpm[];
  /** Files that had to be fetched: name and bytes. */
  readonly fetched: readonly (readonly [name: string, bytes: number])[];
}

/** From the cache, unless it is stale: it is refreshed once a run by `makecache`, or when there is none. */
export async function loadMetadata(sys: Sys, repo: Repo, refresh: boolean): Promise<Metadata> {
  const folder = `${CACHE}/${repo.id}`;
  const cached = refresh ? undefined : await readTextIfAny(sys, `${folder}/primary.xml`);
  if (cached !== undefined) return { packages: parsePrimary(cached, repo), fetched: [] };
  const repomd = await fetchBytes(sys, `${repo.url}repodata/repomd.xml`);
  const location = /<data type="primary">[\s\S]*?<location href="([^"]+)"/.exec(text(repomd))?.[1];
  if (location === undefined) throw new YumFailure(`${repo.url}repodata/repomd.xml: it names no primary metadata`);
  const packed = await fetchBytes(sys, repo.url + location);
  const xml = text(await collect(gunzipped(sourceOf(packed)), LIMITS.layerBytes));
  await makeDirectories(sys, folder);
  await writeBytes(sys, `${folder}/repomd.xml`, repomd);
  await writeBytes(sys, `${folder}/primary.xml`, utf8(xml));
  const release = '7/x86_64';
  return {
    packages: parsePrimary(xml, repo),
    fetched: [
      [repo.id, repomd.length],
      [`${repo.id}/${release}/primary`, packed.length],
    ],
  };
}

function parsePrimary(xml: string, repo: Repo): readonly AvailableRpm[] {
  return [...xml.matchAll(/<package type="rpm">([\s\S]*?)<\/package>/g)].map(([, body = '']) => {
    const element = (name: string) => unescape(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(body)?.[1] ?? '');
    const attribute = (name: string, key: string) =>
      unescape(new RegExp(`<${name}[^>]*\\s${key}="([^"]*)"`).exec(body)?.[1] ?? '');
    return {
      name: element('name'),
      arch: element('arch'),
      epoch: attribute('version', 'epoch'),
      version: attribute('version', 'ver'),
      release: attribute('version', 'rel'),
      summary: element('summary'),
      description: element('description'),
      size: Number(attribute('size', 'package')),
      installed: Number(attribute('size', 'installed')),
      location: attribute('location', 'href'),
      sha256: /<checksum[^>]*>([0-9a-f]+)</.exec(body)?.[1] ?? '',
      license: element('rpm:license'),
      url: element('url'),
      requires: entries(body, 'requires'),
      provides: entries(body, 'provides'),
      files: [...body.matchAll(/<file(?: type="\w+")?>([^<]+)<\/file>/g)].map(([, path = '']) => unescape(path)),
      repo,
    };
  });
}

function entries(body: string, kind: string): readonly Requirement[] {
  const list = new RegExp(`<rpm:${kind}>([\\s\\S]*?)</rpm:${kind}>`).exec(body)?.[1] ?? '';
  return [...list.matchAll(/<rpm:entry ([^>]*)\/>/g)].map(([, attributes = '']) => {
    const value = (key: string) => unescape(new RegExp(`\\b${key}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    const flag = value('flags');
    if (flag === '') return { name: value('name') };
    const evr = parseEvr(value('ver'));
    return { name: value('name'), flag, evr: { ...evr, epoch: value('epoch'), release: value('rel') } };
  });
}

function unescape(value: string): string {
  return value
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}
