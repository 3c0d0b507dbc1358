/** passwd and the programs that add and remove users and groups. */
import { nameExists } from '../name-exists.ts';
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { Accounts, readText, type User } from './lib/accounts.ts';
import { askSecret } from './lib/ask-secret.ts';
import { Input } from './lib/input.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

/** Replaces a file by new content under its old mode, in one rename. */
export async function rewrite(t: Tool, path: string, content: string): Promise<void> {
  let mode = path.endsWith('shadow') ? 0o640 : 0o644;
  try {
    ({ mode } = await t.sys.stat(path));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
  const temporary = `${path}+`;
  const fd = await t.sys.open(temporary, O.WRONLY | O.CREAT | O.TRUNC, mode);
  await t.sys.write(fd, utf8(content));
  await t.sys.close(fd);
  await t.sys.chmod(temporary, mode);
  await t.sys.rename(temporary, path);
}

async function append(t: Tool, path: string, line: string): Promise<void> {
  const content = await readText(t.sys, path);
  await rewrite(t, path, `${content}${content && !content.endsWith('\n') ? '\n' : ''}${line}\n`);
}

export async function needRoot(t: Tool, file: string, status = 1): Promise<void> {
  if (t.sys.credentials.euid !== 0)
    await t.die(
      `Permission denied.\n${t.name}: cannot lock ${file}; try again later.`,
      `must be suid to work properly`,
      status,
    );
}

function freeId(taken: readonly number[], from: number): number {
  const used = new Set(taken);
  let id = from;
  while (used.has(id)) id++;
  return id;
}

export const NAME = /^[a-z_][a-z0-9_.-]*\$?$/i;

interface NewUser {
  readonly name: string;
  readonly uid?: number | undefined;
  readonly group?: string | undefined;
  readonly groups: readonly string[];
  readonly home: string;
  readonly shell: string;
  readonly gecos: string;
  readonly system: boolean;
  readonly makeHome: boolean;
}

async function addUser(t: Tool, wanted: NewUser): Promise<void> {
  const accounts = await Accounts.read(t.sys);
  const first = wanted.system ? 100 : 1000;
  const uid =
    wanted.uid ??
    freeId(
      accounts.users.map((user) => user.uid),
      first,
    );
  let gid: number;
  if (wanted.group === undefined) {
    gid = freeId(
      accounts.groups.map((group) => group.gid),
      uid,
    );
    await append(t, '/etc/group', `${wanted.name}:x:${gid}:`);
  } else {
    const group = accounts.group(wanted.group) ?? accounts.group(Number(wanted.group));
    if (!group) return t.die(`group '${wanted.group}' does not exist`, `unknown group ${wanted.group}`, 6);
    gid = group.gid;
  }
  await append(t, '/etc/passwd', `${wanted.name}:x:${uid}:${gid}:${wanted.gecos}:${wanted.home}:${wanted.shell}`);
  await append(t, '/etc/shadow', `${wanted.name}:!:${Math.floor(t.sys.now() / 86_400_000)}:0:99999:7:::`);
  for (const name of wanted.groups) await joinGroup(t, wanted.name, name);
  if (!wanted.makeHome) return;
  try {
    await t.sys.mkdir(wanted.home, 0o755);
    await t.sys.chown(wanted.home, uid, gid);
    for (const entry of await t.sys.readdir('/etc/skel')) await copySkeleton(t, entry.name, wanted.home, uid, gid);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
  }
}

async function copySkeleton(t: Tool, name: string, home: string, uid: number, gid: number): Promise<void> {
  if (name === '.' || name === '..' || (await t.sys.stat(`/etc/skel/${name}`)).type !== 'file') return;
  const fd = await t.sys.open(`${home}/${name}`, O.WRONLY | O.CREAT | O.EXCL, 0o644);
  await t.sys.write(fd, utf8(await readText(t.sys, `/etc/skel/${name}`)));
  await t.sys.close(fd);
  await t.sys.chown(`${home}/${name}`, uid, gid);
}

async function joinGroup(t: Tool, user: string, group: string): Promise<void> {
  const lines = (await readText(t.sys, '/etc/group')).split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${group}:`));
  if (at < 0) return t.die(`group '${group}' does not exist`, `unknown group ${group}`, 6);
  const parts = (lines[at] as string).split(':');
  const members = (parts[3] ?? '').split(',').filter(Boolean);
  if (!members.includes(user)) members.push(user);
  lines[at] = [...parts.slice(0, 3), members.join(',')].join(':');
  await rewrite(t, '/etc/group', lines.join('\n'));
}

export const useradd = tool(
  {
    name: 'useradd',
    usage: '[options] LOGIN',
    about: 'Create a new user',
    options:
      'm|create-home M|no-create-home d|home-dir= s|shell= u|uid= g|gid= G|groups= r|system c|comment= U|user-group N|no-user-group p|password= o|non-unique k|skel=! e|expiredate=! f|inactive=! D|defaults!',
    usageStatus: 2,
    mostOperands: 1,
    from: 'shadow',
  },
  async (t) => {
    const name = t.operands[0];
    if (name === undefined) return t.usage('', 2);
    await needRoot(t, '/etc/passwd');
    if (!NAME.test(name)) return t.die(`invalid user name ${t.quote(name)}: use --badname to ignore`, undefined, 3);
    const accounts = await Accounts.read(t.sys);
    if (accounts.user(name)) return t.die(`user ${t.q(name)} already exists`, undefined, 9);
    const uid = t.value('u');
    if (uid !== undefined && accounts.user(Number(uid)) && !t.has('o'))
      return t.die(`UID ${uid} is not unique`, undefined, 4);
    if (!t.has('g') && !t.has('N') && accounts.group(name))
      return t.die(`group ${name} exists - if you want to add this user to that group, use -g.`, undefined, 9);
    await addUser(t, {
      name,
      uid: uid === undefined ? undefined : Number(uid),
      group: t.value('g') ?? (t.has('N') ? '100' : undefined),
      groups: (t.value('G') ?? '').split(',').filter(Boolean),
      home: t.value('d') ?? `/home/${name}`,
      shell: t.value('s') ?? '/bin/sh',
      gecos: t.value('c') ?? '',
      system: t.has('r'),
      makeHome: t.has('m') && !t.has('M'),
    });
  },
);

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
    if (!NAME.test(name))
      return t.die(`Please enter a username matching the regular expression configured.`, `illegal name`);
    const uid = t.value('u');
    await addUser(t, {
      name,
      uid: uid === undefined ? undefined : Number(uid),
      group: t.value('G'),
      groups: [],
      home: t.value('h') ?? `/home/${name}`,
      shell: t.value('s') ?? (t.has('S') ? '/sbin/nologin' : t.busybox ? '/bin/sh' : '/bin/bash'),
      gecos: t.value('g') ?? t.value('comment') ?? (t.busybox ? 'Linux User,,,' : ',,,'),
      system: t.has('S'),
      makeHome: !t.has('H') && !t.has('S'),
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
      options: 'g|gid= r|S|system f|force o|non-unique',
      usageStatus: name === 'groupadd' ? 2 : 1,
      ...(name === 'groupadd' && { mostOperands: 1 }),
      from: 'shadow',
    },
    async (t) => {
      const [first, second] = t.operands;
      if (first === undefined) return t.usage('');
      await needRoot(t, '/etc/group');
      if (second !== undefined) return joinGroup(t, first, second);
      const accounts = await Accounts.read(t.sys);
      if (accounts.group(first))
        return t.has('f') ? 0 : t.die(`group '${first}' already exists`, `group '${first}' in use`, t.busybox ? 1 : 9);
      if (!t.busybox && !NAME.test(first)) return t.die(`'${first}' is not a valid group name`, undefined, 3);
      const gid = t.value('g');
      if (gid !== undefined && !/^\d+$/.test(gid))
        return t.die(`invalid group ID '${gid}'`, `invalid number '${gid}'`, t.busybox ? 1 : 3);
      if (gid !== undefined && accounts.group(Number(gid)) && !t.has('o'))
        return t.die(`GID '${gid}' already exists`, `gid '${gid}' in use`, t.busybox ? 1 : 4);
      await append(
        t,
        '/etc/group',
        `${first}:x:${
          gid ??
          freeId(
            accounts.groups.map((group) => group.gid),
            t.has('r') ? 100 : 1000,
          )
        }:`,
      );
    },
  );
}

export const groupadd = groupAdder('groupadd');
export const addgroup = groupAdder('addgroup');

async function dropLine(t: Tool, path: string, name: string): Promise<void> {
  const content = await readText(t.sys, path);
  if (content)
    await rewrite(
      t,
      path,
      content
        .split('\n')
        .filter((line) => !line.startsWith(`${name}:`))
        .join('\n'),
    );
}

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
      const found = (await Accounts.read(t.sys)).user(user);
      if (!found) return t.die(`user '${user}' does not exist`, `unknown user ${user}`, t.busybox ? 1 : 6);
      for (const file of ['/etc/passwd', '/etc/shadow']) await dropLine(t, file, user);
      const lines = (await readText(t.sys, '/etc/group')).split('\n').map((line) => {
        const parts = line.split(':');
        return parts.length < 4
          ? line
          : [
              ...parts.slice(0, 3),
              (parts[3] as string)
                .split(',')
                .filter((member) => member !== user)
                .join(','),
            ].join(':');
      });
      await rewrite(
        t,
        '/etc/group',
        lines.filter((line) => !line.startsWith(`${user}:`) || !line.endsWith(':')).join('\n'),
      );
      if (!t.has('r')) return;
      const spool = `/var/mail/${user}`;
      if (await nameExists(t.sys, spool)) await t.sys.unlink(spool);
      else if (!t.busybox) await t.err(`${name}: ${user} mail spool (${spool}) not found\n`);
      await removeTree(t, found.home);
    },
  );
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

export const passwd = tool(
  {
    name: 'passwd',
    usage: '[-dlu] [USER]',
    about: 'Change a password',
    usageStatus: 6,
    mostOperands: 1,
    options: 'a=! d|delete l|lock u|unlock S|status!- e|expire!-',
    from: 'shadow',
  },
  async (t) => {
    const accounts = await Accounts.read(t.sys);
    const name = t.operands[0] ?? accounts.userName(t.sys.credentials.uid);
    if (!accounts.user(name)) return t.die(`user '${name}' does not exist`, `unknown user ${name}`);
    if (t.sys.credentials.euid !== 0)
      return t.die(
        'Authentication token manipulation error\npasswd: password unchanged',
        'must be suid to work properly',
        10,
      );
    const lines = (await readText(t.sys, '/etc/shadow')).split('\n').filter(Boolean);
    let at = lines.findIndex((line) => line.startsWith(`${name}:`));
    if (at < 0) at = lines.push(`${name}:!:${Math.floor(t.sys.now() / 86_400_000)}:0:99999:7:::`) - 1;
    const parts = (lines[at] as string).split(':');
    const old = parts[1] as string;
    if (t.has('d')) parts[1] = '';
    else if (t.has('l')) parts[1] = `!${old.replace(/^!+/, '')}`;
    else if (t.has('u')) parts[1] = old.replace(/^!+/, '');
    else parts[1] = await newPassword(t, name);
    lines[at] = parts.join(':');
    await rewrite(t, '/etc/shadow', `${lines.join('\n')}\n`);
    if (!t.has('d') && !t.has('l') && !t.has('u'))
      await t.err(
        t.busybox ? `passwd: password for ${name} changed by root\n` : 'passwd: password updated successfully\n',
      );
    else await t.out.line(t.busybox ? `passwd: password for ${name} changed by root` : 'passwd: password changed.');
  },
);

/** Asks twice without echo. Stored is a salted digest in Drydock's own form: nothing here logs in by password. */
async function newPassword(t: Tool, name: string): Promise<string> {
  const input = new Input(t.sys, 0);
  if (t.busybox) await t.err(`Changing password for ${name}\n`);
  const first = await askSecret(t, input, 'New password: ');
  const second = await askSecret(t, input, t.busybox ? 'Retype password: ' : 'Retype new password: ');
  if (first !== second || first === '') {
    await t.err(
      t.busybox
        ? "Passwords don't match\n"
        : first === second
          ? 'No password has been supplied.\n'
          : 'Sorry, passwords do not match.\n',
    );
    return t.die(
      t.busybox
        ? `password for ${name} is unchanged`
        : 'Authentication token manipulation error\npasswd: password unchanged',
      undefined,
      t.busybox ? 1 : 10,
    );
  }
  return passwordDigest(t, first);
}

/** What /etc/shadow keeps of a password. */
export async function passwordDigest(t: Tool, password: string): Promise<string> {
  const salt = [...t.sys.random(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(salt + password) as BufferSource));
  return `$drydock$${salt}$${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
