/** Logging drivers and the options of json-file. */
import type { HostConfig } from '../../api/types/container.ts';
import { FailureError, messageOf } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { HostFacts } from '../host-facts.ts';
import type { ContainerRecord } from './container-record.ts';
import { logTag } from './log-attributes.ts';
import { regexpProblem } from './go-regexp.ts';

interface LogConfig {
  readonly Type?: string;
  readonly Config?: Readonly<Record<string, string>> | null;
}

export const LOG_DRIVERS = [
  'awslogs',
  'fluentd',
  'gcplogs',
  'gelf',
  'journald',
  'json-file',
  'local',
  'splunk',
  'syslog',
] as const;

export function logConfigOf(hostConfig: HostConfig): LogConfig {
  return (hostConfig.LogConfig as LogConfig | undefined) ?? {};
}

/** Whether `docker logs` can read what the driver keeps. */
export function readableLog(hostConfig: HostConfig): boolean {
  return ['', 'json-file', 'local'].includes(logConfigOf(hostConfig).Type ?? '');
}

/** Bytes of log to keep: max-size times max-file, within our own bound. */
export function logLimit(hostConfig: HostConfig): number {
  const { Config } = logConfigOf(hostConfig);
  const size = parseSize(Config?.['max-size'] ?? '');
  if (size === undefined || size <= 0) return LIMITS.logBytes;
  return Math.min(LIMITS.logBytes, size * Math.max(1, Number(Config?.['max-file'] ?? 1)));
}

/** Fails with `invalid` as the daemon does. Drivers that send logs elsewhere have nowhere to send them to. */
export function checkLogConfig(hostConfig: HostConfig): void {
  const { Type = '', Config } = logConfigOf(hostConfig);
  if (Type === 'none') return;
  const driver = Type || 'json-file';
  checkLogMode(Config ?? {});
  const options = OPTIONS[driver];
  if (!options || Config?.['syslog-address']) {
    if ((LOG_DRIVERS as readonly string[]).includes(Type)) {
      throw new FailureError(
        'notImplemented',
        `Drydock has no logging driver ${Type}: real Docker would send the output to that service`,
      );
    }
    throw new FailureError('invalid', `error looking up logging plugin ${Type}: plugin "${Type}" not found`);
  }
  for (const option of Object.keys(Config ?? {})) {
    if (![...COMMON, ...options].includes(option)) {
      // Each driver has words of its own.
      const where = driver === 'local' ? 'log driver local' : `${driver} log driver`;
      throw new FailureError('invalid', `unknown log opt '${option}' for ${where}`);
    }
  }
}

const COMMON = ['mode', 'max-buffer-size'];
const FILES = ['max-size', 'max-file', 'compress'];
const ATTRIBUTES = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'];

/** By driver; syslog and journald are known, but nothing on the machine listens to them (see `checkLogValues`). */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  'json-file': [...FILES, ...ATTRIBUTES],
  local: FILES,
  syslog: [...ATTRIBUTES, 'syslog-address', 'syslog-facility', 'syslog-format'],
  journald: ATTRIBUTES,
};

function checkLogMode(config: Readonly<Record<string, string>>): void {
  const { mode = '', 'max-buffer-size': buffer } = config;
  if (!['', 'blocking', 'non-blocking'].includes(mode)) {
    throw new FailureError('invalid', `logger: logging mode not supported: ${mode}`);
  }
  if (buffer === undefined) return;
  if (mode !== 'non-blocking') {
    throw new FailureError('invalid', "logger: max-buffer-size option is only supported with 'mode=non-blocking'");
  }
  if (parseSize(buffer) === undefined) {
    throw new FailureError('invalid', `error parsing option max-buffer-size: invalid size: '${buffer}'`);
  }
}

const NO_SERVICE: Readonly<Record<string, string>> = {
  syslog: 'Unix syslog delivery error',
  journald: 'journald is not enabled on this host',
};

/** What the driver itself refuses, once it is to log. */
export function checkLogValues(record: ContainerRecord, host: HostFacts): void {
  const { hostConfig } = record;
  const config = logConfigOf(hostConfig).Config ?? {};
  const refuse = (reason: string): never => {
    const text = `failed to create task for container: failed to initialize logging driver: ${reason}`;
    throw new FailureError('system', text);
  };
  const missing = NO_SERVICE[logConfigOf(hostConfig).Type ?? ''];
  if (missing !== undefined) refuse(missing);
  const size = config['max-size'];
  if (size !== undefined && parseSize(size) === undefined) refuse(`invalid size: '${size}'`);
  const files = config['max-file'];
  if (files !== undefined) {
    if (!/^[+-]?\d+$/.test(files)) refuse(`strconv.Atoi: parsing ${JSON.stringify(files)}: invalid syntax`);
    if (Number(files) < 1) refuse('max-file cannot be less than 1');
  }
  if (config['compress'] === 'true' && (size === undefined || Number(files ?? 1) < 2)) {
    refuse('compress cannot be true when max-file is less than 2 or max-size is not set');
  }
  for (const option of ['labels-regex', 'env-regex']) {
    const problem = regexpProblem(config[option] ?? '');
    if (problem) refuse(problem);
  }
  try {
    logTag(config['tag'] ?? '', record, host);
  } catch (error) {
    refuse(messageOf(error));
  }
}

/** `10k`, `1m`: units.FromHumanSize. */
function parseSize(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * 1000 ** ['', 'k', 'm', 'g', 't'].indexOf((unit ?? '').toLowerCase());
}
