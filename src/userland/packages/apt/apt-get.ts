/** apt-get, and apt's commands of the same name: what they mean, command by command. */
import { withQuietClusters } from './quiet.ts';
import { tool, Quit, type Applet, type Tool } from '../../bin/lib/tool.ts';
import type { InstalledPackage } from '../deb/database.ts';
import { compareVersions } from '../deb/version.ts';
import { namesIn, removeIfAny } from '../files.ts';
import { AptCache, type AvailableVersion } from './cache.ts';
import { ARCHIVES, archivePath, commitPlan } from './commit.ts';
import { readAptConfig } from './config.ts';
import { ExtendedStates, noLongerNeeded } from './extended-states.ts';
import { resolve, type Plan } from './resolve.ts';
import { AptFailure, AptSession } from './session.ts';
import { SourcesError } from './sources.ts';
import { update } from './update.ts';

const OPTIONS = `q|quiet=? y|yes|assume-yes assume-no d|download-only s|simulate|just-print|dry-run|recon|no-act f|fix-broken
  m|fix-missing|ignore-missing u|show-upgraded V|verbose-versions! no-install-recommends install-recommends install-suggests!
  reinstall purge autoremove|auto-remove allow-unauthenticated force-yes allow-downgrades allow-change-held-packages
  allow-remove-essential! no-upgrade only-upgrade o|option= c|config-file=! t|target-release|default-release=! a|host-architecture=!
  no-remove! trivial-only! no-download! print-uris! h`;

export const APT_GET_USAGE = `apt 2.6.1 (amd64), as simulated by Drydock
Usage: apt-get [options] command
       apt-get [options] install|remove pkg1 [pkg2 ...]

Installs packages from the sources in /etc/apt/sources.list, with what they need.

Commands:
  update - fetch the lists of packages again
  upgrade - install newer versions of what is installed
  dist-upgrade - the same, and remove packages where that must be
  install - install packages by name
  reinstall - install packages again
  remove - remove packages, but leave their configuration files
  purge - remove packages with their configuration files
  autoremove - remove what came along and is needed no more
  clean - erase archives that were fetched
  autoclean - erase archives that cannot be fetched any more
  check - look for broken dependencies
  download - fetch an archive into the current directory
`;

export const aptGet: Applet = withQuietClusters(
  tool(
    {
      name: 'apt-get',
      usage: '[options] command',
      about: 'Installs packages',
      options: OPTIONS,
      usageStatus: 100,
      from: 'apt',
    },
    (t) => runApt(t, APT_GET_USAGE),
  ),
);

/** What both programs do with a command line. */
export async function runApt(t: Tool, usage: string): Promise<number> {
  const [command, ...names] = t.operands;
  if (t.has('h') || command === undefined || command === 'help') {
    await t.out.text(usage);
    return command === undefined && !t.has('h') ? 1 : 0;
  }
  const session = await AptSession.open(t);
  try {
    return await runCommand(session, command, names);
  } catch (error) {
    if (!(error instanceof AptFailure)) throw error;
    for (const message of error.messages) session.fail(message);
    throw new Quit(await session.finish());
  }
}

const NOT_SIMULATED: Readonly<Record<string, string>> = {
  source: 'fetch the source of a package',
  'build-dep': 'install what is needed to build a package',
  changelog: 'show the changes of a package',
  'dselect-upgrade': 'do what was chosen in dselect',
  satisfy: 'install packages that satisfy a dependency',
  'edit-sources': 'open the list of sources in an editor',
};

async function runCommand(session: AptSession, command: string, names: readonly string[]): Promise<number> {
  switch (command) {
    case 'update':
      return update(session);
    case 'install':
      return install(session, names, session.t.has('reinstall'));
    case 'reinstall':
      return install(session, names, true);
    case 'remove':
      return remove(session, names, session.t.has('purge'));
    case 'purge':
      return remove(session, names, true);
    case 'autoremove':
    case 'autopurge':
    case 'auto-remove':
      return autoremove(session, command === 'autopurge' || session.t.has('purge'));
    case 'upgrade':
    case 'dist-upgrade':
    case 'full-upgrade':
      return upgrade(session);
    case 'clean':
      return clean(session);
    case 'autoclean':
    case 'check':
      await open(session);
      return session.finish();
    case 'download':
      return download(session, names);
    default: {
      const real = NOT_SIMULATED[command];
      throw new AptFailure(
        real ? `${command} is not simulated in Drydock; the real apt would ${real}` : `Invalid operation ${command}`,
      );
    }
  }
}

interface Opened {
  readonly cache: AptCache;
  readonly states: ExtendedStates;
}

/** Reads what is known, as apt tells it. */
async function open(session: AptSession): Promise<Opened> {
  let cache: AptCache;
  try {
    cache = await AptCache.read(session.sys);
  } catch (error) {
    if (!(error instanceof SourcesError)) throw error;
    throw new AptFailure(error.message, 'The list of sources could not be read.');
  }
  const states = await ExtendedStates.read(session.sys);
  await session.step('Reading package lists');
  await session.step('Building dependency tree');
  if (states.exists || session.style.oldApt) await session.step('Reading state information');
  return { cache, states };
}

async function install(session: AptSession, names: readonly string[], reinstall: boolean): Promise<number> {
  if (!session.t.has('s')) session.requireRoot();
  const files = names.filter((name) => name.includes('/'));
  if (files.length > 0)
    throw new AptFailure(`Unsupported file ${files[0]} given on commandline: in Drydock, dpkg -i installs archives`);
  const { cache, states } = await open(session);
  const wanted: AvailableVersion[] = [];
  const going: string[] = [];
  for (const word of names) {
    if (word.endsWith('-') && !cache.knows(word)) {
      const name = word.slice(0, -1);
      if (!cache.knows(name)) throw new AptFailure(`Unable to locate package ${name}`);
      going.push(name);
      continue;
    }
    const entry = await chosen(
      session,
      cache,
      word.replace(/\+$/, (plus) => (cache.knows(word) ? plus : '')),
    );
    const present = cache.database.installed(entry.name);
    if (present?.version === entry.version && !reinstall) {
      await session.say(
        `${entry.name} is already the newest version${session.style.oldApt ? '' : ` (${entry.version})`}.`,
      );
      if (states.automatic.has(entry.name)) await states.mark([entry.name], false);
    } else if (reinstall && !present) {
      await session.say(`Reinstallation of ${entry.name} is not possible, it cannot be downloaded.`);
      continue;
    }
    wanted.push(entry);
  }
  const { t } = session;
  const recommends = t.last('no-install-recommends', 'install-recommends') ?? '';
  const plan = resolve(cache, {
    install: wanted,
    remove: going,
    recommends:
      recommends === ''
        ? (await readAptConfig(session.sys)).installsRecommends && !optionOff(t)
        : recommends === 'install-recommends',
    reinstall,
  });
  if (plan.unmet.length > 0) await refuse(session, plan);
  return commitPlan(session, {
    ...context(session, cache, states, plan),
    purge: t.has('purge'),
    named: new Set(wanted.map(({ name }) => name)),
  });
}

/** `-o APT::Install-Recommends=0` */
function optionOff(t: Tool): boolean {
  return t.values('o').some((value) => /^APT::Install-Recommends=("?)(0|false|no)\1$/i.test(value));
}

function context(session: AptSession, cache: AptCache, states: ExtendedStates, plan: Plan) {
  const { t } = session;
  const gone = new Set(plan.remove.map(({ name }) => name));
  const automatic = new Set([...states.automatic, ...plan.automatic]);
  const unneeded = noLongerNeeded(cache.database, automatic, gone).filter(
    ({ name }) => !plan.install.some((entry) => mentions(entry, name)),
  );
  const upgradable = cache.database
    .all()
    .filter(({ name, state, version }) => state === 'installed' && isNewer(cache.candidate(name), version))
    .filter(({ name }) => !plan.install.some((entry) => entry.name === name) && !gone.has(name));
  return {
    cache,
    states,
    plan,
    unneeded,
    namesUnneeded: true,
    kept: upgradable.length,
    downloadOnly: t.has('d'),
    simulate: t.has('s'),
  };
}

const isNewer = (candidate: AvailableVersion | undefined, version: string) =>
  candidate !== undefined && compareVersions(candidate.version, version) > 0;

function mentions({ fields }: AvailableVersion, name: string): boolean {
  return ['Depends', 'Pre-Depends', 'Recommends'].some((field) =>
    new RegExp(`(^|[ ,|])${name.replace(/[.+]/g, '\\$&')}($|[ ,:(])`).test(fields.get(field) ?? ''),
  );
}

/** The version that a word of the command line means: `name`, `name=version`, `name/suite`, `name:amd64`. */
async function chosen(session: AptSession, cache: AptCache, word: string): Promise<AvailableVersion> {
  const [, name = word, version, suite] = /^([^=/:]+)(?::\w+)?(?:=(.+)|\/(.+))?$/.exec(word) ?? [];
  const versions = cache.versions(name);
  if (version !== undefined) {
    const found = versions.find((entry) => entry.version === version);
    if (!found)
      throw new AptFailure(
        cache.knows(name) ? `Version '${version}' for '${name}' was not found` : `Unable to locate package ${name}`,
      );
    return found;
  }
  if (suite !== undefined) {
    const found = versions.find((entry) => entry.source.suite === suite);
    if (!found)
      throw new AptFailure(
        cache.knows(name) ? `Release '${suite}' for '${name}' was not found` : `Unable to locate package ${name}`,
      );
    return found;
  }
  const [candidate] = versions;
  const present = cache.database.installed(name);
  if (present && (!candidate || compareVersions(present.version, candidate.version) > 0)) {
    return {
      ...present,
      source: { uri: '/var/lib/dpkg/status', suite: 'now', components: [], trusted: true },
      component: '',
    };
  }
  if (candidate) return candidate;
  const providers = cache.providers({ name });
  if (providers.length === 1) {
    await session.say(`Note, selecting '${providers[0]?.name}' instead of '${name}'`);
    return providers[0] as AvailableVersion;
  }
  if (providers.length === 0 && !cache.knows(name)) throw new AptFailure(`Unable to locate package ${name}`);
  await session.say(`Package ${name} is a virtual package provided by:`);
  for (const entry of providers) await session.say(`  ${entry.name} ${entry.version}`);
  if (session.style.oldApt) await session.say('You should explicitly select one to install.');
  await session.say('');
  throw new AptFailure(`Package '${name}' has no installation candidate`);
}

async function refuse(session: AptSession, plan: Plan): Promise<never> {
  for (const line of [
    'Some packages could not be installed. This may mean that you have',
    'requested an impossible situation or if you are using the unstable',
    'distribution that some required packages have not yet been created',
    'or been moved out of Incoming.',
    'The following information may help to resolve the situation:',
    '',
    'The following packages have unmet dependencies:',
    ...plan.unmet,
  ]) {
    await session.say(line);
  }
  throw new AptFailure('Unable to correct problems, you have held broken packages.');
}

async function remove(session: AptSession, names: readonly string[], purge: boolean): Promise<number> {
  if (!session.t.has('s')) session.requireRoot();
  const { cache, states } = await open(session);
  const going: string[] = [];
  const leftovers: InstalledPackage[] = [];
  for (const word of names) {
    const name = word.replace(/:\w+$/, '');
    if (!cache.knows(name)) throw new AptFailure(`Unable to locate package ${name}`);
    const entry = cache.database.get(name);
    const gone = !entry || entry.state === 'not-installed' || entry.state === 'config-files';
    if (!gone) going.push(name);
    else if (entry?.state === 'config-files' && purge) leftovers.push(entry);
    else await session.say(`Package '${name}' is not installed, so not removed`);
  }
  const essential = going.filter((name) => cache.database.installed(name)?.fields.get('Essential') === 'yes');
  if (essential.length > 0) {
    throw new AptFailure('Removing essential system-critical packages is not permitted. This might break the system.');
  }
  const resolved = resolve(cache, { install: [], remove: going, recommends: false, reinstall: false });
  const plan = { ...resolved, remove: [...resolved.remove, ...leftovers] };
  const whole = session.t.has('autoremove') ? withUnneeded(cache, states, plan) : plan;
  return commitPlan(session, { ...context(session, cache, states, whole), purge, named: new Set() });
}

function withUnneeded(cache: AptCache, states: ExtendedStates, plan: Plan): Plan {
  const gone = new Set(plan.remove.map(({ name }) => name));
  return { ...plan, remove: [...plan.remove, ...noLongerNeeded(cache.database, states.automatic, gone)] };
}

async function autoremove(session: AptSession, purge: boolean): Promise<number> {
  if (!session.t.has('s')) session.requireRoot();
  const { cache, states } = await open(session);
  const nothing = resolve(cache, { install: [], remove: [], recommends: false, reinstall: false });
  const plan = withUnneeded(cache, states, nothing);
  return commitPlan(session, {
    ...context(session, cache, states, plan),
    namesUnneeded: false,
    purge,
    named: new Set(),
  });
}

async function upgrade(session: AptSession): Promise<number> {
  if (!session.t.has('s')) session.requireRoot();
  const { cache, states } = await open(session);
  await session.step('Calculating upgrade');
  const newer = cache.database.all().flatMap(({ name, state, version }) => {
    const candidate = cache.candidate(name);
    return state === 'installed' && candidate && isNewer(candidate, version) ? [candidate] : [];
  });
  const plan = resolve(cache, { install: newer, remove: [], recommends: true, reinstall: false });
  if (plan.unmet.length > 0) await refuse(session, plan);
  const status = await commitPlan(session, {
    ...context(session, cache, states, plan),
    purge: false,
    named: new Set(),
  });
  await states.mark(
    newer.map(({ name }) => name).filter((name) => states.automatic.has(name)),
    true,
  );
  return status;
}

async function clean(session: AptSession): Promise<number> {
  session.requireRoot();
  for (const folder of [ARCHIVES, `${ARCHIVES}/partial`]) {
    for (const name of await namesIn(session.sys, folder)) {
      if (name.endsWith('.deb')) await removeIfAny(session.sys, `${folder}/${name}`);
    }
  }
  for (const name of ['pkgcache.bin', 'srcpkgcache.bin']) await removeIfAny(session.sys, `/var/cache/apt/${name}`);
  return session.finish();
}

async function download(session: AptSession, names: readonly string[]): Promise<number> {
  const { cache } = await open(session);
  const { fetchTo } = await import('./download.ts');
  for (const word of names) {
    const entry = await chosen(session, cache, word);
    await fetchTo(session, entry, `${session.sys.cwd}/${archivePath(entry).slice(ARCHIVES.length + 1)}`);
  }
  return session.finish();
}
