/** What a command writes, for programs that show or use it. */
import { SysError } from '../../../kernel/errno.ts';
import type { Sys } from '../../../kernel/sys.ts';
import { readAll } from '../../read-all.ts';
import { spawnCommand, waitFor } from './find-program.ts';

export interface CommandOutput {
  readonly bytes: Uint8Array;
  readonly status: number;
}

/** Runs a command with `input` to read, and gathers what it writes, errors among it. */
export async function commandOutput(
  sys: Sys,
  argv: readonly string[],
  input: Uint8Array = new Uint8Array(0),
): Promise<CommandOutput> {
  const [read, write] = sys.pipe();
  const [from, feed] = sys.pipe();
  const fds = new Map([
    [0, from],
    [1, write],
    [2, write],
  ]);
  const pid = await spawnCommand(sys, argv, { fds });
  await sys.close(write);
  await sys.close(from);
  const feeding = (async () => {
    try {
      if (input.length) await sys.write(feed, input);
    } catch (error) {
      // It reads no more.
      if (!(error instanceof SysError)) throw error;
    } finally {
      await sys.close(feed);
    }
  })();
  const bytes = await readAll(sys, read);
  await feeding;
  await sys.close(read);
  return { bytes, status: await waitFor(sys, pid) };
}
