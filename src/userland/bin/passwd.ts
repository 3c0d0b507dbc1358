/** passwd: sets passwords, locks them, and tells and changes how long they are good for (passwd(1)). */
import { Accounts } from './lib/accounts.ts';
import { readText } from './lib/read-text.ts';
import { lineOf, rewrite } from './lib/account-lines.ts';
import { newPassword } from './lib/new-password.ts';
import { unsetPassword } from './new-account.ts';
import { tool, type Tool } from './lib/tool.ts';

const DAY_MS = 86_400_000;

/** Fields of /etc/shadow. */
const [PASSWORD, LAST] = [1, 2];

/** Options that set a field of /etc/shadow. */
const AGES = { n: 3, x: 4, w: 5, i: 6 } as const;

export const passwd = tool(
  {
    name: 'passwd',
    usage: '[-dlu] [USER]',
    about: 'Change a password',
    usageStatus: 6,
    options:
      'a|all- d|delete e|expire- i|inactive=- k|keep-tokens- l|lock n|mindays=- q|quiet- r|repository=! R|root=! S|status- u|unlock w|warndays=- x|maxdays=-',
    from: 'shadow',
  },
  async (t) => {
    const ages = await askedAges(t);
    const changes = ['d', 'l', 'u', 'e'].some((key) => t.has(key)) || ages.size > 0;
    if (!t.busybox && (t.operands.length > 1 || (t.has('S') && changes) || (t.has('a') && !t.has('S'))))
      return t.usage('', 2);
    const accounts = await Accounts.read(t.sys);
    if (t.has('a')) {
      for (const user of accounts.users) await printStatus(t, user.name);
      return;
    }
    const name = t.operands[0] ?? accounts.userName(t.sys.credentials.uid);
    const user = accounts.user(name);
    if (!user) return t.die(`user '${name}' does not exist`, `unknown user ${name}`);
    if (t.sys.credentials.euid !== 0) return refuse(t, name, user.uid, changes);
    if (t.has('S')) return printStatus(t, name);
    if (changes) return change(t, name, ages);
    const password = await newPassword(t, name);
    await changeFields(t, name, (fields) => {
      fields[PASSWORD] = password;
      fields[LAST] = today(t);
    });
    await t.err(
      t.busybox ? `passwd: password for ${name} changed by root\n` : 'passwd: password updated successfully\n',
    );
  },
);

const today = (t: Tool) => String(Math.floor(t.sys.now() / DAY_MS));

/** What options say of ages, by field. */
async function askedAges(t: Tool): Promise<Map<number, string>> {
  const ages = new Map<number, string>();
  for (const [key, word] of t.given) {
    if (!(key in AGES)) continue;
    if (!/^(?:-1|\d+)$/.test(word)) return t.usage(`invalid numeric argument '${word}'`, 6);
    ages.set(AGES[key as keyof typeof AGES], word === '-1' ? '' : word);
  }
  return ages;
}

async function refuse(t: Tool, name: string, uid: number, changes: boolean): Promise<never> {
  if (changes) return t.die('Permission denied.', 'must be suid to work properly');
  if (uid !== t.sys.credentials.uid)
    return t.die(`You may not view or modify password information for ${name}.`, 'must be suid to work properly');
  return t.die(
    'Authentication token manipulation error\npasswd: password unchanged',
    'must be suid to work properly',
    10,
  );
}

async function printStatus(t: Tool, name: string): Promise<void> {
  const fields = lineOf(await readText(t.sys, '/etc/shadow'), name);
  if (!fields) return;
  const [, password = '', last = '', least, most, warn, inactive] = fields;
  const kind = password === '' ? 'NP' : /^[!*]/.test(password) ? 'L' : 'P';
  const date = last === '' ? 'never' : new Date(Number(last) * DAY_MS).toISOString().slice(0, 10);
  await t.out.line([name, kind, date, ...[least, most, warn, inactive].map((field) => field || '-1')].join(' '));
}

async function change(t: Tool, name: string, ages: ReadonlyMap<number, string>): Promise<void> {
  const old = lineOf(await readText(t.sys, '/etc/shadow'), name)?.[PASSWORD] ?? '!';
  if (t.has('u') && /^!?$/.test(old) && !t.has('d') && !t.busybox) {
    await t.err(
      'passwd: unlocking the password would result in a passwordless account.\n' +
        'You should set a password with usermod -p to unlock the password of this account.\n',
    );
    return t.sys.exit(3);
  }
  await changeFields(t, name, (fields) => {
    if (t.has('d')) fields[PASSWORD] = '';
    if (t.has('u')) fields[PASSWORD] = (fields[PASSWORD] ?? '').replace(/^!/, '');
    if (t.has('l')) fields[PASSWORD] = `!${(fields[PASSWORD] ?? '').replace(/^!/, '')}`;
    for (const [field, value] of ages) fields[field] = value;
    if (t.has('e')) fields[LAST] = '0';
  });
  if (!t.has('q'))
    await t.out.line(t.busybox ? `passwd: password for ${name} changed by root` : 'passwd: password changed.');
}

async function changeFields(t: Tool, name: string, set: (fields: string[]) => void): Promise<void> {
  const lines = (await readText(t.sys, '/etc/shadow')).split('\n').filter(Boolean);
  let at = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (at < 0) at = lines.push([name, ...unsetPassword(t)].join(':')) - 1;
  const fields = (lines[at] as string).split(':');
  set(fields);
  lines[at] = fields.join(':');
  await rewrite(t, '/etc/shadow', `${lines.join('\n')}\n`);
}
