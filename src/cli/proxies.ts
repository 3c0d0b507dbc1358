/** Proxies of the configuration file, as variables for containers and builds (cli/config/configfile, ParseProxyConfig). */
import type { ConfigFile } from './config-file.ts';

const VARIABLES: readonly (readonly [setting: string, variable: string])[] = [
  ['httpProxy', 'HTTP_PROXY'],
  ['httpsProxy', 'HTTPS_PROXY'],
  ['noProxy', 'NO_PROXY'],
  ['ftpProxy', 'FTP_PROXY'],
  ['allProxy', 'ALL_PROXY'],
];

/** `NAME=value` as given, and each proxy of the host (or of `default`) in capitals and small letters where it is not given. */
export function withProxies(config: ConfigFile, host: string, given: readonly string[]): readonly string[] {
  const all = (config.values['proxies'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const proxies = all[host] ?? all['default'] ?? {};
  const names = new Set(given.map((entry) => entry.split('=')[0]));
  const added = VARIABLES.flatMap(([setting, variable]) => {
    const value = proxies[setting];
    if (typeof value !== 'string' || value === '') return [];
    return [variable, variable.toLowerCase()].filter((name) => !names.has(name)).map((name) => `${name}=${value}`);
  });
  return [...given, ...added];
}
