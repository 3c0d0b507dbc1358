/** newgrp and sg: a shell, or a command, with another group. */
import { SysError } from '../../kernel/errno.ts';
import { Accounts } from './lib/accounts.ts';
import { askSecret } from './lib/ask-secret.ts';
import { Input } from './lib/input.ts';
import { basename } from './lib/path.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const asNewgrp = tool(
  { name: 'newgrp', usage: '[-] [group]', about: 'Log in to a new group', rawArguments: true, from: 'shadow' },
  async (t) => {
    const words = t.operands.filter((word, i) => !(i === 0 && word === '-'));
    if (words[0]?.startsWith('-')) {
      await t.err('Usage: newgrp [-] [group]\n');
      return 1;
    }
    return withGroup(t, t.operands[0] === '-', words[0], undefined);
  },
);

export const sg = tool(
  {
    name: 'sg',
    usage: 'group [[-c] command]',
    about: 'Execute command as different group ID',
    rawArguments: true,
    from: 'shadow',
  },
  async (t) => {
    const words = t.operands.filter((word, i) => !(i === 0 && word === '-'));
    const [group, first, second] = words;
    if (group === undefined) {
      await t.err('Usage: sg group [[-c] command]\n');
      return 1;
    }
    return withGroup(t, t.operands[0] === '-', group, first === '-c' ? second : first);
  },
);

/** sg may be a link to newgrp, which then goes by the name it was called with. */
export const newgrp: Applet = (sys, argv = sys.argv) => (basename(argv[0] ?? '') === 'sg' ? sg : asNewgrp)(sys, argv);

/**
 * Without a name, the group that /etc/passwd tells. Whoever the files call a member may, though the session began without the
 * group; others are asked for its password, and no group here has one (shadow, src/newgrp.c).
 */
async function withGroup(
  t: Tool,
  login: boolean,
  name: string | undefined,
  command: string | undefined,
): Promise<number> {
  const accounts = await Accounts.read(t.sys);
  const { uid, groups } = t.sys.credentials;
  const user = accounts.user(uid);
  if (!user) return t.die('Cannot determine your user name.');
  const group = accounts.group(name ?? user.gid);
  if (!group) return t.die(name === undefined ? `GID '${user.gid}' does not exist` : `group '${name}' does not exist`);
  const { gid, members } = group;
  const member = gid === user.gid || groups.includes(gid) || members.includes(user.name);
  if (uid !== 0 && !member) {
    await askSecret(t, new Input(t.sys, 0), 'Password: ');
    await t.err('Invalid password.\n');
    return 1;
  }
  t.sys.setCredentials({ gid, egid: gid, euid: uid, groups: [...new Set([...groups, gid])] });
  const shell = (command === undefined && user.shell) || '/bin/sh';
  try {
    return await t.sys.exec(
      shell,
      [`${login ? '-' : ''}${basename(shell)}`, ...(command === undefined ? [] : ['-c', command])],
      t.sys.env,
    );
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${shell}: ${error.message}`, undefined, error.errno === 'ENOENT' ? 127 : 126);
  }
}
