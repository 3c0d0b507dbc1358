/** What Apache serves by: virtual hosts, and settings looked up for a file or a URL as its merging rules have it. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { readFile } from '../lib/files.ts';
import { checkAll } from './config-checks.ts';
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
  checkAll(main);
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

function parseListen(directive: ApacheDirective): { readonly address: string; readonly port: number } {
  const [, address, port] = /^(?:(\[[^\]]+\]|[^:]+):)?(\d+)$/.exec(directive.args[0] ?? '') ?? [];
  if (port === undefined) throw syntaxError(directive, 'Port must be specified');
  if (Number(port) > 65_535 || Number(port) < 1) throw syntaxError(directive, 'Invalid address or port');
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
