/** gosu, su-exec and setpriv: what entry points of images step down from root with. */
import { SysError } from '../../kernel/errno.ts';
import { Accounts } from './lib/accounts.ts';
import { execCommand } from './lib/find-program.ts';
import { tool, type Tool } from './lib/tool.ts';

interface Target {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: string;
}

/** `user`, `user:group`, names or numbers; the message when there is no such account. */
function targetOf(accounts: Accounts, spec: string): Target | string {
  const [name = '', groupName] = spec.split(':');
  const key = /^\d+$/.test(name) ? Number(name) : name;
  const user = accounts.user(key);
  if (!user && typeof key === 'string') return `unable to find user ${name}: no matching entries in passwd file`;
  const uid = user?.uid ?? (key as number);
  let gid = user?.gid ?? 0;
  let groups: readonly number[] = user ? accounts.groupsOf(user) : [gid];
  if (groupName !== undefined && groupName !== '') {
    const group = accounts.group(/^\d+$/.test(groupName) ? Number(groupName) : groupName);
    if (!group && !/^\d+$/.test(groupName))
      return `unable to find group ${groupName}: no matching entries in group file`;
    gid = group?.gid ?? Number(groupName);
    groups = [gid];
  }
  return { uid, gid, groups, home: user?.home ?? '/' };
}

async function becomeAndRun(
  t: Tool,
  { uid, gid, groups, home }: Target,
  words: readonly string[],
  missing: string,
): Promise<number> {
  t.sys.setCredentials({ uid, euid: uid, gid, egid: gid, groups });
  const env = new Map(t.sys.env).set('HOME', home);
  try {
    return await execCommand(t.sys, words, env);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.err(
      error.errno === 'ENOENT' ? `${missing}\n` : `error: exec: "${words[0]}": ${error.message.toLowerCase()}\n`,
    );
    return 1;
  }
}

const GOSU_USAGE = `Usage: gosu user-spec command [args]
   eg: gosu tianon bash
       gosu nobody:root bash -c 'whoami && id'
       gosu 1000:1 id

`;

export const gosu = tool(
  {
    name: 'gosu',
    usage: 'user-spec command [args]',
    about: 'Run a command as another user',
    rawArguments: true,
    from: 'gosu',
  },
  async (t) => {
    const [spec, ...words] = t.operands;
    if (spec === '--version' || spec === '-v') {
      await t.out.text('1.17 (go1.18.2 on linux/amd64; gc)\n');
      return 0;
    }
    if (spec === undefined || words.length === 0) {
      await t.err(GOSU_USAGE);
      return 1;
    }
    const target = targetOf(await Accounts.read(t.sys), spec);
    if (typeof target === 'string') {
      await t.err(`error: failed switching to "${spec}": ${target}\n`);
      return 1;
    }
    return becomeAndRun(t, target, words, `error: exec: "${words[0]}": executable file not found in $PATH`);
  },
);

export const suExec = tool(
  {
    name: 'su-exec',
    usage: 'user-spec command [args]',
    about: 'Run a command as another user',
    rawArguments: true,
    from: 'su-exec',
  },
  async (t) => {
    const [spec, ...words] = t.operands;
    if (spec === undefined || words.length === 0) {
      await t.err('Usage: su-exec user-spec command [args]\n');
      return 0;
    }
    const target = targetOf(await Accounts.read(t.sys), spec);
    if (typeof target === 'string') return t.die(`getpwnam(${spec.split(':')[0]}): No such file or directory`);
    return becomeAndRun(t, target, words, `su-exec: ${words[0]}: No such file or directory`);
  },
);

export const setpriv = tool(
  {
    name: 'setpriv',
    usage: '[options] <program> [<argument>...]',
    about: 'Run a program with different privilege settings',
    options:
      'd|dump! nnp|no-new-privs- reuid= regid= ruid= euid= rgid= egid= clear-groups keep-groups init-groups groups= inh-caps= bounding-set= ambient-caps= reset-env',
    firstOperandEnds: true,
    from: 'util-linux',
  },
  async (t) => {
    if (t.operands.length === 0) return t.die('No program specified');
    const accounts = await Accounts.read(t.sys);
    const user = t.value('reuid') ?? t.value('euid');
    const group = t.value('regid') ?? t.value('egid');
    const { uid, gid, groups } = t.sys.credentials;
    const target = targetOf(accounts, `${user ?? uid}${group === undefined ? `:${gid}` : `:${group}`}`);
    if (typeof target === 'string') return t.die(`failed to parse reuid: ${target}`);
    const list = t.value('groups')?.split(',').map(Number);
    const named = user === undefined ? undefined : accounts.user(/^\d+$/.test(user) ? Number(user) : user);
    const kept = t.has('keep-groups') ? groups : t.has('init-groups') && named ? accounts.groupsOf(named) : [];
    const home = t.has('reset-env') ? target.home : (t.sys.env.get('HOME') ?? '/');
    return becomeAndRun(
      t,
      { ...target, groups: list ?? kept, home },
      t.operands,
      `setpriv: failed to execute ${t.operands[0]}: No such file or directory`,
    );
  },
);
