/** rpm: asks the database of packages, installs and erases files of packages, as rpm 4.11 (CentOS 7) words it. */
import { SysError } from '../../../kernel/errno.ts';
import { strftime } from '../../bin/lib/strftime.ts';
import { globRegex } from '../../bin/lib/glob.ts';
import { tool, type Applet, type Tool } from '../../bin/lib/tool.ts';
import { readBytes } from '../../read-all.ts';
import {
  installedOf,
  nvr,
  nvra,
  provided,
  requirementsOf,
  requirementText,
  RpmDatabase,
  type InstalledRpm,
} from './database.ts';
import { RpmError, TAG, type RpmHeader } from './header.ts';
import { pathsOf, readRpm } from './package-file.ts';
import { eraseRpm, installRpm } from './transaction.ts';

const OPTIONS = `q|query a|all i|install|info U|upgrade F|freshen e|erase V|verify l|list f|file p|package c|configfiles d|docfiles R|requires
  provides whatprovides whatrequires! scripts qf|queryformat= v|verbose h|hash nodeps force test import K|checksig last replacepkgs
  E|eval= quiet nosignature nodigest s|state! changelog! dump!`;

const run: Applet = tool(
  {
    name: 'rpm',
    usage: '[OPTION...]',
    about: 'Asks and changes the database of packages',
    options: OPTIONS,
    from: 'RPM',
  },
  async (t) => {
    if (t.has('import')) return 0;
    if (t.has('E')) return evaluate(t);
    if (t.has('K')) return checkSignatures(t);
    if (t.has('q')) return query(t);
    if (t.has('V')) return verify(t);
    if (t.has('e')) return erase(t);
    if (t.has('i') || t.has('U') || t.has('F')) return install(t);
    await t.err('rpm: no arguments given\n');
    return 1;
  },
);

/** `--qf` is a long option, also with one dash as in `-qf`: which is the query of a file. */
export const rpm: Applet = (sys, argv = sys.argv) =>
  run(
    sys,
    argv.map((word) => (word === '--qf' ? '--queryformat' : word)),
  );

async function evaluate(t: Tool): Promise<number> {
  const macros: Readonly<Record<string, string>> = {
    '%{rhel}': '7',
    '%rhel': '7',
    '%{_arch}': 'x86_64',
    '%{dist}': '.el7',
    '%{centos}': '7',
  };
  await t.out.line((t.value('E') ?? '').replace(/%\{?\w+\}?/g, (macro) => macros[macro] ?? macro));
  return 0;
}

async function checkSignatures(t: Tool): Promise<number> {
  for (const path of t.operands) {
    try {
      readRpm(await readBytes(t.sys, path));
      await t.out.line(`${path}: sha1 md5 OK`);
    } catch (error) {
      if (!(error instanceof RpmError) && !(error instanceof SysError)) throw error;
      await t.err(`error: ${path}: ${error.message}\n`);
      t.status = 1;
    }
  }
  return t.status;
}

async function query(t: Tool): Promise<number> {
  const database = await RpmDatabase.read(t.sys);
  if (t.has('a')) {
    const globs = t.operands.map((pattern) => globRegex(pattern));
    for (const entry of database.all()) {
      if (globs.length === 0 || globs.some((glob) => glob.test(entry.name) || glob.test(nvra(entry))))
        await show(t, entry);
    }
    return 0;
  }
  if (t.operands.length === 0) {
    await t.err('rpm: no arguments given for query\n');
    return 1;
  }
  for (const word of t.operands) {
    const found = await chosen(t, database, word);
    if (typeof found === 'string') {
      await t.out.line(found);
      t.status = 1;
    } else for (const entry of found) await show(t, entry);
  }
  return t.status;
}

/** What a word means; a text says that it means nothing. */
async function chosen(t: Tool, database: RpmDatabase, word: string): Promise<readonly InstalledRpm[] | string> {
  if (t.has('p')) {
    try {
      return [installedOf(readRpm(await readBytes(t.sys, word)).header)];
    } catch (error) {
      if (!(error instanceof RpmError) && !(error instanceof SysError)) throw error;
      await t.err(`error: open of ${word} failed: ${error.message}\n`);
      t.status = 1;
      return [];
    }
  }
  if (t.has('f')) {
    const path = word.startsWith('/') ? word : `${t.sys.cwd}/${word}`;
    const owners = database.owners(path);
    if (owners.length > 0) return owners;
    try {
      const real = database.owners(await t.sys.realpath(path));
      return real.length > 0 ? real : `file ${word} is not owned by any package`;
    } catch (error) {
      if (error instanceof SysError) return `error: file ${word}: ${error.message}`;
      throw error;
    }
  }
  if (t.has('whatprovides')) {
    const found = database
      .all()
      .filter(
        (entry) =>
          entry.name === word ||
          providesOf(entry.header).some(({ name }) => name === word) ||
          pathsOf(entry.header).includes(word),
      );
    return found.length > 0 ? found : `no package provides ${word}`;
  }
  const entry = database.find(word);
  return entry ? [entry] : `package ${word} is not installed`;
}

const providesOf = (header: RpmHeader) => requirementsOf(header, TAG.PROVIDENAME, TAG.PROVIDEFLAGS, TAG.PROVIDEVERSION);
const requiresOf = (header: RpmHeader) => requirementsOf(header, TAG.REQUIRENAME, TAG.REQUIREFLAGS, TAG.REQUIREVERSION);

async function show(t: Tool, entry: InstalledRpm): Promise<void> {
  const { header } = entry;
  const format = t.value('qf');
  if (format !== undefined) {
    await t.out.text(formatted(format, header));
    return;
  }
  const lines: string[] = [];
  if (t.has('i')) lines.push(...information(entry));
  if (t.has('l')) lines.push(...pathsOf(header));
  if (t.has('c')) lines.push(...pathsOf(header).filter((_, i) => (header.numbers(TAG.FILEFLAGS)[i] ?? 0) & 1));
  if (t.has('d'))
    lines.push(
      ...pathsOf(header).filter((path) => path.startsWith('/usr/share/doc/') || path.startsWith('/usr/share/man/')),
    );
  if (t.has('R')) lines.push(...requiresOf(header).map(requirementText));
  if (t.has('provides')) lines.push(...providesOf(header).map(requirementText));
  if (t.has('scripts')) lines.push(...scripts(header));
  const asked = ['i', 'l', 'c', 'd', 'R', 'provides', 'scripts'].some((key) => t.has(key));
  if (!asked) lines.push(nvra(entry));
  if (asked && t.has('l') && lines.length === 0) lines.push('(contains no files)');
  for (const line of lines) await t.out.line(line);
}

function scripts(header: RpmHeader): string[] {
  const kinds = [
    ['preinstall', TAG.PREIN],
    ['postinstall', TAG.POSTIN],
    ['preuninstall', TAG.PREUN],
    ['postuninstall', TAG.POSTUN],
  ] as const;
  return kinds.flatMap(([kind, tag]) =>
    header.string(tag) === '' ? [] : [`${kind} scriptlet (using /bin/sh):`, header.string(tag).trimEnd()],
  );
}

function information({ header, name, version, release, arch, epoch }: InstalledRpm): string[] {
  const date = (tag: number) =>
    header.number(tag) === undefined
      ? '(not installed)'
      : strftime('%a %d %b %Y %I:%M:%S %p UTC', (header.number(tag) as number) * 1000);
  return [
    `Name        : ${name}`,
    ...(epoch === '' ? [] : [`Epoch       : ${epoch}`]),
    `Version     : ${version}`,
    `Release     : ${release}`,
    `Architecture: ${arch}`,
    `Install Date: ${date(TAG.INSTALLTIME)}`,
    `Group       : ${header.string(TAG.GROUP) || 'Unspecified'}`,
    `Size        : ${header.number(TAG.SIZE) ?? 0}`,
    `License     : ${header.string(TAG.LICENSE)}`,
    'Signature   : (none)',
    `Source RPM  : ${header.string(TAG.SOURCERPM) || '(none)'}`,
    `Build Date  : ${date(TAG.BUILDTIME)}`,
    `Build Host  : ${header.string(TAG.BUILDHOST) || '(none)'}`,
    'Relocations : (not relocatable)',
    `Packager    : ${header.string(TAG.PACKAGER) || '(none)'}`,
    `Vendor      : ${header.string(TAG.VENDOR)}`,
    `URL         : ${header.string(TAG.URL)}`,
    `Summary     : ${header.string(TAG.SUMMARY)}`,
    'Description :',
    header.string(TAG.DESCRIPTION),
  ];
}

/** `%{NAME}-%{VERSION}\n`, with a width as in `%-20{NAME}`. */
function formatted(format: string, header: RpmHeader): string {
  return format
    .replace(/\\([nt\\])/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter)
    .replace(/%(-?\d+)?\{(\w+)(?::\w+)?\}/g, (_, width: string | undefined, name: string) => {
      const key = name.toUpperCase().replace(/^RPMTAG_/, '');
      const tag = (TAG as Readonly<Record<string, number>>)[key];
      const value =
        key === 'NVRA'
          ? nvra(installedOf(header))
          : tag === undefined
            ? ''
            : header.string(tag) || String(header.number(tag) ?? '(none)');
      if (width === undefined) return value;
      return width.startsWith('-') ? value.padEnd(-Number(width)) : value.padStart(Number(width));
    });
}

async function verify(t: Tool): Promise<number> {
  const database = await RpmDatabase.read(t.sys);
  for (const entry of t.has('a') ? database.all() : t.operands.flatMap((word) => database.find(word) ?? [])) {
    const sizes = entry.header.numbers(TAG.FILESIZES);
    for (const [i, path] of pathsOf(entry.header).entries()) {
      try {
        const stat = await t.sys.lstat(path);
        if (stat.type !== 'file' || stat.size === sizes[i]) continue;
        await t.out.line(`S.5....T.  ${(entry.header.numbers(TAG.FILEFLAGS)[i] ?? 0) & 1 ? 'c' : ' '} ${path}`);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.out.line(`missing     ${path}`);
      }
      t.status = 1;
    }
  }
  for (const word of t.has('a') ? [] : t.operands.filter((name) => !database.find(name))) {
    await t.out.line(`package ${word} is not installed`);
    t.status = 1;
  }
  return t.status;
}

async function locked(t: Tool): Promise<boolean> {
  if (t.sys.credentials.euid === 0) return false;
  await t.err("error: can't create transaction lock on /var/lib/rpm/.rpm.lock (Permission denied)\n");
  return true;
}

async function install(t: Tool): Promise<number> {
  if (t.operands.length === 0) {
    await t.err('rpm: no packages given for install\n');
    return 1;
  }
  if (await locked(t)) return 1;
  const database = await RpmDatabase.read(t.sys);
  const wanted: { readonly path: string; readonly entry: InstalledRpm }[] = [];
  for (const path of t.operands) {
    try {
      wanted.push({ path, entry: installedOf(readRpm(await readBytes(t.sys, path)).header) });
    } catch (error) {
      if (!(error instanceof RpmError) && !(error instanceof SysError)) throw error;
      await t.err(
        error instanceof SysError
          ? `error: open of ${path} failed: ${error.message}\n`
          : `error: ${path}: ${error.message}\n`,
      );
      return 1;
    }
  }
  const coming = wanted.map(({ entry }) => entry);
  const missing = t.has('nodeps') ? [] : unmet(database, coming);
  if (missing.length > 0) {
    await t.err(`error: Failed dependencies:\n${missing.map((line) => `\t${line}\n`).join('')}`);
    return 1;
  }
  const bar = t.has('h') ? '#'.repeat(33) : '';
  if (t.has('h')) await t.out.line(`Preparing...                          ${bar} [100%]`);
  if (t.has('v') && t.has('h')) await t.out.line('Updating / installing...');
  for (const [i, { path, entry }] of wanted.entries()) {
    const present = database.get(entry.name);
    if (present && nvra(present) === nvra(entry) && !t.has('force') && !t.has('replacepkgs')) {
      await t.err(`\tpackage ${nvra(entry)} is already installed\n`);
      return 1;
    }
    if (t.has('test')) continue;
    await installRpm(t.sys, database, path, (message) => t.err(`${message}\n`));
    const percent = Math.round(((i + 1) / wanted.length) * 100);
    if (t.has('h'))
      await t.out.line(`   ${`${i + 1}:${nvr(entry)}`.padEnd(34)} ${bar} [${String(percent).padStart(3)}%]`);
  }
  return 0;
}

/** What new packages need that neither they nor the installed ones provide. */
function unmet(database: RpmDatabase, coming: readonly InstalledRpm[]): readonly string[] {
  const all = [...database.all().filter(({ name }) => !coming.some((entry) => entry.name === name)), ...coming];
  return coming.flatMap((entry) =>
    requiresOf(entry.header)
      .filter((needed) => !needed.name.startsWith('rpmlib('))
      .filter((needed) => !all.some((other) => offers(other, needed)))
      .map((needed) => `${requirementText(needed)} is needed by ${nvra(entry)}`),
  );
}

type Needed = ReturnType<typeof requiresOf>[number];

export function offers(entry: InstalledRpm, needed: Needed): boolean {
  if (needed.name.startsWith('/')) return pathsOf(entry.header).includes(needed.name);
  const own = { name: entry.name, flag: 'EQ', evr: entry };
  return provided(needed, own) || providesOf(entry.header).some((offer) => provided(needed, offer));
}

async function erase(t: Tool): Promise<number> {
  if (await locked(t)) return 1;
  const database = await RpmDatabase.read(t.sys);
  const going: InstalledRpm[] = [];
  for (const word of t.operands) {
    const entry = database.find(word);
    if (!entry) {
      await t.err(`error: package ${word} is not installed\n`);
      return 1;
    }
    going.push(entry);
  }
  const left = database.all().filter((entry) => !going.includes(entry));
  const broken = t.has('nodeps')
    ? []
    : left.flatMap((entry) =>
        requiresOf(entry.header)
          .filter(
            (needed) => going.some((gone) => offers(gone, needed)) && !left.some((other) => offers(other, needed)),
          )
          .map((needed) => `${requirementText(needed)} is needed by (installed) ${nvra(entry)}`),
      );
  if (broken.length > 0) {
    await t.err(`error: Failed dependencies:\n${broken.map((line) => `\t${line}\n`).join('')}`);
    return 1;
  }
  for (const entry of going) await eraseRpm(t.sys, database, entry, (message) => t.err(`${message}\n`));
  return 0;
}
