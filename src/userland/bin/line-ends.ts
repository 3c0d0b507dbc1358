/** Filters of lines: dos2unix, unix2dos, ts. */
import { toBytes } from './lib/byte-string.ts';
import { cantOpen, openedInput } from './lib/each-input.ts';
import { strftime } from './lib/strftime.ts';
import { tool, type Applet } from './lib/tool.ts';
import { writeFile } from './lib/write-file.ts';

function lineEnds(name: 'dos2unix' | 'unix2dos', to: 'unix' | 'dos'): Applet {
  return tool(
    {
      name,
      usage: '[-ud] [FILE]',
      about: 'Convert FILE in-place between DOS and Unix line ends',
      options: 'u d',
      from: name,
    },
    async (t) => {
      const dos = t.last('u', 'd') === undefined ? to === 'dos' : t.last('u', 'd') === 'd';
      const [path] = t.operands;
      const input = await openedInput(t, path ?? '-', cantOpen);
      const text = await input.rest();
      await t.done(input);
      const plain = text.replaceAll('\r\n', '\n');
      const converted = dos ? plain.replaceAll('\n', '\r\n') : plain;
      if (path === undefined) return t.out.raw(converted);
      await writeFile(t.sys, path, toBytes(converted));
    },
  );
}

export const dos2unix = lineEnds('dos2unix', 'unix');
export const unix2dos = lineEnds('unix2dos', 'dos');

export const ts = tool(
  {
    name: 'ts',
    usage: '[-is] [STRFTIME]',
    about: 'Pipe stdin to stdout, add timestamp to each line',
    options: 'i s',
    from: 'moreutils',
  },
  async (t) => {
    const relative = t.has('i') || t.has('s');
    const format = t.operands[0] ?? '%b %d %H:%M:%S';
    const input = await t.input('-');
    let from = t.sys.now();
    for (let line = await input.line(); line !== undefined; line = await input.line()) {
      const now = t.sys.now();
      await t.out.raw(`${strftime(format, relative ? now - from : now)} ${line}\n`);
      await t.out.flush();
      if (t.has('i')) from = now;
    }
  },
);
