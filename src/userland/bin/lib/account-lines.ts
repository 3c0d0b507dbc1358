/** Lines of /etc/passwd, /etc/group and their shadows, changed in place. */
import { utf8 } from '../../../base/bytes.ts';
import { SysError } from '../../../kernel/errno.ts';
import { O } from '../../../kernel/sys.ts';
import { nameExists } from '../../name-exists.ts';
import { readText } from './read-text.ts';
import type { Tool } from './tool.ts';

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

/** Adds a line at the end. */
export async function append(t: Tool, path: string, line: string): Promise<void> {
  const content = await readText(t.sys, path);
  await rewrite(t, path, `${content}${content && !content.endsWith('\n') ? '\n' : ''}${line}\n`);
}

/** A machine need not have /etc/gshadow; where there is one it has all groups. */
export async function appendGroup(t: Tool, name: string, gid: number): Promise<void> {
  await append(t, '/etc/group', `${name}:x:${gid}:`);
  if (await nameExists(t.sys, '/etc/gshadow')) await append(t, '/etc/gshadow', `${name}:!::`);
}

/** Gives a group another name; undefined takes it away. */
export async function renameGroupShadow(t: Tool, name: string, renamed: string | undefined): Promise<void> {
  await renameInPlace(t, '/etc/gshadow', name, ([, ...rest]) =>
    renamed === undefined ? undefined : [renamed, ...rest],
  );
}

/** Sets the members of a group. */
export async function setMembers(t: Tool, name: string, members: readonly string[]): Promise<void> {
  const change = (fields: readonly string[]) => [...fields.slice(0, 3), members.join(',')];
  await renameInPlace(t, '/etc/group', name, change);
  await renameInPlace(t, '/etc/gshadow', name, change);
}

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
  for (const path of ['/etc/group', '/etc/gshadow']) {
    const content = await readText(t.sys, path);
    const lines = content.split('\n').map((line) => {
      const fields = line.split(':');
      if (fields.length < 4) return line;
      const before = (fields[3] as string).split(',').filter(Boolean);
      const was = before.includes(name);
      const listed = groups?.includes(fields[0] as string) ?? false;
      const is =
        groups === undefined ? was : change === 'set' ? listed : change === 'add' ? was || listed : was && !listed;
      const others = before.filter((member) => member !== name);
      const members = !is ? others : was && renamed === name ? before : [...others, renamed];
      return [...fields.slice(0, 3), members.join(',')].join(':');
    });
    if (lines.join('\n') !== content) await rewrite(t, path, lines.join('\n'));
  }
}
