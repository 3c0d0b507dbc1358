/** Ex commands that read and write files, go from one to another, and leave. */
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import { encodeText } from '../../sh/text-bytes.ts';
import { readTextFile, writeTextFile } from '../lib/text-file.ts';
import type { ExCall, ExCommand, ExResult } from './ex.ts';
import { outputOf } from './line-commands.ts';
import type { Session } from './session.ts';
import { firstNonBlank } from './text.ts';

const NOT_SAVED: ExResult = { message: 'E37: No write since last change (add ! to override)', failed: true };
const NO_NAME: ExResult = { message: 'E32: No file name', failed: true };
const trailing = (argument: string): ExResult => ({ message: `E488: Trailing characters: ${argument}`, failed: true });

/** `%` and `#` in names are the file and the one before it. */
function expandName(s: Session, argument: string): string {
  return argument.replace(
    /\\(.)|[%#]/g,
    (all, escaped?: string) => escaped ?? (all === '%' ? (s.path ?? '') : (s.alternate ?? '')),
  );
}

/** Opens a file in place of the one shown; its message is Vim's. */
export async function openFile(s: Session, path: string): Promise<string> {
  const known = s.buffers.find((buffer) => buffer.path === path);
  if (s.path !== undefined && s.path !== path) {
    const old = s.buffers.find((buffer) => buffer.path === s.path);
    if (old) old.row = s.text.row;
    s.alternate = s.path;
  }
  s.path = path;
  if (!known) s.buffers.push({ path, row: 0 });
  const at = s.argsAt(path);
  if (at >= 0) s.argument = at;
  if (at === s.args.length - 1) s.toldOfMore = true;
  try {
    const file = await readTextFile(s.t.sys, path);
    s.isNew = file.isNew;
    s.options.put('readonly', s.startReadonly || file.readonly);
    s.text.replace(file.lines, file.isNew || file.bytes === 0);
    s.view.top = 0;
    s.moveTo({ row: Math.min(s.text.last, known?.row ?? 0), column: 0 });
    s.text.column = firstNonBlank(s.text.line);
    if (file.isNew)
      return `"${path}" [New${(await kindOf(s, path.replace(/[^/]*$/, '') || '.')) === 'directory' ? '' : ' DIRECTORY'}]`;
    const mark = s.options.on('readonly') ? '[readonly] ' : file.unended ? '[noeol] ' : '';
    return `"${path}" ${mark}${file.bytes === 0 ? 0 : file.lines.length}L, ${file.bytes}B`;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    s.text.replace([''], true);
    s.isNew = false;
    if (error.errno === 'EISDIR') return `"${path}" is a directory`;
    return `"${path}" ${error.errno === 'EACCES' ? '[Permission Denied]' : error.message}`;
  }
}

async function save(s: Session, call: ExCall): Promise<ExResult> {
  const { t, text } = s;
  if (call.argument.startsWith('!')) {
    const range = text.lines.slice(call.from ?? 0, (call.from === undefined ? text.last : call.to) + 1);
    const { lines } = await outputOf(s, call.argument.slice(1), `${range.join('\n')}\n`);
    return { printed: lines };
  }
  const append = /^>>\s*/.exec(call.argument);
  const path = expandName(s, append ? call.argument.slice(append[0].length) : call.argument) || s.path;
  if (!path) return NO_NAME;
  const whole = call.from === undefined;
  const own = path === s.path;
  if (own && s.readonly && !call.bang)
    return { message: "E45: 'readonly' option is set (add ! to override)", failed: true };
  const lines = text.empty ? [''] : whole ? text.lines : text.lines.slice(call.from, call.to + 1);
  const count = text.empty ? 0 : lines.length;
  const before = await kindOf(s, path);
  if (before === 'directory') return { message: `E502: "${path}" is a directory`, failed: true };
  if (!own && before !== undefined && !call.bang && !append)
    return { message: 'E13: File exists (add ! to override)', failed: true };
  if (own && !whole && !call.bang) return { message: 'E140: Use ! to write partial buffer', failed: true };
  try {
    const bytes = append ? await appendTo(s, path, lines) : await writeTextFile(t.sys, path, lines);
    if (whole && (own || s.path === undefined)) text.written();
    s.path ??= path;
    if (own) s.isNew = false;
    if (t.busybox) return { message: `'${path}' ${count}L, ${bytes}C` };
    return {
      message: `"${path}" ${before === undefined ? '[New] ' : ''}${count}L, ${bytes}B ${append ? 'appended' : 'written'}`,
    };
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.busybox) return { message: `'${path}' ${error.message}`, failed: true };
    return { printed: [`"${path}"`, `"${path}" E212: Can't open file for writing`], failed: true };
  }
}

async function kindOf(s: Session, path: string): Promise<string | undefined> {
  try {
    return (await s.t.sys.stat(path)).type;
  } catch (error) {
    if (error instanceof SysError) return undefined;
    throw error;
  }
}

async function appendTo(s: Session, path: string, lines: readonly string[]): Promise<number> {
  const fd = await s.t.sys.open(path, O.WRONLY | O.APPEND);
  const bytes = encodeText(`${lines.join('\n')}\n`);
  try {
    await s.t.sys.write(fd, bytes);
  } finally {
    await s.t.sys.close(fd);
  }
  return bytes.length;
}

function leave(s: Session, status = 0): ExResult {
  s.leaving = status;
  return {};
}

/** Files of the command line that were not looked at yet keep vi from leaving, once. */
function filesLeft(s: Session, bang: boolean): ExResult | undefined {
  const more = s.args.length - 1 - s.argument;
  if (more <= 0 || bang || s.toldOfMore) return undefined;
  s.toldOfMore = true;
  return { message: `E173: ${more} more file${more === 1 ? '' : 's'} to edit`, failed: true };
}

const quit: ExCommand = (s, { bang, argument }) => {
  if (argument) return trailing(argument);
  if (s.text.modified && !bang) return NOT_SAVED;
  return filesLeft(s, bang) ?? leave(s);
};

const quitAll: ExCommand = (s, { bang }) => {
  if (s.text.modified && !bang)
    return {
      printed: [
        'E37: No write since last change',
        `E162: No write since last change for buffer "${s.path ?? '[No Name]'}"`,
      ],
      failed: true,
    };
  return leave(s);
};

const writeQuit: ExCommand = async (s, call) => {
  const result = await save(s, call);
  return result.failed ? result : (filesLeft(s, call.bang) ?? { ...result, ...leave(s) });
};

const exitCommand: ExCommand = async (s, call) =>
  s.text.modified || call.argument ? writeQuit(s, call) : (filesLeft(s, call.bang) ?? leave(s));

async function goTo(s: Session, argument: number, bang: boolean): Promise<ExResult> {
  if (s.args.length < 2)
    return {
      message: argument < s.argument ? 'E164: Cannot go before first file' : 'E163: There is only one file to edit',
      failed: true,
    };
  if (argument >= s.args.length) return { message: 'E165: Cannot go beyond last file', failed: true };
  if (argument < 0) return { message: 'E164: Cannot go before first file', failed: true };
  if (s.text.modified && !bang) return NOT_SAVED;
  s.argument = argument;
  return { message: await openFile(s, s.args[argument] as string) };
}

async function buffer(s: Session, index: number, bang: boolean): Promise<ExResult> {
  const found = s.buffers[index];
  if (!found) return { message: `E86: Buffer ${index + 1} does not exist`, failed: true };
  if (s.text.modified && !bang) return NOT_SAVED;
  return { message: await openFile(s, found.path) };
}

const around = (s: Session, by: number) => {
  const at = s.buffers.findIndex(({ path }) => path === s.path);
  return (at + by + s.buffers.length) % Math.max(1, s.buffers.length);
};

export const FILES: Readonly<Record<string, ExCommand>> = {
  quit,
  qall: quitAll,
  cquit: (s, { argument }) => leave(s, argument ? Number(argument) : 1),
  write: save,
  update: (s, call) => (s.text.modified ? save(s, call) : {}),
  wall: save,
  wq: writeQuit,
  wqall: writeQuit,
  xit: exitCommand,
  xall: exitCommand,
  async edit(s, { bang, argument }) {
    if (s.text.modified && !bang) return NOT_SAVED;
    const path = argument ? expandName(s, argument) : s.path;
    if (!path) return NO_NAME;
    if (argument === '#' && !s.alternate)
      return { message: "E194: No alternate file name to substitute for '#'", failed: true };
    const row = path === s.path ? s.text.row : undefined;
    const message = await openFile(s, path);
    if (row !== undefined) s.moveTo({ row: Math.min(row, s.text.last), column: 0 });
    return { message };
  },
  async read(s, call) {
    const { argument } = call;
    const row = call.given ? (call.from ?? call.to) : s.text.row;
    const at = row + 1;
    if (argument.startsWith('!')) {
      const { lines } = await outputOf(s, argument.slice(1));
      s.text.splice(at, 0, ...lines);
      s.moveTo({ row: Math.min(s.text.last, at), column: 0 });
      s.text.column = firstNonBlank(s.text.line);
      return lines.length > 2 ? { message: `${lines.length} more lines` } : {};
    }
    const path = argument ? expandName(s, argument) : s.path;
    if (!path) return NO_NAME;
    try {
      const file = await readTextFile(s.t.sys, path);
      if (file.isNew) return { message: `E484: Can't open file ${path}`, failed: true };
      if (file.bytes > 0) s.text.splice(at, 0, ...file.lines);
      s.moveTo({ row: Math.min(s.text.last, at), column: 0 });
      s.text.column = firstNonBlank(s.text.line);
      return { message: `"${path}" ${file.bytes === 0 ? 0 : file.lines.length}L, ${file.bytes}B`, fleeting: true };
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return {
        message: error.errno === 'EISDIR' ? `"${path}" is a directory` : `E484: Can't open file ${path}`,
        failed: true,
      };
    }
  },
  file(s, { argument }) {
    if (argument) s.path = expandName(s, argument);
    const { text } = s;
    const share = text.empty ? '' : ` --${Math.floor(((text.row + 1) * 100) / text.lines.length)}%--`;
    const notes = `${text.modified ? ' [Modified]' : ''}${s.isNew ? ' [New]' : ''}${s.readonly ? ' [readonly]' : ''}`;
    const count = text.empty
      ? ' --No lines in buffer--'
      : ` ${text.lines.length} line${text.lines.length === 1 ? '' : 's'}`;
    return { message: `"${s.path ?? '[No Name]'}"${notes}${count}${share}` };
  },
  next: (s, { bang }) => goTo(s, s.argument + 1, bang),
  previous: (s, { bang }) => goTo(s, s.argument - 1, bang),
  rewind: (s, { bang }) => goTo(s, 0, bang),
  last: (s, { bang }) => goTo(s, s.args.length - 1, bang),
  args: (s) => ({ message: s.args.map((path, i) => (i === s.argument ? `[${path}]` : path)).join(' ') }),
  bnext: (s, { bang }) => buffer(s, around(s, 1), bang),
  bprevious: (s, { bang }) => buffer(s, around(s, -1), bang),
  buffer: (s, { argument, bang, given, to }) => buffer(s, (given ? to + 1 : Number(argument)) - 1, bang),
  ls: (s) => ({
    printed: s.buffers.map(({ path, row }, i) => {
      const here = path === s.path;
      const flags = here ? '%a' : path === s.alternate ? '# ' : '  ';
      return `${String(i + 1).padStart(3)} ${flags} ${here && s.text.modified ? '+' : ' '} ${`"${path}"`.padEnd(30)} line ${(here ? s.text.row : row) + 1}`;
    }),
  }),
};
