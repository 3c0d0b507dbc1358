/** dpkg-query, and the options of dpkg that ask it: lists of packages and files, and which package a file is of. */
import { globRegex } from '../../bin/lib/glob.ts';
import { tool, type Applet, type Tool } from '../../bin/lib/tool.ts';
import { formatParagraph } from './control.ts';
import { DpkgDatabase, shownName, type InstalledPackage, type PackageState } from './database.ts';

export const QUERY_ACTIONS = ['list', 'status', 'listfiles', 'search', 'show'] as const;
export type QueryAction = (typeof QUERY_ACTIONS)[number];

export const dpkgQuery: Applet = tool(
  {
    name: 'dpkg-query',
    usage: '[<option> ...] <command>',
    about: 'Asks the database of packages',
    options:
      'l|list s|status L|listfiles S|search W|show f|showformat= p|print-avail! c|control-path! admindir=! no-pager load-avail!',
    usageStatus: 2,
    from: 'dpkg',
  },
  async (t) => {
    const action = QUERY_ACTIONS.find((name) =>
      t.has({ list: 'l', status: 's', listfiles: 'L', search: 'S', show: 'W' }[name]),
    );
    if (action) return queryProgram(t, action);
    await t.err('dpkg-query: error: need an action option\n\nUse --help for help about querying packages.\n');
    return 2;
  },
);

export async function queryProgram(t: Tool, action: QueryAction): Promise<number> {
  const database = await DpkgDatabase.read(t.sys);
  switch (action) {
    case 'list':
      return list(t, database);
    case 'status':
      return status(t, database);
    case 'listfiles':
      return listFiles(t, database);
    case 'search':
      return search(t, database);
    case 'show':
      return show(t, database);
  }
}

/** Packages that a pattern names, sorted; patterns that name none are reported. */
async function matching(t: Tool, database: DpkgDatabase): Promise<readonly InstalledPackage[]> {
  if (t.operands.length === 0) return database.all().filter(({ state }) => state !== 'not-installed');
  const chosen = new Set<InstalledPackage>();
  for (const pattern of t.operands) {
    const glob = globRegex(pattern.replace(/:(amd64|all|any)$/, ''));
    const found = database.all().filter(({ name }) => glob.test(name));
    for (const entry of found) chosen.add(entry);
    if (found.length > 0) continue;
    await t.err(`dpkg-query: no packages found matching ${pattern}\n`);
    t.status = 1;
  }
  return database.all().filter((entry) => chosen.has(entry));
}

const STATE: Readonly<Record<PackageState, string>> = {
  'not-installed': 'n',
  'config-files': 'c',
  'half-installed': 'H',
  unpacked: 'U',
  'half-configured': 'F',
  installed: 'i',
};

function abbreviation({ state }: InstalledPackage): string {
  return `${state === 'config-files' ? 'r' : 'i'}${STATE[state]}`;
}

const HEADER = `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
`;

/** Columns are as wide as their longest value; the smallest widths are dpkg's. On a terminal the summary fits the line. */
async function list(t: Tool, database: DpkgDatabase): Promise<number> {
  const entries = await matching(t, database);
  if (entries.length === 0) return t.status;
  const rows = entries.map((entry) => [shownName(entry), entry.version, entry.architecture, summary(entry)]);
  const width = (column: number, least: number) =>
    Math.max(least, ...rows.map((row) => (row[column] as string).length));
  const widths = [width(0, 14), width(1, 12), width(2, 12), width(3, 33)];
  if (t.sys.isatty(1)) {
    const rest =
      t.sys.windowSize(1).columns - 4 - 3 - (widths[0] as number) - (widths[1] as number) - (widths[2] as number);
    widths[3] = Math.max(14, Math.min(widths[3] as number, rest));
  }
  const line = (mark: string, cells: readonly string[]) =>
    `${mark} ${cells.map((cell, i) => cell.slice(0, widths[i]).padEnd(widths[i] as number)).join(' ')}`.trimEnd();
  await t.out.text(HEADER);
  await t.out.line(
    `||/ ${['Name', 'Version', 'Architecture'].map((title, i) => title.padEnd(widths[i] as number)).join(' ')} Description`,
  );
  await t.out.line(`+++-${widths.map((columns) => '='.repeat(columns)).join('-')}`);
  for (const [i, entry] of entries.entries()) await t.out.line(line(`${abbreviation(entry)} `, rows[i] as string[]));
  return t.status;
}

const summary = ({ fields }: InstalledPackage) => (fields.get('Description') ?? '').split('\n')[0] as string;

async function status(t: Tool, database: DpkgDatabase): Promise<number> {
  for (const [i, name] of t.operands.entries()) {
    const entry = database.get(name);
    if (i > 0 && entry) await t.out.text('\n');
    if (entry) {
      await t.out.text(formatParagraph(entry.fields));
      continue;
    }
    t.status = 1;
    await t.err(`dpkg-query: package '${name}' is not installed and no information is available\n`);
    await t.err('Use dpkg --info (= dpkg-deb --info) to examine archive files.\n');
  }
  return t.status;
}

async function listFiles(t: Tool, database: DpkgDatabase): Promise<number> {
  for (const [i, name] of t.operands.entries()) {
    const entry = database.get(name);
    if (i > 0 && entry) await t.out.text('\n');
    if (entry) {
      for (const path of await database.files(entry)) await t.out.line(path);
      continue;
    }
    t.status = 1;
    await t.err(`dpkg-query: package '${name}' is not installed\n`);
    await t.err('Use dpkg --contents (= dpkg-deb --contents) to list archive files contents.\n');
  }
  return t.status;
}

/** A pattern without a slash at its start may be anywhere in a path. */
async function search(t: Tool, database: DpkgDatabase): Promise<number> {
  for (const pattern of t.operands) {
    const special = /[*?[]/.test(pattern);
    const shown = special || pattern.startsWith('/') ? pattern : `*${pattern}*`;
    const glob = globRegex(shown);
    const owners = new Map<string, string[]>();
    for (const entry of database.all()) {
      for (const path of await database.files(entry)) {
        if (glob.test(path)) owners.set(path, [...(owners.get(path) ?? []), shownName(entry)]);
      }
      const turn = t.sys.tick();
      if (turn instanceof Promise) await turn;
    }
    for (const [path, names] of owners) await t.out.line(`${names.join(', ')}: ${path}`);
    if (owners.size > 0) continue;
    t.status = 1;
    await t.err(`dpkg-query: no path found matching pattern ${shown}\n`);
  }
  return t.status;
}

async function show(t: Tool, database: DpkgDatabase): Promise<number> {
  const format = (t.value('f') ?? '${binary:Package}\\t${Version}\\n').replace(/\\([nt\\])/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\',
  );
  for (const entry of await matching(t, database)) {
    await t.out.text(
      format.replace(/\$\{([^};]+)(?:;(-?\d+))?\}/g, (_, field: string, width?: string) => {
        const value = fieldOf(entry, field);
        if (width === undefined) return value;
        return width.startsWith('-') ? value.padEnd(-Number(width)) : value.padStart(Number(width));
      }),
    );
  }
  return t.status;
}

function fieldOf(entry: InstalledPackage, field: string): string {
  switch (field) {
    case 'binary:Package':
      return shownName(entry);
    case 'binary:Summary':
      return summary(entry);
    case 'db:Status-Abbrev':
      return `${abbreviation(entry)} `;
    case 'db:Status-Status':
      return entry.state;
    default:
      return entry.fields.get(field) ?? '';
  }
}
