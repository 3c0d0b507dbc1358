/** stat. */
import { choose } from './lib/choice.ts';
import { TYPE_BITS } from '../../kernel/file-mode.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Stat } from '../../kernel/sys.ts';
import { ESCAPE_CHARACTERS } from '../escape-characters.ts';
import { Accounts } from './lib/accounts.ts';
import { strftime } from './lib/strftime.ts';
import { fromText } from './lib/byte-string.ts';
import { modeString } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

export const stat = tool(
  {
    name: 'stat',
    usage: '[-ltf] [-c FMT] FILE...',
    about: 'Display file (default) or filesystem status',
    options: 'c|format= f|file-system L|dereference t|terse printf=- cached=-',
  },
  async (t) => {
    const cached = t.value('cached');
    if (cached !== undefined) await choose(t, '--cached', cached, [['default'], ['never'], ['always']]);
    if (t.operands.length === 0) return t.usage('missing operand');
    const accounts = await Accounts.read(t.sys);
    for (const path of t.operands) {
      try {
        await (t.has('f') ? fileSystem(t, path) : one(t, path, accounts));
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        const what = t.has('f') ? 'read file system information for' : 'stat';
        await t.warn(
          `cannot ${t.has('f') ? what : 'statx'} ${t.q(path)}: ${error.message}`,
          `can't ${what} '${path}': ${error.message}`,
        );
      }
    }
  },
);

const KIND: Record<Stat['type'], string> = {
  file: 'regular file',
  directory: 'directory',
  symlink: 'symbolic link',
  fifo: 'fifo',
  char: 'character special file',
  block: 'block special file',
  socket: 'socket',
};

async function one(t: Tool, path: string, accounts: Accounts): Promise<void> {
  const file =
    path === '-' && !t.busybox
      ? await t.sys.stat('/dev/stdin')
      : await (t.has('L') ? t.sys.stat(path) : t.sys.lstat(path));
  const target = file.type === 'symlink' ? await t.sys.readlink(path) : undefined;
  const fill = (format: string) => expand(format, path, file, target, accounts, t);
  const printf = t.value('printf');
  if (printf !== undefined) {
    await t.out.raw(unescape(fromText(fill(printf))));
    return;
  }
  const format = t.value('c');
  if (format !== undefined) return void (await t.out.line(fill(format)));
  if (t.has('t')) return void (await t.out.line(fill('%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o')));
  const device = file.type === 'char' || file.type === 'block';
  const shown = target === undefined ? path : t.busybox ? `'${path}' -> '${target}'` : `${path} -> ${target}`;
  const second = t.busybox ? 'Device: %Dh/%dd\tInode: %-10i  Links: %h' : 'Device: %Hd,%Ld\tInode: %-11i Links: %h';
  const lines = [
    `  File: ${shown.replaceAll('%', '%%')}`,
    '  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F',
    second + (device ? (t.busybox ? '     Device type: %t,%T' : '     Device type: %Hr,%Lr') : ''),
    'Access: (%04a/%10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)',
    'Access: %x',
    'Modify: %y',
    'Change: %z',
    ...(t.busybox ? [] : [' Birth: %w']),
  ];
  await t.out.line(fill(lines.join('\n')));
}

function unescape(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))/gs,
    (_, hex: string, octal: string, letter: string) =>
      letter === undefined
        ? String.fromCharCode(parseInt(hex ?? octal, hex ? 16 : 8) & 255)
        : (ESCAPE_CHARACTERS[letter] ?? letter),
  );
}

function expand(
  format: string,
  path: string,
  file: Stat,
  target: string | undefined,
  accounts: Accounts,
  t: Tool,
): string {
  const birth = Math.min(file.ctime, file.mtime);
  const time = (ms: number) => strftime('%Y-%m-%d %H:%M:%S.%N %z', ms);
  const kind = file.type === 'file' && file.size === 0 ? 'regular empty file' : KIND[file.type];
  const quoted = (name: string) => (t.busybox ? `'${name}'` : t.q(name));
  const values: Record<string, () => string | number> = {
    a: () => file.mode.toString(8),
    A: () => modeString(file),
    b: () => file.blocks,
    B: () => 512,
    d: () => file.dev,
    D: () => file.dev.toString(16),
    f: () => (TYPE_BITS[file.type] | file.mode).toString(16),
    F: () => (t.busybox && file.size === 0 && file.type === 'file' ? 'regular empty file' : kind),
    g: () => file.gid,
    G: () => accounts.group(file.gid)?.name ?? 'UNKNOWN',
    h: () => file.nlink,
    i: () => file.ino,
    m: () => mountPoint(t, path),
    n: () => path,
    N: () => (target === undefined ? quoted(path) : `${quoted(path)} -> ${quoted(target)}`),
    o: () => 4096,
    s: () => file.size,
    t: () => file.major.toString(16),
    T: () => file.minor.toString(16),
    u: () => file.uid,
    U: () => accounts.user(file.uid)?.name ?? 'UNKNOWN',
    // Birth is not kept; nothing of a file is older than its oldest time.
    w: () => (t.busybox ? '-' : time(birth)),
    W: () => Math.floor(birth / 1000),
    x: () => time(file.atime),
    X: () => Math.floor(file.atime / 1000),
    y: () => time(file.mtime),
    Y: () => Math.floor(file.mtime / 1000),
    z: () => time(file.ctime),
    Z: () => Math.floor(file.ctime / 1000),
    Hd: () => Math.floor(file.dev / 256),
    Ld: () => file.dev % 256,
    Hr: () => file.major,
    Lr: () => file.minor,
    '%': () => '%',
  };
  return format.replace(
    /%([-0#+ ]*)(\d*)(?:\.(\d+))?([HL][dr]|[a-zA-Z%])/g,
    (_, flags: string, width: string, precision: string | undefined, key: string) => {
      const seconds = precision !== undefined && { X: file.atime, Y: file.mtime, Z: file.ctime }[key];
      const plain = String(values[key]?.() ?? '?');
      const prefix = !flags.includes('#') ? '' : key === 'a' ? '0' : /^[fDtT]$/.test(key) ? '0x' : '';
      const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
      const signed = SIGNED.test(key) ? sign : '';
      const value = signed + (typeof seconds === 'number' ? decimals(seconds, Number(precision)) : prefix + plain);
      const size = Number(width);
      if (flags.includes('-')) return value.padEnd(size);
      return value.padStart(size, flags.includes('0') ? '0' : ' ');
    },
  );
}

/** Numbers that `+` and a blank give a sign. */
const SIGNED = /^[sXYZ]$/;

/** Cut off, not rounded. */
function decimals(ms: number, digits: number): string {
  const whole = Math.floor(ms / 1000);
  if (digits === 0) return String(whole);
  const nanoseconds = Math.floor((ms - whole * 1000) * 1e6);
  return `${whole}.${String(nanoseconds).padStart(9, '0').slice(0, digits).padEnd(digits, '0')}`;
}

function mountPoint(t: Tool, path: string): string {
  const full = path.startsWith('/') ? path : `${t.sys.cwd}/${path}`;
  const at = t.sys.mounts().filter(({ target }) => target === '/' || `${full}/`.startsWith(`${target}/`));
  return at.reduce((best, { target }) => (target.length > best.length ? target : best), '/');
}

async function fileSystem(t: Tool, path: string): Promise<void> {
  const fs = await t.sys.statfs(path);
  const format = t.value('c');
  const values: Record<string, string | number> = {
    n: path,
    T: fs.type,
    s: fs.blockSize,
    S: fs.blockSize,
    b: fs.blocks,
    f: fs.free,
    a: fs.free,
    c: 0,
    d: 0,
    l: 255,
    i: 0,
    t: 0,
    '%': '%',
  };
  if (format !== undefined) {
    await t.out.line(format.replace(/%([a-zA-Z%])/g, (_, key: string) => String(values[key] ?? '?')));
    return;
  }
  await t.out.line(
    `  File: "${path}"\n    ID: 0        Namelen: 255     Type: ${fs.type}\n` +
      `Block size: ${String(fs.blockSize).padEnd(10)} Fundamental block size: ${fs.blockSize}\n` +
      `Blocks: Total: ${String(fs.blocks).padEnd(10)} Free: ${String(fs.free).padEnd(10)} Available: ${fs.free}\n` +
      'Inodes: Total: 0          Free: 0',
  );
}
