/** apk: Alpine's package manager, as apk-tools 2.14 words it. */
import { text } from '../../../base/bytes.ts';
import { LIMITS } from '../../../base/limits.ts';
import { collect, sourceOf } from '../../../base/streams.ts';
import { SysError } from '../../../kernel/errno.ts';
import { spawnCommand, waitFor } from '../../bin/lib/find-program.ts';
import { gunzipped } from '../../../base/compression/gzip-decode.ts';
import { globRegex } from '../../bin/lib/glob.ts';
import { Quit, tool, type Applet, type Tool } from '../../bin/lib/tool.ts';
import { tarFiles } from '../deb/archive.ts';
import { exists, makeDirectories, removeIfAny, writeBytes } from '../files.ts';
import { readBytes, readTextIfAny } from '../../read-all.ts';
import { httpGet, NetworkFailure } from '../http-get.ts';
import { placeFile } from '../place-file.ts';
import { readApk } from './archive.ts';
import { answers, ApkDatabase, bareName, parseEntry, type ApkEntry } from './database.ts';

const OPTIONS = `no-cache U|update-cache|update q|quiet v|verbose t|virtual= i|interactive! f|force purge X|repository= allow-untrusted
  r|rdepends! a|all! L|contents d|description e|installed no-progress u|upgrade l|latest! s|simulate`;

interface Candidate {
  readonly entry: ApkEntry;
  readonly url: string;
}

export const apk: Applet = tool(
  { name: 'apk', usage: 'COMMAND [PACKAGE]...', about: 'Installs packages', options: OPTIONS, from: 'apk-tools' },
  async (t) => {
    const [command, ...words] = t.operands;
    switch (command) {
      case 'add':
        return add(t, words);
      case 'del':
        return remove(t, words);
      case 'update':
        return update(t);
      case 'upgrade':
        return upgrade(t);
      case 'info':
        return info(t, words);
      case 'list':
        return list(t, words);
      case 'search':
        return search(t, words);
      case undefined:
        await t.out.text(
          'apk-tools 2.14.4, compiled for x86_64.\n\nusage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]\n\nCommands: add del update upgrade info list search\n',
        );
        return 1;
      default:
        await t.err(`ERROR: '${command}' is not an apk command. See 'apk --help'.\n`);
        return 1;
    }
  },
);

async function locked(t: Tool): Promise<void> {
  if (t.sys.credentials.euid === 0) return;
  await t.err(
    'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n',
  );
  throw new Quit(99);
}

async function repositories(t: Tool): Promise<readonly string[]> {
  const lines = ((await readTextIfAny(t.sys, '/etc/apk/repositories')) ?? '').split('\n').map((line) => line.trim());
  return [...t.values('X'), ...lines.filter((line) => line !== '' && !line.startsWith('#'))].map((url) =>
    url.replace(/\/$/, ''),
  );
}

const CACHE = '/var/cache/apk';
const cached = (url: string) =>
  `${CACHE}/APKINDEX.${[...url]
    .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)
    .toString(16)
    .padStart(8, '0')}.tar.gz`;

/** The indexes of all repositories: fetched with `refresh`, else as they were kept. What fails is warned of. */
async function indexes(
  t: Tool,
  refresh: boolean,
): Promise<{ readonly candidates: readonly Candidate[]; readonly titles: readonly string[] }> {
  const candidates: Candidate[] = [];
  const titles: string[] = [];
  for (const url of await repositories(t)) {
    const source = `${url}/x86_64/APKINDEX.tar.gz`;
    const bytes = refresh ? await fetchIndex(t, source, url) : await keptIndex(t, source, url);
    if (!bytes) continue;
    for await (const file of tarFiles(gunzipped(sourceOf(bytes)))) {
      const content = text(await file.take(file.size));
      if (file.path === '/DESCRIPTION') titles.push(`${content} [${url}]`);
      if (file.path !== '/APKINDEX') continue;
      for (const paragraph of content.split('\n\n')) {
        const entry = parseEntry(paragraph);
        if (entry) candidates.push({ entry, url: `${url}/x86_64/${entry.name}-${entry.version}.apk` });
      }
    }
  }
  return { candidates, titles };
}

async function fetchIndex(t: Tool, source: string, url: string): Promise<Uint8Array | undefined> {
  if (!t.has('q')) await t.out.line(`fetch ${source}`);
  await t.out.flush();
  const bytes = await fetchFile(t, source);
  if (typeof bytes === 'string') {
    await t.err(`WARNING: ${t.has('no-cache') ? 'fetching' : 'updating and opening'} ${url}: ${bytes}\n`);
    return undefined;
  }
  if (t.has('no-cache')) return bytes;
  await makeDirectories(t.sys, CACHE);
  await writeBytes(t.sys, cached(url), bytes);
  return bytes;
}

async function keptIndex(t: Tool, source: string, url: string): Promise<Uint8Array | undefined> {
  if (await exists(t.sys, cached(url))) return readBytes(t.sys, cached(url));
  await t.err(
    `WARNING: opening from cache ${source.replace('/x86_64/APKINDEX.tar.gz', '')}: No such file or directory\n`,
  );
  return undefined;
}

/** The bytes, or why there are none. */
async function fetchFile(t: Tool, url: string): Promise<Uint8Array | string> {
  try {
    const answer = await httpGet(t.sys, url, { agent: 'apk-tools/2.14.4' });
    const bytes = await collect(answer.body, LIMITS.layerBytes);
    return answer.status === 200 ? bytes : 'No such file or directory';
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    return error.kind === 'resolve' ? 'temporary error (try again later)' : error.message;
  }
}

async function add(t: Tool, words: readonly string[]): Promise<number> {
  await locked(t);
  const database = await ApkDatabase.read(t.sys);
  const { candidates } = await indexes(t, t.has('no-cache') || t.has('U') || !(await anyCached(t)));
  const virtual = t.value('t');
  const chosen: Candidate[] = [];
  const missing = new Map<string, string>();
  const visit = (dependency: string, needer: string): void => {
    if (dependency.startsWith('!')) return;
    if (database.all().some((entry) => answers(entry, dependency)) && !t.has('u')) return;
    if (chosen.some(({ entry }) => answers(entry, dependency))) return;
    const found =
      candidates.find(({ entry }) => entry.name === bareName(dependency)) ??
      candidates.find(({ entry }) => answers(entry, dependency));
    if (!found) return void missing.set(dependency, needer);
    if (database.get(found.entry.name)?.version === found.entry.version) return;
    for (const next of found.entry.depends) visit(next, `${found.entry.name}-${found.entry.version}[${next}]`);
    if (!chosen.includes(found)) chosen.push(found);
  };
  for (const word of words) visit(word, `world[${word}]`);
  if (missing.size > 0) {
    const lines = [...missing].map(
      ([name, needer]) => `  ${bareName(name)} (no such package):\n    required by: ${needer}\n`,
    );
    await t.err(`ERROR: unable to select packages:\n${lines.join('')}`);
    return missing.size;
  }
  const steps = chosen.length + (virtual === undefined ? 0 : 1);
  for (const [i, { entry, url }] of chosen.entries()) await install(t, database, entry, url, `(${i + 1}/${steps})`);
  if (virtual === undefined) for (const word of words) keep(database, word);
  else await addVirtual(t, database, virtual, words, steps);
  await database.save();
  if (steps > 0) await triggers(t, database);
  if (!t.has('q')) await t.out.line(database.sum());
  return 0;
}

async function anyCached(t: Tool): Promise<boolean> {
  for (const url of await repositories(t)) if (await exists(t.sys, cached(url))) return true;
  return false;
}

function keep(database: ApkDatabase, word: string): void {
  const at = database.world.findIndex((known) => bareName(known) === bareName(word));
  if (at < 0) database.world.push(word);
  else database.world[at] = word;
  database.world.sort();
}

/** `--virtual .build-deps`: a package of no files that needs the others. */
async function addVirtual(
  t: Tool,
  database: ApkDatabase,
  name: string,
  words: readonly string[],
  steps: number,
): Promise<void> {
  const version = new Date(t.sys.now()).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '.');
  if (!t.has('q')) await t.out.line(`(${steps}/${steps}) Installing ${name} (${version})`);
  const lines = [
    `P:${name}`,
    `V:${version}`,
    'A:noarch',
    'S:0',
    'I:0',
    'T:virtual meta package',
    'U:',
    'L:',
    `D:${words.join(' ')}`,
  ];
  const entry = parseEntry(lines.join('\n'));
  if (entry) database.put(entry);
  keep(database, name);
}

async function install(t: Tool, database: ApkDatabase, entry: ApkEntry, url: string, step: string): Promise<void> {
  const before = database.get(entry.name);
  const verb = before
    ? `Upgrading ${entry.name} (${before.version} -> ${entry.version})`
    : `Installing ${entry.name} (${entry.version})`;
  if (!t.has('q')) await t.out.line(`${step} ${verb}`);
  await t.out.flush();
  const bytes = await fetchFile(t, url);
  if (typeof bytes === 'string') {
    await t.err(`ERROR: ${entry.name}-${entry.version}: ${bytes}\n`);
    throw new Quit(1);
  }
  const archive = await readApk(bytes);
  await script(t, archive.control.get('.pre-install'), entry);
  const folders = new Map<string, string[]>();
  for await (const file of archive.files()) {
    if (file.path === '/') continue;
    const link = file.type === 'hardlink' ? `/${file.link.replace(/^(\.?\/)+/, '')}` : file.link;
    await placeFile(t.sys, { ...file, link }, (max) => file.take(max), '.apk-new');
    const folder = file.path.slice(1, file.path.lastIndexOf('/')).replace(/^\/$/, '');
    if (file.type === 'directory') folders.set(file.path.slice(1), folders.get(file.path.slice(1)) ?? []);
    else folders.set(folder, [...(folders.get(folder) ?? []), file.path.slice(file.path.lastIndexOf('/') + 1)]);
  }
  const lists = [...folders].flatMap(([folder, names]) => [`F:${folder}`, ...names.map((name) => `R:${name}`)]);
  database.put({ ...entry, lines: [...entry.lines.filter((line) => !/^[FRaZM]:/.test(line)), ...lists] });
  await database.save();
  await script(t, archive.control.get('.post-install'), entry);
}

async function script(t: Tool, content: string | undefined, entry: ApkEntry): Promise<void> {
  if (content === undefined) return;
  if (!t.has('q')) await t.out.line(`Executing ${entry.name}-${entry.version}.post-install`);
  await t.out.flush();
  const status = await waitFor(t.sys, await spawnCommand(t.sys, ['/bin/sh', '-c', content], { cwd: '/' }));
  if (status !== 0)
    await t.err(`ERROR: ${entry.name}-${entry.version}.post-install: script exited with error ${status}\n`);
}

/** busybox links its applets anew after every change. */
async function triggers(t: Tool, database: ApkDatabase): Promise<void> {
  const busybox = database.get('busybox');
  if (busybox && !t.has('q')) await t.out.line(`Executing busybox-${busybox.version}.trigger`);
}

/** What the world needs, whatever lies between. */
function neededBy(database: ApkDatabase): ReadonlySet<string> {
  const needed = new Set<string>();
  const visit = (dependency: string): void => {
    for (const entry of database.all()) {
      if (!answers(entry, dependency) || needed.has(entry.name)) continue;
      needed.add(entry.name);
      entry.depends.forEach(visit);
    }
  };
  database.world.forEach(visit);
  return needed;
}

async function remove(t: Tool, words: readonly string[]): Promise<number> {
  await locked(t);
  const database = await ApkDatabase.read(t.sys);
  const before = neededBy(database);
  for (const word of words) {
    const at = database.world.findIndex((known) => bareName(known) === word);
    if (at >= 0) database.world.splice(at, 1);
  }
  const needed = neededBy(database);
  // What nobody needed before came for a reason of its own, and stays.
  const going = database.all().filter(({ name }) => !needed.has(name) && (before.has(name) || words.includes(name)));
  const held = words.filter((word) => database.get(word) && needed.has(word));
  if (held.length > 0) {
    await t.err(
      `World updated, but the following packages are not removed due to:\n${held
        .map(
          (name) =>
            `  ${name}: ${database
              .all()
              .filter((entry) => entry.depends.some((dependency) => bareName(dependency) === name))
              .map((entry) => entry.name)
              .join(' ')}\n`,
        )
        .join('')}\n`,
    );
  }
  const kept = new Set(
    database
      .all()
      .filter((entry) => !going.includes(entry))
      .flatMap((entry) => [...database.paths(entry)]),
  );
  for (const [i, entry] of going.entries()) {
    if (!t.has('q')) await t.out.line(`(${i + 1}/${going.length}) Purging ${entry.name} (${entry.version})`);
    for (const path of database.paths(entry)) if (!kept.has(path)) await removeIfAny(t.sys, path);
    for (const folder of entry.lines
      .filter((line) => line.startsWith('F:'))
      .map((line) => line.slice(2))
      .sort()
      .reverse()) {
      try {
        if (folder !== '') await t.sys.rmdir(`/${folder}`);
      } catch (error) {
        // Somebody else has something there.
        if (!(error instanceof SysError)) throw error;
      }
    }
    database.drop(entry.name);
  }
  await database.save();
  if (going.length > 0) await triggers(t, database);
  if (!t.has('q')) await t.out.line(database.sum());
  return 0;
}

async function update(t: Tool): Promise<number> {
  await locked(t);
  const { candidates, titles } = await indexes(t, true);
  for (const title of titles) await t.out.line(title);
  const count = new Set(candidates.map(({ entry }) => entry.name)).size;
  const failed = (await repositories(t)).length - titles.length;
  await t.out.line(
    failed > 0
      ? `${failed} unavailable, 0 stale; ${count} distinct packages available`
      : `OK: ${count} distinct packages available`,
  );
  return failed;
}

async function upgrade(t: Tool): Promise<number> {
  await locked(t);
  const database = await ApkDatabase.read(t.sys);
  const { candidates } = await indexes(t, t.has('no-cache') || t.has('U') || !(await anyCached(t)));
  const newer = candidates.filter(({ entry }) => {
    const present = database.get(entry.name);
    return present && present.version !== entry.version;
  });
  for (const [i, { entry, url }] of newer.entries())
    await install(t, database, entry, url, `(${i + 1}/${newer.length})`);
  await t.out.line(database.sum());
  return 0;
}

async function info(t: Tool, words: readonly string[]): Promise<number> {
  const database = await ApkDatabase.read(t.sys);
  if (words.length === 0) {
    for (const { name, version } of database.all()) await t.out.line(t.has('v') ? `${name}-${version}` : name);
    return 0;
  }
  for (const word of words) {
    const entry = database.get(word);
    if (t.has('e')) {
      if (entry) await t.out.line(word);
      else t.status = 1;
      continue;
    }
    if (!entry) {
      t.status = 1;
      continue;
    }
    const title = `${entry.name}-${entry.version}`;
    if (t.has('L'))
      await t.out.text(
        `${title} contains:\n${database
          .paths(entry)
          .map((path) => `${path.slice(1)}\n`)
          .join('')}\n`,
      );
    else
      await t.out.text(
        `${title} description:\n${entry.summary}\n\n${title} webpage:\n${entry.url}\n\n${title} installed size:\n${Math.round(entry.installed / 1024)} KiB\n\n`,
      );
  }
  return t.status;
}

async function list(t: Tool, words: readonly string[]): Promise<number> {
  const database = await ApkDatabase.read(t.sys);
  const globs = words.map((word) => globRegex(word));
  for (const entry of database.all()) {
    if (globs.length > 0 && !globs.some((glob) => glob.test(entry.name))) continue;
    await t.out.line(`${entry.name}-${entry.version} x86_64 {${entry.name}} (${entry.license}) [installed]`);
  }
  return 0;
}

async function search(t: Tool, words: readonly string[]): Promise<number> {
  const { candidates } = await indexes(t, t.has('no-cache') || t.has('U'));
  const found = candidates.filter(({ entry }) =>
    words.every((word) => globRegex(`*${word}*`).test(t.has('d') ? entry.summary : entry.name)),
  );
  for (const { entry } of found.sort((a, b) => (a.entry.name < b.entry.name ? -1 : 1))) {
    await t.out.line(`${entry.name}-${entry.version}${t.has('v') || t.has('d') ? ` - ${entry.summary}` : ''}`);
  }
  return 0;
}
