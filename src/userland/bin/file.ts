/** file: what a file holds, by its type, its first bytes and its text. */
import { concat } from '../../base/bytes.ts';
import { executableOf, PROGRAM_HEADER_BYTES } from '../../base/program-file.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { fromBytes, toText } from './lib/byte-string.ts';
import { displayWidth } from './ls-format.ts';
import { binaryKind } from './magic/binary.ts';
import { languageOf, textKind } from './magic/text.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Bytes that are looked at, as file's own limit. */
const MOST_BYTES = 1024 * 1024;

interface Kind {
  readonly words: string;
  readonly mime: string;
  readonly charset: string;
}

const USAGE = `Usage: file [-bcCdEhikLlNnprsSvzZ0] [--apple] [--extension] [--mime-encoding]
            [--mime-type] [-e <testname>] [-F <separator>]  [-f <namefile>]
            [-m <magicfiles>] [-P <parameter=value>] [--exclude-quiet]
            <file> ...
       file -C [-m <magicfiles>]
       file [--help]
`;

export const file = tool(
  {
    name: 'file',
    usage: '[-bhiLN0] [-f namefile] [-F separator] file ...',
    about: 'Determine type of FILEs',
    options:
      'b|brief c|checking-printout! C|compile! d|debug! D! E e|exclude= exclude-quiet= extension! apple! F|separator= f|files-from= h|no-dereference ' +
      'i|mime mime-type mime-encoding k|keep-going l|list! L|dereference m|magic-file=! n|no-buffer N|no-pad 0|print0 p|preserve-date ' +
      'P|parameter= r|raw s|special-files S|no-sandbox v z|uncompress! Z|uncompress-noreport!',
    from: 'file-5.44',
    optionError: (text) => `file: ${text}\n${USAGE}`,
  },
  async (t) => {
    if (t.has('v')) return void (await t.out.line('file-5.44 as simulated by Drydock'));
    const listed = t.value('f');
    const names = [...(listed === undefined ? [] : await namesIn(t, listed)), ...t.operands];
    if (names.length === 0) {
      await t.err(USAGE);
      return 1;
    }
    const widest = Math.max(...names.map((name) => displayWidth(shownName(name))));
    for (const name of names) await report(t, name, widest);
    return t.status;
  },
);

async function namesIn(t: Tool, path: string): Promise<string[]> {
  const input = await t.input(path);
  const names: string[] = [];
  for (let line = await input.line(); line !== undefined; line = await input.line()) names.push(toText(line));
  await t.done(input);
  return names;
}

function shownName(name: string): string {
  return name === '-' ? '/dev/stdin' : name;
}

async function report(t: Tool, name: string, widest: number): Promise<void> {
  const kind = await kindOf(t, name);
  const shown = shownName(name);
  const words = kind === undefined ? '' : wordsOf(t, kind);
  if (t.has('b')) return void (await t.out.line(words));
  const separator = t.value('F') ?? ':';
  const pad = t.has('N') ? '' : ' '.repeat(widest - displayWidth(shown));
  await t.out.line(t.has('0') ? `${shown}\0${separator} ${words}` : `${shown}${separator} ${pad}${words}`);
}

function wordsOf(t: Tool, { words, mime, charset }: Kind): string {
  if (t.has('mime-type')) return mime;
  if (t.has('mime-encoding')) return charset;
  return t.has('i') ? `${mime}; charset=${charset}` : words;
}

const binary = (words: string, mime: string): Kind => ({ words, mime, charset: 'binary' });

async function kindOf(t: Tool, name: string): Promise<Kind> {
  try {
    if (name === '-') return contentKind(await head(t, 0), await t.sys.fstat(0));
    const link = await t.sys.lstat(name);
    if (link.type === 'symlink' && !(t.has('L') && !t.has('h'))) {
      const target = await t.sys.readlink(name);
      const broken = !(await exists(t, name));
      return binary(`${broken ? 'broken ' : ''}symbolic link to ${target}`, 'inode/symlink');
    }
    const stat = link.type === 'symlink' ? await t.sys.stat(name) : link;
    return special(t, stat) ?? (await readKind(t, name, stat));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const words = `cannot open \`${name}' (${error.message})`;
    return { words, mime: words, charset: words };
  }
}

async function exists(t: Tool, path: string): Promise<boolean> {
  try {
    await t.sys.stat(path);
    return true;
  } catch (error) {
    if (error instanceof SysError) return false;
    throw error;
  }
}

function special(t: Tool, stat: Stat): Kind | undefined {
  const { type, mode, major, minor, size } = stat;
  const bits = [mode & 0o4000 && 'setuid', mode & 0o2000 && 'setgid', mode & 0o1000 && 'sticky'].filter(Boolean);
  const prefix = bits.length ? `${bits.join(', ')}${type === 'directory' ? ', ' : ' '}` : '';
  if (type === 'directory') return binary(`${prefix}directory`, 'inode/directory');
  if (type === 'fifo') return binary('fifo (named pipe)', 'inode/fifo');
  if (type === 'socket') return binary('socket', 'inode/socket');
  if (type === 'char' && !t.has('s')) return binary(`character special (${major}/${minor})`, 'inode/chardevice');
  if (type === 'block' && !t.has('s')) return binary(`block special (${major}/${minor})`, 'inode/blockdevice');
  return type === 'file' && size === 0 ? binary('empty', 'inode/x-empty') : undefined;
}

async function readKind(t: Tool, name: string, stat: Stat): Promise<Kind> {
  const fd = await t.sys.open(name, 0);
  try {
    return contentKind(await head(t, fd), stat);
  } finally {
    await t.sys.close(fd);
  }
}

async function head(t: Tool, fd: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let left = MOST_BYTES; left > 0;) {
    const bytes = await t.sys.read(fd, Math.min(left, 65_536));
    if (bytes.length === 0) break;
    parts.push(bytes);
    left -= bytes.length;
    await t.sys.tick();
  }
  return concat(parts);
}

function contentKind(bytes: Uint8Array, { mode, type }: Stat): Kind {
  if (bytes.length === 0) return binary('empty', 'inode/x-empty');
  const setuid = type === 'file' && mode & 0o4000 ? 'setuid ' : '';
  const known = binaryKind(bytes);
  if (known) {
    const program = executableOf(bytes.subarray(0, PROGRAM_HEADER_BYTES));
    const ours = program.kind === 'program' ? `, names Drydock's program ${program.name}` : '';
    return binary(setuid + known.words + ours, known.mime);
  }
  const text = textKind(bytes);
  if (!text) return binary('data', 'application/octet-stream');
  const language = languageOf(toText(fromBytes(bytes)), text);
  if (language) return { ...language, charset: text.charset };
  return { words: text.words + text.lines, mime: 'text/plain', charset: text.charset };
}
