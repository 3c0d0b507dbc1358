/** shred: writes over a file's content, and removes it. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { choose } from './lib/choice.ts';
import { dirname } from './lib/path.ts';
import { parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

const CHUNK = 64 * 1024;

export const shred = tool(
  {
    name: 'shred',
    usage: '[OPTION]... FILE...',
    about: 'Overwrite files to hide their contents, and optionally delete them',
    options: 'f|force n|iterations= random-source=!- s|size= u remove=?- v|verbose- x|exact- z|zero',
  },
  async (t) => {
    const word = t.value('n') ?? '3';
    if (!/^\d+$/.test(word)) return t.die(`invalid number of passes: '${word}'`, `invalid number '${word}'`);
    const remove = t.value('remove');
    if (remove) await choose(t, '--remove', remove, [['unlink'], ['wipe'], ['wipesync']]);
    const size = t.value('s') === undefined ? undefined : parseSize(t.value('s') as string);
    if (t.has('s') && size === undefined) return t.die(`invalid file size: '${t.value('s') ?? ''}'`);
    if (t.operands.length === 0) return t.usage('missing file operand');
    for (const path of t.operands) await overwrite(t, path, Number(word), size);
    return t.status;
  },
);

async function overwrite(t: Tool, path: string, passes: number, given: number | undefined): Promise<void> {
  let fd: number;
  try {
    if (t.has('f') && !(await t.sys.access(path, { write: true }))) await t.sys.chmod(path, 0o600);
    fd = await t.sys.open(path, O.WRONLY | O.NOCTTY);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.warn(
      `${t.qf(path)}: failed to open for writing: ${error.message}`,
      `can't open '${path}': ${error.message}`,
    );
  }
  const { size, type } = await t.sys.fstat(fd);
  if (type !== 'file') {
    await t.sys.close(fd);
    return t.warn(`${t.qf(path)}: invalid file type`);
  }
  // Up to the end of the last block, unless told otherwise.
  const length = given ?? (t.has('x') || t.busybox ? size : Math.ceil(size / 4096) * 4096);
  const total = passes + (t.has('z') ? 1 : 0);
  for (let pass = 1; length > 0 && pass <= total; pass++) {
    const zero = t.has('z') && pass === total;
    if (t.has('v')) await t.err(`shred: ${t.qf(path)}: pass ${pass}/${total} (${zero ? '000000' : 'random'})...\n`);
    await t.sys.seek(fd, 0, 'set');
    for (let left = length; left > 0; left -= CHUNK) {
      const part = Math.min(left, CHUNK);
      await t.sys.write(fd, zero ? new Uint8Array(part) : t.sys.random(part));
      await t.sys.tick();
    }
  }
  if (!t.has('u') && !t.has('remove')) return void (await t.sys.close(fd));
  await t.sys.truncate(fd, 0);
  await t.sys.close(fd);
  await removeRenamed(t, path);
}

/** Under ever shorter names of zeros first, so that the directory forgets the name too. */
async function removeRenamed(t: Tool, path: string): Promise<void> {
  if (t.has('v')) await t.err(`shred: ${t.qf(path)}: removing\n`);
  const directory = dirname(path);
  let from = path;
  for (let length = path.slice(path.lastIndexOf('/') + 1).length; length > 0; length--) {
    const name = '0'.repeat(length);
    const to = path.includes('/') ? `${directory}/${name}` : name;
    try {
      await t.sys.lstat(to);
      continue;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    await t.sys.rename(from, to);
    if (t.has('v')) await t.err(`shred: ${t.qf(from)}: renamed to ${t.qf(to)}\n`);
    from = to;
  }
  await t.sys.unlink(from);
  if (t.has('v')) await t.err(`shred: ${t.qf(path)}: removed\n`);
}
