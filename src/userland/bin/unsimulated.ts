/** What runs when an executable holds a program that Drydock does not have: it says so, with a shell's status 126. */
import { utf8 } from '../../base/bytes.ts';
import type { Applet } from './lib/tool.ts';

export const unsimulated: Applet = async (sys, argv = sys.argv) => {
  const name = argv[0]?.split('/').pop() ?? sys.program;
  const why = 'this program is not simulated in Drydock; real Docker would run its machine code';
  await sys.write(2, utf8(`${name}: cannot execute: ${why}\n`));
  return 126;
};
