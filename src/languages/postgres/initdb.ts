/**
 * `initdb`: PostgreSQL's own, which PGlite brings. It works in the engine's memory, and the finished directory is written
 * to the kernel's files in one piece.
 */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import type { Guest } from '../guest/guest.ts';
import { Engine, ENGINE_DIRECTORY, identifier, literal } from './engine.ts';
import { readText, UsageError } from './settings.ts';
import { SERVER_VERSION } from './version.ts';

const SAMPLE = '/usr/share/postgresql/postgresql.conf.sample';
const ENGINE_PROGRAMS = '/pglite/bin/';

interface Options {
  directory: string | undefined;
  user: string | undefined;
  passwordFile: string | undefined;
  version: boolean;
  readonly passed: string[];
}

/** Options with a value by their names; what has no field is passed to the real one. */
const VALUED = 'pgdata username pwfile auth auth-host auth-local text-search-config set lc-messages'.split(' ');
const SHORT: Readonly<Record<string, string>> = {
  D: 'pgdata',
  U: 'username',
  A: 'auth',
  T: 'text-search-config',
  c: 'set',
};
const FLAGS = new Set(['--data-checksums', '--no-data-checksums', '-k', '--no-instructions']);

export async function initdb(guest: Guest): Promise<number> {
  const env = new Map(guest.start.env);
  const options = parse(guest.start.argv);
  if (options.version) {
    guest.write(1, utf8(`initdb (PostgreSQL) ${SERVER_VERSION}\n`));
    return 0;
  }
  const directory = options.directory ?? env.get('PGDATA');
  const complain = (words: string): number => {
    guest.write(2, utf8(words));
    return 1;
  };
  if (guest.start.credentials.euid === 0) {
    return complain(
      'initdb: error: cannot be run as root\ninitdb: hint: Please log in (using, e.g., "su") as the (unprivileged) user that will own the server process.\n',
    );
  }
  if (!directory) {
    return complain(
      'initdb: error: no data directory specified\ninitdb: hint: You must identify the directory where the data for this database system will reside.  Do this with either the invocation option -D or the environment variable PGDATA.\n',
    );
  }
  if (!(await isEmpty(guest, directory))) {
    return complain(
      `initdb: error: directory "${directory}" exists but is not empty\ninitdb: hint: If you want to create a new database system, either remove or empty the directory "${directory}" or run initdb with an argument other than "${directory}".\n`,
    );
  }
  await create(guest, directory, options);
  return 0;
}

async function create(guest: Guest, directory: string, { user = 'postgres', passwordFile, passed }: Options) {
  const password = passwordFile === undefined ? undefined : await readText(guest, passwordFile);
  const engine = new Engine(guest, directory, new Map(), { engine: () => undefined });
  // The whole log is one segment of 1 MB, not of 16: it is kept in the browser.
  const words = [`--username=${user}`, '--wal-segsize=1', ...passed];
  const lines: string[] = [];
  await engine.start('postgres', { arguments: words, told: (line) => lines.push(line) });
  const [secret] = password?.split('\n') ?? [];
  if (secret) await engine.query(`ALTER ROLE ${identifier(user)} PASSWORD ${literal(secret)}`);
  await engine.close();
  await configure(guest, directory);
  const told = lines.join('\n').replaceAll(ENGINE_DIRECTORY, directory).replaceAll(ENGINE_PROGRAMS, '');
  guest.write(1, utf8(`${told}\n`));
}

/** What the sample sets has its place in the new file: the engine's initdb knows a sample of its own alone. */
async function configure(guest: Guest, directory: string): Promise<void> {
  const path = `${directory}/postgresql.conf`;
  let file = (await readText(guest, path)) ?? '';
  for (const [line, name = ''] of ((await readText(guest, SAMPLE)) ?? '').matchAll(/^(\w+)\s*=.*$/gm))
    file = file.replace(new RegExp(`^#?${name}\\s*=[^#\\n]*`, 'm'), `${line}\t`);
  const fd = await guest.async.open(path, O.WRONLY | O.TRUNC);
  await guest.async.write(fd, utf8(file));
  await guest.async.close(fd);
}

async function isEmpty(guest: Guest, directory: string): Promise<boolean> {
  try {
    return (await guest.async.readdir(directory)).length === 0;
  } catch (error) {
    if (!(error instanceof SysError && error.errno === 'ENOENT')) throw error;
    await guest.async.mkdir(directory, 0o700);
    return true;
  }
}

function parse(argv: readonly string[]): Options {
  const options: Options = {
    directory: undefined,
    user: undefined,
    passwordFile: undefined,
    version: false,
    passed: [],
  };
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] as string;
    const [, long, attached] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const [, letter, rest] = /^-([A-Za-z])(.*)$/s.exec(word) ?? [];
    const name = long ?? (letter === undefined ? undefined : SHORT[letter]);
    if (word === '--version' || word === '-V') options.version = true;
    else if (FLAGS.has(word)) options.passed.push(word);
    else if (name !== undefined && VALUED.includes(name)) {
      const value = (long === undefined ? rest : attached) || argv[++at];
      if (value === undefined) throw new UsageError(`option '${word}' requires an argument`);
      if (name === 'pgdata') options.directory = value;
      else if (name === 'username') options.user = value;
      else if (name === 'pwfile') options.passwordFile = value;
      else options.passed.push(`--${name}=${value}`);
    } else if (word.startsWith('-')) {
      throw new UsageError(`${word} is not simulated in Drydock, or no option of initdb`);
    } else options.directory = word;
  }
  return options;
}
