/** ps in busybox's and procps' forms. */
import { MEMORY_BYTES } from '../../base/machine-size.ts';
import type { ProcessInfo } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { strftime } from './lib/strftime.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { psOptionFault, refuse } from './ps-faults.ts';

interface Column {
  readonly header: string;
  readonly width: number;
  readonly right: boolean;
  readonly value: (process: ProcessInfo, context: Context) => string;
}

interface Context {
  readonly accounts: Accounts;
  readonly now: number;
}

/** The command line; a program that goes by another name than its first word is shown in braces, as busybox does. */
export function commandLine({ argv, command }: ProcessInfo, braces: boolean): string {
  if (argv.length === 0) return `[${command}]`;
  const line = argv.join(' ').replace(/[\x00-\x1f]/g, ' ');
  const base = (argv[0] as string).replace(/^-/, '').replace(/.*\//, '').slice(0, 15);
  return braces && base !== command ? `{${command}} ${line}` : line;
}

export function cpuTime(ms: number, hours: boolean): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  if (!hours) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const number = (header: string, width: number, value: Column['value']): Column => ({
  header,
  width,
  right: true,
  value,
});
const word = (header: string, width: number, value: Column['value']): Column => ({
  header,
  width,
  right: false,
  value,
});

const BUSYBOX: Record<string, Column> = {
  user: word('USER', 8, (p, { accounts }) => accounts.userName(p.uid)),
  group: word('GROUP', 8, (p, { accounts }) => accounts.groupName(p.gid)),
  comm: word('COMMAND', 16, (p) => p.command),
  args: word('COMMAND', 256, (p) => commandLine(p, true)),
  pid: number('PID', 5, (p) => String(p.pid)),
  ppid: number('PPID', 5, (p) => String(p.ppid)),
  pgid: number('PGID', 5, (p) => String(p.pgid)),
  nice: number('NI', 5, (p) => String(p.niceness)),
  rgroup: word('RGROUP', 8, (p, { accounts }) => accounts.groupName(p.gid)),
  ruser: word('RUSER', 8, (p, { accounts }) => accounts.userName(p.uid)),
  tty: word('TT', 6, ({ tty }) => (tty === '?' ? '?' : `136,${tty.replace(/\D/g, '')}`)),
  vsz: number('VSZ', 4, (p) => shortKilobytes(p)),
  sid: number('SID', 5, (p) => String(p.sid)),
  stat: word('STAT', 4, (p) => p.state + (p.niceness < 0 ? '<' : p.niceness > 0 ? 'N' : '')),
  rss: number('RSS', 4, (p) => shortKilobytes(p)),
};

const PAGE_BYTES = 4096;
const kilobytes = ({ residentBytes }: ProcessInfo) => String(Math.round(residentBytes / 1024));

/** Per cent of the machine's memory, as procps shows it. */
export const memoryShare = ({ residentBytes }: Pick<ProcessInfo, 'residentBytes'>) =>
  ((residentBytes * 100) / MEMORY_BYTES).toFixed(1);

/** Kilobytes in four characters, as busybox shows them: megabytes from where they do not fit. */
export function shortKilobytes({ residentBytes }: ProcessInfo): string {
  const kb = Math.round(residentBytes / 1024);
  if (kb < 10_000) return String(kb);
  const mb = kb / 1024;
  return `${mb < 9.95 ? mb.toFixed(1) : Math.round(mb)}m`;
}

const stateOf = (p: ProcessInfo) =>
  p.state +
  (p.niceness < 0 ? '<' : p.niceness > 0 ? 'N' : '') +
  (p.sid === p.pid ? 's' : '') +
  (p.state === 'R' ? '+' : '');
const started = (p: ProcessInfo, { now }: Context) =>
  strftime(now - p.started < 86_400_000 ? '%H:%M' : '%b%d', p.started);
const elapsed = (p: ProcessInfo, { now }: Context) => {
  const seconds = Math.max(0, Math.floor((now - p.started) / 1000));
  const days = Math.floor(seconds / 86_400);
  return (
    (days ? `${days}-` : '') + cpuTime((seconds % 86_400) * 1000, true).replace(/^00:(?=\d\d:)/, days ? '00:' : '')
  );
};

const PROCPS: Record<string, Column> = {
  pid: number('PID', 7, (p) => String(p.pid)),
  ppid: number('PPID', 7, (p) => String(p.ppid)),
  pgid: number('PGID', 7, (p) => String(p.pgid)),
  pgrp: number('PGRP', 7, (p) => String(p.pgid)),
  sid: number('SID', 7, (p) => String(p.sid)),
  sess: number('SESS', 7, (p) => String(p.sid)),
  user: word('USER', 8, (p, { accounts }) => accounts.userName(p.uid)),
  euser: word('EUSER', 8, (p, { accounts }) => accounts.userName(p.uid)),
  ruser: word('RUSER', 8, (p, { accounts }) => accounts.userName(p.uid)),
  group: word('GROUP', 8, (p, { accounts }) => accounts.groupName(p.gid)),
  uid: number('UID', 5, (p) => String(p.uid)),
  gid: number('GID', 5, (p) => String(p.gid)),
  tty: word('TT', 8, (p) => p.tty),
  tt: word('TT', 8, (p) => p.tty),
  tname: word('TTY', 8, (p) => p.tty),
  stat: word('STAT', 4, stateOf),
  s: word('S', 1, (p) => p.state),
  state: word('S', 1, (p) => p.state),
  time: number('TIME', 8, (p) => cpuTime(p.cpuMs, true)),
  cputime: number('TIME', 8, (p) => cpuTime(p.cpuMs, true)),
  comm: word('COMMAND', 15, (p) => p.command),
  ucmd: word('CMD', 15, (p) => p.command),
  cmd: word('CMD', 27, (p) => commandLine(p, false)),
  args: word('COMMAND', 27, (p) => commandLine(p, false)),
  command: word('COMMAND', 27, (p) => commandLine(p, false)),
  pcpu: number('%CPU', 4, (p, context) => cpuShare(p, context)),
  pmem: number('%MEM', 4, (p) => memoryShare(p)),
  vsz: number('VSZ', 6, (p) => kilobytes(p)),
  rss: number('RSS', 5, (p) => kilobytes(p)),
  ni: number('NI', 3, (p) => String(p.niceness)),
  nice: number('NI', 3, (p) => String(p.niceness)),
  pri: number('PRI', 3, (p) => String(19 - p.niceness)),
  opri: number('PRI', 3, (p) => String(80 + p.niceness)),
  nlwp: number('NLWP', 4, () => '1'),
  thcount: number('THCNT', 5, () => '1'),
  lwp: number('LWP', 7, (p) => String(p.pid)),
  tid: number('TID', 7, (p) => String(p.pid)),
  spid: number('SPID', 7, (p) => String(p.pid)),
  tgid: number('TGID', 7, (p) => String(p.pid)),
  cls: number('CLS', 3, () => 'TS'),
  class: word('CLS', 3, () => 'TS'),
  policy: word('POL', 3, () => 'TS'),
  rtprio: number('RTPRIO', 6, () => '-'),
  priority: number('PRI', 3, (p) => String(20 + p.niceness)),
  euid: number('EUID', 5, (p) => String(p.uid)),
  ruid: number('RUID', 5, (p) => String(p.uid)),
  egid: number('EGID', 5, (p) => String(p.gid)),
  rgid: number('RGID', 5, (p) => String(p.gid)),
  egroup: word('EGROUP', 8, (p, { accounts }) => accounts.groupName(p.gid)),
  rgroup: word('RGROUP', 8, (p, { accounts }) => accounts.groupName(p.gid)),
  fname: word('COMMAND', 8, (p) => p.command.slice(0, 8)),
  maj_flt: number('MAJFL', 6, () => '0'),
  trs: number('TRS', 5, () => '0'),
  drs: number('DRS', 5, (p) => kilobytes(p)),
  bsdtime: number('TIME', 6, (p) => cpuTime(p.cpuMs, false)),
  // No kernel address, no page and no place to wait at is simulated; there is one processor to be on.
  f: number('F', 1, () => '0'),
  addr: number('ADDR', 4, () => '-'),
  sz: number('SZ', 5, (p) => String(Math.round(p.residentBytes / PAGE_BYTES))),
  wchan: word('WCHAN', 6, () => '-'),
  psr: number('PSR', 3, () => '0'),
  tpgid: number('TPGID', 7, ({ tty, pgid }) => (tty === '?' ? '-1' : String(pgid))),
  c: number('C', 2, (p, context) => cpuShare(p, context).replace(/\..*/, '')),
  start: number('STARTED', 8, (p) => strftime('%H:%M:%S', p.started)),
  start_time: number('START', 5, started),
  stime: number('STIME', 5, started),
  lstart: number('STARTED', 24, (p) => strftime('%c', p.started)),
  etime: number('ELAPSED', 11, elapsed),
  etimes: number('ELAPSED', 7, (p, { now }) => String(Math.floor((now - p.started) / 1000))),
  '%cpu': number('%CPU', 4, (p, context) => cpuShare(p, context)),
  '%mem': number('%MEM', 4, (p) => memoryShare(p)),
};

function cpuShare(p: ProcessInfo, { now }: Context): string {
  return ((p.cpuMs * 100) / Math.max(1, now - p.started)).toFixed(1);
}

async function print(
  t: Tool,
  columns: readonly Column[],
  processes: readonly ProcessInfo[],
  busybox: boolean,
): Promise<void> {
  const context = { accounts: await Accounts.read(t.sys), now: t.sys.now() };
  const width = t.sys.isatty(1) ? t.sys.windowSize(1).columns || 80 : Infinity;
  const draw = (cells: readonly string[], header: boolean) => {
    const line = cells.map((cell, i) => {
      const { right, width: size } = columns[i] as Column;
      if (i === cells.length - 1 && !right) return cell;
      return right && !(busybox && header) ? cell.padStart(size) : cell.padEnd(size);
    });
    return line.join(' ').slice(0, width);
  };
  if (columns.some(({ header }) => header)) {
    const header = draw(
      columns.map((column) => column.header),
      true,
    );
    await t.out.line(busybox ? header : header);
  }
  for (const process of processes)
    await t.out.line(
      draw(
        columns.map((column) => column.value(process, context)),
        false,
      ),
    );
}

/** `pid,user=WHO` or `pid user` to columns; `=TEXT` replaces the header. */
async function columnsOf(t: Tool, words: readonly string[], known: Record<string, Column>): Promise<Column[]> {
  const columns: Column[] = [];
  for (const text of words) {
    if (!t.busybox && /^,|,,|,$/.test(text)) return refuse(t, 'improper format list');
    for (const entry of text.split(/[, ]+/).filter(Boolean)) {
      const [name = '', header] = entry.split(/=(.*)/s);
      const column = Object.hasOwn(known, name) ? (known[name] as Column) : undefined;
      if (!column) {
        if (t.busybox)
          await t.die('', `bad -o argument '${name}', supported arguments: ${Object.keys(known).join(',')}`);
        return refuse(t, `unknown user-defined format specifier "${name}"`);
      }
      columns.push(header === undefined ? column : { ...column, header });
    }
  }
  return columns;
}

const busyboxPs = tool(
  { name: 'ps', usage: '[-o COL1,COL2=HEADER] [-T]', about: 'Show list of processes', options: 'o= T w! l!' },
  async (t) => {
    const asked = t.values('o');
    const columns = await columnsOf(t, asked.length ? asked : ['pid,user,args'], BUSYBOX);
    await print(t, columns, t.sys.processes(), true);
  },
);

const procps = tool(
  {
    name: 'ps',
    usage: '[options]',
    about: 'Report a snapshot of the current processes',
    options:
      'e A a d f F l j L o|format= O=! p|pid= C= u|user= U|User= t|tty= w s|sid= g|group= G|Group= x ppid= q|quick-pid= no-headers|no-heading ' +
      'sort= forest! N|deselect H c! y M! Z!',
    from: 'procps-ng',
    optionError: psOptionFault,
  },
  async (t) => {
    const style = new Set(bsdLetters(t));
    const accounts = await Accounts.read(t.sys);
    await check(t, accounts);
    let columns = await columnsOf(t, [...t.values('o'), ...bsdFormat(t)], PROCPS);
    if (columns.length === 0) columns = defaultColumns(t, style);
    if (t.has('no-headers') || style.has('h')) columns = columns.map((column) => ({ ...column, header: '' }));
    const chosen = choose(t, style, accounts);
    await print(t, columns, sorted(t, accounts, chosen), false);
    return chosen.length ? 0 : 1;
  },
);

function defaultColumns(t: Tool, style: ReadonlySet<string>): Column[] {
  const pick = (names: string) => names.split(' ').map((name) => PROCPS[name] as Column);
  const rename = (name: string, change: Partial<Column>) => ({ ...(PROCPS[name] as Column), ...change });
  if (style.has('u')) {
    return [
      rename('user', {}),
      ...pick('pid pcpu pmem vsz rss'),
      rename('tname', {}),
      ...pick('stat start_time'),
      rename('time', { width: 6, value: (p) => cpuTime(p.cpuMs, false) }),
      ...pick('args'),
    ];
  }
  if (style.has('v')) return [...pick('pid tname stat bsdtime maj_flt trs drs rss pmem args')];
  const letters = (name: string) => rename(name, { header: 'CMD' });
  if (t.has('F'))
    return [rename('user', { header: 'UID' }), ...pick('pid ppid c sz rss psr stime tname time'), letters('cmd')];
  const threads = t.has('L') ? 'lwp c nlwp' : 'c';
  if (t.has('f')) {
    return [rename('user', { header: 'UID' }), ...pick(`pid ppid ${threads} stime tname time`), letters('cmd')];
  }
  if (style.has('j'))
    return [...pick('ppid pid pgid sid tname tpgid stat uid'), rename('time', SHORT_TIME), ...pick('args')];
  if (style.has('l'))
    return [
      ...pick('f uid pid ppid'),
      rename('opri', {}),
      ...pick('ni vsz rss wchan stat tname'),
      rename('time', SHORT_TIME),
      ...pick('args'),
    ];
  if (style.size)
    return [
      ...pick('pid'),
      rename('tname', {}),
      ...pick('stat'),
      rename('time', { width: 6, value: (p) => cpuTime(p.cpuMs, false) }),
      ...pick('args'),
    ];
  if (t.has('j')) return pick('pid pgid sid tname time ucmd');
  if (t.has('l') && t.has('y')) return pick('s uid pid ppid c opri ni rss sz wchan tname time ucmd');
  if (t.has('l'))
    return [...pick('f s uid pid ppid c opri ni addr'), rename('sz', { width: 2 }), ...pick('wchan tname time ucmd')];
  return pick(t.has('L') ? 'pid lwp tname time ucmd' : 'pid tname time ucmd');
}

const SHORT_TIME: Partial<Column> = { width: 6, value: (p) => cpuTime(p.cpuMs, false) };

/** Options without a dash: what is first, unless it is numbers of processes. */
function bsdLetters(t: Tool): string {
  const [first = ''] = t.operands;
  return /^[\d,]*$/.test(first) ? '' : first;
}

/** `axo FORMAT`: the last letter takes the next word. */
function bsdFormat(t: Tool): readonly string[] {
  return bsdLetters(t).endsWith('o') ? t.operands.slice(1, 2) : [];
}

/** Refuses lists that name nothing there can be. */
async function check(t: Tool, accounts: Accounts): Promise<void> {
  const list = (key: string) => t.values(key).flatMap((text) => text.split(/[, ]+/));
  const numeric = (word: string) => /^\d+$/.test(word);
  if ([...list('p'), ...list('q'), ...list('ppid')].some((word) => !numeric(word)))
    await refuse(t, 'process ID list syntax error');
  if ([...list('u'), ...list('U')].some((word) => !numeric(word) && !accounts.user(word)))
    await refuse(t, 'user name does not exist');
  if (list('G').some((word) => !numeric(word) && !accounts.group(word))) await refuse(t, 'group name does not exist');
  const letters = bsdLetters(t);
  if (/[^ACHLMNOSTUVXZacefghjklmnoprstuvwx]/.test(letters)) await refuse(t, 'unsupported option (BSD syntax)');
  const lacking = /[^aefhjlopruvwxAHLSTU]/.exec(letters)?.[0];
  if (lacking !== undefined) await t.die(`option '${lacking}' is not simulated in Drydock`);
  const key = t
    .value('sort')
    ?.split(',')
    .find((word) => !Object.hasOwn(PROCPS, word.replace(/^[-+]/, '')));
  if (key !== undefined) await refuse(t, 'unknown sort specifier');
}

function choose(t: Tool, style: ReadonlySet<string>, accounts: Accounts): ProcessInfo[] {
  const all = t.sys.processes();
  const self = all.find(({ pid }) => pid === t.sys.pid);
  const list = (key: string) => t.values(key).flatMap((text) => text.split(/[, ]+/));
  const tests: ((p: ProcessInfo) => boolean)[] = [];
  if (t.has('e') || t.has('A')) return [...all];
  const numbers = [
    ...list('p'),
    ...list('q'),
    ...t.operands.filter((word) => /^[\d,]+$/.test(word)).flatMap((word) => word.split(',')),
  ];
  if (numbers.length) tests.push(({ pid }) => numbers.includes(String(pid)));
  if (t.has('C')) tests.push(({ command }) => list('C').includes(command));
  if (t.has('ppid')) tests.push(({ ppid }) => list('ppid').includes(String(ppid)));
  const users = [...list('u'), ...list('U')];
  const groups = [...list('g'), ...list('G')];
  if (groups.length) tests.push(({ gid }) => groups.includes(String(gid)) || groups.includes(accounts.groupName(gid)));
  if (users.length) tests.push(({ uid }) => users.includes(String(uid)) || users.includes(accounts.userName(uid)));
  if (t.has('t')) tests.push(({ tty }) => list('t').some((name) => name.replace('/dev/', '') === tty));
  if (t.has('s')) tests.push(({ sid }) => list('s').includes(String(sid)));
  if (tests.length) return all.filter((p) => tests.some((test) => test(p)));
  if (t.has('a') || t.has('d')) return all.filter((p) => p.sid !== p.pid && (t.has('d') || p.tty !== '?'));
  if (style.has('a') && style.has('x')) return [...all];
  if (style.has('x') || t.has('x')) return all.filter(({ uid }) => uid === self?.uid);
  if (style.has('a')) return all.filter(({ tty }) => tty !== '?');
  return all.filter(({ tty, uid }) => tty === self?.tty && uid === self.uid);
}

function sorted(t: Tool, accounts: Accounts, processes: ProcessInfo[]): ProcessInfo[] {
  const word = t.value('sort');
  if (!word) return processes;
  const context = { accounts, now: t.sys.now() };
  const orders = word.split(',').map((key) => {
    const column = PROCPS[key.replace(/^[-+]/, '')] as Column;
    const value = (p: ProcessInfo) => column.value(p, context);
    const compare = column.right
      ? (a: ProcessInfo, b: ProcessInfo) => parseFloat(value(a)) - parseFloat(value(b))
      : (a: ProcessInfo, b: ProcessInfo) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0);
    return key.startsWith('-') ? (a: ProcessInfo, b: ProcessInfo) => compare(b, a) : compare;
  });
  return [...processes].sort((a, b) => orders.reduce((order, compare) => order || compare(a, b), 0));
}

export const ps: Applet = (sys, argv = sys.argv) => {
  // `-aux` is meant as `aux`, since nobody is called x.
  if (sys.program !== 'busybox')
    return procps(
      sys,
      [...argv].map((word) => word.replace(/^-(?=aux\w*$)/, '')),
    );
  return busyboxPs(
    sys,
    argv.map((word, i) => (i === 1 && /^[a-zA-Z]+$/.test(word) ? '--' : word)),
  );
};
