/** usermod, groupmod, groupdel, gpasswd, chpasswd and chage: what changes accounts that there are. */
import { needRoot, NAME, passwordDigest } from './accounts.ts';
import { changeMembers, lineOf, renameInPlace } from './lib/account-lines.ts';
import { Accounts, readText, type User } from './lib/accounts.ts';
import { toText } from './lib/byte-string.ts';
import { parseDate } from './lib/parse-date.ts';
import { MONTHS } from './lib/strftime.ts';
import { tool, type Tool, type ToolSpec } from './lib/tool.ts';
import { moveHome, reownHome } from './lib/home-directory.ts';

const DAY_MS = 86_400_000;

function shadowTool(spec: Omit<ToolSpec, 'from' | 'optionError'>, main: (t: Tool) => Promise<number | void>) {
  return tool({ mostOperands: 1, ...spec, from: 'shadow', usageStatus: 2 }, main);
}

const showUsage = (t: Tool): Promise<never> => t.usage('');

async function knownUser(t: Tool, accounts: Accounts, name: string, status: number): Promise<User> {
  return accounts.user(name) ?? t.die(`user '${name}' does not exist`, undefined, status);
}

/** A number of an ID option. */
async function idOf(t: Tool, word: string, kind: 'user' | 'group'): Promise<number> {
  return /^\d+$/.test(word) ? Number(word) : t.die(`invalid ${kind} ID '${word}'`, undefined, 3);
}

/** Days since 1970 of a date or a number; '' for none. */
async function dayOf(t: Tool, word: string): Promise<string> {
  if (word === '' || word === '-1') return '';
  if (/^\d+$/.test(word)) return word;
  const ms = parseDate(word, t.sys.now());
  if (ms === undefined) return t.die(`invalid date '${word}'`, undefined, 3);
  return String(Math.floor(ms / DAY_MS));
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
  if (!NAME.test(name) && !t.has('b'))
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
    return [changed.name, password, last, least, most, warn, idle, day ?? expires, rest];
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
    if (!NAME.test(renamed)) return t.die(`invalid group name '${renamed}'`, undefined, 3);
    if (renamed !== name && accounts.group(renamed)) return t.die(`group '${renamed}' already exists`, undefined, 9);
    await needRoot(t, '/etc/group', 10);
    const users = t.value('U')?.split(',').filter(Boolean);
    await renameInPlace(t, '/etc/group', name, ([, password = 'x', , members = '']) => {
      const listed = users && [...new Set([...(t.has('a') ? members.split(',').filter(Boolean) : []), ...users])];
      return [renamed, t.value('p') ?? password, String(gid), listed?.join(',') ?? members];
    });
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
  },
);

export const gpasswd = shadowTool(
  {
    name: 'gpasswd',
    usage: '[option] GROUP',
    about: 'Change the members of a group',
    options: 'a|add= d|delete= M|members= A|administrators=! r|remove-password! R|restrict! Q|root=!',
  },
  async (t) => {
    const [name] = t.operands;
    if (name === undefined) return showUsage(t);
    const accounts = await Accounts.read(t.sys);
    const group = accounts.group(name);
    if (!group) return t.die(`group '${name}' does not exist in /etc/group`, undefined, 3);
    const [added, removed, listed] = [t.value('a'), t.value('d'), t.value('M')];
    const single = added ?? removed;
    if (single === undefined && listed === undefined)
      return t.die('group passwords are not simulated in Drydock; the real one would ask for one');
    const unknown = [added ?? '', ...(listed ?? '').split(',')].find((user) => user !== '' && !accounts.user(user));
    if (unknown !== undefined) return t.die(`user '${unknown}' does not exist`, undefined, 3);
    if (t.sys.credentials.euid !== 0) return t.die('Permission denied.');
    if (removed !== undefined) {
      await t.out.line(`Removing user ${removed} from group ${name}`);
      if (!group.members.includes(removed))
        return t.die(`user '${removed}' is not a member of '${name}'`, undefined, 3);
    }
    if (added !== undefined) await t.out.line(`Adding user ${added} to group ${name}`);
    const kept = group.members.filter((member) => member !== removed && member !== added);
    const members = listed?.split(',').filter(Boolean) ?? [...kept, ...(added === undefined ? [] : [added])];
    await renameInPlace(t, '/etc/group', name, (fields) => [...fields.slice(0, 3), members.join(',')]);
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

const AGES: readonly (readonly [option: string, field: number])[] = [
  ['d', 2],
  ['m', 3],
  ['M', 4],
  ['W', 5],
  ['I', 6],
  ['E', 7],
];

export const chage = shadowTool(
  {
    name: 'chage',
    usage: '[options] LOGIN',
    about: 'Change how long a password is good for',
    options: 'd|lastday= E|expiredate= i|iso8601 I|inactive= l|list m|mindays= M|maxdays= W|warndays= R|root=!',
  },
  async (t) => {
    const [name, ...more] = t.operands;
    if (name === undefined || more.length) return showUsage(t);
    const changes = new Map<number, string>();
    for (const [option, field] of AGES) {
      const word = t.value(option);
      if (word === undefined) continue;
      const dated = option === 'd' || option === 'E';
      if (!dated && !/^-?\d+$/.test(word)) {
        await t.err(`chage: invalid numeric argument '${word}'\n`);
        return showUsage(t);
      }
      changes.set(field, dated ? await dayOf(t, word) : word === '-1' ? '' : word);
    }
    const accounts = await Accounts.read(t.sys);
    const user = accounts.user(name);
    if (!user) return t.die(`user '${name}' does not exist in /etc/passwd`);
    if (t.sys.credentials.euid !== 0 && !(t.has('l') && user.uid === t.sys.credentials.uid))
      return t.die('Permission denied.');
    if (t.has('l')) return printAges(t, lineOf(await readText(t.sys, '/etc/shadow'), name) ?? []);
    if (changes.size === 0) return t.die('asking for each value is not simulated in Drydock: name them as options');
    await renameInPlace(t, '/etc/shadow', name, (fields) => {
      const all = Array.from({ length: 9 }, (_, i) => fields[i] ?? '');
      return all.map((field, i) => changes.get(i) ?? field);
    });
  },
);

async function printAges(t: Tool, fields: readonly string[]): Promise<void> {
  const [, , last = '', least = '', most = '', warn = '', inactive = '', expires = ''] = fields;
  const day = (count: number) => {
    const date = new Date(count * DAY_MS);
    if (t.has('i')) return date.toISOString().slice(0, 10);
    const month = (MONTHS[date.getUTCMonth()] as string).slice(0, 3);
    return `${month} ${String(date.getUTCDate()).padStart(2, '0')}, ${date.getUTCFullYear()}`;
  };
  const mustChange = last === '0';
  const ends = last !== '' && most !== '' && Number(most) < 10_000 ? Number(last) + Number(most) : undefined;
  const told = (value: string) => (mustChange ? 'password must be changed' : value);
  const rows: readonly (readonly [name: string, tabs: number, value: string])[] = [
    ['Last password change', 5, told(last === '' ? 'never' : day(Number(last)))],
    ['Password expires', 5, told(ends === undefined ? 'never' : day(ends))],
    ['Password inactive', 5, told(ends === undefined || inactive === '' ? 'never' : day(ends + Number(inactive)))],
    ['Account expires', 6, expires === '' ? 'never' : day(Number(expires))],
    ['Minimum number of days between password change', 2, least === '' ? '-1' : least],
    ['Maximum number of days between password change', 2, most === '' ? '-1' : most],
    ['Number of days of warning before password expires', 1, warn === '' ? '-1' : warn],
  ];
  for (const [name, tabs, value] of rows) await t.out.line(`${name}${'\t'.repeat(tabs)}: ${value}`);
}
