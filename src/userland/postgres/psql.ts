/** psql: PostgreSQL's terminal, a client of its own over the protocol. */
import { utf8 } from '../../base/bytes.ts';
import { O, type Sys } from '../../kernel/sys.ts';
import { SysError } from '../../kernel/errno.ts';
import { Input } from '../bin/lib/input.ts';
import { toBytes } from '../bin/lib/byte-string.ts';
import type { Applet } from '../bin/lib/tool.ts';
import { decodeText } from '../sh/text-bytes.ts';
import { resolveTarget, type Target } from './connect-options.ts';
import { ConnectError, Connection, ConnectionLost } from './connection.ts';
import { runCommand } from './meta-commands.ts';
import { fileText } from './own-user.ts';
import { Printing } from './printing.ts';
import { hiddenLine, promptLine } from './prompt-line.ts';
import { EndOfPsql, STATUS } from './psql-end.ts';
import { parsePsql, type PsqlOptions, PsqlUsage } from './psql-options.ts';
import { PSQL_HELP, PSQL_VERSION } from './psql-texts.ts';
import { runQuery } from './run-query.ts';
import { StatementReader } from './statements.ts';

/** Where lines come from. */
export interface Lines {
  /** Undefined at the end. */
  next(prompt: string): Promise<string | 'interrupt' | undefined>;
  readonly interactive: boolean;
  /** What errors are said to be in. */
  readonly name: string | undefined;
  number: number;
}

export const psql: Applet = async (sys, argv = sys.argv) => {
  sys.signal('PIPE', 'ignore');
  let options: PsqlOptions;
  try {
    options = parsePsql(argv);
  } catch (error) {
    if (!(error instanceof PsqlUsage)) throw error;
    await sys.write(2, utf8(`psql: ${error.message}\npsql: hint: Try "psql --help" for more information.\n`));
    return STATUS.failed;
  }
  if (options.show) {
    await sys.write(1, utf8(options.show === 'version' ? `psql (PostgreSQL) ${PSQL_VERSION}\n` : PSQL_HELP));
    return STATUS.fine;
  }
  const session = new Psql(sys, options);
  try {
    return await session.main();
  } catch (error) {
    if (error instanceof EndOfPsql) return error.status;
    if (!(error instanceof ConnectError)) throw error;
    await sys.write(2, utf8(`psql: error: ${error.message}\n`));
    return STATUS.connection;
  } finally {
    session.connection?.close();
  }
};

export class Psql {
  connection: Connection | undefined;
  target!: Target;
  readonly variables = new Map<string, string>();
  readonly printing = new Printing();
  readonly statements = new StatementReader((name, quote) => this.#variable(name, quote));
  /** The last that was sent. */
  last = '';
  lines!: Lines;
  /** Descriptor of `\o`. */
  output = 1;
  timing = false;
  failed = false;
  /** The word that ends restricted mode, while that lasts. */
  restricted: string | undefined;
  readonly #history: string[] = [];

  constructor(
    readonly sys: Sys,
    readonly options: PsqlOptions,
  ) {
    this.variables.set('AUTOCOMMIT', 'on').set('VERBOSITY', 'default');
    if (options.quiet) this.variables.set('QUIET', 'on');
    for (const [name, value] of options.settings) {
      if (value === undefined) this.variables.delete(name);
      else this.variables.set(name, value);
    }
    for (const [name, value] of options.print) this.printing.set(name, value);
  }

  isOn(name: string): boolean {
    return /^(on|true|yes|1)$/i.test(this.variables.get(name) ?? '');
  }

  async main(): Promise<number> {
    const { sys, options } = this;
    const given = options.target;
    if (options.list) given.database ??= 'postgres';
    this.target = await resolveTarget(sys, given);
    this.connection = await this.connect(this.target);
    if (options.output !== undefined) await this.openOutput(options.output);
    if (options.list) {
      await runCommand(this, '\\l');
      return STATUS.fine;
    }
    if (!options.noStartFile) await this.#startFile();
    if (options.actions.length > 0) return this.#actions();
    const interactive = sys.isatty(0) && sys.isatty(1);
    if (interactive && !this.isOn('QUIET')) await this.print(`${this.#banner()}\nType "help" for help.\n\n`);
    const status = await this.run(interactive ? this.#typed() : this.#read(0, undefined));
    return status;
  }

  /** Connects; asks for a password where the server wants one and somebody can be asked. */
  async connect(target: Target): Promise<Connection> {
    const { sys, options } = this;
    const ask = async () => hiddenLine(sys, `Password for user ${target.user}: `);
    const known = options.password === 'ask' ? { ...target, password: await ask() } : target;
    return Connection.open(sys, {
      target: known,
      application: 'psql',
      ...(options.password !== 'never' && { askPassword: ask }),
    });
  }

  async print(text: string): Promise<void> {
    await this.sys.write(this.output, utf8(text));
  }

  async complain(text: string): Promise<void> {
    const { name, number } = this.lines ?? {};
    await this.sys.write(2, utf8(name === undefined ? text : `psql:${name}:${number}: ${text}`));
  }

  /** Of psql itself. */
  async error(text: string): Promise<void> {
    await this.complain(this.lines?.name === undefined ? text : `error: ${text}`);
  }

  async openOutput(path: string | undefined): Promise<void> {
    if (this.output !== 1) await this.sys.close(this.output);
    this.output = path === undefined ? 1 : await this.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  }

  /** Statements and commands until the end of the lines. */
  async run(lines: Lines): Promise<number> {
    const before = this.lines;
    this.lines = lines;
    const { statements } = this;
    try {
      for (;;) {
        const line = await lines.next(this.#prompt());
        lines.number++;
        if (line === 'interrupt') {
          statements.clear();
          continue;
        }
        if (line === undefined) break;
        if (this.variables.get('ECHO') === 'all' && !lines.interactive) await this.print(`${line}\n`);
        if (lines.interactive && statements.buffer.trim() === '' && (await this.#word(line.trim()))) continue;
        await this.#line(line);
      }
      if (!lines.interactive && statements.buffer.trim() !== '') await this.send(statements.buffer.trim());
      statements.clear();
      return STATUS.fine;
    } finally {
      this.lines = before;
    }
  }

  /** A file, or standard input for `-`. False when it cannot be read. */
  async include(path: string): Promise<boolean> {
    if (path === '-') {
      await this.run(this.#read(0, '<stdin>'));
      return true;
    }
    let fd: number;
    try {
      fd = await this.sys.open(path, O.RDONLY);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      const words = `${path}: ${error.message}\n`;
      await (this.lines ? this.error(words) : this.sys.write(2, utf8(`psql: error: ${words}`)));
      return false;
    }
    try {
      await this.run(this.#read(fd, path));
    } finally {
      await this.sys.close(fd);
    }
    return true;
  }

  /** Sends what the buffer holds; ends the program where it is to stop at errors. */
  async send(sql: string, expanded?: boolean): Promise<boolean> {
    this.last = sql;
    if (this.variables.get('ECHO') === 'queries') await this.print(`${sql}\n`);
    const started = this.sys.now();
    let fine: boolean;
    try {
      fine = await runQuery(this, sql, expanded);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      await this.#lost();
      fine = false;
    }
    if (this.timing) await this.print(`Time: ${(this.sys.now() - started).toFixed(3)} ms\n`);
    if (!fine) await this.#stopAtError();
    return fine;
  }

  async #stopAtError(): Promise<void> {
    this.failed = true;
    if (this.isOn('ON_ERROR_STOP') && !this.lines?.interactive) throw new EndOfPsql(STATUS.script);
  }

  async #lost(): Promise<void> {
    await this.error(
      'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n',
    );
    this.connection = undefined;
    if (!this.lines?.interactive) {
      await this.complain('error: connection to server was lost\n');
      throw new EndOfPsql(STATUS.connection);
    }
    await this.sys.write(2, utf8('The connection to the server was lost. Attempting reset: '));
    try {
      this.connection = await this.connect(this.target);
      await this.sys.write(2, utf8('Succeeded.\n'));
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      await this.sys.write(2, utf8('Failed.\n'));
    }
  }

  async #line(line: string): Promise<void> {
    for (const piece of this.statements.line(line)) {
      if (piece.kind === 'statement') await this.send(piece.text);
      else {
        const fine = await runCommand(this, piece.text);
        if (!fine) await this.#stopAtError();
      }
    }
  }

  async #actions(): Promise<number> {
    const { actions, singleTransaction } = this.options;
    if (singleTransaction) await this.send('BEGIN');
    for (const { kind, text } of actions) {
      if (kind === 'file') {
        if (!(await this.include(text))) return STATUS.failed;
      } else if (text.startsWith('\\')) {
        if (!(await runCommand(this, text))) return STATUS.failed;
        // The whole string is one request: where one statement fails, those before it are undone too.
      } else if (!(await this.send(text))) return STATUS.failed;
    }
    if (singleTransaction) await this.send(this.failed ? 'ROLLBACK' : 'COMMIT');
    return STATUS.fine;
  }

  async #startFile(): Promise<void> {
    const path = `${this.sys.env.get('HOME') ?? ''}/.psqlrc`;
    if ((await fileText(this.sys, path)) !== undefined) await this.include(path);
  }

  /** Words that are understood at an empty prompt without a backslash. */
  async #word(line: string): Promise<boolean> {
    if (/^(quit|exit)\s*;?$/.test(line)) throw new EndOfPsql(STATUS.fine);
    if (!/^help\s*;?$/.test(line)) return false;
    await this.print(
      'You are using psql, the command-line interface to PostgreSQL.\n' +
        'Type:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n' +
        '       \\g or terminate with semicolon to execute query\n       \\q to quit\n',
    );
    return true;
  }

  #banner(): string {
    const server = this.connection?.parameters.get('server_version') ?? PSQL_VERSION;
    return server === PSQL_VERSION ? `psql (${PSQL_VERSION})` : `psql (${PSQL_VERSION}, server ${server})`;
  }

  /** `%/%R%x%# ` */
  #prompt(): string {
    const { connection, statements } = this;
    const pending = statements.pending;
    const broken = connection === undefined;
    const sign = connection?.parameters.get('is_superuser') === 'on' ? '#' : '>';
    const transaction = broken ? '?' : { I: '', T: '*', E: '!' }[connection.status];
    const database = broken ? '' : connection.target.database;
    return `${database}${broken && pending === '=' ? '!' : pending}${transaction}${sign} `;
  }

  #typed(): Lines {
    const history = this.#history;
    return {
      interactive: true,
      name: undefined,
      number: 0,
      next: async (prompt) => {
        const got = await promptLine(this.sys, prompt, history);
        if (got === 'interrupt') return got;
        if (got === undefined) {
          await this.print('\\q\n');
          return undefined;
        }
        if (got.line.trim() !== '' && history.at(-1) !== got.line) history.push(got.line);
        return got.line;
      },
    };
  }

  #read(fd: number, name: string | undefined): Lines {
    const input = new Input(this.sys, fd);
    return {
      interactive: false,
      name,
      number: 0,
      next: async () => {
        const line = await input.line();
        return line === undefined ? undefined : decodeText(toBytes(line));
      },
    };
  }

  #variable(name: string, quote: '' | "'" | '"'): string | undefined {
    const value = this.variables.get(name);
    if (value === undefined || quote === '') return value;
    return quote === "'" ? `'${value.replaceAll("'", "''")}'` : `"${value.replaceAll('"', '""')}"`;
  }
}
