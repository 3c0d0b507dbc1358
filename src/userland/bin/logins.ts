/** Who is logged on: who, users, pinky, w. Sessions are terminals with a leader: those that the process table shows. */
import type { ProcessInfo } from '../../kernel/sys.ts';
import { Accounts } from './lib/accounts.ts';
import { readText } from './lib/read-text.ts';
import { strftime } from './lib/strftime.ts';
import { tool, type Tool } from './lib/tool.ts';
import { cpuTime } from './ps.ts';
import { uptimeLine } from './system.ts';

interface Login {
  readonly name: string;
  readonly leader: ProcessInfo;
}

async function logins(t: Tool): Promise<{ readonly accounts: Accounts; readonly sessions: readonly Login[] }> {
  const accounts = await Accounts.read(t.sys);
  const leaders = t.sys.processes().filter(({ sid, pid, tty }) => sid === pid && tty !== '?');
  return { accounts, sessions: leaders.map((leader) => ({ name: accounts.userName(leader.uid), leader })) };
}

export const who = tool(
  {
    name: 'who',
    usage: '[-a]',
    about: 'Show who is logged on',
    options:
      'a|all H|heading q|count m- u|users- s|short- T|mesg|message|writable- w- b|boot!- r|runlevel!- d|dead!- l|login!- p|process!- t|time!- lookup-',
  },
  async (t) => {
    const { sessions } = await logins(t);
    if (t.operands.length > 2 && !t.busybox) return t.usage(`extra operand ${t.quote(t.operands[2] as string)}`);
    const idle = t.has('u') && !t.busybox;
    const head = t.busybox ? 'NAME     LINE         TIME             COMMENT' : HEADINGS[idle ? 1 : 0];
    if (t.has('H') && !t.has('q')) await t.out.line(head as string);
    for (const { name, leader } of sessions) {
      if (t.has('q') && !t.busybox) continue;
      const when = strftime(t.busybox ? '%b %e %H:%M' : '%Y-%m-%d %H:%M', leader.started);
      await t.out.line(
        t.busybox
          ? `${name.padEnd(15)} ${leader.tty.padEnd(15)} .       ${when}`
          : `${name.padEnd(8)} ${leader.tty.padEnd(12)} ${when}${idle ? `   .     ${String(leader.pid).padStart(10)}` : ''}`,
      );
    }
    if (t.has('q') && !t.busybox)
      await t.out.text(`${sessions.map(({ name }) => name).join(' ')}\n# users=${sessions.length}\n`);
  },
);

const HEADINGS = [
  'NAME     LINE         TIME         COMMENT',
  'NAME     LINE         TIME         IDLE          PID COMMENT',
];

/** A file of logins (utmp) is empty here: sessions are the kernel's. */
export const users = tool(
  { name: 'users', usage: '[OPTION]... [FILE]', about: 'Output who is currently logged in according to FILE' },
  async (t) => {
    if (t.operands.length > 1) return t.usage(`extra operand ${t.quote(t.operands[1] as string)}`);
    if (t.operands.length === 1) return;
    const names = (await logins(t)).sessions.map(({ name }) => name).sort();
    if (names.length) await t.out.line(names.join(' '));
  },
);

export const pinky = tool(
  {
    name: 'pinky',
    usage: '[OPTION]... [USER]...',
    about: 'A lightweight finger program; print user information',
    options: 'l b h p s f w i q lookup',
  },
  async (t) => {
    const { accounts, sessions } = await logins(t);
    const said = t.given.map(([key]) => key);
    if (t.has('l')) {
      if (t.operands.length === 0)
        return t.usage('no username specified; at least one must be specified when using -l');
      for (const name of t.operands) await longEntry(t, accounts, name);
      return;
    }
    const fullName = !said.some((key) => 'wiq'.includes(key));
    const idle = !t.has('q');
    const where = !said.some((key) => 'iq'.includes(key));
    if (!t.has('f'))
      await t.out.line(
        `Login    ${fullName ? 'Name                ' : ''} TTY     ${idle ? ' Idle  ' : ''} When        ${where ? ' Where' : ''}`,
      );
    for (const { name, leader } of sessions) {
      if (t.operands.length && !t.operands.includes(name)) continue;
      const full = ` ${fullNameOf(accounts, name).slice(0, 19).padEnd(19)}`;
      const when = strftime('%Y-%m-%d %H:%M', leader.started);
      await t.out.line(
        `${name.padEnd(8)}${fullName ? full : ''}  ${leader.tty.padEnd(8)}${idle ? '       ' : ''} ${when}`,
      );
    }
  },
);

function fullNameOf(accounts: Accounts, name: string): string {
  return accounts.user(name)?.gecos.split(',')[0] ?? '';
}

async function longEntry(t: Tool, accounts: Accounts, name: string): Promise<void> {
  const user = accounts.user(name);
  await t.out.text(`Login name: ${name.padEnd(28)}In real life:  ${user ? fullNameOf(accounts, name) : '???'}\n`);
  if (!user) return;
  if (!t.has('b')) await t.out.text(`Directory: ${user.home.padEnd(29)}Shell:  ${user.shell}\n`);
  for (const [key, file, title] of [
    ['h', '.project', 'Project: '],
    ['p', '.plan', 'Plan:\n'],
  ] as const) {
    const text = t.has(key) ? '' : await readText(t.sys, `${user.home}/${file}`);
    if (text) await t.out.text(title + text);
  }
  await t.out.text('\n');
}

export const w = tool(
  {
    name: 'w',
    usage: '[options] [user]',
    about: 'Show who is logged on and what they are doing',
    options: 'h|no-header u|no-current s|short f|from o|old-style i|ip-addr',
    from: 'procps-ng',
  },
  async (t) => {
    const { sessions } = await logins(t);
    const [short, from] = [t.has('s'), !t.has('f')];
    if (!t.has('h')) {
      await t.out.line(await uptimeLine(t));
      await t.out.line(
        `USER     TTY      ${from ? 'FROM             ' : ''}${short ? ' IDLE WHAT' : `${from ? '' : '  '}LOGIN@   IDLE   JCPU   PCPU WHAT`}`,
      );
    }
    for (const { name, leader } of sessions) {
      if (t.operands.length && t.operands[0] !== name) continue;
      const own = t.sys.processes().filter(({ tty }) => tty === leader.tty);
      const last = own.at(-1) ?? leader;
      const all = own.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
      const times = `${strftime('%H:%M', leader.started)}    0.00s  ${seconds(all)}  ${seconds(last.cpuMs)}`;
      await t.out.line(
        `${name.padEnd(8)} ${leader.tty.padEnd(8)} ${from ? '-                ' : ''}${short ? ' 0.00s' : times} ${last.argv.join(' ')}`,
      );
    }
  },
);

/** `0.04s`, from a minute on `2:05`. */
function seconds(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(2)}s` : cpuTime(ms, false);
}
