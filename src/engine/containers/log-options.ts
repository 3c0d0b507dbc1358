/** Logging drivers and the options of json-file. */
import type { HostConfig } from '../../api/types/container.ts';
import { FailureError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';

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
  if (Type === '' || Type === 'none') return;
  if (Type !== 'json-file' && Type !== 'local') {
    if ((LOG_DRIVERS as readonly string[]).includes(Type)) {
      throw new FailureError(
        'notImplemented',
        `Drydock has no logging driver ${Type}: real Docker would send the output to that service`,
      );
    }
    throw new FailureError('invalid', `error looking up logging plugin ${Type}: plugin "${Type}" not found`);
  }
  const known = [
    'max-size',
    'max-file',
    'compress',
    'labels',
    'labels-regex',
    'env',
    'env-regex',
    'tag',
    'mode',
    'max-buffer-size',
  ];
  for (const option of Object.keys(Config ?? {})) {
    if (!known.includes(option)) {
      throw new FailureError('invalid', `unknown log opt '${option}' for ${Type} log driver`);
    }
  }
}

/** `10k`, `1m`: units.FromHumanSize. */
function parseSize(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * 1000 ** ['', 'k', 'm', 'g', 't'].indexOf((unit ?? '').toLowerCase());
}
