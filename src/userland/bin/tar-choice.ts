/** tar: which files --exclude and its like keep out of an archive, and which --newer lets in. */
import { SysError } from '../../kernel/errno.ts';
import { toText } from './lib/byte-string.ts';
import { globRegex } from './lib/glob.ts';
import { parseDate } from './lib/parse-date.ts';
import { join } from './lib/path.ts';
import { escapeRegex } from './lib/regex.ts';
import { strftime } from './lib/strftime.ts';
import { zoneOf } from './lib/time-zone.ts';
import type { Tool } from './lib/tool.ts';

/** Files and directories of version control systems. */
const VCS =
  'CVS RCS SCCS .git .gitignore .gitattributes .gitmodules .cvsignore .svn .arch-ids {arch} =RELEASE-ID =meta-update =update ' +
  '.bzr .bzrignore .bzrtags .hg .hgignore .hgtags _darcs';
const BACKUPS = '.#* *~ #*#';

/** Against the whole name and every tail and head of it. */
export async function excluder(t: Tool): Promise<(name: string) => boolean> {
  const patterns: RegExp[] = [];
  const plain = t.last('wildcards', 'no-wildcards') === 'no-wildcards';
  let ignoreCase = false;
  const add = (glob: string) => {
    const bare = glob.replace(/\/$/, '');
    patterns.push(plain ? new RegExp(`^${escapeRegex(bare)}$`, ignoreCase ? 'i' : '') : globRegex(bare, ignoreCase));
  };
  const exactly = (names: string) => names.split(' ').forEach((name) => patterns.push(globRegex(name)));
  for (const [key, value] of t.given) {
    if (key === 'ignore-case') ignoreCase = true;
    else if (key === 'no-ignore-case') ignoreCase = false;
    else if (key === 'exclude') add(value);
    else if (key === 'exclude-vcs') exactly(VCS);
    else if (key === 'exclude-backups') exactly(BACKUPS);
    else if (key === 'X') (await patternsIn(t, value)).forEach(add);
  }
  if (patterns.length === 0) return () => false;
  return (name) => {
    const parts = name.replace(/\/$/, '').split('/');
    return patterns.some((pattern) =>
      parts.some((_, i) => pattern.test(parts.slice(i).join('/')) || pattern.test(parts.slice(0, i + 1).join('/'))),
    );
  };
}

/** Patterns of a file, a line each. */
async function patternsIn(t: Tool, path: string): Promise<readonly string[]> {
  try {
    const input = await t.input(path);
    const lines = toText(await input.rest()).split('\n');
    await t.done(input);
    return lines.filter(Boolean);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`tar: ${path}: ${error.message}\n`);
    return t.die('Error is not recoverable: exiting now', undefined, 2);
  }
}

const CACHE_TAG = 'CACHEDIR.TAG';
const CACHE_SIGNATURE = 'Signature: 8a477f597d28d172789f06886806bc55';

/** What of a directory a tag in it keeps out: its other content, all that is below, or itself as well. */
export interface Tagged {
  readonly extent: '' | '-under' | '-all';
  readonly tag: string;
}

/** The tag that --exclude-tag or --exclude-caches look for, when the directory has one. */
export async function tagged(t: Tool, directory: string): Promise<Tagged | undefined> {
  for (const [key, value] of t.given) {
    const [, what, extent] = /^exclude-(tag|caches)(|-under|-all)$/.exec(key) ?? [];
    if (what === undefined) continue;
    const tag = what === 'tag' ? value : CACHE_TAG;
    if (await holdsTag(t, join(directory, tag), what === 'caches')) return { extent: extent as Tagged['extent'], tag };
  }
  return undefined;
}

async function holdsTag(t: Tool, path: string, signed: boolean): Promise<boolean> {
  if (!(await t.sys.access(path, {}))) return false;
  if (!signed) return true;
  const input = await t.input(path);
  const start = (await input.rest()).slice(0, CACHE_SIGNATURE.length);
  await t.done(input);
  return start === CACHE_SIGNATURE;
}

interface Dated {
  readonly type: string;
  readonly mtime: number;
  readonly ctime?: number;
}

/** Whether something changed late enough for -N and --newer-mtime; directories always did. */
export async function newerThan(t: Tool): Promise<(file: Dated) => boolean> {
  const key = t.last('N', 'newer-mtime');
  if (key === undefined) return () => true;
  const text = t.value(key) as string;
  const since = await dateOf(t, text, key === 'N' ? 'newer' : key);
  return ({ type, mtime, ctime }) =>
    type === 'directory' || mtime >= since || (key === 'N' && ctime !== undefined && ctime >= since);
}

/** A date, or of a file the time of its last change; what is no date lies before everything. */
async function dateOf(t: Tool, text: string, option: string): Promise<number> {
  try {
    if (/^[./]/.test(text)) return (await t.sys.stat(text)).mtime;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(`tar: ${text}: Cannot stat: ${error.message}\n`);
    return t.die('Error is not recoverable: exiting now', undefined, 2);
  }
  const zone = zoneOf(t.sys.env.get('TZ'));
  const found = parseDate(text, t.sys.now(), zone);
  if (found === undefined) await t.err(`tar: Substituting -9223372036854775807 for unknown date format '${text}'\n`);
  else if (t.has('v') || t.has('t'))
    await t.err(`tar: Option --${option}: Treating date '${text}' as ${strftime('%Y-%m-%d %H:%M:%S', found, zone)}\n`);
  return found ?? -Infinity;
}
