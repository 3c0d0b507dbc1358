/** A run of curl over its URLs: connections that are used again, redirects, retries, output, and what is told of it. */
import { utf8 } from '../../../base/bytes.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { within } from '../lib/dial.ts';
import { basename } from '../lib/path.ts';
import { joinedData, readText, requestBody, type RequestBody } from './body.ts';
import { openConnection, originOf, type Connection } from './connect.ts';
import { CurlError } from './errors.ts';
import { transferFile } from './file-transfer.ts';
import type { GlobbedUrl } from './glob.ts';
import { type CurlArguments, has, milliseconds, valueOf, valuesOf, whole } from './options.ts';
import { headerOutput, Output, warningLines } from './output.ts';
import { outputPath, resumeFrom } from './output-name.ts';
import { Progress } from './progress.ts';
import { exchange, receiveBody, type Answer, type Trace } from './transfer.ts';
import { parseUrl, resolveLocation, type CurlUrl } from './url.ts';
import { writeOut } from './write-out.ts';

const REDIRECTS = 50;
/** Answers that a retry may better. */
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/** What a transfer has come to, for `-w` and for messages about time. */
interface State {
  url: CurlUrl;
  method: string;
  answer: Answer | undefined;
  connection: Connection | undefined;
  connects: number;
  redirects: number;
  headerBytes: number;
  requestBytes: number;
  file: string;
  redirectUrl: string;
  readonly started: number;
  redirectMs: number;
  firstByteMs: number;
}

interface FileParts {
  readonly body: RequestBody | undefined;
  readonly range: string | undefined;
  readonly onHead: (text: string) => Promise<void>;
  readonly output: Output;
  readonly progress: Progress;
}

export class Run {
  readonly #verbose: boolean;
  readonly #silent: boolean;
  readonly #timeoutMs: number | undefined;
  readonly #connectTimeoutMs: number | undefined;
  readonly #maxRedirects: number;
  readonly #pinned = new Map<string, readonly string[]>();
  #connection: Connection | undefined;
  #connections = 0;
  #pinnedTold = false;

  constructor(
    private readonly sys: Sys,
    private readonly args: CurlArguments,
    private readonly say: (text: string) => Promise<void>,
  ) {
    this.#verbose = has(args, 'v');
    this.#silent = has(args, 's');
    this.#timeoutMs = milliseconds(args, 'm', '-m', '--max-time');
    this.#connectTimeoutMs = milliseconds(args, 'connect-timeout', '--connect-timeout');
    this.#maxRedirects = whole(args, 'max-redirs', '--max-redirs') ?? REDIRECTS;
    for (const entry of valuesOf(args, 'resolve')) {
      const [, host = '', port = '', addresses = ''] = /^\+?([^:]+):(\d+):(.+)$/.exec(entry) ?? [];
      if (!host) throw new CurlError(49, `Couldn't parse CURLOPT_RESOLVE entry '${entry}'`);
      this.#pinned.set(
        `${host}:${port}`,
        addresses.split(',').map((address) => address.replace(/^\[|\]$/g, '')),
      );
    }
  }

  /** Fetches one URL; answers libcurl's number. */
  async fetch({ url: given, parts }: GlobbedUrl, number: number): Promise<number> {
    const retries = whole(this.args, 'retry', '--retry') ?? 0;
    const delay = whole(this.args, 'retry-delay', '--retry-delay');
    for (let attempt = 0, pause = delay ?? 1; ; attempt++, pause = delay ?? Math.min(600, pause * 2)) {
      const { error, state } = await this.#attempt(given, parts, number);
      const why = attempt < retries ? this.#retryReason(error, state) : undefined;
      if (why === undefined) {
        if (error && !(this.#silent && !has(this.args, 'S'))) {
          await this.say(`curl: (${error.code}) ${error.message}\n${error.advice}`);
        }
        return error?.code ?? 0;
      }
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
      url = parseUrl(given);
      file = await outputPath(args, url.path, parts, number, this.say);
      ({ url, body } = await this.#prepare(url));
    } catch (error) {
      if (error instanceof CurlError && error.code !== 26) return { error, state: undefined };
      throw error;
    }
    const state: State = {
      url,
      method: valueOf(args, 'X') ?? (has(args, 'I') ? 'HEAD' : (body?.method ?? 'GET')),
      answer: undefined,
      connection: undefined,
      connects: 0,
      redirects: 0,
      headerBytes: 0,
      requestBytes: 0,
      file: file ?? '',
      redirectUrl: '',
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
      if (error.code !== 22) this.#connection = undefined;
    }
    await progress.finish();
    await this.#tellFacts(state, number, progress, error);
    return { error, state };
  }

  #tooLate({ started, answer }: State, progress: Progress): CurlError {
    const ms = Math.round(this.sys.now() - started);
    if (!this.#connection) return new CurlError(28, `Connection timed out after ${ms} milliseconds`);
    const total = answer && progress.toReceive > 0 ? ` out of ${progress.toReceive}` : '';
    return new CurlError(
      28,
      `Operation timed out after ${ms} milliseconds with ${progress.received}${total} bytes received`,
    );
  }

  async #prepare(url: CurlUrl): Promise<{ readonly url: CurlUrl; readonly body: RequestBody | undefined }> {
    const { sys, args } = this;
    if (has(args, 'G')) {
      const data = await joinedData(sys, args);
      const query = data ? new TextDecoder().decode(data) : '';
      return {
        url: query ? parseUrl(`${url.text}${url.text.includes('?') ? '&' : '?'}${query}`) : url,
        body: undefined,
      };
    }
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
    const output = new Output(sys, { path: file, makeParents: has(args, 'create-dirs'), resumeAt, forced, warn });
    const dump = valueOf(args, 'D');
    const heads = dump === undefined ? undefined : headerOutput(sys, dump, warn);
    const shown = has(args, 'i') || has(args, 'I');
    const onHead = async (text: string) => {
      await heads?.text(text);
      if (shown) await output.text(text);
    };
    const range = valueOf(args, 'r') ?? (resumeAt > 0 ? `${resumeAt}-` : undefined);
    const firstHost = state.url.host;
    await progress.start();
    if (state.url.scheme === 'file') {
      await this.#transferFile(state.url.path, { body, range, onHead, output, progress });
      return heads?.finish();
    }
    for (let sent = body; ;) {
      const { url, method } = state;
      const connection = await this.#connect(state);
      const credentials = this.#credentials(url, firstHost);
      const plan = { args, url, method, body: sent, credentials, range };
      const answer = await exchange(sys, plan, connection, progress, this.#trace(), onHead);
      state.answer = answer;
      state.firstByteMs = sys.now() - state.started;
      state.headerBytes += answer.headerBytes;
      state.requestBytes += answer.requestBytes;
      const next = this.#redirect(state, answer);
      const failed = answer.status >= 400 && has(args, 'f');
      const resumed = resumeAt > 0 && answer.status === 200;
      if (resumed) throw new CurlError(33, "HTTP server doesn't seem to support byte ranges. Cannot resume.");
      const take = next === undefined && !failed ? (bytes: Uint8Array) => output.write(bytes) : async () => undefined;
      if (!failed) await receiveBody(connection, answer, progress, this.#trace(), take);
      if (next === undefined) await progress.finish();
      await this.#release(connection, answer, failed);
      if (failed) throw new CurlError(22, `The requested URL returned error: ${answer.status}`);
      if (next === undefined) break;
      ({ sent } = await this.#follow(state, answer, next, sent));
      progress.reset();
    }
    await output.finish();
    await heads?.finish();
    const status = state.answer?.status ?? 0;
    if (status >= 400 && has(args, 'fail-with-body'))
      throw new CurlError(22, `The requested URL returned error: ${status}`);
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
    await this.#tell('Closing connection 0');
  }

  async #connect(state: State): Promise<Connection> {
    const { url } = state;
    const tell = (line: string) => this.#tell(line);
    if (this.#connection?.origin === originOf(url)) {
      await tell(`Re-using existing connection #${this.#connection.number} with host ${url.host}`);
      return (state.connection = this.#connection);
    }
    if (!this.#pinnedTold) {
      for (const [place, addresses] of this.#pinned) await tell(`Added ${place}:${addresses.join(',')} to DNS cache`);
      this.#pinnedTold = true;
    }
    this.#connection?.stream.close();
    this.#connection = undefined;
    const connection = await openConnection(this.sys, url, this.#connections++, {
      pinned: this.#pinned,
      unixSocket: valueOf(this.args, 'unix-socket'),
      timeoutMs: this.#connectTimeoutMs,
      insecure: has(this.args, 'k'),
      authorityFile: valueOf(this.args, 'cacert') ?? this.sys.env.get('CURL_CA_BUNDLE'),
      tell,
    });
    state.connects++;
    this.#connection = connection;
    return (state.connection = connection);
  }

  async #release(connection: Connection, { keepAlive }: Answer, broken: boolean): Promise<void> {
    if (keepAlive && !broken) {
      await this.#tell(`Connection #${connection.number} to host ${hostOf(connection)} left intact`);
      return;
    }
    await this.#tell(`Closing connection ${connection.number}`);
    connection.stream.close();
    this.#connection = undefined;
  }

  #credentials(url: CurlUrl, firstHost: string): string | undefined {
    const given = valueOf(this.args, 'u') ?? url.user;
    if (given === undefined || (url.host !== firstHost && !has(this.args, 'location-trusted'))) return undefined;
    return given.includes(':') ? given : `${given}:`;
  }

  /** Where a redirect leads, when it is to be followed. */
  #redirect(state: State, { status, headers }: Answer): string | undefined {
    const location = headers['location'];
    if (location === undefined || status < 300 || status >= 400) return undefined;
    const next = resolveLocation(state.url, location);
    if (!has(this.args, 'L') && !has(this.args, 'location-trusted')) {
      state.redirectUrl = next;
      return undefined;
    }
    if (this.#maxRedirects >= 0 && state.redirects >= this.#maxRedirects) {
      state.redirectUrl = next;
      throw new CurlError(47, `Maximum (${this.#maxRedirects}) redirects followed`);
    }
    return next;
  }

  /** A POST becomes a GET after 301, 302 and 303, as browsers made it (RFC 9110, 15.4). */
  async #follow(
    state: State,
    { status }: Answer,
    next: string,
    sent: RequestBody | undefined,
  ): Promise<{ readonly sent: RequestBody | undefined }> {
    state.redirects++;
    state.redirectMs = this.sys.now() - state.started;
    await this.#tell(`Issue another request to this URL: '${next}'`);
    state.url = parseUrl(next);
    const becomesGet = (status === 303 || ((status === 301 || status === 302) && sent?.method === 'POST')) && sent;
    if (!becomesGet || has(this.args, `post${status}`)) return { sent };
    await this.#tell('Switch from POST to GET');
    state.method = valueOf(this.args, 'X') ?? 'GET';
    return { sent: undefined };
  }

  async #tellFacts(state: State, urlNumber: number, progress: Progress, error: CurlError | undefined): Promise<void> {
    const format = await this.#format();
    if (format === undefined) return;
    const { answer, connection } = state;
    const times = connection?.times ?? { lookup: 0, connect: 0, tls: 0 };
    const { stdout, stderr } = writeOut(format, {
      ...state,
      urlNumber,
      code: answer?.status ?? 0,
      type: answer?.headers['content-type'] ?? '',
      received: progress.received,
      sent: progress.sent,
      local: connection?.local ?? ['', 0],
      remote: connection?.remote ?? ['', 0],
      exitCode: error?.code ?? 0,
      error: error?.message ?? '',
      headers: answer?.headers ?? {},
      times: {
        ...times,
        pretransfer: Math.max(times.connect, times.tls),
        firstByte: state.firstByteMs,
        total: this.sys.now() - state.started,
        redirect: state.redirectMs,
      },
    });
    if (stderr) await this.say(stderr);
    if (stdout) await this.sys.write(1, utf8(stdout));
  }

  async #format(): Promise<string | undefined> {
    const given = valueOf(this.args, 'w');
    if (!given?.startsWith('@')) return given;
    // Line ends of a file are no part of the format.
    return ((await readText(this.sys, given.slice(1))) ?? '').replace(/[\r\n]/g, '');
  }

  #trace(): Trace {
    const traced = (mark: string) => async (line: string) => {
      if (this.#verbose) await this.say(`${mark} ${line}\r\n`);
    };
    return {
      sent: traced('>'),
      received: traced('<'),
      tell: (line) => this.#tell(line),
      data: async (direction, size) => {
        if (this.#verbose && !this.sys.isatty(1)) await this.say(`${direction} [${size} bytes data]\n`);
      },
    };
  }

  async #tell(line: string): Promise<void> {
    if (this.#verbose) await this.say(`* ${line}\n`);
  }

  async #warn(text: string): Promise<void> {
    if (!this.#silent) await this.say(warningLines(text));
  }
}

function hostOf({ origin }: Connection): string {
  return origin.replace(/^\w+:\/\//, '').replace(/:\d+$/, '');
}
