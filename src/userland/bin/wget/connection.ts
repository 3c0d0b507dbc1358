/** The connection of GNU wget: made, told of, kept for the next request to the same place. */
import { TlsFailure } from '../../../base/sandbox-tls.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { dial } from '../lib/dial.ts';
import { type HttpLink, openLink } from '../lib/http-get.ts';
import { isAddress, resolveHost, ResolveError } from '../lib/resolve.ts';
import type { Tool } from '../lib/tool.ts';
import type { WgetLog } from './log.ts';
import { Again, Failed } from './outcomes.ts';
import type { WgetUrl } from './url.ts';

export class WgetConnection {
  #link: { readonly place: string; readonly link: HttpLink } | undefined;

  constructor(
    private readonly t: Tool,
    private readonly sys: Sys,
    private readonly log: WgetLog,
  ) {}

  /** Fails with Again or Failed, told already. */
  async to(url: WgetUrl): Promise<HttpLink> {
    const { t, sys } = this;
    const place = `${url.scheme}://${url.host}:${url.port}`;
    if (this.#link?.place === place) {
      await this.log.chat(`Reusing existing connection to ${url.host}:${url.port}.\n`);
      return this.#link.link;
    }
    this.drop();
    const limit = Number(t.value('T') ?? t.value('connect-timeout') ?? 0) * 1000;
    const addresses = await this.#resolve(url);
    let problem: SysError | undefined;
    for (const address of addresses) {
      const shown = isAddress(url.host)
        ? `${url.host}:${url.port}`
        : `${url.host} (${url.host})|${address}|:${url.port}`;
      await this.log.chat(`Connecting to ${shown}... `);
      try {
        const fd = await dial(sys, { address, port: url.port }, limit > 0 ? limit : undefined);
        await this.log.chat('connected.\n');
        const link = await this.#secured(fd, url);
        this.#link = { place, link };
        return link;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        problem = error;
        await (this.log.terse
          ? this.log.say(`failed: ${error.message}.\n`)
          : this.log.chat(`failed: ${error.message}.\n`));
      }
    }
    if (problem?.errno === 'ETIMEDOUT') throw new Again('');
    throw new Failed(4);
  }

  async #resolve(url: WgetUrl): Promise<readonly string[]> {
    if (isAddress(url.host)) return [url.host];
    await this.log.chat(`Resolving ${url.host} (${url.host})... `);
    try {
      const addresses = await resolveHost(this.sys, url.host);
      await this.log.chat(`${addresses.slice(0, 3).join(', ')}${addresses.length > 3 ? ', ...' : ''}\n`);
      return addresses;
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      await this.log.chat(`failed: ${error.message}.\n`);
      await this.log.say(`wget: unable to resolve host address ${this.log.quoted(url.host)}\n`);
      throw new Failed(4);
    }
  }

  async #secured(fd: number, { scheme, host }: WgetUrl): Promise<HttpLink> {
    const insecure = this.t.has('no-check-certificate');
    const authorityFile = this.t.value('ca-certificate');
    const tls = scheme === 'https' ? { serverName: host, insecure, authorityFile } : undefined;
    try {
      return await openLink(this.sys, fd, tls);
    } catch (error) {
      if (!(error instanceof TlsFailure)) throw error;
      const name = this.log.quoted(host);
      if (error.problem === 'plain' || error.problem === 'closed') {
        await this.log.say(
          error.problem === 'plain'
            ? 'GnuTLS: An unexpected TLS packet was received.\nUnable to establish SSL connection.\n'
            : 'GnuTLS: The TLS connection was non-properly terminated.\nUnable to establish SSL connection.\n',
        );
        throw new Failed(4);
      }
      if (error.problem === 'nameMismatch')
        await this.log.say(`The certificate's owner does not match hostname ${name}\n`);
      else {
        await this.log.say(`ERROR: The certificate of ${name} is not trusted.\n`);
        if (error.problem === 'expired') await this.log.say(`ERROR: The certificate of ${name} has expired.\n`);
        else if (error.problem === 'notYetValid')
          await this.log.say(`ERROR: The certificate of ${name} is not yet activated.\n`);
        else await this.log.say(`ERROR: The certificate of ${name} doesn't have a known issuer.\n`);
      }
      throw new Failed(5);
    }
  }

  drop(): void {
    this.#link?.link.stream.close();
    this.#link = undefined;
  }
}
