/**
 * One line of help after a docker command that went wrong, or did nothing, by a mistake that beginners make: for the
 * learner alone, never for programs. It looks at what was typed and at what the engine has, not at output.
 */
import type { EngineClient } from '../api/calls.ts';
import { flagsOf, type CommandSource, type FlagSpec } from './surface/command.ts';
import { cliPlugin } from './surface/cli-plugins.ts';
import { childrenOf, findCommand } from './surface/tree.ts';

export interface TypedCommand {
  readonly text: string;
  readonly status: number;
}

/** What was mistaken, in the languages of the page. */
export type NearMiss = Readonly<Record<'en' | 'zh-TW', string>>;

/** Shells and other programs that wait for what is typed: without -it they end at once. */
const INTERACTIVE = /^(.*\/)?(bash|sh|ash|dash|zsh|python3?|node|irb|psql|mysql|redis-cli|vi|nano|top)$/;
/** Images whose command is a shell. */
const SHELL_IMAGES = /^(ubuntu|debian|alpine|busybox|centos|fedora)(:|$)/;

const WITHOUT_CONTEXT: NearMiss = {
  en: 'The directory to build from is missing. Where you are now is a dot: put . at the end.',
  'zh-TW': '少了要建構的目錄：請在最後加上一個點（.），代表你現在所在的目錄。',
};

/** Of two commands that are equally near, the one that takes nothing away was meant. */
const REMOVES = /^(rm|rmi|kill|prune)$/;

/** Undefined when there is nothing to say. */
export async function explainDocker(typed: TypedCommand, client: EngineClient): Promise<NearMiss | undefined> {
  const words = simpleCommand(typed.text);
  if (!words) return undefined;
  const [program, ...rest] = words;
  if (program !== 'docker') return typed.status === 127 ? misspeltProgram(typed.text, program as string) : undefined;
  const dash = rest.find((word) => /^[–—]/.test(word));
  if (dash) {
    return {
      en: `${JSON.stringify(dash)} begins with a long dash; flags begin with - or --.`,
      'zh-TW': `${JSON.stringify(dash)} 的開頭是長破折號；旗標以 - 或 -- 開頭。`,
    };
  }
  const found = findCommand(rest);
  if (found.kind === 'group') return typed.status === 0 ? undefined : misspelt(typed.text, found.path, found.rest[0]);
  const { source } = found;
  const key = source.paths[0] as string;
  const read = readWords(source, found.rest);
  if (typed.status !== 0) {
    const flag = mistakenFlag(source, found.rest);
    if (flag) return flag;
  }
  if (key === 'container run' || key === 'container create') return explainRun(typed, found.path, read, client);
  if (key === 'container exec') return explainExec(typed, read);
  if (typed.status === 0) return undefined;
  if (key === 'image build' && read.arguments.length === 0) return WITHOUT_CONTEXT;
  if (/^container (start|stop|restart|rm|logs|exec|attach|kill|inspect|pause)$/.test(key))
    return imageForContainer(read.arguments, client);
  return undefined;
}

/** The words of a line that is one command, `sudo` left out; undefined for anything a shell would do more with. */
function simpleCommand(text: string): string[] | undefined {
  if (/[|;&<>`$(){}\n]/.test(text.trim().replace(/'[^']*'|"[^"`$]*"/g, ''))) return undefined;
  const words = [...text.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replace(/["']/g, ''));
  if (words[0] === 'sudo') words.shift();
  return words.length ? words : undefined;
}

function misspeltProgram(text: string, program: string): NearMiss | undefined {
  const lower = program.toLowerCase();
  if (lower === 'docker') {
    return {
      en: 'Commands are case-sensitive: it is docker, in small letters.',
      'zh-TW': '指令區分大小寫：應該是小寫的 docker。',
    };
  }
  return distance(lower, 'docker') <= 2 ? meant(instead(text, program, 'docker')) : undefined;
}

function misspelt(text: string, group: string, word: string | undefined): NearMiss | undefined {
  if (word === undefined || word.startsWith('-') || (group === '' && cliPlugin(word))) return undefined;
  const names = childrenOf(group);
  const lower = word.toLowerCase();
  const near =
    names.find((name) => name === lower) ??
    names
      .map((name) => ({ name, distance: distance(lower, name) }))
      .filter(({ name, distance: apart }) => apart <= (name.length > 4 ? 2 : 1))
      .sort((a, b) => a.distance - b.distance || Number(REMOVES.test(a.name)) - Number(REMOVES.test(b.name)))[0]?.name;
  return near === undefined ? undefined : meant(instead(text, word, near));
}

/** What was typed, quotes and all, but for one word. */
function instead(text: string, word: string, right: string): string {
  const words = text.trim().split(/(\s+)/);
  words[words.indexOf(word)] = right;
  return words.join('');
}

const meant = (what: string): NearMiss => ({ en: `Did you mean: ${what}`, 'zh-TW': `你是不是要輸入：${what}` });

interface Read {
  readonly flags: ReadonlySet<string>;
  readonly arguments: readonly string[];
}

/** Flags and arguments, as far as they can be told apart; what is unknown counts as a flag without a value. */
function readWords(source: CommandSource, words: readonly string[]): Read {
  const specs = flagsOf(source);
  const flags = new Set<string>();
  const found: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (!word.startsWith('-') || word === '-') {
      found.push(word);
      if (source.options !== 'first') continue;
      found.push(...words.slice(i + 1));
      break;
    }
    const given = flagsIn(specs, word);
    for (const { long } of given) flags.add(long);
    if (given.some(({ type }) => type !== 'bool') && !word.includes('=')) i++;
  }
  return { flags, arguments: found };
}

function flagsIn(specs: readonly FlagSpec[], word: string): readonly FlagSpec[] {
  if (word.startsWith('--')) return specs.filter(({ long }) => long === word.slice(2).split('=')[0]);
  return [...word.slice(1)].flatMap((letter) => specs.filter(({ short }) => short === letter));
}

function mistakenFlag(source: CommandSource, words: readonly string[]): NearMiss | undefined {
  const specs = flagsOf(source);
  for (const word of words) {
    if (!word.startsWith('-')) {
      if (source.options === 'first') return undefined;
      continue;
    }
    const name = word.replace(/^-+/, '').split('=')[0] as string;
    if (name === '' || flagsIn(specs, word).length === (word.startsWith('--') ? 1 : name.length)) continue;
    if (!word.startsWith('--') && specs.some(({ long }) => long === name)) {
      return {
        en: `Flags of more than one letter take two dashes: --${name}.`,
        'zh-TW': `超過一個字母的旗標要用兩個減號：--${name}。`,
      };
    }
    const lower = name.toLowerCase();
    const cased = word.startsWith('--')
      ? specs.some(({ long }) => long === lower)
      : [...lower].every((letter) => specs.some(({ short }) => short === letter));
    if (cased && lower !== name) {
      const right = `${word.startsWith('--') ? '--' : '-'}${lower}`;
      return { en: `Flags are case-sensitive: ${right}.`, 'zh-TW': `旗標區分大小寫：${right}。` };
    }
    const near = specs.find(({ long }) => word.startsWith('--') && distance(lower, long) <= 2);
    if (near) return meant(`--${near.long}`);
  }
  return undefined;
}

async function explainRun(
  { status }: TypedCommand,
  path: string,
  read: Read,
  client: EngineClient,
): Promise<NearMiss | undefined> {
  const [image, ...command] = read.arguments;
  if (image === undefined) {
    if (status === 0) return undefined;
    const form = 'docker run [flags] IMAGE [command]';
    return { en: `An image is missing: ${form}.`, 'zh-TW': `缺少映像檔：${form}。` };
  }
  if (status === 0) return path === 'run' || path === 'container run' ? forgottenTerminal(read) : undefined;
  if (command[0]?.startsWith('-')) {
    const right = `docker ${path} ${command[0]} ${image}`;
    return {
      en: `Flags come before the image; what stands after ${image} is its command: ${right}.`,
      'zh-TW': `旗標要放在映像檔之前；${image} 之後的是它的指令：${right}。`,
    };
  }
  if (image.toLowerCase() !== image) {
    const right = image.toLowerCase();
    return { en: `Names of images are in small letters: ${right}.`, 'zh-TW': `映像檔的名稱是小寫：${right}。` };
  }
  const images = await imageNames(client);
  const later = command.find((word) => images.has(word));
  if (later && !images.has(image)) {
    const right = `docker ${path} ${later} ${read.arguments.filter((word) => word !== later).join(' ')}`;
    return {
      en: `The image comes first, then its command: ${right}.`,
      'zh-TW': `先寫映像檔，再寫它的指令：${right}。`,
    };
  }
  return undefined;
}

/** It ended at once since nothing was connected to it. */
function forgottenTerminal({ flags, arguments: [image = '', command] }: Read): NearMiss | undefined {
  if (flags.has('interactive') || flags.has('detach')) return undefined;
  const waits = command === undefined ? SHELL_IMAGES.test(image) : INTERACTIVE.test(command);
  return waits ? alone(command) : undefined;
}

const alone = (command: string | undefined): NearMiss => ({
  en: `${command ?? 'Its shell'} had no input and ended: with -it it gets your terminal.`,
  'zh-TW': `${command ?? '它的 shell'} 沒有輸入，所以結束了：加上 -it 就會接上你的終端機。`,
});

function explainExec({ status }: TypedCommand, { flags, arguments: [, command, ...more] }: Read): NearMiss | undefined {
  if (status !== 0 || command === undefined || more.length || flags.has('interactive') || flags.has('detach'))
    return undefined;
  return INTERACTIVE.test(command) ? alone(command) : undefined;
}

async function imageForContainer(names: readonly string[], client: EngineClient): Promise<NearMiss | undefined> {
  const images = await imageNames(client);
  const containers = await client.containerList({ query: { all: true } });
  const known = (name: string) => containers.some(({ Names, Id }) => Names.includes(`/${name}`) || Id.startsWith(name));
  const image = names.find((name) => images.has(name) && !known(name));
  if (image === undefined) return undefined;
  const made = containers.find((container) => container.Image === image);
  const name = made?.Names[0]?.slice(1);
  const hint = name ? { en: ` It has the container ${name}.`, 'zh-TW': `它有容器 ${name}。` } : { en: '', 'zh-TW': '' };
  return {
    en: `${image} is an image; this command wants a container, by the NAMES of docker ps -a.${hint.en}`,
    'zh-TW': `${image} 是映像檔；這個指令要的是容器，名稱在 docker ps -a 的 NAMES 欄。${hint['zh-TW']}`,
  };
}

async function imageNames(client: EngineClient): Promise<ReadonlySet<string>> {
  const tags = (await client.imageList()).flatMap(({ RepoTags }) => RepoTags ?? []);
  return new Set(tags.flatMap((tag) => [tag, tag.replace(/:latest$/, '')]));
}

/** Letters to change, add, leave out or swap with the next. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (before[j - 2] as number) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
