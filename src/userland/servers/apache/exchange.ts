/** One request on its way through Apache: what it asks for, the settings that hold for it, and what modules have noted. */
import type { HttpRequest } from '../../../base/http/exchange.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { type ApacheConfig, last, type VirtualHost } from './config.ts';
import type { ApacheDirective } from './config-parser.ts';
import { environment } from './environment.ts';
import type { Level } from './levels.ts';

export interface ApacheRequest {
  readonly request: HttpRequest;
  readonly client: readonly [address: string, port: number];
  readonly local: readonly [address: string, port: number];
}

export interface ApacheContext {
  readonly sys: Sys;
  readonly config: ApacheConfig;
  readonly version: string;
  readonly program: string;
  readonly software: string;
  error(level: string, module: string, text: string, host: VirtualHost | undefined): Promise<void>;
}

/** The request is answered by an error, or by a status that RewriteRule has forced. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>> = {},
    /** Of a proxy: told on the page. */
    readonly reason?: string,
  ) {
    super(String(status));
  }
}

export class Exchange {
  /** Who has said his name and his password. */
  user = '';
  /** Decoded, without dots. */
  uri = '/';
  query: string | undefined;
  /** Level by level, and all of them in a row; until a path is known those of the server and its host. */
  levels: readonly Level[] = [];
  settings: readonly ApacheDirective[];
  /** Of RewriteRule: variables (undefined: taken away), cookies, a media type; and that no more rules are asked. */
  readonly noted = new Map<string, string | undefined>();
  readonly cookies: string[] = [];
  forcedType: string | undefined;
  rewritten = false;
  /** The answer tells of an error, or leads elsewhere. */
  failed = false;
  readonly startedMs: number;

  constructor(
    readonly context: ApacheContext,
    readonly about: ApacheRequest,
    readonly host: VirtualHost | undefined,
  ) {
    this.settings = [...context.config.main, ...(host?.directives ?? [])];
    this.startedMs = context.sys.now();
  }

  /** Directives of the host, and behind them the server's: the first that fits counts. */
  get ofServer(): readonly ApacheDirective[] {
    return [...(this.host?.directives ?? []), ...this.context.config.main];
  }

  take(levels: readonly Level[]): void {
    this.levels = levels;
    this.settings = levels.flatMap(({ directives }) => directives);
  }

  last(name: string): string | undefined {
    return last(this.settings, name);
  }

  flag(name: string): boolean {
    return /^on$/i.test(this.last(name) ?? 'off');
  }

  environment(): ReadonlyMap<string, string> {
    const { request, client } = this.about;
    const env = new Map(environment(this.settings, { request, uri: this.uri, address: client[0] }));
    for (const [name, value] of this.noted) {
      if (value === undefined) env.delete(name);
      else env.set(name, value);
    }
    return env;
  }

  /** Options of the innermost section; `+` and `-` change what was there. */
  options(): ReadonlySet<string> {
    let options = new Set(['followsymlinks']);
    for (const { name, args } of this.settings) {
      if (name !== 'Options') continue;
      if (!args.every((arg) => /^[+-]/.test(arg))) options = new Set();
      for (const arg of args) {
        const option = arg.replace(/^[+-]/, '').toLowerCase();
        if (arg.startsWith('-')) options.delete(option);
        else if (option === 'all')
          for (const each of ['indexes', 'followsymlinks', 'includes', 'execcgi']) options.add(each);
        else if (option !== 'none') options.add(option);
      }
    }
    return options;
  }

  documentRoot(): string {
    const { config } = this.context;
    const own =
      last(this.host?.directives ?? [], 'DocumentRoot') ?? last(config.main, 'DocumentRoot') ?? `${config.root}/htdocs`;
    return (own.startsWith('/') ? own : `${config.root}/${own}`).replace(/\/$/, '');
  }

  /** The host's name as the client has said it, its port cut off. */
  serverName(): string {
    const said = this.about.request.headers['host'];
    return (said ?? this.last('ServerName') ?? this.about.local[0]).replace(/:\d+$/, '');
  }

  /** As the client has said it, else where the connection came in. */
  serverPort(): number {
    const said = this.about.request.headers['host'];
    return said === undefined ? this.about.local[1] : Number(/:(\d+)$/.exec(said)?.[1] ?? 80);
  }

  origin(): string {
    const port = this.serverPort();
    return `http://${this.serverName()}${port === 80 ? '' : `:${port}`}`;
  }

  error(module: string, text: string, level = 'error'): Promise<void> {
    const [address, port] = this.about.client;
    return this.context.error(level, module, `[client ${address}:${port}] ${text}`, this.host);
  }
}
