/** busybox wget. */
import { utf8 } from '../../../base/bytes.ts';
import { FailureError } from '../../../base/errors.ts';
import { TlsFailure } from '../../../base/sandbox-tls.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { readInput } from '../curl/body.ts';
import { dial, within } from '../lib/dial.ts';
import { ask, type HttpAnswer, type HttpLink, openLink } from '../lib/http-get.ts';
import { isAddress, resolveHost, ResolveError } from '../lib/resolve.ts';
import type { Tool } from '../lib/tool.ts';
import { fileNameOf } from './names.ts';
import { hostAndPort, locationOf, parseWgetUrl, type WgetUrl } from './url.ts';

const REDIRECTS = 5;
const BAR = '*'.repeat(32);

export async function busyboxWget(t: Tool, sys: Sys): Promise<number> {
  const urls = t.operands;
  if (urls.length === 0) return t.usage('');
  for (const given of urls) await new Download(t, sys).run(given);
  return 0;
}

class Download {
  readonly #quiet: boolean;

  constructor(
    private readonly t: Tool,
    private readonly sys: Sys,
  ) {
    this.#quiet = t.has('q');
  }

  async run(given: string): Promise<void> {
    const { t } = this;
    let url = this.#parse(given) ?? (await t.die('', `not an http or ftp url: ${given}`));
    const output = t.value('O');
    const name = fileNameOf(url).replace(/\?.*$/, '');
    const path = output ?? (t.value('P') === undefined ? name : `${t.value('P')}/${name}`);
    for (let redirects = 0; ; redirects++) {
      const link = await this.#connect(url);
      const start = t.has('c') && output !== '-' ? await this.#sizeOf(path) : 0;
      const answer = await this.#ask(link, url, start);
      if (t.has('S')) {
        const lines = [answer.head.start, ...answer.head.fields.map(([field, value]) => `${field}: ${value}`), ''];
        await t.err(lines.map((line) => `  ${line}\n`).join(''));
      }
      const location = answer.head.headers['location'];
      if (answer.status >= 300 && answer.status < 400 && location !== undefined) {
        link.stream.close();
        if (redirects >= REDIRECTS) await t.die('', 'too many redirections');
        url = this.#parse(locationOf(url, location)) ?? (await t.die('', `not an http or ftp url: ${location}`));
        continue;
      }
      if (answer.status >= 400) await t.die('', `server returned error: ${answer.head.start}`);
      if (t.has('spider')) {
        link.stream.close();
        await this.#chat('remote file exists\n');
        return;
      }
      return this.#save(link, answer, path, answer.status === 206 ? start : 0);
    }
  }

  #parse(given: string): WgetUrl | undefined {
    const url = parseWgetUrl(given);
    return typeof url === 'string' ? undefined : url;
  }

  async #connect(url: WgetUrl): Promise<HttpLink> {
    const { t, sys } = this;
    let address: string;
    try {
      address = (await resolveHost(sys, url.host))[0] as string;
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      return t.die('', `bad address '${isAddress(url.host) ? url.host : hostAndPort(url)}'`);
    }
    await this.#chat(`Connecting to ${hostAndPort(url)} (${address}:${url.port})\n`);
    try {
      const fd = await dial(sys, { address, port: url.port }, this.#limit());
      const tls = { serverName: url.host, insecure: t.has('no-check-certificate') };
      if (url.scheme === 'https' && !tls.insecure)
        await t.err('wget: note: TLS certificate validation not implemented\n');
      return await openLink(sys, fd, url.scheme === 'https' ? { ...tls, insecure: true } : undefined);
    } catch (error) {
      if (error instanceof TlsFailure) return t.die('', 'error getting response: Connection reset by peer');
      if (!(error instanceof SysError)) throw error;
      if (error.errno === 'ETIMEDOUT' && this.#limit() !== undefined) return t.die('', 'download timed out');
      return t.die('', `can't connect to remote host (${address}): ${error.message}`);
    }
  }

  #limit(): number | undefined {
    const value = this.t.value('T');
    return value === undefined ? undefined : Number(value) * 1000;
  }

  async #ask(link: HttpLink, url: WgetUrl, start: number): Promise<HttpAnswer> {
    const { t, sys } = this;
    const file = t.value('post-file');
    const data = t.value('post-data');
    const body = data !== undefined ? utf8(data) : file !== undefined ? await readInput(sys, file) : undefined;
    const own = t.values('header').map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
    const named = new Set(own.map(([name]) => name.toLowerCase()));
    const fields: [string, string][] = [
      ['Host', hostAndPort(url)],
      ['User-Agent', t.value('U') ?? 'Wget'],
    ];
    if (url.user !== undefined) fields.push(['Authorization', `Basic ${btoa(url.user)}`]);
    if (start > 0) fields.push(['Range', `bytes=${start}-`]);
    fields.push(['Connection', 'close']);
    const posted: [string, string][] = body
      ? [
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ['Content-Length', String(body.length)],
        ]
      : [];
    const all = [...fields, ...own, ...posted].filter(
      (field) => own.includes(field) || !named.has(field[0].toLowerCase()),
    );
    const method = body ? 'POST' : t.has('spider') ? 'HEAD' : 'GET';
    try {
      const answer = await within(sys, this.#limit(), ask(link, method, url.target, all, body));
      if (answer === 'late') return await t.die('', 'download timed out');
      if (answer) return answer;
    } catch (error) {
      if (!(error instanceof SysError || error instanceof FailureError)) throw error;
      if (error instanceof SysError) return t.die('', `error getting response: ${error.message}`);
    }
    return t.die('', 'error getting response');
  }

  async #save(link: HttpLink, { framing }: HttpAnswer, path: string, start: number): Promise<void> {
    const { t, sys } = this;
    const total = typeof framing === 'number' ? framing + start : undefined;
    const toStdout = path === '-';
    const fd = toStdout ? 1 : await this.#create(path, start);
    await this.#chat(toStdout ? 'writing to stdout\n' : `${start > 0 ? 'continuing' : 'saving to'} '${path}'\n`);
    let received = start;
    try {
      for await (const bytes of link.reader.body(framing)) {
        await sys.write(fd, bytes);
        received += bytes.length;
      }
    } catch (error) {
      if (error instanceof FailureError) await t.die('', 'connection closed prematurely');
      if (error instanceof SysError && error.errno === 'ECONNRESET') await t.die('', `read error: ${error.message}`);
      throw error;
    } finally {
      link.stream.close();
      if (!toStdout) await sys.close(fd);
    }
    const name = (toStdout ? '-' : path.slice(path.lastIndexOf('/') + 1)).slice(0, 20).padEnd(20);
    const size = received < 100_000 ? String(received).padStart(5) : `${Math.floor(received / 1024)}k`.padStart(5);
    const share = total === undefined ? '     ' : '100% ';
    await this.#chat(`\r${name} ${share}|${BAR}| ${size}  0:00:00 ETA\n`);
    await this.#chat(toStdout ? 'written to stdout\n' : `'${path}' saved\n`);
  }

  async #create(path: string, start: number): Promise<number> {
    // Without -O nothing is overwritten.
    const exclusive = this.t.value('O') === undefined && start === 0 && !this.t.has('c') ? O.EXCL : O.TRUNC;
    try {
      return await this.sys.open(path, O.WRONLY | O.CREAT | (start > 0 ? O.APPEND : exclusive), 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return this.t.die('', `can't open '${path}': ${error.message}`);
    }
  }

  async #sizeOf(path: string): Promise<number> {
    try {
      return (await this.sys.stat(path)).size;
    } catch (error) {
      if (error instanceof SysError) return 0;
      throw error;
    }
  }

  async #chat(text: string): Promise<void> {
    if (!this.#quiet) await this.t.err(text);
  }
}
