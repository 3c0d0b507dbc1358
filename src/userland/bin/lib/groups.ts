/** Groups by /etc/group, and how lines of it and its like are read. */
import type { Sys } from '../../../kernel/sys.ts';
import { readText } from './read-text.ts';

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export async function readGroups(sys: Sys): Promise<readonly Group[]> {
  const lines = await readFields(sys, '/etc/group', 4);
  return lines.map(([name, , gid, members]) => ({
    name: name as string,
    gid: Number(gid),
    members: (members as string).split(',').filter(Boolean),
  }));
}

/** What stands between the colons of each line that has so many fields; nothing when the file cannot be read. */
export async function readFields(sys: Sys, path: string, fields: number): Promise<readonly (readonly string[])[]> {
  const lines = (await readText(sys, path)).split('\n');
  return lines.map((line) => line.split(':')).filter((parts) => parts.length >= fields);
}
