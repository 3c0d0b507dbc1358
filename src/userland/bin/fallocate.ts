import { O } from '../../kernel/sys.ts';
import { tool } from './lib/tool.ts';

export const fallocate = tool(
  {
    name: 'fallocate',
    usage: '[-o OFS] -l LEN FILE',
    about: 'Preallocate space for FILE',
    options: 'o|offset= l|length= n|keep-size',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const [path] = t.operands;
    const [, digits, unit = ''] = /^(\d+)([kmgKMG]?)(?:i?B)?$/.exec(t.value('l') ?? '') ?? [];
    if (t.busybox && t.has('l') && digits === undefined) return t.die('', `invalid number '${t.value('l')}'`);
    if (path === undefined || digits === undefined) return t.usage('no length argument specified');
    const bytes = Number(digits) * 1024 ** ' kmg'.indexOf(unit.toLowerCase() || ' ');
    const from = Number(t.value('o') ?? 0);
    const fd = await t.sys.open(path, O.RDWR | O.CREAT, 0o666);
    const { size } = await t.sys.fstat(fd);
    if (!t.has('n') && size < from + bytes) await t.sys.truncate(fd, from + bytes);
    await t.sys.close(fd);
  },
);
