/** Rows of a table, as COPY or as INSERT statements. */
import { utf8 } from '../../../base/bytes.ts';
import { FieldReader, message, readReport } from '../../../base/postgres/wire.ts';
import { type Connection, readRow } from '../connection.ts';
import { literal } from './catalog.ts';
import type { TableData } from './dump-entry.ts';
import { DumpError, type DumpOptions } from './dump-options.ts';

type Write = (bytes: Uint8Array) => Promise<void>;

/** Types whose values stand without quotes, by their numbers in the catalogue; but for NaN and Infinity. */
const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 1700]);
const BOOLEAN = 16;
const BITS = new Set([1560, 1562]);

export async function writeRows(
  connection: Connection,
  data: TableData,
  inserts: DumpOptions['inserts'],
  write: Write,
): Promise<void> {
  await (inserts ? writeInserts(connection, data, inserts, write) : writeCopy(connection, data, write));
}

async function writeCopy(connection: Connection, { table, columns }: TableData, write: Write): Promise<void> {
  const names = columns.filter(({ generated }) => !generated).map(({ name }) => name);
  const list = names.length > 0 ? `(${names.join(', ')})` : '';
  await write(utf8(`COPY ${table} ${list} FROM stdin;\n`));
  await connection.send(message('Q', `COPY ${table} ${list} TO stdout;`));
  await eachMessage(connection, table, async (type, body) => {
    if (type === 'd') await write(body.slice());
  });
  await write(utf8('\\.\n'));
}

async function writeInserts(
  connection: Connection,
  { table, columns, identityAlways }: TableData,
  inserts: 'plain' | 'columns',
  write: Write,
): Promise<void> {
  // With names of columns those that are generated are left out; without them each has to have something.
  const told = inserts === 'columns' ? columns.filter(({ generated }) => !generated) : columns;
  const asked = told.map(({ name, generated }) => (generated ? 'NULL' : name)).join(', ');
  const names = inserts === 'columns' && told.length > 0 ? ` (${told.map(({ name }) => name).join(', ')})` : '';
  const head = `INSERT INTO ${table}${names}${identityAlways ? ' OVERRIDING SYSTEM VALUE' : ''}`;
  let types: readonly number[] = [];
  await connection.send(message('Q', `SELECT ${asked} FROM ONLY ${table}`));
  await eachMessage(connection, table, async (type, body) => {
    if (type === 'T') types = typesOf(body);
    if (type !== 'D') return;
    const values = readRow(body).map((value, at) =>
      told[at]?.generated ? 'DEFAULT' : valueOf(value, types[at] as number),
    );
    await write(utf8(values.length > 0 ? `${head} VALUES (${values.join(', ')});\n` : `${head} DEFAULT VALUES;\n`));
  });
}

async function eachMessage(
  connection: Connection,
  table: string,
  take: (type: string, body: Uint8Array) => Promise<void>,
): Promise<void> {
  let failure: string | undefined;
  for (;;) {
    const { type, body } = await connection.receive(async () => undefined);
    if (type === 'Z') break;
    if (type === 'E') failure = readReport(body)['M'] ?? '';
    else await take(type, body);
  }
  if (failure !== undefined) throw new DumpError(`Dumping the contents of table ${table} failed: ${failure}`);
}

function typesOf(body: Uint8Array): readonly number[] {
  const reader = new FieldReader(body);
  return Array.from({ length: reader.int16() }, () => {
    reader.string();
    reader.take(6);
    const type = reader.int32();
    reader.take(8);
    return type;
  });
}

function valueOf(value: string | undefined, type: number): string {
  if (value === undefined) return 'NULL';
  if (NUMBERS.has(type) && /^[0-9 +\-eE.]*$/.test(value)) return value;
  if (type === BOOLEAN) return value === 't' ? 'true' : 'false';
  return BITS.has(type) ? `B${literal(value)}` : literal(value);
}
