/**
 * The settings that hold for a request, level by level, later ones over earlier ones (httpd, sections.html): the server's and the
 * host's own, directories from the outermost inwards with their .htaccess files, files, locations.
 */
import type { ApacheConfig, VirtualHost } from './config.ts';
import type { ApacheDirective } from './config-parser.ts';

export type Level = readonly ApacheDirective[];

/** Reads and checks an .htaccess file; undefined when there is none. */
export type AccessFileReader = (path: string, allowed: readonly string[]) => Promise<Level | undefined>;

export async function levelsFor(
  config: ApacheConfig,
  host: VirtualHost | undefined,
  path: string,
  uri: string,
  readAccessFile: AccessFileReader,
): Promise<readonly Level[]> {
  const all = [...config.main, ...(host?.directives ?? [])];
  const plain = [config.main, host?.directives ?? []].map((level) => level.filter(({ block }) => block === undefined));
  const directories = all.filter((section) => /^Directory(Match)?$/.test(section.name) && matchesPath(section, path));
  const inner = await directoryLevels(directories, path, readAccessFile);
  const base = path.slice(path.lastIndexOf('/') + 1);
  const files = [...all, ...inner.flat()].filter(
    (section) => /^Files(Match)?$/.test(section.name) && matches(section, base, globTest),
  );
  const locations = all.filter((section) => /^Location(Match)?$/.test(section.name) && matches(section, uri, within));
  return [...plain, ...inner, ...[...files, ...locations].map(({ block }) => block ?? [])];
}

function matchesPath(section: ApacheDirective, path: string): boolean {
  return matches(section, path, within);
}

/** By its pattern, or by the regular expression of `~` and the sections that end in Match. */
function matches(
  { name, args }: ApacheDirective,
  text: string,
  plain: (text: string, pattern: string) => boolean,
): boolean {
  const [pattern = '', next = ''] = args;
  if (pattern === '~') return new RegExp(next).test(text);
  return name.endsWith('Match') ? new RegExp(pattern).test(text) : plain(text, pattern);
}

const folderOf = (section: ApacheDirective) => (section.args[0] ?? '').replace(/\/$/, '');

/** Each folder's sections, and what its .htaccess says where that is allowed. */
async function directoryLevels(
  sections: readonly ApacheDirective[],
  path: string,
  readAccessFile: AccessFileReader,
): Promise<readonly Level[]> {
  const levels: Level[] = [];
  const left = sections.filter(({ name, args }) => name === 'Directory' && args[0] !== '~');
  let allowed: readonly string[] = ['none'];
  const take = (section: ApacheDirective) => {
    const block = section.block ?? [];
    levels.push(block);
    allowed = block.findLast(({ name }) => name === 'AllowOverride')?.args.map((word) => word.toLowerCase()) ?? allowed;
  };
  for (const folder of foldersTo(path)) {
    for (const section of left.filter((candidate) => within(folder, candidate.args[0] ?? ''))) {
      if (levels.includes(section.block ?? [])) continue;
      if (/[*?]/.test(folderOf(section)) || folderOf(section).length <= folder.replace(/\/$/, '').length) take(section);
    }
    if (allowed.includes('none')) continue;
    const own = await readAccessFile(`${folder === '/' ? '' : folder}/.htaccess`, allowed);
    if (own) levels.push(own);
  }
  const rest = sections.filter((section) => !levels.includes(section.block ?? []));
  return [...levels, ...rest.map(({ block }) => block ?? [])];
}

/** `/`, `/srv`, `/srv/www` of `/srv/www/index.html` and of `/srv/www/`. */
function foldersTo(path: string): readonly string[] {
  const words = path.split('/').slice(1, -1);
  return ['/', ...words.map((_, i) => `/${words.slice(0, i + 1).join('/')}`)];
}

function within(path: string, folder: string): boolean {
  const base = folder.replace(/\/$/, '');
  if (/[*?]/.test(base)) return globTest(path, base) || globTest(path, `${base}/*`);
  return path === base || path.startsWith(`${base}/`);
}

function globTest(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^$(){}|\\[\]]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}
