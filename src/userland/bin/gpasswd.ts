/** gpasswd: who is in a group, who may say so, and its password (gpasswd(1)). */
import { renameInPlace, setMembers } from './lib/account-lines.ts';
import { Accounts } from './lib/accounts.ts';
import { newPassword } from './lib/new-password.ts';
import { tool, type Tool } from './lib/tool.ts';

/** Fields of /etc/gshadow. */
const [PASSWORD, ADMINISTRATORS] = [1, 2];

export const gpasswd = tool(
  {
    name: 'gpasswd',
    usage: '[option] GROUP',
    about: 'Change the members of a group',
    options: 'a|add= d|delete= M|members= A|administrators= r|delete-password|remove-password R|restrict Q|root=!',
    mostOperands: 1,
    usageStatus: 2,
    from: 'shadow',
  },
  async (t) => {
    const [name] = t.operands;
    const exclusive = ['a', 'd', 'r', 'R'].filter((key) => t.has(key));
    if (t.has('A') || t.has('M')) exclusive.push('A');
    if (name === undefined || exclusive.length > 1) return t.usage('');
    const accounts = await Accounts.read(t.sys);
    await checkUsers(t, accounts);
    const group = accounts.group(name);
    if (!group) return t.die(`group '${name}' does not exist in /etc/group`, undefined, 3);
    if (t.sys.credentials.euid !== 0) return t.die('Permission denied.');
    const [added, removed, listed] = [t.value('a'), t.value('d'), t.value('M')];
    const others = group.members.filter((member) => member !== added && member !== removed);
    if (added !== undefined) {
      await t.out.line(`Adding user ${added} to group ${name}`);
      return setMembers(t, name, [...others, added]);
    }
    if (removed !== undefined) {
      await t.out.line(`Removing user ${removed} from group ${name}`);
      if (!group.members.includes(removed))
        return t.die(`user '${removed}' is not a member of '${name}'`, undefined, 3);
      return setMembers(t, name, others);
    }
    if (t.has('r')) return setShadow(t, name, PASSWORD, '');
    if (t.has('R')) return setShadow(t, name, PASSWORD, '!');
    if (exclusive.length) {
      if (t.has('A')) await setShadow(t, name, ADMINISTRATORS, listOf(t, 'A').join(','));
      if (listed !== undefined) await setMembers(t, name, listOf(t, 'M'));
      return;
    }
    if (!t.sys.isatty(0) || !t.sys.isatty(1)) return t.die('Not a tty');
    await t.out.line(`Changing the password for group ${name}`);
    return setShadow(t, name, PASSWORD, await newPassword(t, name));
  },
);

const listOf = (t: Tool, key: string) => (t.value(key) ?? '').split(',').filter(Boolean);

async function checkUsers(t: Tool, accounts: Accounts): Promise<void> {
  for (const [key, word] of t.given) {
    if (!'adAM'.includes(key) || key === 'd') continue;
    const unknown = (key === 'a' ? [word] : word.split(',').filter(Boolean)).find((user) => !accounts.user(user));
    if (unknown !== undefined) await t.die(`user '${unknown}' does not exist`, undefined, 3);
  }
}

/** A machine without /etc/gshadow keeps the password in /etc/group. */
async function setShadow(t: Tool, name: string, field: number, value: string): Promise<void> {
  await renameInPlace(t, '/etc/gshadow', name, (fields) => fields.map((old, i) => (i === field ? value : old)));
}
