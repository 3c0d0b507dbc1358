/** Carries a plan out: fetch the archives, hold them to their checksums, and let dpkg do its work. */
import { utf8 } from '../../../base/bytes.ts';
import { Installer, InstallFailure } from '../deb/installer.ts';
import { lstatIfAny, makeDirectories, namesIn, removeIfAny, writeBytes } from '../files.ts';
import { readAptConfig } from './config.ts';
import { Acquire, MethodMissing } from './acquire.ts';
import type { AptCache, AvailableVersion } from './cache.ts';
import type { ExtendedStates } from './extended-states.ts';
import { trustedKeys } from './keyring.ts';
import { showPlan, showSizes, shownArchive, type PlanText } from './plan-text.ts';
import { AptFailure, nameList, type AptSession } from './session.ts';
import { isDistributionKey, parseClearSigned, parseSignature, sha256Hex } from './signature.ts';
import { LISTS } from './cache.ts';
import { listName, suiteUri } from './sources.ts';
import { readTextIfAny } from '../../read-all.ts';
import { confirmed } from './confirmed.ts';

export const ARCHIVES = '/var/cache/apt/archives';

export interface Commit extends PlanText {
  readonly states: ExtendedStates;
  /** What the command line named: more than that is asked about. */
  readonly named: ReadonlySet<string>;
  readonly downloadOnly: boolean;
  readonly simulate: boolean;
}

export async function commitPlan(session: AptSession, commit: Commit): Promise<number> {
  const { plan } = commit;
  await showPlan(session, commit);
  if (plan.install.length === 0 && plan.remove.length === 0) return session.finish();
  if (commit.simulate) return simulate(session, commit);
  session.requireRoot();
  await showSizes(session, commit, await cachedBytes(session, plan.install));
  await askForUntrusted(session, plan.install);
  const asks = plan.remove.length > 0 || plan.install.some(({ name }) => !commit.named.has(name));
  if (asks && !session.yes && !(await confirmed(session, 'Do you want to continue', true))) {
    await session.t.out.line('Abort.');
    await session.t.out.flush();
    return 1;
  }
  await fetchArchives(session, plan.install);
  if (commit.downloadOnly) {
    await session.say('Download complete and in download only mode');
    return session.finish();
  }
  await delayedQuestions(session, commit.cache, plan.install);
  const failed = await install(session, commit);
  await commit.states.mark(plan.automatic, true);
  await commit.states.mark([...commit.named, ...plan.remove.map(({ name }) => name)], false);
  await afterInvoke(session);
  if (failed) throw new AptFailure('Sub-process /usr/bin/dpkg returned an error code (1)');
  return session.finish();
}

async function simulate(session: AptSession, { plan }: Commit): Promise<number> {
  const where = ({ name, version, source, architecture }: AvailableVersion) =>
    `${name} (${version} ${source.suite} [${architecture}])`;
  for (const { name, version } of plan.remove) await session.t.out.line(`Remv ${name} [${version}]`);
  for (const entry of plan.install) await session.t.out.line(`Inst ${where(entry)}`);
  for (const entry of plan.install) await session.t.out.line(`Conf ${where(entry)}`);
  return session.finish();
}

export function archivePath(entry: AvailableVersion): string {
  const version = entry.version.replace(/:/g, '%3a');
  return `${ARCHIVES}/${entry.name}_${version}_${entry.architecture}.deb`;
}

async function cachedBytes(session: AptSession, entries: readonly AvailableVersion[]): Promise<number> {
  let have = 0;
  for (const entry of entries) {
    const size = Number(entry.fields.get('Size') ?? 0);
    if ((await lstatIfAny(session.sys, archivePath(entry)))?.size === size) have += size;
  }
  return have;
}

async function fetchArchives(session: AptSession, entries: readonly AvailableVersion[]): Promise<void> {
  const { sys } = session;
  await makeDirectories(sys, `${ARCHIVES}/partial`);
  await writeBytes(sys, `${ARCHIVES}/lock`, utf8(''), 0o640);
  const acquire = new Acquire(session);
  const failures: string[] = [];
  for (const entry of entries) {
    const path = archivePath(entry);
    const size = Number(entry.fields.get('Size') ?? 0);
    if ((await lstatIfAny(sys, path))?.size === size) continue;
    const base = entry.source.uri.endsWith('/') ? entry.source.uri : `${entry.source.uri}/`;
    const uri = base + (entry.fields.get('Filename') ?? '');
    try {
      const got = await acquire.get({ uri, shown: shownArchive(session, entry) });
      if (got.kind !== 'got') failures.push(`Failed to fetch ${uri}  ${got.kind === 'unchanged' ? '' : got.why}`);
      else if ((await sha256Hex(got.bytes)) !== entry.fields.get('SHA256'))
        failures.push(`Failed to fetch ${uri}  Hash Sum mismatch`);
      else await writeBytes(sys, path, got.bytes);
    } catch (error) {
      if (!(error instanceof MethodMissing)) throw error;
      failures.push(error.message);
    }
  }
  if (failures.length > 0) {
    throw new AptFailure(
      ...failures,
      'Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?',
    );
  }
  await acquire.sum();
}

/** Packages of a source whose key apt does not have: only old apt gets this far. */
async function askForUntrusted(session: AptSession, entries: readonly AvailableVersion[]): Promise<void> {
  const names: string[] = [];
  for (const entry of entries) if (!(await isTrusted(session, entry))) names.push(entry.name);
  if (names.length === 0) return;
  await session.t.out.flush();
  await session.t.err(`WARNING: The following packages cannot be authenticated!\n${nameList(names)}\n`);
  if (session.t.has('allow-unauthenticated') || session.t.has('force-yes')) return;
  if (session.yes) throw new AptFailure('There are problems and -y was used without --force-yes');
  if (await confirmed(session, 'Install these packages without verification', false)) return;
  throw new AptFailure('Some packages could not be authenticated');
}

async function isTrusted(session: AptSession, { source }: AvailableVersion): Promise<boolean> {
  if (source.trusted) return true;
  const base = suiteUri(source);
  const inline = await readTextIfAny(session.sys, `${LISTS}/${listName(`${base}InRelease`)}`);
  const detached = await readTextIfAny(session.sys, `${LISTS}/${listName(`${base}Release.gpg`)}`);
  const signature = inline === undefined ? parseSignature(detached ?? '') : parseClearSigned(inline)?.signature;
  if (!signature) return false;
  if (isDistributionKey(signature.keyId)) return true;
  return (await trustedKeys(session.sys)).some(({ fingerprint }) => fingerprint.endsWith(signature.keyId));
}

/** Without apt-utils, packages ask their questions one by one while they are installed. */
async function delayedQuestions(
  session: AptSession,
  cache: AptCache,
  entries: readonly AvailableVersion[],
): Promise<void> {
  if (entries.length === 0 || cache.database.installed('apt-utils') || !cache.database.installed('debconf')) return;
  await session.t.err('debconf: delaying package configuration, since apt-utils is not installed\n');
}

/** Whether a package failed; dpkg has said why. */
async function install(session: AptSession, { cache, plan, purge }: Commit): Promise<boolean> {
  const { sys, style, t } = session;
  const installer = new Installer({ sys, out: t.out, database: cache.database, style });
  const failures: InstallFailure[] = [];
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InstallFailure)) throw error;
      failures.push(error);
      await t.err(`dpkg: error processing package ${error.package_} (${error.action}):\n ${error.message}\n`);
    }
  };
  for (const { name } of plan.remove) await attempt(() => installer.remove(name, purge));
  const numbered = !style.oldApt && plan.install.length > 4;
  const width = String(plan.install.length - 1).length;
  for (const [index, entry] of plan.install.entries()) {
    const path = archivePath(entry);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const shown = numbered ? `/tmp/apt-dpkg-install-000000/${String(index).padStart(width, '0')}-${name}` : path;
    await attempt(() => installer.unpack(path, shown));
  }
  for (const { name } of plan.install) await attempt(() => installer.configure(name));
  await installer.runTriggers();
  await t.out.flush();
  if (failures.length > 0)
    await t.err(
      `Errors were encountered while processing:\n${failures.map(({ package_ }) => ` ${package_}\n`).join('')}`,
    );
  return failures.length > 0;
}

/** Images are told to keep no archives: `DPkg::Post-Invoke { "rm -f …" }`. */
async function afterInvoke(session: AptSession): Promise<void> {
  const { sys } = session;
  if (!(await readAptConfig(sys)).cleansArchives) return;
  for (const name of await namesIn(sys, ARCHIVES))
    if (name.endsWith('.deb')) await removeIfAny(sys, `${ARCHIVES}/${name}`);
}
