/** Help texts, laid out as docker's: usage, aliases, options wrapped to the terminal, sections of commands. */
import type { Machine } from './machine.ts';
import { flagsOf, type CommandSource, type FlagSpec } from './surface/command.ts';
import { COMMAND_TEXTS, flagText, GROUP_TEXTS } from './surface/texts.ts';
import { ALL_COMMANDS, childrenOf, COMMON_COMMANDS, GROUPS, HIDDEN_COMMANDS, HIDDEN_GROUPS } from './surface/tree.ts';
import { API_VERSION } from './version.ts';

export function useLine(path: string, source: CommandSource): string {
  return source.usage === '' ? `docker ${path}` : `docker ${path} ${source.usage}`;
}

/** Columns that help is wrapped to. */
export function helpWidth({ stdout }: Machine): number {
  return stdout.isTerminal && stdout.size.columns > 0 ? stdout.size.columns : 80;
}

export function commandHelp(path: string, source: CommandSource, width: number): string {
  const key = source.paths[0] as string;
  let out = `Usage:  ${useLine(path, source)}\n\n${COMMAND_TEXTS[key] ?? ''}\n`;
  if (source.aliases?.length) out += `\nAliases:\n  ${source.aliases.map((alias) => `docker ${alias}`).join(', ')}\n`;
  const flags = flagsOf(source).filter(isShown);
  if (flags.length) out += `\nOptions:\n${flagUsages(flags, (flag) => flagText(key, flag.long), width)}`;
  return out;
}

export function groupHelp(path: string, globals: readonly FlagSpec[], width: number): string {
  if (path === '') return rootHelp(globals, width);
  let out = `Usage:  docker ${path} COMMAND\n\n${GROUP_TEXTS[path] ?? ''}\n`;
  const groups = childrenOf(path).filter((name) => isGroup(`${path} ${name}`));
  const leaves = childrenOf(path).filter(
    (name) => !isGroup(`${path} ${name}`) && !HIDDEN_COMMANDS.has(`${path} ${name}`),
  );
  if (groups.length) out += section('Management Commands', groups, (name) => GROUP_TEXTS[`${path} ${name}`]);
  out += section('Commands', leaves, (name) => textOf(`${path} ${name}`));
  return `${out}\nRun 'docker ${path} COMMAND --help' for more information on a command.\n`;
}

function rootHelp(globals: readonly FlagSpec[], width: number): string {
  const common = COMMON_COMMANDS as readonly string[];
  const groups = childrenOf('').filter((name) => isGroup(name) && !HIDDEN_GROUPS.has(name));
  const leaves = childrenOf('').filter((name) => !isGroup(name) && !common.includes(name));
  return (
    `Usage:  docker [OPTIONS] COMMAND\n\n${GROUP_TEXTS['']}\n` +
    section('Common Commands', common, textOf) +
    section(
      'Management Commands',
      groups.filter((name) => name !== 'swarm'),
      (name) => GROUP_TEXTS[name],
    ) +
    section('Swarm Commands', ['swarm'], (name) => GROUP_TEXTS[name]) +
    section('Commands', leaves, textOf) +
    `\nGlobal Options:\n${flagUsages(globals, (flag) => flagText('', flag.long), width)}` +
    "\nRun 'docker COMMAND --help' for more information on a command.\n" +
    '\nFor more help on how to use Docker, head to https://docs.docker.com/go/guides/\n'
  );
}

function isShown(flag: FlagSpec): boolean {
  if (flag.hidden || flag.swarm || flag.experimental || (flag.os !== undefined && flag.os !== 'linux')) return false;
  return flag.minApi === undefined || newerOrSame(API_VERSION, flag.minApi);
}

/** Whether version `a` is at least `b`, e.g. 1.45 and 1.41. */
export function newerOrSame(a: string, b: string): boolean {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA > majorB || (majorA === majorB && minorA >= minorB);
}

function isGroup(path: string): boolean {
  return (GROUPS as readonly string[]).includes(path);
}

function textOf(path: string): string | undefined {
  const source = findSource(path);
  return source && COMMAND_TEXTS[source];
}

function findSource(path: string): string | undefined {
  return COMMAND_KEYS.get(path);
}

const COMMAND_KEYS = new Map(
  ALL_COMMANDS.flatMap((source) => source.paths.map((path) => [path, source.paths[0] as string] as const)),
);

function section(title: string, names: readonly string[], text: (name: string) => string | undefined): string {
  if (names.length === 0) return '';
  return `\n${title}:\n${names.map((name) => `  ${name.padEnd(11)} ${text(name) ?? ''}\n`).join('')}`;
}

/** pflag's FlagUsagesWrapped. */
function flagUsages(flags: readonly FlagSpec[], text: (flag: FlagSpec) => string, width: number): string {
  const rows = [...flags]
    .sort((a, b) => (a.long < b.long ? -1 : 1))
    .map((flag) => {
      const name = `${flag.short ? `  -${flag.short}, ` : '      '}--${flag.long}`;
      const fallback =
        flag.fallback === undefined
          ? ''
          : flag.type === 'string'
            ? ` (default "${flag.fallback}")`
            : ` (default ${flag.fallback})`;
      return { head: flag.type === 'bool' ? name : `${name} ${flag.type}`, text: text(flag) + fallback };
    });
  const widest = Math.max(...rows.map((row) => row.head.length)) + 1;
  return rows
    .map((row) => `${row.head} ${' '.repeat(widest - row.head.length)} ${wrap(widest + 2, width - 1, row.text)}\n`)
    .join('');
}

function wrap(indent: number, width: number, text: string): string {
  let margin = indent;
  let out = '';
  if (width - margin < 24) {
    margin = 16;
    out += `\n${' '.repeat(margin)}`;
  }
  const slop = 5;
  const room = width - margin - slop;
  if (width - margin < 24) return text;
  const pad = `\n${' '.repeat(margin)}`;
  let [line, rest] = wrapOnce(room, slop, text);
  out += line.replaceAll('\n', pad);
  while (rest !== '') {
    [line, rest] = wrapOnce(room, slop, rest);
    out += pad + line.replaceAll('\n', pad);
  }
  return out;
}

function wrapOnce(room: number, slop: number, text: string): [string, string] {
  if (room + slop > text.length) return [text, ''];
  const head = text.slice(0, room);
  const at = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t'), head.lastIndexOf('\n'));
  if (at <= 0) return [text, ''];
  const newline = head.lastIndexOf('\n');
  const cut = newline > 0 && newline < at ? newline : at;
  return [text.slice(0, cut), text.slice(cut + 1)];
}
