/** mcookie: a random number of 128 bits. */
import { hex } from '../../base/bytes.ts';
import { tool } from './lib/tool.ts';

const BYTES = 16;

export const mcookie = tool(
  {
    name: 'mcookie',
    usage: '[options]',
    about: 'Generate magic cookies for xauth',
    options: 'f|file=! m|max-size=! v|verbose',
    from: 'util-linux 2.38.1',
  },
  async (t) => {
    if (t.has('v')) await t.err(`Got ${BYTES} bytes from randomness source getrandom()\n`);
    await t.out.line(hex(t.sys.random(BYTES)));
  },
);
