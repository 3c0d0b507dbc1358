/** chsh and chfn: the login shell and the words about a person, in /etc/passwd. */
import { nameExists } from '../name-exists.ts';
import { renameInPlace } from './lib/account-lines.ts';
import { Accounts, type User } from './lib/accounts.ts';
import { readText } from './lib/read-text.ts';
import type { Input } from './lib/input.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Of a line in /etc/passwd. */
const [GECOS, SHELL] = [4, 6];

/** The account that is meant; only root changes another's. */
async function chosen(t: Tool): Promise<User> {
  const accounts = await Accounts.read(t.sys);
  const { uid } = t.sys.credentials;
  const [name] = t.operands;
  const user = name === undefined ? accounts.user(uid) : accounts.user(name);
  if (!user) return t.die(name === undefined ? 'Cannot determine your user name.' : `user '${name}' does not exist`);
  if (uid !== 0 && user.uid !== uid)
    return t.die(`You may not change the ${t.name === 'chsh' ? 'shell' : 'information'} for '${user.name}'.`);
  return user;
}

async function change(t: Tool, user: User, field: number, value: string): Promise<void> {
  if (t.sys.credentials.euid !== 0) return t.die('Cannot change ID to root.');
  await renameInPlace(t, '/etc/passwd', user.name, (fields) => fields.map((old, i) => (i === field ? value : old)));
}

/** One more line of an answer; what stands there when nothing is typed. */
async function asked(t: Tool, input: Input, label: string, now: string): Promise<string> {
  await t.out.text(`\t${label} [${now}]: `);
  await t.out.flush();
  return (await input.line())?.trim() || now;
}

export const chsh = tool(
  {
    name: 'chsh',
    usage: '[options] [LOGIN]',
    about: 'Change a login shell',
    options: 's|shell= R|root=!',
    usageStatus: 2,
    from: 'shadow',
  },
  async (t) => {
    if (t.operands.length > 1) return t.usage('');
    const user = await chosen(t);
    // Debian's PAM lets nobody in whose shell is not among those of /etc/shells.
    const shells = (await readText(t.sys, '/etc/shells')).split('\n');
    if (shells.length > 1 && !shells.includes(user.shell)) {
      await t.err('Password: ');
      return t.die('PAM: Authentication failure');
    }
    let shell = t.value('s');
    if (shell === undefined) {
      await t.out.text(
        `Changing the login shell for ${user.name}\nEnter the new value, or press ENTER for the default\n`,
      );
      shell = await asked(t, await t.input('-'), 'Login Shell', user.shell);
    }
    if (/[:,=\n]/.test(shell)) return t.die(`Invalid entry: ${shell}`);
    if (!(await nameExists(t.sys, shell))) await t.err(`chsh: Warning: ${shell} does not exist\n`);
    await change(t, user, SHELL, shell);
  },
);

/** The parts of the words about a person: option, what messages call it, what may not be in it. */
const PARTS = [
  { key: 'f', label: 'Full Name', called: 'name', bad: /[:,=]/ },
  { key: 'r', label: 'Room Number', called: 'room number', bad: /[:,=]/ },
  { key: 'w', label: 'Work Phone', called: 'work phone', bad: /[:,=]/ },
  { key: 'h', label: 'Home Phone', called: 'home phone', bad: /[:,=]/ },
  { key: 'o', label: 'Other', called: '', bad: /:/ },
] as const;

export const chfn = tool(
  {
    name: 'chfn',
    usage: '[options] [LOGIN]',
    about: 'Change what is known of the person behind an account',
    options: 'f|full-name= r|room= w|work-phone= h|home-phone= o|other= R|root=! u',
    usageStatus: 2,
    from: 'shadow',
  },
  async (t) => {
    if (t.has('u')) return t.out.text(await t.helpText());
    const user = await chosen(t);
    const old = user.gecos.split(',');
    const now = PARTS.map((_, i) => (i === PARTS.length - 1 ? old.slice(i).join(',') : (old[i] ?? '')));
    let parts = PARTS.map(({ key }, i) => t.value(key) ?? now[i] ?? '');
    if (t.given.length === 0) {
      await t.out.text(
        `Changing the user information for ${user.name}\nEnter the new value, or press ENTER for the default\n`,
      );
      const input = await t.input('-');
      parts = [];
      for (const [i, { label }] of PARTS.entries()) parts.push(await asked(t, input, label, now[i] ?? ''));
    }
    for (const [i, { called, bad }] of PARTS.entries()) {
      const part = parts[i] ?? '';
      if (/[^\x20-\x7e]/.test(part))
        await t.err(`chfn: ${called || `'${part}'`} with non-ASCII characters: '${part}'\n`);
      if (bad.test(part))
        return t.die(called ? `invalid ${called}: '${part}'` : `'${part}' contains illegal characters`);
    }
    await change(t, user, GECOS, parts.join(',').replace(/,$/, ''));
  },
);
