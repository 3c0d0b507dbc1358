/** `yum install` and `yum update`: what is wanted, with what it needs, is fetched and unpacked. */
import { globRegex } from '../../bin/lib/glob.ts';
import { sha256Hex } from '../apt/signature.ts';
import { makeDirectories, removeIfAny, writeBytes } from '../files.ts';
import { nvra, requirementText, type RpmDatabase } from '../rpm/database.ts';
import { installRpm } from '../rpm/transaction.ts';
import { compareEvr } from '../rpm/version.ts';
import { confirmed, counted, outcome, progress } from './dialogue.ts';
import { CACHE, fetchBytes, YumFailure, type AvailableRpm } from './repository.ts';
import { evrOf, fullName, newest, resolveInstall, updatesOf } from './resolve.ts';
import { LOADED, type YumSession } from './session.ts';
import { RULE, sizeText, transactionTable, type Row } from './table.ts';

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

export async function install(session: YumSession, words: readonly string[], again: boolean): Promise<number> {
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

export async function update(session: YumSession, words: readonly string[]): Promise<number> {
  const database = await session.open();
  const globs = words.map((word) => globRegex(word));
  const newer = updatesOf(database, session.available).filter(
    ({ name }) => globs.length === 0 || globs.some((glob) => glob.test(name)),
  );
  if (newer.length > 0) return transact(session, database, newer);
  await session.say('No packages marked for update');
  return 0;
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
