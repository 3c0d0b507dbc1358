/**
 * pg_dump over the wire: schemas, enumerations, domains, tables, views, sequences, data, keys and indexes, as a plain script.
 * What else a database holds is told, and nothing is written: https://www.postgresql.org/docs/18/app-pgdump.html
 */
import { utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import type { Applet } from '../../bin/lib/tool.ts';
import { resolveTarget } from '../connect-options.ts';
import { ConnectError, Connection, ConnectionLost } from '../connection.ts';
import { hiddenLine } from '../prompt-line.ts';
import { PSQL_VERSION } from '../psql-texts.ts';
import { ask, command } from './catalog.ts';
import { type Entry, inOrder, RANK } from './dump-entry.ts';
import { DumpError, dumpOptions, type DumpOptions, readDumpWords } from './dump-options.ts';
import { select } from './dump-selection.ts';
import { notDumped } from './not-dumped.ts';
import { readRelations, relationEntries } from './read-relations.ts';
import { readConstraints, readIndexes } from './read-rest.ts';
import { readSchemas, readTypes } from './read-types.ts';
import { type DumpHead, DumpWriter, identifier } from './write-dump.ts';

const KEY_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const KEY_LENGTH = 63;

export const pgDump: Applet = async (sys, argv = sys.argv) => {
  try {
    const words = readDumpWords(argv);
    if (words.flags.has('version')) {
      await sys.write(1, utf8(`pg_dump (PostgreSQL) ${PSQL_VERSION}\n`));
      return 0;
    }
    if (words.flags.has('help')) {
      await sys.write(1, utf8(HELP));
      return 0;
    }
    await dump(sys, dumpOptions(words));
    return 0;
  } catch (error) {
    if (error instanceof ConnectionLost) return complain(sys, 'error: server closed the connection unexpectedly');
    if (error instanceof ConnectError) return complain(sys, `error: ${error.message}`);
    if (!(error instanceof DumpError)) throw error;
    if (!error.hint) return complain(sys, `error: ${error.message}`);
    const head = error.message.startsWith('too many') ? 'error: ' : '';
    return complain(sys, `${head}${error.message}\npg_dump: hint: Try "pg_dump --help" for more information.`);
  }
};

const HELP = `pg_dump writes a PostgreSQL database as a script.

Usage:
  pg_dump [OPTION]... [DBNAME]

What is written:
  -a, --data-only           the rows alone
  -s, --schema-only         everything but the rows
  -c, --clean               statements that drop what is there, first; with --if-exists they mind nothing that is not
  -C, --create              a statement that makes the database, and a connection to it
  -n, -N, --schema, --exclude-schema=PATTERN
  -t, -T, --table, --exclude-table=PATTERN
      --exclude-table-data=PATTERN
  -O, --no-owner            nothing about owners
  -x, --no-privileges       nothing about privileges
      --no-comments         no COMMENT statements
      --inserts, --column-inserts
                            rows as INSERT, not COPY
  -f, --file=FILENAME       where to
  -F, --format=p            plain; Drydock has no other

Connection:
  -d, --dbname=DBNAME  -h, --host=HOSTNAME  -p, --port=PORT  -U, --username=NAME  -w, --no-password

Schemas, enumerations, domains, tables, views, sequences, keys and indexes are simulated. A database that holds more
(functions, triggers, privileges …) is refused with their names.
`;

async function complain(sys: Sys, text: string): Promise<number> {
  await sys.write(2, utf8(`pg_dump: ${text}\n`));
  return 1;
}

async function dump(sys: Sys, options: DumpOptions): Promise<void> {
  const target = await resolveTarget(sys, options.target);
  const connection = await Connection.open(sys, {
    target,
    application: 'pg_dump',
    ...(!options.noPassword && { askPassword: async () => hiddenLine(sys, 'Password: ') }),
  });
  try {
    // One state of the database, whatever others do meanwhile; and values that mean the same wherever they are read.
    await command(connection, 'SET datestyle = ISO; SET intervalstyle = postgres; SET extra_float_digits = 3');
    await command(connection, 'BEGIN; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const entries = await collect(connection, options);
    const head = await headOf(sys, connection, options);
    const fd = options.file === undefined ? 1 : await openFile(sys, options.file);
    const writer = new DumpWriter(async (bytes) => void (await sys.write(fd, bytes)), options);
    await writer.dump(connection, head, entries);
    if (fd !== 1) await sys.close(fd);
  } finally {
    connection.close();
  }
}

async function openFile(sys: Sys, path: string): Promise<number> {
  try {
    return await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new DumpError(`could not open output file "${path}": ${error.message}`);
  }
}

async function collect(connection: Connection, options: DumpOptions): Promise<readonly Entry[]> {
  const selection = await select(connection, options);
  const missing = await notDumped(connection, selection, options);
  if (missing.length > 0) {
    const names = missing.map((name) => `\n  ${name}`).join('');
    throw new DumpError(`the database holds what is not simulated here; the real pg_dump would write it:${names}`);
  }
  const relations = await readRelations(connection);
  const tables = new Map(relations.map((relation) => [relation.oid, relation]));
  const parts = await relationEntries(connection, relations, selection);
  const schema = [
    ...(await readSchemas(connection, options.schemas.length > 0)),
    ...(await readTypes(connection)),
    ...parts.schema,
    ...(await readConstraints(connection, tables)),
    ...(await readIndexes(connection, tables)),
  ];
  const data = options.schema ? parts.data : await inKeyOrder(connection, parts.data);
  const chosen = new Set([
    ...selection.schemas.map((oid) => `schema ${oid}`),
    ...selection.relations.map((oid) => `relation ${oid}`),
  ]);
  const wanted = ({ of, rank }: Entry): boolean => {
    const rows = rank === RANK.data || rank === RANK.sequenceSet;
    // A materialized view that is not made has no data of its own to bring.
    const allowed = rows ? options.data : options.schema && (rank !== RANK.refresh || options.data);
    return allowed && chosen.has(of);
  };
  return inOrder([...schema, ...data]).filter(wanted);
}

/** Where the rows come alone, into tables that have their foreign keys: those that are pointed to come first. */
async function inKeyOrder(connection: Connection, data: readonly Entry[]): Promise<readonly Entry[]> {
  const keys = await ask<{ from: number; to: number }>(
    connection,
    "SELECT DISTINCT conrelid::int8 AS from, confrelid::int8 AS to FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid",
  );
  return data.map((entry) => ({
    ...entry,
    after: [...entry.after, ...keys.filter(({ from }) => entry.key === `data ${from}`).map(({ to }) => `data ${to}`)],
  }));
}

interface DatabaseRow {
  readonly name: string;
  readonly quoted: string;
  readonly owner: string;
  readonly encoding: string;
  readonly collate: string;
  readonly ctype: string;
  readonly provider: string;
  readonly comment: string | null;
}

async function headOf(sys: Sys, connection: Connection, options: DumpOptions): Promise<DumpHead> {
  const key = [...sys.random(KEY_LENGTH)].map((byte) => KEY_LETTERS[byte % KEY_LETTERS.length]).join('');
  const head = { serverVersion: connection.parameters.get('server_version') ?? '', version: PSQL_VERSION, key };
  if (!options.create) return { ...head, database: undefined };
  const [row] = await ask<DatabaseRow>(
    connection,
    `SELECT datname AS name, quote_ident(datname) AS quoted, pg_get_userbyid(datdba) AS owner, pg_encoding_to_char(encoding) AS encoding,
       datcollate AS collate, datctype AS ctype, datlocprovider AS provider, shobj_description(oid, 'pg_database') AS comment
     FROM pg_database WHERE datname = current_database()`,
  );
  const { name, quoted, owner, encoding, collate, ctype, provider } = row as DatabaseRow;
  if (provider !== 'c')
    throw new DumpError('a database with another locale provider than libc is not simulated in Drydock');
  const locale = collate === ctype ? `LOCALE = '${collate}'` : `LC_COLLATE = '${collate}' LC_CTYPE = '${ctype}'`;
  const create = `CREATE DATABASE ${quoted} WITH TEMPLATE = template0 ENCODING = '${encoding}' LOCALE_PROVIDER = libc ${locale};\n`;
  const entry: Entry = {
    key: 'database',
    of: 'database',
    rank: RANK.schema,
    schema: undefined,
    name,
    tag: name,
    type: 'DATABASE',
    owner,
    after: [],
    create,
    drop: `DROP DATABASE ${quoted};\n`,
    owned: `DATABASE ${quoted}`,
  };
  return { ...head, database: { entry, quoted: identifier(name) } };
}
