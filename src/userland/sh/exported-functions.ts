/** Functions handed down in the environment, as `export -f` puts them there. */
import { parseSource } from './parser.ts';
import type { Shell } from './shell.ts';

/** Functions that a bash above has exported; a value that is anything but one function is left alone. */
export function importFunctions(sh: Shell): void {
  for (const [variable, value] of sh.sys.env) {
    const name = /^BASH_FUNC_(.+)%%$/.exec(variable)?.[1];
    if (name === undefined || !value.startsWith('() ')) continue;
    const text = `${name} ${value}`;
    const { problem, statements } = parseSource(text, 'bash');
    if (problem || statements.length !== 1 || statements[0]?.command.type !== 'Function') continue;
    // A definition alone waits for nothing.
    void sh.runner.evaluate(sh, text);
    const definition = sh.functions.get(name);
    if (definition) sh.functions.set(name, { ...definition, source: 'environment' });
    sh.exportedFunctions.add(name);
  }
}
