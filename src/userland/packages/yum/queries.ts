/** What yum only tells: of packages that are there, could be, and would be newer. */
import { globRegex } from '../../bin/lib/glob.ts';
import type { InstalledRpm } from '../rpm/database.ts';
import { TAG } from '../rpm/header.ts';
import { compareEvr } from '../rpm/version.ts';
import { YumFailure, type AvailableRpm } from './repository.ts';
import { evrOf, fullName, updatesOf } from './resolve.ts';
import type { YumSession } from './session.ts';
import { listLine, sizeText } from './table.ts';

export async function list(session: YumSession, words: readonly string[]): Promise<number> {
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

export async function info(session: YumSession, words: readonly string[]): Promise<number> {
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

export async function search(session: YumSession, words: readonly string[]): Promise<number> {
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

export async function provides(session: YumSession, words: readonly string[]): Promise<number> {
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

export async function repolist(session: YumSession): Promise<number> {
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

export async function checkUpdate(session: YumSession): Promise<number> {
  const database = await session.open();
  const newer = updatesOf(database, session.available);
  if (newer.length > 0) await session.t.out.line('');
  for (const entry of newer)
    await session.t.out.line(listLine(`${entry.name}.${entry.arch}`, evrOf(entry), entry.repo.id));
  return newer.length > 0 ? 100 : 0;
}
