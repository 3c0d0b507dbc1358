/** A program that an archive goes through: `tar -I`. */
import type { ByteSource } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { spawnCommand, waitFor } from './lib/find-program.ts';
import { CHUNK } from './lib/input.ts';

/** What the program makes of `source`. Fails with ENOENT when there is no such program. */
export async function* throughProgram(
  sys: Sys,
  argv: readonly string[],
  source: ByteSource,
): AsyncGenerator<Uint8Array> {
  const [inReader, inWriter] = sys.pipe();
  const [outReader, outWriter] = sys.pipe();
  const pid = await spawnCommand(
    sys,
    argv.flatMap((word) => word.split(' ')),
    {
      fds: new Map([
        [0, inReader],
        [1, outWriter],
        [2, 2],
      ]),
    },
  );
  await sys.close(inReader);
  await sys.close(outWriter);
  const fed = feed(sys, inWriter, source);
  for (let bytes = await sys.read(outReader, CHUNK); bytes.length; bytes = await sys.read(outReader, CHUNK))
    yield bytes;
  await sys.close(outReader);
  await fed;
  await waitFor(sys, pid);
}

async function feed(sys: Sys, fd: number, source: ByteSource): Promise<void> {
  try {
    for await (const bytes of source) await sys.write(fd, bytes);
  } catch (error) {
    // The program has read as much as it wanted.
    if (!(error instanceof SysError) || error.errno !== 'EPIPE') throw error;
  } finally {
    await sys.close(fd);
  }
}
