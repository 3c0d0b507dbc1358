/** What a Dockerfile's instructions mean: typed, with their arguments checked (BuildKit, frontend/dockerfile/instructions). */
import type { ContainerConfig } from '../../api/types/container.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import { parseGoDuration } from '../timestamps.ts';
import { Flags, type FlagKind } from './flags.ts';
import { goQuote } from './go-format.ts';
import { heredocOf, type Dockerfile, type Node } from './parse.ts';
import { suggestion } from './suggestion.ts';

export type Pair = readonly [name: string, value: string];
export type Health = NonNullable<ContainerConfig['Healthcheck']>;

/** Shell form: the words go behind the shell. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly shell: boolean;
}

export interface Copy {
  readonly sources: readonly string[];
  readonly destination: string;
  readonly chown: string;
  readonly chmod: string;
}

export type Command =
  | { readonly kind: 'env'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'label'; readonly pairs: readonly Pair[]; readonly literal: boolean }
  | { readonly kind: 'arg'; readonly args: readonly (readonly [name: string, value: string | undefined])[] }
  | ({ readonly kind: 'add' } & Copy)
  | ({ readonly kind: 'copy'; readonly from: string } & Copy)
  | { readonly kind: 'run'; readonly line: CommandLine; readonly flagsUsed: readonly string[] }
  | { readonly kind: 'cmd' | 'entrypoint'; readonly line: CommandLine }
  | { readonly kind: 'healthcheck'; readonly health: Health }
  | { readonly kind: 'expose'; readonly ports: readonly string[] }
  | { readonly kind: 'volume'; readonly paths: readonly string[] }
  | { readonly kind: 'shell'; readonly shell: readonly string[] }
  | { readonly kind: 'maintainer' | 'onbuild' | 'workdir' | 'user' | 'stopsignal'; readonly value: string };

export type Instruction = Command & {
  /** As the step is announced. */
  readonly code: string;
};

export interface Stage {
  /** In lower case; empty without AS. */
  readonly name: string;
  readonly base: string;
  readonly platform: string;
  readonly code: string;
  readonly instructions: readonly Instruction[];
}

export interface Recipe {
  /** ARG above the first FROM. */
  readonly metaArgs: readonly (Instruction & { kind: 'arg' })[];
  readonly stages: readonly Stage[];
}

/** Fails with `invalid`. */
export function readRecipe(dockerfile: Dockerfile): Recipe {
  const metaArgs: (Instruction & { kind: 'arg' })[] = [];
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const node of dockerfile.nodes) {
    if (node.name.toLowerCase() === 'from') {
      stages.push({ ...located(node, readStage), instructions: [] });
      continue;
    }
    const instruction = located(node, readInstruction);
    const stage = stages.at(-1);
    if (stage) stage.instructions.push(instruction);
    else if (instruction.kind === 'arg') metaArgs.push(instruction);
    else throw refusal('no build stage in current context');
  }
  return { metaArgs, stages };
}

const refusal = (message: string) => new FailureError('invalid', message);

function located<T>(node: Node, read: (node: Node) => T): T {
  try {
    return read(node);
  } catch (error) {
    throw refusal(`dockerfile parse error on line ${node.line}: ${messageOf(error)}`);
  }
}

function readStage(node: Node): Omit<Stage, 'instructions'> {
  const [base = '', as = '', given = ''] = node.args;
  const named = node.args.length === 3 && as.toLowerCase() === 'as';
  if (!named && node.args.length !== 1) throw refusal('FROM requires either one or three arguments');
  const name = given.toLowerCase();
  if (named && !/^[a-z][a-z0-9\-_.]*$/.test(name)) {
    throw refusal(`invalid name for build stage: ${goQuote(given)}, name can't start with a number or contain symbols`);
  }
  const flags = new Flags(node.flags, { platform: 'text' });
  return { name, base, platform: flags.text('platform'), code: node.original.trim() };
}

/** Anything but FROM. */
export function readInstruction(node: Node): Instruction {
  const read = READERS[node.name.toLowerCase()];
  if (!read) {
    const names = [...Object.keys(READERS), 'from'].map((name) => name.toUpperCase());
    throw refusal(`unknown instruction: ${node.name}${suggestion(node.name, names, false)}`);
  }
  return { ...read(node), code: node.original.trim() };
}

const READERS: Readonly<Record<string, (node: Node) => Command>> = {
  add: (node) => ({ kind: 'add', ...readCopy(node, 'ADD').copy }),
  arg: readArg,
  cmd: (node) => withoutFlags(node, { kind: 'cmd', line: commandLine(node) }),
  copy: (node) => {
    const { copy, from } = readCopy(node, 'COPY');
    return { kind: 'copy', from, ...copy };
  },
  entrypoint: (node) => withoutFlags(node, { kind: 'entrypoint', line: commandLine(node) }),
  env: (node) => withoutFlags(node, { kind: 'env', pairs: readPairs(node, 'ENV') }),
  expose: (node) => {
    if (node.args.length === 0) throw atLeastOne('EXPOSE');
    return withoutFlags(node, { kind: 'expose', ports: [...node.args].sort() });
  },
  healthcheck: readHealthcheck,
  label: (node) => withoutFlags(node, { kind: 'label', pairs: readPairs(node, 'LABEL'), literal: false }),
  maintainer: (node) => withoutFlags(node, { kind: 'maintainer', value: single(node, 'MAINTAINER') }),
  onbuild: readOnbuild,
  run: (node) => {
    const flags = new Flags(node.flags, { mount: 'texts', network: 'text' });
    return { kind: 'run', line: commandLine(node), flagsUsed: flags.used() };
  },
  shell: readShell,
  stopsignal: (node) => ({ kind: 'stopsignal', value: single(node, 'STOPSIGNAL') }),
  user: (node) => withoutFlags(node, { kind: 'user', value: single(node, 'USER') }),
  volume: readVolume,
  workdir: (node) => withoutFlags(node, { kind: 'workdir', value: single(node, 'WORKDIR') }),
};

const atLeastOne = (name: string) => refusal(`${name} requires at least one argument`);

function withoutFlags(node: Node, command: Command): Command {
  new Flags(node.flags, {});
  return command;
}

function single({ args }: Node, name: string): string {
  if (args.length !== 1) throw refusal(`${name} requires exactly one argument`);
  return args[0] as string;
}

function commandLine({ args, json }: Node): CommandLine {
  if (json) return { words: args, shell: false };
  return { words: args.length ? [args.join(' ')] : [], shell: true };
}

function readPairs({ args, flags }: Node, name: string): readonly Pair[] {
  new Flags(flags, {});
  if (args.length === 0) throw atLeastOne(name);
  const pairs: Pair[] = [];
  for (let i = 0; i < args.length; i += 2) {
    if (args[i] === '') throw refusal(`${name} names can not be blank`);
    pairs.push([args[i] as string, args[i + 1] ?? '']);
  }
  return pairs;
}

function readArg({ args }: Node): Command {
  if (args.length === 0) throw atLeastOne('ARG');
  return {
    kind: 'arg',
    args: args.map((arg) => {
      const at = arg.indexOf('=');
      if (at === 0) throw refusal('ARG names can not be blank');
      return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
    }),
  };
}

function readCopy(node: Node, name: 'ADD' | 'COPY'): { readonly copy: Copy; readonly from: string } {
  if (node.args.length < 2) {
    throw refusal(
      `${name} requires at least two arguments, but only one was provided. Destination could not be determined`,
    );
  }
  const common: Readonly<Record<string, FlagKind>> = { chown: 'text', chmod: 'text', link: 'flag' };
  const flags = new Flags(
    node.flags,
    name === 'ADD' ? { ...common, 'keep-git-dir': 'flag', checksum: 'text' } : { ...common, from: 'text' },
  );
  const destination = node.args.at(-1) as string;
  if (heredocOf(destination)) throw refusal(`${name} cannot accept a heredoc as a destination`);
  const copy: Copy = {
    sources: node.args.slice(0, -1).filter((source) => !heredocOf(source)),
    destination,
    chown: flags.text('chown'),
    chmod: flags.text('chmod'),
  };
  return { copy, from: flags.text('from') };
}

function readOnbuild(node: Node): Command {
  const [trigger] = node.args;
  if (trigger === undefined) throw atLeastOne('ONBUILD');
  new Flags(node.flags, {});
  const name = trigger.trim().toUpperCase();
  if (name === 'ONBUILD') throw refusal("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  if (name === 'MAINTAINER' || name === 'FROM') throw refusal(`${name} isn't allowed as an ONBUILD trigger`);
  return { kind: 'onbuild', value: node.original.replace(/^\s*ONBUILD\s*/i, '') };
}

function readVolume(node: Node): Command {
  if (node.args.length === 0) throw atLeastOne('VOLUME');
  const paths = node.args.map((path) => path.trim());
  if (paths.includes('')) throw refusal('VOLUME specified can not be an empty string');
  return withoutFlags(node, { kind: 'volume', paths });
}

function readShell(node: Node): Command {
  if (node.args.length === 0) throw atLeastOne('SHELL');
  if (!node.json) throw refusal('SHELL requires the arguments to be in JSON form');
  return withoutFlags(node, { kind: 'shell', shell: node.args });
}

function readHealthcheck(node: Node): Command {
  const [word, ...command] = node.args;
  if (word === undefined) throw atLeastOne('HEALTHCHECK');
  const type = word.toUpperCase();
  if (type === 'NONE') {
    if (command.length) throw refusal('HEALTHCHECK NONE takes no arguments');
    return { kind: 'healthcheck', health: { Test: ['NONE'] } };
  }
  const flags = new Flags(node.flags, {
    interval: 'text',
    timeout: 'text',
    'start-period': 'text',
    'start-interval': 'text',
    retries: 'text',
  });
  if (type !== 'CMD') throw refusal(`Unknown type ${JSON.stringify(type)} in HEALTHCHECK (try CMD)`);
  if (command.length === 0) throw refusal('Missing command after HEALTHCHECK CMD');
  const times = {
    Interval: interval(flags, 'interval'),
    Timeout: interval(flags, 'timeout'),
    StartPeriod: interval(flags, 'start-period'),
    StartInterval: interval(flags, 'start-interval'),
    Retries: retries(flags.text('retries')),
  };
  const health: Health = {
    Test: [node.json ? 'CMD' : 'CMD-SHELL', ...command],
    ...Object.fromEntries(Object.entries(times).filter(([, value]) => value !== 0)),
  };
  return { kind: 'healthcheck', health };
}

/** Nanoseconds; 0 when it is not given. */
function interval(flags: Flags, name: string): number {
  const value = flags.text(name);
  if (value === '') return 0;
  const ms = parseGoDuration(value);
  if (ms === undefined) {
    const [, unit] = /^[-+]?[\d.]*\d[\d.]*([^\d.]*)$/.exec(value) ?? [];
    if (unit === '') throw refusal(`time: missing unit in duration ${goQuote(value)}`);
    if (unit) throw refusal(`time: unknown unit ${goQuote(unit)} in duration ${goQuote(value)}`);
    throw refusal(`time: invalid duration ${goQuote(value)}`);
  }
  if (ms !== 0 && ms < 1) throw refusal(`Interval "${name}" cannot be less than 1ms`);
  return Math.round(ms * 1e6);
}

function retries(value: string): number {
  if (value === '') return 0;
  if (!/^[-+]?\d+$/.test(value)) throw refusal(`strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`);
  const number = Number(value);
  if (Math.abs(number) > 2 ** 31 - 1) {
    throw refusal(`strconv.ParseInt: parsing ${goQuote(value)}: value out of range`);
  }
  if (number < 0) throw refusal(`--retries cannot be negative (${number})`);
  return number;
}
