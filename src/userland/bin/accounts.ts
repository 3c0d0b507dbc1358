/** adduser, addgroup and groupadd: new accounts and groups. */
import { appendGroup, renameInPlace, setMembers } from './lib/account-lines.ts';
import { isAccountName, PLAIN_NAME } from './lib/account-name.ts';
import { Accounts, type User } from './lib/accounts.ts';
import { tool, type Applet } from './lib/tool.ts';
import { addUser, freeId, joinGroup, needRoot, nextId, rangeOf, unsetPassword } from './new-account.ts';

export const adduser = tool(
  {
    name: 'adduser',
    usage: '[-h DIR] [-g GECOS] [-s SHELL] [-G GRP] [-S] [-D] [-H] [-u UID] USER [GROUP]',
    about: 'Create new user, or add USER to GROUP',
    options:
      'h|home= g|gecos= s|shell= G|ingroup= S|system D|disabled-password H|no-create-home u|uid= disabled-login k=! quiet comment=',
    from: 'adduser',
  },
  async (t) => {
    const [name, group] = t.operands;
    if (name === undefined) return t.usage('Only one or two names allowed.');
    await needRoot(t, '/etc/passwd');
    const accounts = await Accounts.read(t.sys);
    if (group !== undefined) return joinGroup(t, name, group);
    if (accounts.user(name)) return t.die(`The user \`${name}' already exists.`, `user '${name}' in use`);
    if (!PLAIN_NAME.test(name))
      return t.die(`Please enter a username matching the regular expression configured.`, `illegal name`);
    const system = t.has('S');
    const ids = accounts.users.map((one) => one.uid);
    const uid = t.has('u') ? Number(t.value('u')) : freeId(ids, system ? 100 : 1000);
    const wanted = t.value('G');
    const own = freeId(
      accounts.groups.map((one) => one.gid),
      uid,
    );
    const joined = wanted === undefined ? undefined : (accounts.group(wanted) ?? accounts.group(Number(wanted)));
    if (wanted !== undefined && !joined) return t.die(`group '${wanted}' does not exist`, `unknown group ${wanted}`, 6);
    await addUser(t, {
      name,
      uid,
      gid: joined?.gid,
      ownGid: own,
      groups: [],
      home: t.value('h') ?? `/home/${name}`,
      shell: t.value('s') ?? (system ? '/sbin/nologin' : t.busybox ? '/bin/sh' : '/bin/bash'),
      gecos: t.value('g') ?? t.value('comment') ?? (t.busybox ? 'Linux User,,,' : ',,,'),
      shadow: unsetPassword(t),
      skeleton: t.has('H') || system ? undefined : '/etc/skel',
    });
    if (!t.busybox && !t.has('quiet')) {
      const user = (await Accounts.read(t.sys)).user(name) as User;
      await t.out.line(
        `Adding user \`${name}' ...\nAdding new group \`${name}' (${user.gid}) ...\nAdding new user \`${name}' (${user.uid}) with group \`${name}' ...\nCreating home directory \`${user.home}' ...`,
      );
    }
  },
);

function groupAdder(name: 'groupadd' | 'addgroup'): Applet {
  return tool(
    {
      name,
      usage: '[-g GID] [-S] [USER] GROUP',
      about: 'Add a group, or add a user to a group',
      options: 'g|gid= r|S|system f|force o|non-unique p|password=- U|users=- K|key=- R|root=!- P|prefix=!-',
      usageStatus: name === 'groupadd' ? 2 : 1,
      ...(name === 'groupadd' && { mostOperands: 1 }),
      from: 'shadow',
    },
    async (t) => {
      const [first, second] = t.operands;
      if (first === undefined) return t.usage('');
      await needRoot(t, '/etc/group', t.busybox ? 1 : 10);
      if (second !== undefined) return joinGroup(t, first, second);
      const accounts = await Accounts.read(t.sys);
      if (accounts.group(first))
        return t.has('f') ? 0 : t.die(`group '${first}' already exists`, `group '${first}' in use`, t.busybox ? 1 : 9);
      if (!t.busybox && !isAccountName(first)) return t.die(`'${first}' is not a valid group name`, undefined, 3);
      const gid = t.value('g');
      if (gid !== undefined && !/^\d+$/.test(gid))
        return t.die(`invalid group ID '${gid}'`, `invalid number '${gid}'`, t.busybox ? 1 : 3);
      const isTaken = gid !== undefined && accounts.group(Number(gid)) !== undefined && !t.has('o');
      // By force, another ID will do.
      if (isTaken && (t.busybox || !t.has('f')))
        return t.die(`GID '${gid}' already exists`, `gid '${gid}' in use`, t.busybox ? 1 : 4);
      const settings = Object.fromEntries(t.values('K').map((word) => word.split('=', 2)));
      const taken = accounts.groups.map((group) => group.gid);
      const system = t.has('r');
      const next = t.busybox
        ? freeId(taken, system ? 100 : 1000)
        : nextId(taken, rangeOf('GID', system, settings), system);
      await appendGroup(t, first, gid === undefined || isTaken ? next : Number(gid));
      const password = t.value('p');
      if (password !== undefined)
        await renameInPlace(t, '/etc/gshadow', first, ([name = '', , ...rest]) => [name, password, ...rest]);
      const users = t.value('U');
      if (users !== undefined) await setMembers(t, first, users.split(',').filter(Boolean));
    },
  );
}

export const groupadd = groupAdder('groupadd');
export const addgroup = groupAdder('addgroup');
