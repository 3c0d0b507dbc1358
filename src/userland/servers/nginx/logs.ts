/** nginx's error and access logs: opened once by the master, written by the workers, opened again after USR1. */
import { utf8 } from '../../../base/bytes.ts';
import { ERRNO, SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { openLog } from '../lib/files.ts';
import { ConfigError, type Directive } from './config-parser.ts';
import { COMBINED, type NginxConfig, type Scope } from './config.ts';

const LEVELS = ['debug', 'info', 'notice', 'warn', 'error', 'crit', 'alert', 'emerg'];

const two = (n: number) => String(n).padStart(2, '0');

/** `2026/11/28 12:15:32`. */
export function logTime(ms: number): string {
  const at = new Date(ms);
  return (
    `${at.getUTCFullYear()}/${two(at.getUTCMonth() + 1)}/${two(at.getUTCDate())} ` +
    `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
  );
}

export class NginxLogs {
  /** Path to descriptor; forked workers have the same. */
  readonly #open = new Map<string, number>();
  #config: NginxConfig | undefined;

  constructor(
    private readonly sys: Sys,
    readonly defaultError: string,
    readonly defaultAccess: string,
    readonly prefix: string,
  ) {}

  /** The same logs for another process that has inherited the descriptors. */
  of(sys: Sys): NginxLogs {
    const logs = new NginxLogs(sys, this.defaultError, this.defaultAccess, this.prefix);
    logs.#config = this.#config;
    for (const [path, fd] of this.#open) logs.#open.set(path, fd);
    return logs;
  }

  /** Opens every log that a configuration names. ConfigError in nginx's words. */
  async use(config: NginxConfig): Promise<void> {
    this.#config = config;
    for (const path of logPaths(config, this)) await this.#descriptor(path);
  }

  async reopen(sys: Sys): Promise<void> {
    for (const [path, fd] of [...this.#open]) {
      if (fd <= 2) continue;
      await sys.close(fd);
      this.#open.delete(path);
      await this.#descriptor(path);
    }
  }

  async log(level: string, pid: number, text: string, scope = this.#config?.main): Promise<void> {
    const targets = scope?.all('error_log') ?? [];
    const list = targets.length > 0 ? targets.map(({ args }) => args) : [[this.defaultError]];
    const line = utf8(`${logTime(this.sys.now())} [${level}] ${pid}#${pid}: ${text}\n`);
    for (const [path = '', threshold = 'error'] of list) {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(threshold)) continue;
      await this.#write(await this.#descriptor(path), line);
    }
  }

  async access(scope: Scope, expand: (format: string) => string): Promise<void> {
    const targets = scope.all('access_log');
    const list = targets.length > 0 ? targets.map(({ args }) => args) : [[this.defaultAccess]];
    for (const [path = '', name = 'combined'] of list) {
      if (path === 'off') continue;
      const format = this.#config?.logFormats.get(name) ?? COMBINED;
      await this.#write(await this.#descriptor(path), utf8(`${expand(format)}\n`));
    }
  }

  async #write(fd: number, line: Uint8Array): Promise<void> {
    try {
      await this.sys.write(fd, line);
    } catch (error) {
      // A log that cannot be written does not stop the server.
      if (!(error instanceof SysError)) throw error;
    }
  }

  async #descriptor(path: string): Promise<number> {
    if (path === 'stderr') return 2;
    const known = this.#open.get(path);
    if (known !== undefined) return known;
    const full = path.startsWith('/') ? path : `${this.prefix}/${path}`;
    try {
      const fd = await openLog(this.sys, full);
      this.#open.set(path, fd);
      return fd;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      throw new ConfigError(`open() "${full}" failed (${ERRNO[error.errno][0]}: ${error.message})`);
    }
  }
}

function logPaths(config: NginxConfig, { defaultError, defaultAccess }: NginxLogs): Set<string> {
  const paths = new Set<string>();
  const walk = (directives: readonly Directive[]) => {
    for (const { name, args, block, where } of directives) {
      if (name === 'error_log' && args[1] !== undefined && !LEVELS.includes(args[1]))
        throw new ConfigError(`invalid log level "${args[1]}" ${where}`);
      if ((name === 'error_log' || name === 'access_log') && args[0] !== 'off' && args[0] !== 'stderr') {
        if (!args[0]?.includes('$')) paths.add(args[0] as string);
      }
      if (block && name !== 'types') walk(block);
    }
  };
  walk(config.main.directives);
  if (config.main.own('error_log').length === 0) paths.add(defaultError);
  if (config.http && config.http.own('access_log').length === 0) paths.add(defaultAccess);
  return paths;
}
