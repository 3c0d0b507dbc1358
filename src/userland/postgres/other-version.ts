/** The server of an image whose version Drydock does not have. */
import { utf8 } from '../../base/bytes.ts';
import type { Applet } from '../bin/lib/tool.ts';

export const otherVersion: Applet = async (sys, argv = sys.argv) => {
  const name = argv[0]?.split('/').pop() ?? 'postgres';
  const words = 'this version of PostgreSQL is not simulated in Drydock; postgres:18 runs: docker run postgres:18';
  await sys.write(2, utf8(`${name}: cannot execute: ${words}\n`));
  return 126;
};
