/** The programs that an archive goes through: `tar -I`, and those of -j and -J. */
import type { ByteSource } from '../../base/streams.ts';
import { SysError } from '../../kernel/errno.ts';
import type { Sys } from '../../kernel/sys.ts';
import { spawnCommand, waitFor } from './lib/find-program.ts';
import { CHUNK } from './lib/input.ts';
import type { Tool } from './lib/tool.ts';

/** The program at the other end of the archive failed, and has said why. */
export class FilterError extends Error {
  override name = 'FilterError';
  constructor(readonly status: number) {
    super(`child returned status ${status}`);
  }
}

const BY_SUFFIX: readonly (readonly [suffix: RegExp, program: string])[] = [
  [/\.(tar\.)?gz$|\.tgz$|\.taz$/, 'gzip'],
  [/\.bz2$|\.tbz2?$|\.tz2$/, 'bzip2'],
  [/\.xz$|\.txz$/, 'xz'],
  [/\.lzma$|\.tlz$/, 'lzma'],
];

/** What compresses a file of this name (-a). */
export function filterOf(path: string): string | undefined {
  return BY_SUFFIX.find(([suffix]) => suffix.test(path))?.[1];
}

/** What has compressed a file that begins so. */
export function filterOfContent(start: Uint8Array): string | undefined {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  if (start[0] === 0x42 && start[1] === 0x5a && start[2] === 0x68) return 'bzip2';
  return [0xfd, 0x37, 0x7a, 0x58, 0x5a].every((byte, i) => start[i] === byte) ? 'xz' : undefined;
}

/** What the program makes of `source`. Fails with ENOENT when there is no such program, with FilterError when it fails. */
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
  const status = await waitFor(sys, pid);
  if (status !== 0) throw new FilterError(status);
}

const FILTERS: Readonly<Record<string, string>> = { z: 'gzip', j: 'bzip2', J: 'xz', lzma: 'lzma' };

/** The program that the command line names for the archive. */
export function filterGiven(t: Tool): string | undefined {
  const last = t.last('I', ...Object.keys(FILTERS));
  return last === 'I' ? t.value('I') : last && FILTERS[last];
}

/** Through a program that may be missing, of which `missing` then tells. */
export async function* throughFilter(
  t: Tool,
  argv: readonly string[],
  source: ByteSource,
  missing: string,
  status: number,
): AsyncGenerator<Uint8Array> {
  try {
    yield* throughProgram(t.sys, argv, source);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ENOENT') throw error;
    await t.err(t.busybox ? `tar: can't execute '${argv[0]}': No such file or directory\n` : missing);
    throw new FilterError(status);
  }
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
