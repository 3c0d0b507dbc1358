/** What Apache serves by: virtual hosts, and settings looked up for a file or a URL as its merging rules have it. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { readFile } from '../lib/files.ts';
import { type ApacheDirective, syntaxError } from './config-parser.ts';

export interface VirtualHost {
  readonly name: string | undefined;
  readonly aliases: readonly string[];
  /** `*:80`; undefined for the main server. */
  readonly port: number | undefined;
  readonly directives: readonly ApacheDirective[];
  readonly where: string;
}

export interface ApacheConfig {
  readonly main: readonly ApacheDirective[];
  readonly hosts: readonly VirtualHost[];
  readonly listens: readonly { readonly address: string; readonly port: number }[];
  readonly root: string;
  readonly types: ReadonlyMap<string, string>;
  readonly modules: ReadonlySet<string>;
}

export async function buildConfig(
  sys: Sys,
  main: readonly ApacheDirective[],
  modules: ReadonlySet<string>,
  defaultRoot: string,
): Promise<ApacheConfig> {
  const root = last(main, 'ServerRoot') ?? defaultRoot;
  checkAll(main, false);
  const listens = main.filter(({ name }) => name === 'Listen').map((directive) => parseListen(directive));
  const hosts = main
    .filter(({ name }) => name === 'VirtualHost')
    .map((section): VirtualHost => {
      const block = section.block ?? [];
      const [, port] = /:(\d+|\*)$/.exec(section.args[0] ?? '') ?? [];
      return {
        name: last(block, 'ServerName'),
        aliases: block.filter(({ name }) => name === 'ServerAlias').flatMap(({ args }) => args),
        port: port === undefined || port === '*' ? undefined : Number(port),
        directives: block,
        where: `${section.file}:${section.line}`,
      };
    });
  const types = await mediaTypes(sys, main, root);
  await checkDocumentRoots(sys, main, hosts, root);
  return { main, hosts, listens, root, types, modules };
}

/** The last value of a directive at this level. */
export function last(directives: readonly ApacheDirective[], name: string): string | undefined {
  return directives.findLast((directive) => directive.name === name)?.args[0];
}

function checkAll(directives: readonly ApacheDirective[], inHost: boolean): void {
  for (const directive of directives) {
    const { name, args, block } = directive;
    const takes = ARGUMENTS[name];
    if (takes && (args.length < takes[0] || args.length > takes[1]))
      throw syntaxError(directive, `${name} ${takes[2]}`);
    if (inHost && name === 'Listen') throw syntaxError(directive, 'Listen cannot occur within <VirtualHost> section');
    if (
      name === 'LogLevel' &&
      !/^([\w]+:)?(emerg|alert|crit|error|warn|notice|info|debug|trace[1-8])$/i.test(args[0] ?? '')
    )
      throw syntaxError(
        directive,
        `LogLevel requires level keyword: one of emerg/alert/crit/error/warn/notice/info/debug/trace1/.../trace8`,
      );
    if (
      /^(KeepAlive|ServerSignature|HostnameLookups|SSLEngine|EnableSendfile)$/.test(name) &&
      !/^(on|off|email|double|optional)$/i.test(args[0] ?? '')
    )
      throw syntaxError(directive, `${name} must be On or Off`);
    if (block) checkAll(block, inHost || name === 'VirtualHost');
  }
}

const ARGUMENTS: Readonly<Record<string, readonly [least: number, most: number, text: string]>> = {
  DocumentRoot: [1, 1, 'takes one argument, Root directory of the document tree'],
  ServerName: [1, 1, 'takes one argument, The hostname and port of the server'],
  ServerRoot: [1, 1, 'takes one argument, Common directory of server-related files (logs, confs, etc.)'],
  ErrorLog: [1, 1, 'takes one argument, The filename of the error log'],
  CustomLog: [
    2,
    3,
    'takes two or three arguments, a file name, a custom log format string or format name, and an optional "env=" or "expr=" clause (see docs)',
  ],
  Alias: [1, 2, 'takes one or two arguments, a fakename and a realname, or a realname in a Location'],
  Listen: [1, 2, 'takes 1 or 2 arguments'],
};

function parseListen(directive: ApacheDirective): { readonly address: string; readonly port: number } {
  const [, address, port] = /^(?:(\[[^\]]+\]|[^:]+):)?(\d+)$/.exec(directive.args[0] ?? '') ?? [];
  if (port === undefined || Number(port) > 65_535 || Number(port) < 1)
    throw syntaxError(directive, 'Port must be specified');
  return { address: address === undefined || address === '*' ? '0.0.0.0' : address, port: Number(port) };
}

async function mediaTypes(
  sys: Sys,
  main: readonly ApacheDirective[],
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>();
  const given = last(main, 'TypesConfig');
  if (given !== undefined) {
    try {
      for (const line of (await readFile(sys, given.startsWith('/') ? given : `${root}/${given}`)).split('\n')) {
        const [type, ...extensions] = line.replace(/#.*/, '').trim().split(/\s+/);
        if (type) for (const extension of extensions) types.set(extension, type);
      }
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
  if (types.size === 0) for (const [extension, type] of Object.entries(USUAL_TYPES)) types.set(extension, type);
  for (const { name, args } of main) {
    if (name === 'AddType')
      for (const extension of args.slice(1)) types.set(extension.replace(/^\./, ''), args[0] as string);
  }
  return types;
}

/** Where no mime.types lies: what web pages are made of. */
const USUAL_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  txt: 'text/plain',
  xml: 'application/xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  ico: 'image/vnd.microsoft.icon',
};

async function checkDocumentRoots(
  sys: Sys,
  main: readonly ApacheDirective[],
  hosts: readonly VirtualHost[],
  root: string,
): Promise<void> {
  const all = [...main, ...hosts.flatMap(({ directives }) => directives)].filter(({ name }) => name === 'DocumentRoot');
  for (const directive of all) {
    const [path = ''] = directive.args;
    const full = path.startsWith('/') ? path : `${root}/${path}`;
    try {
      if ((await sys.stat(full)).type === 'directory') continue;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    throw syntaxError(directive, `DocumentRoot '${path}' is not a directory, or is not readable`);
  }
}

/**
 * The directives that hold for a request, later ones first to be asked: the host's over the main server's, then
 * sections of directories from the outermost inwards, of files, and of locations.
 */
export function directivesFor(
  config: ApacheConfig,
  host: VirtualHost | undefined,
  path: string,
  uri: string,
): ApacheDirective[] {
  const all = [...config.main, ...(host?.directives ?? [])];
  const plain = all.filter(({ block }) => block === undefined);
  const matching = (names: RegExp, test: (section: ApacheDirective) => boolean) =>
    all.filter((section) => section.block && names.test(section.name) && test(section));
  const directories = matching(/^Directory(Match)?$/, ({ name, args }) => {
    const [pattern = ''] = args;
    if (name === 'DirectoryMatch' || pattern === '~')
      return new RegExp(pattern === '~' ? (args[1] ?? '') : pattern).test(path);
    return within(path, pattern);
  }).sort((a, b) => (a.args[0] ?? '').replace(/\/$/, '').length - (b.args[0] ?? '').replace(/\/$/, '').length);
  const inner = directories.flatMap(({ block }) => block ?? []);
  const base = path.slice(path.lastIndexOf('/') + 1);
  const files = [...all, ...inner].filter((section) => {
    if (!section.block || !/^Files(Match)?$/.test(section.name)) return false;
    const [pattern = ''] = section.args;
    if (section.name === 'FilesMatch' || pattern === '~')
      return new RegExp(pattern === '~' ? (section.args[1] ?? '') : pattern).test(base);
    return globTest(pattern, base);
  });
  const locations = matching(/^Location(Match)?$/, ({ name, args }) => {
    const [pattern = ''] = args;
    if (name === 'LocationMatch' || pattern === '~')
      return new RegExp(pattern === '~' ? (args[1] ?? '') : pattern).test(uri);
    return within(uri, pattern);
  });
  return [...plain, ...inner, ...[...files, ...locations].flatMap(({ block }) => block ?? [])];
}

function within(path: string, folder: string): boolean {
  const base = folder.replace(/\/$/, '');
  if (/[*?]/.test(base)) return globTest(base, path) || globTest(`${base}/*`, path);
  return path === base || path.startsWith(`${base}/`);
}

function globTest(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^$(){}|\\[\]]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}
