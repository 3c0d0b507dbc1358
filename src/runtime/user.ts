/**
 * Who a container's process runs as: `--user` and USER looked up in the container's own /etc/passwd and /etc/group, as
 * runc's libcontainer/user does, with its error texts.
 */
import { FailureError } from '../base/errors.ts';

export interface ExecUser {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: string;
}

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** `spec` is `user`, `uid`, `user:group` or `uid:gid`; empty is root. `extra` are the names or ids of `--group-add`. */
export function lookUpUser(spec: string, extra: readonly string[], passwd: string, group: string): ExecUser {
  const users = passwdEntries(passwd);
  const groups = groupEntries(group);
  const [userWord = '', groupWord = ''] = spec.split(':');
  const numeric = /^[+-]?\d+$/.test(userWord);
  const wanted = userWord === '' ? '0' : userWord;
  const user =
    users.find(({ name }) => name === wanted) ??
    users.find(({ uid }) => /^\d+$/.test(wanted) && uid === Number(wanted));
  if (!user && userWord !== '' && !numeric) {
    throw new FailureError('invalid', `unable to find user ${userWord}: no matching entries in passwd file`);
  }
  const uid = user?.uid ?? idInRange(wanted);
  const gid = groupWord === '' ? (user?.gid ?? 0) : groupId(groupWord, groups);
  const member =
    groupWord === '' && user
      ? groups.filter(({ members }) => members.includes(user.name)).map((entry) => entry.gid)
      : [];
  const added = extra.map((word) => groupId(word, groups, 'Unable'));
  return { uid, gid, groups: [...new Set([gid, ...member, ...added])], home: user?.home || '/' };
}

/** Names by uid, for `docker top`. */
export function userNames(passwd: string): ReadonlyMap<number, string> {
  return new Map(passwdEntries(passwd).map(({ uid, name }) => [uid, name]));
}

/** `unable`: runc and the daemon begin the same sentence differently. */
function groupId(word: string, groups: readonly GroupEntry[], unable = 'unable'): number {
  const found = groups.find(({ name }) => name === word);
  if (found) return found.gid;
  if (/^[+-]?\d+$/.test(word)) return idInRange(word);
  throw new FailureError('invalid', `${unable} to find group ${word}: no matching entries in group file`);
}

/** The kernel's ids end there, for runc at least. */
const LAST_ID = 2 ** 31 - 1;

function idInRange(word: string): number {
  const id = Number(word);
  if (id >= 0 && id <= LAST_ID) return id;
  throw new FailureError('invalid', `uids and gids must be in range 0-${LAST_ID}`);
}

function lines(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'));
}

function passwdEntries(text: string): PasswdEntry[] {
  return lines(text).map(([name = '', , uid, gid, , home = '']) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    home,
  }));
}

function groupEntries(text: string): GroupEntry[] {
  return lines(text).map(([name = '', , gid, members = '']) => ({
    name,
    gid: Number(gid),
    members: members.split(',').filter((member) => member !== ''),
  }));
}
