/** What yum asks and tells of a transaction, whichever way it goes. */
import { Input } from '../../bin/lib/input.ts';
import type { InstalledRpm } from '../rpm/database.ts';
import type { AvailableRpm } from './repository.ts';
import { evrOf } from './resolve.ts';
import type { YumSession } from './session.ts';

export async function confirmed(session: YumSession): Promise<boolean> {
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

export function counted(verb: string, named: number, along: number, kind: string): string {
  const packages = (count: number, word = '') =>
    `${count} ${word}${word ? ' ' : ''}${count === 1 && !word ? 'Package' : word && count === 1 ? 'package' : word ? 'packages' : 'Packages'}`;
  return `${verb}  ${packages(named)}${along > 0 ? ` (+${packages(along, kind)})` : ''}`;
}

export function progress(verb: string, name: string, index: number, total: number): string {
  return `  ${verb.padEnd(10)} : ${name.padEnd(80 - 15 - String(total).length * 2 - 3)} ${String(index).padStart(String(total).length)}/${total} `;
}

export function outcome(entries: readonly (AvailableRpm | InstalledRpm)[]): string {
  return entries
    .map((entry) => `  ${`${entry.name}.${entry.arch} ${evrOf(entry).replace(/^(?!\d+:)/, '0:')}`.padEnd(76)}`)
    .join('\n');
}
