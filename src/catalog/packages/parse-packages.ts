/**
 * Makes packages of a table's blocks. A block's lines are relations (`Depends: libc6`), files by directory, and effects:
 *
 *     usr/sbin/ ITEM ITEM …
 *
 *     name:SIZE          an executable that runs the program `name`; `name=program:SIZE` when that has another name
 *     name:SIZE!4755     … with a mode
 *     name#SIZE          data that nobody reads; `name#SIZE>link` with a symbolic link beside it, as libraries have
 *     name*              data of what is missing to the installed size
 *     name>target        a symbolic link
 *     name/              a directory
 *     name               a text of the texts given beside the table
 *
 *     @user NAME GROUP HOME SHELL [UID] · @group NAME [GID] · @service NAME · @alternative LINK NAME PATH PRIORITY · @directory PATH MODE OWNER
 *     @link PATH TARGET · @say LINE
 */
import { LayerFiles } from '../layer-files.ts';
import { documentation } from './documentation.ts';
import { packageBlocks } from './package-table.ts';
import type { PackageBlock } from './package-table.ts';
import type { Package, PackageEffect } from './package.ts';

/** Contents by path, `etc/nginx/nginx.conf`; a text that begins with `#!` becomes executable. */
export type PackageTexts = Readonly<Record<string, string>>;

export interface TableOptions {
  readonly texts?: PackageTexts;
  /** Words for packages without and with `~`. */
  readonly architectures?: readonly [machine: string, all: string];
  /** Where shared libraries lie, for packages that name no files. */
  readonly libraries?: string;
  /** False for distributions whose packages have no folder below /usr/share/doc. */
  readonly documentation?: boolean;
}

export function parsePackages(table: string | readonly PackageBlock[], options: TableOptions = {}): readonly Package[] {
  return (typeof table === 'string' ? packageBlocks(table) : table).map((block) => parseBlock(block, options));
}

function parseBlock(block: PackageBlock, options: TableOptions): Package {
  const { name, flags, version, section, summary, installedKiB, lines } = block;
  const files = new LayerFiles();
  const relations: Record<string, string> = {};
  const effects: PackageEffect[] = [];
  let elastic: string | undefined;
  for (const line of lines) {
    const relation = /^([A-Z][\w-]+): (.+)$/.exec(line);
    if (relation) relations[relation[1] as string] = (relation[2] as string).replace(/:any\b/g, '');
    else if (line.startsWith('@')) effects.push(parseEffect(line));
    else elastic = addFiles(files, line, options.texts ?? {}) ?? elastic;
  }
  const [machine, all] = options.architectures ?? ['amd64', 'all'];
  if (options.documentation ?? true) documentation(files, name, version, summary);
  const missing = installedKiB * 1024 - files.size;
  if (missing > 0) files.blank(elastic ?? bulkPath(name, options.libraries), missing);
  const entries = files.entries();
  return {
    name,
    version,
    section,
    summary,
    relations,
    effects,
    architecture: flags.includes('~') ? all : machine,
    essential: flags.includes('!'),
    multiArchSame: flags.includes('*'),
    priority: flags.includes('!') ? 'required' : 'optional',
    files: entries,
    configurationFiles: entries
      .filter(({ path, type }) => type === 'file' && path.startsWith('etc/'))
      .map(({ path }) => path),
  };
}

/** Where a package's bulk goes that no line of its block names. */
function bulkPath(name: string, libraries = 'usr/lib/x86_64-linux-gnu'): string {
  const library = /^(lib.+?)-?(\d[\d.]*)?(?:t64)?$/.exec(name);
  if (!library || /-(?:perl|bin|data|common|dev|runtime)$/.test(name)) return `usr/share/${name}/${name}.dat`;
  return `${libraries}/${library[1]}.so${library[2] ? `.${library[2]}` : ''}`;
}

/** Adds the items of one directory's line; answers the path of the elastic one. */
function addFiles(files: LayerFiles, line: string, texts: PackageTexts): string | undefined {
  const [directory = '', ...items] = line.split(/\s+/);
  if (!directory.endsWith('/')) throw new Error(`not a directory's line: ${line}`);
  let elastic: string | undefined;
  for (const item of items) {
    if (item.endsWith('*')) elastic = directory + item.slice(0, -1);
    else addFile(files, directory, item, texts);
  }
  if (items.length === 0) files.directory(directory.slice(0, -1));
  return elastic;
}

const PROGRAM = /^([^=:#>]+)(?:=([\w.[+-]+))?:(\d+)(?:!(\d+))?$/;
const DATA = /^([^#>]+)#(\d+)(?:>(.+))?$/;

function addFile(files: LayerFiles, directory: string, item: string, texts: PackageTexts): void {
  const program = PROGRAM.exec(item);
  if (program) {
    const [, name = '', runs = name, size, mode = '755'] = program;
    files.program(directory + name, runs, Number(size), { mode: parseInt(mode, 8) });
    return;
  }
  const data = DATA.exec(item);
  if (data) {
    files.blank(directory + data[1], Number(data[2]));
    if (data[3]) files.symlink(directory + data[3], data[1] as string);
    return;
  }
  const [name = '', target] = item.split('>');
  if (target) files.symlink(directory + name, target);
  else if (name.endsWith('/')) files.directory(directory + name.slice(0, -1));
  else {
    const content = texts[directory + name];
    if (content === undefined) throw new Error(`${directory}${name}: no text is given for it`);
    files.text(directory + name, content.replace(/^\n/, ''), { mode: content.startsWith('#!') ? 0o755 : 0o644 });
  }
}

function parseEffect(line: string): PackageEffect {
  const [word, ...rest] = line.slice(1).split(' ');
  const [a = '', b = '', c = '', d = '', e] = rest;
  switch (word) {
    case 'group':
      return { kind: 'group', name: a, ...(b && { gid: Number(b) }) };
    case 'service':
      return { kind: 'service', name: a };
    case 'user':
      return { kind: 'user', name: a, group: b, home: c, shell: d, ...(e && { uid: Number(e) }) };
    case 'alternative':
      return { kind: 'alternative', link: a, name: b, path: c, priority: Number(d) };
    case 'directory':
      return { kind: 'directory', path: a, mode: parseInt(b, 8), owner: c };
    case 'link':
      return { kind: 'link', path: a, target: b };
    case 'say':
      return { kind: 'say', line: rest.join(' ') };
    default:
      throw new Error(`not an effect: ${line}`);
  }
}
