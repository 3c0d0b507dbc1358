/**
 * What dpkg does to one package: unpack, configure, remove, purge. Each step writes the database when it is done, so a
 * machine that stops between two of them is in a state that dpkg has a name for.
 */
import type { Sys } from '../../../kernel/sys.ts';
import { spawnCommand, waitFor } from '../../bin/lib/find-program.ts';
import type { Out } from '../../bin/lib/out.ts';
import { makeDirectories, appendText } from '../files.ts';
import { readBytes } from '../../read-all.ts';
import { placeFile } from '../place-file.ts';
import { readDeb, type DebArchive } from './archive.ts';
import { keepChanged, recordConffiles } from './conffiles.ts';
import { shownName, type DpkgDatabase, type InstalledPackage } from './database.ts';
import { removeFiles } from './remove-files.ts';
import type { DebStyle } from './style.ts';

export class InstallFailure extends Error {
  override name = 'InstallFailure';
  constructor(
    readonly package_: string,
    readonly action: string,
    message: string,
  ) {
    super(message);
  }
}

export interface InstallerOptions {
  readonly sys: Sys;
  readonly out: Out;
  readonly database: DpkgDatabase;
  readonly style: DebStyle;
}

export class Installer {
  readonly sys: Sys;
  readonly database: DpkgDatabase;
  /** The database is read, and told so, once a run. */
  #announced = false;
  readonly #triggers = new Set<string>();

  constructor(readonly options: InstallerOptions) {
    this.sys = options.sys;
    this.database = options.database;
  }

  /** `shownAs` is the archive's path as dpkg shows it, before it is cut. */
  async unpack(path: string, shownAs = path): Promise<InstalledPackage> {
    const archive = await readDeb(await readBytes(this.sys, path));
    const fields = archive.control;
    const name = fields.get('Package') as string;
    const before = this.database.get(name);
    const shown = shownName({ name, architecture: fields.get('Architecture') ?? '', fields });
    if (!before || before.state === 'config-files')
      await this.#say(`Selecting previously unselected package ${shown}.`);
    await this.#readDatabase();
    const version = fields.get('Version') ?? '';
    const over = before && before.state !== 'config-files' ? before.version : undefined;
    await this.#sayUnpacking(shown, version, over, summarized(shownAs));
    await this.#script(archive.scripts.get('preinst'), name, over === undefined ? ['install'] : ['upgrade', over]);
    const entry = await this.database.set(fields, 'half-installed');
    const old = over === undefined ? [] : await this.database.files(before as InstalledPackage);
    const paths = await this.#extract(archive, before);
    await this.database.writeInfo(entry, 'list', paths.map((at) => `${at}\n`).join(''));
    for (const [script, content] of archive.scripts) {
      if (script !== 'control')
        await this.database.writeInfo(entry, script, content, /inst$|rm$|config$/.test(script) ? 0o755 : 0o644);
    }
    await removeFiles(
      this.sys,
      this.database,
      name,
      old.filter((at) => !paths.includes(at)),
    );
    this.#noteTriggers(name, paths);
    await this.#log(`status unpacked ${shown} ${version}`);
    return this.database.set(await recordConffiles(this.sys, fields, archive.scripts.get('conffiles')), 'unpacked');
  }

  async configure(name: string): Promise<void> {
    const entry = this.database.get(name);
    if (!entry || entry.state === 'installed') return;
    await this.#say(`Setting up ${shownName(entry)} (${entry.version}) ...`);
    const script = await this.database.script(entry, 'postinst');
    if (script) {
      const status = await this.#run(script, entry.name, ['configure', '']);
      if (status !== 0) {
        await this.database.set(entry.fields, 'half-configured');
        throw new InstallFailure(
          shownName(entry),
          '--configure',
          failedScript(this.options.style, 'post-installation', status),
        );
      }
    }
    await this.database.set(entry.fields, 'installed');
    await this.#log(`status installed ${shownName(entry)} ${entry.version}`);
  }

  async remove(name: string, purge: boolean): Promise<void> {
    const entry = this.database.get(name);
    if (!entry) return;
    await this.#readDatabase();
    if (entry.state !== 'config-files') await this.#removeInstalled(entry);
    const left = this.database.get(name);
    if (purge && left) await this.#purge(left);
  }

  /** Packages that care about what was installed or removed act once, at the end. */
  async runTriggers(): Promise<void> {
    for (const name of this.#triggers) {
      const entry = this.database.installed(name);
      if (entry) await this.#say(`Processing triggers for ${shownName(entry)} (${entry.version}) ...`);
    }
    this.#triggers.clear();
  }

  async #removeInstalled(entry: InstalledPackage): Promise<void> {
    const old = this.options.style.namesArchive;
    await this.#say(old ? `Removing ${entry.name} ...` : `Removing ${shownName(entry)} (${entry.version}) ...`);
    const prerm = await this.database.script(entry, 'prerm');
    if (prerm) {
      const status = await this.#run(prerm, entry.name, ['remove']);
      if (status !== 0)
        throw new InstallFailure(shownName(entry), '--remove', failedScript(this.options.style, 'pre-removal', status));
    }
    const conffiles = conffilePaths(await this.database.info(entry, 'conffiles'));
    const paths = await this.database.files(entry);
    this.#noteTriggers(entry.name, paths);
    await removeFiles(
      this.sys,
      this.database,
      entry.name,
      paths.filter((path) => !conffiles.includes(path)),
    );
    const postrm = await this.database.script(entry, 'postrm');
    if (postrm) await this.#run(postrm, entry.name, ['remove']);
    await this.#log(`remove ${shownName(entry)} ${entry.version}`);
    if (conffiles.length === 0 && !postrm) {
      await this.database.removeInfo(entry, false);
      return this.database.forget(entry);
    }
    const kept = paths.filter((path) => conffiles.some((file) => file === path || file.startsWith(`${path}/`)));
    await this.database.writeInfo(entry, 'list', kept.map((path) => `${path}\n`).join(''));
    await this.database.removeInfo(entry, true);
    await this.database.set(entry.fields, 'config-files');
  }

  async #purge(entry: InstalledPackage): Promise<void> {
    await this.#say(`Purging configuration files for ${shownName(entry)} (${entry.version}) ...`);
    await removeFiles(this.sys, this.database, entry.name, await this.database.files(entry));
    const postrm = await this.database.script(entry, 'postrm');
    if (postrm) await this.#run(postrm, entry.name, ['purge']);
    await this.database.removeInfo(entry, false);
    await this.database.forget(entry);
  }

  async #extract(archive: DebArchive, before: InstalledPackage | undefined): Promise<readonly string[]> {
    const paths: string[] = [];
    const conffiles = conffilePaths(archive.scripts.get('conffiles'));
    for await (const file of archive.files()) {
      const path = file.path === '/' ? '/.' : file.path;
      paths.push(path);
      if (file.path === '/') continue;
      const link = file.type === 'hardlink' ? `/${file.link.replace(/^(\.?\/)+/, '')}` : file.link;
      const keeps = conffiles.includes(path) && (await keepChanged(this.sys, before, path));
      const placed = keeps ? `${path}.dpkg-dist` : path;
      await placeFile(this.sys, { ...file, path: placed, link }, (max) => file.take(max), '.dpkg-new');
    }
    return paths;
  }

  #noteTriggers(name: string, paths: readonly string[]): void {
    if (name !== 'libc-bin' && paths.some((path) => /^(?:\/usr)?\/lib\/.*\.so[.\d]*$/.test(path)))
      this.#triggers.add('libc-bin');
    if (name !== 'man-db' && paths.some((path) => path.startsWith('/usr/share/man/'))) this.#triggers.add('man-db');
    if (paths.some((path) => path.startsWith('/etc/init.d/'))) this.#triggers.add('ureadahead');
  }

  async #sayUnpacking(shown: string, version: string, over: string | undefined, archive: string): Promise<void> {
    if (!this.options.style.namesArchive) {
      await this.#say(`Preparing to unpack ${archive} ...`);
      return this.#say(`Unpacking ${shown} (${version})${over === undefined ? '' : ` over (${over})`} ...`);
    }
    if (over === undefined) return this.#say(`Unpacking ${shown} (from ${archive}) ...`);
    await this.#say(`Preparing to replace ${shown} ${over} (using ${archive}) ...`);
    return this.#say(`Unpacking replacement ${shown} ...`);
  }

  async #readDatabase(): Promise<void> {
    if (this.#announced) return;
    this.#announced = true;
    const { out, sys } = this.options;
    await out.text('(Reading database ... ');
    if (sys.isatty(1))
      for (let percent = 5; percent <= 100; percent += 5) await out.text(`\r(Reading database ... ${percent}%`);
    if (sys.isatty(1)) await out.text('\r(Reading database ... ');
    await this.#say(`${await this.database.countFiles()} files and directories currently installed.)`);
  }

  async #say(line: string): Promise<void> {
    await this.options.out.line(line);
  }

  /** A script of an archive that is not unpacked yet. */
  async #script(content: string | undefined, name: string, argv: readonly string[]): Promise<void> {
    if (content === undefined) return;
    await makeDirectories(this.sys, '/var/lib/dpkg/tmp.ci');
    const path = '/var/lib/dpkg/tmp.ci/preinst';
    const fd = await this.sys.open(path, 0o1101, 0o755);
    await this.sys.write(fd, new TextEncoder().encode(content));
    await this.sys.close(fd);
    await this.sys.chmod(path, 0o755);
    const status = await this.#run(path, name, argv);
    await this.sys.unlink(path);
    if (status !== 0)
      throw new InstallFailure(name, '--unpack', failedScript(this.options.style, 'pre-installation', status));
  }

  async #run(path: string, name: string, argv: readonly string[]): Promise<number> {
    await this.options.out.flush();
    const env = new Map([
      ...this.sys.env,
      ['DPKG_MAINTSCRIPT_PACKAGE', name],
      ['DPKG_MAINTSCRIPT_NAME', path.slice(path.lastIndexOf('.') + 1)],
    ] as [string, string][]);
    return waitFor(this.sys, await spawnCommand(this.sys, [path, ...argv], { env, cwd: '/' }));
  }

  async #log(line: string): Promise<void> {
    const time = new Date(this.sys.now()).toISOString();
    await makeDirectories(this.sys, '/var/log');
    await appendText(this.sys, '/var/log/dpkg.log', `${time.slice(0, 10)} ${time.slice(11, 19)} ${line}\n`);
  }
}

export function conffilePaths(content: string | undefined): readonly string[] {
  return (content ?? '').split('\n').filter((path) => path !== '');
}

function failedScript({ namesArchive, oldApt }: DebStyle, script: string, status: number): string {
  if (namesArchive || oldApt) return `subprocess installed ${script} script returned error exit status ${status}`;
  return `installed ${script} script subprocess returned error exit status ${status}`;
}

/** dpkg's summarize_filename: directories are left out from the front while more than 30 characters are left. */
export function summarized(path: string): string {
  let rest = path;
  while (rest.length > 30 && rest.includes('/')) rest = rest.slice(rest.indexOf('/') + 1);
  return rest === path ? path : `.../${rest}`;
}
