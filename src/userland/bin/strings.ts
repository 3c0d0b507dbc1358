/** strings: what is readable in binary files. */
import { SysError } from '../../kernel/errno.ts';
import { tool, type Applet, type Tool } from './lib/tool.ts';

const RADIX: Readonly<Record<string, number>> = { o: 8, d: 10, x: 16 };

const stringsTool = tool(
  {
    name: 'strings',
    usage: '[option(s)] [file(s)]',
    about: 'Display printable strings in a binary file',
    options:
      'a|all d|data- f|print-file-name n|bytes= o t|radix= e|encoding=- s|output-separator=- w|include-all-whitespace- U|unicode=!- T|target=!-',
    from: 'GNU binutils',
    optionHelp: true,
  },
  async (t) => {
    const word = t.value('n') ?? '4';
    if (!/^(\d+|0x[0-9a-f]+)$/i.test(word)) return t.die(`invalid integer argument ${word}`);
    const least = Number(word);
    if (least < 1) return t.die(`invalid minimum string length ${least}`);
    const radix = t.has('o') ? 'o' : t.value('t');
    if ((radix !== undefined && !RADIX[radix]) || !/^[sSblBL]$/.test(t.value('e') ?? 's')) {
      await t.err(await t.helpText());
      return 1;
    }
    for (const path of t.operands.length ? t.operands : ['-']) await scan(t, path, least, radix);
    return t.status;
  },
);

/** `-8` is an old spelling of `-n 8`. */
export const strings: Applet = (sys, argv = sys.argv) =>
  stringsTool(
    sys,
    argv.map((word, i) => (i > 0 && /^-\d+$/.test(word) ? `-n${word.slice(1)}` : word)),
  );

async function scan(t: Tool, path: string, least: number, radix: string | undefined): Promise<void> {
  try {
    if (path !== '-' && !t.busybox && (await t.sys.stat(path)).type === 'directory')
      return await t.warn(`Warning: '${path}' is a directory`);
    const input = await t.input(path);
    const bytes = await input.rest();
    await t.done(input);
    const shown = path === '-' ? '{standard input}' : path;
    for (const match of bytes.matchAll(pattern(t, least))) {
      const at = radix ? `${match.index.toString(RADIX[radix]).padStart(7)} ` : '';
      const text = match[0].replaceAll('\0', '');
      await t.out.raw(`${t.has('f') ? `${shown}: ` : ''}${at}${text}${t.value('s') ?? '\n'}`);
    }
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const gnu = error.errno === 'ENOENT' ? `'${path}': No such file` : `${path}: ${error.message}`;
    await t.warn(gnu, `${path}: ${error.message}`);
  }
}

function pattern(t: Tool, least: number): RegExp {
  const letter = t.has('w') ? '[\\t-\\r -~]' : '[\\t -~]';
  const wide: Readonly<Record<string, string>> = {
    l: `(?:${letter}\\0)`,
    b: `(?:\\0${letter})`,
    L: `(?:${letter}\\0{3})`,
    B: `(?:\\0{3}${letter})`,
    S: '[\\t -~\\x80-\\xff]',
  };
  return new RegExp(`${wide[t.value('e') ?? 's'] ?? letter}{${least},}`, 'g');
}
