/**
 * `docker commit -c` and `docker import -c`: Dockerfile instructions applied to a config (moby, builder/dockerfile,
 * BuildFromConfig). Each change is one instruction.
 */
import type { ContainerConfig } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import { exposedPorts } from '../build/ports.ts';
import { clean } from '../containers/mounts.ts';
import { cut } from '../filters.ts';
import { parseGoDuration } from '../timestamps.ts';
import { parseSignal } from '../signals.ts';

type Config = { -readonly [K in keyof ContainerConfig]?: ContainerConfig[K] };

const SHELL = ['/bin/sh', '-c'];

function refuse(message: string): never {
  throw new FailureError('invalid', message);
}

/** The config with the changes, and nothing else of it touched. */
export function applyChanges(config: Partial<ContainerConfig>, changes: readonly string[]): Partial<ContainerConfig> {
  const changed: Config = { ...config };
  const lines = changes
    .flatMap((change) => change.split('\n'))
    .map((text) => text.trim())
    .filter((line) => line && !line.startsWith('#'));
  if (changes.length && !lines.length) refuse('file with no instructions');
  let commandGiven = false;
  for (const line of lines) {
    const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
    const instruction = word.toUpperCase();
    const apply = INSTRUCTIONS[instruction];
    if (!apply) return refuse(`${instruction} is not a valid change command`);
    if (!rest && instruction !== 'CMD' && instruction !== 'ENTRYPOINT') {
      refuse(`${instruction} requires ${ONE_ARGUMENT.includes(instruction) ? 'exactly' : 'at least'} one argument`);
    }
    apply(changed, rest);
    // Without a CMD of its own, a new entry point runs without the old arguments.
    if (instruction === 'CMD') commandGiven = true;
    if (instruction === 'ENTRYPOINT' && !commandGiven) changed.Cmd = null;
  }
  return changed;
}

const ONE_ARGUMENT = ['USER', 'WORKDIR', 'STOPSIGNAL'];

const INSTRUCTIONS: Readonly<Record<string, (config: Config, rest: string) => void>> = {
  CMD: (config, rest) => {
    config.Cmd = commandOf(config, rest);
  },
  ENTRYPOINT: (config, rest) => {
    config.Entrypoint = rest ? commandOf(config, rest) : null;
  },
  ENV: (config, rest) => {
    const added = pairs('ENV', rest).map(([name, value]) => `${name}=${expand(value, config.Env ?? [])}`);
    config.Env = mergeEnv(config.Env ?? [], added);
  },
  LABEL: (config, rest) => {
    config.Labels = { ...(config.Labels ?? {}), ...Object.fromEntries(pairs('LABEL', rest)) };
  },
  EXPOSE: (config, rest) => {
    const ports = words(rest).map((port) => expand(port, config.Env ?? []));
    config.ExposedPorts = {
      ...(config.ExposedPorts ?? {}),
      ...Object.fromEntries(ports.flatMap((port) => exposedPorts(port).map((name) => [name, {}]))),
    };
  },
  VOLUME: (config, rest) => {
    const paths = jsonList(rest) ?? words(rest);
    if (paths.some((path) => !path.trim())) refuse('VOLUME specified can not be an empty string');
    config.Volumes = { ...(config.Volumes ?? {}), ...Object.fromEntries(paths.map((path) => [path.trim(), {}])) };
  },
  USER: (config, rest) => {
    config.User = expand(single('USER', rest), config.Env ?? []);
  },
  WORKDIR: (config, rest) => {
    const path = expand(unquote(rest), config.Env ?? []);
    config.WorkingDir = clean(path.startsWith('/') ? path : `${config.WorkingDir || ''}/${path}`);
  },
  ONBUILD: (config, rest) => {
    const [trigger = ''] = rest.split(/\s/, 1);
    if (trigger.toUpperCase() === 'ONBUILD') refuse("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
    if (['MAINTAINER', 'FROM'].includes(trigger.toUpperCase()))
      refuse(`${trigger.toUpperCase()} isn't allowed as an ONBUILD trigger`);
    config.OnBuild = [...(config.OnBuild ?? []), rest];
  },
  STOPSIGNAL: (config, rest) => {
    const signal = expand(single('STOPSIGNAL', rest), config.Env ?? []);
    parseSignal(signal);
    config.StopSignal = signal;
  },
  HEALTHCHECK: (config, rest) => {
    config.Healthcheck = healthcheck(rest);
  },
};

function commandOf(config: Config, rest: string): readonly string[] {
  const list = jsonList(rest);
  if (list) return list;
  return rest ? [...(config.Shell ?? SHELL), rest] : [];
}

/** The exec form; undefined for anything that is not a JSON list of texts. */
function jsonList(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Words in Dockerfile quoting, quotes kept. */
function words(text: string): string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
}

function single(instruction: string, rest: string): string {
  const list = words(rest);
  if (list.length !== 1) refuse(`${instruction} requires exactly one argument`);
  return unquote(list[0] as string);
}

/** `a=b c="d e"`, or the old form `name the rest`. */
function pairs(instruction: string, rest: string): (readonly [string, string])[] {
  const list = words(rest);
  if (!list[0]?.includes('=')) {
    const [, name = '', value] = /^(\S+)\s+([\s\S]+)$/.exec(rest) ?? [];
    if (value === undefined) return refuse(`${instruction} must have two arguments`);
    return [[unquote(name), unquote(value)]];
  }
  return list.map((word) => {
    const [name, value] = cut(word);
    if (value === undefined)
      return refuse(`Syntax error - can't find = in ${JSON.stringify(word)}. Must be of the form: name=value`);
    if (name === '') return refuse(`${instruction} names can not be blank`);
    return [unquote(name), unquote(value)];
  });
}

function unquote(word: string): string {
  return word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double, simple, escaped) => {
    if (double !== undefined) return String(double).replace(/\\(["\\$])/g, '$1');
    return String(simple ?? escaped ?? '');
  });
}

/** `$NAME` and `${NAME}` from the config's environment. */
function expand(text: string, env: readonly string[]): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced, bare) => {
    const name = String(braced ?? bare);
    return env.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  });
}

function mergeEnv(env: readonly string[], added: readonly string[]): readonly string[] {
  const merged = [...env];
  for (const entry of added) {
    const name = cut(entry)[0];
    const at = merged.findIndex((other) => cut(other)[0] === name);
    if (at < 0) merged.push(entry);
    else merged[at] = entry;
  }
  return merged;
}

function healthcheck(rest: string): ContainerConfig['Healthcheck'] {
  const options: Record<string, number> = {};
  let left = rest;
  for (;;) {
    const [whole, name = '', value = ''] = /^--([a-z-]+)=(\S+)\s*/.exec(left) ?? [];
    if (!whole) break;
    left = left.slice(whole.length);
    const field = {
      interval: 'Interval',
      timeout: 'Timeout',
      'start-period': 'StartPeriod',
      'start-interval': 'StartInterval',
    }[name];
    if (name === 'retries') options.Retries = Number(value);
    else if (field) {
      const ms = parseGoDuration(value);
      if (ms === undefined) refuse(`time: invalid duration ${JSON.stringify(value)}`);
      options[field] = Math.round(ms * 1e6);
    } else refuse(`unknown flag: ${name}`);
  }
  const [, type = '', command = ''] = /^(\S+)\s*([\s\S]*)$/.exec(left) ?? [];
  if (type.toUpperCase() === 'NONE') {
    if (command) refuse('HEALTHCHECK NONE takes no arguments');
    return { Test: ['NONE'] };
  }
  if (type.toUpperCase() !== 'CMD') refuse(`Unknown type ${JSON.stringify(type)} in HEALTHCHECK (try CMD)`);
  if (!command) refuse('Missing command after HEALTHCHECK CMD');
  const list = jsonList(command);
  return { Test: list ? ['CMD', ...list] : ['CMD-SHELL', command], ...options };
}
