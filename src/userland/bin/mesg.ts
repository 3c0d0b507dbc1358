/** mesg: whether others may write to this terminal, which is its group's right to write. */
import { tool } from './lib/tool.ts';

const GROUP_WRITES = 0o020;

export const mesg = tool(
  {
    name: 'mesg',
    usage: '[options] [y | n]',
    about: 'Control write access of other users to your terminal',
    options: 'v|verbose',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const terminal = [0, 1, 2].map((fd) => t.sys.ttyname(fd)).find((name) => name !== undefined);
    if (terminal === undefined) return t.has('v') ? t.die('no tty', undefined, 2) : 2;
    const { mode } = await t.sys.stat(terminal);
    const [word] = t.operands;
    if (word === undefined) {
      await t.out.line(mode & GROUP_WRITES ? 'is y' : 'is n');
      return mode & GROUP_WRITES ? 0 : 1;
    }
    if (!/^[yn]/.test(word)) return t.usage(`invalid argument: ${word}`, 2);
    const allowed = word.startsWith('y');
    await t.sys.chmod(terminal, allowed ? mode | GROUP_WRITES : mode & ~GROUP_WRITES);
    if (t.has('v')) await t.out.line(`write access to your terminal is ${allowed ? 'allowed' : 'denied'}`);
    return allowed ? 0 : 1;
  },
);
