/** pwdx: the directories that processes are in. */
import { SysError } from '../../kernel/errno.ts';
import { tool } from './lib/tool.ts';

export const pwdx = tool(
  {
    name: 'pwdx',
    usage: '[options] pid...',
    about: 'Report current working directory of a process',
    from: 'procps-ng',
  },
  async (t) => {
    if (t.operands.length === 0) return t.usage('');
    for (const word of t.operands) {
      const pid = /^(?:\/proc\/)?([1-9]\d*)$/.exec(word)?.[1];
      if (pid === undefined) return t.die(`invalid process id: ${word}`);
      try {
        await t.out.line(`${word}: ${await t.sys.readlink(`/proc/${pid}/cwd`)}`);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
        t.status = 1;
        await t.err(`${word}: ${error.errno === 'ENOENT' ? 'No such process' : error.message}\n`);
      }
    }
  },
);
