/**
 * The settings that hold for a request, level by level, later ones over earlier ones (httpd, sections.html): the server's and the
 * host's own, directories from the outermost inwards with their .htaccess files, files, locations.
 */
import type { ApacheConfig, VirtualHost } from './config.ts';
import type { ApacheDirective } from './config-parser.ts';

export interface Level {
  readonly directives: readonly ApacheDirective[];
  /** The folder or the URL path that the section is about; undefined for the server, its hosts and files. */
  readonly place: string | undefined;
}

/** Reads and checks an .htaccess file; undefined when there is none. */
export type AccessFileReader = (
  path: string,
  allowed: readonly string[],
) => Promise<readonly ApacheDirective[] | undefined>;

export interface Asked {
  /** Of this machine; undefined for what is fetched by proxy. */
  readonly path: string | undefined;
  readonly uri: string;
  /** The URL that is fetched. */
  readonly proxy: string | undefined;
}

export async function levelsFor(
  config: ApacheConfig,
  host: VirtualHost | undefined,
  { path, uri, proxy }: Asked,
  readAccessFile: AccessFileReader,
): Promise<readonly Level[]> {
  const all = [...config.main, ...(host?.directives ?? [])];
  const plain = [config.main, host?.directives ?? []].map((level) => level.filter(({ block }) => block === undefined));
  const ofServer = plain.map((directives) => ({ directives, place: undefined }));
  const locations = sectionLevels(all, /^Location(Match)?$/, (section) => matches(section, uri, within));
  if (path === undefined) {
    const proxies = sectionLevels(
      all,
      /^Proxy$/,
      ({ args }) => args[0] === '*' || (proxy ?? '').startsWith(args[0] ?? ''),
    );
    return [...ofServer, ...proxies, ...locations];
  }
  const directories = all.filter((section) => /^Directory(Match)?$/.test(section.name) && matchesPath(section, path));
  const inner = await directoryLevels(directories, path, readAccessFile);
  const base = path.slice(path.lastIndexOf('/') + 1);
  const files = sectionLevels(
    [...all, ...inner.flatMap(({ directives }) => directives)],
    /^Files(Match)?$/,
    (section) => matches(section, base, globTest),
  );
  return [...ofServer, ...inner, ...files.map((level) => ({ ...level, place: undefined })), ...locations];
}

function sectionLevels(
  all: readonly ApacheDirective[],
  name: RegExp,
  fits: (section: ApacheDirective) => boolean,
): readonly Level[] {
  return all
    .filter((section) => name.test(section.name) && fits(section))
    .map(({ block, args }) => ({ directives: block ?? [], place: args[0] }));
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
  const taken = new Set<ApacheDirective>();
  let allowed: readonly string[] = ['none'];
  for (const folder of foldersTo(path)) {
    for (const section of left.filter((candidate) => within(folder, candidate.args[0] ?? ''))) {
      const own = folderOf(section);
      if (taken.has(section) || !(/[*?]/.test(own) || own.length <= folder.replace(/\/$/, '').length)) continue;
      taken.add(section);
      const directives = section.block ?? [];
      levels.push({ directives, place: folder });
      const overrides = directives.findLast(({ name }) => name === 'AllowOverride')?.args;
      allowed = overrides?.map((word) => word.toLowerCase()) ?? allowed;
    }
    if (allowed.includes('none')) continue;
    const directives = await readAccessFile(`${folder === '/' ? '' : folder}/.htaccess`, allowed);
    if (directives) levels.push({ directives, place: folder });
  }
  const rest = sections.filter((section) => !taken.has(section));
  return [...levels, ...rest.map(({ block, args }) => ({ directives: block ?? [], place: args[0] }))];
}

/** `/`, `/srv`, `/srv/www` of `/srv/www/index.html` and of `/srv/www/`. */
function foldersTo(path: string): readonly string[] {
  const words = path.split('/').slice(1, -1);
  return ['/', ...words.map((_, i) => `/${words.slice(0, i + 1).join('/')}`)];
}

export function within(path: string, folder: string): boolean {
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
