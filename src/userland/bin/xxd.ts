/** xxd: a dump of bytes, and bytes from a dump. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { blocks } from './dump.ts';
import { fromBytes } from './lib/byte-string.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const xxdTool = tool(
  {
    name: 'xxd',
    usage: '[-pri] [-g N] [-c N] [-l LEN] [-s OFS] [-o OFS] [FILE]',
    about: 'Hex dump FILE (or stdin)',
    options: 'p|ps|postscript|plain r|revert i|include g= c|cols= l|len= s= o= u a b d e E! v C n=',
    from: 'xxd',
    optionHelp: true,
    optionWords: () => '',
    mostOperands: 2,
  },
  async (t) => {
    await openOutput(t);
    if (t.has('r')) return revert(t);
    const plain = t.has('p');
    const usual = plain ? 30 : t.has('i') ? 12 : t.has('b') ? 6 : 16;
    const width = Number(t.value('c') ?? usual) || (plain ? 1 << 20 : usual);
    const littleEndian = t.has('e');
    const group = Number(t.value('g') ?? (t.has('b') ? 1 : littleEndian ? 4 : 2)) || width;
    if (littleEndian && (group & (group - 1)) !== 0)
      return t.die('number of octets per group must be a power of 2 with -e.');
    const skip = await skipOf(t);
    const hexa = (byte: number) =>
      t.has('b')
        ? byte.toString(2).padStart(8, '0')
        : (t.has('u') ? byte.toString(16).toUpperCase() : byte.toString(16)).padStart(2, '0');
    const empty = t.has('b') ? ' '.repeat(8) : '  ';
    let at = skip + Number(t.value('o') ?? 0);
    const start = at;
    const plainName = t.value('n') ?? (t.operands[0] === '-' ? '' : (t.operands[0] ?? ''));
    const spelled = plainName.replace(/\W/g, '_').replace(/^(?=\d)/, '__');
    const name = t.has('C') ? spelled.toUpperCase() : spelled;
    const length = t.has('C') ? '_LEN' : '_len';
    if (t.has('i') && name) await t.out.text(`unsigned char ${name}[] = {\n`);
    const limit = t.value('l') === undefined ? Infinity : Number(t.value('l'));
    let previous = '';
    let [skipped, run] = ['', 0];
    for await (const block of blocks(t, t.operands.slice(0, 1), width, skip, limit)) {
      if (t.has('i')) {
        if (previous) await t.out.raw(`${previous},\n`);
        previous = `  ${[...block].map((byte) => `${t.has('u') ? '0X' : '0x'}${hexa(byte)}`).join(', ')}`;
      } else if (plain) await t.out.raw([...block].map(hexa).join('') + (width < 1 << 20 ? '\n' : ''));
      else {
        let cells = '';
        for (let i = 0; i < width; i++) {
          const at = littleEndian ? i - (i % group) + group - 1 - (i % group) : i;
          cells += (at < block.length ? hexa(block[at] as number) : empty) + ((i + 1) % group === 0 ? ' ' : '');
        }
        const gap = width % group ? '  ' : ' ';
        const shown = fromBytes(block).replace(/[^ -~]/g, '.');
        const line = `${at.toString(t.has('d') ? 10 : 16).padStart(8, '0')}: ${cells}${gap}${shown}\n`;
        const zero = t.has('a') && block.every((byte) => byte === 0);
        if (!zero) {
          // The last of a run of empty lines is shown, as where the file ends.
          if (skipped) await t.out.raw(run > 2 ? `*\n${skipped}` : skipped);
          await t.out.raw(line);
          [skipped, run] = ['', 0];
        } else if (++run === 1) await t.out.raw(line);
        else skipped = line;
      }
      at += block.length;
    }
    if (skipped) await t.out.raw(run > 2 ? `*\n${skipped}` : skipped);
    if (plain && width === 1 << 20 && at > start) await t.out.raw('\n');
    if (t.has('i'))
      await t.out.text(
        `${previous}${previous && '\n'}${name ? `};\nunsigned int ${name}${length} = ${at - start};\n` : ''}`,
      );
  },
);

/** Long names after one dash. */
const LONG: readonly (readonly [RegExp, string])[] = [
  [/^-(ps|postscript|plain)$/, '-p'],
  [/^-cols?$/, '-c'],
  [/^-len$/, '-l'],
  [/^-(seek|skip)$/, '-s'],
  [/^-(include)$/, '-i'],
  [/^-(bits)$/, '-b'],
  [/^-(revert|reverse)$/, '-r'],
  [/^-(groupsize)$/, '-g'],
  [/^-(autoskip)$/, '-a'],
  [/^-(upper)$/, '-u'],
];

export const xxd: Applet = (sys, argv = sys.argv) =>
  xxdTool(
    sys,
    argv.map((word) => LONG.find(([name]) => name.test(word))?.[1] ?? word),
  );

/** A second operand is where the output goes. */
async function openOutput(t: Tool): Promise<void> {
  const path = t.operands[1];
  if (path === undefined) return;
  try {
    const fd = await t.sys.open(path, O.WRONLY | O.CREAT | (t.has('r') ? 0 : O.TRUNC), 0o666);
    await t.sys.dup2(fd, 1);
    await t.sys.close(fd);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.die(`${path}: ${error.message}`, undefined, 3);
  }
}

/** `-s -N` counts from the end of the file. */
async function skipOf(t: Tool): Promise<number> {
  const skip = Number(t.value('s') ?? 0);
  const path = t.operands[0];
  if (skip >= 0 || path === undefined || path === '-') return Math.max(0, skip);
  return Math.max(0, (await t.sys.stat(path)).size + skip);
}

/** Takes the digits of a dump back to bytes, at the places that it names. */
async function revert(t: Tool): Promise<void> {
  const input = await t.input(t.operands[0] ?? '-');
  const columns = Number(t.value('c') ?? (t.has('p') ? Infinity : 16));
  let at = 0;
  for (let line = await input.line(); line !== undefined; line = await input.line()) {
    let cells = line;
    if (!t.has('p')) {
      const [whole, offset = ''] = /^\s*([0-9a-fA-F]+):?/.exec(line) ?? [];
      if (whole === undefined) continue;
      const place = parseInt(offset, 16);
      // Into a pipe it can only go forward.
      if (place > at) await t.out.raw('\0'.repeat(Math.min(place - at, 1 << 20)));
      at = Math.max(at, place);
      cells = line.slice(whole.length).replace(/^ ?/, '');
      const end = /[^0-9a-fA-F ]| {2}/.exec(cells.trimStart())?.index;
      if (end !== undefined) cells = cells.trimStart().slice(0, end);
    }
    const digits = cells.replace(/[^0-9a-fA-F]/g, '').slice(0, columns * 2);
    const bytes = (digits.match(/../g) ?? []).map((pair) => String.fromCharCode(parseInt(pair, 16))).join('');
    at += bytes.length;
    await t.out.raw(bytes);
    await t.sys.tick();
  }
}
