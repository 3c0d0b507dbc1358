/** Users and groups by /etc/passwd and /etc/group. */
import type { Sys } from '../../../kernel/sys.ts';
import { readFields, readGroups, type Group } from './groups.ts';

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly gecos: string;
  readonly home: string;
  readonly shell: string;
}

export class Accounts {
  private constructor(
    readonly users: readonly User[],
    readonly groups: readonly Group[],
  ) {}

  static async read(sys: Sys): Promise<Accounts> {
    return new Accounts(await readUsers(sys), await readGroups(sys));
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

async function readUsers(sys: Sys): Promise<readonly User[]> {
  const lines = await readFields(sys, '/etc/passwd', 7);
  return lines.map(([name, , uid, gid, gecos, home, shell]) => ({
    name: name as string,
    uid: Number(uid),
    gid: Number(gid),
    gecos: gecos as string,
    home: home as string,
    shell: shell as string,
  }));
}
