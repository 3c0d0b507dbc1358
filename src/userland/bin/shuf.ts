/** shuf: lines, words or numbers in random order. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { fromText } from './lib/byte-string.ts';
import { Out } from './lib/out.ts';
import { tool, type Tool } from './lib/tool.ts';

export const shuf = tool(
  {
    name: 'shuf',
    usage: '[-n NUM] [-o FILE] [-i L-H | -e ARG... | FILE]',
    about: 'Randomly permute lines',
    options: 'e|echo i|input-range= n|head-count= o|output= z|zero-terminated r|repeat- random-source=-',
  },
  async (t) => {
    await checkOptions(t);
    const counts = t.values('n').map(Number);
    const most = counts.length ? Math.min(...counts) : Infinity;
    const items = most === 0 ? [] : await itemsOf(t);
    if (t.has('r') && most > 0 && items.length === 0) return t.die('no lines to repeat');
    const draw = await drawer(t);
    const path = t.value('o');
    const out =
      path === undefined ? t.out : new Out(t.sys, await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666));
    const end = t.has('z') ? '\0' : '\n';
    for (let i = 0; i < most && (t.has('r') || i < items.length); i++) {
      const at = t.has('r') ? await draw(items.length) : i + (await draw(items.length - i));
      const item = items[at] as string;
      if (!t.has('r')) items[at] = items[i] as string;
      await out.raw(item + end);
      const turn = t.sys.tick();
      if (turn instanceof Promise) await turn;
    }
    await out.flush();
    return t.status;
  },
);

async function checkOptions(t: Tool): Promise<void> {
  if (t.busybox) return;
  for (const word of t.values('i')) {
    const match = /^(\d+)-(\d+)$/.exec(word);
    if (match && Number(match[1]) <= Number(match[2]) + 1) continue;
    const [, from = '', to] = /^([^-]*)(?:-(.*))?$/s.exec(word) as RegExpExecArray;
    const wrong = !/^\d+$/.test(from) ? from : to !== undefined && !/^\d+$/.test(to) ? to : word;
    await t.die(`invalid input range: ${t.quote(wrong)}`);
  }
  for (const word of t.values('n')) if (!/^\d+$/.test(word)) await t.die(`invalid line count: ${t.quote(word)}`);
  if (t.values('i').length > 1) await t.die('multiple -i options specified');
  if (t.values('o').length > 1) await t.die('multiple output files specified');
  if (t.has('i') && t.has('e')) await t.usage('cannot combine -e and -i options');
  const extra = t.has('e') ? undefined : t.operands[t.has('i') ? 0 : 1];
  if (extra !== undefined) await t.usage(`extra operand ${t.quote(extra)}`);
}

async function itemsOf(t: Tool): Promise<string[]> {
  const range = t.value('i');
  if (range !== undefined) {
    const match = /^(\d+)-(\d+)$/.exec(range);
    if (!match) return t.die('', `bad range '${range}'`);
    const [from, to] = [Number(match[1]), Number(match[2])];
    t.sys.brk(Math.max(0, to - from) * 8);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => String(from + i));
  }
  if (t.has('e')) return t.operands.map(fromText);
  const path = t.operands[0] ?? '-';
  let reading = false;
  try {
    const input = await t.input(path);
    reading = true;
    const items = (await input.rest()).split(t.has('z') ? '\0' : '\n');
    if (items[items.length - 1] === '') items.pop();
    return items;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return t.die(`${reading ? 'read error' : t.qf(path)}: ${error.message}`, `${path}: ${error.message}`);
  }
}

/** Draws a number below a limit, from the kernel's chance or from the bytes of a file. */
async function drawer(t: Tool): Promise<(limit: number) => Promise<number> | number> {
  const path = t.value('random-source');
  if (path === undefined)
    return (limit) => Math.floor(t.sys.random(6).reduce((sum, byte) => sum * 256 + byte, 0) % limit);
  const input = await t.input(path);
  return async (limit) => {
    if (limit <= 1) return 0;
    const bytes = await input.chunk(6);
    if (bytes.length === 0) return t.die(`${t.qf(path)}: end of file`);
    return bytes.reduce((sum, byte) => sum * 256 + byte, 0) % limit;
  };
}
