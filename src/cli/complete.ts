/** What Tab offers after `docker`: commands, flags, values of flags, and names of what the engine has. */
import type { EngineClient } from '../api/calls.ts';
import { flagsOf, parseFlagLine, type CommandSource, type FlagSpec } from './surface/command.ts';
import { childrenOf, findCommand, GROUPS, HIDDEN_COMMANDS, HIDDEN_GROUPS } from './surface/tree.ts';

type Kind = 'image' | 'container' | 'running' | 'stopped' | 'volume' | 'network';

/** What the arguments name, by position; the last repeats when it ends in `…`. */
const ARGUMENTS: Readonly<Record<string, readonly (Kind | 'any' | 'copy' | `${Kind}…` | 'any…')[]>> = {
  'container attach': ['running'],
  'container commit': ['container', 'image'],
  'container cp': ['copy', 'copy'],
  'container create': ['image'],
  'container diff': ['container'],
  'container exec': ['running'],
  'container export': ['container'],
  'container inspect': ['container…'],
  'container kill': ['running…'],
  'container logs': ['container'],
  'container pause': ['running…'],
  'container port': ['container'],
  'container rename': ['container'],
  'container restart': ['container…'],
  'container rm': ['container…'],
  'container run': ['image'],
  'container start': ['stopped…'],
  'container stats': ['running…'],
  'container stop': ['running…'],
  'container top': ['running'],
  'container unpause': ['running…'],
  'container update': ['container…'],
  'container wait': ['container…'],
  'image history': ['image'],
  'image inspect': ['image…'],
  'image ls': ['image'],
  'image pull': ['image'],
  'image push': ['image'],
  'image rm': ['image…'],
  'image save': ['image…'],
  'image tag': ['image', 'image'],
  inspect: ['any…'],
  'network connect': ['network', 'container'],
  'network disconnect': ['network', 'container'],
  'network inspect': ['network…'],
  'network rm': ['network…'],
  'volume inspect': ['volume…'],
  'volume rm': ['volume…'],
};

const NAMED_VALUES: Readonly<Record<string, Kind>> = {
  link: 'container',
  net: 'network',
  network: 'network',
  'volumes-from': 'container',
};

const VALUES: Readonly<Record<string, string>> = {
  attach: 'stdin stdout stderr',
  format: 'json table',
  isolation: 'default',
  'log-driver': 'json-file local none',
  'log-level': 'debug info warn error fatal',
  platform: 'linux/amd64 linux/arm64',
  pull: 'always missing never',
  restart: 'no always on-failure unless-stopped',
  signal: 'HUP INT KILL QUIT TERM USR1 USR2',
  'stop-signal': 'HUP INT KILL QUIT TERM USR1 USR2',
  type: 'container image network volume',
};

const GLOBAL_FLAGS = 'config context,c debug,D! host,H log-level,l tls! tlscacert tlscert tlskey tlsverify! version,v!';
const GLOBALS: readonly FlagSpec[] = GLOBAL_FLAGS.split(/ +/).map((text) =>
  parseFlagLine(`${text.replace('!', '')} ${text.endsWith('!') ? 'bool' : 'string'}`),
);

/**
 * `words` come before the one under the cursor, `docker` first. Undefined: names of files. Words that end in `:` or `=`
 * go on.
 */
export async function completeDocker(
  words: readonly string[],
  word: string,
  client: EngineClient,
): Promise<readonly string[] | undefined> {
  const { rest, pending } = withoutGlobals(words.slice(1));
  if (pending) return valuesOf(pending, client);
  const wanted = rest[0] === 'help' ? rest.slice(1) : rest;
  const found = findCommand(wanted);
  if (found.kind === 'group') {
    if (found.rest.length) return [];
    if (word.startsWith('-')) return found.path === '' ? longNames(GLOBALS) : ['--help'];
    return childrenOf(found.path).filter((name) => isOffered(found.path, name));
  }
  if (rest[0] === 'help') return [];
  const specs = flagsOf(found.source);
  const read = positions(found.source, specs, found.rest);
  if (read.pending) return valuesOf(read.pending, client);
  if (word.startsWith('-') && !read.closed) return ['--help', ...longNames(specs)];
  return argumentNames(found.source.paths[0] as string, read.arguments, client);
}

function isOffered(group: string, name: string): boolean {
  if (HIDDEN_COMMANDS.has(`${group} ${name}`)) return false;
  return group !== '' || !HIDDEN_GROUPS.has(name) || !(GROUPS as readonly string[]).includes(name);
}

function longNames(specs: readonly FlagSpec[]): readonly string[] {
  return specs.filter(({ hidden, experimental }) => !hidden && !experimental).map(({ long }) => `--${long}`);
}

/** The flags before the command. `pending`: the flag whose value comes next. */
function withoutGlobals(words: readonly string[]): { readonly rest: readonly string[]; readonly pending?: FlagSpec } {
  let at = 0;
  for (; at < words.length && (words[at] as string).startsWith('-'); at++) {
    const spec = flagOf(GLOBALS, words[at] as string);
    if (!spec || spec.type === 'bool' || (words[at] as string).includes('=')) continue;
    if (at + 1 === words.length) return { rest: [], pending: spec };
    at++;
  }
  return { rest: words.slice(at) };
}

interface Positions {
  readonly arguments: readonly string[];
  /** The flag whose value comes next. */
  readonly pending: FlagSpec | undefined;
  /** No more flags: after `--`, or after the first argument of run and its like. */
  readonly closed: boolean;
}

function positions(source: CommandSource, specs: readonly FlagSpec[], words: readonly string[]): Positions {
  const found: string[] = [];
  let closed = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (closed || !word.startsWith('-') || word === '-') {
      found.push(word);
      closed ||= source.options === 'first';
    } else if (word === '--') closed = true;
    else {
      const spec = flagOf(specs, word);
      const takes = spec && spec.type !== 'bool' && (!word.includes('=') || word.endsWith('='));
      if (takes && ++i >= words.length) return { arguments: found, pending: spec, closed };
    }
  }
  return { arguments: found, pending: undefined, closed };
}

/** `--name`, `--name=…`, or the last letter of a cluster. */
function flagOf(specs: readonly FlagSpec[], word: string): FlagSpec | undefined {
  if (word.startsWith('--')) {
    const name = word.slice(2).split('=')[0];
    return specs.find(({ long }) => long === name);
  }
  const letter = word.replace(/=.*$/, '').at(-1);
  return specs.find(({ short }) => short !== '' && short === letter);
}

async function valuesOf({ long }: FlagSpec, client: EngineClient): Promise<readonly string[] | undefined> {
  const kind = NAMED_VALUES[long];
  if (kind) return namesOf(kind, client);
  return VALUES[long]?.split(' ');
}

async function argumentNames(
  command: string,
  before: readonly string[],
  client: EngineClient,
): Promise<readonly string[] | undefined> {
  const kinds = ARGUMENTS[command] ?? [];
  const last = kinds.at(-1);
  const kind = kinds[before.length] ?? (last?.endsWith('…') ? last : undefined);
  if (kind === undefined) return undefined;
  const plain = kind.replace('…', '') as Kind | 'any' | 'copy';
  if (plain === 'copy') return (await namesOf('container', client)).map((name) => `${name}:`);
  const wanted: readonly Kind[] = plain === 'any' ? ['container', 'image', 'volume', 'network'] : [plain];
  const names = (await Promise.all(wanted.map((each) => namesOf(each, client)))).flat();
  return last?.endsWith('…') ? names.filter((name) => !before.includes(name)) : names;
}

/** An engine that does not answer has nothing to offer. */
async function namesOf(kind: Kind, client: EngineClient): Promise<readonly string[]> {
  try {
    return await askNames(kind, client);
  } catch {
    return [];
  }
}

async function askNames(kind: Kind, client: EngineClient): Promise<readonly string[]> {
  if (kind === 'image') {
    const tags = (await client.imageList()).flatMap(({ RepoTags }) => RepoTags ?? []);
    return tags.filter((tag) => tag !== '<none>:<none>').map((tag) => tag.replace(/:latest$/, ''));
  }
  if (kind === 'volume') return ((await client.volumeList()).Volumes ?? []).map(({ Name }) => Name);
  if (kind === 'network') return (await client.networkList()).map(({ Name }) => Name);
  const containers = await client.containerList({ query: { all: kind !== 'running' } });
  return containers
    .filter(({ State }) => kind !== 'stopped' || !/running|paused/.test(State))
    .flatMap(({ Names }) => Names.map((name) => name.slice(1)));
}
