/** apt: apt-get's commands with lists, searches and descriptions for people. */
import { withQuietClusters } from './quiet.ts';
import { tool, Quit, type Applet } from '../../bin/lib/tool.ts';
import { found, summaryOf } from './apt-cache.ts';
import { runApt } from './apt-get.ts';
import { AptCache, type AvailableVersion } from './cache.ts';
import { ExtendedStates } from './extended-states.ts';
import { AptFailure, AptSession, sizeText } from './session.ts';
import { compareVersions } from '../deb/version.ts';
import { globRegex } from '../../bin/lib/glob.ts';

const USAGE = `apt 2.6.1 (amd64), as simulated by Drydock
Usage: apt [options] command

Installs packages and shows what there is, with output for people rather than scripts.

Commands:
  list - list packages by name
  search - look for words in names and descriptions
  show - show all that is known of a package
  install - install packages
  reinstall - install packages again
  remove - remove packages
  autoremove - remove what came along and is needed no more
  update - fetch the lists of packages again
  upgrade - install newer versions of what is installed
  full-upgrade - the same, and remove packages where that must be
`;

export const apt: Applet = withQuietClusters(
  tool(
    {
      name: 'apt',
      usage: '[options] command',
      about: 'Installs packages',
      options: `q|quiet=? y|yes|assume-yes assume-no d|download-only s|simulate|just-print|dry-run f|fix-broken no-install-recommends
      install-recommends reinstall purge autoremove|auto-remove allow-unauthenticated force-yes allow-downgrades n|names-only
      installed upgradable a|all-versions o|option= h fix-missing|m`,
      usageStatus: 100,
      from: 'apt',
    },
    async (t) => {
      const [command, ...names] = t.operands;
      if (command !== undefined && !t.sys.isatty(1)) {
        await t.err('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
      }
      if (command !== 'list' && command !== 'search' && command !== 'show') return runApt(t, USAGE);
      const session = await AptSession.open(t);
      try {
        const cache = await AptCache.read(t.sys);
        if (command === 'list') await list(session, cache, names);
        if (command === 'search') await search(session, cache, names);
        if (command === 'show') await show(session, cache, names);
        return await session.finish();
      } catch (error) {
        if (!(error instanceof AptFailure)) throw error;
        for (const message of error.messages) session.fail(message);
        throw new Quit(await session.finish());
      }
    },
  ),
);

function heading(cache: AptCache, entry: AvailableVersion, states: ExtendedStates): string {
  const { name, version, architecture, source } = entry;
  const installed = cache.database.installed(name);
  const suites = [
    ...(source.suite === 'now' ? [] : [source.suite]),
    ...(installed?.version === version ? ['now'] : []),
  ];
  let mark = '';
  if (installed && compareVersions(installed.version, version) < 0) mark = ` [upgradable from: ${installed.version}]`;
  else if (installed)
    mark = states.automatic.has(name)
      ? ' [installed,automatic]'
      : source.suite === 'now'
        ? ' [installed,local]'
        : ' [installed]';
  return `${name}/${suites.join(',') || source.suite} ${version} ${architecture}${mark}`;
}

function known(cache: AptCache): readonly AvailableVersion[] {
  const local = cache.database
    .all()
    .flatMap((entry) =>
      entry.state === 'installed' && !cache.candidate(entry.name)
        ? [{ ...entry, source: { uri: '', suite: 'now', components: [], trusted: true }, component: '' }]
        : [],
    );
  const listed = cache.names().flatMap((name) => cache.versions(name).slice(0, 1));
  return [...listed, ...local].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function list(session: AptSession, cache: AptCache, patterns: readonly string[]): Promise<void> {
  const { t } = session;
  const states = await ExtendedStates.read(t.sys);
  const globs = patterns.map((pattern) => globRegex(pattern));
  await t.out.line('Listing...');
  for (const entry of known(cache)) {
    if (globs.length > 0 && !globs.some((glob) => glob.test(entry.name))) continue;
    const installed = cache.database.installed(entry.name);
    if (t.has('installed') && !installed) continue;
    if (t.has('upgradable') && !(installed && compareVersions(installed.version, entry.version) < 0)) continue;
    await t.out.line(heading(cache, entry, states));
  }
}

async function search(session: AptSession, cache: AptCache, patterns: readonly string[]): Promise<void> {
  const { out, sys } = session.t;
  const states = await ExtendedStates.read(sys);
  await out.text('Sorting...\nFull Text Search...\n');
  for (const entry of found(session, cache, patterns)) {
    await out.text(`${heading(cache, entry, states)}\n  ${summaryOf(entry.fields)}\n\n`);
  }
}

const SHOWN =
  `Package Version Priority Essential Section Source Origin Maintainer Installed-Size Provides Pre-Depends Depends
  Recommends Suggests Conflicts Breaks Replaces Homepage`.split(/\s+/);

async function show(session: AptSession, cache: AptCache, names: readonly string[]): Promise<void> {
  const { out, sys } = session.t;
  const states = await ExtendedStates.read(sys);
  let any = false;
  for (const name of names) {
    const entry = known(cache).find((other) => other.name === name);
    if (!entry) {
      session.warn(`Unable to locate package ${name}`);
      continue;
    }
    any = true;
    for (const field of SHOWN) {
      const value = entry.fields.get(field);
      if (value === undefined) continue;
      await out.line(`${field}: ${field === 'Installed-Size' ? sizeText(Number(value) * 1024) : value}`);
    }
    const size = entry.fields.get('Size');
    if (size !== undefined) await out.line(`Download-Size: ${sizeText(Number(size))}`);
    if (cache.database.installed(name))
      await out.line(`APT-Manual-Installed: ${states.automatic.has(name) ? 'no' : 'yes'}`);
    if (entry.component !== '')
      await out.line(`APT-Sources: ${entry.source.uri} ${entry.source.suite}/${entry.component} amd64 Packages`);
    await out.text(`Description: ${entry.fields.get('Description') ?? ''}\n\n`);
  }
  if (!any) session.fail('No packages found');
}
