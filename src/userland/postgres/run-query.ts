/** One request and all that comes back for it: rows, tags, notices, errors, and data that is copied. */
import { utf8 } from '../../base/bytes.ts';
import { FieldReader, message, readReport, type ReportFields } from '../../base/postgres/wire.ts';
import { type Connection, readRow } from './connection.ts';
import { alignOf, type Column, printTable } from './print-table.ts';
import type { Psql } from './psql.ts';
import { reportText, type Verbosity } from './report-text.ts';

const COPY_PROMPT = '>> ';
const COPY_WORDS =
  'Enter data to be copied followed by a newline.\nEnd with a backslash and a period on a line by itself, or an EOF signal.\n';

/** Data of `\copy`: from a file, or to one. */
export interface CopyEnds {
  readonly from?: () => Promise<Uint8Array | undefined>;
  readonly to?: (bytes: Uint8Array) => Promise<void>;
}

/** Whether all of it went well. */
export async function runQuery(psql: Psql, sql: string, expanded?: boolean, ends: CopyEnds = {}): Promise<boolean> {
  const { connection } = psql;
  if (!connection) {
    await psql.complain('You are currently not connected to a database.\n');
    return false;
  }
  await connection.send(message('Q', sql));
  let columns: Column[] = [];
  let rows: (string | undefined)[][] | undefined;
  let fine = true;
  const report = (fields: ReportFields) => told(psql, fields, sql);
  for (;;) {
    const { type, body } = await connection.receive(report);
    if (type === 'Z') return fine;
    if (type === 'T') {
      columns = readColumns(body);
      rows = [];
    } else if (type === 'D') rows?.push(readRow(body));
    else if (type === 'E') {
      fine = false;
      rows = undefined;
      await report(readReport(body));
    } else if (type === 'C') {
      await finished(psql, new FieldReader(body).string(), columns, rows, expanded);
      rows = undefined;
    } else if (type === 'G') await copyIn(psql, connection, ends);
    else if (type === 'd') await (ends.to ? ends.to(body) : psql.sys.write(psql.output, body.slice()));
  }
}

async function told(psql: Psql, fields: ReportFields, sql: string): Promise<void> {
  const verbosity = (psql.variables.get('VERBOSITY') ?? 'default') as Verbosity;
  await psql.complain(reportText(fields, sql, verbosity));
}

async function finished(
  psql: Psql,
  tag: string,
  columns: readonly Column[],
  rows: readonly (string | undefined)[][] | undefined,
  expanded: boolean | undefined,
): Promise<void> {
  if (rows) await psql.print(printTable({ columns, rows, ...titled(psql) }, psql.printing.options(expanded)));
  // Rows speak for themselves; what changes rows and gives some back says both.
  const silent = rows !== undefined && !/^(INSERT|UPDATE|DELETE|MERGE)/.test(tag);
  if (!silent && !psql.isOn('QUIET') && !psql.options.quiet && !/^COPY .*/.test(rows ? '' : hideCopy(psql, tag)))
    await psql.print(`${tag}\n`);
}

/** The tag of COPY would stand among the data. */
function hideCopy(psql: Psql, tag: string): string {
  return tag.startsWith('COPY') && /\bto\s+stdout\b/i.test(psql.last) ? tag : '';
}

const titled = ({ printing }: Psql) => (printing.title === undefined ? {} : { title: printing.title });

function readColumns(body: Uint8Array): Column[] {
  const reader = new FieldReader(body);
  return Array.from({ length: reader.int16() }, () => {
    const name = reader.string();
    reader.int32();
    reader.int16();
    const type = reader.int32();
    reader.int16();
    reader.int32();
    reader.int16();
    return { name, align: alignOf(type) };
  });
}

/** What follows in the script, or what is typed, until `\.`. */
async function copyIn(psql: Psql, connection: Connection, { from }: CopyEnds): Promise<void> {
  if (from) {
    for (let bytes = await from(); bytes; bytes = await from()) await connection.send(message('d', bytes));
  } else {
    const { lines } = psql;
    if (lines?.interactive && !psql.isOn('QUIET')) await psql.print(COPY_WORDS);
    for (;;) {
      const line = await lines?.next(COPY_PROMPT);
      if (lines) lines.number++;
      if (line === 'interrupt') {
        await connection.send(message('f', 'canceled by user'));
        return;
      }
      if (line === undefined || line === '\\.') break;
      await connection.send(message('d', utf8(`${line}\n`)));
    }
  }
  await connection.send(message('c'));
}
