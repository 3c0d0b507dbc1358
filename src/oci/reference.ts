/**
 * Image references, after the grammar of distribution/reference: what people type (`ubuntu`, `a/b:c`,
 * `localhost:5000/x@sha256:…`) to domain, path, tag and digest, and back to the familiar form.
 */
import { FailureError } from '../base/errors.ts';
import { digestFault } from './digest.ts';
import type { Digest } from './digest-types.ts';

export interface Reference {
  /** `docker.io` when none was given. */
  readonly domain: string;
  /** The repository on that registry, e.g. `library/ubuntu`. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: Digest;
}

export const DEFAULT_DOMAIN = 'docker.io';
const LEGACY_DEFAULT_DOMAIN = 'index.docker.io';
const OFFICIAL = 'library/';
const NAME_LENGTH = 255;

const component = '[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*';
const path = `${component}(?:/${component})*`;
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${label}(?:\\.${label})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const tag = '[\\w][\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

const REFERENCE = new RegExp(`^((?:${domain}/)?${path})(?::(${tag}))?(?:@(${digest}))?$`);
const NAME = new RegExp(`^(?:(${domain})/)?(${path})$`);
const TAG = new RegExp(`^${tag}$`);
const IDENTIFIER = /^[a-f0-9]{64}$/;

const refuse = (message: string) => new FailureError('invalid', message);

/** Parses what people type. Fails with `invalid` and Docker's text. */
export function parseNormalized(text: string): Reference {
  if (IDENTIFIER.test(text)) {
    throw refuse(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const split = splitDomain(text);
  const [remote] = split.rest.split(':', 1) as [string];
  if (remote.toLowerCase() !== remote) {
    throw refuse(`invalid reference format: repository name (${remote}) must be lowercase`);
  }
  return parseCanonical(`${split.domain}/${split.rest}`);
}

/** Parses the full form, where the domain is spelled out (`docker.io/library/ubuntu:latest`). */
export function parseCanonical(text: string): Reference {
  const match = REFERENCE.exec(text);
  if (!match) {
    if (text === '') throw refuse('repository name must have at least one component');
    throw refuse(REFERENCE.test(text.toLowerCase()) ? 'repository name must be lowercase' : 'invalid reference format');
  }
  const [, name, givenTag, givenDigest] = match as unknown as [string, string, string?, string?];
  const [, domainPart = '', pathPart] = NAME.exec(name) as unknown as [string, string | undefined, string];
  if (pathPart.length > NAME_LENGTH) throw refuse(`repository name must not be more than ${NAME_LENGTH} characters`);
  const fault = givenDigest === undefined ? undefined : digestFault(givenDigest);
  if (fault) throw refuse(fault);
  return {
    domain: domainPart,
    path: pathPart,
    ...(givenTag === undefined ? {} : { tag: givenTag }),
    ...(givenDigest === undefined ? {} : { digest: givenDigest as Digest }),
  };
}

/** Like `parseNormalized`, or undefined where that fails. */
export function tryParse(text: string): Reference | undefined {
  try {
    return parseNormalized(text);
  } catch {
    return undefined;
  }
}

/** The first component is a registry only if it looks like one: a dot, a port, `localhost`, or upper case in it. */
function splitDomain(text: string): { domain: string; rest: string } {
  const slash = text.indexOf('/');
  if (slash < 0) return { domain: DEFAULT_DOMAIN, rest: OFFICIAL + text };
  const first = text.slice(0, slash);
  let domainPart = DEFAULT_DOMAIN;
  let rest = text;
  if (first === LEGACY_DEFAULT_DOMAIN) rest = text.slice(slash + 1);
  else if (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first) {
    domainPart = first;
    rest = text.slice(slash + 1);
  }
  if (domainPart === DEFAULT_DOMAIN && !rest.includes('/')) rest = OFFICIAL + rest;
  return { domain: domainPart, rest };
}

/** `docker.io/library/ubuntu`. */
export const fullName = (reference: Reference): string => `${reference.domain}/${reference.path}`;

export const fullString = (reference: Reference): string => fullName(reference) + suffix(reference);

/** `ubuntu`: without the default domain, and without `library/` there. */
export function familiarName(reference: Reference): string {
  if (reference.domain !== DEFAULT_DOMAIN) return fullName(reference);
  const short = reference.path.slice(OFFICIAL.length);
  return reference.path.startsWith(OFFICIAL) && !short.includes('/') ? short : reference.path;
}

/** `ubuntu:22.04`. */
export const familiarString = (reference: Reference): string => familiarName(reference) + suffix(reference);

const suffix = (reference: Reference): string =>
  (reference.tag === undefined ? '' : `:${reference.tag}`) +
  (reference.digest === undefined ? '' : `@${reference.digest}`);

/** Adds `latest` where neither tag nor digest is given. */
export const withDefaultTag = (reference: Reference): Reference =>
  reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: 'latest' } : reference;

/** Sets the tag; fails with `invalid tag format`. */
export function withTag(reference: Reference, value: string): Reference {
  if (!TAG.test(value)) throw refuse('invalid tag format');
  return { ...reference, tag: value };
}

export function withDigest(reference: Reference, value: Digest): Reference {
  return { domain: reference.domain, path: reference.path, digest: value };
}

/** The repository alone. */
export const trimNamed = (reference: Reference): Reference => ({ domain: reference.domain, path: reference.path });

/** A whole image id in hex, which names an image and never a repository. */
export const isIdentifier = (text: string): boolean => IDENTIFIER.test(text);
