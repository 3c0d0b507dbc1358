/** `apt-get update`: the indexes of every source into /var/lib/apt/lists, held to what their Release file says of them. */
import { text, utf8 } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import { gunzipped } from '../../../base/compression/gzip-decode.ts';
import { parseParagraphs } from '../deb/control.ts';
import { lstatIfAny, makeDirectories, namesIn, removeIfAny, writeBytes } from '../files.ts';
import { readTextIfAny } from '../../read-all.ts';
import { Acquire, MethodMissing, type Outcome } from './acquire.ts';
import { LISTS } from './cache.ts';
import { trustedKeys } from './keyring.ts';
import { AptFailure, type AptSession } from './session.ts';
import { isDistributionKey, parseClearSigned, parseSignature, sha256Hex, type Signature } from './signature.ts';
import { listName, readSources, SourcesError, suiteUri, type Source } from './sources.ts';

interface Release {
  readonly content: string;
  /** Nothing changed since the last time. */
  readonly unchanged: boolean;
  readonly name: 'InRelease' | 'Release';
}

export async function update(session: AptSession): Promise<number> {
  const { sys } = session;
  if (sys.credentials.euid !== 0) return refuseUpdate(session);
  const sources = await readSourcesOrFail(session);
  await makeDirectories(sys, `${LISTS}/partial`);
  await writeBytes(sys, `${LISTS}/lock`, utf8(''), 0o640);
  const acquire = new Acquire(session);
  const kept = new Set<string>(['lock', 'partial']);
  let failed = false;
  try {
    for (const source of merged(sources)) failed = !(await updateSuite(session, acquire, source, kept)) || failed;
  } catch (error) {
    if (!(error instanceof MethodMissing)) throw error;
    throw new AptFailure(error.message);
  }
  for (const name of await namesIn(sys, LISTS))
    if (!kept.has(name) && !failed) await removeIfAny(sys, `${LISTS}/${name}`);
  await acquire.sum();
  if (failed) session.warn('Some index files failed to download. They have been ignored, or old ones used instead.');
  await session.step('Reading package lists');
  return session.finish();
}

async function refuseUpdate(session: AptSession): Promise<number> {
  await session.step('Reading package lists');
  session.fail('Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)');
  session.fail('Unable to lock directory /var/lib/apt/lists/');
  if (session.style.oldApt) {
    session.fail('Could not open lock file /var/lib/dpkg/lock - open (13: Permission denied)');
    session.fail('Unable to lock the administration directory (/var/lib/dpkg/), are you root?');
  } else {
    for (const name of ['pkgcache.bin', 'srcpkgcache.bin']) {
      session.warn(`Problem unlinking the file /var/cache/apt/${name} - RemoveCaches (13: Permission denied)`);
    }
  }
  return session.finish();
}

export async function readSourcesOrFail(session: AptSession): Promise<readonly Source[]> {
  try {
    return await readSources(session.sys);
  } catch (error) {
    if (!(error instanceof SourcesError)) throw error;
    throw new AptFailure(error.message, 'The list of sources could not be read.');
  }
}

/** Lines of the same suite are asked for once, with all their components. */
function merged(sources: readonly Source[]): readonly Source[] {
  const bySuite = new Map<string, Source>();
  for (const source of sources) {
    const key = suiteUri(source);
    const known = bySuite.get(key);
    const components = [...new Set([...(known?.components ?? []), ...source.components])];
    bySuite.set(key, { ...source, components });
  }
  return [...bySuite.values()];
}

/** False when something of the suite could not be had. */
async function updateSuite(session: AptSession, acquire: Acquire, source: Source, kept: Set<string>): Promise<boolean> {
  const names = [...(await namesIn(session.sys, LISTS))].filter((name) => name.startsWith(listName(suiteUri(source))));
  const release = await fetchRelease(session, acquire, source, kept);
  if (!release) {
    for (const name of names) kept.add(name);
    return false;
  }
  const [fields] = parseParagraphs(release.content);
  const sums = new Map(
    (fields?.get('SHA256') ?? '').split('\n').flatMap((line) => {
      const [, sum, path] = /^\s*([0-9a-f]{64})\s+\d+\s+(\S+)$/.exec(line) ?? [];
      return sum && path ? [[path, sum] as const] : [];
    }),
  );
  let complete = true;
  for (const component of source.components) {
    complete =
      (await fetchIndex(session, acquire, { source, component, sums, kept, unchanged: release.unchanged })) && complete;
  }
  return complete;
}

const host = (uri: string) => /^\w+:\/\/[^/]+/.exec(uri)?.[0] ?? uri;

function shownSource(session: AptSession, source: Source): string {
  return session.style.oldApt ? host(source.uri) : source.uri;
}

async function fetchRelease(
  session: AptSession,
  acquire: Acquire,
  source: Source,
  kept: Set<string>,
): Promise<Release | undefined> {
  const base = suiteUri(source);
  const shown = `${shownSource(session, source)} ${source.suite}`;
  const get = (name: string, optional: boolean, since?: string) =>
    acquire.get({ uri: base + name, shown: `${shown} ${name}` }, { optional, ...(since !== undefined && { since }) });
  const inline = await get('InRelease', true, await storedDate(session, `${base}InRelease`));
  if (inline.kind === 'unchanged') return stored(session, base, 'InRelease', kept);
  if (inline.kind === 'got') {
    const signed = parseClearSigned(text(inline.bytes));
    if (!signed)
      return refuse(
        session,
        source,
        'InRelease',
        "Clearsigned file isn't valid, got 'NOSPLIT' (does the network require authentication?)",
      );
    if (!(await trusted(session, source, 'InRelease', signed.content, signed.signature))) return undefined;
    await store(session, `${base}InRelease`, inline.bytes, kept);
    return { content: signed.content, unchanged: false, name: 'InRelease' };
  }
  return fetchDetached(session, source, inline, get, kept);
}

type Get = (name: string, optional: boolean, since?: string) => Promise<Outcome>;

/** `Release` and `Release.gpg`, for archives of before `InRelease`. */
async function fetchDetached(
  session: AptSession,
  source: Source,
  inline: Outcome,
  get: Get,
  kept: Set<string>,
): Promise<Release | undefined> {
  const base = suiteUri(source);
  if (inline.kind === 'unreachable') return unreachable(session, `${base}InRelease`, inline.why);
  const old = session.style.oldApt;
  const early = old ? await get('Release.gpg', true) : undefined;
  const release = await get('Release', false, await storedDate(session, `${base}Release`));
  if (release.kind === 'unchanged') return stored(session, base, 'Release', kept);
  if (release.kind === 'unreachable') return unreachable(session, `${base}Release`, release.why);
  if (release.kind === 'missing') {
    if (old) session.warn(`Failed to fetch ${base}Release  ${release.why}\n`);
    else session.fail(`The repository '${source.uri} ${source.suite} Release' does not have a Release file.`);
    return undefined;
  }
  const gpg = early ?? (await get('Release.gpg', true));
  const content = text(release.bytes);
  const signature = gpg.kind === 'got' ? parseSignature(text(gpg.bytes)) : undefined;
  if (!(await trusted(session, source, 'Release', content, signature))) return undefined;
  await store(session, `${base}Release`, release.bytes, kept);
  if (gpg.kind === 'got') await store(session, `${base}Release.gpg`, gpg.bytes, kept);
  return { content, unchanged: false, name: 'Release' };
}

function unreachable(session: AptSession, uri: string, why: string): undefined {
  session.warn(`Failed to fetch ${uri}  ${why}${session.style.oldApt ? '\n' : ''}`);
  return undefined;
}

function refuse(session: AptSession, source: Source, name: string, why: string): undefined {
  session.fail(`Failed to fetch ${suiteUri(source)}${name}  ${why}`);
  return undefined;
}

/**
 * Whether a suite may be used. Without the key old apt warns, and asks before it installs; today's apt refuses. A Release
 * file that is not what was signed is never taken.
 */
async function trusted(
  session: AptSession,
  source: Source,
  name: string,
  content: string,
  signature: Signature | undefined,
): Promise<boolean> {
  if (source.trusted) return true;
  const shown = `${shownSource(session, source)} ${source.suite} ${name}`;
  if (!signature) {
    if (!session.style.oldApt) session.fail(`The repository '${source.uri} ${source.suite} ${name}' is not signed.`);
    return session.style.oldApt;
  }
  const known =
    isDistributionKey(signature.keyId) ||
    (await trustedKeys(session.sys)).some(({ fingerprint }) => fingerprint.endsWith(signature.keyId));
  if (!known) {
    session.warn(
      `GPG error: ${shown}: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY ${signature.keyId}`,
    );
    if (!session.style.oldApt) session.fail(`The repository '${source.uri} ${source.suite} ${name}' is not signed.`);
    return session.style.oldApt;
  }
  if (signature.sum === (await sha256Hex(content))) return true;
  session.warn(`GPG error: ${shown}: The following signatures were invalid: BADSIG ${signature.keyId}`);
  if (!session.style.oldApt) session.fail(`The repository '${source.uri} ${source.suite} ${name}' is not signed.`);
  return false;
}

interface Index {
  readonly source: Source;
  readonly component: string;
  readonly sums: ReadonlyMap<string, string>;
  readonly kept: Set<string>;
  readonly unchanged: boolean;
}

async function fetchIndex(session: AptSession, acquire: Acquire, index: Index): Promise<boolean> {
  const { source, component, sums, kept } = index;
  const path = `${component}/binary-amd64/Packages`;
  const uri = `${suiteUri(source)}${path}`;
  const name = listName(uri);
  const shown = `${shownSource(session, source)} ${source.suite}/${component} amd64 Packages`;
  const present = await readTextIfAny(session.sys, `${LISTS}/${name}`);
  if (present !== undefined && sums.get(path) === (await sha256Hex(present))) {
    kept.add(name);
    if (session.style.oldApt) await acquire.hit(shown);
    return true;
  }
  if (!sums.has(`${path}.gz`)) {
    session.warn(
      `Skipping acquire of configured file '${path}' as repository '${source.uri} ${source.suite} InRelease' doesn't have the component '${component}' (component misspelt in sources.list?)`,
    );
    return true;
  }
  const got = await acquire.get({ uri: `${uri}.gz`, shown });
  if (got.kind !== 'got') {
    session.fail(`Failed to fetch ${uri}.gz  ${got.kind === 'unchanged' ? '' : got.why}`);
    return false;
  }
  if (sums.get(`${path}.gz`) !== (await sha256Hex(got.bytes))) {
    session.fail(`Failed to fetch ${uri}.gz  Hash Sum mismatch`);
    return false;
  }
  const plain = await collect(gunzipped(sourceOf(got.bytes)), LIMITS.layerBytes);
  await writeBytes(session.sys, `${LISTS}/${name}`, plain);
  kept.add(name);
  return true;
}

async function store(session: AptSession, uri: string, bytes: Uint8Array, kept: Set<string>): Promise<void> {
  await writeBytes(session.sys, `${LISTS}/${listName(uri)}`, bytes);
  kept.add(listName(uri));
}

/** What the last time brought: the site's own date is the file's. */
async function storedDate(session: AptSession, uri: string): Promise<string | undefined> {
  const content = await readTextIfAny(session.sys, `${LISTS}/${listName(uri)}`);
  if (content === undefined || !(await lstatIfAny(session.sys, `${LISTS}/${listName(uri)}`))) return undefined;
  const [fields] = parseParagraphs(parseClearSigned(content)?.content ?? content);
  return fields?.get('Date')?.replace(/ UTC$/, ' GMT');
}

async function stored(
  session: AptSession,
  base: string,
  name: 'InRelease' | 'Release',
  kept: Set<string>,
): Promise<Release | undefined> {
  const content = await readTextIfAny(session.sys, `${LISTS}/${listName(base + name)}`);
  if (content === undefined) return undefined;
  kept.add(listName(base + name));
  if (name === 'Release') kept.add(listName(`${base}Release.gpg`));
  return { content: parseClearSigned(content)?.content ?? content, unchanged: true, name };
}
