/** Connections of curl's transfers: opened, used again, and let go. */
import { hex } from '../../../base/bytes.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { openConnection, originOf, type Connection } from './connect.ts';
import { CurlError } from './errors.ts';
import type { Kept } from './kept.ts';
import { type CurlArguments, has, milliseconds, valueOf, valuesOf } from './options.ts';
import type { Proxy } from './proxy.ts';
import type { Tracer } from './tracer.ts';
import type { CurlUrl } from './url.ts';

export class Connections {
  readonly #timeoutMs: number | undefined;
  readonly #pinned = new Map<string, readonly string[]>();
  #pinnedTold = false;

  constructor(
    private readonly sys: Sys,
    private readonly args: CurlArguments,
    private readonly kept: Kept,
    private readonly tracer: Tracer,
  ) {
    this.#timeoutMs = milliseconds(args, 'connect-timeout', '--connect-timeout');
    for (const entry of valuesOf(args, 'resolve')) {
      const [, host = '', port = '', addresses = ''] = /^\+?([^:]+):(\d+):(.+)$/.exec(entry) ?? [];
      if (!host) throw new CurlError(49, `Couldn't parse CURLOPT_RESOLVE entry '${entry}'`);
      this.#pinned.set(
        `${host}:${port}`,
        addresses.split(',').map((address) => address.replace(/^\[|\]$/g, '')),
      );
    }
  }

  /** The connection that is there already, when it leads to the same place. */
  async to(
    url: CurlUrl,
    proxy: Proxy | undefined,
  ): Promise<{ readonly connection: Connection; readonly fresh: boolean }> {
    const { kept, sys } = this;
    const tell = (line: string) => this.tracer.tell(line);
    const place = proxy ? { ...url, host: proxy.host, port: proxy.port } : this.#elsewhere(url);
    if (kept.connection?.origin === originOf(place)) {
      await tell(`Found bundle for host: 0x55${hex(sys.random(5))} [serially]`);
      await tell('Can not multiplex, even if we wanted to');
      await tell(
        `Re-using existing connection #${kept.connection.number} with ${proxy ? 'proxy' : 'host'} ${place.host}`,
      );
      return { connection: kept.connection, fresh: false };
    }
    if (!this.#pinnedTold) {
      for (const [at, addresses] of this.#pinned) await tell(`Added ${at}:${addresses.join(',')} to DNS cache`);
      this.#pinnedTold = true;
    }
    kept.connection?.stream.close();
    kept.connection = undefined;
    kept.connection = await openConnection(sys, place, kept.connections++, {
      pinned: this.#pinned,
      unixSocket: valueOf(this.args, 'unix-socket'),
      timeoutMs: this.#timeoutMs,
      insecure: has(this.args, 'k'),
      authorityFile: valueOf(this.args, 'cacert') ?? sys.env.get('CURL_CA_BUNDLE'),
      ...(proxy && { proxied: true }),
      certified: url.host,
      tell,
    });
    return { connection: kept.connection, fresh: true };
  }

  async release(connection: Connection, keepAlive: boolean): Promise<void> {
    if (keepAlive) {
      await this.tracer.tell(`Connection #${connection.number} to host ${hostOf(connection)} left intact`);
      return;
    }
    await this.tracer.tell(`Closing connection ${connection.number}`);
    connection.stream.close();
    this.kept.connection = undefined;
  }

  /** --connect-to HOST:PORT:OTHER:PORT, where an empty part stands for any, or for what the URL has. */
  #elsewhere(url: CurlUrl): CurlUrl {
    for (const entry of valuesOf(this.args, 'connect-to')) {
      const [, from = '', port = '', to = '', toPort = ''] =
        /^(\[[^\]]*\]|[^:]*):(\d*):(\[[^\]]*\]|[^:]*):(\d*)$/.exec(entry) ?? [];
      if ((from && from.toLowerCase() !== url.host.toLowerCase()) || (port && Number(port) !== url.port)) continue;
      return { ...url, host: to.replace(/^\[|\]$/g, '') || url.host, port: Number(toPort || url.port) };
    }
    return url;
  }
}

function hostOf({ origin }: Connection): string {
  return origin.replace(/^\w+:\/\//, '').replace(/:\d+$/, '');
}
