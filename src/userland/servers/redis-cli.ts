/** redis-cli 7.0: one command, or a prompt, or commands from standard input. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { dial } from '../bin/lib/dial.ts';
import { Input } from '../bin/lib/input.ts';
import { fromText, toBytes } from '../bin/lib/byte-string.ts';
import { resolveHost, ResolveError } from '../bin/lib/resolve.ts';
import { socketDuplex } from '../bin/lib/socket-duplex.ts';
import type { Applet } from '../bin/lib/tool.ts';
import type { Duplex } from '../../base/duplex.ts';
import { encode, inlineWords, isList, ProtocolError, type Reply, RespReader } from './redis/resp.ts';

interface Settings {
  host: string;
  port: number;
  socket: string | undefined;
  password: string | undefined;
  user: string | undefined;
  database: number;
  form: 'raw' | 'formatted' | 'csv' | 'json' | undefined;
  lastFromInput: boolean;
  repeat: number;
  intervalMs: number;
  failing: boolean;
  quiet: boolean;
  givenPassword: boolean;
}

const HELP = `redis-cli 7.0.15

Usage: redis-cli [OPTIONS] [cmd [arg [arg ...]]]
  -h <hostname>      Server hostname (default: 127.0.0.1).
  -p <port>          Server port (default: 6379).
  -s <socket>        Server socket.
  -a <password>      Password; REDISCLI_AUTH in the environment says it more safely.
  -n <db>            Database number.
  -r <repeat>        Run the command so many times, -i <interval> seconds apart.
  -x                 The last argument comes from standard input.
  -e                 Exit with 1 when the command fails.
  --raw, --no-raw, --csv, --json
                     How replies are shown.

Other options of redis-cli are not simulated in Drydock.
`;

class Wrong extends Error {}

function parse(sys: Sys, argv: readonly string[]): { readonly settings: Settings; readonly words: readonly string[] } {
  const settings: Settings = {
    host: '127.0.0.1',
    port: 6379,
    socket: undefined,
    password: sys.env.get('REDISCLI_AUTH'),
    user: undefined,
    database: 0,
    form: undefined,
    lastFromInput: false,
    repeat: 1,
    intervalMs: 0,
    failing: false,
    quiet: false,
    givenPassword: false,
  };
  let at = 1;
  for (; at < argv.length; at++) {
    const word = argv[at] as string;
    if (!word.startsWith('-') || word === '-') break;
    const value = () => {
      const given = argv[++at];
      if (given === undefined) throw new Wrong(`Unrecognized option or bad number of args for: '${word}'`);
      return given;
    };
    if (word === '-h') settings.host = value();
    else if (word === '-p') settings.port = Number(value());
    else if (word === '-s') settings.socket = value();
    else if (word === '-n') settings.database = Number(value());
    else if (word === '-a' || word === '--pass') {
      settings.password = value();
      settings.givenPassword = true;
    } else if (word === '--user') settings.user = value();
    else if (word === '-r') settings.repeat = Number(value());
    else if (word === '-i') settings.intervalMs = Number(value()) * 1000;
    else if (word === '--raw') settings.form = 'raw';
    else if (word === '--no-raw') settings.form = 'formatted';
    else if (word === '--csv') settings.form = 'csv';
    else if (word === '--json') settings.form = 'json';
    else if (word === '-x') settings.lastFromInput = true;
    else if (word === '-e') settings.failing = true;
    else if (word === '--no-auth-warning') settings.quiet = true;
    else if (word === '-u') readUrl(value(), settings);
    else if (word === '--help') throw new Wrong('');
    else if (word === '-v' || word === '--version') throw new Wrong('version');
    else throw new Wrong(`Unrecognized option or bad number of args for: '${word}'`);
  }
  return { settings, words: argv.slice(at) };
}

/** `redis://user:password@host:port/db`. */
function readUrl(url: string, settings: Settings): void {
  const [, user, password, host, port, database] =
    /^redis:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/]*)(?::(\d+))?(?:\/(\d+))?$/.exec(url) ?? [];
  if (host === undefined) throw new Wrong('Invalid URI scheme');
  if (user) settings.user = user;
  if (password !== undefined) settings.password = password;
  if (host) settings.host = host;
  if (port) settings.port = Number(port);
  if (database) settings.database = Number(database);
}

export const redisCli: Applet = async (sys, argv = sys.argv) => {
  sys.signal('PIPE', 'ignore');
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(sys, argv);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    if (error.message === 'version') await sys.write(1, utf8('redis-cli 7.0.15\n'));
    else if (error.message === '') await sys.write(1, utf8(HELP));
    else await sys.write(2, utf8(`${error.message}\n`));
    return error.message === '' || error.message === 'version' ? 0 : 1;
  }
  const { settings, words } = parsed;
  if (settings.givenPassword && !settings.quiet && words.length > 0) {
    await sys.write(
      2,
      utf8("Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n"),
    );
  }
  const session = new Session(sys, settings);
  if (words.length > 0) return session.once(words);
  return session.lines();
};

interface Link {
  readonly stream: Duplex;
  readonly reader: RespReader;
}

class Session {
  #connection: Link | undefined;
  #database: number;
  #inTransaction = false;

  constructor(
    private readonly sys: Sys,
    private readonly settings: Settings,
  ) {
    this.#database = settings.database;
  }

  async once(words: readonly string[]): Promise<number> {
    const { sys, settings } = this;
    if (!(await this.#connect())) return 1;
    const args = words.map(fromText);
    if (settings.lastFromInput) args.push(await new Input(sys, 0).rest());
    const raw = settings.form === undefined ? !sys.isatty(1) : settings.form === 'raw';
    let status = 0;
    for (let turn = 0; turn < settings.repeat || settings.repeat < 0; turn++) {
      const outcome = await this.#command(args, raw);
      if (outcome !== 0) status = outcome;
      if (settings.intervalMs > 0) await sys.sleep(settings.intervalMs);
    }
    return status;
  }

  /** Commands line by line, with a prompt at a terminal. */
  async lines(): Promise<number> {
    const { sys, settings } = this;
    const interactive = sys.isatty(0);
    const connected = await this.#connect();
    if (!connected && !interactive) return 1;
    const input = new Input(sys, 0);
    const raw = settings.form === undefined ? !sys.isatty(1) : settings.form === 'raw';
    for (;;) {
      if (interactive) await sys.write(1, utf8(this.#prompt()));
      const line = await input.line();
      if (line === undefined) {
        if (interactive) await sys.write(1, utf8('\n'));
        return 0;
      }
      let words: readonly string[];
      try {
        words = inlineWords(line);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        await sys.write(1, utf8('Invalid argument(s)\n'));
        continue;
      }
      const [first = ''] = words;
      if (first === '') continue;
      if (/^(quit|exit)$/i.test(first)) return 0;
      if (/^clear$/i.test(first)) await sys.write(1, utf8('\x1b[H\x1b[2J'));
      else if (!this.#connection && !(await this.#connect())) continue;
      else await this.#command(words, raw);
    }
  }

  #prompt(): string {
    const { host, port } = this.settings;
    if (!this.#connection) return 'not connected> ';
    const database = this.#database > 0 ? `[${this.#database}]` : '';
    return `${host}:${port}${database}${this.#inTransaction ? '(TX)' : ''}> `;
  }

  async #connect(): Promise<boolean> {
    const { sys, settings } = this;
    const { host, port, socket } = settings;
    try {
      const place =
        socket === undefined ? { address: (await resolveHost(sys, host))[0] as string, port } : { path: socket };
      const stream = socketDuplex(sys, await dial(sys, place));
      this.#connection = { stream, reader: new RespReader(stream.source) };
    } catch (error) {
      if (!(error instanceof SysError || error instanceof ResolveError)) throw error;
      const where = socket ?? `${host}:${port}`;
      await sys.write(2, utf8(`Could not connect to Redis at ${where}: ${error.message}\n`));
      return false;
    }
    if (settings.password !== undefined) {
      const reply = await this.#ask([
        'AUTH',
        ...(settings.user === undefined ? [] : [settings.user]),
        settings.password,
      ]);
      if (reply && typeof reply === 'object' && 'error' in reply)
        await sys.write(2, utf8(`AUTH failed: ${reply.error}\n`));
    }
    if (settings.database > 0) await this.#ask(['SELECT', String(settings.database)]);
    return true;
  }

  async #ask(words: readonly string[]): Promise<Reply | undefined> {
    const { stream, reader } = this.#connection as Link;
    if (!(await stream.write(toBytes(encode(words))))) return undefined;
    return reader.reply();
  }

  async #command(words: readonly string[], raw: boolean): Promise<number> {
    const { sys } = this;
    const name = (words[0] as string).toLowerCase();
    let reply: Reply | undefined;
    try {
      reply = await this.#ask(words);
    } catch (error) {
      if (!(error instanceof ProtocolError || error instanceof SysError)) throw error;
      reply = undefined;
    }
    if (reply === undefined) {
      this.#connection = undefined;
      if (name === 'shutdown' || name === 'quit') return 0;
      await sys.write(2, utf8('Error: Server closed the connection\n'));
      return 1;
    }
    const failed = typeof reply === 'object' && reply !== null && 'error' in reply;
    if (!failed) this.#follow(name, words);
    await this.#show(reply, raw, words);
    if (/^(subscribe|psubscribe|monitor)$/.test(name) && !failed) await this.#listen(raw, name);
    return failed && this.settings.failing ? 1 : 0;
  }

  #follow(name: string, words: readonly string[]): void {
    if (name === 'select') this.#database = Number(words[1]);
    if (name === 'multi') this.#inTransaction = true;
    if (name === 'exec' || name === 'discard') this.#inTransaction = false;
  }

  /** Prints what comes until ^C. */
  async #listen(raw: boolean, name: string): Promise<void> {
    if (!raw && name !== 'monitor') await this.sys.write(1, utf8(''));
    for (;;) {
      const reply = await this.#connection?.reader.reply();
      if (reply === undefined) return;
      await this.#show(reply, raw, []);
    }
  }

  #text(reply: Reply, raw: boolean, command: string): string {
    const { form } = this.settings;
    if (form === 'csv') return `${csvText(reply)}\n`;
    if (form === 'json') return `${jsonText(reply, MAPS.test(command))}\n`;
    return raw ? `${rawText(reply)}\n` : formatted(reply, '');
  }

  async #show(reply: Reply, raw: boolean, words: readonly string[]): Promise<void> {
    const command = words.join(' ').toLowerCase();
    const verbatim = typeof reply === 'string' && /^(info|client (list|info))( |$)/.test(command);
    const shown = verbatim ? reply : this.#text(reply, raw, command);
    await this.sys.write(1, toBytes(shown));
  }
}

/** Errors are no values: they are told as CSV tells texts. */
function csvText(reply: Reply): string {
  if (reply === null) return 'NULL';
  if (typeof reply === 'string') return quoted(reply);
  if (typeof reply === 'number') return String(reply);
  if (isList(reply)) return reply.map(csvText).join(',');
  if ('status' in reply) return quoted(reply.status);
  return 'error' in reply ? `ERROR,${quoted(reply.error)}` : 'NULL';
}

/** `pairs`: names and values in turn make an object. */
function jsonText(reply: Reply, pairs: boolean): string {
  if (reply === null) return 'null';
  if (typeof reply === 'string') return JSON.stringify(reply);
  if (typeof reply === 'number') return String(reply);
  if (isList(reply)) {
    const items = reply.map((item) => jsonText(item, false));
    if (!pairs) return `[${items.join(',')}]`;
    const members = items.filter((_, i) => i % 2 === 0).map((name, i) => `${name}:${items[2 * i + 1] ?? 'null'}`);
    return `{${members.join(',')}}`;
  }
  if ('status' in reply) return JSON.stringify(reply.status);
  return 'error' in reply ? `error:${JSON.stringify(reply.error)}` : 'null';
}

/** Their replies are maps in the protocol that JSON goes by. */
const MAPS = /^(hgetall|config get|hello|xinfo)\b/;

function rawText(reply: Reply): string {
  if (reply === null) return '';
  if (typeof reply === 'string') return reply;
  if (typeof reply === 'number') return String(reply);
  if (isList(reply)) return reply.map(rawText).join('\n');
  if ('status' in reply) return reply.status;
  if ('error' in reply) return `${reply.error}\n`;
  return '';
}

/** As a terminal shows it: types, numbers of items, quotes. */
function formatted(reply: Reply, indent: string): string {
  if (reply === null) return '(nil)\n';
  if (typeof reply === 'string') return `${quoted(reply)}\n`;
  if (typeof reply === 'number') return `(integer) ${reply}\n`;
  if (isList(reply)) {
    if (reply.length === 0) return '(empty array)\n';
    const width = String(reply.length).length;
    return reply
      .map((item, i) => {
        const label = `${String(i + 1).padStart(width)}) `;
        return `${i === 0 ? '' : indent}${label}${formatted(item, indent + ' '.repeat(label.length))}`;
      })
      .join('');
  }
  if ('status' in reply) return `${reply.status}\n`;
  if ('error' in reply) return `(error) ${reply.error}\n`;
  return '(nil)\n';
}

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x07': '\\a',
  '\b': '\\b',
  '"': '\\"',
  '\\': '\\\\',
};

/** sdscatrepr. */
function quoted(value: string): string {
  const inside = value.replace(
    /[\x00-\x1f"\\\x7f-\xff]/g,
    (char) => SHORT[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `"${inside}"`;
}
