/** mcookie: a random number of 128 bits. */
import { hex } from '../../base/bytes.ts';
import { tool } from './lib/tool.ts';

const BYTES = 16;

export const mcookie = tool(
  {
    name: 'mcookie',
    usage: '[options]',
    about: 'Generate magic cookies for xauth',
    options: 'f|file= m|max-size= v|verbose',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    const most = t.value('m');
    if (most !== undefined && !/^\d+([KMGTPEZY](iB|B)?)?$/.test(most))
      return t.die(`failed to parse length: '${most}': Invalid argument`);
    const files = t.values('f');
    if (most !== undefined && files.length === 0) await t.err('mcookie: --max-size ignored when used without --file\n');
    // What a file adds to chance cannot be seen: only whether it can be read.
    for (const file of files) {
      if (await t.sys.access(file, { read: true })) continue;
      await t.err(`mcookie: cannot open ${file}: No such file or directory\n`);
    }
    if (t.has('v')) await t.err(`Got ${BYTES} bytes from randomness source getrandom()\n`);
    await t.out.line(hex(t.sys.random(BYTES)));
  },
);
