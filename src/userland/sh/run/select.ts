/** `select`. */
import { readLine } from '../builtins/read-line.ts';
import type { CompileContext } from '../expand/emit.ts';
import { compileFields } from '../expand/words.ts';
import type { Select } from '../parser.ts';
import type { Run, Shell } from '../shell.ts';
import { loop, runBody } from './loops.ts';
import { traceText } from './trace.ts';

export function compileSelect(node: Select, body: Run, context: CompileContext): Run {
  const name = node.name.value;
  const words = node.wordlist ? compileFields(node.wordlist, context) : (sh: Shell) => sh.params;
  const header = `select ${name} in ${node.wordlist?.map((word) => word.text).join(' ') ?? '"$@"'}`;
  return async (sh) => {
    if (sh.options.xtrace && sh.dialect === 'bash') await traceText(sh, header);
    const items = await words(sh);
    if (items.length === 0) return 0;
    let shown = false;
    return loop(sh, async (_sh, state) => {
      if (!shown) await sh.err(items.map((item, i) => `${i + 1}) ${item}\n`).join(''));
      shown = true;
      await sh.err(sh.vars.get('PS3') ?? '#? ');
      const line = await readLine(sh, 0, { raw: false, delimiter: '\n' });
      if (line.text === '' && line.ended) {
        await sh.out('\n');
        state.status = 1;
        return false;
      }
      sh.vars.set('REPLY', line.text);
      if (line.text === '') {
        shown = false;
        return true;
      }
      sh.vars.set(name, /^\d+$/.test(line.text) ? (items[Number(line.text) - 1] ?? '') : '');
      return runBody(sh, state, body);
    });
  };
}
