/** Small clients of PostgreSQL: pg_isready, createdb, dropdb, createuser, dropuser. */
import { utf8 } from '../../base/bytes.ts';
import type { Sys } from '../../kernel/sys.ts';
import type { Applet } from '../bin/lib/tool.ts';
import { type GivenTarget, resolveTarget, SOCKET_DIRECTORY } from './connect-options.ts';
import { ConnectError, Connection } from './connection.ts';
import { hiddenLine } from './prompt-line.ts';
import { PSQL_VERSION } from './psql-texts.ts';

interface Parsed {
  readonly target: GivenTarget;
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

class Usage extends Error {}

const TARGET = { h: 'host', p: 'port', U: 'user', d: 'database' } as const;
const TARGET_LONG: Readonly<Record<string, keyof typeof TARGET>> = { host: 'h', port: 'p', username: 'U', dbname: 'd' };

/** `flags` and `values` name the options that the program has of its own. */
function parse(argv: readonly string[], flags: string, values: string): Parsed {
  const target: GivenTarget = {};
  const words: string[] = [];
  const found = new Set<string>();
  const valued = new Map<string, string>();
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at] as string;
    const [, long, longValue] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const [, letter, attached] = /^-([A-Za-z])(.*)$/s.exec(word) ?? [];
    const name = long ?? letter;
    const next = () => {
      const value = (long === undefined ? attached : longValue) || argv[++at];
      if (value === undefined) throw new Usage(`option '${word}' requires an argument`);
      return value;
    };
    if (name === undefined) words.push(word);
    else {
      const place = TARGET_LONG[name] ?? name;
      if (place in TARGET) target[TARGET[place as keyof typeof TARGET]] = next();
      else if (values.split(' ').includes(name)) valued.set(name, next());
      else if (name === 'version' || name === 'V' || flags.split(' ').includes(name)) found.add(name);
      else throw new Usage(long ? `unrecognized option '${word}'` : `invalid option -- '${letter}'`);
    }
  }
  return { target, words, flags: found, values: valued };
}

/** A program that parses, then works; errors are told in the form that all of them have. */
function client(
  name: string,
  own: { readonly flags: string; readonly values: string; readonly failure: number },
  work: (sys: Sys, parsed: Parsed) => Promise<number>,
): Applet {
  return async (sys, argv = sys.argv) => {
    sys.signal('PIPE', 'ignore');
    try {
      const parsed = parse(argv, own.flags, own.values);
      if (parsed.flags.has('version') || parsed.flags.has('V')) {
        await sys.write(1, utf8(`${name} (PostgreSQL) ${PSQL_VERSION}\n`));
        return 0;
      }
      return await work(sys, parsed);
    } catch (error) {
      if (!(error instanceof Usage || error instanceof ConnectError)) throw error;
      const hint = error instanceof Usage ? `\n${name}: hint: Try "${name} --help" for more information.` : '';
      const head = error instanceof Usage ? `${name}: ` : `${name}: error: `;
      await sys.write(2, utf8(`${head}${error.message}${hint}\n`));
      return own.failure;
    }
  };
}

/** Whether a server answers: 0 accepting, 1 rejecting, 2 no answer. */
export const pgIsReady = client(
  'pg_isready',
  { flags: 'q quiet', values: 't timeout', failure: 3 },
  async (sys, { target, flags }) => {
    const where = await resolveTarget(sys, target);
    const place = where.host === SOCKET_DIRECTORY ? `${SOCKET_DIRECTORY}:${where.port}` : `${where.host}:${where.port}`;
    const say = async (words: string) => {
      if (!flags.has('q') && !flags.has('quiet')) await sys.write(1, utf8(`${place} - ${words}\n`));
    };
    try {
      const connection = await Connection.open(sys, { target: where, application: 'pg_isready' });
      connection.close();
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      if (/the database system is (starting up|shutting down)/.test(error.message)) {
        await say('rejecting connections');
        return 1;
      }
      // A server that asks for a password, or knows no such role, is there.
      if (!/FATAL|no password supplied/.test(error.message)) {
        await say('no response');
        return 2;
      }
    }
    await say('accepting connections');
    return 0;
  },
);

async function statement(sys: Sys, name: string, target: GivenTarget, sql: string, what: string): Promise<number> {
  const where = await resolveTarget(sys, { database: 'postgres', ...target });
  const askPassword = async () => hiddenLine(sys, 'Password: ');
  const connection = await Connection.open(sys, { target: where, application: name, askPassword });
  const { error } = await connection.rows(sql);
  connection.close();
  if (!error) return 0;
  await sys.write(2, utf8(`${name}: error: ${what} failed: ${error['S']}:  ${error['M']}\n`));
  return 1;
}

const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
const COMMON = 'w W no-password password e echo';

export const createdb = client(
  'createdb',
  { flags: COMMON, values: 'O owner T template E encoding', failure: 1 },
  async (sys, { target, words, values }) => {
    const { database, ...place } = target;
    const name = words[0] ?? database ?? (await resolveTarget(sys, place)).database;
    const option = (short: string, long: string) => values.get(short) ?? values.get(long);
    const owner = option('O', 'owner');
    const template = option('T', 'template');
    const sql = `CREATE DATABASE ${quoted(name)}${owner ? ` OWNER ${quoted(owner)}` : ''}${template ? ` TEMPLATE ${quoted(template)}` : ''};`;
    return statement(sys, 'createdb', place, sql, 'database creation');
  },
);

export const dropdb = client(
  'dropdb',
  { flags: `${COMMON} if-exists f force i`, values: '', failure: 1 },
  async (sys, { target, words, flags }) => {
    const [name] = words;
    if (name === undefined) throw new Usage('error: missing required argument database name');
    const sql = `DROP DATABASE ${flags.has('if-exists') ? 'IF EXISTS ' : ''}${quoted(name)};`;
    return statement(sys, 'dropdb', target, sql, 'database removal');
  },
);

export const createuser = client(
  'createuser',
  {
    flags: `${COMMON} s superuser S no-superuser d createdb D no-createdb r createrole R no-createrole l login L no-login P pwprompt`,
    values: '',
    failure: 1,
  },
  async (sys, { target, words, flags }) => {
    const [name] = words;
    if (name === undefined) throw new Usage('error: missing required argument role name');
    const on = (letter: string, long: string) => flags.has(letter) || flags.has(long);
    const rights = [
      on('s', 'superuser') ? 'SUPERUSER' : 'NOSUPERUSER',
      on('d', 'createdb') ? 'CREATEDB' : 'NOCREATEDB',
      on('r', 'createrole') ? 'CREATEROLE' : 'NOCREATEROLE',
      on('L', 'no-login') ? 'NOLOGIN' : 'LOGIN',
    ];
    if (on('P', 'pwprompt')) {
      const password = (await hiddenLine(sys, 'Enter password for new role: ')) ?? '';
      rights.push(`PASSWORD '${password.replaceAll("'", "''")}'`);
    }
    return statement(
      sys,
      'createuser',
      target,
      `CREATE ROLE ${quoted(name)} ${rights.join(' ')};`,
      'creation of new role',
    );
  },
);

export const dropuser = client(
  'dropuser',
  { flags: `${COMMON} if-exists i`, values: '', failure: 1 },
  async (sys, { target, words, flags }) => {
    const [name] = words;
    if (name === undefined) throw new Usage('error: missing required argument role name');
    const sql = `DROP ROLE ${flags.has('if-exists') ? 'IF EXISTS ' : ''}${quoted(name)};`;
    return statement(sys, 'dropuser', target, sql, `removal of role "${name}"`);
  },
);
