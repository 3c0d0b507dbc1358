/** Programs that Drydock doesn't simulate: each says so, and what the real one would do. */
import type { Applet } from './lib/tool.ts';
import { tool } from './lib/tool.ts';

/** Name, what the real program would do, exit status. */
const TABLE: readonly (readonly [name: string, real: string, status: number])[] = [
  ['ssh', 'open a shell on the remote host', 255],
  ['scp', 'copy files to or from the remote host', 255],
  ['ftpget', 'download a file by FTP', 1],
];

export const NOT_SIMULATED: Readonly<Record<string, Applet>> = Object.fromEntries(
  TABLE.map(([name, real, status]) => [
    name,
    tool(
      {
        name,
        usage: '[ARG]...',
        about: `Not simulated in Drydock; the real ${name} would ${real}`,
        rawArguments: true,
      },
      async (t) => {
        await t.err(`${name}: not simulated in Drydock; the real ${name} would ${real}\n`);
        return status;
      },
    ),
  ]),
);
