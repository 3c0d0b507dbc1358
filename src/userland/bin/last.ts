import { SysError } from '../../kernel/errno.ts';
import { tool } from './lib/tool.ts';

export const last = tool(
  { name: 'last', usage: '[-HW] [-f FILE]', about: 'Show last logins', options: 'f= H W', from: 'util-linux' },
  async (t) => {
    const path = t.value('f') ?? '/var/log/wtmp';
    try {
      await t.sys.stat(path);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      return t.die(`cannot open ${path}: ${error.message}`, `can't open '${path}': ${error.message}`);
    }
  },
);
