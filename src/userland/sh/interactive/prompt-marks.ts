/** What variables of readline put before the prompt: how keys are taken, and that a line of the history was changed. */
import { parseSequence } from './key-notation.ts';

export function promptMarks(
  variables: ReadonlyMap<string, string> | undefined,
  modified: boolean,
  viMode: 'insert' | 'command' | undefined,
): string {
  const star = modified && variables?.get('mark-modified-lines') === 'on' ? '*' : '';
  if (variables?.get('show-mode-in-prompt') !== 'on') return star;
  const [name, usual] =
    viMode === undefined ? ['emacs', '@'] : viMode === 'insert' ? ['vi-ins', '(ins)'] : ['vi-cmd', '(cmd)'];
  return star + parseSequence(variables.get(`${name}-mode-string`) ?? usual);
}
