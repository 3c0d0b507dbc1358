/** lsof: which process has what open. */
import { SysError } from '../../kernel/errno.ts';
import type { FileType, ProcessInfo, SocketAddress, SocketInfo, Stat } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { openFiles, type OpenedFile } from './lib/open-files.ts';
import { tool, type Tool } from './lib/tool.ts';
import { internetFilter, lists, type Choice } from './lsof/selection.ts';

const TYPES: Readonly<Record<FileType, string>> = {
  file: 'REG',
  directory: 'DIR',
  char: 'CHR',
  block: 'BLK',
  fifo: 'FIFO',
  symlink: 'LINK',
  socket: 'sock',
};

const USAGE = `lsof as simulated by Drydock
 usage: [-?ablnPRtU] [-c c] [-d s] [+D D] [-F [f]] [-g [s]] [-i [i]] [-p s] [-s [p:s]] [-u s] [--] [names]
`;

const inner = tool(
  {
    name: 'lsof',
    usage: '[-ablnPRtU] [-c c] [-d s] [+D D] [-F [f]] [-i [i]] [-p s] [-u s] [--] [names]',
    about: 'List open files',
    options: 'a b l n P R t U w W V c= d= p= u= g=? s=? i=? F=? D= K=!',
    from: 'lsof',
    optionError: (text) =>
      `lsof: ${text.replace('invalid option -- ', 'illegal option character: ').replaceAll("'", '')}\n${USAGE}`,
  },
  async (t) => {
    const accounts = await Accounts.read(t.sys);
    const named = await namedFiles(t);
    const choices = choicesOf(t, accounts, named);
    const rows: Row[] = [];
    for (const process of t.sys.processes()) {
      if (process.pid !== t.sys.pid || named.length === 0) rows.push(...(await rowsOf(t, accounts, process, choices)));
      await t.sys.tick();
    }
    if (t.has('t')) for (const pid of new Set(rows.map(({ file }) => file.process.pid))) await t.out.line(String(pid));
    else if (t.has('F')) await t.out.text(fields(rows, t.value('F') || 'pcufn'));
    else if (rows.length) await t.out.text(table(t, rows));
    return t.status || (rows.length ? 0 : 1);
  },
);

/** `+D DIRECTORY` is an option that begins with a plus; the word after `-i` is its own when it speaks of the Internet. */
export const lsof: typeof inner = (sys, argv = sys.argv) => {
  const words: string[] = [];
  for (const word of argv) {
    if (words.at(-1)?.match(/^-[a-zA-Z]*i$/) && /^[46]?(?:tcp|udp)?(?:[@:]|$)/i.test(word))
      words.push(`${words.pop()}${word}`);
    else words.push(/^\+[dD]/.test(word) ? `-D${word.slice(2)}` : word);
  }
  return inner(sys, words);
};

interface Row {
  readonly file: OpenedFile;
  readonly user: string;
  readonly type: string;
  readonly device: string;
  readonly size: string;
  readonly node: string;
  readonly name: string;
}

interface NamedFile {
  readonly given: string;
  readonly stat: Stat;
}

async function namedFiles(t: Tool): Promise<NamedFile[]> {
  const found: NamedFile[] = [];
  for (const given of t.operands) {
    try {
      found.push({ given, stat: await t.sys.stat(given) });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      await t.warn(`status error on ${given}: ${error.message}`);
    }
  }
  return found;
}

function choicesOf(t: Tool, accounts: Accounts, named: readonly NamedFile[]): readonly Choice[] {
  const choices: Choice[] = [];
  const uidOf = (word: string) => accounts.user(word)?.uid ?? Number(word);
  if (t.has('p')) choices.push(lists(t.values('p'), ({ process }, word) => process.pid === Number(word)));
  if (t.has('u')) choices.push(lists(t.values('u'), ({ process }, word) => process.uid === uidOf(word)));
  if (t.has('c')) choices.push(lists(t.values('c'), ({ process }, word) => process.command.startsWith(word)));
  if (t.value('g')) choices.push(lists(t.values('g'), ({ process }, word) => process.pgid === Number(word)));
  if (t.has('d'))
    choices.push(
      lists(t.values('d'), ({ fd }, word) => {
        const [, from, to] = /^(\d+)-(\d+)$/.exec(word) ?? [];
        return from === undefined ? fd === word : Number(fd) >= Number(from) && Number(fd) <= Number(to);
      }),
    );
  for (const word of t.values('i')) choices.push({ fits: internetFilter(word, t.values('s')), narrows: false });
  if (t.has('U')) choices.push({ fits: (_, socket) => socket?.protocol === 'unix', narrows: false });
  for (const path of t.values('D'))
    choices.push({ fits: (file) => file.path === path || file.path.startsWith(`${path}/`), narrows: false });
  if (t.operands.length)
    choices.push({ fits: (file) => named.some(({ stat }) => same(stat, file.stat) && file.fd !== ''), narrows: false });
  return choices;
}

const same = (a: Stat, b: Stat) => a.dev === b.dev && a.ino === b.ino;

async function rowsOf(t: Tool, accounts: Accounts, process: ProcessInfo, choices: readonly Choice[]): Promise<Row[]> {
  const sockets = t.sys.sockets();
  const rows: Row[] = [];
  for (const file of await openFiles(t.sys, process)) {
    const inode = /^socket:\[(\d+)\]$/.exec(file.path)?.[1];
    const socket = inode === undefined ? undefined : sockets.find((one) => one.inode === Number(inode));
    const fitting = choices.filter(({ fits }) => fits(file, socket));
    const chosen = t.has('a')
      ? fitting.length === choices.length
      : choices.length === 0 || (fitting.length > 0 && choices.every((one) => !one.narrows || fitting.includes(one)));
    if (chosen) rows.push(row(t, accounts, file, socket));
  }
  return rows;
}

function row(t: Tool, accounts: Accounts, file: OpenedFile, socket: SocketInfo | undefined): Row {
  const { stat, process, path } = file;
  const user = t.has('l') ? String(process.uid) : accounts.userName(process.uid);
  const special = stat.type === 'char' || stat.type === 'block';
  const whole = stat.type === 'file' || stat.type === 'directory';
  const at = { file, user, size: whole ? String(stat.size) : '0t0' };
  if (socket && socket.protocol !== 'unix') {
    const version = 'address' in socket.local && socket.local.address.includes(':') ? 'IPv6' : 'IPv4';
    return {
      ...at,
      type: version,
      device: String(socket.inode),
      node: socket.protocol.toUpperCase(),
      name: socketName(t, socket),
    };
  }
  if (socket) {
    const local = 'path' in socket.local ? socket.local.path : '';
    const name = `${local ? `${local} ` : ''}type=${socket.type === 'datagram' ? 'DGRAM' : 'STREAM'} (${socket.state === 'LISTEN' ? 'LISTEN' : 'CONNECTED'})`;
    return {
      ...at,
      type: 'unix',
      device: `0x${socket.inode.toString(16).padStart(16, '0')}`,
      node: String(socket.inode),
      name,
    };
  }
  const given = t.operands.length === 1 && !path.startsWith('pipe:') ? (t.operands[0] as string) : path;
  return {
    ...at,
    type: TYPES[stat.type],
    device: special ? `${stat.major},${stat.minor}` : `${stat.dev >> 8},${stat.dev & 0xff}`,
    node: String(stat.ino),
    name: path.replace(/^pipe:.*/, 'pipe') === 'pipe' ? 'pipe' : given,
  };
}

function socketName(t: Tool, { local, peer, protocol, state }: SocketInfo): string {
  const place = (at: SocketAddress) => {
    if ('path' in at) return at.path;
    const any = at.address === '0.0.0.0' || at.address === '::';
    const host = any ? '*' : !t.has('n') && at.address === '127.0.0.1' ? 'localhost' : at.address;
    return `${host.includes(':') ? `[${host}]` : host}:${at.port || '*'}`;
  };
  const ends = peer ? `${place(local)}->${place(peer)}` : place(local);
  return `${ends} ${protocol === 'tcp' ? `(${state === 'ESTAB' ? 'ESTABLISHED' : state.replace('-', '_')})` : ''}`;
}

const COMMAND_WIDTH = 9;

function table(t: Tool, rows: readonly Row[]): string {
  const cells = rows.map(({ file, user, type, device, size, node, name }) => ({
    command: file.process.command.slice(0, COMMAND_WIDTH),
    numbers: [String(file.process.pid), ...(t.has('R') ? [String(file.process.ppid)] : [])],
    user,
    fd: file.fd,
    mode: file.mode || ' ',
    rest: [type, device, size, node],
    name,
  }));
  const head = {
    command: 'COMMAND',
    numbers: ['PID', ...(t.has('R') ? ['PPID'] : [])],
    user: 'USER',
    fd: 'FD',
    mode: ' ',
    rest: ['TYPE', 'DEVICE', 'SIZE/OFF', 'NODE'],
    name: 'NAME',
  };
  const all = [head, ...cells];
  const width = (of: (cell: typeof head) => string, least = 0) =>
    Math.max(least, ...all.map((cell) => of(cell).length));
  const [command, user, fd] = [
    width((cell) => cell.command),
    width((cell) => cell.user, t.has('l') ? 8 : 0),
    width((cell) => cell.fd, 4),
  ];
  const numbers = head.numbers.map((_, i) => width((cell) => cell.numbers[i] ?? ''));
  const rest = head.rest.map((_, i) => width((cell) => cell.rest[i] ?? '', i === 0 ? 6 : 0));
  const right = (values: readonly string[], widths: readonly number[]) =>
    values.map((value, i) => value.padStart(widths[i] as number)).join(' ');
  return all
    .map(
      (cell) =>
        `${cell.command.padEnd(command)} ${right(cell.numbers, numbers)} ${cell.user.padStart(user)} ${cell.fd.padStart(fd)}${cell.mode}${right(cell.rest, rest)} ${cell.name}\n`,
    )
    .join('');
}

/** -F: a field a line, each behind its letter; a process, then its files. */
function fields(rows: readonly Row[], letters: string): string {
  let out = '';
  let pid: number | undefined;
  const wants = (letter: string) => letters.includes(letter);
  for (const { file, user, type, size, node, name } of rows) {
    const { process } = file;
    if (process.pid !== pid) {
      pid = process.pid;
      out += `p${pid}\n`;
      if (wants('g')) out += `g${process.pgid}\n`;
      if (wants('R')) out += `R${process.ppid}\n`;
      if (wants('c')) out += `c${process.command}\n`;
      if (wants('u')) out += `u${process.uid}\n`;
      if (wants('L')) out += `L${user}\n`;
    }
    out += `f${file.fd}\n`;
    if (wants('a')) out += `a${file.mode || ' '}\n`;
    if (wants('t')) out += `t${type}\n`;
    if (wants('s') && /^\d+$/.test(size)) out += `s${size}\n`;
    if (wants('i') && /^\d+$/.test(node)) out += `i${node}\n`;
    if (wants('n')) out += `n${name}\n`;
  }
  return out;
}
