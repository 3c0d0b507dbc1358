/** dpkg: installs and removes archives, and asks its database (with dpkg-query) what is there. */
import { SysError } from '../../../kernel/errno.ts';
import { tool, Quit, type Applet, type Tool } from '../../bin/lib/tool.ts';
import { readBytes } from '../../read-all.ts';
import { DebError, readDeb } from './archive.ts';
import { DpkgDatabase, shownName, type InstalledPackage } from './database.ts';
import { Installer, InstallFailure } from './installer.ts';
import { QUERY_ACTIONS, queryProgram } from './dpkg-query.ts';
import { parseRelations, relationText } from './relations.ts';
import { styleOf } from './style.ts';
import { compareVersions } from './version.ts';
import { satisfiedBy } from '../apt/cache.ts';
import { showContents, showInformation } from './dpkg-deb.ts';

const OPTIONS = `i|install unpack configure r|remove P|purge l|list s|status L|listfiles S|search W|show f|showformat=
  print-architecture print-foreign-architectures get-selections C|audit a|pending R|recursive! force-depends force-all force-confold
  force-confnew force-overwrite c|contents I|info compare-versions x|extract! e|control! add-architecture! set-selections! V|verify!
  E|skip-same-version! root=! admindir=! no-act|dry-run|simulate! B|auto-deconfigure! no-triggers triggers-only!`;

const HELP = `
Type dpkg --help for help about installing and deinstalling packages [*];
Use 'apt' or 'aptitude' for user-friendly package management;
Type dpkg -Dhelp for a list of dpkg debug flag values;
Type dpkg --force-help for a list of forcing options;
Type dpkg-deb --help for help about manipulating *.deb files;

Options marked [*] produce a lot of output - pipe it through 'less' or 'more' !
`;

const ACTIONS = [
  'install',
  'unpack',
  'configure',
  'remove',
  'purge',
  'print-architecture',
  'print-foreign-architectures',
  'get-selections',
  'audit',
  'contents',
  'info',
  'compare-versions',
  ...QUERY_ACTIONS,
] as const;
/** The table's keys for options with a short name are the short ones. */
const KEYS: Readonly<Record<string, string>> = {
  install: 'i', remove: 'r', purge: 'P', list: 'l', status: 's', listfiles: 'L', search: 'S', show: 'W', audit: 'C', contents: 'c', info: 'I',
}; // prettier-ignore

const run: Applet = tool(
  {
    name: 'dpkg',
    usage: '[<option> ...] <command>',
    about: 'Installs and removes packages',
    options: OPTIONS,
    usageStatus: 2,
    from: 'dpkg',
  },
  async (t) => {
    const action = ACTIONS.find((name) => t.has(KEYS[name] ?? name));
    if (!action) return complain(t, 'need an action option');
    if ((QUERY_ACTIONS as readonly string[]).includes(action))
      return queryProgram(t, action as (typeof QUERY_ACTIONS)[number]);
    switch (action) {
      case 'print-architecture':
        await t.out.line('amd64');
        return 0;
      case 'print-foreign-architectures':
        return 0;
      case 'get-selections':
        return selections(t);
      case 'audit':
        return 0;
      case 'contents':
        return withArchives(t, showContents);
      case 'info':
        return withArchives(t, showInformation);
      case 'compare-versions':
        return compare(t);
      case 'remove':
      case 'purge':
        return remove(t, action);
      case 'configure':
        return configure(t);
      case 'install':
      case 'unpack':
        return install(t, action);
    }
    return complain(t, `${action}: no such action`);
  },
);

/** dpkg words a wrong command line in its own way. */
export const dpkg: Applet = async (sys, argv = sys.argv) => {
  const unknown = argv.slice(1).find((word) => word.startsWith('--') && !knows(word));
  if (unknown === undefined) return run(sys, argv);
  await sys.write(2, new TextEncoder().encode(`dpkg: error: unknown option ${unknown}\n${HELP}`));
  return 2;
};

function knows(word: string): boolean {
  const name = word.slice(2).replace(/=.*$/, '');
  return (
    name === '' ||
    name === 'help' ||
    name === 'version' ||
    OPTIONS.split(/[\s|]+/).some((option) => option.replace(/[=!?]+$/, '') === name) ||
    name.startsWith('force-') ||
    name.startsWith('no-force-')
  );
}

async function complain(t: Tool, message: string): Promise<number> {
  await t.err(`dpkg: error: ${message}\n${HELP}`);
  return 2;
}

async function needsRoot(t: Tool): Promise<void> {
  if (t.sys.credentials.euid === 0) return;
  await t.err('dpkg: error: requested operation requires superuser privilege\n');
  throw new Quit(2);
}

interface Failed {
  readonly what: string;
}

/** Reports a package's failure as dpkg does and goes on with the others. */
class Run {
  readonly failed: Failed[] = [];

  constructor(
    readonly t: Tool,
    readonly action: string,
  ) {}

  async attempt(what: string, kind: 'package' | 'archive', work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InstallFailure) && !(error instanceof DebError) && !(error instanceof SysError))
        throw error;
      if (error instanceof SysError && error.errno !== 'ENOENT') throw error;
      this.failed.push({ what });
      const message = error instanceof SysError ? `cannot access archive: ${error.message}` : error.message;
      await this.t.err(`dpkg: error processing ${kind} ${what} (--${this.action}):\n ${message}\n`);
    }
  }

  async finish(): Promise<number> {
    await this.t.out.flush();
    if (this.failed.length === 0) return 0;
    await this.t.err(
      `Errors were encountered while processing:\n${this.failed.map(({ what }) => ` ${what}\n`).join('')}`,
    );
    return 1;
  }
}

async function open(t: Tool): Promise<{ readonly database: DpkgDatabase; readonly installer: Installer }> {
  const database = await DpkgDatabase.read(t.sys);
  return { database, installer: new Installer({ sys: t.sys, out: t.out, database, style: styleOf(database) }) };
}

async function install(t: Tool, action: 'install' | 'unpack'): Promise<number> {
  if (t.operands.length === 0) return complain(t, `--${action} needs at least one package archive file argument`);
  await needsRoot(t);
  const { database, installer } = await open(t);
  for (const path of t.operands) {
    if (await t.sys.access(path, {})) continue;
    await t.err(`dpkg: error: cannot access archive '${path}': No such file or directory\n`);
    return 2;
  }
  const work = new Run(t, action);
  const names: string[] = [];
  for (const path of t.operands)
    await work.attempt(path, 'archive', async () => names.push((await installer.unpack(path)).name));
  if (action === 'install') for (const name of names) await configureOne(t, work, database, installer, name);
  await installer.runTriggers();
  return work.finish();
}

/** Sets a package up once all that it needs is there; otherwise it stays unpacked, and dpkg says what is missing. */
async function configureOne(
  t: Tool,
  work: Run,
  database: DpkgDatabase,
  installer: Installer,
  name: string,
): Promise<void> {
  const entry = database.get(name) as InstalledPackage;
  const state = new Map(
    database
      .all()
      .filter((other) => ['installed', 'unpacked'].includes(other.state))
      .map((other) => [other.name, other]),
  );
  const missing = ['Pre-Depends', 'Depends']
    .flatMap((field) => [...parseRelations(entry.fields.get(field))])
    .filter((group) => !group.some((relation) => satisfiedBy(relation, state)));
  if (missing.length === 0 || t.has('force-depends') || t.has('force-all')) {
    return work.attempt(shownName(entry), 'package', () => installer.configure(name));
  }
  await t.err(`dpkg: dependency problems prevent configuration of ${shownName(entry)}:\n`);
  for (const [first] of missing) {
    if (!first) continue;
    const other = database.get(first.name);
    const why =
      other && other.state === 'installed'
        ? `Version of ${first.name} on system is ${other.version}`
        : `Package ${first.name} is not installed`;
    await t.err(` ${shownName(entry)} depends on ${relationText(first)}; however:\n  ${why}.\n`);
  }
  await t.err('\n');
  return work.attempt(shownName(entry), 'package', () =>
    Promise.reject(new InstallFailure(entry.name, work.action, 'dependency problems - leaving unconfigured')),
  );
}

async function configure(t: Tool): Promise<number> {
  await needsRoot(t);
  const { database, installer } = await open(t);
  const work = new Run(t, 'configure');
  const pending = database.all().filter(({ state }) => state === 'unpacked' || state === 'half-configured');
  const names = t.has('a') ? pending.map(({ name }) => name) : t.operands;
  for (const name of names) {
    const entry = database.get(name);
    if (!entry || entry.state === 'config-files') {
      await work.attempt(name, 'package', () =>
        Promise.reject(
          new InstallFailure(name, 'configure', `package ${name} is not installed and cannot be configured`),
        ),
      );
    } else if (entry.state === 'installed') {
      await work.attempt(name, 'package', () =>
        Promise.reject(new InstallFailure(name, 'configure', `package ${name} is already installed and configured`)),
      );
    } else await configureOne(t, work, database, installer, entry.name);
  }
  await installer.runTriggers();
  return work.finish();
}

async function remove(t: Tool, action: 'remove' | 'purge'): Promise<number> {
  if (t.operands.length === 0) return complain(t, `--${action} needs at least one package name argument`);
  await needsRoot(t);
  const { database, installer } = await open(t);
  const work = new Run(t, action);
  for (const name of t.operands) {
    const entry = database.get(name);
    if (!entry || (entry.state === 'config-files' && action === 'remove')) {
      await t.err(`dpkg: warning: ignoring request to remove ${name} which isn't installed\n`);
      continue;
    }
    await work.attempt(shownName(entry), 'package', async () => {
      await refuseIfNeeded(t, database, entry, t.operands);
      await installer.remove(name, action === 'purge');
    });
  }
  await installer.runTriggers();
  return work.finish();
}

async function refuseIfNeeded(
  t: Tool,
  database: DpkgDatabase,
  entry: InstalledPackage,
  going: readonly string[],
): Promise<void> {
  if (entry.state === 'config-files' || t.has('force-depends') || t.has('force-all')) return;
  if (entry.fields.get('Essential') === 'yes') {
    throw new InstallFailure(entry.name, 'remove', 'this is an essential package; it should not be removed');
  }
  const left = new Map(
    database
      .all()
      .filter((other) => other.state === 'installed' && !going.includes(other.name))
      .map((other) => [other.name, other]),
  );
  const needed: string[] = [];
  for (const other of [...left.values()].sort((a, b) => (a.name < b.name ? 1 : -1))) {
    for (const field of ['Pre-Depends', 'Depends']) {
      for (const group of parseRelations(other.fields.get(field))) {
        const mine = group.find((relation) => satisfiedBy(relation, new Map([[entry.name, entry]])));
        if (mine && !group.some((relation) => satisfiedBy(relation, left)))
          needed.push(` ${shownName(other)} depends on ${relationText(mine)}.\n`);
      }
    }
  }
  if (needed.length === 0) return;
  await t.err(`dpkg: dependency problems prevent removal of ${shownName(entry)}:\n${needed.join('')}\n`);
  throw new InstallFailure(entry.name, 'remove', 'dependency problems - not removing');
}

async function selections(t: Tool): Promise<number> {
  for (const entry of (await DpkgDatabase.read(t.sys)).all()) {
    const name = shownName(entry);
    const tabs = '\t'.repeat(Math.max(1, 6 - Math.floor(name.length / 8)));
    await t.out.line(`${name}${tabs}${entry.state === 'config-files' ? 'deinstall' : 'install'}`);
  }
  return 0;
}

async function withArchives(
  t: Tool,
  show: (t: Tool, archive: Awaited<ReturnType<typeof readDeb>>, size: number) => Promise<void>,
): Promise<number> {
  for (const path of t.operands) {
    try {
      const bytes = await readBytes(t.sys, path);
      await show(t, await readDeb(bytes), bytes.length);
    } catch (error) {
      if (error instanceof SysError)
        await t.err(`dpkg-deb: error: failed to read archive '${path}': ${error.message}\n`);
      else if (error instanceof DebError) await t.err(`dpkg-deb: error: '${path}' is ${error.message}\n`);
      else throw error;
      return 2;
    }
  }
  return 0;
}

const COMPARISONS: Readonly<Record<string, (difference: number) => boolean>> = {
  lt: (n) => n < 0,
  le: (n) => n <= 0,
  eq: (n) => n === 0,
  ne: (n) => n !== 0,
  ge: (n) => n >= 0,
  gt: (n) => n > 0,
};

async function compare(t: Tool): Promise<number> {
  const [a, relation = '', b] = t.operands;
  if (a === undefined || b === undefined)
    return complain(t, '--compare-versions takes three arguments: <version> <relation> <version>');
  const aliases: Readonly<Record<string, string>> = { '<<': 'lt', '<=': 'le', '=': 'eq', '>=': 'ge', '>>': 'gt' };
  const holds = COMPARISONS[aliases[relation] ?? relation];
  if (!holds) return complain(t, '--compare-versions bad relation');
  return holds(compareVersions(a, b)) ? 0 : 1;
}
