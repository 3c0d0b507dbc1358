/** userdel, and busybox's deluser: take an account away. */
import { SysError } from '../../kernel/errno.ts';
import { nameExists } from '../name-exists.ts';
import { changeMembers, renameGroupShadow, renameInPlace } from './lib/account-lines.ts';
import { Accounts, type User } from './lib/accounts.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';
import { needRoot } from './new-account.ts';

function userRemover(name: 'userdel' | 'deluser'): Applet {
  return tool(
    {
      name,
      usage: 'USER',
      ...(name === 'userdel' && { usageStatus: 2, mostOperands: 1 }),
      about: 'Delete USER from the system',
      options: 'r|remove|remove-home f|force',
      from: 'shadow',
    },
    async (t) => {
      const user = t.operands[0];
      if (user === undefined) return t.usage('');
      await needRoot(t, '/etc/passwd');
      const accounts = await Accounts.read(t.sys);
      const found = accounts.user(user);
      if (!found) return t.die(`user '${user}' does not exist`, `unknown user ${user}`, t.busybox ? 1 : 6);
      for (const file of ['/etc/passwd', '/etc/shadow']) await renameInPlace(t, file, user, () => undefined);
      await changeMembers(t, user, user, [], 'set');
      await dropOwnGroup(t, accounts, found);
      if (!t.has('r')) return;
      const mail = await dropMail(t, found);
      const home = await dropHome(t, found);
      return mail && home ? 0 : 12;
    },
  );
}

/** The group of the user's name goes with them, unless others are in it. */
async function dropOwnGroup(t: Tool, accounts: Accounts, user: User): Promise<void> {
  const own = accounts.group(user.name);
  if (!own || own.members.some((member) => member !== user.name)) return;
  if (accounts.users.some((other) => other.name !== user.name && other.gid === own.gid) && !t.has('f')) {
    if (!t.busybox)
      await t.err(`${t.name}: group ${own.name} is the primary group of another user and is not removed.\n`);
    return;
  }
  await renameInPlace(t, '/etc/group', own.name, () => undefined);
  await renameGroupShadow(t, own.name, undefined);
}

/** Whether it is gone, or never was. */
async function dropMail(t: Tool, { name, uid }: User): Promise<boolean> {
  const spool = `/var/mail/${name}`;
  if (!(await nameExists(t.sys, spool))) {
    if (!t.busybox) await t.err(`${t.name}: ${name} mail spool (${spool}) not found\n`);
    return true;
  }
  if (!(await isTheirs(t, spool, uid, name))) return false;
  await t.sys.unlink(spool);
  return true;
}

async function dropHome(t: Tool, { name, uid, home }: User): Promise<boolean> {
  if (!(await nameExists(t.sys, home))) {
    if (!t.busybox) await t.err(`${t.name}: ${name} home directory (${home}) not found\n`);
    return true;
  }
  if (!(await isTheirs(t, home, uid, name))) return false;
  await removeTree(t, home);
  return true;
}

/** Nothing of somebody else is removed, unless by force. */
async function isTheirs(t: Tool, path: string, uid: number, name: string): Promise<boolean> {
  if (t.busybox || t.has('f') || (await t.sys.stat(path)).uid === uid) return true;
  await t.err(`${t.name}: ${path} not owned by ${name}, not removing\n`);
  return false;
}

async function removeTree(t: Tool, path: string): Promise<void> {
  try {
    for (const { name, type } of await t.sys.readdir(path)) {
      if (name === '.' || name === '..') continue;
      await (type === 'directory' ? removeTree(t, `${path}/${name}`) : t.sys.unlink(`${path}/${name}`));
    }
    await t.sys.rmdir(path);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

export const userdel = userRemover('userdel');
export const deluser = userRemover('deluser');
