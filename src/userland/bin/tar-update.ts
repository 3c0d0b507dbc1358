/** tar -r, -u, -A, -d and --delete: archives that are there already, read whole. */
import { SysError } from '../../kernel/errno.ts';
import { O, type Stat } from '../../kernel/sys.ts';
import { readAll } from '../read-all.ts';
import { statOf } from './copy.ts';
import { Accounts } from './lib/accounts.ts';
import { BLOCK, padding, readHeader, type TarHeader } from './lib/tar-format.ts';
import type { Tool } from './lib/tool.ts';
import { overrides, Writer } from './tar-create.ts';
import { renamer } from './tar-names.ts';
import { archiveOpen } from './tar-operands.ts';
import { Selection } from './tar-selection.ts';

interface Member {
  readonly header: TarHeader;
  readonly content: Uint8Array;
  /** Headers, content and padding as they stand in the archive. */
  readonly whole: Uint8Array;
}

async function refuse(t: Tool, words: string): Promise<never> {
  await t.err(`tar: ${words}\nTry 'tar --help' or 'tar --usage' for more information.\n`);
  return t.sys.exit(2);
}

/** The bytes of an archive; what is compressed cannot be changed in place. */
async function load(t: Tool, path: string, fd: number): Promise<Uint8Array> {
  const whole = (await readAll(t.sys, fd)).slice();
  if (whole[0] === 0x1f && whole[1] === 0x8b) {
    await t.err(`tar: ${path}: Cannot update compressed archives\n`);
    await t.die('Error is not recoverable: exiting now', undefined, 2);
  }
  return whole;
}

async function membersOf(bytes: Uint8Array): Promise<Member[]> {
  let at = 0;
  const readFully = (size: number) => Promise.resolve(bytes.subarray(at, (at += Math.min(size, bytes.length - at))));
  const members: Member[] = [];
  for (;;) {
    const start = at;
    const header = await readHeader({ readFully });
    if (!header) return members;
    const size = header.type === 'file' ? header.size : 0;
    const content = await readFully(size);
    await readFully(padding(size).length);
    members.push({ header, content, whole: bytes.subarray(start, at) });
  }
}

async function openForUpdate(
  t: Tool,
): Promise<{ readonly path: string; readonly fd: number; readonly members: Member[] }> {
  if (t.has('z') || t.has('j') || t.has('J')) return refuse(t, 'Cannot update compressed archives');
  const path = t.value('f') ?? '-';
  const fd = await archiveOpen(t, path, O.RDWR | (t.has('d') || t.has('delete') ? 0 : O.CREAT));
  return { path, fd, members: await membersOf(await load(t, path, fd)) };
}

/** Writes after the last member; with `newer` alone what is newer than the member of its name. */
export async function appendMembers(t: Tool, newer: boolean): Promise<void> {
  if (t.operands.length === 0 && !t.has('T')) return refuse(t, 'Cowardly refusing to create an empty archive');
  const { fd, members } = await openForUpdate(t);
  const start = members.reduce((sum, { whole }) => sum + whole.length, 0);
  await t.sys.seek(fd, start, 'set');
  const known = new Map<string, number>();
  if (newer) for (const { header } of members) known.set(header.name.replace(/\/$/, ''), header.mtime);
  const own = await t.sys.fstat(fd);
  const names = await renamer(t);
  const writer = new Writer(t, await Accounts.read(t.sys), own, await overrides(t), names, { start, known });
  let end = start;
  for await (const bytes of writer.archive()) {
    await t.sys.write(fd, bytes);
    end += bytes.length;
  }
  await t.sys.truncate(fd, end);
  await t.sys.close(fd);
}

async function rewrite(t: Tool, fd: number, members: readonly Uint8Array[]): Promise<void> {
  await t.sys.seek(fd, 0, 'set');
  let size = 0;
  for (const whole of members) {
    await t.sys.write(fd, whole.slice());
    size += whole.length;
  }
  const end = Math.ceil((size + BLOCK * 2) / (BLOCK * 20)) * BLOCK * 20;
  await t.sys.write(fd, new Uint8Array(end - size));
  await t.sys.truncate(fd, end);
  await t.sys.close(fd);
}

export async function concatenate(t: Tool): Promise<void> {
  const { fd, members } = await openForUpdate(t);
  const all = members.map(({ whole }) => whole);
  for (const path of t.operands) {
    const other = await archiveOpen(t, path, O.RDONLY);
    for (const { whole } of await membersOf(await load(t, path, other))) all.push(whole);
    await t.sys.close(other);
  }
  await rewrite(t, fd, all);
}

export async function deleteMembers(t: Tool): Promise<void> {
  const { fd, members } = await openForUpdate(t);
  const chosen = await Selection.read(t);
  const kept = members.filter(({ header }) => chosen.names === 0 || !chosen.has(header.name));
  await rewrite(
    t,
    fd,
    kept.map(({ whole }) => whole),
  );
  await chosen.report();
}

/** -d: each member beside the file of its name. */
export async function compareMembers(t: Tool): Promise<void> {
  const path = t.value('f') ?? '-';
  const fd = path === '-' ? 0 : await archiveOpen(t, path, O.RDONLY);
  const chosen = await Selection.read(t);
  for (const member of await membersOf(await load(t, path, fd))) {
    if (!chosen.has(member.header.name)) continue;
    if (t.has('v')) await t.out.line(member.header.name);
    await compareMember(t, member);
  }
  await chosen.report();
}

async function compareMember(t: Tool, { header, content }: Member): Promise<void> {
  const { name } = header;
  const differs = async (what: string) => {
    t.status = Math.max(t.status, 1);
    await t.out.line(`${name}: ${what}`);
  };
  let stat: Stat;
  try {
    stat = await t.sys.lstat(name.replace(/(.)\/$/, '$1'));
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    t.status = Math.max(t.status, 1);
    return t.err(`tar: ${name}: Warning: Cannot stat: ${error.message}\n`);
  }
  if (header.type === 'hardlink') {
    const target = await statOf(t, header.link, false);
    if (target?.ino !== stat.ino) await differs(`Not linked to ${header.link}`);
    return;
  }
  if (stat.type !== header.type) return differs('File type differs');
  if (stat.type === 'symlink') {
    if ((await t.sys.readlink(name)) !== header.link) await differs('Symlink differs');
    return;
  }
  if ((stat.mode & 0o7777) !== header.mode) await differs('Mode differs');
  if (stat.type === 'directory') return;
  if (stat.uid !== header.uid) await differs('Uid differs');
  if (stat.gid !== header.gid) await differs('Gid differs');
  if (Math.floor(stat.mtime / 1000) !== Math.floor(header.mtime / 1000)) await differs('Mod time differs');
  if (stat.type !== 'file') return;
  if (stat.size !== header.size) return differs('Size differs');
  const input = await t.input(name);
  let at = 0;
  for (let bytes = await input.chunk(); bytes.length; bytes = await input.chunk()) {
    if (bytes.some((byte, i) => byte !== content[at + i])) {
      await t.done(input);
      return differs('Contents differ');
    }
    at += bytes.length;
  }
  await t.done(input);
}
