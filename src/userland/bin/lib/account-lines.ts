/** Lines of /etc/passwd, /etc/shadow and /etc/group, changed in place. */
import { rewrite } from '../accounts.ts';
import { readText } from './accounts.ts';
import type { Tool } from './tool.ts';

/** The fields of a name's line. */
export function lineOf(content: string, name: string): readonly string[] | undefined {
  return content
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':');
}

/** Gives the line of `name` other fields; undefined takes it away. */
export async function renameInPlace(
  t: Tool,
  path: string,
  name: string,
  change: (fields: readonly string[]) => readonly string[] | undefined,
): Promise<void> {
  const content = await readText(t.sys, path);
  const lines = content.split('\n').flatMap((line) => {
    if (!line.startsWith(`${name}:`)) return [line];
    const fields = change(line.split(':'));
    return fields ? [fields.join(':')] : [];
  });
  if (lines.join('\n') !== content) await rewrite(t, path, lines.join('\n'));
}

/** Who is in which groups: `groups` are added, removed, or all that there are; undefined leaves them. The user may get another name. */
export async function changeMembers(
  t: Tool,
  name: string,
  renamed: string,
  groups: readonly string[] | undefined,
  change: 'add' | 'remove' | 'set',
): Promise<void> {
  const content = await readText(t.sys, '/etc/group');
  const lines = content.split('\n').map((line) => {
    const fields = line.split(':');
    if (fields.length < 4) return line;
    const before = (fields[3] as string).split(',').filter(Boolean);
    const was = before.includes(name);
    const listed = groups?.includes(fields[0] as string) ?? false;
    const is =
      groups === undefined ? was : change === 'set' ? listed : change === 'add' ? was || listed : was && !listed;
    const kept = before.filter((member) => member !== name || is).map((member) => (member === name ? renamed : member));
    return [...fields.slice(0, 3), [...kept, ...(is && !was ? [renamed] : [])].join(',')].join(':');
  });
  if (lines.join('\n') !== content) await rewrite(t, '/etc/group', lines.join('\n'));
}
