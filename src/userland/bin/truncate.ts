/** truncate: makes files as long as asked. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { parseSize } from './lib/text.ts';
import { tool, type Tool } from './lib/tool.ts';

const BLOCK = 4096;

export const truncate = tool(
  {
    name: 'truncate',
    usage: '[-c] -s SIZE FILE...',
    about: 'Truncate FILEs to SIZE',
    options: 'c|no-create s|size= r|reference=- o|io-blocks-',
  },
  async (t) => {
    const word = t.value('s');
    const reference = t.value('r');
    const sign = /^ *([-+<>/%])/.exec(word ?? '')?.[1] ?? '';
    let size = 0;
    if (word !== undefined) {
      const digits = word.replace(/^ *[-+<>/%]? */, '');
      const parsed =
        (t.busybox && sign) || (/[bcw]$/.test(digits) && !/B$/.test(digits)) ? undefined : parseSize(digits);
      if (parsed === undefined) return t.die(`Invalid number: ${t.quote(word)}`, `invalid number '${word}'`);
      if (parsed === 0 && /[/%]/.test(sign)) return t.die('division by zero');
      size = parsed * (t.has('o') ? BLOCK : 1);
    }
    if (word === undefined && reference === undefined)
      return t.usage("you must specify either '--size' or '--reference'");
    if (word !== undefined && reference !== undefined && !sign)
      return t.usage("you must specify a relative '--size' with '--reference'");
    if (t.operands.length === 0) return t.usage('missing file operand');
    let base: number | undefined;
    if (reference !== undefined) {
      try {
        base = (await t.sys.stat(reference)).size;
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        return t.die(`cannot stat ${t.q(reference)}: ${error.message}`);
      }
    }
    for (const path of t.operands) await truncateOne(t, path, word === undefined ? '+' : sign, size, base);
    return t.status;
  },
);

/** `base`: the size of the file of reference, in place of the file's own. */
async function truncateOne(t: Tool, path: string, sign: string, size: number, base: number | undefined): Promise<void> {
  try {
    const fd = await t.sys.open(path, O.WRONLY | (t.has('c') ? 0 : O.CREAT) | O.NONBLOCK, 0o666);
    const old = base ?? (await t.sys.fstat(fd)).size;
    const wanted: Record<string, number> = {
      '+': old + size,
      '-': Math.max(0, old - size),
      '<': Math.min(old, size),
      '>': Math.max(old, size),
      '/': Math.floor(old / size) * size,
      '%': Math.ceil(old / size) * size,
    };
    await t.sys.truncate(fd, wanted[sign] ?? size);
    await t.sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (t.has('c') && error.errno === 'ENOENT') return;
    await t.warn(`cannot open ${t.q(path)} for writing: ${error.message}`, `${path}: ${error.message}`);
  }
}
