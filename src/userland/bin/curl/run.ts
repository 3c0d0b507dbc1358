/** A run of curl over its URLs: connections that are used again, redirects, retries, output, and what is told of it. */
import { text, utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { within } from '../lib/dial.ts';
import { basename } from '../lib/path.ts';
import { headerFields, joinedData, queryParts, requestBody, type RequestBody } from './body.ts';
import { bodyTaker, NO_TAKER } from './body-taker.ts';
import { comparedTag, saveTag, timeCondition, type TimeCondition } from './conditions.ts';
import { Connections } from './connections.ts';
import { CookieJar } from './cookies.ts';
import { netrcCredentials } from './netrc.ts';
import { proxyFor } from './proxy.ts';
import { CurlError } from './errors.ts';
import { transferFile } from './file-transfer.ts';
import type { GlobbedUrl } from './glob.ts';
import { type CurlArguments, has, milliseconds, protocolsOf, valueOf, whole } from './options.ts';
import { headerOutput, Output, warningLines } from './output.ts';
import { givenName, outputPath, resumeFrom } from './output-name.ts';
import { Progress } from './progress.ts';
import { exchange, receiveBody, type Answer } from './transfer.ts';
import { Redirects } from './redirects.ts';
import type { Kept } from './kept.ts';
import { Tracer } from './tracer.ts';
import { parseUrl, type CurlUrl } from './url.ts';
import { outputFormat, type State, transferFacts } from './state.ts';
import { writeOut } from './write-out.ts';

/** Answers that a retry may better. */
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

interface FileParts {
  readonly body: RequestBody | undefined;
  readonly range: string | undefined;
  readonly onHead: (text: string) => Promise<void>;
  readonly output: Output;
  readonly progress: Progress;
}

interface HttpParts extends FileParts {
  readonly resumeAt: number;
}

export class Run {
  readonly tracer: Tracer;
  readonly #silent: boolean;
  readonly #timeoutMs: number | undefined;
  readonly #connections: Connections;
  #fields: readonly string[] = [];
  #condition: TimeCondition | undefined;
  #netrc: ((host: string) => string | undefined) | undefined;

  constructor(
    private readonly sys: Sys,
    private readonly args: CurlArguments,
    private readonly kept: Kept,
    private readonly say: (text: string) => Promise<void>,
  ) {
    this.tracer = new Tracer(sys, args, say);
    this.#silent = has(args, 's');
    this.#timeoutMs = milliseconds(args, 'm', '-m', '--max-time');
    this.#connections = new Connections(sys, args, kept, this.tracer);
  }

  /** Reads what the options name. */
  async start(): Promise<void> {
    const { sys, args, kept } = this;
    kept.cookies ??= await CookieJar.open(sys, args);
    this.#fields = await headerFields(sys, args);
    const tag = await comparedTag(sys, args);
    if (tag !== undefined) this.#fields = [...this.#fields, tag];
    this.#condition = await timeCondition(sys, args, this.say);
    this.#netrc = await netrcCredentials(sys, args);
    await this.tracer.open((text) => kept.stdout.write(utf8(text)));
  }

  /** Fetches one URL; answers libcurl's number. */
  async fetch({ url: given, parts }: GlobbedUrl, number: number): Promise<number> {
    const retries = whole(this.args, 'retry', '--retry') ?? 0;
    const delay = whole(this.args, 'retry-delay', '--retry-delay');
    for (let attempt = 0, pause = delay ?? 1; ; attempt++, pause = delay ?? Math.min(600, pause * 2)) {
      const { error, state } = await this.#attempt(given, parts, number);
      if (error && !(this.#silent && !has(this.args, 'S'))) {
        await this.say(`curl: (${error.code}) ${error.message}\n${error.advice}`);
      }
      const why = attempt < retries ? this.#retryReason(error, state) : undefined;
      if (why === undefined) return error?.code ?? 0;
      const left = retries - attempt;
      await this.#warn(
        `Problem: ${why}. Will retry in ${pause} seconds. ${left} ${left === 1 ? 'retry' : 'retries'} left.`,
      );
      await this.sys.sleep(pause * 1000);
    }
  }

  #retryReason(error: CurlError | undefined, state: State | undefined): string | undefined {
    const status = state?.answer?.status ?? 0;
    if (error?.code === 28) return 'timeout';
    if (error?.code === 7 && has(this.args, 'retry-connrefused')) return 'connection refused';
    if (TRANSIENT.has(status)) return 'HTTP error';
    return error && has(this.args, 'retry-all-errors') ? '(retrying all errors)' : undefined;
  }

  async #attempt(
    given: string,
    parts: readonly string[],
    number: number,
  ): Promise<{ readonly error: CurlError | undefined; readonly state: State | undefined }> {
    const { sys, args } = this;
    let url: CurlUrl;
    let file: string | undefined;
    let body: RequestBody | undefined;
    try {
      url = parseUrl(given, has(args, 'path-as-is'));
      this.#allowed(url);
      file = await outputPath(args, url.path, parts, number, this.say);
      ({ url, body } = await this.#prepare(url));
    } catch (error) {
      if (error instanceof CurlError && error.code !== 26) return { error, state: undefined };
      throw error;
    }
    const state: State = {
      given,
      url,
      method: valueOf(args, 'X') ?? (has(args, 'I') ? 'HEAD' : (body?.method ?? 'GET')),
      answer: undefined,
      connection: undefined,
      connects: 0,
      redirects: new Redirects(args),
      headerBytes: 0,
      requestBytes: 0,
      file: file ?? '',
      started: sys.now(),
      redirectMs: 0,
      firstByteMs: 0,
    };
    const hidden = this.#silent || has(args, 'no-progress-meter') || (file === undefined && sys.isatty(1));
    const progress = new Progress(sys, hidden ? 'none' : has(args, '#') ? 'bar' : 'meter', 2);
    let error: CurlError | undefined;
    try {
      const done = await within(sys, this.#timeoutMs, this.#transfer(state, body, file, progress));
      if (done === 'late') throw this.#tooLate(state, progress);
    } catch (thrown) {
      if (!(thrown instanceof CurlError)) throw thrown;
      error = thrown;
      if (error.code !== 22) this.kept.connection = undefined;
      if (has(args, 'remove-on-error') && file !== undefined) await removed(sys, file);
    }
    await progress.finish();
    await this.#tellFacts(state, number, progress, error);
    return { error, state };
  }

  #tooLate({ started, answer }: State, progress: Progress): CurlError {
    const ms = Math.round(this.sys.now() - started);
    if (!this.kept.connection) return new CurlError(28, `Connection timed out after ${ms} milliseconds`);
    const total = answer && progress.toReceive > 0 ? ` out of ${progress.toReceive}` : '';
    return new CurlError(
      28,
      `Operation timed out after ${ms} milliseconds with ${progress.received}${total} bytes received`,
    );
  }

  /** --proto says which schemes may be used. */
  #allowed({ scheme }: CurlUrl, option = 'proto'): void {
    const given = valueOf(this.args, option);
    if (given !== undefined && !protocolsOf(given).has(scheme)) {
      throw new CurlError(1, `Protocol "${scheme}" not supported or disabled in libcurl`);
    }
  }

  async #prepare(url: CurlUrl): Promise<{ readonly url: CurlUrl; readonly body: RequestBody | undefined }> {
    const { sys, args } = this;
    const parts = await queryParts(sys, args);
    const asked = has(args, 'G') ? await joinedData(sys, args) : undefined;
    if (asked) parts.push(text(asked));
    const query = parts.filter(Boolean).join('&');
    if (query) url = parseUrl(`${url.text}${url.text.includes('?') ? '&' : '?'}${query}`, true);
    if (has(args, 'G')) return { url, body: undefined };
    const upload = valueOf(args, 'T');
    if (upload !== undefined && upload !== '-' && url.path.endsWith('/')) {
      url = parseUrl(url.text + basename(upload));
    }
    return { url, body: await requestBody(sys, args) };
  }

  async #transfer(
    state: State,
    body: RequestBody | undefined,
    file: string | undefined,
    progress: Progress,
  ): Promise<void> {
    const { sys, args } = this;
    const resumeAt = await resumeFrom(sys, args, file);
    const warn = (text: string) => this.#warn(text);
    const forced = this.args.given.some(([key, value]) => key === 'o' && value === '-');
    const { stdout } = this.kept;
    const exclusive = has(args, 'J') && has(args, 'O');
    const output = new Output(sys, {
      path: file,
      makeParents: has(args, 'create-dirs'),
      resumeAt,
      forced,
      exclusive,
      warn,
      stdout,
    });
    const dump = valueOf(args, 'D');
    const heads = dump === undefined ? undefined : headerOutput(sys, dump, stdout, warn);
    const shown = has(args, 'i') || has(args, 'I');
    const onHead = async (text: string) => {
      await heads?.text(text);
      if (shown) await output.text(text);
    };
    const range = valueOf(args, 'r') ?? (resumeAt > 0 ? `${resumeAt}-` : undefined);
    await progress.start();
    if (state.url.scheme === 'file') {
      await this.#transferFile(state.url.path, { body, range, onHead, output, progress });
      return heads?.finish();
    }
    await this.#overHttp(state, { body, range, onHead, output, progress, resumeAt });
    await output.finish();
    await heads?.finish();
    const { status = 0, headers } = state.answer ?? {};
    await saveTag(sys, args, headers?.['etag']);
    if (file !== undefined) state.file = output.path ?? file;
    const modified = Date.parse(headers?.['last-modified'] ?? '');
    if (has(args, 'R') && output.path !== undefined && !Number.isNaN(modified)) {
      await sys.utimes(output.path, modified, modified);
    }
    if (status >= 400 && has(args, 'fail-with-body'))
      throw new CurlError(22, `The requested URL returned error: ${status}`);
  }

  /** Requests and answers, from redirect to redirect. */
  async #overHttp(state: State, parts: HttpParts): Promise<void> {
    const { sys, args, kept } = this;
    const { output, progress, resumeAt } = parts;
    const firstHost = state.url.host;
    const told = valueOf(args, 'e');
    let referer = told?.replace(/;auto$/, '');
    for (let sent = parts.body; ;) {
      const { url } = state;
      const proxy = proxyFor(sys, args, url);
      const { connection, fresh } = await this.#connections.to(url, proxy);
      state.connection = connection;
      if (fresh) state.connects++;
      const plan = {
        args,
        url,
        method: state.method,
        body: sent,
        credentials: this.#credentials(url, firstHost),
        range: parts.range,
        fields: this.#fields,
        cookies: kept.cookies?.pairsFor(url),
        referer: referer || undefined,
        condition: this.#condition?.line,
        proxy,
      };
      const heed = async (name: string, value: string) => {
        const told = name.toLowerCase() === 'set-cookie' ? kept.cookies?.take(value, url) : undefined;
        if (told !== undefined) await this.#tell(told);
      };
      if (plan.credentials !== undefined)
        await this.#tell(`Server auth using Basic with user '${plan.credentials.replace(/:.*/s, '')}'`);
      const answer = await exchange(sys, plan, connection, progress, this.tracer, { onHead: parts.onHead, heed });
      state.answer = answer;
      state.firstByteMs = sys.now() - state.started;
      state.headerBytes += answer.headerBytes;
      state.requestBytes += answer.requestBytes;
      const beyond = resumeAt > 0 && answer.status === 416;
      const next = state.redirects.next(url, answer);
      const failed = answer.status >= 400 && has(args, 'f') && !beyond;
      if (resumeAt > 0 && answer.status === 200)
        throw new CurlError(33, "HTTP server doesn't seem to support byte ranges. Cannot resume.");
      if (next !== undefined && answer.framing !== 0) await this.#tell('Ignoring the response-body');
      const stale = next === undefined && (await this.#refused(state, answer));
      if (next === undefined && has(args, 'J')) output.call(givenName(answer));
      const wanted = next === undefined && !failed && !beyond;
      const taker = wanted ? bodyTaker(sys, args, answer, progress, output) : NO_TAKER;
      if (!failed && !stale) {
        await receiveBody(connection, answer, progress, this.tracer, taker.take);
        await taker.finish();
      }
      if (next === undefined) await progress.finish();
      await this.#connections.release(connection, answer.keepAlive && !failed && !stale);
      if (failed) throw new CurlError(22, `The requested URL returned error: ${answer.status}`);
      if (next === undefined) return;
      if (told?.endsWith(';auto')) referer = url.text;
      sent = await this.#follow(state, answer, next, sent);
      progress.reset();
    }
  }

  /** A server that does not heed -z: what it sends is not taken, as if it had answered 304. */
  async #refused(state: State, answer: Answer): Promise<boolean> {
    const modified = Date.parse(answer.headers['last-modified'] ?? '');
    if (answer.status !== 200 || Number.isNaN(modified) || !this.#condition?.refuses(modified)) return false;
    const older = this.#condition.line.startsWith('If-U');
    await this.#tell(`The requested document is not ${older ? 'old' : 'new'} enough`);
    await this.#tell('Simulate an HTTP 304 response');
    state.answer = { ...answer, status: 304 };
    return true;
  }

  async #transferFile(path: string, { body, range, onHead, output, progress }: FileParts): Promise<void> {
    await transferFile(this.sys, {
      path,
      range,
      onHead,
      upload: body?.method === 'PUT' ? body.bytes : undefined,
      headOnly: has(this.args, 'I'),
      expects: (size) => (progress.toReceive = size),
      onBody: async (bytes) => {
        progress.received += bytes.length;
        await output.write(bytes);
      },
    });
    if (!body || body.method !== 'PUT') await output.finish();
    await progress.finish();
    await this.#tell('Closing connection 0');
  }

  #credentials(url: CurlUrl, firstHost: string): string | undefined {
    const given = valueOf(this.args, 'u') ?? url.user ?? this.#netrc?.(url.host);
    if (given === undefined || (url.host !== firstHost && !has(this.args, 'location-trusted'))) return undefined;
    return given.includes(':') ? given : `${given}:`;
  }

  async #follow(
    state: State,
    { status }: Answer,
    next: string,
    sent: RequestBody | undefined,
  ): Promise<RequestBody | undefined> {
    state.redirects.count++;
    state.redirectMs = this.sys.now() - state.started;
    await this.#tell(`Issue another request to this URL: '${next}'`);
    state.url = parseUrl(next, has(this.args, 'path-as-is'));
    this.#allowed(state.url);
    this.#allowed(state.url, 'proto-redir');
    if (!state.redirects.becomesGet(status, sent)) return sent;
    await this.#tell('Switch from POST to GET');
    state.method = valueOf(this.args, 'X') ?? 'GET';
    return undefined;
  }

  async #tellFacts(state: State, urlNumber: number, progress: Progress, error: CurlError | undefined): Promise<void> {
    const format = await outputFormat(this.sys, this.args);
    if (format === undefined) return;
    const { stdout, stderr } = writeOut(format, transferFacts(state, urlNumber, progress, error, this.sys.now()));
    if (stderr) await this.say(stderr);
    if (stdout) await this.kept.stdout.write(utf8(stdout));
  }

  #tell(line: string): Promise<void> {
    return this.tracer.tell(line);
  }

  async #warn(text: string): Promise<void> {
    if (!this.#silent) await this.say(warningLines(text));
  }
}

async function removed(sys: Sys, path: string): Promise<void> {
  try {
    await sys.unlink(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}
