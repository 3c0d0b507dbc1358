/** useradd: makes an account, or tells and changes what new accounts get (useradd(8)). */
import { isAccountName } from './lib/account-name.ts';
import { rewrite } from './lib/account-lines.ts';
import { shadowDay } from './lib/account-dates.ts';
import { Accounts } from './lib/accounts.ts';
import { readText } from './lib/read-text.ts';
import { tool, type Tool } from './lib/tool.ts';
import { addUser, needRoot, nextId, rangeOf, unsetPassword } from './new-account.ts';

const DEFAULTS_FILE = '/etc/default/useradd';

/** What /etc/default/useradd need not say, in the order that it is told. */
const DEFAULTS = {
  GROUP: '100',
  HOME: '/home',
  INACTIVE: '-1',
  EXPIRE: '',
  SHELL: '/bin/sh',
  SKEL: '/etc/skel',
  CREATE_MAIL_SPOOL: 'no',
  LOG_INIT: 'yes',
};

type Defaults = typeof DEFAULTS;

/** Settings of login.defs(5) that `-K` may change. */
const SETTINGS = [
  'UID_MIN',
  'UID_MAX',
  'SYS_UID_MIN',
  'SYS_UID_MAX',
  'GID_MIN',
  'GID_MAX',
  'SYS_GID_MIN',
  'SYS_GID_MAX',
  'PASS_MAX_DAYS',
  'PASS_MIN_DAYS',
  'PASS_WARN_AGE',
  'UMASK',
  'HOME_MODE',
  'CREATE_HOME',
  'USERGROUPS_ENAB',
  'MAIL_DIR',
] as const;

type Settings = Partial<Record<(typeof SETTINGS)[number], string>>;

export const useradd = tool(
  {
    name: 'useradd',
    usage: '[options] LOGIN',
    about: 'Create a new user',
    options:
      'b|base-dir= btrfs-subvolume-home! badname c|comment= d|home-dir= D|defaults e|expiredate= f|inactive= F|add-subids-for-system g|gid= G|groups= ' +
      'k|skel= K|key= l|no-log-init m|create-home M|no-create-home N|no-user-group o|non-unique p|password= r|system R|root=! P|prefix=! ' +
      's|shell= u|uid= U|user-group Z|selinux-user=!',
    usageStatus: 2,
    mostOperands: 1,
    from: 'shadow',
  },
  async (t) => {
    const accounts = await Accounts.read(t.sys);
    const defaults = await readDefaults(t);
    const settings = await checkWords(t, accounts);
    if (t.has('D')) return tellDefaults(t, defaults);
    const name = t.operands[0];
    if (name === undefined) return t.usage('', 2);
    await checkCombination(t);
    if (!isAccountName(name) && !(t.has('badname') && /^[^:\n]+$/.test(name)))
      return t.die(`invalid user name '${name}': use --badname to ignore`, undefined, 3);
    await needRoot(t, '/etc/passwd');
    if (accounts.user(name)) return t.die(`user '${name}' already exists`, undefined, 9);
    const ownGroup = t.has('U') || (!t.has('g') && !t.has('N'));
    if (ownGroup && accounts.group(name))
      return t.die(`group ${name} exists - if you want to add this user to that group, use -g.`, undefined, 9);
    const uid = await chooseUid(t, accounts, name, settings);
    const gids = accounts.groups.map((group) => group.gid);
    const ownGid = gids.includes(uid) ? nextId(gids, rangeOf('GID', t.has('r'), settings), t.has('r')) : uid;
    const wanted = t.value('g') ?? (ownGroup ? undefined : defaults.GROUP);
    await addUser(t, {
      name,
      uid,
      gid: wanted === undefined ? undefined : (groupOf(accounts, wanted)?.gid ?? Number(wanted)),
      ownGid,
      groups: groupNames(t),
      home: t.value('d') ?? `${t.value('b') ?? defaults.HOME}/${name}`,
      shell: t.value('s') ?? defaults.SHELL,
      gecos: t.value('c') ?? '',
      shadow: shadowFields(t, defaults, settings),
      skeleton: t.has('m') && !t.has('M') ? (t.value('k') ?? defaults.SKEL) : undefined,
    });
  },
);

const groupNames = (t: Tool) => (t.value('G') ?? '').split(',').filter(Boolean);

const groupOf = (accounts: Accounts, word: string) =>
  accounts.group(word) ?? (/^\d+$/.test(word) ? accounts.group(Number(word)) : undefined);

/** Each word is checked where it stands. */
async function checkWords(t: Tool, accounts: Accounts): Promise<Settings> {
  const settings: Settings = {};
  const refuse = (words: string, status = 3) => t.die(words, undefined, status);
  for (const [key, word] of t.given) {
    if (key === 'b' && !/^\/[^:\n]*$/.test(word)) await refuse(`invalid base directory '${word}'`);
    if (key === 'c' && /[:\n]/.test(word)) await refuse(`invalid comment '${word}'`);
    if (key === 'd' && !/^\/[^:\n]*$/.test(word)) await refuse(`invalid home directory '${word}'`);
    if (key === 'e' && shadowDay(t, word) === undefined) await refuse(`invalid date '${word}'`);
    if (key === 'f' && !/^(?:-1|\d+)$/.test(word)) await refuse(`invalid numeric argument '${word}'`);
    if (key === 'g' && !groupOf(accounts, word)) await refuse(`group '${word}' does not exist`, 6);
    if (key === 'G')
      for (const group of word.split(',').filter(Boolean))
        if (!groupOf(accounts, group)) await refuse(`group '${group}' does not exist`, 6);
    if (key === 's' && !/^\/[^:\n]*$|^$/.test(word)) await refuse(`invalid shell '${word}'`);
    if (key === 'u' && !/^\d+$/.test(word)) await refuse(`invalid user ID '${word}'`);
    if (key === 'K') {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
      const setting = SETTINGS.find((one) => one === name);
      if (!word.includes('=')) await refuse('-K requires KEY=VALUE');
      if (setting) settings[setting] = value;
      else {
        await t.err(`configuration error - unknown item '${name}' (notify administrator)\n`);
        return t.sys.exit(3);
      }
    }
  }
  return settings;
}

/** Options that exclude each other. */
async function checkCombination(t: Tool): Promise<void> {
  const conflict = (a: string, b: string) =>
    t.has(a) && t.has(b) ? t.usage(`options -${a} and -${b} conflict`, 2) : undefined;
  if (t.has('o') && !t.has('u')) await t.usage('-o flag is only allowed with the -u flag', 2);
  if (t.has('k') && !t.has('m')) await t.usage('-k flag is only allowed with the -m flag', 2);
  await conflict('U', 'g');
  await conflict('U', 'N');
  await conflict('m', 'M');
}

async function chooseUid(t: Tool, accounts: Accounts, name: string, settings: Settings): Promise<number> {
  const word = t.value('u');
  const range = rangeOf('UID', t.has('r'), settings);
  const ids = accounts.users.map((user) => user.uid);
  if (word === undefined) return nextId(ids, range, t.has('r'));
  const uid = Number(word);
  if (ids.includes(uid) && !t.has('o')) return t.die(`UID ${uid} is not unique`, undefined, 4);
  if (uid < range.least || uid > range.most) {
    const kind = t.has('r') ? 'SYS_UID' : 'UID';
    await t.err(
      `useradd warning: ${name}'s uid ${uid} outside of the ${kind}_MIN ${range.least} and ${kind}_MAX ${range.most} range.\n`,
    );
  }
  return uid;
}

function shadowFields(t: Tool, defaults: Defaults, settings: Settings): string[] {
  const [, last = '', least = '', most = '', warn = ''] = unsetPassword(t);
  const day = shadowDay(t, t.value('e') ?? defaults.EXPIRE) ?? '';
  const idle = t.value('f') ?? defaults.INACTIVE;
  const ages = t.has('r')
    ? ['', '', '']
    : [settings.PASS_MIN_DAYS ?? least, settings.PASS_MAX_DAYS ?? most, settings.PASS_WARN_AGE ?? warn];
  return [t.value('p') ?? '!', last, ...ages, idle === '-1' ? '' : idle, day, ''];
}

async function readDefaults(t: Tool): Promise<Defaults> {
  const defaults = { ...DEFAULTS };
  for (const line of (await readText(t.sys, DEFAULTS_FILE)).split('\n')) {
    const [, name, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name && name in defaults) defaults[name as keyof Defaults] = value;
  }
  return defaults;
}

/** Which option sets which default. */
const SETS = { b: 'HOME', e: 'EXPIRE', f: 'INACTIVE', g: 'GROUP', s: 'SHELL' } as const;

async function tellDefaults(t: Tool, defaults: Defaults): Promise<void> {
  const changed = Object.entries(SETS).flatMap(([key, name]) => {
    const value = t.value(key);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (t.operands.length || t.given.some(([key]) => key !== 'D' && !(key in SETS))) return t.usage('', 2);
  if (changed.length === 0) {
    for (const [name, value] of Object.entries(defaults)) await t.out.line(`${name}=${value}`);
    return;
  }
  await needRoot(t, '/etc/passwd');
  const lines = (await readText(t.sys, DEFAULTS_FILE)).split('\n').filter((line, i, all) => line || i < all.length - 1);
  for (const [name, value] of Object.entries({ ...defaults, ...Object.fromEntries(changed) })) {
    const at = lines.findIndex((line) => line.startsWith(`${name}=`));
    if (at >= 0) lines[at] = `${name}=${value}`;
    else lines.push(`${name}=${value}`);
  }
  await rewrite(t, DEFAULTS_FILE, `${lines.join('\n')}\n`);
}
