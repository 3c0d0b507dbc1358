/** Apache's error log, and access logs by LogFormat. */
import { utf8 } from '../../../base/bytes.ts';
import type { LogEntry } from '../../../base/http/server.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { openLog } from '../lib/files.ts';
import { localTime } from '../nginx/variables.ts';
import { type ApacheConfig, last, type VirtualHost } from './config.ts';

const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'];

const FORMATS: Readonly<Record<string, string>> = {
  common: '%h %l %u %t "%r" %>s %b',
  combined: '%h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"',
  vhost_combined: '%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"',
};

export interface LoggedRequest {
  readonly entry: LogEntry;
  readonly client: string;
  readonly port: number;
  readonly user: string;
  readonly host: VirtualHost | undefined;
  readonly startedMs: number;
}

export class ApacheLogs {
  readonly #open = new Map<string, number>();

  constructor(
    private readonly sys: Sys,
    private readonly config: ApacheConfig,
  ) {}

  /** The same descriptors in a child. */
  of(sys: Sys): ApacheLogs {
    const logs = new ApacheLogs(sys, this.config);
    for (const [path, fd] of this.#open) logs.#open.set(path, fd);
    return logs;
  }

  /** Opens every log; SysError with the path when one cannot be. */
  async use(): Promise<{ readonly path: string; readonly error: SysError } | undefined> {
    const levels = [this.config.main, ...this.config.hosts.map(({ directives }) => directives)];
    for (const directives of levels) {
      for (const { name, args } of directives) {
        if (!/^(ErrorLog|CustomLog|TransferLog)$/.test(name)) continue;
        try {
          await this.#descriptor(args[0] as string);
        } catch (error) {
          if (!(error instanceof SysError)) throw error;
          return { path: this.#path(args[0] as string), error };
        }
      }
    }
    return undefined;
  }

  async error(level: string, module: string, text: string, host?: VirtualHost): Promise<void> {
    const threshold = (
      last(host?.directives ?? [], 'LogLevel') ??
      last(this.config.main, 'LogLevel') ??
      'warn'
    ).toLowerCase();
    // Notices are always written.
    if (level !== 'notice' && LEVELS.indexOf(level) > LEVELS.indexOf(threshold)) return;
    const path = last(host?.directives ?? [], 'ErrorLog') ?? last(this.config.main, 'ErrorLog') ?? 'logs/error_log';
    const { pid } = this.sys;
    await this.#write(path, `[${errorTime(this.sys.now())}] [${module}:${level}] [pid ${pid}:tid ${pid}] ${text}\n`);
  }

  async access(request: LoggedRequest): Promise<void> {
    const own = (request.host?.directives ?? []).filter(({ name }) => name === 'CustomLog' || name === 'TransferLog');
    const targets =
      own.length > 0 ? own : this.config.main.filter(({ name }) => name === 'CustomLog' || name === 'TransferLog');
    for (const { args } of targets) {
      const [path = '', given = 'common'] = args;
      await this.#write(path, `${this.#expand(this.#format(given), request)}\n`);
    }
  }

  #format(name: string): string {
    const defined = this.config.main.findLast(
      (directive) => directive.name === 'LogFormat' && directive.args[1] === name,
    )?.args[0];
    return defined ?? FORMATS[name] ?? name;
  }

  #expand(format: string, { entry, client, port, user, host, startedMs }: LoggedRequest): string {
    const { request, line, status, bodyBytes, bytes } = entry;
    const spent = this.sys.now() - startedMs;
    const header = (name: string) => request?.headers[name.toLowerCase()] ?? '-';
    const values: Readonly<Record<string, () => string>> = {
      h: () => client,
      a: () => client,
      l: () => '-',
      u: () => user || '-',
      t: () => `[${localTime(this.sys.now())}]`,
      r: () => line || '-',
      s: () => String(status),
      b: () => (bodyBytes === 0 ? '-' : String(bodyBytes)),
      B: () => String(bodyBytes),
      O: () => String(bytes),
      v: () => host?.name ?? 'localhost',
      V: () => host?.name ?? 'localhost',
      p: () => String(port),
      m: () => request?.method ?? '-',
      U: () => request?.target.replace(/\?.*$/, '') ?? '-',
      q: () => /\?.*$/.exec(request?.target ?? '')?.[0] ?? '',
      H: () => request?.protocol ?? 'HTTP/1.0',
      D: () => String(Math.round(spent * 1000)),
      T: () => String(Math.floor(spent / 1000)),
      P: () => String(this.sys.pid),
    };
    return format.replace(
      /%[<>]?(?:\{([^}]*)\}([ioe])|([A-Za-z%]))/g,
      (whole, name: string | undefined, kind: string | undefined, letter: string | undefined) => {
        if (name !== undefined) return kind === 'i' ? header(name) : '-';
        if (letter === '%') return '%';
        return values[letter as string]?.() ?? whole;
      },
    );
  }

  async #write(path: string, text: string): Promise<void> {
    try {
      await this.sys.write(await this.#descriptor(path), utf8(text));
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }

  #path(path: string): string {
    return path.startsWith('/') ? path : `${this.config.root}/${path}`;
  }

  async #descriptor(path: string): Promise<number> {
    const known = this.#open.get(path);
    if (known !== undefined) return known;
    const fd = await openLog(this.sys, this.#path(path));
    this.#open.set(path, fd);
    return fd;
  }
}

/** `Sat Nov 28 13:07:09.449590 2026`. */
function errorTime(ms: number): string {
  const at = new Date(ms);
  const [, weekday, day = '', month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  const micros = String(Math.floor((ms % 1000) * 1000)).padStart(6, '0');
  return `${weekday} ${month} ${day} ${time}.${micros} ${year}`;
}
