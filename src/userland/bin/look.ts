/** look: lines of a sorted file that begin with a string. */
import { fromText } from './lib/byte-string.ts';
import { SysError } from '../../kernel/errno.ts';
import { tool } from './lib/tool.ts';

export const look = tool(
  {
    name: 'look',
    usage: '[options] STRING [FILE]',
    about: 'Print lines beginning with STRING',
    options: 'a|alternative d|alphanum f|ignore-case t|terminate=',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const [word, path = '/usr/share/dict/words'] = t.operands;
    if (word === undefined || t.operands.length > 2) return t.usage('bad usage');
    const byDefault = t.operands.length === 1;
    const [folded, alphanumeric] = [t.has('f') || byDefault, t.has('d') || byDefault];
    const key = (line: string) => {
      const letters = alphanumeric ? line.replace(/[^A-Za-z0-9 \t]/g, '') : line;
      return folded ? letters.toLowerCase() : letters;
    };
    const mark = t.value('t');
    const until = mark === undefined ? -1 : word.indexOf(mark[0] as string);
    const wanted = key(fromText(until >= 0 ? word.slice(0, until + 1) : word));
    let input;
    try {
      const { size, type } = await t.sys.stat(path);
      // It maps the file: a directory cannot be, nor can nothing.
      if (type === 'directory') return await t.die(`${path}: No such device`);
      if (size === 0) return await t.die(`${path}: Invalid argument`);
      input = await t.input(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`${path}: ${error.message}`);
    }
    let found = false;
    for (let line = await input.line(); line !== undefined; line = await input.line()) {
      const own = key(line);
      if (own.startsWith(wanted)) {
        found = true;
        await t.out.raw(line + (input.terminated ? '\n' : ''));
      } else if (own > wanted) break;
      await t.sys.tick();
    }
    await t.done(input);
    return found ? 0 : 1;
  },
);
