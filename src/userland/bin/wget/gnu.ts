/** GNU wget 1.21. */
import { EMPTY, utf8 } from '../../../base/bytes.ts';
import { FailureError } from '../../../base/errors.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { readInput, readText } from '../curl/body.ts';
import { within } from '../lib/dial.ts';
import { ask, type HttpAnswer, type HttpLink } from '../lib/http-get.ts';
import type { Tool } from '../lib/tool.ts';
import { WgetConnection } from './connection.ts';
import { WgetFiles } from './files.ts';
import { WgetLog } from './log.ts';
import { lengthText, totalOf } from './length.ts';
import { bytesOf, numberFault } from './numbers.ts';
import { Again, Failed, type Outcome } from './outcomes.ts';
import { human, rateText, seconds, WgetProgress } from './progress.ts';
import { type Asked, clash, credentialsOf, requestBody, requestFields } from './fields.ts';
import { dispositionName, localName } from './names.ts';
import { locationOf, parseWgetUrl, type WgetUrl } from './url.ts';

const TRIES = 20;
const REDIRECTS = 20;
const READ_TIMEOUT_SECONDS = 900;

const USAGE = 'Usage: wget [OPTION]... [URL]...\n';

export class GnuWget {
  readonly #log: WgetLog;
  readonly #connection: WgetConnection;
  readonly #files: WgetFiles;
  /** Hosts that asked for a name and a password. */
  readonly #challenged = new Set<string>();
  #saved = 0;
  #bytes = 0;
  #spentMs = 0;

  constructor(
    private readonly t: Tool,
    private readonly sys: Sys,
  ) {
    this.#log = new WgetLog(t, sys);
    this.#connection = new WgetConnection(t, sys, this.#log);
    this.#files = new WgetFiles(t, sys, this.#log);
  }

  #flag(letter: string, long: string): boolean {
    return this.t.has(long) || this.t.values('n').some((letters) => letters.includes(letter));
  }

  async run(): Promise<number> {
    const { t, sys } = this;
    const started = sys.now();
    for (const [key, value] of t.given) {
      const fault = numberFault(key, value);
      if (fault !== undefined) {
        await t.err(`wget: ${fault}\n`);
        return 2;
      }
    }
    const type = t.value('progress');
    if (type !== undefined && !/^(?:dot|bar)(?::|$)/.test(type)) {
      await t.err(`wget: --progress: Invalid progress type '${type}'.\n`);
      return 2;
    }
    const clashing = clash(t);
    if (clashing !== undefined) {
      await t.err(clashing);
      if (clashing.startsWith("Can't")) await t.err(USAGE);
      return 1;
    }
    await this.#log.open();
    const urls = [...t.operands];
    const list = t.value('i');
    if (list !== undefined) urls.push(...(await this.#urlsOf(list)));
    else if (urls.length === 0) return this.#usage('missing URL');
    let worst: Outcome = 0;
    const output = t.value('O');
    const joined = output === undefined ? undefined : output === '-' ? 1 : await this.#openOutput(output);
    if (joined === 'failed') return 1;
    for (const url of urls) {
      const outcome = await this.#fetch(url, joined, output);
      // The more telling error wins, as wget ranks them.
      if (outcome !== 0 && (worst === 0 || outcome < worst)) worst = outcome;
    }
    if (urls.length > 1 && this.#saved > 1 && !this.#log.quiet) {
      const at = this.#log.stamp();
      await this.#log.say(`FINISHED --${at}--\nTotal wall clock time: ${seconds(sys.now() - started)}\n`);
      const size = human(this.#bytes);
      await this.#log.say(
        `Downloaded: ${this.#saved} files, ${size} in ${seconds(this.#spentMs)} (${rateText(this.#bytes, this.#spentMs)})\n`,
      );
    }
    return worst;
  }

  async #usage(problem: string): Promise<number> {
    await this.t.err(`wget: ${problem}\n${USAGE}\nTry \`wget --help' for more options.\n`);
    return 1;
  }

  async #urlsOf(path: string): Promise<readonly string[]> {
    const content =
      path === '-'
        ? new TextDecoder().decode((await readInput(this.sys, undefined)) ?? EMPTY)
        : await readText(this.sys, path);
    if (content === undefined) await this.#log.say(`${path}: No such file or directory\n`);
    const base = this.t.value('base');
    const from = base === undefined ? undefined : parseWgetUrl(base);
    const urls = (content ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map((url) => (typeof from === 'object' ? locationOf(from, url) : url));
    if (urls.length === 0) await this.#log.say(`No URLs found in ${path}.\n`);
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
        await this.#log.say(`${this.#log.marked(url)}\n`);
        return 1;
      }
      fileName ??= localName(this.t, url);
      if (
        this.#flag('c', 'no-clobber') &&
        output === undefined &&
        (await this.#files.exists(this.#files.inPrefix(fileName)))
      ) {
        await this.#log.chat(
          `File ${this.#log.quoted(this.#files.inPrefix(fileName))} already there; not retrieving.\n\n`,
        );
        return 0;
      }
      if (this.t.has('spider') && attempt === 1 && redirects === 0)
        await this.#log.chat('Spider mode enabled. Check if remote file exists.\n');
      await this.#log.chat(
        `--${this.#log.stamp()}--  ${attempt > 1 ? `(try:${String(attempt).padStart(2)})  ` : ''}${url.text}\n`,
      );
      try {
        const next = await this.#attempt(url, method, fileName, joined, output);
        if (next === undefined) return 0;
        const limit = Number(this.t.value('max-redirect') ?? REDIRECTS);
        if (++redirects > limit) {
          await this.#log.say(`${limit} redirections exceeded.\n`);
          return 8;
        }
        if (method === 'POST') method = 'GET';
        url = parseWgetUrl(next);
        if (this.t.has('trust-server-names')) fileName = undefined;
      } catch (error) {
        if (error instanceof Failed) return error.outcome;
        if (!(error instanceof Again)) throw error;
        this.#connection.drop();
        if (tries !== 0 && attempt >= tries) {
          await this.#log.chat(`${error.said}Giving up.\n\n`);
          return 4;
        }
        await this.#log.chat(`${error.said}Retrying.\n\n`);
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
    const link = await this.#connection.to(url);
    await this.#log.chat('HTTP request sent, awaiting response... ');
    const path = output ?? this.#files.inPrefix(fileName);
    const start = this.t.has('c') && output !== '-' ? await this.#files.sizeOf(path) : 0;
    const spider = this.t.has('spider');
    const body = await requestBody(this.t, this.sys, method);
    if (typeof body === 'string') {
      await this.#log.say(`BODY data file ${this.#log.quoted(body)} missing: No such file or directory\n`);
      throw new Failed(3);
    }
    const modified = this.t.has('N') && output === undefined ? await this.#files.timeOf(path) : undefined;
    const asked = { start, body, modified, challenged: this.#challenged.has(url.host) };
    const answer = await this.#ask(link, spider ? 'HEAD' : method, url, asked);
    await this.#log.chat(`${this.t.has('S') ? '' : answer.said}\n`);
    if (this.t.has('S')) {
      const lines = [answer.head.start, ...answer.head.fields.map(([name, value]) => `${name}: ${value}`)];
      await this.sys.write(this.#log.fd, utf8(lines.map((line) => `  ${line}\n`).join('')));
    }
    const { status, head } = answer;
    if (status === 304 && modified !== undefined) {
      const shown = this.#log.quoted(path);
      await this.#log.chat(`File ${shown} not modified on server. Omitting download.\n\n`);
      return undefined;
    }
    const realm = /^basic realm="?([^"]*)"?/i.exec(head.headers['www-authenticate'] ?? '')?.[1];
    const sent = asked.challenged || this.t.has('auth-no-challenge');
    if (status === 401 && realm !== undefined && !sent && credentialsOf(this.t, url) !== undefined) {
      this.#challenged.add(url.host);
      await this.#log.chat(`Authentication selected: Basic realm="${realm}"\n`);
      await this.#drain(link, answer);
      return this.#attempt(url, method, fileName, joined, output);
    }
    const location = head.headers['location'];
    if (status >= 300 && status < 400 && location !== undefined) {
      await this.#log.chat(`Location: ${location} [following]\n`);
      await this.#drain(link, answer);
      return locationOf(url, location);
    }
    if (status === 416 && start > 0) {
      await this.#log.chat('\n    The file is already fully retrieved; nothing to do.\n\n');
      this.#connection.drop();
      return undefined;
    }
    if (status >= 400) {
      if (this.t.has('content-on-error') && !spider) {
        await this.#save(link, answer, url, joined, output, fileName, 0);
        throw new Failed(status === 401 ? 6 : 8);
      }
      if (this.t.values('retry-on-http-error').some((codes) => codes.split(',').includes(String(status)))) {
        throw new Again(`${this.#log.stamp()} ERROR ${status}: ${answer.said.slice(4)}.\n`);
      }
      await this.#refused(url, answer, spider);
      this.#connection.drop();
      throw new Failed(status === 401 ? 6 : 8);
    }
    if (spider) {
      await this.#log.chat(`${lengthText(answer, 0)}\nRemote file exists.\n\n`);
      return undefined;
    }
    const resumed = status === 206 ? start : 0;
    const total = totalOf(answer);
    if (start > 0 && status === 200 && total !== undefined && start >= total) {
      await this.#log.chat('\n    The file is already fully retrieved; nothing to do.\n\n');
      this.#connection.drop();
      return undefined;
    }
    await this.#log.chat(`${lengthText(answer, resumed)}\n`);
    const given = this.t.has('content-disposition') ? dispositionName(head.headers) : undefined;
    await this.#save(link, answer, url, joined, output, given ?? fileName, resumed);
    return undefined;
  }

  async #ask(link: HttpLink, method: string, url: WgetUrl, asked: Asked): Promise<HttpAnswer> {
    const limit = Number(this.t.value('T') ?? this.t.value('read-timeout') ?? READ_TIMEOUT_SECONDS) * 1000;
    try {
      const asking = ask(link, method, url.target, requestFields(this.t, url, asked), asked.body);
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

  async #refused({ text: url }: WgetUrl, { said, status }: HttpAnswer, spider: boolean): Promise<void> {
    if (spider && !this.#log.terse) {
      await this.#log.chat('Remote file does not exist -- broken link!!!\n\n');
      return;
    }
    if (status === 401) {
      await this.#log.say('\nUsername/Password Authentication Failed.\n');
      return;
    }
    if (this.#log.terse) await this.#log.say(`${url}:\n`);
    await this.#log.say(
      `${this.#log.stamp()} ERROR ${status}: ${said.slice(4) || '(no description)'}.\n${this.#log.terse ? '' : '\n'}`,
    );
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
    const path =
      output ??
      (resumed > 0 ? this.#files.inPrefix(fileName) : await this.#files.freeName(this.#files.inPrefix(fileName)));
    const shown = output === '-' ? 'STDOUT' : path;
    await this.#log.chat(`Saving to: ${this.#log.quoted(shown)}\n`);
    const fd = joined ?? (await this.#files.create(path, resumed));
    const total = totalOf(answer);
    const shows = !this.#log.terse && (!this.#log.quiet || t.has('show-progress'));
    const asked = t.value('progress');
    const bar = asked?.startsWith('bar')
      ? /force/.test(asked) || sys.isatty(2)
      : asked === undefined && sys.isatty(2) && this.#log.fd === 2;
    const kind = !shows ? 'none' : bar ? 'bar' : 'dot';
    const write = (text: string) => this.#log.say(text);
    if (kind === 'bar') await this.#log.chat('\n');
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
    if (t.has('save-headers')) {
      const lines = [answer.head.start, ...answer.head.fields.map(([name, value]) => `${name}: ${value}`), ''];
      await sys.write(fd, utf8(lines.map((line) => `${line}\r\n`).join('')));
    }
    const perSecond = bytesOf(t.value('limit-rate') ?? '0');
    try {
      for await (const bytes of this.#timed(link.reader.body(answer.framing))) {
        await sys.write(fd, bytes);
        received += bytes.length;
        const due = perSecond > 0 ? started + (received * 1000) / perSecond - 1000 : 0;
        if (due > sys.now()) await sys.sleep(due - sys.now());
        await progress.add(bytes.length);
      }
    } catch (error) {
      if (error instanceof SysError && error.errno === 'ENOSPC') {
        await this.#log.say(`\n\nCannot write to ${this.#log.quoted(shown)} (No space left on device).\n`);
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
    if (trouble !== undefined) throw new Again(`\n${this.#log.stamp()} (${rate}) - ${trouble}`);
    this.#saved++;
    this.#bytes += received;
    this.#spentMs += ms;
    const amount = `[${resumed + received}${total === undefined ? '' : `/${total}`}]`;
    await this.#log.chat(
      `\n${await this.#timestamp(answer, path, output)}${this.#log.stamp()} (${rate}) - ${output === '-' ? 'written to stdout' : `${this.#log.quoted(path)} saved`} ${amount}\n\n`,
    );
    if (this.#log.terse && !this.#log.quiet)
      await this.#log.say(`${this.#log.stamp()} URL:${url.text} ${amount} -> "${output === '-' ? '-' : path}" [1]\n`);
    if (!answer.keepAlive) this.#connection.drop();
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
      this.#connection.drop();
      return;
    }
    const body = link.reader.body(framing);
    while (!(await body.next()).done);
  }
}
