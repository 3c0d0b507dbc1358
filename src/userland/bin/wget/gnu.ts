/** GNU wget 1.21. */
import { EMPTY, utf8 } from '../../../base/bytes.ts';
import { FailureError } from '../../../base/errors.ts';
import { TlsFailure } from '../../../base/sandbox-tls.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { readAll, readText } from '../curl/body.ts';
import { dial, within } from '../lib/dial.ts';
import { ask, type HttpAnswer, type HttpLink, openLink } from '../lib/http-get.ts';
import { dirname } from '../lib/path.ts';
import { isAddress, resolveHost, ResolveError } from '../lib/resolve.ts';
import type { Tool } from '../lib/tool.ts';
import { human, rateText, seconds, WgetProgress } from './progress.ts';
import { fileNameOf, hostAndPort, locationOf, parseWgetUrl, type WgetUrl } from './url.ts';

/** Exit statuses: 1 generic, 3 file, 4 network, 5 certificate, 6 authentication, 8 the server said no. */
type Outcome = 0 | 1 | 3 | 4 | 5 | 6 | 8;

/** A try that may be made again. */
class Again extends Error {
  constructor(readonly said: string) {
    super(said);
  }
}

/** The end of one URL. */
class Failed extends Error {
  constructor(readonly outcome: Outcome) {
    super('failed');
  }
}

const TRIES = 20;
const REDIRECTS = 20;
const READ_TIMEOUT_SECONDS = 900;
const DEFAULT_AGENT = 'Wget/1.21.3';

export class GnuWget {
  readonly #quiet: boolean;
  readonly #terse: boolean;
  readonly #quoteMarks: readonly [string, string];
  #log = 2;
  #link: { readonly place: string; readonly link: HttpLink } | undefined;
  #files = 0;
  #bytes = 0;
  #spentMs = 0;

  constructor(
    private readonly t: Tool,
    private readonly sys: Sys,
  ) {
    this.#quiet = t.has('q');
    this.#terse = t.values('n').some((letters) => letters.includes('v')) || t.has('no-verbose');
    const locale = sys.env.get('LC_ALL') ?? sys.env.get('LC_CTYPE') ?? sys.env.get('LANG') ?? '';
    this.#quoteMarks = /utf-?8/i.test(locale) ? ['‘', '’'] : ["'", "'"];
  }

  #flag(letter: string, long: string): boolean {
    return this.t.has(long) || this.t.values('n').some((letters) => letters.includes(letter));
  }

  async run(): Promise<number> {
    const { t, sys } = this;
    const started = sys.now();
    const log = t.value('o') ?? t.value('a');
    if (log !== undefined)
      this.#log = await sys.open(log, O.WRONLY | O.CREAT | (t.has('a') ? O.APPEND : O.TRUNC), 0o666);
    const urls = [...t.operands];
    const list = t.value('i');
    if (list !== undefined) urls.push(...(await this.#urlsOf(list)));
    else if (urls.length === 0) return this.#usage('missing URL');
    if (t.has('post-data') && t.has('post-file')) {
      await this.#say('You cannot specify both --post-data and --post-file.\n');
      return 1;
    }
    let worst: Outcome = 0;
    const output = t.value('O');
    const joined = output === undefined ? undefined : output === '-' ? 1 : await this.#openOutput(output);
    if (joined === 'failed') return 1;
    for (const url of urls) {
      const outcome = await this.#fetch(url, joined, output);
      // The more telling error wins, as wget ranks them.
      if (outcome !== 0 && (worst === 0 || outcome < worst)) worst = outcome;
    }
    if (urls.length > 1 && this.#files > 1 && !this.#quiet) {
      const at = this.#stamp();
      await this.#say(`FINISHED --${at}--\nTotal wall clock time: ${seconds(sys.now() - started)}\n`);
      const size = human(this.#bytes);
      await this.#say(
        `Downloaded: ${this.#files} files, ${size} in ${seconds(this.#spentMs)} (${rateText(this.#bytes, this.#spentMs)})\n`,
      );
    }
    return worst;
  }

  async #usage(problem: string): Promise<number> {
    await this.t.err(`wget: ${problem}\nUsage: wget [OPTION]... [URL]...\n\nTry \`wget --help' for more options.\n`);
    return 1;
  }

  async #urlsOf(path: string): Promise<readonly string[]> {
    const content =
      path === '-'
        ? new TextDecoder().decode((await readAll(this.sys, undefined)) ?? EMPTY)
        : await readText(this.sys, path);
    if (content === undefined) await this.#say(`${path}: No such file or directory\n`);
    const urls = (content ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    if (urls.length === 0) await this.#say(`No URLs found in ${path}.\n`);
    return urls;
  }

  async #openOutput(path: string): Promise<number | 'failed'> {
    try {
      return await this.sys.open(path, O.WRONLY | O.CREAT | (this.t.has('c') ? O.APPEND : O.TRUNC), 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.t.err(`${path}: ${error.message}\n`);
      return 'failed';
    }
  }

  async #fetch(given: string, joined: number | undefined, output: string | undefined): Promise<Outcome> {
    let url = parseWgetUrl(given);
    let fileName: string | undefined;
    let method = this.t.value('method') ?? (this.t.has('post-data') || this.t.has('post-file') ? 'POST' : 'GET');
    const tries = this.t.value('t') === 'inf' ? 0 : Number(this.t.value('t') ?? TRIES);
    for (let attempt = 1, redirects = 0; ;) {
      if (typeof url === 'string') {
        await this.t.err(`${url.replace(/[‘’]/g, (mark) => this.#quoteMarks[mark === '‘' ? 0 : 1])}\n`);
        return 1;
      }
      fileName ??= fileNameOf(url);
      if (this.#flag('c', 'no-clobber') && output === undefined && (await this.#exists(this.#inPrefix(fileName)))) {
        await this.#chat(`File ${this.#q(this.#inPrefix(fileName))} already there; not retrieving.\n\n`);
        return 0;
      }
      if (this.t.has('spider') && attempt === 1 && redirects === 0)
        await this.#chat('Spider mode enabled. Check if remote file exists.\n');
      await this.#chat(
        `--${this.#stamp()}--  ${attempt > 1 ? `(try:${String(attempt).padStart(2)})  ` : ''}${url.text}\n`,
      );
      try {
        const next = await this.#attempt(url, method, fileName, joined, output);
        if (next === undefined) return 0;
        const limit = Number(this.t.value('max-redirect') ?? REDIRECTS);
        if (++redirects > limit) {
          await this.#say(`${limit} redirections exceeded.\n`);
          return 8;
        }
        if (method === 'POST') method = 'GET';
        url = parseWgetUrl(next);
      } catch (error) {
        if (error instanceof Failed) return error.outcome;
        if (!(error instanceof Again)) throw error;
        this.#drop();
        if (tries !== 0 && attempt >= tries) {
          await this.#chat(`${error.said}Giving up.\n\n`);
          return 4;
        }
        await this.#chat(`${error.said}Retrying.\n\n`);
        await this.sys.sleep(Math.min(attempt, 10) * 1000);
        attempt++;
      }
    }
  }

  /** One request. Answers where a redirect leads. */
  async #attempt(
    url: WgetUrl,
    method: string,
    fileName: string,
    joined: number | undefined,
    output: string | undefined,
  ): Promise<string | undefined> {
    const link = await this.#connect(url);
    await this.#chat('HTTP request sent, awaiting response... ');
    const path = output ?? this.#inPrefix(fileName);
    const start = this.t.has('c') && output !== '-' ? await this.#sizeOf(path) : 0;
    const spider = this.t.has('spider');
    const body = await this.#body(method);
    const answer = await this.#ask(link, spider ? 'HEAD' : method, url, start, body);
    await this.#chat(`${this.t.has('S') ? '' : answer.said}\n`);
    if (this.t.has('S')) {
      const lines = [answer.head.start, ...answer.head.fields.map(([name, value]) => `${name}: ${value}`)];
      await this.#say(lines.map((line) => `  ${line}\n`).join(''));
    }
    const { status, head } = answer;
    const location = head.headers['location'];
    if (status >= 300 && status < 400 && location !== undefined) {
      await this.#chat(`Location: ${location} [following]\n`);
      await this.#drain(link, answer);
      return locationOf(url, location);
    }
    if (status === 416 && start > 0) {
      await this.#chat('\n    The file is already fully retrieved; nothing to do.\n\n');
      this.#drop();
      return undefined;
    }
    if (status >= 400) {
      await this.#refused(url, answer, spider);
      this.#drop();
      throw new Failed(status === 401 ? 6 : 8);
    }
    if (spider) {
      await this.#chat(`${this.#length(answer, 0)}\nRemote file exists.\n\n`);
      return undefined;
    }
    const resumed = status === 206 ? start : 0;
    const total = this.#total(answer);
    if (start > 0 && status === 200 && total !== undefined && start >= total) {
      await this.#chat('\n    The file is already fully retrieved; nothing to do.\n\n');
      this.#drop();
      return undefined;
    }
    await this.#chat(`${this.#length(answer, resumed)}\n`);
    await this.#save(link, answer, url, joined, output, fileName, resumed);
    return undefined;
  }

  async #ask(
    link: HttpLink,
    method: string,
    url: WgetUrl,
    start: number,
    body: Uint8Array | undefined,
  ): Promise<HttpAnswer> {
    const limit = Number(this.t.value('T') ?? this.t.value('read-timeout') ?? READ_TIMEOUT_SECONDS) * 1000;
    try {
      const asking = ask(link, method, url.target, this.#fields(url, start, body), body);
      const answer = await within(this.sys, limit > 0 ? limit : undefined, asking);
      if (answer === 'late') throw new Again('Read error (Connection timed out) in headers.\n');
      if (!answer) throw new Again('No data received.\n');
      return answer;
    } catch (error) {
      if (error instanceof SysError) throw new Again(`Read error (${error.message}) in headers.\n`);
      if (error instanceof FailureError) throw new Again('No data received.\n');
      throw error;
    }
  }

  #fields(url: WgetUrl, start: number, body: Uint8Array | undefined): (readonly [string, string])[] {
    const { t } = this;
    const own = t.values('header').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    });
    const named = new Set(own.map(([name]) => name.toLowerCase()));
    const fields: (readonly [string, string])[] = [['Host', hostAndPort(url)]];
    const user = t.value('user') ?? t.value('http-user') ?? url.user?.split(':')[0];
    const password = t.value('password') ?? t.value('http-password') ?? url.user?.split(':')[1] ?? '';
    fields.push(['User-Agent', t.value('U') ?? DEFAULT_AGENT], ['Accept', '*/*']);
    if (start > 0) fields.push(['Range', `bytes=${start}-`]);
    fields.push(['Accept-Encoding', 'identity']);
    if (user !== undefined) fields.push(['Authorization', `Basic ${btoa(`${user}:${password}`)}`]);
    fields.push(['Connection', 'Keep-Alive']);
    if (body)
      fields.push(['Content-Type', 'application/x-www-form-urlencoded'], ['Content-Length', String(body.length)]);
    const kept = fields.filter(([name]) => !named.has(name.toLowerCase()));
    return [...kept, ...own];
  }

  async #body(method: string): Promise<Uint8Array | undefined> {
    const { t } = this;
    const data = t.value('post-data') ?? t.value('body-data');
    if (method === 'GET' || method === 'HEAD') return undefined;
    if (data !== undefined) return utf8(data);
    const file = t.value('post-file') ?? t.value('body-file');
    if (file === undefined) return undefined;
    const content = await readAll(this.sys, file);
    if (!content) {
      await this.t.err(`BODY data file ${this.#q(file)} missing: No such file or directory\n`);
      throw new Failed(3);
    }
    return content;
  }

  async #connect(url: WgetUrl): Promise<HttpLink> {
    const { t, sys } = this;
    const place = `${url.scheme}://${url.host}:${url.port}`;
    if (this.#link?.place === place) {
      await this.#chat(`Reusing existing connection to ${url.host}:${url.port}.\n`);
      return this.#link.link;
    }
    this.#drop();
    const limit = Number(t.value('T') ?? t.value('connect-timeout') ?? 0) * 1000;
    const addresses = await this.#resolve(url);
    let problem: SysError | undefined;
    for (const address of addresses) {
      const shown = isAddress(url.host)
        ? `${url.host}:${url.port}`
        : `${url.host} (${url.host})|${address}|:${url.port}`;
      await this.#chat(`Connecting to ${shown}... `);
      try {
        const fd = await dial(sys, { address, port: url.port }, limit > 0 ? limit : undefined);
        await this.#chat('connected.\n');
        const link = await this.#secured(fd, url);
        this.#link = { place, link };
        return link;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        problem = error;
        await (this.#terse ? this.#say(`failed: ${error.message}.\n`) : this.#chat(`failed: ${error.message}.\n`));
      }
    }
    if (problem?.errno === 'ETIMEDOUT') throw new Again('');
    throw new Failed(4);
  }

  async #resolve(url: WgetUrl): Promise<readonly string[]> {
    if (isAddress(url.host)) return [url.host];
    await this.#chat(`Resolving ${url.host} (${url.host})... `);
    try {
      const addresses = await resolveHost(this.sys, url.host);
      await this.#chat(`${addresses.slice(0, 3).join(', ')}${addresses.length > 3 ? ', ...' : ''}\n`);
      return addresses;
    } catch (error) {
      if (!(error instanceof ResolveError)) throw error;
      await this.#chat(`failed: ${error.message}.\n`);
      await this.#say(`wget: unable to resolve host address ${this.#q(url.host)}\n`);
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
      const name = this.#q(host);
      if (error.problem === 'plain' || error.problem === 'closed') {
        await this.#say(
          error.problem === 'plain'
            ? 'GnuTLS: An unexpected TLS packet was received.\nUnable to establish SSL connection.\n'
            : 'GnuTLS: The TLS connection was non-properly terminated.\nUnable to establish SSL connection.\n',
        );
        throw new Failed(4);
      }
      if (error.problem === 'nameMismatch')
        await this.#say(`The certificate's owner does not match hostname ${name}\n`);
      else {
        await this.#say(`ERROR: The certificate of ${name} is not trusted.\n`);
        if (error.problem === 'expired') await this.#say(`ERROR: The certificate of ${name} has expired.\n`);
        else if (error.problem === 'notYetValid')
          await this.#say(`ERROR: The certificate of ${name} is not yet activated.\n`);
        else await this.#say(`ERROR: The certificate of ${name} doesn't have a known issuer.\n`);
      }
      throw new Failed(5);
    }
  }

  async #refused({ text: url }: WgetUrl, { said, status }: HttpAnswer, spider: boolean): Promise<void> {
    if (spider && !this.#terse) {
      await this.#chat('Remote file does not exist -- broken link!!!\n\n');
      return;
    }
    if (status === 401) {
      await this.#say('\nUsername/Password Authentication Failed.\n');
      return;
    }
    if (this.#terse) await this.#say(`${url}:\n`);
    await this.#say(
      `${this.#stamp()} ERROR ${status}: ${said.slice(4) || '(no description)'}.\n${this.#terse ? '' : '\n'}`,
    );
  }

  #total({ head, framing, status }: HttpAnswer): number | undefined {
    if (status === 206) return Number(/\/(\d+)$/.exec(head.headers['content-range'] ?? '')?.[1]) || undefined;
    return typeof framing === 'number' ? Number(head.headers['content-length'] ?? framing) : undefined;
  }

  #length(answer: HttpAnswer, resumed: number): string {
    const total = this.#total(answer);
    const type = answer.head.headers['content-type']?.replace(/;.*$/, '');
    const kind = type === undefined ? '' : ` [${type}]`;
    if (total === undefined) return `Length: unspecified${kind}`;
    const size = total >= 1024 ? ` (${human(total)})` : '';
    const left = total - resumed;
    const rest = resumed > 0 ? `, ${left}${left >= 1024 ? ` (${human(left)})` : ''} remaining` : '';
    return `Length: ${total}${size}${rest}${kind}`;
  }

  async #save(
    link: HttpLink,
    answer: HttpAnswer,
    url: WgetUrl,
    joined: number | undefined,
    output: string | undefined,
    fileName: string,
    resumed: number,
  ): Promise<void> {
    const { t, sys } = this;
    const path = output ?? (resumed > 0 ? this.#inPrefix(fileName) : await this.#freeName(this.#inPrefix(fileName)));
    const shown = output === '-' ? 'STDOUT' : path;
    await this.#chat(`Saving to: ${this.#q(shown)}\n`);
    const fd = joined ?? (await this.#create(path, resumed));
    const total = this.#total(answer);
    const shows = !this.#terse && (!this.#quiet || t.has('show-progress'));
    const asked = t.value('progress');
    const bar = asked?.startsWith('bar')
      ? /force/.test(asked) || sys.isatty(2)
      : asked === undefined && sys.isatty(2) && this.#log === 2;
    const kind = !shows ? 'none' : bar ? 'bar' : 'dot';
    const write = (text: string) => this.#say(text);
    if (kind === 'bar') await this.#chat('\n');
    const progress = new WgetProgress({
      kind,
      name: output === '-' ? '-' : path,
      total,
      start: resumed,
      write,
      now: () => sys.now(),
    });
    await progress.begin();
    const started = sys.now();
    let received = 0;
    let trouble: string | undefined;
    try {
      for await (const bytes of this.#timed(link.reader.body(answer.framing))) {
        await sys.write(fd, bytes);
        received += bytes.length;
        await progress.add(bytes.length);
      }
    } catch (error) {
      if (error instanceof SysError && error.errno === 'ENOSPC') {
        await this.#say(`\n\nCannot write to ${this.#q(shown)} (No space left on device).\n`);
        throw new Failed(3);
      }
      if (error instanceof FailureError) trouble = `Connection closed at byte ${resumed + received}. `;
      else if (error instanceof SysError)
        trouble = `Read error at byte ${resumed + received}${total === undefined ? '' : `/${total}`} (${error.message}). `;
      else throw error;
    } finally {
      if (joined === undefined) await sys.close(fd);
    }
    const ms = sys.now() - started;
    if (shows) await progress.end();
    const rate = rateText(received, ms);
    if (trouble !== undefined) throw new Again(`\n${this.#stamp()} (${rate}) - ${trouble}`);
    this.#files++;
    this.#bytes += received;
    this.#spentMs += ms;
    const amount = `[${resumed + received}${total === undefined ? '' : `/${total}`}]`;
    await this.#chat(
      `\n${await this.#timestamp(answer, path, output)}${this.#stamp()} (${rate}) - ${output === '-' ? 'written to stdout' : `${this.#q(path)} saved`} ${amount}\n\n`,
    );
    if (this.#terse && !this.#quiet)
      await this.#say(`${this.#stamp()} URL:${url.text} ${amount} -> "${output === '-' ? '-' : path}" [1]\n`);
    if (!answer.keepAlive) this.#drop();
  }

  /** Files get the time of the server's copy, as wget's default has it. */
  async #timestamp({ head }: HttpAnswer, path: string, output: string | undefined): Promise<string> {
    const modified = Date.parse(head.headers['last-modified'] ?? '');
    if (Number.isNaN(modified))
      return this.t.has('N') ? 'Last-modified header missing -- time-stamps turned off.\n' : '';
    if (output !== '-' && !this.t.has('no-use-server-timestamps'))
      await this.sys.utimes(path, this.sys.now(), modified);
    return '';
  }

  async *#timed(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const limit = Number(this.t.value('T') ?? this.t.value('read-timeout') ?? READ_TIMEOUT_SECONDS) * 1000;
    const iterator = body[Symbol.asyncIterator]();
    for (;;) {
      const next = await within(this.sys, limit > 0 ? limit : undefined, iterator.next());
      if (next === 'late') throw new SysError('ETIMEDOUT');
      if (next.done) return;
      yield next.value;
    }
  }

  async #drain(link: HttpLink, { framing, keepAlive }: HttpAnswer): Promise<void> {
    if (!keepAlive) {
      this.#drop();
      return;
    }
    const body = link.reader.body(framing);
    while (!(await body.next()).done);
  }

  #drop(): void {
    this.#link?.link.stream.close();
    this.#link = undefined;
  }

  async #create(path: string, resumed: number): Promise<number> {
    const { sys } = this;
    const directory = dirname(path);
    try {
      if (directory !== '.' && directory !== '/') await makeDirectories(sys, directory);
      return await sys.open(path, O.WRONLY | O.CREAT | (resumed > 0 ? O.APPEND : O.TRUNC), 0o666);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await this.#say(`${path}: ${error.message}\n\nCannot write to ${this.#q(path)} (${error.message}).\n`);
      throw new Failed(3);
    }
  }

  #inPrefix(name: string): string {
    const prefix = this.t.value('P');
    return prefix === undefined || prefix === '.' ? name : `${prefix.replace(/\/$/, '')}/${name}`;
  }

  /** `name`, or `name.1` when that is taken. */
  async #freeName(path: string): Promise<string> {
    if (this.t.has('N') || !(await this.#exists(path))) return path;
    for (let n = 1; ; n++) if (!(await this.#exists(`${path}.${n}`))) return `${path}.${n}`;
  }

  async #exists(path: string): Promise<boolean> {
    return (await this.#stat(path)) !== undefined;
  }

  async #sizeOf(path: string): Promise<number> {
    return (await this.#stat(path))?.size ?? 0;
  }

  async #stat(path: string): Promise<{ readonly size: number } | undefined> {
    try {
      return await this.sys.stat(path);
    } catch (error) {
      if (error instanceof SysError) return undefined;
      throw error;
    }
  }

  #q(name: string): string {
    return this.#quoteMarks[0] + name + this.#quoteMarks[1];
  }

  /** `2026-11-28 12:40:55`. */
  #stamp(): string {
    return new Date(this.sys.now()).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** What `-nv` and `-q` leave out. */
  async #chat(text: string): Promise<void> {
    if (!this.#terse) await this.#say(text);
  }

  async #say(text: string): Promise<void> {
    if (this.#quiet && !(this.t.has('show-progress') && /^[\r\n]|^ /.test(text) && !/^\n$/.test(text))) return;
    await this.sys.write(this.#log, utf8(text));
  }
}

async function makeDirectories(sys: Sys, path: string): Promise<void> {
  const names = path.split('/');
  for (let i = 1; i <= names.length; i++) {
    const directory = names.slice(0, i).join('/');
    if (!directory) continue;
    try {
      await sys.mkdir(directory, 0o777);
    } catch (error) {
      if (!(error instanceof SysError && error.errno === 'EEXIST')) throw error;
    }
  }
}
