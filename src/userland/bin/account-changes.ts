/** usermod, groupmod, groupdel and chpasswd: what changes accounts that there are. */
import { changeMembers, renameGroupShadow, renameInPlace } from './lib/account-lines.ts';
import { isAccountName } from './lib/account-name.ts';
import { Accounts, type User } from './lib/accounts.ts';
import { shadowDay } from './lib/account-dates.ts';
import { toText } from './lib/byte-string.ts';
import { tool, type Tool, type ToolSpec } from './lib/tool.ts';
import { moveHome, reownHome } from './lib/home-directory.ts';
import { passwordDigest } from './lib/new-password.ts';
import { needRoot } from './new-account.ts';

const DAY_MS = 86_400_000;

function shadowTool(spec: Omit<ToolSpec, 'from' | 'optionError'>, main: (t: Tool) => Promise<number | void>) {
  return tool({ mostOperands: 1, ...spec, from: 'shadow', usageStatus: 2 }, main);
}

const showUsage = (t: Tool): Promise<never> => t.usage('');

async function dayOf(t: Tool, word: string): Promise<string> {
  return shadowDay(t, word) ?? t.die(`invalid date '${word}'`, undefined, 3);
}

async function knownUser(t: Tool, accounts: Accounts, name: string, status: number): Promise<User> {
  return accounts.user(name) ?? t.die(`user '${name}' does not exist`, undefined, status);
}

/** A number of an ID option. */
async function idOf(t: Tool, word: string, kind: 'user' | 'group'): Promise<number> {
  return /^\d+$/.test(word) ? Number(word) : t.die(`invalid ${kind} ID '${word}'`, undefined, 3);
}

export const usermod = shadowTool(
  {
    name: 'usermod',
    usage: '[options] LOGIN',
    about: 'Change a user’s account',
    options:
      'a|append b|badname c|comment= d|home= e|expiredate= f|inactive= g|gid= G|groups= l|login= L|lock m|move-home o|non-unique p|password= ' +
      'P|prefix=! r|remove R|root=! s|shell= u|uid= U|unlock v|add-subuids=! V|del-subuids=! w|add-subgids=! W|del-subgids=! Z|selinux-user=!',
  },
  async (t) => {
    const [name, ...more] = t.operands;
    if (name === undefined || more.length) return showUsage(t);
    const accounts = await Accounts.read(t.sys);
    const user = await knownUser(t, accounts, name, 6);
    if (t.given.length === 0) {
      await t.err('usermod: no options\n');
      return showUsage(t);
    }
    if ((t.has('a') || t.has('r')) && !t.has('G')) {
      await t.err(`usermod: -${t.has('a') ? 'a' : 'r'} flag is only allowed with the -G flag\n`);
      return showUsage(t);
    }
    const changed = await changedUser(t, accounts, user);
    await needRoot(t, '/etc/passwd');
    await changePasswd(t, user, changed);
    await changeShadow(t, user, changed);
    const groups = t.value('G');
    if (groups !== undefined || changed.name !== user.name) {
      const wanted = groups?.split(',').filter(Boolean);
      const change = t.has('r') ? 'remove' : t.has('a') ? 'add' : 'set';
      await changeMembers(t, user.name, changed.name, wanted, change);
    }
    const [from, to] = [user.home, changed.home];
    if (t.has('m') && to !== from) await moveHome(t, from, to);
    if (changed.uid !== user.uid) await reownHome(t, t.has('m') ? to : from, user.uid, changed.uid);
  },
);

/** The account as the options have it, refused where it may not be so. */
async function changedUser(t: Tool, accounts: Accounts, user: User): Promise<User> {
  const uid = t.value('u') === undefined ? user.uid : await idOf(t, t.value('u') as string, 'user');
  if (uid !== user.uid && accounts.user(uid) && !t.has('o')) return t.die(`UID '${uid}' already exists`, undefined, 4);
  const name = t.value('l') ?? user.name;
  if (name !== user.name && accounts.user(name)) return t.die(`user '${name}' already exists`, undefined, 9);
  if (!isAccountName(name) && !t.has('b'))
    return t.die(`invalid user name '${name}': use --badname to ignore`, undefined, 3);
  const gecos = t.value('c') ?? user.gecos;
  if (/[:\n]/.test(gecos)) return t.die(`invalid field '${gecos}'`, undefined, 3);
  const shell = t.value('s') ?? user.shell;
  if (shell !== '' && !shell.startsWith('/')) return t.die(`invalid shell '${shell}'`, undefined, 3);
  const home = t.value('d') ?? user.home;
  if (t.has('d') && !home.startsWith('/')) return t.die('homedir must be an absolute path', undefined, 3);
  const group = t.value('g');
  const found = group === undefined ? undefined : (accounts.group(group) ?? accounts.group(Number(group)));
  if (group !== undefined && !found) return t.die(`group '${group}' does not exist`, undefined, 6);
  for (const one of (t.value('G') ?? '').split(',').filter(Boolean))
    if (!accounts.group(one)) return t.die(`group '${one}' does not exist`, undefined, 6);
  return { name, uid, gid: found?.gid ?? user.gid, gecos, shell, home };
}

async function changePasswd(t: Tool, user: User, changed: User): Promise<void> {
  const { name, uid, gid, gecos, home, shell } = changed;
  await renameInPlace(t, '/etc/passwd', user.name, ([, password]) =>
    [name, password, uid, gid, gecos, home, shell].map(String),
  );
}

async function changeShadow(t: Tool, user: User, changed: User): Promise<void> {
  const expire = t.value('e');
  const day = expire === undefined ? undefined : await dayOf(t, expire);
  await renameInPlace(t, '/etc/shadow', user.name, (fields) => {
    const [, old = '!', last = '', least = '', most = '', warn = '', inactive = '', expires = '', rest = ''] = fields;
    let password = t.value('p') ?? old;
    if (t.has('L') && !password.startsWith('!')) password = `!${password}`;
    if (t.has('U')) password = password.replace(/^!+(?=.)/, '');
    const idle = t.value('f') === '-1' ? '' : (t.value('f') ?? inactive);
    const changedOn = t.has('p') ? String(Math.floor(t.sys.now() / DAY_MS)) : last;
    return [changed.name, password, changedOn, least, most, warn, idle, day ?? expires, rest];
  });
}

export const groupmod = shadowTool(
  {
    name: 'groupmod',
    usage: '[options] GROUP',
    about: 'Change a group',
    options: 'a|append g|gid= n|new-name= o|non-unique p|password= R|root=! P|prefix=! U|users=',
  },
  async (t) => {
    const [name, ...more] = t.operands;
    if (name === undefined || more.length) return showUsage(t);
    const accounts = await Accounts.read(t.sys);
    const group = accounts.group(name);
    if (!group) return t.die(`group '${name}' does not exist`, undefined, 6);
    const gid = t.value('g') === undefined ? group.gid : await idOf(t, t.value('g') as string, 'group');
    if (gid !== group.gid && accounts.group(gid) && !t.has('o'))
      return t.die(`GID '${gid}' already exists`, undefined, 4);
    const renamed = t.value('n') ?? name;
    if (!isAccountName(renamed)) return t.die(`invalid group name '${renamed}'`, undefined, 3);
    if (renamed !== name && accounts.group(renamed)) return t.die(`group '${renamed}' already exists`, undefined, 9);
    await needRoot(t, '/etc/group', 10);
    const users = t.value('U')?.split(',').filter(Boolean);
    await renameInPlace(t, '/etc/group', name, ([, password = 'x', , members = '']) => {
      const listed = users && [...new Set([...(t.has('a') ? members.split(',').filter(Boolean) : []), ...users])];
      return [renamed, t.value('p') ?? password, String(gid), listed?.join(',') ?? members];
    });
    await renameGroupShadow(t, name, renamed);
    if (gid === group.gid) return;
    for (const user of accounts.users.filter((one) => one.gid === group.gid))
      await renameInPlace(t, '/etc/passwd', user.name, (fields) =>
        fields.map((field, i) => (i === 3 ? String(gid) : field)),
      );
  },
);

export const groupdel = shadowTool(
  { name: 'groupdel', usage: '[options] GROUP', about: 'Delete a group', options: 'f|force R|root=! P|prefix=!' },
  async (t) => {
    const [name, ...more] = t.operands;
    if (name === undefined || more.length) return showUsage(t);
    const accounts = await Accounts.read(t.sys);
    const group = accounts.group(name);
    if (!group) return t.die(`group '${name}' does not exist`, undefined, 6);
    const user = accounts.users.find((one) => one.gid === group.gid);
    if (user && !t.has('f')) return t.die(`cannot remove the primary group of user '${user.name}'`, undefined, 8);
    await needRoot(t, '/etc/group', 10);
    await renameInPlace(t, '/etc/group', name, () => undefined);
    await renameGroupShadow(t, name, undefined);
  },
);

export const chpasswd = shadowTool(
  {
    name: 'chpasswd',
    mostOperands: Infinity,
    usage: '[options]',
    about: 'Set the passwords of USER:PASSWORD lines',
    options: 'c|crypt-method= e|encrypted m|md5 s|sha-rounds= R|root=!',
  },
  async (t) => {
    const accounts = await Accounts.read(t.sys);
    const input = await t.input('-');
    const set: (readonly [user: string, password: string])[] = [];
    let number = 0;
    for (let line = await input.line(); line !== undefined; line = await input.line()) {
      number++;
      const [, name = '', password = ''] = /^([^:]*):(.*)$/s.exec(toText(line)) ?? [];
      if (!line.includes(':')) {
        await t.warn(`line ${number}: missing new password`);
        continue;
      }
      if (t.sys.credentials.euid !== 0) {
        await t.out.line(`Changing password for ${name}.`);
        await refuseToken(t, name, number);
      } else if (accounts.user(name)) set.push([name, t.has('e') ? password : await passwordDigest(t, password)]);
      else if (t.has('e')) await t.warn(`line ${number}: user '${name}' does not exist`);
      else await refuseToken(t, name, number);
    }
    if (t.status !== 0 && t.has('e')) return t.die('error detected, changes ignored');
    const today = String(Math.floor(t.sys.now() / DAY_MS));
    for (const [name, password] of set)
      await renameInPlace(t, '/etc/shadow', name, ([, , , ...rest]) => [name, password, today, ...rest]);
  },
);

async function refuseToken(t: Tool, name: string, line: number): Promise<void> {
  await t.warn(`(user ${name}) pam_chauthtok() failed, error:\nAuthentication token manipulation error`);
  await t.warn(`(line ${line}, user ${name}) password not changed`);
}
