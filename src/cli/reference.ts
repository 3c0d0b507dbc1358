/** Image references as docker's command line checks and completes them (github.com/distribution/reference). */

export class ReferenceError extends Error {
  override name = 'ReferenceError';
}

export interface ImageReference {
  /** `docker.io`, `localhost:5000` … */
  readonly domain: string;
  /** `library/busybox`. */
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const DOMAIN =
  '(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const PART = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const WHOLE = new RegExp(
  `^(?:(${DOMAIN})/)?(${PART}(?:/${PART})*)(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/** Parses a name that a person typed: `busybox` is `docker.io/library/busybox`. */
export function parseReference(text: string): ImageReference {
  if (/^[a-f0-9]{64}$/.test(text))
    throw new ReferenceError(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const [domain, rest] = splitDomain(text);
  const colon = rest.indexOf(':');
  const at = rest.indexOf('@');
  const ends = [colon, at].filter((index) => index >= 0);
  const remote = ends.length ? rest.slice(0, Math.min(...ends)) : rest;
  if (remote.toLowerCase() !== remote)
    throw new ReferenceError(`invalid reference format: repository name (${remote}) must be lowercase`);
  const match = WHOLE.exec(`${domain}/${rest}`);
  if (!match || text === '') throw new ReferenceError('invalid reference format');
  const digest = match[4];
  if (digest?.startsWith('sha256:') && !/^sha256:[a-f0-9]{64}$/.test(digest))
    throw new ReferenceError('invalid reference format');
  if (`${domain}/${match[2]}`.length > 255)
    throw new ReferenceError('repository name must not be more than 255 characters');
  return { domain, path: match[2] as string, tag: match[3], digest };
}

/** As people write it: without `docker.io/` and `library/`. */
export function familiarName(reference: ImageReference): string {
  if (reference.domain !== 'docker.io') return `${reference.domain}/${reference.path}`;
  return /^library\/[^/]+$/.test(reference.path) ? reference.path.slice('library/'.length) : reference.path;
}

export function familiarString(reference: ImageReference): string {
  return `${familiarName(reference)}${suffix(reference)}`;
}

/** With the domain: `docker.io/library/busybox:latest`. */
export function fullName(reference: ImageReference): string {
  return `${reference.domain}/${reference.path}`;
}

export function fullString(reference: ImageReference): string {
  return `${fullName(reference)}${suffix(reference)}`;
}

/** Adds `latest` where there is neither tag nor digest. */
export function withDefaultTag(reference: ImageReference): ImageReference {
  return reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;
}

function suffix(reference: ImageReference): string {
  return `${reference.tag === undefined ? '' : `:${reference.tag}`}${reference.digest === undefined ? '' : `@${reference.digest}`}`;
}

function splitDomain(text: string): [string, string] {
  const slash = text.indexOf('/');
  const first = text.slice(0, slash);
  const isDomain = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first);
  let [domain, rest] = isDomain ? [first, text.slice(slash + 1)] : ['docker.io', text];
  if (domain === 'index.docker.io') domain = 'docker.io';
  if (domain === 'docker.io' && !rest.includes('/')) rest = `library/${rest}`;
  return [domain, rest];
}
