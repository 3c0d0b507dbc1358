/** iconv: text from one encoding to another. */
import { SysError } from '../../kernel/errno.ts';
import { O } from '../../kernel/sys.ts';
import { CHARSETS, charsetOf, type Charset } from './charsets.ts';
import { tool, type Tool } from './lib/tool.ts';
import { wholeInput } from './lib/whole-input.ts';

export const iconv = tool(
  {
    name: 'iconv',
    usage: '[OPTION...] [FILE...]',
    about: 'Convert encoding of given files from one encoding to another',
    options: 'f|from-code= t|to-code= l|list c o|output= s|silent verbose',
    usageStatus: 64,
    failureStatus: 1,
    from: 'GNU libc',
  },
  async (t) => {
    if (t.has('l'))
      return void (await t.out.text(
        Object.keys(CHARSETS)
          .map((name) => `${name}//\n`)
          .join(''),
      ));
    const own = /utf-?8/i.test(t.sys.env.get('LC_ALL') || t.sys.env.get('LC_CTYPE') || t.sys.env.get('LANG') || '')
      ? 'UTF-8'
      : 'ASCII';
    const [target = '', ...marks] = (t.value('t') ?? own).split('//');
    const flags = marks.join('/').toUpperCase();
    const from = await charsetOf((t.value('f') ?? own).split('//')[0] as string);
    const to = await charsetOf(target);
    if (!from || !to) return t.die('failed to start conversion processing');
    const drop = t.has('c') || flags.includes('IGNORE');
    const path = t.value('o');
    const fd = path === undefined ? 1 : await t.sys.open(path, O.WRONLY | O.CREAT | O.TRUNC, 0o666);
    const conversion = {
      from,
      to,
      drop,
      replace: flags.includes('TRANSLIT'),
      ignored: flags.includes('IGNORE') && !t.has('c'),
    };
    // The mark of a byte order stands once, in front of everything.
    let first = true;
    for (const name of t.operands.length ? t.operands : ['-']) {
      const bytes = await wholeOf(t, name);
      if (!bytes) continue;
      const whole = await converted(t, bytes, conversion, fd, first);
      if (!whole) break;
      first = false;
    }
    if (fd !== 1) await t.sys.close(fd);
    return t.status;
  },
);

interface Conversion {
  readonly from: Charset;
  readonly to: Charset;
  readonly drop: boolean;
  readonly replace: boolean;
  /** What is left out by //IGNORE is told at the end all the same. */
  readonly ignored: boolean;
}

async function wholeOf(t: Tool, name: string): Promise<Uint8Array | undefined> {
  try {
    return await wholeInput(t, name);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    await t.warn(`cannot open input file \`${name}': ${error.message}`);
    return undefined;
  }
}

/** What could be converted is written; false when something could not be. */
async function converted(
  t: Tool,
  bytes: Uint8Array,
  conversion: Conversion,
  fd: number,
  first: boolean,
): Promise<boolean> {
  const { from, to, drop, replace, ignored } = conversion;
  const out: number[] = first ? [...to.mark] : [];
  const flush = async () => {
    if (out.length) await t.sys.write(fd, Uint8Array.from(out));
    out.length = 0;
  };
  let skipped = false;
  const start = from.start(bytes);
  for (let at = start.at; at < bytes.length;) {
    const [size, point] = start.decode(bytes, at);
    if (size === 0) {
      await flush();
      await t.warn('incomplete character or shift sequence at end of buffer');
      return false;
    }
    const code = point === undefined ? undefined : to.encode(point);
    if (code) out.push(...code);
    else if (point !== undefined && replace) out.push(...(to.encode(0x3f) ?? []));
    else if (drop) skipped = true;
    else {
      await flush();
      await t.warn(`illegal input sequence at position ${at}`);
      return false;
    }
    at += size;
    if (out.length > 32_768) {
      await flush();
      await t.sys.tick();
    }
  }
  await flush();
  if (skipped && ignored) {
    await t.warn(`illegal input sequence at position ${bytes.length}`);
    return false;
  }
  return true;
}
