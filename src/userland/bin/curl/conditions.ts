/** What an answer must be newer than, or other than: -z and --etag-compare; and the tag that --etag-save keeps. */
import { text, utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';
import { parseDate } from '../lib/parse-date.ts';
import { readInput } from './body.ts';
import { type CurlArguments, valueOf } from './options.ts';
import { warningLines } from './output.ts';

const NO_DATE =
  'Illegal date format for -z, --time-cond (and not a file name). Disabling time condition. See curl_getdate(3) for valid date syntax.';
/** What libcurl takes for a date: a month by its name, or eight digits. */
const DATE = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|^\d{8}\b/i;

export interface TimeCondition {
  /** Its line in a head. */
  readonly line: string;
  /** Whether something of this time is what the condition refuses. */
  refuses(lastModified: number): boolean;
}

/** `-z DATE`, `-z -DATE` for the opposite; a file's time does for a date. */
export async function timeCondition(
  sys: Sys,
  args: CurlArguments,
  say: (text: string) => Promise<void>,
): Promise<TimeCondition | undefined> {
  const given = valueOf(args, 'z');
  if (given === undefined) return undefined;
  const older = given.startsWith('-');
  const word = given.replace(/^[-+=]/, '');
  const time = (DATE.test(word) ? parseDate(word, sys.now()) : undefined) ?? (await timeOf(sys, word));
  if (time === undefined) {
    // What stands before -s on the command line still warns.
    const keys = args.given.map(([key]) => key);
    if (!keys.slice(0, keys.indexOf('z')).includes('s')) await say(warningLines(NO_DATE));
    return undefined;
  }
  const name = older ? 'If-Unmodified-Since' : 'If-Modified-Since';
  const line = `${name}: ${new Date(time).toUTCString()}`;
  return { line, refuses: (modified) => (older ? modified > time : modified <= time) };
}

async function timeOf(sys: Sys, path: string): Promise<number | undefined> {
  try {
    return (await sys.stat(path)).mtime;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

/** The field for --etag-compare; an empty or missing file stands for no tag. */
export async function comparedTag(sys: Sys, args: CurlArguments): Promise<string | undefined> {
  const path = valueOf(args, 'etag-compare');
  if (path === undefined) return undefined;
  const bytes = await readInput(sys, path);
  const tag = bytes ? text(bytes).split('\n', 1)[0] : '';
  return `If-None-Match: ${tag || '""'}`;
}

export async function saveTag(sys: Sys, args: CurlArguments, tag: string | undefined): Promise<void> {
  const path = valueOf(args, 'etag-save');
  if (path === undefined || tag === undefined) return;
  const fd = path === '-' ? 1 : await sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
  await sys.write(fd, utf8(`${tag}\n`));
  if (fd > 2) await sys.close(fd);
}
