/** head and tail, tail -f included. */
import { SysError } from '../../kernel/errno.ts';
import { concat, utf8 } from '../../base/bytes.ts';
import type { Sys } from '../../kernel/sys.ts';
import { readText } from './lib/read-text.ts';
import { choose } from './lib/choice.ts';
import { cannotOpen, cantOpen, eachInput } from './lib/each-input.ts';
import { CHUNK, type Input } from './lib/input.ts';
import { parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

/** `-5` and its like are old spellings of `-n 5`, wherever they stand for busybox, first of all for GNU. */
function oldBusybox(argv: readonly string[]): string[] {
  return argv.map((word, i) => {
    const valueOfOption = i > 1 && /^-[a-z]*[nc]$/.test(argv[i - 1] as string);
    const match = i > 0 && !valueOfOption ? /^([-+])(\d+)([bkm]?)$/.exec(word) : null;
    if (!match || (match[1] === '+' && i > 1)) return word;
    return `-n${match[1] === '+' ? '+' : ''}${match[2]}${match[3]}`;
  });
}

/** `head -5`, `-2q`, `-1c`, `-1k`; a letter that says nothing is told of. */
function oldHead(argv: readonly string[]): string[] | { readonly wrong: string } {
  const match = /^-(\d+)([a-zA-Z]*)$/.exec(argv[1] ?? '');
  if (!match) return [...argv];
  let [bytes, unit, others] = [false, '', ''];
  for (const letter of match[2] as string) {
    if (letter === 'c') [bytes, unit] = [true, ''];
    else if ('bkm'.includes(letter)) [bytes, unit] = [true, letter];
    else if (letter === 'l') bytes = false;
    else if ('qvz'.includes(letter)) others += letter;
    else return { wrong: `invalid trailing option -- ${letter}` };
  }
  return [
    argv[0] as string,
    `-${bytes ? 'c' : 'n'}${match[1]}${unit}`,
    ...(others ? [`-${others}`] : []),
    ...argv.slice(2),
  ];
}

/** `tail -5`, `+5`, `-1c`, `-2f`, with one file at most. */
function oldTail(argv: readonly string[]): string[] | { readonly wrong: string } {
  const word = argv[1] ?? '';
  const match = /^([-+])(\d+)([bcl]?)(f?)$/.exec(word);
  const others = argv.slice(2).filter((operand) => operand !== '--');
  if (!match || others.length > 1 || (others[0] !== '-' && others[0]?.startsWith('-'))) {
    const digit = /^-(\d)/.exec(word);
    return digit ? { wrong: `option used in invalid context -- ${digit[1]}` } : [...argv];
  }
  const [, sign, count, unit, follow] = match;
  const amount = `${sign === '+' ? '+' : ''}${count}${unit === 'b' ? 'b' : ''}`;
  return [
    argv[0] as string,
    `-${unit === 'b' || unit === 'c' ? 'c' : 'n'}${amount}`,
    ...(follow ? ['-f'] : []),
    ...argv.slice(2),
  ];
}

interface Amount {
  readonly sign: '' | '+' | '-';
  readonly count: number;
  readonly bytes: boolean;
}

async function amount(t: Tool): Promise<Amount> {
  const key = t.last('n', 'c');
  const word = key ? (t.value(key) as string) : '10';
  const sign = (/^[-+]/.exec(word)?.[0] ?? '') as Amount['sign'];
  const count = parseSize(word.slice(sign.length));
  const kind = key === 'c' ? 'bytes' : 'lines';
  const told = sign === '-' ? word.slice(1) : word;
  if (count === undefined) return t.die(`invalid number of ${kind}: ${t.quote(told)}`, `invalid number '${word}'`);
  if (count >= 2 ** 64 && !t.busybox)
    return t.die(`invalid number of ${kind}: ${t.quote(told)}: Value too large for defined data type`);
  return { sign, count, bytes: key === 'c' };
}

const headTool = tool(
  {
    name: 'head',
    usage: '[OPTIONS] [FILE]...',
    about: 'Print first 10 lines of FILEs (or stdin)',
    options: 'n|lines= c|bytes= q|quiet|silent v|verbose z|zero-terminated-',
  },
  async (t) => {
    const wanted = await amount(t);
    const titled = t.last('q', 'v') === 'v' || (!t.has('q') && t.operands.length > 1);
    let first = true;
    await eachInput(
      t,
      t.operands,
      async (input, path) => {
        if (titled) await t.out.text(`${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`);
        first = false;
        if (wanted.bytes)
          await (wanted.sign === '-' ? allButBytes(t, input, wanted.count) : firstBytes(t, input, wanted.count));
        else await (wanted.sign === '-' ? allButLines(t, input, wanted.count) : firstLines(t, input, wanted.count));
      },
      { gnu: cannotOpen, readingWords: true },
    );
  },
);

export const head: typeof headTool = (sys, argv = sys.argv) => withOldOptions(headTool, sys, argv, oldHead);

async function withOldOptions(
  program: typeof headTool,
  sys: Sys,
  argv: readonly string[],
  old: typeof oldHead,
): Promise<number> {
  const busybox = sys.program === 'busybox';
  const words = busybox ? oldBusybox(argv) : old(argv);
  if (!('wrong' in words)) return program(sys, words);
  const hint = program === headTool ? `Try '${argv[0]} --help' for more information.\n` : '';
  await sys.write(2, utf8(`${argv[0]}: ${words.wrong}\n${hint}`));
  return 1;
}

async function firstBytes(t: Tool, input: Input, count: number): Promise<void> {
  for (let left = count; left > 0;) {
    const bytes = await input.chunk(Math.min(left, CHUNK));
    if (bytes.length === 0) return;
    left -= bytes.length;
    await t.out.bytes(bytes);
  }
}

/** Copies bytes up to the newline number `count`; what was read too far is given back where seeking works. */
async function firstLines(t: Tool, input: Input, count: number): Promise<void> {
  const mark = t.has('z') ? 0 : 10;
  for (let left = count; left > 0;) {
    const read = input.chunk();
    const bytes = read instanceof Promise ? await read : read;
    if (bytes.length === 0) return;
    let end = 0;
    // Byte by byte: a search for each of many short lines takes several times as long.
    while (left > 0 && end < bytes.length) if (bytes[end++] === mark) left--;
    await t.out.bytes(bytes.subarray(0, end));
    if (left === 0 && end < bytes.length) await giveBack(t, input, bytes.length - end);
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
}

async function giveBack(t: Tool, input: Input, size: number): Promise<void> {
  try {
    await t.sys.seek(input.fd, -size, 'current');
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

async function allButBytes(t: Tool, input: Input, count: number): Promise<void> {
  let held = new Uint8Array(0) as Uint8Array;
  for (;;) {
    const bytes = await input.chunk();
    if (bytes.length === 0) return;
    held = concat([held, bytes]);
    if (held.length <= count) continue;
    await t.out.bytes(held.slice(0, held.length - count));
    held = held.subarray(held.length - count);
  }
}

async function allButLines(t: Tool, input: Input, count: number): Promise<void> {
  const held: string[] = [];
  for (;;) {
    const line = await input.line();
    if (line === undefined) return;
    held.push(line);
    if (held.length > count) await t.out.raw(`${held.shift()}\n`);
  }
}

const tailTool = tool(
  {
    name: 'tail',
    usage: '[OPTIONS] [FILE]...',
    about: 'Print last 10 lines of FILEs (or stdin)',
    options:
      'n|lines= c|bytes= f|follow=? F q|quiet|silent v|verbose s|sleep-interval= retry- pid=- max-unchanged-stats=- z|zero-terminated-',
  },
  async (t) => {
    const wanted = await amount(t);
    const interval = Number(t.value('s') ?? 1) * 1000;
    if (Number.isNaN(interval)) return t.die(`invalid number of seconds: ${t.quote(t.value('s') ?? '')}`);
    await checkFollowing(t);
    // busybox's tail has one name to tell of only where there are several.
    const titled =
      (t.last('q', 'v') === 'v' && !(t.busybox && t.operands.length < 2)) || (!t.has('q') && t.operands.length > 1);
    const followed: Followed[] = [];
    const follow = t.has('f') || t.has('F');
    const byName = t.has('F') || 'name'.startsWith(t.value('f') || 'descriptor');
    let first = true;
    for (const path of t.operands.length ? t.operands : ['-']) {
      let input: Input;
      try {
        input = await t.input(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(cannotOpen(path, error.message, t), cantOpen(path, error.message));
        if (byName) followed.push({ path, ino: -1, fd: -1 });
        continue;
      }
      if (titled) await t.out.text(`${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`);
      first = false;
      try {
        await (wanted.sign === '+' ? fromStart(t, input, wanted) : fromEnd(t, input, wanted));
      } catch (error) {
        if (!(error instanceof SysError) || error.errno === 'EPIPE') throw error;
        await t.warn(`error reading ${t.q(path)}: ${error.message}`, `read error: ${error.message}`);
        continue;
      }
      if (follow && (path !== '-' || t.operands.length)) {
        followed.push({ path, fd: input.fd, ino: (await t.sys.fstat(input.fd)).ino });
      } else await t.done(input);
    }
    if (follow && followed.length) await watch(t, followed, titled, interval);
    else if (t.status && first)
      await t.err(t.busybox ? 'tail: no files\n' : follow ? 'tail: no files remaining\n' : '');
  },
);

export const tail: typeof tailTool = (sys, argv = sys.argv) => withOldOptions(tailTool, sys, argv, oldTail);

/** Arguments of the options for following, and warnings where nothing is followed. */
async function checkFollowing(t: Tool): Promise<void> {
  const [pid, most, how] = [t.value('pid'), t.value('max-unchanged-stats'), t.value('f')];
  if (pid !== undefined && !/^\d+$/.test(pid)) await t.die(`invalid PID: ${t.quote(pid)}`);
  if (most !== undefined && !/^\d+$/.test(most))
    await t.die(`invalid maximum number of unchanged stats between opens: ${t.quote(most)}`);
  if (how) await choose(t, '--follow', how, [['descriptor'], ['name']]);
  if (t.has('f') || t.has('F')) return;
  if (t.has('retry')) await t.err('tail: warning: --retry ignored; --retry is useful only when following\n');
  if (pid !== undefined) await t.err('tail: warning: PID ignored; --pid=PID is useful only when following\n');
}

/** Whether the process that `--pid` names is there. */
async function isAlive(t: Tool, pid: number): Promise<boolean> {
  try {
    t.sys.kill(pid, 0);
    return !/^\d+ \(.*\) Z/s.test(await readText(t.sys, `/proc/${pid}/stat`));
  } catch (error) {
    if (error instanceof SysError) return error.errno === 'EPERM';
    throw error;
  }
}

async function fromStart(t: Tool, input: Input, { count, bytes }: Amount): Promise<void> {
  const mark = t.has('z') ? 0 : 10;
  for (let left = Math.max(0, count - 1); ;) {
    const chunk = await input.chunk();
    if (chunk.length === 0) return;
    let from = 0;
    if (bytes) {
      from = Math.min(left, chunk.length);
      left -= from;
    } else {
      while (left > 0 && from < chunk.length) {
        const end = chunk.indexOf(mark, from);
        from = end < 0 ? chunk.length : end + 1;
        if (end >= 0) left--;
      }
    }
    if (from < chunk.length) await t.out.bytes(chunk.subarray(from));
    await t.sys.tick();
  }
}

/** Regular files are read backwards by blocks; pipes through a window of the last chunks. */
async function fromEnd(t: Tool, input: Input, { count, bytes }: Amount): Promise<void> {
  const mark = t.has('z') ? 0 : 10;
  const stat = await t.sys.fstat(input.fd);
  if (stat.type === 'file' && stat.size > 2 * CHUNK) {
    for (let size = CHUNK * 2; size < stat.size && size < CHUNK * 1024; size *= 4) {
      await t.sys.seek(input.fd, stat.size - size, 'set');
      const part = await readFully(input, size);
      const start = startOfLast(part, count, bytes, mark);
      if (start > 0) return t.out.bytes(part.subarray(start));
    }
    await t.sys.seek(input.fd, 0, 'set');
  }
  let held: Uint8Array[] = [];
  let size = 0;
  let room = 64 * CHUNK;
  for (;;) {
    const chunk = await input.chunk();
    if (chunk.length === 0) break;
    held.push(chunk);
    size += chunk.length;
    input.hold(size);
    if (size > room) {
      const whole = concat(held);
      held = [whole.slice(startOfLast(whole, count, bytes, mark))];
      size = (held[0] as Uint8Array).length;
      room = Math.max(64 * CHUNK, 2 * size);
    }
    const turn = t.sys.tick();
    if (turn instanceof Promise) await turn;
  }
  if (held.length === 0) return;
  const whole = concat(held);
  await t.out.bytes(whole.subarray(startOfLast(whole, count, bytes, mark)));
}

async function readFully(input: Input, size: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let left = size; left > 0;) {
    const chunk = await input.chunk(left);
    if (chunk.length === 0) break;
    parts.push(chunk);
    left -= chunk.length;
  }
  return parts.length ? concat(parts) : new Uint8Array(0);
}

function startOfLast(content: Uint8Array, count: number, bytes: boolean, mark: number): number {
  if (bytes) return Math.max(0, content.length - count);
  if (count === 0) return content.length;
  let at = content.length - 1;
  for (let left = count; left > 0; left--) {
    if (at <= 0) return 0;
    at = content.lastIndexOf(mark, at - 1);
    if (at < 0) return 0;
  }
  return at + 1;
}

interface Followed {
  readonly path: string;
  fd: number;
  ino: number;
}

async function watch(t: Tool, files: readonly Followed[], titled: boolean, interval: number): Promise<void> {
  let shown = files[files.length - 1];
  await t.out.flush();
  const only = files.length === 1 ? files[0] : undefined;
  const piped = only && only.fd >= 0 && (await t.sys.fstat(only.fd)).type === 'fifo';
  for (;;) {
    for (const file of files) {
      if (t.has('F') || 'name'.startsWith(t.value('f') || 'descriptor')) await reopen(t, file);
      if (file.fd < 0) continue;
      const { size, type } = await t.sys.fstat(file.fd);
      if (type === 'file' && (await t.sys.seek(file.fd, 0, 'current')) > size) {
        await t.err(`tail: ${file.path}: file truncated\n`);
        await t.sys.seek(file.fd, 0, 'set');
      }
      for (;;) {
        const bytes = await t.sys.read(file.fd, CHUNK);
        if (bytes.length === 0) break;
        if (titled && shown !== file) await t.out.text(`\n==> ${file.path} <==\n`);
        shown = file;
        await t.out.bytes(bytes);
      }
    }
    if (piped) return;
    await t.out.flush();
    const pid = t.value('pid');
    if (pid !== undefined && !(await isAlive(t, Number(pid)))) return;
    // Linux tells GNU's tail at once when a file grows.
    await t.sys.sleep(t.busybox ? Math.max(interval, 100) : Math.min(Math.max(interval, 10), 100));
  }
}

async function reopen(t: Tool, file: Followed): Promise<void> {
  try {
    const { ino } = await t.sys.stat(file.path);
    if (ino === file.ino) return;
    const input = await t.input(file.path);
    if (!t.busybox)
      await t.err(`tail: ${t.q(file.path)} has ${file.fd < 0 ? 'appeared' : 'been replaced'};  following new file\n`);
    if (file.fd >= 0) await t.sys.close(file.fd);
    file.fd = input.fd;
    file.ino = ino;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (file.fd < 0) return;
    await t.err(`tail: ${t.q(file.path)} has become inaccessible: ${error.message}\n`);
    await t.sys.close(file.fd);
    file.fd = -1;
    file.ino = -1;
  }
}
