/** What apt tells before it does something: who comes, who goes, how much of what. */
import type { InstalledPackage } from '../deb/database.ts';
import { compareVersions } from '../deb/version.ts';
import type { AptCache, AvailableVersion } from './cache.ts';
import type { Plan } from './resolve.ts';
import { nameList, type AptSession } from './session.ts';

export interface PlanText {
  readonly cache: AptCache;
  readonly plan: Plan;
  /** Automatic packages that nothing needs. */
  readonly unneeded: readonly InstalledPackage[];
  readonly purge: boolean;
  /** Upgrades that are left for another time. */
  readonly kept: number;
  /** Lists what nobody asked for; an autoremove does not. */
  readonly namesUnneeded: boolean;
}

export async function showPlan(session: AptSession, text: PlanText): Promise<void> {
  const { cache, plan, unneeded } = text;
  const { upgrades, fresh, again } = sorted(cache, plan);
  const old = session.style.oldApt;
  if (text.namesUnneeded && unneeded.length > 0) await showUnneeded(session, unneeded);
  const along = [...upgrades, ...fresh].filter((name) => plan.automatic.has(name)).sort();
  await list(
    session,
    old ? 'The following extra packages will be installed:' : 'The following additional packages will be installed:',
    along,
  );
  await list(session, 'Suggested packages:', plan.suggested);
  await list(session, old ? 'Recommended packages:' : 'Recommended packages:', plan.recommended);
  const going = plan.remove.map(({ name }) => (text.purge ? `${name}*` : name)).sort();
  await list(session, 'The following packages will be REMOVED:', going);
  await list(session, 'The following NEW packages will be installed:', fresh);
  await list(session, 'The following packages will be upgraded:', upgrades);
  const reinstalled = again.length > 0 ? `${again.length} reinstalled, ` : '';
  await session.say(
    `${upgrades.length} upgraded, ${fresh.length} newly installed, ${reinstalled}${plan.remove.length} to remove and ${text.kept} not upgraded.`,
  );
}

/** `have` bytes of the archives lie in the cache already. */
export async function showSizes(session: AptSession, { cache, plan }: PlanText, have: number): Promise<void> {
  const total = plan.install.reduce((sum, { fields }) => sum + Number(fields.get('Size') ?? 0), 0);
  if (plan.install.length > 0) {
    const need = session.size(total - have);
    await session.say(`Need to get ${have > 0 ? `${need}/${session.size(total)}` : need} of archives.`);
  }
  const kib = (fields: ReadonlyMap<string, string> | undefined) => Number(fields?.get('Installed-Size') ?? 0);
  const more = plan.install.reduce(
    (sum, { name, fields }) => sum + kib(fields) - kib(cache.database.installed(name)?.fields),
    0,
  );
  const less = plan.remove.reduce((sum, { fields, state }) => sum + (state === 'config-files' ? 0 : kib(fields)), 0);
  const difference = (more - less) * 1024;
  if (difference >= 0)
    await session.say(`After this operation, ${session.size(difference)} of additional disk space will be used.`);
  else await session.say(`After this operation, ${session.size(-difference)} disk space will be freed.`);
}

async function showUnneeded(session: AptSession, unneeded: readonly InstalledPackage[]): Promise<void> {
  const one = unneeded.length === 1;
  const [are, them] = one ? ['package was', 'it'] : ['packages were', 'them'];
  const tail = one ? 'is no longer required' : 'are no longer required';
  await session.say(`The following ${are} automatically installed and ${tail}:`);
  await session.say(nameList(unneeded.map(({ name }) => name).sort()));
  await session.say(
    session.style.oldApt ? `Use 'apt-get autoremove' to remove ${them}.` : `Use 'apt autoremove' to remove ${them}.`,
  );
}

async function list(session: AptSession, title: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await session.say(title);
  await session.say(nameList(names));
}

function sorted(cache: AptCache, plan: Plan): { upgrades: string[]; fresh: string[]; again: string[] } {
  const upgrades: string[] = [];
  const fresh: string[] = [];
  const again: string[] = [];
  for (const entry of plan.install) {
    const present = cache.database.installed(entry.name);
    if (!present) fresh.push(entry.name);
    else if (compareVersions(entry.version, present.version) === 0) again.push(entry.name);
    else upgrades.push(entry.name);
  }
  return { upgrades: upgrades.sort(), fresh: fresh.sort(), again: again.sort() };
}

/** `Get:1 http://deb.debian.org/debian bookworm/main amd64 tree amd64 2.1.0-1`: what is fetched, as apt shows it. */
export function shownArchive(session: AptSession, entry: AvailableVersion): string {
  const { source, component, name, architecture, version } = entry;
  const suite = `${source.suite}/${component}`;
  if (!session.style.oldApt) return `${source.uri} ${suite} amd64 ${name} ${architecture} ${version}`;
  const uri = source.uri.endsWith('/') ? source.uri : `${source.uri}/`;
  return `${uri} ${suite} ${name} ${architecture} ${version}`;
}
