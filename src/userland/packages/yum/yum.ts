/** yum: installs packages from repositories with what they need, as yum 3.4.3 (CentOS 7) words it. */
import { SysError } from '../../../kernel/errno.ts';
import { globRegex } from '../../bin/lib/glob.ts';
import { Input } from '../../bin/lib/input.ts';
import { tool, type Applet, type Tool } from '../../bin/lib/tool.ts';
import { makeDirectories, namesIn, removeIfAny, writeBytes } from '../files.ts';
import { sha256Hex } from '../apt/signature.ts';
import { requirementText, RpmDatabase, nvra, type InstalledRpm } from '../rpm/database.ts';
import { TAG } from '../rpm/header.ts';
import { eraseRpm, installRpm } from '../rpm/transaction.ts';
import { compareEvr } from '../rpm/version.ts';
import { CACHE, fetchBytes, loadMetadata, readRepos, YumFailure, type AvailableRpm, type Repo } from './repository.ts';
import { evrOf, fullName, newest, resolveErase, resolveInstall } from './resolve.ts';
import { listLine, RULE, sizeText, transactionTable, type Row } from './table.ts';

const OPTIONS = `y|assumeyes assumeno q|quiet v|verbose h C|cacheonly! downloadonly! enablerepo= disablerepo= nogpgcheck R|randomwait=!
  setopt= installroot=! showduplicates skip-broken b|best! e|errorlevel=! d|debuglevel=! x|exclude=! noplugins`;

export const yum: Applet = tool(
  { name: 'yum', usage: '[options] COMMAND', about: 'Installs packages', options: OPTIONS, from: 'yum' },
  async (t) => {
    const [command, ...words] = t.operands;
    const session = new YumSession(t);
    try {
      return await run(session, command, words);
    } catch (error) {
      if (!(error instanceof YumFailure)) throw error;
      await t.err(`\n${error.message}\n`);
      return 1;
    }
  },
);

const HELP = `usage: yum [options] COMMAND

Commands: install, erase (remove), update, reinstall, list, info, search, provides, repolist, makecache, clean, check-update
`;

async function run(session: YumSession, command: string | undefined, words: readonly string[]): Promise<number> {
  const { t } = session;
  if (command === undefined || command === 'help' || t.has('h')) {
    await t.out.text(command === undefined && !t.has('h') ? `${LOADED}You need to give some command\n${HELP}` : HELP);
    return command === undefined && !t.has('h') ? 1 : 0;
  }
  switch (command) {
    case 'install':
    case 'localinstall':
    case 'reinstall':
      return (await session.root()) ? install(session, words, command === 'reinstall') : 1;
    case 'update':
    case 'upgrade':
      return (await session.root()) ? update(session, words) : 1;
    case 'erase':
    case 'remove':
      return (await session.root()) ? erase(session, words) : 1;
    case 'list':
      return list(session, words);
    case 'info':
      return info(session, words);
    case 'search':
      return search(session, words);
    case 'provides':
    case 'whatprovides':
      return provides(session, words);
    case 'repolist':
      return repolist(session);
    case 'makecache':
      await session.open(true);
      await session.say('Metadata Cache Created');
      return 0;
    case 'clean':
      return (await session.root()) ? clean(session) : 1;
    case 'check-update':
      return checkUpdate(session);
    case 'history':
    case 'groupinstall':
    case 'groups':
    case 'downgrade':
    case 'deplist':
      throw new YumFailure(`yum ${command} is not simulated in Drydock`);
    default:
      await t.out.text(`${LOADED}No such command: ${command}. Please use /usr/bin/yum --help\n`);
      return 1;
  }
}

const LOADED = 'Loaded plugins: fastestmirror\n';

class YumSession {
  repos: readonly Repo[] = [];
  available: readonly AvailableRpm[] = [];

  constructor(readonly t: Tool) {}

  async say(line: string): Promise<void> {
    if (!this.t.has('q')) await this.t.out.line(line);
  }

  async root(): Promise<boolean> {
    if (this.t.sys.credentials.euid === 0) return true;
    await this.say('Loaded plugins: fastestmirror');
    await this.t.err('You need to be root to perform this command.\n');
    return false;
  }

  /** Reads the repositories' metadata; what has to be fetched is fetched, and told. */
  async open(refresh = false): Promise<RpmDatabase> {
    const { sys, out } = this.t;
    await this.say('Loaded plugins: fastestmirror');
    this.repos = await readRepos(sys);
    if (this.repos.length === 0)
      throw new YumFailure('There are no enabled repos.\n Run "yum repolist all" to see the repos you have.');
    const fetched: (readonly [string, number])[] = [];
    const packages: AvailableRpm[] = [];
    for (const repo of this.repos) {
      const metadata = await loadMetadata(sys, repo, refresh);
      packages.push(...metadata.packages);
      fetched.push(...metadata.fetched);
    }
    if (fetched.length > 0) {
      await this.say('Determining fastest mirrors');
      for (const { id, url } of this.repos) await this.say(` * ${id}: ${new URL(url).host}`);
    }
    for (const [name, bytes] of fetched)
      await this.say(`${name.padEnd(56)} | ${`${sizeText(bytes)}B`.padStart(7)}  00:00:00     `);
    await out.flush();
    this.available = packages;
    return RpmDatabase.read(sys);
  }
}

/** Candidates for a word: a name (with `*`), `name.arch`, or with a version. */
function matching(available: readonly AvailableRpm[], word: string): readonly AvailableRpm[] {
  const glob = globRegex(word);
  return available.filter((entry) => {
    const { name, arch, version, release } = entry;
    return [name, `${name}.${arch}`, `${name}-${version}`, `${name}-${version}-${release}`, nvra(entry)].some((text) =>
      glob.test(text),
    );
  });
}

async function install(session: YumSession, words: readonly string[], again: boolean): Promise<number> {
  const { t } = session;
  if (words.length === 0) {
    await t.out.text(`${LOADED}Error: Need to pass a list of pkgs to install\n`);
    return 1;
  }
  const database = await session.open();
  const wanted: AvailableRpm[] = [];
  let present = 0;
  for (const word of words) {
    const names = new Set(matching(session.available, word).map(({ name }) => name));
    if (names.size === 0) await session.say(`No package ${word} available.`);
    for (const name of names) {
      const best = newest(matching(session.available, word).filter((entry) => entry.name === name)) as AvailableRpm;
      const installed = database.get(name);
      if (installed && compareEvr(installed, best) >= 0 && !again) {
        await session.say(`Package ${fullName(best)}.${best.arch} already installed and latest version`);
        present++;
      } else wanted.push(best);
    }
  }
  if (wanted.length === 0) {
    await (present > 0 ? session.say('Nothing to do') : t.err('Error: Nothing to do\n'));
    return present > 0 ? 0 : 1;
  }
  return transact(session, database, wanted);
}

async function update(session: YumSession, words: readonly string[]): Promise<number> {
  const database = await session.open();
  const globs = words.map((word) => globRegex(word));
  const newer = database.all().flatMap((entry) => {
    if (globs.length > 0 && !globs.some((glob) => glob.test(entry.name))) return [];
    const best = newest(session.available.filter(({ name }) => name === entry.name));
    return best && compareEvr(best, entry) > 0 ? [best] : [];
  });
  if (newer.length > 0) return transact(session, database, newer);
  await session.say('No packages marked for update');
  return 0;
}

async function confirmed(session: YumSession): Promise<boolean> {
  const { t } = session;
  if (t.has('y')) return true;
  await t.out.text('Is this ok [y/d/N]: ');
  await t.out.flush();
  const answer = t.has('assumeno') ? undefined : await new Input(t.sys, 0).line();
  if (!t.sys.isatty(0)) await t.out.line('');
  if (/^y(es)?$/i.test((answer ?? '').trim())) return true;
  await t.out.line('Exiting on user command');
  return false;
}

async function transact(session: YumSession, database: RpmDatabase, wanted: readonly AvailableRpm[]): Promise<number> {
  const { t } = session;
  const plan = resolveInstall(database, session.available, wanted);
  await session.say('Resolving Dependencies');
  for (const step of plan.steps) await session.say(step);
  if (plan.unmet.length > 0) {
    for (const [entry, needed] of plan.unmet) {
      await t.err(
        `Error: Package: ${fullName(entry)}.${entry.arch} (${entry.repo.id})\n           Requires: ${requirementText(needed)}\n`,
      );
    }
    await t.err(
      ' You could try using --skip-broken to work around the problem\n You could try running: rpm -Va --nofiles --nodigest\n',
    );
    return 1;
  }
  const named = plan.install.filter(({ name }) => !plan.dependencies.has(name));
  const upgrades = named.filter(({ name }) => database.get(name));
  const fresh = named.filter((entry) => !upgrades.includes(entry));
  const along = plan.install.filter(({ name }) => plan.dependencies.has(name));
  const total = plan.install.reduce((sum, { size }) => sum + size, 0);
  await session.say('\nDependencies Resolved\n');
  await session.say(
    transactionTable([
      ['Installing', fresh.map(rowOf)],
      ['Updating', upgrades.map(rowOf)],
      ['Installing for dependencies', along.map(rowOf)],
    ]),
  );
  await session.say(`\nTransaction Summary\n${RULE}`);
  if (fresh.length + along.length > 0) await session.say(counted('Install', fresh.length, along.length, 'Dependent'));
  if (upgrades.length > 0) await session.say(counted('Upgrade', upgrades.length, 0, 'Dependent'));
  await session.say(`\nTotal download size: ${sizeText(total)}`);
  if (upgrades.length === 0)
    await session.say(`Installed size: ${sizeText(plan.install.reduce((sum, { installed }) => sum + installed, 0))}`);
  if (!(await confirmed(session))) return 1;
  const paths = await download(session, plan.install, total);
  await session.say(
    'Running transaction check\nRunning transaction test\nTransaction test succeeded\nRunning transaction',
  );
  for (const [i, entry] of plan.install.entries()) {
    const verb = upgrades.includes(entry) ? 'Updating' : 'Installing';
    await session.say(progress(verb, `${fullName(entry)}.${entry.arch}`, i + 1, plan.install.length));
    await t.out.flush();
    await installRpm(t.sys, database, paths[i] as string, (message) => t.err(`${message}\n`));
  }
  for (const [i, entry] of plan.install.entries())
    await session.say(progress('Verifying', `${fullName(entry)}.${entry.arch}`, i + 1, plan.install.length));
  for (const path of paths) await removeIfAny(t.sys, path);
  for (const [title, entries] of [
    ['Installed', fresh],
    ['Dependency Installed', along],
    ['Updated', upgrades],
  ] as const) {
    if (entries.length > 0) await session.say(`\n${title}:\n${outcome(entries)}`);
  }
  await session.say('\nComplete!');
  return 0;
}

const rowOf = (entry: AvailableRpm): Row => ({
  name: entry.name,
  arch: entry.arch,
  version: evrOf(entry),
  repo: entry.repo.id,
  size: sizeText(entry.size),
});

function counted(verb: string, named: number, along: number, kind: string): string {
  const packages = (count: number, word = '') =>
    `${count} ${word}${word ? ' ' : ''}${count === 1 && !word ? 'Package' : word && count === 1 ? 'package' : word ? 'packages' : 'Packages'}`;
  return `${verb}  ${packages(named)}${along > 0 ? ` (+${packages(along, kind)})` : ''}`;
}

function progress(verb: string, name: string, index: number, total: number): string {
  return `  ${verb.padEnd(10)} : ${name.padEnd(80 - 15 - String(total).length * 2 - 3)} ${String(index).padStart(String(total).length)}/${total} `;
}

function outcome(entries: readonly (AvailableRpm | InstalledRpm)[]): string {
  return entries
    .map((entry) => `  ${`${entry.name}.${entry.arch} ${evrOf(entry).replace(/^(?!\d+:)/, '0:')}`.padEnd(76)}`)
    .join('\n');
}

async function download(
  session: YumSession,
  entries: readonly AvailableRpm[],
  total: number,
): Promise<readonly string[]> {
  const { sys } = session.t;
  await session.say('Downloading packages:');
  const started = sys.now();
  const paths: string[] = [];
  for (const [i, entry] of entries.entries()) {
    const bytes = await fetchBytes(sys, entry.repo.url + entry.location);
    const file = entry.location.slice(entry.location.lastIndexOf('/') + 1);
    if ((await sha256Hex(bytes)) !== entry.sha256)
      throw new YumFailure(
        `${entry.repo.url}${entry.location}: [Errno -1] Package does not match intended download. Suggestion: run yum --enablerepo=${entry.repo.id} clean metadata`,
      );
    const folder = `${CACHE}/${entry.repo.id}/packages`;
    await makeDirectories(sys, folder);
    await writeBytes(sys, `${folder}/${file}`, bytes);
    paths.push(`${folder}/${file}`);
    const label = entries.length > 1 ? `(${i + 1}/${entries.length}): ${file}` : file;
    await session.say(`${label.slice(0, 56).padEnd(56)} | ${`${sizeText(bytes.length)}B`.padStart(7)}  00:00:00     `);
  }
  if (entries.length > 1) {
    const seconds = Math.max(sys.now() - started, 1) / 1000;
    await session.say('-'.repeat(80));
    await session.say(
      `Total${`${sizeText(total / seconds)}B/s | ${`${sizeText(total)}B`.padStart(7)}  00:00:0${Math.min(9, Math.round(seconds))}     `.padStart(75)}`,
    );
  }
  return paths;
}

async function erase(session: YumSession, words: readonly string[]): Promise<number> {
  const { t } = session;
  await session.say('Loaded plugins: fastestmirror');
  const database = await RpmDatabase.read(t.sys);
  const going: InstalledRpm[] = [];
  for (const word of words) {
    const glob = globRegex(word);
    const found = database
      .all()
      .filter((entry) => glob.test(entry.name) || glob.test(nvra(entry)) || glob.test(`${entry.name}.${entry.arch}`));
    if (found.length === 0) await session.say(`No Match for argument: ${word}`);
    going.push(...found);
  }
  if (going.length === 0) {
    await session.say('No Packages marked for removal');
    return 0;
  }
  const all = resolveErase(database, going);
  const along = all.filter((entry) => !going.includes(entry));
  await session.say('Resolving Dependencies\n--> Running transaction check');
  for (const entry of all) await session.say(`---> Package ${entry.name}.${entry.arch} ${evrOf(entry)} will be erased`);
  await session.say('--> Finished Dependency Resolution\n\nDependencies Resolved\n');
  const row = (entry: InstalledRpm): Row => ({
    name: entry.name,
    arch: entry.arch,
    version: evrOf(entry),
    repo: 'installed',
    size: sizeText(entry.header.number(TAG.SIZE) ?? 0),
  });
  await session.say(
    transactionTable([
      ['Removing', going.map(row)],
      ['Removing for dependencies', along.map(row)],
    ]),
  );
  await session.say(`\nTransaction Summary\n${RULE}\n${counted('Remove', going.length, along.length, 'Dependent')}`);
  await session.say(
    `\nInstalled size: ${sizeText(all.reduce((sum, { header }) => sum + (header.number(TAG.SIZE) ?? 0), 0))}`,
  );
  if (!(await confirmed(session))) return 1;
  await session.say(
    'Downloading packages:\nRunning transaction check\nRunning transaction test\nTransaction test succeeded\nRunning transaction',
  );
  const order = [...along, ...going];
  for (const [i, entry] of order.entries()) {
    await session.say(progress('Erasing', nvra(entry), i + 1, order.length));
    await t.out.flush();
    await eraseRpm(t.sys, database, entry, (message) => t.err(`${message}\n`));
  }
  for (const [i, entry] of order.entries()) await session.say(progress('Verifying', nvra(entry), i + 1, order.length));
  await session.say(`\nRemoved:\n${outcome(going)}`);
  if (along.length > 0) await session.say(`\nDependency Removed:\n${outcome(along)}`);
  await session.say('\nComplete!');
  return 0;
}

async function list(session: YumSession, words: readonly string[]): Promise<number> {
  const kinds = ['all', 'installed', 'available', 'updates', 'extras'];
  const kind = kinds.includes(words[0] ?? '') ? (words[0] as string) : 'all';
  const globs = (kinds.includes(words[0] ?? '') ? words.slice(1) : words).map((word) => globRegex(word));
  const database = await session.open();
  const named = ({ name, arch }: { readonly name: string; readonly arch: string }) =>
    globs.length === 0 || globs.some((glob) => glob.test(name) || glob.test(`${name}.${arch}`));
  const installed = kind === 'available' ? [] : database.all().filter(named);
  const available =
    kind === 'installed'
      ? []
      : [...session.available].filter(named).filter((entry) => {
          const present = database.get(entry.name);
          return !present || compareEvr(entry, present) > 0;
        });
  if (installed.length + available.length === 0) {
    await session.t.err('Error: No matching Packages to list\n');
    return 1;
  }
  const show = async (title: string, entries: readonly (InstalledRpm | AvailableRpm)[]) => {
    if (entries.length > 0) await session.say(title);
    for (const entry of entries) {
      const repo = 'repo' in entry ? entry.repo.id : '@base';
      await session.t.out.line(listLine(`${entry.name}.${entry.arch}`, evrOf(entry), repo));
    }
  };
  await show('Installed Packages', installed);
  await show(
    'Available Packages',
    available.sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
  return 0;
}

async function info(session: YumSession, words: readonly string[]): Promise<number> {
  const database = await session.open();
  const globs = words.map((word) => globRegex(word));
  const named = ({ name }: { readonly name: string }) => globs.length === 0 || globs.some((glob) => glob.test(name));
  const installed = database.all().filter(named);
  const available = session.available.filter(named).filter((entry) => !database.get(entry.name));
  if (installed.length + available.length === 0) {
    await session.t.err('Error: No matching Packages to list\n');
    return 1;
  }
  const block = (entry: InstalledRpm | AvailableRpm) => {
    const header = 'header' in entry ? entry.header : undefined;
    const size = header ? (header.number(TAG.SIZE) ?? 0) : (entry as AvailableRpm).size;
    const summary = header ? header.string(TAG.SUMMARY) : (entry as AvailableRpm).summary;
    const description = header ? header.string(TAG.DESCRIPTION) : (entry as AvailableRpm).description;
    const lines = [
      ['Name', entry.name], ['Arch', entry.arch], ...(entry.epoch && entry.epoch !== '0' ? [['Epoch', entry.epoch]] : []), ['Version', entry.version],
      ['Release', entry.release], ['Size', sizeText(size)], ['Repo', 'repo' in entry ? `${entry.repo.id}/7/x86_64` : 'installed'], ['Summary', summary],
      ['Description', description],
    ] as [string, string][]; // prettier-ignore
    return lines.map(([key, value]) => `${key.padEnd(11)} : ${value.replace(/\n/g, '\n            : ')}\n`).join('');
  };
  if (installed.length > 0) await session.say('Installed Packages');
  for (const entry of installed) await session.t.out.line(block(entry));
  if (available.length > 0) await session.say('Available Packages');
  for (const entry of available) await session.t.out.line(block(entry));
  return 0;
}

async function search(session: YumSession, words: readonly string[]): Promise<number> {
  if (words.length === 0) throw new YumFailure('Error: Need to pass a list of pkgs to search');
  await session.open();
  const found = session.available.filter((entry) =>
    words.every((word) => `${entry.name} ${entry.summary}`.toLowerCase().includes(word.toLowerCase())),
  );
  if (found.length === 0) {
    await session.t.err('Warning: No matches found for: ' + `${words.join(', ')}\n`);
    await session.say('No matches found');
    return 0;
  }
  const title = ` N/S matched: ${words.join(', ')} `;
  const left = Math.floor((80 - title.length) / 2);
  await session.say('='.repeat(left) + title + '='.repeat(80 - left - title.length));
  for (const entry of found) await session.t.out.line(`${entry.name}.${entry.arch} : ${entry.summary}`);
  await session.say('\n  Name and summary matches only, use "search all" for everything.');
  return 0;
}

async function provides(session: YumSession, words: readonly string[]): Promise<number> {
  await session.open();
  for (const word of words) {
    const glob = globRegex(word);
    const found = session.available.filter(
      (entry) => entry.files.some((path) => glob.test(path)) || entry.provides.some(({ name }) => glob.test(name)),
    );
    for (const entry of found) {
      await session.t.out.text(
        `${fullName(entry)}.${entry.arch} : ${entry.summary}\nRepo        : ${entry.repo.id}\n\n\n`,
      );
    }
    if (found.length === 0) await session.say('No matches found');
  }
  return 0;
}

async function repolist(session: YumSession): Promise<number> {
  await session.open();
  await session.t.out.line(`${'repo id'.padEnd(28)}${'repo name'.padEnd(44)}status`);
  let total = 0;
  for (const { id, name } of session.repos) {
    const count = session.available.filter((entry) => entry.repo.id === id).length;
    total += count;
    await session.t.out.line(`${`${id}/7/x86_64`.padEnd(28)}${name.padEnd(44)}${String(count).padStart(6)}`);
  }
  await session.t.out.line(`repolist: ${total.toLocaleString('en-US')}`);
  return 0;
}

async function checkUpdate(session: YumSession): Promise<number> {
  const database = await session.open();
  const newer = database.all().flatMap((entry) => {
    const best = newest(session.available.filter(({ name }) => name === entry.name));
    return best && compareEvr(best, entry) > 0 ? [best] : [];
  });
  if (newer.length > 0) await session.t.out.line('');
  for (const entry of newer)
    await session.t.out.line(listLine(`${entry.name}.${entry.arch}`, evrOf(entry), entry.repo.id));
  return newer.length > 0 ? 100 : 0;
}

async function clean(session: YumSession): Promise<number> {
  const { sys } = session.t;
  await session.say('Loaded plugins: fastestmirror');
  const repos = await namesIn(sys, CACHE);
  await session.say(`Cleaning repos: ${repos.join(' ')}`);
  for (const repo of repos) {
    for (const name of await namesIn(sys, `${CACHE}/${repo}`)) {
      try {
        await sys.unlink(`${CACHE}/${repo}/${name}`);
      } catch (error) {
        // The folder of packages stays, empty.
        if (!(error instanceof SysError)) throw error;
      }
    }
  }
  return 0;
}
