/** chroot: a program that takes another directory for its root. */
import { SysError } from '../../kernel/errno.ts';
import { Accounts } from './lib/accounts.ts';
import { execCommand } from './lib/find-program.ts';
import { tool, type Tool } from './lib/tool.ts';

export const chroot = tool(
  {
    name: 'chroot',
    usage: 'NEWROOT [PROG ARGS]',
    about: 'Run PROG with root directory set to NEWROOT',
    options: 'userspec=- groups=- skip-chdir-',
    firstOperandEnds: true,
    usageStatus: 125,
  },
  async (t) => {
    const [root, ...given] = t.operands;
    if (root === undefined) return t.usage('missing operand');
    const { sys } = t;
    if (t.has('skip-chdir') && (await resolved(t, root)) !== '/')
      return t.usage("option --skip-chdir only permitted if NEWROOT is old '/'");
    try {
      await sys.chroot(root);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(
        `cannot change root directory to '${root}': ${error.message}`,
        `can't change root directory to '${root}': ${error.message}`,
        t.busybox ? 1 : 125,
      );
    }
    if (!t.has('skip-chdir')) await sys.chdir('/');
    await become(t);
    const shell = sys.env.get('SHELL') || '/bin/sh';
    const command = given.length ? given : [shell, '-i'];
    try {
      return await execCommand(sys, command);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(
        `failed to run command ${t.q(command[0] as string)}: ${error.message}`,
        `can't execute '${command[0]}': ${error.message}`,
        error.errno === 'ENOENT' ? 127 : 126,
      );
    }
  },
);

async function resolved(t: Tool, path: string): Promise<string> {
  try {
    return await t.sys.realpath(path);
  } catch (error) {
    if (error instanceof SysError) return path;
    throw error;
  }
}

/** `--userspec=USER[:GROUP]` and `--groups`, by the accounts of the new root. */
async function become(t: Tool): Promise<void> {
  const spec = t.value('userspec');
  const list = t.value('groups');
  if (spec === undefined && list === undefined) return;
  const accounts = await Accounts.read(t.sys);
  const [name = '', groupName] = (spec ?? '').split(/[:.]/);
  const user = name === '' ? undefined : accounts.user(name);
  const uid = user?.uid ?? (/^\d+$/.test(name) ? Number(name) : undefined);
  if (name !== '' && uid === undefined) return t.die('invalid user', undefined, 125);
  const numberOf = (group: string) => accounts.group(group)?.gid ?? (/^\d+$/.test(group) ? Number(group) : undefined);
  const gid = groupName ? numberOf(groupName) : user?.gid;
  if (groupName && gid === undefined) return t.die('invalid group', undefined, 125);
  const wanted = list?.split(',').filter((group) => group !== '');
  const groups = wanted ? wanted.map(numberOf) : user ? accounts.groupsOf(user) : undefined;
  const bad = groups?.indexOf(undefined) ?? -1;
  if (bad >= 0) return t.die(`invalid group ${t.quote(wanted?.[bad] as string)}`, undefined, 125);
  t.sys.setCredentials({
    ...(groups && { groups: groups as number[] }),
    ...(gid !== undefined && { gid, egid: gid }),
    ...(uid !== undefined && { uid, euid: uid }),
  });
}
