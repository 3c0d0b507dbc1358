/** pg_restore reads archives, which Drydock's pg_dump does not write: it tells what it was given. */
import { text, utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import type { Applet } from '../../bin/lib/tool.ts';
import { PSQL_VERSION } from '../psql-texts.ts';

/** How every plain dump begins, and every archive. */
const PLAIN = ['--\n-- PostgreSQL database dump\n', '--\n-- PostgreSQL database cluster dump\n'];
const ARCHIVE = 'PGDMP';
const HEAD_BYTES = 512;
/** Options whose value may stand apart. */
const VALUED =
  /^(-[dfFhInNpPtTUSLj]|--(dbname|file|format|host|index|schema|exclude-schema|port|function|table|trigger|username))$/;

export const pgRestore: Applet = async (sys, argv = sys.argv) => {
  const complain = async (words: string) => {
    await sys.write(2, utf8(`pg_restore: error: ${words}\n`));
    return 1;
  };
  const words = argv.slice(1);
  if (words.some((word) => word === '--version' || word === '-V')) {
    await sys.write(1, utf8(`pg_restore (PostgreSQL) ${PSQL_VERSION}\n`));
    return 0;
  }
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  if (!has(/^(-[dfl]|--(dbname|file|list)\b)/)) return complain('one of -d/--dbname and -f/--file must be specified');
  const file = words.find((word, at) => !word.startsWith('-') && !VALUED.test(words[at - 1] ?? ''));
  let head: string;
  try {
    const fd = file === undefined ? 0 : await sys.open(file, O.RDONLY);
    head = text(await sys.read(fd, HEAD_BYTES));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return complain(`could not open input file "${file}": ${error.message}`);
  }
  if (PLAIN.some((start) => head.startsWith(start)))
    return complain('input file appears to be a text format dump. Please use psql.');
  if (head.startsWith(ARCHIVE))
    return complain('archives are not simulated in Drydock; the real pg_restore would read this one');
  return complain(
    head.length < HEAD_BYTES
      ? 'input file does not appear to be a valid archive (too short?)'
      : 'input file does not appear to be a valid archive',
  );
};
