/** Installing and erasing one RPM: its scripts, its files, its record. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { spawnCommand, waitFor } from '../../bin/lib/find-program.ts';
import { lstatIfAny } from '../files.ts';
import { readBytes } from '../../read-all.ts';
import { placeFile } from '../place-file.ts';
import { nvr, type InstalledRpm, type RpmDatabase } from './database.ts';
import { TAG } from './header.ts';
import { pathsOf, readRpm } from './package-file.ts';

export type Complain = (message: string) => Promise<void>;

const CONFIG = 1;

export async function installRpm(sys: Sys, database: RpmDatabase, path: string, complain: Complain): Promise<void> {
  const { header, members } = readRpm(await readBytes(sys, path));
  const before = database.get(header.string(TAG.NAME));
  const times = before ? '2' : '1';
  await scriptlet(sys, header.string(TAG.PREIN), times, '%pre', header.string(TAG.NAME), complain);
  const configuration = new Set(pathsOf(header).filter((_, i) => (header.numbers(TAG.FILEFLAGS)[i] ?? 0) & CONFIG));
  for await (const member of members()) {
    // What the administrator has stays; the package's goes beside it.
    const keeps = configuration.has(member.path) && before !== undefined && (await lstatIfAny(sys, member.path));
    await placeFile(sys, keeps ? { ...member, path: `${member.path}.rpmnew` } : member, member.take, ';rpm');
  }
  if (before) await removeFiles(sys, database, before, new Set(pathsOf(header)));
  await database.add(header.with(TAG.INSTALLTIME, [Math.floor(sys.now() / 1000)]));
  await scriptlet(sys, header.string(TAG.POSTIN), times, '%post', header.string(TAG.NAME), complain);
}

export async function eraseRpm(
  sys: Sys,
  database: RpmDatabase,
  entry: InstalledRpm,
  complain: Complain,
): Promise<void> {
  const { header } = entry;
  await scriptlet(sys, header.string(TAG.PREUN), '0', '%preun', nvr(entry), complain);
  await removeFiles(sys, database, entry, new Set());
  await database.remove(entry);
  await scriptlet(sys, header.string(TAG.POSTUN), '0', '%postun', nvr(entry), complain);
}

async function removeFiles(
  sys: Sys,
  database: RpmDatabase,
  entry: InstalledRpm,
  kept: ReadonlySet<string>,
): Promise<void> {
  const others = new Set(
    database
      .all()
      .filter((other) => other !== entry)
      .flatMap(({ header }) => [...pathsOf(header)]),
  );
  for (const path of [...pathsOf(entry.header)].sort().reverse()) {
    if (kept.has(path) || others.has(path)) continue;
    const stat = await lstatIfAny(sys, path);
    if (!stat) continue;
    try {
      if (stat.type === 'directory') await sys.rmdir(path);
      else await sys.unlink(path);
    } catch (error) {
      if (!(error instanceof SysError && ['ENOTEMPTY', 'EEXIST', 'EBUSY'].includes(error.errno))) throw error;
    }
  }
}

async function scriptlet(
  sys: Sys,
  script: string,
  argument: string,
  kind: string,
  name: string,
  complain: Complain,
): Promise<void> {
  if (script === '') return;
  const pid = await spawnCommand(sys, ['/bin/sh', '-c', script, 'sh', argument], { cwd: '/' });
  const status = await waitFor(sys, pid);
  if (status !== 0) await complain(`warning: ${kind}(${name}) scriptlet failed, exit status ${status}`);
}
