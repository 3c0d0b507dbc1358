/** mapfile, also called readarray. */
import { SysError } from '../../../kernel/errno.ts';
import { singleQuoted } from '../quoting.ts';
import { isName } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { invalidOption, parseOptions } from './builtin.ts';
import { assignFields } from './read.ts';
import type { LineRead } from './read-line.ts';
import { readLine } from './read-line.ts';

export const mapfile: Builtin = async (sh, words) => {
  const name = words[0] as string;
  const options = parseOptions(words.slice(1), 'd:n:O:s:tu:C:c:');
  if (options.bad)
    return invalidOption(
      sh,
      name,
      options.bad,
      `${name} [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]`,
    );
  const values = new Map(options.letters);
  const wrong = wrongNumber(values);
  if (wrong !== undefined) return sh.builtinError(name, wrong);
  const target = options.rest[0] ?? 'MAPFILE';
  if (target === '') return sh.builtinError(name, 'empty array variable name');
  if (!isName(target)) return sh.builtinError(name, `\`${target}': not a valid identifier`);
  const fd = Number(values.get('u') ?? 0);
  if (!sh.sys.descriptors().includes(fd))
    return sh.builtinError(name, `${fd}: invalid file descriptor: Bad file descriptor`);
  const variable = sh.vars.find(target);
  if (variable?.readonly) {
    await sh.complain(`${target}: readonly variable`);
    return 1;
  }
  if (variable?.assoc) return sh.builtinError(name, `${target}: not an indexed array`);
  const [callback, quantum] = [values.get('C'), Number(values.get('c') ?? 5000)];
  const delimiter = values.has('d') ? values.get('d') || '\0' : '\n';
  const limit = Number(values.get('n') ?? 0) || Infinity;
  const skip = Number(values.get('s') ?? 0);
  const lines: string[] = [];
  const origin = Number(values.get('O') ?? 0);
  for (let seen = 0; lines.length < limit; seen++) {
    const line = await nextLine(() => readLine(sh, fd, { raw: true, delimiter }));
    if (line.ended && line.text === '') break;
    if (seen >= skip) {
      const text = values.has('t') || line.ended || delimiter === '\0' ? line.text : line.text + delimiter;
      if (callback !== undefined && (lines.length + 1) % quantum === 0)
        await sh.runner.evaluate(sh, `${callback} ${origin + lines.length} ${singleQuoted(text)}`);
      lines.push(text);
    }
    if (line.ended) break;
  }
  if (!values.has('O')) assignFields(sh, target, lines);
  else for (const [i, line] of lines.entries()) sh.vars.setElement(target, String(origin + i), line);
  return 0;
};

const NUMBERS = [
  ['u', 0, 'file descriptor specification'],
  ['n', 0, 'line count'],
  ['O', 0, 'array origin'],
  ['s', 0, 'line count'],
  ['c', 1, 'callback quantum'],
] as const;

/** What is said of the first option whose argument is no number, or too small a one. */
function wrongNumber(values: ReadonlyMap<string, string | undefined>): string | undefined {
  for (const [letter, least, what] of NUMBERS) {
    const given = values.get(letter);
    const isNumber = given === undefined || (/^\s*[-+]?\d+\s*$/.test(given) && Number.isSafeInteger(Number(given)));
    if (!isNumber || Number(given ?? least) < least) return `${given}: invalid ${what}`;
  }
  return undefined;
}

/** bash takes what cannot be read, a directory for one, for the end. */
async function nextLine(read: () => Promise<LineRead>): Promise<LineRead> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return { text: '', ended: true };
  }
}
