/** `yum erase`: packages go, and with them what needs them. */
import { globRegex } from '../../bin/lib/glob.ts';
import { nvra, RpmDatabase, type InstalledRpm } from '../rpm/database.ts';
import { TAG } from '../rpm/header.ts';
import { eraseRpm } from '../rpm/transaction.ts';
import { confirmed, counted, outcome, progress } from './dialogue.ts';
import { evrOf, resolveErase } from './resolve.ts';
import type { YumSession } from './session.ts';
import { RULE, sizeText, transactionTable, type Row } from './table.ts';

export async function erase(session: YumSession, words: readonly string[]): Promise<number> {
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
