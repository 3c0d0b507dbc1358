/** touch: sets the times of files, and makes those that are not there. */
import { SysError } from '../../kernel/errno.ts';
import { O, type Stat } from '../../kernel/sys.ts';
import { choose } from './lib/choice.ts';
import { parseDate, parseStamp } from './lib/parse-date.ts';
import { tool, type Tool } from './lib/tool.ts';

export const touch = tool(
  {
    name: 'touch',
    usage: '[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...',
    about: 'Update mtime of FILEs',
    options: 'a c|no-create d|date= f m h|no-dereference r|reference= t= time=-',
  },
  async (t) => {
    const which = t.value('time');
    const time = which && (await choose(t, '--time', which, TIMES));
    const access = t.has('a') || time === 'atime';
    const modify = t.has('m') || time === 'mtime';
    const times = await timesOf(t);
    if (t.operands.length === 0) return t.usage('missing file operand');
    for (const path of t.operands)
      // GNU takes a dash for standard output.
      if (path === '-' && !t.busybox) await touchOutput(t, times);
      else await touchOne(t, path, times, access === modify ? 'both' : access ? 'atime' : 'mtime');
  },
);

const TIMES = [
  ['atime', 'access', 'use'],
  ['mtime', 'modify'],
];

interface Times {
  readonly atime: number;
  readonly mtime: number;
}

async function timesOf(t: Tool): Promise<Times> {
  const now = t.sys.now();
  const [reference, stamp, date] = [t.value('r'), t.value('t'), t.value('d')];
  if (stamp !== undefined && (date !== undefined || reference !== undefined) && !t.busybox)
    return t.usage('cannot specify times from more than one source');
  let times: Times = { atime: now, mtime: now };
  if (reference !== undefined) {
    try {
      const { atime, mtime } = await t.sys.stat(reference);
      times = { atime, mtime };
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`failed to get attributes of ${t.q(reference)}: ${error.message}`, `${reference}: ${error.message}`);
    }
  }
  const word = date ?? stamp;
  if (word === undefined) return times;
  // busybox reads both forms behind both options.
  const isStamp = t.busybox ? STAMP.test(word) : date === undefined;
  const parse = isStamp ? parseStamp : parseDate;
  const [atime, mtime] = [parse(word, times.atime), parse(word, times.mtime)];
  if (atime === undefined || mtime === undefined)
    return t.die(`invalid date format ${t.quote(word)}`, `invalid date '${word}'`);
  return { atime, mtime };
}

/** `[[CC]YY]MMDDhhmm[.ss]`. */
const STAMP = /^(\d{2}|\d{4})?\d{8}(\.\d{2})?$/;

async function touchOutput(t: Tool, { atime, mtime }: Times): Promise<void> {
  if ((await t.sys.fstat(1)).type === 'file') await t.sys.utimes('/proc/self/fd/1', atime, mtime);
}

async function touchOne(t: Tool, path: string, times: Times, which: 'both' | 'atime' | 'mtime'): Promise<void> {
  const followLink = !t.has('h');
  try {
    let old: Stat | undefined;
    try {
      old = await (followLink ? t.sys.stat(path) : t.sys.lstat(path));
    } catch (error) {
      if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
      if (t.has('c')) return;
      if (t.has('h')) {
        // No file is made by what changes a link.
        if (t.busybox) return;
        return await t.warn(`setting times of ${t.q(path)}: ${error.message}`);
      }
      await t.sys.close(await t.sys.open(path, O.WRONLY | O.CREAT | O.NONBLOCK, 0o666));
    }
    const atime = which === 'mtime' && old ? old.atime : times.atime;
    const mtime = which === 'atime' && old ? old.mtime : times.mtime;
    await t.sys.utimes(path, atime, mtime, { followLink });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    // No file is made by a name with a slash behind it: the second step is the one that fails.
    const directory = path.endsWith('/');
    const reason = directory && error.errno === 'EISDIR' ? new SysError('ENOENT').message : error.message;
    await t.warn(`${directory ? 'setting times of' : 'cannot touch'} ${t.q(path)}: ${reason}`, `${path}: ${reason}`);
  }
}
