/** How an account comes to be: its lines in the files below /etc, its groups, its home. */
import { utf8 } from '../../base/bytes.ts';
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { nameExists } from '../name-exists.ts';
import { append, appendGroup, setMembers } from './lib/account-lines.ts';
import { Accounts } from './lib/accounts.ts';
import { readText } from './lib/read-text.ts';
import type { Tool } from './lib/tool.ts';

export async function needRoot(t: Tool, file: string, status = 1): Promise<void> {
  if (t.sys.credentials.euid !== 0)
    await t.die(
      `Permission denied.\n${t.name}: cannot lock ${file}; try again later.`,
      `must be suid to work properly`,
      status,
    );
}

/** adduser and busybox take the first ID that nobody has. */
export function freeId(taken: readonly number[], from: number): number {
  const used = new Set(taken);
  let id = from;
  while (used.has(id)) id++;
  return id;
}

/** The first and the last ID of a kind, as login.defs(5) has them. */
export interface IdRange {
  readonly least: number;
  readonly most: number;
}

const USER_IDS: IdRange = { least: 1000, most: 60_000 };
const SYSTEM_IDS: IdRange = { least: 100, most: 999 };

/** The range as settings of `-K` have it. */
export function rangeOf(
  kind: 'UID' | 'GID',
  system: boolean,
  settings: Readonly<Record<string, string | undefined>>,
): IdRange {
  const { least, most } = system ? SYSTEM_IDS : USER_IDS;
  const [min, max] = system
    ? ([`SYS_${kind}_MIN`, `SYS_${kind}_MAX`] as const)
    : ([`${kind}_MIN`, `${kind}_MAX`] as const);
  return { least: Number(settings[min] ?? least), most: Number(settings[max] ?? most) };
}

/** useradd and groupadd take the one above all others, and for the system's own the one below all others. */
export function nextId(taken: readonly number[], { least, most }: IdRange, system: boolean): number {
  const within = taken.filter((id) => id >= least && id <= most);
  const next = system ? Math.min(most + 1, ...within) - 1 : Math.max(least - 1, ...within) + 1;
  if (next >= least && next <= most) return next;
  let id = system ? most : least;
  while (within.includes(id)) id += system ? -1 : 1;
  return id;
}

export interface NewUser {
  readonly name: string;
  readonly uid: number;
  /** Undefined: one of their own, of this ID. */
  readonly gid: number | undefined;
  readonly ownGid: number;
  readonly groups: readonly string[];
  readonly home: string;
  readonly shell: string;
  readonly gecos: string;
  /** In /etc/shadow: all from the password on. */
  readonly shadow: readonly string[];
  /** What a new home holds; undefined makes none. */
  readonly skeleton: string | undefined;
}

export async function addUser(t: Tool, user: NewUser): Promise<void> {
  const { name, uid, gid = user.ownGid, gecos, home, shell } = user;
  if (user.gid === undefined) await appendGroup(t, name, gid);
  await append(t, '/etc/passwd', [name, 'x', uid, gid, gecos, home, shell].join(':'));
  await append(t, '/etc/shadow', [name, ...user.shadow].join(':'));
  for (const group of user.groups) await joinGroup(t, name, group);
  if (user.skeleton !== undefined) await makeHome(t, user, gid, user.skeleton);
}

/** The fields of /etc/shadow of whom no password is set yet. */
export function unsetPassword(t: Tool): string[] {
  return ['!', String(Math.floor(t.sys.now() / 86_400_000)), '0', '99999', '7', '', '', ''];
}

async function makeHome(t: Tool, { home, uid }: NewUser, gid: number, skeleton: string): Promise<void> {
  if (await nameExists(t.sys, home)) {
    if (t.busybox || t.name === 'adduser') return;
    return t.err(
      `${t.name}: warning: the home directory ${home} already exists.\n${t.name}: Not copying any file from skel directory into it.\n`,
    );
  }
  try {
    let path = '';
    for (const part of home.split('/').filter(Boolean)) {
      path += `/${part}`;
      if (!(await nameExists(t.sys, path))) await t.sys.mkdir(path, 0o755);
    }
    await t.sys.chown(home, uid, gid);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`cannot create directory ${home}`, undefined, 12);
  }
  if (await nameExists(t.sys, skeleton)) await copySkeleton(t, skeleton, home, uid, gid);
}

async function copySkeleton(t: Tool, from: string, to: string, uid: number, gid: number): Promise<void> {
  for (const { name, type } of await t.sys.readdir(from)) {
    if (name === '.' || name === '..') continue;
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    const { mode } = await t.sys.lstat(source);
    if (type === 'directory') {
      await t.sys.mkdir(target, mode & 0o777);
      await copySkeleton(t, source, target, uid, gid);
    } else if (type === 'symlink') await t.sys.symlink(await t.sys.readlink(source), target);
    else if (type === 'file') {
      const fd = await t.sys.open(target, O.WRONLY | O.CREAT | O.EXCL, mode & 0o777);
      await t.sys.write(fd, utf8(await readText(t.sys, source)));
      await t.sys.close(fd);
    }
    await t.sys.chown(target, uid, gid, { followLink: false });
  }
}

export async function joinGroup(t: Tool, user: string, name: string): Promise<void> {
  const group = (await Accounts.read(t.sys)).group(name);
  if (!group) return t.die(`group '${name}' does not exist`, `unknown group ${name}`, 6);
  await setMembers(t, group.name, [...group.members.filter((member) => member !== user), user]);
}
