/** su, runuser and sudo: running programs as somebody else. */
import { SysError } from '../../kernel/errno.ts';
import { Accounts, type User } from './lib/accounts.ts';
import { DEFAULT_PATH, execCommand } from './lib/find-program.ts';
import { basename } from './lib/path.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Becomes another user, for good; with the groups of -g and -G, if any, in place of that user's own. */
async function become(t: Tool, accounts: Accounts, user: User): Promise<void> {
  const given: number[] = [];
  for (const name of [...t.values('g').slice(-1), ...t.values('G')]) {
    const group = accounts.group(name);
    if (!group) return t.die(`group ${name} does not exist`);
    if (!given.includes(group.gid)) given.push(group.gid);
  }
  const [gid = user.gid] = given;
  const groups = given.length ? given : accounts.groupsOf(user);
  t.sys.setCredentials({ uid: user.uid, euid: user.uid, gid, egid: gid, groups });
}

/** Real su and sudo are setuid root; the sandbox asks for no password, since learners have none. */
function mayBecomeAnyone(t: Tool, accounts: Accounts): boolean {
  const { uid, euid, groups, gid } = t.sys.credentials;
  if (uid === 0 || euid === 0) return true;
  return [gid, ...groups].some((id) => ['sudo', 'wheel'].includes(accounts.group(id)?.name ?? ''));
}

function loginPath({ busybox }: Tool, { uid }: User): string {
  if (busybox) return uid === 0 ? '/sbin:/usr/sbin:/bin:/usr/bin' : '/bin:/usr/bin';
  return uid === 0 ? DEFAULT_PATH : '/usr/local/bin:/usr/bin:/bin';
}

const LOGIN_OPTIONS =
  'l|login m|p|preserve-environment s|shell= c|command= session-command=- g|group=- G|supp-group=- f|fast- P|pty!- w|whitelist-environment=-';

export const su = tool(
  {
    name: 'su',
    usage: '[-lmp] [-s SH] [-] [USER [FILE ARGS]]',
    about: 'Run shell under USER (by default, root)',
    options: LOGIN_OPTIONS,
    from: 'util-linux',
  },
  async (t) => {
    if (t.sys.credentials.uid !== 0) {
      if (t.busybox && t.sys.credentials.euid !== 0) return t.die('must be suid to work properly');
      if (!mayBecomeAnyone(t, await Accounts.read(t.sys))) return t.die('Authentication failure', 'incorrect password');
    }
    return loginShell(t, t.operands);
  },
);

export const runuser = tool(
  {
    name: 'runuser',
    usage: '[options] -u <user> [[--] <command>]',
    about: 'Run command with the effective user ID and group ID of <user>',
    options: `${LOGIN_OPTIONS} u|user=`,
    firstOperandEnds: false,
    from: 'util-linux',
  },
  async (t) => {
    if (t.sys.credentials.uid !== 0) return t.die('may not be used by non-root users');
    const name = t.value('u');
    if (name === undefined) return loginShell(t, t.operands);
    if (['s', 'c', 'l', 'f'].some((key) => t.has(key)))
      return t.die('options --{shell,fast,command,session-command,login} and --user are mutually exclusive');
    const accounts = await Accounts.read(t.sys);
    const user = accounts.user(name);
    if (!user) return t.die(noSuchUser(name));
    if (t.operands.length === 0) return t.die('no command was specified');
    await become(t, accounts, user);
    const env = new Map(t.sys.env).set('HOME', user.home).set('USER', user.name).set('LOGNAME', user.name);
    try {
      return await execCommand(t.sys, t.operands, env);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`failed to execute ${t.operands[0]}: ${error.message}`);
    }
  },
);

const noSuchUser = (name: string) =>
  `user ${name} does not exist or the user entry does not contain all the required fields`;

/** Becomes `[-] [USER [ARG]...]`, root without one, and runs that user's shell. */
async function loginShell(t: Tool, operands: readonly string[]): Promise<number> {
  const words = [...operands];
  const login = t.has('l') || words[0] === '-';
  if (words[0] === '-') words.shift();
  const name = words.shift() ?? 'root';
  const accounts = await Accounts.read(t.sys);
  const user = accounts.user(name);
  if (!user) return t.die(noSuchUser(name), `unknown user ${name}`);
  const shell = t.value('s') || user.shell || '/bin/sh';
  const terminal = t.sys.env.get('TERM') ?? (t.busybox ? undefined : 'linux');
  const env = login ? new Map(terminal === undefined ? [] : [['TERM', terminal]]) : new Map(t.sys.env);
  if (!t.has('m') && !t.has('p')) {
    env.set('HOME', user.home);
    env.set('SHELL', shell);
    if (user.uid !== 0 || login) env.set('USER', user.name).set('LOGNAME', user.name);
    if (login) env.set('PATH', loginPath(t, user));
  }
  if (login) for (const name of t.values('w').flatMap((list) => list.split(','))) keep(t, env, name);
  const command = t.given.findLast(([key]) => key === 'c' || key === 'session-command')?.[1];
  const argv = [
    `${login ? '-' : ''}${basename(shell)}`,
    ...(t.has('f') ? ['-f'] : []),
    ...(command === undefined ? [] : ['-c', command]),
    ...words,
  ];
  try {
    await become(t, accounts, user);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`cannot set user id: ${error.message}`, `setuid: ${error.message}`);
  }
  try {
    if (login) await goHome(t, user);
    return await t.sys.exec(shell, argv, env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(
      `failed to execute ${shell}: ${error.message}`,
      `can't execute '${shell}': ${error.message}`,
      error.errno === 'ENOENT' ? 127 : 126,
    );
  }
}

function keep(t: Tool, env: Map<string, string>, name: string): void {
  const value = t.sys.env.get(name);
  if (value !== undefined) env.set(name, value);
}

async function goHome(t: Tool, { home }: User): Promise<void> {
  try {
    await t.sys.chdir(home);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.busybox) await t.err(`su: can't change directory to '${home}'\n`);
    else await t.err(`${t.name}: warning: cannot change directory to ${home}: ${error.message}\n`);
  }
}

export const sudo = tool(
  {
    name: 'sudo',
    usage: '[-Eis] [-u USER] [VAR=VALUE]... [COMMAND [ARG]...]',
    about: 'Execute a command as another user',
    options:
      'E|preserve-env=? i|login s|shell u|user= g|group=! H|set-home n|non-interactive k|reset-timestamp v|validate S|stdin l|list! b|background! A|askpass! p|prompt=',
    firstOperandEnds: true,
    from: 'sudo',
  },
  async (t) => {
    const accounts = await Accounts.read(t.sys);
    const me = accounts.userName(t.sys.credentials.uid);
    if (!mayBecomeAnyone(t, accounts)) {
      await t.err(`${me} is not in the sudoers file.\n`);
      return 1;
    }
    if (t.has('k') || t.has('v')) return 0;
    const target = t.value('u') ?? 'root';
    const user =
      accounts.user(target.replace(/^#/, '')) ??
      (target.startsWith('#') ? accounts.user(Number(target.slice(1))) : undefined);
    if (!user) return t.die(`unknown user ${target}`);
    const words = [...t.operands];
    const env = new Map(
      t.has('E')
        ? t.sys.env
        : [...t.sys.env].filter(([name]) =>
            ['TERM', 'LANG', 'COLORTERM', 'DISPLAY', 'LC_ALL', 'DOCKER_HOST'].includes(name),
          ),
    );
    env
      .set('HOME', user.home)
      .set('USER', user.name)
      .set('LOGNAME', user.name)
      .set('SHELL', user.shell || '/bin/sh')
      .set('PATH', DEFAULT_PATH);
    env
      .set('SUDO_USER', me)
      .set('SUDO_UID', String(t.sys.credentials.uid))
      .set('SUDO_GID', String(t.sys.credentials.gid));
    for (let match; (match = /^(\w+)=(.*)$/s.exec(words[0] ?? '')); words.shift())
      env.set(match[1] as string, match[2] as string);
    if (words.length === 0 && !t.has('i') && !t.has('s')) {
      await t.err('usage: sudo [-Eis] [-u user] [VAR=value] [command [arg ...]]\n');
      return 1;
    }
    const shell = user.shell || '/bin/sh';
    await become(t, accounts, user);
    if (t.has('i')) {
      try {
        await t.sys.chdir(user.home);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
    try {
      if (t.has('i') || t.has('s')) {
        const script = words.map((word) => word.replace(/[^\w@%+=:,./-]/g, '\\$&')).join(' ');
        return await t.sys.exec(
          shell,
          [`${t.has('i') ? '-' : ''}${basename(shell)}`, ...(words.length ? ['-c', script] : [])],
          env,
        );
      }
      env.set('SUDO_COMMAND', words.join(' '));
      return await execCommand(t.sys, words, env);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(
        error.errno === 'ENOENT' ? `${words[0]}: command not found` : `unable to execute ${words[0]}: ${error.message}`,
      );
    }
  },
);
