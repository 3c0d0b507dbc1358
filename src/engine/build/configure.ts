/**
 * What an instruction that runs nothing makes of a configuration, and how the history tells it: for builds, and for the
 * changes of `docker commit` and `docker import` (moby, builder/dockerfile/dispatchers.go).
 */
import { FailureError } from '../../base/errors.ts';
import { cut } from '../filters.ts';
import { parseSignal } from '../signals.ts';
import { cleanAbsolute } from '../snapshot-path.ts';
import { resolveLine } from './command-line.ts';
import { expandWord, expandWords, variablesOf, type Variables } from './expand.ts';
import { goDuration, goQuote, goQuoteList, goQuoteRune } from './go-format.ts';
import type { Health, Instruction, Pair } from './instructions.ts';
import { exposedPorts } from './ports.ts';
import type { Config } from './state.ts';

/** What instructions configure. */
export interface Configured {
  config: Config;
  author: string;
  /** CMD was given: ENTRYPOINT leaves it alone. */
  commandGiven: boolean;
}

type Configuring = Instruction & { kind: (typeof CONFIGURING)[number] };

const CONFIGURING = [
  ...(['env', 'label', 'cmd', 'entrypoint', 'expose', 'healthcheck', 'volume', 'workdir'] as const),
  ...(['shell', 'maintainer', 'onbuild', 'user', 'stopsignal'] as const),
];

export function configures(step: Instruction): step is Configuring {
  return (CONFIGURING as readonly string[]).includes(step.kind);
}

/** `step` is expanded but for ports, whose variables may hold several. The answer is the comment in the history. */
export function configure(state: Configured, step: Configuring, variables: Variables, escape: string): string {
  const { config } = state;
  switch (step.kind) {
    case 'env':
      config.Env = withVariables(config.Env ?? [], step.pairs);
      return `ENV ${joined(step.pairs)}`;
    case 'label':
      config.Labels = { ...(config.Labels ?? {}), ...Object.fromEntries(step.pairs) };
      return `LABEL ${joined(step.pairs)}`;
    case 'cmd':
      config.Cmd = resolveLine(step.line, config);
      if (step.line.words.length) state.commandGiven = true;
      return `CMD ${goQuoteList(config.Cmd)}`;
    case 'entrypoint':
      config.Entrypoint = step.line.words.length ? resolveLine(step.line, config) : null;
      if (!state.commandGiven) config.Cmd = null;
      return `ENTRYPOINT ${goQuoteList(config.Entrypoint)}`;
    case 'expose': {
      const ports = step.ports.flatMap((port) => expandWords(port, variables, escape));
      const exposed = ports.flatMap(exposedPorts).map((port) => [port, {}]);
      config.ExposedPorts = { ...(config.ExposedPorts ?? {}), ...Object.fromEntries(exposed) };
      return `EXPOSE ${ports.join(' ')}`;
    }
    case 'healthcheck':
      config.Healthcheck = step.health;
      return healthComment(step.health);
    case 'volume':
      if (step.paths.includes('')) throw new FailureError('invalid', 'VOLUME specified can not be an empty string');
      config.Volumes = { ...(config.Volumes ?? {}), ...Object.fromEntries(step.paths.map((path) => [path, {}])) };
      return `VOLUME [${step.paths.join(' ')}]`;
    default:
      return configurePlain(state, step);
  }
}

function configurePlain(
  state: Configured,
  step: Instruction & { kind: 'shell' | 'maintainer' | 'onbuild' | 'workdir' | 'user' | 'stopsignal' },
): string {
  const { config } = state;
  switch (step.kind) {
    case 'workdir':
      if (step.value === '') throw new FailureError('invalid', 'cannot normalize nothing');
      config.WorkingDir = cleanAbsolute(
        step.value.startsWith('/') ? step.value : `${config.WorkingDir ?? ''}/${step.value}`,
      );
      return `WORKDIR ${config.WorkingDir}`;
    case 'shell':
      config.Shell = step.shell;
      return `SHELL [${step.shell.join(' ')}]`;
    case 'maintainer':
      state.author = step.value;
      return `MAINTAINER ${step.value}`;
    case 'onbuild':
      config.OnBuild = [...(config.OnBuild ?? []), step.value];
      return `ONBUILD ${step.value}`;
    case 'user':
      config.User = step.value;
      return `USER ${step.value}`;
    case 'stopsignal':
      parseSignal(step.value);
      config.StopSignal = step.value;
      return `STOPSIGNAL ${step.value}`;
  }
}

/** With the variables of an environment in place of their names. */
export function expandedBy(instruction: Instruction, env: readonly string[], escape: string) {
  const variables = variablesOf(env);
  return { variables, step: expanded(instruction, (word) => expandWord(word, variables, escape)) };
}

type Expander = (word: string) => string;

function expanded(instruction: Instruction, expand: Expander): Instruction {
  const pairs = (list: readonly Pair[]) => list.map(([name, value]): Pair => [expand(name), expand(value)]);
  switch (instruction.kind) {
    case 'env':
      return { ...instruction, pairs: pairs(instruction.pairs) };
    case 'label':
      return instruction.literal ? instruction : { ...instruction, pairs: pairs(instruction.pairs) };
    case 'arg':
      return expandedArgs(instruction, expand);
    case 'add':
    case 'copy':
      return {
        ...instruction,
        chown: expand(instruction.chown),
        destination: expand(instruction.destination),
        sources: instruction.sources.map(expand),
      };
    case 'volume':
      return { ...instruction, paths: instruction.paths.map(expand) };
    case 'workdir':
    case 'user':
    case 'stopsignal':
      return { ...instruction, value: expand(instruction.value) };
    default:
      return instruction;
  }
}

export function expandedArgs<T extends Instruction & { kind: 'arg' }>(instruction: T, expand: Expander): T {
  return {
    ...instruction,
    args: instruction.args.map(([name, value]) => [expand(name), value === undefined ? undefined : expand(value)]),
  };
}

const joined = (pairs: readonly Pair[]) => pairs.map(([name, value]) => `${name}=${value}`).join(' ');

/** A variable that is set already keeps its place. */
function withVariables(env: readonly string[], pairs: readonly Pair[]): readonly string[] {
  const merged = [...env];
  for (const [name, value] of pairs) {
    const at = merged.findIndex((entry) => cut(entry)[0] === name);
    if (at < 0) merged.push(`${name}=${value}`);
    else merged[at] = `${name}=${value}`;
  }
  return merged;
}

function healthComment(health: Health): string {
  const { Test, Interval = 0, Timeout = 0, StartPeriod = 0, StartInterval = 0, Retries = 0 } = health;
  const times = [Interval, Timeout, StartPeriod, StartInterval].map((time) => goQuote(goDuration(time))).join(' ');
  return `HEALTHCHECK &{${goQuoteList(Test)} ${times} ${goQuoteRune(Retries)}}`;
}
