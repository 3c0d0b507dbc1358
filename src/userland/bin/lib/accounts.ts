/** Users and groups by /etc/passwd and /etc/group. */
import { text } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O, type Sys } from '../../../kernel/sys.ts';

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly gecos: string;
  readonly home: string;
  readonly shell: string;
}

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export class Accounts {
  private constructor(
    readonly users: readonly User[],
    readonly groups: readonly Group[],
  ) {}

  static async read(sys: Sys): Promise<Accounts> {
    return new Accounts(parseUsers(await readText(sys, '/etc/passwd')), parseGroups(await readText(sys, '/etc/group')));
  }

  user(key: string | number): User | undefined {
    return this.users.find((user) => (typeof key === 'number' ? user.uid === key : user.name === key));
  }
  group(key: string | number): Group | undefined {
    return this.groups.find((group) => (typeof key === 'number' ? group.gid === key : group.name === key));
  }
  userName(uid: number): string {
    return this.user(uid)?.name ?? String(uid);
  }
  groupName(gid: number): string {
    return this.group(gid)?.name ?? String(gid);
  }
  /** Group ids of a user: the primary one first. */
  groupsOf(user: User): number[] {
    const others = this.groups.filter((group) => group.members.includes(user.name)).map((group) => group.gid);
    return [user.gid, ...others.filter((gid) => gid !== user.gid)];
  }
}

/** The whole of a small file as text; empty when it cannot be read. */
export async function readText(sys: Sys, path: string): Promise<string> {
  try {
    const fd = await sys.open(path, O.RDONLY);
    try {
      let out = '';
      for (;;) {
        const bytes = await sys.read(fd, 65536);
        if (bytes.length === 0) return out;
        out += text(bytes);
      }
    } finally {
      await sys.close(fd);
    }
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}

function parseUsers(content: string): User[] {
  return lines(content, 7).map(([name, , uid, gid, gecos, home, shell]) => ({
    name: name as string,
    uid: Number(uid),
    gid: Number(gid),
    gecos: gecos as string,
    home: home as string,
    shell: shell as string,
  }));
}

function parseGroups(content: string): Group[] {
  return lines(content, 4).map(([name, , gid, members]) => ({
    name: name as string,
    gid: Number(gid),
    members: (members as string).split(',').filter(Boolean),
  }));
}

function lines(content: string, fields: number): string[][] {
  return content
    .split('\n')
    .map((line) => line.split(':'))
    .filter((parts) => parts.length >= fields);
}
