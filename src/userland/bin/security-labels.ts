/** chcon and runcon on a kernel without SELinux, which is what containers and the learner's machine have. */
import { SysError } from '../../kernel/errno.ts';
import { nameExists } from '../name-exists.ts';
import { tool } from './lib/tool.ts';

export const chcon = tool(
  {
    name: 'chcon',
    usage: '[OPTION]... CONTEXT FILE...',
    about: 'Change the SELinux security context of each FILE to CONTEXT',
    options:
      'dereference h|no-dereference preserve-root no-preserve-root reference= R|recursive v|verbose u|user= r|role= t|type= l|range= H L P',
  },
  async (t) => {
    if (t.has('R') && t.has('dereference') && t.last('H', 'L', 'P') !== 'H' && t.last('H', 'L', 'P') !== 'L')
      return t.die('-R --dereference requires either -H or -L');
    if (t.has('R') && t.has('h') && ['H', 'L'].includes(t.last('H', 'L', 'P') ?? 'P'))
      return t.die('-R -h requires -P');
    const reference = t.value('reference');
    const part = ['u', 'r', 't', 'l'].some((key) => t.has(key));
    const files = part || t.has('reference') ? t.operands : t.operands.slice(1);
    if (files.length === 0) {
      const [first] = t.operands;
      return t.usage(first === undefined ? 'missing operand' : `missing operand after ${t.quote(first)}`);
    }
    if (reference !== undefined) {
      const there = await nameExists(t.sys, reference);
      return t.die(
        `failed to get security context of ${t.q(reference)}: ${there ? 'No data available' : 'No such file or directory'}`,
      );
    }
    for (const file of files) {
      try {
        await t.sys.stat(file);
        if (part) await t.warn(`can't apply partial context to unlabeled file ${t.q(file)}`);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        await t.warn(`cannot access ${t.q(file)}: ${error.message}`);
      }
    }
  },
);

export const runcon = tool(
  {
    name: 'runcon',
    usage: 'CONTEXT COMMAND [args]',
    about: 'Run a program in a different SELinux security context',
    options: 'c|compute t|type= u|user= r|role= l|range=',
    firstOperandEnds: true,
  },
  (t) => {
    for (const [key, name] of Object.entries({ t: 'types', r: 'roles', u: 'users', l: 'levelranges' }))
      if (t.given.filter(([given]) => given === key).length > 1) return t.die(`multiple ${name}`, undefined, 1);
    const [first] = t.operands;
    if (first === undefined && !t.has('c'))
      return t.die('failed to get current context: Invalid argument', undefined, 1);
    return t.operands.length < (t.given.length ? 1 : 2)
      ? t.usage('no command specified')
      : t.die('runcon may be used only on a SELinux kernel', undefined, 1);
  },
);
