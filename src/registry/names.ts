/** How Docker shows a repository, and where its registry listens. */
import type { RemoteRepository } from '../oci/distribution.ts';

export const HUB = 'docker.io';
/** Names of the Hub that all mean `docker.io`. */
const HUB_ALIASES: ReadonlySet<string> = new Set([HUB, 'index.docker.io', 'registry-1.docker.io']);

export function canonicalDomain(domain: string): string {
  return HUB_ALIASES.has(domain) ? HUB : domain;
}

/** `busybox`, `someone/tool`, `localhost:5000/tool`: without what Docker leaves out. */
export function familiarName({ domain, path }: RemoteRepository): string {
  if (canonicalDomain(domain) !== HUB) return `${domain}/${path}`;
  const short = path.startsWith('library/') ? path.slice('library/'.length) : path;
  return short.includes('/') ? path : short;
}

export function familiarReference(repository: RemoteRepository, reference: string): string {
  return `${familiarName(repository)}${reference.includes(':') ? '@' : ':'}${reference}`;
}

/** `https://registry-1.docker.io`. Loopback addresses are insecure registries by default, as in Docker. */
export function registryOrigin(domain: string): string {
  if (canonicalDomain(domain) === HUB) return 'https://registry-1.docker.io';
  const host = domain.replace(/:\d+$/, '');
  const loopback = host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
  return `${loopback ? 'http' : 'https'}://${domain}`;
}
