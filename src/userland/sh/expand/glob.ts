/** Pathname expansion over the process's directory tree. */
import type { Awaitable, DirectoryEntry, Sys } from '../../../kernel/sys.ts';
import { attempt, chain } from '../awaitable.ts';
import { asBytes } from '../text-bytes.ts';
import { EXTENDED, hasMagic, patternRegExp, type PatternStyle, unescapePattern } from './pattern.ts';

export interface GlobOptions {
  readonly dotFiles?: boolean;
  /** A pattern that begins with a dot matches `.` and `..` too. */
  readonly selfAndParent?: boolean;
  /** `**` alone between slashes stands for any number of directories. */
  readonly globStar?: boolean;
  readonly style?: PatternStyle;
  readonly ignoreCase?: boolean;
}

/** Paths that match, in the C locale's order; none when nothing does. */
export function glob(sys: Sys, pattern: string, options: GlobOptions = {}): Awaitable<string[]> {
  const parts = pattern.split(/(\/+)/);
  let prefix: Awaitable<string[]> = [''];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    if (part === '') continue;
    const last = i === parts.length - 1 || (i === parts.length - 2 && parts[i + 1] === '');
    if (options.globStar && part === '**') {
      prefix = chain(prefix, (bases) => descend(sys, bases, last, options));
      // The directories come with their slash.
      i++;
      continue;
    }
    prefix = chain(prefix, (bases) => extend(sys, bases, part, last, options));
  }
  return chain(prefix, (paths) => [...new Set(paths)].filter((path) => path !== '').sort(byCodeUnits));
}

export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function extendAll(
  sys: Sys,
  bases: readonly string[],
  part: string,
  last: boolean,
  options: GlobOptions,
): Promise<string[]> {
  const paths: string[] = [];
  for (const base of bases) paths.push(...(await entriesMatching(sys, base, part, last, options)));
  return paths;
}

function extend(
  sys: Sys,
  bases: readonly string[],
  part: string,
  last: boolean,
  options: GlobOptions,
): Awaitable<string[]> {
  if (part[0] === '/')
    return existing(
      sys,
      bases.map((base) => base + part),
      last,
    );
  if (!hasMagic(part, options.style?.extended)) {
    const name = unescapePattern(part);
    return existing(
      sys,
      bases.map((base) => base + name),
      last,
    );
  }
  if (bases.length === 1) return entriesMatching(sys, bases[0] as string, part, last, options);
  return extendAll(sys, bases, part, last, options);
}

/** `**`: the bases themselves and every directory below them, and files as well where it stands last. */
async function descend(sys: Sys, bases: readonly string[], last: boolean, options: GlobOptions): Promise<string[]> {
  const found: string[] = [];
  for (const base of bases) {
    if (base !== '' || !last) found.push(base);
    await descendInto(sys, base, last, options, found);
  }
  return found;
}

async function descendInto(
  sys: Sys,
  base: string,
  last: boolean,
  options: GlobOptions,
  found: string[],
): Promise<void> {
  const entries = await attempt<readonly Named[]>(
    () => sys.readdir(base === '' ? '.' : base),
    () => [],
  );
  for (const { name, type } of entries) {
    if (name === '.' || name === '..' || (name.startsWith('.') && !options.dotFiles)) continue;
    if (type === 'directory') {
      found.push(base + name + (last ? '' : '/'));
      await descendInto(sys, `${base}${name}/`, last, options, found);
    } else if (last) found.push(base + name);
  }
}

/** Only the last part must exist: a directory that does not has no entries anyway. */
function existing(sys: Sys, paths: readonly string[], last: boolean): Awaitable<string[]> {
  if (!last) return [...paths];
  let kept: Awaitable<string[]> = [];
  for (const path of paths) {
    kept = chain(kept, (list) =>
      attempt(
        () => chain(sys.lstat(path), () => [...list, path]),
        () => list,
      ),
    );
  }
  return kept;
}

function entriesMatching(
  sys: Sys,
  base: string,
  part: string,
  last: boolean,
  options: GlobOptions,
): Awaitable<string[]> {
  const flags = options.ignoreCase ? 'i' : '';
  const regExp = patternRegExp(part, { anchor: 'both', style: options.style ?? EXTENDED, flags });
  const nameOf = ({ name }: Named) => (options.style?.bytes ? asBytes(name) : name);
  const dots = options.dotFiles || /^\\?\./.test(part);
  return attempt(
    () =>
      chain(sys.readdir(base === '' ? '.' : base), (entries) =>
        withDots(entries, part, options)
          .filter(
            (entry) => (dots || !entry.name.startsWith('.')) && (last || mayLead(entry)) && regExp.test(nameOf(entry)),
          )
          .map((entry) => base + entry.name),
      ),
    () => [],
  );
}

type Named = Pick<DirectoryEntry, 'name' | 'type'>;

/** Whether or not the file system lists them. */
function withDots(entries: readonly Named[], part: string, { selfAndParent }: GlobOptions): readonly Named[] {
  const real = entries.filter((entry) => entry.name !== '.' && entry.name !== '..');
  return selfAndParent && /^\\?\./.test(part)
    ? [{ name: '.', type: 'directory' }, { name: '..', type: 'directory' }, ...real]
    : real;
}

function mayLead(entry: Named): boolean {
  return entry.type === 'directory' || entry.type === 'symlink';
}
