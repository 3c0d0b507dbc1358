/** dmesg: messages of a kernel, of a file (dmesg(1)). That of Drydock keeps none. */
import { SysError } from '../../kernel/errno.ts';
import { readText } from './lib/read-text.ts';
import { mayUse } from './lib/capability.ts';
import { tool, type Tool } from './lib/tool.ts';

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'];
const FACILITIES = [
  ...['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', 'authpriv', 'ftp'],
  ...['res0', 'res1', 'res2', 'res3', 'local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'],
];
const TIME_FORMATS = ['ctime', 'reltime', 'delta', 'notime', 'iso'];

/** Options that exclude each other, by letter and name; of each row one may be given. */
const EXCLUSIVE: readonly (readonly (readonly [key: string, name: string])[])[] = [
  [
    ['C', 'clear'],
    ['D', 'console-off'],
    ['E', 'console-on'],
    ['c', 'read-clear'],
    ['n', 'console-level'],
    ['r', 'raw'],
  ],
  [
    ['r', 'raw'],
    ['x', 'decode'],
  ],
];

export const dmesg = tool(
  {
    name: 'dmesg',
    usage: '[-cr] [-n LEVEL] [-s SIZE]',
    about: 'Print or control the kernel ring buffer',
    options:
      'c|read-clear C|clear D|console-off- d|show-delta- E|console-on- e|reltime!- F|file=- f|facility=- H|human J|json- k|kernel- ' +
      'L|color=?- l|level=- n|console-level= noescape- P|nopager- p|force-prefix- r|raw S|syslog- s|buffer-size= T|ctime t|notime- ' +
      'time-format=- u|userspace- W|follow-new- w|follow x|decode- since=!- until=!-',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    if (!t.busybox) await check(t);
    const file = t.value('F');
    if (file !== undefined) return printFile(t, file);
    if (!(await mayUse(t.sys, 'SYSLOG')))
      return t.die('read kernel buffer failed: Operation not permitted', 'klogctl: Operation not permitted');
    return t.die('the kernel of Drydock keeps no messages; the real dmesg would print those of the machine');
  },
);

/** Words are checked in their order, then combinations. */
async function check(t: Tool): Promise<void> {
  const among = async (what: string, word: string, names: readonly string[]) => {
    if (!names.includes(word)) await t.die(`unknown ${what} '${word}'`);
  };
  for (const [key, word] of t.given) {
    if (key === 'n' && !/^[1-8]$/.test(word)) await among('level', word, LEVELS);
    if (key === 'l') for (const one of word.split(',').filter(Boolean)) await among('level', one, LEVELS);
    if (key === 'f') for (const one of word.split(',').filter(Boolean)) await among('facility', one, FACILITIES);
    if (key === 's' && !/^\d+$/.test(word)) await t.die(`invalid buffer size argument: '${word}'`);
    if (key === 'time-format' && !TIME_FORMATS.includes(word)) await t.die(`unknown time format: ${word}`);
    for (const row of EXCLUSIVE) {
      if (row.filter(([one]) => t.has(one)).length < 2 || !row.some(([one]) => one === key)) continue;
      await t.die(`mutually exclusive arguments: ${row.map(([, name]) => `--${name}`).join(' ')}`);
    }
  }
  if (t.operands.length) await t.usage('bad usage');
}

interface Message {
  readonly priority: number;
  readonly seconds: number | undefined;
  readonly text: string;
}

function parse(line: string): Message {
  const [, priority, seconds, text = ''] = /^(?:<(\d+)>)?(?:\[ *(\d+\.\d+)\] ?)?(.*)$/s.exec(line) ?? [];
  return { priority: Number(priority ?? 6), seconds: seconds === undefined ? undefined : Number(seconds), text };
}

async function printFile(t: Tool, path: string): Promise<void> {
  try {
    const { type } = await t.sys.stat(path);
    if (type !== 'file') return await t.die(`cannot mmap: ${path}: Invalid argument`);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`cannot open ${path}: ${error.message}`);
  }
  const lines = (await readText(t.sys, path)).split('\n').filter(Boolean);
  const chosen = lines.filter((line) => isWanted(t, parse(line).priority));
  if (t.has('J')) return t.out.text(asJson(chosen.map(parse)));
  let last: number | undefined;
  for (const line of chosen) {
    const message = parse(line);
    const delta = message.seconds === undefined || last === undefined ? 0 : message.seconds - last;
    last = message.seconds;
    await t.out.line(t.has('r') ? line : shown(t, message, delta));
  }
}

function isWanted(t: Tool, priority: number): boolean {
  const [facility, level] = [priority >> 3, priority & 7];
  const listed = (key: string) => t.value(key)?.split(',').filter(Boolean);
  if (t.has('k') && facility !== 0) return false;
  if (t.has('u') && facility === 0) return false;
  const levels = listed('l');
  const facilities = listed('f');
  return (
    (!levels || levels.includes(LEVELS[level] as string)) &&
    (!facilities || facilities.includes(FACILITIES[facility] as string))
  );
}

const stamp = (seconds: number) => seconds.toFixed(6).padStart(12);

function shown(t: Tool, { priority, seconds, text }: Message, delta: number): string {
  const level = `${(FACILITIES[priority >> 3] ?? '').padEnd(6)}:${(LEVELS[priority & 7] as string).padEnd(6)}: `;
  const format = t.value('time-format') ?? (t.has('t') ? 'notime' : t.has('d') ? 'both' : 'raw');
  const times: Readonly<Record<string, string>> = {
    raw: `[${stamp(seconds ?? 0)}] `,
    both: `[${stamp(seconds ?? 0)} <${stamp(delta)}>] `,
    delta: `[<${stamp(delta)}>] `,
  };
  return `${t.has('x') ? level : ''}${seconds === undefined ? '' : (times[format] ?? '')}${text}`;
}

function asJson(messages: readonly Message[]): string {
  const items = messages.map(({ priority, seconds, text }) => {
    const time = stamp(seconds ?? 0);
    return `      {\n         "pri": ${priority},\n         "time": ${time},\n         "msg": ${JSON.stringify(`${text}\n`)}\n      }`;
  });
  return `{\n   "dmesg": [\n${items.join(',\n')}\n   ]\n}\n`;
}
