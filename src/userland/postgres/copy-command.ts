/** `\copy`: COPY whose data are in a file of the client's machine. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import type { Psql } from './psql.ts';
import { runQuery } from './run-query.ts';

const CHUNK = 64 * 1024;
const FORM = /^(.*?)\s+(from|to)\s+('(?:[^']|'')*'|stdin|stdout|pstdin|pstdout|\S+)(.*)$/is;

export async function copyCommand(psql: Psql, _: readonly string[], line: string): Promise<boolean> {
  const { sys } = psql;
  const [, what, direction, place = '', options = ''] = FORM.exec(line.replace(/;\s*$/, '')) ?? [];
  if (what === undefined || direction === undefined) {
    await psql.error('\\copy: arguments required\n');
    return false;
  }
  const from = direction.toLowerCase() === 'from';
  const sql = `COPY ${what} ${from ? 'FROM STDIN' : 'TO STDOUT'}${options}`;
  if (/^p?std(in|out)$/i.test(place)) return runQuery(psql, sql);
  const path = place.startsWith("'") ? place.slice(1, -1).replaceAll("''", "'") : place;
  let fd: number;
  try {
    fd = await sys.open(path, from ? O.RDONLY : O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await psql.error(`${path}: ${error.message}\n`);
    return false;
  }
  try {
    return await runQuery(psql, sql, undefined, {
      from: async () => {
        const bytes = await sys.read(fd, CHUNK);
        return bytes.length === 0 ? undefined : bytes;
      },
      to: async (bytes) => {
        await sys.write(fd, bytes.slice());
      },
    });
  } finally {
    await sys.close(fd);
  }
}
